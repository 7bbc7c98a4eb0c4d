"""A guided session: warm-up, songs that fit, cool down; left at any moment it goes on there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.coach.sitting import (
    EXERCISE_S,
    OVER_S,
    REST_S,
    CoolDown,
    Part,
    Plan,
    Playable,
    Sitting,
    SongNext,
    WarmUp,
    Who,
    begun,
    can_go_on,
    minutes_left,
    next_part,
    passed,
    plan_of,
    rest_s,
    share_done,
    spent,
)
from game.play.today import Offered
from game.settings import SESSION_MINUTES

TODAY = date(2026, 3, 14)
WHO = Who(1, TODAY, "Rosa")
minutes = st.sampled_from(SESSION_MINUTES)
durations = st.lists(st.floats(5, 900), max_size=12)


def songs_of(lengths: list[float]) -> list[Playable]:
    return [
        Playable(Offered(f"song {number}", f"{number:064x}"), length)
        for number, length in enumerate(lengths)
    ]


def whole(
    plan: Plan, songs: list[Playable], sitting: Sitting | None = None
) -> list[tuple[Part, Sitting]]:
    """Every part of a session in which all is done and every rest taken, and where it stood."""
    sitting = sitting or Sitting(TODAY, plan.minutes)
    by_hash = {one.offered.sha256: one.duration_s for one in songs}
    seen: list[tuple[Part, Sitting]] = []
    while (part := next_part(sitting, plan, songs, WHO)) is not None:
        seen.append((part, sitting))
        sitting = passed(begun(sitting, part), part)
        if isinstance(part, SongNext):
            taken_s = by_hash[part.sha256]
            sitting = spent(spent(sitting, taken_s), rest_s(taken_s))
        assert len(seen) < 200
    return seen


def kinds(parts: list[tuple[Part, Sitting]]) -> list[type[Part]]:
    return [type(part) for part, _ in parts]


@pytest.mark.parametrize(
    ("length", "warm_up", "songs_s", "cool_down"),
    [(10, 2, 420, 1), (15, 3, 600, 2), (30, 5, 1320, 3)],
)
def test_the_minutes_are_shared_out(
    length: int, warm_up: int, songs_s: int, cool_down: int
) -> None:
    assert plan_of(length, 9, 9) == Plan(length, warm_up, songs_s, cool_down)


def test_where_there_are_few_exercises_there_is_more_time_for_songs() -> None:
    assert plan_of(30, 3, 0) == Plan(30, 3, 1620, 0)


def test_fifteen_minutes_are_a_warm_up_songs_and_a_cool_down() -> None:
    found = whole(plan_of(15, 3, 3), songs_of([90.0] * 8))
    assert kinds(found) == [WarmUp] * 3 + [SongNext] * 5 + [CoolDown] * 2
    played = [part.sha256 for part, _ in found if isinstance(part, SongNext)]
    assert len(set(played)) == 5


@settings(max_examples=60)
@given(minutes, durations)
def test_a_session_takes_about_as_long_as_it_says(length: int, lengths: list[float]) -> None:
    plan = plan_of(length, 9, 9)
    taken_s = float(EXERCISE_S * (plan.warm_up + plan.cool_down))
    by_key = {one.offered.key: one.duration_s for one in songs_of(lengths)}
    shortest_s = min(lengths, default=0.0)
    for part, _ in whole(plan, songs_of(lengths)):
        if isinstance(part, SongNext):
            taken_s += by_key[part.key] + rest_s(by_key[part.key])
    assert taken_s <= length * 60 + OVER_S + REST_S[1] + max(shortest_s - plan.songs_s, 0)


@settings(max_examples=60)
@given(minutes, durations)
def test_no_song_comes_twice_in_a_row_while_there_are_others(
    length: int, lengths: list[float]
) -> None:
    found = whole(plan_of(length, 9, 9), songs_of(lengths))
    played = [part.sha256 for part, _ in found if isinstance(part, SongNext)]
    if len(lengths) > 1:
        assert all(one != other for one, other in pairwise(played))


@settings(max_examples=40)
@given(minutes, durations, st.integers(0, 30))
def test_left_at_any_part_it_goes_on_with_that_part(
    length: int, lengths: list[float], place: int
) -> None:
    plan, songs = plan_of(length, 9, 9), songs_of(lengths)
    found = whole(plan, songs)
    part, sitting = found[min(place, len(found) - 1)]
    assert next_part(sitting, plan, songs, WHO) == part
    assert whole(plan, songs, sitting) == found[min(place, len(found) - 1) :]


@settings(max_examples=40)
@given(minutes, durations)
def test_it_comes_nearer_to_its_end_with_every_part(length: int, lengths: list[float]) -> None:
    plan = plan_of(length, 9, 9)
    found = whole(plan, songs_of(lengths))
    shares = [share_done(sitting, plan) for _, sitting in found]
    left = [minutes_left(sitting, plan) for _, sitting in found]
    assert shares == sorted(shares) and shares[0] >= 0.0 and shares[-1] <= 1.0
    assert left == sorted(left, reverse=True) and left[-1] >= 1


def test_everything_can_be_skipped() -> None:
    plan, sitting = plan_of(10, 3, 3), Sitting(TODAY, 10)
    songs = songs_of([100.0, 100.0])
    count = 0
    while (part := next_part(sitting, plan, songs, WHO)) is not None and count < 50:
        sitting = spent(passed(begun(sitting, part), part), 30)
        count += 1
    assert part is None


def test_without_songs_the_exercises_are_left() -> None:
    assert kinds(whole(plan_of(10, 3, 3), [])) == [WarmUp] * 2 + [CoolDown]


def test_a_song_that_is_too_long_is_played_if_there_is_no_other() -> None:
    found = whole(plan_of(10, 3, 3), songs_of([2000.0, 1500.0]))
    assert [part.key for part, _ in found if isinstance(part, SongNext)] == ["song 1"]


def test_after_the_cool_down_has_begun_no_song_comes() -> None:
    sitting = Sitting(TODAY, 15, warmed=3, cooled=1)
    assert next_part(sitting, plan_of(15, 3, 3), songs_of([60.0]), WHO) == CoolDown(1)


def test_a_rest_is_half_a_minute_to_a_minute() -> None:
    assert [rest_s(one) for one in (0, 60, 100, 150, 900)] == [30, 30, 30, 45, 60]


def test_only_today_s_session_goes_on() -> None:
    sitting = Sitting(TODAY, 15, warmed=1)
    assert can_go_on(sitting, TODAY)
    assert not can_go_on(sitting, TODAY + timedelta(days=1))
    assert not can_go_on(sitting, TODAY - timedelta(days=1))
    assert not can_go_on(None, TODAY)


@pytest.mark.parametrize(
    "change", [{"minutes": 12}, {"warmed": -1}, {"songs_s": -5}, {"songs": ("x",) * 300}]
)
def test_what_no_session_comes_to_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        replace(Sitting(TODAY, 15), **change)


def test_the_parts_of_a_plan_make_a_whole() -> None:
    parts = plan_of(15, 3, 3).parts
    assert [name for name, _ in parts] == ["exercise"] * 3 + ["songs"] + ["exercise"] * 2
    assert sum(share for _, share in parts) == pytest.approx(1.0)
