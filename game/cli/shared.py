"""What several commands need: levels, the library, open records, JSON lines."""

from __future__ import annotations

import json
import sys
import time
from argparse import Namespace
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from game.candidates import tune_to_play
from game.charting.chart import Grip
from game.charting.level import Level, find_level
from game.folders import DataFolders, shipped_folder
from game.library import Library
from game.music.song import Song
from game.music.tune import Tune, find_tune
from game.own_levels import read_all_levels
from game.records.opening import open_records
from game.records.store import Records
from game.text import later, tr

_GRIP_WORDS = {
    Grip.INDEX: later("index"),
    Grip.MIDDLE: later("middle"),
    Grip.RING: later("ring"),
    Grip.LITTLE: later("little"),
    Grip.KEY: later("key"),
}


class CommandError(Exception):
    """A command can't do what was asked. Its text is one sentence."""


@dataclass(frozen=True, slots=True)
class CourseOptions:
    """Level, grips and speed as asked for on the command line."""

    level: Level
    grips: tuple[Grip, ...]
    speed_percent: int


def course_options(options: Namespace, folders: DataFolders) -> CourseOptions:
    """What `--level`, `--grips` and `--speed` say, with their defaults. Raises `LevelError`.

    Says on stderr which of somebody's own levels are left out.
    """
    found = read_all_levels(folders)
    for sentence in found.left_out:
        print(f"thumbtune: {sentence}", file=sys.stderr)
    levels = found.levels
    level = find_level(levels, options.level) if options.level else levels[0]
    return CourseOptions(level, options.grips or level.default_grips, options.speed or 100)


def open_library(folders: DataFolders) -> Library:
    """The shipped songs and those of the player."""
    songs = shipped_folder("songs"), folders.songs
    return Library(songs, folders.song_index, folders.trash)


def chosen_tune(song: Song, folders: DataFolders) -> Tune:
    """The tune of `song` as it was chosen, if there are records that can say so."""
    found = find_tune(song)
    if not folders.records.exists():
        return found
    with opened_records(folders) as records:
        return tune_to_play(song, found, records.songs)


@contextmanager
def opened_records(folders: DataFolders) -> Generator[Records]:
    """The records, closed afterwards; says on stderr if a damaged file was set aside."""
    opened = open_records(folders.records, now_ms=round(time.time() * 1000))
    if opened.message:
        print(f"thumbtune: {opened.message}", file=sys.stderr)
    with opened.records as records:
        yield records


def grip_word(grip: Grip) -> str:
    """What a grip is called in a list."""
    return tr(_GRIP_WORDS[grip])


def print_json(value: object) -> None:
    """One line of JSON, in ASCII: readable whatever the output's alphabet, and any file's name."""
    print(json.dumps(value), flush=True)


def minutes(duration_s: float) -> str:
    """A length as people say it: "2:05"."""
    whole = round(duration_s)
    return f"{whole // 60}:{whole % 60:02}"
