"""A tone: one sample played at a pitch, looped and filtered, before anything makes it loud or soft.

A steady tone hangs only on its `ToneSpec`, so a song's many equal notes share one, made once. A
tone whose pitch is bent has a `Bending` of its own. Either gives any stretch of itself on demand.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from game.sound.sampler.filter import FRAME, Lowpass
from game.sound.sampler.modulation import Lfo, ModulationEnvelope
from game.sound.sampler.units import CONTROL_FRAMES, Floats, Frames, Wave, ramped

NO_FILTER_CENTS = 13_400.0
"""A lowpass from 18.8 kHz on is not heard, and not applied."""
_CHUNK = 16_384
_HIGHEST_STEP = 64.0
"""Six octaves above the sample's own pitch there is nothing left to hear."""

Cents = Callable[[Frames], Floats]


@dataclass(frozen=True, slots=True)
class ToneSpec:
    """Everything a steady tone hangs on.

    `start`, `end`, `loop_start`, `loop_end` are frames of the sample (ends not included); `step` is
    how many of them one frame of sound takes. `keeps_looping` says whether the loop goes on after
    the note is let go. What moves pitch and cutoff is in cents, `cutoff_cents` absolute. `held` is
    the frame at which the note is let go, None where that changes nothing.
    """

    sample: int
    start: int
    end: int
    loop_start: int
    loop_end: int
    keeps_looping: bool
    step: float
    vibrato: Lfo
    vibrato_cents: float
    mod_lfo: Lfo
    mod_lfo_cents: float
    mod_lfo_cutoff_cents: float
    envelope: ModulationEnvelope
    envelope_cents: float
    envelope_cutoff_cents: float
    cutoff_cents: float
    q_db: float
    held: int | None

    @property
    def is_looped(self) -> bool:
        """Whether there is a loop at all."""
        return self.loop_end > self.loop_start

    @property
    def has_moving_pitch(self) -> bool:
        """Whether its pitch changes by itself."""
        return bool(self.vibrato_cents or self.mod_lfo_cents or self.envelope_cents)

    @property
    def has_moving_cutoff(self) -> bool:
        """Whether its cutoff changes by itself."""
        return bool(self.mod_lfo_cutoff_cents or self.envelope_cutoff_cents)

    @property
    def lowest_cutoff_cents(self) -> float:
        """The least its cutoff can be."""
        swing = abs(self.mod_lfo_cutoff_cents)
        return self.cutoff_cents - swing + min(0.0, self.envelope_cutoff_cents)

    @property
    def frames(self) -> int | None:
        """How long it can sound at most; None for one whose loop never ends."""
        if self.is_looped and self.keeps_looping:
            return None
        swing = abs(self.vibrato_cents) + abs(self.mod_lfo_cents) + abs(self.envelope_cents)
        slowest = self.step * 2.0 ** (-swing / 1200)
        if not self.is_looped or self.held is None:
            return math.ceil((self.end - self.start) / slowest)
        return self.held + math.ceil((self.end - self.loop_start) / slowest)


@dataclass(frozen=True, slots=True)
class Bending:
    """What bends one single note, at frames of the note: its pitch, and how deep its vibrato is."""

    cents: Cents
    vibrato_cents: Cents


class Tone:
    """The tone of `spec` played from `wave`, its sample, for at most `longest` frames."""

    def __init__(
        self, spec: ToneSpec, wave: Wave, longest: int, bending: Bending | None = None
    ) -> None:
        self._spec = spec
        self._wave = wave
        self._bending = bending
        self._steps: Floats | None = None
        self._loops: Wave | None = None
        if bending is not None or spec.has_moving_pitch:
            self._steps = self._positions_at_steps(longest)
        self._filter = self._lowpass()

    def piece(self, start: int, end: int) -> Wave:
        """Frames `start` to `end`, counted from the onset."""
        if self._filter is None:
            return self._unfiltered(start, end)
        return self._filter.apply(self._unfiltered, start, end)

    def _lowpass(self) -> Lowpass | None:
        spec = self._spec
        open_wide = spec.q_db <= 0 and spec.lowest_cutoff_cents >= NO_FILTER_CENTS
        if open_wide:
            return None
        moving = self._cutoff_at if spec.has_moving_cutoff else None
        return Lowpass(spec.lowest_cutoff_cents, spec.q_db, moving)

    def _cutoff_at(self, frames: Frames) -> Floats:
        spec = self._spec
        cents = spec.cutoff_cents + spec.mod_lfo_cutoff_cents * spec.mod_lfo.at(frames)
        return cents + spec.envelope_cutoff_cents * spec.envelope.at(frames, spec.held)

    def _positions_at_steps(self, longest: int) -> Floats:
        """The place in the sample that sounds at every 64th frame."""
        spec = self._spec
        frames = np.arange(0, longest + 2 * FRAME + CONTROL_FRAMES, CONTROL_FRAMES)
        cents = spec.mod_lfo_cents * spec.mod_lfo.at(frames)
        cents += spec.envelope_cents * spec.envelope.at(frames, spec.held)
        depth: Floats | float = spec.vibrato_cents
        if self._bending is not None:
            cents += self._bending.cents(frames)
            depth = depth + self._bending.vibrato_cents(frames)
        cents += depth * spec.vibrato.at(frames)
        steps = np.minimum(spec.step * np.exp2(cents / 1200), _HIGHEST_STEP)
        places = np.empty(len(frames))
        places[0] = spec.start
        np.cumsum((steps[1:] + steps[:-1]) * (CONTROL_FRAMES / 2), out=places[1:])
        places[1:] += spec.start
        return places

    def _places(self, start: int, end: int) -> Floats:
        """The places in the sample that sound at frames `start` to `end`, loops unrolled."""
        spec = self._spec
        if self._steps is not None:
            return ramped(self._steps, start, end)
        return np.arange(start, end, dtype=np.float64) * min(spec.step, _HIGHEST_STEP) + spec.start

    def _unfiltered(self, start: int, end: int) -> Wave:
        out = np.empty(max(0, end - start), np.float32)
        for begin in range(start, end, _CHUNK):
            stop = min(end, begin + _CHUNK)
            places = self._places(begin, stop)
            first = math.floor(places[0]) - 1
            source = self._source(first, math.floor(places[-1]) + 3)
            _interpolate(source, places - first, out[begin - start : stop - start])
        return out

    def _source(self, first: int, last: int) -> Wave:
        """The sample from place `first` to `last`, its loop unrolled; silence around it."""
        spec = self._spec
        limit = spec.loop_end if spec.is_looped else spec.end
        if spec.start <= first and last <= limit:
            return self._wave[first:last]
        if spec.is_looped and spec.keeps_looping and first >= spec.loop_start:
            length = spec.loop_end - spec.loop_start
            begin = (first - spec.loop_start) % length
            end = begin + last - first
            if end <= length:
                return self._wave[spec.loop_start + begin : spec.loop_start + end]
            return self._unrolled(last - first + length)[begin:end]
        places = np.arange(first, last)
        if spec.is_looped:
            places = self._looped(places)
        inside = (places >= spec.start) & (places < spec.end)
        if inside.all():
            return self._wave[places]
        heard = self._wave[np.clip(places, spec.start, spec.end - 1)]
        return np.where(inside, heard, np.float32(0))

    def _unrolled(self, frames: int) -> Wave:
        """The loop, again and again for at least `frames`."""
        if self._loops is None or len(self._loops) < frames:
            loop = self._wave[self._spec.loop_start : self._spec.loop_end]
            self._loops = np.tile(loop, -(-frames // len(loop)))
        return self._loops

    def _looped(self, places: Frames) -> Frames:
        spec = self._spec
        length = spec.loop_end - spec.loop_start
        looped = np.where(
            places < spec.loop_end, places, spec.loop_start + (places - spec.loop_start) % length
        )
        if spec.keeps_looping or spec.held is None:
            return looped
        let_go = math.floor(float(self._places(spec.held, spec.held + 1)[0]))
        there = int(self._once_round(let_go))
        return np.where(places <= let_go, looped, there + places - let_go)

    def _once_round(self, place: int) -> int:
        spec = self._spec
        if place < spec.loop_end:
            return place
        return spec.loop_start + (place - spec.loop_start) % (spec.loop_end - spec.loop_start)


def _interpolate(source: Wave, places: Floats, out: Wave) -> None:
    """Writes `source` at `places`, 1 or more, through the cubic of Catmull and Rom."""
    whole = places.astype(np.intp)
    x = (places - whole).astype(np.float32)
    before, here = source.take(whole - 1), source.take(whole)
    after, beyond = source[1:].take(whole), source[2:].take(whole)
    rise = after - before
    step = after - here
    cubic = beyond - before
    cubic -= np.float32(3) * step
    square = np.float32(2) * step - rise - cubic
    out[:] = cubic
    out *= x
    out += square
    out *= x
    out += rise
    out *= x
    out *= np.float32(0.5)
    out += here
