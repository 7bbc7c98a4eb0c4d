"""Leads through a guided session: exercises, songs with rests, exercises; left and gone on with."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

from game.app.visit import Visit
from game.coach.exercises import ExerciseError
from game.coach.sitting import (
    CoolDown,
    Part,
    Plan,
    Playable,
    Sitting,
    SongNext,
    WarmUp,
    Who,
    begun,
    can_go_on,
    minutes_left,
    next_part,
    passed,
    plan_of,
    rest_s,
    spent,
)
from game.play.today import Offered
from game.records.errors import RecordsError
from game.screens.care import DayScreen, Ended
from game.screens.exercise import Place
from game.screens.rest import RestView
from game.screens.screen import Screen
from game.screens.sitting import SittingScreen, SittingView, time_left
from game.screens.steps import (
    BeginSitting,
    OpenHome,
    OpenPlay,
    OpenSitting,
    PlayNext,
    ResumeSitting,
    SittingOn,
    SittingStep,
    Step,
)
from game.session import Session
from game.settings import SESSION_MINUTES
from game.text import tr


class SittingDesk:
    """For the player of `visit`. `offered` are the songs there are, as today's song is chosen of
    them."""

    def __init__(self, visit: Visit, offered: Callable[[date], list[Offered]]) -> None:
        self._visit = visit
        self._offered = offered
        self._sitting: Sitting | None = None
        """The one that is on; None while there is none."""
        self._part: Part | None = None
        """What is being done of it."""
        self._song_s = 0.0
        """How long the song was after which a rest is due; 0 if none is."""
        self._rest_begun_s: float | None = None

    def redirect(self, step: Step) -> Step:
        """While a session is on, the next song is what comes next in it."""
        is_on = self._sitting is not None
        return SittingOn() if is_on and isinstance(step, PlayNext) else step

    def note_run(self, session: Session | None) -> None:
        """A song has been played, to its end or not."""
        if self._sitting is None or session is None or session.practice is not None:
            return
        self._song_s = session.played_s
        self._keep(spent(self._sitting, session.played_s))

    def leave(self) -> None:
        """The player goes elsewhere: what is left of the session can be gone on with today."""
        self._sitting = self._part = None
        self._song_s, self._rest_begun_s = 0.0, None

    def lead(self, step: SittingStep) -> Screen | Step:
        """Where `step` leads: to a screen, or on."""
        match step:
            case OpenSitting():
                return self._choice()
            case BeginSitting(minutes):
                self.leave()
                self._keep(Sitting(date.today(), minutes))
            case ResumeSitting():
                self.leave()
                self._sitting = self._stored()
            case SittingOn():
                self._pass()
        return self._on()

    def _choice(self) -> Screen:
        choices, sitting = self._visit.parts.choices, self._stored()
        plans = tuple(self._plan(minutes) for minutes in SESSION_MINUTES)
        begun_one = (sitting, self._plan(sitting.minutes)) if sitting else None
        view = SittingView(plans, choices.care.session_minutes, begun_one, choices.message)
        return SittingScreen(view)

    def _on(self) -> Screen | Step:
        """On with what comes next."""
        sitting = self._sitting
        if sitting is None:
            return OpenSitting()
        songs, who = self._songs(), self._who()
        part = next_part(sitting, self._plan(sitting.minutes), songs, who)
        if isinstance(part, SongNext) and self._song_s and not self._visit.care.is_rested:
            return self._rest(part, sitting)
        self._song_s, self._part = 0.0, part
        if part is None:
            return self._end()
        self._keep(begun(sitting, part))
        if isinstance(part, SongNext):
            return OpenPlay(part.key)
        return self._exercise(part, sitting)

    def _pass(self) -> None:
        """What was being done is behind: an exercise, or the rest after a song."""
        care = self._visit.care
        if self._sitting is not None and self._part is not None:
            self._keep(passed(self._sitting, self._part))
        if self._sitting is not None and self._rest_begun_s is not None:
            self._keep(spent(self._sitting, care.now_s - self._rest_begun_s))
        self._part = self._rest_begun_s = None

    def _rest(self, part: SongNext, sitting: Sitting) -> Screen:
        self._rest_begun_s = self._visit.care.now_s
        entry = self._visit.parts.library.known(Path(part.key))
        following = tr("Next: {title}").format(title=entry.title) if entry else ""
        left = minutes_left(sitting, self._plan(sitting.minutes))
        view = RestView(rest_s(self._song_s), time_left(left), following)
        return self._visit.care.rest(view, SittingOn())

    def _exercise(self, part: WarmUp | CoolDown, sitting: Sitting) -> Screen | Step:
        is_warm_up, coach = isinstance(part, WarmUp), self._visit.coach
        try:
            warm_up, cool_down = coach.for_a_session(self._visit.settings)
        except ExerciseError:
            return OpenHome()
        plan = plan_of(sitting.minutes, len(warm_up), len(cool_down))
        count = plan.warm_up if is_warm_up else plan.cool_down
        exercises = warm_up[-count:] if is_warm_up else cool_down
        cool_down_said = tr("Cool down: {number} of {count}")
        said = tr("Warm-up: {number} of {count}") if is_warm_up else cool_down_said
        place = Place(
            part.number,
            count,
            SittingOn(),
            back=OpenHome(),
            label=tr("Go on"),
            said=said.format(number=part.number + 1, count=count),
        )
        return coach.exercise(exercises[part.number], place, self._visit.settings)

    def _end(self) -> Screen:
        self.leave()
        self._store(None)
        return DayScreen(self._visit.care.day_view(Ended.WHOLE_SESSION))

    def _plan(self, minutes: int) -> Plan:
        try:
            warm_up, cool_down = self._visit.coach.for_a_session(self._visit.settings)
        except ExerciseError:
            return plan_of(minutes, 0, 0)
        return plan_of(minutes, len(warm_up), len(cool_down))

    def _songs(self) -> list[Playable]:
        library, speed = self._visit.parts.library, self._visit.settings.speed_percent
        found: list[Playable] = []
        for one in self._offered(date.today()):
            entry = library.known(Path(one.key))
            if entry is not None:
                found.append(Playable(one, entry.duration_s * 100 / speed))
        return found

    def _who(self) -> Who:
        visit = self._visit
        return Who(visit.settings.level.number, date.today(), visit.player.name)

    def _stored(self) -> Sitting | None:
        """A session of today that can be gone on with."""
        parts = self._visit.parts
        try:
            sitting = parts.records.settings.sitting(parts.player.id)
        except RecordsError:
            return None
        return sitting if can_go_on(sitting, date.today()) else None

    def _keep(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._store(sitting)

    def _store(self, sitting: Sitting | None) -> None:
        """While it can't be stored, the session goes on all the same."""
        parts = self._visit.parts
        with suppress(RecordsError):
            parts.records.settings.keep_sitting(parts.player.id, sitting)
