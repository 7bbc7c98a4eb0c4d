"""The sentence that comes first is true, and says news only where there is some."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.charting.chart import Grip
from game.coach.change import LEAST_NOTES, LEAST_POINTS, change_between
from game.coach.figures import GripFigures
from game.coach.headline import headline
from game.coach.progress import progress_of

from .days import TODAY, day, day_figures, grip_day, grip_figures

FIVE_DAYS = [day(back) for back in (0, 2, 3, 8, 9)]
"""Three of them this week."""
FOUR = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)


def said(grips: list[GripFigures]) -> str:
    return headline(progress_of(FIVE_DAYS, grips, (), TODAY))


def test_a_clear_rise_of_a_finger_comes_first() -> None:
    grips = [grip_day(8, 120, 200), grip_day(1, 148, 200)]
    assert said(grips) == "Ring finger is up 14 points since last week."


def test_of_several_risen_fingers_the_highest_is_named() -> None:
    grips = [
        grip_day(8, 100, 200),
        grip_day(1, 150, 200),
        grip_day(8, 100, 200, grip=Grip.LITTLE),
        grip_day(1, 160, 200, grip=Grip.LITTLE),
    ]
    assert said(grips) == "Little finger is up 30 points since last week."


def test_many_small_rises_are_told_of_all_fingers_together() -> None:
    before = [grip_day(8, 140, 200, grip=grip) for grip in FOUR]
    after = [grip_day(1, 156, 200, grip=grip) for grip in FOUR]
    assert said([*before, *after]) == "All fingers together are up 8 points since last week."


def test_a_change_that_chance_could_make_is_about_the_same() -> None:
    assert said([grip_day(8, 140, 200), grip_day(1, 146, 200)]) == "About the same as last week."


def test_a_fall_is_left_to_the_plots() -> None:
    assert said([grip_day(8, 180, 200), grip_day(1, 120, 200)]) == "3 days this week."


def test_a_harder_setting_is_not_compared_with_an_easier_one() -> None:
    harder = grip_day(1, 90, 200, setting="2-moderate 100 index,middle,ring")
    assert said([grip_day(8, 180, 200), harder]) == "3 days this week."
    easier = grip_day(1, 199, 200, setting="1-gentle 60 index,middle")
    assert said([grip_day(8, 100, 200), easier]) == "3 days this week."


def test_few_notes_are_no_news() -> None:
    assert said([grip_day(8, 2, LEAST_NOTES - 1), grip_day(1, 200, 200)]) == "3 days this week."


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ([], "This is where your practice will show."),
        ([day(0)], "Your first song is in the book."),
        ([day(-400)], "Your first song is in the book."),
        ([day(400)], "Your first song is in the book."),
        ([day(0, runs=2)], "1 day this week."),
        ([day(0), day(30)], "1 day this week."),
        ([day(20), day(9)], "Good to see you. Everything you have practised is still here."),
    ],
)
def test_before_there_are_two_weeks_it_says_what_there_is(days: list, sentence: str) -> None:
    assert headline(progress_of(days, (), (), TODAY)) == sentence


@given(st.lists(day_figures(), max_size=20), st.lists(grip_figures(), max_size=30))
def test_whatever_it_says_is_true(days: list, grips: list[GripFigures]) -> None:
    progress = progress_of(days, grips, (), TODAY)
    sentence = headline(progress)
    if "up" in sentence.split():
        changes = [progress.change, *(one.change for one in progress.grips)]
        points = [round(c.points) for c in changes if c and c.is_clear and c.points > c.band]
        assert int(sentence.split(" up ")[1].split()[0]) in points
    elif sentence.startswith("About"):
        assert progress.change is not None and not progress.change.is_clear
    elif "this week" in sentence:
        assert int(sentence.split()[0]) == progress.week.days > 0
    elif "first song" in sentence:
        assert progress.runs == 1
    else:
        assert progress.runs == 0 or progress.week.days == 0


@given(st.lists(grip_figures(), max_size=12), st.lists(grip_figures(), max_size=12))
def test_two_weeks_the_other_way_round_change_the_other_way(
    first: list[GripFigures], second: list[GripFigures]
) -> None:
    there, back = change_between(first, second), change_between(second, first)
    assert (there is None) == (back is None)
    if there and back:
        assert there.points == pytest.approx(-back.points)
        assert there.band == pytest.approx(back.band)
        assert there.is_clear == back.is_clear
        assert not there.is_clear or abs(there.points) > LEAST_POINTS - 1


def test_a_player_who_stays_the_same_is_seldom_told_of_a_rise() -> None:
    rng = random.Random(11)

    def week(back: int) -> list[GripFigures]:
        return [
            grip_day(back, sum(rng.random() < 0.7 for _ in range(90)), 90, grip=grip)
            for grip in FOUR
        ]

    told = [said([*week(8), *week(1)]) for _ in range(400)]
    assert sum(" up " in sentence for sentence in told) < 0.05 * len(told)
    assert sum(sentence.startswith("About") for sentence in told) > 0.9 * len(told)


def test_a_player_who_gets_better_by_twenty_points_is_told() -> None:
    rng = random.Random(12)

    def week(back: int, chance: float) -> list[GripFigures]:
        hits = sum(rng.random() < chance for _ in range(200))
        return [grip_day(back, hits, 200)]

    told = [said([*week(8, 0.5), *week(1, 0.7)]) for _ in range(100)]
    assert sum("is up" in sentence for sentence in told) > 85
