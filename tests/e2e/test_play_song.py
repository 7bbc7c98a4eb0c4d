"""A person at a real window: plays a song, beats the run, pauses, touches, leaves."""

from __future__ import annotations

import signal
from pathlib import Path

import pygame
import pytest

from game.app.parts import default_name
from game.records.opening import open_records
from game.screens.ui.theme import DARK
from game.settings import CareSettings
from tests.e2e.conftest import write_song
from tests.e2e.display import Display, open_songs, wait_until
from tests.e2e.playing import Game, play_notes, running_game, sleep_until, thumbtune

pytestmark = pytest.mark.e2e

UP_AND_DOWN = [60, 62, 64, 65, 67, 65, 64, 62]
RACE_SENTENCE = pygame.Rect(980, 560, 290, 150)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def chart_of(title: str, home: Path, *options: str) -> list[dict[str, object]]:
    """The chart's notes as the command line tells them."""
    files = {str(song["title"]): str(song["file"]) for song in thumbtune("songs", home=home)}
    (facts,) = thumbtune("chart", files.get(title, title), *options, home=home)
    notes = facts["notes"]
    assert isinstance(notes, list)
    return notes


def number(fact: dict[str, object], key: str) -> float:
    return float(str(fact[key]))


def shows_colour(picture: pygame.Surface, area: pygame.Rect, colour: tuple[int, ...]) -> bool:
    part = picture.subsurface(area)
    return any(
        tuple(part.get_at((x, y)))[:3] == tuple(colour)[:3]
        for x in range(area.w)
        for y in range(area.h)
    )


def test_a_second_better_run_takes_the_best_and_the_race_shows_it(
    screen: Display, sound: dict[str, str], pictures: Path, home: Path, tmp_path: Path
) -> None:
    options = ["--level", "2", "--speed", "120"]
    song = str(write_song(tmp_path / "song.mid", UP_AND_DOWN * 3, note_s=0.7))
    notes = chart_of(song, home, *options)
    want_no_offers(home)
    robot = screen.robot
    half = number(notes[len(notes) // 2], "time_s")
    environment = screen.environment | sound
    with running_game(
        ["play", song, *options], environment, home, tmp_path / "trace.jsonl"
    ) as game:
        game.wait_for_song()
        play_notes(game, robot, notes, until_s=half, late_s=0.09, spread_s=0.03)
        screen.picture(pictures / "first-run.png")
        later = [note for note in notes if number(note, "time_s") >= half]
        play_notes(game, robot, later, late_s=0.09, spread_s=0.03)
        first = game.wait_for_run(1)
        screen.picture(pictures / "first-results.png")
        frames_before = len(game.trace.frames)
        wait_until(lambda: tap_until_song(game, screen, frames_before), "the second run")
        play_notes(game, robot, notes, until_s=half)
        race = screen.picture(pictures / "second-run.png")
        play_notes(game, robot, later)
        second = game.wait_for_run(2)
        screen.picture(pictures / "second-results.png")
        frames = game.trace.frames

    assert number(first, "points") < number(second, "points")
    assert shows_colour(race, RACE_SENTENCE, DARK.glad)
    assert frames[frames_before - 1]["best_points"] is None
    assert frames[-1]["points"] > frames[-1]["best_points"] == first["points"]
    (best,) = thumbtune("scores", home=home)
    assert (best["play"], best["points"]) == (second["play"], second["points"])
    for run in (first, second):
        (again,) = thumbtune("replay", str(run["play"]), "--check", home=home)
        assert again["same"] is True
        assert number(again, "hits") >= 0.95 * number(again, "notes")


def want_no_offers(home: Path) -> None:
    """The player plays the same again, and is offered nothing else."""
    with open_records(home / "thumbtune.db", now_ms=0).records as records:
        player = records.players.choose(default_name())
        records.settings.keep_care(player.id, CareSettings(asks_pain=False, offers_changes=False))


def tap_until_song(game: Game, screen: Display, frames_before: int) -> bool:
    """Choose "Again" (the results screen lets nothing be chosen at first)."""
    game.trace.read()
    if len(game.trace.frames) == frames_before:
        screen.robot.tap("Return")
    return len(game.trace.frames) > frames_before


def test_a_pause_in_the_middle_costs_nothing(
    screen: Display, pictures: Path, home: Path, tmp_path: Path, short_song: Path
) -> None:
    notes = chart_of(str(short_song), home)
    robot = screen.robot
    with running_game(
        ["play", str(short_song)], screen.environment, home, tmp_path / "trace.jsonl"
    ) as game:
        game.wait_for_song()
        stop_s = number(notes[4], "time_s") - 0.5
        play_notes(game, robot, notes, until_s=stop_s)
        sleep_until(game, stop_s)
        robot.tap("Escape")
        stood_still = wait_for_pause(game)
        screen.picture(pictures / "pause.png")
        robot.tap("Return")
        wait_until(lambda: song_time(game) < stood_still - 1, "the music to go back")
        screen.picture(pictures / "going-on.png")
        play_notes(game, robot, notes[4:])
        run = game.wait_for_run()
    (again,) = thumbtune("replay", str(run["play"]), home=home)
    assert again["hits"] == again["notes"] == len(notes)
    assert again["extra_contacts"] == 0


def song_time(game: Game) -> float:
    game.trace.read()
    return game.trace.frames[-1]["song_s"]


def wait_for_pause(game: Game) -> float:
    """Wait until song time stands still; where."""
    last: list[float] = []

    def stands_still() -> bool:
        last.append(song_time(game))
        return len(last) > 10 and last[-1] == last[-10]

    wait_until(stands_still, "the pause")
    return last[-1]


@pytest.mark.parametrize(
    ("kind", "extra"), [("mouse", {}), ("mixed", {"SDL_MOUSE_TOUCH_EVENTS": "1"})]
)
def test_the_lanes_can_be_touched(
    kind: str,
    extra: dict[str, str],
    screen: Display,
    home: Path,
    tmp_path: Path,
    short_song: Path,
) -> None:
    """There is no touch screen here: SDL makes a touch of each click, and tells the click too."""
    notes = chart_of(str(short_song), home)
    lanes = {"index": (470, 400), "middle": (615, 400)}
    robot = screen.robot
    with running_game(
        ["play", str(short_song)], screen.environment | extra, home, tmp_path / "trace.jsonl"
    ) as game:
        game.wait_for_song()
        for note in notes:
            robot.move(*lanes[str(note["grip"])])
            sleep_until(game, number(note, "time_s"))
            robot.button(down=True)
            sleep_until(game, number(note, "time_s") + 0.15)
            robot.button(down=False)
        game.wait_for_run()
    (best,) = thumbtune("scores", home=home)
    assert best["input"] == kind
    assert best["stars"] == 5


def test_a_run_left_early_is_kept_as_unfinished_and_makes_no_record(
    screen: Display, home: Path, tmp_path: Path, short_song: Path
) -> None:
    notes = chart_of(str(short_song), home)
    with running_game(
        ["play", str(short_song)], screen.environment, home, tmp_path / "trace.jsonl"
    ) as game:
        game.wait_for_song()
        play_notes(game, screen.robot, notes[:3])
        game.process.send_signal(signal.SIGTERM)
        assert game.process.wait(timeout=10) == 0
        game.trace.read()
        (run,) = game.trace.runs
    assert run["finished"] is False
    assert thumbtune("scores", home=home) == []
    (again,) = thumbtune("replay", str(run["play"]), "--check", home=home)
    assert again["hits"] == 3


def test_songs_can_be_chosen_with_the_mouse(screen: Display, pictures: Path, home: Path) -> None:
    robot = screen.robot
    with running_game(["--player", "Anna"], screen.environment, home):
        open_songs(screen, pictures / "songs.png")
        listed = screen.picture(pictures / "songs.png")
        robot.click(300, 310)
        wait_until(lambda: differs(screen, pictures / "songs-chosen.png", listed), "the next row")
        wait_until(lambda: has_chart(screen.picture(pictures / "songs-chosen.png")), "the chart")
        robot.click(1023, 148)
        how = pictures / "songs-how.png"
        wait_until(lambda: not has_chart(screen.picture(how)), "how to play")
        asked = screen.picture(how)
        robot.click(1196, 140)
        wait_until(lambda: differs(screen, pictures / "songs-level.png", asked), "the level")


def test_a_song_is_found_by_typing_and_shows_its_chart(
    screen: Display, pictures: Path, home: Path
) -> None:
    robot = screen.robot
    with running_game(["--player", "Anna"], screen.environment, home):
        open_songs(screen, pictures / "found.png")
        for letter in "fur":
            robot.tap(letter)
        wait_until(lambda: is_found(screen.picture(pictures / "found.png")), "the one song")


def is_found(picture: pygame.Surface) -> bool:
    """Whether one song alone is in the list, with its chart beside it."""
    below = pygame.transform.average_color(picture, pygame.Rect(34, 290, 720, 340))
    return below[:3] == (0x0E, 0x14, 0x20) and has_chart(picture)


def has_chart(picture: pygame.Surface) -> bool:
    """Whether marks of the index finger stand in the panel beside the list."""
    place = [(x, y) for x in range(810, 1240) for y in (270, 275, 280)]
    return sum(picture.get_at(at)[:3] == (0xFF, 0xB0, 0x00) for at in place) > 10


def differs(screen: Display, path: Path, before: pygame.Surface) -> bool:
    now = screen.picture(path)
    return pygame.image.tobytes(now, "RGB") != pygame.image.tobytes(before, "RGB")
