"""A chart is data with a promise or two, and a hash over what is judged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.charting.chart import (
    Chart,
    ChartNote,
    Grip,
    gap_ticks,
    lane_order,
    on_tick,
    played_ticks,
    ticks,
)

NOTES = (
    ChartNote(1.0, Grip.INDEX, 60),
    ChartNote(1.5, Grip.MIDDLE, 62, 0.5),
    ChartNote(1.5, Grip.RING, 64),
)
CHART = Chart(NOTES, "test", 100, (Grip.INDEX, Grip.MIDDLE, Grip.RING), "0" * 64)


def with_note(**changes: float | Grip) -> Chart:
    return replace(CHART, notes=(*NOTES[:2], replace(NOTES[2], **changes)))


class TestHash:
    def test_stays_what_it_is(self) -> None:
        assert CHART.hash == "9f8ae27990e417392c691506d4a48c5ade91abe3a50737481df1b11b5a85c6cb"

    @pytest.mark.parametrize(
        "other",
        [
            with_note(time_s=1.5001),
            with_note(grip=Grip.INDEX),
            with_note(duration_s=0.0001),
            replace(CHART, notes=NOTES[:2]),
            replace(CHART, notes=()),
        ],
    )
    def test_tells_apart_what_is_judged(self, other: Chart) -> None:
        assert other.hash != CHART.hash

    @pytest.mark.parametrize(
        "other",
        [
            with_note(pitch=65),
            replace(CHART, level_id="other"),
            replace(CHART, song_sha256="1" * 64),
            replace(CHART, grips=tuple(Grip)),
            replace(CHART, speed_percent=80),
            replace(CHART, charter_version=99),
        ],
    )
    def test_is_blind_to_the_rest(self, other: Chart) -> None:
        assert other.hash == CHART.hash

    def test_is_blind_to_less_than_half_a_step(self) -> None:
        assert with_note(time_s=1.50004).hash == CHART.hash


class TestChart:
    def test_ends_with_its_last_note_to_end(self) -> None:
        assert CHART.end_s == 2.0
        assert replace(CHART, notes=()).end_s == 0.0

    def test_refuses_notes_out_of_order(self) -> None:
        with pytest.raises(ValueError, match="in order of time"):
            replace(CHART, notes=NOTES[::-1])

    def test_refuses_a_note_on_a_grip_that_is_off(self) -> None:
        with pytest.raises(ValueError, match="switched off"):
            replace(CHART, grips=(Grip.INDEX, Grip.RING))


def test_lanes_run_from_the_thumb_outwards() -> None:
    order = (Grip.KEY, Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
    assert lane_order(reversed(Grip)) == order
    assert lane_order([Grip.RING, Grip.INDEX, Grip.RING]) == (Grip.INDEX, Grip.RING)
    assert lane_order([]) == ()


class TestTicks:
    @given(st.integers(-(10**9), 10**9))
    def test_a_step_is_itself(self, step: int) -> None:
        assert ticks(step / 10_000) == step
        assert on_tick(step / 10_000) == step / 10_000
        assert gap_ticks(step / 10_000) == step

    @given(st.floats(0.001, 60))
    def test_a_gap_is_never_made_shorter(self, gap_s: float) -> None:
        assert gap_ticks(gap_s) / 10_000 >= gap_s - 1e-9
        assert (gap_ticks(gap_s) - 1) / 10_000 < gap_s

    @pytest.mark.parametrize(
        ("speed_percent", "expected"), [(100, 15_000), (50, 30_000), (80, 18_750), (120, 12_500)]
    )
    def test_speed_stretches_time(self, speed_percent: int, expected: int) -> None:
        assert played_ticks(1.5, speed_percent) == expected
