"""How often the tune is found: `python -m tests.benchmarks.tunes CORPUS...`.

Names, velocities and the order of tracks are hidden. "Odd" files are the first, third ... of a
corpus, on which the nets for merged songs were fitted; the weights of streams were fitted on all
(`tune_weights` checks them by halves).
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from game.music.song import Note, Song
from game.music.streams import SAME_MOMENT_S, top_notes
from game.music.tune import Tune, find_tune
from tests.benchmarks.figures import at_share, median, print_table
from tests.benchmarks.tune_corpora import Known, known_songs

SURE = 0.7


@dataclass(frozen=True, slots=True)
class Answer:
    """Where the true stream stands among the candidates, and what finding it took."""

    place: int
    line: int
    confidence: float
    took_ms: float


def answer(known: Known, *, words: bool) -> Answer:
    """Looks for the tune of a song in its streams."""
    hidden = known.hidden(words=words)
    tune, took_ms = _timed(hidden.song)
    for place, candidate in enumerate(tune.candidates):
        if (candidate.track, candidate.channel) == (hidden.track, hidden.channel):
            return Answer(place, candidate.line, tune.confidence, took_ms)
    return Answer(99, 99, tune.confidence, took_ms)


def _timed(song: Song) -> tuple[Tune, float]:
    begin = time.perf_counter()
    tune = find_tune(song)
    return tune, (time.perf_counter() - begin) * 1000.0


def likeness(found: tuple[Note, ...], true: list[Note]) -> float:
    """The F1 of notes found: same pitch, onsets within 50 ms, each true note found once."""
    left = {pitch: [n.onset_s for n in true if n.pitch == pitch] for pitch in range(128)}
    hits = 0
    for note in found:
        onsets = left[note.pitch]
        away_s = [abs(onset_s - note.onset_s) for onset_s in onsets]
        if away_s and min(away_s) <= SAME_MOMENT_S + 1e-6:
            del onsets[int(np.argmin(away_s))]
            hits += 1
    return 2.0 * hits / (len(found) + len(true))


def streams_row(name: str, answers: list[Answer]) -> list[object]:
    """Shares of songs, and times."""
    first = [a.line == 0 for a in answers]
    sure = [right for a, right in zip(answers, first, strict=True) if a.confidence >= SURE]
    times_ms = [a.took_ms for a in answers]
    return [
        name,
        len(answers),
        _share([a.place == 0 for a in answers]),
        _share(first),
        _share([a.place < 3 for a in answers]),
        _share([a.confidence >= SURE for a in answers]),
        _share(sure),
        f"{median(times_ms):.0f}",
        f"{at_share(times_ms, 0.99):.0f}",
    ]


def merged_row(name: str, songs: list[Known]) -> list[object]:
    """Mean F1 of the merged songs, and times."""
    ours: list[float] = []
    skyline: list[float] = []
    times_ms: list[float] = []
    for known in songs:
        merged, true = known.merged(), known.tune()
        tune, took_ms = _timed(merged)
        ours.append(likeness(tune.notes, true))
        skyline.append(likeness(top_notes(merged.notes), true))
        times_ms.append(took_ms)
    fast, slow = f"{median(times_ms):.0f}", f"{at_share(times_ms, 0.99):.0f}"
    return [name, len(songs), _share(skyline), _share(ours), fast, slow]


def _share(values: list[bool] | list[float]) -> str:
    return f"{sum(values) / max(len(values), 1):.3f}"


def main() -> None:
    """Prints the tables."""
    streams: list[list[object]] = []
    merged: list[list[object]] = []
    for corpus in (Path(argument) for argument in sys.argv[1:]):
        songs = list(known_songs(corpus))
        sung = any(known.song.lyric_times_s for known in songs)
        for half, chosen in (("odd", songs[::2]), ("even", songs[1::2])):
            for words in (False, True) if sung else (False,):
                name = f"{corpus.name} {half}{', with words' if words else ''}"
                streams.append(streams_row(name, [answer(k, words=words) for k in chosen]))
            merged.append(merged_row(f"{corpus.name} {half}", chosen))
    heading = ["streams", "n", "top", "or its double", "top 3", "sure", "sure and right"]
    print_table("The stream of the tune", [*heading, "ms", "p99"], streams)
    print_table("All in one stream", ["merged", "n", "top notes", "line", "ms", "p99"], merged)


if __name__ == "__main__":
    main()
