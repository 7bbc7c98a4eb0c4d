"""Makes the gallery: `python -m tests.gallery` writes the pictures and the page to `docs`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from tests.gallery import looks
from tests.gallery.contrasts import contrasts
from tests.gallery.entries import all_entries
from tests.gallery.film import write_film
from tests.gallery.pictures import write_page, write_pictures
from tests.gallery.places import complaints
from tests.gallery.registry import Entry
from tests.gallery.world import data, no_screen

DOCS = Path(__file__).parents[2] / "docs"
PICTURES = "gallery"
FILM = DOCS / "play.webp"


def main() -> int:
    """Do what the command line asks for; 1 if a check found anything."""
    parser = ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("--check", action="store_true", help="look for texts that don't fit")
    parser.add_argument("--film", action="store_true", help="make the film of the README instead")
    parser.add_argument("names", nargs="*", help="only these entries, for --check")
    options = parser.parse_args()
    entries = [one for one in all_entries() if not options.names or one.name in options.names]
    with no_screen():
        if options.check:
            return _check(entries)
        if options.film:
            pictures = write_film(FILM)
            print(f"{pictures} pictures in {FILM.name}, {FILM.stat().st_size / 1e6:.1f} MB")
            return 0
        written = write_pictures(DOCS / PICTURES, entries)
        write_page(DOCS / "screens.md", PICTURES, entries)
    size = sum(path.stat().st_size for path in written)
    print(f"{len(entries)} entries, {len(written)} pictures, {size / 1e6:.1f} MB")
    return 0


def _check(entries: list[Entry]) -> int:
    """Tell every text that can't be read as a whole, or hardly tells from its ground."""
    count = 0
    for look in looks.every_fit():
        for entry in entries:
            with entry.in_look(look) as screen:
                for told in complaints(screen, look.size, data()):
                    count += 1
                    print(f"{entry.name}, {look.words}: {told}")
    for look in looks.THEMES:
        least = 7.0 if look is looks.HIGH_CONTRAST else 4.5
        for entry in entries:
            with entry.in_look(look) as screen:
                for one in contrasts(screen, look.size):
                    if one.ratio < least:
                        count += 1
                        print(f"{entry.name}, {look.words}: {one}")
    print(f"{count} complaints about {len(entries)} entries")
    return int(count > 0)


if __name__ == "__main__":
    sys.exit(main())
