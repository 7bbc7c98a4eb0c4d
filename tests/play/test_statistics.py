"""Statistics against sums done the long way, and against runs small enough to count by eye."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.charting.chart import Grip
from game.play.events import Event, ExtraContact, Hit, OtherFinger, Passed, Pinch
from game.play.statistics import CameInstead, RunStatistics, Timing, run_statistics
from tests.play.strategies import Played, played
from tests.play.timelines import Timeline, chart_at, chart_of, judge


def statistics_of(drawing: str) -> RunStatistics:
    timeline = Timeline(drawing)
    return run_statistics(timeline.chart, timeline.told)


def timing_the_long_way(events: list[Event], notes: set[int]) -> Timing:
    judged, errors = 0, []
    for event in events:
        if isinstance(event, Hit) and event.note in notes:
            judged += 1
            errors.append(event.error_s)
        elif isinstance(event, Passed) and event.note in notes:
            judged += 1
    errors.sort()
    hits = len(errors)
    mean = sum(errors) / hits if hits else None
    middle = (errors[(hits - 1) // 2] + errors[hits // 2]) / 2 if hits else None
    spread = None
    if hits > 1 and mean is not None:
        spread = math.sqrt(sum((error - mean) ** 2 for error in errors) / (hits - 1))
    return Timing(judged, hits, mean, middle, spread)


def assert_same(timing: Timing, expected: Timing) -> None:
    assert (timing.notes, timing.hits) == (expected.notes, expected.hits)
    for one, other in [
        (timing.mean_s, expected.mean_s),
        (timing.median_s, expected.median_s),
        (timing.sd_s, expected.sd_s),
    ]:
        assert one == (None if other is None else pytest.approx(other, abs=1e-9))


@given(played())
def test_timing_is_what_the_long_way_gives(run: Played) -> None:
    events = judge(run.chart, run.pinches, run.window_s)
    found = run_statistics(run.chart, events)
    count = len(run.chart.notes)
    assert_same(found.overall, timing_the_long_way(events, set(range(count))))
    assert [grip for grip, _ in found.by_grip] == list(run.chart.grips)
    for grip, timing in found.by_grip:
        notes = {n for n, note in enumerate(run.chart.notes) if note.grip is grip}
        assert_same(timing, timing_the_long_way(events, notes))
    third = count // 3
    assert_same(found.first_third, timing_the_long_way(events, set(range(third))))
    assert_same(found.last_third, timing_the_long_way(events, set(range(count - third, count))))


@given(played())
def test_contacts_are_what_the_long_way_counts(run: Played) -> None:
    events = judge(run.chart, run.pinches, run.window_s)
    found = run_statistics(run.chart, events)
    for grip in Grip:
        extra = [e for e in events if isinstance(e, ExtraContact) and e.grip is grip]
        assert dict(found.extra_contacts).get(grip, 0) == len(extra)
    assert found.extra_contact_count == sum(isinstance(e, ExtraContact) for e in events)
    table = {(entry.due, entry.came): entry.count for entry in found.came_instead}
    for due in Grip:
        for came in Grip:
            expected = 0
            for note in range(len(run.chart.notes)):
                others = [e for e in events if isinstance(e, OtherFinger) and e.note == note]
                expected += bool(others) and (others[0].due, others[0].came) == (due, came)
            assert table.get((due, came), 0) == expected


@given(shift_us=st.integers(-60_000, 60_000), errors_us=st.lists(st.integers(-60_000, 60_000)))
def test_a_replay_shifted_by_x_has_its_mean_and_median_shifted_by_x(
    shift_us: int, errors_us: list[int]
) -> None:
    chart = chart_at(*(float(place) for place in range(len(errors_us))))

    def timing(by_us: int) -> Timing:
        pinches = [
            Pinch((place * 1_000_000 + error_us + by_us) / 1e6, Grip.INDEX, down=True)
            for place, error_us in enumerate(errors_us)
        ]
        return run_statistics(chart, judge(chart, pinches, 0.12)).overall

    before, after = timing(0), timing(shift_us)
    assert before.hits == after.hits == len(errors_us)
    if before.mean_s is not None and before.median_s is not None:
        assert after.mean_s == pytest.approx(before.mean_s + shift_us / 1e6, abs=1e-9)
        assert after.median_s == pytest.approx(before.median_s + shift_us / 1e6, abs=1e-9)
    if before.sd_s is not None:
        assert after.sd_s == pytest.approx(before.sd_s, abs=1e-9)


def test_a_run_small_enough_to_count() -> None:
    found = statistics_of("""
        ms      1000    1500    1510    1980    2000    2500    3000    3120
        chart   I               M               I               M
        pinch   I       R       M       I               K
    """)
    assert found.overall.notes == 4
    assert found.overall.hits == 3
    assert found.overall.hit_rate == 0.75
    assert found.overall.mean_s == pytest.approx(-0.02 / 3)
    assert found.overall.median_s == 0.0
    grips = dict(found.by_grip)
    assert (grips[Grip.INDEX].notes, grips[Grip.INDEX].hits) == (2, 2)
    assert (grips[Grip.MIDDLE].notes, grips[Grip.MIDDLE].hits) == (2, 1)
    assert grips[Grip.LITTLE] == Timing(0, 0, None, None, None)
    assert grips[Grip.LITTLE].hit_rate == 0.0
    assert found.came_instead == (CameInstead(Grip.MIDDLE, Grip.RING, 1),)
    assert found.extra_contacts == ((Grip.KEY, 1),)
    assert (found.first_third.hits, found.last_third.hits) == (1, 0)


def test_only_the_first_other_finger_on_a_note_stands_for_it() -> None:
    found = statistics_of("""
        ms      950     960     970     1000    2000    2010
        chart                           I       I
        pinch   R       M       M       I       R       I
    """)
    assert found.came_instead == (CameInstead(Grip.INDEX, Grip.RING, 2),)


def test_one_hit_has_a_mean_but_no_spread() -> None:
    found = statistics_of("""
        ms      1000    1050
        chart   I
        pinch           I
    """)
    assert found.overall == Timing(1, 1, 0.05, 0.05, None)


def test_notes_not_yet_judged_do_not_count() -> None:
    chart = chart_at(1.0, 2.0, 3.0)
    found = run_statistics(chart, [Hit(1.0, 0, Grip.INDEX, 0.0)])
    assert (found.overall.notes, found.first_third.notes, found.last_third.notes) == (1, 1, 0)


def test_a_run_without_notes() -> None:
    found = run_statistics(chart_of(grips=(Grip.INDEX,)), [])
    nothing = Timing(0, 0, None, None, None)
    assert found == RunStatistics(nothing, ((Grip.INDEX, nothing),), nothing, nothing, (), ())
    assert found.extra_contact_count == 0
