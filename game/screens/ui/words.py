"""What the game says: short, everyday, true and kind. Pure functions from figures to words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from game.charting.chart import Grip
from game.play.events import Event, Hit, OtherFinger, Passed, Released, Sustained
from game.play.result import Result
from game.play.score import FULL_UNTIL, Judgement, judgement
from game.play.statistics import Timing
from game.screens.ui.theme import grip_looks
from game.text import tr, trc

_NEARLY_ALL = 0.95
_SURER_BY = 0.10
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Praise:
    """The judgement word and the line below it, which may be empty."""

    word: str
    line: str


def number(value: int) -> str:
    """1240 as "1 240"."""
    return f"{value:,}".replace(",", " ")


def minutes(seconds: float) -> str:
    """92 as "1:32"."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def day(when: date, today: date) -> str:
    """The day of a run as people say it: "Yesterday", "12 November", "12 Nov 2024"."""
    days = (today - when).days
    if days in (0, 1):
        return ("Today", "Yesterday")[days]
    month = _MONTHS[when.month - 1]
    if when.year == today.year:
        return f"{when.day} {month}"
    return f"{when.day} {month[:3]} {when.year}"


def signed_ms(milliseconds: int) -> str:
    """118 as "+118 ms", -28 as "\u221228 ms"."""
    sign = "+" if milliseconds > 0 else "\u2212" if milliseconds < 0 else ""
    return f"{sign}{abs(milliseconds)} ms"


def aside(milliseconds: int) -> str:
    """118 as "118 ms late", -28 as "28 ms early"."""
    if milliseconds == 0:
        return "right on time"
    return f"{abs(milliseconds)} ms {'late' if milliseconds > 0 else 'early'}"


def count(how_many: int, one: str, more: str) -> str:
    """1, "note", "notes" as "1 note"."""
    return f"{number(how_many)} {one if how_many == 1 else more}"


def praise(event: Event, hit_window_s: float) -> Praise | None:
    """What to say about an event; None for one that needs no words."""
    match event:
        case Hit():
            return _hit_praise(event, hit_window_s)
        case Passed():
            return Praise(tr("Next one"), "")
        case OtherFinger():
            return Praise(tr(grip_looks((event.came,))[event.came].came), tr("came first"))
        case Sustained():
            return Praise(tr("Great!"), tr("Held to the end"))
        case Released():
            return Praise(tr("Good!"), tr("Hold on a little longer"))
        case _:
            return None


def _hit_praise(hit: Hit, hit_window_s: float) -> Praise:
    match judgement(hit.error_s, hit_window_s):
        case Judgement.GREAT:
            return Praise(tr("Great!"), tr("Right on time"))
        case Judgement.GOOD if hit.error_s < 0:
            return Praise(tr("Good!"), tr("Just before the beat"))
        case Judgement.GOOD:
            return Praise(tr("Good!"), tr("Just after the beat"))
        case Judgement.EARLY:
            return Praise(tr("A little early"), tr("It counts"))
        case Judgement.LATE:
            return Praise(tr("A little late"), tr("It counts"))


def race(points: int, best_points: int) -> str:
    """How the run stands against the best one at this moment."""
    if points > best_points:
        return tr("Ahead by {points}").format(points=number(points - best_points))
    if points < best_points:
        return tr("Behind by {points}").format(points=number(best_points - points))
    return trc("race", "Level")


def against_best(points: int, best_before: int | None, *, unfinished: bool) -> str:
    """How a run stands against the best one before it."""
    if unfinished:
        return "Stopped early: kept, but not as a record"
    if best_before is None:
        return "Your first record"
    if points > best_before:
        return f"New best! {number(points - best_before)} more than before"
    if points == best_before:
        return f"Just as good as your best, {number(best_before)}"
    return f"{number(best_before - points)} short of your best, {number(best_before)}"


def timing(figures: Timing, hit_window_s: float) -> str:
    """When hits came on the whole, in words; empty without a hit."""
    if figures.mean_s is None:
        return ""
    if abs(figures.mean_s) <= FULL_UNTIL * hit_window_s:
        return "on time"
    return "a little early" if figures.mean_s < 0 else "a little late"


def kind_sentence(result: Result, hit_window_s: float) -> str:
    """One true sentence about a run that is worth hearing."""
    figures = result.statistics
    overall = figures.overall
    if overall.hits == 0:
        return "You were there for the music. Each try is practice."
    if not result.finished:
        return f"{count(overall.hits, 'pinch', 'pinches')} done. That was practice too."
    if overall.hits == overall.notes:
        return "You hit every single note."
    if overall.hit_rate >= _NEARLY_ALL:
        return "You hit nearly every note."
    if figures.last_third.hit_rate >= figures.first_third.hit_rate + _SURER_BY:
        return "You grew surer towards the end."
    if timing(overall, hit_window_s) == "on time":
        return "Your pinches were right on time on the whole."
    with_notes = [(one.hit_rate, grip) for grip, one in figures.by_grip if one.notes]
    rate, surest = max(with_notes, key=lambda pair: pair[0])
    if len(with_notes) > 1:
        return f"{_surest(surest)} was surest: {round(100 * rate)}%."
    return f"{count(overall.hits, 'pinch', 'pinches')} in time. Each one is practice."


def _surest(grip: Grip) -> str:
    return (
        "Your side pinch"
        if grip is Grip.KEY
        else f"Your {grip_looks((grip,))[grip].name.lower()} finger"
    )
