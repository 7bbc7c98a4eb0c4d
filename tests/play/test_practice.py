"""Which bars can be practised, and which notes are theirs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.charting.chart import Chart, ChartNote, Grip
from game.play.practice import (
    EDGE_S,
    Bars,
    Span,
    notes_in,
    part_of,
    phrase_near,
    phrases,
    span_of,
)

FOUR_BARS = [0.0, 2.0, 4.0, 6.0]
END_S = 8.0


def chart_of(*times_s: float) -> Chart:
    notes = tuple(ChartNote(time_s, Grip.INDEX, 60) for time_s in times_s)
    return Chart(notes, "1-gentle", 100, (Grip.INDEX,), "")


bar_lengths = st.lists(st.floats(0.5, 4.0), min_size=1, max_size=40)
note_times = st.lists(st.floats(0.0, 100.0), max_size=60).map(sorted)


def bars_from(lengths: list[float]) -> tuple[list[float], float]:
    starts, now_s = [], 0.0
    for length in lengths:
        starts.append(now_s)
        now_s += length
    return starts, now_s


def test_bars_last_from_their_first_bar_line_to_the_one_after_them() -> None:
    assert span_of(Bars(1, 2), FOUR_BARS, END_S) == Span(2.0, 6.0)
    assert span_of(Bars(2, 2), FOUR_BARS, END_S) == Span(4.0, 8.0)


def test_bars_that_the_song_does_not_have_are_left_out() -> None:
    assert span_of(Bars(3, 8), FOUR_BARS, END_S) == Span(6.0, 8.0)
    assert span_of(Bars(9, 2), FOUR_BARS, END_S) == Span(6.0, 8.0)
    assert span_of(Bars(0, 2), [], END_S) == Span(0.0, 8.0)


def test_a_note_a_little_before_the_bar_line_belongs_to_the_bar_it_begins() -> None:
    chart = chart_of(0.0, 1.97, 3.0, 3.97)
    assert notes_in(chart, Span(2.0, 4.0)) == range(1, 3)
    assert notes_in(chart, Span(0.0, 2.0)) == range(0, 1)


@given(bar_lengths, note_times)
def test_every_note_belongs_to_one_bar(lengths: list[float], times: list[float]) -> None:
    starts, end_s = bars_from(lengths)
    chart = chart_of(*(time_s for time_s in times if time_s < end_s - EDGE_S))
    spans = [span_of(Bars(number, 1), starts, end_s) for number in range(len(starts))]
    found = [note for span in spans for note in notes_in(chart, span)]
    assert found == list(range(len(chart.notes)))


@given(bar_lengths, note_times, st.sampled_from((2, 4, 8)))
def test_phrases_hold_every_note_and_none_is_empty(
    lengths: list[float], times: list[float], count: int
) -> None:
    starts, end_s = bars_from(lengths)
    chart = chart_of(*(time_s for time_s in times if time_s < end_s - EDGE_S))
    offered = phrases(chart, starts, end_s, count)
    assert bool(offered) == (len(starts) > count and len(chart.notes) > 0)
    numbers = [notes_in(chart, span_of(bars, starts, end_s)) for bars in offered]
    assert all(numbers)
    if offered:
        assert {note for some in numbers for note in some} == set(range(len(chart.notes)))
    assert all(bars.count == count and bars.first >= 0 for bars in offered)
    assert all(bars.last < len(starts) for bars in offered)


def test_the_part_of_a_chart_has_its_notes_and_nothing_else_changes() -> None:
    chart = chart_of(0.0, 2.0, 4.0)
    part = part_of(chart, range(1, 3))
    assert [note.time_s for note in part.notes] == [2.0, 4.0]
    assert (part.grips, part.level_id) == (chart.grips, chart.level_id)


def test_the_phrase_offered_first_is_the_one_round_where_the_player_stopped() -> None:
    offered = (Bars(0, 2), Bars(1, 2), Bars(2, 2))
    assert phrase_near(offered, FOUR_BARS, 7.5) == 2
    assert phrase_near(offered, FOUR_BARS, -3.0) == 0
    assert phrase_near((), FOUR_BARS, 1.0) == 0
