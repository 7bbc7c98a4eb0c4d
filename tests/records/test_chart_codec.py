"""A chart's bytes give the very same chart back, or are refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import TICKS_PER_S, Chart, ChartNote, Grip, lane_order
from game.records.chart_codec import ChartBytesError, decode_notes, digest, encode_notes

from .making import chart_of

_ticks = st.integers(-50_000, 36_000_000)
_note = st.builds(
    lambda tick, grip, pitch, length: ChartNote(
        tick / TICKS_PER_S, grip, pitch, length / TICKS_PER_S
    ),
    _ticks,
    st.sampled_from(Grip),
    st.integers(0, 127),
    st.integers(0, 600_000),
)
_notes = st.lists(_note, max_size=30).map(lambda n: tuple(sorted(n, key=lambda x: x.time_s)))


def _chart(notes: tuple[ChartNote, ...]) -> Chart:
    return Chart(notes, "1-gentle", 100, lane_order(Grip), "ab" * 32)


@settings(max_examples=150, deadline=None)
@given(_notes)
def test_notes_come_back_equal_and_with_the_same_hash(notes: tuple[ChartNote, ...]) -> None:
    again = decode_notes(encode_notes(notes))
    assert again == notes
    assert _chart(again).hash == _chart(notes).hash
    assert digest(_chart(again)) == digest(_chart(notes))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        notes = decode_notes(data)
    except ChartBytesError:
        return
    assert decode_notes(encode_notes(notes)) == notes


def test_every_cut_and_every_byte_too_many_is_refused() -> None:
    data = encode_notes(chart_of(5).notes)
    for end in range(len(data)):
        with pytest.raises(ChartBytesError):
            decode_notes(data[:end])
    with pytest.raises(ChartBytesError, match="after its end"):
        decode_notes(data + b"\0")


def test_a_note_takes_a_few_bytes() -> None:
    assert len(encode_notes(chart_of(100).notes)) < 450


@pytest.mark.parametrize(
    "note",
    [
        ChartNote(0.00005, Grip.INDEX, 60),
        ChartNote(1.0, Grip.INDEX, 60, 0.00001),
        ChartNote(float("nan"), Grip.INDEX, 60),
        ChartNote(float("inf"), Grip.INDEX, 60),
        ChartNote(1.0, Grip.INDEX, 60, -1.0),
        ChartNote(1.0, Grip.INDEX, 128),
        ChartNote(1e9, Grip.INDEX, 60),
    ],
)
def test_a_note_that_would_not_come_back_equal_is_refused(note: ChartNote) -> None:
    with pytest.raises(ChartBytesError):
        encode_notes((note,))


def test_notes_out_of_order_are_refused() -> None:
    notes = chart_of(3).notes
    with pytest.raises(ChartBytesError, match="order"):
        encode_notes(notes[::-1])


def test_bytes_that_claim_a_huge_number_of_notes_are_refused_at_once() -> None:
    with pytest.raises(ChartBytesError, match="claims"):
        decode_notes(b"\x01\xff\xff\xff\xff\xff\xff\x7f")


def test_the_digest_sees_everything_that_two_charts_can_differ_in() -> None:
    chart = chart_of(3)
    others = [
        chart_of(3, song="cd" * 32),
        chart_of(3, level="2-moderate"),
        chart_of(3, speed=90),
        chart_of(3, pitch=61),
        chart_of(3, gap_s=1.1),
        replace(chart, charter_version=chart.charter_version + 1),
        replace(chart, grips=(*chart.grips, Grip.RING)),
    ]
    assert len({digest(chart), *(digest(other) for other in others)}) == 1 + len(others)


@pytest.mark.parametrize("grips", [(), (Grip.MIDDLE, Grip.INDEX), (Grip.INDEX, Grip.INDEX)])
def test_grips_out_of_lane_order_are_refused(grips: tuple[Grip, ...]) -> None:
    with pytest.raises(ChartBytesError, match="lane order"):
        digest(Chart((), "1-gentle", 100, grips, "ab" * 32))
