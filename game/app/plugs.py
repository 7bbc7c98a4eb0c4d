"""Stops a song when a device that it is played with is unplugged, and tells when it is back."""

from __future__ import annotations

from collections.abc import Hashable

from game.app.flow import Flow
from game.inputs.controls import Plug
from game.session import Session
from game.text import tr


class Plugs:
    """Remembers which devices the song on screen is played with."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._session: Session | None = None
        self._used: set[Hashable] = set()
        self._missing: set[str] = set()

    def use(self, source: Hashable) -> None:
        """A pinch came from the device that its edges call `source`."""
        session = self._flow.session
        if session is not self._session:
            self._session = session
            self._used.clear()
            self._missing.clear()
        if session is not None:
            self._used.add(source)

    def take(self, plug: Plug) -> None:
        """A device came, or went and holds nothing down any more."""
        screen = self._flow.screen
        if plug.is_there:
            if plug.name in self._missing:
                self._missing.discard(plug.name)
                told = tr("{device} is back. Go on when you like.")
                screen.plugged_in(told.format(device=plug.name))
            return
        session = self._flow.session
        if session is not None and session is self._session and plug.source in self._used:
            self._missing.add(plug.name)
            told = tr("{device} was unplugged. Plug it in again, or go on without it.")
            screen.unplugged(told.format(device=plug.name))
