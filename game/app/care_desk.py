"""Sees to kind limits for one player: asks, offers rests, counts the day, and ends it kindly."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from game.app.keeping import moment_now
from game.app.parts import Parts
from game.app.storing import Storing
from game.coach.care import (
    PAIN_REST_S,
    REST_S,
    TALK_DAYS,
    Answer,
    Asked,
    Effort,
    Pain,
    Today,
    When,
    asks_before,
    gentler,
    latest_by,
    needs_rest,
    reaches_goal,
    suggests_talking,
    worked,
)
from game.records.errors import RecordsError
from game.records.feelings import Feeling
from game.records.keys import Moment
from game.screens.care import DayScreen, DayView, Ended, GoalScreen, PainScreen
from game.screens.rest import RestScreen, RestView
from game.screens.screen import Screen
from game.screens.steps import (
    AnswerPain,
    BeginSitting,
    CareStep,
    EndDay,
    EndRest,
    MenuStep,
    OpenBenchmark,
    OpenExercise,
    OpenPlay,
    OpenPractice,
    OpenWarmUp,
    PlayAgain,
    PlayNext,
    ResumeSitting,
    SittingOn,
    Step,
    TakeRest,
)
from game.settings import PlaySettings, gain_of
from game.sound.chime import chime
from game.text import tr, trn

ASK_FROM_S = 20.0
"""A song that was left sooner brings no question."""
_LATEST = 60
"""Of so many plays a day's time is added up."""
_TO_A_SONG = OpenPlay | PlayAgain | PlayNext
_BEGINS = OpenPlay | OpenExercise | BeginSitting | ResumeSitting | OpenBenchmark
_LEAVES = _TO_A_SONG | SittingOn | MenuStep | OpenExercise | OpenWarmUp
"""What leads away from a result."""


class CareDesk:
    """For the player of `parts`. What can't be stored waits here, and is tried again."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._storing = Storing[Feeling](lambda one: parts.records.feelings.store(one))
        self._now_s = 0.0
        """By a clock that never goes back."""
        self._effort = Effort()
        self._last: When | None = None
        """When the hand was last at work, or the player last answered, since the game began."""
        self._answer: Answer | None = None
        self._asks_after = False
        """Whether a song has been played that was not asked about yet."""
        self._has_goal = False
        """Whether the day's goal was just reached."""
        self._is_whole = False
        """Whether a guided session has come to its end."""
        self._rests = 0

    def tick(self, now_s: float) -> None:
        """Time has come to `now_s`, a reading of `time.perf_counter`."""
        self._now_s = now_s

    def note_run(self, seconds: float, pinches: int) -> None:
        """A song was played for so long, with so many notes hit."""
        self._asks_after = self._asks_after or seconds >= ASK_FROM_S
        self._work(seconds, pinches)

    def note_exercise(self, seconds: float, repetitions: int) -> None:
        """An exercise was done for so long, so often."""
        self._work(seconds, repetitions)

    def question_before(self, step: Step, other: Screen | None = None) -> Screen | None:
        """What to ask or say before `step` leads on, if there is something.

        Where something `other` is to be asked after a song, that is enough.
        """
        if other is not None:
            self._asks_after = False
            return other
        if self._asks_after and isinstance(step, _LEAVES):
            self._asks_after = False
            if self._asks:
                return PainScreen(Asked.AFTER, step)
            return self._on_the_way(step)
        if self._begins_work(step) and self._asks and self._asks_before():
            return PainScreen(Asked.BEFORE, step)
        return self._on_the_way(step) if isinstance(step, _LEAVES) else None

    def lead(
        self,
        step: CareStep,
        settings: PlaySettings,
        keep: Callable[[PlaySettings], object],
    ) -> Screen | Step:
        """Where `step` leads: to a screen, or on. `keep` takes over gentler settings."""
        match step:
            case AnswerPain(asked, pain, then):
                return self._answered(asked, pain, then, settings)
            case TakeRest(then):
                return self.rest(RestView(REST_S), then)
            case EndRest(then, gently):
                self._effort = Effort(until_s=self._now_s)
                found = gentler(settings) if gently else None
                if found is None:
                    return then
                keep(found)
                return PlayAgain() if isinstance(then, PlayAgain) else then
            case EndDay():
                return DayScreen(self.day_view(Ended.ENOUGH))

    @property
    def now_s(self) -> float:
        """This moment, by a clock that never goes back."""
        return self._now_s

    @property
    def is_rested(self) -> bool:
        """Whether the hand has done nothing since its last rest."""
        return self._effort.seconds <= 0

    def rest(self, view: RestView, then: Step) -> Screen:
        """A rest on the way to `then`."""
        self._rests += 1
        return RestScreen(replace(view, number=self._rests), then, self._chime)

    def today(self) -> Today:
        """What has come together today, without the time. Raises `RecordsError`."""
        records, player_id, day = self._parts.records, self._parts.player.id, date.today()
        pinches = records.figures.pinches_on(player_id, day)
        repetitions = sum(records.exercises.counted_on(player_id, day).values())
        return Today(pinches + repetitions, self._parts.choices.care.daily_pinches)

    def day_view(self, ended: Ended) -> DayView:
        """What the day came to."""
        try:
            today = self.today()
            whole = Today(today.pinches, today.goal, self._seconds_today())
            talks = ended is Ended.HURTS and suggests_talking(self._answers(), date.today())
        except RecordsError as problem:
            goal = self._parts.choices.care.daily_pinches
            return DayView(Today(0, goal), ended, trouble=str(problem))
        return DayView(whole, ended, talks)

    def close(self) -> None:
        """Store what is still waiting, if that is possible by now."""
        self._storing.try_again()

    def _chime(self) -> None:
        """A rest is over: somebody may have closed their eyes."""
        parts = self._parts
        parts.previews.play(chime(), gain_of(parts.sound_settings().menu_volume))

    @property
    def _asks(self) -> bool:
        return self._parts.choices.care.asks_pain

    def _begins_work(self, step: Step) -> bool:
        if isinstance(step, OpenPractice):
            return step.song_key is not None
        return isinstance(
            step, OpenPlay | OpenExercise | BeginSitting | ResumeSitting | OpenBenchmark
        )

    def _asks_before(self) -> bool:
        now = _when(moment_now())
        try:
            answers = [*self._answers()] if self._last is None else []
            last = self._last or latest_by(now, [*self._moments(), *(one.when for one in answers)])
        except RecordsError:
            answers, last = [], self._last
        past = [one for one in answers if one.when.at_ms <= now.at_ms]
        answer = self._answer or (past[-1] if past else None)
        return asks_before(now, last, answer)

    def _answered(
        self, asked: Asked, pain: Pain | None, then: Step, settings: PlaySettings
    ) -> Screen | Step:
        now = moment_now()
        self._last = _when(now)
        if pain is None:
            return self._on_the_way(then) or then
        self._answer = Answer(pain, self._last)
        self._storing.keep(Feeling(self._parts.player.id, pain, asked, now))
        if pain is Pain.STOP:
            return DayScreen(self.day_view(Ended.HURTS))
        if pain is Pain.A_LITTLE:
            view = RestView(
                PAIN_REST_S,
                tr("Then a rest first. Only as far as is comfortable."),
                gently=self._gently(then, settings),
            )
            return self.rest(view, then)
        return self._on_the_way(then) or then

    def _gently(self, then: Step, settings: PlaySettings) -> str:
        """The label of what is gentler; empty where no song comes next, or nothing is."""
        found = gentler(settings) if self._leads_to_a_song(then) else None
        if found is None:
            return ""
        if found.speed_percent != settings.speed_percent:
            return tr("Slower: {percent}% speed").format(percent=found.speed_percent)
        count = len(found.grips)
        return trn("With {count} finger", "With {count} fingers", count).format(count=count)

    def _leads_to_a_song(self, step: Step) -> bool:
        return isinstance(step, _TO_A_SONG | SittingOn)

    def _on_the_way(self, then: Step) -> Screen | None:
        """What is said before `then`: the goal, or that it is time for a rest."""
        if self._has_goal:
            self._has_goal = False
            with suppress(RecordsError):
                return GoalScreen(self.today(), then)
        if isinstance(then, _TO_A_SONG | OpenExercise) and needs_rest(self._effort, self._now_s):
            return self.rest(self._reminder(), then)
        return None

    def _reminder(self) -> RestView:
        minutes = round(self._effort.seconds / 60)
        why = trn(
            "{count} minute without a rest. A short one does the hand good.",
            "{count} minutes without a rest. A short one does the hand good.",
            minutes,
        ).format(count=minutes)
        if minutes < 2:
            why = tr("Your hand has done a lot. A short rest does it good.")
        return RestView(REST_S, why)

    def _work(self, seconds: float, pinches: int) -> None:
        self._effort = worked(self._effort, self._now_s - max(seconds, 0.0), self._now_s, pinches)
        self._last = _when(moment_now())
        with suppress(RecordsError):
            today = self.today()
            if reaches_goal(today.pinches - pinches, today.pinches, today.goal):
                self._has_goal = True

    def _answers(self) -> list[Answer]:
        today = date.today()
        first = today - timedelta(days=TALK_DAYS + 1)
        kept = self._parts.records.feelings.between(self._parts.player.id, first, today)
        return [Answer(one.pain, _when(one.started)) for one in (*kept, *self._storing.waiting)]

    def _moments(self) -> list[When]:
        plays = self._parts.records.plays.latest(player_id=self._parts.player.id, limit=_LATEST)
        return [_when(one.started) for one in plays]

    def _seconds_today(self) -> float:
        """How long songs and exercises took today, by their own time."""
        records, player_id, today = self._parts.records, self._parts.player.id, date.today()
        seconds = records.exercises.duration_ms_on(player_id, today) / 1000
        for one in records.plays.latest(player_id=player_id, limit=_LATEST):
            if one.started.local.date() == today:
                seconds += max(records.plays.find(str(one.id)).replay.ended_s, 0.0)
        return seconds


def _when(moment: Moment) -> When:
    return When(moment.at_ms, moment.local.date())
