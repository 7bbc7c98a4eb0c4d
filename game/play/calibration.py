"""How far taps lie from the clicks they are meant for, and what to make of it. Rules, no sound.

Clicks come in bars of four beats: three clicks and a rest. People can follow that, and the rests
tell which click a tap was meant for even when sound comes a whole second late: a bar is 3.2 s, so
shifts of up to ±1 s, and .4 s of a hand's own spread, can't be taken for one another. (Clicks
without rests, .8 s apart, would look the same again after a shift of .8 s.)

How a suggestion is made:

1. Every difference between a tap and a click that lies in reach is a vote for that shift. The
   shift with the most votes near it is the rough one; a nearer one wins between equals.
2. Taps within half a beat of their click at that shift count; others were meant for nothing.
3. The middle of those that count (the median) is what is suggested, and their spread is 1.4826
   times the median distance from it: both heed half of the taps and so no odd ones.
4. The change from the value in force is damped. Let m be that change and
   e = 1.2533 * spread / sqrt(taps), the standard error of a median of normal values. Then

       suggested change = m * max(0, 1 - (e / m)²)

   the positive-part estimator of James and Stein (1961) for one value: the share of m² that is not
   noise. Steady taps are believed, a large shift is believed even of an unsteady hand, and a change
   that could as well be chance becomes none.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from game.play.statistics import Timing

BEAT_S = 0.8
"""Beats 200 to 1,800 ms apart can be followed; 75 a minute is a pace for a slow hand, too."""
BEATS_IN_BAR = 4
"""The last of which is the rest."""
FEWEST_TAPS = 12
ENOUGH_TAPS = 24
"""Twice as many halve the chance in a suggestion by a third; more would only tire."""
RANGE_MS = 1000
"""Offsets reach so far to either side: the slowest Bluetooth takes some 500 ms."""
FEWEST_HITS = 50
SMALLEST_ASKED_MS = 20
"""People tap to music up to 16 ms early without knowing; that is not worth a question."""
SUREST_ERRORS = 3.0
"""So many standard errors must lie between a mean and 0 to ask: chance does that in 1 of 370."""

_RANGE_S = RANGE_MS / 1000
_HALF_BEAT_S = BEAT_S / 2
_REACH_S = _RANGE_S + _HALF_BEAT_S
_VOTE_WIDTH_S = 0.15
"""A vote counts less and less up to this distance: about the spread of an unsteady hand."""
_NEARER_WINS = 0.1
"""A shift at the end of the range needs so much more votes than none at all."""
_MAD_TO_SD = 1.4826
_MEDIAN_ERROR = 1.2533


@dataclass(frozen=True, slots=True)
class Click:
    """A click at `time_s`; `starts_bar` after a rest."""

    time_s: float
    starts_bar: bool


@dataclass(frozen=True, slots=True)
class Tapped:
    """What taps amount to: how far each that counts is from its click, in seconds, by its time.

    Positive is after the click. `median_s` and `spread_s` (like a standard deviation) are of those.
    """

    differences_s: tuple[float, ...]
    median_s: float
    spread_s: float

    @property
    def count(self) -> int:
        """How many taps count."""
        return len(self.differences_s)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """After a song: hits came `mean_ms` late (negative: early), so `change_ms` is to be added."""

    mean_ms: int
    change_ms: int


def clicks(bars: int) -> tuple[Click, ...]:
    """The clicks of so many bars, the first at 0."""
    return tuple(
        Click((bar * BEATS_IN_BAR + beat) * BEAT_S, starts_bar=beat == 0)
        for bar in range(bars)
        for beat in range(BEATS_IN_BAR - 1)
    )


def tapped(taps_s: Sequence[float], times_s: Sequence[float]) -> Tapped | None:
    """What taps at `taps_s` amount to, with clicks at `times_s`; None without any in reach.

    The order of the taps makes no difference.
    """
    taps = sorted(taps_s)
    votes = sorted(tap - time for tap in taps for time in times_s if abs(tap - time) <= _REACH_S)
    if not votes:
        return None
    rough = max(votes, key=lambda shift: (_votes_near(shift, votes), -abs(shift), shift))
    # The nearest votes draw their middle, so that the window about it cuts neither side off.
    shift = median(vote for vote in votes if abs(vote - rough) <= _VOTE_WIDTH_S)
    nearest = (min((tap - time - shift for time in times_s), key=abs) for tap in taps)
    counted = tuple(shift + rest for rest in nearest if abs(rest) <= _HALF_BEAT_S)
    middle = median(counted)
    return Tapped(counted, middle, _MAD_TO_SD * median(abs(one - middle) for one in counted))


def suggested_ms(taps: Tapped | None, current_ms: int) -> int | None:
    """The offset to suggest where `current_ms` is in force; None below `FEWEST_TAPS`.

    `taps` were made on a clock without any offset.
    """
    if taps is None or taps.count < FEWEST_TAPS:
        return None
    change_ms = taps.median_s * 1000 - current_ms
    error_ms = _MEDIAN_ERROR * taps.spread_s * 1000 / math.sqrt(taps.count)
    return in_range_ms(current_ms + _damped(change_ms, error_ms))


def after_song(timing: Timing, current_ms: int) -> Adjustment | None:
    """What to ask after a run that was timed so, where `current_ms` is in force; None: nothing.

    Only with `FEWEST_HITS` hits, a mean of at least `SMALLEST_ASKED_MS`, and that at least
    `SUREST_ERRORS` standard errors (spread / sqrt(hits)) from 0; damped as a suggestion is.
    """
    if timing.hits < FEWEST_HITS or timing.mean_s is None or timing.sd_s is None:
        return None
    mean_ms = timing.mean_s * 1000
    error_ms = timing.sd_s * 1000 / math.sqrt(timing.hits)
    if abs(mean_ms) < max(SMALLEST_ASKED_MS, SUREST_ERRORS * error_ms):
        return None
    change_ms = in_range_ms(current_ms + _damped(mean_ms, error_ms)) - current_ms
    return Adjustment(round(mean_ms), change_ms) if change_ms else None


def in_range_ms(offset_ms: float) -> int:
    """The nearest whole offset that can be set."""
    return round(min(max(offset_ms, -RANGE_MS), RANGE_MS))


def _damped(change: float, error: float) -> float:
    if abs(change) <= error:
        return 0.0
    return change - error * error / change


def _votes_near(shift: float, votes: Sequence[float]) -> float:
    near = sum(max(0.0, 1 - abs(vote - shift) / _VOTE_WIDTH_S) for vote in votes)
    return near * (1 - _NEARER_WINS * abs(shift) / _RANGE_S)
