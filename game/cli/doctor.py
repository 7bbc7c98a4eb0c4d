"""`doctor`: tells what the game found on this computer, measured for some seconds."""

from __future__ import annotations

import os
import textwrap
from argparse import Namespace
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from game.charting.level import read_levels
from game.cli.shared import print_json
from game.folders import DataFolders, shipped_folder
from game.music.reading import read_song
from game.text import tr

if TYPE_CHECKING:
    from game.app.doctor.report import Finding
    from game.sound.player import Player

SONG = "turkish-march.mid"
"""The densest of the shipped songs at the densest level: what is smooth here is smooth anywhere."""


def doctor(options: Namespace, folders: DataFolders) -> int:
    """`thumbtune doctor`: look at everything and change nothing.

    The status is 1 if there is something a player should know of. Where there is a screen a window
    opens for as long as is measured.
    """
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    findings = list(_findings(folders))
    if options.json:
        print_json({one.key: {**one.facts, "well": one.is_well} for one in findings})
    else:
        print("\n".join(_in_words(findings)))
    return 0 if all(one.is_well for one in findings) else 1


def _findings(folders: DataFolders) -> Iterator[Finding]:
    import pygame

    from game.app.doctor import machine, places
    from game.quiet import quiet_libraries
    from game.sound.player import BUFFER_FRAMES, open_music

    try:
        with quiet_libraries():
            music = open_music()
        yield machine.versions()
        yield machine.sound_card(music, BUFFER_FRAMES)
        yield from _measured(music)
        with quiet_libraries():
            inputs = machine.input_devices()
        yield inputs
    finally:
        pygame.quit()
    yield places.instruments()
    yield places.sound_cache(folders.sounds)
    yield places.data_folder(folders)
    yield places.levels(folders)
    yield places.records_file(folders.records)


def _measured(music: Player) -> Iterator[Finding]:
    from game.app.doctor import measuring
    from game.app.doctor.report import Finding
    from game.app.window import WindowError, open_window
    from game.quiet import quiet_libraries

    try:
        with quiet_libraries():
            open_window()
    except WindowError as problem:
        yield Finding("screen", tr("Picture"), (str(problem),), {"driver": None}, is_well=False)
        return
    song = read_song(shipped_folder("songs") / SONG)
    level = read_levels(shipped_folder("levels"))[-1]
    measured = measuring.measure(music, song, level, measuring.MEASURED_S)
    yield measuring.frame_work(measured)
    yield measuring.song_clock(measured)


def _in_words(findings: Iterable[Finding]) -> Iterator[str]:
    for one in findings:
        yield (
            one.heading
            if one.is_well
            else tr("{heading}  (please look)").format(heading=one.heading)
        )
        for sentence in one.words:
            yield textwrap.fill(
                sentence, 96, initial_indent="  ", subsequent_indent="    ", break_long_words=False
            )
