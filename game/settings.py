"""What a player has chosen for a run and for the sound. Plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from game.charting.chart import Grip
from game.charting.level import Level

SLOWEST_PERCENT = 40
FASTEST_PERCENT = 120
SPEED_STEP_PERCENT = 10


class Hand(StrEnum):
    """The hand that pinches. The screen is mirrored for the left one."""

    RIGHT = "right"
    LEFT = "left"


class Theme(StrEnum):
    """The colours of the screens."""

    DARK = "dark"
    LIGHT = "light"
    HIGH_CONTRAST = "high contrast"


class Place(StrEnum):
    """Where on the screen the lanes are."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


TEXT_PERCENTS = (100, 125, 150, 175, 200)
WIDTH_PERCENTS = (60, 80, 100, 120)


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    """How the player sees the game.

    `text_percent` is one of `TEXT_PERCENTS`. `lanes_percent` (one of `WIDTH_PERCENTS`) is how wide
    the lanes lie apart. `shows_edge_bar` draws a bright bar at the edge of the lanes, for whoever
    misses one side. `language` is a code such as "de"; empty for the computer's own.
    """

    theme: Theme = Theme.DARK
    text_percent: int = 100
    is_calm: bool = False
    lanes_place: Place = Place.MIDDLE
    lanes_percent: int = 100
    shows_edge_bar: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class PlaySettings:
    """Level, speed, hand and grips (lane order) of a run."""

    level: Level
    speed_percent: int
    hand: Hand
    grips: tuple[Grip, ...]


SESSION_MINUTES = (10, 15, 30)
MOST_DAILY_PINCHES = 5000


@dataclass(frozen=True, slots=True)
class CareSettings:
    """What the player means to do, and what they want to be asked.

    `daily_pinches` and `days_a_week` are goals; nothing comes of missing them. `session_minutes` is
    one of `SESSION_MINUTES`. `asks_pain` asks before a session and after each song;
    `offers_changes` offers something harder or easier after a song where that is due.
    """

    daily_pinches: int = 300
    days_a_week: int = 4
    session_minutes: int = 15
    asks_pain: bool = True
    offers_changes: bool = True


@dataclass(frozen=True, slots=True)
class BoundInput:
    """A control that stands for a grip.

    `control` is what `game.inputs.controls` writes for it; a touch within `bounce_ms` of a parting
    is no new one.
    """

    grip: Grip
    control: str
    bounce_ms: int


def gain_of(volume_percent: int) -> float:
    """How much sound is scaled by at a volume from 0 to 100: its square, as loudness is heard."""
    return (volume_percent / 100) ** 2


@dataclass(frozen=True, slots=True)
class SoundSettings:
    """How loud each kind of sound is, 0 to 100 (see `gain_of`), and what a pinch sounds like."""

    music_volume: int = 100
    """The song without its tune."""
    tune_volume: int = 60
    """The tune as a quiet guide in the song: 60 is 9 dB below full."""
    hit_volume: int = 100
    """The notes of the tune that pinches play."""
    voice_volume: int = 100
    """Spoken and counted cues: the count-in."""
    menu_volume: int = 60
    """Previews and sounds outside a song."""
    tune_plays_itself: bool = False
    """The tune is at full level whatever is pinched, and a hit is a soft tick."""
    hits_silent: bool = False
    soundfont: Path | None = None
    """A `.sf2` or `.sf3` file of the player's; None plays with the one that ships."""
