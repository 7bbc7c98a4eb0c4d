"""What belongs to one player at this computer: made anew when another one sits down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from game.app.adapting_desk import AdaptingDesk
from game.app.ahead import Ahead
from game.app.care_desk import CareDesk
from game.app.choices import Choices
from game.app.coach_desk import CoachDesk
from game.app.input_desk import InputDesk
from game.app.parts import Parts, Wishes, first_settings, last_kind
from game.app.settings_desk import SettingsDesk
from game.app.song_desk import SongDesk
from game.app.sound_desk import SoundDesk
from game.inputs.bindings import Bindings
from game.records.players import Player
from game.screens.ui.song_rows import SongRow
from game.screens.ui.theme import Style
from game.settings import PlaySettings


class Visit:
    """One player's settings, and the desks where they are seen to.

    `parts` are those of the player: nothing here knows of another one. `add` is given files and
    folders that the player wants to add.
    """

    def __init__(self, parts: Parts, settings: PlaySettings, add: Callable[[Path], None]) -> None:
        self.parts = parts
        self.settings = settings
        self.song: Path | None = None
        """The song that was chosen last."""
        self.is_first = False
        """Whether the very first song is on its way: it says what to do."""
        self.kind = last_kind(parts.records, parts.player)
        """What the last run was played with, or a menu pinched with: so the next run will be."""
        self.ahead = Ahead(parts)
        self.sound = SoundDesk(parts)
        self.inputs = InputDesk(parts)
        self.look = SettingsDesk(parts)
        self.care = CareDesk(parts)
        self.adapting = AdaptingDesk(parts)
        self.coach = CoachDesk(parts, self.care)
        self.songs = SongDesk(parts, lambda: self.kind, add)

    @property
    def player(self) -> Player:
        """Whose visit this is."""
        return self.parts.player

    def be(self, player: Player) -> None:
        """The same player, under another name or with another picture."""
        self.parts = replace(self.parts, player=player)

    @property
    def bindings(self) -> Bindings:
        """The keys and other controls in force."""
        return self.inputs.bindings(self.settings.hand)

    @property
    def style(self) -> Style:
        """How the player wants everything drawn."""
        return Style.of(self.parts.choices.screen)

    def set_settings(self, settings: PlaySettings) -> tuple[SongRow, ...]:
        """Play so from now on; the rows of the songs under these settings."""
        self.settings = settings
        self.parts.choices.set_play(settings)
        return self.songs.rows_again(settings)

    def close(self) -> None:
        """The player gets up: fall silent, and do no more work."""
        self.ahead.leave()
        self.sound.close()
        self.songs.close()
        self.coach.close()
        self.care.close()


def parts_of(player: Player, parts: Parts, choices: Choices) -> Parts:
    """`parts` for `player`, with what they have chosen. What the start asked for is not theirs."""
    return replace(parts, player=player, choices=choices, wishes=Wishes(trace=parts.wishes.trace))


def usual_settings(parts: Parts) -> PlaySettings:
    """How the player of `parts` plays. Raises `RecordsError`."""
    return first_settings(parts.wishes, parts.levels, parts.records, parts.player)
