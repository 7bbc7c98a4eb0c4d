"""Which song to play today: one that suits the player, and the same one all day long.

A pure choice from what is known of the songs. It looks only at days before today, so that playing
today's song does not make another one of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

REST_DAYS = 3
"""A song that was played rests for so many days before it is suggested again."""
NEW_EVERY_DAYS = 3
"""On one day of so many a song that is new for the player comes before their favourites."""


class Reason(Enum):
    """Why a song is today's."""

    FAVOURITE = "favourite"
    NEW = "new"
    AGAIN = "again"
    """It was played before, longest ago of all that suit."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A song that can be played.

    `key` and `sha256` tell which; `level` is the number of the level it is a good first song for,
    None if nobody has said so. `last_played` is the last day before today, None if never.
    """

    key: str
    sha256: str
    level: int | None = None
    is_favourite: bool = False
    last_played: date | None = None


@dataclass(frozen=True, slots=True)
class Todays:
    """Today's song, why it is, and how many days ago it was last played (None: never)."""

    key: str
    reason: Reason
    days_ago: int | None


def todays_song(songs: Sequence[Offered], level: int, today: date, salt: str = "") -> Todays | None:
    """The song for a player of that level; None only if there are no songs.

    Of songs that suit equally well the day decides, and `salt`, which is the player's own.
    """
    if not songs:
        return None
    groups = {
        Reason.FAVOURITE: [one for one in songs if one.is_favourite and _is_rested(one, today)],
        Reason.NEW: [one for one in songs if one.last_played is None and not one.is_favourite],
        Reason.AGAIN: [one for one in songs if one.last_played and _is_rested(one, today)],
    }
    order = [Reason.FAVOURITE, Reason.NEW, Reason.AGAIN]
    if today.toordinal() % NEW_EVERY_DAYS == 0:
        order = [Reason.NEW, Reason.FAVOURITE, Reason.AGAIN]
    for reason in order:
        found = groups[reason]
        if reason is not Reason.FAVOURITE:
            found = [one for one in found if _is_within(one, level)]
        if found:
            return _told(_first(found, level, today, salt), reason, today)
    chosen = _first(songs, level, today, salt)
    reason = Reason.NEW if chosen.last_played is None else Reason.AGAIN
    return _told(chosen, reason, today)


def _told(song: Offered, reason: Reason, today: date) -> Todays:
    return Todays(song.key, reason, _days_ago(song, today))


def _days_ago(song: Offered, today: date) -> int | None:
    """Days since it was played; a clock that was once wrong makes no day negative."""
    return None if song.last_played is None else max(0, (today - song.last_played).days)


def _is_rested(song: Offered, today: date) -> bool:
    days = _days_ago(song, today)
    return days is None or days >= REST_DAYS


def _is_within(song: Offered, level: int) -> bool:
    return song.level is None or song.level <= level


def _first(songs: Iterable[Offered], level: int, today: date, salt: str) -> Offered:
    """The one played longest ago; of those never played the one nearest to the level."""
    ranked = [((-_rest(one, today), _distance(one, level)), one) for one in songs]
    best = min(rank for rank, _ in ranked)
    equal = [one for rank, one in ranked if rank == best]
    return min(equal, key=lambda one: (_lot(one, today, salt), one.key))


def _rest(song: Offered, today: date) -> int:
    days = _days_ago(song, today)
    return date.max.toordinal() if days is None else days


def _distance(song: Offered, level: int) -> int:
    """How far from the level; nearer below it than above. A song nobody has judged fits too."""
    if song.level is None:
        return 1
    away = song.level - level
    return 10 * away if away > 0 else -away


def _lot(song: Offered, today: date, salt: str) -> bytes:
    text = f"{today.toordinal()} {salt} {song.sha256}"
    return hashlib.blake2b(text.encode(), digest_size=8).digest()
