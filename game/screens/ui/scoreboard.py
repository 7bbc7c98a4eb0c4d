"""Round the lanes: score, row, the judgement word, the race against the best, progress."""

from __future__ import annotations

from collections.abc import Hashable

import pygame

from game.play.score import Score
from game.screens.ui import shapes, words
from game.screens.ui.button import Button
from game.screens.ui.canvas import Sprite
from game.screens.ui.icons import Icon
from game.screens.ui.layout import Align, Layout
from game.screens.ui.theme import Colour

LEFT_X = 48
LEFT_WIDTH = 276
"""Room for words left of the lanes."""
SCORE_Y, ROW_Y, WORD_Y, LINE_Y = 188, 310, 414, 460
RACE_PANEL = pygame.Rect(992, 112, 256, 484)
TOP_BAR = pygame.Rect(24, 14, 1232, 82)
PROGRESS = pygame.Rect(636, 46, 350, 18)
PAUSE_BUTTON = pygame.Rect(1088, 20, 160, 70)
PAUSE_TOUCH = pygame.Rect(1080, 0, 200, 106)
"""Where a touch pauses: the whole corner."""
_TRACK_TOP, _TRACK_BOTTOM, _TRACK_WIDTH = 186, 466, 62
_YOU_X, _BEST_X = 1066, 1174
_BEST_COLOUR: Colour = (0x8D, 0xA0, 0xC6)
_FIRST_RUN = ("Your first run", "of this song.", "It will be your", "pacemaker", "next time.")


class Scoreboard:
    """The figures round the lanes at one window size."""

    def __init__(self, layout: Layout, *, races: bool) -> None:
        self._layout = layout
        self._races = races
        bar = layout.rect(PROGRESS)
        self._progress = shapes.rounded_box(bar.w, bar.h, bar.h // 2, layout.colours.accent)
        self._knob = shapes.disc(layout.px(14), layout.colours.text, layout.colours.text, 0)
        self._you = _Runner(layout, _YOU_X, layout.colours.text, smiles=True)
        self._best = _Runner(layout, _BEST_X, _BEST_COLOUR, smiles=False)

    def draw_still(self, surface: pygame.Surface, title: str, line: str) -> None:
        """What never changes during a run."""
        layout = self._layout
        _panel(surface, layout, TOP_BAR)
        room = PROGRESS.left - 48 - 24
        layout.put(
            surface, layout.text(title, 32, layout.colours.text, bold=True, most=room), 48, 38
        )
        layout.put(surface, layout.text(line, 24, layout.colours.dim, most=room), 48, 73)
        bar = layout.rect(PROGRESS)
        surface.blit(shapes.rounded_box(bar.w, bar.h, bar.h // 2, layout.colours.raised), bar)
        pause = Button("pause", PAUSE_BUTTON, "Pause", Icon.PAUSE)
        pause.draw(surface, layout, focused=False, pressed=False)
        layout.put(surface, layout.text("Score", 28, layout.colours.dim), LEFT_X, 138)
        layout.put(surface, layout.text("In a row", 28, layout.colours.dim), LEFT_X, 260)
        _panel(surface, layout, RACE_PANEL)
        if self._races:
            self._draw_tracks(surface)
        else:
            self._draw_first_run(surface)

    def sprites(
        self, score: Score, row: int, best_points: int | None, praise: words.Praise | None
    ) -> dict[Hashable, Sprite]:
        """The figures as they are now."""
        layout = self._layout
        points = layout.text(words.number(score.points), 60, layout.colours.text, bold=True)
        in_a_row = layout.text(words.number(row), 52, layout.colours.text, bold=True)
        sprites: dict[Hashable, Sprite] = {
            "points": layout.sprite(points, LEFT_X, SCORE_Y),
            "row": layout.sprite(in_a_row, LEFT_X, ROW_Y),
        }
        if praise:
            size = layout.fitting_size(praise.word, 46, LEFT_WIDTH, bold=True)
            word = layout.text(praise.word, size, layout.colours.text, bold=True)
            sprites["word"] = layout.sprite(word, LEFT_X, WORD_Y)
            size = layout.fitting_size(praise.line, 28, LEFT_WIDTH, bold=False)
            sprites["line"] = layout.sprite(
                layout.text(praise.line, size, layout.colours.text), LEFT_X, LINE_Y
            )
        if best_points is not None:
            self._add_race(sprites, score, best_points)
        return sprites

    def progress(self, share: float) -> dict[Hashable, Sprite]:
        """How much of the song is over."""
        layout, bar = self._layout, self._layout.rect(PROGRESS)
        filled = round(bar.w * share)
        knob_x = bar.left + filled - self._knob.get_width() // 2
        knob_y = bar.centery - self._knob.get_height() // 2
        percent = layout.text(f"{int(100 * share)}%", 28, layout.colours.text, bold=True)
        sprites: dict[Hashable, Sprite] = {
            "knob": Sprite(self._knob, knob_x, knob_y),
            "percent": layout.sprite(percent, PROGRESS.right + 26, PROGRESS.centery),
        }
        if filled:
            done = Sprite(self._progress, bar.x, bar.y, (0, 0, filled, bar.h))
            sprites = {"done": done, **sprites}
        return sprites

    def _add_race(self, sprites: dict[Hashable, Sprite], score: Score, best: int) -> None:
        most = max(score.max_points, 1)
        self._best.add_to(sprites, "best", best / most)
        self._you.add_to(sprites, "you", score.points / most)
        sentence = words.race(score.points, best)
        colours = self._layout.colours
        colour = colours.glad if score.points > best else colours.text
        size = self._layout.fitting_size(sentence, 30, RACE_PANEL.w - 24, bold=True)
        label = self._layout.text(sentence, size, colour, bold=True)
        sprites["race"] = self._layout.sprite(label, RACE_PANEL.centerx, 562, Align.MIDDLE)

    def _draw_tracks(self, surface: pygame.Surface) -> None:
        layout = self._layout
        heading = layout.text("Race your best", 28, layout.colours.text, bold=True)
        layout.put(surface, heading, RACE_PANEL.centerx, 146, Align.MIDDLE)
        for x, name, colour in (
            (_YOU_X, "You", layout.colours.text),
            (_BEST_X, "Best", layout.colours.dim),
        ):
            track = layout.rect(_track(x))
            surface.blit(
                shapes.rounded_box(track.w, track.h, track.w // 2, layout.colours.raised), track
            )
            layout.put(surface, layout.text(name, 28, colour, bold=True), x, 496, Align.MIDDLE)
        y = _TRACK_TOP
        for start in range(RACE_PANEL.left + 24, RACE_PANEL.right - 24, 16):
            surface.fill(layout.colours.dim, layout.rect(pygame.Rect(start, y - 1, 9, 3)))
        edge = layout.rect(pygame.Rect(RACE_PANEL.left + 24, 526, RACE_PANEL.w - 48, 2))
        surface.fill(layout.colours.raised, edge)

    def _draw_first_run(self, surface: pygame.Surface) -> None:
        layout = self._layout
        for number, line in enumerate(_FIRST_RUN):
            bold = number < 2
            label = layout.text(
                line,
                30 if bold else 28,
                layout.colours.text if bold else layout.colours.dim,
                bold=bold,
            )
            y = 240 + 42 * number + (24 if number >= 2 else 0)
            layout.put(surface, label, RACE_PANEL.centerx, y, Align.MIDDLE)


class _Runner:
    """A face on top of a column."""

    def __init__(self, layout: Layout, x: int, colour: Colour, *, smiles: bool) -> None:
        self._track = layout.rect(_track(x))
        side = self._track.w
        dimmer = (colour[0] * 3 // 4, colour[1] * 3 // 4, colour[2] * 3 // 4)
        self._column = shapes.rounded_box(side, self._track.h, side // 2, dimmer)
        self._face = _face(side, colour, layout.colours.ground, smiles=smiles)

    def add_to(self, sprites: dict[Hashable, Sprite], name: str, share: float) -> None:
        """Put the runner `share` (0 to 1) of the way up."""
        side, track = self._track.w, self._track
        top = track.bottom - side - round((track.h - side) * min(max(share, 0.0), 1.0))
        start = track.h - (track.bottom - top - side // 2)
        area = (0, start, side, track.h - start)
        sprites[name, "column"] = Sprite(self._column, track.x, top + side // 2, area)
        sprites[name, "face"] = Sprite(self._face, track.x, top)


def _track(x: int) -> pygame.Rect:
    return pygame.Rect(x - _TRACK_WIDTH // 2, _TRACK_TOP, _TRACK_WIDTH, _TRACK_BOTTOM - _TRACK_TOP)


def _panel(surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
    place = layout.rect(rect)
    surface.blit(shapes.rounded_box(place.w, place.h, layout.px(20), layout.colours.panel), place)


def _face(side: int, colour: Colour, features: Colour, *, smiles: bool) -> pygame.Surface:
    finer = 4
    large = pygame.Surface((side * finer, side * finer), pygame.SRCALPHA)
    large.fill((*colour, 0))
    unit = side * finer / 60
    pygame.draw.circle(large, colour, (30 * unit, 30 * unit), 30 * unit)
    for x in (20, 40):
        pygame.draw.circle(large, features, (x * unit, 26 * unit), 5 * unit)
    if smiles:
        mouth = pygame.Rect(0, 0, 28 * unit, 24 * unit)
        mouth.center = (round(30 * unit), round(33 * unit))
        pygame.draw.arc(large, features, mouth, 3.5, 5.93, round(4 * unit))
    return pygame.transform.smoothscale(large, (side, side))
