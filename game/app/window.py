"""The window: opens it, turns its events into what screens understand, and draws them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter

import pygame

from game.app.flow import Flow
from game.inputs.actions import Action, Phase, Pointer, Scroll, action_of, pointer_of
from game.inputs.contact import Contact
from game.inputs.devices import Devices
from game.trace import Trace

SIZE = (1280, 720)
TITLE = "Thumbtune"
_SHOWING = "SDL_FRAMEBUFFER_ACCELERATION"
"""Left alone, SDL shows a surface through OpenGL on X11 and uploads all of it for any change."""


class WindowError(Exception):
    """There is no screen to open a window on. Its text is one sentence."""


def open_window() -> pygame.Surface:
    """The window's surface. Raises `WindowError`."""
    os.environ.setdefault(_SHOWING, "0")
    os.environ.setdefault("SDL_VIDEO_X11_WMCLASS", TITLE)
    no_screen = WindowError(
        'There is no screen here to play on; "thumbtune demo SONG" plays a song without one.'
    )
    try:
        pygame.display.init()
        if _nobody_sees(pygame.display.get_driver()):
            raise no_screen
        surface = pygame.display.set_mode(SIZE, pygame.RESIZABLE)
    except pygame.error:
        raise no_screen from None
    pygame.display.set_caption(TITLE)
    return surface


def _is_paste(event: pygame.Event) -> bool:
    """Whether the keys are those that everywhere put in what was copied."""
    is_held = event.type == pygame.KEYDOWN and event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META)
    return bool(is_held) and event.key == pygame.K_v


def _nobody_sees(driver: str) -> bool:
    """Whether SDL fell back on drawing into memory without having been asked to."""
    return driver in ("dummy", "offscreen") and "SDL_VIDEODRIVER" not in os.environ


class Window:
    """Hands events to the flow's screen and draws it. Stamps are `time.perf_counter` readings."""

    def __init__(self, flow: Flow, trace: Trace | None) -> None:
        self._flow = flow
        self._trace = trace
        self._devices = Devices(flow.bindings)

    def handle(self, event: pygame.Event, stamp_s: float) -> None:
        """One event, received at `stamp_s`."""
        if event.type == pygame.QUIT:
            self._flow.close()
        elif event.type == pygame.WINDOWFOCUSLOST:
            self._pinch(self._devices.release_all(stamp_s))
            self._flow.screen.focus_lost()
        elif event.type == pygame.WINDOWEXPOSED:
            pygame.display.flip()
        elif event.type == pygame.DROPFILE:
            self._flow.drop(Path(event.file))
        elif event.type == pygame.DROPCOMPLETE:
            self._flow.dropped()
        elif event.type in (pygame.KEYDOWN, pygame.KEYUP):
            self._handle_key(event, stamp_s)
        else:
            pointer = pointer_of(event, pygame.display.get_window_size())
            if pointer is not None:
                self._handle_pointer(pointer, stamp_s)

    def frame(self, now_s: float) -> None:
        """Let time pass and draw what has changed."""
        self._pinch(self._devices.due(now_s))
        self._flow.tick(now_s)
        if self._flow.is_over:
            return
        screen = self._flow.screen
        changed = screen.draw(self._surface())
        if changed:
            pygame.display.update(changed)
        session = self._flow.session
        if self._trace and session:
            self._trace.frame(now_s, perf_counter() - now_s, session)

    def _handle_key(self, event: pygame.Event, stamp_s: float) -> None:
        screen = self._flow.screen
        self._follow_bindings(stamp_s)
        is_finger = self._devices.bindings.grip_of(event.scancode) is not None
        self._pinch(self._devices.key(event, stamp_s))
        if is_finger and screen.takes_pinches:
            return
        action = action_of(event)
        if screen.takes_taps and event.type == pygame.KEYDOWN and action is not Action.BACK:
            screen.tap(stamp_s)
        elif action is not None:
            self._flow.follow(screen.act(action))
        elif _is_paste(event):
            self._flow.follow(screen.type(pygame.scrap.get_text()))
        elif event.type == pygame.KEYDOWN and event.unicode.isprintable() and event.unicode:
            self._flow.follow(screen.type(event.unicode))

    def _follow_bindings(self, stamp_s: float) -> None:
        """Take over the keys of the other hand; one held down meanwhile would be held for ever."""
        bindings = self._flow.bindings
        if bindings != self._devices.bindings:
            self._pinch(self._devices.release_all(stamp_s))
            self._devices.bindings = bindings

    def _handle_pointer(self, pointer: Pointer | Scroll, stamp_s: float) -> None:
        screen = self._flow.screen
        if isinstance(pointer, Pointer) and pointer.phase is not Phase.MOVE:
            contacts = self._devices.pad(pointer, stamp_s, screen.pad_at)
            self._pinch(contacts)
            if pointer.phase is Phase.DOWN and screen.pad_at(pointer.x, pointer.y) is not None:
                return
        self._flow.follow(screen.point(pointer))

    def _pinch(self, contacts: Iterable[Contact]) -> None:
        for contact in contacts:
            self._flow.follow(self._flow.screen.pinch(contact))

    def _surface(self) -> pygame.Surface:
        surface = pygame.display.get_surface()
        assert surface is not None
        return surface
