"""Which song to move to in the warm-up, and how its beat becomes that of an exercise.

A song's own beat is halved or doubled until it is near to the pace that is wanted, and the song is
played a little slower or faster for the rest of the way. People can follow beats that are 0.2 to
1.8 s apart; the paces of the warm-up lie within that.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from game.music.song import Meter, TempoMap

SHORTEST_S, LONGEST_S = 0.2, 1.8
"""How far apart beats are that people can follow."""
LEAST_STEPS = 12
"""So many steps in a row must be even for a stretch of a song to be moved to."""
DRIFT_S = 0.04
"""No step is further from an even grid than this: less is hardly noticed."""
_MOST_PLACES = 40
_BEST_KNOWN = 3
"""Without favourites, one of so many songs that were played most."""


@dataclass(frozen=True, slots=True)
class Known:
    """A song the player has a liking for, or has played so often."""

    key: str
    sha256: str
    is_favourite: bool
    plays: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a song to move to: from `begins_s` (as written) on, `steps` even steps.

    At `speed_percent` the steps are `interval_s` apart.
    """

    begins_s: float
    steps: int
    interval_s: float
    speed_percent: int


def song_to_move_to(songs: Iterable[Known], today: date, salt: str = "") -> Known | None:
    """A favourite, another one each day; else one of the best known; None without either."""
    listed = list(songs)
    liked = [one for one in listed if one.is_favourite]
    if not liked:
        played = sorted(listed, key=lambda one: (-one.plays, one.sha256))
        liked = [one for one in played if one.plays][:_BEST_KNOWN]
    return min(liked, key=lambda one: _lot(one, today, salt), default=None)


def stretch_of(
    tempo_map: TempoMap, first_s: float, end_s: float, pace_s: float, most_s: float
) -> Stretch | None:
    """A stretch of at most `most_s`, as played, with steps about `pace_s` apart.

    It begins with a bar, at the first note (`first_s`, as written) or later, and ends before
    `end_s`. None if the song's beat is nowhere even for long enough.
    """
    best: Stretch | None = None
    for beat in _places(tempo_map, first_s, end_s):
        found = _stretch_at(tempo_map, beat, end_s, pace_s, most_s)
        if found and (best is None or found.steps > best.steps):
            best = found
        if best and best.steps * best.interval_s >= most_s / 2:
            break
    return best


def fitted(beat_s: float, pace_s: float) -> tuple[float, int]:
    """How many beats a step takes (a power of two), and the speed in percent, for beats that are
    `beat_s` apart as written to become steps `pace_s` apart, or a little less: as near to 100 % as
    can be."""
    doublings = round(math.log2(pace_s / beat_s))
    beats = 2.0**doublings
    return beats, math.ceil(100 * beat_s * beats / pace_s - 1e-9)


def felt_beat(meter: Meter) -> float:
    """The beat people move to, in quarter notes: three eighths in 6/8, else what is written."""
    unit = 4.0 / meter.denominator
    is_compound = meter.denominator >= 8 and meter.numerator % 3 == 0
    return 3 * unit if is_compound else unit


def _stretch_at(
    tempo_map: TempoMap, beat: float, end_s: float, pace_s: float, most_s: float
) -> Stretch | None:
    begins_s, felt = tempo_map.time_at(beat), felt_beat(tempo_map.meter_at(beat))
    beat_s = tempo_map.time_at(beat + felt) - begins_s
    if beat_s <= 0:
        return None
    beats, speed = fitted(beat_s, pace_s)
    step_s = beat_s * beats
    interval_s = step_s * 100 / speed
    if not SHORTEST_S <= interval_s <= LONGEST_S + 1e-9:
        return None
    steps = 0
    while (steps + 1) * interval_s <= most_s:
        time_s = tempo_map.time_at(beat + (steps + 1) * beats * felt) - begins_s
        drift_s = abs(time_s - (steps + 1) * step_s) * 100 / speed
        if drift_s > DRIFT_S or begins_s + time_s > end_s:
            break
        steps += 1
    steps -= steps % 4
    return Stretch(begins_s, steps, interval_s, speed) if steps >= LEAST_STEPS else None


def _places(tempo_map: TempoMap, first_s: float, end_s: float) -> Iterator[float]:
    """Beats at which bars begin: the first one, and one after each change of tempo."""
    starts = [first_s, *(one.time_s for one in tempo_map.changes if first_s < one.time_s < end_s)]
    for time_s in starts[:_MOST_PLACES]:
        beat = tempo_map.beat_at(time_s)
        into = tempo_map.position_in_bar(beat)
        bar = tempo_map.meter_at(beat).bar_beats
        is_there = min(into, bar - into) * 60 / tempo_map.tempo_at(time_s) < DRIFT_S
        yield round(beat - into + (0.0 if is_there and into < bar / 2 else bar), 6)


def _lot(song: Known, today: date, salt: str) -> bytes:
    text = f"{today.toordinal()} {salt} {song.sha256}"
    return hashlib.blake2b(text.encode(), digest_size=8).digest()
