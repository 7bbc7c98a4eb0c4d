"""The FluidSynth program, as the measure of what a SoundFont should sound like."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import mido
import soundfile

from game.music.reading import read_song
from tests.benchmarks.spectra import Sound

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_TICKS, _TEMPO_US = 24_000, 500_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: processor time, and time on the clock."""

    cpu_s: float
    wall_s: float


def run(command: Sequence[str]) -> Cost:
    """Runs a program to its end, on one thread, without its words."""
    began = time.perf_counter()
    with Path(os.devnull).open("w") as nowhere:
        child = subprocess.Popen(
            command, stdout=nowhere, stderr=nowhere, env={**os.environ, **ONE_THREAD}
        )
        _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"this did not work: {' '.join(command)}")
    wall_s = time.perf_counter() - began
    return Cost(used.ru_utime + used.ru_stime, wall_s)


def fluidsynth(midi: Path, font: Path, wav: Path, *, reverb: bool, gain: float = 0.4) -> Cost:
    """Lets FluidSynth write `wav`, without chorus."""
    return run(
        [
            *("fluidsynth", "-ni", "-F", str(wav), "-r", "48000", "-O", "s16"),
            *("-g", str(gain), "-C", "0", "-R", str(int(reverb)), str(font), str(midi)),
        ]
    )


def sound_of(wav: Path) -> Sound:
    """The frames of a WAV file, shape (frames, 2)."""
    return soundfile.read(wav, dtype="float32", always_2d=True)[0]


def in_one_tempo(midi: Path, target: Path) -> None:
    """Writes the same song with one tempo: every event at its own time, to 21 microseconds.

    FluidSynth counts whole milliseconds from each change of tempo on, so it drifts in a song with
    many of them. That is a matter of its player and not of its sound.
    """
    tempo_map = read_song(midi).tempo_map
    source = mido.MidiFile(str(midi))
    flat = mido.MidiFile(type=1, ticks_per_beat=_TICKS)
    for track in source.tracks:
        flat.tracks.append(mido.MidiTrack())
        now = before = 0
        for message in track:
            now += message.time
            if message.is_meta or message.type == "sysex":
                continue
            at_s = tempo_map.time_at(now / source.ticks_per_beat)
            at = round(at_s * 1_000_000 / _TEMPO_US * _TICKS)
            flat.tracks[-1].append(message.copy(time=at - before))
            before = at
    flat.save(str(target))
