"""What the game says is true, kind and short."""

from __future__ import annotations

from datetime import date

import pytest

from game.charting.chart import Grip
from game.play.events import ExtraContact, Hit, OtherFinger, Passed, Released, Sustained
from game.screens.ui import words
from game.screens.ui.words import Praise

WINDOW_S = 0.12


@pytest.mark.parametrize(
    ("error_s", "said"),
    [
        (0.0, Praise("Great!", "Right on time")),
        (-0.05, Praise("Good!", "Just before the beat")),
        (0.05, Praise("Good!", "Just after the beat")),
        (-0.1, Praise("A little early", "It counts")),
        (0.1, Praise("A little late", "It counts")),
    ],
)
def test_a_hit(error_s: float, said: Praise) -> None:
    assert words.praise(Hit(1.0, 0, Grip.RING, error_s), WINDOW_S) == said


def test_other_events() -> None:
    assert words.praise(Passed(1.0, 0, Grip.RING), WINDOW_S) == Praise("Next one", "")
    assert words.praise(OtherFinger(1.0, 0, Grip.RING, Grip.MIDDLE), WINDOW_S) == Praise(
        "Middle finger", "came first"
    )
    assert words.praise(Sustained(1.0, 0, Grip.RING), WINDOW_S) == Praise(
        "Great!", "Held to the end"
    )
    assert words.praise(Released(1.0, 0, Grip.RING, 0.5), WINDOW_S) == Praise(
        "Good!", "Hold on a little longer"
    )
    assert words.praise(ExtraContact(1.0, Grip.RING), WINDOW_S) is None


@pytest.mark.parametrize(
    ("points", "best", "said"),
    [
        (1310, 1240, "Ahead by 70"),
        (20, 40, "Behind by 20"),
        (0, 0, "Level"),
        (9000, 0, "Ahead by 9 000"),
    ],
)
def test_the_race(points: int, best: int, said: str) -> None:
    assert words.race(points, best) == said


def test_numbers_and_lengths() -> None:
    assert words.number(1240) == "1 240"
    assert words.number(7) == "7"
    assert words.minutes(62.4) == "1:02"
    assert words.minutes(59.7) == "1:00"


def test_milliseconds_have_a_sign() -> None:
    assert [words.signed_ms(ms) for ms in (118, 0, -28)] == ["+118 ms", "0 ms", "\u221228 ms"]


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (date(2026, 3, 1), "Today"),
        (date(2026, 2, 28), "Yesterday"),
        (date(2026, 2, 27), "27 February"),
        (date(2025, 12, 31), "31 Dec 2025"),
        (date(2026, 3, 2), "2 March"),
    ],
)
def test_days_are_named_as_people_name_them(when: date, said: str) -> None:
    assert words.day(when, date(2026, 3, 1)) == said
