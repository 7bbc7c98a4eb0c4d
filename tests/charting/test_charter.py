"""From song to chart: the promises that every chart keeps, whatever the song, level and hand."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import mido
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import CHARTER_VERSION, Chart, Grip, lane_order
from game.charting.charter import make_chart
from game.charting.level import Level, first_steps, read_levels
from game.music.reading import parse_song
from game.music.song import Meter, Note, Song, TempoChange, TempoMap
from game.music.tune import find_tune
from game.play.engine import Engine
from tests.charting.songs import level_of, melody, note_at, song_of

LEVELS = first_steps(read_levels(Path(__file__).parents[2] / "levels"))
EDGE_LEVEL = level_of(window_ms=200, min_gap_s=0.2, same_grip_gap_s=0.4, long_note_from_s=0.3)
"""As tight as a level may be: a grip's notes stand exactly two windows apart."""
FOUR = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)


@st.composite
def songs(draw: st.DrawFn) -> Song:
    """One or two streams of any rhythm, with chords, overlaps, repeats and rests."""
    seconds_per_beat = draw(st.sampled_from([0.3, 0.5, 0.5217, 1.0]))
    notes: list[Note] = []
    for channel in range(draw(st.integers(1, 2))):
        beat = 0.0
        for _ in range(draw(st.integers(1, 40))):
            beat += draw(st.sampled_from([0, 0.25, 0.333, 0.5, 0.75, 1, 1.001, 2, 7]))
            notes.append(
                note_at(
                    beat,
                    draw(st.integers(55, 72)),
                    draw(st.sampled_from([0.0, 0.25, 1.0, 4.0])),
                    seconds_per_beat=seconds_per_beat,
                    channel=channel,
                )
            )
    meters = (Meter(0.0, draw(st.sampled_from([2, 3, 4, 5])), 4), Meter(6.5, 6, 8))
    return song_of(notes, TempoMap((TempoChange(0.0, 0.0, seconds_per_beat),), meters))


LEVEL = st.sampled_from([*LEVELS, EDGE_LEVEL])
LANES = st.sets(st.sampled_from(Grip), min_size=1).map(lane_order)
SPEED = st.integers(40, 120)


def steps(time_s: float) -> int:
    return round(time_s * 10_000)


FEWER = settings(max_examples=40)


class TestEveryChart:
    @FEWER
    @given(songs(), LEVEL, LANES, SPEED)
    def test_keeps_its_gaps(
        self, song: Song, level: Level, lanes: tuple[Grip, ...], speed: int
    ) -> None:
        chart = make_chart(song, level, lanes, speed)
        onsets = [steps(note.time_s) for note in chart.notes]
        assert all(b - a >= steps(level.min_gap_s) for a, b in pairwise(onsets))
        for grip in lanes:
            own = [steps(note.time_s) for note in chart.notes if note.grip is grip]
            assert all(b - a >= steps(level.same_grip_gap_s) for a, b in pairwise(own))

    @FEWER
    @given(songs(), LEVEL, LANES, SPEED)
    def test_can_be_played(
        self, song: Song, level: Level, lanes: tuple[Grip, ...], speed: int
    ) -> None:
        chart = make_chart(song, level, lanes, speed)
        assert chart.notes
        Engine(chart, level)

    @FEWER
    @given(songs(), LEVEL, LANES, SPEED)
    def test_lies_on_steps_of_a_tenth_of_a_millisecond(
        self, song: Song, level: Level, lanes: tuple[Grip, ...], speed: int
    ) -> None:
        for note in make_chart(song, level, lanes, speed).notes:
            assert note.time_s == steps(note.time_s) / 10_000
            assert note.duration_s == steps(note.duration_s) / 10_000

    @FEWER
    @given(songs(), LEVEL, LANES, SPEED)
    def test_plays_only_notes_of_the_tune_each_at_its_moment(
        self, song: Song, level: Level, lanes: tuple[Grip, ...], speed: int
    ) -> None:
        tune = {(steps(n.onset_s * 100 / speed), n.pitch) for n in find_tune(song).notes}
        chart = make_chart(song, level, lanes, speed)
        assert {(steps(note.time_s), note.pitch) for note in chart.notes} <= tune

    @FEWER
    @given(songs(), LEVEL, LANES, SPEED)
    def test_uses_only_the_grips_in_use(
        self, song: Song, level: Level, lanes: tuple[Grip, ...], speed: int
    ) -> None:
        chart = make_chart(song, level, lanes, speed)
        assert chart.grips == lanes
        assert {note.grip for note in chart.notes} <= set(lanes)

    @FEWER
    @given(songs(), LEVEL, LANES, SPEED)
    def test_is_never_busier_than_its_level(
        self, song: Song, level: Level, lanes: tuple[Grip, ...], speed: int
    ) -> None:
        tune = find_tune(song).notes
        span_s = (tune[-1].onset_s - tune[0].onset_s) * 100 / speed
        chart = make_chart(song, level, lanes, speed)
        assert len(chart.notes) <= level.max_rate_per_s * (span_s + 2e-4) + 1

    @FEWER
    @given(songs(), LEVEL, LANES, SPEED)
    def test_lets_go_of_long_notes_a_gap_before_the_next(
        self, song: Song, level: Level, lanes: tuple[Grip, ...], speed: int
    ) -> None:
        chart = make_chart(song, level, lanes, speed)
        for note, later in pairwise(chart.notes):
            if note.duration_s:
                free = steps(later.time_s) - steps(note.time_s) - steps(note.duration_s)
                assert free >= steps(level.min_gap_s)
        for note in chart.notes:
            assert note.duration_s == 0 or note.duration_s >= (level.long_note_from_s or 99)

    @FEWER
    @given(songs(), LEVEL, LANES, SPEED)
    def test_is_the_same_every_time(
        self, song: Song, level: Level, lanes: tuple[Grip, ...], speed: int
    ) -> None:
        assert make_chart(song, level, reversed(lanes), speed) == make_chart(
            song, level, lanes, speed
        )

    @FEWER
    @given(song=songs(), level=LEVEL, data=st.data())
    def test_does_not_depend_on_the_order_of_notes_that_begin_together(
        self, song: Song, level: Level, data: st.DataObject
    ) -> None:
        shuffled = data.draw(st.permutations(song.notes))
        again = replace(song, notes=tuple(sorted(shuffled, key=lambda note: note.onset_s)))
        assert make_chart(again, level, FOUR) == make_chart(song, level, FOUR)

    def test_takes_the_longer_of_two_that_are_one_pitch_at_one_moment(self) -> None:
        doubled = [note_at(0, 60, 0.0), note_at(0, 60, 4.0), note_at(6, 62)]
        for notes in (doubled, [doubled[1], doubled[0], doubled[2]]):
            chart = make_chart(song_of(notes), LEVELS[2], FOUR)
            assert [note.duration_s for note in chart.notes] == [2.0, 0.0]


class TestChart:
    def test_says_what_it_was_made_from(self) -> None:
        song = song_of(melody([60, 62, 64, 65], beats=2))
        chart = make_chart(song, LEVELS[1], [Grip.RING, Grip.INDEX], 80)
        assert (chart.level_id, chart.speed_percent) == ("2-moderate", 80)
        assert chart.grips == (Grip.INDEX, Grip.RING)
        assert (chart.song_sha256, chart.charter_version) == (song.sha256, CHARTER_VERSION)

    def test_slower_its_times_are_stretched(self) -> None:
        song = song_of(melody([60, 62, 64, 65], beats=2))
        times = [note.time_s for note in make_chart(song, LEVELS[1], FOUR, 80).notes]
        assert times == [0.0, 1.25, 2.5, 3.75]

    def test_needs_a_grip(self) -> None:
        with pytest.raises(ValueError, match="at least one grip must be switched on"):
            make_chart(song_of(melody([60])), LEVELS[0], [])

    def test_takes_the_tune_it_is_given(self) -> None:
        low = [note_at(beat, 40, track=1, channel=1, program=33) for beat in range(16)]
        high = [note_at(beat, 70 + beat % 3, track=0) for beat in range(16)]
        song = song_of([*low, *high])
        found = find_tune(song)
        other = replace(found, notes=tuple(low))
        assert {note.pitch for note in make_chart(song, LEVELS[1], FOUR).notes} <= {70, 71, 72}
        chosen = make_chart(song, LEVELS[1], FOUR, tune=other)
        assert {note.pitch for note in chosen.notes} == {40}


class TestLongNotes:
    LEVEL = level_of(long_note_from_s=1.2)

    def lengths(self, notes: list[Note], speed: int = 100) -> list[float]:
        chart = make_chart(song_of(notes), self.LEVEL, FOUR, speed)
        return [note.duration_s for note in chart.notes]

    def test_from_the_levels_length_on(self) -> None:
        assert self.lengths([note_at(0, 60, 2.39)]) == [0.0]
        assert self.lengths([note_at(0, 60, 2.4)]) == [1.2]

    def test_slower_a_note_may_become_long(self) -> None:
        assert self.lengths([note_at(0, 60, 1.2)], speed=50) == [1.2]

    def test_are_cut_a_gap_before_the_next_note(self) -> None:
        assert self.lengths([note_at(0, 60, 8), note_at(4, 62, 1)]) == [1.58, 0.0]

    def test_become_short_when_there_is_too_little_left(self) -> None:
        assert self.lengths([note_at(0, 60, 8), note_at(3.2, 62, 1)]) == [0.0, 0.0]

    def test_a_level_without_them_has_none(self) -> None:
        chart = make_chart(song_of([note_at(0, 60, 99)]), level_of(), FOUR)
        assert [note.duration_s for note in chart.notes] == [0.0]


def written_and_read() -> Song:
    """Eight bars of a folk tune, written as MIDI and read back."""
    pitches = [60, 60, 67, 67, 69, 69, 67, 65, 65, 64, 64, 62, 62, 60]
    lengths = [1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 2]
    track = mido.MidiTrack([mido.MetaMessage("set_tempo", tempo=600_000)])
    for pitch, length in zip(pitches * 2, lengths * 2, strict=True):
        track.append(mido.Message("note_on", note=pitch, velocity=90, time=0))
        track.append(mido.Message("note_off", note=pitch, velocity=0, time=480 * length))
    file = BytesIO()
    mido.MidiFile(type=0, tracks=[track]).save(file=file)
    return parse_song(file.getvalue(), "little star")


def spelled(chart: Chart) -> str:
    return " ".join(f"{note.grip.name[0]}{note.time_s:g}" for note in chart.notes)


class TestGolden:
    """A changed hash here means charts that people race would change: raise `CHARTER_VERSION`."""

    @pytest.mark.parametrize(
        ("level", "chart_hash"),
        [
            (LEVELS[0], "40641d9ba70a52ecec7f7f4109661ed82d9da914e016762001cb9eff8ab576f8"),
            (LEVELS[1], "2ed2d1f9f4b29a9c0febdb2b518ea39b76a42188b837bce13da1bf06f6cb2900"),
            (LEVELS[2], "6ef565bfddd4799fecb26fc358635014f1151e861eea8e857b3b987094cd4371"),
        ],
    )
    def test_hash(self, level: Level, chart_hash: str) -> None:
        chart = make_chart(written_and_read(), level, level.default_grips)
        assert chart.hash == chart_hash

    def test_the_gentle_chart_as_it_is_played(self) -> None:
        level = LEVELS[0]
        assert spelled(make_chart(written_and_read(), level, level.default_grips)) == (
            "I0 M1.2 M2.4 M3.6 I4.8 I7.2 I8.4 I9.6 M10.8 M12 M13.2 I14.4 I16.8 I18"
        )


@settings(max_examples=15)
@given(speed=SPEED, lanes=LANES, level=st.sampled_from(LEVELS))
def test_a_song_read_from_midi_keeps_the_same_promises(
    speed: int, lanes: tuple[Grip, ...], level: Level
) -> None:
    chart = make_chart(written_and_read(), level, lanes, speed)
    Engine(chart, level)
    assert [note.pitch for note in chart.notes if note.pitch == 60]
