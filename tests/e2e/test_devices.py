"""From the list of songs to a stored record with each device alone, and unplugging in a song."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pygame
import pytest

from tests.e2e.display import Display, wait_until
from tests.e2e.playing import Game, TraceReader, running_game, sleep_until, thumbtune

pytestmark = pytest.mark.e2e

HELD_S = 0.12
GRIPS = ("index", "middle", "ring", "little", "key")
LANES = {"index": (470 / 1280, 0.55), "middle": (615 / 1280, 0.55)}
BUTTONS = {"index": 0, "middle": 1}
NOTES = {"index": 36, "middle": 37}
Send = Callable[[str], None]


@contextmanager
def game_with_devices(
    arguments: list[str], screen: Display, home: Path, trace: Path
) -> Iterator[tuple[Game, Send]]:
    """The game, and what is told to the devices it has."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.game_with_devices", *arguments, "--trace", str(trace)],
        env={**os.environ, **screen.environment, "THUMBTUNE_HOME": str(home)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )

    def send(line: str) -> None:
        assert process.stdin is not None
        process.stdin.write(line + "\n")
        process.stdin.flush()

    try:
        yield Game(process, TraceReader(trace)), send
    finally:
        process.kill()
        process.communicate()


def chart_of(song: Path, home: Path) -> list[dict[str, object]]:
    (facts,) = thumbtune("chart", str(song), home=home)
    notes = facts["notes"]
    assert isinstance(notes, list)
    return notes


def touch_lane(grip: str, down: int) -> str:
    x, y = LANES[grip]
    return f"touch {GRIPS.index(grip)} {down} {x} {y}"


def press_button(grip: str, down: int) -> str:
    return f"button {BUTTONS[grip]} {down}"


def strike(grip: str, down: int) -> str:
    return f"midi {0x90 if down else 0x80:x} {NOTES[grip]:x} {90 if down else 0:x}"


def play(
    game: Game, send: Send, notes: list[dict[str, object]], line: Callable[[str, int], str]
) -> None:
    """Send each note's line at its time."""
    for note in notes:
        grip = str(note["grip"])
        sleep_until(game, float(str(note["time_s"])))
        send(line(grip, 1))
        time.sleep(max(HELD_S, float(str(note["duration_s"]))))
        send(line(grip, 0))


@pytest.mark.parametrize(
    ("kind", "line", "plug"),
    [
        ("touch", touch_lane, ""),
        ("gamepad", press_button, "gamepad plug"),
        ("midi", strike, "midi plug"),
    ],
)
def test_a_song_is_played_to_a_record_with_the_device_alone(
    kind: str,
    line: Callable[[str, int], str],
    plug: str,
    screen: Display,
    pictures: Path,
    tmp_path: Path,
    short_song: Path,
) -> None:
    home = tmp_path / "home"
    notes = chart_of(short_song, home)
    with game_with_devices(["play", str(short_song)], screen, home, tmp_path / "trace.jsonl") as (
        game,
        send,
    ):
        game.wait_for_song()
        if plug:
            send(plug)
        play(game, send, notes, line)
        run = game.wait_for_run()
        screen.picture(pictures / f"results-{kind}.png")
    assert run["finished"] is True
    (best,) = thumbtune("scores", home=home)
    assert best["input"] == kind
    (again,) = thumbtune("replay", str(run["play"]), "--check", home=home)
    assert again["same"] is True
    assert again["hits"] == again["notes"] == len(notes)
    assert again["extra_contacts"] == 0


PAUSE = (1168 / 1280, 55 / 720)
SONGS_ENTRY = (640 / 1280, 494 / 720)
FIRST_ROW = (300 / 1280, 150 / 720)


def differs(screen: Display, path: Path, before: pygame.Surface) -> bool:
    now = screen.picture(path)
    return pygame.image.tobytes(now, "RGB") != pygame.image.tobytes(before, "RGB")


def song_s(game: Game) -> float:
    game.trace.read()
    return game.trace.frames[-1]["song_s"]


def wait_for_pause(game: Game) -> float:
    """Wait until song time stands still; where."""
    last: list[float] = []

    def stands_still() -> bool:
        last.append(song_s(game))
        return len(last) > 10 and last[-1] == last[-10]

    wait_until(stands_still, "the pause")
    return last[-1]


def tap(send: Send, at: tuple[float, float]) -> None:
    """A short touch."""
    send(f"touch 1 1 {at[0]} {at[1]}")
    time.sleep(0.1)
    send(f"touch 1 0 {at[0]} {at[1]}")
    time.sleep(0.5)


def push(send: Send, button: int) -> None:
    """A button of the gamepad, down and up."""
    send(f"button {button} 1")
    time.sleep(0.1)
    send(f"button {button} 0")
    time.sleep(0.3)


def until_a_song_begins(game: Game, do: Callable[[], None]) -> None:
    """Do something that leads into a song, and again if it came too soon to count."""
    game.trace.read()
    before = len(game.trace.frames)

    def has_begun() -> bool:
        game.trace.read()
        return any(frame["song_s"] < 0 for frame in game.trace.frames[before:])

    def tried() -> bool:
        do()
        return has_begun()

    wait_until(tried, "a song to begin", limit_s=30.0)


def test_a_gamepad_leads_out_of_a_song_to_the_list_and_into_a_song(
    screen: Display, pictures: Path, tmp_path: Path, short_song: Path
) -> None:
    with game_with_devices(
        ["play", str(short_song)], screen, tmp_path / "home", tmp_path / "trace.jsonl"
    ) as (game, send):
        game.wait_for_song()
        send("gamepad plug")
        time.sleep(0.5)
        push(send, 6)
        wait_for_pause(game)
        screen.picture(pictures / "pause-gamepad.png")
        for button in (12, 12, 0):
            push(send, button)
        screen.picture(pictures / "songs-gamepad.png")
        until_a_song_begins(game, lambda: push(send, 0))


def test_touches_lead_out_of_a_song_to_the_list_and_into_a_song(
    screen: Display, pictures: Path, tmp_path: Path, short_song: Path
) -> None:
    with game_with_devices(
        ["play", str(short_song)], screen, tmp_path / "home", tmp_path / "trace.jsonl"
    ) as (game, send):
        game.wait_for_song()
        tap(send, PAUSE)
        wait_for_pause(game)
        tap(send, SONGS_ENTRY)
        screen.picture(pictures / "songs-touch.png")
        until_a_song_begins(game, lambda: tap(send, FIRST_ROW))


def test_pinches_alone_lead_from_a_result_into_the_next_song(
    screen: Display, pictures: Path, tmp_path: Path, short_song: Path
) -> None:
    home = tmp_path / "home"
    notes = chart_of(short_song, home)
    with game_with_devices(["play", str(short_song)], screen, home, tmp_path / "trace.jsonl") as (
        game,
        send,
    ):
        game.wait_for_song()
        send("midi plug")
        play(game, send, notes, strike)
        game.wait_for_run()

        def hold() -> None:
            send(strike("index", 1))
            time.sleep(0.5)
            screen.picture(pictures / "results-pinched.png")
            time.sleep(0.7)
            send(strike("index", 0))
            time.sleep(0.4)

        time.sleep(2.0)
        until_a_song_begins(game, hold)


def test_an_unplugged_gamepad_stops_the_song_and_costs_nothing(
    screen: Display, pictures: Path, tmp_path: Path, short_song: Path
) -> None:
    home = tmp_path / "home"
    notes = chart_of(short_song, home)
    with game_with_devices(["play", str(short_song)], screen, home, tmp_path / "trace.jsonl") as (
        game,
        send,
    ):
        game.wait_for_song()
        send("gamepad plug")
        play(game, send, notes[:4], press_button)
        send("gamepad unplug")
        stood_s = wait_for_pause(game)
        assert stood_s < float(str(notes[4]["time_s"]))
        screen.picture(pictures / "unplugged.png")
        send("gamepad plug")
        time.sleep(0.5)
        assert song_s(game) == stood_s, "going on is the player's choice"
        screen.picture(pictures / "plugged-in.png")
        push(send, 0)
        wait_until(lambda: song_s(game) < stood_s - 1, "the music to go back")
        play(game, send, notes[4:], press_button)
        run = game.wait_for_run()
    (again,) = thumbtune("replay", str(run["play"]), home=home)
    assert again["hits"] == again["notes"] == len(notes)
    assert again["extra_contacts"] == 0


def test_a_key_bound_by_pressing_it_is_that_finger_at_the_next_start(
    screen: Display, pictures: Path, tmp_path: Path, short_song: Path
) -> None:
    home, robot = tmp_path / "home", screen.robot
    notes = chart_of(short_song, home)
    with running_game(["--player", "Anna"], screen.environment, home) as game:
        blank = screen.picture(pictures / "keys.png")
        wait_until(lambda: differs(screen, pictures / "keys.png", blank), "the home screen")
        for key, what in (
            ("F3", "bindings"),
            ("Return", "finger"),
            ("Return", "question"),
            ("q", "answer"),
        ):
            before = screen.picture(pictures / "keys.png")
            robot.tap(key)
            shown = pictures / f"keys-{what}.png"
            wait_until(partial(differs, screen, shown, before), f"the {what}")
            time.sleep(0.5)
        game.process.send_signal(signal.SIGTERM)
        assert game.process.wait(timeout=10) == 0
    with running_game(
        ["play", str(short_song)], screen.environment, home, tmp_path / "trace.jsonl"
    ) as game:
        game.wait_for_song()
        keys = {"index": "q", "middle": "k"}
        for note in notes:
            key = keys[str(note["grip"])]
            sleep_until(game, float(str(note["time_s"])))
            robot.tap(key, HELD_S)
        screen.picture(pictures / "keys-played.png")
        run = game.wait_for_run()
    (again,) = thumbtune("replay", str(run["play"]), home=home)
    assert again["hits"] == again["notes"] == len(notes)
