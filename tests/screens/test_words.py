"""What the game says is true, kind and short."""

from __future__ import annotations

from datetime import date

import pytest

from game.charting.chart import Chart, ChartNote, Grip
from game.play.events import ExtraContact, Hit, OtherFinger, Passed, Released, Sustained
from game.play.result import Result, result_of
from game.play.run import Run
from game.play.statistics import Timing
from game.screens.ui import words
from game.screens.ui.words import Praise
from tests.screens.helpers import level

WINDOW_S = 0.12
BLAMING = ("wrong", "miss", "fail", "error", "bad", "lost")


def a_run(hits: str, offset_s: float = 0.0, *, finished: bool = True) -> Result:
    """Two fingers by turns; one letter a note, "x" for a hit."""
    notes = tuple(
        ChartNote(float(number + 1), (Grip.INDEX, Grip.MIDDLE)[number % 2], 60)
        for number in range(len(hits))
    )
    chart = Chart(notes, "3-challenging", 100, (Grip.INDEX, Grip.MIDDLE), "0" * 64)
    run = Run(chart, level("3"))
    for note, hit in zip(notes, hits, strict=True):
        if hit == "x":
            run.press(note.time_s + offset_s, note.grip)
    if finished:
        run.finish()
    return result_of(chart, run.replay())


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


@pytest.mark.parametrize(
    ("points", "before", "unfinished", "said"),
    [
        (1310, 1240, False, "New best! 70 more than before"),
        (1200, 1240, False, "40 short of your best, 1 240"),
        (1240, 1240, False, "Just as good as your best, 1 240"),
        (300, None, False, "Your first record"),
        (1310, 1240, True, "Stopped early: kept, but not as a record"),
    ],
)
def test_against_the_best(points: int, before: int | None, unfinished: bool, said: str) -> None:
    assert words.against_best(points, before, unfinished=unfinished) == said


@pytest.mark.parametrize(
    ("mean_s", "said"),
    [
        (None, ""),
        (0.0, "on time"),
        (0.03, "on time"),
        (-0.05, "a little early"),
        (0.05, "a little late"),
    ],
)
def test_timing(mean_s: float | None, said: str) -> None:
    assert words.timing(Timing(4, 2, mean_s, mean_s, None), WINDOW_S) == said


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (a_run("xxxxxx"), "You hit every single note."),
        (a_run("x" * 39 + "-"), "You hit nearly every note."),
        (a_run("--x-xxxxx"), "You grew surer towards the end."),
        (a_run("xxx-x-x-"), "Your pinches were right on time on the whole."),
        (a_run("x-x-xxx-x---", 0.1), "Your index finger was surest: 83%."),
        (a_run("------"), "You were there for the music. Each try is practice."),
        (a_run("xx----", finished=False), "2 pinches done. That was practice too."),
        (a_run("x-----", finished=False), "1 pinch done. That was practice too."),
    ],
)
def test_the_kind_sentence_is_true(result: Result, said: str) -> None:
    assert words.kind_sentence(result, WINDOW_S) == said


def test_numbers_and_lengths() -> None:
    assert words.number(1240) == "1 240"
    assert words.number(7) == "7"
    assert words.minutes(62.4) == "1:02"
    assert words.minutes(59.7) == "1:00"
    assert words.count(1, "note", "notes") == "1 note"


def test_nothing_blames() -> None:
    said = [
        words.kind_sentence(a_run(hits, offset_s), WINDOW_S)
        for hits in ("------", "x-----", "-x-x--", "xxxxxx", "xxx---")
        for offset_s in (-0.1, 0.0, 0.1)
    ]
    for sentence in said:
        assert not any(word in sentence.casefold() for word in BLAMING)


def test_milliseconds_have_a_sign_or_a_side() -> None:
    assert [words.signed_ms(ms) for ms in (118, 0, -28)] == ["+118 ms", "0 ms", "\u221228 ms"]
    assert words.aside(118) == "118 ms late"
    assert words.aside(-28) == "28 ms early"
    assert words.aside(0) == "right on time"


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
