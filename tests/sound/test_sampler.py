"""What a song sounds like when it is played from a SoundFont."""

from __future__ import annotations

import numpy as np
import pytest

from game.music.song import Control, ControlKind
from game.sound.sampler.controllers import (
    ENTRY,
    EXPRESSION,
    NOTES_OFF,
    NUMBER,
    NUMBER_FINE,
    PAN,
    PEDAL,
    RESET,
    SOUND_OFF,
    VOLUME,
    WHEEL,
)
from game.sound.sampler.render import Extra, Mixing, Rendition
from game.sound.sampler.units import SAMPLE_RATE
from game.sound.soundfont.font import built_in_font, parse_font
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
    bend,
    cents,
    controller,
    heard,
    hertz,
    level,
    note,
    onset_frame,
    program,
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


def test_a_softer_touch_and_less_volume_are_quieter_by_their_squares() -> None:
    font = plain_font()
    loud = level(heard([note(0, 1, velocity=127)], font), 0.1, 0.9)
    soft = level(heard([note(0, 1, velocity=64)], font), 0.1, 0.9)
    assert soft / loud == pytest.approx((64 / 127) ** 2, rel=0.01)
    turned_down = heard([note(0, 1, velocity=127)], font, [controller(0, VOLUME, 50)])
    assert level(turned_down, 0.1, 0.9) / loud == pytest.approx((50 / 100) ** 2, rel=0.01)


def test_expression_swells_without_a_click() -> None:
    swell = [controller(0.2 + step * 0.05, EXPRESSION, 127 - step * 10) for step in range(8)]
    sound = heard([note(0, 1)], plain_font(), swell)
    ratio = level(sound, 0.7, 0.95) / level(sound, 0.05, 0.2)
    assert ratio == pytest.approx((57 / 127) ** 2, rel=0.02)
    assert roughest_step(sound[4800:40000]) < 1.3 * roughest_step(sound[4800:9000])


def test_pan_moves_the_sound_and_keeps_its_power() -> None:
    font = plain_font()
    middle = heard([note(0, 1)], font)
    left = heard([note(0, 1)], font, [controller(0, PAN, 0)])
    assert level(left[:, 1:], 0.1, 0.9) < 1e-3 * level(left[:, :1], 0.1, 0.9)
    assert level(left, 0.1, 0.9) == pytest.approx(level(middle, 0.1, 0.9), rel=0.01)


def test_a_pan_that_moves_during_a_note_is_followed() -> None:
    sound = heard([note(0, 1)], plain_font(), [controller(0, PAN, 0), controller(0.5, PAN, 127)])
    assert level(sound[:, 0], 0.1, 0.45) > 100 * level(sound[:, 1], 0.1, 0.45)
    assert level(sound[:, 1], 0.55, 0.9) > 20 * level(sound[:, 0], 0.55, 0.9)


def test_a_bend_goes_as_far_as_its_range_says() -> None:
    ranged = [controller(0, NUMBER, 0), controller(0, NUMBER_FINE, 0), controller(0, ENTRY, 12)]
    up = heard([note(0, 1)], plain_font(), [bend(0, 8191)])
    far_up = heard([note(0, 1)], plain_font(), [*ranged, bend(0, 8191)])
    assert cents(hertz(up, 0.1, 0.9), HERTZ) == pytest.approx(200, abs=1)
    assert cents(hertz(far_up, 0.1, 0.9), HERTZ) == pytest.approx(1200, abs=1)


def test_a_bend_during_a_note_glides_without_a_click() -> None:
    sound = heard([note(0, 1)], plain_font(), [bend(0.5, -8192)])
    assert cents(hertz(sound, 0.1, 0.48), HERTZ) == pytest.approx(0, abs=1)
    assert cents(hertz(sound, 0.52, 0.9), HERTZ) == pytest.approx(-200, abs=1)
    assert roughest_step(sound[4800:40000]) < 1.1 * roughest_step(sound[4800:20000])


def test_the_modulation_wheel_makes_a_vibrato_of_half_a_semitone() -> None:
    font = plain_font(generators={Gen.VIBRATO_RATE: -2400})
    sound = heard([note(0, 2)], font, [controller(0, WHEEL, 127)])
    speed_hz = 8.176 * 2 ** (-2400 / 1200)
    top_s, bottom_s = 0.25 / speed_hz, 0.75 / speed_hz
    swing = [cents(hertz(sound, s - 0.02, s + 0.02), HERTZ) for s in (top_s, bottom_s)]
    assert swing == pytest.approx([48, -48], abs=4)


def test_a_wheel_moved_during_a_note_is_followed() -> None:
    font = plain_font(generators={Gen.VIBRATO_RATE: -2400})
    sound = heard([note(0, 2)], font, [controller(0.6, WHEEL, 127)])
    assert abs(cents(hertz(sound, 0.1, 0.14), HERTZ)) < 1
    assert cents(hertz(sound, 1.35 - 0.02, 1.35 + 0.02), HERTZ) < -30


def test_the_pedal_holds_notes_until_it_comes_up() -> None:
    pedal = [controller(0.1, PEDAL, 127), controller(1.0, PEDAL, 0)]
    sound = heard([note(0, 0.3), note(2, 0.1)], plain_font(), pedal)
    assert level(sound, 0.8, 0.98) > 0.05
    assert level(sound, 1.1, 1.3) < 1e-3


def test_a_key_struck_again_under_the_pedal_ends_its_earlier_sound() -> None:
    pedal = [controller(0, PEDAL, 127), controller(3, PEDAL, 0)]
    once = heard([note(0, 0.1), note(3, 0.1, 40)], plain_font(), pedal)
    twice = heard([note(0, 0.1), note(1, 0.1), note(3, 0.1, 40)], plain_font(), pedal)
    assert level(twice, 1.5, 2.5) == pytest.approx(level(once, 1.5, 2.5), rel=0.05)


def test_all_sound_off_and_all_notes_off_end_everything() -> None:
    for number in (SOUND_OFF, NOTES_OFF):
        sound = heard([note(0, 2)], plain_font(), [controller(1.0, number, 0)])
        assert level(sound, 0.7, 0.98) > 0.05
        assert level(sound, 1.3, 1.8) < 1e-3


def test_reset_straightens_bends_and_leaves_the_volume() -> None:
    controls = [controller(0, VOLUME, 60), bend(0, 8191), controller(0.5, RESET, 0)]
    sound = heard([note(0, 1)], plain_font(), controls)
    assert cents(hertz(sound, 0.55, 0.9), HERTZ) == pytest.approx(0, abs=1)
    assert level(sound, 0.55, 0.9) == pytest.approx(level(sound, 0.1, 0.45), rel=0.01)


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


def test_channel_ten_plays_drums_and_its_program_chooses_the_kit() -> None:
    zones = [[Zone(0, LOOPED)], [Zone(1, LOOPED)], [Zone(2, LOOPED)]]
    octave_up, fifth_up = (
        Recording(sine().wave, (120, 11880), 96_000),
        Recording(sine().wave, (120, 11880), 72_000),
    )
    presets = [Preset(0, 0), Preset(128, 0, [Zone(1)]), Preset(128, 8, [Zone(2)])]
    font = parse_font(written(presets, zones, [sine(), octave_up, fifth_up]))
    plain = heard([note(0, 1, channel=9)], font)
    other_kit = heard([note(0, 1, channel=9, program=8)], font, [program(0, 8, channel=9)])
    assert hertz(plain, 0.1, 0.9) == pytest.approx(2 * HERTZ, rel=1e-3)
    assert hertz(other_kit, 0.1, 0.9) == pytest.approx(1.5 * HERTZ, rel=1e-3)


def test_banks_and_programs_change_on_the_way() -> None:
    zones = [[Zone(0, LOOPED)], [Zone(1, LOOPED)]]
    octave_up = Recording(sine().wave, (120, 11880), 96_000)
    font = parse_font(written([Preset(0, 5), Preset(8, 5, [Zone(1)])], zones, [sine(), octave_up]))
    controls = [program(0, 5), controller(0.9, 0, 8), program(0.9, 5)]
    sound = heard([note(0, 0.5), note(1, 0.5)], font, controls)
    assert hertz(sound, 0.1, 0.4) == pytest.approx(HERTZ, rel=1e-3)
    assert hertz(sound, 1.1, 1.4) == pytest.approx(2 * HERTZ, rel=1e-3)


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


def test_the_same_song_sounds_the_same() -> None:
    controls = [controller(0.3, WHEEL, 90), bend(0.5, 3000), controller(0.1, PEDAL, 127)]
    notes = [note(0.1 * n, 0.3, 60 + n) for n in range(12)]
    once, again = (heard(notes, plain_font(), controls, mixing=Mixing()) for _ in range(2))
    assert np.array_equal(once, again)


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


def test_a_note_alone_sounds_as_it_does_in_the_song() -> None:
    notes = [note(0, 0.5, 60), note(1.7, 0.5, 64), note(3, 0.5)]
    controls = [controller(0, VOLUME, 70), controller(0, PAN, 20), bend(1.6, 2000)]
    rendition = Rendition(song(notes, controls), plain_font(), mixing=DRY)
    whole = np.concatenate(list(rendition.blocks())).astype(np.int64)
    alone = rendition.note_sound(notes[1])
    begin = round(1.7 * SAMPLE_RATE)
    assert alone.dtype == np.int16
    assert np.max(np.abs(whole[begin : begin + 24000] - alone[:24000])) <= 2
    held = rendition.note_sound(notes[1], held_s=2.0)
    assert level(held / 1.0, 1.7, 1.9) == pytest.approx(level(held / 1.0, 0.2, 0.4), rel=0.01)


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


def test_every_instrument_of_the_font_that_comes_along_is_heard() -> None:
    notes = [note(0.5 * number, 0.3, 60) for number in range(128)]
    programs = [program(0.5 * number, number) for number in range(128)]
    sound = heard(notes, built_in_font(), programs)
    silent = [n for n in range(128) if level(sound, 0.5 * n, 0.5 * n + 0.3) < 1e-3]
    assert silent == []


def test_what_rings_for_very_long_fades_at_the_end() -> None:
    sound = heard([note(0, 1)], plain_font(generators={Gen.VOLUME_RELEASE: 8000}))
    assert len(sound) == 7 * SAMPLE_RATE
    assert level(sound, 6.0, 6.7) > 0.01
    assert np.abs(sound[-50:]).max() < 0.01 * np.abs(sound[-20000:]).max()


def test_a_key_that_is_never_let_go_ends_some_time() -> None:
    rendition = Rendition(song([note(0, 10_000), note(9_000, 1)]), plain_font(), mixing=DRY)
    sound = np.concatenate([block[:, 0] for block in rendition.blocks() if block.any()])
    assert len(sound) < 200 * SAMPLE_RATE


def test_pressure_makes_a_vibrato_too() -> None:
    font = plain_font(generators={Gen.VIBRATO_RATE: -2400})
    pressed = [Control(0.0, 0, ControlKind.PRESSURE, 0, 127)]
    sound = heard([note(0, 1)], font, pressed)
    assert cents(hertz(sound, 0.1, 0.14), HERTZ) == pytest.approx(48, abs=4)
