"""What is offered after a run: one thing at a time, what can be played, and never to and fro."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random

import msgspec.structs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Grip, lane_order
from game.charting.level import Level
from game.coach.adapting import (
    BAR_RUNS,
    REFUSED_RUNS,
    REST_RUNS,
    Offer,
    Reason,
    Refusal,
    Situation,
    offer_after,
)
from game.coach.ladder import Ladder, Lever
from game.coach.recent import FIRST_WEEK_BAND, GripCount, RecentRun
from game.settings import FASTEST_PERCENT, SLOWEST_PERCENT, Hand, PlaySettings
from tests.coach.practising_hands import ENDS, LEVELS, start_at

INDEX, MIDDLE, RING, LITTLE, KEY = Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE, Grip.KEY
FOUR = (INDEX, MIDDLE, RING, LITTLE)
GENTLE, MODERATE, CHALLENGING = LEVELS[0], LEVELS[4], LEVELS[8]
NOTES = 30
"""Of each finger in a run."""


def run_of(
    now: PlaySettings, rates: float | Mapping[Grip, float], *, finished: bool = True
) -> RecentRun:
    """A run in which each finger has hit that share of its notes."""
    by_grip = rates if isinstance(rates, Mapping) else dict.fromkeys(now.grips, rates)
    counts = tuple(GripCount(grip, NOTES, round(NOTES * by_grip[grip])) for grip in now.grips)
    return RecentRun(now.level.id, now.speed_percent, now.grips, counts, finished)


def offered(
    now: PlaySettings,
    *rates: float | Mapping[Grip, float],
    able: tuple[Grip, ...] | None = FOUR,
    refused: Sequence[Refusal] = (),
) -> Offer:
    """What is offered after runs under `now` that came to these rates, the latest last."""
    runs = [run_of(now, one) for one in reversed(rates)]
    situation = Situation(LEVELS, able, refusals=refused, runs_played=len(runs))
    return offer_after(now, runs, situation)


def levers_between(one: PlaySettings, other: PlaySettings) -> list[Lever]:
    """What differs."""
    differs = {
        Lever.GRIPS: one.grips != other.grips,
        Lever.LEVEL: one.level.usual != other.level.usual,
        Lever.SPEED: one.speed_percent != other.speed_percent,
        Lever.WINDOW: one.level.window_percent != other.level.window_percent,
    }
    return [lever for lever, is_other in differs.items() if is_other]


# Which lever, in which order


@pytest.mark.parametrize(
    ("now", "rate", "lever", "leads_to"),
    [
        (start_at(GENTLE), 0.87, Lever.GRIPS, (INDEX, MIDDLE, RING)),
        (start_at(GENTLE), 1.0, Lever.GRIPS, FOUR),
        (start_at(GENTLE, FOUR), 0.83, Lever.LEVEL, LEVELS[2]),
        (start_at(GENTLE, FOUR), 1.0, Lever.LEVEL, LEVELS[4]),
        (start_at(MODERATE, FOUR), 1.0, Lever.LEVEL, LEVELS[8]),
        (start_at(CHALLENGING, FOUR), 0.83, Lever.SPEED, 120),
        (start_at(CHALLENGING, FOUR, 120), 1.0, Lever.WINDOW, 50),
        (start_at(MODERATE, FOUR, 80), 0.83, Lever.SPEED, 100),
        (start_at(GENTLE.with_window(125), FOUR), 0.83, Lever.WINDOW, 100),
        (start_at(MODERATE, FOUR), 0.5, Lever.LEVEL, LEVELS[1]),
        (start_at(CHALLENGING, FOUR), 0.2, Lever.LEVEL, LEVELS[0]),
        (start_at(CHALLENGING, FOUR, 120), 0.5, Lever.SPEED, 100),
        (start_at(CHALLENGING.with_window(75), FOUR), 0.5, Lever.WINDOW, 100),
        (start_at(GENTLE, FOUR), 0.5, Lever.SPEED, 80),
        (start_at(GENTLE, FOUR, 40), 0.5, Lever.WINDOW, 125),
    ],
)
def test_fingers_first_then_the_level_then_speed_then_the_window(
    now: PlaySettings, rate: float, lever: Lever, leads_to: Level | int | tuple[Grip, ...]
) -> None:
    offer = offered(now, rate)
    assert offer.lever is lever
    then = offer.settings
    assert then is not None
    found = {
        Lever.GRIPS: then.grips,
        Lever.LEVEL: then.level,
        Lever.SPEED: then.speed_percent,
        Lever.WINDOW: then.level.window_percent,
    }
    assert found[lever] == leads_to


@pytest.mark.parametrize("rate", [0.62, 0.7, 0.78])
def test_in_the_band_nothing_is_offered(rate: float) -> None:
    offer = offered(start_at(MODERATE), rate, rate)
    assert (offer.reason, offer.lever, offer.settings) == (Reason.IN_BAND, None, None)
    assert offer.rate == pytest.approx(rate, abs=0.02)


def test_the_ends_are_told() -> None:
    top = start_at(CHALLENGING.with_window(50), FOUR, FASTEST_PERCENT)
    assert offered(top, 0.97).reason is Reason.HARDEST
    bottom = start_at(GENTLE.with_window(125), (INDEX,), SLOWEST_PERCENT)
    assert offered(bottom, 0.4, able=(INDEX,)).reason is Reason.EASIEST


def test_a_few_notes_say_nothing() -> None:
    now = start_at(GENTLE, (INDEX,))
    few = RecentRun(GENTLE.id, 100, (INDEX,), (GripCount(INDEX, 15, 15),))
    assert offer_after(now, [few], Situation(LEVELS)).reason is Reason.TOO_FEW_NOTES
    assert offer_after(now, [], Situation(LEVELS)).reason is Reason.TOO_FEW_NOTES


def test_runs_under_other_settings_say_nothing_about_these() -> None:
    now, other = start_at(GENTLE, FOUR), start_at(GENTLE, FOUR, 90)
    runs = [run_of(other, 1.0), run_of(now, 1.0)]
    assert offer_after(now, runs, Situation(LEVELS)).reason is Reason.TOO_FEW_NOTES


def test_who_stops_early_or_hurts_today_is_offered_nothing_harder() -> None:
    now = start_at(GENTLE, FOUR)
    stopped = offer_after(now, [run_of(now, 1.0, finished=False)], Situation(LEVELS))
    hurts = offer_after(now, [run_of(now, 1.0)], Situation(LEVELS, is_gentle=True))
    assert stopped.settings is None and hurts.settings is None
    easier = offer_after(now, [run_of(now, 0.5)], Situation(LEVELS, is_gentle=True))
    assert easier.reason is Reason.EASIER


def test_the_first_week_aims_higher() -> None:
    now = start_at(GENTLE, FOUR)
    for rate, usual, first in (
        (0.83, Reason.HARDER, Reason.IN_BAND),
        (0.64, Reason.IN_BAND, Reason.EASIER),
    ):
        runs = [run_of(now, rate)]
        assert offer_after(now, runs, Situation(LEVELS)).reason is usual
        assert offer_after(now, runs, Situation(LEVELS, band=FIRST_WEEK_BAND)).reason is first


def test_a_level_of_somebodys_own_leads_to_no_other() -> None:
    own = msgspec.structs.replace(MODERATE, id="own-level")
    now = start_at(own, FOUR)
    assert offered(now, 0.9).lever is Lever.SPEED
    assert offered(now, 0.4).lever is Lever.SPEED
    assert offered(start_at(GENTLE, FOUR), 0.3, 0.3).lever is Lever.SPEED


# Fingers


def test_no_finger_is_offered_that_cannot_move() -> None:
    now = start_at(GENTLE, (INDEX,))
    assert offered(now, 1.0, able=(INDEX, RING)).grips == (RING,)
    assert offered(now, 1.0, able=(INDEX,)).lever is Lever.LEVEL
    assert offered(now, 1.0, able=None).grips == (MIDDLE, RING)


def test_a_finger_that_hardly_comes_may_rest_while_the_others_come() -> None:
    now = start_at(GENTLE, FOUR)
    rates = {INDEX: 0.9, MIDDLE: 0.8, RING: 0.7, LITTLE: 0.1}
    offer = offered(now, rates)
    assert (offer.reason, offer.grips) == (Reason.REST_FINGERS, (LITTLE,))
    assert (offer.notes, offer.hits) == (NOTES, 3)
    assert offer.settings == replace(now, grips=(INDEX, MIDDLE, RING))
    assert offered(now, {**rates, LITTLE: 0.4}).reason is Reason.IN_BAND


def test_where_all_fingers_hardly_come_others_are_tried() -> None:
    now = start_at(GENTLE)
    offer = offered(now, 0.15, able=(KEY, INDEX, MIDDLE))
    assert (offer.reason, offer.grips) == (Reason.OTHER_FINGERS, (KEY,))
    assert offer.settings == replace(now, grips=(KEY,))
    assert offered(now, 0.15, able=(INDEX, MIDDLE)).reason is Reason.EASIER


def rested(runs: int, rate: float = 0.9) -> Offer:
    """The little finger hardly came, and has rested for so many runs."""
    before = start_at(CHALLENGING.with_window(50), FOUR, 120)
    now = replace(before, grips=(INDEX, MIDDLE, RING))
    hardly = {INDEX: 0.9, MIDDLE: 0.9, RING: 0.9, LITTLE: 0.1}
    past = [run_of(now, rate)] * runs + [run_of(before, hardly)]
    return offer_after(now, past, Situation(LEVELS, FOUR))


def test_a_finger_that_rests_is_offered_back_when_it_goes_well() -> None:
    assert rested(REST_RUNS - 1).reason is Reason.NOT_NOW
    offer = rested(REST_RUNS)
    assert (offer.reason, offer.grips) == (Reason.FINGERS_BACK, (LITTLE,))
    assert rested(REST_RUNS, 0.77).grips == (LITTLE,)
    assert rested(REST_RUNS, 0.65).reason is Reason.IN_BAND


# To and fro


def test_what_was_too_hard_is_not_offered_again_soon() -> None:
    easy, hard = start_at(LEVELS[3], FOUR), start_at(LEVELS[4], FOUR)
    for since, leads_to in ((1, None), (BAR_RUNS, hard.level)):
        runs = [run_of(easy, 0.86)] * since + [run_of(hard, 0.5)]
        offer = offer_after(easy, runs, Situation(LEVELS, FOUR))
        assert offer.settings is not None
        if leads_to:
            assert offer.settings.level == leads_to
        else:
            assert (offer.lever, offer.settings.speed_percent) == (Lever.SPEED, 120)


def test_between_too_easy_and_too_hard_lies_a_half_step() -> None:
    easy, hard = start_at(LEVELS[3], FOUR), start_at(LEVELS[4], FOUR)
    offer = offer_after(hard, [run_of(hard, 0.55), run_of(easy, 0.86)], Situation(LEVELS, FOUR))
    assert offer.settings == replace(hard, speed_percent=80)


@pytest.mark.parametrize(
    ("now", "rate"),
    [
        (start_at(GENTLE), 0.9),
        (start_at(MODERATE, FOUR), 0.9),
        (start_at(MODERATE, FOUR), 0.5),
        (start_at(MODERATE, FOUR), {INDEX: 0.9, MIDDLE: 0.8, RING: 0.7, LITTLE: 0.1}),
    ],
)
def test_what_was_refused_is_not_offered_again_for_some_runs(
    now: PlaySettings, rate: float | Mapping[Grip, float]
) -> None:
    first = offered(now, rate)
    assert first.settings is not None
    for ago in range(REFUSED_RUNS + 1):
        no = Refusal(first.reason, first.grips, 1 - ago)
        again = offered(now, rate, refused=[no])
        assert (again == first) is (ago == REFUSED_RUNS)
        assert again.reason is not first.reason or ago == REFUSED_RUNS


# Whatever the runs


def any_settings() -> st.SearchStrategy[PlaySettings]:
    levels = st.sampled_from(LEVELS).flatmap(
        lambda level: st.sampled_from(level.windows).map(level.with_window)
    )
    grips = st.sets(st.sampled_from(Grip), min_size=1).map(lane_order)
    speeds = st.sampled_from(range(SLOWEST_PERCENT, FASTEST_PERCENT + 1, 10))
    return st.builds(PlaySettings, levels, speeds, st.just(Hand.RIGHT), grips)


@st.composite
def histories(draw: st.DrawFn) -> tuple[PlaySettings, list[RecentRun]]:
    """Some settings, each played for some runs; the first are those in force."""
    places = draw(st.lists(any_settings(), min_size=1, max_size=4))
    random, runs = Random(draw(st.integers(0, 10_000))), list[RecentRun]()
    for place in places:
        rate = random.random()
        for _ in range(random.randint(1, 5)):
            notes = {grip: random.randint(0, 40) for grip in place.grips}
            counts = tuple(
                GripCount(grip, count, sum(random.random() < rate for _ in range(count)))
                for grip, count in notes.items()
            )
            setting = place.level.id, place.speed_percent, place.grips
            runs.append(RecentRun(*setting, counts, finished=random.random() < 0.9))
    return places[0], runs


@settings(max_examples=120, deadline=None)
@given(
    histories(),
    st.none() | st.sets(st.sampled_from(Grip)).map(lane_order),
    st.lists(
        st.builds(
            Refusal,
            st.sampled_from(Reason),
            st.sets(st.sampled_from(Grip)).map(lane_order),
            st.integers(0, 12),
        ),
        max_size=3,
    ),
)
def test_any_offer_moves_one_lever_to_what_can_be_played(
    history: tuple[PlaySettings, list[RecentRun]],
    able: tuple[Grip, ...] | None,
    refusals: list[Refusal],
) -> None:
    now, runs = history
    situation = Situation(LEVELS, able, refusals=refusals, runs_played=12)
    offer = offer_after(now, runs, situation)
    assert offer == offer_after(now, runs, situation)
    then = offer.settings
    assert (then is None) is (offer.lever is None)
    assert 0 <= offer.rate <= 1
    if then is None:
        return
    assert levers_between(now, then) == [offer.lever]
    assert then.grips and then.hand is now.hand
    new = set(then.grips) - set(now.grips)
    assert not new or able is None or new <= set(able)
    assert SLOWEST_PERCENT <= then.speed_percent <= FASTEST_PERCENT
    assert then.level.usual in LEVELS


def steady_hand(
    ability: float, slope: float, random: Random
) -> Callable[[PlaySettings], tuple[float, RecentRun]]:
    """A hand whose hit rate falls with difficulty, at `ability` to one half; all fingers alike."""
    ladder = Ladder(LEVELS, LEVELS[0])

    def play(now: PlaySettings) -> tuple[float, RecentRun]:
        rung = ladder.rung(now.level.id, now.speed_percent)
        assert rung is not None
        rate = 1 / (1 + math.exp(slope * (rung.difficulty - ability)))
        rates = {
            grip: sum(random.random() < rate for _ in range(NOTES)) / NOTES for grip in now.grips
        }
        return rate, run_of(now, rates)

    return play


def practised(
    play: Callable[[PlaySettings], tuple[float, RecentRun]],
    now: PlaySettings,
    songs: int,
    takes: Callable[[], bool] = lambda: True,
) -> Iterator[tuple[PlaySettings, float, Offer]]:
    """Song after song: settings, the true rate, and what is offered then."""
    runs: list[RecentRun] = []
    refusals: list[Refusal] = []
    for number in range(songs):
        rate, run = play(now)
        runs.insert(0, run)
        offer = offer_after(
            now, runs, Situation(LEVELS, FOUR, refusals=refusals, runs_played=number)
        )
        yield now, rate, offer
        if offer.settings is None:
            continue
        if takes():
            now = offer.settings
        else:
            refusals.append(Refusal(offer.reason, offer.grips, number))


@settings(max_examples=60, deadline=None)
@given(st.floats(-3, 12), st.floats(0.15, 1.2), st.sampled_from(LEVELS), st.integers(0, 10_000))
def test_a_steady_hand_comes_near_the_band_and_never_goes_to_and_fro(
    ability: float, slope: float, level: Level, seed: int
) -> None:
    play = steady_hand(ability, slope, Random(seed))
    done = list(practised(play, start_at(level, FOUR), 40))
    path = [(0, done[0][0])]
    for number, (now, _, _) in enumerate(done):
        if now != path[-1][1]:
            path.append((number, now))
    for (_, first), (left, _), (back, again) in zip(path, path[1:], path[2:], strict=False):
        if again == first and back - left < BAR_RUNS:
            assert done[back - 1][2].rate < 0.4, "only where hits have become far fewer"
    places = [now for _, now in path]
    swings = zip(pairwise(places), pairwise(places[2:]), strict=False)
    assert not any(there == again for there, again in swings)
    rates = [rate for _, rate, offer in done[20:] if offer.reason not in ENDS]
    assert all(0.45 <= rate <= 0.92 for rate in rates)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_who_refuses_is_not_asked_the_same_again_for_some_runs(seed: int) -> None:
    random = Random(seed)
    play = steady_hand(random.uniform(-2, 10), 0.4, random)
    answers: list[bool] = []

    def takes() -> bool:
        answers.append(random.random() < 0.3)
        return answers[-1]

    refused: dict[tuple[Reason, tuple[Grip, ...]], int] = {}
    done = enumerate(practised(play, start_at(LEVELS[4], FOUR), 40, takes))
    pending: tuple[int, tuple[Reason, tuple[Grip, ...]]] | None = None
    for number, (_, _, offer) in done:
        if pending and not answers[-1]:
            refused[pending[1]] = pending[0]
        pending = None
        if offer.settings is not None:
            what = (offer.reason, offer.grips)
            assert number - refused.get(what, -REFUSED_RUNS) >= REFUSED_RUNS
            pending = (number, what)
