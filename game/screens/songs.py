"""The list of songs, and how they are to be played: level, speed, hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pygame

from game.charting.level import Level
from game.inputs.actions import Action, Phase, Pointer, Scroll
from game.screens.screen import Leave, OpenInputs, OpenPlay, OpenSound, OpenTunes, Screen, Step
from game.screens.ui.button import Button, ButtonGroup
from game.screens.ui.icons import Icon
from game.screens.ui.layout import Layout
from game.screens.ui.list import ListView
from game.screens.ui.song_rows import (
    ROW_HEIGHT,
    TALL_HEIGHT,
    SongRow,
    draw_chosen_row,
    draw_no_songs,
    draw_row,
    draw_scroll_mark,
)
from game.screens.ui.stepper import stepper
from game.screens.ui.theme import DIM, GROUND, TEXT
from game.screens.ui.toggle import Toggle
from game.settings import (
    FASTEST_PERCENT,
    SLOWEST_PERCENT,
    SPEED_STEP_PERCENT,
    Hand,
    PlaySettings,
)

LIST_RECT = pygame.Rect(34, 96, 776, 540)
TYPING_PAUSE_S = 1.2
"""Letters typed within this time of each other make one beginning of a title."""
_COLUMN_X, _COLUMN_WIDTH = 866, 366
_TUNE_WIDTH = 112
_KEYS = pygame.Rect(_COLUMN_X, 20, 175, 64)
_SOUND = pygame.Rect(_COLUMN_X + _COLUMN_WIDTH - 175, 20, 175, 64)
_SCROLL_MARK = pygame.Rect(814, 108, 8, 516)
_HANDS = (Hand.LEFT, Hand.RIGHT)


class SongsScreen(Screen):
    """Choose a song and how to play it.

    `rows` are the songs with their bests under `chosen` settings; `on_settings` is told of changed
    settings and answers with the rows under them. `song_key` is the song to begin with. `message`
    is one sentence at the bottom.

    Up and down move in the list, right leads to the settings, left or back return; OK chooses.
    """

    def __init__(
        self,
        rows: Sequence[SongRow],
        chosen: PlaySettings,
        levels: Sequence[Level],
        on_settings: Callable[[PlaySettings], Sequence[SongRow]],
        *,
        song_key: str | None = None,
        message: str = "",
    ) -> None:
        self.settings = chosen
        self._rows = list(rows)
        self._levels = list(levels)
        self._on_settings = on_settings
        self._message = message
        self._layout = Layout((1280, 720))
        self._in_list = True
        self._now_s = 0.0
        self._typed = ""
        self._typed_at_s = 0.0
        self._drawn: tuple[object, ...] | None = None
        self._level = stepper("level", "Level", _COLUMN_X, 96, _COLUMN_WIDTH)
        self._speed = stepper("speed", "Speed", _COLUMN_X, 228, _COLUMN_WIDTH)
        self._hand = Toggle(
            "hand", pygame.Rect(_COLUMN_X, 398, _COLUMN_WIDTH, 72), words=("Left", "Right")
        )
        play_width = _COLUMN_WIDTH - _TUNE_WIDTH - 16
        self._play = Button(
            "play", pygame.Rect(_COLUMN_X, 518, play_width, 106), "Play", Icon.PLAY, True
        )
        self._tune = Button(
            "tune", pygame.Rect(_COLUMN_X + play_width + 16, 518, _TUNE_WIDTH, 106), "Tune"
        )
        keys = Button("keys", _KEYS, "Keys  F3")
        sound = Button("sound", _SOUND, "Sound  F2")
        self._buttons = ButtonGroup(
            (
                *(keys, sound),
                *(self._level.less, self._level.more, self._speed.less, self._speed.more),
                *(self._hand, self._play, self._tune),
            )
        )
        self._buttons.set_focus("play")
        self._list = ListView(LIST_RECT, ROW_HEIGHT, TALL_HEIGHT, len(self._rows))
        self._list.choose(self._place_of(song_key))
        self._update_buttons()

    @property
    def takes_text(self) -> bool:
        """Letters jump to a title."""
        return True

    @property
    def chosen_row(self) -> SongRow | None:
        """The song that would be played; None without songs."""
        return self._rows[self._list.chosen] if self._rows else None

    @property
    def is_being_typed(self) -> bool:
        """Whether the player may still be typing the beginning of a title."""
        return bool(self._typed) and self._now_s - self._typed_at_s < TYPING_PAUSE_S

    def show_rows(self, rows: Sequence[SongRow], song_key: str | None = None) -> None:
        """Show these songs instead; the chosen one stays chosen, unless `song_key` is there."""
        row = self.chosen_row
        self._rows = list(rows)
        self._list.replace(len(self._rows), self._place_of(row.key if row else None))
        if song_key is not None and any(row.key == song_key for row in self._rows):
            self._list.choose(self._place_of(song_key))
        self._update_buttons()

    def show_message(self, message: str) -> None:
        """Show this sentence at the bottom instead."""
        self._message = message

    def act(self, action: Action) -> Step | None:
        """Arrows move, OK chooses, back returns to the list and from there leaves the game."""
        if action is Action.SOUND:
            return OpenSound()
        if action is Action.INPUTS:
            return OpenInputs()
        if self._in_list:
            return self._act_in_list(action)
        if action is Action.BACK:
            self._in_list = True
            return None
        before = self._buttons.focus
        chosen = self._buttons.act(action)
        if action is Action.LEFT and self._buttons.focus == before:
            self._in_list = True
        return self._press(chosen)

    def point(self, pointer: Pointer | Scroll) -> Step | None:
        """The wheel and dragging scroll, tapping a row chooses it, tapping it again plays it."""
        if isinstance(pointer, Scroll):
            self._list.scroll_rows(pointer.steps)
            return None
        x, y = self._layout.to_design(pointer.x, pointer.y)
        chosen = self._buttons.point(pointer, x, y)
        if pointer.phase is Phase.DOWN:
            self._in_list = x < _COLUMN_X - 20
        tapped = self._list.point(pointer, x, y)
        if tapped is not None:
            if tapped == self._list.chosen:
                return self._play_chosen()
            self._choose(tapped)
        return self._press(chosen)

    def type(self, text: str) -> Step | None:
        """Jump to the first song whose title begins with what is being typed."""
        if self._now_s - self._typed_at_s > TYPING_PAUSE_S:
            self._typed = ""
        self._typed_at_s = self._now_s
        self._typed += text.casefold()
        for number, row in enumerate(self._rows):
            if row.title.casefold().startswith(self._typed):
                self._in_list = True
                self._choose(number)
                return None
        return None

    def tick(self, now_s: float) -> Step | None:
        """Keeps the time between typed letters."""
        self._now_s = now_s

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Redraw everything if anything has changed, else nothing."""
        look = (
            surface.get_size(),
            self._list.chosen,
            self._list.scroll,
            self._in_list,
            self.settings,
            self._message,
            tuple(self._rows[number] for number, _ in self._list.seen()),
            *self._buttons.look(),
        )
        if look == self._drawn:
            return []
        self._drawn = look
        self._layout = Layout(surface.get_size())
        surface.fill(GROUND)
        self._draw_list(surface)
        self._draw_settings(surface)
        return [surface.get_rect()]

    def _act_in_list(self, action: Action) -> Step | None:
        match action:
            case Action.UP | Action.DOWN:
                self._choose(self._list.chosen + (1 if action is Action.DOWN else -1))
            case Action.NEXT:
                self._choose((self._list.chosen + 1) % max(len(self._rows), 1))
            case Action.RIGHT:
                self._in_list = False
            case Action.OK:
                return self._play_chosen()
            case Action.BACK:
                return Leave()
            case _:
                pass
        return None

    def _press(self, button: Button | None) -> Step | None:
        match button.name if button else None:
            case "level less" | "level more" as name:
                self._step_level(1 if name == "level more" else -1)
            case "speed less" | "speed more" as name:
                self._step_speed(1 if name == "speed more" else -1)
            case "hand":
                other = _HANDS[1 - _HANDS.index(self.settings.hand)]
                self._change(replace(self.settings, hand=other))
            case "keys":
                return OpenInputs()
            case "sound":
                return OpenSound()
            case "play":
                return self._play_chosen()
            case "tune":
                row = self.chosen_row
                return OpenTunes(row.key) if row else None
            case _:
                pass
        return None

    def _play_chosen(self) -> Step | None:
        row = self.chosen_row
        return OpenPlay(row.key) if row and not row.problem else None

    def _choose(self, number: int) -> None:
        self._list.choose(number)
        self._update_buttons()

    def _place_of(self, key: str | None) -> int:
        return next((number for number, row in enumerate(self._rows) if row.key == key), 0)

    def _step_level(self, step: int) -> None:
        """Take the next level; fingers that the player has chosen stay chosen."""
        before = self.settings.level
        level = self._levels[self._level_place() + step]
        has_chosen_grips = self.settings.grips != before.default_grips
        grips = self.settings.grips if has_chosen_grips else level.default_grips
        self._change(replace(self.settings, level=level, grips=grips))

    def _step_speed(self, step: int) -> None:
        percent = self.settings.speed_percent + step * SPEED_STEP_PERCENT
        percent = min(max(percent, SLOWEST_PERCENT), FASTEST_PERCENT)
        self._change(replace(self.settings, speed_percent=percent))

    def _change(self, changed: PlaySettings) -> None:
        self.settings = changed
        self.show_rows(self._on_settings(changed))

    def _level_place(self) -> int:
        ids = [level.id for level in self._levels]
        return ids.index(self.settings.level.id) if self.settings.level.id in ids else 0

    def _update_buttons(self) -> None:
        self._level.less.enabled = self._level_place() > 0
        self._level.more.enabled = self._level_place() < len(self._levels) - 1
        self._speed.less.enabled = self.settings.speed_percent > SLOWEST_PERCENT
        self._speed.more.enabled = self.settings.speed_percent < FASTEST_PERCENT
        self._hand.chosen = _HANDS.index(self.settings.hand)
        row = self.chosen_row
        self._play.enabled = row is not None and row.problem is None
        self._tune.enabled = row is not None and row.has_tunes

    def _draw_list(self, surface: pygame.Surface) -> None:
        layout, rows = self._layout, self._list
        layout.put(surface, layout.text("Choose a song", 40, TEXT, bold=True), 48, 52)
        surface.set_clip(layout.rect(LIST_RECT))
        for number, rect in rows.seen():
            if number == rows.chosen:
                focused = self._in_list
                draw_chosen_row(surface, layout, self._rows[number], rect, focused=focused)
            else:
                draw_row(surface, layout, self._rows[number], rect)
        surface.set_clip(None)
        if not self._rows:
            draw_no_songs(surface, layout, LIST_RECT)
        if rows.height > LIST_RECT.h:
            seen_to = (rows.scroll + LIST_RECT.h) / rows.height
            draw_scroll_mark(surface, layout, _SCROLL_MARK, rows.scroll / rows.height, seen_to)

    def _draw_settings(self, surface: pygame.Surface) -> None:
        layout = self._layout
        self._buttons.draw(surface, layout, has_focus=not self._in_list)
        self._level.draw(surface, layout, self.settings.level.name)
        self._speed.draw(surface, layout, f"{self.settings.speed_percent}%")
        layout.put(surface, layout.text("Hand", 26, DIM), _COLUMN_X, 374)
        if self._message:
            layout.put(surface, layout.text(self._message, 26, DIM, most=1180), 48, 680)
