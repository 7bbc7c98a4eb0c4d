"""What a song sounds like when it is played from a SoundFont."""

from __future__ import annotations

import numpy as np
import pytest

from game.sound.sampler.render import Extra, Mixing, Rendition
from game.sound.sampler.units import SAMPLE_RATE
from game.sound.soundfont.font import parse_font
from game.sound.soundfont.generators import Generator as Gen
from tests.sound.fonts import (
    HERTZ,
    LOOPED,
    Preset,
    Recording,
    Zone,
    click,
    plain_font,
    sine,
    written,
)
from tests.sound.playing import (
    DRY,
    cents,
    heard,
    hertz,
    level,
    note,
    onset_frame,
    roughest_step,
    song,
)


def test_the_pitch_of_every_key_is_right_within_a_cent() -> None:
    font = plain_font()
    for key in (45, 57, 68, 69, 70, 81, 93):
        sound = heard([note(0, 1, key)], font)
        expected = HERTZ * 2 ** ((key - 69) / 12)
        assert abs(cents(hertz(sound, 0.1, 0.9), expected)) < 1


def test_samples_of_another_rate_root_and_tuning_are_in_tune_too() -> None:
    wave = sine()
    recording = Recording(wave.wave, wave.loop, rate=24_000, key=57, correction=-20)
    font = plain_font(recording, {Gen.FINE_TUNE: 20, Gen.COARSE_TUNE: 1})
    sound = heard([note(0, 1, 69)], font)
    assert abs(cents(hertz(sound, 0.1, 0.9), HERTZ * 2 ** (1 / 12))) < 1


def test_a_loop_goes_on_for_ever_without_a_click() -> None:
    recording = sine(turns=10)
    sound = heard([note(0, 3, 76)], plain_font(recording))
    smooth = sound[4800 : 3 * SAMPLE_RATE]
    steepest = 0.5 * (2 * np.pi * HERTZ * 2 ** (7 / 12) / SAMPLE_RATE) ** 2
    assert level(sound, 2.5, 2.9) == pytest.approx(level(sound, 0.1, 0.5), rel=0.01)
    assert roughest_step(smooth) < 1.1 * steepest * np.abs(smooth).max() / 0.5


def test_without_a_loop_the_sound_ends_with_its_sample() -> None:
    sound = heard([note(0, 1)], plain_font(sine(turns=40), {Gen.SAMPLE_MODES: 0}))
    assert level(sound, 0.05, 0.09) > 0.01
    assert level(sound, 0.11, 0.9) == 0


def test_a_loop_until_release_plays_the_rest_of_its_sample_afterwards() -> None:
    quiet_end = np.concatenate((sine(turns=20).wave, np.zeros(4800, np.int16)))
    recording = Recording(quiet_end, (120, 2280))
    generators = {Gen.SAMPLE_MODES: 3, Gen.VOLUME_RELEASE: 2400}
    sound = heard([note(0, 1)], plain_font(recording, generators))
    assert level(sound, 0.8, 0.99) > 0.05
    assert level(sound, 1.06, 1.1) < 1e-4


@pytest.mark.parametrize("speed_percent", [40.0, 100.0, 120.0])
def test_notes_begin_on_the_very_frame(speed_percent: float) -> None:
    onsets_s = [0.0, 0.5003, 1.23456, 2.0]
    sound = heard(
        [note(onset_s, 0.1) for onset_s in onsets_s],
        plain_font(click(), {Gen.SAMPLE_MODES: 0}),
        speed_percent=speed_percent,
        lead_in_s=0.25,
    )
    for onset_s in onsets_s:
        expected = round((0.25 + onset_s * 100 / speed_percent) * SAMPLE_RATE)
        assert 0 <= onset_frame(sound, expected / SAMPLE_RATE - 0.05) - expected <= 2


def test_speed_leaves_the_pitch_alone() -> None:
    sound = heard([note(0, 1)], plain_font(), speed_percent=50)
    assert abs(cents(hertz(sound, 0.2, 1.8), HERTZ)) < 1


def test_attack_decay_sustain_and_release_take_their_time() -> None:
    generators = {
        Gen.VOLUME_ATTACK: -1200,
        Gen.VOLUME_HOLD: -1200,
        Gen.VOLUME_DECAY: 0,
        Gen.VOLUME_SUSTAIN: 240,
        Gen.VOLUME_RELEASE: -1200,
    }
    sound = heard([note(0, 2)], plain_font(generators=generators))
    full = level(sound, 0.6, 0.9)
    assert level(sound, 0.24, 0.26) == pytest.approx(full / 2, rel=0.02)
    decibels = [20 * np.log10(level(sound, s - 0.01, s + 0.01) / full) for s in (1.125, 1.5, 2.125)]
    assert decibels == pytest.approx([-12, -24, -24 - 24], abs=0.3)


def test_two_keys_at_once_are_the_sum_of_both() -> None:
    font = plain_font()
    both = heard([note(0, 1, 60), note(0, 1, 67)], font)
    one, other = heard([note(0, 1, 60)], font), heard([note(0, 1, 67)], font)
    assert np.max(np.abs(both - one - other)) < 1e-3


def test_notes_of_one_exclusive_class_cut_each_other_short() -> None:
    closed = Zone(0, {**LOOPED, Gen.EXCLUSIVE_CLASS: 1}, keys=(42, 42))
    opened = Zone(1, {**LOOPED, Gen.EXCLUSIVE_CLASS: 1, Gen.ROOT_KEY: 46}, keys=(46, 46))
    recordings = [click(480), sine()]
    font = parse_font(written([Preset(128, 0)], [[closed, opened]], recordings))
    ringing = heard([note(0, 2, 46, channel=9)], font)
    cut = heard([note(0, 2, 46, channel=9), note(0.5, 0.1, 42, channel=9)], font)
    assert level(ringing, 1.5, 1.9) > 0.05
    assert level(cut, 0.2, 0.45) == pytest.approx(level(ringing, 0.2, 0.45), rel=0.01)
    assert level(cut, 1.5, 1.9) < 1e-4


def test_a_lowpass_lets_low_tones_through_and_damps_high_ones() -> None:
    cutoff = {Gen.FILTER_CUTOFF: round(1200 * np.log2(1000 / 8.176))}
    font, filtered = plain_font(), plain_font(generators=cutoff)
    for key, expected_db in ((57, 0.0), (69 + 24, -8.8)):
        plain = level(heard([note(0, 1, key)], font), 0.2, 0.9)
        damped = level(heard([note(0, 1, key)], filtered), 0.2, 0.9)
        assert 20 * np.log10(damped / plain) == pytest.approx(expected_db, abs=0.7)


def test_a_modulation_envelope_opens_the_filter_slowly_and_without_a_click() -> None:
    generators = {
        Gen.FILTER_CUTOFF: 4500,
        Gen.MOD_ENV_TO_CUTOFF: 6000,
        Gen.MOD_ATTACK: 0,
        Gen.VIBRATO_RATE: 0,
    }
    sound = heard([note(0, 2, 81)], plain_font(generators=generators))
    assert level(sound, 0.0, 0.05) < 0.3 * level(sound, 1.1, 1.9)
    assert roughest_step(sound[:96000]) < 1.2 * roughest_step(sound[60000:96000])


def test_a_modulation_envelope_bends_the_pitch() -> None:
    generators = {Gen.MOD_ENV_TO_PITCH: 1200, Gen.MOD_DECAY: 0, Gen.MOD_SUSTAIN: 1000}
    sound = heard([note(0, 2)], plain_font(generators=generators))
    assert cents(hertz(sound, 0.45, 0.55), HERTZ) == pytest.approx(600, abs=40)
    assert cents(hertz(sound, 1.2, 1.9), HERTZ) == pytest.approx(0, abs=2)


def test_two_hundred_notes_at_once_are_not_clipped() -> None:
    notes = [note(0.01 * n, 2, 30 + n % 90, velocity=127, channel=n % 9) for n in range(200)]
    rendition = Rendition(song(notes), plain_font(), mixing=Mixing())
    rendition.gain = 4.0
    sound = np.concatenate(list(rendition.blocks())).astype(np.int64)
    assert 0.8 * 32767 < np.abs(sound).max() <= 0.971 * 32767
    assert np.mean(np.abs(sound) > 0.969 * 32767) < 0.01


def test_tune_and_backing_are_the_whole_song_together() -> None:
    notes = [note(0.5 * n, 0.4, 60 + n) for n in range(8)]
    tune = tuple(notes[::2])

    def part(tune_gain: float, backing_gain: float) -> np.ndarray:
        mixing = Mixing(tune, tune_gain, backing_gain, reverb=0)
        return heard(notes, plain_font(), mixing=mixing)

    whole = part(1, 1)
    assert np.max(np.abs(part(1, 0) + part(0, 1) - whole)) < 1e-3
    assert level(part(0, 1), 0.05, 0.35) == 0
    assert level(part(0.5, 1), 0.05, 0.35) == pytest.approx(
        0.5 * level(whole, 0.05, 0.35), rel=0.01
    )


def test_extra_sounds_keep_their_own_loudness_and_place() -> None:
    wave = np.full(100, 0.25, np.float32)
    rendition = Rendition(
        song([note(1, 0.1)]),
        plain_font(),
        speed_percent=50,
        lead_in_s=1.0,
        extras=[Extra(-0.5, wave, 2.0)],
        mixing=DRY,
    )
    sound = np.concatenate(list(rendition.blocks())).astype(np.float64)
    assert onset_frame(sound) == SAMPLE_RATE // 2
    assert sound[SAMPLE_RATE // 2 + 50].tolist() == [16384, 16384]


def test_songs_come_out_about_equally_loud_however_they_are_written() -> None:
    levels = []
    for velocity, keys in ((30, 1), (80, 3), (127, 8)):
        notes = [
            note(0.5 * beat, 0.5, 50 + 5 * key, velocity=velocity)
            for beat in range(8)
            for key in range(keys)
        ]
        rendition = Rendition(song(notes), plain_font(), mixing=DRY)
        levels.append(level(np.concatenate(list(rendition.blocks())) / 32767, 0.1, 3.9))
    assert 20 * np.log10(max(levels) / min(levels)) < 2


def test_progress_is_told_to_its_end() -> None:
    told: list[float] = []
    rendition = Rendition(song([note(n, 0.5) for n in range(6)]), plain_font())
    frames = sum(len(block) for block in rendition.blocks(told.append))
    assert frames == rendition.frames
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_reverb_rings_on_and_dies_away() -> None:
    wet, dry = (
        heard([note(0, 0.5)], plain_font(generators={Gen.REVERB_SEND: 500}), mixing=mixing)
        for mixing in (Mixing(), DRY)
    )
    assert level(dry, 0.7, 0.9) < 1e-4 < level(wet, 0.7, 0.9)
    assert level(wet, 1.6, 1.7) < 0.1 * level(wet, 0.7, 0.9)


def test_what_rings_for_very_long_fades_at_the_end() -> None:
    sound = heard([note(0, 1)], plain_font(generators={Gen.VOLUME_RELEASE: 8000}))
    assert len(sound) == 7 * SAMPLE_RATE
    assert level(sound, 6.0, 6.7) > 0.01
    assert np.abs(sound[-50:]).max() < 0.01 * np.abs(sound[-20000:]).max()


def test_a_key_that_is_never_let_go_ends_some_time() -> None:
    rendition = Rendition(song([note(0, 10_000), note(9_000, 1)]), plain_font(), mixing=DRY)
    sound = np.concatenate([block[:, 0] for block in rendition.blocks() if block.any()])
    assert len(sound) < 200 * SAMPLE_RATE
