"""What reach proposes to simulated hands, and how many notes they then hit in the long run.

For each ready-made hand of `game.play.simulated_hand`: ten-second counts made up from what the hand
can do (of its tries as many come as of its notes), the proposal, and the share of notes it hits of
the shipped songs played so (median, lowest and highest song), beside the gentle level with the
fingers of the level, which is how the game begins without a reach. That a finger tries in ten
seconds at twice the pace it keeps in songs, and that its intervals scatter by the root of two times
its timing, is assumed here, not measured.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from statistics import median

from game.charting.chart import Grip
from game.charting.charter import make_chart
from game.charting.level import Level, read_levels
from game.coach.proposal import proposal_of
from game.coach.reach import COUNT_S, TRIES, GripReach, Reach
from game.folders import shipped_folder
from game.music.reading import read_song
from game.music.song import Song
from game.music.tune import Tune, find_tune
from game.play.simulated_hand import READY_MADE, HandModel, expected_rate
from game.settings import Hand

ORDER = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
LEAST_S = 0.1


def counted(hand: HandModel, grip: Grip, random: Random) -> GripReach:
    """Ten seconds of a finger; one that hardly ever comes rests."""
    if grip not in hand.able():
        return GripReach(grip, False)
    usual_s = max(1 / (2 * hand.of(grip).pace_per_s), hand.repeat_s / 2)
    spread_s = 2**0.5 * hand.sd_ms / 1000
    gaps, since_s = list[float](), 0.0
    while sum(gaps) + since_s < COUNT_S:
        since_s += max(random.gauss(usual_s, spread_s), LEAST_S)
        if random.random() < hand.of(grip).chance:
            gaps.append(since_s)
            since_s = 0.0
    while sum(gaps) >= COUNT_S:
        gaps.pop()
    return GripReach(grip, True, TRIES, len(gaps) + 1, tuple(round(1000 * gap_s) for gap_s in gaps))


def hits(
    songs: list[tuple[Song, Tune]],
    level: Level,
    grips: tuple[Grip, ...],
    speed: int,
    one: HandModel,
) -> str:
    """The share of notes hit: median, lowest and highest of the songs."""
    rates = [
        100 * expected_rate(make_chart(song, level, grips, speed, tune), level, one)
        for song, tune in songs
    ]
    return f"{median(rates):3.0f} ({min(rates):.0f}-{max(rates):.0f})"


def main() -> None:
    """Print the table."""
    levels = read_levels(shipped_folder("levels"))
    read = [read_song(path) for path in sorted(Path("songs").glob("*.mid"))]
    songs = [(song, find_tune(song)) for song in read]
    print(f"{'hand':30} {'in 10 s':>20}  {'proposal':44} {'hits %':>12} {'without':>12}")
    for name, hand in READY_MADE.items():
        random = Random(name)
        asked = (
            (Grip.KEY, *ORDER) if len(hand.able()) < len(Grip) and name != "one finger" else ORDER
        )
        reach = Reach(Hand.RIGHT, tuple(counted(hand, grip, random) for grip in asked))
        counts = " ".join(str(one.presses) if one.able else "-" for one in reach.grips)
        first = levels[0]
        without = hits(songs, first, first.default_grips, 100, hand)
        proposal = proposal_of(reach, levels)
        if proposal is None:
            print(f"{name:30} {counts:>20}  {'none':44} {'':>12} {without:>12}")
            continue
        fingers = ", ".join(grip.name.lower() for grip in proposal.grips)
        said = f"{proposal.level.id} {proposal.speed_percent}% {fingers} ({proposal.reason.value})"
        with_it = hits(songs, proposal.level, proposal.grips, proposal.speed_percent, hand)
        print(f"{name:30} {counts:>20}  {said:44} {with_it:>12} {without:>12}")


if __name__ == "__main__":
    main()
