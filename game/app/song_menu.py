"""The list of songs in front of a player: made, kept up to date, and listened to."""

from __future__ import annotations

from pathlib import Path

from game.app.keeping import Keeping
from game.app.songbook import Songbook
from game.app.visit import Visit
from game.screens.songs import SongsScreen
from game.text import trn


class SongMenu:
    """Makes the `SongsScreen` of a visit, and sees to it while it is on show."""

    def __init__(self, visit: Visit, songbook: Songbook, keeping: Keeping) -> None:
        self._visit = visit
        self._songbook = songbook
        self._keeping = keeping

    def open(self) -> SongsScreen:
        """The list as everything stands now."""
        visit = self._visit
        self._songbook.look()
        return SongsScreen(
            visit.songs.rows(visit.settings),
            visit.settings,
            visit.parts.levels,
            visit.set_settings,
            song_key=str(visit.song) if visit.song else None,
            message=menu_message(self._visit, self._songbook, self._keeping),
            desk=visit.songs,
        )

    def tick(self, screen: SongsScreen, now_s: float, *, is_looked_at: bool) -> None:
        """Show new songs in it, and let the chosen one be heard while the player looks at it."""
        self._show_new_songs(screen, now_s)
        row, visit = screen.chosen_row, self._visit
        if is_looked_at and row and not row.problem:
            visit.ahead.look_at(
                Path(row.key),
                visit.settings.speed_percent,
                now_s,
                is_resting=not screen.is_being_typed,
            )

    def _show_new_songs(self, screen: SongsScreen, now_s: float) -> None:
        """Show what the library has learnt since the list was last made."""

        def show(song_key: str | None) -> None:
            screen.show_rows(self._visit.songs.rows(self._visit.settings), song_key)
            screen.show_message(menu_message(self._visit, self._songbook, self._keeping))

        self._songbook.refresh(now_s, show)


def menu_message(visit: Visit, songbook: Songbook, keeping: Keeping) -> str:
    """The sentence at the bottom of a menu: what the player should know now, mostly nothing."""
    messages = (
        visit.songs.trouble,
        waiting_message(keeping.waiting),
        visit.parts.choices.message,
        songbook.sentence,
        visit.parts.music.message,
    )
    return next(filter(None, messages), "")


def waiting_message(waiting: int) -> str:
    """What to say while so many runs could not be stored; empty if all are."""
    if not waiting:
        return ""
    return trn(
        "{count} run waits to be stored: please leave Thumbtune open and see if the disk is full.",
        "{count} runs wait to be stored: please leave Thumbtune open and see if the disk is full.",
        waiting,
    ).format(count=waiting)
