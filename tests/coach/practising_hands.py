"""Simulated hands that play real songs, and take every offer: how adapting is tried out."""

from __future__ import annotations

from collections.abc import Callable
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
from game.play.simulated_hand import HandModel, expected_rate, played
from game.play.statistics import run_statistics
from game.settings import Hand, PlaySettings

_ROOT = Path(__file__).parents[2]
LEVELS = read_levels(_ROOT / "levels")
SONGS = ("ode-to-joy", "frere-jacques", "when-the-saints", "row-your-boat")
"""Slow and quick ones: at one level they differ in pace by up to twice."""


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
    base_id = settings.level.id.partition("~")[0]
    chart = _chart(name, base_id, settings.grips, settings.speed_percent)
    return replace(chart, level_id=settings.level.id)


@cache
def _expected(hand: HandModel, level: Level, speed: int, grips: tuple[Grip, ...]) -> float:
    settings = PlaySettings(level, speed, Hand.RIGHT, grips)
    return fmean(expected_rate(chart_of(name, settings), level, hand) for name in SONGS)


def expected(hand: HandModel, settings: PlaySettings) -> float:
    """The hit rate of `hand` under `settings`, in the long run, over all songs."""
    return _expected(hand, settings.level, settings.speed_percent, settings.grips)


@dataclass(frozen=True, slots=True)
class Song1:
    """One song played: under which settings, at which expected rate, and what was offered then."""

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
) -> list[Song1]:
    """So many songs in a row; `hand` is that of each song, `takes` says which offers are taken."""
    settings, runs, done = start, list[RecentRun](), list[Song1]()
    refusals: list[Refusal] = []
    for number in range(songs):
        now = hand(number)
        song = SONGS[(number + seed) % len(SONGS)]
        run = recent_run(settings, now, song, 1000 * seed + number)
        runs.insert(0, run)
        del runs[HISTORY_RUNS:]
        refusals = [replace(one, runs_ago=one.runs_ago + 1) for one in refusals]
        offer = offer_after(settings, runs, Situation(LEVELS, able, band, tuple(refusals)))
        done.append(Song1(settings, expected(now, settings), run, offer))
        if offer.settings is None or offer.lever is None:
            continue
        if takes(number, offer):
            settings = offer.settings
        else:
            refusals.append(Refusal(offer.reason, offer.lever, offer.grips, -1))
    return done


def start_at(level: Level, grips: tuple[Grip, ...] | None = None, speed: int = 100) -> PlaySettings:
    """Settings to begin with."""
    return PlaySettings(level, speed, Hand.RIGHT, grips or level.default_grips)


ENDS = (Reason.HARDEST, Reason.EASIEST)
