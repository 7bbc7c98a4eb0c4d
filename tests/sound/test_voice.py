"""What is rendered sounds when it should, at the pitch it should, and never clicks or clips."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from game.music.song import DRUM_CHANNEL, Note
from game.sound.voice import (
    BLOCK,
    SAMPLE_RATE,
    TAIL_S,
    Performance,
    SoundError,
    count_in_beats,
    render_blocks,
    total_frames,
)
from tests.sound.songs import BASS, BELL, ORGAN, PIANO, STRINGS, note, song

PROGRAMS = range(0, 128, 8)
FULL_SCALE = 32767


def heard(
    notes: Iterable[Note],
    *,
    speed_percent: float = 100,
    lead_in_s: float = 0.0,
    tune: tuple[Note, ...] = (),
    clicks_s: tuple[float, ...] | None = (),
) -> NDArray[np.float64]:
    """The rendered sound as an array (frames, 2), full scale 1; no count-in unless asked for."""
    performance = Performance(song(notes), speed_percent, lead_in_s, tune, clicks_s)
    blocks = list(render_blocks(performance))
    assert all(block.dtype == np.int16 and block.shape[1] == 2 for block in blocks)
    assert sum(len(block) for block in blocks) == total_frames(performance)
    return np.concatenate(blocks) / FULL_SCALE


def first_sound_s(sound: NDArray[np.float64], level: float = 0.0005) -> float:
    return float(np.argmax(np.abs(sound).max(axis=1) > level)) / SAMPLE_RATE


def loudness(sound: NDArray[np.float64]) -> float:
    return float(np.sqrt(np.mean(sound**2)))


def strongest_hz(sound: NDArray[np.float64]) -> float:
    mono = sound[:, 0] * np.hanning(len(sound))
    length = 1 << 19
    return float(np.argmax(np.abs(np.fft.rfft(mono, length)))) * SAMPLE_RATE / length


@pytest.mark.parametrize("program", [PIANO, BELL, ORGAN, BASS])
@pytest.mark.parametrize("onset_s", [0.0, 0.4567, 9.9995, 10.0, 23.4])
def test_a_note_begins_within_a_millisecond_of_its_time(program: int, onset_s: float) -> None:
    sound = heard([note(onset_s, program=program)], lead_in_s=1.25)
    assert first_sound_s(sound) == pytest.approx(1.25 + onset_s, abs=0.001)


def test_a_drum_begins_within_a_millisecond_of_its_time() -> None:
    for drum in (36, 38, 42, 45, 49, 76):
        sound = heard([note(0.7, drum, channel=DRUM_CHANNEL)])
        assert first_sound_s(sound) == pytest.approx(0.7, abs=0.001)


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_family_swells_within_fifty_milliseconds_and_has_its_pitch(program: int) -> None:
    sound = heard([note(0.5, 69, 1.0, program=program)])
    assert not np.any(sound[: SAMPLE_RATE // 2])
    begins = sound[SAMPLE_RATE // 2 :]
    assert loudness(begins[2400:4800]) > 0.7 * loudness(begins[4800:9600])
    assert strongest_hz(sound) == pytest.approx(440, rel=0.003)


@pytest.mark.parametrize(("speed_percent", "onset_s"), [(50, 4.0), (100, 2.0), (125, 1.6)])
def test_speed_moves_notes_and_leaves_their_pitch(speed_percent: float, onset_s: float) -> None:
    sound = heard([note(2.0, 69, 1.0)], speed_percent=speed_percent, lead_in_s=0.5)
    assert first_sound_s(sound) == pytest.approx(0.5 + onset_s, abs=0.001)
    assert strongest_hz(sound) == pytest.approx(440, rel=0.003)
    assert len(sound) / SAMPLE_RATE == pytest.approx(0.5 + 3.0 / (speed_percent / 100) + TAIL_S)


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("duration_s", [0.0, 0.001, 0.3, 2.0, 9.97])
def test_no_note_clicks_where_it_begins_or_ends(program: int, duration_s: float) -> None:
    """A low, pure tone moves little from sample to sample, so any click would stand out."""
    sound = heard([note(0.1, 33, duration_s, program=program)])
    loudest = np.abs(sound).max()
    curvature = np.abs(np.diff(sound, 2, axis=0)).max()
    assert loudest > 0.02
    assert curvature < 0.05 * loudest


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_note_begins_softly(program: int) -> None:
    sound = heard([note(0.0, program=program)])
    assert 0 < loudness(sound[:24]) < 0.3 * loudness(sound[2400:4800])


def test_everything_has_faded_before_the_end() -> None:
    instruments = [note(1.0, 50, program=program, velocity=127) for program in PROGRAMS]
    drums = [note(1.5, drum, 0.0, channel=DRUM_CHANNEL) for drum in range(128)]
    assert not np.any(heard(instruments + drums)[-1000:])


def test_a_note_sounds_about_as_long_as_it_is_written() -> None:
    sound = heard([note(0.0, duration_s=1.0, program=ORGAN)])
    during, after = sound[: SAMPLE_RATE - 100], sound[round(1.2 * SAMPLE_RATE) :]
    assert loudness(during[-2400:]) > 0.5 * loudness(during[4800:9600])
    assert not np.any(after)


def test_a_long_note_after_a_short_one_of_its_pitch_is_whole() -> None:
    short, long = note(0.0, 60, 0.1, program=ORGAN), note(1.0, 60, 2.0, program=ORGAN)
    assert np.array_equal(heard([short, long])[SAMPLE_RATE:], heard([long])[SAMPLE_RATE:])


def test_a_note_of_ten_minutes_fades_after_a_while() -> None:
    performance = Performance(song([note(0.0, duration_s=600.0, program=STRINGS)]))
    levels = [loudness(block / FULL_SCALE) for block in render_blocks(performance)]
    assert len(levels) * BLOCK >= 600 * SAMPLE_RATE
    assert levels[0] > 0.01
    assert levels[1] > 0.005
    assert max(levels[3:]) == 0


def test_half_an_hour_of_music_takes_no_more_memory_than_a_few_minutes() -> None:
    long_notes = [note(n * 20.0, 24 + n, 25.0, program=STRINGS) for n in range(90)]
    performance = Performance(song(long_notes))
    tracemalloc.start()
    try:
        frames = sum(len(block) for block in render_blocks(performance))
        _, peak_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert frames > 1800 * SAMPLE_RATE
    assert peak_bytes < 300_000_000


def test_a_song_without_notes_is_silent() -> None:
    assert len(heard([])) == round(TAIL_S * SAMPLE_RATE)
    assert not np.any(heard([]))


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_lowest_and_the_highest_pitch_can_be_played(program: int) -> None:
    for pitch in (0, 127):
        sound = heard([note(0.0, pitch, 0.5, program=program)])
        assert 0.005 < np.abs(sound).max() < 1


@pytest.mark.parametrize("program", PROGRAMS)
def test_overtones_too_high_to_hear_do_not_come_back_as_low_ones(program: int) -> None:
    sound = heard([note(0.0, 120, 1.0, program=program)])[:SAMPLE_RATE, 0]
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    assert power[:8000].sum() < 1e-4 * power.sum()


def test_every_drum_can_be_played() -> None:
    sound = heard([note(pitch * 0.5, pitch, channel=DRUM_CHANNEL) for pitch in range(128)])
    for pitch in range(128):
        begin = round(pitch * 0.5 * SAMPLE_RATE)
        assert loudness(sound[begin : begin + 4800]) > 0.001


def test_ten_thousand_notes_at_once_stay_below_full_scale() -> None:
    notes = [note(0.5, 36 + n % 60, 0.2, velocity=127, channel=n % 16) for n in range(10_000)]
    sound = heard(notes)
    assert 0.1 < np.abs(sound).max() < 0.98
    assert first_sound_s(sound) == pytest.approx(0.5, abs=0.001)


def test_a_sudden_crowd_in_a_quiet_song_stays_below_full_scale() -> None:
    quiet = [note(n * 0.5, velocity=30) for n in range(100)]
    crowd = [note(20.0, pitch, velocity=127) for pitch in range(128) for _ in range(10)]
    assert np.abs(heard(quiet + crowd)).max() < 0.98


def test_quiet_and_loud_songs_come_out_about_equally_loud() -> None:
    soft = heard([note(n * 0.25, 60 + n % 12, velocity=70) for n in range(40)])
    full = [
        note(n * 0.25, 48 + n % 12 + k, velocity=120) for n in range(40) for k in range(0, 24, 3)
    ]
    assert 0.5 < loudness(soft) / loudness(heard(full)) < 2


def test_a_harder_touch_is_louder_and_brighter() -> None:
    pair = [note(0.0, 48, 1.0, velocity=30), note(3.0, 48, 1.0, velocity=120)]
    sound = heard(pair)
    soft, hard = sound[:SAMPLE_RATE, 0], sound[3 * SAMPLE_RATE : 4 * SAMPLE_RATE, 0]
    assert loudness(hard) > 2 * loudness(soft)

    def brightness(part: NDArray[np.float64]) -> float:
        return loudness(np.diff(part)) / loudness(part)

    assert brightness(hard) > 1.1 * brightness(soft)


def test_the_tune_comes_out_above_the_rest_and_from_the_middle() -> None:
    one, two = note(0.0, 69, 0.5, channel=4), note(3.0, 69, 0.5, channel=4)
    sound = heard([one, two], tune=(two,))
    rest, tune = sound[: 2 * SAMPLE_RATE], sound[3 * SAMPLE_RATE :]
    assert loudness(tune) > 1.3 * loudness(rest)
    assert loudness(tune[:, 0]) == pytest.approx(loudness(tune[:, 1]), rel=0.01)
    assert loudness(rest[:, 0]) > 1.5 * loudness(rest[:, 1])


def test_the_same_performance_gives_the_same_samples() -> None:
    notes = [note(n * 0.1, 40 + n, program=n % 128, channel=n % 16) for n in range(50)]
    assert np.array_equal(heard(notes), heard(notes))


def test_four_clicks_count_in_at_the_speed_of_the_song() -> None:
    assert count_in_beats(song([], seconds_per_beat=0.6), 50) == pytest.approx(
        (-4.8, -3.6, -2.4, -1.2)
    )
    sound = heard([note(2.0)], lead_in_s=2.5, clicks_s=None)
    for beat in range(4):
        begin = round((0.5 + 0.5 * beat) * SAMPLE_RATE)
        assert not np.any(sound[begin - 4800 : begin])
        assert first_sound_s(sound[begin:]) < 0.001


def test_the_first_click_is_accented_and_one_before_the_lead_in_left_out() -> None:
    sound = heard([note(1.0)], lead_in_s=1.2, clicks_s=(-1.0, -0.5))
    first, second = sound[: round(0.6 * SAMPLE_RATE)], sound[round(0.6 * SAMPLE_RATE) :]
    assert np.abs(first).max() > 1.2 * np.abs(second[: SAMPLE_RATE // 2]).max()
    short = heard([note(1.0)], lead_in_s=0.7, clicks_s=(-1.0, -0.5))
    assert first_sound_s(short) == pytest.approx(0.2, abs=0.001)


@pytest.mark.parametrize("speed_percent", [0, -50, float("nan"), 5000])
def test_a_speed_that_cannot_be_is_refused(speed_percent: float) -> None:
    with pytest.raises(ValueError, match="speed"):
        Performance(song([note(0.0)]), speed_percent)


def test_a_song_of_many_hours_is_refused_with_a_sentence() -> None:
    with pytest.raises(SoundError, match="longer than two hours"):
        Performance(song([note(0.0), note(50_000.0)]))


AnyNote = st.builds(
    note,
    st.floats(0, 12),
    st.integers(0, 127),
    st.floats(0, 30),
    velocity=st.integers(0, 127),
    program=st.integers(0, 127),
    channel=st.integers(0, 15),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(AnyNote, max_size=12), st.sampled_from([50, 80, 100, 150]))
def test_any_notes_can_be_played_without_clipping(notes: list[Note], speed_percent: int) -> None:
    assert np.abs(heard(notes, speed_percent=speed_percent)).max() < 0.98
