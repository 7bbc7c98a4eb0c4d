"""Simulated hands that play real songs, and take every offer: how adapting is tried out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from statistics import fmean

from game.charting.chart import Chart, Grip
from game.charting.charter import make_chart
from game.charting.level import Level, read_levels
from game.coach.adapting import HISTORY_RUNS, Offer, Reason, Refusal, Situation, offer_after
from game.coach.recent import USUAL_BAND, Band, GripCount, RecentRun
from game.music.reading import read_song
from game.music.song import Song
from game.music.tune import Tune, find_tune
from game.play.simulated_hand import (
    IMPROVING,
    READY_MADE,
    HandModel,
    expected_rate,
    improved,
    played,
)
from game.play.statistics import run_statistics
from game.settings import Hand, PlaySettings

_ROOT = Path(__file__).parents[2]
LEVELS = read_levels(_ROOT / "levels")
SONGS = ("ode-to-joy", "frere-jacques", "when-the-saints", "row-your-boat")
"""Slow and quick ones: at one level they differ in pace by up to twice."""
SONGS_A_WEEK = 8


@cache
def _song(name: str) -> tuple[Song, Tune]:
    song = read_song(_ROOT / "songs" / f"{name}.mid")
    return song, find_tune(song)


@cache
def _chart(name: str, base_id: str, grips: tuple[Grip, ...], speed_percent: int) -> Chart:
    song, tune = _song(name)
    level = next(one for one in LEVELS if one.id == base_id)
    return make_chart(song, level, grips, speed_percent, tune)


def chart_of(name: str, settings: PlaySettings) -> Chart:
    """The chart of a song; a window of its own changes no note."""
    usual = settings.level.usual
    chart = _chart(name, usual.id, settings.grips, settings.speed_percent)
    return replace(chart, level_id=settings.level.id)


@cache
def _expected(hand: HandModel, level: Level, speed: int, grips: tuple[Grip, ...]) -> float:
    settings = PlaySettings(level, speed, Hand.RIGHT, grips)
    return fmean(expected_rate(chart_of(name, settings), level, hand) for name in SONGS)


def expected(hand: HandModel, settings: PlaySettings) -> float:
    """The hit rate of `hand` under `settings`, in the long run, over all songs."""
    return _expected(hand, settings.level, settings.speed_percent, settings.grips)


@dataclass(frozen=True, slots=True)
class Played:
    """One song played: under which settings, which of its notes `hand` hits in the long run, what
    the run came to, and what was offered after it."""

    settings: PlaySettings
    expected: float
    run: RecentRun
    offer: Offer


def recent_run(settings: PlaySettings, hand: HandModel, song: str, seed: int) -> RecentRun:
    """What a run of `hand` comes to."""
    chart = chart_of(song, settings)
    found = run_statistics(chart, played(chart, settings.level, hand, seed).events)
    counts = tuple(GripCount(grip, one.notes, one.hits) for grip, one in found.by_grip)
    return RecentRun(settings.level.id, settings.speed_percent, settings.grips, counts)


def practise(
    hand: Callable[[int], HandModel],
    start: PlaySettings,
    seed: int,
    songs: int,
    *,
    able: tuple[Grip, ...] | None,
    band: Band = USUAL_BAND,
    takes: Callable[[int, Offer], bool] = lambda _number, _offer: True,
) -> list[Played]:
    """So many songs in a row; `hand` is that of each song, `takes` says which offers are taken."""
    settings, runs, done = start, list[RecentRun](), list[Played]()
    refusals: list[Refusal] = []
    for number in range(songs):
        now = hand(number)
        song = SONGS[(number + seed) % len(SONGS)]
        run = recent_run(settings, now, song, 1000 * seed + number)
        runs.insert(0, run)
        del runs[HISTORY_RUNS:]
        situation = Situation(LEVELS, able, band, tuple(refusals), number)
        offer = offer_after(settings, runs, situation)
        done.append(Played(settings, expected(now, settings), run, offer))
        if offer.settings is None:
            continue
        if takes(number, offer):
            settings = offer.settings
        else:
            refusals.append(Refusal(offer.reason, offer.grips, number))
    return done


def hand_called(name: str) -> Callable[[int], HandModel]:
    """The hand of that name at each song: one of them improves from week to week."""
    hand = READY_MADE[name]
    if hand is not IMPROVING:
        return lambda _number: hand
    return lambda number: improved(hand, number // SONGS_A_WEEK)


def start_at(level: Level, grips: tuple[Grip, ...] | None = None, speed: int = 100) -> PlaySettings:
    """Settings to begin with."""
    return PlaySettings(level, speed, Hand.RIGHT, grips or level.default_grips)


ENDS = (Reason.HARDEST, Reason.EASIEST)
"""Said where no lever is left."""
NEAR = 0.05
LATER = 6
"""By so many songs a hand should have come where it belongs."""
SOON = 12
"""Back within so many songs is a reversal."""


@dataclass(frozen=True, slots=True)
class Way:
    """What became of one hand.

    `songs`: after how many it was in the band, or told that there is nothing left to change (None:
    never). `kept` is the share of the songs after the first `LATER` for which that held, `nearly`
    the share for which it held within `NEAR`. `reversals` is how often a setting was left and come
    back to within `SOON` songs, by level, speed or window, `finger_reversals` by fingers.
    """

    songs: int | None
    kept: float
    nearly: float
    changes: int
    reversals: int
    finger_reversals: int
    end: PlaySettings


def way_of(done: Sequence[Played], band: Band = USUAL_BAND) -> Way:
    """What `done` came to."""

    def there(more: float) -> list[bool]:
        low, high = band.low - more, band.high + more
        return [low <= one.expected <= high or one.offer.reason in ENDS for one in done]

    is_there = there(0.0)
    changed = [(0, done[0].settings)]
    for number, one in enumerate(done):
        if one.settings != changed[-1][1]:
            changed.append((number, one.settings))
    back = [
        (left, again)
        for (_, first), (left_at, left), (back_at, again) in zip(
            changed, changed[1:], changed[2:], strict=False
        )
        if again == first and back_at - left_at < SOON
    ]
    return Way(
        songs=is_there.index(True) + 1 if any(is_there) else None,
        kept=fmean(is_there[LATER:]),
        nearly=fmean(there(NEAR)[LATER:]),
        changes=len(changed) - 1,
        reversals=sum(left.grips == again.grips for left, again in back),
        finger_reversals=sum(left.grips != again.grips for left, again in back),
        end=done[-1].settings,
    )
