"""What is proposed to a hand: kind, explained, and never with a finger that rests."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from game.charting.chart import Grip, lane_order
from game.charting.level import Level, read_levels
from game.coach.proposal import (
    SLOWEST_PROPOSED_PERCENT,
    Proposal,
    Reason,
    asked_pace_per_s,
    grips_for,
    proposal_of,
)
from game.coach.reach import GripReach, Reach
from game.folders import shipped_folder
from game.settings import SPEED_STEP_PERCENT, Hand
from tests.coach.hands import counted, hand_of, reaches

LEVELS = read_levels(shipped_folder("levels"))
FOUR = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
paces = st.dictionaries(
    st.sampled_from(tuple(Grip)), st.one_of(st.none(), st.integers(0, 70)), min_size=1
)
unevennesses = st.floats(0, 0.8)


def proposed(reach: Reach) -> Proposal:
    proposal = proposal_of(reach, LEVELS)
    assert proposal is not None
    return proposal


def place(proposal: Proposal) -> tuple[int, int]:
    """How hard it is: level, then speed."""
    return [level.id for level in LEVELS].index(proposal.level.usual.id), proposal.speed_percent


@given(reaches())
@settings(max_examples=60)
def test_whatever_the_hand_the_proposal_can_be_played(reach: Reach) -> None:
    proposal = proposal_of(reach, LEVELS)
    assert (proposal is None) == (reach.able == ())
    if proposal is None:
        return
    assert proposal.grips and set(proposal.grips) <= set(reach.able)
    assert proposal.grips == lane_order(proposal.grips)
    assert SLOWEST_PROPOSED_PERCENT <= proposal.speed_percent <= 100
    assert proposal.speed_percent % SPEED_STEP_PERCENT == 0
    assert proposal.level.hit_window_s <= proposal.level.same_grip_gap_s / 2
    assert proposal.window_percent >= 100
    assert proposal.limit.able and proposal.limit in reach.grips
    if place(proposal)[0] > 0:
        assert proposal.speed_percent == 100, "the easiest level comes before a slower song"


@given(paces, unevennesses, st.integers(1, 40))
@settings(max_examples=60)
def test_a_faster_hand_never_gets_anything_easier(
    presses: dict[Grip, int | None], unevenness: float, faster: int
) -> None:
    slow = proposal_of(hand_of(presses, unevenness), LEVELS)
    quicker = {grip: None if n is None else n + faster for grip, n in presses.items()}
    quick = proposal_of(hand_of(quicker, unevenness), LEVELS)
    assert (slow is None) == (quick is None)
    if slow is None or quick is None:
        return
    assert place(quick)[0] >= place(slow)[0]
    if quick.grips == slow.grips:
        assert place(quick) >= place(slow)
    assert len(quick.grips) >= len(slow.grips), "nor fewer fingers"


@given(paces, unevennesses, st.randoms())
@settings(max_examples=40)
def test_the_order_in_which_fingers_were_asked_for_changes_nothing(
    presses: dict[Grip, int | None], unevenness: float, chance: random.Random
) -> None:
    reach = hand_of(presses, unevenness)
    mixed = list(reach.grips)
    chance.shuffle(mixed)
    assert proposal_of(Reach(reach.hand, tuple(mixed)), LEVELS) == proposal_of(reach, LEVELS)


@given(st.permutations(FOUR))
@settings(max_examples=30)
def test_what_one_finger_does_is_taken_for_no_other(order: list[Grip]) -> None:
    able, slow = order[:3], order[0]
    presses = {grip: 40 if grip in able else None for grip in FOUR} | {slow: 12}
    proposal = proposed(hand_of(presses))
    assert order[3] not in proposal.grips
    if slow in proposal.grips:
        assert proposal.limit.grip is slow
        assert proposal.speed_percent < 100


@given(paces)
@settings(max_examples=40)
def test_a_more_even_hand_never_gets_a_wider_window_at_the_same_level(
    presses: dict[Grip, int | None],
) -> None:
    even, uneven = (proposal_of(hand_of(presses, share), LEVELS) for share in (0.1, 0.7))
    if even is not None and uneven is not None and even.level.usual == uneven.level.usual:
        assert even.window_percent <= uneven.window_percent


def test_a_healthy_hand_begins_in_the_middle_and_has_room_to_grow() -> None:
    proposal = proposed(hand_of(dict.fromkeys(FOUR, 40)))
    assert place(proposal)[0] > 0
    assert proposal.level is not LEVELS[-1]
    assert (proposal.speed_percent, proposal.window_percent) == (100, 100)
    assert proposal.reason is Reason.PACE


def test_the_notes_come_at_no_more_than_half_the_pace_of_the_slowest_finger() -> None:
    for slowest in range(5, 70):
        proposal = proposed(hand_of({**dict.fromkeys(FOUR, 70), Grip.MIDDLE: slowest}))
        if place(proposal)[0] > 0:
            assert proposal.level.max_rate_per_s <= 0.5 * (slowest - 1) / 10


def test_a_slow_finger_that_does_not_play_yet_holds_nobody_up() -> None:
    quick = proposed(hand_of(dict.fromkeys(FOUR, 45)))
    weak = proposed(hand_of({Grip.INDEX: 45, Grip.MIDDLE: 45, Grip.RING: 3, Grip.LITTLE: 2}))
    assert weak.grips == (Grip.INDEX, Grip.MIDDLE)
    assert weak.speed_percent == 100 and place(weak) <= place(quick)


def test_a_very_slow_hand_plays_the_easiest_level_more_slowly() -> None:
    proposal = proposed(hand_of({Grip.INDEX: 13, Grip.MIDDLE: 14}))
    assert proposal.level.usual is LEVELS[0]
    assert SLOWEST_PROPOSED_PERCENT < proposal.speed_percent < 100
    assert (proposal.reason, proposal.limit.grip) == (Reason.SLOWER, Grip.INDEX)
    slowest = proposed(hand_of({Grip.INDEX: 1}))
    assert (slowest.level.usual, slowest.speed_percent) == (LEVELS[0], SLOWEST_PROPOSED_PERCENT)


def test_fingers_too_slow_for_slow_songs_wait_while_others_begin() -> None:
    proposal = proposed(hand_of({Grip.INDEX: 22, Grip.MIDDLE: 4, Grip.RING: 3}))
    assert (proposal.grips, proposal.speed_percent) == ((Grip.INDEX,), 100)
    assert (proposal.reason, proposal.limit.grip) == (Reason.FEWER, Grip.INDEX)
    others = proposed(hand_of({Grip.INDEX: 4, Grip.MIDDLE: 3, Grip.RING: 21, Grip.LITTLE: 19}))
    assert others.grips == (Grip.RING, Grip.LITTLE)
    alike = proposed(hand_of({Grip.INDEX: 5, Grip.MIDDLE: 4}))
    assert alike.grips == (Grip.INDEX, Grip.MIDDLE), "slow together"


def test_an_uneven_hand_gets_a_wider_window() -> None:
    proposal = proposed(hand_of({Grip.INDEX: 20, Grip.MIDDLE: 18}, 0.6))
    assert proposal.level.usual is LEVELS[0]
    assert proposal.window_percent > 100
    assert proposal.reason is Reason.WIDER


def test_an_uneven_hand_waits_for_a_level_whose_window_is_enough() -> None:
    even, uneven = (
        proposed(hand_of(dict.fromkeys(FOUR, 40), unevenness)) for unevenness in (0.0, 0.79)
    )
    assert place(uneven) < place(even)


def test_one_finger_is_a_whole_game() -> None:
    for grip in Grip:
        proposal = proposed(hand_of({grip: 20}))
        assert proposal.grips == (grip,)
        assert proposal.speed_percent == 100


def test_a_level_of_somebody_s_own_is_never_proposed() -> None:
    own = [structs.replace(level, id=f"own-{level.id}", step=50 + level.step) for level in LEVELS]
    for presses in (5, 15, 40):
        reach = hand_of(dict.fromkeys(FOUR, presses))
        assert proposal_of(reach, [*LEVELS, *own]) == proposal_of(reach, LEVELS)


def test_no_finger_is_no_proposal() -> None:
    assert proposal_of(hand_of(dict.fromkeys(FOUR, None)), LEVELS) is None
    assert proposal_of(Reach(Hand.LEFT, ()), LEVELS) is None
    with pytest.raises(ValueError, match="no level"):
        proposal_of(hand_of({Grip.INDEX: 5}), ())


def test_the_quickest_hand_gets_the_hardest_level() -> None:
    proposal = proposed(hand_of(dict.fromkeys(FOUR, 70)))
    assert proposal.level is LEVELS[-1]
    assert (proposal.reason, proposal.grips) == (Reason.HARDEST, FOUR)


def test_fingers_of_the_level_that_rest_are_made_up_for_by_others() -> None:
    gentle = LEVELS[0]
    assert grips_for(hand_of(dict.fromkeys(FOUR, 9)), gentle) == (Grip.INDEX, Grip.MIDDLE)
    last_two = hand_of({Grip.INDEX: None, Grip.RING: 9, Grip.LITTLE: 9})
    assert grips_for(last_two, gentle) == (Grip.RING, Grip.LITTLE)
    with_side = hand_of({Grip.KEY: 9, Grip.INDEX: None, Grip.RING: 9})
    assert grips_for(with_side, gentle) == (Grip.KEY, Grip.RING)


def test_too_few_pinches_to_tell_make_the_window_wider() -> None:
    assert proposed(hand_of({Grip.INDEX: 4})).window_percent > 100


def test_a_level_of_one_s_own_takes_its_place() -> None:
    slow = _with_rate(LEVELS[0], 0.3)
    reach = Reach(Hand.RIGHT, (counted(Grip.INDEX, 11), GripReach(Grip.MIDDLE, False)))
    proposal = proposal_of(reach, (slow, *LEVELS))
    assert proposal is not None and proposal.level is slow
    assert proposal.speed_percent == 100
    assert asked_pace_per_s(slow) == 1.0, "a finger has to come again as soon as it may be asked to"


def _with_rate(level: Level, rate_per_s: float) -> Level:
    return structs.replace(level, id="0-own", max_rate_per_s=rate_per_s)


def test_the_limit_is_told_for_the_sentence() -> None:
    proposal = proposed(hand_of({Grip.INDEX: 30, Grip.MIDDLE: 22}))
    assert (proposal.limit.grip, proposal.limit.presses) == (Grip.MIDDLE, 22)
