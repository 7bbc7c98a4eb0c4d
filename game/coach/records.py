"""Personal records beside the songs: the day with the most pinches, the bests of exercises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from game.coach.exercises import Counted, Exercise
from game.coach.figures import DayFigures


@dataclass(frozen=True, slots=True)
class Done:
    """An exercise as it was done once: how often, in how long, and on which day."""

    exercise_id: str
    repetitions: int
    duration_ms: int
    day: date
    finished: bool
    helped: bool


@dataclass(frozen=True, slots=True)
class ExerciseBest:
    """The best there has been of an exercise in which there is something to beat."""

    exercise: Exercise
    best: Done


def best_day(days: Iterable[DayFigures], today: date) -> DayFigures | None:
    """The day with the most pinches up to `today`, of equal ones the first; None without any."""
    past = [one for one in days if one.hits and one.day <= today]
    return min(past, key=lambda one: (-one.hits, one.day), default=None)


def exercise_bests(exercises: Iterable[Exercise], done: Iterable[Done]) -> tuple[ExerciseBest, ...]:
    """The bests of finished runs that the hand did by itself, in the order of `exercises`.

    Only of those that go in a time or against time: of the others each repetition is worth as much.
    Of equal runs the first one has it.
    """
    of: defaultdict[str, list[Done]] = defaultdict(list)
    for one in done:
        if one.finished and not one.helped:
            of[one.exercise_id].append(one)
    bests = ((exercise, _best(exercise, of)) for exercise in exercises)
    return tuple(ExerciseBest(exercise, best) for exercise, best in bests if best)


def _best(exercise: Exercise, of: Mapping[str, list[Done]]) -> Done | None:
    done = of.get(exercise.id, [])
    if exercise.counted is Counted.IN_TIME:
        return min(done, key=lambda one: (-one.repetitions, one.day), default=None)
    if exercise.counted is Counted.AGAINST_TIME:
        return min(done, key=lambda one: (one.duration_ms, one.day), default=None)
    return None
