"""What is kept about songs beside their plays: the chosen tune, who likes it, what it was before.

What the files of the library hold is not kept here: that is a cache of `game.library`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from game.records.database import Database

Choice = tuple[int, int, str]
"""A track and a channel of a MIDI file, and the name of a voice there (see `game.music.voices`)."""


class Songs:
    """The songs of one database. Every method raises `RecordsError` when it can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def chosen_tune(self, sha256: str) -> Choice | None:
        """What was chosen as the tune of a song; None if nothing was."""
        row = self._database.row(
            "SELECT track, channel, voice FROM tune_choices WHERE song_sha256 = ?", sha256
        )
        return (row["track"], row["channel"], row["voice"]) if row else None

    def choose_tune(self, sha256: str, choice: Choice, before: Choice) -> None:
        """From now on, `choice` is the tune of a song, instead of `before`.

        If that is another one, every course of the song begins again with a new chart. The earlier
        charts stay, with their plays and records.
        """
        with self._database.transaction():
            self._database.change(
                "INSERT OR REPLACE INTO tune_choices (song_sha256, track, channel, voice) "
                "VALUES (?, ?, ?, ?)",
                sha256,
                *choice,
            )
            if choice != before:
                self._database.change(
                    "DELETE FROM kept_charts WHERE course_id IN "
                    "(SELECT id FROM courses WHERE song_sha256 = ?)",
                    sha256,
                )

    def titles(self) -> dict[str, str]:
        """What each song that was ever played is called, by its hash."""
        return {
            row["sha256"]: row["title"]
            for row in self._database.rows("SELECT sha256, title FROM songs")
        }

    def favourites(self, player_id: int) -> frozenset[str]:
        """The hashes of the player's favourite songs."""
        rows = self._database.rows(
            "SELECT song_sha256 FROM favourites WHERE player_id = ?", player_id
        )
        return frozenset(row["song_sha256"] for row in rows)

    def set_favourite(self, player_id: int, sha256: str, *, is_one: bool) -> None:
        """From now on, a song is a favourite of the player, or is none."""
        if is_one:
            self._database.change(
                "INSERT INTO favourites (player_id, song_sha256) VALUES (?, ?) "
                "ON CONFLICT DO NOTHING",
                player_id,
                sha256,
            )
        else:
            self._database.change(
                "DELETE FROM favourites WHERE player_id = ? AND song_sha256 = ?",
                player_id,
                sha256,
            )

    def note_versions(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Keep that a file with the first hash had the second one before it was changed."""
        new = set(pairs) - self._versions()
        if not new:
            return
        with self._database.transaction():
            for sha256, earlier in sorted(new):
                self._database.change(
                    "INSERT OR IGNORE INTO song_versions (sha256, earlier_sha256) VALUES (?, ?)",
                    sha256,
                    earlier,
                )

    def earlier_versions(self) -> Mapping[str, frozenset[str]]:
        """For each song that was changed, everything it has been before."""
        before: defaultdict[str, set[str]] = defaultdict(set)
        for sha256, earlier in self._versions():
            before[sha256].add(earlier)
        return {sha256: _all_before(sha256, before) for sha256 in tuple(before)}

    def _versions(self) -> set[tuple[str, str]]:
        rows = self._database.rows("SELECT sha256, earlier_sha256 FROM song_versions")
        return {(row["sha256"], row["earlier_sha256"]) for row in rows}


def _all_before(sha256: str, before: Mapping[str, set[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = [sha256]
    while waiting:
        for earlier in before.get(waiting.pop(), set()) - found:
            found.add(earlier)
            waiting.append(earlier)
    return frozenset(found - {sha256})
