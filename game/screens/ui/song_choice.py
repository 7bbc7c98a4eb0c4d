"""Which song is chosen, how it would be played, and what is known of it. Draws nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from game.charting.level import Level, first_steps
from game.screens.ui.song_details import SongDesk, SongDetails
from game.screens.ui.song_finder import Show
from game.screens.ui.song_list import SongList
from game.screens.ui.song_pages import HANDS, SongPage
from game.screens.ui.song_rows import SongRow
from game.settings import FASTEST_PERCENT, SLOWEST_PERCENT, SPEED_STEP_PERCENT, PlaySettings

REST_S = 0.25
"""More is told of a song once the choice has rested on it for so long."""
_TITLES_A_FRAME = 60


class SongChoice:
    """The list, the settings in force, and the desk that knows more; see `SongsScreen`."""

    def __init__(
        self,
        rows: Sequence[SongRow],
        chosen: PlaySettings,
        levels: Sequence[Level],
        on_settings: Callable[[PlaySettings], Sequence[SongRow]],
        desk: SongDesk | None,
    ) -> None:
        self.settings = chosen
        self.levels = tuple(levels)
        self.desk = desk
        self.details = SongDetails()
        self._on_settings = on_settings
        self._looked_at: tuple[object, ...] = ()
        self._looked_at_s = 0.0
        self._wanted_key: str | None = None
        """The song to choose as soon as it is there."""
        show, search = (desk.show, desk.search) if desk else (Show.ALL, "")
        marks = len(first_steps(levels))
        self.list = SongList(rows, chosen.level.number, show, search, marks)

    @property
    def row(self) -> SongRow | None:
        """The chosen song; None without songs."""
        return self.list.row

    @property
    def level_place(self) -> int:
        """Which of the levels is in force; the first for one that is not among them."""
        ids = [level.id for level in self.levels]
        level_id = self.settings.level.usual.id
        return ids.index(level_id) if level_id in ids else 0

    @property
    def marked_level(self) -> Level:
        """What songs that are good for the level in force are marked for: its first step."""
        now = self.settings.level
        firsts = (level for level in first_steps(self.levels) if level.number == now.number)
        return next(firsts, now)

    def show_rows(self, rows: Sequence[SongRow], song_key: str | None = None) -> None:
        """Have these songs instead; the chosen one stays chosen, unless `song_key` is there."""
        self.list.replace(rows, self.settings.level.number)
        self._wanted_key = song_key or self._wanted_key
        if self._wanted_key is not None and self.list.choose_song(self._wanted_key):
            self._wanted_key = None
            self._keep_search()
        self._looked_at = ()

    def look_for(self, search: str) -> None:
        """Show the songs whose titles fit."""
        self.list.look_for(search)
        self._keep_search()

    def ask_for(self, show: Show) -> None:
        """Show only these songs."""
        self.list.ask_for(show)
        if self.desk:
            self.desk.show = show

    def step(self, name: str) -> None:
        """Change the settings as the button `name` says: "level less", "speed more", "hand"."""
        step = -1 if name.endswith("less") else 1
        now = self.settings
        if name == "hand":
            self.settings = replace(now, hand=HANDS[1 - HANDS.index(now.hand)])
        elif name.startswith("speed"):
            percent = now.speed_percent + step * SPEED_STEP_PERCENT
            percent = min(max(percent, SLOWEST_PERCENT), FASTEST_PERCENT)
            self.settings = replace(now, speed_percent=percent)
        elif name.startswith("time"):
            windows = now.level.windows
            window = windows[windows.index(now.level.window_percent) + step]
            self.settings = replace(now, level=now.level.with_window(window))
        else:
            self.settings = _with_level(now, self.levels[self.level_place + step])
        self.show_rows(self._on_settings(self.settings))

    def tick(self, now_s: float) -> bool:
        """Learn more about the song that the choice rests on; the result is whether there is any
        news of it."""
        self.list.prepare(_TITLES_A_FRAME)
        row, details = self.row, self.details
        looked_at = (row.key if row else None, self.settings)
        if looked_at != self._looked_at:
            self._looked_at, self._looked_at_s = looked_at, now_s
            details = SongDetails()
        is_resting = now_s - self._looked_at_s >= REST_S
        if self.desk and row and is_resting and not details.is_final:
            details = self.desk.details(row.key, self.settings)
        is_news = details != self.details
        self.details = details
        return is_news

    def ask(self, name: str, path: str) -> SongPage | None:
        """Have the desk do what a button says, and where that leads; None for no such button.

        `path` is where songs are to be added from. Raises `NotDoneError`.
        """
        row, desk = self.row, self.desk
        if desk is None:
            return None
        match name:
            case "favourite" if row:
                desk.set_favourite(row.key, is_one=not row.is_favourite)
                self._change_row(row, replace(row, is_favourite=not row.is_favourite))
            case "remove" if row:
                desk.remove(row.key)
                self._change_row(row, None)
                return SongPage.REMOVED
            case "put back":
                self._wanted_key = desk.put_back()
            case "add":
                desk.add(path)
            case _:
                return None
        return SongPage.SONG

    def _change_row(self, row: SongRow, now: SongRow | None) -> None:
        self.list.change({row.key: now}, self.settings.level.number)

    def _keep_search(self) -> None:
        if self.desk:
            self.desk.search = self.list.search


def _with_level(settings: PlaySettings, level: Level) -> PlaySettings:
    """Take a level; fingers and the window that the player has chosen stay chosen."""
    has_chosen_grips = settings.grips != settings.level.default_grips
    grips = settings.grips if has_chosen_grips else level.default_grips
    level = level.with_window(settings.level.window_percent)
    return replace(settings, level=level, grips=grips)
