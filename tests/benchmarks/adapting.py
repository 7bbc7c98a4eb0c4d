"""How the offers after a run bring simulated hands to the hit rates to aim at, and keep them there.

    uv run python -m tests.benchmarks.adapting

Each hand plays 30 songs, four shipped ones in turn, and takes every offer; so from three levels and
with 20 seeds. "In the band" is where the hand hits 60 to 80 % of the notes in the long run, over
all four songs, whatever it hit by chance; or, where nothing is left to change, that this was told.
"""

from __future__ import annotations

from statistics import fmean

from game.charting.level import level_name
from game.play.simulated_hand import READY_MADE
from game.settings import PlaySettings
from tests.benchmarks.figures import print_table
from tests.coach.practising_hands import (
    LATER,
    LEVELS,
    Way,
    hand_called,
    practise,
    start_at,
    way_of,
)

SEEDS = 20
SONGS = 30
STARTS = (0, 4, 8)
HEADINGS = (
    "hand",
    "start",
    "songs until in the band",
    f"within {LATER}",
    "later songs in the band",
    "or within 5 points",
    "changes",
    "there and back",
    "the same with fingers",
    "end (first seed)",
)


def main() -> None:
    """Let every hand practise from each start, and print what became of it."""
    rows: list[tuple[str, ...]] = []
    for name in READY_MADE:
        for place in STARTS:
            ways = [_way(name, place, seed) for seed in range(SEEDS)]
            rows.append((name, level_name(LEVELS[place]), *_figures(ways)))
    print_table(f"{SEEDS} seeds, {SONGS} songs each", HEADINGS, rows)


def _way(name: str, place: int, seed: int) -> Way:
    able = READY_MADE[name].able()
    return way_of(practise(hand_called(name), start_at(LEVELS[place]), seed, SONGS, able=able))


def _figures(ways: list[Way]) -> tuple[str, ...]:
    songs = [SONGS if way.songs is None else way.songs for way in ways]
    return (
        f"{fmean(songs):.1f}, at most {max(songs)}",
        f"{sum(one <= LATER for one in songs)} of {len(songs)}",
        _share([way.kept for way in ways]),
        _share([way.nearly for way in ways]),
        f"{fmean(way.changes for way in ways):.1f}",
        str(sum(way.reversals for way in ways)),
        str(sum(way.finger_reversals for way in ways)),
        _told(ways[0].end),
    )


def _share(shares: list[float]) -> str:
    return f"{fmean(shares):.0%}, at least {min(shares):.0%}"


def _told(settings: PlaySettings) -> str:
    grips = ", ".join(grip.name.lower() for grip in settings.grips)
    return f"{level_name(settings.level)}, {settings.speed_percent}%, {grips}"


if __name__ == "__main__":
    main()
