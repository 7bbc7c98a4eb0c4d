"""The volume envelope: how loud a note is from its onset until it has died away.

Attack is a straight line in amplitude, decay and release are straight lines in decibels; a full
fall takes 96 decibels, as in FluidSynth. A note's envelope is a handful of segments, and only the
part that is asked for is ever worked out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from game.sound.sampler.units import CONTROL_FRAMES, Wave

FULL_FALL_DB = 96.0
FADE_FRAMES = 64
"""Whatever is still heard at the end of a sample, or just above the floor, fades within so long."""
_NEPER_PER_DB = math.log(10) / 20
LONGEST_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class VolumeEnvelope:
    """Lengths in frames, `decay` and `release` for the full fall; `sustain_db` is how far down."""

    delay: int
    attack: int
    hold: int
    decay: int
    sustain_db: float
    release: int


class Release(NamedTuple):
    """From frame `at` of the note on it dies away, the full fall taking `frames`."""

    at: int
    frames: int


@dataclass(frozen=True, slots=True)
class Segment:
    """Gain from frame `start` up to and without `end`.

    It begins at `gain` and changes by `slope` a frame: added to it where `is_straight`, otherwise
    in nepers.
    """

    start: int
    end: int
    gain: float
    slope: float
    is_straight: bool

    def gain_at(self, frame: int) -> float:
        """The gain at `frame`."""
        along = self.slope * (frame - self.start)
        return self.gain + along if self.is_straight else self.gain * math.exp(along)

    def shaped(self, wave: Wave, start: int, factor: float) -> Wave:
        """`wave`, which begins at frame `start`, with `factor` times the gains there.

        At most `LONGEST_PIECE` frames.
        """
        first = np.float32(factor * self.gain_at(start))
        if self.slope == 0.0:
            return wave * first
        if self.is_straight:
            gains: Wave = _ramp()[: len(wave)] * np.float32(factor * self.slope)
            gains += first
            gains *= wave
            return gains
        out: Wave = wave * _fall(self.slope)[: len(wave)]
        out *= first
        return out


@lru_cache(maxsize=1)
def _ramp() -> Wave:
    return np.arange(LONGEST_PIECE, dtype=np.float32)


@lru_cache(maxsize=64)
def _fall(slope: float) -> Wave:
    return np.exp(_ramp() * np.float32(slope))


def segments_of(
    envelope: VolumeEnvelope, releases: Sequence[Release], floor_db: float, limit: int
) -> tuple[Segment, ...]:
    """The envelope of a note with these `releases`, in order, the first of which must be there.

    It ends `floor_db` below full (0 < floor), or at frame `limit` where the sample does.
    """
    held = _while_held(envelope, floor_db)
    for release in releases:
        held = _released(held, release, floor_db)
    limit = max(limit, FADE_FRAMES + 1)
    held = _until(held, limit - FADE_FRAMES)
    last = held[-1]
    level = last.gain_at(last.end)
    fade = Segment(last.end, last.end + FADE_FRAMES, level, -level / FADE_FRAMES, True)
    return (*held, fade)


def _while_held(envelope: VolumeEnvelope, floor_db: float) -> list[Segment]:
    attack_at = envelope.delay
    hold_at = attack_at + max(CONTROL_FRAMES, envelope.attack)
    decay_at = hold_at + envelope.hold
    depth = min(envelope.sustain_db, floor_db)
    sustain_at = decay_at + round(envelope.decay * depth / FULL_FALL_DB)
    slope = -_NEPER_PER_DB * FULL_FALL_DB / max(1, envelope.decay)
    segments = [
        Segment(0, attack_at, 0.0, 0.0, True),
        Segment(attack_at, hold_at, 0.0, 1.0 / (hold_at - attack_at), True),
        Segment(hold_at, decay_at, 1.0, 0.0, False),
        Segment(decay_at, sustain_at, 1.0, slope, False),
    ]
    if envelope.sustain_db < floor_db:
        gain = math.exp(-_NEPER_PER_DB * envelope.sustain_db)
        segments.append(Segment(sustain_at, _FOREVER, gain, 0.0, False))
    return [segment for segment in segments if segment.end > segment.start]


_FOREVER = 1 << 48


def _released(segments: list[Segment], release: Release, floor_db: float) -> list[Segment]:
    if release.at >= segments[-1].end:
        return segments
    kept = _until(segments, max(1, release.at))
    last = kept[-1]
    gain = last.gain_at(last.end)
    depth_db = floor_db + math.log(gain) / _NEPER_PER_DB if gain > 0 else 0.0
    frames = round(max(0.0, depth_db) * max(1, release.frames) / FULL_FALL_DB)
    if frames == 0:
        return kept
    slope = -_NEPER_PER_DB * FULL_FALL_DB / max(1, release.frames)
    return [*kept, Segment(last.end, last.end + frames, gain, slope, False)]


def _until(segments: list[Segment], end: int) -> list[Segment]:
    """`segments` cut at frame `end`, which must be beyond 0."""
    return [
        Segment(s.start, min(s.end, end), s.gain, s.slope, s.is_straight)
        for s in segments
        if s.start < end
    ]
