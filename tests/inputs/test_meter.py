"""The input tester's figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.inputs.bindings import default_bindings
from game.inputs.devices import Devices
from game.inputs.meter import MOST_ROWS, Meter
from game.settings import Hand
from tests.inputs.events import button, edge, note


def test_touches_bounces_and_the_time_held_are_counted_apart() -> None:
    meter = Meter()
    for stamp_s, down in ((1.0, True), (1.5, False), (1.53, True), (1.6, False), (3.0, True)):
        meter.take(edge(note(36), stamp_s, down=down), bounce_s=0.1)
    (row,) = meter.rows
    assert (row.touches, row.bounces, row.is_down) == (2, 1, True)
    assert row.held_s == pytest.approx(0.6)
    assert row.held_now_s(3.25) == pytest.approx(0.25)


def test_the_latest_is_last_and_devices_are_told_apart() -> None:
    meter = Meter()
    for source in ("one", "other", "one"):
        meter.take(edge(button(0), source=source), bounce_s=0.1)
    assert [row.touches + row.bounces for row in meter.rows] == [1, 2]


def test_a_device_that_sends_everything_costs_no_more_than_the_rows_there_are() -> None:
    meter = Meter()
    for number in range(10 * MOST_ROWS):
        meter.take(edge(button(number), source="flood"), bounce_s=0.1)
    assert len(meter.rows) == MOST_ROWS
    assert meter.rows[-1].control.number == 10 * MOST_ROWS - 1


def test_what_was_down_when_the_window_was_left_is_up() -> None:
    meter = Meter()
    meter.take(edge(button(0)), bounce_s=0.1)
    meter.release()
    assert not meter.rows[0].is_down


@given(st.lists(st.tuples(st.floats(0.001, 0.3), st.floats(0.001, 0.3)), max_size=40))
def test_the_tester_counts_the_touches_that_a_song_is_told_of(
    pinches: list[tuple[float, float]],
) -> None:
    meter, devices = Meter(), Devices(default_bindings(Hand.RIGHT))
    now_s, told = 0.0, 0
    for held_s, gap_s in pinches:
        for down, lasts_s in ((True, held_s), (False, gap_s)):
            sent = edge(button(0), now_s, down=down)
            meter.take(sent, bounce_s=0.1)
            told += sum(contact.down for contact in devices.edge(sent))
            now_s += lasts_s
    assert sum(row.touches for row in meter.rows) == told
