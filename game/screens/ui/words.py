"""What the game says: short, everyday, true and kind. Pure functions from figures to words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from game.calendar_words import MONTHS, whole_day
from game.play.events import Event, Hit, OtherFinger, Passed, Released, Sustained
from game.play.score import Judgement, judgement
from game.screens.ui.theme import grip_looks
from game.text import tr, trc


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
    if days == 0:
        return tr("Today")
    if days == 1:
        return tr("Yesterday")
    if when.year == today.year:
        return tr("{day} {month}").format(day=when.day, month=tr(MONTHS[when.month - 1]))
    return whole_day(when)


def signed_ms(milliseconds: int) -> str:
    """118 as "+118 ms", -28 as "\u221228 ms"."""
    sign = "+" if milliseconds > 0 else "\u2212" if milliseconds < 0 else ""
    return tr("{number} ms").format(number=f"{sign}{abs(milliseconds)}")


def praise(event: Event, hit_window_s: float) -> Praise | None:
    """What to say about an event; None for one that needs no words."""
    match event:
        case Hit():
            return _hit_praise(event, hit_window_s)
        case Passed():
            return Praise(tr("Next one"), "")
        case OtherFinger():
            return Praise(grip_looks((event.came,))[event.came].came, tr("came first"))
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
