"""How long the figures of the progress room take to draw from 20,000 plays.

    uv run python -m tests.benchmarks.progress

100 plays of the shipped songs by simulated players are stored as the game stores them and then
multiplied with SQL, eight a day, so that replays and figures are as large as real ones. The first
view opens the file anew, as after a start, and draws everything that the room shows at first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeVar
from uuid import uuid4

from game import __version__
from game.coach.figures import GripFigures
from game.coach.headline import headline
from game.coach.progress import WEEK_DAYS, Period, Progress, grip_trends, progress_of, trend_of
from game.play.events import InputKind
from game.records.keys import Moment
from game.records.opening import open_records
from game.records.plays import NewPlay
from game.records.store import Records
from tests.benchmarks.figures import median, print_table
from tests.benchmarks.rescoring import simulated_plays

FIRST_PLAYS = 100
PLAYS = 20_000
A_DAY = 8
ROUNDS = 9
FIRST_VIEW = 5
"""So many of the steps are done before anything is seen."""
DAY_MS = 86_400_000
TODAY = date(2026, 6, 1)
NOW_MS = (TODAY - date(1970, 1, 1)).days * DAY_MS + DAY_MS // 2
Made = TypeVar("Made")


def main() -> None:
    """Fill a database, draw the figures `ROUNDS` times, print the medians."""
    with TemporaryDirectory(prefix="thumbtune-benchmark-") as folder:
        path = Path(folder) / "thumbtune.db"
        player_id = fill(path)
        multiply(path)
        size_mb = path.stat().st_size / 1e6
        rounds = [_view(path, player_id) for _ in range(ROUNDS)]
    names = ("days", "grips of 14 days", "early and late of 7 days", "grips of 4 weeks")
    names = (
        *names,
        "to sentence and trends",
        "later: grips of 3 months",
        "later: grips of all time",
    )
    columns = list(zip(*rounds, strict=True))
    rows = [[name, median(column)] for name, column in zip(names, columns, strict=True)]
    first_views = [sum(one[:FIRST_VIEW]) for one in rounds]
    rows.append(["first view, all of it", median(first_views)])
    rows.append(["the slowest of them", max(first_views)])
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
    return Moment(NOW_MS - number // A_DAY * DAY_MS + number % A_DAY * 60_000, 120)


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
        for table in ("results", "grip_results", "early_late"):
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
    figures, week = records.figures, timedelta(days=WEEK_DAYS - 1)
    days, days_ms = _timed(lambda: figures.days(player_id))
    fortnight = TODAY - timedelta(days=2 * WEEK_DAYS - 1)
    grips, grips_ms = _timed(lambda: figures.grips(player_id, fortnight, TODAY))
    bins, bins_ms = _timed(lambda: figures.early_late(player_id, TODAY - week, TODAY))

    def together(days: int) -> tuple[GripFigures, ...]:
        return figures.grips_together(player_id, TODAY - timedelta(days=days), TODAY)

    weeks, weeks_ms = _timed(lambda: together(Period.FOUR_WEEKS.value))
    _, months_ms = _timed(lambda: together(Period.THREE_MONTHS.value))
    _, ever_ms = _timed(lambda: together(10_000))

    def draw() -> Progress:
        progress = progress_of(days, grips, bins, TODAY)
        assert headline(progress) and progress.runs == PLAYS
        for period in Period:
            trend_of(progress, period)
        grip_trends(weeks, TODAY, trend_of(progress, Period.FOUR_WEEKS).stretch_days)
        return progress

    _, pure_ms = _timed(draw)
    return days_ms, grips_ms, bins_ms, weeks_ms, pure_ms, months_ms, ever_ms


def _timed(make: Callable[[], Made]) -> tuple[Made, float]:
    begun = perf_counter()
    made = make()
    return made, (perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
