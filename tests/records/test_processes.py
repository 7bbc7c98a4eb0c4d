"""Several programs at once, and a program that ends midway, lose nothing that was stored."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from game.records.opening import open_records

from .making import NOW_MS, opened

_ROOT = Path(__file__).parents[2]
_MANY = 1_000_000


def _start(path: Path, count: int, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.records.storing", str(path), str(count), *more],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _go(program: subprocess.Popen[str]) -> None:
    assert program.stdin is not None
    program.stdin.write("\n")
    program.stdin.flush()


def _line(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def _all_together(path: Path, programs: int, count: int) -> list[str]:
    """What every program says after `ready`; all go at the same moment."""
    started = [_start(path, count) for _ in range(programs)]
    for program in started:
        assert _line(program) == "ready"
    for program in started:
        _go(program)
    said: list[str] = []
    for program in started:
        out, _ = program.communicate(timeout=60)
        assert program.returncode == 0, out
        said += out.splitlines()
    return said


def _stored_ids(path: Path) -> set[str]:
    with opened(path) as records:
        return {str(play.id) for play in records.plays.latest(limit=_MANY)}


def test_programs_that_begin_the_same_fresh_file_at_once_store_everything(path: Path) -> None:
    said = _all_together(path, 4, 15)
    ids = {line for line in said if not line.startswith("message")}
    assert said.count("message: None") == 4
    assert len(ids) == 60
    assert _stored_ids(path) == ids
    with opened(path) as records:
        assert [player.name for player in records.players.all()] == ["Anna"]


def test_programs_that_find_the_same_damaged_file_set_it_aside_once(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database" * 1_000)
    said = _all_together(path, 3, 5)
    messages = [line for line in said if line.startswith("message")]
    assert sorted(line == "message: None" for line in messages) == [False, True, True]
    aside = list(path.parent.glob("*.damaged-*"))
    assert [file.read_bytes() for file in aside] == [b"no database" * 1_000]
    assert len(_stored_ids(path)) == 15


def test_a_program_killed_while_storing_loses_nothing_it_had_stored(path: Path) -> None:
    reported: set[str] = set()
    for plays_before_the_end in (0, 1, 2, 5, 9, 20):
        program = _start(path, _MANY)
        _go(program)
        assert _line(program) == "ready"
        assert _line(program) == "message: None"
        for _ in range(plays_before_the_end):
            reported.add(_line(program))
        program.kill()
        rest, _ = program.communicate(timeout=60)
        reported |= {line for line in rest.splitlines() if len(line) == 36}
        assert reported <= _stored_ids(path)
    assert len(reported) >= 37
    with opened(path) as records:
        for play in records.plays.latest(limit=_MANY):
            assert play.score is not None
            assert records.plays.find(str(play.id)).replay.finished


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
def test_when_no_file_can_grow_it_says_so_and_keeps_what_was_stored(path: Path) -> None:
    program = _start(path, _MANY, "--room", "600000")
    _go(program)
    out, _ = program.communicate(timeout=60)
    assert program.returncode == 1
    *ids, last = out.splitlines()[2:]
    assert last.startswith("said: ")
    assert str(path) in last
    assert len(ids) > 5
    assert _stored_ids(path) == set(ids)


@pytest.mark.skipif(sys.platform == "win32", reason="folders have other rights there")
@pytest.mark.parametrize("below", ["records.sqlite3", "data/records.sqlite3"])
def test_a_folder_that_may_not_be_changed_is_named_in_a_sentence(below: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        program = _start(folder / below, 1, "--nobody")
        _go(program)
        out, _ = program.communicate(timeout=60)
        assert program.returncode == 1
        assert "said: Thumbtune can't" in out
        assert name in out
        assert list(folder.iterdir()) == []


def test_a_change_that_another_program_broke_off_is_taken_back(path: Path) -> None:
    with opened(path) as records:
        records.players.choose("Anna")
    broken_off = (
        "import os, sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('PRAGMA journal_mode = DELETE')\n"
        "db.execute('PRAGMA cache_size = 1')\n"
        "db.execute('BEGIN')\n"
        "db.execute(\"UPDATE players SET name = 'Nobody'\")\n"
        "rows = [(str(n), 'x' * 900) for n in range(200)]\n"
        "db.executemany('INSERT INTO songs VALUES (?, ?)', rows)\n"
        "os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", broken_off, str(path)], check=True)
    assert path.with_name(f"{path.name}-journal").stat().st_size > 0
    found = open_records(path, NOW_MS)
    assert found.message is None
    with found.records as records:
        assert [player.name for player in records.players.all()] == ["Anna"]
