"""After a run: what it came to, each finger, one kind sentence, and where to go from here."""

from __future__ import annotations

import pygame

from game.charting.chart import Grip
from game.inputs.actions import Action, Phase, Pointer, Scroll
from game.play.result import Result
from game.play.statistics import Timing
from game.screens.screen import GoBack, OpenSongs, PlayAgain, PlayNext, Screen, Step
from game.screens.ui import shapes, words
from game.screens.ui.bars import draw_bar
from game.screens.ui.button import Button, ButtonGroup
from game.screens.ui.icons import stars
from game.screens.ui.layout import Align, Layout
from game.screens.ui.theme import grip_looks
from game.settings import PlaySettings

SETTLE_S = 0.7
"""Nothing can be chosen for so long: the last pinch of a song must not press a button."""
FINGERS_PANEL = pygame.Rect(620, 108, 620, 456)
_LEFT_X = 48
_LEFT_WIDTH = 540
_BUTTONS_Y, _BUTTON_HEIGHT = 600, 88
_STEPS: dict[str, type[PlayAgain] | type[PlayNext] | type[OpenSongs]] = {
    "again": PlayAgain,
    "next": PlayNext,
    "songs": OpenSongs,
}


class ResultsScreen(Screen):
    """Shows `result`.

    `best_before` are the points of the best run before this one, None without one. A run that is
    `unfinished` was left early and never makes a record.
    """

    def __init__(
        self,
        result: Result,
        title: str,
        settings: PlaySettings,
        best_before: int | None,
        *,
        has_next: bool,
        unfinished: bool,
    ) -> None:
        self._result = result
        self._title = title
        self._settings = settings
        self._best_before = best_before
        self._unfinished = unfinished
        self._layout = Layout((1280, 720))
        self._shown_s: float | None = None
        self._now_s = 0.0
        self._drawn: tuple[object, ...] | None = None
        self._buttons = ButtonGroup(_buttons(has_next=has_next))

    @property
    def _is_settled(self) -> bool:
        return self._shown_s is not None and self._now_s - self._shown_s >= SETTLE_S

    def act(self, action: Action) -> Step | None:
        """Left and right move, OK chooses, back leads to where the song was chosen."""
        if not self._is_settled:
            return None
        if action is Action.BACK:
            return GoBack()
        return _step(self._buttons.act(action))

    def point(self, pointer: Pointer | Scroll) -> Step | None:
        """The buttons."""
        if isinstance(pointer, Scroll):
            return None
        if pointer.phase is Phase.DOWN and not self._is_settled:
            return None
        return _step(self._buttons.point(pointer, *self._layout.to_design(pointer.x, pointer.y)))

    def tick(self, now_s: float) -> Step | None:
        """Counts the time until something can be chosen."""
        self._now_s = now_s
        if self._shown_s is None:
            self._shown_s = now_s

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Redraw everything if the focus or the window has changed, else nothing."""
        look = (surface.get_size(), self.style, *self._buttons.look())
        if look == self._drawn:
            return []
        self._drawn = look
        self._layout = Layout(surface.get_size(), self.style)
        surface.fill(self._layout.colours.ground)
        self._draw_head(surface)
        self._draw_score(surface)
        self._draw_fingers(surface)
        self._buttons.draw(surface, self._layout)
        return [surface.get_rect()]

    def _draw_head(self, surface: pygame.Surface) -> None:
        layout, settings = self._layout, self._settings
        title = layout.text(self._title, 40, layout.colours.text, bold=True, most=700)
        layout.put(surface, title, _LEFT_X, 56)
        line = f"{settings.level.name}  ·  {settings.speed_percent}% speed"
        layout.put(
            surface, layout.text(line, 26, layout.colours.dim), FINGERS_PANEL.right, 58, Align.RIGHT
        )

    def _draw_score(self, surface: pygame.Surface) -> None:
        layout, score = self._layout, self._result.score
        layout.put(surface, layout.text("Score", 28, layout.colours.dim), _LEFT_X, 136)
        points = layout.text(words.number(score.points), 104, layout.colours.text, bold=True)
        layout.put(surface, points, _LEFT_X, 206)
        lit = stars(score.stars, layout.px(52), layout.colours.glad, layout.colours.raised)
        surface.blit(lit, (layout.x(_LEFT_X), layout.y(270)))
        self._draw_against_best(surface)
        hits = f"{words.number(score.hits)} of {words.count(score.notes, 'note', 'notes')}"
        layout.put(surface, layout.text(hits, 30, layout.colours.text, bold=True), _LEFT_X, 434)
        row = f"Longest row: {words.number(score.longest_row)}"
        layout.put(surface, layout.text(row, 28, layout.colours.dim), _LEFT_X, 476)
        sentence = words.kind_sentence(self._result, self._settings.level.hit_window_s)
        size = layout.fitting_size(sentence, 28, _LEFT_WIDTH, bold=False)
        layout.put(
            surface,
            layout.text(sentence, size, layout.colours.text, most=_LEFT_WIDTH),
            _LEFT_X,
            528,
        )

    def _draw_against_best(self, surface: pygame.Surface) -> None:
        layout, points = self._layout, self._result.score.points
        before = self._best_before
        sentence = words.against_best(points, before, unfinished=self._unfinished)
        is_best = not self._unfinished and (before is None or points > before)
        size = layout.fitting_size(sentence, 32, _LEFT_WIDTH, bold=True)
        label = layout.text(
            sentence,
            size,
            layout.colours.glad if is_best else layout.colours.text,
            bold=True,
            most=_LEFT_WIDTH,
        )
        layout.put(surface, label, _LEFT_X, 372)

    def _draw_fingers(self, surface: pygame.Surface) -> None:
        layout = self._layout
        place = layout.rect(FINGERS_PANEL)
        surface.blit(
            shapes.rounded_box(place.w, place.h, layout.px(24), layout.colours.panel), place
        )
        fingers = self._result.statistics.by_grip
        heading = layout.text("Notes hit, finger by finger", 28, layout.colours.text, bold=True)
        layout.put(surface, heading, FINGERS_PANEL.left + 28, FINGERS_PANEL.top + 40)
        room = pygame.Rect(0, FINGERS_PANEL.top + 64, 0, FINGERS_PANEL.h - 76)
        spacing = min(110, room.h // max(len(fingers), 1))
        top = room.centery - spacing * len(fingers) / 2
        for number, (grip, figures) in enumerate(fingers):
            self._draw_finger(surface, grip, figures, round(top + spacing * (number + 0.5)))

    def _draw_finger(self, surface: pygame.Surface, grip: Grip, figures: Timing, y: int) -> None:
        layout, left = self._layout, FINGERS_PANEL.left
        look = grip_looks([one for one, _ in self._result.statistics.by_grip], layout.colours)[grip]
        mark = shapes.solid(look.shape, layout.px(16), look.colour, look.halo)
        half = mark.get_width() // 2
        surface.blit(mark, (layout.x(left + 44) - half, layout.y(y) - half))
        layout.put(surface, layout.text(look.name, 28, layout.colours.text), left + 82, y)
        if not figures.notes:
            layout.put(
                surface, layout.text("no notes this time", 26, layout.colours.dim), left + 196, y
            )
            return
        bar = pygame.Rect(left + 196, y - 24, 286, 26)
        draw_bar(surface, layout, bar, figures.hit_rate, look.colour)
        came = words.timing(figures, self._settings.level.hit_window_s) or "its turn will come"
        layout.put(surface, layout.text(came, 24, layout.colours.dim), left + 196, y + 26)
        percent = layout.text(
            f"{round(100 * figures.hit_rate)}%", 32, layout.colours.text, bold=True
        )
        layout.put(surface, percent, FINGERS_PANEL.right - 32, y, Align.RIGHT)


def _buttons(*, has_next: bool) -> tuple[Button, ...]:
    names = [("again", "Again"), *([("next", "Next song")] if has_next else []), ("songs", "Songs")]
    gap = 24
    width = (FINGERS_PANEL.right - _LEFT_X + gap) // len(names)
    return tuple(
        Button(
            name,
            pygame.Rect(_LEFT_X + number * width, _BUTTONS_Y, width - gap, _BUTTON_HEIGHT),
            label,
            suggested=number == 0,
        )
        for number, (name, label) in enumerate(names)
    )


def _step(button: Button | None) -> Step | None:
    return _STEPS[button.name]() if button else None
