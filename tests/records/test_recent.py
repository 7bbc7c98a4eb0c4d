"""The latest runs of a hand come with their settings and each grip's notes, the latest first."""

from __future__ import annotations

from dataclasses import replace

from game.charting.chart import Grip
from game.coach.adapting import Reason, Refusal
from game.coach.recent import GripCount, RecentRun
from game.records.players import Player
from game.records.recent import WEEK_MS
from game.records.store import Records
from game.settings import CareSettings, Hand

from .making import NOW_MS, chart_of, play_of

TWO = (Grip.INDEX, Grip.MIDDLE)


def test_the_latest_runs_come_first_with_every_grip(records: Records, anna: Player) -> None:
    records.plays.store(play_of(anna.id, chart_of(6), hits=3, at_ms=NOW_MS))
    quick = chart_of(5, level="2-moderate~75", speed=110, grips=(Grip.KEY, Grip.INDEX))
    records.plays.store(play_of(anna.id, quick, hits=1, at_ms=NOW_MS + 1, finished=False))
    latest, first = records.recent.latest(anna.id, Hand.LEFT, 10)
    counts = (GripCount(Grip.INDEX, 3, 2), GripCount(Grip.MIDDLE, 3, 1))
    assert first == RecentRun("1-gentle", 100, TWO, counts)
    assert (latest.level_id, latest.speed_percent) == ("2-moderate~75", 110)
    assert latest.grips == (Grip.KEY, Grip.INDEX)
    assert not latest.finished
    assert records.recent.latest(anna.id, Hand.LEFT, 1) == (latest,)


def test_other_players_and_the_other_hand_have_their_own(records: Records, anna: Player) -> None:
    ben = records.players.choose("Ben")
    records.plays.store(play_of(anna.id))
    right = replace(play_of(anna.id, at_ms=NOW_MS + 1), settings={"hand": "right"})
    records.plays.store(right)
    assert len(records.recent.latest(anna.id, Hand.LEFT, 10)) == 1
    assert len(records.recent.latest(anna.id, Hand.RIGHT, 10)) == 1
    assert records.recent.latest(ben.id, Hand.LEFT, 10) == ()
    assert (records.recent.count(anna.id), records.recent.count(ben.id)) == (2, 0)


def test_the_first_week_ends_seven_days_after_the_first_run(records: Records, anna: Player) -> None:
    assert records.recent.is_first_week(anna.id)
    records.plays.store(play_of(anna.id))
    records.plays.store(play_of(anna.id, at_ms=NOW_MS + WEEK_MS - 1))
    assert records.recent.is_first_week(anna.id)
    records.plays.store(play_of(anna.id, at_ms=NOW_MS + WEEK_MS))
    assert not records.recent.is_first_week(anna.id)


def test_refusals_come_back_as_they_were_kept(records: Records, anna: Player) -> None:
    assert records.settings.refusals(anna.id) == ()
    refused = (
        Refusal(Reason.READY_FOR_FINGERS, (Grip.RING, Grip.LITTLE), 12),
        Refusal(Reason.HARDER, (), 14),
    )
    records.settings.keep_refusals(anna.id, refused)
    assert records.settings.refusals(anna.id) == refused
    records.settings.keep_refusals(anna.id, refused[1:])
    assert records.settings.refusals(anna.id) == refused[1:]


def test_the_offers_can_be_switched_off(records: Records, anna: Player) -> None:
    assert records.settings.care(anna.id).offers_changes
    records.settings.keep_care(anna.id, CareSettings(offers_changes=False))
    assert not records.settings.care(anna.id).offers_changes
