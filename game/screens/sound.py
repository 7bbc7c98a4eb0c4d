"""What is heard: how loud each kind of sound is, what a pinch sounds like, and with which font."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pygame

from game.inputs.actions import Action, Pointer, Scroll
from game.screens.screen import OpenFonts, OpenTiming, Screen, Step
from game.screens.ui.button import Button, ButtonGroup
from game.screens.ui.icons import Icon
from game.screens.ui.layout import Layout
from game.screens.ui.stepper import BUTTON_SIDE, Stepper
from game.screens.ui.toggle import Toggle
from game.settings import SoundSettings
from game.sound.examples import Kind

VOLUME_STEP = 10
ROWS_TOP, ROW_STEP = 112, 100
BACK = pygame.Rect(866, 628, 366, 76)
_STEPS = {"less": -VOLUME_STEP, "more": VOLUME_STEP, "listen": 0}
_LEFT, _RIGHT = 48, 1232
_PAGES = pygame.Rect(692, 22, 540, 72)
_STEPPER_WIDTH = 280
_GAP = 16
_WIDE = 300
_TEXT_ROOM = 720


@dataclass(frozen=True, slots=True)
class _Line:
    """A setting: its name, and what it does in one line."""

    name: str
    about: str


_VOLUMES: dict[Kind, _Line] = {
    Kind.MUSIC: _Line("Music", "The song without its tune."),
    Kind.TUNE: _Line("Tune", "It plays along as a quiet guide."),
    Kind.HIT: _Line("Your notes", "The notes of the tune that your pinches play."),
    Kind.VOICE: _Line("Count-in", "The clicks before a song begins."),
    Kind.MENU: _Line("Menus", "What you hear outside a song."),
}
_BY_ITSELF = _Line("Tune plays by itself", "It is as loud as the song; a pinch gives a soft tick.")
_SILENT = _Line("Silent pinches", "Your pinches make no sound of their own.")
_INSTRUMENTS = "Instruments"
_TIMING = "Timing"


class SoundScreen(Screen):
    """Set the sound, in two pages: how loud, and what.

    `on_change` is told of changed settings and answers with a sentence, or nothing, for the bottom.
    `listen` plays the example of a kind; without it nothing can be heard. `timing` is a line about
    the timing in force; without it (a song is waiting) it can't be checked now. `back` is where to
    go from here.
    """

    def __init__(
        self,
        settings: SoundSettings,
        on_change: Callable[[SoundSettings], str],
        listen: Callable[[Kind], None] | None,
        back: Step,
        *,
        timing: str = "",
        page: int = 0,
        message: str = "",
    ) -> None:
        self.settings = settings
        self._on_change = on_change
        self._listen = listen
        self._back = back
        self._timing = timing
        self._message = message
        self._layout = Layout((1280, 720))
        self._drawn: tuple[object, ...] | None = None
        self._pages = Toggle("page", _PAGES, words=("How loud", "What you hear"), chosen=page)
        self._steppers = {kind: _stepper(kind, row) for row, kind in enumerate(_VOLUMES)}
        self._by_itself = _switch("by itself", 0)
        self._silent = _switch("silent", 1)
        self._buttons = ButtonGroup(())
        self._show_page()
        self._buttons.set_focus("music less" if page == 0 else "font")

    def act(self, action: Action) -> Step | None:
        """Arrows move, OK chooses, back leaves."""
        if action in (Action.BACK, Action.SOUND):
            return self._back
        return self._press(self._buttons.act(action))

    def point(self, pointer: Pointer | Scroll) -> Step | None:
        """The buttons."""
        if isinstance(pointer, Scroll):
            return None
        x, y = self._layout.to_design(pointer.x, pointer.y)
        return self._press(self._buttons.point(pointer, x, y))

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Redraw everything if anything has changed, else nothing."""
        look = (surface.get_size(), self.style, self.settings, self._message, *self._buttons.look())
        if look == self._drawn:
            return []
        self._drawn = look
        layout = self._layout = Layout(surface.get_size(), self.style)
        surface.fill(layout.colours.ground)
        layout.put(surface, layout.text("Sound", 40, layout.colours.text, bold=True), _LEFT, 58)
        self._buttons.draw(surface, layout)
        lines = (*_VOLUMES.values(),) if self._pages.chosen == 0 else self._other_lines()
        for row, line in enumerate(lines):
            self._draw_line(surface, row, line)
        if self._pages.chosen == 0:
            for kind, stepper in self._steppers.items():
                stepper.draw(surface, layout, f"{self._volume(kind)}%")
        room = BACK.left - _LEFT - 40
        for number, text in enumerate(layout.lines(self._message, 24, room, 3, bold=False)):
            label = layout.text(text, 24, layout.colours.dim)
            layout.put(surface, label, _LEFT, BACK.centery - 32 + 32 * number)
        return [surface.get_rect()]

    def _press(self, button: Button | None) -> Step | None:
        match button.name.split() if button else []:
            case ["page"]:
                self._pages.chosen = 1 - self._pages.chosen
                self._show_page()
            case [kind, ("less" | "more" | "listen") as what]:
                self._change_volume(Kind(kind), _STEPS[what])
            case ["by", "itself"]:
                by_itself = not self.settings.tune_plays_itself
                self._change(replace(self.settings, tune_plays_itself=by_itself))
            case ["silent"]:
                self._change(replace(self.settings, hits_silent=not self.settings.hits_silent))
            case ["font"]:
                return OpenFonts()
            case ["timing"]:
                return OpenTiming()
            case ["back"]:
                return self._back
            case _:
                pass
        return None

    def _volume(self, kind: Kind) -> int:
        return getattr(self.settings, f"{kind}_volume")

    def _change_volume(self, kind: Kind, by: int) -> None:
        if by:
            volume = min(max(self._volume(kind) + by, 0), 100)
            self._change(replace(self.settings, **{f"{kind}_volume": volume}))
        if self._listen:
            self._listen(kind)

    def _change(self, changed: SoundSettings) -> None:
        self.settings = changed
        self._message = self._on_change(changed)
        self._update()

    def _show_page(self) -> None:
        """Take the buttons of the page; the focus stays on the pages."""
        back = Button("back", BACK, "Back")
        if self._pages.chosen == 0:
            self._buttons = ButtonGroup((self._pages, *self._volume_buttons(), back))
        else:
            font = Button("font", _wide_rect(2), "Choose")
            timing = Button("timing", _wide_rect(3), "Check")
            timing.enabled = bool(self._timing)
            self._buttons = ButtonGroup(
                (self._pages, self._by_itself, self._silent, font, timing, back)
            )
        self._update()

    def _volume_buttons(self) -> list[Button]:
        made: list[Button] = []
        for row, (kind, stepper) in enumerate(self._steppers.items()):
            made += (stepper.less, stepper.more)
            if self._listen:
                rect = pygame.Rect(_RIGHT - BUTTON_SIDE, _row_y(row), BUTTON_SIDE, BUTTON_SIDE)
                made.append(Button(f"{kind} listen", rect, picture=Icon.PLAY))
        return made

    def _update(self) -> None:
        for kind, stepper in self._steppers.items():
            stepper.less.enabled = self._volume(kind) > 0
            stepper.more.enabled = self._volume(kind) < 100
        self._by_itself.chosen = int(self.settings.tune_plays_itself)
        self._silent.chosen = int(self.settings.hits_silent)

    def _other_lines(self) -> tuple[_Line, ...]:
        font = self.settings.soundfont
        instruments = f"From {font.name}" if font else "The ones that come with Thumbtune."
        timing = self._timing or "It can be checked when no song is waiting."
        return _BY_ITSELF, _SILENT, _Line(_INSTRUMENTS, instruments), _Line(_TIMING, timing)

    def _draw_line(self, surface: pygame.Surface, row: int, line: _Line) -> None:
        layout, top = self._layout, ROWS_TOP + ROW_STEP * row
        layout.put(
            surface, layout.text(line.name, 30, layout.colours.text, bold=True), _LEFT, top + 28
        )
        about = layout.text(line.about, 26, layout.colours.dim, most=_TEXT_ROOM)
        layout.put(surface, about, _LEFT, top + 66)
        edge = pygame.Rect(_LEFT, top + ROW_STEP - 6, _RIGHT - _LEFT, 2)
        surface.fill(layout.colours.panel, layout.rect(edge))


def _row_y(row: int) -> int:
    return ROWS_TOP + ROW_STEP * row + 11


def _stepper(kind: str, row: int) -> Stepper:
    right = _RIGHT - BUTTON_SIDE - _GAP
    rect = pygame.Rect(right - _STEPPER_WIDTH, _row_y(row), _STEPPER_WIDTH, BUTTON_SIDE)
    less = pygame.Rect(rect.left, rect.top, BUTTON_SIDE, BUTTON_SIDE)
    more = pygame.Rect(rect.right - BUTTON_SIDE, rect.top, BUTTON_SIDE, BUTTON_SIDE)
    return Stepper(
        kind,
        "",
        rect,
        Button(f"{kind} less", less, picture=Icon.LESS),
        Button(f"{kind} more", more, picture=Icon.MORE),
    )


def _wide_rect(row: int) -> pygame.Rect:
    return pygame.Rect(_RIGHT - _WIDE, _row_y(row), _WIDE, BUTTON_SIDE)


def _switch(name: str, row: int) -> Toggle:
    return Toggle(name, _wide_rect(row), words=("Off", "On"))
