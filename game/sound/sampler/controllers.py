"""The state of each MIDI channel through a song: instrument, loudness, pan, bend, pedal and so on.

Reads a song's controls once and answers what held at any frame. Knows no font.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from game.music.song import DRUM_CHANNEL, Control, ControlKind
from game.sound.sampler.units import Floats, Frames
from game.sound.soundfont.font import DRUM_BANK

CHANNELS = 16
RAMP_FRAMES = 256
"""A control that jumps is followed within 5 ms, or it would click."""
_STEPS = 128
_FULL, _MIDDLE, _USUAL_VOLUME, _USUAL_REVERB = 127, 64, 100, 40
"""40 of 127 is what General MIDI 2 sends to the reverb if a song doesn't say."""
_USUAL_BEND_RANGE_CENTS = 200.0
_MOST_BEND_RANGE_CENTS = 9600.0
_BEND_STEPS = 8192
_DRUM_BANKS = (120, 126, 127)
"""What General MIDI 2 and XG files select for drums on any channel."""
_TUNING_RANGE_CENTS = 100.0


class Dial(IntEnum):
    """The MIDI controllers that are followed, under their numbers."""

    BANK = 0
    WHEEL = 1
    ENTRY = 6
    VOLUME = 7
    PAN = 10
    EXPRESSION = 11
    ENTRY_FINE = 38
    PEDAL = 64
    REVERB = 91
    OTHER_NUMBER_FINE = 98
    OTHER_NUMBER = 99
    NUMBER_FINE = 100
    NUMBER = 101
    SOUND_OFF = 120
    RESET = 121
    NOTES_OFF = 123


_NO_NUMBER = (127, 127)


class Curve:
    """A value that holds from a frame on until the next change."""

    def __init__(self, value: float) -> None:
        self._frames = [0]
        self._values = [value]
        self._knots: tuple[Floats, Floats] | None = None

    def change(self, frame: int, value: float) -> None:
        """From `frame` (0 or more, never before the last) it is `value`."""
        if value == self._values[-1]:
            return
        if frame <= self._frames[-1]:
            self._values[-1] = value
        else:
            self._frames.append(frame)
            self._values.append(value)

    def at(self, frame: int) -> float:
        """The value at `frame`."""
        return self._values[max(0, bisect_right(self._frames, frame) - 1)]

    def is_steady(self, start: int, end: int) -> bool:
        """Whether nothing changes after `start` and before `end`."""
        first = bisect_right(self._frames, start)
        return first == len(self._frames) or self._frames[first] >= end

    def over(self, frames: Frames) -> Floats:
        """The values at `frames`, with jumps ramped from `RAMP_FRAMES` after them."""
        if self._knots is None:
            self._knots = self._ramped()
        return np.interp(frames, *self._knots)

    def _ramped(self) -> tuple[Floats, Floats]:
        frames = np.array(self._frames, dtype=np.float64)
        values = np.array(self._values)
        ends = np.minimum(frames[1:] + RAMP_FRAMES, np.append(frames[2:], np.inf) - 1e-3)
        places = np.concatenate((frames[:1], np.stack((frames[1:], ends), axis=1).ravel()))
        heights = np.concatenate((values[:1], np.stack((values[:-1], values[1:]), axis=1).ravel()))
        return places, heights


@dataclass(slots=True)
class Channel:
    """One channel's state.

    `level` is the amplitude that volume and expression leave; `pan` runs from -1 to 1; `reverb`,
    `wheel` and `pressure` from 0 to 1; `bend` is in cents, tuning included. `presets` counts into
    `numbers`, the `(bank, program)` pairs. `pedal` is 1 while down. `silenced` and `released` are
    the frames at which all its sound ends, or all its keys are let go.
    """

    level: Curve
    pan: Curve
    reverb: Curve
    wheel: Curve
    pressure: Curve
    bend: Curve
    pedal: Curve
    preset: Curve
    numbers: list[tuple[int, int]]
    pedal_ups: list[int] = field(default_factory=list[int])
    silenced: list[int] = field(default_factory=list[int])
    released: list[int] = field(default_factory=list[int])

    def preset_at(self, frame: int) -> tuple[int, int]:
        """The `(bank, program)` that plays a note struck at `frame`."""
        return self.numbers[int(self.preset.at(frame))]

    def let_go(self, frame: int) -> int:
        """When a key let go at `frame` really ends: when the pedal comes up, if it is down."""
        if not self.pedal.at(frame):
            return frame
        up = bisect_right(self.pedal_ups, frame)
        return self.pedal_ups[up] if up < len(self.pedal_ups) else _NEVER


_NEVER = 1 << 40


def channels_of(
    controls: Iterable[Control], frame_of: Callable[[float], int], first_programs: dict[int, int]
) -> list[Channel]:
    """The sixteen channels of a song with these `controls`, in order of time.

    `frame_of` turns song seconds into frames. `first_programs` holds what channels play that begin
    before their first program change.
    """
    readers = [_Reader(channel, first_programs.get(channel, 0)) for channel in range(CHANNELS)]
    for control in controls:
        readers[control.channel].take(control, max(0, frame_of(control.time_s)))
    return [reader.channel for reader in readers]


class _Reader:
    """Follows one channel's controls and writes down what they do."""

    def __init__(self, number: int, program: int) -> None:
        self._is_drums = number == DRUM_CHANNEL
        self._bank = 0
        self._volume, self._expression = _USUAL_VOLUME, _FULL
        self._bend_steps = 0
        self._bend_range = _USUAL_BEND_RANGE_CENTS
        self._fine = self._coarse = 0.0
        self._parameter = _NO_NUMBER
        bank = DRUM_BANK if self._is_drums else 0
        self.channel = Channel(
            level=Curve(_level(self._volume, self._expression)),
            pan=Curve(0.0),
            reverb=Curve(_USUAL_REVERB / _STEPS),
            wheel=Curve(0.0),
            pressure=Curve(0.0),
            bend=Curve(0.0),
            pedal=Curve(0.0),
            preset=Curve(0.0),
            numbers=[(bank, program)],
        )

    def take(self, control: Control, frame: int) -> None:
        if control.kind is ControlKind.PROGRAM:
            self._set_program(frame, control.value)
        elif control.kind is ControlKind.BEND:
            self._bend_steps = control.value
            self._set_bend(frame)
        elif control.kind is ControlKind.PRESSURE:
            self.channel.pressure.change(frame, control.value / _STEPS)
        else:
            self._controller(frame, control.number, control.value)

    def _controller(self, frame: int, number: int, value: int) -> None:
        channel = self.channel
        match number:
            case Dial.BANK:
                self._bank = value
            case Dial.WHEEL:
                channel.wheel.change(frame, value / _STEPS)
            case Dial.VOLUME:
                self._volume = value
                channel.level.change(frame, _level(value, self._expression))
            case Dial.PAN:
                channel.pan.change(frame, (value - _MIDDLE) / _MIDDLE)
            case Dial.EXPRESSION:
                self._expression = value
                channel.level.change(frame, _level(self._volume, value))
            case Dial.PEDAL:
                self._set_pedal(frame, is_down=value >= _MIDDLE)
            case Dial.REVERB:
                channel.reverb.change(frame, value / _STEPS)
            case Dial.SOUND_OFF:
                channel.silenced.append(frame)
            case Dial.RESET:
                self._reset(frame)
            case Dial.NOTES_OFF:
                channel.released.append(frame)
            case _:
                self._parameter_controller(frame, number, value)

    def _parameter_controller(self, frame: int, number: int, value: int) -> None:
        """Registered parameters: what the next data entry sets."""
        if number == Dial.NUMBER:
            self._parameter = (value, self._parameter[1])
        elif number == Dial.NUMBER_FINE:
            self._parameter = (self._parameter[0], value)
        elif number in (Dial.OTHER_NUMBER, Dial.OTHER_NUMBER_FINE):
            self._parameter = _NO_NUMBER
        elif number in (Dial.ENTRY, Dial.ENTRY_FINE):
            self._enter(value, is_fine=number == Dial.ENTRY_FINE)
            self._set_bend(frame)

    def _enter(self, value: int, *, is_fine: bool) -> None:
        if self._parameter == (0, 0):
            whole, cents = divmod(self._bend_range, 100)
            asked = whole * 100 + value if is_fine else value * 100 + cents
            self._bend_range = min(asked, _MOST_BEND_RANGE_CENTS)
        elif self._parameter == (0, 1) and not is_fine:
            self._fine = (value - _MIDDLE) / _MIDDLE * _TUNING_RANGE_CENTS
        elif self._parameter == (0, 2) and not is_fine:
            self._coarse = (value - _MIDDLE) * 100.0

    def _set_bend(self, frame: int) -> None:
        cents = self._bend_steps / _BEND_STEPS * self._bend_range + self._fine
        if not self._is_drums:
            cents += self._coarse
        self.channel.bend.change(frame, cents)

    def _set_program(self, frame: int, program: int) -> None:
        is_drums = self._is_drums or self._bank in _DRUM_BANKS
        number = (DRUM_BANK if is_drums else self._bank, program)
        if number not in self.channel.numbers:
            self.channel.numbers.append(number)
        self.channel.preset.change(frame, self.channel.numbers.index(number))

    def _set_pedal(self, frame: int, *, is_down: bool) -> None:
        if not is_down and self.channel.pedal.at(frame):
            self.channel.pedal_ups.append(frame)
        self.channel.pedal.change(frame, float(is_down))

    def _reset(self, frame: int) -> None:
        """As MIDI's recommended practice 15 has it: volume, pan, instrument and tuning stay."""
        self._expression = _FULL
        self._bend_steps = 0
        self._parameter = _NO_NUMBER
        self.channel.level.change(frame, _level(self._volume, _FULL))
        self.channel.wheel.change(frame, 0.0)
        self.channel.pressure.change(frame, 0.0)
        self._set_pedal(frame, is_down=False)
        self._set_bend(frame)


def _level(volume: int, expression: int) -> float:
    """Both fall by 40 decibels a decade (SoundFont 2.04, section 8.4)."""
    return math.pow(volume * expression / (_FULL * _FULL), 2)
