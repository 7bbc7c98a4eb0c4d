"""What is typed finds the song that is meant, and nothing that was asked for is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.screens.ui.song_finder import Show, SongFinder
from game.screens.ui.song_rows import SongRow

TITLES = st.text(alphabet="abAÄäéß ø-'.!ñ9", max_size=12)
ROWS = st.lists(
    st.builds(
        SongRow,
        key=st.uuids().map(str),
        title=TITLES,
        duration_s=st.just(60.0),
        level_number=st.sampled_from([None, 1, 2, 3]),
        last_run=st.sampled_from(["", "Today"]),
        is_favourite=st.booleans(),
        is_own=st.booleans(),
    ),
    max_size=30,
)
SHOWS = st.sampled_from(Show)


def is_found(title: str, search: str) -> bool:
    finder = SongFinder([SongRow("key", title, 60)], 1)
    finder.look_for(search)
    return bool(finder.found)


def is_in_order(some: list[SongRow], all_rows: list[SongRow]) -> bool:
    rest = iter(all_rows)
    return all(row in rest for row in some)


@pytest.mark.parametrize(
    ("title", "search"),
    [
        ("Für Elise", "fur"),
        ("Für Elise", "FÜR ELI"),
        ("Für Elise", "fuer elise"),
        ("Fu\u0308r Elise", "fuer"),
        ("Für Elise", "furelise"),
        ("Für Elise", "elise fu"),
        ("Brahms' Lullaby", "brahms lul"),
        ("Brahms\u2019 Lullaby", "brahms' l"),
        ("Can-can", "can can"),
        ("Can-can", "cancan"),
        ("Oh! Susanna", "oh susanna"),
        ("Twinkle,Twinkle", "twinkle tw"),
        ("Smørrebrød", "smorre"),
        ("Æbler", "aebler"),
        ("Große Freude", "grosse"),
        ("Łódź", "lodz"),
        ("Ода к радости", "ода"),
        ("Étude No. 3", "etude no 3"),
        ("The Entertainer", "tain"),
        ("anything", " -! "),
    ],
)
def test_what_is_typed_finds_what_is_meant(title: str, search: str) -> None:
    assert is_found(title, search)


@pytest.mark.parametrize(
    ("title", "search"),
    [
        ("Für Elise", "fx"),
        ("Für Elise", "elise x"),
        ("Ode to Joy", "oy de"),
        ("Ode to Joy", "odejoy"),
        ("???", "a"),
    ],
)
def test_what_does_not_fit_is_not_found(title: str, search: str) -> None:
    assert not is_found(title, search)


@given(TITLES, st.data())
def test_every_beginning_of_a_title_finds_it(title: str, data: st.DataObject) -> None:
    assert is_found(title, title[: data.draw(st.integers(0, len(title)))])


@given(TITLES, TITLES, st.text(alphabet="aé9 -", max_size=3))
def test_typing_more_never_brings_back_what_was_gone(title: str, search: str, more: str) -> None:
    if not is_found(title, search):
        assert not is_found(title, search + more)


@settings(max_examples=60)
@given(ROWS, SHOWS, TITLES)
def test_what_is_found_keeps_its_order_and_is_there_once(
    rows: list[SongRow], show: Show, search: str
) -> None:
    finder = SongFinder(rows, 2)
    finder.ask_for(show)
    finder.look_for(search)
    found = list(finder.found)
    assert is_in_order(found, rows)
    assert all(is_found(row.title, search) for row in found)


@settings(max_examples=60)
@given(ROWS, SHOWS, TITLES)
def test_nothing_that_fits_is_left_out(rows: list[SongRow], show: Show, search: str) -> None:
    finder = SongFinder(rows, 2, show)
    finder.look_for(search)
    is_asked_for = {
        Show.ALL: lambda row: True,
        Show.LEVEL: lambda row: row.level_number == 2,
        Show.NOT_PLAYED: lambda row: row.last_run == "",
        Show.FAVOURITES: lambda row: row.is_favourite,
        Show.OWN: lambda row: row.is_own,
    }[show]
    wanted = {row.key for row in rows if is_asked_for(row) and is_found(row.title, search)}
    assert {row.key for row in finder.found} == wanted


@settings(max_examples=60)
@given(ROWS, SHOWS, TITLES)
def test_all_songs_come_back(rows: list[SongRow], show: Show, search: str) -> None:
    finder = SongFinder(rows, 1)
    finder.ask_for(show)
    finder.look_for(search)
    finder.look_for("")
    finder.ask_for(Show.ALL)
    assert list(finder.found) == rows


def test_other_rows_are_looked_through_for_the_same() -> None:
    rows = [SongRow("1", "Ode", 60, level_number=1), SongRow("2", "Oder", 60, level_number=2)]
    finder = SongFinder(rows, 1, Show.LEVEL)
    finder.look_for("od")
    assert [row.key for row in finder.found] == ["1"]
    finder.replace([*rows, replace(rows[1], key="3")], 2)
    assert [row.key for row in finder.found] == ["2", "3"]
    assert (finder.place_of("3"), finder.place_of("1"), finder.place_of(None)) == (1, None, None)


def test_ten_thousand_songs_are_looked_through() -> None:
    rows = [SongRow(str(n), f"Wältz {n} für Elise", 60) for n in range(10_000)]
    finder = SongFinder(rows, 1)
    finder.look_for("walt")
    assert list(finder.found) == rows
    finder.look_for("elise 123")
    assert [row.key for row in finder.found] == ["123", *(f"123{digit}" for digit in range(10))]


@given(ROWS, st.lists(st.integers(0, 9), max_size=4), TITLES)
def test_titles_made_ready_before_are_found_as_well(
    rows: list[SongRow], steps: list[int], search: str
) -> None:
    at_once, prepared = SongFinder(rows, 1), SongFinder(rows, 1)
    for titles in steps:
        prepared.prepare(titles)
    at_once.look_for(search)
    prepared.look_for(search)
    assert prepared.found == at_once.found
