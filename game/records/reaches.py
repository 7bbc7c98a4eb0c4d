"""The reach of players' hands as it was found out over time. What is damaged is passed over."""

from __future__ import annotations

from dataclasses import dataclass

from game.coach.reach import Reach, reach_from, reach_json
from game.records.checks import Check, CheckKind
from game.records.keys import Moment
from game.records.store import Records
from game.settings import Hand


@dataclass(frozen=True, slots=True)
class DatedReach:
    """A reach, and when it was found out."""

    reach: Reach
    started: Moment


def check_of(reach: Reach, player_id: int, started: Moment) -> Check:
    """`reach` as it is kept."""
    return Check(player_id, CheckKind.REACH, reach_json(reach), started)


def all_reaches(
    records: Records, player_id: int, hand: Hand | None = None
) -> tuple[DatedReach, ...]:
    """Every reach of the player, the first one first; with `hand` only those of that hand.

    Raises `RecordsError`.
    """
    found = (
        (reach_from(check.found), check.started)
        for check in records.checks.all(player_id, CheckKind.REACH)
    )
    return tuple(
        DatedReach(reach, started)
        for reach, started in found
        if reach is not None and hand in (None, reach.hand)
    )


def last_reach(records: Records, player_id: int, hand: Hand | None = None) -> Reach | None:
    """The last reach of the player, or of that hand; None before the first.

    Raises `RecordsError`.
    """
    reaches = all_reaches(records, player_id, hand)
    return reaches[-1].reach if reaches else None
