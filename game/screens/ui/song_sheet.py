"""The page about songs that is open: which one, what was typed and said on it, its buttons."""

from __future__ import annotations

from game.screens.ui.page import Page
from game.screens.ui.song_choice import SongChoice
from game.screens.ui.song_frame import Frame
from game.screens.ui.song_pages import FIRST, Situation, SongPage, contents_of
from game.screens.ui.song_panel import SongPanel
from game.screens.ui.text_field import LONGEST


class SongSheet:
    """A page that stands beside the list, or has the window to itself.

    `said` is why something could not be done, `path` what has been typed as the place of a file.
    """

    def __init__(self, choice: SongChoice) -> None:
        self._choice = choice
        self._panel = SongPanel()
        self._title = ""
        """Of the song that the page was opened for."""
        self.page = Page()
        self.shown = SongPage.SONG
        self.said = ""
        self.path = ""

    @property
    def typed(self) -> str:
        """The line that is being typed into: a place on one page, on all others a search."""
        return self.path if self.shown is SongPage.ADD else self._choice.list.search

    def open(self, shown: SongPage, title: str = "") -> None:
        """Have this page open, from its beginning."""
        self.shown, self.said, self._title = shown, "", title
        self.page.scroll_to_top()

    def set_first_focus(self) -> None:
        """Give the focus to the button that is needed first."""
        first = FIRST.get(self.shown, f"show {self._choice.list.show.value}")
        names = [button.name for button in self.page.buttons]
        self.page.set_focus(first if first in names else names[-1])

    def take_path(self, path: str) -> None:
        """This is the place of a file now."""
        self.path = path[:LONGEST]

    def fill(self, frame: Frame, *, is_alone: bool) -> None:
        """Show what is to be shown now, beside the list or alone."""
        choice = self._choice
        songs, desk = choice.list, choice.desk
        now = Situation(
            row=choice.row,
            details=choice.details,
            settings=choice.settings,
            levels=choice.levels,
            place=choice.level_place,
            marked_level=choice.marked_level,
            show=songs.show,
            search=songs.search,
            letters=songs.letters() if self.shown is SongPage.LETTERS else (),
            found=songs.count,
            can_change=desk is not None,
            is_alone=is_alone,
            removed_title=desk.removed_title if desk else "",
            title=self._title,
            path=self.path,
            said=self.said,
        )
        contents = contents_of(self.shown, now, self._panel)
        self.page.area = frame.alone if is_alone else frame.page
        self.page.show(contents.blocks, contents.footer)
