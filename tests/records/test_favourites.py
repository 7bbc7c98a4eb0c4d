"""What the list of songs shows of a player: favourites, last runs, the best few runs."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from game.play.events import InputKind
from game.records.keys import Moment, RecordKey, course_of
from game.records.players import Player
from game.records.store import Records

from .making import SONG, chart_of, opened, play_of, records_in_memory

OTHER = "c" * 64


def test_favourites_are_each_players_own_and_stay(path: Path) -> None:
    with opened(path) as records:
        anna, ben = records.players.choose("Anna"), records.players.choose("Ben")
        records.songs.set_favourite(anna.id, SONG, is_one=True)
        records.songs.set_favourite(anna.id, OTHER, is_one=True)
        records.songs.set_favourite(ben.id, OTHER, is_one=True)
        records.songs.set_favourite(anna.id, OTHER, is_one=False)
    with opened(path) as records:
        assert records.songs.favourites(anna.id) == {SONG}
        assert records.songs.favourites(ben.id) == {OTHER}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=12))
def test_the_last_word_on_a_song_counts(said: list[tuple[str, bool]]) -> None:
    records = records_in_memory()
    anna = records.players.choose("Anna")
    for letter, is_one in said:
        records.songs.set_favourite(anna.id, letter * 64, is_one=is_one)
    liked = {letter * 64 for letter, is_one in dict(said).items() if is_one}
    assert records.songs.favourites(anna.id) == liked


def test_the_last_run_of_a_song_counts_whatever_its_settings_and_its_end(
    records: Records, anna: Player
) -> None:
    ben = records.players.choose("Ben")
    records.plays.store(play_of(anna.id, chart_of(speed=80), at_ms=5_000, finished=False))
    records.plays.store(play_of(anna.id, at_ms=3_000))
    records.plays.store(play_of(anna.id, chart_of(song=OTHER), at_ms=1_000))
    records.plays.store(play_of(ben.id, at_ms=9_000))
    assert records.plays.last_runs(anna.id) == {SONG: Moment(5_000, 120), OTHER: Moment(1_000, 120)}


def test_the_best_runs_come_best_first_and_from_one_course_only(
    records: Records, anna: Player
) -> None:
    chart = chart_of(5)
    for hits, at_ms in ((1, 1), (4, 2), (4, 3), (5, 4)):
        records.plays.store(play_of(anna.id, chart, hits, at_ms=at_ms))
    records.plays.store(play_of(anna.id, chart, 5, at_ms=5, finished=False))
    records.plays.store(play_of(anna.id, chart, 5, at_ms=6, kind=InputKind.TOUCH))
    records.plays.store(play_of(anna.id, chart_of(5, speed=80), 5, at_ms=7))
    key = RecordKey(anna.id, course_of(chart), InputKind.KEYBOARD)
    runs = records.bests.runs(key, chart.hash, 3)
    assert [(run.score.hits, run.started.at_ms) for run in runs] == [(5, 4), (4, 2), (4, 3)]
    assert records.bests.runs(key, "another chart", 3) == ()
