"""Which songs of a list are shown: those that were asked for, and whose titles fit what was typed.

Titles and what is typed are compared without accents, capitals and punctuation: "fur" and "fuer"
both find "Für Elise".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from functools import lru_cache
from string import ascii_uppercase

from game.screens.ui.song_rows import SongRow

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile("['\u2019`\u00b4]")
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i"}
)
"""Letters that Unicode does not take apart (small ones: everything is case folded before)."""
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
"""How German is typed without its letters."""


class Show(Enum):
    """Which songs are asked for."""

    ALL = "all"
    LEVEL = "level"
    NOT_PLAYED = "not played"
    FAVOURITES = "favourites"
    OWN = "own"


class SongFinder:
    """The songs that are found among all rows, in the order of the rows.

    `search` is what was typed, `level` the number of the level that `Show.LEVEL` asks for.
    """

    def __init__(self, rows: Sequence[SongRow], level: int, show: Show = Show.ALL) -> None:
        self._rows = rows
        self._keys: list[str] = []
        """What is searched, for as many of the rows as it is known for."""
        self._level = level
        self.show = show
        self.search = ""
        self.found: Sequence[SongRow] = ()
        """The songs to be shown."""
        self._find()

    def replace(self, rows: Sequence[SongRow], level: int) -> None:
        """Look among other rows, for another level."""
        self._rows, self._level = rows, level
        self._keys = []
        self._find()

    def look_for(self, search: str) -> None:
        """Show the songs whose titles fit `search`; all for one without letters."""
        self.search = search
        self._find()

    def ask_for(self, show: Show) -> None:
        """Show only these."""
        self.show = show
        self._find()

    def prepare(self, titles: int) -> None:
        """Get so many more titles ready to be searched: the first search is then no work."""
        known = len(self._keys)
        self._keys += [_key(row.title) for row in self._rows[known : known + titles]]

    def place_of(self, key: str | None) -> int | None:
        """Where the song with this key is among those found."""
        return next((place for place, row in enumerate(self.found) if row.key == key), None)

    def first_beginning(self) -> SongRow | None:
        """The first song found whose title begins with what was typed."""
        together = "".join(_words(self.search))
        return next((row for row in self.found if _begins(row.title, together)), None)

    def _find(self) -> None:
        found = self._fitting()
        if self.show is not Show.ALL:
            is_asked_for = self._asked_for()
            found = [row for row in found if is_asked_for(row)]
        self.found = found

    def _fitting(self) -> Sequence[SongRow]:
        """A title fits if what was typed stands somewhere in it, spaces aside, or if each word that
        was typed begins a word of it, in any order."""
        words = _words(self.search)
        if not words:
            return self._rows
        self.prepare(len(self._rows))
        keys, together = self._keys, "".join(words)
        places = [place for place, key in enumerate(keys) if together in key]
        if len(words) > 1:
            by_words = range(len(keys))
            for word in words:
                beginning = f" {word}"
                by_words = [place for place in by_words if beginning in keys[place]]
            places = sorted({*places, *by_words})
        return [self._rows[place] for place in places]

    def _asked_for(self) -> Callable[[SongRow], bool]:
        match self.show:
            case Show.LEVEL:
                level = self._level
                return lambda row: row.level_number == level
            case Show.NOT_PLAYED:
                return lambda row: not row.last_run
            case Show.FAVOURITES:
                return lambda row: row.is_favourite
            case _:
                return lambda row: row.is_own


def letters_of(titles: Iterable[str]) -> list[str]:
    """The letters that can be looked for: the Latin ones, and others that titles begin with."""
    first = {_letter(title[:1]) for title in titles}
    return [*ascii_uppercase, *sorted(first - {*ascii_uppercase, ""})]


@lru_cache(maxsize=4096)
def _letter(char: str) -> str:
    """A letter or a digit as it is searched, as a capital; empty for anything else."""
    capital = "".join(_words(char)).upper()
    return capital if len(capital) == 1 else ""


def _begins(title: str, together: str) -> bool:
    return f"\n{together}" in _key(title)


@lru_cache(maxsize=50_000)
def _key(title: str) -> str:
    """What is searched for a title: its words, all of them together, and so again spelt out."""
    words, folded = _words(title), title.casefold()
    key = f" {' '.join(words)}\n{''.join(words)}"
    if folded.isascii():
        return key
    spelt_out = unicodedata.normalize("NFC", folded).translate(_SPELT_OUT)
    words = _words(spelt_out)
    return f"{key}\n {' '.join(words)}\n{''.join(words)}"


def _words(text: str) -> list[str]:
    """The words of `text` without accents, capitals and punctuation."""
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_PLAIN)).casefold()
        plain = "".join(c for c in plain if unicodedata.category(c) != "Mn")
    return _WORD.findall(_APOSTROPHE.sub("", plain))
