"""What is said about the weekly check, in whole sentences: true, kind and no more than known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from game.charting.chart import Grip
from game.coach.benchmark import INTERVAL_S, NOTES
from game.coach.benchmark_trend import BenchmarkTrend, Change, MeasureTrend, Sort, days_left
from game.coach.fast_pinches import FAST_S
from game.screens.ui import words
from game.screens.ui.theme import grip_looks
from game.text import later, tr, trn

REST_S = 8.0
"""How long a hand rests between two fingers, unless it goes on sooner."""
_AROUND_S = 20.0
"""Reading, the count-in and the last chord."""
_FASTER = {
    Grip.INDEX: later("Your index finger is faster than before."),
    Grip.MIDDLE: later("Your middle finger is faster than before."),
    Grip.RING: later("Your ring finger is faster than before."),
    Grip.LITTLE: later("Your little finger is faster than before."),
    Grip.KEY: later("Your side pinch is faster than before."),
}
_SLOWER = {
    Grip.INDEX: later("Your index finger is slower than before."),
    Grip.MIDDLE: later("Your middle finger is slower than before."),
    Grip.RING: later("Your ring finger is slower than before."),
    Grip.LITTLE: later("Your little finger is slower than before."),
    Grip.KEY: later("Your side pinch is slower than before."),
}
_TOLD = {
    (Sort.HITS, Change.MORE): later("You hit more notes of the tune than before."),
    (Sort.HITS, Change.LESS): later("You hit fewer notes of the tune than before."),
    (Sort.MEAN, Change.MORE): later("Your pinches come later than before."),
    (Sort.MEAN, Change.LESS): later("Your pinches come earlier than before."),
    (Sort.SPREAD, Change.MORE): later("Your timing varies more than before."),
    (Sort.SPREAD, Change.LESS): later("Your timing is steadier than before."),
}
_VERDICTS = {
    (Sort.FAST, Change.MORE): later("Faster on the whole."),
    (Sort.FAST, Change.LESS): later("Slower on the whole."),
    (Sort.HITS, Change.MORE): later("More on the whole."),
    (Sort.HITS, Change.LESS): later("Fewer on the whole."),
    (Sort.MEAN, Change.MORE): later("Later on the whole."),
    (Sort.MEAN, Change.LESS): later("Earlier on the whole."),
    (Sort.SPREAD, Change.MORE): later("Less steady on the whole."),
    (Sort.SPREAD, Change.LESS): later("Steadier on the whole."),
}


def due(last: date | None, today: date) -> str:
    """When the next check is due, and when the last one was."""
    if last is None:
        return tr("The first one: a look at what your hand does today.")
    left = days_left(last, today)
    if left:
        return trn(
            "The next one is due in {count} day.", "The next one is due in {count} days.", left
        ).format(count=left)
    return tr("It is time for the next one. The last one: {day}.").format(
        day=words.day(last, today)
    )


def minutes(grips: int) -> int:
    """About how long a check of so many grips takes."""
    return round((grips * (FAST_S + REST_S) + NOTES * INTERVAL_S + _AROUND_S) / 60)


def about(grips: int) -> str:
    """How long it takes."""
    count = minutes(grips)
    return trn("About {count} minute.", "About {count} minutes.", count).format(count=count)


def headline(trend: BenchmarkTrend) -> str:
    """What the row of checks tells, in a sentence or two."""
    if trend.is_first:
        if trend.earlier:
            return tr("The first one with these fingers and controls. The next one tells more.")
        return tr("That was the first one. Next in a week.")
    changed = trend.changed
    if not changed:
        return tr("About the same as before.")
    said = [*_of_fingers(trend)]
    for one in changed:
        key = (one.measure.sort, one.verdict)
        if key in _TOLD:
            said.append(tr(_TOLD[key]))
    if any(_is_less(one) for one in changed):
        said.append(tr("Some weeks are like that."))
    if len(changed) < len(trend.measures):
        said.append(tr("The rest is about the same."))
    return " ".join(said)


def title(trend: MeasureTrend) -> str:
    """What was measured, with what the last check came to."""
    value = trend.last
    match trend.measure.sort:
        case Sort.FAST:
            name = "" if trend.measure.grip is None else _came(trend.measure.grip)
            return tr("{finger}: {count}").format(finger=name, count=round(value))
        case Sort.HITS:
            return tr("Notes hit: {value}").format(value=value_in_words(trend, value))
        case Sort.MEAN:
            return tr("On average: {value}").format(value=value_in_words(trend, value))
        case Sort.SPREAD:
            return tr("Give or take: {value}").format(value=value_in_words(trend, value))


def beside(trend: MeasureTrend) -> str:
    """What it was the last time, and whether that is a change; empty for a first one."""
    if trend.verdict is Change.FIRST:
        return ""
    before = tr("Last time {value}.").format(value=value_in_words(trend, trend.values[-2]))
    key = (trend.measure.sort, trend.verdict)
    verdict = tr(_VERDICTS[key]) if key in _VERDICTS else tr("About the same.")
    return f"{before} {verdict}"


def value_in_words(trend: MeasureTrend, value: float) -> str:
    """A figure as it is told of one check."""
    match trend.measure.sort:
        case Sort.FAST:
            return str(round(value))
        case Sort.HITS:
            return tr("{hits} of {notes}").format(hits=round(value * NOTES), notes=NOTES)
        case Sort.MEAN if round(value) < 0:
            return tr("{ms} ms early").format(ms=-round(value))
        case Sort.MEAN if round(value) > 0:
            return tr("{ms} ms late").format(ms=round(value))
        case Sort.MEAN:
            return tr("on time")
        case Sort.SPREAD:
            return tr("{number} ms").format(number=round(value))


def mark(trend: MeasureTrend, value: float) -> str:
    """A figure as it stands in a plot."""
    if trend.measure.sort is Sort.HITS:
        return str(round(value * NOTES))
    number = round(value)
    return f"\u2212{-number}" if number < 0 else str(number)


def _of_fingers(trend: BenchmarkTrend) -> Iterator[str]:
    """A sentence on each finger that is faster or slower, or one on all of them."""
    fast = [one for one in trend.measures if one.measure.sort is Sort.FAST]
    if len(fast) > 1 and all(one.verdict is Change.MORE for one in fast):
        yield tr("Every finger is faster than before.")
        return
    for sentences, verdict in ((_FASTER, Change.MORE), (_SLOWER, Change.LESS)):
        for one in fast:
            if one.verdict is verdict and one.measure.grip is not None:
                yield tr(sentences[one.measure.grip])


def _is_less(trend: MeasureTrend) -> bool:
    """Whether it is a change that nobody wishes for."""
    is_change = trend.verdict in (Change.MORE, Change.LESS)
    return is_change and trend.measure.sort is not Sort.MEAN and not trend.is_better


def _came(grip: Grip) -> str:
    return grip_looks((grip,))[grip].came
