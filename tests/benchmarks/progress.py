"""How long the pages of progress take to be there with 20,000 plays.

    uv run python -m tests.benchmarks.progress

100 plays of the shipped songs by simulated players are stored as the game stores them and then
multiplied with SQL, eight a day, so that replays and figures are as large as real ones. Each round
opens the file anew, as after a start; the first view is the screen with everything it shows at
first, drawn at 1280x720. The other pages are opened one after the other, and drawn as well.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from types import SimpleNamespace
from typing import Any, TypeVar
from uuid import uuid4

import pygame

from game import __version__
from game.app.progress_desk import ProgressRoom
from game.play.events import InputKind
from game.records.keys import Moment
from game.records.opening import open_records
from game.records.plays import NewPlay
from game.records.store import Records
from game.settings import CareSettings, Hand
from tests.benchmarks.figures import median, print_table
from tests.benchmarks.rescoring import simulated_plays

FIRST_PLAYS = 100
PLAYS = 20_000
A_DAY = 8
ROUNDS = 9
DAY_MS = 86_400_000
TODAY = date.today()
NOW_MS = (TODAY - date(1970, 1, 1)).days * DAY_MS + DAY_MS // 2
FIGURES = ("results", "grip_results", "early_late", "came_instead", "extra_contacts", "thirds")
"""The tables with figures of every play."""
STEPS = (
    ("page fingers", "fingers, 4 weeks and the 4 before"),
    ("period THREE_MONTHS", "fingers, 3 months and the 3 before"),
    ("period ALL", "fingers, all of 7 years"),
    ("page timing", "timing, all of 7 years"),
    ("period FOUR_WEEKS", "timing, 4 weeks"),
    ("page records", "records"),
    ("page overview", "back to the first page"),
)
"""What is chosen after the first view, one after the other."""
Made = TypeVar("Made")


def main() -> None:
    """Fill a database, open every page `ROUNDS` times, print the medians."""
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    pygame.init()
    with TemporaryDirectory(prefix="thumbtune-benchmark-") as folder:
        path = Path(folder) / "thumbtune.db"
        player_id = fill(path)
        multiply(path)
        size_mb = path.stat().st_size / 1e6
        rounds = [_view(path, player_id) for _ in range(ROUNDS)]
    names = ("first view: the figures", "first view: drawing it", *(name for _, name in STEPS))
    columns = list(zip(*rounds, strict=True))
    rows = [[name, median(column)] for name, column in zip(names, columns, strict=True)]
    first_views = [sum(one[:2]) for one in rounds]
    rows.insert(2, ["first view, all of it", median(first_views)])
    rows.insert(3, ["the slowest of them", max(first_views)])
    print_table(f"{PLAYS} plays, {size_mb:.0f} MB, median of {ROUNDS}", ["what", "ms"], rows)


def fill(path: Path) -> int:
    with open_records(path, NOW_MS).records as records:
        player = records.players.choose("Anna")
        for number, (title, chart, replay) in enumerate(simulated_plays(FIRST_PLAYS)):
            records.plays.store(
                NewPlay(
                    player_id=player.id,
                    song_title=title,
                    chart=chart,
                    replay=replay,
                    input_kind=InputKind.KEYBOARD,
                    started=_moment(number),
                    program_version=__version__,
                )
            )
        return player.id


def _moment(number: int) -> Moment:
    return Moment(NOW_MS - number // A_DAY * DAY_MS + number % A_DAY * 60_000)


def multiply(path: Path) -> None:
    """Copy the first plays with their figures to later numbers and earlier days."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN")
    for number in range(FIRST_PLAYS, PLAYS):
        row, first = number + 1, number % FIRST_PLAYS + 1
        connection.execute(
            "INSERT INTO plays SELECT ?, ?, player_id, chart_id, input_kind, finished, ?, "
            "utc_offset_minutes, rules_version, program_version, settings, replay "
            "FROM plays WHERE row = ?",
            (row, str(uuid4()), _moment(number).at_ms, first),
        )
        for table in FIGURES:
            columns = [one[1] for one in connection.execute(f"PRAGMA table_info({table})")][1:]
            names = ", ".join(columns)
            connection.execute(
                f"INSERT INTO {table} (play_row, {names}) "
                f"SELECT ?, {names} FROM {table} WHERE play_row = ?",
                (row, first),
            )
    connection.execute("COMMIT")
    connection.close()


def _view(path: Path, player_id: int) -> tuple[float, ...]:
    with open_records(path, NOW_MS).records as records:
        return _steps(records, player_id)


def _steps(records: Records, player_id: int) -> tuple[float, ...]:
    """What each step takes in ms."""
    player = next(one for one in records.players.all() if one.id == player_id)
    choices = SimpleNamespace(care=CareSettings(), message="")
    parts: Any = SimpleNamespace(records=records, player=player, choices=choices, levels=())
    surface = pygame.Surface((1280, 720))
    screen, figures_ms = _timed(ProgressRoom(parts, Hand.RIGHT).open)
    _, draw_ms = _timed(lambda: screen.draw(surface))
    taken = [figures_ms, draw_ms]
    for name, _ in STEPS:
        _, chosen_ms = _timed(lambda name=name: screen.choose(name))
        _, draw_ms = _timed(lambda: screen.draw(surface))
        taken.append(chosen_ms + draw_ms)
    return tuple(taken)


def _timed(make: Callable[[], Made]) -> tuple[Made, float]:
    begun = perf_counter()
    made = make()
    return made, (perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
