"""The window: opens it, turns its events into what screens understand, and draws them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter

import pygame

from game.app.flow import Flow
from game.app.pinch_menus import PinchMenus
from game.app.plugs import Plugs
from game.app.window_size import FULL_SCREEN_KEY, UNSEEN, WindowSize, first_size
from game.charting.chart import Grip
from game.inputs.actions import (
    MOUSE_ID,
    PAGING,
    Action,
    Phase,
    Pointer,
    Scroll,
    action_of,
    pointer_of,
)
from game.inputs.contact import Contact
from game.inputs.controls import Edge
from game.inputs.devices import Devices, GripAt
from game.inputs.gamepads import gamepad_action
from game.inputs.midi import MidiPorts
from game.inputs.receiver import LEFT_CLICK, Receiver
from game.inputs.repeats import Repeats
from game.screens.screen import Screen
from game.screens.ui.hint_strip import draw_strip, strip_rect
from game.text import tr
from game.trace import Trace

TITLE = "Thumbtune"
_DPI_AWARENESS = "SDL_WINDOWS_DPI_AWARENESS"
"""Left alone, Windows draws the window small and enlarges the picture, which blurs all text."""
_SHOWING = "SDL_FRAMEBUFFER_ACCELERATION"
"""Left alone, SDL shows a surface through OpenGL on X11 and uploads all of it for any change."""


class WindowError(Exception):
    """There is no screen to open a window on. Its text is one sentence."""


def open_window() -> pygame.Surface:
    """The window's surface. Raises `WindowError`."""
    os.environ.setdefault(_SHOWING, "0")
    os.environ.setdefault(_DPI_AWARENESS, "permonitorv2")
    os.environ.setdefault("SDL_VIDEO_X11_WMCLASS", TITLE)
    no_screen = WindowError(
        tr('There is no screen here to play on; "thumbtune demo SONG" plays a song without one.')
    )
    try:
        pygame.display.init()
        if _nobody_sees(pygame.display.get_driver()):
            raise no_screen
        surface = pygame.display.set_mode(first_size(), pygame.RESIZABLE)
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
    return driver in UNSEEN and "SDL_VIDEODRIVER" not in os.environ


class Window:
    """Hands events to the flow's screen and draws it. Stamps are `time.perf_counter` readings.

    `ports` are the MIDI inputs; None listens to none.
    """

    def __init__(self, flow: Flow, trace: Trace | None, ports: MidiPorts | None = None) -> None:
        self._flow = flow
        self._trace = trace
        self._receiver = Receiver(ports)
        self._devices = Devices(flow.bindings)
        self._menus = PinchMenus(flow)
        self._plugs = Plugs(flow)
        self._repeats = Repeats()
        self._shown = flow.screen
        self._painted: Screen | None = None
        self._strip: tuple[object, ...] | None = None
        self._size = WindowSize()

    def close(self) -> None:
        """Let go of every device."""
        self._receiver.close()

    def handle(self, event: pygame.Event, stamp_s: float) -> None:
        """One event, received at `stamp_s`."""
        self._notice_screen(stamp_s)
        if event.type == pygame.QUIT:
            self._flow.close()
        elif event.type == pygame.KEYDOWN and event.key == FULL_SCREEN_KEY:
            self._flow.turn_full_screen()
        elif event.type == pygame.WINDOWFOCUSLOST:
            self._receiver.forget()
            self._repeats.forget()
            self._pinch(self._devices.release_all(stamp_s))
            self._flow.focus(has_it=False)
        elif event.type == pygame.WINDOWFOCUSGAINED:
            self._flow.focus(has_it=True)
        elif event.type in (pygame.WINDOWEXPOSED, pygame.WINDOWDISPLAYCHANGED):
            pygame.display.flip()
        elif event.type == pygame.DROPFILE:
            self._flow.drop(Path(event.file))
        elif event.type == pygame.DROPCOMPLETE:
            self._flow.dropped()
        elif event.type in (pygame.AUDIODEVICEADDED, pygame.AUDIODEVICEREMOVED):
            self._flow.hear_of(event)
        else:
            self._handle_input(event, stamp_s)

    def frame(self, now_s: float) -> None:
        """Let time pass and draw what has changed."""
        self._notice_screen(now_s)
        self._pinch(self._devices.due(now_s))
        self._menus.tick(now_s)
        self._repeat(now_s)
        self._flow.tick(now_s)
        if self._flow.is_over:
            return
        self._size.follow(is_full=self._flow.is_full_screen)
        changed = self._draw(self._flow.screen)
        if changed:
            pygame.display.update(changed)
        self._receiver.hold_still(is_playing=self._flow.screen.takes_pinches)
        if self._trace:
            self._flow.trace_frame(self._trace, now_s, perf_counter() - now_s)

    def _notice_screen(self, now_s: float) -> None:
        """On another screen nothing is down: what is held counts for nothing there."""
        screen = self._flow.screen
        if screen is not self._shown:
            for contact in self._devices.release_all(now_s):
                self._shown.pinch(contact)
            self._shown = screen
            self._repeats.forget()
        self._menus.notice(now_s)

    def _handle_input(self, event: pygame.Event, stamp_s: float) -> None:
        self._follow_bindings(stamp_s)
        plug = self._receiver.plug(event)
        if plug:
            if not plug.is_there:
                self._repeats.forget()
                self._pinch(self._devices.release(plug.source, stamp_s))
            self._plugs.take(plug)
        edges = self._receiver.edges(event, stamp_s)
        self._repeats.let_go(edge for edge in edges if not edge.down)
        pointer = pointer_of(event, pygame.display.get_window_size())
        if event.type in (pygame.KEYDOWN, pygame.KEYUP):
            self._handle_key(event, edges[0])
        elif pointer is not None:
            self._handle_pointer(pointer, edges, stamp_s)
        else:
            for edge in edges:
                self._handle_edge(edge)

    def _handle_key(self, event: pygame.Event, edge: Edge) -> None:
        screen, action = self._flow.screen, action_of(event)
        contacts = self._contacts(edge)
        if screen.takes_edges:
            if not _leads_back(event):
                self._flow.follow(screen.edge(edge))
            elif edge.down:
                self._flow.follow(screen.act(Action.BACK))
            return
        is_finger = self._devices.bindings.grip_of(edge.control) is not None
        action = None if is_finger and action in PAGING else action
        text = pygame.scrap.get_text() if _is_paste(event) else _typed(event)
        steers = is_finger and action is None and not (text and screen.takes_text)
        self._pinch(contacts, steers=steers)
        if is_finger and screen.takes_pinches:
            return
        if screen.takes_taps and edge.down and action is not Action.BACK:
            screen.tap(edge.stamp_s)
        elif action is not None:
            self._menus.stand_back()
            self._repeats.hold(edge, action)
            self._flow.follow(screen.act(action))
        elif text:
            self._flow.follow(screen.type(text))

    def _handle_edge(self, edge: Edge) -> None:
        """A gamepad, a MIDI device, or a mouse button that does not point."""
        screen = self._flow.screen
        contacts = self._contacts(edge)
        if screen.takes_edges:
            self._flow.follow(screen.edge(edge))
            return
        is_finger = self._devices.bindings.grip_of(edge.control) is not None
        action = gamepad_action(edge.control) if edge.down else None
        self._pinch(contacts, steers=gamepad_action(edge.control) is None)
        if is_finger and screen.takes_pinches:
            return
        if screen.takes_taps and edge.down and action is not Action.BACK:
            screen.tap(edge.stamp_s)
        elif action is not None:
            self._menus.stand_back()
            self._repeats.hold(edge, action)
            self._menus.act(action)

    def _repeat(self, now_s: float) -> None:
        """Go on with what is held down, where that steers a menu."""
        screen = self._flow.screen
        if screen.takes_pinches or screen.takes_taps or screen.takes_edges:
            self._repeats.forget()
        self._menus.act(self._repeats.due(now_s))

    def _handle_pointer(self, pointer: Pointer | Scroll, edges: list[Edge], stamp_s: float) -> None:
        screen = self._flow.screen
        if isinstance(pointer, Pointer) and pointer.phase is not Phase.MOVE:
            grip_at = self._grip_at(pointer)
            self._pinch(self._devices.pad(pointer, stamp_s, grip_at))
            if pointer.phase is Phase.DOWN:
                self._menus.stand_back()
                if grip_at(pointer.x, pointer.y) is not None:
                    return
        self._flow.follow(screen.point(pointer))
        if screen.takes_edges and screen is self._flow.screen:
            for edge in edges:
                self._flow.follow(screen.edge(edge))

    def _grip_at(self, pointer: Pointer) -> GripAt:
        """What a pointer can touch: the zones of a touch screen, or anything with a bound mouse
        button, and else the lanes."""
        screen, bindings = self._flow.screen, self._devices.bindings
        width, height = pygame.display.get_window_size()

        def grip_at(x: float, y: float) -> Grip | None:
            grip = None
            if screen.is_open_at(x, y):
                is_mouse = pointer.id == MOUSE_ID
                near = bindings.grip_near(x / width, y / height, height / width)
                grip = bindings.grip_of(LEFT_CLICK) if is_mouse else near
            return screen.pad_at(x, y) if grip is None else grip

        return grip_at

    def _follow_bindings(self, stamp_s: float) -> None:
        """Take over the keys of the other hand; one held down meanwhile would be held for ever."""
        bindings = self._flow.bindings
        if bindings is not self._devices.bindings:
            self._pinch(self._devices.release_all(stamp_s))
            self._devices.bindings = bindings

    def _contacts(self, edge: Edge) -> list[Contact]:
        contacts = self._devices.edge(edge)
        if any(contact.down for contact in contacts):
            self._plugs.use(edge.source)
        return contacts

    def _pinch(self, contacts: Iterable[Contact], *, steers: bool = False) -> None:
        for contact in contacts:
            self._flow.follow(self._flow.screen.pinch(contact))
            self._menus.contact(contact, steers=steers)

    def _draw(self, screen: Screen) -> list[pygame.Rect]:
        """Draw what has changed: the screen, and below a menu what pinches do in it."""
        surface = pygame.display.get_surface()
        assert surface is not None
        screen.hint, screen.style = self._menus.hint, self._flow.style
        if screen is not self._painted:
            self._painted = screen
            screen.show_anew()
        if not screen.hint or screen.shows_hint or screen.takes_pinches:
            self._strip = None
            return screen.draw(surface)
        strip = strip_rect(surface.get_rect(), screen.hint, screen.style)
        changed = screen.draw(surface.subsurface((0, 0, strip.w, strip.top)))
        look = (screen.hint, screen.style, surface.get_size())
        if look != self._strip:
            self._strip = look
            changed = [*changed, draw_strip(surface, screen.hint, screen.style)]
        return changed


def _leads_back(event: pygame.Event) -> bool:
    """Whether this is the key that leads back everywhere."""
    return event.key in (pygame.K_ESCAPE, pygame.K_AC_BACK)


def _typed(event: pygame.Event) -> str:
    """What a key writes; nothing for one that comes up, or writes nothing."""
    is_text = event.type == pygame.KEYDOWN and event.unicode.isprintable()
    return event.unicode if is_text else ""
