"""Gathers every text people read into the catalogues of the languages, and compiles those.

    uv run python docs/make_catalogue.py          # after a text or a translation has changed
    uv run python docs/make_catalogue.py --add fr # begin another language

Writes `game/locale/thumbtune.pot` (all texts, in English), brings each
`game/locale/<code>/LC_MESSAGES/thumbtune.po` up to date, and compiles it to the `.mo` beside it,
which the game reads. `docs/languages.md` is for translators.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.core import Locale
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "game" / "locale"
TEMPLATE = FOLDER / "thumbtune.pot"
KEYWORDS = {
    "tr": None,
    "later": None,
    "sentence": None,
    "trn": (1, 2),
    "trc": ((1, "c"), 2),
}
"""The functions of `game.text`, and which of their arguments are texts."""
READ_IN_LEVELS = ("name", "description", "prop", "counts", "steps")
"""Keys of the levels' files, and of their exercises, whose values are texts."""
ARGPARSE = (
    "usage: ",
    "options",
    "positional arguments",
    "show this help message and exit",
    "the following arguments are required: %s",
    "unrecognized arguments: %s",
    "argument %(argument_name)s: %(message)s",
    "expected one argument",
    "expected at least one argument",
    "invalid %(type)s value: %(value)r",
    "invalid choice: %(value)r (choose from %(choices)s)",
    "not allowed with argument %s",
    "ambiguous option: %(option)s could match %(matches)s",
    "%(prog)s: error: %(message)s\n",
)
"""What Python's reader of the command line says to people who use the commands."""
WIDTH = 100
_NOT_WRITTEN = tuple(
    f'"{name}'
    for name in ("POT-C", "PO-R", "Project-Id", "Report", "Last-T", "Language-T", "Generated")
)
"""Headers that say nothing here, or would change with every run."""
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""Today's would change the compiled files with every run."""

Found = tuple[str, tuple[str, ...] | str, str | None]
"""Where a text stands, the text or its singular and plural, and its context."""


def texts() -> Iterator[Found]:
    """Every text in the program, in the levels and their exercises, and those of argparse."""
    for path in sorted((ROOT / "game").rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        for _, text, _, context in extract_from_file("python", path, keywords=KEYWORDS):
            yield place, text, context
    for path in sorted((ROOT / "levels").rglob("*.toml")):
        place = path.relative_to(ROOT).as_posix()
        for text in _words_in(tomllib.loads(path.read_text(encoding="utf-8"))):
            yield place, text, None
    for text in ARGPARSE:
        yield "argparse", text, None


def _words_in(table: Mapping[str, Any]) -> Iterator[str]:
    """What people read of a level or of exercises."""
    for key, value in table.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from _words_in(one)
            elif key in READ_IN_LEVELS:
                yield one


def template() -> Catalog:
    """All texts, in English. Without lines and dates, so that it changes when a text does."""
    header = "# Every text of Thumbtune, gathered by docs/make_catalogue.py."
    catalogue = Catalog(header_comment=header, fuzzy=False)
    for place, text, context in texts():
        catalogue.add(text, locations=[(place, 0)], context=context)
    for message in catalogue:
        message.flags.discard("python-format" if message.id not in ARGPARSE else "")
        message.locations = sorted(set(message.locations))
    return catalogue


def catalogue_path(code: str) -> Path:
    """Where the translations into a language are."""
    return FOLDER / code / "LC_MESSAGES" / "thumbtune.po"


def read(path: Path) -> Catalog:
    """The catalogue in a `.po` file."""
    with path.open("rb") as file:
        return read_po(file, domain="thumbtune", abort_invalid=True)


def written(catalogue: Catalog) -> bytes:
    """A catalogue as the text of a `.po` file, by place in the program."""
    out = BytesIO()
    write_po(out, catalogue, width=WIDTH, sort_by_file=True, include_lineno=False)
    lines = out.getvalue().decode().splitlines()
    kept = [line for line in lines if not line.startswith(_NOT_WRITTEN)]
    return ("\n".join(kept).strip() + "\n").encode()


def compiled(catalogue: Catalog) -> bytes:
    """What a catalogue is for gettext. Texts that need another look are not in it."""
    catalogue.creation_date = catalogue.revision_date = _NO_DATE
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def update(path: Path, of: Catalog) -> Catalog:
    """The catalogue at `path` with every text of the program; what is gone from it is left out."""
    catalogue = read(path)
    catalogue.update(of, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    return catalogue


def open_texts(catalogue: Catalog) -> list[Message]:
    """The texts that have no translation yet, or one that needs another look."""
    return [
        message
        for message in catalogue
        if message.id and (message.fuzzy or not all(_strings(message)))
    ]


def _strings(message: Message) -> tuple[str, ...]:
    found = message.string
    return (found or "",) if isinstance(found, str | None) else tuple(one or "" for one in found)


def _begin(code: str) -> None:
    path = catalogue_path(code)
    path.parent.mkdir(parents=True)
    locale = Locale.parse(code)
    header = f"# Thumbtune in {locale.english_name}."
    path.write_bytes(written(Catalog(locale, header_comment=header, fuzzy=False)))


def main() -> None:
    """Bring everything up to date, and say what is left to translate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--add", metavar="CODE", help="begin a language")
    wanted = parser.parse_args().add
    if wanted:
        _begin(wanted)
    of = template()
    FOLDER.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(written(of))
    for path in sorted(FOLDER.glob("*/LC_MESSAGES/*.po")):
        catalogue = update(path, of)
        path.write_bytes(written(catalogue))
        path.with_suffix(".mo").write_bytes(compiled(catalogue))
        left = open_texts(catalogue)
        print(f"{path.parent.parent.name}: {len(catalogue)} texts, {len(left)} to be translated")
        for message in left:
            print(f"  {message.id}")


if __name__ == "__main__":
    main()
