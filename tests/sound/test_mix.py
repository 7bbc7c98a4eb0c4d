"""Mixing: the stems add up to the song, each as loud as it was set, after the count-in."""

from __future__ import annotations

import wave
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from game.settings import SoundSettings, gain_of
from game.sound.instrument import Arrangement, StemBlock, open_instrument
from game.sound.mix import FRAME_BYTES, GrowingWav, Mixing, mixed, mixing_of
from game.sound.tone import SAMPLE_RATE
from tests.sound.songs import STRINGS, note, song

FULL_SCALE = 32767
TUNE = tuple(note(0.5 * number, 72, channel=1, velocity=60) for number in range(4))
BACKING = tuple(note(1.0 * number, 48, 1.0, program=STRINGS, velocity=50) for number in range(2))
WHOLE = Arrangement(song((*TUNE, *BACKING)), TUNE)
REST = Arrangement(song(BACKING), ())
SILENT = Mixing(0.0, ())


def heard(stems: Sequence[StemBlock], mixing: Mixing) -> NDArray[np.float64]:
    blocks = list(mixed(stems, mixing))
    assert all(block.dtype == np.int16 and block.shape[1] == 2 for block in blocks)
    return np.concatenate(blocks) / FULL_SCALE


def steady(level: float, frames: int = 1000) -> NDArray[np.float32]:
    return np.full((frames, 2), level, np.float32)


def test_the_two_stems_are_the_tune_and_the_rest_and_add_up_to_the_song() -> None:
    rendering = open_instrument(None).rendering(WHOLE)
    stems = list(rendering.stems())
    both = heard(stems, SILENT)
    alone = [
        heard(stems, replace(SILENT, music_gain=music, tune_gain=tune))
        for music, tune in ((1, 0), (0, 1))
    ]
    assert len(both) == rendering.frames
    assert all(np.abs(stem).max() > 0.02 for stem in alone)
    assert np.abs(sum(alone) - both).max() < 3 / FULL_SCALE
    without = heard(list(open_instrument(None).rendering(REST).stems()), SILENT)
    shorter = min(len(without), len(both))
    one, other = (part[:shorter].ravel() for part in (alone[0], without))
    assert np.corrcoef(one, other)[0, 1] > 0.999


def test_each_volume_scales_its_own_part_and_nothing_else() -> None:
    stems = [StemBlock(steady(0.2), steady(0.1))]
    click_s = (-0.5,)
    settings = SoundSettings(music_volume=50, tune_volume=30, voice_volume=20)
    mixing = mixing_of(settings, 1.0, click_s)
    sound = heard(stems, mixing)
    assert sound[-1, 0] == pytest.approx(0.2 * gain_of(50) + 0.1 * gain_of(30), abs=1e-4)
    clicks = [
        np.abs(heard([], mixing_of(replace(settings, voice_volume=volume), 1.0, click_s))).max()
        for volume in (0, 50, 100)
    ]
    assert clicks[0] == 0
    assert clicks[1] == pytest.approx(clicks[2] * gain_of(50), rel=0.01)


def test_a_tune_that_plays_by_itself_is_as_loud_as_the_music_whatever_the_guide() -> None:
    stems = [StemBlock(steady(0.0), steady(0.1))]
    settings = SoundSettings(tune_plays_itself=True, tune_volume=0, music_volume=80)
    assert heard(stems, mixing_of(settings, 0.0, ()))[-1, 0] == pytest.approx(
        0.1 * gain_of(80), abs=1e-4
    )


def test_the_guide_is_nine_decibels_below_the_tune_unless_it_is_set() -> None:
    mixing = mixing_of(SoundSettings(), 0.0, ())
    assert 20 * np.log10(mixing.tune_gain / mixing.music_gain) == pytest.approx(-9, abs=0.2)


def test_clicks_stand_where_they_should_and_the_first_is_accented() -> None:
    mixing = Mixing(2.0, (-2.5, -1.5, -1.0, -0.01))
    sound = heard([StemBlock(steady(0.0, SAMPLE_RATE), steady(0.0, SAMPLE_RATE))], mixing)
    loud = np.flatnonzero(np.abs(sound[:, 0]) > 0.02)
    begins = loud[np.concatenate(([True], np.diff(loud) > SAMPLE_RATE // 20))] / SAMPLE_RATE
    assert begins == pytest.approx([0.5, 1.0, 1.99], abs=0.001)
    assert len(sound) == 3 * SAMPLE_RATE


@given(
    levels=st.tuples(st.floats(-2, 2, width=32), st.floats(-2, 2, width=32)),
    gains=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_no_mix_clips_and_a_quiet_one_is_left_as_it_is(
    levels: tuple[float, float], gains: tuple[float, float]
) -> None:
    stems = [StemBlock(steady(levels[0], 4), steady(levels[1], 4))]
    sound = heard(stems, replace(SILENT, music_gain=gains[0], tune_gain=gains[1]))
    true = levels[0] * gains[0] + levels[1] * gains[1]
    assert np.abs(sound).max() <= 0.98
    if abs(true) <= 0.9:
        assert sound[0, 0] == pytest.approx(true, abs=1e-4)


def test_a_growing_file_is_whole_from_the_start_and_silent_where_it_is_not_written(
    tmp_path: Path,
) -> None:
    path = tmp_path / "mix.wav"
    wav = GrowingWav(path, 100)
    wav.append(np.full((60, 2), 7, np.int16))
    assert path.stat().st_size == 44 + 100 * FRAME_BYTES
    with wave.open(str(path)) as read:
        assert read.getparams()[:4] == (2, 2, SAMPLE_RATE, 100)
        samples = np.frombuffer(read.readframes(100), "<i2").reshape(-1, 2)
    assert np.array_equal(samples[:, 0], [7] * 60 + [0] * 40)
    wav.append(np.full((40, 2), -7, np.int16))
    wav.close()
    with wave.open(str(path)) as read:
        assert np.frombuffer(read.readframes(100), "<i2")[-1] == -7
    assert path.stat().st_size == 44 + 100 * FRAME_BYTES


def test_no_file_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "mix.wav"
    path.write_text("mine")
    with pytest.raises(FileExistsError):
        GrowingWav(path, 100)
    assert path.read_text() == "mine"
