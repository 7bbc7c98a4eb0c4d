"""What a font's region means for one key struck with one velocity, in frames, cents and factors.

The numbers follow the SoundFont 2.04 specification, and FluidSynth where it is custom to differ:
initial attenuation counts two fifths, as on the sound cards for which fonts were made.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.sound.sampler.envelope import VolumeEnvelope
from game.sound.sampler.modulation import Lfo, ModulationEnvelope
from game.sound.sampler.tone import ToneSpec
from game.sound.sampler.units import (
    SAMPLE_RATE,
    factor_of_db,
    frames_of_timecents,
    hertz_of_cents,
    ratio_of_cents,
)
from game.sound.soundfont.generators import LIMITS, Generator
from game.sound.soundfont.modulators import (
    CONTROLLER_TO_PAN,
    CONTROLLER_TO_REVERB,
    PRESSURE_TO_VIBRATO,
    WHEEL_TO_VIBRATO,
    amount_of,
    struck,
)
from game.sound.soundfont.presets import Region
from game.sound.soundfont.samples import Sample

ATTENUATION_SHARE = 0.4
SHORTEST_RELEASE_TIMECENTS = -7200.0
"""A sixty-fourth of a second: a quicker end would click."""
_AT_ONCE_TIMECENTS = -12000.0
_MIDDLE_KEY = 60
_LOOP_MODES, _LOOP_UNTIL_RELEASE = (1, 3), 3
_SHORTEST_LOOP = 2
_COARSE = 32768
_STEADY_FRAMES = 512


@dataclass(frozen=True, slots=True)
class Timbre:
    """One sample's part in a note.

    `gain` is an amplitude factor, which may be above 1, `pan` runs from -500 (left) to 500,
    `reverb` from 0 to 1. Notes of one `exclusive_class` (not 0) cut each other short. The last four
    say how much the channel's controls do: cents of vibrato, pan and reverb at their full value.
    """

    tone: ToneSpec
    envelope: VolumeEnvelope
    tremolo_db: float
    gain: float
    pan: float
    reverb: float
    exclusive_class: int
    wheel_cents: float
    pressure_cents: float
    pan_swing: float
    reverb_swing: float


def timbre_of(region: Region, sample: Sample, key: int, velocity: int) -> Timbre | None:
    """How `region` sounds when `key` is struck with `velocity`; None if it is silent."""
    return _Reading(region, sample, key, velocity).timbre()


class _Reading:
    """One region's values for one strike."""

    def __init__(self, region: Region, sample: Sample, key: int, velocity: int) -> None:
        self._region = region
        self._sample = sample
        forced_key = region[Generator.KEY]
        forced_velocity = region[Generator.VELOCITY]
        self._key = forced_key if forced_key >= 0 else key
        self._velocity = forced_velocity if forced_velocity >= 0 else velocity
        self._struck = struck(region.modulators, self._key, self._velocity)

    def timbre(self) -> Timbre | None:
        tone = self._tone()
        if tone is None:
            return None
        region, modulators = self._region, self._region.modulators
        # Attenuation the player adds by touch counts in full, the font's own by two fifths.
        own = region[Generator.ATTENUATION] * ATTENUATION_SHARE
        centibels = own + self._struck.get(Generator.ATTENUATION, 0.0)
        return Timbre(
            tone=tone,
            envelope=self._envelope(),
            tremolo_db=self._value(Generator.MOD_LFO_TO_VOLUME) / 10,
            gain=factor_of_db(-centibels / 10),
            pan=self._value(Generator.PAN),
            reverb=self._value(Generator.REVERB_SEND) / 1000,
            exclusive_class=region[Generator.EXCLUSIVE_CLASS],
            wheel_cents=amount_of(modulators, WHEEL_TO_VIBRATO),
            pressure_cents=amount_of(modulators, PRESSURE_TO_VIBRATO),
            pan_swing=amount_of(modulators, CONTROLLER_TO_PAN),
            reverb_swing=amount_of(modulators, CONTROLLER_TO_REVERB) / 1000,
        )

    def _value(self, generator: Generator) -> float:
        limits = LIMITS[generator]
        value = self._region[generator] + self._struck.get(generator, 0.0)
        return min(max(value, limits.least), limits.most)

    def _frames(self, generator: Generator) -> int:
        """The time of `generator`; the least there is means no time at all."""
        timecents = self._value(generator)
        return frames_of_timecents(timecents) if timecents > _AT_ONCE_TIMECENTS else 0

    def _frames_by_key(self, generator: Generator, by_key: Generator) -> int:
        more = self._region[by_key] * (_MIDDLE_KEY - self._key)
        limits = LIMITS[generator]
        timecents = min(max(self._value(generator) + more, limits.least), limits.most)
        return frames_of_timecents(timecents) if timecents > _AT_ONCE_TIMECENTS else 0

    def _envelope(self) -> VolumeEnvelope:
        release = max(self._value(Generator.VOLUME_RELEASE), SHORTEST_RELEASE_TIMECENTS)
        return VolumeEnvelope(
            delay=self._frames(Generator.VOLUME_DELAY),
            attack=self._frames(Generator.VOLUME_ATTACK),
            hold=self._frames_by_key(Generator.VOLUME_HOLD, Generator.KEY_TO_VOLUME_HOLD),
            decay=self._frames_by_key(Generator.VOLUME_DECAY, Generator.KEY_TO_VOLUME_DECAY),
            sustain_db=min(self._value(Generator.VOLUME_SUSTAIN) / 10, 144.0),
            release=frames_of_timecents(release),
        )

    def _modulation_envelope(self) -> ModulationEnvelope:
        return ModulationEnvelope(
            delay=self._frames(Generator.MOD_DELAY),
            attack=self._frames(Generator.MOD_ATTACK),
            hold=self._frames_by_key(Generator.MOD_HOLD, Generator.KEY_TO_MOD_HOLD),
            decay=self._frames_by_key(Generator.MOD_DECAY, Generator.KEY_TO_MOD_DECAY),
            sustain=1.0 - self._value(Generator.MOD_SUSTAIN) / 1000,
            release=self._frames(Generator.MOD_RELEASE),
        )

    def _lfo(self, delay: Generator, rate: Generator) -> Lfo:
        return Lfo(self._frames(delay), hertz_of_cents(self._value(rate)))

    def _step(self) -> float:
        """Frames of the sample for each frame of sound, unbent."""
        region, sample = self._region, self._sample
        root = region[Generator.ROOT_KEY]
        root = root if root >= 0 else sample.key
        cents = (self._key - root) * region[Generator.SCALE_TUNING] + sample.correction_cents
        cents += 100 * region[Generator.COARSE_TUNE] + region[Generator.FINE_TUNE]
        cents += self._struck.get(Generator.FINE_TUNE, 0.0)
        return sample.rate_hz / SAMPLE_RATE * ratio_of_cents(min(max(cents, -12000.0), 12000.0))

    def _tone(self) -> ToneSpec | None:
        start, end, loop_start, loop_end = self._places()
        if end - start < _SHORTEST_LOOP:
            return None
        mode = self._region[Generator.SAMPLE_MODES] & 3
        loops = mode in _LOOP_MODES and loop_end - loop_start >= _SHORTEST_LOOP
        envelope = self._modulation_envelope()
        to_pitch = self._value(Generator.MOD_ENV_TO_PITCH)
        to_cutoff = self._value(Generator.MOD_ENV_TO_CUTOFF)
        cutoff = self._value(Generator.FILTER_CUTOFF)
        is_steady = _is_steady(envelope)
        if is_steady and not to_pitch:
            cutoff, to_cutoff = cutoff + to_cutoff, 0.0
        return ToneSpec(
            sample=self._region.sample,
            start=start,
            end=end,
            loop_start=loop_start if loops else 0,
            loop_end=loop_end if loops else 0,
            keeps_looping=mode != _LOOP_UNTIL_RELEASE,
            step=self._step(),
            vibrato=self._lfo(Generator.VIBRATO_DELAY, Generator.VIBRATO_RATE),
            vibrato_cents=self._value(Generator.VIBRATO_TO_PITCH),
            mod_lfo=self._lfo(Generator.MOD_LFO_DELAY, Generator.MOD_LFO_RATE),
            mod_lfo_cents=self._value(Generator.MOD_LFO_TO_PITCH),
            mod_lfo_cutoff_cents=self._value(Generator.MOD_LFO_TO_CUTOFF),
            envelope=envelope,
            envelope_cents=to_pitch,
            envelope_cutoff_cents=to_cutoff,
            cutoff_cents=float(cutoff),
            q_db=self._value(Generator.FILTER_Q) / 10,
            held=None,
        )

    def _places(self) -> tuple[int, int, int, int]:
        """Start, end and loop in the sample, all within it; an impossible loop is empty."""
        sample, region = self._sample, self._region
        frames = len(sample.wave)

        def moved(place: int, fine: Generator, coarse: Generator) -> int:
            return min(max(0, place + region[fine] + _COARSE * region[coarse]), frames)

        start = moved(0, Generator.START, Generator.START_COARSE)
        end = moved(frames, Generator.END, Generator.END_COARSE)
        loop_start = moved(sample.loop_start, Generator.LOOP_START, Generator.LOOP_START_COARSE)
        loop_end = moved(sample.loop_end, Generator.LOOP_END, Generator.LOOP_END_COARSE)
        loop_start, loop_end = max(start, loop_start), min(end, loop_end)
        return start, end, loop_start, max(loop_start, loop_end)


def _is_steady(envelope: ModulationEnvelope) -> bool:
    """Whether the modulation envelope is at its full value from the first moment until release."""
    return envelope.delay + envelope.attack <= _STEADY_FRAMES and envelope.sustain >= 1.0
