"""A run that is stored can be read, listed, found and run again just as it was."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Chart, ChartNote, Grip, lane_order
from game.play.events import InputKind, Pinch
from game.play.replay import Replay, ReplayError
from game.play.result import result_of
from game.records.errors import RecordsError
from game.records.keys import Moment
from game.records.players import Player
from game.records.plays import NewPlay, PlaySummary, Setting
from game.records.store import Records

from .making import NOW_MS, WINDOW_S, behind, chart_of, play_of, records_in_memory, run_of


def _a_chart(steps: list[tuple[int, Grip, int, int]]) -> Chart:
    notes: list[ChartNote] = []
    tick = -3_000
    for gap, grip, pitch, length in steps:
        tick += 10_000 + gap
        notes.append(ChartNote(tick / 10_000, grip, pitch, length / 10_000))
    return Chart(tuple(notes), "3-challenging", 85, lane_order(Grip), "cd" * 32, charter_version=7)


_charts = st.lists(
    st.tuples(
        st.integers(0, 20_000), st.sampled_from(Grip), st.integers(0, 127), st.integers(0, 5_000)
    ),
    max_size=8,
).map(_a_chart)
_pinches = st.lists(
    st.builds(
        Pinch, st.integers(-500_000, 30_000_000).map(lambda us: us / 1e6), st.sampled_from(Grip),
        st.booleans(),
    ),
    max_size=12,
).map(lambda pinches: tuple(sorted(pinches, key=lambda pinch: pinch.time_s)))  # fmt: skip
_settings = st.dictionaries(
    st.text(max_size=8),
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, width=32),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(
    chart=_charts,
    pinches=_pinches,
    finished=st.booleans(),
    kind=st.sampled_from(InputKind),
    started=st.builds(Moment, st.integers(0, 4 * 10**12), st.integers(-840, 840)),
    in_force=_settings,
    title=st.text(max_size=30),
    play_id=st.uuids(),
)
def test_a_stored_play_comes_back_equal(
    chart: Chart,
    pinches: tuple[Pinch, ...],
    finished: bool,
    kind: InputKind,
    started: Moment,
    in_force: dict[str, Setting],
    title: str,
    play_id: UUID,
) -> None:
    in_force = {k: v for k, v in in_force.items() if v not in (float("inf"), float("-inf"))}
    replay = Replay(chart.hash, WINDOW_S, pinches, 40.0, finished)
    with records_in_memory() as records:
        player = records.players.choose("Anna")
        new = NewPlay(
            player.id, title, chart, replay, kind, started, "1.2.3", settings=in_force, id=play_id
        )
        stored = records.plays.store(new)
        again = records.plays.find(str(play_id))
    assert stored.result == result_of(chart, replay)
    assert (again.chart, again.replay, again.settings) == (chart, replay, in_force)
    summary = again.summary
    assert summary.id == play_id
    assert summary.key == new.key
    assert (summary.player_name, summary.song_title) == ("Anna", title)
    assert (summary.started, summary.finished) == (started, finished)
    assert (summary.program_version, summary.rules_version) == ("1.2.3", replay.rules_version)
    assert summary.score == stored.result.score
    assert summary.chart_hash == chart.hash


def test_the_latest_play_comes_first(records: Records, anna: Player) -> None:
    ben = records.players.choose("Ben")
    other_song = chart_of(song="cd" * 32)
    first = play_of(anna.id, at_ms=1_000)
    third = play_of(anna.id, other_song, at_ms=3_000)
    second = play_of(ben.id, at_ms=2_000, finished=False)
    for play in (first, third, second):
        records.plays.store(play)

    def ids(plays: tuple[PlaySummary, ...]) -> list[UUID]:
        return [play.id for play in plays]

    latest = records.plays.latest
    assert ids(latest()) == [third.id, second.id, first.id]
    assert ids(latest(limit=2)) == [third.id, second.id]
    assert ids(latest(player_id=anna.id)) == [third.id, first.id]
    assert ids(latest(song_sha256=first.chart.song_sha256)) == [second.id, first.id]
    assert latest(player_id=ben.id, song_sha256="cd" * 32) == ()


def test_a_play_is_found_by_as_much_of_its_id_as_is_its_own(records: Records, anna: Player) -> None:
    one = UUID("aaaa1111-0000-4000-8000-000000000000")
    two = UUID("aaaa2222-0000-4000-8000-000000000000")
    for play_id in (one, two):
        records.plays.store(play_of(anna.id, play_id=play_id))
    assert records.plays.find("aaaa1").summary.id == one
    assert records.plays.find(" AAAA2222-0 ").summary.id == two
    assert records.plays.find(str(one)).summary.id == one
    with pytest.raises(RecordsError, match="More than one play"):
        records.plays.find("aaaa")


@pytest.mark.parametrize("start", ["", " ", "b", "%", "zz", "aaaa1'--"])
def test_an_id_that_is_none_is_answered_in_a_sentence(
    records: Records, anna: Player, start: str
) -> None:
    records.plays.store(play_of(anna.id, play_id=UUID("aaaa1111-0000-4000-8000-000000000000")))
    with pytest.raises(RecordsError, match="There is no play"):
        records.plays.find(start)


def test_stored_twice_a_play_is_kept_once_and_told_the_same(records: Records, anna: Player) -> None:
    records.plays.store(play_of(anna.id, hits=1))
    play = play_of(anna.id, hits=3, at_ms=NOW_MS + 1)
    assert records.plays.store(play) == records.plays.store(play)
    assert len(records.plays.latest()) == 2


def test_an_id_belongs_to_one_play_for_ever(records: Records, anna: Player) -> None:
    play = play_of(anna.id, hits=1)
    records.plays.store(play)
    with pytest.raises(ValueError, match="another play"):
        records.plays.store(replace(play, replay=run_of(play.chart, 2)))
    assert records.plays.find(str(play.id)).replay == play.replay


def test_a_run_on_another_chart_is_refused_and_leaves_nothing(
    records: Records, anna: Player
) -> None:
    play = replace(play_of(anna.id), chart=chart_of(9))
    with pytest.raises(ReplayError):
        records.plays.store(play)
    assert records.plays.latest() == ()
    assert records.charts.kept(play.key.course) is None


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE plays SET finished = 1",
        "UPDATE plays SET started_at_ms = 0",
        "UPDATE plays SET replay = x'00'",
        "UPDATE plays SET player_id = player_id",
        "DELETE FROM plays",
        "UPDATE charts SET hash = ''",
        "UPDATE charts SET charter_version = 9",
        "DELETE FROM charts",
    ],
)
def test_the_database_itself_refuses_to_change_what_was_played(
    records: Records, anna: Player, path: Path, sql: str
) -> None:
    play = play_of(anna.id)
    records.plays.store(play)
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        behind(path, sql)
    assert records.plays.find(str(play.id)).replay == play.replay


def test_settings_that_are_no_numbers_are_refused_before_anything_is_stored() -> None:
    with pytest.raises(ValueError, match="no number"):
        replace(play_of(1), settings={"volume": float("nan")})


@pytest.mark.parametrize("moment", [(-1, 0), (10**18, 0), (0, 841), (0, -841)])
def test_a_moment_that_no_clock_shows_is_refused(moment: tuple[int, int]) -> None:
    with pytest.raises(ValueError):
        Moment(*moment)


def test_a_run_late_in_the_evening_belongs_to_the_players_own_day() -> None:
    just_past_midnight_utc = 1_751_328_060_000
    assert Moment(just_past_midnight_utc, 0).local.date() == date(2025, 7, 1)
    assert Moment(just_past_midnight_utc, -300).local.date() == date(2025, 6, 30)
    assert Moment(just_past_midnight_utc - 120_000, 60).local.date() == date(2025, 7, 1)


def test_a_title_with_bytes_of_no_alphabet_is_stored_all_the_same(
    records: Records, anna: Player
) -> None:
    records.plays.store(replace(play_of(anna.id), song_title="caf\udce9"))
    assert records.plays.latest()[0].song_title == "caf?"


def test_a_song_goes_by_its_latest_title(records: Records, anna: Player) -> None:
    records.plays.store(play_of(anna.id))
    records.plays.store(replace(play_of(anna.id), song_title="Hymn to Joy"))
    assert {play.song_title for play in records.plays.latest()} == {"Hymn to Joy"}
