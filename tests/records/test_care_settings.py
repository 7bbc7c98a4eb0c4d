"""What a player means to do is kept; what can't be meant counts as not set."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from game.coach.sitting import Sitting
from game.records.players import Player
from game.records.store import Records
from game.settings import CareSettings

from .making import behind, opened

CARE = CareSettings(daily_pinches=120, days_a_week=6, session_minutes=30, asks_pain=False)


def test_nothing_set_is_as_usual(records: Records, anna: Player) -> None:
    assert records.settings.care(anna.id) == CareSettings(300, 4, 15, True)


def test_what_is_set_is_there_at_the_next_start(path: Path) -> None:
    with opened(path) as records:
        anna, ben = records.players.choose("Anna"), records.players.choose("Ben")
        records.settings.keep_care(anna.id, CARE)
    with opened(path) as records:
        assert records.settings.care(anna.id) == CARE
        assert records.settings.care(ben.id) == CareSettings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("daily_pinches", "0"),
        ("daily_pinches", "5001"),
        ("daily_pinches", '"many"'),
        ("days_a_week", "8"),
        ("session_minutes", "17"),
        ("asks_pain", "{"),
    ],
)
def test_what_can_not_be_understood_counts_as_not_set(path: Path, name: str, value: str) -> None:
    with opened(path) as records:
        anna = records.players.choose("Anna")
        records.settings.keep_care(anna.id, CARE)
        behind(
            path,
            "UPDATE player_settings SET value = ? WHERE player_id = ? AND name = ?",
            value,
            anna.id,
            f"care.{name}",
        )
        read = records.settings.care(anna.id)
        assert getattr(read, name) == getattr(CareSettings(), name)
        others = {"daily_pinches", "days_a_week", "session_minutes", "asks_pain"} - {name}
        assert all(getattr(read, one) == getattr(CARE, one) for one in others)


SITTING = Sitting(date(2026, 3, 14), 15, warmed=3, songs=("a" * 64, "b" * 64), songs_s=240)


def test_how_far_a_session_came_is_there_after_the_game_was_killed(path: Path) -> None:
    with opened(path) as records:
        anna = records.players.choose("Anna")
        assert records.settings.sitting(anna.id) is None
        records.settings.keep_sitting(anna.id, SITTING)
    with opened(path) as records:
        assert records.settings.sitting(anna.id) == SITTING
        records.settings.keep_sitting(anna.id, None)
        assert records.settings.sitting(anna.id) is None


@pytest.mark.parametrize(
    "value",
    [
        "",
        "{",
        "7",
        "[]",
        "{}",
        '{"day": "soon", "minutes": 15}',
        '{"day": "2026-03-14", "minutes": 14}',
        '{"day": "2026-03-14", "minutes": 15, "warmed": -2}',
        '{"day": "2026-03-14", "minutes": 15, "songs": [1]}',
        '{"day": "2026-03-14", "minutes": 15, "songs_s": 1e999}',
    ],
)
def test_a_damaged_session_is_none(path: Path, value: str) -> None:
    with opened(path) as records:
        anna = records.players.choose("Anna")
        records.settings.keep_sitting(anna.id, SITTING)
        behind(path, "UPDATE player_settings SET value = ? WHERE name = 'care.sitting'", value)
        assert records.settings.sitting(anna.id) is None
