"""The list of songs: find one, see what it holds, and play it.

The list is at the left, what belongs to the chosen song beside it. What is needed more rarely is on
pages that take the place of the song: how to play, more about the song, which songs to show, adding
songs. Typing searches, whatever has the focus.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pygame

from game.charting.level import Level
from game.inputs.actions import Action, Phase, Pointer, Scroll
from game.screens.screen import OpenHome, OpenInputs, OpenPlay, OpenSound, OpenTunes, Screen, Step
from game.screens.ui.button import Button, ButtonGroup
from game.screens.ui.layout import Layout
from game.screens.ui.song_details import NotDoneError, SongDesk, SongDetails
from game.screens.ui.song_finder import Show
from game.screens.ui.song_list import LIST_RECT, SongList
from game.screens.ui.song_pages import FIRST, HANDS, PATH_FIELD, SEARCH, Page, Situation, buttons_of
from game.screens.ui.song_panel import SongPanel, draw_how, draw_page
from game.screens.ui.song_rows import SongRow
from game.screens.ui.text_field import TextField
from game.settings import FASTEST_PERCENT, SLOWEST_PERCENT, SPEED_STEP_PERCENT, PlaySettings

TYPING_PAUSE_S = 1.2
"""After this time without a letter the player has done typing."""
REST_S = 0.25
"""More is told of a song once the choice has rested on it for so long."""
_TITLES_A_FRAME = 60
_PAGE_OF = {"how": Page.HOW, "more": Page.MORE, "show": Page.SHOW, "add songs": Page.ADD}
_OPENED_BY = {Page.MORE: "more", Page.SHOW: "show", Page.ADD: "add songs"}
"""Where the focus is after these pages."""
_ABOVE = ("show", "clear", "add songs")


class SongsScreen(Screen):
    """Choose a song and how to play it.

    `rows` are the songs with their bests under `chosen` settings; `on_settings` is told of changed
    settings and answers with the rows under them. `song_key` is the song to begin with. `message`
    is one sentence at the bottom. `desk` knows more about songs; without it they can be played,
    and that is all.

    Up and down move in the list, right leads beside it, left or back return; OK chooses.
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
        desk: SongDesk | None = None,
    ) -> None:
        self.settings = chosen
        self._levels = tuple(levels)
        self._on_settings = on_settings
        self._message = message
        self._desk = desk
        self._layout = Layout((1280, 720))
        self._in_list = True
        self._now_s = 0.0
        self._typed_at_s = -TYPING_PAUSE_S
        self._looked_at: tuple[object, ...] = ()
        self._looked_at_s = 0.0
        self._details = SongDetails()
        self._said = ""
        self._title = ""
        """Of the song that the page is about."""
        self._wanted_key: str | None = None
        """The song to choose as soon as it is there."""
        self._drawn: tuple[object, ...] | None = None
        self._page = Page.SONG
        self._panel = SongPanel()
        self._path = TextField(PATH_FIELD, "Where they are")
        self._list = SongList(rows, chosen.level.number, desk.show if desk else Show.ALL)
        if song_key is not None:
            self._list.choose_song(song_key)
        self._buttons = ButtonGroup(())
        self._open(Page.SONG)

    @property
    def takes_text(self) -> bool:
        """Letters are looked for in the titles."""
        return True

    @property
    def chosen_row(self) -> SongRow | None:
        """The song that would be played; None without songs."""
        return self._list.row

    @property
    def is_being_typed(self) -> bool:
        """Whether the player may still be typing what to look for."""
        return bool(self._list.search) and self._now_s - self._typed_at_s < TYPING_PAUSE_S

    def show_rows(self, rows: Sequence[SongRow], song_key: str | None = None) -> None:
        """Show these songs instead; the chosen one stays chosen, unless `song_key` is there."""
        self._list.replace(rows, self.settings.level.number)
        if song_key is not None:
            self._wanted_key = song_key
        if self._wanted_key is not None and self._list.choose_song(self._wanted_key):
            self._wanted_key = None
        self._looked_at = ()
        self._refresh()

    def show_message(self, message: str) -> None:
        """Show this sentence at the bottom instead."""
        self._message = message

    def act(self, action: Action) -> Step | None:
        """Arrows move, OK chooses, back leads back step by step, and from the list home."""
        match action:
            case Action.SOUND:
                return OpenSound()
            case Action.INPUTS:
                return OpenInputs()
            case Action.BACK:
                return self._go_back()
            case Action.ERASE:
                self._edit(self._typed[:-1])
            case Action.PAUSE:
                self._edit(f"{self._typed} ".lstrip())
            case _ if self._in_list:
                return self._act_in_list(action)
            case _:
                return self._act_beside(action)
        return None

    def point(self, pointer: Pointer | Scroll) -> Step | None:
        """The wheel and dragging scroll, tapping a row chooses it, tapping it again plays it."""
        if isinstance(pointer, Scroll):
            self._list.scroll_rows(pointer.steps)
            return None
        x, y = self._layout.to_design(pointer.x, pointer.y)
        chosen = self._buttons.point(pointer, x, y)
        if pointer.phase is Phase.DOWN:
            self._in_list = LIST_RECT.collidepoint(x, y)
        tapped = self._list.point(pointer, x, y)
        if tapped is None:
            return self._press(chosen)
        if tapped == self._list.place:
            return self._play_chosen()
        self._choose(tapped)
        self._return_to_list()
        return None

    def type(self, text: str) -> Step | None:
        """Look for what is being typed; on the page for adding songs it says where they are."""
        shown = "".join(char for char in text if char.isprintable())
        self._edit(f"{self._typed}{shown}".lstrip())

    def tick(self, now_s: float) -> Step | None:
        """Learn more about the song that the choice rests on."""
        self._now_s = now_s
        self._list.prepare(_TITLES_A_FRAME)
        row = self.chosen_row
        looked_at = (row.key if row else None, self.settings)
        if looked_at != self._looked_at:
            self._looked_at, self._looked_at_s = looked_at, now_s
            self._details = SongDetails()
        is_resting = now_s - self._looked_at_s >= REST_S
        if self._desk and row and is_resting and not self._details.is_final:
            self._details = self._desk.details(row.key, self.settings)
        return None

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Redraw everything if anything has changed, else nothing."""
        look = (
            surface.get_size(),
            self.style,
            *(self.settings, self._message, self._said, self._title),
            *(self._page, self._in_list, self._path.text, self._details),
            *self._list.look(),
            *self._buttons.look(),
        )
        if look == self._drawn:
            return []
        self._drawn = look
        layout = self._layout = Layout(surface.get_size(), self.style)
        surface.fill(layout.colours.ground)
        self._draw_search(surface, layout)
        self._list.draw(surface, layout, len(self._levels), focused=self._in_list)
        self._buttons.draw(surface, layout, has_focus=not self._in_list)
        self._draw_page(surface, layout)
        if said := self._said or self._message:
            layout.put(surface, layout.text(said, 26, layout.colours.dim, most=1180), 48, 680)
        return [surface.get_rect()]

    @property
    def _typed(self) -> str:
        """The line that is being typed into."""
        return self._path.text if self._page is Page.ADD else self._list.search

    def _edit(self, text: str) -> None:
        """The line that is being typed into is `text` now."""
        if text == self._typed:
            return
        if self._page is Page.ADD:
            self._path.text = ""
            self._path.type(text)
            self._refresh()
            return
        self._typed_at_s = self._now_s
        self._list.look_for(text)
        self._return_to_list()

    def _act_in_list(self, action: Action) -> Step | None:
        match action:
            case Action.UP if self._list.place == 0:
                self._in_list = False
                self._buttons.set_focus("show")
            case Action.UP | Action.DOWN:
                self._choose(self._list.place + (1 if action is Action.DOWN else -1))
            case Action.NEXT:
                self._choose((self._list.place + 1) % max(self._list.count, 1))
            case Action.RIGHT:
                self._in_list = False
                self._buttons.set_focus(FIRST[Page.SONG])
            case Action.OK:
                return self._play_chosen()
            case _:
                pass
        return None

    def _act_beside(self, action: Action) -> Step | None:
        before = self._buttons.focus
        step = self._press(self._buttons.act(action))
        is_above = self._buttons.focused.name in _ABOVE
        leads_back = action is Action.LEFT or (action is Action.DOWN and is_above)
        if leads_back and self._buttons.focus == before:
            self._return_to_list()
        return step

    def _go_back(self) -> Step | None:
        """One step: from a page to the song, from a search to all songs, to the list, home."""
        if self._page is not Page.SONG:
            self._open(Page.SONG)
        elif self._list.search:
            self._edit("")
        elif self._in_list:
            return OpenHome()
        else:
            self._in_list = True
        return None

    def _press(self, button: Button | None) -> Step | None:
        name = button.name if button else ""
        row = self.chosen_row
        match name:
            case "play":
                return self._play_chosen()
            case "sound":
                return OpenSound()
            case "keys":
                return OpenInputs()
            case "tune":
                return OpenTunes(row.key) if row else None
            case "how" | "more" | "show" | "add songs" | "done":
                page = _PAGE_OF.get(name, Page.SONG)
                self._open(page if page is not self._page else Page.SONG)
            case "clear":
                self._edit("")
            case "level less" | "level more":
                self._step_level(1 if name == "level more" else -1)
            case "speed less" | "speed more":
                self._step_speed(1 if name == "speed more" else -1)
            case "hand":
                other = HANDS[1 - HANDS.index(self.settings.hand)]
                self._change(replace(self.settings, hand=other))
            case _ if name.startswith("show "):
                self._ask_for(Show(name.removeprefix("show ")))
            case _ if name and self._desk:
                self._ask(self._desk, name, row)
            case _:
                pass
        return None

    def _ask(self, desk: SongDesk, name: str, row: SongRow | None) -> None:
        """What the desk does with songs; what it can't do is said."""
        self._said = ""
        try:
            match name:
                case "favourite" if row:
                    desk.set_favourite(row.key, is_one=not row.is_favourite)
                    self._change_row(row, replace(row, is_favourite=not row.is_favourite))
                    self._open(Page.SONG)
                case "remove" if row:
                    desk.remove(row.key)
                    self._change_row(row, None)
                    self._open(Page.REMOVED)
                    self._title = row.title
                case "put back":
                    self._wanted_key = desk.put_back()
                    self._open(Page.SONG)
                case "paste":
                    self.type(desk.pasted())
                    self._buttons.set_focus("add")
                case "add":
                    desk.add(self._path.text)
                    self._path.text = ""
                    self._open(Page.SONG)
                case _:
                    pass
        except NotDoneError as problem:
            self._said = str(problem)

    def _change_row(self, row: SongRow, now: SongRow | None) -> None:
        self._list.change({row.key: now}, self.settings.level.number)

    def _ask_for(self, show: Show) -> None:
        self._list.ask_for(show)
        if self._desk:
            self._desk.show = show
        self._return_to_list()

    def _play_chosen(self) -> Step | None:
        row = self.chosen_row
        return OpenPlay(row.key) if row and not row.problem else None

    def _choose(self, place: int) -> None:
        self._list.choose(place)
        self._refresh()

    def _return_to_list(self) -> None:
        self._open(Page.SONG)
        self._in_list = True

    def _open(self, page: Page) -> None:
        """Show this page, with the focus where it is needed first."""
        row, before = self.chosen_row, self._page
        self._page, self._said = page, ""
        self._title = row.title if row else ""
        self._refresh()
        names = [button.name for button in self._buttons.buttons]
        first = FIRST.get(page, f"show {self._list.show.value}")
        if page is Page.SONG:
            first = _OPENED_BY.get(before, first)
        self._buttons.set_focus(first if first in names else names[-1])
        self._in_list = False if page is not Page.SONG else self._in_list

    def _refresh(self) -> None:
        """Have the buttons that belong to what is shown now."""
        now = Situation(
            row=self.chosen_row,
            settings=self.settings,
            levels=self._levels,
            place=self._level_place(),
            show=self._list.show,
            is_searching=bool(self._list.search),
            can_change=self._desk is not None,
            removed_title=self._desk.removed_title if self._desk else "",
            has_path=bool(self._path.text.strip()),
        )
        self._buttons.replace(buttons_of(self._page, now))

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

    def _draw_search(self, surface: pygame.Surface, layout: Layout) -> None:
        field = SEARCH.copy()
        field.w -= 80 if self._list.search else 0
        is_active = self._page is not Page.ADD
        TextField(field, "Type to find a song", self._list.search, is_active).draw(surface, layout)

    def _draw_page(self, surface: pygame.Surface, layout: Layout) -> None:
        row = self.chosen_row
        if self._page is Page.HOW:
            draw_how(surface, layout, self.settings)
        elif self._page is Page.SONG:
            if row:
                self._panel.draw_song(surface, layout, row, self._details)
        elif self._page is not Page.SHOW:
            draw_page(surface, layout, self._page, self._title, self._path)
