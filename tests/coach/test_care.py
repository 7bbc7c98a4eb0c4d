"""Kind limits: asked once a session and once a song, rests in time, and no clock makes it nag."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Grip
from game.charting.level import read_levels
from game.coach.care import (
    BREAK_MS,
    REST_AFTER_PINCHES,
    REST_AFTER_S,
    RESTED_S,
    TALK_DAYS,
    Answer,
    Effort,
    Pain,
    Today,
    When,
    asks_before,
    begins_session,
    gentler,
    latest_by,
    needs_rest,
    reaches_goal,
    suggests_talking,
    worked,
)
from game.folders import shipped_folder
from game.settings import SLOWEST_PERCENT, Hand, PlaySettings

DAY_MS = 86_400_000
TODAY = date(2026, 3, 14)
NOON_MS = round(datetime(2026, 3, 14, 12, tzinfo=UTC).timestamp() * 1000)
LEVEL = read_levels(shipped_folder("levels"))[0]

moments = st.integers(-400 * DAY_MS, 400 * DAY_MS)
whole_seconds = st.integers(0, 3000)


def at(ms: int) -> When:
    moment = datetime.fromtimestamp((NOON_MS + ms) / 1000, UTC)
    return When(NOON_MS + ms, moment.date())


def stop(days_ago: int) -> Answer:
    return Answer(Pain.STOP, at(-days_ago * DAY_MS))


def test_a_session_begins_with_the_first_practice_after_a_break_and_on_a_new_day() -> None:
    assert begins_session(at(0), None)
    assert not begins_session(at(0), at(-BREAK_MS + 1))
    assert begins_session(at(0), at(-BREAK_MS))
    assert begins_session(at(13 * 3600_000), at(11 * 3600_000 + 3_590_000))


@settings(max_examples=80)
@given(moments, st.integers(0, BREAK_MS - 1))
def test_who_has_just_answered_is_not_asked_again_on_that_day(now_ms: int, passed: int) -> None:
    answered, now = at(now_ms), at(now_ms + passed)
    if now.day == answered.day:
        assert not asks_before(now, answered, Answer(Pain.NONE, answered))


@settings(max_examples=80)
@given(st.lists(moments, max_size=8), moments)
def test_a_clock_that_is_changed_makes_at_most_one_question(past: list[int], now_ms: int) -> None:
    now = at(now_ms)
    last = latest_by(now, map(at, past))
    assert last is None or last.at_ms <= now.at_ms
    asks_before(now, last, None)
    again = at(now_ms + 1000)
    after = latest_by(again, [*map(at, past), now])
    assert again.day != now.day or not asks_before(again, after, Answer(Pain.NONE, now))


def test_a_clock_set_back_within_the_day_is_no_break() -> None:
    assert not begins_session(at(-3 * 3600_000), at(0))


def test_after_a_stop_whatever_comes_next_is_asked_about() -> None:
    assert asks_before(at(1000), at(0), Answer(Pain.STOP, at(0)))


def test_a_rest_is_offered_after_long_work_and_after_many_pinches() -> None:
    assert not needs_rest(Effort(), 0.0)
    assert needs_rest(Effort(REST_AFTER_S, 0, 50.0), 60.0)
    assert needs_rest(Effort(10, REST_AFTER_PINCHES, 50.0), 60.0)
    assert not needs_rest(Effort(REST_AFTER_S - 1, REST_AFTER_PINCHES - 1, 50.0), 60.0)


def test_who_has_just_paused_needs_no_rest() -> None:
    assert not needs_rest(Effort(REST_AFTER_S, 900, 50.0), 50.0 + RESTED_S)


@settings(max_examples=80)
@given(st.lists(st.tuples(whole_seconds, whole_seconds, st.integers(-5, 500)), max_size=10))
def test_effort_adds_up_and_begins_anew_after_a_pause(
    work: list[tuple[int, int, int]],
) -> None:
    effort, now_s, expected = Effort(), 0, 0
    for number, (pause_s, length_s, pinches) in enumerate(work):
        if pause_s >= RESTED_S and number:
            expected = 0
        begun_s = now_s + pause_s
        now_s = begun_s + length_s
        effort = worked(effort, begun_s, now_s, pinches)
        expected += max(pinches, 0)
        assert effort.pinches == expected
        assert effort.seconds >= 0


@settings(max_examples=60)
@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.integers(-9, 9))
def test_no_time_is_ever_negative(begun_s: float, ended_s: float, pinches: int) -> None:
    effort = worked(Effort(), begun_s, ended_s, pinches)
    assert effort.seconds >= 0 and effort.pinches >= 0


def test_a_second_stop_on_another_day_suggests_a_talk() -> None:
    assert not suggests_talking([stop(0), stop(0)], TODAY)
    assert suggests_talking([stop(1), stop(0)], TODAY)
    assert suggests_talking([stop(TALK_DAYS), stop(0)], TODAY)
    assert not suggests_talking([stop(TALK_DAYS + 1), stop(0)], TODAY)
    assert not suggests_talking([stop(2), stop(1)], TODAY)
    assert not suggests_talking([Answer(Pain.A_LITTLE, at(0)), stop(1)], TODAY)


def test_a_stop_of_a_day_that_has_not_come_suggests_nothing() -> None:
    assert not suggests_talking([stop(-1), stop(0)], TODAY)


@settings(max_examples=60)
@given(st.lists(st.integers(0, 200), max_size=12), st.integers(1, 600))
def test_the_goal_is_reached_at_most_once_a_day(runs: list[int], goal: int) -> None:
    before, reached = 0, 0
    for pinches in runs:
        reached += reaches_goal(before, before + pinches, goal)
        before += pinches
    assert reached == (before >= goal)


def test_what_today_came_to() -> None:
    assert Today(150, 300).share == 0.5 and not Today(150, 300).is_reached
    assert Today(450, 300).share == 1.0 and Today(450, 300).is_reached
    assert [Today(0, 1, seconds).minutes for seconds in (0, 5, 90, 840)] == [0, 1, 2, 14]


def test_gentler_is_slower_and_then_a_finger_less() -> None:
    grips = (Grip.KEY, Grip.INDEX, Grip.MIDDLE)
    now: PlaySettings | None = PlaySettings(LEVEL, 100, Hand.RIGHT, grips)
    seen: list[tuple[int, tuple[Grip, ...]]] = []
    while now is not None:
        seen.append((now.speed_percent, now.grips))
        now = gentler(now)
    assert seen == [
        (100, grips),
        (80, grips),
        (60, grips),
        (SLOWEST_PERCENT, grips),
        (SLOWEST_PERCENT, grips[:2]),
        (SLOWEST_PERCENT, grips[:1]),
    ]


def test_days_are_those_of_the_player() -> None:
    yesterday = TODAY - timedelta(days=1)
    assert begins_session(When(NOON_MS, TODAY), When(NOON_MS - 60_000, yesterday))
