"""A desk that remembers what it was asked for, and pressing buttons of the songs screen by name."""

from __future__ import annotations

from dataclasses import dataclass, field

from game.inputs.actions import MOUSE_ID, Phase, Pointer
from game.screens.songs import SongsScreen
from game.screens.steps import Step
from game.screens.ui.song_details import NotDoneError, SongDetails
from game.screens.ui.song_finder import Show
from game.settings import PlaySettings


@dataclass
class FakeDesk:
    """Does nothing but to remember; refuses everything with the sentence `refusal`, if any.

    `known` is what it tells of a song, the next of them each time it is asked.
    """

    known: list[SongDetails] = field(default_factory=list[SongDetails])
    removed_title: str = ""
    refusal: str = ""
    copied: str = ""
    show: Show = Show.ALL
    search: str = ""
    asked: list[tuple[object, ...]] = field(default_factory=list[tuple[object, ...]])

    def details(self, song_key: str, settings: PlaySettings) -> SongDetails:
        self.asked.append(("details", song_key))
        return self.known.pop(0) if self.known else SongDetails(is_final=True)

    def set_favourite(self, song_key: str, *, is_one: bool) -> None:
        self._do("favourite", song_key, is_one)

    def remove(self, song_key: str) -> None:
        self._do("remove", song_key)
        self.removed_title = f"the title of {song_key}"

    def put_back(self) -> str:
        self._do("put back")
        self.removed_title = ""
        return next(str(asked[1]) for asked in reversed(self.asked) if asked[0] == "remove")

    def pasted(self) -> str:
        return self.copied

    def add(self, text: str) -> None:
        self._do("add", text)

    def _do(self, *asked: object) -> None:
        if self.refusal:
            raise NotDoneError(self.refusal)
        self.asked.append(asked)


def names(screen: SongsScreen) -> list[str]:
    """The names of the buttons on show."""
    return [button.name for button in screen.buttons]


def place_of(screen: SongsScreen, name: str) -> tuple[int, int]:
    """The middle of a button, in design pixels, once it has been scrolled into sight."""
    screen._page.set_focus(name)
    return next(b.rect.center for b in screen.buttons if b.name == name)


def press(screen: SongsScreen, *pressed: str, pointer_id: int = MOUSE_ID) -> Step | None:
    """Press buttons, one after the other; the screen was drawn at 1280x720 or never."""
    step = None
    for name in pressed:
        x, y = place_of(screen, name)
        screen.point(Pointer(Phase.DOWN, x, y, pointer_id))
        step = screen.point(Pointer(Phase.UP, x, y, pointer_id))
    return step
