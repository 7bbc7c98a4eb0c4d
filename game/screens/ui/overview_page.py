"""The first page of progress: the hit rate over time, pinches, this week, and the goal."""

from __future__ import annotations

from collections.abc import Sequence

from game.coach.headline import headline
from game.coach.progress import WEEK_DAYS, Period, Progress, trend_of
from game.screens.ui import progress_words, words
from game.screens.ui.blocks import Block, Columns, Dial, Row, Space, Words
from game.screens.ui.plots import CountBars, EarlyLatePlot, SharePlot
from game.screens.ui.week import GripBars, GripFact, WeekMarks
from game.text import tr, trn

LEAST_GOAL, MOST_GOAL = 1, WEEK_DAYS


def overview(
    progress: Progress, period: Period, said: str, ways: Sequence[Block]
) -> Sequence[Block]:
    """The page; `said` is a sentence about a goal that could not be kept, or nothing. `ways` lead
    on from here."""
    return (
        Words(headline(progress), 32, ink="glad"),
        Columns((*_over_time(progress, period), _goal(progress, said)), _this_week(progress)),
        *ways,
        *_notes(progress),
    )


def nothing_yet(progress: Progress) -> Sequence[Block]:
    """Before the first song: what there will be."""
    return (
        Words(headline(progress), 32, ink="glad"),
        Space(24),
        Words(
            tr(
                "Play a song, and this page begins to fill: how many pinches you made, on how "
                "many days, and how each finger is doing."
            )
        ),
        Words(tr("A day without practice takes nothing away."), ink="dim"),
    )


def _over_time(progress: Progress, period: Period) -> Sequence[Block]:
    trend = trend_of(progress, period)
    ends = progress_words.ends(trend, progress)
    if not trend.points:
        return (Words(progress_words.nothing_then(), ink="dim"),)
    hits = [point.hits for point in trend.points]
    return (
        Words(progress_words.hits_title(trend), bold=True),
        SharePlot([point.hit_rate for point in trend.points], ends),
        Words(progress_words.pinches_title(trend), bold=True),
        CountBars(hits, words.number(max(hits)), ends),
    )


def _this_week(progress: Progress) -> Sequence[Block]:
    said_first = headline(progress)
    week: list[Block] = [
        Words(progress_words.week_sentence(progress.week, said_first), bold=True),
        WeekMarks(progress.week),
        Space(8),
    ]
    if progress.grips:
        lines = [
            GripFact(one.grip, one.timing.hit_rate, progress_words.timing_words(one.timing))
            for one in progress.grips
        ]
        week += (Words(tr("Each finger this week"), bold=True), GripBars(lines))
    if progress.timing.hits:
        counts, near = progress_words.early_late_bars(progress.early_late)
        ends = (tr("Early"), tr("On time"), tr("Late"))
        week += (
            Words(tr("Early or late"), bold=True),
            Words(progress_words.early_late_sentence(progress.timing)),
            EarlyLatePlot(counts, near, ends),
        )
    return week


def _goal(progress: Progress, said: str) -> Block:
    """Nothing comes of fewer days, and it says so."""
    goal = progress.week.goal
    value = trn("{days} day", "{days} days", goal).format(days=goal)
    dial = Dial("goal", value, can_less=goal > LEAST_GOAL, can_more=goal < MOST_GOAL)
    about = said or tr("A goal for you alone. A week with fewer takes nothing away.")
    return Row(tr("How many days a week?"), about, (dial,))


def _notes(progress: Progress) -> Sequence[Block]:
    return (
        Words(progress_words.totals(progress)),
        *([Words(said)] if (said := progress_words.to_come(progress)) else []),
        Words(
            tr(
                "This week is today and the six days before it. Weeks are compared for notes "
                "under the same level, speed and fingers."
            ),
            24,
            ink="dim",
        ),
    )
