"""A songs screen to be used with keys, mouse and touch, for the tests of this room."""

from __future__ import annotations

import pygame

from game.charting.level import Level, first_steps
from game.inputs.actions import Action, Phase, Pointer
from game.screens.songs import SongsScreen
from game.screens.steps import Step
from game.screens.ui.song_rows import SongRow
from game.settings import PlaySettings
from tests.screens import desk, helpers
from tests.screens.desk import FakeDesk
from tests.screens.helpers import LEVELS

ROWS = [
    SongRow("ode", "Ode to Joy", 62, 1240, 3, other_records=3, has_tunes=True, last_run="Today"),
    SongRow("star", "Twinkle, Twinkle, Little Star", 48, level_number=2),
    SongRow("cut", "Cut off", 0, problem="This file ends too early to be a song.", is_own=True),
    SongRow("elise", "Für Elise", 180, is_own=True, is_favourite=True, level_number=3),
]
MANY = [SongRow(str(number), f"Song {number:05d}", 60) for number in range(10_000)]
TOUCH_ID = 5
UP, DOWN, LEFT, RIGHT = Action.UP, Action.DOWN, Action.LEFT, Action.RIGHT
OK, BACK, SPACE, ERASE = Action.OK, Action.BACK, Action.PAUSE, Action.ERASE
FIRST_ROW, SECOND_ROW = (300, 180), (300, 112 + 148 + 46)


class Songs:
    """A songs screen that remembers the settings it asked for."""

    def __init__(
        self,
        rows: list[SongRow] = ROWS,
        chosen: PlaySettings | None = None,
        desk: FakeDesk | None = None,
        levels: tuple[Level, ...] = first_steps(LEVELS),
    ) -> None:
        self.asked: list[PlaySettings] = []
        self.rows = rows
        self.desk = desk or FakeDesk()
        self.screen = SongsScreen(
            rows,
            chosen or helpers.settings("2", helpers.FOUR[:3]),
            levels,
            self.change,
            desk=self.desk,
        )
        self.surface = pygame.Surface((1280, 720))
        self.screen.draw(self.surface)

    def change(self, settings: PlaySettings) -> list[SongRow]:
        self.asked.append(settings)
        return self.rows

    def act(self, *actions: Action) -> Step | None:
        step = None
        for action in actions:
            step = self.screen.act(action)
        return step

    def type(self, text: str) -> None:
        for letter in text:
            if letter == " ":
                self.screen.act(SPACE)
            else:
                self.screen.type(letter)

    def press(self, *names: str, pointer_id: int = TOUCH_ID) -> Step | None:
        return desk.press(self.screen, *names, pointer_id=pointer_id)

    def tap(self, point: tuple[int, int], pointer_id: int = TOUCH_ID) -> Step | None:
        self.screen.point(Pointer(Phase.DOWN, *point, pointer_id))
        return self.screen.point(Pointer(Phase.UP, *point, pointer_id))

    @property
    def key(self) -> str:
        assert self.screen.chosen_row
        return self.screen.chosen_row.key

    @property
    def found(self) -> list[str]:
        """The songs in the list, from the first to the last."""
        return [row.key for row in self.screen._list._finder.found]
