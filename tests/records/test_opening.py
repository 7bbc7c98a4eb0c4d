"""Opening: a fresh file, a damaged one, one that is not ours, and a place that can't be used."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from game.records.database import connect
from game.records.errors import RecordsError
from game.records.opening import APPLICATION_ID, open_records
from game.records.plays import NewPlay

from .making import NOW_MS, behind, opened, play_of

_STAMP = "20250615-150640"


def _fill(path: Path, plays: int = 30) -> list[NewPlay]:
    with opened(path) as records:
        player = records.players.choose("Anna")
        made = [play_of(player.id, hits=number % 5) for number in range(plays)]
        for play in made:
            records.plays.store(play)
    return made


def _assert_set_aside(path: Path, content: bytes) -> Path:
    found = open_records(path, NOW_MS)
    aside = path.with_name(f"{path.name}.damaged-{_STAMP}")
    with found.records as records:
        assert records.plays.latest() == ()
        records.players.choose("Ben")
    assert found.message is not None
    assert str(path) in found.message
    assert str(aside) in found.message
    assert "\n" not in found.message
    assert aside.read_bytes() == content
    return aside


def test_fresh_records_are_begun_with_their_folder(tmp_path: Path) -> None:
    path = tmp_path / "a" / "new folder" / "100% my #1? records.sqlite3"
    with opened(path) as records:
        records.players.choose("Anna")
    with opened(path) as records:
        assert [player.name for player in records.players.all()] == ["Anna"]


def test_the_file_is_set_up_as_promised(path: Path) -> None:
    _fill(path, 1)
    connection = connect(path)
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    tables = connection.execute("PRAGMA table_list").fetchall()
    assert all(table["strict"] for table in tables if not table["name"].startswith("sqlite_"))
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("INSERT INTO kept_charts VALUES (99, 99)")
    connection.close()


def test_what_was_stored_is_there_the_next_time(path: Path) -> None:
    made = _fill(path)
    with opened(path) as records:
        assert {play.id for play in records.plays.latest()} == {play.id for play in made}


def test_an_empty_file_is_a_fresh_one(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    assert len(_fill(path, 1)) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"xy",
        b"\0" * 100,
        b"no database, but a long story\n" * 500,
        b"SQLite format 3\0" + b"\xff" * 5000,
    ],
    ids=["two bytes", "zeros", "text", "a header and noise"],
)
def test_a_file_that_is_no_database_is_set_aside(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    _assert_set_aside(path, content)


@pytest.mark.parametrize("part", [n / 12 for n in range(1, 12)])
def test_a_file_that_was_cut_off_is_set_aside(path: Path, part: float) -> None:
    _fill(path)
    whole = path.read_bytes()
    cut = whole[: int(len(whole) * part)]
    path.write_bytes(cut)
    _assert_set_aside(path, cut)


def test_a_file_cut_off_at_any_page_is_set_aside(path: Path) -> None:
    _fill(path, 3)
    whole = path.read_bytes()
    for pages in range(1, len(whole) // 4096):
        path.write_bytes(whole[: pages * 4096])
        found = open_records(path, NOW_MS)
        found.records.close()
        assert found.message is not None, pages


def test_a_page_of_noise_inside_is_noticed(path: Path) -> None:
    _fill(path)
    content = bytearray(path.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    path.write_bytes(content)
    _assert_set_aside(path, bytes(content))


def test_a_damaged_file_takes_its_log_along_and_neither_is_touched(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database" * 1_000)
    path.with_name(f"{path.name}-wal").write_bytes(b"no log" * 1_000)
    aside = _assert_set_aside(path, b"no database" * 1_000)
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"no log" * 1_000


def test_a_damaged_beginning_that_is_whole_in_the_log_is_no_loss(path: Path) -> None:
    records = opened(path)
    records.players.choose("Anna")
    log = path.with_name(f"{path.name}-wal")
    log_content, content = log.read_bytes(), path.read_bytes()
    records.close()
    path.write_bytes(b"\xff" * 100 + content[100:])
    log.write_bytes(log_content)
    with opened(path) as again:
        assert [player.name for player in again.players.all()] == ["Anna"]


def test_a_damage_found_only_by_looking_through_leaves_the_log_as_it_was(path: Path) -> None:
    _fill(path)
    records = opened(path)
    records.players.choose("Ben")
    log = path.with_name(f"{path.name}-wal")
    log_content, content = log.read_bytes(), bytearray(path.read_bytes())
    records.close()
    content[8192:16384] = b"\xff" * 8192
    path.write_bytes(content)
    log.write_bytes(log_content)
    aside = _assert_set_aside(path, bytes(content))
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == log_content


def test_a_log_whose_database_was_emptied_is_set_aside(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    path.with_name(f"{path.name}-wal").write_bytes(b"a log of plays")
    aside = _assert_set_aside(path, b"")
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"a log of plays"


def test_setting_aside_never_covers_an_earlier_one(path: Path) -> None:
    path.parent.mkdir()
    contents = [bytes([number]) * 600 for number in range(1, 5)]
    for content in contents:
        path.write_bytes(content)
        open_records(path, NOW_MS).records.close()
    aside = [f for f in path.parent.glob("*.damaged-*") if not f.name.endswith(("-wal", "-shm"))]
    assert sorted(file.read_bytes() for file in aside) == contents


def test_a_file_of_a_newer_program_is_refused_untouched(path: Path) -> None:
    _fill(path)
    behind(path, "PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(RecordsError, match="newer Thumbtune"):
        open_records(path, NOW_MS)
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*.damaged-*"))
    assert not list(path.parent.glob("*.backup-*"))


def test_a_database_of_another_program_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    behind(path, "CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(RecordsError, match="another program"):
        open_records(path, NOW_MS)
    assert path.read_bytes() == before


def test_a_place_below_a_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Anna")
    with pytest.raises(RecordsError, match="can't keep records in"):
        open_records(tmp_path / "letter.txt" / "records.sqlite3", NOW_MS)


def test_a_folder_in_the_place_of_the_file_is_refused_in_a_sentence(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(RecordsError, match="is a folder"):
        open_records(path, NOW_MS)
    assert list(path.parent.iterdir()) == [path]


def test_while_another_window_keeps_the_file_to_itself_opening_is_refused(path: Path) -> None:
    _fill(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(RecordsError, match="Another window is busy"):
        open_records(path, NOW_MS, busy_ms=20)
    other.close()
    opened(path).close()


def test_while_another_window_is_storing_opening_works(path: Path) -> None:
    _fill(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    found = open_records(path, NOW_MS, busy_ms=20)
    assert found.message is None
    assert len(found.records.plays.latest()) == 30
    found.records.close()
    other.close()


def test_an_old_sqlite_is_named_in_a_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    with pytest.raises(RecordsError, match="needs SQLite"):
        open_records(path, NOW_MS)
    assert not path.parent.exists()
