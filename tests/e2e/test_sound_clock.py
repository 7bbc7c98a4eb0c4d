"""A real sound server plays, a recorder listens, and the song clock must agree with it."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from game.sound.clock import SongClock
from game.sound.instrument import StemBlock
from game.sound.mix import GrowingWav, Mixing, mixed
from game.sound.player import MusicPlayer, open_music
from game.sound.tone import SAMPLE_RATE
from tests.e2e.pulse import Pulse, Recording, missing_tools, running_pulse

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(missing_tools() is not None, reason=f"{missing_tools()} is not installed"),
]

FRAME_S = 1 / 60
LEAD_IN_S = 1.5
SETTLING_S = 1.0
NEAR_S = 0.07
"""Less than half of the shortest gap between two clicks."""
TRIES = 3
"""A busy machine drops pieces of sound; such a recording is made again."""


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


@dataclass(frozen=True)
class Heard:
    """One stretch of playing: for each click in it, song time and how late the clock had it.

    `late_s` is the moment it was heard minus the moment the clock said so. The way to the recorder
    takes a few milliseconds; they are in it as a constant, the same for every stretch.
    """

    song_s: NDArray[np.float64]
    late_s: NDArray[np.float64]
    missed: int

    @property
    def settled_ms(self) -> NDArray[np.float64]:
        return self.late_s[self.song_s > self.song_s[0] + SETTLING_S] * 1000

    @property
    def spread_ms(self) -> float:
        """Like a standard deviation, but a dropout or a click half faded in hardly counts."""
        settled_ms = self.settled_ms
        return 1.4826 * float(np.median(np.abs(settled_ms - np.median(settled_ms))))


def uneven_clicks(length_s: float) -> tuple[float, ...]:
    """Clicks at gaps that never repeat, so that a few of them tell which place is playing."""
    chance, times = random.Random(1), [0.1 - LEAD_IN_S]
    while times[-1] < length_s:
        times.append(times[-1] + chance.uniform(0.15, 0.35))
    return tuple(times)


def clicking_song(length_s: float, path: Path) -> tuple[float, ...]:
    """Write a song of nothing but clicks; when they sound, in song time."""
    clicks_s = uneven_clicks(length_s)
    silence = np.zeros((round(length_s * SAMPLE_RATE), 2), np.float32)
    blocks = list(mixed([StemBlock(silence, silence)], Mixing(LEAD_IN_S, clicks_s)))
    wav = GrowingWav(path, sum(len(block) for block in blocks))
    for block in blocks:
        wav.append(block)
    wav.close()
    return clicks_s


def play_stretch(
    player: MusicPlayer, clock: SongClock, from_s: float, seconds: float
) -> NDArray[np.float64]:
    """Play from song time `from_s` and ask the clock once a frame: rows of (perf_counter, song)."""
    begins_s = player.play(LEAD_IN_S + from_s) - LEAD_IN_S
    clock.start(begins_s)
    trace: list[tuple[float, float]] = []
    until = time.perf_counter() + seconds
    while (now := time.perf_counter()) < until:
        trace.append((now, clock.update(now)))
        time.sleep(FRAME_S)
    player.pause()
    clock.pause()
    return np.array(trace)


def compare(
    trace: NDArray[np.float64], heard_s: NDArray[np.float64], clicks_s: NDArray[np.float64]
) -> Heard:
    """Which clicks of the song a stretch of recorded ones is, and when the clock had them.

    A click is heard within `NEAR_S` of when the clock had it or not at all: one that a dropout
    swallowed says nothing.
    """
    first_s, last_s = trace[0, 1] + NEAR_S, trace[-1, 1] - NEAR_S
    due_s = clicks_s[(clicks_s > first_s) & (clicks_s < last_s)]
    expected_s = np.interp(due_s, trace[:, 1], trace[:, 0])
    late_s = np.array([_nearest(heard_s, moment_s) - moment_s for moment_s in expected_s])
    heard = np.abs(late_s) < NEAR_S
    return Heard(due_s[heard], late_s[heard], missed=int(np.count_nonzero(~heard)))


def _nearest(values_s: NDArray[np.float64], wanted_s: float) -> float:
    return float(values_s[np.argmin(np.abs(values_s - wanted_s))])


def listen(
    pulse: Pulse, player: MusicPlayer, folder: Path, plan: list[tuple[float, float]]
) -> list[Heard]:
    """Play each (from song time, seconds) of `plan` and compare the clock with the recording."""
    (folder / "clicks.wav").unlink(missing_ok=True)
    length_s = max(from_s + seconds for from_s, seconds in plan) + 1
    clicks_s = np.array(clicking_song(length_s, folder / "clicks.wav"))
    player.load(folder / "clicks.wav")
    clock = SongClock(
        time.perf_counter,
        player.position_ms,
        file_start_s=-LEAD_IN_S,
        latency_s=player.latency_s,
    )
    with pulse.recording(folder / "heard.raw"):
        traces: list[NDArray[np.float64]] = []
        for from_s, seconds in plan:
            traces.append(play_stretch(player, clock, from_s, seconds))
            time.sleep(0.8)
    heard_s = Recording(folder / "heard.raw").click_times_s()
    return [compare(trace, heard_s, clicks_s) for trace in traces]


def test_what_is_heard_is_what_the_clock_says_also_after_seeking(
    pulse: Pulse, player: MusicPlayer, tmp_path: Path
) -> None:
    plan = [(-LEAD_IN_S, 8.0), (2.3, 5.0), (4.9, 5.0)]
    found: list[Heard] = []
    for _ in range(TRIES):
        found = listen(pulse, player, tmp_path, plan)
        if all(stretch.missed == 0 for stretch in found):
            break
    for stretch in found:
        assert len(stretch.settled_ms) > 10
        assert stretch.missed <= 2
        assert stretch.spread_ms < 1.0
    middles = [float(np.median(stretch.settled_ms)) for stretch in found]
    assert max(middles) - min(middles) < 2.0


def test_the_position_is_told_only_while_something_plays(
    player: MusicPlayer, tmp_path: Path
) -> None:
    clicking_song(3.0, tmp_path / "clicks.wav")
    player.load(tmp_path / "clicks.wav")
    assert player.position_ms() is None
    assert player.play(2.6) == 2.0
    position_ms = player.position_ms()
    assert position_ms is not None
    assert 2000 <= position_ms < 2100
    player.pause()
    assert player.position_ms() is None
    player.play(99.0)
    assert player.position_ms() is None
    player.stop()
    assert player.position_ms() is None
