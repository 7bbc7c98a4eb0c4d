"""A full disk, a busy neighbour, bytes gone bad: one sentence, and nothing stored is lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from uuid import UUID

import pytest

from game.play.engine import RULES_VERSION
from game.records.checks import Check, CheckKind
from game.records.database import connect
from game.records.errors import RecordsError
from game.records.exercises import ExerciseRun
from game.records.feelings import Asked, Feeling, Pain
from game.records.keys import Moment, course_of
from game.records.players import Player
from game.records.plays import NewPlay
from game.records.store import Records
from game.settings import CareSettings

from .making import NOW_MS, behind, chart_of, opened, play_of, records_on


def _spoil_replay(path: Path, play: NewPlay) -> None:
    behind(path, "DROP TRIGGER plays_never_change")
    behind(path, "UPDATE plays SET replay = x'545452FF00' WHERE id = ?", str(play.id))


def _forget_results(path: Path) -> None:
    behind(path, "UPDATE results SET rules_version = ?, points = 0", RULES_VERSION + 1)


def test_on_a_full_disk_a_play_is_stored_whole_or_not_at_all(path: Path) -> None:
    with opened(path) as records:
        player = records.players.choose("Anna")
    connection = connect(path)
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 4}")
    songs = [chart_of(60, song=f"{number:064x}") for number in range(100)]
    stored: list[UUID] = []
    with records_on(connection, path) as records:
        with pytest.raises(RecordsError, match="no room left on the disk") as refused:
            stored.extend(
                records.plays.store(play_of(player.id, song, 60)).play_id for song in songs
            )
        late = play_of(player.id, songs[len(stored)], 60)
        assert str(path) in str(refused.value)
        assert records.charts.kept(late.key.course) is None
        connection.execute(f"PRAGMA max_page_count = {pages + 1_000}")
        assert records.plays.store(late).is_best
    with opened(path) as records:
        assert {play.id for play in records.plays.latest()} == {*stored, late.id}
        assert all(play.score for play in records.plays.latest())


def test_when_another_window_is_writing_a_play_can_be_stored_afterwards(path: Path) -> None:
    with opened(path) as records:
        player = records.players.choose("Anna")
    play = play_of(player.id)
    other = sqlite3.connect(path, isolation_level=None)
    with records_on(connect(path, busy_ms=20), path) as records:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordsError, match="Another window is busy"):
            records.plays.store(play)
        with pytest.raises(RecordsError, match="Another window is busy"):
            records.players.choose("Ben")
        assert records.plays.latest() == ()
        other.execute("ROLLBACK")
        assert records.plays.store(play).is_best
        assert len(records.plays.latest()) == 1
    other.close()


def test_anything_raised_midway_leaves_nothing_behind(
    records: Records, anna: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    play = play_of(anna.id)
    with monkeypatch.context() as patched:
        patched.setattr(records.bests, "record", interrupted)
        with pytest.raises(KeyboardInterrupt):
            records.plays.store(play)
    assert records.plays.latest() == ()
    assert records.charts.kept(play.key.course) is None
    assert records.plays.store(play).is_best


def test_a_damaged_replay_costs_its_play_the_race_and_nothing_else(
    records: Records, anna: Player, path: Path
) -> None:
    good, bad = play_of(anna.id, hits=2), play_of(anna.id, hits=4)
    for play in (good, bad):
        records.plays.store(play)
    _spoil_replay(path, bad)
    best = records.bests.best(bad.key)
    assert best is not None
    assert (best.record.play_id, best.replay) == (bad.id, None)
    assert len(records.plays.latest()) == 2
    with pytest.raises(RecordsError, match="can't be shown again"):
        records.plays.find(str(bad.id))
    assert records.plays.find(str(good.id)).replay == good.replay


def test_after_a_change_of_rules_every_play_is_judged_again(
    records: Records, anna: Player, path: Path
) -> None:
    plays = [play_of(anna.id, hits=number % 5) for number in range(250)]
    stored = {play.id: records.plays.store(play).result.score for play in plays}
    _forget_results(path)
    assert records.bests.best(plays[0].key) is None
    assert all(play.score is None for play in records.plays.latest())
    behind(path, "DELETE FROM results WHERE play_row % 7 = 0")
    assert records.rescore().judged == 250
    assert {p.id: p.score for p in records.plays.latest(limit=300)} == stored
    assert records.bests.best(plays[0].key) is not None
    assert records.rescore().judged == 0


def test_judging_again_skips_and_names_what_is_damaged(
    records: Records, anna: Player, path: Path
) -> None:
    good, bad, spoilt = (play_of(anna.id, chart_of(n), hits=2) for n in (3, 4, 5))
    for play in (good, bad, spoilt):
        records.plays.store(play)
    _spoil_replay(path, bad)
    behind(path, "UPDATE charts SET notes = x'0199' WHERE hash = ?", spoilt.chart.hash)
    _forget_results(path)
    found = records.rescore()
    assert found.judged == 1
    assert [skipped.play_id for skipped in found.skipped] == [bad.id, spoilt.id]
    assert all(skipped.reason.endswith(".") for skipped in found.skipped)
    assert len(records.plays.latest()) == 3


def test_a_damaged_chart_is_mended_when_it_is_played_again(
    records: Records, anna: Player, path: Path
) -> None:
    first = play_of(anna.id, hits=4)
    records.plays.store(first)
    behind(path, "UPDATE charts SET notes = x'0100'")
    assert records.charts.kept(course_of(first.chart)) is None
    with pytest.raises(RecordsError, match="chart of this play is damaged"):
        records.plays.find(str(first.id))
    again = records.plays.store(play_of(anna.id, hits=1, at_ms=NOW_MS + 1))
    assert again.previous_best is not None
    assert again.previous_best.play_id == first.id
    assert records.plays.find(str(first.id)).chart == first.chart


def test_settings_gone_bad_are_said_in_a_sentence(
    records: Records, anna: Player, path: Path
) -> None:
    play = play_of(anna.id)
    records.plays.store(play)
    behind(path, "DROP TRIGGER plays_never_change")
    behind(path, "UPDATE plays SET settings = '{'")
    with pytest.raises(RecordsError, match="settings of play"):
        records.plays.find(str(play.id))


def test_a_file_that_goes_bad_while_open_is_said_in_a_sentence(path: Path) -> None:
    with opened(path) as records:
        records.plays.store(play_of(records.players.choose("Anna").id))
    connection = connect(path)
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with (
        records_on(connection, path) as records,
        pytest.raises(RecordsError, match="is damaged; start Thumbtune again"),
    ):
        records.plays.latest()


def test_nothing_is_stored_for_a_player_whom_another_program_has_forgotten(
    records: Records, anna: Player, path: Path
) -> None:
    with opened(path) as elsewhere:
        elsewhere.forgetting.forget([anna.id])
    at = Moment(NOW_MS)
    for store in (
        lambda: records.plays.store(play_of(anna.id)),
        lambda: records.checks.store(Check(anna.id, CheckKind.REACH, "{}", at)),
        lambda: records.feelings.store(Feeling(anna.id, Pain.NONE, Asked.AFTER, at)),
        lambda: records.exercises.store(ExerciseRun(anna.id, "wrist", at, 1, 1, finished=True)),
        lambda: records.settings.keep_care(anna.id, CareSettings()),
        lambda: records.songs.set_favourite(anna.id, "ab", is_one=True),
    ):
        with pytest.raises(RecordsError, match="not here any more"):
            store()
    assert records.plays.latest() == ()


def test_a_mistake_in_the_program_is_not_dressed_up_as_trouble_with_the_disk(
    records: Records,
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        records.players.delete(records.players.choose("Anna").id, None)  # pyright: ignore
    records.close()
    with pytest.raises(sqlite3.ProgrammingError):
        records.players.all()
