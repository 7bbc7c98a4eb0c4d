"""The records as one object: an open database and the parts that read and write it."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from game.records.bests import Bests
from game.records.charts import Charts
from game.records.checks import Checks
from game.records.database import Database
from game.records.exchange.part import Exchange
from game.records.exercises import ExerciseRuns
from game.records.feelings import Feelings
from game.records.figures import Figures
from game.records.fingers import Fingers
from game.records.forgetting import Forgetting
from game.records.played_notes import PlayedNotes
from game.records.players import Players
from game.records.plays import Plays
from game.records.practised import Practised
from game.records.recent import RecentRuns
from game.records.results import Rescored, Results
from game.records.settings import PlayerSettings
from game.records.songs import Songs


class Records:
    """Everything that is kept. For the thread that opened it; close it, or use it in `with`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._results = Results(database, charts := Charts(database))
        self.players = Players(database)
        self.charts = charts
        self.songs = Songs(database)
        self.settings = PlayerSettings(database)
        self.bests = Bests(database)
        self.figures = Figures(database)
        self.fingers = Fingers(database)
        self.recent = RecentRuns(database)
        self.exercises = ExerciseRuns(database)
        self.checks = Checks(database)
        self.feelings = Feelings(database)
        self.practised = Practised(database)
        self.played_notes = PlayedNotes(database, charts)
        self.exchange = Exchange(database)
        self.forgetting = Forgetting(database)
        self.plays = Plays(database, charts, self._results, self.bests)

    def rescore(self) -> Rescored:
        """Judge every play again that has no result under today's rules, as after an update.

        Plays that can't be judged are skipped and named, never removed. Quick when there is nothing
        to do. Raises `RecordsError`; what was judged by then is kept.
        """
        return self._results.rescore()

    @property
    def path(self) -> Path:
        """Where the database is."""
        return self._database.path

    def close(self) -> None:
        """Close the database; a second call does nothing."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
