"""The exercises of the warm-up, read from `levels/warm-up/exercises.toml`. Adding one to a level
needs no code; a new kind of picture or of counting does.

The texts are English; whoever shows them translates them (`Exercise.texts` are all there are).
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, cast

import msgspec
import msgspec.structs

from game.charting.level import Level
from game.text import tr

FILE = Path("warm-up") / "exercises.toml"
"""In the folder with the levels."""
MOST_STEPS = 4

Words = Annotated[str, msgspec.Meta(min_length=1, max_length=90)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


class ExerciseError(Exception):
    """The exercises can't be used. One sentence names the file, the exercise and what is amiss."""


class Counted(StrEnum):
    """How repetitions are counted."""

    EACH_TIME = "each time"
    """One after the other, without hurry."""
    IN_TIME = "in time"
    """As many as there are in so many seconds."""
    AGAINST_TIME = "against time"
    """So many, and how long they took."""
    FINGERS_IN_TURN = "fingers in turn"
    """Each finger once, in order, is one."""


class Motion(StrEnum):
    """What is drawn."""

    PALM_TURN = "palm turn"
    WRIST_BEND = "wrist bend"
    SIDE_TO_SIDE = "side to side"
    ROLLING_GRASP = "rolling grasp"
    WRIST_CURL = "wrist curl"
    GRIP_AND_RELEASE = "grip and release"
    PEN_SPIN = "pen spin"
    COIN_DROP = "coin drop"
    FINGER_CURL = "finger curl"


class Exercise(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One exercise, as its file describes it."""

    id: Annotated[str, msgspec.Meta(pattern="^[a-z0-9-]{1,40}$")]
    name: Name
    picture: Motion
    counted: Counted
    counts: Words
    """What one repetition is."""
    steps: Annotated[tuple[Words, ...], msgspec.Meta(min_length=1, max_length=MOST_STEPS)]
    repetitions: Annotated[int, msgspec.Meta(ge=1, le=100)] | None = None
    seconds: Annotated[int, msgspec.Meta(ge=5, le=120)] | None = None
    prop: Annotated[str, msgspec.Meta(max_length=40)] = ""
    """What is needed beside a hand; empty for nothing."""
    helped: bool = False
    """Whether the other hand may do the moving."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything in it that people read."""
        return (self.name, *((self.prop,) if self.prop else ()), self.counts, *self.steps)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    exercise: tuple[Exercise, ...]


def parse_exercises(text: str, file_name: str) -> tuple[Exercise, ...]:
    """The exercises that the TOML `text` describes, in its order. Raises `ExerciseError`."""
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        told = tr("{file} is no readable list of exercises: {reason}.")
        raise ExerciseError(told.format(file=file_name, reason=error)) from None
    try:
        exercises = msgspec.convert(table, _File).exercise
    except msgspec.ValidationError as error:
        raise ExerciseError(_sentence(file_name, str(error), table)) from None
    for exercise in exercises:
        _check_goal(exercise, file_name)
    for one, count in Counter(exercise.id for exercise in exercises).items():
        if count > 1:
            told = tr('{file}: {count} exercises have the id "{id}".')
            raise ExerciseError(told.format(file=file_name, count=count, id=one))
    return exercises


def read_exercises(folder: Path) -> tuple[Exercise, ...]:
    """The exercises beside the levels in `folder`. Raises `ExerciseError`."""
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        told = tr("{file} can't be opened as a text file.")
        raise ExerciseError(told.format(file=path.name)) from None
    return parse_exercises(text, path.name)


def warm_ups(
    levels: Iterable[Level], exercises: Iterable[Exercise]
) -> Mapping[str, tuple[Exercise, ...]]:
    """For the id of each level its exercises, in its order.

    Raises `ExerciseError` for a level that names one that there is not, or one twice.
    """
    known = {exercise.id: exercise for exercise in exercises}
    found: dict[str, tuple[Exercise, ...]] = {}
    for level in levels:
        for one in level.warm_up:
            if one not in known:
                told = tr('{file}: warm_up: there is no exercise "{id}"; exercises are {known}.')
                names = ", ".join(known)
                raise ExerciseError(told.format(file=f"{level.id}.toml", id=one, known=names))
            if level.warm_up.count(one) > 1:
                told = tr('{file}: warm_up: "{id}" is there twice.')
                raise ExerciseError(told.format(file=f"{level.id}.toml", id=one))
        found[level.id] = tuple(known[one] for one in level.warm_up)
    return found


def warm_up_groups(
    levels: Iterable[Level], exercises: Iterable[Exercise]
) -> tuple[tuple[tuple[Level, ...], tuple[Exercise, ...]], ...]:
    """The levels that share a warm-up, with its exercises, in order of the first of each.

    Levels share one if they have one number and name the same exercises. Those without any are
    left out. Raises `ExerciseError` as `warm_ups` does.
    """
    levels = tuple(levels)
    found = warm_ups(levels, exercises)
    together: dict[tuple[int, tuple[str, ...]], list[Level]] = {}
    for level in levels:
        if level.warm_up:
            together.setdefault((level.number, level.warm_up), []).append(level)
    return tuple((tuple(group), found[group[0].id]) for group in together.values())


def _check_goal(exercise: Exercise, file_name: str) -> None:
    """Whether the goal goes with the way it is counted."""
    place = f"{file_name}: {exercise.id}"
    if exercise.counted is Counted.IN_TIME:
        wanted, other = exercise.seconds, exercise.repetitions
        missing = tr('{place}: seconds: expected with counted = "{counted}".')
        odd = tr("{place}: repetitions: seconds are the goal; leave them out.")
    else:
        wanted, other = exercise.repetitions, exercise.seconds
        missing = tr('{place}: repetitions: expected with counted = "{counted}".')
        odd = tr("{place}: seconds: repetitions are the goal; leave them out.")
    if wanted is None:
        raise ExerciseError(missing.format(place=place, counted=exercise.counted))
    if other is not None:
        raise ExerciseError(odd.format(place=place))


def _sentence(file_name: str, problem: str, table: Mapping[str, object]) -> str:
    """msgspec says "Expected `str`, got `int` - at `$.exercise[2].name`"; people want to know which
    exercise that is."""
    expected, _, where = problem.partition(" - at `$")
    expected, where = expected[0].lower() + expected[1:], where.rstrip("`")
    found = re.match(r"\.exercise\[(\d+)\]\.?(.*)", where)
    if found is None:
        return f"{file_name}: {where.lstrip('.') or 'exercise'}: {_plain(expected)}."
    name = _name_of(table, int(found[1]))
    key = f" {found[2]}:" if found[2] else ""
    return f"{file_name}: {name}:{key} {_plain(expected)}."


def _plain(problem: str) -> str:
    if missing := re.fullmatch("object missing required field `(.+)`", problem):
        return tr('"{key}" is expected, but not there').format(key=missing[1])
    if unknown := re.fullmatch("object contains unknown field `(.+)`", problem):
        known = ", ".join(field.name for field in msgspec.structs.fields(Exercise))
        told = tr('"{key}" is no key of an exercise; expected are {known}')
        return told.format(key=unknown[1], known=known)
    return problem


def _name_of(table: Mapping[str, object], number: int) -> str:
    """The id of the exercise with this number, from 0, or which one it is."""
    exercises = cast(list[object], table["exercise"])
    one = exercises[number]
    name = cast(dict[str, object], one).get("id") if isinstance(one, dict) else None
    return name if isinstance(name, str) else tr("exercise {number}").format(number=number + 1)
