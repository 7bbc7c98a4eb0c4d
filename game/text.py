"""Every sentence and word that people read goes through here, into the language they chose.

`tr` translates at once; `later` marks a text in a table that is translated when it is used. Texts
with values in them have named places: `tr("{hits} of {notes}").format(hits=3, notes=4)`. What is
stored or comes from another process, and is read perhaps in another language, is a `Sentence`. The
language is one for the whole process, as is usual with gettext; any thread may ask.
"""

from __future__ import annotations

import gettext
import json
import locale
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from typing import Any

DOMAIN = "thumbtune"
LANGUAGE_VARIABLE = "THUMBTUNE_LANGUAGE"
PSEUDO = "pseudo"
"""A made-up language for tests: English with accents, two fifths longer."""
_SOURCE = "en"
_FOLDER = files("game") / "locale"
_VARIABLES = (LANGUAGE_VARIABLE, "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_NO_LANGUAGE = ("", "C", "POSIX")
_ACCENTED = str.maketrans("aeiouyAEIOUYcnsz", "áéíöüýÁÉÍÖÜÝçñšž")
_LONGER_BY = 0.4
_PLACE = re.compile(r"(\{[^{}]*\}|%\(\w+\)[rs]|%[rs])")
"""Where values go, ours and those of argparse."""


class _Pseudo(gettext.NullTranslations):
    """Lengthens every text and leaves the places for values alone."""

    def gettext(self, message: str) -> str:
        return _lengthened(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _lengthened(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return _lengthened(message)


@dataclass(frozen=True, slots=True)
class _Speech:
    code: str
    translations: gettext.NullTranslations


_ENGLISH = _Speech(_SOURCE, gettext.NullTranslations())
_speech = _ENGLISH


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as data, made with `sentence`. `str()` says it in the language in use."""

    text: str
    values: tuple[tuple[str, str | int | Sentence], ...] = ()

    def __str__(self) -> str:
        if not self.values:
            return tr(self.text)
        return tr(self.text).format(**{name: _said(value) for name, value in self.values})

    @property
    def stored(self) -> str:
        """How it is kept: the English text itself, or JSON if there are values in it."""
        return json.dumps(_plain(self)) if self.values else self.text


def tr(text: str) -> str:
    """`text` in the language in use."""
    return _speech.translations.gettext(text) if text else ""


def trn(one: str, more: str, count: int) -> str:
    """The form of a text that goes with `count` things."""
    return _speech.translations.ngettext(one, more, count)


def trc(context: str, text: str) -> str:
    """`text`, where `context` says which of its meanings it has."""
    return _speech.translations.pgettext(context, text)


def later(text: str) -> str:
    """`text` as it is, to be given to `tr` when it is used."""
    return text


def sentence(text: str, **values: str | int | Sentence) -> Sentence:
    """A sentence for later, with its values. Words in it that are ours are sentences, too."""
    return Sentence(text, tuple(values.items()))


def sentence_from(stored: str) -> Sentence:
    """What `Sentence.stored` gave. Raises `ValueError` for anything else."""
    if not stored.startswith("["):
        return Sentence(stored)
    try:
        return _from_plain(json.loads(stored))
    except (TypeError, AttributeError) as problem:
        raise ValueError("this is no stored sentence") from problem


def whole(value: int) -> str:
    """A whole number as the language writes it: "1,240" in English."""
    return f"{value:,}".replace(",", trc("between thousands", ","))


def decimal(value: float, places: int) -> str:
    """A number with so many decimal places as the language writes it."""
    return f"{value:.{places}f}".replace(".", trc("before decimals", "."))


def language() -> str:
    """The code of the language in use."""
    return _speech.code


def languages() -> tuple[str, ...]:
    """The codes of all languages there are: English first."""
    if not _FOLDER.is_dir():
        return (_SOURCE,)
    found = sorted(one.name for one in _FOLDER.iterdir() if _catalogue(one.name).is_file())
    return (_SOURCE, *found)


def use_language(code: str, preferred: Iterable[str] = ()) -> str:
    """Speak this language from now on, or the computer's own for an empty `code`.

    One that there is no translation for is English; `preferred` is for `computer_language`. The
    result is the code in use.
    """
    global _speech
    code = _known((code,)) or _SOURCE if code else computer_language(preferred)
    if code == PSEUDO:
        _speech = _Speech(PSEUDO, _Pseudo())
    elif code == _SOURCE:
        _speech = _ENGLISH
    else:
        _speech = _Speech(code, _translations(code))
    return _speech.code


def computer_language(preferred: Iterable[str] = ()) -> str:
    """The first language there is of those that the computer is set to; English if there is none.

    The environment goes first, then `preferred` codes, as an open window can tell them.
    """
    for variable in _VARIABLES:
        named = [one for one in os.environ.get(variable, "").split(":") if _base(one)]
        if named:
            return _known(named) or _SOURCE
    return _known([*preferred, *_system_codes()]) or _SOURCE


def _system_codes() -> Iterator[str]:
    """What the system says without a window."""
    if sys.platform == "win32":
        import ctypes

        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        yield locale.windows_locale.get(number, "")
    else:
        yield locale.getlocale()[0] or ""


def _known(codes: Iterable[str]) -> str | None:
    """The first of `codes` ("de", "pt_BR", "de-AT", "en_GB.UTF-8") that can be spoken."""
    can_be = (*languages(), PSEUDO)
    for code in codes:
        whole_code = _base(code)
        for one in (whole_code, whole_code.partition("_")[0]):
            if one in can_be:
                return one
    return None


def _base(code: str) -> str:
    """A code without what follows the country; "" for one that names no language."""
    base = re.split(r"[.@]", code.strip(), maxsplit=1)[0].replace("-", "_")
    if base in _NO_LANGUAGE:
        return ""
    name, _, country = base.partition("_")
    return f"{name.lower()}_{country.upper()}" if country else name.lower()


def _catalogue(code: str) -> Traversable:
    return _FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.mo"


def _translations(code: str) -> gettext.NullTranslations:
    with as_file(_catalogue(code)) as path, path.open("rb") as file:
        return gettext.GNUTranslations(file)


def _said(value: str | int | Sentence) -> str:
    return whole(value) if isinstance(value, int) else str(value)


def _plain(of: Sentence) -> list[object]:
    values = {
        name: _plain(value) if isinstance(value, Sentence) else value for name, value in of.values
    }
    return [of.text, values]


def _from_plain(plain: Any) -> Sentence:
    text, values = plain
    return sentence(
        text,
        **{
            name: _from_plain(value) if isinstance(value, list) else value
            for name, value in values.items()
        },
    )


def _lengthened(text: str) -> str:
    """`text` with accents, longer, and in brackets; what holds no letters stays as it is."""
    pieces = _PLACE.split(text)
    words = "".join(pieces[::2])
    if not any(char.isalpha() for char in words):
        return text
    pieces[::2] = [piece.translate(_ACCENTED) for piece in pieces[::2]]
    more = max(1, round(len(words) * _LONGER_BY))
    padding = " ".join("x" * min(5, more - start) for start in range(0, more, 6) if more > start)
    return f"[{''.join(pieces)} {padding}]"
