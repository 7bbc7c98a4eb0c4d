"""What moves within a note: two low-frequency waves and the modulation envelope.

All are read at any frames of a note, counted from its onset.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.sound.sampler.units import SAMPLE_RATE, Floats, Frames

_CONVEX_SLOPE = 400.0 / 960.0


@dataclass(frozen=True, slots=True)
class Lfo:
    """A triangle wave between -1 and 1 that starts at 0, upwards, after `delay` frames."""

    delay: int
    rate_hz: float

    def at(self, frames: Frames) -> Floats:
        """Its values at `frames`."""
        turns = np.maximum(frames - self.delay, 0) * (self.rate_hz / SAMPLE_RATE)
        return 4.0 * np.abs((turns - 0.25) % 1.0 - 0.5) - 1.0


@dataclass(frozen=True, slots=True)
class ModulationEnvelope:
    """From 0 to 1 within `attack`, then down to `sustain`; all others in frames.

    `decay` and `release` are the times from 1 to 0.
    """

    delay: int
    attack: int
    hold: int
    decay: int
    sustain: float
    release: int

    def heeds_release_at(self, held: int) -> bool:
        """Whether it makes a difference that the note is let go at frame `held`."""
        return self.sustain > 0 or held < self.delay + self.attack + self.hold + self.decay

    def at(self, frames: Frames, held: int | None) -> Floats:
        """Its values at `frames` of a note let go at frame `held` (None: never)."""
        values = self._while_held(frames if held is None else np.minimum(frames, held))
        if held is None:
            return values
        return np.maximum(0.0, values - np.maximum(frames - held, 0) / max(1, self.release))

    def _while_held(self, frames: Frames) -> Floats:
        since = frames - self.delay
        rising = np.clip(since / max(1, self.attack), 0.0, 1.0)
        with np.errstate(divide="ignore"):
            rising = np.maximum(0.0, 1.0 + _CONVEX_SLOPE * np.log10(rising))
        falling = 1.0 - (since - self.attack - self.hold) / max(1, self.decay)
        return np.minimum(rising, np.maximum(falling, self.sustain))
