"""The figures of a chart, on tunes short enough to count by hand."""

from __future__ import annotations

import pytest

from game.charting.chart import Chart, ChartNote, Grip
from game.charting.figures import (
    gap_violations,
    hand_figures,
    kept_figures,
    longest_run,
)
from tests.charting.songs import level_of, melody, metre_of, note_at


class TestContour:
    @pytest.mark.parametrize(
        ("pitches", "lanes", "kept", "against"),
        [
            ([60, 64], [0, 1], 1.0, 0.0),
            ([60, 64], [1, 0], 0.0, 1.0),
            ([60, 64], [1, 1], 0.0, 0.0),
            ([60, 62], [3, 3], 1.0, 0.0),
            ([60, 63], [3, 3], 0.0, 0.0),
            ([62, 60], [3, 3], 0.0, 0.0),
            ([62, 60], [0, 0], 1.0, 0.0),
            ([60, 62, 60], [0, 1, 2], 0.5, 0.5),
        ],
    )
    def test_moves_with_the_tune(
        self, pitches: list[int], lanes: list[int], kept: float, against: float
    ) -> None:
        figures = hand_figures(melody(pitches), lanes, 4)
        assert (figures.contour, figures.reversed) == (kept, against)

    def test_does_not_go_on_across_a_long_gap(self) -> None:
        figures = hand_figures([note_at(0, 60), note_at(5.2, 64)], [1, 0], 4)
        assert figures.contour is None
        assert hand_figures([note_at(0, 60), note_at(5, 64)], [1, 0], 4).contour == 0.0


def test_a_repeated_pitch_stays_where_it_is() -> None:
    assert hand_figures(melody([60, 60, 60, 62, 60]), [0, 0, 1, 2, 0], 4).repeats == 0.5


class TestMotifs:
    TUNE = (60, 62, 64, 65, 67, 72, 60, 62, 64, 65, 67)

    def test_that_come_back_have_the_same_lanes(self) -> None:
        alike = hand_figures(melody(self.TUNE), [0, 1, 2, 3, 3, 3, 0, 1, 2, 3, 3], 4)
        unlike = hand_figures(melody(self.TUNE), [0, 1, 2, 3, 3, 3, 0, 1, 2, 2, 3], 4)
        assert (alike.motifs, unlike.motifs) == (1.0, 0.0)

    def test_in_another_rhythm_are_others(self) -> None:
        notes = [*melody(self.TUNE[:6]), *(note_at(6 + n * 2, 60 + n) for n in range(5))]
        assert hand_figures(notes, [0] * 11, 4).motifs is None


def test_shares_and_the_least_of_them() -> None:
    figures = hand_figures(melody([60] * 8), [0, 0, 0, 0, 1, 1, 3, 3], 4)
    assert figures.lane_shares == (0.5, 0.25, 0.0, 0.25)
    assert figures.least == 0.0


def test_a_run_that_one_pitch_explains_is_passed_over() -> None:
    assert longest_run([60] * 9 + [62], [0] * 9 + [1]) == 1
    assert longest_run([60, 62] * 5, [0] * 10) == 10
    assert longest_run([60, 62, 64, 65], [0, 1, 1, 1]) == 3


class TestKept:
    TUNE = melody([60, 62, 64, 65] * 4)

    def test_downbeats(self) -> None:
        kept = [note for note in self.TUNE if note.onset_beats not in (4, 5, 6)]
        assert kept_figures(self.TUNE, kept, metre_of()).downbeats == 0.75

    def test_equal_bars(self) -> None:
        kept = [note for note in self.TUNE if note.onset_beats not in (4, 5, 6)]
        assert kept_figures(self.TUNE, kept, metre_of()).equal_bars == pytest.approx(2 / 3)

    def test_phrases(self) -> None:
        tune = [note_at(beat, 60) for beat in (0, 1, 4, 5, 9)]
        figures = kept_figures(tune, tune[1:-1], metre_of())
        assert figures.phrases == 0.5

    def test_rate(self) -> None:
        assert kept_figures(self.TUNE, self.TUNE[::2], metre_of()).rate_per_s == 8 / 7.5
        assert kept_figures([], [], metre_of()).rate_per_s == 0


def test_notes_that_are_too_near_are_counted() -> None:
    notes = [(0.0, Grip.INDEX), (0.41, Grip.RING), (0.83, Grip.RING), (1.33, Grip.RING)]
    chart = Chart(
        notes=tuple(ChartNote(time_s, grip, 60) for time_s, grip in notes),
        level_id="test",
        speed_percent=100,
        grips=(Grip.INDEX, Grip.RING),
        song_sha256="0" * 64,
    )
    assert gap_violations(chart, level_of()) == 2
