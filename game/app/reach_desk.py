"""Finds out what the player's fingers can do, keeps it, and plays as it proposes if they wish."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from game.app.keeping import moment_now
from game.app.storing import Storing
from game.app.visit import Visit
from game.charting.chart import Grip
from game.coach.proposal import Proposal, proposal_of
from game.coach.reach import Reach
from game.play.events import InputKind
from game.records.checks import Check
from game.records.errors import RecordsError
from game.records.reaches import DatedReach, all_reaches, check_of
from game.screens.reach import ReachScreen
from game.screens.reach_intro import FINGERS, ReachIntroScreen
from game.screens.reach_result import ReachResultScreen
from game.screens.reach_steps import (
    BeginReach,
    LeaveReach,
    OfferReach,
    OpenReach,
    OpenReaches,
    ReachEnded,
    ReachStep,
    TakeReach,
)
from game.screens.reaches import ReachDay, ReachesScreen
from game.screens.screen import Screen
from game.screens.steps import BeginFirst, GoBack, Step
from game.screens.ui import words
from game.settings import PlaySettings, gain_of
from game.sound.beat import beat_samples

_TICK_S = 0.2


class ReachDesk:
    """The way through reach for the player of a visit. Only one that is over is kept.

    What can't be stored waits here and is tried again with the next one and at the end.
    """

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._answered: tuple[Grip, ...] | None = None
        """The grips that were bound at the first start; None at any other time."""
        self._ended: Reach | None = None
        """What came of it last, for which something may yet be asked in addition."""
        self._proposal: Proposal | None = None
        self._storing = Storing[Check](lambda check: visit.parts.records.checks.store(check))

    def lead(self, step: ReachStep) -> Screen | Step:
        """The screen that `step` leads to, or where it goes from here."""
        match step:
            case OpenReach():
                self._answered, self._ended = None, None
                return self._intro()
            case OfferReach(answered):
                self._answered, self._ended = answered, None
                return self._intro()
            case BeginReach(grips):
                return self._begin(grips)
            case ReachEnded(reach):
                return self._result(reach)
            case TakeReach():
                return self._take()
            case LeaveReach():
                return self._on(None)
            case OpenReaches():
                return self._history()

    def tick(self) -> None:
        """See `game.screens.reach.ReachDesk`."""
        parts = self._visit.parts
        parts.previews.play(beat_samples(_TICK_S, 1), gain_of(parts.sound_settings().menu_volume))

    def used(self, kind: InputKind) -> None:
        """See `game.screens.reach.ReachDesk`."""
        self._visit.kind = kind

    def close(self) -> None:
        """Store what is still waiting, if that is possible by now."""
        self._storing.try_again()

    def _intro(self) -> Screen:
        visit, is_first = self._visit, self._answered is not None
        answered = self._answered or ()
        with_side = Grip.KEY in (*answered, *visit.settings.grips)
        fingers = [grip for grip in FINGERS if not answered or grip in answered]
        last_day = trouble = ""
        try:
            earlier = self._earlier()
            last_day = words.day(earlier[-1].started.local.date(), date.today()) if earlier else ""
        except RecordsError as problem:
            trouble = str(problem)
        return ReachIntroScreen(
            fingers,
            with_side=with_side,
            is_first=is_first,
            last_day=last_day,
            trouble=trouble,
        )

    def _begin(self, grips: tuple[Grip, ...]) -> Screen:
        visit = self._visit
        return ReachScreen(visit.settings.hand, grips, visit.bindings.labels(visit.kind), self)

    def _result(self, reach: Reach) -> Screen:
        """Keep it, with what had been found out just before, and propose what suits the hand."""
        before = self._ended
        if before is not None and all(reach.of(one.grip) is None for one in before.grips):
            reach = replace(reach, grips=(*before.grips, *reach.grips))
        self._ended = reach
        earlier = self._last_day()
        trouble = ""
        if not reach.is_empty:
            check = check_of(reach, self._visit.player.id, moment_now())
            trouble = self._storing.keep(check)
        self._proposal = proposal_of(reach, self._visit.parts.levels)
        is_first = self._answered is not None
        return ReachResultScreen(reach, self._proposal, earlier, is_first=is_first, trouble=trouble)

    def _last_day(self) -> Reach | None:
        """The last reach before this one; None if there is none, or nobody can tell."""
        try:
            earlier = self._earlier()
        except RecordsError:
            return None
        return earlier[-1].reach if earlier else None

    def _take(self) -> Step:
        """Play as was proposed."""
        proposal, visit = self._proposal, self._visit
        if proposal is None:
            return self._on(None)
        settings = PlaySettings(
            proposal.level, proposal.speed_percent, visit.settings.hand, proposal.grips
        )
        visit.set_settings(settings)
        return self._on(settings)

    def _on(self, settings: PlaySettings | None) -> Step:
        """To the first song at the first start, else back to where it was opened."""
        answered, self._answered = self._answered, None
        return GoBack() if answered is None else BeginFirst(answered, settings)

    def _history(self) -> Screen:
        try:
            earlier = self._earlier()
        except RecordsError as problem:
            return ReachesScreen((), date.today(), str(problem))
        days = [ReachDay(one.started.local.date(), one.reach) for one in earlier]
        return ReachesScreen(days, date.today())

    def _earlier(self) -> tuple[DatedReach, ...]:
        """Every reach of the hand in use. Raises `RecordsError`."""
        visit = self._visit
        return all_reaches(visit.parts.records, visit.player.id, visit.settings.hand)
