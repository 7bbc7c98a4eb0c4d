"""The first start of a player: from the hand over the fingers into a first easy song."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from game.app.parts import Wishes, is_new
from game.app.visit import Visit
from game.charting.chart import Grip, lane_order
from game.inputs.bindings import Bindings
from game.play.events import InputKind
from game.records.errors import RecordsError
from game.records.players import Player
from game.records.store import Records
from game.screens.first_start import FirstFingersScreen
from game.screens.screen import Screen
from game.screens.steps import OpenFirstStart, OpenHome, Step
from game.settings import Hand, PlaySettings, gain_of
from game.sound import tone
from game.sound.instrument import Samples

_PITCHES = {Grip.INDEX: 67, Grip.MIDDLE: 69, Grip.RING: 71, Grip.LITTLE: 74, Grip.KEY: 62}
_HELD_S, _TOUCH, _GAIN = 0.5, 1, 0.28


class FirstDesk:
    """Keeps what `FirstFingersScreen` finds out, for the player of a visit."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit

    def ask_fingers(self, hand: Hand) -> Screen:
        """The player practises with this hand: ask what its fingers press."""
        visit, settings = self._visit, self._visit.settings
        visit.set_settings(
            PlaySettings(settings.level, settings.speed_percent, hand, settings.grips)
        )
        return FirstFingersScreen(hand, visit.bindings, self)

    def keep(self, bindings: Bindings) -> None:
        """The fingers press this from now on."""
        self._visit.inputs.keep(self._visit.settings.hand, bindings)

    def sound(self, grip: Grip) -> None:
        """A finger has touched: let it be heard."""
        parts = self._visit.parts
        parts.previews.play(_note(grip), gain_of(parts.sound_settings().menu_volume))

    def used(self, kind: InputKind) -> None:
        """Something of this kind was pressed: so the first run will be played with it."""
        self._visit.kind = kind

    def first_song(
        self, answered: tuple[Grip, ...], settings: PlaySettings | None = None
    ) -> Path | None:
        """The song to begin with, under `settings`, or else at the first level and with fingers
        that can be pinched.

        Those of the level; in place of fingers that were passed over come others that were not,
        the side pinch after them. None without songs.
        """
        visit = self._visit
        visit.is_first = True
        if settings is not None:
            visit.set_settings(settings)
            return self._easiest()
        level = visit.parts.levels[0]
        usual = level.default_grips
        first = sorted(answered, key=lambda grip: (grip not in usual, grip))
        grips = lane_order(first[: len(usual)]) or usual
        visit.set_settings(PlaySettings(level, 100, visit.settings.hand, grips))
        return self._easiest()

    def skip(self) -> None:
        """The player wants none of this: everything stays as it usually is."""
        self._visit.set_settings(self._visit.settings)

    def _easiest(self) -> Path | None:
        """The shortest song that is said to be good at the first level, else the shortest."""
        library = self._visit.parts.library
        known = {entry.path: entry.duration_s for entry in library.known_entries() if entry.facts}
        marked = [path for path in library.paths() if library.marked_level(path) == 1]
        fitting = [path for path in marked if path in known] or list(known) or marked
        return min(fitting, key=lambda path: (known.get(path, 0.0), path.name), default=None)


def first_step(wishes: Wishes, records: Records, player: Player) -> Step:
    """Where the game begins: with the first start for somebody new who has asked for nothing."""
    try:
        asks = wishes == Wishes(trace=wishes.trace) and is_new(records, player)
    except RecordsError:
        asks = False
    return OpenFirstStart() if asks else OpenHome()


@cache
def _note(grip: Grip) -> Samples:
    """What a finger sounds like before there is a song."""
    wave = _GAIN * tone.ToneShelf().tone(tone.PIANO, _PITCHES[grip], _TOUCH, _HELD_S)
    return np.repeat(np.rint(wave[:, None] * 32767).astype(np.int16), 2, axis=1)
