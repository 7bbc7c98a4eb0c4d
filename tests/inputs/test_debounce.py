"""A pinch is told at once and once; a parting is told when it has lasted."""

from hypothesis import given
from hypothesis import strategies as st

from game.charting.chart import Grip
from game.inputs.contact import Contact
from game.inputs.debounce import Debouncer
from game.play.events import InputKind


def contact(stamp_s: float, *, down: bool, grip: Grip = Grip.INDEX) -> Contact:
    return Contact(stamp_s, grip, down, InputKind.KEYBOARD)


def told(debouncer: Debouncer, *moments: tuple[float, bool], source: str = "j") -> list[str]:
    """What is told when `source` goes down (True) and up (False) at these moments, in words."""
    out: list[Contact] = []
    for stamp_s, down in moments:
        out += debouncer.contacts(source, contact(stamp_s, down=down))
    out += debouncer.due(10.0)
    return [f"{'down' if c.down else 'up'} {c.stamp_s:.2f}" for c in out]


def test_a_touch_is_told_at_once() -> None:
    assert Debouncer(0.1).contacts("j", contact(1.0, down=True)) == [contact(1.0, down=True)]


def test_a_parting_is_told_when_it_has_lasted() -> None:
    debouncer = Debouncer(0.1)
    debouncer.contacts("j", contact(1.0, down=True))
    assert debouncer.contacts("j", contact(1.5, down=False)) == []
    assert debouncer.due(1.59) == []
    assert debouncer.due(1.61) == [contact(1.6, down=False)]


def test_a_bounce_is_one_pinch() -> None:
    moments = [(1.0, True), (1.02, False), (1.03, True), (1.04, False), (1.05, True), (1.5, False)]
    assert told(Debouncer(0.1), *moments) == ["down 1.00", "up 1.60"]


def test_two_pinches_are_two_when_the_fingers_parted_long_enough() -> None:
    moments = [(1.0, True), (1.05, False), (1.16, True), (1.2, False)]
    assert told(Debouncer(0.1), *moments) == ["down 1.00", "up 1.15", "down 1.16", "up 1.30"]


def test_a_key_that_repeats_itself_is_one_pinch() -> None:
    assert told(Debouncer(0.1), (1.0, True), (1.3, True), (1.33, True)) == ["down 1.00"]


def test_sources_do_not_debounce_each_other() -> None:
    debouncer = Debouncer(0.1)
    debouncer.contacts("j", contact(1.0, down=True))
    second = contact(1.01, down=True, grip=Grip.MIDDLE)
    assert debouncer.contacts("k", second) == [second]


def test_everything_parts_when_the_window_loses_the_keys() -> None:
    debouncer = Debouncer(0.1)
    debouncer.contacts("j", contact(1.0, down=True))
    debouncer.contacts("k", contact(1.0, down=True, grip=Grip.MIDDLE))
    assert debouncer.release_all(2.0) == [
        contact(2.0, down=False),
        contact(2.0, down=False, grip=Grip.MIDDLE),
    ]
    assert debouncer.due(10.0) == []


@given(
    gaps=st.lists(st.floats(0.0, 0.5), max_size=60),
    keys=st.lists(st.sampled_from("jkl"), min_size=60, max_size=60),
    downs=st.lists(st.booleans(), min_size=60, max_size=60),
    bounce_s=st.floats(0.0, 0.3),
)
def test_each_source_is_told_down_and_up_in_turn_and_in_order(
    gaps: list[float], keys: list[str], downs: list[bool], bounce_s: float
) -> None:
    debouncer = Debouncer(bounce_s)
    grips = {"j": Grip.INDEX, "k": Grip.MIDDLE, "l": Grip.RING}
    now_s = 0.0
    out: list[Contact] = []
    for gap_s, key, down in zip(gaps, keys, downs, strict=False):
        now_s += gap_s
        out += debouncer.contacts(key, contact(now_s, down=down, grip=grips[key]))
    out += debouncer.release_all(now_s)
    for grip in grips.values():
        turns = [c.down for c in out if c.grip is grip]
        assert turns == [place % 2 == 0 for place in range(len(turns))]
        assert len(turns) % 2 == 0
    stamps = [c.stamp_s for c in out]
    assert stamps == sorted(stamps)
