"""The commands that open a window. pygame is only loaded here."""

from __future__ import annotations

import os
import time
from argparse import Namespace
from contextlib import ExitStack
from pathlib import Path

from game.charting.level import find_level
from game.cli.shared import CommandError, open_library
from game.folders import DataFolders
from game.own_levels import read_all_levels
from game.records.opening import open_records
from game.trace import Trace


def open_game(options: Namespace, folders: DataFolders) -> int:
    """`thumbtune`: open the game at home."""
    return _run(options, folders, song=None)


def play_song(options: Namespace, folders: DataFolders) -> int:
    """`thumbtune play FILE|TITLE`: open the game at a song."""
    return _run(options, folders, song=options.song)


def _run(options: Namespace, folders: DataFolders, song: str | None) -> int:
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from game.app.parts import Wishes, chosen_bindings
    from game.app.start import play
    from game.app.window import WindowError
    from game.inputs.bindings import BindingError
    from game.settings import Hand

    asked = vars(options)
    found = read_all_levels(folders)
    levels = found.levels
    library = open_library(folders)
    with ExitStack() as stack:
        trace = asked.get("trace")
        wishes = Wishes(
            song=library.find(song).path if song else None,
            level=find_level(levels, asked["level"]) if asked.get("level") else None,
            speed_percent=asked.get("speed"),
            hand=asked.get("hand"),
            grips=asked.get("grips"),
            player=asked.get("player"),
            keys=asked.get("keys"),
            soundfont=asked.get("soundfont"),
            trace=stack.enter_context(Trace(Path(trace))) if trace else None,
        )
        try:
            chosen_bindings(wishes, Hand.RIGHT)
            opened = open_records(folders.records, now_ms=round(time.time() * 1000))
            records = stack.enter_context(opened.records)
            message = " ".join(filter(None, (opened.message, found.message)))
            play(wishes, levels, library, records, folders, message or None)
        except (WindowError, BindingError) as problem:
            raise CommandError(str(problem)) from None
    return 0
