"""Plugs are pulled, devices hang and the computer is away while a song is played in the real game.

The song then goes on in time, or it pauses, says why, and can be gone on with.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from game.sound.playback import COMPUTER_AWAY, LONGEST_GAP_S, SOUND_STUCK
from game.sound.player import DEVICE_GONE
from tests.e2e.conftest import write_song
from tests.e2e.display import Display, wait_until
from tests.e2e.playing import Game, running_game
from tests.e2e.pulse import SINK, Pulse, missing_tools, running_pulse

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(missing_tools() is not None, reason=f"{missing_tools()} is not installed"),
]

OTHER = "other"
GOES_BACK_S = 1.0


@dataclass(frozen=True)
class Stage:
    """A game in the middle of a song, and the sound server it plays into."""

    game: Game
    pulse: Pulse
    screen: Display

    @property
    def frame(self) -> dict[str, object]:
        """The latest one."""
        self.game.trace.read()
        return dict(self.game.trace.frames[-1])

    @property
    def song_s(self) -> float:
        return float(str(self.frame["song_s"]))

    @property
    def stage(self) -> object:
        return self.frame["stage"]

    def plays_on(self, sink: str) -> bool:
        """Whether the game's sound goes there."""
        listed = self.pulse.control("list", "short", "sinks").splitlines()
        sinks = {line.split("\t")[1]: line.split("\t")[0] for line in listed}
        inputs = self.pulse.control("list", "short", "sink-inputs")
        return any(line.split("\t")[1] == sinks[sink] for line in inputs.splitlines())

    def play_for(self, seconds: float) -> None:
        """Wait until song time has gone on so far."""
        until_s = self.song_s + seconds
        wait_until(lambda: self.song_s > until_s, "the song to go on")

    def go_on(self) -> None:
        """Leave the pause, and wait until the song plays after having gone back."""
        paused_s = self.song_s
        self.screen.robot.tap("Return")
        wait_until(lambda: self.stage == "resuming", "the count-in")
        assert self.song_s < paused_s - GOES_BACK_S
        wait_until(lambda: self.stage == "playing", "the song to go on")

    def wait_for_pause(self, sentence: str) -> None:
        wait_until(lambda: self.stage == "paused", "the pause")
        assert self.frame["interruption"] == sentence


@pytest.fixture
def stage(screen: Display, tmp_path: Path) -> Iterator[Stage]:
    with opened(screen, tmp_path) as opened_stage:
        yield opened_stage


@contextmanager
def opened(screen: Display, folder: Path) -> Iterator[Stage]:
    song = write_song(folder / "long.mid", [60, 62, 64, 65] * 12)
    with running_pulse() as pulse:
        environment = screen.environment | pulse.environment
        arguments = ["play", str(song)]
        with running_game(arguments, environment, folder / "home", folder / "trace.jsonl") as game:
            game.wait_for_song()
            stage = Stage(game, pulse, screen)
            wait_until(lambda: stage.song_s > 3.0, "the song to be well on")
            yield stage


def add_sink(pulse: Pulse, name: str) -> str:
    """Plug a device in; its number, to unplug it."""
    return pulse.control("load-module", "module-null-sink", f"sink_name={name}").strip()


def remove_sink(pulse: Pulse, name: str) -> None:
    """Unplug a device."""
    for line in pulse.control("list", "short", "modules").splitlines():
        number, _, arguments = line.split("\t")[:3]
        if f"sink_name={name}" in arguments:
            pulse.control("unload-module", number)


def test_when_the_device_goes_and_another_is_there_the_song_goes_on_there_in_time(
    stage: Stage,
) -> None:
    add_sink(stage.pulse, OTHER)
    stage.play_for(3.0)
    assert_goes_on_in_time(stage, lambda: remove_sink(stage.pulse, SINK))


def assert_goes_on_in_time(stage: Stage, change: Callable[[], None]) -> None:
    """The server takes the sound elsewhere: no pause, and song time keeps the sound's pace.

    The new device may take a moment to wake up, for which sound and song time wait.
    """
    before = len(stage.game.trace.frames)
    change()
    stage.play_for(4.0)
    assert stage.plays_on(OTHER)
    frames = stage.game.trace.frames[before:]
    assert {frame["stage"] for frame in frames} == {"playing"}
    ahead_s = np.array([frame["song_s"] - frame["perf_ns"] / 1e9 for frame in frames])
    assert -3.0 < ahead_s[-1] - ahead_s[0] < 0.05
    assert np.ptp(ahead_s[-90:]) < 0.02


def test_when_the_only_device_goes_the_song_waits_and_goes_on_when_it_is_back(
    stage: Stage, pictures: Path
) -> None:
    remove_sink(stage.pulse, SINK)
    stage.wait_for_pause(DEVICE_GONE)
    stage.screen.picture(pictures / "device-gone.png")
    add_sink(stage.pulse, SINK)
    stage.go_on()
    stage.play_for(1.0)
    assert stage.plays_on(SINK)
    assert stage.frame["raw_pos_ms"] is not None


def test_without_any_device_the_song_goes_on_in_silence(stage: Stage) -> None:
    remove_sink(stage.pulse, SINK)
    stage.wait_for_pause(DEVICE_GONE)
    stage.go_on()
    stage.play_for(1.0)
    assert stage.frame["raw_pos_ms"] is None
    assert stage.stage == "playing"


def test_when_the_sound_server_ends_the_song_waits(stage: Stage) -> None:
    stage.pulse.control("exit")
    stage.wait_for_pause(DEVICE_GONE)
    stage.go_on()
    assert stage.frame["raw_pos_ms"] is None


def test_another_default_device_takes_the_song_over_in_time(stage: Stage) -> None:
    add_sink(stage.pulse, OTHER)
    stage.play_for(3.0)
    assert_goes_on_in_time(stage, lambda: set_default(stage.pulse, OTHER))


def set_default(pulse: Pulse, name: str) -> None:
    pulse.control("set-default-sink", name)


def test_a_device_that_hangs_stops_the_song(stage: Stage, pictures: Path) -> None:
    hung_s = stage.song_s
    stage.pulse.control("suspend-sink", SINK, "1")
    stage.wait_for_pause(SOUND_STUCK)
    assert stage.song_s - hung_s < 1.0, "song time waited with the sound"
    stage.screen.picture(pictures / "sound-stuck.png")
    stage.pulse.control("suspend-sink", SINK, "0")
    stage.go_on()
    stage.play_for(1.0)
    assert stage.frame["raw_pos_ms"] is not None


def test_when_the_computer_was_away_the_song_waits_where_it_was(stage: Stage) -> None:
    left_s = stage.song_s
    os.kill(stage.game.process.pid, signal.SIGSTOP)
    time.sleep(LONGEST_GAP_S + 1.0)
    os.kill(stage.game.process.pid, signal.SIGCONT)
    stage.wait_for_pause(COMPUTER_AWAY)
    assert stage.song_s - left_s < 0.5
    stage.go_on()
    stage.play_for(1.0)
