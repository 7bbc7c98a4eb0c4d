"""The song library with 10,000 songs: reading them, and a start when nothing has changed.

    uv run python -m tests.benchmarks.library [HOW_MANY]

The songs are distinct files of a melody, chords and a bass, about 6 kB each. `index` is what is
known before the disk has been asked, as the list first shows it; `rows` are made for the screen
from it. Times are medians.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from time import perf_counter, sleep

import mido

from game.app.rows import RecordsBeside, RowMaker
from game.charting.level import read_levels
from game.folders import shipped_folder
from game.library import Library
from game.play.events import InputKind
from game.records.opening import open_records
from game.settings import Hand, PlaySettings
from tests.benchmarks.figures import at_share, median, print_table
from tests.music.midi import played, written

SONGS = 10_000
ROUNDS = 7
NOW_MS = 1_750_000_000_000
_BARS = 32
_FOLDERS = 50


def main() -> None:
    """Make the songs, read them once, and look at them again `ROUNDS` times."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else SONGS
    with TemporaryDirectory(prefix="thumbtune-benchmark-") as folder:
        songs, index = Path(folder) / "songs", Path(folder) / "songs.db"
        for number in range(count):
            _write(songs / f"{number % _FOLDERS}" / f"song {number}.mid", number)
        before_mb = _memory_mb()
        cold_s, held_ms = _read(Library((songs,), index))
        rows: list[list[object]] = [
            [f"read {count} new songs, s", cold_s],
            ["the same, songs a second", count / cold_s],
            ["meanwhile: a thread that wakes each 5 ms is late by, median, ms", median(held_ms)],
            ["the same, 99 % at most, ms", at_share(held_ms, 0.99)],
            ["the same, at most, ms", max(held_ms)],
            ["size of the index, MB", index.stat().st_size / 1e6],
        ]
        rows += _starts(songs, index, Path(folder) / "thumbtune.db")
        library = Library((songs,), index)
        library.known_entries()
        rows.append(["memory of the library, MB", _memory_mb() - before_mb])
        (songs / "0" / "song 0.mid").unlink()
        _write(songs / "new.mid", count)
        rows.append(["one gone and one new, s", _taking(library.read_all)])
    print_table(f"The song library, {count} songs", ["what", "value"], rows)


def _starts(songs: Path, index: Path, records: Path) -> list[list[object]]:
    """What a start takes when nothing has changed."""
    levels = read_levels(shipped_folder("levels"))
    settings = PlaySettings(levels[0], 100, Hand.RIGHT, levels[0].default_grips)
    times: dict[str, list[float]] = {}
    with open_records(records, NOW_MS).records as opened:
        player = opened.players.choose("Anna")
        for _ in range(ROUNDS):
            library = Library((songs,), index)
            steps: dict[str, Callable[[], object]] = {
                "what the index knows, s": library.known_entries,
                "rows for the list, s": lambda library=library: RowMaker(
                    library, RecordsBeside.of(player, opened, library)
                ).under(settings, InputKind.KEYBOARD),
                "looking for changes, s": library.read_all,
            }
            for name, step in steps.items():
                times.setdefault(name, []).append(_taking(step))
    return [[f"warm start: {name}", median(taken)] for name, taken in times.items()]


def _read(library: Library) -> tuple[float, list[float]]:
    """How long reading everything takes, and how late another thread wakes meanwhile, in ms."""
    late_ms: list[float] = []
    reading = Thread(target=lambda: library.read_all(beside=True))
    begun = perf_counter()
    reading.start()
    while reading.is_alive():
        due = perf_counter() + 0.005
        sleep(0.005)
        late_ms.append((perf_counter() - due) * 1000)
    return perf_counter() - begun, late_ms


def _taking(step: Callable[[], object]) -> float:
    begun = perf_counter()
    step()
    return perf_counter() - begun


def _write(path: Path, number: int) -> None:
    """A song of its own: melody, chords and bass over four chords."""
    rng = random.Random(number)
    melody = [(beat, 1.0, 60 + rng.choice((0, 2, 4, 5, 7, 9, 12))) for beat in range(4 * _BARS)]
    roots = [48 + rng.choice((0, 5, 7, 9)) for _ in range(_BARS)]
    chords = [(4 * bar, 4, root + step) for bar, root in enumerate(roots) for step in (0, 4, 7)]
    bass = [(2 * half, 2, roots[half // 2] - 12) for half in range(2 * _BARS)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(
        written(
            [mido.MetaMessage("track_name", name=f"Waltz {number}")],
            played([(float(b), d, p) for b, d, p in melody], channel=0),
            played([(float(b), float(d), p) for b, d, p in chords], channel=1),
            played([(float(b), float(d), p) for b, d, p in bass], channel=2, program=32),
        )
    )


def _memory_mb() -> float:
    """What this process holds now; 0 where that can't be asked for like this."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except (OSError, ValueError):
        return 0.0
    return pages * 4096 / 1e6


if __name__ == "__main__":
    main()
