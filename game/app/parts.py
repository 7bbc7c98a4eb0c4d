"""What the game is made of, built once at its start, and what a start can ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from game.app.choices import Choices
from game.beside import Workroom
from game.charting.chart import Grip
from game.charting.level import Level, level_called
from game.inputs.bindings import Bindings, bindings_from, bindings_from_names
from game.library import Library
from game.play.events import InputKind
from game.records.errors import RecordsError
from game.records.players import Player
from game.records.plays import PlaySummary
from game.records.settings import PlayChoice
from game.records.store import Records
from game.settings import (
    FASTEST_PERCENT,
    SLOWEST_PERCENT,
    BoundInput,
    Hand,
    PlaySettings,
    SoundSettings,
)
from game.sound.cache import StemCache
from game.sound.instrument import Samples
from game.sound.player import Player as SoundPlayer
from game.text import later, tr
from game.trace import Trace

DEFAULT_PLAYER = later("Player")
"""What somebody is called who has not said their name."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the start asks for; None leaves a thing as it was."""

    song: Path | None = None
    level: Level | None = None
    speed_percent: int | None = None
    hand: Hand | None = None
    grips: tuple[Grip, ...] | None = None
    player: str | None = None
    keys: tuple[str, ...] | None = None
    """Names of the keys to pinch with: index to little finger, then the key pinch."""
    soundfont: Path | None = None
    trace: Trace | None = None


class Previews(Protocol):
    """Plays pieces of music outside a song, one at a time."""

    def play(self, samples: Samples, volume: float) -> None:
        """Play this instead of what plays, at a volume from 0 to 1."""
        ...

    def fade(self) -> None:
        """What plays fades away."""
        ...

    def stop(self) -> None:
        """Fall silent at once."""
        ...


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the game.

    `sounds` is None when nothing can be heard. `clicks` is where the clicks of the timing check are
    written.
    """

    levels: tuple[Level, ...]
    library: Library
    records: Records
    player: Player
    music: SoundPlayer
    sounds: StemCache | None
    previews: Previews
    workroom: Workroom
    wishes: Wishes
    choices: Choices
    clicks: Path
    reports: tuple[Path, ...]
    """Folders to save reports in: the first that can be written to."""

    def sound_settings(self) -> SoundSettings:
        """How the player has set the sound by now."""
        return self.choices.sound


def chosen_player(wishes: Wishes, records: Records) -> Player:
    """The player wished for, else the last one, else a first one. Raises `RecordsError`."""
    last = records.players.last()
    if wishes.player is None and last is not None:
        return last
    return records.players.choose(wishes.player or default_name())


def is_new(records: Records, player: Player) -> bool:
    """Whether the player has neither played nor chosen how to. Raises `RecordsError`."""
    has_chosen = records.settings.play(player.id) != PlayChoice()
    return not has_chosen and _last_play(records, player) is None


def default_name() -> str:
    """`DEFAULT_PLAYER` in the language in use."""
    return tr(DEFAULT_PLAYER)


def chosen_bindings(wishes: Wishes, hand: Hand, bound: Sequence[BoundInput] = ()) -> Bindings:
    """What the player has bound to the hand's fingers, with the keys wished for in place of its
    keys. Raises `BindingError`."""
    bindings = bindings_from(bound, hand)
    if wishes.keys is None:
        return bindings
    return bindings.with_kind(InputKind.KEYBOARD, bindings_from_names(wishes.keys))


def first_settings(
    wishes: Wishes, levels: tuple[Level, ...], records: Records, player: Player
) -> PlaySettings:
    """The settings to begin with: those wished for, else those the player has chosen before.

    Grips that were chosen are taken over only together with their level. Raises `RecordsError`.
    """
    chosen = records.settings.play(player.id)
    if chosen == PlayChoice():
        chosen = _last_played(records, player)
    level, grips = levels[0], None
    before = level_called(levels, chosen.level_id or "")
    if before is not None and wishes.level in (None, before, before.usual):
        level, grips = before, chosen.grips
    level = wishes.level or level
    return PlaySettings(
        level=level,
        speed_percent=wishes.speed_percent or chosen.speed_percent or 100,
        hand=wishes.hand or chosen.hand or Hand.RIGHT,
        grips=wishes.grips or grips or level.default_grips,
    )


def last_kind(records: Records, player: Player) -> InputKind:
    """What the player's last run was played with; keys before the first."""
    last = _last_play(records, player)
    return last.key.input_kind if last else InputKind.KEYBOARD


def _last_play(records: Records, player: Player) -> PlaySummary | None:
    return next(iter(records.plays.latest(player_id=player.id, limit=1)), None)


def _last_played(records: Records, player: Player) -> PlayChoice:
    """How the last run was played: runs can be older than the settings."""
    last = _last_play(records, player)
    if last is None:
        return PlayChoice()
    course = last.key.course
    speed_percent = min(max(course.speed_percent, SLOWEST_PERCENT), FASTEST_PERCENT)
    return PlayChoice(course.level_id, speed_percent, _hand_of(records, last), course.grips)


def _hand_of(records: Records, play: PlaySummary) -> Hand:
    """The hand that `play` was played with; the right one if that can't be told any more."""
    try:
        return Hand(records.plays.find(str(play.id)).settings.get("hand"))
    except (RecordsError, ValueError):
        return Hand.RIGHT
