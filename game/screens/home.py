"""Where everything begins: today's song, and the way to all the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.coach.care import Today
from game.inputs.actions import Action
from game.screens.page_screen import PageScreen
from game.screens.steps import (
    Leave,
    OpenInputs,
    OpenPlay,
    OpenPlayers,
    OpenProgress,
    OpenSettings,
    OpenSitting,
    OpenSongs,
    OpenSound,
    Step,
)
from game.screens.ui.blocks import Block, Buttons, Space, Words
from game.screens.ui.button import Button
from game.screens.ui.goal_line import GoalLine
from game.screens.ui.home_blocks import Corners, FaceButton, TodayButton, TodaySong
from game.screens.ui.icons import Icon
from game.screens.ui.layout import Align
from game.screens.ui.portrait import Face
from game.text import later, tr

_PLACES: dict[str, tuple[str, Step]] = {
    "songs": (later("Songs"), OpenSongs()),
    "session": (later("Session"), OpenSitting()),
    "progress": (later("Progress"), OpenProgress()),
    "settings": (later("Settings"), OpenSettings()),
}
"""Where to go from here beside today's song."""
_PLACE_HEIGHT = 96


@dataclass(frozen=True, slots=True)
class TodayLine:
    """Today's song: its key, its title, why it is in words, and its stars (0 to 5) so far."""

    key: str
    title: str
    reason: str
    stars: int = 0


@dataclass(frozen=True, slots=True)
class HomeView:
    """What is shown. `today` is None while there are no songs; `message` may be empty, and so may
    `due`, what there is to be done beside the songs."""

    face: Face
    today: TodayLine | None = None
    message: str = ""
    due: str = ""
    goal: Today | None = None
    """What has come together today, beside the goal."""


class HomeScreen(PageScreen):
    """Shows `view`. Leaving is asked about first, so that nobody leaves by chance."""

    def __init__(self, view: HomeView) -> None:
        super().__init__()
        self._view = view
        self._asks = False
        self._has_moved = False
        self.refresh()
        self.page.set_focus(self._first)

    @property
    def view(self) -> HomeView:
        """What is shown."""
        return self._view

    def show(self, view: HomeView) -> None:
        """Show this instead; who has not moved yet begins with what there is now."""
        if view == self._view:
            return
        self._view = view
        self.refresh()
        if not self._has_moved:
            self.page.set_focus(self._first)

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        if self._asks:
            said = self._view.message or tr("Everything is kept.")
            question = Words(tr("Leave Thumbtune?"), 48, bold=True, align=Align.MIDDLE)
            return (Space(150), question, Words(said, 32, ink="dim", align=Align.MIDDLE))
        view = self._view
        who = FaceButton("players", _nowhere(), face=view.face)
        leave = Button("leave", _nowhere(), tr("Leave"), Icon.CLOSE)
        places = [Button(name, _nowhere(), tr(label)) for name, (label, _) in _PLACES.items()]
        places[0].suggested = view.today is None
        shown: list[Block] = [Corners(who, leave), self._today_song()]
        shown.append(Buttons(places, height=_PLACE_HEIGHT))
        if view.goal:
            shown.append(GoalLine(view.goal))
        if view.message or view.due:
            shown.append(Words(view.message or view.due, 26, ink="dim"))
        return shown

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        if not self._asks:
            return ()
        return (
            Button("stay", _nowhere(), tr("Stay"), suggested=True),
            Button("leave now", _nowhere(), tr("Leave")),
        )

    def act(self, action: Action) -> Step | None:
        """Arrows move, OK chooses, back asks whether to leave."""
        self._has_moved = True
        if action in (Action.SOUND, Action.INPUTS) and not self._asks:
            return OpenSound() if action is Action.SOUND else OpenInputs()
        return super().act(action)

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        match name:
            case "play" if self._view.today:
                return OpenPlay(self._view.today.key)
            case "players":
                return OpenPlayers()
            case "leave":
                self._ask(asks=True)
            case "stay":
                self._ask(asks=False)
            case "leave now":
                return Leave()
            case _:
                return _PLACES[name][1]
        return None

    def back(self) -> Step | None:
        """Ask whether to leave, or stay after all."""
        self._ask(asks=not self._asks)

    def _today_song(self) -> Block:
        today = self._view.today
        if today is None:
            return Words(
                tr("There are no songs yet. Drop a MIDI file on this window, or look into Songs."),
                32,
            )
        return TodaySong(
            TodayButton(
                "play",
                _nowhere(),
                tr("Play today's song"),
                suggested=True,
                title=today.title,
                reason=today.reason,
                star_count=today.stars,
            )
        )

    def _ask(self, *, asks: bool) -> None:
        self._asks = asks
        self.refresh()
        self.page.set_focus("stay" if asks else self._first)

    @property
    def _first(self) -> str:
        """The button to begin with."""
        return "play" if self._view.today else "songs"


def _nowhere() -> pygame.Rect:
    return pygame.Rect(0, 0, 0, 0)
