"""Makes readable text of the names and words in MIDI files, and finds the song's title there.

The files don't say how their text is written. mido hands it on as Latin-1, a character a byte.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_UNDECODED = "\N{REPLACEMENT CHARACTER}"
_SAMPLE_CHARS = 1000
UNKNOWN_PAGE = ""
_FALLBACK = "cp1252"
_PAIRED = {
    "cp932": (range(0x88, 0x98), 0x40),
    "gbk": (range(0xB0, 0xD8), 0xA1),
    "big5": (range(0xA4, 0xC7), 0x40),
    "cp949": (range(0xB0, 0xC9), 0xA1),
    "euc_jp": (range(0xB0, 0xD0), 0xA1),
}
"""Code pages of two bytes a character, with the lead bytes of the characters in daily use and
the smallest second byte these have."""
_PAGES = (_FALLBACK, "cp1250", "cp1251", "koi8_r", "cp866", "cp1253", *_PAIRED, "cp1258")
_FREQUENT = {
    "CYRILLIC": frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшё"),
    "GREEK": frozenset("αοιετσνηυρπκμλςίόάέήώύ"),
    "LATIN": frozenset("éèêëàâáäãåçñíóôöøõúüßæłśżźćęąńěščřžůőűăđơư"),
}
_SIGNS = (
    "«»©®°№¿¡…“”\N{EN DASH}\N{EM DASH}\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
)
_VIETNAMESE_VOWELS = frozenset("aăâeêioôơuưy")
_KARAOKE_TITLE = "@T"
_GENERIC_WORD = re.compile(
    r"""
    accompaniment | acoustic | alto | arr | arranged | bass | bassoon | brass
    | cello | channel | chords | choir | clarinet | clean | conductor | control
    | copyright | default | distortion | drum | drumkit | drums | electric
    | ensemble | fast | flute | fretless | grand | guitar | hand | harp | horn
    | instrument | jazz | kit | lead | left | lh | lyrics | main | master | melodie
    | melody | meta | midi | midifile | name | nameless | new | noname | notes | nylon
    | oboe | organ | overdriven | parameters | part | percussion | piano | right | rh
    | sax | saxophone | seq | sequence | settings | slow | soft | solo | song | soprano
    | staff | standard | steel | string | strings | synth | system | tempo | tenor
    | title | track | trombone | trumpet | untitled | unnamed | vibraphone | viola
    | violin | vocal | vocals | voice | voices | voix | words
    """,
    re.VERBOSE,
)
_CREDIT = re.compile(
    r"\(c\)|©|copyright|all rights|sequenced|arranged by|https?:|www\.|\w@\w|\.(mid|kar|com)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+")


def code_page(texts: Iterable[str]) -> str:
    """The code page in which `texts`, one character a byte, are most likely written; "" if none.

    UTF-8 is not among them: it shows in each text by itself (see `readable`).
    """
    foreign = dict.fromkeys(text for text in texts if not text.isascii())
    sample = "\n".join(text for text in foreign if not _utf8(text))[:_SAMPLE_CHARS]
    if not sample:
        return _FALLBACK
    raw = sample.encode("latin-1", errors="ignore")
    worth = {page: _plausibility(raw, page) for page in _PAGES}
    likeliest = max(worth, key=worth.__getitem__)
    return likeliest if worth[likeliest] > 0 else UNKNOWN_PAGE


def readable(text: str, page: str) -> str:
    """`text`, one character a byte, as people wrote it: in UTF-8 if it can be, else in `page`.

    In a code page unknown it is no text at all.
    """
    raw = text.encode("latin-1", errors="ignore")
    decoded = _utf8(text)
    if not decoded and page != UNKNOWN_PAGE:
        decoded = raw.decode(page, errors="replace")
    shown = "".join(char if char.isprintable() else " " for char in decoded)
    shown = shown.replace(_UNDECODED, "")
    return " ".join(unicodedata.normalize("NFC", shown).split())


def karaoke_title(lines: Iterable[str], page: str) -> str:
    """The title that karaoke files write as a line of text, "@T" and the title; "" without one."""
    titles = (line[len(_KARAOKE_TITLE) :] for line in lines if line.startswith(_KARAOKE_TITLE))
    return next(filter(None, (readable(title, page) for title in titles)), "")


def is_title(name: str) -> bool:
    """Whether a track's name can be a song's, and is not its instrument, number or author."""
    words = _LETTERS.findall(name.casefold())
    return (
        len("".join(words)) > 1
        and not _CREDIT.search(name)
        and not all(_GENERIC_WORD.fullmatch(word) for word in words)
    )


def _utf8(text: str) -> str:
    try:
        return text.encode("latin-1", errors="ignore").decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _plausibility(raw: bytes, page: str) -> float:
    """How much `raw` reads like words when taken for `page`, at best about 1 for each byte."""
    score, run, before = 0.0, 0, " "
    for char in raw.decode(page, errors="replace"):
        if char == _UNDECODED:
            score -= 3.0
        elif page in _PAIRED and not char.isascii():
            score += _worth_of_pair(char, page)
        elif not char.isascii():
            score += _worth(char, before, run)
        score -= 1.2 if _is_odd(before, char) else 0.0
        run = run + 1 if char.isalpha() and not char.isascii() else 0
        before = char
    return score


def _is_odd(before: str, char: str) -> bool:
    """Whether no word has these neighbours: letters of two scripts, or a capital after a small."""
    if not (before.isalpha() and char.isalpha()) or (before.isascii() and char.isascii()):
        return False
    east = {"HIRAGANA", "KATAKANA", "CJK"}
    scripts = {"CJK" if name in east else name for name in (_script(before), _script(char))}
    return len(scripts) > 1 or (char.isupper() and before.islower())


def _worth(char: str, before: str, run: int) -> float:
    """The worth of a character of one byte after `before` and a run of letters beyond ASCII.

    Only in Cyrillic and Greek do words consist of such letters.
    """
    script = _script(char)
    if script == "COMBINING":
        return 0.9 if before.lower() in _VIETNAMESE_VOWELS else -1.0
    if script not in _FREQUENT:
        return 0.3 if char in _SIGNS else -1.0
    if script == "LATIN" and run:
        return 0.2 if run == 1 else -0.8
    return 0.9 if char.lower() in _FREQUENT[script] else 0.4


def _worth_of_pair(char: str, page: str) -> float:
    """The worth of a character of two bytes."""
    script = _script(char)
    if script in ("HIRAGANA", "KATAKANA"):
        return 2.2 if page in ("cp932", "euc_jp") else -0.5
    if script not in ("CJK", "HANGUL"):
        return 0.0 if script in ("IDEOGRAPHIC", "FULLWIDTH") else -1.0
    lead, second = char.encode(page)[:2]
    leads, least = _PAIRED[page]
    if lead not in leads or second < least:
        return -1.0
    return {"cp949": 1.9, "euc_jp": 1.2}.get(page, 1.8)


def _script(char: str) -> str:
    return unicodedata.name(char, "").split(" ")[0]
