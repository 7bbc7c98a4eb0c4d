"""The chosen tune stays with the song; records of what a song was before can still be found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.records.keys import course_of

from .making import SONG, chart_of, opened, play_of, records_in_memory

A, B, C = "a" * 64, "b" * 64, "c" * 64


def test_the_chosen_tune_is_kept(path: Path) -> None:
    with opened(path) as records:
        assert records.songs.chosen_tune(SONG) is None
        records.songs.choose_tune(SONG, (2, 0, "line"), before=(1, 0, "line"))
        records.songs.choose_tune(SONG, (3, 5, "line"), before=(2, 0, "line"))
    with opened(path) as records:
        assert records.songs.chosen_tune(SONG) == (3, 5, "line")
        assert records.songs.chosen_tune(A) is None


def test_another_tune_begins_every_course_of_the_song_again_and_keeps_the_records() -> None:
    records = records_in_memory()
    player = records.players.choose("Anna")
    first, other_song = chart_of(), chart_of(song=A)
    for played in (first, chart_of(speed=80), other_song):
        records.plays.store(play_of(player.id, played))
    records.songs.choose_tune(SONG, (2, 0, "line"), before=(1, 0, "line"))

    assert records.charts.kept(course_of(first)) is None
    assert records.charts.kept(course_of(other_song)) == other_song
    assert [r.key.course.song_sha256 for r in records.bests.all(player.id)] == [A]
    earlier = records.bests.all(player.id, on_earlier_charts=True)
    assert [r.key.course.song_sha256 for r in earlier] == [SONG, SONG]

    again = chart_of(5)
    assert records.plays.store(play_of(player.id, again)).is_best
    assert records.charts.kept(course_of(first)) == again


def test_going_back_to_the_first_tune_goes_back_to_its_records() -> None:
    records = records_in_memory()
    player = records.players.choose("Anna")
    records.plays.store(play_of(player.id, chart_of(), hits=3))
    records.songs.choose_tune(SONG, (2, 0, "line"), before=(1, 0, "line"))
    records.plays.store(play_of(player.id, chart_of(5)))
    records.songs.choose_tune(SONG, (1, 0, "line"), before=(2, 0, "line"))
    stored = records.plays.store(play_of(player.id, chart_of(), hits=2))
    assert not stored.is_best
    assert stored.previous_best is not None and stored.previous_best.score.hits == 3


def test_the_same_tune_chosen_on_purpose_changes_no_chart() -> None:
    records = records_in_memory()
    player = records.players.choose("Anna")
    records.plays.store(play_of(player.id))
    records.songs.choose_tune(SONG, (1, 0, "line"), before=(1, 0, "line"))
    assert records.charts.kept(course_of(chart_of())) is not None


def test_versions_are_followed_back_to_the_first() -> None:
    records = records_in_memory()
    assert records.songs.earlier_versions() == {}
    records.songs.note_versions([(B, A)])
    records.songs.note_versions([(B, A), (C, B)])
    assert records.songs.earlier_versions() == {B: {A}, C: {A, B}}


@pytest.mark.parametrize("pairs", [[(A, B), (B, A)], [(A, B), (B, C), (C, A)]])
def test_a_file_changed_back_is_no_riddle(pairs: list[tuple[str, str]]) -> None:
    records = records_in_memory()
    records.songs.note_versions(pairs)
    everything = {A, B} | {one for pair in pairs for one in pair}
    for sha256, earlier in records.songs.earlier_versions().items():
        assert earlier == everything - {sha256}


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=12))
def test_whatever_is_before_something_before_is_before(pairs: list[tuple[str, str]]) -> None:
    records = records_in_memory()
    records.songs.note_versions(pairs)
    before = records.songs.earlier_versions()
    for sha256, earlier in before.items():
        assert sha256 not in earlier
        for one in earlier:
            assert before.get(one, frozenset()) <= earlier | {sha256}
