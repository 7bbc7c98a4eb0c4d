"""Builds the parts of the game once, opens the window, and runs until it is closed."""

from __future__ import annotations

import time

import pygame

from game.app.choices import Choices
from game.app.first_desk import first_step
from game.app.flow import Flow
from game.app.language import chosen_language, speak
from game.app.loop import run_loop
from game.app.parts import Parts, Wishes, chosen_player, first_settings
from game.app.window import Window, open_window
from game.beside import ProcessRoom
from game.charting.level import Level
from game.folders import DataFolders
from game.forgetting import forget_overdue
from game.inputs.midi_ports import usual_ports
from game.library import Library
from game.machine import MachineFile
from game.quiet import quiet_libraries
from game.records.errors import RecordsError
from game.records.store import Records
from game.sound.cache import StemCache
from game.sound.channels import PreviewPlayer
from game.sound.player import SilentPlayer, open_music
from game.text import trn
from game.workshop import TOLD, warm_up


def play(
    wishes: Wishes,
    levels: tuple[Level, ...],
    library: Library,
    records: Records,
    folders: DataFolders,
    message: str | None,
) -> None:
    """Open the game and run it until the player leaves.

    `message` is a sentence to show first. Raises `WindowError` when there is no screen, and
    `RecordsError` when the records can't be used or did not take every run.
    """
    player = chosen_player(wishes, records)
    speak(chosen_language(records, player))
    now_ms = round(time.time() * 1000)
    forget_overdue(records, folders, now_ms)
    records.rescore()
    machine = MachineFile(folders.machine, now_ms)
    choices = Choices(records, player, machine)
    told = [message, machine.message, choices.take_wish(wishes.soundfont)]
    with quiet_libraries():
        open_window()
        music = open_music(machine.settings.audio_buffer_frames)
    workroom = ProcessRoom(TOLD)
    try:
        parts = Parts(
            levels=levels,
            library=library,
            records=records,
            player=player,
            music=music,
            sounds=None if isinstance(music, SilentPlayer) else StemCache(folders.sounds),
            previews=PreviewPlayer(),
            workroom=workroom,
            wishes=wishes,
            choices=choices,
            clicks=folders.clicks,
            reports=folders.reports,
        )
        workroom.begin(warm_up, choices.sound.soundfont)
        settings = first_settings(wishes, levels, records, player)
        first = first_step(wishes, records, player)
        flow = Flow(parts, settings, " ".join(filter(None, told)) or None, first)
        _run(flow, wishes)
    finally:
        workroom.close()
        music.close()
        pygame.quit()


def _run(flow: Flow, wishes: Wishes) -> None:
    """Run the game; however it ends, the run on screen is stored."""
    window = Window(flow, wishes.trace, usual_ports())
    try:
        run_loop(window.handle, window.frame, lambda: flow.is_over)
    finally:
        window.close()
        flow.close()
    if flow.unsaved:
        told = trn(
            "{count} run could not be stored before Thumbtune was closed.",
            "{count} runs could not be stored before Thumbtune was closed.",
            flow.unsaved,
        )
        raise RecordsError(told.format(count=flow.unsaved))
