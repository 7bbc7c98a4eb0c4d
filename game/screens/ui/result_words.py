"""What is said about a run: every sentence is true, kind and short.

Pure functions from figures to words, in the language in use.
"""

from __future__ import annotations

from game.charting.chart import Grip
from game.play.earlier import Earlier
from game.play.result import Result
from game.play.score import FULL_UNTIL, Score
from game.play.spread import Spread
from game.play.statistics import Timing
from game.screens.ui import offer_words
from game.screens.ui.words import number
from game.suggestion import Next, Suggestion
from game.text import later, tr, trn

_NEARLY_ALL = 0.95
_SURER_BY = 0.10
_LONG_ROW = 8
"""A row worth telling of has at least so many notes."""
_SUREST = {
    Grip.INDEX: later("Your index finger was surest: {percent}%."),
    Grip.MIDDLE: later("Your middle finger was surest: {percent}%."),
    Grip.RING: later("Your ring finger was surest: {percent}%."),
    Grip.LITTLE: later("Your little finger was surest: {percent}%."),
    Grip.KEY: later("Your side pinch was surest: {percent}%."),
}


def hits(score: Score) -> str:
    """How many of all notes were hit, and how many of them one after the other."""
    if score.longest_row < 2:
        said = trn("{hits} of {notes} note", "{hits} of {notes} notes", score.notes)
    else:
        said = trn(
            "{hits} of {notes} note, up to {row} in a row",
            "{hits} of {notes} notes, up to {row} in a row",
            score.notes,
        )
    return said.format(
        hits=number(score.hits), notes=number(score.notes), row=number(score.longest_row)
    )


def against_best(result: Result, earlier: Earlier) -> str:
    """How a run stands against the best one before it; empty if there is nothing to say."""
    points, best = result.score.points, earlier.best
    if not result.finished:
        return tr("Stopped early: kept, but not as a record")
    if best is None:
        return tr("Your first record") if points else ""
    if points > best.points:
        said = tr("New best! {points} more than before")
        return said.format(points=number(points - best.points))
    if points == best.points:
        said = tr("Just as good as your best, {points}")
        return said.format(points=number(points))
    said = tr("{points} short of your best, {best}")
    return said.format(points=number(best.points - points), best=number(best.points))


def against_last(result: Result, earlier: Earlier) -> str:
    """How a finished run stands against the one before it; empty if there is nothing to say."""
    if not result.finished or not earlier.last:
        return ""
    points, last = result.score.points, earlier.last[0].points
    if points > last:
        return tr("{points} more than last time").format(points=number(points - last))
    if points == last:
        return tr("Just as many points as last time")
    return tr("Last time you had {points}").format(points=number(last))


def timing(figures: Timing, hit_window_s: float) -> str:
    """When hits came on the whole, in words; empty without a hit."""
    if figures.mean_s is None:
        return ""
    if abs(figures.mean_s) <= FULL_UNTIL * hit_window_s:
        return tr("on time")
    return tr("a little early") if figures.mean_s < 0 else tr("a little late")


def finger(figures: Timing, hit_window_s: float) -> str:
    """What is said beside the bar of a finger."""
    if not figures.notes:
        return tr("no notes this time")
    return timing(figures, hit_window_s) or tr("its turn will come")


def spread(counts: Spread) -> str:
    """How hits lie before and after their notes, as far as it can be said in a sentence."""
    if counts.hits == 0:
        return tr("Every pinch in time shows here.")
    if counts.hits == 1:
        return _one_hit(counts)
    if counts.on_time == counts.hits:
        return tr("All your pinches came on time.")
    half = counts.hits / 2
    if counts.on_time > half:
        return tr("Most pinches came on time.")
    if counts.early > half:
        return tr("Most pinches came a little early.")
    if counts.late > half:
        return tr("Most pinches came a little late.")
    if counts.early > counts.late:
        return tr("More pinches came early than late.")
    if counts.late > counts.early:
        return tr("More pinches came late than early.")
    return tr("As many pinches came early as late.")


def _one_hit(counts: Spread) -> str:
    if counts.on_time:
        return tr("Your pinch came on time.")
    return (
        tr("Your pinch came a little early.")
        if counts.early
        else tr("Your pinch came a little late.")
    )


def kind_sentence(result: Result) -> str:
    """One true sentence about a run that is worth hearing."""
    figures, score = result.statistics, result.score
    hit, rate = score.hits, score.hit_rate
    if hit == 0:
        return tr("You were there for the music. Each try is practice.")
    if not result.finished:
        said = trn(
            "{count} pinch done. That was practice too.",
            "{count} pinches done. That was practice too.",
            hit,
        )
        return said.format(count=number(hit))
    if hit == score.notes:
        return tr("You hit every single note.")
    if rate >= _NEARLY_ALL:
        return tr("You hit nearly every note.")
    if figures.last_third.hit_rate >= figures.first_third.hit_rate + _SURER_BY:
        return tr("You grew surer towards the end.")
    if score.longest_row >= _LONG_ROW:
        return tr("You hit {count} notes in a row.").format(count=number(score.longest_row))
    surest = _surest(result)
    if surest:
        return surest
    said = trn(
        "{count} pinch in time. Each one is practice.",
        "{count} pinches in time. Each one is practice.",
        hit,
    )
    return said.format(count=number(hit))


def _surest(result: Result) -> str:
    """Which finger was surer than all others; empty if none was."""
    rates = sorted((one.hit_rate, grip) for grip, one in result.statistics.by_grip if one.notes)
    if len(rates) < 2 or rates[-1][0] == rates[-2][0]:
        return ""
    rate, grip = rates[-1]
    return tr(_SUREST[grip]).format(percent=round(100 * rate))


def suggestion_sentence(suggestion: Suggestion, *, races: bool) -> str:
    """What is suggested, and why. `races` tells whether there is a best run to race."""
    offer = suggestion.offer
    if suggestion.step is Next.CHANGED and offer and offer.settings:
        return offer_words.question(offer, offer.settings)
    if suggestion.step is Next.OTHER_SONG:
        return tr("You know this song well. Ready for another one?")
    said = offer_words.end_of_levers(offer) if offer else ""
    return said or (
        tr("Once more, to race your best?") if races else tr("Once more, from the beginning?")
    )
