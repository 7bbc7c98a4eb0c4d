"""A program of its own that stores plays, for tests with several of them and for ending one midway.

    python -m tests.records.storing PATH COUNT [--room BYTES] [--nobody]

Says "ready", waits for a line, opens the records, says any message, then stores plays and says the
id of each the moment it is stored. `--room` lets no file grow beyond BYTES; `--nobody` gives up all
rights first.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from game.records.errors import RecordsError
from game.records.opening import open_records

from .making import NOW_MS, play_of

NOBODY = 65_534


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--room", type=int)
    parser.add_argument("--nobody", action="store_true")
    arguments = parser.parse_args()
    if arguments.room:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (arguments.room, arguments.room))
    if arguments.nobody and os.geteuid() == 0:
        os.setuid(NOBODY)
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        _store(arguments.path, arguments.count)
    except RecordsError as error:
        print(f"said: {error}", flush=True)
        return 1
    return 0


def _store(path: Path, count: int) -> None:
    opened = open_records(path, NOW_MS)
    print(f"message: {opened.message}", flush=True)
    with opened.records as records:
        player = records.players.choose("Anna")
        for number in range(count):
            stored = records.plays.store(play_of(player.id, hits=number % 5, at_ms=number))
            print(stored.play_id, flush=True)


if __name__ == "__main__":
    sys.exit(main())
