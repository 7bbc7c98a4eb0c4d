"""Practice in a real window with real sound: the song waits for the finger, a phrase goes round."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest

from tests.e2e.display import Display, Robot, wait_until
from tests.e2e.playing import KEYS, Game, running_game, thumbtune

pytestmark = pytest.mark.e2e

BAR_S = 2.0
TO_SHORTER = ("Up", "Up", "Left", "Return")
"""From "at a note" to the length of the phrase, and the next shorter one."""
TO_START = ("Down",) * 5
SETTLED_S = 0.6
"""After a screen has come, it lets nothing be chosen for a moment."""


def notes_of(song: Path, home: Path) -> list[dict[str, object]]:
    (facts,) = thumbtune("chart", str(song), home=home)
    notes = facts["notes"]
    assert isinstance(notes, list)
    return notes


def choose_practice(game: Game, screen: Display, picture: Path) -> None:
    """From a song that is played to the choice of how to practise it."""
    game.wait_for_song()
    wait_until(lambda: pauses(game, screen.robot), "the pause")
    for key in ("Down", "Down", "Return"):
        screen.robot.tap(key)
        time.sleep(0.1)
    time.sleep(SETTLED_S)
    screen.picture(picture)


def pauses(game: Game, robot: Robot) -> bool:
    """Whether the song waits by now; a key that comes before the window listens is lost."""
    robot.tap("space")
    time.sleep(1.0)
    game.trace.read()
    return game.trace.frames[-1]["stage"] == "paused"


def press(robot: Robot, *keys: str) -> None:
    for key in keys:
        robot.tap(key)
        time.sleep(0.08)


def start(game: Game, robot: Robot) -> int:
    """Begin practice; the number of its first frame."""
    robot.tap("Return")

    def has_begun() -> bool:
        game.trace.read()
        return len(game.trace.songs) == 2

    wait_until(has_begun, "practice to begin", limit_s=30.0)
    first = len(game.trace.frames)
    wait_until(lambda: len(songs_times(game, first)) > 5, "its first frames")
    return first


def songs_times(game: Game, first: int) -> list[float]:
    game.trace.read()
    return [frame["song_s"] for frame in game.trace.frames[first:]]


def test_the_song_waits_for_each_finger_and_keeps_no_record(
    screen: Display,
    sound: dict[str, str],
    pictures: Path,
    tmp_path: Path,
    short_song: Path,
) -> None:
    home = tmp_path / "home"
    notes = notes_of(short_song, home)[:3]
    robot = screen.robot
    environment = screen.environment | sound
    with running_game(
        ["play", str(short_song)], environment, home, tmp_path / "trace.jsonl"
    ) as game:
        choose_practice(game, screen, pictures / "practice-choice.png")
        press(robot, "Up", "Up", "Return", *TO_SHORTER, "Return", *TO_START)
        first = start(game, robot)
        time_s = 0.0
        for note in notes:
            time_s = float(str(note["time_s"]))
            wait_until(lambda s=time_s: songs_times(game, first)[-1] == s, "the song to wait")
            time.sleep(0.7)
            assert songs_times(game, first)[-1] == time_s
            screen.picture(pictures / "practice-waiting.png")
            robot.tap(KEYS[str(note["grip"])])
        last_s = float(str(notes[-1]["time_s"]))
        wait_until(lambda: songs_times(game, first)[-1] > last_s, "the song to go on")
        times = [time_s for time_s in songs_times(game, first) if time_s > 0]
        errors = game.hit_errors_ms()
        robot.tap("Escape")
        time.sleep(0.3)
        screen.picture(pictures / "practice-paused.png")
    assert times == sorted(times), "song time never goes back"
    assert errors == dict.fromkeys(range(3), 0.0)
    assert thumbtune("scores", home=home) == []


def test_a_phrase_goes_round_and_round(
    screen: Display,
    sound: dict[str, str],
    pictures: Path,
    tmp_path: Path,
    short_song: Path,
) -> None:
    home = tmp_path / "home"
    robot = screen.robot
    environment = screen.environment | sound
    with running_game(
        ["play", str(short_song)], environment, home, tmp_path / "trace.jsonl"
    ) as game:
        choose_practice(game, screen, pictures / "practice-phrase.png")
        press(robot, "Up", "Up", *TO_SHORTER, *TO_START)
        first = start(game, robot)

        def rounds() -> list[tuple[float, float]]:
            """Where each round ended, and where the next one began."""
            times = songs_times(game, first)
            return [(end, begin) for end, begin in pairwise(times) if begin < end - 1.0]

        wait_until(lambda: len(rounds()) >= 2, "two rounds", limit_s=40.0)
        screen.picture(pictures / "practice-round.png")
    (end, begin), (second_end, second_begin) = rounds()[:2]
    assert abs(end - second_end) < 0.05 and abs(begin - second_begin) < 0.05
    assert 2 * BAR_S <= end - begin <= 2 * BAR_S + 4.5, "the phrase and a short count-in"
    assert thumbtune("scores", home=home) == []
