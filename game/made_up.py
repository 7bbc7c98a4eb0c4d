"""Weeks of made-up practice: what simulated players do, song by song and day by day.

The same person, seed and days always give the same, down to the ids of the plays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from uuid import NAMESPACE_OID, UUID, uuid5

from game import __version__
from game.charting.chart import Chart, Grip, lane_order
from game.charting.charter import make_chart
from game.charting.level import Level
from game.coach.adapting import HISTORY_RUNS, Refusal, Situation, offer_after
from game.coach.benchmark import Setup, encode_benchmark
from game.coach.care import Asked, Pain
from game.coach.exercises import Exercise
from game.coach.reach import reach_json
from game.coach.recent import FIRST_WEEK_BAND, USUAL_BAND, GripCount, RecentRun
from game.made_up_checks import made_up_benchmark, made_up_reach
from game.music.song import Song
from game.music.tune import Tune
from game.play.events import InputKind
from game.play.replay import Replay
from game.play.result import result_of
from game.play.simulated_hand import (
    IMPROVING,
    TIRING,
    VERY_GOOD,
    WEAK_RING_AND_LITTLE,
    HandModel,
    improved,
    played,
)
from game.records.checks import Check, CheckKind
from game.records.exercises import ExerciseRun
from game.records.feelings import Feeling
from game.records.keys import Moment
from game.records.plays import NewPlay
from game.settings import Hand, PlaySettings

WEEK_DAYS = 7
_BEGIN_MINUTES = (370, 385)
"""Made-up practice begins a little after six, so that none of it lies ahead of today's clock."""
_LEFT_EARLY = 0.03
"""So many songs are left before their end."""
_BETWEEN_S = 40.0
_TAKEN = 0.85
"""So many of the offers after songs are taken."""
_REACH_WEEKS = 4

Deed = NewPlay | ExerciseRun | Feeling | Check
"""What is kept of practice."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody made up: a name, what the hand can do at first, and how it is practised with.

    `days_a_week` and `songs_a_day` are from and to; `hurts` is how often a song hurts a little.
    """

    name: str
    hand: HandModel
    side: Hand
    kind: InputKind
    grips: tuple[Grip, ...]
    days_a_week: tuple[int, int] = (4, 5)
    songs_a_day: tuple[int, int] = (3, 6)
    hurts: float = 0.03


PEOPLE = (
    Person("Anna (demo)", IMPROVING, Hand.RIGHT, InputKind.KEYBOARD, (Grip.INDEX, Grip.MIDDLE)),
    Person(
        "Bruno (demo)",
        replace(WEAK_RING_AND_LITTLE, gain_a_week=0.06),
        Hand.LEFT,
        InputKind.TOUCH,
        (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE),
        hurts=0.1,
    ),
    Person(
        "Carla (demo)", TIRING, Hand.RIGHT, InputKind.GAMEPAD, (Grip.INDEX, Grip.MIDDLE, Grip.RING)
    ),
    Person(
        "Dario (demo)",
        VERY_GOOD,
        Hand.RIGHT,
        InputKind.MIDI,
        (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE),
    ),
)


@dataclass(frozen=True, slots=True)
class World:
    """What there is to practise with: songs, levels in order, and the exercises of each level."""

    songs: tuple[tuple[Song, Tune], ...]
    levels: tuple[Level, ...]
    exercises: Mapping[str, tuple[Exercise, ...]]
    charts: dict[tuple[str, str, tuple[Grip, ...], int], Chart] = field(
        default_factory=dict[tuple[str, str, tuple[Grip, ...], int], Chart]
    )
    """Those that have been made by now, for all who come to play them."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` on, for so many weeks; the last of them is practised on, too."""

    last: date
    weeks: int

    @property
    def first(self) -> date:
        """The first day."""
        return self.last - timedelta(days=WEEK_DAYS * self.weeks - 1)

    def practised(self, person: Person, random: Random) -> Iterator[date]:
        """The days somebody practises on, in order."""
        for week in range(self.weeks):
            monday = self.first + timedelta(days=WEEK_DAYS * week)
            count = random.randint(*person.days_a_week)
            chosen = set(random.sample(range(WEEK_DAYS), count))
            if week == self.weeks - 1:
                chosen.add(WEEK_DAYS - 1)
            yield from (monday + timedelta(days=day) for day in sorted(chosen))


def practice_of(
    person: Person, player_id: int, world: World, span: Span, seed: int
) -> Iterator[Deed]:
    """All that `person` does in `span`, in order of time."""
    random = Random(f"{person.name} {seed}")
    settings = PlaySettings(world.levels[0], 100, person.side, person.grips)
    practice = _Practice(person, player_id, world, span, seed, random, settings)
    for day in span.practised(person, random):
        yield from practice.session(day)


class _Practice:
    """One person's practice, going on from day to day."""

    def __init__(
        self,
        person: Person,
        player_id: int,
        world: World,
        span: Span,
        seed: int,
        random: Random,
        settings: PlaySettings,
    ) -> None:
        self._person = person
        self._player_id = player_id
        self._world = world
        self._span = span
        self._seed = seed
        self._random = random
        self._settings = settings
        self._number = 0
        self._checked_week = -1
        self._now_ms = 0
        self._runs: list[RecentRun] = []
        self._refusals: list[Refusal] = []
        self._played = 0

    def session(self, day: date) -> Iterator[Deed]:
        """What is done on a day: the question, some warm-up, songs, the question again."""
        begins = datetime(day.year, day.month, day.day) + timedelta(
            minutes=self._random.randint(*_BEGIN_MINUTES)
        )
        self._now_ms = round((begins - datetime(1970, 1, 1)).total_seconds() * 1000)
        weeks = (day - self._span.first).days / WEEK_DAYS + self._random.gauss(0, 0.4)
        hand = improved(self._person.hand, max(weeks, 0.0))
        yield self._feeling(Asked.BEFORE, Pain.NONE)
        yield from self._checks(hand, (day - self._span.first).days // WEEK_DAYS)
        yield from self._warm_up()
        for _ in range(self._random.randint(*self._person.songs_a_day)):
            yield self._song(hand, day)
            hurts = self._random.random() < self._person.hurts
            yield self._feeling(Asked.AFTER, Pain.A_LITTLE if hurts else Pain.NONE)

    def _checks(self, hand: HandModel, week: int) -> Iterator[Check]:
        """On the first day of a week the weekly check, and every few weeks the reach."""
        if week == self._checked_week:
            return
        self._checked_week = week
        if week % _REACH_WEEKS == 0:
            found = reach_json(made_up_reach(hand, self._person.side, self._random))
            started = self._moment(100)
            yield Check(self._player_id, CheckKind.REACH, found, started, self._id())
        able = [grip for grip in self._person.hand.able() if grip is not Grip.KEY]
        setup = Setup(lane_order(able), self._person.side, self._person.kind)
        check = made_up_benchmark(hand, setup, self._random)
        found = encode_benchmark(check)
        yield Check(self._player_id, CheckKind.BENCHMARK, found, self._moment(200), self._id())

    def _feeling(self, asked: Asked, pain: Pain) -> Feeling:
        return Feeling(self._player_id, pain, asked, self._moment(3), self._id())

    def _warm_up(self) -> Iterator[ExerciseRun]:
        level = self._settings.level
        offered = self._world.exercises.get(level.usual.id, ())
        for exercise in offered[: self._random.randint(0, len(offered))]:
            repetitions = (exercise.repetitions or 12) + self._random.randint(0, 2)
            duration_s = repetitions * self._random.uniform(1.8, 3.2)
            started = self._moment(duration_s + 15)
            yield ExerciseRun(
                self._player_id,
                exercise.id,
                started,
                repetitions,
                round(duration_s * 1000),
                finished=True,
                id=self._id(),
            )

    def _song(self, hand: HandModel, day: date) -> NewPlay:
        song, tune = self._random.choice(self._world.songs)
        settings = self._settings
        chart = self._chart(song, tune, settings)
        replay = played(chart, settings.level, hand, self._random.getrandbits(32)).replay()
        replay = replace(replay, ended_s=max(replay.ended_s, chart.end_s + 1))
        if self._random.random() < _LEFT_EARLY:
            replay = _left_early(replay, chart.end_s * self._random.uniform(0.3, 0.9))
        self._adapt(settings, chart, replay, day)
        return NewPlay(
            player_id=self._player_id,
            song_title=song.title,
            chart=chart,
            replay=replay,
            input_kind=self._person.kind,
            started=self._moment(replay.ended_s + _BETWEEN_S),
            program_version=__version__,
            settings={
                "hand": settings.hand.value,
                "hit_window_ms": settings.level.hit_window_ms,
                "approach_s": settings.level.approach_s,
            },
            id=self._id(),
        )

    def _adapt(self, settings: PlaySettings, chart: Chart, replay: Replay, day: date) -> None:
        """Take, or put off, what the game offers after a song."""
        found = result_of(chart, replay).statistics
        counts = tuple(GripCount(grip, one.notes, one.hits) for grip, one in found.by_grip)
        run = RecentRun(
            settings.level.id, settings.speed_percent, settings.grips, counts, replay.finished
        )
        self._runs = [run, *self._runs][:HISTORY_RUNS]
        self._played += 1
        is_first = (day - self._span.first).days < WEEK_DAYS
        band = FIRST_WEEK_BAND if is_first else USUAL_BAND
        able = self._person.hand.able()
        situation = Situation(self._world.levels, able, band, tuple(self._refusals), self._played)
        offer = offer_after(settings, self._runs, situation)
        if offer.settings is None or offer.lever is None:
            return
        if self._random.random() < _TAKEN:
            self._settings = offer.settings
        else:
            self._refusals.append(Refusal(offer.reason, offer.grips, self._played))

    def _chart(self, song: Song, tune: Tune, settings: PlaySettings) -> Chart:
        """A window of its own changes no note, only the level's name."""
        level, charts = settings.level, self._world.charts
        key = (song.sha256, level.usual.id, settings.grips, settings.speed_percent)
        if key not in charts:
            charts[key] = make_chart(
                song, level.usual, settings.grips, settings.speed_percent, tune
            )
        return replace(charts[key], level_id=level.id)

    def _moment(self, takes_s: float) -> Moment:
        """Now; then so much time passes."""
        now = Moment(self._now_ms, 0)
        self._now_ms += round(takes_s * 1000)
        return now

    def _id(self) -> UUID:
        self._number += 1
        last = self._span.last.isoformat()
        return uuid5(
            NAMESPACE_OID,
            f"{self._person.name} {self._seed} {last} {self._span.weeks} {self._number}",
        )


def _left_early(replay: Replay, ended_s: float) -> Replay:
    kept = tuple(one for one in replay.pinches if one.time_s <= ended_s)
    return replace(replay, pinches=kept, ended_s=ended_s, finished=False)
