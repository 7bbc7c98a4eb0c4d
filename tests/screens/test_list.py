"""A list shows what is in sight, of however many rows, and knows a tap from a drag."""

from __future__ import annotations

from itertools import pairwise

import pygame
from hypothesis import given
from hypothesis import strategies as st

from game.inputs.actions import Phase, Pointer
from game.screens.ui.list import ListView

RECT = pygame.Rect(0, 100, 700, 540)
ROW, TALL = 92, 172


def view(count: int) -> ListView:
    return ListView(RECT, ROW, TALL, count)


def touch(rows: ListView, phase: Phase, y: float, pointer_id: int = 1) -> int | None:
    return rows.point(Pointer(phase, 50, y, pointer_id), 50, y)


@given(st.integers(1, 10_000), st.data())
def test_the_chosen_row_is_in_sight_whole(count: int, data: st.DataObject) -> None:
    rows = view(count)
    for number in data.draw(st.lists(st.integers(-5, count + 5), min_size=1, max_size=8)):
        rows.scroll_to(data.draw(st.floats(-100, 1e6)))
        rows.choose(number)
        seen = dict(rows.seen())
        assert rows.chosen == min(max(number, 0), count - 1)
        assert RECT.contains(seen[rows.chosen])


@given(st.integers(0, 10_000), st.floats(-1e4, 1e6), st.integers(0, 10_000))
def test_rows_in_sight_follow_each_other_and_fill_the_list(
    count: int, scroll: float, chosen: int
) -> None:
    rows = view(count)
    rows.choose(chosen)
    rows.scroll_to(scroll)
    seen = list(rows.seen())

    assert len(seen) <= RECT.h // ROW + 2
    for (number, rect), (next_number, next_rect) in pairwise(seen):
        assert next_number == number + 1
        assert abs(next_rect.top - rect.bottom) <= 1
    shown = sum(rect.clip(RECT).h for _, rect in seen)
    assert shown >= min(RECT.h, rows.height) - 2


def test_ten_thousand_rows_end_with_the_last_one() -> None:
    rows = view(10_000)
    rows.choose(9_999)
    number, rect = list(rows.seen())[-1]
    assert (number, rect.bottom) == (9_999, RECT.bottom)


def test_a_tap_finds_its_row() -> None:
    rows = view(50)
    touch(rows, Phase.DOWN, 100 + TALL + ROW + 10)
    assert touch(rows, Phase.UP, 100 + TALL + ROW + 12) == 2


def test_a_drag_scrolls_and_taps_nothing() -> None:
    rows = view(50)
    touch(rows, Phase.DOWN, 400)
    touch(rows, Phase.MOVE, 300)
    assert rows.scroll == 100
    assert touch(rows, Phase.UP, 400) is None


def test_a_second_finger_neither_drags_nor_taps() -> None:
    rows = view(50)
    touch(rows, Phase.DOWN, 400)
    touch(rows, Phase.DOWN, 300, pointer_id=2)
    touch(rows, Phase.MOVE, 200, pointer_id=2)
    assert rows.scroll == 0
    assert touch(rows, Phase.UP, 200, pointer_id=2) is None
    assert touch(rows, Phase.UP, 400) == 2


def test_rows_that_come_and_go_leave_the_chosen_one_where_it_is_seen() -> None:
    rows = view(50)
    rows.choose(20)
    before = dict(rows.seen())[20]
    rows.replace(60, 27)
    assert rows.chosen == 27
    assert dict(rows.seen())[27] == before
    rows.replace(3, 1)
    assert (rows.chosen, rows.scroll) == (1, 0)
    rows.replace(0, 0)
    assert list(rows.seen()) == []


def test_an_empty_list_stays_calm() -> None:
    rows = view(0)
    rows.choose(3)
    rows.scroll_rows(5)
    touch(rows, Phase.DOWN, 300)
    assert touch(rows, Phase.UP, 300) is None
    assert list(rows.seen()) == []
