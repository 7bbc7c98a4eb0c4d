"""Pages: everything is in sight when it matters, at every size of text."""

from __future__ import annotations

import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.inputs.actions import Action, Phase, Pointer
from game.screens.ui.blocks import Block, Buttons, Columns, Dial, Row, Words, heading
from game.screens.ui.button import Button
from game.screens.ui.layout import Layout
from game.screens.ui.page import AREA, Page
from game.screens.ui.theme import Style
from game.screens.ui.toggle import Toggle
from game.settings import TEXT_PERCENTS
from tests.screens.fitting import watching

SIZE = (1280, 720)
NOWHERE = pygame.Rect(0, 0, 0, 0)


def button(name: str, label: str = "") -> Button:
    return Button(name, NOWHERE.copy(), label or name)


def rows(count: int) -> list[Block]:
    return [
        Row(f"Setting {n}", "What it does in one line.", (Dial(f"dial{n}", "100%"),))
        for n in range(count)
    ]


def drawn(page: Page, percent: int = 100) -> pygame.Surface:
    surface = pygame.Surface(SIZE)
    page.draw(surface, Layout(SIZE, Style(text_percent=percent)))
    return surface


def seen(page: Page) -> bool:
    focused = page.focused
    assert focused is not None
    return AREA.contains(focused.rect)


def rects(page: Page) -> dict[str, pygame.Rect]:
    """Where the buttons are that a full round of the focus comes by."""
    found: dict[str, pygame.Rect] = {}
    for _ in range(60):
        page.act(Action.NEXT)
        drawn(page)
        focused = page.focused
        assert focused is not None
        found[focused.name] = focused.rect.copy()
    return found


@pytest.mark.parametrize("percent", TEXT_PERCENTS)
@pytest.mark.parametrize("action", [Action.DOWN, Action.UP, Action.NEXT])
def test_what_has_the_focus_is_in_sight(percent: int, action: Action) -> None:
    page = Page()
    page.show([heading("Settings"), *rows(12)], [button("back")])
    drawn(page, percent)
    for _ in range(40):
        page.act(action)
        drawn(page, percent)
        assert seen(page)


@pytest.mark.parametrize("percent", TEXT_PERCENTS)
def test_down_comes_by_everything_and_to_the_footer(percent: int) -> None:
    page = Page()
    page.show(rows(12), [button("back")])
    drawn(page, percent)
    names: set[str] = set()
    for _ in range(60):
        page.act(Action.DOWN)
        assert page.focused is not None
        names.add(page.focused.name)
    assert names >= {"back", *(f"dial{n} less" for n in range(1, 12))}


def test_arrows_pass_over_nothing_that_lies_aside() -> None:
    page, left = Page(), [button(name) for name in ("a", "b")]
    page.show([Buttons(left, most=2), Row("Setting", "", (Dial("dial", "1"),))], [button("back")])
    drawn(page)

    def go(action: Action) -> str:
        page.act(action)
        assert page.focused is not None
        return page.focused.name

    assert go(Action.DOWN) == "dial less"
    assert go(Action.DOWN) == "back"
    assert go(Action.UP) in ("dial less", "dial more")
    assert go(Action.UP) in ("a", "b")


def test_long_words_are_read_before_the_footer_is_left_for() -> None:
    page = Page()
    page.show([Words("word " * 3000)], [button("back")])
    drawn(page)
    looks = {page.look()}
    for _ in range(30):
        page.act(Action.NEXT)
        looks.add(page.look())
    assert len(looks) > 5, "the page has been scrolled in steps"


def test_a_hidden_button_can_not_be_touched() -> None:
    page = Page()
    page.show(rows(12), [button("back")])
    drawn(page)
    x, y = 640, AREA.bottom - 30
    page.point(Pointer(Phase.DOWN, x, y, 1), x, y)
    chosen = page.point(Pointer(Phase.UP, x, y, 1), x, y)
    assert chosen is not None and chosen.name == "back"


def test_dragging_scrolls_and_chooses_nothing() -> None:
    page = Page()
    page.show(rows(12), [button("back")])
    drawn(page)
    first = page.focused
    assert first is not None
    x, y = first.rect.center
    before = page.look()
    page.point(Pointer(Phase.DOWN, x, y, 1), x, y)
    page.point(Pointer(Phase.MOVE, x, y - 60, 1), x, y - 60)
    assert page.point(Pointer(Phase.UP, x, y - 60, 1), x, y - 60) is None
    drawn(page)
    assert page.look() != before


def test_the_focus_stays_on_the_button_of_the_same_name() -> None:
    page = Page()
    page.show([Buttons([button("a"), button("b")])])
    page.set_focus("b")
    page.show([Buttons([button("new"), button("a"), button("b")])])
    assert page.focused is not None and page.focused.name == "b"


@settings(max_examples=40, deadline=None)
@given(
    percent=st.sampled_from(TEXT_PERCENTS),
    names=st.lists(st.text("abcdefgh ", min_size=1, max_size=24), min_size=1, max_size=6),
    about=st.text("abcdefgh ", max_size=120),
)
def test_nothing_overlaps_and_nothing_sticks_out(
    percent: int, names: list[str], about: str
) -> None:
    page = Page()
    made = [button(f"{n}", name) for n, name in enumerate(names)]
    toggle = Toggle("toggle", NOWHERE.copy(), words=("Off", "On"))
    blocks: list[Block] = [
        Columns([heading("Left"), Row("A row", about, (toggle,))], [Words(about), *rows(2)]),
        Buttons(made),
    ]
    page.show(blocks, [button("back", "Back"), button("next", "Go on")])
    drawn(page, percent)
    places = rects(page)
    assert all(AREA.left <= r.left and r.right <= AREA.right for r in places.values())
    assert all(r.w >= 64 and r.h >= 64 for r in places.values())
    body = [b.rect for b in made]
    assert all(not a.colliderect(b) for n, a in enumerate(body) for b in body[n + 1 :])


def test_a_page_that_has_not_changed_looks_the_same() -> None:
    page = Page()
    page.show(rows(12), [button("back")])
    drawn(page)
    look = page.look()
    drawn(page)
    assert page.look() == look


def test_down_and_up_come_by_every_row_however_wide_its_buttons_are() -> None:
    page = Page()
    labels = ("No longer a favourite of mine", "Go", "Choose the tune", "A", "Remove this song")
    made = [button(str(n), label) for n, label in enumerate(labels)]
    page.show([Row("A row", "", (one,)) for one in made], [button("back", "Back")])
    drawn(page)
    names: list[str] = []
    for action in [Action.DOWN] * 5 + [Action.UP] * 5:
        page.act(action)
        assert page.focused is not None
        names.append(page.focused.name)
    assert names == ["1", "2", "3", "4", "back", "4", "3", "2", "1", "0"]


def test_in_columns_down_stays_in_its_column() -> None:
    page = Page()
    left, right = ([button(f"{side}{n}", "Word") for n in range(3)] for side in "lr")
    columns = Columns([Buttons([one]) for one in left], [Buttons([one]) for one in right])
    page.show([columns], [button("back", "Back")])
    drawn(page)
    page.set_focus("r0")
    names: list[str] = []
    for _ in range(3):
        page.act(Action.DOWN)
        assert page.focused is not None
        names.append(page.focused.name)
    assert names == ["r1", "r2", "back"]


def test_a_page_without_the_focus_shows_no_ring() -> None:
    page = Page()
    page.show([Buttons([button("a"), button("b")])])
    surfaces = [pygame.Surface(SIZE) for _ in range(2)]
    for surface, has_focus in zip(surfaces, (True, False), strict=True):
        page.draw(surface, Layout(SIZE), has_focus=has_focus)
    first, second = (pygame.image.tobytes(one, "RGB") for one in surfaces)
    assert first != second


def test_up_and_down_pass_over_no_row_however_wide_its_control_is() -> None:
    page = Page()
    toggle = Toggle("toggle", NOWHERE.copy(), words=("Off", "On"))
    controls = [Dial("wide", "A value that is long"), toggle, Dial("narrow", "1")]
    page.show([Row(f"Row {n}", controls=(one,)) for n, one in enumerate(controls)])
    drawn(page)
    page.set_focus("wide less")
    for action, names in (
        (Action.DOWN, ["toggle", "narrow"]),
        (Action.UP, ["toggle", "wide"]),
    ):
        for name in names:
            page.act(action)
            assert page.focused is not None and page.focused.name.split()[0] == name


def test_up_finds_a_button_that_is_not_straight_above() -> None:
    page = Page()
    row = Row("Setting", "What it does.", (button("set"),))
    page.show([row], [button("on"), button("again"), button("back")])
    drawn(page)
    page.set_focus("on")
    page.act(Action.UP)
    assert page.focused is not None and page.focused.name == "set"
    page.act(Action.DOWN)
    assert page.focused.name == "back"


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("action", [Action.DOWN, Action.NEXT])
def test_words_between_two_buttons_that_lie_far_apart_can_all_be_read(
    percent: int, action: Action
) -> None:
    page = Page()
    paragraphs = [Words(f"Paragraph {number}") for number in range(40)]
    page.show([Buttons([button("top")]), *paragraphs, Buttons([button("below")])], [button("back")])
    page.set_focus("top")
    found = words_seen(page, percent)
    for _ in range(60):
        page.act(action)
        found |= words_seen(page, percent)
        if page.focused and page.focused.name == "below":
            break
    assert {one.text for one in paragraphs} <= found
    assert page.focused and page.focused.name == "below" and seen(page)
    found = words_seen(page, percent)
    for _ in range(60):
        page.act(Action.UP)
        found |= words_seen(page, percent)
        if page.focused.name == "top":
            break
    assert {one.text for one in paragraphs} <= found
    assert seen(page)


def words_seen(page: Page, percent: int) -> set[str]:
    """What can be read whole now."""
    with watching() as watch:
        drawn(page, percent)
    return {one.text for one in watch.texts if one.seen == one.ink}
