"""What the progress room says of its figures, in whole sentences."""

from __future__ import annotations

from collections.abc import Sequence

from game.coach.figures import ErrorBin, GripTiming
from game.coach.headline import days_this_week
from game.coach.progress import Period, Progress, Trend, Week
from game.play.statistics import BIN_MS
from game.screens.ui import words
from game.text import later, tr, trn

ON_TIME_MS = 30
"""A mean so near is on time: people who tap to music are steady to about as much."""
PERIODS = {
    Period.FOUR_WEEKS: later("4 weeks"),
    Period.THREE_MONTHS: later("3 months"),
    Period.ALL: later("All"),
}
_ONCE = (
    later("{ms} ms early."),
    later("On time."),
    later("{ms} ms late."),
)
_OFTEN = (
    later("{ms} ms early on average, give or take {spread} ms."),
    later("On time on average, give or take {spread} ms."),
    later("{ms} ms late on average, give or take {spread} ms."),
)
_ON_THE_WHOLE = (
    later("Your pinches come a little early on the whole."),
    later("Your pinches come on time on the whole."),
    later("Your pinches come a little late on the whole."),
)
_BARS = 8
"""Bars of the early and late plot, on each side."""
_WIDTHS_MS = (25, 50, 100)
_NEAR_MS = 100
_NEARLY_ALL = 0.98


def week_sentence(week: Week, said_first: str) -> str:
    """The days of the week, unless they were `said_first`, and how the goal compares."""
    days = days_this_week(week.days)
    goal = (
        tr("You reached your goal for a week.")
        if week.days >= week.goal
        else tr("Your goal is {days} days a week.").format(days=week.goal)
    )
    return goal if said_first == days else " ".join((days, goal))


def totals(progress: Progress) -> str:
    """Everything there has ever been."""
    pinches = trn("{count} pinch so far.", "{count} pinches so far.", progress.pinches)
    songs = trn("{count} song played.", "{count} songs played.", progress.runs)
    return " ".join(
        (
            pinches.format(count=words.number(progress.pinches)),
            songs.format(count=words.number(progress.runs)),
        )
    )


def to_come(progress: Progress) -> str:
    """What to say of runs that a wrong clock has put into the future; empty without any."""
    if not progress.runs_to_come:
        return ""
    return trn(
        "{count} song carries a date that has not come yet. It counts above, but is in no plot.",
        "{count} songs carry a date that has not come yet. They count above, but are in no plot.",
        progress.runs_to_come,
    ).format(count=progress.runs_to_come)


def hits_title(trend: Trend) -> str:
    """What the line of shares is, and how it is put together."""
    if trend.stretch_days == 1:
        return tr("Notes hit, day by day")
    if trend.stretch_days == 7:
        return tr("Notes hit, week by week")
    weeks = trend.stretch_days // 7
    return tr("Notes hit, {weeks} weeks at a time").format(weeks=weeks)


def pinches_title(trend: Trend) -> str:
    """What the bars of pinches are."""
    if trend.stretch_days == 1:
        return tr("Pinches, day by day")
    if trend.stretch_days == 7:
        return tr("Pinches, week by week")
    weeks = trend.stretch_days // 7
    return tr("Pinches, {weeks} weeks at a time").format(weeks=weeks)


def grips_title(stretch_days: int) -> str:
    """What the lines of the fingers are."""
    if stretch_days == 7:
        return tr("Each finger, week by week")
    return tr("Each finger, {weeks} weeks at a time").format(weeks=stretch_days // 7)


def nothing_then() -> str:
    """Of a period without a song."""
    return tr("No songs in this time. A longer one shows more.")


def strips_note(stretch_days: int) -> str:
    """How to read the plots of each finger's timing."""
    if stretch_days == 7:
        return tr(
            "Each dot is a week: the middle of that finger's pinches. About two in three of them "
            "lie inside its bar. The line in the middle is on time."
        )
    return tr(
        "Each dot is {weeks} weeks: the middle of that finger's pinches. About two in three of "
        "them lie inside its bar. The line in the middle is on time."
    ).format(weeks=stretch_days // 7)


def ends(trend: Trend, progress: Progress) -> tuple[str, str]:
    """The first and the last day of a plot."""
    if not trend.points:
        return "", ""
    first, last = trend.points[0].first, trend.points[-1].last
    return words.day(first, progress.today), words.day(last, progress.today)


def timing_words(timing: GripTiming) -> str:
    """When the hits came: "38 ms late on average, give or take 95 ms."; empty without a hit."""
    if timing.mean_ms is None:
        return ""
    mean = round(timing.mean_ms)
    if timing.sd_ms is None:
        text = _one_of(mean, _ONCE)
        return tr(text).format(ms=abs(mean))
    return tr(_one_of(mean, _OFTEN)).format(ms=abs(mean), spread=round(timing.sd_ms))


def _one_of(mean_ms: int, texts: tuple[str, str, str]) -> str:
    """The one for early, on time or late."""
    if abs(mean_ms) <= ON_TIME_MS:
        return texts[1]
    return texts[0] if mean_ms < 0 else texts[2]


def early_late_sentence(timing: GripTiming) -> str:
    """When all hits of the week came, in a few words; empty without a hit."""
    if timing.mean_ms is None:
        return ""
    return tr(_one_of(round(timing.mean_ms), _ON_THE_WHOLE))


def early_late_bars(bins: Sequence[ErrorBin]) -> tuple[tuple[int, ...], int]:
    """Hits in bars of one width, as many early as late, and how many each side are near.

    As narrow as nearly all hits allow; what is further out is in the outermost bars.
    """
    width_ms = next((one for one in _WIDTHS_MS if _holds_nearly_all(bins, one)), _WIDTHS_MS[-1])
    counts = [0] * (2 * _BARS)
    for one in bins:
        place = min(max(one.first_ms // width_ms + _BARS, 0), 2 * _BARS - 1)
        counts[place] += one.hits
    return tuple(counts), max(1, _NEAR_MS // width_ms)


def _holds_nearly_all(bins: Sequence[ErrorBin], width_ms: int) -> bool:
    reach_ms = _BARS * width_ms
    inside = sum(one.hits for one in bins if -reach_ms <= one.first_ms <= reach_ms - BIN_MS)
    return inside >= _NEARLY_ALL * sum(one.hits for one in bins)
