"""What the panel beside the list tells of one song, and who knows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from game.charting.chart import Chart
from game.screens.ui.song_finder import Show
from game.settings import PlaySettings


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run under the settings in force: its points, its stars (0 to 5), and its day in words."""

    points: int
    stars: int
    day: str


@dataclass(frozen=True, slots=True)
class SongDetails:
    """The chart as it would be played, None while it is not known, and the best few `runs`.

    `is_final` tells that there is no more to be learnt.
    """

    chart: Chart | None = None
    runs: tuple[RunLine, ...] = ()
    is_final: bool = False


class NotDoneError(Exception):
    """What was asked for could not be done. Its text is one sentence for the player."""


class SongDesk(Protocol):
    """Knows more of songs, and does with them what the player asks for.

    `show` is which songs were asked for last, `search` what was typed last to find them. Where
    something can't be done, `NotDoneError` is raised and all is as it was.
    """

    show: Show
    search: str

    @property
    def removed_title(self) -> str:
        """The title of the song that was removed last and can be put back; else empty."""
        ...

    def details(self, song_key: str, settings: PlaySettings) -> SongDetails:
        """What is known of a song by now; asked again until it is final."""
        ...

    def set_favourite(self, song_key: str, *, is_one: bool) -> None:
        """The song is a favourite from now on, or is none."""
        ...

    def remove(self, song_key: str) -> None:
        """Move a song that the player has added into the trash."""
        ...

    def put_back(self) -> str:
        """Undo the last `remove`; the song's key."""
        ...

    def pasted(self) -> str:
        """What was copied last, anywhere; empty if that is no text."""
        ...

    def add(self, text: str) -> None:
        """Add the file or folder whose place was typed."""
        ...
