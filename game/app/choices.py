"""What is set: held for this session, stored at once, and tried again at its end if need be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from game.app.language import speak
from game.machine import Machine, MachineError, MachineFile
from game.records.errors import RecordsError
from game.records.players import Player
from game.records.settings import PlayChoice
from game.records.store import Records
from game.settings import (
    BoundInput,
    CareSettings,
    Hand,
    PlaySettings,
    ScreenSettings,
    SoundSettings,
)
from game.sound.font_file import checked_soundfont
from game.sound.output import output_name
from game.sound.problem import SoundError


class Choices:
    """The settings in force, of `player` and of the machine.

    What can't be stored holds all the same, and `message` says why until it has been stored.
    """

    def __init__(self, records: Records, player: Player, machine: MachineFile) -> None:
        self._records = records
        self._player = player
        self._machine = machine
        self._unstored_play: PlayChoice | None = None
        self._unstored_sound: SoundSettings | None = None
        self._unstored_inputs: dict[Hand, tuple[BoundInput, ...]] = {}
        self._unwritten = ""
        self._trouble = ""
        self._unstored_screen: ScreenSettings | None = None
        self.sound = SoundSettings()
        """What is to be heard."""
        self.screen = ScreenSettings()
        """How it is to look."""
        self._unstored_care: CareSettings | None = None
        self.care = CareSettings()
        """What the player means to do."""
        self._inputs: dict[Hand, tuple[BoundInput, ...]] = {}
        try:
            self.sound = records.settings.sound(player.id)
            self.screen = records.settings.screen(player.id)
            self.care = records.settings.care(player.id)
            self._inputs = {hand: records.settings.inputs(player.id, hand) for hand in Hand}
        except RecordsError as problem:
            self._trouble = str(problem)

    def of(self, player: Player) -> Choices:
        """The settings of another player at this computer."""
        return Choices(self._records, player, self._machine)

    @property
    def message(self) -> str:
        """Why something could not be stored; empty when all is."""
        return self._trouble or self._unwritten

    @property
    def machine(self) -> Machine:
        """What is set for this computer."""
        return self._machine.settings

    @property
    def runs_not_asked(self) -> int:
        """So many more runs on the output in use bring no question about its timing."""
        return self.machine.output(output_name()).runs_not_asked

    @property
    def sound_offset_ms(self) -> int:
        """How much later than the song clock has it the player meets the output in use."""
        return self.machine.output(output_name()).sound_offset_ms

    def take_wish(self, soundfont: Path | None) -> str | None:
        """Play with the SoundFont the start asks for, if any; a sentence if that can't be."""
        if soundfont is None:
            return None
        try:
            self.set_sound(replace(self.sound, soundfont=checked_soundfont(soundfont)))
        except SoundError as problem:
            return str(problem)
        return None

    def set_play(self, settings: PlaySettings) -> None:
        """This is how the player plays from now on."""
        self._unstored_play = PlayChoice(
            settings.level.id, settings.speed_percent, settings.hand, settings.grips
        )
        self._store()

    def inputs(self, hand: Hand) -> tuple[BoundInput, ...]:
        """What is bound to the fingers of that hand."""
        return self._inputs.get(hand, ())

    def set_inputs(self, hand: Hand, inputs: tuple[BoundInput, ...]) -> None:
        """This is what the fingers of that hand press from now on."""
        self._inputs[hand] = self._unstored_inputs[hand] = inputs
        self._store()

    def set_sound(self, settings: SoundSettings) -> None:
        """This is what the player hears from now on."""
        self.sound = self._unstored_sound = settings
        self._store()

    def set_screen(self, settings: ScreenSettings) -> None:
        """This is how the game looks, and which language it speaks, from now on."""
        if settings.language != self.screen.language:
            speak(settings.language)
        self.screen = self._unstored_screen = settings
        self._store()

    def set_care(self, settings: CareSettings) -> None:
        """This is what the player means to do from now on."""
        self.care = self._unstored_care = settings
        self._store()

    def set_sound_offset(self, offset_ms: int) -> None:
        """Set the offset of the output in use."""
        self._write(self.machine.with_sound_offset(output_name(), offset_ms))

    def set_picture_offset(self, offset_ms: int) -> None:
        """Set how much ahead notes are drawn."""
        self._write(replace(self.machine, picture_offset_ms=offset_ms))

    def set_full_screen(self, *, is_full: bool) -> None:
        """Set whether the window fills the screen of this computer."""
        self._write(replace(self.machine, full_screen=is_full))

    def set_runs_not_asked(self, runs: int) -> None:
        """Set how many runs on the output in use bring no question about its timing."""
        output = replace(self.machine.output(output_name()), runs_not_asked=runs)
        self._write(self.machine.with_output(output_name(), output))

    def try_again(self) -> None:
        """Store what could not be stored, if that is possible by now."""
        self._store()
        if self._unwritten:
            self._write(self.machine)

    def _write(self, machine: Machine) -> None:
        self._unwritten = ""
        try:
            self._machine.keep(machine)
        except MachineError as problem:
            self._unwritten = str(problem)

    def _store(self) -> None:
        self._trouble = ""
        settings, player_id = self._records.settings, self._player.id
        try:
            if self._unstored_play is not None:
                settings.keep_play(player_id, self._unstored_play)
                self._unstored_play = None
            if self._unstored_sound is not None:
                settings.keep_sound(player_id, self._unstored_sound)
                self._unstored_sound = None
            if self._unstored_screen is not None:
                settings.keep_screen(player_id, self._unstored_screen)
                self._unstored_screen = None
            if self._unstored_care is not None:
                settings.keep_care(player_id, self._unstored_care)
                self._unstored_care = None
            for hand in list(self._unstored_inputs):
                settings.keep_inputs(player_id, hand, self._unstored_inputs[hand])
                del self._unstored_inputs[hand]
        except RecordsError as problem:
            self._trouble = str(problem)
