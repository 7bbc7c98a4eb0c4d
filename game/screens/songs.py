"""The list of songs: find one, see what it holds, and play it.

The list is at the left, what belongs to the chosen song beside it. Where texts are large the list
has all of the width, and the song a page of its own. What is needed more rarely is on further
pages: how to play, more about the song, letters to search with, which songs to show, adding songs.
Typing searches, whatever has the focus.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.charting.level import Level
from game.inputs.actions import PAGING, Action, Phase, Pointer, Scroll
from game.screens.screen import Screen
from game.screens.song_steps import step_of
from game.screens.steps import OpenHome, Step
from game.screens.ui.button import Button, ButtonGroup
from game.screens.ui.layout import Layout
from game.screens.ui.song_choice import SongChoice
from game.screens.ui.song_details import NotDoneError, SongDesk
from game.screens.ui.song_finder import Show
from game.screens.ui.song_frame import Zone, frame_of, top_buttons
from game.screens.ui.song_pages import OPENED_BY, PAGE_OF, SongPage, show_name
from game.screens.ui.song_rows import SongRow
from game.screens.ui.song_sheet import SongSheet
from game.settings import PlaySettings

TYPING_PAUSE_S = 1.2
"""After this time without a letter the player has done typing."""


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
        self._choice = SongChoice(rows, chosen, levels, on_settings, desk)
        if song_key is not None:
            self._choice.show_rows(rows, song_key)
        self._list = self._choice.list
        self._message = message
        self._layout = Layout((1280, 720))
        self._zone = Zone.LIST
        self._now_s = 0.0
        self._typed_at_s = -TYPING_PAUSE_S
        self._pointed_at = (0.0, 0.0)
        self._drawn: tuple[object, ...] | None = None
        self._sheet = SongSheet(self._choice)
        self._page = self._sheet.page
        self._top = ButtonGroup(())
        self._open(SongPage.SONG)
        self._zone = Zone.LIST

    @property
    def settings(self) -> PlaySettings:
        """How the next song will be played."""
        return self._choice.settings

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

    @property
    def buttons(self) -> Sequence[Button]:
        """All that are on show."""
        top = () if self._is_alone else self._top.buttons
        return [*top, *(() if self._is_list_alone else self._page.buttons)]

    def show_rows(self, rows: Sequence[SongRow], song_key: str | None = None) -> None:
        """Show these songs instead; the chosen one stays chosen, unless `song_key` is there."""
        self._choice.show_rows(rows, song_key)
        self._refresh()

    def show_message(self, message: str) -> None:
        """Show this sentence at the bottom instead."""
        if message != self._message:
            self._message = message
            self._arrange()

    def act(self, action: Action) -> Step | None:
        """Arrows move, OK chooses, back leads back step by step, and from the list home."""
        match action:
            case Action.SOUND:
                return step_of("sound", None)
            case Action.INPUTS:
                return step_of("keys", None)
            case Action.BACK:
                return self._go_back()
            case Action.ERASE:
                self._edit(self._sheet.typed[:-1])
            case Action.PAUSE:
                self._edit(f"{self._sheet.typed} ".lstrip())
            case _ if self._zone is Zone.LIST:
                return self._act_in_list(action)
            case _ if self._zone is Zone.TOP:
                return self._act_above(action)
            case _:
                return self._act_in_page(action)
        return None

    def point(self, pointer: Pointer | Scroll) -> Step | None:
        """The wheel and dragging scroll, tapping a row chooses it, tapping it again plays it."""
        if isinstance(pointer, Scroll):
            self._scroll(pointer.steps)
            return None
        x, y = self._pointed_at = self._layout.to_design(pointer.x, pointer.y)
        if self._is_alone:
            return self._press(self._page.point(pointer, x, y))
        chosen = self._top.point(pointer, x, y)
        if not self._frame.is_wide:
            chosen = self._page.point(pointer, x, y) or chosen
        if pointer.phase is Phase.DOWN:
            self._zone = self._frame.zone_at(x, y)
        tapped = self._list.point(pointer, x, y)
        if tapped is None:
            return self._press(chosen)
        if tapped == self._list.place:
            return self._take_chosen()
        self._choose(tapped)
        self._return_to_list()
        return self._take_chosen() if self._frame.is_wide else None

    def type(self, text: str) -> Step | None:
        """Look for what is being typed; on the page for adding songs it says where they are."""
        shown = "".join(char for char in text if char.isprintable())
        self._edit(f"{self._sheet.typed}{shown}".lstrip())

    def tick(self, now_s: float) -> Step | None:
        """Learn more about the song that the choice rests on."""
        self._now_s = now_s
        if self._choice.tick(now_s) and self._sheet.shown is SongPage.SONG:
            self._fill_page()
        return None

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Redraw everything if anything has changed, else nothing."""
        layout = Layout(surface.get_size(), self.style)
        if layout != self._layout:
            self._layout = layout
            self._refresh()
        if self._look() == self._drawn:
            return []
        surface.fill(layout.colours.ground)
        if not self._is_alone:
            self._list.draw(surface, layout, focused=self._zone is Zone.LIST)
            self._top.draw(surface, layout, has_focus=self._zone is Zone.TOP)
            self._frame.draw_message(surface, layout)
        if not self._is_list_alone:
            self._page.draw(surface, layout, has_focus=self._zone is Zone.PAGE)
        self._drawn = self._look()
        return [surface.get_rect()]

    def _look(self) -> tuple[object, ...]:
        """Everything that the picture depends on."""
        page = () if self._is_list_alone else self._page.look()
        around = () if self._is_alone else (*self._list.look(), *self._top.look())
        return (self._layout, self._frame, self._zone, self._sheet.shown, *page, "list", *around)

    @property
    def _is_alone(self) -> bool:
        """Whether the page has the window to itself."""
        is_wide = self._frame.is_wide and self._zone is Zone.PAGE
        return self._sheet.shown.is_large or is_wide

    @property
    def _is_list_alone(self) -> bool:
        """Whether there is no page to be seen."""
        return self._frame.is_wide and not self._is_alone

    def _edit(self, text: str) -> None:
        """The line that is being typed into is `text` now."""
        if text == self._sheet.typed:
            return
        if self._sheet.shown is SongPage.ADD:
            self._sheet.take_path(text)
            self._fill_page()
            return
        self._typed_at_s = self._now_s
        self._choice.look_for(text)
        if self._sheet.shown is SongPage.LETTERS:
            self._refresh()
        else:
            self._return_to_list()

    def _act_in_list(self, action: Action) -> Step | None:
        match action:
            case Action.UP if self._list.place == 0:
                self._zone = Zone.TOP
                self._top.set_focus("show")
            case Action.UP | Action.DOWN:
                self._choose(self._list.place + (1 if action is Action.DOWN else -1))
            case Action.NEXT:
                self._choose((self._list.place + 1) % max(self._list.count, 1))
            case _ if action in PAGING:
                self._choose(self._list.far(action))
            case Action.LEFT:
                self._zone = Zone.TOP
                self._top.set_focus("find")
            case Action.RIGHT:
                self._enter_page()
            case Action.OK:
                return self._take_chosen()
            case _:
                pass
        return None

    def _act_above(self, action: Action) -> Step | None:
        before = self._top.focus
        name = self._top.focused.name
        chosen = self._top.act(action)
        if chosen:
            return self._press(chosen)
        if self._top.focus == before and action in (Action.LEFT, Action.DOWN):
            is_beside = action is Action.DOWN and name == "add songs" and not self._frame.is_wide
            self._zone = Zone.PAGE if is_beside else Zone.LIST
        return None

    def _act_in_page(self, action: Action) -> Step | None:
        before = self._page.look()
        chosen = self._page.act(action)
        if chosen or self._page.look() != before or self._sheet.shown.is_large:
            return self._press(chosen)
        if action is Action.LEFT:
            self._return_to_list()
        elif action is Action.UP and not self._frame.is_wide:
            self._zone = Zone.TOP
            self._top.set_focus(self._top.buttons[-1].name)
        return None

    def _go_back(self) -> Step | None:
        """One step: from a page to the song, from a search to all songs, to the list, home."""
        if self._sheet.shown is not SongPage.SONG:
            self._close_page()
        elif self._is_alone:
            self._zone = Zone.LIST
        elif self._list.search:
            self._edit("")
        elif self._zone is Zone.LIST:
            return OpenHome()
        else:
            self._zone = Zone.LIST
        return None

    def _press(self, button: Button | None) -> Step | None:
        name = button.name if button else ""
        if step := step_of(name, self.chosen_row):
            return step
        match name:
            case "songs":
                self._return_to_list()
            case "done":
                self._close_page()
            case _ if name in PAGE_OF and self._sheet.shown is PAGE_OF[name]:
                self._close_page()
            case _ if name in PAGE_OF:
                self._open(PAGE_OF[name])
            case "clear":
                self._edit("")
            case "erase":
                self._edit(self._sheet.typed[:-1])
            case _ if name.startswith("letter "):
                self._edit(self._sheet.typed + name.removeprefix("letter ").lower())
            case _ if name == "hand" or name.endswith((" less", " more")):
                self._choice.step(name)
                self._refresh()
            case _ if name.startswith("show "):
                self._choice.ask_for(Show(name.removeprefix("show ")))
                self._return_to_list()
            case "paste" if self._choice.desk:
                self.type(self._choice.desk.pasted())
                self._page.set_focus("add")
            case _ if name:
                self._ask(name)
            case _:
                pass
        return None

    def _ask(self, name: str) -> None:
        """What is done with songs; what can't be done is said."""
        row = self.chosen_row
        try:
            leads_to = self._choice.ask(name, self._sheet.path)
        except NotDoneError as problem:
            self._sheet.said = str(problem)
            self._fill_page()
            return
        if leads_to is SongPage.REMOVED and row:
            self._open(leads_to, row.title)
        elif leads_to:
            self._sheet.path = ""
            self._close_page()

    def _take_chosen(self) -> Step | None:
        """Play the song; where there is no room for it beside the list, see it first."""
        if self._frame.is_wide:
            self._enter_page()
            return None
        return step_of("play", self.chosen_row)

    def _choose(self, place: int) -> None:
        self._list.choose(place)
        self._fill_page()

    def _return_to_list(self) -> None:
        self._open(SongPage.SONG)
        self._zone = Zone.LIST

    def _enter_page(self) -> None:
        """From the list to what belongs to the chosen song."""
        self._zone = Zone.PAGE
        self._fill_page()
        if self._sheet.shown is SongPage.SONG:
            self._page.set_focus("play")

    def _close_page(self) -> None:
        """Back to where the page was opened; from the letters to what they have found."""
        if self._sheet.shown is SongPage.LETTERS:
            self._return_to_list()
            return
        opener = OPENED_BY.get(self._sheet.shown, "play")
        self._open(SongPage.SONG)
        if any(button.name == opener for button in self._top.buttons):
            self._zone = Zone.TOP
            self._top.set_focus(opener)
        else:
            self._page.set_focus(opener)

    def _open(self, shown: SongPage, title: str = "") -> None:
        """Show this page, with the focus where it is needed first."""
        self._sheet.open(shown, title)
        self._zone = Zone.PAGE
        self._refresh()
        self._sheet.set_first_focus()

    def _refresh(self) -> None:
        """Have everything that belongs to what is shown now, where it belongs."""
        self._arrange()
        self._fill_page()

    def _arrange(self) -> None:
        """Put everything where there is room for it."""
        takes_letters = self._sheet.shown is not SongPage.ADD
        can_add = self._choice.desk is not None
        show = show_name(self._list.show, self._choice.marked_level)
        search = self._list.search
        top = top_buttons(show, search, can_add=can_add, takes_letters=takes_letters)
        self._frame = frame_of(self._layout, top, self._message)
        self._top.replace(top)
        self._list.place_at(self._layout, self._frame.list)

    def _fill_page(self) -> None:
        """Show on the page what belongs there now."""
        self._sheet.fill(self._frame, is_alone=self._is_alone)

    def _scroll(self, steps: float) -> None:
        """The wheel scrolls what it is over."""
        if self._is_alone or self._frame.zone_at(*self._pointed_at) is Zone.PAGE:
            self._page.scroll(steps)
        else:
            self._list.scroll_rows(steps)
