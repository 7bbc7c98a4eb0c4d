"""The library: files become songs once, and a song is found by its file or its title."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from game.folders import shipped_folder
from game.library import Library, LibraryError, midi_files
from tests.app.stage import write_song


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three songs, one of them in a folder of its own, and a file that is none."""
    write_song(tmp_path / "songs" / "b-side.MID", "Ode to Joy")
    write_song(tmp_path / "songs" / "deep" / "down" / "a.kar", "Minuet in G")
    write_song(tmp_path / "songs" / "c.midi", "Minuet in D")
    (tmp_path / "songs" / "notes.txt").write_text("no song")
    return tmp_path / "songs"


def test_every_midi_file_below_a_folder_is_found_by_name(folder: Path) -> None:
    assert [path.name for path in midi_files(folder)] == ["a.kar", "b-side.MID", "c.midi"]


def test_folders_come_one_after_the_other_and_missing_ones_hold_nothing(
    folder: Path, tmp_path: Path
) -> None:
    other = write_song(tmp_path / "mine" / "a.mid", "Mine").parent
    library = Library((folder, tmp_path / "missing", other))
    assert [path.name for path in library.paths()] == ["a.kar", "b-side.MID", "c.midi", "a.mid"]


@pytest.mark.parametrize(
    "wanted", ["Ode to Joy", "ode to joy", "ODETOJOY", "ode-to-joy!", "joy", "b-side", "B Side"]
)
def test_a_song_is_found_by_its_title_a_part_of_it_or_its_file_s_name(
    folder: Path, wanted: str
) -> None:
    assert Library((folder,)).find(wanted).title == "Ode to Joy"


def test_a_file_is_found_wherever_it_is(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write_song(tmp_path / "elsewhere" / "file.mid", "Elsewhere")
    library = Library((folder,))
    assert library.find(str(file)).title == "Elsewhere"
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert library.find("file.mid").title == "Elsewhere"


def test_the_home_folder_can_be_written_as_a_tilde(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_song(tmp_path / "mine.mid", "Mine")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert Library(()).find("~/mine.mid").title == "Mine"


def test_a_whole_title_is_found_even_if_others_contain_it(folder: Path) -> None:
    write_song(folder / "longer.mid", "Ode to Joy and Sorrow")
    assert Library((folder,)).find("ode to joy").title == "Ode to Joy"


def test_a_folder_of_the_same_name_does_not_hide_a_title(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ode to joy").mkdir()
    monkeypatch.chdir(tmp_path)
    assert Library((folder,)).find("ode to joy").title == "Ode to Joy"


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ("minuet", '"minuet" could be Minuet in G, Minuet in D; please give more of the title.'),
        ("sonata", 'There is no song called "sonata"; "thumbtune songs" lists those there are.'),
        ("", 'There is no song called ""; "thumbtune songs" lists those there are.'),
        ("???", 'There is no song called "???"; "thumbtune songs" lists those there are.'),
        ("missing.mid", "missing.mid: There is no such file."),
        ("~nobody-of-this-name/ode", "There is no song called"),
        ("x" * 5000, "There is no song called"),
        ("nul\0byte", "There is no song called"),
    ],
)
def test_what_cannot_be_found_is_told_in_a_sentence(
    folder: Path, wanted: str, sentence: str
) -> None:
    with pytest.raises(LibraryError) as told:
        Library((folder,)).find(wanted)
    assert str(told.value).startswith(sentence)
    assert "\n" not in str(told.value)


def test_a_file_that_is_no_song_is_told_by_its_name(folder: Path) -> None:
    with pytest.raises(LibraryError, match=r"^notes.txt: This is not a MIDI file"):
        Library((folder,)).find(str(folder / "notes.txt"))


def test_a_broken_file_is_listed_with_its_sentence_and_hinders_no_other(folder: Path) -> None:
    (folder / "broken.mid").write_bytes(b"MThd")
    library = Library((folder,))
    problems = {entry.title: entry.problem for entry in library.entries()}
    assert problems.pop("broken") == "This MIDI file is cut off: its end is missing."
    assert problems == {"Ode to Joy": None, "Minuet in G": None, "Minuet in D": None}
    assert library.find("minuet in g").facts is not None


def test_a_file_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library((folder,))
    library.read_all()
    monkeypatch.setattr("game.library.library.content_of", lambda path: pytest.fail("read again"))
    library.read_all()
    assert library.find("ode to joy").facts is not None
    assert len(list(library.entries())) == 3


def test_files_added_and_taken_away_are_noticed_by_the_next_reading(folder: Path) -> None:
    library = Library((folder,))
    assert library.known_entries() == []
    library.read_all()
    write_song(folder / "new.mid", "Fresh Air")
    (folder / "c.midi").unlink()
    assert "Fresh Air" not in {entry.title for entry in library.known_entries()}
    library.read_all()
    assert {e.title for e in library.known_entries()} == {"Fresh Air", "Ode to Joy", "Minuet in G"}


def test_a_file_from_elsewhere_is_known_but_not_listed(folder: Path, tmp_path: Path) -> None:
    file = write_song(tmp_path / "elsewhere.mid", "Elsewhere")
    library = Library((folder,))
    library.read_all()
    entry = library.entry(file)
    assert library.known(file) is entry
    assert entry not in library.known_entries()


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="needs a user that can be refused"
)
def test_a_folder_that_may_not_be_opened_holds_nothing(folder: Path) -> None:
    (folder / "deep").chmod(0)
    try:
        assert [path.name for path in midi_files(folder)] == ["b-side.MID", "c.midi"]
    finally:
        (folder / "deep").chmod(0o700)


def test_a_folder_that_refuses_holds_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: str) -> list[Path]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.scandir", refuse)
    assert Library((folder,)).paths() == []


def test_a_path_that_refuses_to_be_looked_at_is_told_in_a_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, **_: object) -> os.stat_result:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", refuse)
    with pytest.raises(LibraryError, match="can't be opened: permission denied"):
        Library((folder,)).find("/root/private/song.mid")


def test_every_shipped_song_can_be_found_by_its_title() -> None:
    library = Library((shipped_folder("songs"),))
    titles = [entry.title for entry in library.entries()]
    assert len(titles) >= 5
    assert all(library.find(title).title == title for title in titles)
