"""What holds for every chart and every sequence of pinches."""

from __future__ import annotations

import math
import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import ChartNote, Grip
from game.play.engine import MAX_TIME_S, Engine, on_microsecond
from game.play.events import Event, Hit, Passed, Pinch, Released, Sustained
from game.play.score import ScoreKeeper
from tests.play.strategies import Played, moments, played
from tests.play.timelines import Window, act, chart_at, chart_of, judge

WINDOW_S = 0.12
FRAME_RATES = [
    *range(1, 25),
    *(25, 30, 37, 43, 48, 50, 55, 60, 67, 72, 75, 85, 90, 100, 110, 120, 127, 133, 139, 144),
    *(165, 240, 360, 500, 720, 1000),
]


def judged_with_frames(run: Played, frames: list[float]) -> list[Event]:
    """The events when time also passes at each of `frames`, as on a screen."""
    engine = Engine(run.chart, Window(run.window_s))
    events: list[Event] = []
    waiting = list(frames)
    for pinch in run.pinches:
        while waiting and waiting[0] <= pinch.time_s:
            events += engine.advance(waiting.pop(0))
        events += act(engine, pinch)
    for frame in waiting:
        events += engine.advance(frame)
    return events + engine.finish()


def long_run() -> Played:
    """Twelve seconds of three fingers, played loosely, with long notes and stray pinches."""
    dice = random.Random(7)
    notes = [
        ChartNote(0.3 * place, Grip(place % 3), 60, 0.4 if place % 5 == 0 else 0.0)
        for place in range(40)
    ]
    pinches: list[Pinch] = []
    for note in notes:
        if dice.random() < 0.85:
            down_s = on_microsecond(note.time_s + dice.gauss(0, 0.06))
            pinches.append(Pinch(down_s, note.grip, down=True))
            pinches.append(
                Pinch(on_microsecond(down_s + dice.uniform(0.05, 0.5)), note.grip, False)
            )
    pinches += [Pinch(dice.randrange(12_000_000) / 1e6, Grip.LITTLE, True) for _ in range(6)]
    pinches.sort(key=lambda pinch: pinch.time_s)
    return Played(chart_of(*notes), WINDOW_S, pinches)


class TestTimePassing:
    def test_there_are_fifty_frame_rates(self) -> None:
        assert len(FRAME_RATES) == 50
        assert (FRAME_RATES[0], FRAME_RATES[-1]) == (1, 1000)

    @pytest.mark.parametrize("frames_per_s", FRAME_RATES)
    def test_one_run_gives_the_same_events_at_every_frame_rate(self, frames_per_s: int) -> None:
        run = long_run()
        frames = [frame / frames_per_s for frame in range(-frames_per_s, 14 * frames_per_s)]
        events = judged_with_frames(run, frames)
        assert events == judge(run.chart, run.pinches, run.window_s)
        assert {type(event).__name__ for event in events} == {
            "Hit", "Passed", "OtherFinger", "ExtraContact", "Sustained", "Released",
        }  # fmt: skip

    @given(run=played(), frames=moments())
    def test_and_with_uneven_frames(self, run: Played, frames: list[float]) -> None:
        assert judged_with_frames(run, frames) == judge(run.chart, run.pinches, run.window_s)

    @given(run=played(), frames=moments())
    def test_events_are_told_in_order_of_time(self, run: Played, frames: list[float]) -> None:
        times = [event.time_s for event in judged_with_frames(run, frames)]
        assert times == sorted(times)

    @given(run=played(), at=st.data())
    def test_nothing_is_told_before_it_has_happened(self, run: Played, at: st.DataObject) -> None:
        now_s = at.draw(st.floats(-3, 25))
        engine = Engine(run.chart, Window(run.window_s))
        pinches = [pinch for pinch in run.pinches if pinch.time_s <= now_s]
        told = [event for pinch in pinches for event in act(engine, pinch)]
        told += engine.advance(now_s)
        whole = judge(run.chart, run.pinches, run.window_s)
        assert told == whole[: len(told)]
        assert all(event.time_s <= on_microsecond(now_s) for event in told)


class TestEveryNote:
    @given(played())
    def test_is_judged_exactly_once(self, run: Played) -> None:
        events = judge(run.chart, run.pinches, run.window_s)
        judged = Counter(event.note for event in events if isinstance(event, Hit | Passed))
        assert judged == Counter(range(len(run.chart.notes)))

    @given(played())
    def test_is_hit_only_by_its_finger_inside_its_window(self, run: Played) -> None:
        downs = {(pinch.time_s, pinch.grip) for pinch in run.pinches if pinch.down}
        for event in judge(run.chart, run.pinches, run.window_s):
            if isinstance(event, Hit):
                note = run.chart.notes[event.note]
                assert event.grip is note.grip
                assert (event.time_s, event.grip) in downs
                assert abs(event.error_s) <= run.window_s
                assert math.isclose(event.time_s - note.time_s, event.error_s, abs_tol=1e-9)

    @given(played())
    def test_that_passed_had_no_free_pinch_of_its_finger(self, run: Played) -> None:
        events = judge(run.chart, run.pinches, run.window_s)
        used = {(event.time_s, event.grip) for event in events if isinstance(event, Hit)}
        for event in events:
            if isinstance(event, Passed):
                note = run.chart.notes[event.note]
                free = [
                    pinch
                    for pinch in run.pinches
                    if pinch.down
                    and pinch.grip is note.grip
                    and round(abs(pinch.time_s - note.time_s) * 1e6) <= round(run.window_s * 1e6)
                    and (pinch.time_s, pinch.grip) not in used
                ]
                assert not free

    @given(played())
    def test_held_is_told_once_for_each_long_note_that_was_hit(self, run: Played) -> None:
        events = judge(run.chart, run.pinches, run.window_s)
        hit = {event.note for event in events if isinstance(event, Hit)}
        ended = Counter(event.note for event in events if isinstance(event, Sustained | Released))
        long = {place for place, note in enumerate(run.chart.notes) if note.duration_s > 0}
        assert ended == Counter(hit & long)

    @given(played())
    def test_every_pinch_that_meets_tells_exactly_one_thing(self, run: Played) -> None:
        events = judge(run.chart, run.pinches, run.window_s)
        by_kind = Counter(type(event).__name__ for event in events)
        downs = sum(pinch.down for pinch in run.pinches)
        assert by_kind["Hit"] + by_kind["OtherFinger"] + by_kind["ExtraContact"] == downs


class TestScore:
    @given(played())
    def test_never_falls_and_stays_within_a_hundred_a_note(self, run: Played) -> None:
        keeper = ScoreKeeper(run.chart, run.window_s)
        for event in judge(run.chart, run.pinches, run.window_s):
            before = keeper.points
            assert keeper.add(event) == keeper.points - before >= 0
        score = keeper.score
        assert 0 <= score.points <= 100 * len(run.chart.notes) == score.max_points
        assert 0 <= score.accuracy <= 1
        assert 0 <= score.hit_rate <= 1
        assert score.hits + score.passed == score.notes == len(run.chart.notes)

    @given(played())
    def test_the_row_is_the_run_of_hits_up_to_now(self, run: Played) -> None:
        keeper = ScoreKeeper(run.chart, run.window_s)
        line = ""
        for event in judge(run.chart, run.pinches, run.window_s):
            keeper.add(event)
            line += {Hit: "h", Passed: "p"}.get(type(event), "")
            rows = line.split("p")
            assert keeper.row == len(rows[-1])
            assert keeper.score.longest_row == max(len(row) for row in rows)

    @given(played())
    def test_every_hit_brings_at_least_half_its_points(self, run: Played) -> None:
        keeper = ScoreKeeper(run.chart, run.window_s)
        for event in judge(run.chart, run.pinches, run.window_s):
            brought = keeper.add(event)
            if isinstance(event, Hit):
                assert brought >= (50 if run.chart.notes[event.note].duration_s == 0 else 35)


class TestEqualTimes:
    def test_any_order_is_accepted(self) -> None:
        engine = Engine(chart_at(1.0), Window())
        assert engine.advance(1.0) == []
        assert engine.release(1.0, Grip.INDEX) == []
        assert len(engine.press(1.0, Grip.INDEX)) == 1
        assert engine.advance(1.0) == []
        assert len(engine.press(1.0, Grip.MIDDLE)) == 1

    @settings(max_examples=50)
    @given(order=st.permutations(list(Grip)), offset_us=st.integers(-120_000, 120_000))
    def test_a_chord_is_hit_in_any_order(self, order: list[Grip], offset_us: int) -> None:
        chart = chart_of(*(ChartNote(1.0, grip, 60) for grip in Grip))
        pinches = [Pinch(1 + offset_us / 1e6, grip, down=True) for grip in order]
        hits = judge(chart, pinches, WINDOW_S)
        assert [event.grip for event in hits if isinstance(event, Hit)] == order

    def test_a_pinch_may_come_after_time_has_reached_the_close(self) -> None:
        engine = Engine(chart_at(1.0), Window())
        assert engine.advance(1.12) == []
        assert engine.press(1.12, Grip.INDEX) == [Hit(1.12, 0, Grip.INDEX, 0.12)]


class TestRefused:
    @pytest.mark.parametrize(
        "time_s", [math.nan, math.inf, -math.inf, MAX_TIME_S + 1, -MAX_TIME_S - 1, 1e308]
    )
    @pytest.mark.parametrize("call", ["advance", "press", "release"])
    def test_what_is_no_time(self, call: str, time_s: float) -> None:
        engine = Engine(chart_at(1.0), Window())
        arguments = (time_s,) if call == "advance" else (time_s, Grip.INDEX)
        with pytest.raises(ValueError, match="is not a song time"):
            getattr(engine, call)(*arguments)
        assert engine.press(1.0, Grip.INDEX) == [Hit(1.0, 0, Grip.INDEX, 0.0)]

    @pytest.mark.parametrize("call", ["advance", "press", "release"])
    def test_time_running_backwards(self, call: str) -> None:
        engine = Engine(chart_at(1.0), Window())
        engine.advance(1.0)
        arguments = (0.999999,) if call == "advance" else (0.999999, Grip.INDEX)
        with pytest.raises(ValueError, match=r"time ran backwards, from 1\.0 s to 0\.999999 s"):
            getattr(engine, call)(*arguments)
        assert engine.press(1.0, Grip.INDEX) == [Hit(1.0, 0, Grip.INDEX, 0.0)]

    def test_less_than_half_a_microsecond_back_is_the_same_time(self) -> None:
        engine = Engine(chart_at(1.0), Window())
        engine.advance(1.0000004)
        assert engine.advance(1.0) == []

    def test_notes_of_one_grip_nearer_than_two_windows(self) -> None:
        Engine(chart_at(1.0, 1.24), Window())
        with pytest.raises(ValueError, match="notes 0 and 1 of one grip"):
            Engine(chart_at(1.0, 1.2399), Window())

    def test_a_note_before_the_long_note_of_its_grip_has_ended(self) -> None:
        long = ChartNote(1.0, Grip.INDEX, 60, 0.5)
        Engine(chart_of(long, ChartNote(1.5, Grip.INDEX, 60)), Window())
        with pytest.raises(ValueError, match="notes 0 and 1 of one grip"):
            Engine(chart_of(long, ChartNote(1.4999, Grip.INDEX, 60)), Window())

    def test_a_chart_with_a_note_at_no_time(self) -> None:
        with pytest.raises(ValueError, match="is not a song time"):
            Engine(chart_at(math.nan), Window())


class TestFinish:
    def test_an_empty_chart_is_finished_at_once(self) -> None:
        engine = Engine(chart_of(), Window())
        assert engine.is_finished
        assert engine.finish() == []
        assert len(engine.press(1.0, Grip.INDEX)) == 1

    def test_is_finished_once_every_note_is_judged_and_no_finger_holds(self) -> None:
        engine = Engine(chart_of(ChartNote(1.0, Grip.INDEX, 60, 0.5)), Window())
        assert not engine.is_finished
        engine.press(1.0, Grip.INDEX)
        engine.advance(1.5)
        assert not engine.is_finished
        engine.advance(1.500001)
        assert engine.is_finished

    def test_the_hit_of_the_last_note_finishes(self) -> None:
        engine = Engine(chart_of(*(ChartNote(1.0, grip, 60) for grip in Grip)), Window())
        for grip in reversed(Grip):
            assert not engine.is_finished
            engine.press(1.0, grip)
        assert engine.is_finished

    def test_the_hit_of_a_long_note_at_its_own_end_finishes(self) -> None:
        engine = Engine(chart_of(ChartNote(1.0, Grip.INDEX, 60, 0.1)), Window())
        assert len(engine.press(1.1, Grip.INDEX)) == 2
        assert engine.is_finished

    def test_a_passed_note_is_judged_only_after_its_close(self) -> None:
        engine = Engine(chart_at(1.0), Window())
        engine.advance(1.12)
        assert not engine.is_finished
        engine.advance(1.120001)
        assert engine.is_finished

    @given(played())
    def test_after_finish_it_is_finished_and_tells_nothing_more(self, run: Played) -> None:
        engine = Engine(run.chart, Window(run.window_s))
        for pinch in run.pinches:
            act(engine, pinch)
        engine.finish()
        assert engine.is_finished
        assert engine.finish() == []
