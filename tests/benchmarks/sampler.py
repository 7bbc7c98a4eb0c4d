"""Our sampler beside FluidSynth: speed, memory, likeness of sound, and whether notes come in time.

    uv run python -m tests.benchmarks.sampler songs/*.mid

Needs the program `fluidsynth`. Both play the same font from the same files, one process each, on
one thread, at 48 kHz. `likeness` is the correlation of the levels in semitone bands. Times are
processor seconds of whole processes, start-up and decoding of the font included; `warm` is ours
without start-up, as in a worker that already runs. Notes are timed with a font whose every note is
one spike: `first` is the lag in the first ten seconds, `last` in the last.
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
import tempfile
import time
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from game.music.reading import read_song
from game.sound.sampler.render import Mixing, Rendition
from game.sound.sampler.units import SAMPLE_RATE
from game.sound.soundfont.font import BUILT_IN, open_font
from game.sound.soundfont.generators import Generator as Gen
from tests.benchmarks.fluidsynth import Cost, fluidsynth, in_one_tempo, run, sound_of
from tests.benchmarks.spectra import likeness
from tests.sound.fonts import Preset, Recording, Zone, written

SPIKE_FRAME = 200
"""Late enough that both have faded in by then."""
_WINDOW = 10 * SAMPLE_RATE
_MOST_LAG = SAMPLE_RATE // 5
_SCATTER = 72
"""FluidSynth begins notes at every 64th frame."""
_FEWEST_NOTES, _LEAST_SHARE = 8, 0.6
"""A window with fewer notes, or fewer of them heard, tells nothing."""


@dataclass(frozen=True, slots=True)
class Row:
    """What was found for one file."""

    name: str
    length_s: float
    notes: int
    ours: Cost
    warm_s: float
    peak_mb: float
    theirs: Cost
    dry: float
    wet: float
    our_lags_ms: tuple[float, float, float]
    their_lags_ms: tuple[float, float, float]


def main() -> None:
    """Measures the files named, or renders one for the measuring process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--render", nargs=3, metavar=("FONT", "WAV", "REVERB"))
    asked = parser.parse_args()
    if asked.render:
        font, wav, reverb = asked.render
        render(asked.files[0], Path(font), Path(wav), reverb=reverb == "1")
        return
    rows: list[Row] = []
    print(_HEAD)
    for midi in asked.files:
        with tempfile.TemporaryDirectory() as folder:
            rows.append(measured(midi, Path(folder)))
        print(_line(rows[-1]), flush=True)
    print(_summary(rows))


def render(midi: Path, font: Path, wav: Path, *, reverb: bool) -> None:
    """Writes what our sampler makes of a file, block by block, and how long that took."""
    began = time.process_time()
    rendition = Rendition(
        read_song(midi), open_font(font), mixing=Mixing(reverb=1.0 if reverb else 0.0)
    )
    with wave.open(str(wav), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        for block in rendition.blocks():
            file.writeframesraw(block.astype("<i2", copy=False).tobytes())
    took_s = time.process_time() - began
    wav.with_suffix(".txt").write_text(f"{took_s} {_peak_mb()}", encoding="ascii")


def _peak_mb() -> float:
    """The most memory this process has held. (What wait4 says counts its parent in.)"""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return float(status.split("VmHWM:")[1].split()[0]) / 1000


def ours(midi: Path, font: Path, wav: Path, *, reverb: bool) -> Cost:
    """Lets a process of its own render a file."""
    module = "tests.benchmarks.sampler"
    flag = "1" if reverb else "0"
    return run([sys.executable, "-m", module, str(midi), "--render", str(font), str(wav), flag])


def measured(midi: Path, folder: Path) -> Row:
    """Everything about one file."""
    flat, mine, other = folder / "flat.mid", folder / "mine.wav", folder / "other.wav"
    in_one_tempo(midi, flat)
    their_cost = fluidsynth(flat, BUILT_IN, other, reverb=True)
    our_cost = ours(flat, BUILT_IN, mine, reverb=True)
    warm_s, peak_mb = map(float, mine.with_suffix(".txt").read_text(encoding="ascii").split())
    wet = likeness(sound_of(mine), sound_of(other))
    length_s = len(sound_of(mine)) / SAMPLE_RATE
    fluidsynth(flat, BUILT_IN, other, reverb=False)
    ours(flat, BUILT_IN, mine, reverb=False)
    dry = likeness(sound_of(mine), sound_of(other))
    spikes = folder / "spikes.sf2"
    spikes.write_bytes(spike_font())
    ours(midi, spikes, mine, reverb=False)
    fluidsynth(midi, spikes, other, reverb=False)
    song = read_song(midi)
    expected = np.array([note.onset_s for note in song.notes])
    return Row(
        name=midi.stem,
        length_s=length_s,
        notes=len(song.notes),
        ours=our_cost,
        warm_s=warm_s,
        peak_mb=peak_mb,
        theirs=their_cost,
        dry=dry,
        wet=wet,
        our_lags_ms=lags_ms(mine, expected),
        their_lags_ms=lags_ms(other, expected),
    )


def spike_font() -> bytes:
    """Every key of every program is one spike, `SPIKE_FRAME` frames after its onset."""
    spike = np.zeros(SPIKE_FRAME + 50, np.int16)
    spike[SPIKE_FRAME] = 20_000
    zone = Zone(0, {Gen.SCALE_TUNING: 0, Gen.VOLUME_RELEASE: 0})
    return written([Preset(0, 0), Preset(128, 0)], [[zone]], [Recording(spike)])


def lags_ms(wav: Path, expected_s: NDArray[np.float64]) -> tuple[float, float, float]:
    """How late the spikes in `wav` come in the first and in the last window, and at worst."""
    heard = np.abs(sound_of(wav)).max(axis=1)
    written_at = np.rint(expected_s * SAMPLE_RATE).astype(np.int64) + SPIKE_FRAME
    lags = [
        lag
        for begin in range(0, len(heard), _WINDOW)
        if (lag := _lag(heard, written_at, begin)) is not None
    ]
    if not lags:
        return math.nan, math.nan, math.nan
    worst = max(lags, key=abs)
    return lags[0], lags[-1], worst


def _lag(heard: NDArray[np.float32], at: NDArray[np.int64], begin: int) -> float | None:
    """The lag at which most spikes of a window lie where notes are written, in milliseconds.

    A spike may lie `_SCATTER` frames off; of many lags that fit the middle one counts.
    """
    inside = at[(at >= begin) & (at < begin + _WINDOW)]
    if len(inside) < _FEWEST_NOTES:
        return None
    padded = np.pad(heard, (_MOST_LAG, 2 * _MOST_LAG))
    peaks = (padded[1:-1] > 2e-4) & (padded[1:-1] >= padded[:-2]) & (padded[1:-1] > padded[2:])
    spikes = np.convolve(peaks, np.ones(2 * _SCATTER + 1), "same") > 0
    fits = sum(spikes[place - 1 : place - 1 + 2 * _MOST_LAG].astype(np.int32) for place in inside)
    if np.max(fits) < _LEAST_SHARE * len(inside):
        return None
    best = np.flatnonzero(fits == np.max(fits)) - _MOST_LAG
    near = best[np.abs(best - best[np.argmin(np.abs(best))]) <= 2 * _SCATTER]
    return float(np.median(near)) * 1000 / SAMPLE_RATE


_HEAD = (
    f"{'file':<28}{'s':>5}{'notes':>7}{'ours s':>8}{'warm':>7}{'fluid s':>8}"
    f"{'x real':>8}{'x fluid':>8}{'MB':>5}{'dry':>7}{'wet':>7}"
    f"{'our lag: first':>15}{'last':>7}{'worst':>7}{'fluid: first':>13}{'last':>8}{'worst':>8}"
)


def _line(row: Row) -> str:
    our_lags = row.our_lags_ms
    their_lags = row.their_lags_ms
    return (
        f"{row.name[:27]:<28}{row.length_s:5.0f}{row.notes:7}{row.ours.cpu_s:8.2f}"
        f"{row.warm_s:7.2f}{row.theirs.cpu_s:8.2f}{row.length_s / row.warm_s:8.0f}"
        f"{row.theirs.cpu_s / row.ours.cpu_s:8.2f}{row.peak_mb:5.0f}"
        f"{row.dry:7.3f}{row.wet:7.3f}"
        f"{our_lags[0]:15.2f}{our_lags[1]:7.2f}{our_lags[2]:7.2f}"
        f"{their_lags[0]:13.2f}{their_lags[1]:8.2f}{their_lags[2]:8.2f}"
    )


def _summary(rows: list[Row]) -> str:
    speeds = [row.length_s / row.warm_s for row in rows]
    against = [row.theirs.cpu_s / row.ours.cpu_s for row in rows]
    dry, wet = [row.dry for row in rows], [row.wet for row in rows]
    worst = max(abs(row.our_lags_ms[2]) for row in rows)
    return (
        f"\nmedians of {len(rows)} files: {statistics.median(speeds):.0f} x real time"
        f" (least {min(speeds):.0f}), {statistics.median(against):.2f} x as fast as FluidSynth"
        f" (least {min(against):.2f}), likeness dry {statistics.median(dry):.3f}"
        f" (least {min(dry):.3f}), with reverb {statistics.median(wet):.3f}"
        f" (least {min(wet):.3f}); worst lag {worst:.2f} ms;"
        f" most memory {max(row.peak_mb for row in rows):.0f} MB"
    )


if __name__ == "__main__":
    main()
