"""Reading the library can be stopped before any file, and goes on where it stopped."""

from __future__ import annotations

import shutil
from pathlib import Path

from game.folders import shipped_folder
from game.library import Library

SONGS = ("ode-to-joy.mid", "silent-night.mid", "yankee-doodle.mid")


def test_reading_stops_when_asked_and_goes_on_where_it_stopped(tmp_path: Path) -> None:
    for name in SONGS:
        shutil.copy(shipped_folder("songs") / name, tmp_path)
    library = Library((tmp_path,))
    answers = iter((True, True, False))

    library.read_all(goes_on=lambda: next(answers))

    assert [entry.path.name for entry in library.known_entries()] == list(SONGS[:2])

    already_read = library.known_entries()
    library.read_all()

    assert [entry.path.name for entry in library.known_entries()] == list(SONGS)
    assert all(a is b for a, b in zip(library.known_entries(), already_read, strict=False))
