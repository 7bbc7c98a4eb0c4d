"""What a therapist is told of a stretch of practice: facts, drawn from figures that are added up.

Every comparison is between notes under the same level, speed and fingers, and carries the band that
chance alone would explain (see `game.coach.change`). Days are the player's own.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from game.charting.chart import Grip, lane_order
from game.coach.change import Change, change_between
from game.coach.figures import DayFigures, ErrorBin, GripFigures, GripTiming, timing_of
from game.coach.individuation import Finger, FingerFigures, individuation_of
from game.coach.progress import WEEK_DAYS

MOST_STRETCHES = 14
"""In a plot of the report: three months of weeks. Of longer times, stretches are longer."""
FEW_NOTES = 60
"""With fewer, a hit rate is only good to about 13 points either way, and the report says so."""
_STRETCHES = (WEEK_DAYS, 28, 91, 364)
_Z_95 = 1.96
"""Standard errors on either side that chance stays within 95 times in 100."""


@dataclass(frozen=True, slots=True)
class PractisedTime:
    """How long songs were played on a day, in seconds of music."""

    day: date
    song_s: float


@dataclass(frozen=True, slots=True)
class Thirds:
    """Notes judged, and those hit, in the first and in the last third of all songs together."""

    first_notes: int = 0
    first_hits: int = 0
    last_notes: int = 0
    last_hits: int = 0


@dataclass(frozen=True, slots=True)
class PlayedSetting:
    """What songs were played under, how many, and on which day last.

    `hit_window_ms` is how far from its note a pinch counted; None where that was not kept.
    """

    level_id: str
    speed_percent: int
    grips: tuple[Grip, ...]
    hit_window_ms: int | None
    hand: str
    input_kind: str
    runs: int
    notes: int
    last: date


@dataclass(frozen=True, slots=True)
class PainCounts:
    """Answers to "does anything hurt?": how many of each."""

    none: int = 0
    a_little: int = 0
    stop: int = 0

    @property
    def answers(self) -> int:
        """All of them."""
        return self.none + self.a_little + self.stop


@dataclass(frozen=True, slots=True)
class PainAnswers:
    """What was answered before sessions and after songs, and the days with a "stop", in order."""

    before: PainCounts = PainCounts()
    after: PainCounts = PainCounts()
    stop_days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class WarmUp:
    """Exercises of the warm-up: how many were done, repetitions, and seconds."""

    runs: int = 0
    repetitions: int = 0
    duration_s: float = 0.0


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """All that is known of one player from a first to a last day, as the records hand it over."""

    days: tuple[DayFigures, ...] = ()
    fingers: FingerFigures = field(default_factory=FingerFigures)
    """Of the days from the first to the last alone."""
    times: tuple[PractisedTime, ...] = ()
    early_late: tuple[ErrorBin, ...] = ()
    thirds: Thirds = Thirds()
    settings: tuple[PlayedSetting, ...] = ()
    pain: PainAnswers = PainAnswers()
    warm_up: WarmUp = WarmUp()
    songs: tuple[tuple[str, int], ...] = ()
    """Titles and how many times each was played."""
    runs_to_come: int = 0
    """Songs that carry a date after today: a clock was wrong."""


@dataclass(frozen=True, slots=True)
class FingerLine:
    """One finger: how often and when it came, which came instead, and how its hit rate has changed.

    `change` compares the later with the earlier half of the notes under each setting; None with too
    few of them.
    """

    finger: Finger
    change: Change | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from `first` to `last`, with what was done on them."""

    first: date
    last: date
    days: int
    runs: int
    notes: int
    hits: int
    song_s: float
    level_id: str
    """The level most notes were at; empty without notes."""


@dataclass(frozen=True, slots=True)
class FingerPoint:
    """One finger in the stretch with this number, from 0."""

    number: int
    timing: GripTiming


@dataclass(frozen=True, slots=True)
class FingerCourse:
    """One finger over the stretches; those in which it had no notes are left out."""

    grip: Grip
    points: tuple[FingerPoint, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The facts. Stretches are in order; fingers in lane order; settings as last played first."""

    first: date
    last: date
    begins: date
    """The first day of practice in the time; its last day without any."""
    days: int
    runs: int
    notes: int
    hits: int
    song_s: float
    stretch_days: int
    stretches: tuple[Stretch, ...]
    fingers: tuple[FingerLine, ...]
    together: GripTiming
    change: Change | None
    """Of all fingers together."""
    courses: tuple[FingerCourse, ...]
    early_late: tuple[ErrorBin, ...]
    extra: int
    """Touches while nothing was due."""
    thirds: Thirds
    tiring: Change | None
    """From the first to the last third of the songs; None with too few notes."""
    settings: tuple[PlayedSetting, ...]
    pain: PainAnswers
    warm_up: WarmUp
    songs: tuple[tuple[str, int], ...]
    runs_to_come: int

    @property
    def is_empty(self) -> bool:
        """Whether no song was played in the time."""
        return self.runs == 0

    @property
    def is_little(self) -> bool:
        """Whether there are too few notes to say much."""
        return self.notes < FEW_NOTES

    @property
    def extra_per_100(self) -> float | None:
        """Touches while nothing was due, per 100 notes; None without notes."""
        return 100 * self.extra / self.notes if self.notes else None

    @property
    def weeks(self) -> float:
        """How many weeks the time has, from the first day of practice in it."""
        return ((self.last - self.begins).days + 1) / WEEK_DAYS


def report_of(figures: ReportFigures, first: date, last: date) -> Report:
    """The facts of the days from `first` to `last`; figures of other days are left out.

    Raises `ValueError` if `first` comes after `last`.
    """
    if first > last:
        raise ValueError(f"{first} comes after {last}")
    days = [one for one in figures.days if first <= one.day <= last and one.runs]
    times = [one for one in figures.times if first <= one.day <= last]
    grips = [one for one in figures.fingers.grips if first <= one.day <= last and one.notes]
    single = individuation_of(figures.fingers)
    stretch_days, stretches = _stretches(days, times, grips, last)
    return Report(
        first=first,
        last=last,
        begins=min((one.day for one in days), default=last),
        days=len({one.day for one in days}),
        runs=sum(one.runs for one in days),
        notes=sum(one.notes for one in days),
        hits=sum(one.hits for one in days),
        song_s=sum(one.song_s for one in times),
        stretch_days=stretch_days,
        stretches=stretches,
        fingers=tuple(
            FingerLine(one, change_within(own for own in grips if own.grip is one.grip))
            for one in single.fingers
        ),
        together=timing_of(grips),
        change=change_within(_of_fingers(grips)),
        courses=_courses(grips, stretches, stretch_days, last),
        early_late=figures.early_late,
        extra=single.extra,
        thirds=figures.thirds,
        tiring=_tiring(figures.thirds, last),
        settings=figures.settings,
        pain=figures.pain,
        warm_up=figures.warm_up,
        songs=figures.songs,
        runs_to_come=figures.runs_to_come,
    )


def change_within(figures: Iterable[GripFigures]) -> Change | None:
    """How the hit rate changed from the earlier to the later half of the notes of each setting.

    A player who moves on to harder settings is so never compared with their easier days. None with
    too few notes on two or more days under one setting.
    """
    by_setting: defaultdict[str, list[GripFigures]] = defaultdict(list)
    for one in figures:
        by_setting[one.setting].append(one)
    earlier: list[GripFigures] = []
    later: list[GripFigures] = []
    for same in by_setting.values():
        middle = _middle_day(same)
        earlier += (one for one in same if one.day < middle)
        later += (one for one in same if one.day >= middle)
    return change_between(earlier, later)


def rate_band(hits: int, notes: int) -> tuple[float, float]:
    """Between which shares the true hit rate lies 95 times in 100 (Wilson 1927); 0 to 1 if unknown.

    Raises `ValueError` for more hits than notes.
    """
    if not 0 <= hits <= notes:
        raise ValueError(f"{hits} of {notes} is no hit rate")
    if notes == 0:
        return 0.0, 1.0
    z2 = _Z_95 * _Z_95
    rate, wide = hits / notes, 1 + z2 / notes
    middle = (rate + z2 / (2 * notes)) / wide
    half = _Z_95 / wide * math.sqrt(rate * (1 - rate) / notes + z2 / (4 * notes * notes))
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _middle_day(figures: Sequence[GripFigures]) -> date:
    """The first day of the later half: the split that leaves both sides most alike in notes."""
    notes: defaultdict[date, int] = defaultdict(int)
    for one in figures:
        notes[one.day] += one.notes
    whole, before, best = sum(notes.values()), 0, (math.inf, date.min)
    for day in sorted(notes):
        best = min(best, (abs(whole - 2 * before), day))
        before += notes[day]
    return best[1]


def _of_fingers(figures: Iterable[GripFigures]) -> list[GripFigures]:
    """The same figures, where fingers are settings too: like is compared with like."""
    return [
        GripFigures(
            one.day,
            one.grip,
            f"{one.grip.name} {one.setting}",
            one.notes,
            one.hits,
            one.error_us,
            one.error_squares_us2,
        )
        for one in figures
    ]


def _stretches(
    days: Sequence[DayFigures],
    times: Sequence[PractisedTime],
    grips: Sequence[GripFigures],
    last: date,
) -> tuple[int, tuple[Stretch, ...]]:
    """The time from the first day of practice, cut into weeks or more, counted back from `last`."""
    if not days:
        return _STRETCHES[0], ()
    most = (last - min(one.day for one in days)).days + 1
    stretch_days = next(
        (one for one in _STRETCHES if math.ceil(most / one) <= MOST_STRETCHES), _STRETCHES[-1]
    )
    count = min(math.ceil(most / stretch_days), MOST_STRETCHES)
    found: list[Stretch] = []
    for number in range(count):
        ends = last - timedelta(days=stretch_days * (count - 1 - number))
        begins = date.fromordinal(max(1, ends.toordinal() - stretch_days + 1))
        inside = [one for one in days if begins <= one.day <= ends]
        found.append(
            Stretch(
                first=begins,
                last=ends,
                days=len({one.day for one in inside}),
                runs=sum(one.runs for one in inside),
                notes=sum(one.notes for one in inside),
                hits=sum(one.hits for one in inside),
                song_s=sum(one.song_s for one in times if begins <= one.day <= ends),
                level_id=_most_played(one for one in grips if begins <= one.day <= ends),
            )
        )
    return stretch_days, tuple(found)


def _most_played(figures: Iterable[GripFigures]) -> str:
    """The level most notes were at; empty without notes."""
    notes: Counter[str] = Counter()
    for one in figures:
        notes[one.setting.rsplit(" ", 2)[0]] += one.notes
    return max(sorted(notes), key=lambda level_id: notes[level_id], default="")


def _courses(
    figures: Sequence[GripFigures], stretches: Sequence[Stretch], stretch_days: int, last: date
) -> tuple[FingerCourse, ...]:
    by_place: defaultdict[tuple[Grip, int], list[GripFigures]] = defaultdict(list)
    for one in figures:
        number = len(stretches) - 1 - (last - one.day).days // stretch_days
        if number >= 0:
            by_place[one.grip, number].append(one)
    return tuple(
        FingerCourse(
            grip,
            tuple(
                FingerPoint(number, timing_of(by_place[grip, number]))
                for number in range(len(stretches))
                if (grip, number) in by_place
            ),
        )
        for grip in lane_order(grip for grip, _ in by_place)
    )


def _tiring(thirds: Thirds, day: date) -> Change | None:
    """The change from the first to the last third of the songs: the same settings on both sides."""
    first = GripFigures(day, Grip.INDEX, "", thirds.first_notes, thirds.first_hits, 0, 0)
    return change_between(
        [first], [GripFigures(day, Grip.INDEX, "", thirds.last_notes, thirds.last_hits, 0, 0)]
    )
