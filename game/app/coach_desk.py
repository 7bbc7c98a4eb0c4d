"""The rooms around the songs: how practice has gone, and warming the hand up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from game.app.care_desk import CareDesk
from game.app.exercise_keeping import ExerciseKeeping
from game.app.parts import Parts
from game.app.progress_desk import ProgressRoom
from game.app.report_desk import ReportDesk
from game.charting.chart import Grip
from game.coach.exercises import Exercise, ExerciseError, read_exercises, warm_up_groups
from game.folders import shipped_folder
from game.records.errors import RecordsError
from game.screens.exercise import ExerciseScreen, Place
from game.screens.report import ReportScreen
from game.screens.screen import Screen
from game.screens.steps import CoachStep, OpenExercise, OpenHome, OpenProgress, OpenReport, Step
from game.screens.warm_up import LevelWarmUp, WarmUpScreen
from game.settings import PlaySettings


class CoachDesk:
    """Opens both rooms for the player of `parts`."""

    def __init__(self, parts: Parts, care: CareDesk) -> None:
        self._parts = parts
        self._keeping = ExerciseKeeping(parts, care)
        self._report = ReportDesk(parts)
        self._level_id: str | None = None
        """Whose exercises were opened last."""
        self.play: Step = OpenHome()
        """Where the last exercise of a warm-up leads: to today's song."""

    def open(self, step: CoachStep, settings: PlaySettings) -> Screen:
        """The room `step` leads to."""
        self._keeping.beat(0.0, 0)
        self._report.stop()
        if isinstance(step, OpenReport):
            return ReportScreen(self._report)
        if isinstance(step, OpenProgress):
            return ProgressRoom(self._parts, settings.hand).open()
        try:
            offered = self._warm_ups()
        except ExerciseError as problem:
            return WarmUpScreen((), "", {}, str(problem))
        if isinstance(step, OpenExercise):
            self._level_id = step.level_id
            found = _found(offered, step)
            if found is not None:
                return self._exercise(found, step, settings)
        return self._warm_up(offered, settings)

    def for_a_session(
        self, settings: PlaySettings
    ) -> tuple[tuple[Exercise, ...], tuple[Exercise, ...]]:
        """The exercises that can begin a guided session, and those that can end it.

        The last ones to begin with are those of the player's level, after the gentlest. Raises
        `ExerciseError`.
        """
        offered = self._warm_ups()
        if not offered:
            return (), ()
        gentlest = offered[0].exercises
        own = next((one for one in offered if one.is_of(settings.level.id)), offered[0]).exercises
        return (*(one for one in gentlest if one not in own), *own), gentlest

    def exercise(self, exercise: Exercise, place: Place, settings: PlaySettings) -> Screen:
        """An exercise on its own screen."""
        self._keeping.beat(0.0, 0)
        self._keeping.prepare()
        return ExerciseScreen(
            exercise, place, settings.hand, _in_turn(settings.grips), self._keeping
        )

    def close(self) -> None:
        """The player gets up: be quiet, and keep what is still waiting."""
        self._keeping.close()
        self._report.stop()

    def _warm_ups(self) -> list[LevelWarmUp]:
        """What there is to choose from: levels that share their exercises are one.

        Raises `ExerciseError`.
        """
        exercises = read_exercises(shipped_folder("levels"))
        groups = warm_up_groups(self._parts.levels, exercises)
        return [LevelWarmUp(group[0], found, group[1:]) for group, found in groups]

    def _warm_up(self, offered: list[LevelWarmUp], settings: PlaySettings) -> Screen:
        level_id = self._level_id or settings.level.usual.id
        trouble, today = "", dict[str, int]()
        try:
            today = dict(self._counted_today())
        except RecordsError as problem:
            trouble = str(problem)
        return WarmUpScreen(offered, level_id, today, trouble)

    def _counted_today(self) -> Mapping[str, int]:
        parts = self._parts
        return parts.records.exercises.counted_on(parts.player.id, date.today())

    def _exercise(
        self, exercises: tuple[Exercise, ...], step: OpenExercise, settings: PlaySettings
    ) -> Screen:
        following = OpenExercise(step.level_id, step.number + 1)
        is_last = step.number == len(exercises) - 1
        place = Place(step.number, len(exercises), self.play if is_last else following)
        return self.exercise(exercises[step.number], place, settings)


def _found(offered: list[LevelWarmUp], step: OpenExercise) -> tuple[Exercise, ...] | None:
    """The exercises that `step` is about; None if there is none of this number."""
    for one in offered:
        if one.is_of(step.level_id) and step.number < len(one.exercises):
            return one.exercises
    return None


def _in_turn(grips: tuple[Grip, ...]) -> tuple[Grip, ...]:
    """The fingers in use, index finger first; the side pinch only for who has nothing else."""
    return tuple(sorted(set(grips) - {Grip.KEY})) or grips
