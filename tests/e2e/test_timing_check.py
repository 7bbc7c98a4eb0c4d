"""A robot that hears the clicks of the real game and taps along, always as late, is understood."""

from __future__ import annotations

import os
import subprocess
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
import pytest

from game.play.calibration import ENOUGH_TAPS, clicks
from game.screens.ui.theme import DARK, Colour
from game.sound.output import UNKNOWN_OUTPUT, output_name
from game.sound.player import MusicPlayer, open_music
from tests.e2e import display, pulse
from tests.e2e.display import Display, wait_until
from tests.e2e.playing import running_game
from tests.e2e.pulse import Pulse, Recording

pytestmark = pytest.mark.e2e

LATE_S = 0.12
HELD_S = 0.06
CLICKS_S = [click.time_s for click in clicks(16)]
BACK_BUTTON, START_BUTTON, KEEP_BUTTON = (880, 640), (424, 640), (704, 640)
PAGE_TAB = (1220, 58)
WAIT_S = 60.0
EARLY_S = -0.04
"""Not 0: an offset of nothing at all would not be there to be kept."""


@dataclass(frozen=True)
class Room:
    """A screen with a robot at its keys, and a sound server whose sound the robot hears."""

    screen: Display
    sound: Pulse
    pictures: Path

    @property
    def environment(self) -> dict[str, str]:
        return {**self.screen.environment, **self.sound.environment}

    def wait_for(self, point: tuple[int, int], colour: Colour, what: str) -> None:
        """Wait until the screen has that colour there."""

        def is_shown() -> bool:
            shown = self.screen.picture(self.pictures / "timing-waiting.png")
            return tuple(shown.get_at(point))[:3] == colour

        wait_until(is_shown, what, limit_s=WAIT_S)

    def press(self, *names: str) -> None:
        """Press keys one after the other, a frame or two apart."""
        for name in names:
            self.screen.robot.tap(name)
            time.sleep(0.1)

    def photograph(self, name: str) -> None:
        self.screen.picture(self.pictures / f"{name}.png")


@pytest.fixture
def room(screen: Display, pictures: Path) -> Iterator[Room]:
    missing = pulse.missing_tools() or display.missing_tools()
    if missing:
        pytest.fail(f"{missing} is needed for tests with sound")
    with pulse.running_pulse() as sound:
        yield Room(screen, sound, pictures)


def heard_clicks_s(recorded: Path) -> np.ndarray:
    """When each click so far was heard, once there are enough pieces of sound to tell."""
    if recorded.stat().st_size < pulse.RATE * 4:
        return np.zeros(0)
    return Recording(recorded).click_times_s()


def tap_along(room: Room, recorded: Path, late_s: float) -> None:
    """Listen to the first bar, then tap to every click, `late_s` after it is heard.

    When the next click will be heard is told by the last three that were: the sound server does not
    count seconds as the clock does.
    """
    wait_until(lambda: len(heard_clicks_s(recorded)) >= 3, "the first bar", limit_s=20.0)
    for number in range(3, 3 + ENOUGH_TAPS):
        heard_s = heard_clicks_s(recorded)
        known = range(max(0, len(heard_s) - 3), len(heard_s))
        zero_s = median(float(heard_s[place]) - CLICKS_S[place] for place in known)
        due_s = zero_s + CLICKS_S[number] + late_s
        time.sleep(max(0.0, due_s - time.perf_counter()))
        room.screen.robot.tap("x", HELD_S)


def checked_offset_ms(room: Room, home: Path, late_s: float, name: str) -> int:
    """Check the sound with taps that are so late, keep what is suggested, and what was kept."""
    home.mkdir()
    recorded = home / "heard.raw"
    with running_game(["--player", "Anna"], room.environment, home) as game:
        room.wait_for((4, 4), DARK.ground, "the home screen")
        room.press("F2")
        room.wait_for(BACK_BUTTON, DARK.raised, "the sound settings")
        room.press("Up", "Right", "Return")
        room.photograph(f"timing-{name}-settings")
        room.press("Down", "Down", "Down", "Down", "Return")
        room.wait_for(START_BUTTON, DARK.accent, "the timing check")
        room.photograph(f"timing-{name}-ready")
        with room.sound.recording(recorded):
            room.press("Return")
            tap_along(room, recorded, late_s)
            room.photograph(f"timing-{name}-tapped")
        room.wait_for(KEEP_BUTTON, DARK.accent, "a suggestion")
        time.sleep(1.0)
        room.photograph(f"timing-{name}-suggested")
        room.press("Return")
        wait_until((home / "settings.toml").exists, "the settings to be written")
        room.photograph(f"timing-{name}-kept")
        game.process.terminate()
        game.process.wait(timeout=15)
    settings = tomllib.loads((home / "settings.toml").read_text())
    (output,) = settings["outputs"].values()
    return output["sound_offset_ms"]


def song_behind_card_s(room: Room, home: Path, song: Path) -> float:
    """How far song time is behind what the sound card reports, in a song that is played now."""
    home.mkdir(exist_ok=True)
    trace = home / "trace.jsonl"
    with running_game(["play", str(song)], room.environment, home, trace) as game:
        game.wait_for_song()
        wait_until(_has_settled(game.trace.read, game.trace.frames), "the clock to settle")
        frames = [frame for frame in game.trace.frames[-30:] if frame["raw_pos_ms"] is not None]
    return median(frame["raw_pos_ms"] / 1000 - frame["song_s"] for frame in frames)


def _has_settled(read: Callable[[], None], frames: list[dict[str, float]]) -> Callable[[], bool]:
    def is_so() -> bool:
        read()
        return len([frame for frame in frames if frame["raw_pos_ms"] is not None]) > 150

    return is_so


def test_a_robot_that_is_120_ms_late_is_understood_and_the_next_session_heeds_it(
    room: Room, tmp_path: Path, short_song: Path
) -> None:
    constant_ms = checked_offset_ms(room, tmp_path / "early", EARLY_S, "early") - 1000 * EARLY_S
    offset_ms = checked_offset_ms(room, tmp_path / "late", LATE_S, "late")
    assert offset_ms - constant_ms == pytest.approx(LATE_S * 1000, abs=10)
    assert abs(constant_ms) < 60
    before_s = song_behind_card_s(room, tmp_path / "fresh", short_song)
    after_s = song_behind_card_s(room, tmp_path / "late", short_song)
    assert after_s - before_s == pytest.approx(offset_ms / 1000, abs=0.003)


def prefer_another_sink(sound: Pulse, name: str) -> None:
    """Plug in headphones, as it were: from now on the system prefers a sink of that name."""
    properties = f"sink_properties=device.description={name}"
    environment = {**os.environ, **sound.environment}
    for command in (
        ["load-module", "module-null-sink", f"sink_name={name}", properties],
        ["set-default-sink", name],
    ):
        subprocess.run(["pactl", *command], env=environment, stdout=subprocess.DEVNULL, check=True)


def test_the_output_is_known_by_name_also_when_the_system_prefers_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pulse.running_pulse() as sound:
        for name, value in sound.environment.items():
            monkeypatch.setenv(name, value)
        music = open_music()
        assert isinstance(music, MusicPlayer), music.message
        before = output_name()
        prefer_another_sink(sound, "Headphones")
        wait_until(lambda: output_name() == "Headphones", "the other output")
        assert before not in (UNKNOWN_OUTPUT, "Headphones")
        music.close()
