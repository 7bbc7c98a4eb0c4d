"""The list of songs is heard: the chosen song comes in softly and fades for the next one."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.e2e.display import Display, open_songs, wait_until
from tests.e2e.playing import running_game
from tests.e2e.pulse import RATE, Pulse, Recording, missing_tools, running_pulse

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(missing_tools() is not None, reason=f"{missing_tools()} is not installed"),
]

HEARD = 0.003
"""Of full scale: the mean of what is no silence."""
LIMIT_S = 60.0


@pytest.fixture(scope="module")
def pulse() -> Iterator[Pulse]:
    with running_pulse() as server:
        yield server


def level_now(path: Path) -> float:
    """How loud the last fifth of a second of a recording is that goes on."""
    samples = np.fromfile(path, dtype="<i2")[-2 * RATE // 5 :]
    return float(np.sqrt(np.mean((samples / 32768) ** 2))) if len(samples) else 0.0


def test_the_chosen_song_is_heard_and_fades_for_the_next(
    screen: Display, pulse: Pulse, tmp_path: Path
) -> None:
    path = tmp_path / "heard.raw"
    environment = screen.environment | pulse.environment
    with pulse.recording(path), running_game(["--player", "Anna"], environment, tmp_path / "home"):
        open_songs(screen, tmp_path / "songs.png")
        wait_until(lambda: level_now(path) > HEARD, "the first song", LIMIT_S)
        time.sleep(2.0)
        down_s = screen.robot.tap("Down")
        wait_until(lambda: level_now(path) < HEARD / 4, "it to fade", LIMIT_S)
        wait_until(lambda: level_now(path) > HEARD, "the next song", LIMIT_S)
        time.sleep(1.5)
        screen.robot.tap("Escape")
        time.sleep(1.0)
    recording = Recording(path)
    loud = np.flatnonzero(np.abs(recording.sound) > 0.02)[0]
    begin = recording.sound[loud - RATE // 10 : loud + RATE]
    assert np.abs(np.diff(begin)).max() < 0.2
    after = np.abs(recording.between(down_s, down_s + 1.0))
    assert after[: RATE // 10].max() > 0.005, "it does not stop dead"
    assert after[round(0.7 * RATE) :].max() < 0.002
    steps = np.abs(np.diff(recording.between(down_s, down_s + 0.7)))
    assert steps.max() < 0.1
    assert np.abs(recording.sound[-RATE // 2 :]).max() < 0.002
