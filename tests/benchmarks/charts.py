"""How good charts are, over whole folders of songs, and how long making one takes.

    uv run python -m tests.benchmarks.charts [--half 0|1] [--every N] CORPUS...

A corpus is a folder of MIDI files. The tune is the track named MELODY where there is one, the
higher of two streams where there are just two, and otherwise what the game itself finds. Beside
our fingers stand three naive rules: chance, the pitch modulo the number of fingers, and the
quartile of the song's range. Files that people have charted by hand for several difficulties
(tracks named PART ...) are used to measure thinning: the hardest chart is the tune, the others
are the truth. `--half` takes every second file, so that what was fitted on one half can be checked
on the other.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from time import perf_counter

from game.charting.chart import Grip, ticks
from game.charting.charter import chart_of, make_chart
from game.charting.figures import (
    HandFigures,
    KeptFigures,
    gap_violations,
    hand_figures,
    kept_figures,
)
from game.charting.fingering import assign_grips
from game.charting.level import Level, first_steps, read_levels
from game.charting.metre import Metre, find_metre
from game.charting.thinning import Gaps, candidates_of, select, thin
from game.folders import shipped_folder
from game.music.reading import read_song
from game.music.song import Note, Song, SongError
from game.music.tune import find_tune
from tests.benchmarks.figures import at_share, median, print_table

FOUR = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
FEWEST_NOTES = 20
HUMAN_BASES = {"Easy": 60, "Medium": 72, "Hard": 84, "Expert": 96}
HUMAN_LANES = 5
HUMAN_FEWEST = (40, 15)
NARROWER_PERCENT = 85
"""Of the gap that alone would keep as many notes as people did; then the lightest give way."""
MORE = (1.0, 1.015, 1.03, 1.045, 1.06)
"""How many to ask for: making equal bars equal costs a few."""


def main() -> None:
    """Print the tables of each corpus named on the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS")
    parser.add_argument("--half", type=int, choices=(0, 1), help="every second file only")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="of those, every Nth")
    options = parser.parse_args()
    levels = first_steps(read_levels(shipped_folder("levels")))
    for corpus in options.corpora:
        songs = list(_songs(corpus, options.half, options.every))
        by_hand = [part for song in songs for part in _human_parts(song)]
        if by_hand:
            _print_human(corpus.name, by_hand)
        else:
            _print_charts(corpus.name, songs, levels)


def _songs(corpus: Path, half: int | None, every: int) -> Iterable[Song]:
    paths = sorted(path for path in corpus.rglob("*") if path.suffix.lower() in (".mid", ".kar"))
    chosen = [path for place, path in enumerate(paths) if half is None or place % 2 == half]
    for path in chosen[::every]:
        try:
            yield read_song(path)
        except SongError as problem:
            print(f"{path.name}: {problem}", flush=True)


def _true_tune(song: Song) -> tuple[Note, ...]:
    named = {track.index for track in song.tracks if track.name == "MELODY"}
    streams: defaultdict[tuple[int, int], list[Note]] = defaultdict(list)
    for note in song.notes:
        streams[note.track, note.channel].append(note)
    if named:
        return _top(note for note in song.notes if note.track in named)
    if len(streams) == 2:
        heights = {key: sum(n.pitch for n in found) / len(found) for key, found in streams.items()}
        return _top(streams[max(heights, key=heights.__getitem__)])
    return find_tune(song).notes


def _top(notes: Iterable[Note]) -> tuple[Note, ...]:
    top: dict[float, Note] = {}
    for note in notes:
        standing = top.get(note.onset_s)
        if standing is None or note.pitch > standing.pitch:
            top[note.onset_s] = note
    return tuple(top[onset] for onset in sorted(top))


@dataclass(frozen=True, slots=True)
class _Made:
    """What one song became at one level."""

    ways: dict[str, HandFigures]
    kept: KeptFigures
    nested: float
    violations: int


def _print_charts(name: str, songs: Sequence[Song], levels: Sequence[Level]) -> None:
    made: dict[Level, list[_Made]] = {level: [] for level in levels}
    times_ms: list[float] = []
    for song in songs:
        tune = _true_tune(song)
        if len(tune) < FEWEST_NOTES:
            continue
        metre = find_metre(song)
        harder: list[Note] = list(tune)
        for level in reversed(levels):
            begun = perf_counter()
            make_chart(song, level, FOUR)
            times_ms.append((perf_counter() - begun) * 1000)
            harder = _measure(song, tune, metre, level, harder, made[level])
    _print_hands(name, made)
    _print_kept(name, made)
    row = [len(times_ms), median(times_ms), at_share(times_ms, 0.99), max(times_ms)]
    print_table(f"{name}: from song to chart, ms", ["charts", "median", "p99", "max"], [row])


def _measure(
    song: Song,
    tune: Sequence[Note],
    metre: Metre,
    level: Level,
    harder: Sequence[Note],
    into: list[_Made],
) -> list[Note]:
    """Adds the figures of one chart; gives its notes. `harder` are those of the level above."""
    kept = thin(tune, metre, level, grip_count=4, speed_percent=100)
    grips = assign_grips(kept, metre, level, FOUR, speed_percent=100)
    chart = chart_of(song, level, FOUR, 100, kept, grips)
    onsets = {note.onset_s for note in harder}
    ways = {
        "chance": _by_chance(kept),
        "pitch mod 4": [note.pitch % 4 for note in kept],
        "quartile": _quartiles(kept),
        "Thumbtune": [int(grip) for grip in grips],
    }
    figures = {way: hand_figures(kept, lanes, 4) for way, lanes in ways.items()}
    nested = sum(note.onset_s in onsets for note in kept) / len(kept)
    thinned = kept_figures(tune, kept, metre)
    into.append(_Made(figures, thinned, nested, gap_violations(chart, level)))
    return kept


def _by_chance(notes: Sequence[Note]) -> list[int]:
    dice = random.Random(len(notes))
    return [dice.randrange(4) for _ in notes]


def _quartiles(notes: Sequence[Note]) -> list[int]:
    pitches = [note.pitch for note in notes]
    low, wide = min(pitches), max(pitches) - min(pitches) + 1
    return [(pitch - low) * 4 // wide for pitch in pitches]


def _mean(values: Iterable[float | None]) -> str:
    there = [value for value in values if value is not None]
    return f"{sum(there) / len(there):.3f}" if there else "-"


def _print_hands(name: str, made: dict[Level, list[_Made]]) -> None:
    rows: list[list[object]] = []
    for level, songs in made.items():
        for way in songs[0].ways if songs else ():
            hands = [song.ways[way] for song in songs]
            leasts = [hand.least for hand in hands]
            offs = [max(abs(share - 0.25) for share in hand.lane_shares) for hand in hands]
            rows.append(
                [
                    level.number,
                    way,
                    _mean(hand.contour for hand in hands),
                    _mean(hand.reversed for hand in hands),
                    _mean(hand.repeats for hand in hands),
                    _mean(hand.motifs for hand in hands),
                    at_share(leasts, 0.1),
                    median(offs),
                    at_share(offs, 0.9),
                    at_share([float(hand.longest_run) for hand in hands], 0.95),
                ]
            )
    heading = ["level", "fingers by", "contour", "reversed", "repeats", "motifs"]
    more = ["least p10", "off share p50", "p90", "longest run p95"]
    print_table(f"{name}: fingers, means over songs", [*heading, *more], rows)


def _print_kept(name: str, made: dict[Level, list[_Made]]) -> None:
    rows = [
        [
            level.number,
            len(songs),
            _mean(song.kept.rate_per_s for song in songs),
            _mean(song.kept.downbeats for song in songs),
            _mean(song.kept.phrases for song in songs),
            _mean(song.kept.equal_bars for song in songs),
            _mean(song.nested for song in songs),
            sum(song.violations for song in songs),
        ]
        for level, songs in made.items()
    ]
    heading = ["level", "songs", "notes a second", "downbeats", "phrases begun", "equal bars"]
    print_table(f"{name}: notes kept", [*heading, "nested", "gap violations"], rows)


@dataclass(frozen=True, slots=True)
class _HumanPart:
    """One instrument charted by hand: the hardest chart's notes, the others' onsets in steps."""

    metre: Metre
    notes: tuple[Note, ...]
    easier: dict[str, frozenset[int]]


def _human_parts(song: Song) -> Iterable[_HumanPart]:
    metre = find_metre(song)
    for track in song.tracks:
        if not track.name.startswith("PART ") or "DRUM" in track.name or "VOC" in track.name:
            continue
        charts = {
            name: _top(
                note
                for note in song.notes
                if note.track == track.index and base <= note.pitch < base + HUMAN_LANES
            )
            for name, base in HUMAN_BASES.items()
        }
        hardest = charts.pop("Expert")
        easier = {
            name: frozenset(ticks(note.onset_s) for note in notes) for name, notes in charts.items()
        }
        enough = len(hardest) >= HUMAN_FEWEST[0] and len(easier["Easy"]) < 0.95 * len(hardest)
        if enough and min(map(len, easier.values())) >= HUMAN_FEWEST[1]:
            yield _HumanPart(metre, hardest, easier)


def _print_human(name: str, parts: Sequence[_HumanPart]) -> None:
    rows: list[list[object]] = []
    for difficulty in ("Easy", "Medium", "Hard"):
        found = [astuple(_agreement(part, difficulty)) for part in parts]
        rows.append(
            [difficulty, len(parts), *(_mean(column) for column in zip(*found, strict=True))]
        )
    heading = ["difficulty", "charts", "F1", "notes for each by hand", "downbeats", "equal bars"]
    print_table(f"{name}: thinning against people, their count given", heading, rows)


@dataclass(frozen=True, slots=True)
class _Agreement:
    """How a thinned chart stands to one made by hand."""

    f1: float
    count: float
    downbeats: float | None
    equal_bars: float | None


def _agreement(part: _HumanPart, difficulty: str) -> _Agreement:
    truth = part.easier[difficulty]
    kept = [part.notes[index] for index in _as_many(part, len(truth))]
    onsets = {ticks(note.onset_s) for note in kept}
    figures = kept_figures(part.notes, kept, part.metre)
    return _Agreement(
        f1=2 * len(onsets & truth) / (len(onsets) + len(truth)),
        count=len(kept) / len(truth),
        downbeats=figures.downbeats,
        equal_bars=figures.equal_bars,
    )


def _as_many(part: _HumanPart, count: int) -> list[int]:
    """The selection that is nearest to `count` notes: the heaviest ones under a gap to suit."""
    there = candidates_of(part.notes, part.metre, grip_count=4, speed_percent=100)
    among = range(len(part.notes))
    low, high = 100, 40_000
    while high - low > low // 50 + 1:
        gap = (low + high) // 2
        if len(select(there, among, Gaps(gap, gap, len(among)))) > count:
            low = gap
        else:
            high = gap
    gap = low * NARROWER_PERCENT // 100
    tried = [select(there, among, Gaps(gap, gap, round(count * more))) for more in MORE]
    return min(tried, key=lambda kept: abs(len(kept) - count))


if __name__ == "__main__":
    main()
