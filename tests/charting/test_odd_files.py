"""Odd MIDI files: each becomes a chart that keeps its promises, or one sentence."""

from __future__ import annotations

import mido
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Chart, Grip, lane_order
from game.charting.charter import make_chart
from game.charting.figures import gap_violations
from game.charting.level import Level, first_steps, read_levels
from game.folders import shipped_folder
from game.music.reading import parse_song
from game.music.song import DRUM_CHANNEL, Song, SongError
from tests.charting.songs import note_at, song_of
from tests.music.midi import written

LEVELS = first_steps(read_levels(shipped_folder("levels")))
FOUR = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)


@st.composite
def odd_files(draw: st.DrawFn) -> bytes:
    """Any notes on any channel, many or no tempos, odd meters, any counting of time."""
    division = draw(st.sampled_from([1, 2, 96, 480, 32_767]))
    wait = st.sampled_from([0, 0, 1, division // 4, division // 2, division, division * 9])
    track: list[mido.Message | mido.MetaMessage] = []
    for _ in range(draw(st.integers(1, 40))):
        kind = draw(st.sampled_from(["on", "on", "on", "off", "tempo", "meter"]))
        time = draw(wait)
        channel = draw(st.sampled_from([0, 0, 1, DRUM_CHANNEL]))
        pitch = draw(st.integers(0, 127))
        if kind == "on":
            track.append(mido.Message("note_on", note=pitch, channel=channel, time=time))
        elif kind == "off":
            track.append(mido.Message("note_off", note=pitch, channel=channel, time=time))
        elif kind == "tempo":
            tempo = draw(st.sampled_from([1, 20_000, 500_000, 0xFFFFFF]))
            track.append(mido.MetaMessage("set_tempo", tempo=tempo, time=time))
        else:
            top, bottom = draw(st.integers(1, 255)), draw(st.sampled_from([1, 4, 32]))
            meter = {"numerator": top, "denominator": bottom}
            track.append(mido.MetaMessage("time_signature", time=time, **meter))
    return written(track, division=division)


def charts_of(song: Song, grips: tuple[Grip, ...] = FOUR) -> list[tuple[Level, Chart]]:
    return [(level, make_chart(song, level, grips)) for level in LEVELS]


def check(song: Song, grips: tuple[Grip, ...] = FOUR) -> None:
    charts = charts_of(song, grips)
    for level, chart in charts:
        assert chart.notes
        assert gap_violations(chart, level) == 0
    moments = [{(note.time_s, note.pitch) for note in chart.notes} for _, chart in charts]
    assert moments[0] <= moments[1] <= moments[2]


@settings(max_examples=60, deadline=None)
@given(odd_files(), st.sets(st.sampled_from(Grip), min_size=1).map(lane_order))
def test_whatever_can_be_read_can_be_charted(data: bytes, grips: tuple[Grip, ...]) -> None:
    try:
        song = parse_song(data, "odd")
    except SongError as problem:
        assert str(problem).endswith(".")
        return
    check(song, grips)
    assert [chart for _, chart in charts_of(song)] == [chart for _, chart in charts_of(song)]


def test_drums_alone_are_charted() -> None:
    check(song_of([note_at(beat, 36 + beat % 3, channel=DRUM_CHANNEL) for beat in range(40)]))


@pytest.mark.parametrize("beat", [0, 1000])
def test_a_single_note_is_charted(beat: float) -> None:
    song = song_of([note_at(beat, 60, 0)])
    assert [len(chart.notes) for _, chart in charts_of(song)] == [1, 1, 1]


def test_of_notes_all_at_once_the_top_one_is_kept() -> None:
    song = song_of([note_at(0, pitch, 0) for pitch in range(128)])
    assert [note.pitch for note in make_chart(song, LEVELS[2], FOUR).notes] == [127]


def test_a_hundred_thousand_notes_in_a_row() -> None:
    notes = [note_at(place / 16, 50 + place * 7 % 30, 0.05) for place in range(100_000)]
    chart = make_chart(song_of(notes), LEVELS[2], FOUR)
    assert gap_violations(chart, LEVELS[2]) == 0
    assert len(chart.notes) > 4000


def test_three_hours() -> None:
    notes = [note_at(place, 50 + place * 7 % 30) for place in range(21_600)]
    chart = make_chart(song_of(notes), LEVELS[1], FOUR)
    assert gap_violations(chart, LEVELS[1]) == 0
    assert chart.notes[-1].time_s > 10_700


def test_another_tempo_on_every_tick() -> None:
    track: list[mido.Message | mido.MetaMessage] = []
    for tick in range(2000):
        track.append(mido.MetaMessage("set_tempo", tempo=100_000 + 300 * tick, time=1))
        if tick % 3 == 0:
            track.append(mido.Message("note_on", note=60 + tick % 7))
        elif tick % 3 == 2:
            track.append(mido.Message("note_off", note=60 + (tick - 2) % 7))
    check(parse_song(written(track, division=4), "tempos"))
