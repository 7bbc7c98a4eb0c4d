"""Simulated hands that play real songs come into the band within six songs, and stay there."""

from __future__ import annotations

import pytest

from game.charting.chart import Grip
from game.coach.adapting import Reason
from game.play.simulated_hand import READY_MADE, GripModel, HandModel
from tests.coach.practising_hands import (
    LATER,
    LEVELS,
    Played,
    hand_called,
    practise,
    start_at,
    way_of,
)

SONGS = 26
GENTLE, MODERATE, CHALLENGING = 0, 4, 8


def played(name: str, place: int, seed: int) -> list[Played]:
    able = READY_MADE[name].able()
    return practise(hand_called(name), start_at(LEVELS[place]), seed, SONGS, able=able)


@pytest.mark.parametrize("name", READY_MADE)
@pytest.mark.parametrize(("place", "seed"), [(GENTLE, 1), (MODERATE, 3), (CHALLENGING, 4)])
def test_every_hand_comes_into_the_band_within_six_songs_and_stays_there(
    name: str, place: int, seed: int
) -> None:
    done = played(name, place, seed)
    way = way_of(done)
    assert way.songs is not None and way.songs <= LATER
    assert way.kept >= 0.85
    assert way.nearly >= 0.9
    assert way.reversals == 0
    assert way.finger_reversals <= 1
    able = READY_MADE[name].able()
    for one in done:
        new = set(one.offer.settings.grips) - set(one.settings.grips) if one.offer.settings else ()
        assert set(new) <= set(able)


def test_a_very_good_hand_is_told_that_it_has_reached_the_top() -> None:
    for place in (GENTLE, MODERATE, CHALLENGING):
        done = played("very good", place, 0)
        assert done[LATER].offer.reason is Reason.HARDEST
        assert done[LATER].settings.grips == READY_MADE["very good"].able()[1:]
        assert done[-1].settings == done[LATER].settings


def test_a_hand_that_can_do_no_more_is_told_kindly_that_nothing_is_easier() -> None:
    weak, still = GripModel(0.4, 0.3, 0.5), GripModel(0.0)
    hand = HandModel(weak, still, still, still, still, sd_ms=98)
    start = start_at(LEVELS[GENTLE], (Grip.INDEX,))
    done = practise(lambda _number: hand, start, 0, 12, able=(Grip.INDEX,))
    assert done[LATER].offer.reason is Reason.EASIEST
    assert {one.offer.reason for one in done[LATER:]} == {Reason.EASIEST}


def test_a_hand_that_improves_is_led_on() -> None:
    done = practise(
        hand_called("improving"),
        start_at(LEVELS[GENTLE]),
        1,
        96,
        able=READY_MADE["improving"].able(),
    )
    assert len(done[-1].settings.grips) > 2
    assert LEVELS.index(done[-1].settings.level.usual) > 0
    assert way_of(done).reversals == 0
