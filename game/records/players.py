"""Who plays here. A name is a player; capitals and spaces make no difference."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from game.records.database import Database
from game.records.errors import RecordsError
from game.text import tr

MAX_NAME = 40
"""Letters in a name; a longer one fits on no screen."""


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody who plays here. `id` holds inside this one database, `name` on every machine."""

    id: int
    name: str


class Players:
    """The players of one database. Every method raises `RecordsError` when it can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def choose(self, name: str) -> Player:
        """The player called `name`, from now on the last one chosen; new if there was none.

        Raises `RecordsError` for a name that is empty or longer than `MAX_NAME`.
        """
        tidy = _tidy(name)
        if not tidy:
            raise RecordsError(tr("A player needs a name."))
        if len(tidy) > MAX_NAME:
            told = tr("A player's name can have at most {most} letters.")
            raise RecordsError(told.format(most=MAX_NAME))
        with self._database.transaction():
            self._database.change(
                """
                INSERT INTO players (name, name_key, turn)
                VALUES (?, ?, (SELECT coalesce(max(turn), 0) + 1 FROM players))
                ON CONFLICT (name_key) DO UPDATE SET turn = excluded.turn
                """,
                tidy,
                tidy.casefold(),
            )
            player = self.find(tidy)
        assert player is not None
        return player

    def find(self, name: str) -> Player | None:
        """The player called `name`, if there is one."""
        row = self._database.row(
            "SELECT id, name FROM players WHERE name_key = ?", _tidy(name).casefold()
        )
        return Player(row["id"], row["name"]) if row else None

    def last(self) -> Player | None:
        """Who was chosen last; None before the first."""
        row = self._database.row("SELECT id, name FROM players ORDER BY turn DESC LIMIT 1")
        return Player(row["id"], row["name"]) if row else None

    def all(self) -> tuple[Player, ...]:
        """Everybody, by name."""
        rows = self._database.rows("SELECT id, name FROM players ORDER BY name_key")
        return tuple(Player(row["id"], row["name"]) for row in rows)


def _tidy(name: str) -> str:
    """`name` with single spaces, composed letters, and nothing that can't be shown or stored."""
    spaced = " ".join(name.split())
    shown = "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", shown)
