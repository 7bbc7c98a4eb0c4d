"""Sees to adapting for one player: what to offer after a run, and what was refused."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from game.app.parts import Parts
from game.coach.adapting import (
    HISTORY_RUNS,
    Offer,
    Refusal,
    Situation,
    is_remembered,
    offer_after,
)
from game.coach.care import Pain
from game.coach.recent import FIRST_WEEK_BAND, USUAL_BAND
from game.records.errors import RecordsError
from game.records.reaches import last_reach
from game.settings import PlaySettings


class AdaptingDesk:
    """For the player of `parts`. A refusal that can't be stored holds until the game is closed."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._unstored: list[Refusal] = []

    def offer_after(self, settings: PlaySettings) -> Offer | None:
        """What to offer after a run under `settings` that has been stored.

        None if the player wants no offers, or if the records can't be read.
        """
        if not self._parts.choices.care.offers_changes:
            return None
        records, player_id = self._parts.records, self._parts.player.id
        try:
            runs = records.recent.latest(player_id, settings.hand, HISTORY_RUNS)
            return offer_after(settings, runs, self._situation(settings))
        except RecordsError:
            return None

    def refuse(self, offer: Offer) -> None:
        """The player has said no to `offer`."""
        records, player_id = self._parts.records, self._parts.player.id
        with suppress(RecordsError):
            runs_played = records.recent.count(player_id)
            self._unstored.append(Refusal(offer.reason, offer.grips, runs_played))
            records.settings.keep_refusals(player_id, self._remembered(runs_played))
            self._unstored.clear()

    def _situation(self, settings: PlaySettings) -> Situation:
        """Raises `RecordsError`."""
        records, player_id = self._parts.records, self._parts.player.id
        runs_played = records.recent.count(player_id)
        reach = last_reach(records, player_id, settings.hand)
        is_first_week = records.recent.is_first_week(player_id)
        return Situation(
            levels=self._parts.levels,
            able=reach.possible if reach else None,
            band=FIRST_WEEK_BAND if is_first_week else USUAL_BAND,
            refusals=self._remembered(runs_played),
            runs_played=runs_played,
            is_gentle=self._hurts_today(),
        )

    def _remembered(self, runs_played: int) -> tuple[Refusal, ...]:
        kept = self._parts.records.settings.refusals(self._parts.player.id)
        return tuple(one for one in (*kept, *self._unstored) if is_remembered(one, runs_played))

    def _hurts_today(self) -> bool:
        today = date.today()
        felt = self._parts.records.feelings.between(self._parts.player.id, today, today)
        return any(one.pain is not Pain.NONE for one in felt)
