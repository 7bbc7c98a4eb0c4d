"""What is remembered is not read again; what has changed is; and nothing depends on the memory."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.library import Entry, Library
from game.library import library as module
from game.library.contents import content_of
from game.library.entry import Content
from game.text import use_language
from tests.app.stage import write_song

Reads = list[str]


@pytest.fixture
def songs(tmp_path: Path) -> Path:
    for number, title in enumerate(("Alpha", "Beta", "Gamma")):
        write_song(tmp_path / "songs" / f"{title.lower()}.mid", title, (60, 62, 64 + number))
    return tmp_path / "songs"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "songs.db"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Iterator[Reads]:
    """The names of the files that were read."""
    names: Reads = []

    def noting(path: Path) -> Content:
        names.append(path.name)
        return content_of(path)

    monkeypatch.setattr(module, "content_of", noting)
    yield names


def read(songs: Path, index: Path | None) -> list[Entry]:
    return list(Library((songs,), index).entries())


def titles(entries: list[Entry]) -> list[str]:
    return [entry.title for entry in entries]


def test_a_second_start_knows_everything_before_it_looks_and_reads_nothing(
    songs: Path, index: Path, reads: Reads
) -> None:
    (songs / "broken.mid").write_bytes(b"MThd")
    first = read(songs, index)
    assert len(first) == len(reads) == 4
    reads.clear()
    library = Library((songs,), index)
    assert library.known_entries() == first
    assert list(library.entries()) == first
    assert reads == []


def test_only_what_is_new_or_changed_is_read(songs: Path, index: Path, reads: Reads) -> None:
    read(songs, index)
    reads.clear()
    write_song(songs / "alpha.mid", "Alpha, longer", (60, 62, 64, 65, 67))
    write_song(songs / "delta.mid", "Delta", (50, 52))
    (songs / "beta.mid").unlink()
    assert titles(read(songs, index)) == ["Alpha, longer", "Delta", "Gamma"]
    assert sorted(reads) == ["alpha.mid", "delta.mid"]
    reads.clear()
    assert titles(read(songs, index)) == ["Alpha, longer", "Delta", "Gamma"]
    assert reads == []


def test_a_file_that_was_only_touched_is_not_read_again(
    songs: Path, index: Path, reads: Reads
) -> None:
    read(songs, index)
    reads.clear()
    os.utime(songs / "alpha.mid", ns=(1, 1))
    before = Library((songs,), index).known(songs / "alpha.mid")
    assert read(songs, index)[0] == before
    assert reads == []


def test_a_moved_file_is_the_same_song_and_not_read_again(
    songs: Path, index: Path, reads: Reads
) -> None:
    before = read(songs, index)
    reads.clear()
    (songs / "deep").mkdir()
    (songs / "alpha.mid").rename(songs / "deep" / "another name.mid")
    after = read(songs, index)
    assert {entry.sha256 for entry in after} == {entry.sha256 for entry in before}
    assert sorted(titles(after)) == sorted(titles(before))
    assert reads == []


def test_one_song_under_two_names_is_one_song_and_read_once(
    songs: Path, index: Path, reads: Reads
) -> None:
    shutil.copy(songs / "alpha.mid", songs / "zeta.mid")
    entries = read(songs, index)
    assert titles(entries) == ["Alpha", "Beta", "Gamma"]
    assert entries[0].path.name == "alpha.mid"
    assert len(reads) == 3
    assert Library((songs,), index).find("zeta").title == "Alpha"
    (songs / "alpha.mid").unlink()
    assert [e.path.name for e in read(songs, index)] == ["beta.mid", "gamma.mid", "zeta.mid"]


def test_broken_files_are_listed_each_even_if_they_are_equal(songs: Path, index: Path) -> None:
    for name in ("one.mid", "two.mid"):
        (songs / name).write_bytes(b"MThd")
    for _ in range(2):
        problems = {entry.title: entry.problem for entry in read(songs, index)}
        cut_off = "This MIDI file is cut off: its end is missing."
        assert (problems["one"], problems["two"]) == (cut_off, cut_off)


def test_a_changed_file_remembers_what_it_was(songs: Path, index: Path) -> None:
    alpha = read(songs, index)[0]
    write_song(songs / "alpha.mid", "Alpha", (60, 62, 64, 72))
    changed = read(songs, index)[0]
    assert changed.sha256 != alpha.sha256
    assert changed.earlier_sha256 == alpha.sha256
    assert read(songs, index)[0] == changed
    (songs / "alpha.mid").write_bytes(b"MThd")
    assert read(songs, index)[0].earlier_sha256 == changed.sha256


def test_a_file_asked_for_after_it_has_changed_is_told_as_it_is(songs: Path, index: Path) -> None:
    library = Library((songs,), index)
    library.read_all()
    write_song(songs / "alpha.mid", "Omega", (60, 62, 64, 72))
    known = library.known(songs / "alpha.mid")
    assert known is not None and known.title == "Alpha"
    assert library.entry(songs / "alpha.mid").title == "Omega"


def test_a_newer_thumbtune_reads_everything_again_and_shows_the_old_meanwhile(
    songs: Path, index: Path, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read(songs, index)
    reads.clear()
    monkeypatch.setattr(module, "MADE_BY", "the next one")
    library = Library((songs,), index)
    assert library.known_entries() == before
    assert list(library.entries()) == before
    assert len(reads) == 3
    reads.clear()
    assert read(songs, index) == before
    assert reads == []


def _cut(index: Path) -> None:
    index.write_bytes(index.read_bytes()[:5000])


def _scribble(index: Path) -> None:
    data = bytearray(index.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    index.write_bytes(data)


def _no_database(index: Path) -> None:
    index.write_bytes(b"this is no database" * 1000)


def _empty(index: Path) -> None:
    index.write_bytes(b"")


def _other_program(index: Path) -> None:
    index.unlink()
    with closing(sqlite3.connect(index)) as connection:
        connection.execute("CREATE TABLE files (name TEXT)")


def _other_format(index: Path) -> None:
    with closing(sqlite3.connect(index)) as connection:
        connection.execute("PRAGMA user_version = 99")


def _nonsense(index: Path) -> None:
    with closing(sqlite3.connect(index)) as connection:
        connection.execute("UPDATE contents SET candidates = 'nonsense'")
        connection.commit()


def _no_facts(index: Path) -> None:
    with closing(sqlite3.connect(index)) as connection:
        connection.execute("UPDATE contents SET duration_s = NULL")
        connection.commit()


def _orphans(index: Path) -> None:
    with closing(sqlite3.connect(index)) as connection:
        connection.execute("DELETE FROM contents")
        connection.commit()


@pytest.mark.parametrize(
    "damage",
    [
        *(_cut, _scribble, _no_database, _empty, _other_program, _other_format, _nonsense),
        *(_no_facts, _orphans),
    ],
)
def test_a_damaged_index_is_made_again_without_a_word(
    songs: Path, index: Path, damage: Callable[[Path], None], reads: Reads
) -> None:
    before = read(songs, index)
    damage(index)
    assert read(songs, index) == before
    reads.clear()
    assert read(songs, index) == before
    assert reads == []


def test_where_no_index_can_be_kept_everything_is_read(songs: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for place in (tmp_path / "file" / "songs.db", tmp_path, None):
        assert titles(read(songs, place)) == ["Alpha", "Beta", "Gamma"]


def test_while_another_program_writes_the_index_the_library_does_without(
    songs: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.library.index._BUSY_S", 0.02)
    before = read(songs, index)
    with closing(sqlite3.connect(index, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert read(songs, index) == before
    assert read(songs, index) == before


def test_several_programs_can_begin_at_once(songs: Path, index: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from game.library import Library; "
        f"found = list(Library((Path({str(songs)!r}),), Path({str(index)!r})).entries()); "
        "sys.exit(len(found) != 3)"
    )
    programs = [subprocess.Popen([sys.executable, "-c", script]) for _ in range(4)]
    assert [program.wait() for program in programs] == [0] * 4
    with closing(sqlite3.connect(index)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM files").fetchone() == (3,)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are text there")
def test_names_of_any_bytes_are_remembered(songs: Path, index: Path, reads: Reads) -> None:
    name = os.fsdecode(b"caf\xe9.mid")
    (songs / "alpha.mid").rename(songs / name)
    (songs / os.fsdecode(b"b\xff.mid")).write_bytes(b"MThd")
    before = read(songs, index)
    assert "b\N{REPLACEMENT CHARACTER}" in titles(before)
    reads.clear()
    assert read(songs, index) == before
    assert reads == []


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="needs a user that can be refused"
)
def test_a_file_that_may_be_opened_again_is_read_again(songs: Path, index: Path) -> None:
    (songs / "alpha.mid").chmod(0)
    assert read(songs, index)[0].problem == "This file can't be opened: permission denied."
    (songs / "alpha.mid").chmod(0o600)
    assert read(songs, index)[0].title == "Alpha"


def test_a_link_to_nowhere_is_listed_with_a_sentence(songs: Path, index: Path) -> None:
    try:
        (songs / "link.mid").symlink_to(songs / "nowhere.mid")
    except OSError:
        pytest.skip("no links here")
    (link,) = [entry for entry in read(songs, index) if entry.path.stem == "link"]
    assert link.problem == "There is no such file."


def test_what_macos_leaves_on_foreign_disks_is_no_song(songs: Path, index: Path) -> None:
    (songs / "._alpha.mid").write_bytes(b"\0\5\x16\7")
    assert titles(read(songs, index)) == ["Alpha", "Beta", "Gamma"]


_CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["write", "remove", "move", "copy", "break", "forget"]),
        st.integers(0, 4),
        st.integers(0, 4),
    ),
    max_size=12,
)


@settings(max_examples=40)
@given(_CHANGES)
def test_whatever_happens_to_files_the_index_says_what_reading_afresh_says(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    songs, index = folder / "songs", folder / "songs.db"
    songs.mkdir()
    for number, (what, place, other) in enumerate(changes):
        file, another = songs / f"{place}.mid", songs / f"{other}.mid"
        match what:
            case "write":
                write_song(file, f"Song {other}", (60, 62, 60 + other))
            case "break":
                file.write_bytes(b"MThd" + bytes(other))
            case "remove":
                file.unlink(missing_ok=True)
            case "forget":
                index.unlink(missing_ok=True)
            case _ if file.exists() and file != another:
                shutil.copyfile(file, another)
                if what == "move":
                    file.unlink()
            case _:
                pass
        for changed in (file, another):
            if changed.exists():
                os.utime(changed, ns=(number, number))
        remembered = [_without_history(entry) for entry in read(songs, index)]
        assert remembered == [_without_history(entry) for entry in read(songs, None)]


def _without_history(entry: Entry) -> tuple[object, ...]:
    return entry.path, entry.sha256, entry.facts, entry.problem


def test_a_file_written_to_while_it_is_read_gets_no_other_moments_contents(
    songs: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alpha = songs / "alpha.mid"
    early = alpha.read_bytes()

    def meanwhile_written(path: Path) -> Content:
        if path == alpha and alpha.read_bytes() == early:
            write_song(alpha, "Late Alpha", (50, 52, 53))
        return content_of(path)

    monkeypatch.setattr(module, "content_of", meanwhile_written)
    assert titles(read(songs, index)) == ["Late Alpha", "Beta", "Gamma"]
    alpha.write_bytes(early)
    monkeypatch.setattr(module, "content_of", content_of)
    assert titles(read(songs, index)) == ["Alpha", "Beta", "Gamma"]


def test_a_file_that_never_holds_still_is_listed_and_read_the_next_time(
    songs: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alpha = songs / "alpha.mid"

    def growing(path: Path) -> Content:
        if path == alpha:
            alpha.write_bytes(alpha.read_bytes() + b"more")
        return content_of(path)

    monkeypatch.setattr(module, "content_of", growing)
    entry = next(entry for entry in read(songs, index) if entry.path == alpha)
    assert (entry.sha256, entry.problem) == (None, "This file is being changed just now.")
    monkeypatch.setattr(module, "content_of", content_of)
    assert titles(read(songs, index)) == ["Alpha", "Beta", "Gamma"]


def test_why_a_file_cannot_be_played_is_said_in_the_language_in_use(
    songs: Path, index: Path, reads: Reads
) -> None:
    (songs / "alpha.mid").write_bytes(b"%PDF-1.4 and so on")
    first = read(songs, index)[0]
    assert first.problem == "This is not a MIDI file: it looks like a PDF document."
    reads.clear()
    use_language("de")
    known = read(songs, index)[0]
    assert reads == []
    assert known.problem == first.problem
    assert known.problem == "Das ist keine MIDI-Datei: Es sieht aus wie ein PDF-Dokument."
