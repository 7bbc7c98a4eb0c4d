"""Who plays here. A name is a player; capitals and spaces make no difference.

A deleted player stays in the database, under no name, until `Forgetting.purge`: their name is free
at once, and they can be brought back with all that is theirs.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from dataclasses import dataclass

from game.records.database import Database, Value
from game.records.errors import RecordsError
from game.records.keys import Moment
from game.text import tr

MAX_NAME = 40
"""Letters in a name; a longer one fits on no screen."""
KEPT_MS = 30 * 86_400_000
"""So long after they were deleted, players can be brought back."""
_UNSEEN = ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn", "Me")
"""Characters of these categories alone show nothing."""
_HERE = "id NOT IN (SELECT player_id FROM deleted_players)"
_NO_KEY = "\x01"
"""Begins the key of a deleted player: no name has it in it."""


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody who plays here. `id` holds inside this one database, `name` on every machine.

    `picture` names what stands for them; empty: their initials.
    """

    id: int
    name: str
    picture: str = ""


@dataclass(frozen=True, slots=True)
class PlayerCard:
    """A player, how many runs they have played, and when the last one began."""

    player: Player
    plays: int
    last: Moment | None


class Players:
    """The players of one database. Every method raises `RecordsError` when it can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def choose(self, name: str) -> Player:
        """The player called `name`, from now on the last one chosen; new if there was none.

        Raises `RecordsError` for a name that can't be (see `checked_name`).
        """
        tidy = checked_name(name)
        with self._database.transaction():
            self._database.change(
                """
                INSERT INTO players (name, name_key, turn)
                VALUES (?, ?, (SELECT coalesce(max(turn), 0) + 1 FROM players))
                ON CONFLICT (name_key) DO UPDATE SET turn = excluded.turn
                """,
                tidy,
                name_key(tidy),
            )
            player = self.find(tidy)
        assert player is not None
        return player

    def make(self, name: str) -> Player:
        """A new player, from now on the last one chosen.

        Raises `RecordsError` for a name that can't be or is somebody's already.
        """
        with self._database.transaction():
            self._refuse_taken(name, None)
            self._database.change(
                """
                INSERT INTO players (name, name_key, turn)
                VALUES (?, ?, (SELECT coalesce(max(turn), 0) + 1 FROM players))
                """,
                checked_name(name),
                name_key(name),
            )
            player = self.find(name)
        assert player is not None
        return player

    def take(self, player_id: int) -> Player:
        """The player with this id, from now on the last one chosen.

        Raises `RecordsError` if they are not here any more.
        """
        with self._database.transaction():
            player = self.get(player_id)
            self._database.change(
                "UPDATE players SET turn = (SELECT max(turn) + 1 FROM players) WHERE id = ?",
                player_id,
            )
        return player

    def get(self, player_id: int) -> Player:
        """The player with this id. Raises `RecordsError` if they are not here any more."""
        player = self._one("id = ?", player_id)
        if player is None:
            raise RecordsError(tr("This player is not here any more."))
        return player

    def find(self, name: str) -> Player | None:
        """The player called `name`, if there is one."""
        return self._one("name_key = ?", name_key(name))

    def last(self) -> Player | None:
        """Who was chosen last; None before the first."""
        return self._one("TRUE ORDER BY turn DESC")

    def all(self) -> tuple[Player, ...]:
        """Everybody, by name."""
        rows = self._database.rows(f"{_SELECT} WHERE {_HERE} ORDER BY name_key")
        return tuple(map(_player, rows))

    def cards(self) -> tuple[PlayerCard, ...]:
        """Everybody with what they have played, the last one chosen first."""
        rows = self._database.rows(f"{_CARDS} WHERE {_HERE} ORDER BY turn DESC")
        return tuple(map(_card, rows))

    def rename(self, player_id: int, name: str) -> Player:
        """Call a player `name`: it may be their own in other letters.

        Raises `RecordsError` for a name that can't be or is somebody else's.
        """
        with self._database.transaction():
            self.get(player_id)
            self._refuse_taken(name, player_id)
            self._database.change(
                "UPDATE players SET name = ?, name_key = ? WHERE id = ?",
                checked_name(name),
                name_key(name),
                player_id,
            )
            return self.get(player_id)

    def set_picture(self, player_id: int, picture: str) -> Player:
        """Let `picture` stand for a player; empty: their initials."""
        with self._database.transaction():
            self._database.change("UPDATE players SET picture = ? WHERE id = ?", picture, player_id)
            return self.get(player_id)

    def free_name(self, name: str) -> str:
        """`name`, or with the first number after it under which nobody is here."""
        number, free = 1, name
        while self.find(free) is not None:
            number += 1
            free = f"{name[: MAX_NAME - 5]} {number}"
        return free

    def delete(self, player_id: int, now_ms: int) -> None:
        """Delete a player; until `Forgetting.purge` they can be brought back."""
        with self._database.transaction():
            self.get(player_id)
            self._database.change(
                "INSERT INTO deleted_players (player_id, deleted_at_ms) VALUES (?, ?)",
                player_id,
                now_ms,
            )
            self._database.change(
                "UPDATE players SET name_key = ? WHERE id = ?", f"{_NO_KEY}{player_id}", player_id
            )

    def deleted(self) -> tuple[PlayerCard, ...]:
        """Who can be brought back, the last one deleted first."""
        rows = self._database.rows(
            f"{_CARDS} JOIN deleted_players ON deleted_players.player_id = players.id "
            "ORDER BY deleted_at_ms DESC, players.id DESC"
        )
        return tuple(map(_card, rows))

    def bring_back(self, player_id: int) -> Player:
        """Undo `delete`. If the name is somebody else's by now, a number comes after it.

        Raises `RecordsError` if they are gone for good.
        """
        with self._database.transaction():
            row = self._database.row(
                f"{_SELECT} WHERE id IN (SELECT player_id FROM deleted_players) AND id = ?",
                player_id,
            )
            if row is None:
                raise RecordsError(tr("This player can't be brought back any more."))
            name = self.free_name(row["name"])
            self._database.change("DELETE FROM deleted_players WHERE player_id = ?", player_id)
            self._database.change(
                "UPDATE players SET name = ?, name_key = ? WHERE id = ?",
                name,
                name_key(name),
                player_id,
            )
            return self.get(player_id)

    def _refuse_taken(self, name: str, player_id: int | None) -> None:
        there = self.find(checked_name(name))
        if there is not None and there.id != player_id:
            raise RecordsError(
                tr("{name} plays here already. Please take another name.").format(name=there.name)
            )

    def _one(self, condition: str, *values: Value) -> Player | None:
        row = self._database.row(f"{_SELECT} WHERE {_HERE} AND {condition} LIMIT 1", *values)
        return _player(row) if row else None


_SELECT = "SELECT id, name, picture FROM players"
_CARDS = """
    SELECT id, name, picture, plays, started_at_ms, utc_offset_minutes
    FROM players LEFT JOIN (
        SELECT player_id AS whose, count(*) AS plays, max(started_at_ms) AS started_at_ms,
            utc_offset_minutes
        FROM plays GROUP BY player_id
    ) ON whose = players.id
"""


def remove_player(database: Database, player_id: int) -> None:
    """Remove a deleted player and every row that belongs to them or to a play of theirs.

    To be called inside a transaction.
    """
    database.change("PRAGMA defer_foreign_keys = ON")
    remove_plays(database, "player_id = ?", player_id)
    owned = _referring_to(database, "players")
    for table, column, _ in sorted(owned, key=lambda one: one[0] == "deleted_players"):
        database.change(f'DELETE FROM "{table}" WHERE "{column}" = ?', player_id)
    database.change("DELETE FROM players WHERE id = ?", player_id)


def remove_plays(database: Database, which: str, *values: Value) -> None:
    """Remove the plays for which the SQL `which` is true, with their results and figures.

    To be called inside a transaction; the database lets only plays of deleted players go.
    """
    for table, column, key in _referring_to(database, "plays"):
        plays = f'SELECT "{key or "row"}" FROM plays WHERE {which}'
        database.change(f'DELETE FROM "{table}" WHERE "{column}" IN ({plays})', *values)
    database.change(f"DELETE FROM plays WHERE {which}", *values)


def _referring_to(database: Database, table: str) -> list[tuple[str, str, str | None]]:
    """Each table that refers to `table`: its name, its column, and the column it refers to."""
    rows = database.rows(
        """
        SELECT tables.name, keys."from", keys."to"
        FROM sqlite_schema AS tables JOIN pragma_foreign_key_list(tables.name) AS keys
        WHERE tables.type = 'table' AND keys."table" = ?
        """,
        table,
    )
    return [(row["name"], row["from"], row["to"]) for row in rows]


def checked_name(name: str) -> str:
    """`name` as it is kept. Raises `RecordsError` for one that shows nothing or is too long."""
    tidy = _tidy(name)
    if all(unicodedata.category(c) in _UNSEEN for c in tidy):
        raise RecordsError(tr("A player needs a name."))
    if len(tidy) > MAX_NAME:
        raise RecordsError(
            tr("A player's name can have at most {count} letters.").format(count=MAX_NAME)
        )
    return tidy


def _tidy(name: str) -> str:
    """`name` with single spaces, composed letters, and nothing that can't be shown or stored."""
    shown = "".join(c for c in name if c.isspace() or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", " ".join(shown.split()))


def name_key(name: str) -> str:
    """A name as it is compared."""
    return unicodedata.normalize("NFC", _tidy(name).casefold())


def _player(row: sqlite3.Row) -> Player:
    return Player(row["id"], row["name"], row["picture"])


def _card(row: sqlite3.Row) -> PlayerCard:
    last = row["plays"] and Moment(row["started_at_ms"], row["utc_offset_minutes"])
    return PlayerCard(_player(row), row["plays"] or 0, last or None)
