"""How long the records take for what is asked between songs, with 20,000 plays in them.

    uv run python -m tests.benchmarks.care

The database is that of `tests.benchmarks.progress`. Home asks for the day's pinches; before and
after songs the last plays and answers are asked for; the end of a day adds up its time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from game.records.opening import open_records
from game.records.store import Records
from tests.benchmarks.figures import median, print_table
from tests.benchmarks.progress import NOW_MS, PLAYS, TODAY, fill, multiply

ROUNDS = 9


def main() -> None:
    """Fill a database, ask `ROUNDS` times, print the medians."""
    with TemporaryDirectory(prefix="thumbtune-benchmark-") as folder:
        path = Path(folder) / "thumbtune.db"
        player_id = fill(path)
        multiply(path)
        rows: list[list[object]] = []
        with open_records(path, NOW_MS).records as records:
            for name, ask in _questions(records, player_id).items():
                taken = [_taken_ms(ask) for _ in range(ROUNDS)]
                rows.append([name, median(taken), max(taken)])
    print_table(f"{PLAYS} plays, {ROUNDS} times", ["what", "median ms", "slowest ms"], rows)


def _questions(records: Records, player_id: int) -> dict[str, Callable[[], object]]:
    week = TODAY - timedelta(days=8)
    return {
        "pinches of the day": lambda: records.figures.pinches_on(player_id, TODAY),
        "repetitions of the day": lambda: records.exercises.counted_on(player_id, TODAY),
        "answers of a week": lambda: records.feelings.between(player_id, week, TODAY),
        "the last 60 plays": lambda: records.plays.latest(player_id=player_id, limit=60),
        "the last 300 plays": lambda: records.plays.latest(player_id=player_id, limit=300),
        "a play with its pinches": lambda: records.plays.find(
            str(records.plays.latest(player_id=player_id, limit=1)[0].id)
        ),
    }


def _taken_ms(ask: Callable[[], object]) -> float:
    begun_s = perf_counter()
    ask()
    return 1000 * (perf_counter() - begun_s)


if __name__ == "__main__":
    main()
