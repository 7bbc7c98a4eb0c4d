"""The page of timing: how early or late each finger came, week by week, in words first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from game.charting.chart import Grip
from game.coach.timing_weeks import GripTimings, TimingWeeks, widest_ms
from game.screens.ui import progress_words, words
from game.screens.ui.blocks import Block, Columns, Space, Words
from game.screens.ui.marked import Marked, shape_of
from game.screens.ui.theme import grip_looks
from game.screens.ui.timing_strip import TimingStrip
from game.text import tr

_LEAST_REACH_MS, _STEP_MS = 100, 50
"""A plot reaches so far to both sides at least, and ends at a multiple of the step."""


def timing(weeks: TimingWeeks, today: date) -> Sequence[Block]:
    """The page."""
    if not weeks.grips:
        return (
            Words(progress_words.nothing_then(), 32, ink="glad"),
            Words(tr("Play some songs: then you see here how early or late each finger comes.")),
        )
    reach = max(_LEAST_REACH_MS, -(-widest_ms(weeks.grips) // _STEP_MS) * _STEP_MS)
    ends = (words.day(weeks.first, today), words.day(weeks.last, today))
    grips = [one.grip for one in weeks.grips]
    strips = [_strip(one, reach, ends, grips) for one in weeks.grips]
    half = (len(strips) + 1) // 2
    return (
        Words(progress_words.early_late_sentence(weeks.timing), 32, ink="glad"),
        Columns(_in_one(strips[:half]), _in_one(strips[half:])),
        Words(progress_words.strips_note(weeks.stretch_days), 24, ink="dim"),
    )


def _in_one(strips: Sequence[Sequence[Block]]) -> list[Block]:
    return [block for strip in strips for block in strip]


def _strip(
    one: GripTimings, reach_ms: float, ends: tuple[str, str], grips: Sequence[Grip]
) -> list[Block]:
    name = grip_looks(grips)[one.grip].name
    about = progress_words.timing_words(one.timing)
    strip = TimingStrip(one.grip, one.stretches, reach_ms, ends, grips)
    texts = (Words(name, bold=True), Words(about, 24, ink="dim"))
    return [Marked(shape_of(one.grip, grips), texts), strip, Space(6)]
