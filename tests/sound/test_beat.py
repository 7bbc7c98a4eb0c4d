"""A beat to move to: even ticks, alone or in music, that can begin again where they end."""

from __future__ import annotations

import numpy as np
import pytest

from game.sound.beat import FADE_S, beat_samples, with_beat
from game.sound.tone import SAMPLE_RATE


@pytest.mark.parametrize("interval_s", [0.2, 0.8, 1.8])
def test_ticks_are_even(interval_s: float) -> None:
    samples = beat_samples(interval_s, 4)
    assert len(samples) == round(4 * interval_s * SAMPLE_RATE)
    for number in range(4):
        at = round(number * interval_s * SAMPLE_RATE)
        assert np.abs(samples[at : at + 400]).max() > 500


def music(seconds: float, level: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    return np.full((round(seconds * SAMPLE_RATE), 2), level, np.int16)


@pytest.mark.parametrize("seconds", [0.0, 1.0, 4.0, 9.0])
def test_music_is_as_long_as_its_beats(seconds: float) -> None:
    assert len(with_beat(music(seconds, 100), 1.0, 4)) == 4 * SAMPLE_RATE


def test_music_ends_in_silence_so_that_it_can_begin_again() -> None:
    mixed = with_beat(music(4.0, 8000), 1.0, 4)
    assert abs(int(mixed[-1, 0])) < 50
    before = len(mixed) - round(FADE_S * SAMPLE_RATE) - 1
    assert abs(int(mixed[before, 0])) > 7000


def test_the_loudest_music_does_not_wrap_round() -> None:
    mixed = with_beat(music(4.0, 32767), 1.0, 4)
    assert mixed[:SAMPLE_RATE].min() > 0
