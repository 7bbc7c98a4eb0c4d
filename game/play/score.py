"""Points for one note, and the score that adds them up. Nothing is ever taken away.

`docs/score.svg` draws the curve.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from game.charting.chart import Chart
from game.play.engine import microseconds
from game.play.events import Event, Hit, Passed, Released, Sustained

FULL_POINTS = 100
EDGE_POINTS = 50
FULL_UNTIL = 0.25
"""Inside this share of the window a hit has all its points."""
GOOD_UNTIL = 0.6
"""Inside this share of the window a hit is called good; beyond it, early or late."""
HOLD_SHARE_PERCENT = 30
"""This much of a long note's points is for holding it."""
STAR_ACCURACIES = (0.20, 0.40, 0.60, 0.75, 0.90)
"""One star from each of these accuracies on. The first ones come soon: they are meant to be had."""


class Judgement(Enum):
    """What a hit is called. There is no word for a bad one."""

    GREAT = "Great"
    GOOD = "Good"
    EARLY = "Early"
    LATE = "Late"


def judgement(error_s: float, hit_window_s: float) -> Judgement:
    """What a hit `error_s` from its note is called."""
    share = _share(error_s, hit_window_s)
    if share <= FULL_UNTIL:
        return Judgement.GREAT
    if share <= GOOD_UNTIL:
        return Judgement.GOOD
    return Judgement.EARLY if error_s < 0 else Judgement.LATE


def hit_points(error_s: float, hit_window_s: float) -> int:
    """Points for a hit: 100 inside a quarter of the window, then falling to 50 at its edge.

    The fall is the cubic 3u² - 2u³ ("smoothstep"), level at both ends. A polynomial, not a
    cosine: it gives the same number on every machine.
    """
    share = _share(error_s, hit_window_s)
    u = min(max((share - FULL_UNTIL) / (1 - FULL_UNTIL), 0.0), 1.0)
    return round(FULL_POINTS - (FULL_POINTS - EDGE_POINTS) * u * u * (3 - 2 * u))


def _share(error_s: float, hit_window_s: float) -> float:
    """|error| as a share of the window, in microseconds as judged: 0.21 / 0.35 is above 0.6."""
    return abs(microseconds(error_s)) / microseconds(hit_window_s)


def stars(accuracy: float) -> int:
    """0 to 5 stars for an accuracy of 0 to 1."""
    return sum(accuracy >= needed for needed in STAR_ACCURACIES)


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of a run so far or of a whole run."""

    points: int
    max_points: int
    hits: int
    passed: int
    notes: int
    longest_row: int

    @property
    def accuracy(self) -> float:
        """Points as a share (0 to 1) of what the whole chart can give; 0 for an empty chart."""
        return self.points / self.max_points if self.max_points else 0.0

    @property
    def hit_rate(self) -> float:
        """Hits as a share (0 to 1) of the notes judged so far; 0 before the first."""
        judged = self.hits + self.passed
        return self.hits / judged if judged else 0.0

    @property
    def stars(self) -> int:
        """0 to 5."""
        return stars(self.accuracy)


class ScoreKeeper:
    """Adds up the events of one run."""

    def __init__(self, chart: Chart, hit_window_s: float) -> None:
        self._chart = chart
        self._window_s = hit_window_s
        self._hold_points: dict[int, int] = {}
        self._points = 0
        self._hits = 0
        self._passed = 0
        self.row = 0
        """How many notes in a row have been hit up to now."""
        self._longest_row = 0

    @property
    def points(self) -> int:
        """Points so far."""
        return self._points

    @property
    def score(self) -> Score:
        """The figures so far."""
        notes = len(self._chart.notes)
        return Score(
            points=self._points,
            max_points=FULL_POINTS * notes,
            hits=self._hits,
            passed=self._passed,
            notes=notes,
            longest_row=self._longest_row,
        )

    def add(self, event: Event) -> int:
        """Count one event; the result is the points it brought, never negative."""
        before = self._points
        match event:
            case Hit():
                self._hits += 1
                self.row += 1
                self._longest_row = max(self._longest_row, self.row)
                self._add_hit(event)
            case Passed():
                self._passed += 1
                self.row = 0
            case Sustained():
                self._points += self._hold_points.pop(event.note)
            case Released():
                share = min(event.held_s / self._chart.notes[event.note].duration_s, 1.0)
                self._points += int(self._hold_points.pop(event.note) * share)
            case _:
                pass
        return self._points - before

    def _add_hit(self, event: Hit) -> None:
        points = hit_points(event.error_s, self._window_s)
        if self._chart.notes[event.note].duration_s > 0:
            held_back = points * HOLD_SHARE_PERCENT // 100
            self._hold_points[event.note] = held_back
            points -= held_back
        self._points += points
