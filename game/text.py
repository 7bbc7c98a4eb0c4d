"""Every sentence and word that people read goes through here, into the language they chose.

`tr` translates at once; `later` marks a text in a table that is translated when it is used. Texts
with values in them have named places: `tr("{hits} of {notes}").format(hits=3, notes=4)`. The
language is one for the whole process, as is usual with gettext.
"""

from __future__ import annotations

import gettext
import locale
import os
from importlib.resources import as_file, files

DOMAIN = "thumbtune"
PSEUDO = "pseudo"
"""A made-up language for tests: English with accents, two fifths longer."""
_SOURCE = "en"
_FOLDER = files("game") / "locale"
_ACCENTED = str.maketrans("aeiouyAEIOUYcnsz", "áéíöüýÁÉÍÖÜÝçñšž")
_LONGER_BY = 0.4


class _Pseudo(gettext.NullTranslations):
    """Lengthens every text and leaves the places for values alone."""

    def gettext(self, message: str) -> str:
        return _lengthened(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _lengthened(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return _lengthened(message)


_translations: gettext.NullTranslations = gettext.NullTranslations()
_language = _SOURCE


def tr(text: str) -> str:
    """`text` in the language in use."""
    return _translations.gettext(text) if text else ""


def trn(one: str, more: str, count: int) -> str:
    """The form of a text that goes with `count` things."""
    return _translations.ngettext(one, more, count)


def trc(context: str, text: str) -> str:
    """`text`, where `context` says which of its meanings it has."""
    return _translations.pgettext(context, text)


def later(text: str) -> str:
    """`text` as it is, to be given to `tr` when it is used."""
    return text


def language() -> str:
    """The code of the language in use."""
    return _language


def languages() -> tuple[str, ...]:
    """The codes of all languages there are: English first."""
    found = sorted(one.name for one in _FOLDER.iterdir() if one.is_dir() and len(one.name) == 2)
    return (_SOURCE, *(code for code in found if code != _SOURCE))


def use_language(code: str) -> str:
    """Speak this language from now on, or the computer's own for an empty `code`.

    One that there is no translation for is English. The result is the code in use.
    """
    global _translations, _language
    code = code or computer_language()
    if code == PSEUDO:
        _translations, _language = _Pseudo(), PSEUDO
    elif code != _SOURCE and code in languages():
        with as_file(_FOLDER) as folder:
            _translations = gettext.translation(DOMAIN, folder, [code])
        _language = code
    else:
        _translations, _language = gettext.NullTranslations(), _SOURCE
    return _language


def computer_language() -> str:
    """The language that the computer is set to, as a code of two letters; English if unknown."""
    named = (os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    name = next(filter(None, named), None) or locale.getlocale()[0] or _SOURCE
    return name[:2].lower()


def _lengthened(text: str) -> str:
    pieces: list[str] = []
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        pieces.append(char if depth else char.translate(_ACCENTED))
    if not text.strip():
        return text
    more = max(1, round(len(text) * _LONGER_BY))
    words = " ".join("x" * 5 for _ in range(more // 6)) + " " + "x" * (more % 6)
    return f"[{''.join(pieces)} {words.strip()}]"
