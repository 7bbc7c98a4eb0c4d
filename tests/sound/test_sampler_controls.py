"""Controllers, bends, programs and pedals, and what they do to the sound."""

from __future__ import annotations

import numpy as np
import pytest

from game.music.song import Control, ControlKind
from game.sound.sampler.controllers import Dial
from game.sound.sampler.render import Mixing, Rendition
from game.sound.sampler.units import SAMPLE_RATE
from game.sound.soundfont.font import built_in_font, parse_font
from game.sound.soundfont.generators import Generator as Gen
from tests.sound.fonts import (
    HERTZ,
    LOOPED,
    Preset,
    Recording,
    Zone,
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
    program,
    roughest_step,
    song,
)


def test_a_softer_touch_and_less_volume_are_quieter_by_their_squares() -> None:
    font = plain_font()
    loud = level(heard([note(0, 1, velocity=127)], font), 0.1, 0.9)
    soft = level(heard([note(0, 1, velocity=64)], font), 0.1, 0.9)
    assert soft / loud == pytest.approx((64 / 127) ** 2, rel=0.01)
    turned_down = heard([note(0, 1, velocity=127)], font, [controller(0, Dial.VOLUME, 50)])
    assert level(turned_down, 0.1, 0.9) / loud == pytest.approx((50 / 100) ** 2, rel=0.01)


def test_expression_swells_without_a_click() -> None:
    swell = [controller(0.2 + step * 0.05, Dial.EXPRESSION, 127 - step * 10) for step in range(8)]
    sound = heard([note(0, 1)], plain_font(), swell)
    ratio = level(sound, 0.7, 0.95) / level(sound, 0.05, 0.2)
    assert ratio == pytest.approx((57 / 127) ** 2, rel=0.02)
    assert roughest_step(sound[4800:40000]) < 1.3 * roughest_step(sound[4800:9000])


def test_pan_moves_the_sound_and_keeps_its_power() -> None:
    font = plain_font()
    middle = heard([note(0, 1)], font)
    left = heard([note(0, 1)], font, [controller(0, Dial.PAN, 0)])
    assert level(left[:, 1:], 0.1, 0.9) < 1e-3 * level(left[:, :1], 0.1, 0.9)
    assert level(left, 0.1, 0.9) == pytest.approx(level(middle, 0.1, 0.9), rel=0.01)


def test_a_pan_that_moves_during_a_note_is_followed() -> None:
    sound = heard(
        [note(0, 1)], plain_font(), [controller(0, Dial.PAN, 0), controller(0.5, Dial.PAN, 127)]
    )
    assert level(sound[:, 0], 0.1, 0.45) > 100 * level(sound[:, 1], 0.1, 0.45)
    assert level(sound[:, 1], 0.55, 0.9) > 20 * level(sound[:, 0], 0.55, 0.9)


def test_a_bend_goes_as_far_as_its_range_says() -> None:
    ranged = [
        controller(0, Dial.NUMBER, 0),
        controller(0, Dial.NUMBER_FINE, 0),
        controller(0, Dial.ENTRY, 12),
    ]
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
    sound = heard([note(0, 2)], font, [controller(0, Dial.WHEEL, 127)])
    speed_hz = 8.176 * 2 ** (-2400 / 1200)
    top_s, bottom_s = 0.25 / speed_hz, 0.75 / speed_hz
    swing = [cents(hertz(sound, s - 0.02, s + 0.02), HERTZ) for s in (top_s, bottom_s)]
    assert swing == pytest.approx([48, -48], abs=4)


def test_a_wheel_moved_during_a_note_is_followed() -> None:
    font = plain_font(generators={Gen.VIBRATO_RATE: -2400})
    sound = heard([note(0, 2)], font, [controller(0.6, Dial.WHEEL, 127)])
    assert abs(cents(hertz(sound, 0.1, 0.14), HERTZ)) < 1
    assert cents(hertz(sound, 1.35 - 0.02, 1.35 + 0.02), HERTZ) < -30


def test_the_pedal_holds_notes_until_it_comes_up() -> None:
    pedal = [controller(0.1, Dial.PEDAL, 127), controller(1.0, Dial.PEDAL, 0)]
    sound = heard([note(0, 0.3), note(2, 0.1)], plain_font(), pedal)
    assert level(sound, 0.8, 0.98) > 0.05
    assert level(sound, 1.1, 1.3) < 1e-3


def test_a_key_struck_again_under_the_pedal_ends_its_earlier_sound() -> None:
    pedal = [controller(0, Dial.PEDAL, 127), controller(3, Dial.PEDAL, 0)]
    once = heard([note(0, 0.1), note(3, 0.1, 40)], plain_font(), pedal)
    twice = heard([note(0, 0.1), note(1, 0.1), note(3, 0.1, 40)], plain_font(), pedal)
    assert level(twice, 1.5, 2.5) == pytest.approx(level(once, 1.5, 2.5), rel=0.05)


def test_all_sound_off_and_all_notes_off_end_everything() -> None:
    for number in (Dial.SOUND_OFF, Dial.NOTES_OFF):
        sound = heard([note(0, 2)], plain_font(), [controller(1.0, number, 0)])
        assert level(sound, 0.7, 0.98) > 0.05
        assert level(sound, 1.3, 1.8) < 1e-3


def test_reset_straightens_bends_and_leaves_the_volume() -> None:
    controls = [controller(0, Dial.VOLUME, 60), bend(0, 8191), controller(0.5, Dial.RESET, 0)]
    sound = heard([note(0, 1)], plain_font(), controls)
    assert cents(hertz(sound, 0.55, 0.9), HERTZ) == pytest.approx(0, abs=1)
    assert level(sound, 0.55, 0.9) == pytest.approx(level(sound, 0.1, 0.45), rel=0.01)


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


def test_the_same_song_sounds_the_same() -> None:
    controls = [controller(0.3, Dial.WHEEL, 90), bend(0.5, 3000), controller(0.1, Dial.PEDAL, 127)]
    notes = [note(0.1 * n, 0.3, 60 + n) for n in range(12)]
    once, again = (heard(notes, plain_font(), controls, mixing=Mixing()) for _ in range(2))
    assert np.array_equal(once, again)


def test_a_note_alone_sounds_as_it_does_in_the_song() -> None:
    notes = [note(0, 0.5, 60), note(1.7, 0.5, 64), note(3, 0.5)]
    controls = [controller(0, Dial.VOLUME, 70), controller(0, Dial.PAN, 20), bend(1.6, 2000)]
    rendition = Rendition(song(notes, controls), plain_font(), mixing=DRY)
    whole = np.concatenate(list(rendition.blocks())).astype(np.int64)
    alone = rendition.note_sound(notes[1])
    begin = round(1.7 * SAMPLE_RATE)
    assert alone.dtype == np.int16
    assert np.max(np.abs(whole[begin : begin + 24000] - alone[:24000])) <= 2
    held = rendition.note_sound(notes[1], held_s=2.0)
    assert level(held / 1.0, 1.7, 1.9) == pytest.approx(level(held / 1.0, 0.2, 0.4), rel=0.01)


def test_every_instrument_of_the_font_that_comes_along_is_heard() -> None:
    notes = [note(0.5 * number, 0.3, 60) for number in range(128)]
    programs = [program(0.5 * number, number) for number in range(128)]
    sound = heard(notes, built_in_font(), programs)
    silent = [n for n in range(128) if level(sound, 0.5 * n, 0.5 * n + 0.3) < 1e-3]
    assert silent == []


def test_pressure_makes_a_vibrato_too() -> None:
    font = plain_font(generators={Gen.VIBRATO_RATE: -2400})
    pressed = [Control(0.0, 0, ControlKind.PRESSURE, 0, 127)]
    sound = heard([note(0, 1)], font, pressed)
    assert cents(hertz(sound, 0.1, 0.14), HERTZ) == pytest.approx(48, abs=4)
