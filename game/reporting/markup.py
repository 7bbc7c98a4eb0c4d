"""The few pieces of HTML that the report is made of. Every text that goes in is escaped here."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from html import escape

LONGEST = 60
"""Letters of a name that somebody gave; more would push everything else off the page."""
_TURNS_TEXT = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of the text around them."""


def plain(words: str) -> str:
    """A name from somewhere else, on one line, of at most `LONGEST` letters, without characters
    that can't be shown or turn other text round."""
    shown = "".join(
        " " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c
        for c in words
        if c not in _TURNS_TEXT and unicodedata.category(c) != "Cs"
    )
    line = " ".join(shown.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}\u2026"


def name(words: str) -> str:
    """A name from somewhere else: written in its own direction, whatever is around it."""
    return f"<bdi>{escape(plain(words))}</bdi>"


def element(tag: str, inside: str, kind: str = "") -> str:
    """An element of the class `kind` around what is HTML already."""
    of_kind = f' class="{kind}"' if kind else ""
    return f"<{tag}{of_kind}>{inside}</{tag}>"


def words(tag: str, text: str, kind: str = "") -> str:
    """An element around words."""
    return element(tag, escape(text), kind)


def section(title: str, *parts: str, kind: str = "") -> str:
    """A part of the page under its title; empty if there is nothing in it."""
    inside = "".join(parts)
    return element("section", words("h2", title) + inside, kind) if inside else ""


def table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "", *, total: bool = False
) -> str:
    """A table of words; the first cell of each row names it, and the last row may be a `total`."""
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    listed = list(rows)
    lines: list[str] = []
    for number, (first, *others) in enumerate(listed):
        cells = f'<th scope="row">{escape(first)}</th>'
        cells += "".join(words("td", cell) for cell in others)
        is_total = total and number == len(listed) - 1
        lines.append(element("tr", cells, "total" if is_total else ""))
    body = element("tbody", "".join(lines))
    return element("table", f"<thead><tr>{top}</tr></thead>{body}", kind)
