"""What each player has set: how to play, with which inputs, and what is heard.

A setting is a row of its own, JSON of a type that is checked when it is read. Rows with names that
are not known here, as of a newer edition, are never touched; a value that can't be understood
counts as not set.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from game.charting.chart import Grip
from game.charting.level import parse_grips
from game.coach.adapting import Reason, Refusal
from game.coach.sitting import Sitting
from game.records.database import Database
from game.settings import (
    FASTEST_PERCENT,
    MOST_DAILY_PINCHES,
    SESSION_MINUTES,
    SLOWEST_PERCENT,
    TEXT_PERCENTS,
    WIDTH_PERCENTS,
    BoundInput,
    CareSettings,
    Hand,
    Place,
    ScreenSettings,
    SoundSettings,
    Theme,
)

_VOLUMES = ("music_volume", "tune_volume", "hit_volume", "voice_volume", "menu_volume")
_SWITCHES = ("tune_plays_itself", "hits_silent")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class PlayChoice:
    """How a player has chosen to play; None where nothing has been chosen."""

    level_id: str | None = None
    speed_percent: int | None = None
    hand: Hand | None = None
    grips: tuple[Grip, ...] | None = None


class PlayerSettings:
    """The settings of the players of one database.

    Every method raises `RecordsError` when it can't be used.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def play(self, player_id: int) -> PlayChoice:
        """How the player has chosen to play."""
        stored = self._stored(player_id)
        return PlayChoice(
            level_id=_read(stored.get("play.level"), str),
            speed_percent=_whole(
                stored.get("play.speed_percent"), SLOWEST_PERCENT, FASTEST_PERCENT
            ),
            hand=_read(stored.get("play.hand"), Hand),
            grips=_grips(stored.get("play.grips")),
        )

    def keep_play(self, player_id: int, choice: PlayChoice) -> None:
        """Keep what `choice` says; what it leaves open stays as it was."""
        chosen: dict[str, object] = {
            "play.level": choice.level_id,
            "play.speed_percent": choice.speed_percent,
            "play.hand": choice.hand,
            "play.grips": choice.grips and [grip.name.lower() for grip in choice.grips],
        }
        self._keep(player_id, {name: value for name, value in chosen.items() if value is not None})

    def sound(self, player_id: int) -> SoundSettings:
        """What the player wants to hear; the defaults where nothing is set."""
        stored, settings = self._stored(player_id), SoundSettings()
        for name in _VOLUMES:
            volume = _whole(stored.get(f"sound.{name}"), 0, 100)
            settings = settings if volume is None else replace(settings, **{name: volume})
        for name in _SWITCHES:
            switch = _read(stored.get(f"sound.{name}"), bool)
            settings = settings if switch is None else replace(settings, **{name: switch})
        soundfont = _read(stored.get("sound.soundfont"), str)
        return replace(settings, soundfont=Path(soundfont) if soundfont else None)

    def keep_sound(self, player_id: int, settings: SoundSettings) -> None:
        """Keep what the player wants to hear."""
        values: dict[str, object] = {
            f"sound.{name}": getattr(settings, name) for name in (*_VOLUMES, *_SWITCHES)
        }
        values["sound.soundfont"] = str(settings.soundfont or "")
        self._keep(player_id, values)

    def screen(self, player_id: int) -> ScreenSettings:
        """How the player wants the game to look; the defaults where nothing is set."""
        stored, usual = self._stored(player_id), ScreenSettings()
        text = _read(stored.get("screen.text_percent"), int)
        width = _read(stored.get("screen.lanes_percent"), int)
        is_calm = _read(stored.get("screen.is_calm"), bool)
        bar = _read(stored.get("screen.shows_edge_bar"), bool)
        return ScreenSettings(
            theme=_read(stored.get("screen.theme"), Theme) or usual.theme,
            text_percent=text if text in TEXT_PERCENTS else usual.text_percent,
            is_calm=usual.is_calm if is_calm is None else is_calm,
            lanes_place=_read(stored.get("screen.lanes_place"), Place) or usual.lanes_place,
            lanes_percent=width if width in WIDTH_PERCENTS else usual.lanes_percent,
            shows_edge_bar=usual.shows_edge_bar if bar is None else bar,
            language=_read(stored.get("screen.language"), str) or usual.language,
        )

    def keep_screen(self, player_id: int, settings: ScreenSettings) -> None:
        """Keep how the player wants the game to look."""
        values = {
            f"screen.{field.name}": getattr(settings, field.name) for field in fields(settings)
        }
        self._keep(player_id, values)

    def care(self, player_id: int) -> CareSettings:
        """What the player means to do; the defaults where nothing is set."""
        stored, usual = self._stored(player_id), CareSettings()
        pinches = _whole(stored.get("care.daily_pinches"), 1, MOST_DAILY_PINCHES)
        days = _whole(stored.get("care.days_a_week"), 1, 7)
        minutes = _read(stored.get("care.session_minutes"), int)
        asks_pain = _read(stored.get("care.asks_pain"), bool)
        offers = _read(stored.get("care.offers_changes"), bool)
        return CareSettings(
            daily_pinches=pinches or usual.daily_pinches,
            days_a_week=days or usual.days_a_week,
            session_minutes=minutes if minutes in SESSION_MINUTES else usual.session_minutes,
            asks_pain=usual.asks_pain if asks_pain is None else asks_pain,
            offers_changes=usual.offers_changes if offers is None else offers,
        )

    def keep_care(self, player_id: int, settings: CareSettings) -> None:
        """Keep what the player means to do."""
        values = {f"care.{field.name}": getattr(settings, field.name) for field in fields(settings)}
        self._keep(player_id, values)

    def refusals(self, player_id: int) -> tuple[Refusal, ...]:
        """The offers the player has refused."""
        stored = self._stored(player_id).get("coach.refused")
        rows = _read(stored, list[tuple[Reason, list[str], int]])
        return tuple(
            Refusal(reason, tuple(Grip[name.upper()] for name in names), runs_played)
            for reason, names, runs_played in rows or ()
            if all(name.upper() in Grip.__members__ for name in names)
        )

    def keep_refusals(self, player_id: int, refusals: Iterable[Refusal]) -> None:
        """Keep these, and no others."""
        rows = [
            (one.reason, [grip.name.lower() for grip in one.grips], one.runs_played)
            for one in refusals
        ]
        self._keep(player_id, {"coach.refused": rows})

    def sitting(self, player_id: int) -> Sitting | None:
        """How far the last guided session had come; None if it came to its end, or there is
        none."""
        return _sitting(self._stored(player_id).get("care.sitting"))

    def keep_sitting(self, player_id: int, sitting: Sitting | None) -> None:
        """Keep how far a guided session has come; None: it is over."""
        kept = sitting and {**asdict(sitting), "day": sitting.day.isoformat()}
        self._keep(player_id, {"care.sitting": kept})

    def inputs(self, player_id: int, hand: Hand) -> tuple[BoundInput, ...]:
        """What the player has bound to the fingers of that hand; nothing if all is as usual."""
        rows = _read(self._stored(player_id).get(f"inputs.{hand}"), list[tuple[str, str, int]])
        return tuple(
            BoundInput(Grip[name.upper()], control, bounce_ms)
            for name, control, bounce_ms in rows or ()
            if name.upper() in Grip.__members__
        )

    def keep_inputs(self, player_id: int, hand: Hand, inputs: Sequence[BoundInput]) -> None:
        """Keep what the player has bound to the fingers of that hand."""
        rows = [(one.grip.name.lower(), one.control, one.bounce_ms) for one in inputs]
        self._keep(player_id, {f"inputs.{hand}": rows})

    def _stored(self, player_id: int) -> dict[str, str]:
        rows = self._database.rows(
            "SELECT name, value FROM player_settings WHERE player_id = ?", player_id
        )
        return {row["name"]: row["value"] for row in rows}

    def _keep(self, player_id: int, values: Mapping[str, object]) -> None:
        with self._database.transaction():
            for name, value in values.items():
                self._database.change(
                    """
                    INSERT INTO player_settings (player_id, name, value) VALUES (?, ?, ?)
                    ON CONFLICT (player_id, name) DO UPDATE SET value = excluded.value
                    WHERE value <> excluded.value
                    """,
                    player_id,
                    name,
                    msgspec.json.encode(value).decode(),
                )


@dataclass(frozen=True, slots=True)
class _Sitting:
    """A `Sitting` as it is stored; `day` is written as 2026-03-14."""

    day: str
    minutes: int
    warmed: int
    songs: tuple[str, ...]
    songs_s: int
    cooled: int


def _sitting(stored: str | None) -> Sitting | None:
    read = _read(stored, _Sitting)
    if read is None:
        return None
    try:
        day = date.fromisoformat(read.day)
        return Sitting(day, read.minutes, read.warmed, read.songs, read.songs_s, read.cooled)
    except ValueError:
        return None


def _read(stored: str | None, of: type[_T]) -> _T | None:
    """The JSON `stored`, if it is one `of` that type."""
    if stored is None:
        return None
    try:
        return msgspec.json.decode(stored, type=of)
    except msgspec.DecodeError:
        return None


def _whole(stored: str | None, least: int, most: int) -> int | None:
    percent = _read(stored, int)
    return percent if percent is not None and least <= percent <= most else None


def _grips(stored: str | None) -> tuple[Grip, ...] | None:
    names = _read(stored, list[str])
    if names is None:
        return None
    try:
        return parse_grips(names)
    except ValueError:
        return None
