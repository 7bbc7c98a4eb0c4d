"""Added songs are copied under their names, none over another, and each is told about."""

from __future__ import annotations

import errno
import json
import shutil
from pathlib import Path

import pytest

from game.cli import main
from game.library import Added, Library, added_in_words
from game.music.reading import MAX_BYTES
from tests.app.stage import write_song


@pytest.fixture
def songs(tmp_path: Path) -> Path:
    return tmp_path / "home" / "songs"


@pytest.fixture
def library(songs: Path) -> Library:
    return Library((songs,))


def add(library: Library, *sources: Path) -> list[Added]:
    added = library.add(sources)
    library.read_all()
    return library.described(added)


def test_a_file_is_copied_under_its_name(library: Library, songs: Path, tmp_path: Path) -> None:
    file = write_song(tmp_path / "My song.MID", "Mine")
    (one,) = add(library, file)
    assert one == Added(file, songs / "My song.MID", "Mine")
    assert (songs / "My song.MID").read_bytes() == file.read_bytes()
    assert [entry.title for entry in library.known_entries()] == ["Mine"]


def test_a_folder_keeps_its_name_and_order(library: Library, songs: Path, tmp_path: Path) -> None:
    write_song(tmp_path / "album" / "one.mid", "One", (60, 61))
    write_song(tmp_path / "album" / "more" / "two.mid", "Two", (60, 62))
    (tmp_path / "album" / "cover.png").write_bytes(b"\x89PNG")
    added = add(library, tmp_path / "album")
    assert sorted(one.title for one in added) == ["One", "Two"]
    assert (songs / "album" / "one.mid").exists()
    assert (songs / "album" / "more" / "two.mid").exists()
    assert not (songs / "album" / "cover.png").exists()


def test_another_song_of_the_same_name_lies_beside(
    library: Library, songs: Path, tmp_path: Path
) -> None:
    for number in range(3):
        write_song(tmp_path / str(number) / "song.mid", f"Waltz {number}", (60, 61 + number))
    added = add(library, *(tmp_path / str(number) / "song.mid" for number in range(3)))
    names = [one.path.name for one in added if one.path]
    assert names == ["song.mid", "song (2).mid", "song (3).mid"]
    assert [e.title for e in library.known_entries()] == ["Waltz 1", "Waltz 2", "Waltz 0"]


def test_a_song_that_is_there_is_not_copied_again(
    library: Library, songs: Path, tmp_path: Path
) -> None:
    file = write_song(tmp_path / "song.mid", "Waltz")
    twin = tmp_path / "twin.mid"
    shutil.copy(file, twin)
    first, second = add(library, file, twin)
    third, itself = add(library, twin, songs / "song.mid")
    assert not first.was_there
    assert [one.was_there for one in (second, third, itself)] == [True] * 3
    assert [one.path for one in (second, third, itself)] == [songs / "song.mid"] * 3
    assert [path.name for path in songs.iterdir()] == ["song.mid"]


def test_a_broken_midi_file_is_copied_and_told(
    library: Library, songs: Path, tmp_path: Path
) -> None:
    (tmp_path / "cut.mid").write_bytes(b"MThd")
    (one,) = add(library, tmp_path / "cut.mid")
    assert one.path == songs / "cut.mid"
    assert one.problem == "This MIDI file is cut off: its end is missing."
    assert [entry.problem for entry in library.known_entries()] == [one.problem]


def test_what_is_midi_by_content_gets_a_name_that_says_so(
    library: Library, songs: Path, tmp_path: Path
) -> None:
    file = write_song(tmp_path / "song.mid", "Waltz").rename(tmp_path / "download")
    (one,) = add(library, file)
    assert one == Added(file, songs / "download.mid", "Waltz")


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("page.html", b"<html>", "This is not a MIDI file: it looks like a web page."),
        ("missing.mid", None, "There is no such file."),
        ("big.mid", bytes(MAX_BYTES + 1), "This file is too big for a song"),
    ],
)
def test_what_is_no_song_stays_where_it_is_and_is_told(
    library: Library, songs: Path, tmp_path: Path, name: str, data: bytes | None, sentence: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    (one,) = add(library, tmp_path / name)
    assert one.path is None
    assert one.problem is not None and one.problem.startswith(sentence)
    assert not songs.exists() or not list(songs.iterdir())


def test_a_folder_without_songs_is_told(library: Library, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (one,) = add(library, tmp_path / "empty")
    assert one.problem == "There are no MIDI files in this folder."


def test_on_a_full_disk_nothing_half_copied_is_left(
    library: Library, songs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write_song(tmp_path / "song.mid", "Waltz")
    monkeypatch.setattr("game.library.adding._write", _refuse)
    (one,) = library.add([file])
    assert (one.path, one.problem) == (None, "There is no room left on the disk for this song.")
    assert list(songs.iterdir()) == []


def _refuse(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_songs_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    file = write_song(tmp_path / "song.mid", "Waltz")
    (one,) = Library((tmp_path / "file" / "songs",)).add([file])
    assert one.path is None
    assert one.problem and one.problem.startswith("This song can't be copied into your songs")


def test_adding_ends_between_two_files_when_it_is_told_to(
    library: Library, songs: Path, tmp_path: Path
) -> None:
    files = [write_song(tmp_path / f"{n}.mid", f"{n}", (60, 61 + n)) for n in range(5)]
    answers = iter((True, True, False))
    assert len(library.add(files, lambda: next(answers))) == 2
    assert 2 <= len(list(songs.iterdir())) <= 3


NEW = Added(Path("a.mid"), Path("songs/a.mid"), "Song")
THERE = Added(Path("b.mid"), Path("songs/b.mid"), "Other", was_there=True)
STRANGE = Added(Path("c.mid"), None, "c", problem="This file is empty.")


@pytest.mark.parametrize(
    ("added", "sentence"),
    [
        ([NEW], "Song added."),
        ([THERE], "Other is already among your songs."),
        ([STRANGE], "c.mid: This file is empty."),
        ([NEW, NEW], "2 songs added."),
        ([NEW, THERE, STRANGE], "1 song added, 1 was there already, 1 can't be played."),
        ([THERE, THERE], "0 songs added, 2 were there already."),
        ([NEW] * 1200 + [STRANGE] * 3, "1,200 songs added, 3 can't be played."),
    ],
)
def test_what_became_of_it_is_one_sentence(added: list[Added], sentence: str) -> None:
    assert added_in_words(added) == sentence


def test_the_command_tells_each_file_and_lists_the_songs_afterwards(
    songs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_song(tmp_path / "song.mid", "A song of mine")
    (tmp_path / "cut.mid").write_bytes(b"MThd")
    home = ["--data-dir", str(songs.parent)]
    assert main(["add", str(file), str(tmp_path / "cut.mid"), *home]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "A song of mine added.",
        "cut.mid: This MIDI file is cut off: its end is missing.",
        "1 song added, 1 can't be played.",
    ]
    assert main(["add", str(file), *home, "--json"]) == 0
    (fact,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert fact == {
        "source": str(file),
        "file": str(songs / "song.mid"),
        "title": "A song of mine",
        "was_there": True,
        "problem": None,
    }
    assert main(["songs", *home]) == 0
    assert "A song of mine" in capsys.readouterr().out
