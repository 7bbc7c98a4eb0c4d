"""Two programs at once, a full disk, damaged records: nothing is lost, or half taken over."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from game.records.database import connect
from game.records.errors import RecordsError
from game.records.exchange import incoming
from game.records.exchange.archive import ExchangeError
from game.records.exchange.part import read_export
from game.records.store import Records

from ..making import chart_of, opened, play_of, records_in_memory, records_on
from .machines import PROGRAM, contents_of, exported, taken

_ROOT = Path(__file__).parents[3]
_ROUNDS = 12


def a_large_export(runs: int = 80) -> bytes:
    with records_in_memory() as other:
        anna = other.players.choose("Anna")
        for number in range(runs):
            chart = chart_of(60, song=f"{number:064x}")
            other.plays.store(play_of(anna.id, chart, 60))
        return exported(other)


def start(path: Path, name: str) -> subprocess.Popen[str]:
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.records.exchange.doing", str(path), name, str(_ROUNDS)],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline().strip() == "ready"
    return program


def test_two_programs_store_while_a_third_exports_and_takes_over(path: Path) -> None:
    export = a_large_export(20)
    file = path.with_name("export.zip")
    with opened(path) as records:
        programs = [start(path, name) for name in ("Anna", "Ben")]
        for program in programs:
            assert program.stdin is not None
            program.stdin.write("\n")
            program.stdin.flush()
        taken(records, export)
        while any(program.poll() is None for program in programs):
            records.exchange.write(file, PROGRAM)
            read_export(file)
            taken(records, export)
        said = {line for program in programs for line in program.communicate()[0].splitlines()}
        assert [program.returncode for program in programs] == [0, 0]
        assert len(said) == 2 * 4 * _ROUNDS
        contents = contents_of(exported(records))
    assert said <= {row.id for row in contents.done}
    assert len(contents.plays) == 20 + 2 * _ROUNDS


def test_an_export_is_of_one_moment_and_hinders_nobody(records: Records, path: Path) -> None:
    anna = records.players.choose("Anna")
    with opened(path) as other, records._database.reading():  # pyright: ignore[reportPrivateUsage]
        before = records.plays.latest()
        other.plays.store(play_of(anna.id))
        assert records.plays.latest() == before
    assert len(records.plays.latest()) == 1


def test_while_another_window_is_writing_nothing_is_taken_over_and_then_everything(
    path: Path,
) -> None:
    export = a_large_export(3)
    with opened(path) as records:
        empty = exported(records)
    other = sqlite3.connect(path, isolation_level=None)
    with records_on(connect(path, busy_ms=20), path) as records:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordsError, match="Another window is busy"):
            taken(records, export)
        assert exported(records) == empty
        other.execute("ROLLBACK")
        assert exported(taken(records, export)) == export
    other.close()


def test_on_a_full_disk_nothing_is_taken_over(path: Path) -> None:
    export = a_large_export()
    with opened(path) as records:
        records.plays.store(play_of(records.players.choose("Ben").id))
    connection = connect(path)
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 6}")
    with records_on(connection, path) as records:
        before = exported(records)
        with pytest.raises(RecordsError, match="no room left on the disk"):
            taken(records, export)
        assert exported(records) == before
        connection.execute("PRAGMA max_page_count = 100000")
        assert len(contents_of(exported(taken(records, export))).plays) == 81


def test_a_program_that_ends_midway_has_taken_over_nothing(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    export, empty = a_large_export(5), exported(records)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(incoming, "chart_of", interrupted)
        with pytest.raises(KeyboardInterrupt):
            taken(records, export)
    assert records.players.all() == ()
    assert exported(records) == empty
    assert exported(taken(records, export)) == export


def test_records_that_are_damaged_say_so(path: Path) -> None:
    export = a_large_export(3)
    with opened(path) as records:
        taken(records, export)
    connection = connect(path)
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with records_on(connection, path) as records:
        for use in (lambda: taken(records, export), lambda: exported(records)):
            with pytest.raises(RecordsError, match="is damaged; start Thumbtune again"):
                use()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_export_that_finds_no_room_leaves_no_file(records: Records, tmp_path: Path) -> None:
    records.plays.store(play_of(records.players.choose("Anna").id))
    there = tmp_path / "there.zip"
    there.write_bytes(b"an earlier one")
    (tmp_path / "there.zip.unfinished").symlink_to("/dev/full")
    with pytest.raises(ExchangeError, match=r"there.zip can't be written: no space left"):
        records.exchange.write(there, PROGRAM)
    assert sorted(path.name for path in tmp_path.glob("*.zip*")) == ["there.zip"]
    assert there.read_bytes() == b"an earlier one"


def test_a_place_that_cannot_be_written_or_read_is_said(records: Records, tmp_path: Path) -> None:
    for name in ("", "not there/export.zip"):
        with pytest.raises(ExchangeError, match=r"can't be written: .*\."):
            records.exchange.write(tmp_path / name, PROGRAM)
    for name in ("not there/export.zip", "bad\0name.zip"):
        with pytest.raises(ExchangeError, match=r"can't be opened: .*\."):
            read_export(tmp_path / name)
    with pytest.raises(ExchangeError, match="is no export"):
        read_export(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes in the file system")
def test_a_pipe_or_a_device_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    for path in (tmp_path / "pipe.zip", Path("/dev/zero"), Path("/dev/stdin")):
        with pytest.raises(ExchangeError):
            read_export(path)
