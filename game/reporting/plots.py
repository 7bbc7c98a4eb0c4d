"""The report's plots, as SVG that goes into its page: black lines on white, one plot a finger."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from game.coach.figures import ErrorBin
from game.coach.report import FingerCourse, FingerPoint, rate_band
from game.play.statistics import BIN_MS

AIM = (0.6, 0.8)
"""The share of notes hit that the game aims at: success rates of 60 to 80 % keep people learning
and coming back (see `docs/hand.md`)."""
_WIDE, _HIGH = 180.0, 92.0
"""Of a finger's plot, in its own units; five are about a millimetre on paper."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 38.0, 4.0, 8.0, 16.0
_LEAST_MS, _STEP_MS = 100, 50
_LETTER = 12.5
_MOST_BINS_MS = 500


@dataclass(frozen=True, slots=True)
class Axis:
    """What a plot's upright axis goes from and to, and where it has lines, with their labels."""

    low: float
    high: float
    lines: tuple[tuple[float, str], ...]


RATES = Axis(0.0, 1.0, ((0.0, "0"), (0.5, "50"), (1.0, "100")))


def timing_axis(courses: Sequence[FingerCourse]) -> Axis:
    """One axis for the timing of all fingers, in ms, with room for every mean and its spread."""
    furthest = max(
        (
            abs(point.timing.mean_ms or 0.0) + (point.timing.sd_ms or 0.0)
            for course in courses
            for point in course.points
        ),
        default=0.0,
    )
    most = max(_LEAST_MS, _STEP_MS * math.ceil(furthest / _STEP_MS))
    minus = f"\N{MINUS SIGN}{most}"
    return Axis(-most, most, ((-most, minus), (0.0, "0"), (most, f"+{most}")))


def rate_plot(course: FingerCourse, count: int, ends: tuple[str, str], about: str) -> str:
    """The hit rate of a finger over `count` stretches, each with its 95 % band as an upright line.

    `ends` are written below the first and the last stretch; `about` says what the plot shows.
    """
    points = [
        (point.number, point.timing.hit_rate, rate_band(point.timing.hits, point.timing.notes))
        for point in course.points
    ]
    aim = _box(_LEFT, _y(RATES, AIM[1]), _WIDE - _RIGHT, _y(RATES, AIM[0]), "#e4e4e4")
    return _svg(_WIDE, _HIGH, about, aim + _grid(RATES, ends) + _course(RATES, points, count))


def timing_plot(
    course: FingerCourse, count: int, axis: Axis, ends: tuple[str, str], about: str
) -> str:
    """When the hits of a finger came: the mean of each stretch, with its spread (SD) upright."""
    points = [
        (point.number, mean_ms, (mean_ms - spread, mean_ms + spread))
        for point, mean_ms, spread in _timed(course.points)
    ]
    return _svg(_WIDE, _HIGH, about, _grid(axis, ends) + _course(axis, points, count))


def furthest_ms(bins: Sequence[ErrorBin]) -> int:
    """How far the plot of early and late reaches on either side."""
    furthest = max((max(-one.first_ms, one.first_ms + BIN_MS) for one in bins), default=0)
    return min(max(_LEAST_MS, _STEP_MS * math.ceil(furthest / _STEP_MS)), _MOST_BINS_MS)


def early_late_plot(bins: Sequence[ErrorBin], about: str, ends: tuple[str, str, str]) -> str:
    """How many hits came how early or late: a bar a bin; `ends` name left, middle and right.

    What lies further out than half a second is in the outermost bars.
    """
    reach = furthest_ms(bins)
    counts: dict[int, int] = {}
    for one in bins:
        first = min(max(one.first_ms, -reach), reach - BIN_MS)
        counts[first] = counts.get(first, 0) + one.hits
    wide, high, floor = 420.0, 120.0, 100.0
    most = max(counts.values(), default=1)
    parts: list[str] = []
    for first, hits in sorted(counts.items()):
        left = wide * (first + reach) / (2 * reach)
        right = wide * (first + BIN_MS + reach) / (2 * reach)
        top = floor - (floor - 6) * hits / most
        parts.append(_box(left + 0.6, top, right - 0.6, floor, "#555"))
    parts.append(_line(0, floor, wide, floor, "#000", 1))
    parts.append(_line(wide / 2, 0, wide / 2, floor + 4, "#000", 1.4))
    places = ((0.0, "start"), (wide / 2, "middle"), (wide, "end"))
    for word, (x, anchor) in zip(ends, places, strict=True):
        parts.append(_text(x, high - 4, word, anchor))
    return _svg(wide, high, about, "".join(parts))


def bar(share: float, about: str) -> str:
    """One bar of a table that stands upright, `share` (0 to 1) of its cell high."""
    top = 40 - 38 * min(max(share, 0.0), 1.0)
    inside = _box(2, top, 28, 40, "#555") + _line(0, 40, 30, 40, "#000", 1)
    return _svg(30, 41, about, inside)


def _timed(points: Sequence[FingerPoint]) -> list[tuple[FingerPoint, float, float]]:
    return [
        (point, point.timing.mean_ms, point.timing.sd_ms or 0.0)
        for point in points
        if point.timing.mean_ms is not None
    ]


def _course(
    axis: Axis, points: Sequence[tuple[int, float, tuple[float, float]]], count: int
) -> str:
    """Points with their bands, joined by a line."""
    parts: list[str] = []
    drawn: list[tuple[float, float]] = []
    for number, value, (low, high) in points:
        x = _x_of_share((number + 0.5) / count)
        parts.append(_line(x, _y(axis, low), x, _y(axis, high), "#777", 1.6))
        drawn.append((x, _y(axis, value)))
    parts.append(_path(drawn))
    parts += (_dot(x, y) for x, y in drawn)
    return "".join(parts)


def _x_of_share(share: float) -> float:
    return _LEFT + share * (_WIDE - _LEFT - _RIGHT)


def _y(axis: Axis, value: float) -> float:
    share = (min(max(value, axis.low), axis.high) - axis.low) / (axis.high - axis.low)
    return _HIGH - _BOTTOM - share * (_HIGH - _TOP - _BOTTOM)


def _grid(axis: Axis, ends: tuple[str, str]) -> str:
    parts: list[str] = []
    for value, label in axis.lines:
        y = _y(axis, value)
        parts.append(_line(_LEFT, y, _WIDE - _RIGHT, y, "#999", 0.6))
        parts.append(_text(_LEFT - 4, y + 4, label, "end"))
    parts.append(_text(_LEFT, _HIGH - 2, ends[0], "start"))
    parts.append(_text(_WIDE - _RIGHT, _HIGH - 2, ends[1], "end"))
    return "".join(parts)


def _svg(wide: float, high: float, about: str, inside: str) -> str:
    label = escape(about, quote=True)
    return f'<svg viewBox="0 0 {wide:g} {high:g}" role="img" aria-label="{label}">{inside}</svg>'


def _path(points: Sequence[tuple[float, float]]) -> str:
    if len(points) < 2:
        return ""
    places = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{places}" fill="none" stroke="#000" stroke-width="1.8"/>'


def _dot(x: float, y: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#000"/>'


def _line(x: float, y: float, to_x: float, to_y: float, ink: str, wide: float) -> str:
    ends = f'x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}"'
    return f'<line {ends} stroke="{ink}" stroke-width="{wide:g}"/>'


def _box(left: float, top: float, right: float, bottom: float, ink: str) -> str:
    size = f'width="{max(right - left, 0):.1f}" height="{max(bottom - top, 0):.1f}"'
    return f'<rect x="{left:.1f}" y="{top:.1f}" {size} fill="{ink}"/>'


def _text(x: float, y: float, words: str, anchor: str) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{_LETTER:g}"'
    return f"<text {place}>{escape(words)}</text>"
