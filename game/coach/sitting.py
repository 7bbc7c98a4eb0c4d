"""A guided session: a warm-up, songs with rests between them, and a cool down, in so many minutes.

A plan says how much there is of each; a sitting says how far one has come. What comes next is drawn
from the two, so that a session can be left at any moment and gone on with. No clock is read: time
is what songs and rests have taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from game.play.today import Offered, todays_song
from game.settings import SESSION_MINUTES

EXERCISE_S = 60
"""What an exercise is reckoned with: ten repetitions at a slow pace, and reading its steps."""
_EXERCISES = {10: (2, 1), 15: (3, 2), 30: (5, 3)}
"""How many warm a hand up, and cool it down, in a session of so many minutes."""
LEAST_SONG_S = 45
"""With less time left no other song begins."""
OVER_S = 60
"""A song may take so much longer than there is time."""
REST_S = (30, 60)
_REST_SHARE = 0.3
"""A rest is this share of the song before it, within `REST_S`."""
_MOST_SONGS = 200


@dataclass(frozen=True, slots=True)
class Plan:
    """What a session of so many `minutes` is made of: exercises, time for songs, exercises."""

    minutes: int
    warm_up: int
    songs_s: int
    cool_down: int

    @property
    def parts(self) -> tuple[tuple[str, float], ...]:
        """What there is, in order, and how much of the whole it takes: shares that make 1."""
        whole = self.songs_s + EXERCISE_S * (self.warm_up + self.cool_down)
        exercise = ("exercise", EXERCISE_S / whole)
        songs = ("songs", self.songs_s / whole)
        return (*(exercise,) * self.warm_up, songs, *(exercise,) * self.cool_down)


@dataclass(frozen=True, slots=True)
class Sitting:
    """How far a session of `day` has come: exercises behind it, songs begun (their hashes), and the
    seconds that songs and rests took. Raises `ValueError` for what no session comes to."""

    day: date
    minutes: int
    warmed: int = 0
    songs: tuple[str, ...] = ()
    songs_s: int = 0
    cooled: int = 0

    def __post_init__(self) -> None:
        if self.minutes not in SESSION_MINUTES:
            raise ValueError(f"no session takes {self.minutes} minutes")
        if min(self.warmed, self.songs_s, self.cooled) < 0 or len(self.songs) > _MOST_SONGS:
            raise ValueError("no session comes to this")


@dataclass(frozen=True, slots=True)
class WarmUp:
    """The exercise of the warm-up with this number, from 0."""

    number: int


@dataclass(frozen=True, slots=True)
class SongNext:
    """The song with this key and hash."""

    key: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CoolDown:
    """The exercise of the cool down with this number, from 0."""

    number: int


Part = WarmUp | SongNext | CoolDown


@dataclass(frozen=True, slots=True)
class Playable:
    """A song that can be played, and how long it takes at the player's speed."""

    offered: Offered
    duration_s: float


@dataclass(frozen=True, slots=True)
class Who:
    """For whom songs are chosen: the number of their level, their day, and what is their own."""

    level: int
    today: date
    salt: str = ""


def plan_of(minutes: int, warm_ups: int, cool_downs: int) -> Plan:
    """The plan for so many minutes (of `SESSION_MINUTES`), where there are so many exercises."""
    warm_up, cool_down = _EXERCISES[minutes]
    warm_up, cool_down = min(warm_up, warm_ups), min(cool_down, cool_downs)
    return Plan(minutes, warm_up, minutes * 60 - EXERCISE_S * (warm_up + cool_down), cool_down)


def next_part(sitting: Sitting, plan: Plan, songs: Sequence[Playable], who: Who) -> Part | None:
    """What comes next; None when the session is over."""
    if sitting.warmed < plan.warm_up:
        return WarmUp(sitting.warmed)
    song = _next_song(sitting, plan, songs, who) if not sitting.cooled else None
    if song is not None:
        return song
    return CoolDown(sitting.cooled) if sitting.cooled < plan.cool_down else None


def begun(sitting: Sitting, part: Part) -> Sitting:
    """The sitting as a part begins: a song that begins is not chosen again."""
    if isinstance(part, SongNext):
        return replace(sitting, songs=(*sitting.songs, part.sha256)[-_MOST_SONGS:])
    return sitting


def passed(sitting: Sitting, part: Part) -> Sitting:
    """The sitting after an exercise, done or skipped; after a song nothing but time has changed."""
    match part:
        case WarmUp(number):
            return replace(sitting, warmed=max(sitting.warmed, number + 1))
        case CoolDown(number):
            return replace(sitting, cooled=max(sitting.cooled, number + 1))
        case SongNext():
            return sitting


def spent(sitting: Sitting, seconds: float) -> Sitting:
    """The sitting after a song or a rest took so long."""
    return replace(sitting, songs_s=sitting.songs_s + max(round(seconds), 0))


def rest_s(song_s: float) -> int:
    """How long to rest after a song that took so long."""
    least, most = REST_S
    return min(max(5 * round(song_s * _REST_SHARE / 5), least), most)


def can_go_on(sitting: Sitting | None, today: date) -> bool:
    """Whether a session was begun today that is not over."""
    return sitting is not None and sitting.day == today


def minutes_left(sitting: Sitting, plan: Plan) -> int:
    """About how long the rest of it takes; at least one minute."""
    exercises = max(plan.warm_up - sitting.warmed, 0) + max(plan.cool_down - sitting.cooled, 0)
    songs_s = 0 if sitting.cooled else max(plan.songs_s - sitting.songs_s, 0)
    return max(round((exercises * EXERCISE_S + songs_s) / 60), 1)


def share_done(sitting: Sitting, plan: Plan) -> float:
    """How much of it is over, 0 to 1."""
    exercises = min(sitting.warmed, plan.warm_up) + min(sitting.cooled, plan.cool_down)
    songs_s = plan.songs_s if sitting.cooled else min(sitting.songs_s, plan.songs_s)
    whole = plan.songs_s + EXERCISE_S * (plan.warm_up + plan.cool_down)
    return (exercises * EXERCISE_S + songs_s) / whole


def _next_song(
    sitting: Sitting, plan: Plan, songs: Sequence[Playable], who: Who
) -> SongNext | None:
    """Today's song of those that fit into the time left, and were not played in this session."""
    left_s = plan.songs_s - sitting.songs_s
    if left_s < LEAST_SONG_S or not songs:
        return None
    fresh = _fresh(sitting, songs)
    fitting = [one for one in fresh if one.duration_s <= left_s + OVER_S]
    if not fitting and sitting.songs:
        return None
    fitting = fitting or [min(fresh, key=lambda one: (one.duration_s, one.offered.key))]
    offered = [one.offered for one in fitting]
    chosen = todays_song(offered, who.level, who.today, who.salt)
    if chosen is None:
        return None
    return next(SongNext(one.key, one.sha256) for one in offered if one.key == chosen.key)


def _fresh(sitting: Sitting, songs: Sequence[Playable]) -> list[Playable]:
    """Songs that were not played in this session; if there are none, those played longest ago."""
    counts = {one.offered.sha256: sitting.songs.count(one.offered.sha256) for one in songs}
    least = min(counts.values())
    fresh = [one for one in songs if counts[one.offered.sha256] == least]
    others = [one for one in fresh if one.offered.sha256 not in sitting.songs[-1:]]
    return others or fresh
