"""The plain tones: at their pitch, soft where they begin, and without clicks."""

from __future__ import annotations

import numpy as np
import pytest

from game.sound import tone
from game.sound.tone import BASS, BELL, PIANO, SAMPLE_RATE, STRINGS, Timbre, ToneShelf, Wave

TIMBRES = [PIANO, BASS, BELL, STRINGS]
IDS = ["piano", "bass", "bell", "strings"]


def loudness(wave: Wave) -> float:
    return float(np.sqrt(np.mean(wave.astype(float) ** 2)))


@pytest.mark.parametrize("timbre", TIMBRES, ids=IDS)
@pytest.mark.parametrize("pitch", [45, 69, 81])
def test_a_tone_has_its_pitch(timbre: Timbre, pitch: int) -> None:
    wave = ToneShelf().tone(timbre, pitch, 1, 1.0)
    spectrum = np.abs(np.fft.rfft(wave * np.hanning(len(wave)), 1 << 19))
    hertz = float(np.argmax(spectrum)) * SAMPLE_RATE / (1 << 19)
    assert hertz == pytest.approx(440 * 2 ** ((pitch - 69) / 12), rel=0.003)


@pytest.mark.parametrize("timbre", TIMBRES, ids=IDS)
@pytest.mark.parametrize("held_s", [0.0, 0.3, 2.0, 100.0])
def test_no_tone_clicks_where_it_begins_or_ends(timbre: Timbre, held_s: float) -> None:
    """A low, pure tone moves little from sample to sample, so any click would stand out."""
    wave = np.pad(ToneShelf().tone(timbre, 33, 0, held_s), 100)
    assert np.abs(np.diff(wave, 2)).max() < 0.05 * np.abs(wave).max()


def test_a_long_tone_after_a_short_one_of_its_pitch_is_whole() -> None:
    shelf = ToneShelf()
    shelf.tone(STRINGS, 60, 1, 0.1)
    assert np.array_equal(shelf.tone(STRINGS, 60, 1, 5.0), ToneShelf().tone(STRINGS, 60, 1, 5.0))


def test_a_harder_touch_is_brighter() -> None:
    soft, hard = (ToneShelf().tone(PIANO, 60, touch, 1.0) for touch in (0, tone.TOUCHES - 1))
    edge = [loudness(np.diff(wave)) / loudness(wave) for wave in (soft, hard)]
    assert edge[1] > 1.1 * edge[0]


def test_the_accented_click_is_louder_and_higher() -> None:
    plain, accented = tone.click(accented=False), tone.click(accented=True)
    assert loudness(accented) > loudness(plain)
    strongest = [int(np.argmax(np.abs(np.fft.rfft(wave)))) for wave in (plain, accented)]
    assert strongest[1] > strongest[0]
    assert plain[-1] == accented[-1] == 0
