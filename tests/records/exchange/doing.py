"""A program of its own that does everything that is stored, for tests with several of them.

    python -m tests.records.exchange.doing PATH NAME ROUNDS

Says "ready", waits for a line, then stores a run, a check, an answer and an exercise each round,
and says the id of each the moment it is stored.
"""

from __future__ import annotations

import sys
from pathlib import Path

from game.records.checks import Check, CheckKind
from game.records.exercises import ExerciseRun
from game.records.feelings import Asked, Feeling, Pain
from game.records.keys import Moment

from ..making import NOW_MS, opened, play_of


def main(path: Path, name: str, rounds: int) -> None:
    print("ready", flush=True)
    sys.stdin.readline()
    with opened(path) as records:
        player_id = records.players.choose(name).id
        for number in range(rounds):
            at = Moment(NOW_MS + number)
            play = play_of(player_id, hits=number % 5, at_ms=at.at_ms)
            check = Check(player_id, CheckKind.REACH, "{}", at)
            feeling = Feeling(player_id, Pain.NONE, Asked.AFTER, at)
            run = ExerciseRun(player_id, "wrist-bend", at, number, 1000, finished=True)
            records.plays.store(play)
            records.checks.store(check)
            records.feelings.store(feeling)
            records.exercises.store(run)
            for one in (play, check, feeling, run):
                print(one.id, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
