"""Songs for the sampler's tests, and ways to look at what they sound like."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from game.music.song import Control, ControlKind, Meter, Note, Song, TempoChange, TempoMap
from game.sound.sampler.render import Mixing, Rendition
from game.sound.sampler.units import SAMPLE_RATE
from game.sound.soundfont.font import SoundFont

DRY = Mixing(reverb=0.0)
Mono = NDArray[np.float64]


def note(
    onset_s: float,
    duration_s: float,
    pitch: int = 69,
    *,
    velocity: int = 100,
    channel: int = 0,
    program: int = 0,
) -> Note:
    return Note(
        onset_s=onset_s,
        duration_s=duration_s,
        onset_beats=onset_s * 2,
        duration_beats=duration_s * 2,
        pitch=pitch,
        velocity=velocity,
        track=0,
        channel=channel,
        program=program,
    )


def song(notes: Iterable[Note], controls: Iterable[Control] = ()) -> Song:
    ordered = tuple(sorted(notes, key=lambda n: n.onset_s))
    return Song(
        title="Test",
        notes=ordered,
        tempo_map=TempoMap((TempoChange(0.0, 0.0, 0.5),), (Meter(0.0, 4, 4),)),
        tracks=(),
        duration_s=max(n.end_s for n in ordered),
        sha256="0" * 64,
        controls=tuple(sorted(controls, key=lambda control: control.time_s)),
    )


def controller(time_s: float, number: int, value: int, channel: int = 0) -> Control:
    return Control(time_s, channel, ControlKind.CONTROLLER, number, value)


def program(time_s: float, number: int, channel: int = 0) -> Control:
    return Control(time_s, channel, ControlKind.PROGRAM, 0, number)


def bend(time_s: float, value: int, channel: int = 0) -> Control:
    return Control(time_s, channel, ControlKind.BEND, 0, value)


def heard(
    notes: Iterable[Note],
    font: SoundFont,
    controls: Iterable[Control] = (),
    *,
    speed_percent: float = 100.0,
    mixing: Mixing = DRY,
    lead_in_s: float = 0.0,
) -> NDArray[np.float64]:
    """Both sides, shape (frames, 2), as loud as the sampler's own scale has it: gain taken out."""
    rendition = Rendition(
        song(notes, controls),
        font,
        speed_percent=speed_percent,
        mixing=mixing,
        lead_in_s=lead_in_s,
    )
    return np.concatenate(list(rendition.blocks())) / 32767.0 / rendition.gain


def level(sound: NDArray[np.float64], start_s: float, end_s: float) -> float:
    """The root mean square of a stretch."""
    part = sound[round(start_s * SAMPLE_RATE) : round(end_s * SAMPLE_RATE)]
    return float(np.sqrt(np.mean(np.square(part))))


def hertz(sound: NDArray[np.float64], start_s: float, end_s: float) -> float:
    """The frequency of a lone sine in a stretch, from how far its phase gets."""
    part = sound[round(start_s * SAMPLE_RATE) : round(end_s * SAMPLE_RATE), 0]
    windowed = part * np.hanning(len(part))
    spectrum = np.abs(np.fft.rfft(windowed, 8 * len(part)))
    peak = int(np.argmax(spectrum))
    before, top, after = np.log(spectrum[peak - 1 : peak + 2])
    nudge = 0.5 * (before - after) / (before - 2 * top + after)
    return (peak + nudge) * SAMPLE_RATE / (8 * len(part))


def cents(measured: float, expected: float) -> float:
    return float(1200 * np.log2(measured / expected))


def onset_frame(sound: NDArray[np.float64], from_s: float = 0.0) -> int:
    """The first frame from `from_s` on that is not silent."""
    first = round(from_s * SAMPLE_RATE)
    return first + int(np.argmax(np.abs(sound[first:]).max(axis=1) > 0))


def roughest_step(sound: NDArray[np.float64]) -> float:
    """The greatest second difference: a click is a kink in a smooth sound."""
    return float(np.abs(np.diff(sound[:, 0], 2)).max())
