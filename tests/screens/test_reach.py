"""Reach on the screen: any pinch counts, any finger may rest, and leaving loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

import pygame
import pytest

from game.charting.chart import Grip
from game.coach.proposal import Reason, proposal_of
from game.coach.reach import COUNT_S, TRIES, Reach
from game.coach.reaching import REST_S, SETTLE_S, Phase
from game.inputs.actions import MOUSE_ID, Action, Pointer
from game.inputs.actions import Phase as PointerPhase
from game.inputs.contact import Contact
from game.play.events import InputKind
from game.screens.reach import HOLD_S, ReachScreen
from game.screens.reach_intro import FINGERS, ReachIntroScreen
from game.screens.reach_result import ReachResultScreen
from game.screens.reach_steps import (
    BeginReach,
    LeaveReach,
    OpenReach,
    OpenReaches,
    ReachEnded,
    TakeReach,
)
from game.screens.reaches import ReachDay, ReachesScreen
from game.screens.steps import OpenWarmUp, Step
from game.screens.ui import reach_words
from game.screens.ui.reach_words import EVEN_BELOW
from game.screens.ui.theme import PALETTES, Style
from game.settings import TEXT_PERCENTS, Hand, Theme
from game.text import PSEUDO, use_language
from tests.coach.hands import counted, hand_of, resting
from tests.gallery.places import complaints
from tests.screens.fitting import assert_fits, watching
from tests.screens.helpers import FIVE, FOUR, LABELS, LEVELS
from tests.screens.pages import press

TODAY = date(2026, 3, 14)
EXTREMES = (100, 200)


@dataclass
class FakeDesk:
    """Remembers what was to be heard, and what was used."""

    ticks: int = 0
    kinds: set[InputKind] = field(default_factory=set[InputKind])

    def tick(self) -> None:
        self.ticks += 1

    def used(self, kind: InputKind) -> None:
        self.kinds.add(kind)


class Doing:
    """A reach screen with a hand-turned clock."""

    def __init__(self, *grips: Grip, hand: Hand = Hand.RIGHT) -> None:
        self.desk = FakeDesk()
        self.screen = ReachScreen(hand, grips or FOUR, LABELS, self.desk)
        self.now_s = 1000.0
        self.step: Step | None = None
        self.wait(1.0)

    def wait(self, seconds: float) -> None:
        for _ in range(max(1, round(seconds / 0.1))):
            self.now_s += 0.1
            self.step = self.screen.tick(self.now_s) or self.step

    def touch(self, grip: Grip, *, down: bool = True) -> None:
        self.screen.pinch(Contact(self.now_s, grip, down, InputKind.MIDI))

    def pinch(self, grip: Grip, count: int = 1, gap_s: float = 0.5) -> None:
        for _ in range(count):
            self.wait(gap_s)
            self.touch(grip)
            self.touch(grip, down=False)

    def to_count(self, grip: Grip) -> None:
        self.pinch(grip, TRIES)
        self.wait(SETTLE_S)

    def finger(self, grip: Grip, count: int) -> None:
        self.to_count(grip)
        self.pinch(grip, count)
        self.wait(COUNT_S + 0.2)

    @property
    def words(self) -> str:
        with watching() as watch:
            self.screen.draw(pygame.Surface((1280, 720)))
        self.screen.draw(pygame.Surface((800, 480)))
        return watch.words


def test_pinches_alone_lead_through_all_of_it() -> None:
    doing = Doing()
    for number, grip in enumerate(FOUR):
        doing.finger(grip, 4 + number)
        doing.wait(REST_S + 0.2)
    assert isinstance(doing.step, ReachEnded)
    reach = doing.step.reach
    assert [one.presses for one in reach.grips] == [4, 5, 6, 7]
    assert reach.able == FOUR and reach.hand is Hand.RIGHT
    assert doing.desk.kinds == {InputKind.MIDI}


def test_it_says_what_to_do_at_each_step() -> None:
    doing = Doing()
    assert "Touch your index finger to your thumb, three times" in doing.words
    assert "There is no hurry." in doing.words
    doing.to_count(Grip.INDEX)
    assert "Your first pinch starts the clock." in doing.words
    doing.pinch(Grip.INDEX, 5)
    assert "As often as is comfortable" in doing.words
    doing.wait(COUNT_S)
    assert "5 pinches in 10 seconds" in doing.words
    assert "Then comes your middle finger." in doing.words


def test_another_finger_is_welcome_and_counts_for_nothing() -> None:
    doing = Doing()
    doing.pinch(Grip.RING)
    assert "Ring finger came. That is fine, there is no hurry." in doing.words
    assert doing.screen.reaching.tries == 0 and doing.desk.ticks == 0


def test_every_pinch_that_counts_is_heard_and_no_other() -> None:
    doing = Doing()
    doing.finger(Grip.INDEX, 6)
    assert doing.desk.ticks == TRIES + 6
    doing.pinch(Grip.MIDDLE, 2)
    assert doing.desk.ticks == TRIES + 6, "the hand rests"


def test_the_button_lets_a_finger_rest_at_any_moment() -> None:
    doing = Doing()
    for grip in FOUR:
        assert doing.screen.reaching.asked is grip
        assert [one.name for one in doing.screen.buttons] == ["rest", "leave"]
        doing.wait(1.0)
        doing.screen.act(Action.OK)
    doing.wait(0.1)
    assert isinstance(doing.step, ReachEnded) and doing.step.reach.is_empty


def test_who_goes_on_a_little_late_lets_no_finger_rest() -> None:
    doing = Doing()
    doing.finger(Grip.INDEX, 3)
    while doing.screen.reaching.asked is None:
        doing.wait(0.1)
    doing.screen.act(Action.OK)
    assert doing.screen.reaching.asked is Grip.MIDDLE
    doing.wait(1.0)
    doing.screen.act(Action.OK)
    assert doing.screen.reaching.asked is Grip.RING


def test_a_rest_can_be_shorter_and_a_count_done_again() -> None:
    doing = Doing()
    doing.finger(Grip.INDEX, 3)
    assert [one.name for one in doing.screen.buttons] == ["on", "again"]
    doing.screen.choose("again")
    assert doing.screen.reaching.phase is Phase.READY
    doing.wait(SETTLE_S)
    doing.pinch(Grip.INDEX, 9)
    doing.wait(COUNT_S)
    doing.screen.choose("on")
    assert doing.screen.reaching.asked is Grip.MIDDLE
    assert doing.screen.reaching.found[0].presses == 9


def test_pinches_alone_can_let_a_finger_rest() -> None:
    doing = Doing()
    doing.touch(Grip.MIDDLE)
    doing.wait(HOLD_S + 0.1)
    assert doing.screen.reaching.asked is Grip.MIDDLE
    doing.wait(2 * HOLD_S)
    assert doing.screen.reaching.asked is Grip.MIDDLE, "once for each time it is held"
    doing.touch(Grip.MIDDLE, down=False)
    doing.touch(Grip.MIDDLE)
    doing.wait(2 * HOLD_S)
    assert doing.screen.reaching.asked is Grip.MIDDLE, "the finger asked for may be held"


def test_a_finger_let_go_in_time_lets_nothing_rest() -> None:
    doing = Doing()
    for _ in range(5):
        doing.touch(Grip.MIDDLE)
        doing.wait(HOLD_S / 2)
        doing.touch(Grip.MIDDLE, down=False)
        doing.wait(HOLD_S)
    assert doing.screen.reaching.asked is Grip.INDEX


def test_leaving_is_possible_at_any_moment() -> None:
    doing = Doing()
    assert doing.screen.act(Action.BACK) == LeaveReach()
    doing.finger(Grip.INDEX, 3)
    assert doing.screen.act(Action.BACK) == LeaveReach()
    assert doing.screen.choose("leave") == LeaveReach()


def test_another_window_begins_a_count_anew() -> None:
    doing = Doing()
    doing.to_count(Grip.INDEX)
    doing.pinch(Grip.INDEX, 5)
    doing.screen.focus_lost()
    doing.wait(COUNT_S)
    assert doing.screen.reaching.phase is Phase.READY
    assert doing.screen.reaching.found == ()


def test_the_drawn_fingers_can_be_touched_and_the_buttons_are_none_of_them() -> None:
    doing = Doing(*FIVE)
    doing.screen.draw(pygame.Surface((1280, 720)))
    lanes = doing.screen._stage.field.lanes  # pyright: ignore[reportPrivateUsage]
    assert {doing.screen.pad_at(lane.x, 520) for lane in lanes} == set(FIVE)
    assert all(doing.screen.is_open_at(lane.x, 520) for lane in lanes)
    for button in doing.screen.buttons:
        assert doing.screen.pad_at(*button.rect.center) is None
        assert not doing.screen.is_open_at(*button.rect.center)


def test_a_click_on_the_button_is_enough() -> None:
    doing = Doing()
    doing.screen.draw(pygame.Surface((1280, 720)))
    x, y = doing.screen.buttons[0].rect.center
    for phase in (PointerPhase.DOWN, PointerPhase.UP):
        doing.screen.point(Pointer(phase, x, y, MOUSE_ID))
    assert doing.screen.reaching.asked is Grip.MIDDLE


def test_nothing_is_drawn_while_nothing_changes_and_little_while_the_clock_runs() -> None:
    doing = Doing()
    surface = pygame.Surface((1280, 720))
    assert doing.screen.draw(surface)
    doing.wait(3.0)
    assert doing.screen.draw(surface) == []
    doing.to_count(Grip.INDEX)
    doing.pinch(Grip.INDEX)
    doing.screen.style = Style(is_calm=True)
    doing.wait(1.0)
    doing.screen.draw(surface)
    doing.wait(0.3)
    assert doing.screen.draw(surface) == [], "calm: once a second"
    doing.screen.style = Style()
    doing.screen.draw(surface)
    doing.wait(0.2)
    (ring,) = doing.screen.draw(surface)
    assert ring.w < 300, "the ring alone"
    alone = pygame.image.tobytes(surface, "RGB")
    doing.screen.show_anew()
    doing.screen.draw(surface)
    assert pygame.image.tobytes(surface, "RGB") == alone


def test_the_intro_begins_with_the_fingers_and_the_side_pinch_if_wished() -> None:
    screen = ReachIntroScreen()
    assert press(screen, "begin") == BeginReach(FINGERS)
    assert press(screen, "side", "begin") == BeginReach((Grip.KEY, *FINGERS))
    assert press(screen, "leave") == LeaveReach() == screen.act(Action.BACK)
    assert press(ReachIntroScreen(last_day="Yesterday"), "earlier") == OpenReaches()


def test_the_first_start_offers_it_for_later() -> None:
    with watching() as watch:
        ReachIntroScreen((Grip.INDEX,), is_first=True).draw(pygame.Surface((1280, 720)))
    assert "Later" in watch.words and "Two minutes" in watch.words


def result(reach: Reach, *, is_first: bool = False) -> ReachResultScreen:
    screen = ReachResultScreen(reach, proposal_of(reach, LEVELS), is_first=is_first)
    screen.tick(0.0)
    screen.tick(1.0)
    return screen


def words_of(screen: ReachResultScreen | ReachesScreen) -> str:
    with watching() as watch:
        screen.draw(pygame.Surface((1280, 2000)))
    return watch.words


def test_the_result_says_what_each_finger_did_and_what_suits_it() -> None:
    reach = hand_of({Grip.INDEX: 30, Grip.MIDDLE: 26, Grip.RING: None})
    screen = result(reach)
    said = words_of(screen)
    assert "Index: 30 pinches in 10 seconds, evenly." in said
    assert "Ring: rests today." in said
    assert "Half the pace of your calmest finger" in said
    assert press(screen, "take") == TakeReach()
    assert press(screen, "keep") == LeaveReach()
    assert screen.act(Action.BACK) == LeaveReach()


def test_the_time_before_stands_beside_it_and_one_finger_is_enough() -> None:
    before = hand_of({Grip.INDEX: 14, Grip.MIDDLE: None})
    now = hand_of({Grip.INDEX: 19, Grip.MIDDLE: None})
    said = words_of(ReachResultScreen(now, proposal_of(now, LEVELS), before))
    assert "19 pinches in 10 seconds, evenly. Last time: 14." in said
    assert said.count("Last time") == 1
    assert "One finger is a whole game." in said


def test_evenness_is_praised_or_not_spoken_of() -> None:
    uneven = hand_of({Grip.INDEX: 30}, 4 * EVEN_BELOW)
    assert "30 pinches in 10 seconds." in words_of(result(uneven))
    assert "even" not in words_of(result(uneven)).replace("every", "")


def test_the_last_pinch_chooses_nothing_on_the_result() -> None:
    screen = ReachResultScreen(hand_of({Grip.INDEX: 9}), None)
    screen.tick(0.0)
    screen.tick(0.2)
    assert screen.act(Action.OK) is None


def test_no_finger_is_met_with_kind_words_and_other_ways() -> None:
    screen = result(hand_of(dict.fromkeys(FOUR, None)))
    assert "Your other hand can do the moving" in words_of(screen)
    assert press(screen, "warm up") == OpenWarmUp()
    assert press(screen, "side") == BeginReach((Grip.KEY,))
    assert press(screen, "keep") == LeaveReach()
    with_side = result(hand_of(dict.fromkeys(FIVE, None)))
    assert press(with_side, "keep") == LeaveReach()
    assert all(one.name != "side" for one in with_side.page.buttons)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_sentence_for_one_finger_and_for_more(reason: Reason) -> None:
    one_finger: dict[Reason, tuple[dict[Grip, int | None], float]] = {
        Reason.FEWER: ({Grip.INDEX: 20, Grip.MIDDLE: 2}, 0.0),
        Reason.SLOWER: ({Grip.INDEX: 10}, 0.0),
        Reason.WIDER: ({Grip.INDEX: 20}, 0.6),
        Reason.PACE: ({Grip.INDEX: 25}, 0.0),
        Reason.HARDEST: ({Grip.INDEX: 80}, 0.0),
        Reason.EVENNESS: ({Grip.INDEX: 65}, 0.7),
    }
    presses, unevenness = one_finger[reason]
    levels = (LEVELS[0], LEVELS[-1]) if reason is Reason.EVENNESS else LEVELS
    said: set[str] = set()
    for hand in (presses, {Grip.KEY: presses[Grip.INDEX], **presses}):
        proposal = proposal_of(hand_of(hand, unevenness), levels)
        assert proposal is not None and proposal.reason is reason
        said.add(reach_words.reason(proposal))
    assert all(one.endswith(".") for one in said)
    assert len(said) == (1 if reason is Reason.WIDER else 2)


def days(*reaches: Reach) -> list[ReachDay]:
    start = TODAY - timedelta(days=len(reaches) - 1)
    return [ReachDay(start + timedelta(days=n), one) for n, one in enumerate(reaches)]


def test_earlier_days_tell_a_clear_change_and_call_the_rest_the_same() -> None:
    first = hand_of({Grip.INDEX: 12, Grip.MIDDLE: 20, Grip.RING: None})
    last = hand_of({Grip.INDEX: 19, Grip.MIDDLE: 22, Grip.RING: 4})
    screen = ReachesScreen(days(first, last), TODAY)
    said = words_of(screen)
    assert "Yesterday and the last time" in said
    assert "Index: from 12 to 19 pinches in 10 seconds." in said
    assert "Middle: about the same, 22 pinches in 10 seconds." in said
    assert "Ring: joins in now." in said
    assert press(screen, "back") == OpenReach() == screen.act(Action.BACK)


def test_one_day_is_compared_with_nothing_and_none_is_no_crash() -> None:
    assert "the last time" not in words_of(ReachesScreen(days(hand_of({Grip.INDEX: 3})), TODAY))
    assert "begins to fill" in words_of(ReachesScreen((), TODAY))
    assert "The disk is gone." in words_of(ReachesScreen((), TODAY, "The disk is gone."))


def test_nothing_that_was_able_both_times_is_told_as_nothing() -> None:
    screen = ReachesScreen(days(hand_of({Grip.INDEX: 3}), hand_of({Grip.INDEX: None})), TODAY)
    assert "the last time" not in words_of(screen)


@pytest.mark.parametrize(
    ("grips", "hand"), [(FOUR, Hand.RIGHT), (FIVE, Hand.LEFT), (FOUR[:1], Hand.RIGHT)]
)
def test_each_step_fits(grips: tuple[Grip, ...], hand: Hand) -> None:
    def asked() -> ReachScreen:
        doing = Doing(*grips, hand=hand)
        doing.pinch(grips[0], 2)
        return doing.screen

    def other_came() -> ReachScreen:
        doing = Doing(*grips, hand=hand)
        doing.pinch(grips[-1] if len(grips) > 1 else Grip.KEY)
        return doing.screen

    def ready() -> ReachScreen:
        doing = Doing(*grips, hand=hand)
        doing.to_count(grips[0])
        return doing.screen

    def counting() -> ReachScreen:
        doing = Doing(*grips, hand=hand)
        doing.to_count(grips[0])
        doing.pinch(grips[0], 12)
        return doing.screen

    def resting_hand() -> ReachScreen:
        doing = Doing(*grips, hand=hand)
        doing.finger(grips[0], 9)
        return doing.screen

    palette = PALETTES[Theme.LIGHT if hand is Hand.LEFT else Theme.DARK]
    for make in (asked, other_came, ready, counting, resting_hand):
        for percent, size in ((200, (800, 480)), (100, (1280, 720))):
            assert_reads(make, Style(palette, percent), size)


def assert_reads(make: Callable[[], ReachScreen], style: Style, size: tuple[int, int]) -> None:
    """Every text can be read as a whole, in the longest language."""
    use_language(PSEUDO)
    try:
        screen = make()
        screen.style = style
        assert complaints(screen, size, frozenset(LABELS.values())) == []
    finally:
        use_language("en")


def test_every_page_fits() -> None:
    able = Reach(Hand.LEFT, (counted(Grip.KEY, 112), counted(Grip.INDEX, 17), resting(Grip.RING)))
    none = hand_of(dict.fromkeys(FOUR, None))
    assert_fits(lambda: ReachIntroScreen(last_day="12 Nov 2024"), percents=EXTREMES, own=("Nov",))
    assert_fits(
        lambda: ReachIntroScreen(is_first=True), percents=(100,), languages=["en"], scrolls_from=101
    )
    for reach, percents in ((able, EXTREMES), (hand_of({Grip.INDEX: 3}), (125,))):
        assert_fits(lambda reach=reach: result(reach), percents=percents)
    assert_fits(lambda: result(none), percents=EXTREMES, palette=PALETTES[Theme.HIGH_CONTRAST])
    history = [hand_of({Grip.INDEX: 5 + 3 * n, Grip.LITTLE: None, Grip.KEY: 9}) for n in range(15)]
    assert_fits(lambda: ReachesScreen(days(*history), TODAY), percents=(100,))
    assert_fits(lambda: ReachesScreen(days(*history[:3]), TODAY), percents=TEXT_PERCENTS[-1:])
