"""The warm-up: a level's exercises to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game.charting.level import Level
from game.coach.exercises import Exercise
from game.screens.page_screen import PageScreen
from game.screens.steps import GoBack, OpenExercise, Step
from game.screens.ui import exercise_words
from game.screens.ui.blocks import Block, Dial, Row, Words, heading
from game.screens.ui.button import Button
from game.screens.ui.tabs import button
from game.text import tr


@dataclass(frozen=True, slots=True)
class LevelWarmUp:
    """A level and its exercises; `steps` are the levels that share them with it."""

    level: Level
    exercises: tuple[Exercise, ...]
    steps: tuple[Level, ...] = ()

    def is_of(self, level_id: str) -> bool:
        """Whether this is the warm-up of the level with that id."""
        return level_id in (one.id for one in (self.level, *self.steps))


class WarmUpScreen(PageScreen):
    """Offers the exercises of one of `warm_ups`, at first that of the level with the id `level_id`.

    `today` is how often each exercise was counted today, by id; `trouble` is a sentence to show.
    """

    def __init__(
        self,
        warm_ups: Sequence[LevelWarmUp],
        level_id: str,
        today: Mapping[str, int],
        trouble: str = "",
    ) -> None:
        super().__init__()
        self._warm_ups = warm_ups
        self._today = today
        self._trouble = trouble
        numbers = (number for number, one in enumerate(warm_ups) if one.is_of(level_id))
        self._number = next(numbers, 0)
        self.refresh()
        self.page.set_focus("first")

    @property
    def level_id(self) -> str:
        """Whose exercises are on show; empty if there are none."""
        return self._warm_ups[self._number].level.id if self._warm_ups else ""

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        top: list[Block] = [heading(tr("Warm-up"))]
        if self._trouble:
            top.append(Words(self._trouble))
        if not self._warm_ups:
            return top
        shown = self._warm_ups[self._number]
        dial = Dial(
            "level",
            tr(shown.level.name),
            can_less=self._number > 0,
            can_more=self._number < len(self._warm_ups) - 1,
        )
        return (
            *top,
            Row(tr("Level"), tr("Only as far as is comfortable."), (dial,)),
            *(
                Row(
                    tr(exercise.name),
                    exercise_words.about(exercise, self._today.get(exercise.id, 0)),
                    (button(f"exercise {number}", tr("Open")),),
                )
                for number, exercise in enumerate(shown.exercises)
            ),
        )

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        back = button("back", tr("Back"))
        if not self._warm_ups:
            return (back,)
        return (button("first", tr("Start with the first"), suggested=True), back)

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        match name.split():
            case ["back"]:
                return self.back()
            case ["first"]:
                return OpenExercise(self.level_id, 0)
            case ["exercise", number]:
                return OpenExercise(self.level_id, int(number))
            case ["level", where]:
                self._number += 1 if where == "more" else -1
                self.refresh()
            case _:
                pass
        return None

    def back(self) -> Step | None:
        """See `PageScreen`."""
        return GoBack()
