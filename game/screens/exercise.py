"""One exercise of the warm-up: a picture that moves, the steps, and a count that anything advances.

While it counts, every key, tap, click and pinch is one; only the key that leads back and the button
"Done" are not. It stops counting by itself some time after the goal, so that nobody needs either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import pygame

from game.charting.chart import Grip
from game.coach.counting import Tally, passed, pressed
from game.coach.exercises import Exercise, Motion
from game.inputs.actions import Phase, Pointer, Scroll
from game.inputs.contact import Contact
from game.screens.page_screen import PageScreen
from game.screens.steps import OpenWarmUp, Step
from game.screens.ui import exercise_words
from game.screens.ui.blocks import Block, Columns, Dial, Row, Words, heading
from game.screens.ui.button import Button
from game.screens.ui.exercise_stage import BEATS, FRAMES, Stage
from game.screens.ui.exercise_words import PACES, Beating, Best, Pace
from game.screens.ui.layout import Layout
from game.screens.ui.tabs import button, nowhere
from game.screens.ui.toggle import Toggle
from game.settings import Hand
from game.text import tr

DONE_S = 3.0
"""So long after the last count beyond the goal it stops counting."""
IDLE_S = 60.0
"""So long without anything it stops counting before the goal."""
TRIED_BEATS = 4
"""To hear a pace that was chosen."""
BEATS_AT_ONCE = 32
_QUIET_INTERVAL_S = 1.4
"""The picture moves in this time while there is no beat."""
_PACE_ORDER = tuple(Pace)
_WARM_UP = OpenWarmUp()


class ExerciseDesk(Protocol):
    """Keeps what was counted, and plays the beat."""

    pace: Pace
    """The one in force, for all exercises."""

    def keep(self, tally: Tally, *, helped: bool) -> str:
        """Keep what was counted; a sentence if it can't be stored yet."""
        ...

    def mark(self, *, helped: bool) -> str:
        """Say afterwards whether the other hand helped with what was kept last."""
        ...

    def best(self, exercise: Exercise) -> Best:
        """The best there has been."""
        ...

    @property
    def song_title(self) -> str:
        """The song whose music the beat is; empty where there are only clicks."""
        ...

    def beat(self, interval_s: float, beats: int) -> Beating:
        """Play about so many beats from now on, instead of what plays; none falls silent."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """Which of how many exercises this is, and what comes after it: the next one, or a song.

    `back` is where the way back leads, `label` the words on the way on, and `said` which one it is;
    where they are empty they follow from the rest.
    """

    number: int
    count: int
    after: Step
    back: Step = _WARM_UP
    label: str = ""
    said: str = ""

    @property
    def is_last(self) -> bool:
        """Whether a song comes next."""
        return self.number == self.count - 1


class ExerciseScreen(PageScreen):
    """Shows `exercise` for `hand` with `grips` in lane order, and counts it."""

    settle_s = 0.7

    def __init__(
        self,
        exercise: Exercise,
        place: Place,
        hand: Hand,
        grips: Sequence[Grip],
        desk: ExerciseDesk,
    ) -> None:
        super().__init__()
        self.exercise = exercise
        self.helped = False
        self._place = place
        self._desk = desk
        self._grips = grips
        self._best = desk.best(exercise)
        self._stage = Stage(exercise.picture, hand is Hand.LEFT)
        self._tally = Tally(exercise, grips)
        self._is_counting = False
        self._touched_s = 0.0
        """When counting began, or something was counted last."""
        self._beat_s: float | None = None
        """When the beat began; the picture moves with it."""
        self._beating = Beating()
        self._result: tuple[str, ...] = ()
        self._counted: tuple[object, ...] = ()
        """The count and the words on show with it."""
        self._shown: tuple[object, ...] | None = None
        self.refresh()
        self.page.set_focus("start")

    @property
    def takes_pinches(self) -> bool:
        """See `Screen`."""
        return self._is_counting

    @property
    def takes_taps(self) -> bool:
        """See `Screen`."""
        return self._is_counting

    @property
    def tally(self) -> Tally:
        """What has been counted since the start, or until the last end."""
        return self._tally

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        title = heading(tr(self.exercise.name))
        stage = self._stage
        steps = [
            Words(tr("{number}. {step}").format(number=number, step=tr(step)))
            for number, step in enumerate(self.exercise.steps, 1)
        ]
        if self._is_counting:
            stage.height, stage.count = 270, self._tally.count
            stage.due = self._tally.due
            under = exercise_words.under_count(self._tally, self._now_s)
            said = Words(exercise_words.to_do(self._tally), 32)
            return (title, stage, Words(under, 36, bold=True), said, *steps)
        stage.height, stage.count, stage.due = 270, None, None
        told = [Words(text, 32, ink="glad") for text in self._result]
        said = tr("Any key, tap or pinch of either hand counts.")
        words = (*self._facts(), *steps, Words(said, 26, ink="dim"))
        return (title, *told, Columns(words, (stage,)), *self._rows())

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        if self._is_counting:
            return (button("done", tr("Done")),)
        back = button("back", tr("Back"))
        if not self._result:
            return (button("start", tr("Start counting"), suggested=True), self._on(), back)
        return (self._on(is_suggested=True), button("start", tr("Once more")), back)

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        match name.split():
            case ["start"]:
                self._begin()
            case ["done"]:
                self._end()
            case ["on"]:
                return self._place.after
            case ["back"]:
                return self.back()
            case ["helped"]:
                self._set_helped()
            case ["pace", where]:
                self._set_pace(1 if where == "more" else -1)
            case _:
                pass
        return None

    def back(self) -> Step | None:
        """Stop counting, or go back to the other exercises; what was counted is kept."""
        if self._is_counting:
            self._end()
            return None
        return self._place.back

    def tap(self, stamp_s: float) -> None:
        """A key counts."""
        self._press(stamp_s, None)

    def pinch(self, contact: Contact) -> Step | None:
        """A pinch counts, where fingers take turns only that of the finger that is due."""
        if self._is_counting and contact.down:
            self._press(contact.stamp_s, contact.grip)
        return None

    def point(self, pointer: Pointer | Scroll) -> Step | None:
        """A tap or click beside the button counts."""
        if not self._is_counting or isinstance(pointer, Scroll):
            return super().point(pointer)
        x, y = self._layout.to_design(pointer.x, pointer.y)
        done = self.page.focused
        if pointer.phase is Phase.DOWN and not (done and done.rect.collidepoint(x, y)):
            self._press(self._now_s, None)
            return None
        return super().point(pointer)

    def focus_lost(self) -> None:
        """Nobody looks: stop counting, and be quiet."""
        if self._is_counting:
            self._end()

    def tick(self, now_s: float) -> Step | None:
        """Time goes by for clocks, for the beat and for the picture."""
        super().tick(now_s)
        self._move()
        if not self._is_counting:
            return None
        tally = passed(self._tally, now_s)
        if tally.is_done and not self._tally.is_done:
            self._touched_s = now_s
        self._tally = tally
        self._keep_beating()
        enough_s = DONE_S if tally.is_done else IDLE_S + (self.exercise.seconds or 0)
        if now_s - self._touched_s > enough_s:
            self._end()
        self._show_count()
        return None

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Redraw everything if a word has changed, else only the picture."""
        seen, self._stage.seen = self._stage.seen, None
        changed = super().draw(surface)
        look = self._stage.look(self.style)
        if changed:
            self._shown = look
            return changed
        self._stage.seen = seen
        if look == self._shown:
            return []
        self._shown = look
        area = self._stage.draw_again(surface, Layout(surface.get_size(), self.style))
        return [area] if area else []

    def _facts(self) -> list[Block]:
        place = self._place.said or tr("{number} of {count}").format(
            number=self._place.number + 1, count=self._place.count
        )
        facts: list[Block] = [
            Words("   ·   ".join((place, exercise_words.about(self.exercise, 0))), 26, ink="dim")
        ]
        best = "" if self._result else exercise_words.best_line(self.exercise, self._best)
        return [*facts, Words(best, 26, ink="dim")] if best else facts

    def _rows(self) -> list[Block]:
        rows: list[Block] = []
        if self.exercise.helped:
            words = (tr("No"), tr("Yes"))
            toggle = Toggle("helped", nowhere(), words=words, chosen=int(self.helped))
            about = tr("It may do the moving. That is practice too.")
            name = tr("My other hand helped") if self._result else tr("My other hand helps")
            rows.append(Row(name, about, (toggle,)))
        if not self._tally.has_clock:
            place = _PACE_ORDER.index(self._desk.pace)
            dial = Dial(
                "pace",
                tr(PACES[self._desk.pace]),
                can_less=place > 0,
                can_more=place < len(_PACE_ORDER) - 1,
            )
            rows.append(Row(tr("Beat"), exercise_words.beat_about(self._desk.song_title), (dial,)))
        return rows

    def _on(self, *, is_suggested: bool = False) -> Button:
        follows = tr("To today's song") if self._place.is_last else tr("Next exercise")
        return button("on", self._place.label or follows, suggested=is_suggested)

    def _begin(self) -> None:
        self._tally = Tally(self.exercise, self._grips)
        self._is_counting, self._result = True, ()
        self._touched_s = self._now_s
        self._beat_s, self._beating = None, Beating()
        self._keep_beating()
        self.refresh()
        self.page.scroll_to_top()

    def _end(self) -> None:
        """Stop counting, keep what there is, and say what it came to."""
        self._is_counting = False
        self._shown_s = None  # so that the last press chooses nothing
        self._beating = self._desk.beat(0.0, 0)
        if not self._tally.is_empty:
            trouble = self._desk.keep(self._tally, helped=self.helped)
            beside = exercise_words.beside_best(self._tally, self._best, helped=self.helped)
            said = (exercise_words.result(self._tally), beside, trouble)
            self._result = tuple(filter(None, said))
            self._best = self._desk.best(self.exercise)
        self.refresh()
        self.page.set_focus("on" if self._result else "start")
        self.page.scroll_to_top()

    def _press(self, stamp_s: float, grip: Grip | None) -> None:
        if not self._is_counting:
            return
        self._touched_s = max(self._touched_s, stamp_s)
        self._tally = pressed(self._tally, stamp_s, grip)
        self._show_count()

    def _show_count(self) -> None:
        """Draw the count anew if it is another one, or other words belong to it."""
        if not self._is_counting:
            return
        words = (
            exercise_words.under_count(self._tally, self._now_s),
            exercise_words.to_do(self._tally),
        )
        if (self._tally.count, *words) != self._counted:
            self._counted = (self._tally.count, *words)
            self.refresh()

    def _set_helped(self) -> None:
        """The other hand helps, or does not: next time, and with what was just counted."""
        self.helped = not self.helped
        if self._result:
            trouble = self._desk.mark(helped=self.helped)
            self._result = (self._result[0], *filter(None, (trouble,)))
        self.refresh()

    def _set_pace(self, by: int) -> None:
        place = _PACE_ORDER.index(self._desk.pace) + by
        self._desk.pace = _PACE_ORDER[min(max(place, 0), len(_PACE_ORDER) - 1)]
        self._beat_s = self._now_s
        tried = TRIED_BEATS if self._desk.pace.value else 0
        self._beating = self._desk.beat(self._desk.pace.value, tried)
        self.refresh()

    def _keep_beating(self) -> None:
        """Begin the beat, and go on with it when what was played of it is over."""
        interval_s = 0.0 if self._tally.has_clock else self._desk.pace.value
        played_s = self._beating.interval_s * self._beating.beats
        if self._beat_s is not None and not (interval_s and self._now_s >= self._beat_s + played_s):
            return
        self._beat_s = self._now_s
        if interval_s:
            self._beating = self._desk.beat(interval_s, BEATS_AT_ONCE)

    def _move(self) -> None:
        """Where in its repetition the picture is, and which beat it is: it arrives with them."""
        is_beating = self._is_counting and not self._tally.has_clock and self._desk.pace.value > 0
        interval_s = self._beating.interval_s or self._desk.pace.value or _QUIET_INTERVAL_S
        motion = self.exercise.picture
        takes_turns = motion is Motion.FINGER_CURL and self._is_counting
        beats = BEATS.get(motion, 2)
        since = (self._now_s - (self._beat_s or 0.0)) / interval_s
        self._stage.frame = int(FRAMES * (since / (1 if takes_turns else beats) % 1))
        self._stage.beats = beats if is_beating else 0
        self._stage.beat = int(since) % beats
