"""The checks of the hand on the report's page: the same every week, and every finger by itself."""

from __future__ import annotations

from game.calendar_words import short_day, whole_day
from game.coach.benchmark import NOTES
from game.coach.benchmark_trend import BenchmarkTrend, Change, MeasureTrend, Sort
from game.coach.fast_pinches import FAST_S
from game.coach.reach import COUNT_S, GripReach
from game.reporting import words
from game.reporting.gather import PracticeReport
from game.reporting.markup import section, table
from game.reporting.markup import words as in_words
from game.text import tr


def weekly_check(trend: BenchmarkTrend | None) -> str:
    """The checks that are alike, one after the other, and what of it is more than chance."""
    if trend is None:
        return ""
    days = sorted(set(trend.days))
    heads = (tr("The same task every week"), *map(short_day, days), tr("First to last"))
    rows = [
        (_measured(one), *(_on(one, day) for day in days), _changed(one)) for one in trend.measures
    ]
    about = tr(
        "Fastest: pinches in {seconds} s. Notes met: of {notes} in a fixed order and at a fixed "
        "pace. A change is the rise of a straight line through all values, with what chance alone "
        "would explain."
    ).format(seconds=round(FAST_S), notes=NOTES)
    if trend.earlier:
        others = tr("Not shown: {count} earlier checks, or such with other fingers or devices.")
        about = f"{about} {others.format(count=trend.earlier)}"
    return section(
        tr("Weekly check"),
        in_words("p", _weekly_sentence(trend)),
        table(heads, rows),
        in_words("p", about, "note"),
    )


def _weekly_sentence(trend: BenchmarkTrend) -> str:
    if trend.is_first:
        return tr("There is one check so far: the next one shows what changes.")
    if not trend.changed:
        return tr("About the same from the first to the last check.")
    told = tr("Lines that changed by more than chance: {count} of {all}.")
    return told.format(count=len(trend.changed), all=len(trend.measures))


def _measured(one: MeasureTrend) -> str:
    match one.measure.sort:
        case Sort.FAST if one.measure.grip is not None:
            return tr("Fastest, {finger}").format(finger=words.finger(one.measure.grip))
        case Sort.FAST:
            return tr("Fastest")
        case Sort.HITS:
            return tr("Notes met")
        case Sort.MEAN:
            return tr("Mean timing (ms)")
        case Sort.SPREAD:
            return tr("Spread of timing (ms)")


def _on(one: MeasureTrend, day: object) -> str:
    values = dict(zip(one.days, one.values, strict=True))
    return next((_value(one, value) for on, value in values.items() if on == day), words.NOTHING)


def _value(one: MeasureTrend, value: float) -> str:
    match one.measure.sort:
        case Sort.HITS:
            return str(round(value * NOTES))
        case Sort.MEAN:
            return words.signed(value)
        case _:
            return str(round(value))


def _changed(one: MeasureTrend) -> str:
    if one.verdict is Change.FIRST:
        return words.NOTHING
    if one.verdict is Change.SAME:
        return tr("about the same")
    scale = NOTES if one.measure.sort is Sort.HITS else 1
    band = max(1, round(scale * one.band))
    return f"{words.signed(scale * one.change)} (\N{PLUS-MINUS SIGN}{band})"


def reach(report: PracticeReport) -> str:
    """What each finger could do the first and the last time all were looked at."""
    if not report.reaches:
        return ""
    shown = (report.reaches[0], report.reaches[-1])[-len(report.reaches) :]
    heads = (tr("Finger"), *(whole_day(one.day) for one in shown))
    fingers = [one.grip for one in shown[-1].reach.grips]
    rows = [
        (words.finger(grip), *(_found(one.reach.of(grip)) for one in shown)) for grip in fingers
    ]
    about = tr("Pinches in {seconds} s at a comfortable pace, by what the device registered.")
    return section(
        tr("What each finger can do"),
        table(heads, rows),
        in_words("p", about.format(seconds=round(COUNT_S)), "note"),
    )


def _found(one: GripReach | None) -> str:
    if one is None:
        return words.NOTHING
    return str(one.presses) if one.able else tr("rests")
