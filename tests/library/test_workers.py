"""Files read in processes of their own: each is told, whatever becomes of its reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest

from game.library import Library
from game.library import library as module
from game.library.contents import content_of
from game.library.workers import BROKE_OFF, IN_HAND, TOOK_TOO_LONG, read_beside
from tests.app.stage import write_song
from tests.library.strange_readers import DIES, HANGS, strange


def make(folder: Path, *names: str) -> list[str]:
    return [
        str(write_song(folder / f"{name}.mid", name, (60, 62, 60 + number % 40)))
        for number, name in enumerate(names)
    ]


def always() -> bool:
    return True


def test_every_file_is_told_as_if_it_had_been_read_here(tmp_path: Path) -> None:
    paths = make(tmp_path, *(f"song {number}" for number in range(3 * IN_HAND)))
    told = dict(read_beside(iter(paths), always, workers=2))
    assert told == {path: content_of(Path(path)) for path in paths}


def test_files_that_kill_their_reader_or_never_end_are_told_and_hinder_no_other(
    tmp_path: Path,
) -> None:
    names = [f"song {number}" for number in range(IN_HAND + 2)]
    names[1:1], names[5:5] = [f"{DIES} 1", f"{DIES} 2"], [f"{HANGS} 1"]
    paths = make(tmp_path, *names, f"{DIES} 3")
    told = dict(read_beside(iter(paths), always, read=strange, workers=1, patience_s=0.3))
    assert list(told) == paths or set(told) == set(paths)
    for path in paths:
        stem = Path(path).stem
        if stem.startswith(DIES):
            assert told[path] == BROKE_OFF
        elif stem.startswith(HANGS):
            assert told[path] == TOOK_TOO_LONG
        else:
            assert told[path].facts is not None


def test_reading_ends_at_once_when_it_is_told_to(tmp_path: Path) -> None:
    paths = make(tmp_path, f"{HANGS} for good")
    begun_s = monotonic()
    told = list(read_beside(iter(paths), lambda: monotonic() < begun_s + 0.2, read=strange))
    assert told == []
    assert monotonic() < begun_s + 5


def test_without_new_files_no_process_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.library.workers.get_context", lambda _: pytest.fail("begun"))
    assert list(read_beside(iter(()), always)) == []


def test_where_no_process_can_be_begun_files_are_read_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refuse)
    paths = make(tmp_path, "one", "two")
    assert [path for path, _ in read_beside(iter(paths), always)] == paths


def test_the_library_can_be_used_while_many_files_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    songs = tmp_path / "songs"
    make(songs, *(f"song {number}" for number in range(30)))
    monkeypatch.setattr(module, "FEW", 10)
    library = Library((songs,), tmp_path / "songs.db")
    seen: list[tuple[int, int]] = []
    reading = Thread(target=library.read_all)
    reading.start()
    while reading.is_alive():
        progress = library.progress
        if progress:
            assert 0 <= progress.read <= progress.total == 30
            assert all(entry.facts for entry in library.known_entries())
            seen.append((progress.read, len(library.known_entries())))
        sleep(0.005)
    assert seen == sorted(seen)
    assert library.progress is None
    assert len(library.known_entries()) == 30


def test_what_was_read_before_it_was_stopped_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    songs = tmp_path / "songs"
    make(songs, *(f"song {number}" for number in range(4 * IN_HAND)))
    library = Library((songs,), tmp_path / "songs.db")
    library.read_all(lambda: len(library.known_entries()) < IN_HAND, beside=True)
    read = len(library.known_entries())
    assert IN_HAND <= read < 4 * IN_HAND
    again = Library((songs,), tmp_path / "songs.db")
    assert len(again.known_entries()) == read
    again.read_all()
    assert len(again.known_entries()) == 4 * IN_HAND


@pytest.fixture
def hanging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    def strange_beside(paths: Iterator[str], goes_on: object) -> Iterator[object]:
        return read_beside(paths, always, read=strange, patience_s=0.3)

    monkeypatch.setattr(module, "read_beside", strange_beside)
    make(tmp_path / "songs", "good", f"{HANGS} always", f"{DIES} always")
    yield tmp_path / "songs"


def test_a_file_that_was_given_up_is_listed_and_not_tried_at_every_start(
    hanging: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library((hanging,), tmp_path / "songs.db")
    library.read_all(beside=True)
    problems = {entry.title: entry.problem for entry in library.known_entries()}
    assert problems == {
        "good": None,
        f"{HANGS} always": str(TOOK_TOO_LONG.trouble),
        f"{DIES} always": str(BROKE_OFF.trouble),
    }
    monkeypatch.setattr(module, "read_beside", lambda *_: pytest.fail("tried again"))
    again = Library((hanging,), tmp_path / "songs.db")
    again.read_all(beside=True)
    assert again.known_entries() == library.known_entries()
