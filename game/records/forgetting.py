"""Deleting players for good: no row, no byte of them is left in the database or beside it.

Removing rows is not enough: SQLite keeps old bytes in pages it has no use for, in its log, and in
the copies that were made before a migration or when a file was damaged. So the database is written
anew and its log emptied, and those copies go, whoever else is in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from game.records.database import Database
from game.records.errors import RecordsError, in_a_sentence
from game.records.players import KEPT_MS, Player, name_key, remove_player
from game.text import tr

_COPIES = (".backup-", ".damaged-")
"""After the database's own name: what `migrating` and `opening` put beside it."""
_UNPLAYED = """
    SELECT id FROM charts WHERE id NOT IN (SELECT chart_id FROM plays)
"""


@dataclass(frozen=True, slots=True)
class Traces:
    """What was known of the forgotten: their names, and the ids of their runs."""

    names: tuple[str, ...]
    play_ids: frozenset[str]


class Forgetting:
    """Forgets players of one database. Every method raises `RecordsError` when it can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def called(self, name: str) -> tuple[Player, ...]:
        """Everybody of that name, those who were deleted and could be brought back among them."""
        rows = self._database.rows("SELECT id, name, picture FROM players ORDER BY id")
        key = name_key(name)
        return tuple(
            Player(row["id"], row["name"], row["picture"])
            for row in rows
            if name_key(row["name"]) == key
        )

    def traces(self, player_ids: Iterable[int]) -> Traces:
        """What is known of these players. Raises `RecordsError` if one is not here any more."""
        ids = sorted(set(player_ids))
        names = tuple(self._name(player_id) for player_id in ids)
        return Traces(names, frozenset(one for each in ids for one in self._play_ids(each)))

    def forget(self, player_ids: Iterable[int]) -> Traces:
        """Remove every row of these players, and the charts and songs that nobody else has played.

        Their bytes are gone after `drop_copies` and `scrub`. All players or, if anything is raised,
        none.
        """
        with self._database.transaction():
            return self._remove(sorted(set(player_ids)))

    def purge(self, now_ms: int) -> Traces:
        """Forget whoever was deleted `KEPT_MS` ago or earlier. `now_ms` is in UTC, since 1970."""
        over = "SELECT player_id FROM deleted_players WHERE deleted_at_ms <= ?"
        if not self._database.rows(over, now_ms - KEPT_MS):
            return Traces((), frozenset())
        with self._database.transaction():
            rows = self._database.rows(over, now_ms - KEPT_MS)
            return self._remove([row["player_id"] for row in rows])

    def drop_copies(self) -> None:
        """Remove the copies of the records beside them, whoever is in them."""
        path = self._database.path
        with in_a_sentence(path):
            for other in sorted(path.parent.glob(f"{path.name}.*")):
                if other.name.removeprefix(path.name).startswith(_COPIES):
                    other.unlink(missing_ok=True)

    def scrub(self) -> None:
        """Leave nothing of what was removed in the file or in its log.

        Raises `RecordsError` if another program has the records in use. SQLite does the rest when
        the last of them closes the records.
        """
        database = self._database
        database.change("PRAGMA temp_store = MEMORY")
        database.change("VACUUM")
        row = database.row("PRAGMA wal_checkpoint(TRUNCATE)")
        if row is not None and row["busy"]:
            told = tr(
                "Everything is deleted, but another window still has {path} in use; "
                "the last traces go when all windows of Thumbtune are closed."
            )
            raise RecordsError(told.format(path=database.path))

    def _remove(self, ids: Sequence[int]) -> Traces:
        traces = self.traces(ids)
        for player_id in ids:
            self._database.change(
                "INSERT INTO deleted_players VALUES (?, 0) ON CONFLICT DO NOTHING", player_id
            )
            remove_player(self._database, player_id)
        self._remove_unplayed()
        return traces

    def _name(self, player_id: int) -> str:
        row = self._database.row("SELECT name FROM players WHERE id = ?", player_id)
        if row is None:
            raise RecordsError(tr("This player is not here any more."))
        return row["name"]

    def _play_ids(self, player_id: int) -> list[str]:
        rows = self._database.rows("SELECT id FROM plays WHERE player_id = ?", player_id)
        return [row["id"] for row in rows]

    def _remove_unplayed(self) -> None:
        """Remove charts, courses and songs without plays.

        The trigger that keeps charts is taken away meanwhile, which nobody else can see.
        """
        change = self._database.change
        trigger = self._database.row(
            "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = 'charts_stay'"
        )
        change("DROP TRIGGER IF EXISTS charts_stay")
        change(f"DELETE FROM kept_charts WHERE chart_id IN ({_UNPLAYED})")
        change(f"DELETE FROM charts WHERE id IN ({_UNPLAYED})")
        if trigger is not None:
            change(trigger["sql"])
        change("DELETE FROM courses WHERE id NOT IN (SELECT course_id FROM charts)")
        change("DELETE FROM songs WHERE sha256 NOT IN (SELECT song_sha256 FROM courses)")
