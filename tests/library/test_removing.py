"""A song that was removed lies in the trash, can be put back, and nothing is lost on the way."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.folders import shipped_folder
from game.library import Library, LibraryError
from game.library.trash import move_all
from tests.app.stage import write_song


class Home:
    """A shipped song, and two of the player's own."""

    def __init__(self, root: Path) -> None:
        self.songs, self.trash = root / "home" / "songs", root / "home" / "trash"
        self.shipped = write_song(root / "shipped" / "ode.mid", "Ode", (60, 61))
        self.mine = write_song(self.songs / "album" / "mine.mid", "Mine", (60, 62))
        self.other = write_song(self.songs / "other.mid", "Other", (60, 63))
        self.library = Library((root / "shipped", self.songs), root / "songs.db", self.trash)
        self.library.read_all()

    def titles(self) -> list[str]:
        return [entry.title for entry in self.library.known_entries()]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_a_removed_song_is_gone_from_the_list_and_lies_in_the_trash(home: Home) -> None:
    data = home.mine.read_bytes()
    edition = home.library.edition
    home.library.remove(home.mine)
    assert home.titles() == ["Ode", "Other"]
    assert home.library.edition != edition
    assert not home.mine.exists()
    assert (home.trash / "album" / "mine.mid").read_bytes() == data
    home.library.read_all()
    assert home.titles() == ["Ode", "Other"]


def test_a_song_put_back_is_what_and_where_it_was(home: Home) -> None:
    before, data = home.library.known(home.mine), home.mine.read_bytes()
    assert home.library.put_back(home.library.remove(home.mine)) == home.mine
    assert home.mine.read_bytes() == data
    assert home.library.known(home.mine) == before
    assert home.titles() == ["Ode", "Mine", "Other"]
    home.library.read_all()
    assert home.titles() == ["Ode", "Mine", "Other"]
    assert not any(path.is_file() for path in home.trash.rglob("*"))


def test_a_song_under_several_names_goes_as_a_whole_and_comes_back_as_a_whole(home: Home) -> None:
    copy = home.songs / "copy.mid"
    shutil.copy(home.mine, copy)
    home.library.read_all()
    removed = home.library.remove(home.mine)
    assert not copy.exists()
    assert home.titles() == ["Ode", "Other"]
    assert home.library.put_back(removed) == home.mine
    assert copy.exists() and home.mine.exists()
    assert home.titles() == ["Ode", "Mine", "Other"]


def test_removed_twice_both_lie_in_the_trash(home: Home) -> None:
    home.library.remove(home.mine)
    again = write_song(home.mine, "Another", (70, 72))
    home.library.read_all()
    home.library.remove(again)
    assert len(list((home.trash / "album").iterdir())) == 2


def test_put_back_beside_a_new_song_of_its_name(home: Home) -> None:
    removed = home.library.remove(home.mine)
    write_song(home.mine, "Another", (70, 72))
    home.library.read_all()
    assert home.library.put_back(removed) == home.mine.with_name("mine (2).mid")
    home.library.read_all()
    assert sorted(home.titles()) == ["Another", "Mine", "Ode", "Other"]


def test_a_file_that_is_no_song_can_be_removed_too(home: Home) -> None:
    page = home.songs / "page.mid"
    page.write_bytes(b"<html>")
    home.library.read_all()
    removed = home.library.remove(page)
    assert "page" not in home.titles()
    home.library.put_back(removed)
    assert "page" in home.titles()


def test_only_the_players_own_songs_can_be_removed(home: Home, tmp_path: Path) -> None:
    assert [home.library.is_own(path) for path in (home.mine, home.shipped)] == [True, False]
    with pytest.raises(LibraryError, match="you have added"):
        home.library.remove(home.shipped)
    assert home.shipped.exists()
    assert not Library((tmp_path / "home" / "songs",)).is_own(home.mine)


def test_where_the_trash_cannot_be_written_the_song_stays_and_a_sentence_tells(home: Home) -> None:
    home.trash.touch()
    with pytest.raises(LibraryError, match=r"^Mine can't be moved just now: .*\.$"):
        home.library.remove(home.mine)
    assert home.mine.exists()
    assert "Mine" in home.titles()


@given(st.integers(0, 3))
def test_files_are_moved_all_or_none(
    tmp_path_factory: pytest.TempPathFactory, missing: int
) -> None:
    folder = tmp_path_factory.mktemp("move")
    files = [folder / f"{number}.mid" for number in range(4)]
    for file in files:
        file.touch()
    files[missing].unlink()
    with pytest.raises(OSError, match="No such file"):
        move_all((file, folder / "trash" / file.name) for file in files)
    assert [file.exists() for file in files] == [number != missing for number in range(4)]


def test_shipped_songs_are_marked_with_the_level_they_are_good_for() -> None:
    songs = shipped_folder("songs")
    library = Library((songs,))
    assert library.marked_level(songs / "ode-to-joy.mid") == 1
    assert library.marked_level(songs / "turkish-march.mid") == 3
    assert all(library.marked_level(path) for path in library.paths())


@pytest.mark.parametrize("text", ["mine = one", "[mine]", "mine = true", "other = 2", "\xff"])
def test_marks_that_cannot_be_understood_mark_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "levels.toml").write_bytes(text.encode("latin-1"))
    assert Library((tmp_path,)).marked_level(tmp_path / "mine.mid") is None
