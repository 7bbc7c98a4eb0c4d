"""A song that plays while its file is still being written is heard whole, and as it was mixed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from game.sound.mix import GrowingWav
from game.sound.player import MusicPlayer, open_music
from game.sound.tone import SAMPLE_RATE
from tests.e2e.display import wait_until
from tests.e2e.pulse import RATE, Pulse, Recording, missing_tools, running_pulse

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(missing_tools() is not None, reason=f"{missing_tools()} is not installed"),
]

SECONDS = 9
WRITTEN_S = 0.5
AHEAD_S = 1.5


@pytest.fixture(scope="module")
def pulse() -> Iterator[Pulse]:
    with running_pulse() as server:
        yield server


@pytest.fixture
def player(pulse: Pulse, monkeypatch: pytest.MonkeyPatch) -> Iterator[MusicPlayer]:
    for name, value in pulse.environment.items():
        monkeypatch.setenv(name, value)
    opened = open_music()
    assert isinstance(opened, MusicPlayer), opened.message
    yield opened
    opened.close()


def scale() -> NDArray[np.int16]:
    """A tone of another pitch each half second, so that any piece is known from all others."""
    times_s = np.arange(SECONDS * SAMPLE_RATE) / SAMPLE_RATE
    hertz = 220 * 2 ** (np.floor(times_s / 0.5) / 12)
    wave = np.sin(2 * np.pi * np.cumsum(hertz) / SAMPLE_RATE)
    return np.repeat(np.rint(wave * 12000).astype(np.int16)[:, None], 2, axis=1)


def pitches(sound: NDArray[np.float32]) -> list[int]:
    """The semitones of the scale that are heard one after the other, each for a while."""
    heard: list[int] = []
    for begin in range(0, len(sound) - 4096, RATE // 20):
        piece = sound[begin : begin + 4096]
        if np.abs(piece).max() < 0.05:
            continue
        spectrum = np.abs(np.fft.rfft(piece * np.hanning(len(piece)), 1 << 17))
        hertz = float(np.argmax(spectrum)) * RATE / (1 << 17)
        heard.append(round(12 * np.log2(hertz / 220)))
    return [step for step, times in groupby(heard) if len(list(times)) >= 3]


def test_a_file_that_is_still_being_written_is_heard_whole(
    pulse: Pulse, player: MusicPlayer, tmp_path: Path
) -> None:
    samples = scale()
    wav = GrowingWav(tmp_path / "mix.wav", len(samples))
    ahead = round(AHEAD_S * SAMPLE_RATE)
    wav.append(samples[:ahead])

    def write_on() -> None:
        step = round(WRITTEN_S * SAMPLE_RATE)
        for begin in range(ahead, len(samples), step):
            time.sleep(WRITTEN_S)
            wav.append(samples[begin : begin + step])

    writer = threading.Thread(target=write_on)
    player.load(tmp_path / "mix.wav")
    with pulse.recording(tmp_path / "heard.raw"):
        player.play()
        writer.start()
        time.sleep(SECONDS + 0.5)
        wait_until(lambda: player.position_ms() is None, "the end of the file")
    writer.join()
    wav.close()
    assert pitches(Recording(tmp_path / "heard.raw").sound) == list(range(2 * SECONDS))


def test_what_was_not_written_yet_is_silence_and_can_be_gone_back_to(
    pulse: Pulse, player: MusicPlayer, tmp_path: Path
) -> None:
    samples = scale()
    wav = GrowingWav(tmp_path / "mix.wav", len(samples))
    wav.append(samples[: 2 * SAMPLE_RATE])
    player.load(tmp_path / "mix.wav")
    with pulse.recording(tmp_path / "early.raw"):
        player.play(1.0)
        time.sleep(2.0)
        player.pause()
    wav.append(samples[2 * SAMPLE_RATE :])
    wav.close()
    with pulse.recording(tmp_path / "late.raw"):
        player.play(1.0)
        time.sleep(2.0)
        player.pause()
    assert pitches(Recording(tmp_path / "early.raw").sound) == [2, 3]
    assert pitches(Recording(tmp_path / "late.raw").sound) == [2, 3, 4, 5]
