"""From choosing a song to when it can begin to play, with a warm worker, as in the open game.

    uv run python -m tests.benchmarks.ready [FILE.mid]

Cold: nothing of it is in the cache. Warm: its stems are. In between, it was given up at once, and
the time counts until the worker is ready for another song. Without a file, a song of three minutes
is made: four parts, some 2,800 notes.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from time import perf_counter

import mido

from game.beside import ProcessRoom
from game.charting.level import first_steps, read_levels
from game.folders import shipped_folder
from game.mixdown import Mixdown
from game.preparation import Preparation
from game.settings import Hand, PlaySettings, SoundSettings
from game.sound.cache import StemCache
from game.workshop import TOLD, read, warm_up
from tests.benchmarks.figures import median, print_table
from tests.records.making import records_in_memory

ROUNDS = 5
LENGTH_S = 180
FRAME_S = 1 / 60
PARTS = ((0, 60, 0.5), (33, 36, 0.5), (48, 64, 0.25), (25, 55, 0.25))
"""Program, lowest pitch and seconds a note."""


def main() -> None:
    """Choose a song `ROUNDS` times cold and warm; print the medians, in s."""
    with tempfile.TemporaryDirectory(prefix="thumbtune-") as folder:
        path = Path(sys.argv[1]) if len(sys.argv) > 1 else _song(Path(folder) / "song.mid")
        room = ProcessRoom(TOLD)
        begun_s = perf_counter()
        _until_over(room, warm_up, None)
        started_s = perf_counter() - begun_s
        caches = [StemCache(Path(folder) / str(number)) for number in range(ROUNDS)]
        cold = [_chosen(room, path, cache) for cache in caches]
        warm = [_chosen(room, path, cache) for cache in caches]
        given_up = [_given_up(room, path, Path(folder) / f"up {n}") for n in range(ROUNDS)]
        room.close()
    rows: list[list[object]] = [
        ["worker started and warm", started_s, started_s],
        ["cold, ready to play", median([ready for ready, _ in cold]), max(one for one, _ in cold)],
        ["cold, whole", median([whole for _, whole in cold]), max(one for _, one in cold)],
        ["warm, ready to play", median([ready for ready, _ in warm]), max(one for one, _ in warm)],
        ["warm, whole", median([whole for _, whole in warm]), max(one for _, one in warm)],
        ["given up, worker free", median(given_up), max(given_up)],
    ]
    print_table(f"{path.name}, {ROUNDS} times each, in s", ["what", "median", "max"], rows)


def _chosen(room: ProcessRoom, path: Path, cache: StemCache) -> tuple[float, float]:
    """How long until the song can play, and until all of it is written."""
    begun_s = perf_counter()
    mix = _ready(room, path, cache)
    ready_s = perf_counter() - begun_s
    while not mix.is_whole:
        time.sleep(FRAME_S)
        mix.look()
    whole_s = perf_counter() - begun_s
    while not any(cache.folder.glob("*/entry.json")):
        time.sleep(FRAME_S)
        room.look()
    mix.close()
    return ready_s, whole_s


def _ready(room: ProcessRoom, path: Path, cache: StemCache) -> Mixdown:
    level = first_steps(read_levels(shipped_folder("levels")))[2]
    settings = PlaySettings(level, 100, Hand.RIGHT, level.default_grips)
    with records_in_memory() as records:
        preparation = Preparation(path, settings, records, room, cache, SoundSettings())
        while (prepared := preparation.poll()) is None:
            time.sleep(FRAME_S)
    assert prepared.mix is not None, prepared.message
    return prepared.mix


def _given_up(room: ProcessRoom, path: Path, folder: Path) -> float:
    mix = _ready(room, path, StemCache(folder))
    begun_s = perf_counter()
    mix.close()
    _until_over(room, read, path)
    return perf_counter() - begun_s


def _until_over(room: ProcessRoom, work: object, *arguments: object) -> None:
    job = room.begin(work, *arguments)  # pyright: ignore
    while not job.is_over:
        time.sleep(0.001)
        job.news()


def _song(path: Path) -> Path:
    tracks: list[mido.MidiTrack] = []
    for channel, (program, lowest, note_s) in enumerate(PARTS):
        track = mido.MidiTrack([mido.Message("program_change", program=program, channel=channel)])
        ticks = round(note_s * 960)
        for number in range(round(LENGTH_S / note_s)):
            pitch = lowest + (number * 7 + channel) % 17
            on = mido.Message("note_on", note=pitch, velocity=90, channel=channel)
            track += [on, mido.Message("note_off", note=pitch, time=ticks, channel=channel)]
        tracks.append(track)
    mido.MidiFile(type=1, ticks_per_beat=480, tracks=tracks).save(str(path))
    return path


if __name__ == "__main__":
    main()
