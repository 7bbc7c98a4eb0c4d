"""A SoundFont's tables become the right regions, whatever state the file is in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.sound.soundfont.font import SoundFont, built_in_font, chosen_font, open_font, parse_font
from game.sound.soundfont.generators import Generator as Gen
from game.sound.soundfont.modulators import concave
from game.sound.soundfont.problem import FontError
from game.text import Sentence
from tests.sound.fonts import Preset, Zone, plain_font, sine, written


def font_of(presets: list[Preset], instruments: list[list[Zone]], samples: int = 1) -> SoundFont:
    recordings = [sine(turns=10 + place) for place in range(samples)]
    return parse_font(written(presets, instruments, recordings))


def samples_of(font: SoundFont, key: int, velocity: int) -> list[int]:
    return [region.sample for region in font.regions((0, 0), key, velocity)]


def test_a_key_finds_the_zone_it_lies_in() -> None:
    font = font_of([Preset(0, 0)], [[Zone(0, keys=(0, 59)), Zone(1, keys=(60, 127))]], samples=2)
    assert samples_of(font, 59, 100) == [0]
    assert samples_of(font, 60, 100) == [1]


def test_a_velocity_finds_the_zone_it_lies_in() -> None:
    layers = [Zone(0, velocities=(0, 63)), Zone(1, velocities=(64, 127))]
    font = font_of([Preset(0, 0)], [layers], samples=2)
    assert samples_of(font, 60, 63) == [0]
    assert samples_of(font, 60, 64) == [1]


def test_layers_sound_together() -> None:
    font = font_of([Preset(0, 0)], [[Zone(0), Zone(1)]], samples=2)
    assert samples_of(font, 60, 100) == [0, 1]


def test_a_preset_narrows_the_ranges_of_its_instrument() -> None:
    preset = Preset(0, 0, [Zone(0, keys=(60, 72))])
    font = font_of([preset], [[Zone(0, keys=(0, 64))]])
    assert [samples_of(font, key, 100) for key in (59, 60, 64, 65)] == [[], [0], [0], []]


def test_instruments_say_values_and_presets_add_to_them() -> None:
    preset = Preset(0, 0, [Zone(None, {Gen.PAN: 30}), Zone(0, {Gen.ATTENUATION: 50})])
    instrument = [Zone(None, {Gen.PAN: 100, Gen.FINE_TUNE: 7}), Zone(0, {Gen.ATTENUATION: 20})]
    (region,) = font_of([preset], [instrument]).regions((0, 0), 60, 100)
    assert (region[Gen.PAN], region[Gen.ATTENUATION], region[Gen.FINE_TUNE]) == (130, 70, 7)


def test_a_zone_replaces_what_its_global_zone_says() -> None:
    instrument = [Zone(None, {Gen.PAN: 100}), Zone(0, {Gen.PAN: -200}), Zone(0)]
    regions = font_of([Preset(0, 0)], [instrument]).regions((0, 0), 60, 100)
    assert [region[Gen.PAN] for region in regions] == [-200, 100]


def test_values_stay_within_their_limits() -> None:
    (region,) = font_of([Preset(0, 0)], [[Zone(0, {Gen.PAN: 30000})]]).regions((0, 0), 60, 100)
    assert region[Gen.PAN] == 500


def test_a_missing_preset_has_a_stand_in() -> None:
    font = font_of([Preset(0, 0), Preset(0, 5), Preset(128, 0)], [[Zone(0)]])
    assert font.preset_for(0, 5) == (0, 5)
    assert font.preset_for(8, 5) == (0, 5)
    assert font.preset_for(0, 99) == (0, 0)
    assert font.preset_for(128, 40) == (128, 0)


def test_a_font_without_drums_leaves_drums_silent() -> None:
    assert font_of([Preset(0, 3)], [[Zone(0)]]).preset_for(128, 0) is None


@pytest.mark.parametrize("packed", [False, True])
def test_samples_are_decoded(packed: bool) -> None:
    recording = sine()
    data = written([Preset(0, 0)], [[Zone(0)]], [sine(turns=7), recording], packed=packed)
    sample = parse_font(data).sample(1)
    assert len(sample.wave) == len(recording.wave)
    assert np.max(np.abs(sample.wave - recording.wave / 32768)) < (0.03 if packed else 1e-6)
    assert (sample.loop_start, sample.loop_end) == recording.loop


def test_a_soft_touch_is_quieter_by_the_square_of_its_velocity() -> None:
    attenuation_db = 96 * concave((127 - 64) / 128)
    assert attenuation_db == pytest.approx(-40 * np.log10(64 / 127), abs=0.01)


def test_the_font_that_comes_along_has_all_of_general_midi_and_drums() -> None:
    font = built_in_font()
    assert {(0, program) for program in range(128)} <= font.presets
    assert (128, 0) in font.presets
    assert font.regions((0, 0), 60, 100)
    assert font.sample(font.regions((128, 0), 38, 100)[0].sample).wave.any()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This is not a SoundFont file."),
        (b"RIFF\0\0\0\0WAVEfmt ", "This is not a SoundFont file."),
        (b"RIFF\0\0\0\0sfbk", "This SoundFont is not whole: a part of it is missing."),
        (
            written([], [[Zone(0)]], [sine(turns=2)]),
            "There are no instruments in this SoundFont.",
        ),
    ],
)
def test_a_file_that_cannot_be_used_says_why_in_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(FontError) as caught:
        parse_font(data)
    assert str(caught.value) == sentence


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(FontError, match="no such SoundFont"):
        open_font(tmp_path / "gone.sf2")
    with pytest.raises(FontError, match=r"can't be (opened|read)|not a SoundFont"):
        open_font(tmp_path)


def test_in_place_of_a_broken_font_the_built_in_one_plays_and_the_reason_is_told(
    tmp_path: Path,
) -> None:
    broken = tmp_path / "broken.sf2"
    broken.write_bytes(b"RIFF")
    told: list[Sentence] = []
    font = chosen_font(broken, told.append)
    assert (0, 0) in font.presets
    assert list(map(str, told)) == [
        "This is not a SoundFont file. The built-in sounds play instead."
    ]


def test_a_font_of_its_own_choice_is_taken_without_a_word(tmp_path: Path) -> None:
    mine = tmp_path / "mine.sf2"
    mine.write_bytes(written([Preset(3, 7)], [[Zone(0)]], [sine()]))
    told: list[Sentence] = []
    assert chosen_font(mine, told.append).presets == {(3, 7)}
    assert not told


def test_plain_font_is_whole() -> None:
    assert plain_font().presets == {(0, 0), (128, 0)}
