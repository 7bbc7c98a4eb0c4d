"""The table: a row a note, that spreadsheets open and never work out."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.records.played_notes import NotedRun
from game.records.players import Player
from game.records.store import Records
from game.reporting.note_table import COLUMNS, Written, as_text, notes_writing
from game.text import use_language
from tests.records.making import records_in_memory

from .practice import TIME, TODAY, play


@pytest.fixture
def records() -> Iterator[Records]:
    with records_in_memory() as opened:
        yield opened


@pytest.fixture
def anna(records: Records) -> Player:
    return records.players.choose("Anna")


def rows_of(records: Records, player: Player) -> list[dict[str, str]]:
    file = StringIO(newline="")
    list(notes_writing(file, records.played_notes.runs(player.id, TIME.first, TIME.last)))
    file.seek(0)
    return list(csv.DictReader(file))


def test_a_row_says_all_about_its_note(records: Records, anna: Player) -> None:
    stored = records.plays.store(play(anna, [-35, None, 0], others={1}))
    first, second, _ = rows_of(records, anna)
    assert tuple(first) == COLUMNS
    assert first == {
        "date": "2026-06-10",
        "time": "10:00:00",
        "song": "Ode to Joy",
        "level": "1-gentle",
        "speed_percent": "100",
        "grips": "index+middle+ring",
        "input": "touch",
        "note": "1",
        "song_time_ms": "1000",
        "due": "index",
        "judgement": "hit",
        "error_ms": "-35",
        "came_instead": "",
        "play_id": str(stored.play_id),
    }
    assert (second["judgement"], second["error_ms"]) == ("passed", "")
    assert (second["due"], second["came_instead"]) == ("middle", "ring")


@settings(max_examples=15)
@given(
    st.lists(
        st.lists(st.none() | st.integers(-90, 90), min_size=1, max_size=6), min_size=1, max_size=4
    )
)
def test_there_are_as_many_rows_as_judged_notes_and_they_add_up(
    runs: list[list[int | None]],
) -> None:
    with records_in_memory() as records:
        anna = records.players.choose("Anna")
        results = [
            records.plays.store(play(anna, errors_ms, hour=hour)).result
            for hour, errors_ms in enumerate(runs)
        ]
        rows = rows_of(records, anna)
    assert len(rows) == sum(one.score.hits + one.score.passed for one in results)
    hits = [row for row in rows if row["judgement"] == "hit"]
    assert len(hits) == sum(one.score.hits for one in results)
    errors = [error for errors_ms in runs for error in errors_ms if error is not None]
    assert [int(row["error_ms"]) for row in hits] == errors


def test_more_runs_than_are_read_at_once_come_each_once_in_order(
    records: Records, anna: Player
) -> None:
    for minute in range(230):
        records.plays.store(play(anna, [0], TODAY - timedelta(days=minute % 40), hour=minute % 3))
    rows = rows_of(records, anna)
    assert len({row["play_id"] for row in rows}) == len(rows) == 230
    assert [row["date"] + row["time"] for row in rows] == sorted(
        row["date"] + row["time"] for row in rows
    )


def test_other_days_and_players_are_left_out(records: Records, anna: Player) -> None:
    ben = records.players.choose("Ben")
    records.plays.store(play(ben, [0]))
    records.plays.store(play(anna, [0], TIME.first - timedelta(days=1)))
    records.plays.store(play(anna, [0], TIME.last + timedelta(days=1)))
    assert rows_of(records, anna) == []


def test_a_damaged_run_is_left_out_and_counted(records: Records, anna: Player) -> None:
    records.plays.store(play(anna, [0]))
    found = next(records.played_notes.runs(anna.id, TIME.first, TIME.last))
    broken = NotedRun(
        found.id,
        found.started,
        found.song_title,
        found.level_id,
        found.speed_percent,
        found.grips,
        found.input_kind,
        None,
    )
    written = list(notes_writing(StringIO(newline=""), [broken, found]))
    assert written == [Written(0, 0, 1), Written(1, 1, 1)]


@pytest.mark.parametrize(
    "title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r@x", "\uff1d1"]
)
def test_no_title_is_a_formula(title: str, records: Records, anna: Player) -> None:
    records.plays.store(play(anna, [0], title=title))
    (row,) = rows_of(records, anna)
    assert row["song"].startswith("'")
    assert row["song"].strip("'").strip() == title.strip()


@settings(max_examples=40)
@given(st.text(max_size=40))
def test_any_title_stays_on_one_line_and_harmless(title: str) -> None:
    told = as_text(title)
    assert len(told.splitlines()) <= 1
    assert not told.lstrip().startswith(("=", "+", "-", "@"))


def test_any_title_comes_back_from_the_table(records: Records, anna: Player) -> None:
    title = 'Say "a, b"; <script>alert(1)</script> \U0001f3b5 שיר'
    records.plays.store(play(anna, [0], title=title))
    (row,) = rows_of(records, anna)
    assert row["song"] == title


def test_where_decimals_have_commas_columns_have_semicolons() -> None:
    file = StringIO(newline="")
    use_language("de")
    try:
        list(notes_writing(file, []))
    finally:
        use_language("en")
    assert file.getvalue() == ";".join(COLUMNS) + "\r\n"
