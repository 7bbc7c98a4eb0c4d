"""The song clock against sound cards that are made up, so that the truth is known exactly."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.sound.clock import JUMP_READINGS, SongClock

FRAME_S = 1 / 60
LATENCY_S = 0.021


@dataclass
class World:
    """A clock on the wall and a sound card whose true position follows from it.

    `told` turns the true position into what the card says of it.
    """

    now_s: float = 1000.0
    ppm: float = 0.0
    told: Callable[[float], float | None] = lambda position_s: position_s * 1000
    began_s: float = 1000.0
    began_at_s: float = 0.0
    lost_s: float = 0.0
    frozen: bool = False
    seen: list[tuple[float, float]] = field(default_factory=list)

    @property
    def true_s(self) -> float:
        return self.began_at_s + (self.now_s - self.began_s) * (1 + self.ppm * 1e-6) - self.lost_s

    def play(self, from_s: float) -> None:
        self.began_s, self.began_at_s, self.lost_s = self.now_s, from_s, 0.0

    def position_ms(self) -> float | None:
        return self.told(self.true_s)

    def clock(self, **options: float) -> SongClock:
        return SongClock(lambda: self.now_s, self.position_ms, latency_s=LATENCY_S, **options)

    def step(self, clock: SongClock, step_s: float = FRAME_S) -> float:
        """Let time pass, ask the clock, and remember how far it is from the truth."""
        self.now_s += step_s
        if self.frozen:
            self.lost_s += step_s
        song_s = clock.update(self.now_s)
        self.seen.append((song_s, song_s - (self.true_s - LATENCY_S)))
        return song_s

    def run(self, clock: SongClock, seconds: float, step_s: float = FRAME_S) -> None:
        for _ in range(round(seconds / step_s)):
            self.step(clock, step_s)

    def errors_ms(self, after_s: float = 0.0, step_s: float = FRAME_S) -> np.ndarray:
        return np.array([error for _, error in self.seen])[round(after_s / step_s) :] * 1000

    def is_monotone(self) -> bool:
        songs = [song for song, _ in self.seen]
        return all(b >= a for a, b in itertools.pairwise(songs))


def unsteady(seed: int = 1) -> Callable[[float], float]:
    """What a real card says: whole milliseconds, half of one unsteady, now and then 10 ms back."""
    chance = random.Random(seed)

    def told(position_s: float) -> float:
        back_s = chance.uniform(0.004, 0.010) if chance.random() < 0.02 else 0.0
        return math.floor(1000 * (position_s - back_s + chance.gauss(0.0005, 0.0005)))

    return told


def test_an_unsteady_card_gives_a_steady_clock_without_drift() -> None:
    world = World(told=unsteady())
    clock = world.clock()
    clock.start(0.0)
    world.run(clock, 63)
    errors = world.errors_ms(after_s=3)
    minutes = np.arange(len(errors)) * FRAME_S / 60
    assert errors.std() < 0.3
    assert abs(errors.mean()) < 0.3
    assert np.abs(errors).max() < 1.0
    assert abs(np.polyfit(minutes, errors, 1)[0]) < 0.2
    assert world.is_monotone()


@pytest.mark.parametrize("step_s", [1 / 1000, 1 / 240, 1 / 144, 1 / 60, 1 / 30])
def test_it_does_not_matter_how_often_the_clock_is_asked(step_s: float) -> None:
    world = World(told=unsteady())
    clock = world.clock()
    clock.start(0.0)
    world.run(clock, 10, step_s)
    assert world.errors_ms(3, step_s).std() < 0.3
    assert world.is_monotone()


def test_a_first_reading_that_is_off_is_forgotten_soon() -> None:
    world = World()
    world.told = lambda position_s: 1000 * position_s + (5 if position_s < 0.02 else 0)
    clock = world.clock()
    clock.start(0.0)
    world.run(clock, 2)
    assert abs(world.errors_ms()[-1]) < 0.3


@pytest.mark.parametrize("ppm", [-200, 200])
def test_a_card_that_runs_fast_or_slow_is_followed(ppm: float) -> None:
    world = World(ppm=ppm)
    clock = world.clock()
    clock.start(0.0)
    world.run(clock, 120)
    assert np.abs(world.errors_ms(after_s=3)).max() < 0.25
    assert world.is_monotone()


@pytest.mark.parametrize("lost_s", [0.043, 0.200])
def test_after_a_dropout_in_which_the_position_stands_still_the_clock_is_right_again(
    lost_s: float,
) -> None:
    world = World(told=unsteady())
    clock = world.clock()
    clock.start(0.0)
    world.run(clock, 5)
    world.frozen = True
    world.run(clock, lost_s, 0.01)
    world.frozen = False
    world.seen, before = [world.seen[-1]], world.seen[-1][0]
    world.run(clock, 1)
    assert world.seen[1][0] >= before
    assert np.abs(world.errors_ms(after_s=0.11)).max() < 1.5
    assert world.is_monotone()


@pytest.mark.parametrize("lost_s", [0.004, 0.0053])
def test_a_short_dropout_is_made_up_for_in_a_fifth_of_a_second(lost_s: float) -> None:
    world = World(told=unsteady())
    clock = world.clock()
    clock.start(0.0)
    world.run(clock, 5)
    world.lost_s = lost_s
    world.run(clock, 2)
    assert np.abs(world.errors_ms(after_s=5.2)).max() < 1.2
    assert world.is_monotone()


def test_while_the_position_stands_still_the_clock_waits_with_it() -> None:
    world = World()
    clock = world.clock()
    clock.start(0.0)
    world.run(clock, 5)
    world.frozen = True
    world.run(clock, 3)
    assert world.seen[-1][0] == pytest.approx(world.true_s, abs=0.1)
    world.frozen = False
    world.run(clock, 1)
    assert np.abs(world.errors_ms(after_s=8.2)).max() < 0.5
    assert world.is_monotone()


@pytest.mark.parametrize("lost_s", [0.043, 0.200])
def test_after_a_dropout_told_only_at_its_end_the_clock_waits_for_the_music(lost_s: float) -> None:
    world = World(told=unsteady())
    clock = world.clock()
    clock.start(0.0)
    world.run(clock, 5)
    world.lost_s = lost_s
    world.run(clock, 2)
    assert np.abs(world.errors_ms(after_s=5 + lost_s + 0.1)).max() < 1.5
    assert world.is_monotone()


def test_music_that_leapt_ahead_is_caught_up_with() -> None:
    world = World()
    clock = world.clock()
    clock.start(0.0)
    world.run(clock, 5)
    world.lost_s = -0.1
    world.run(clock, 1)
    assert np.abs(world.errors_ms(after_s=5.11)).max() < 0.5
    assert world.is_monotone()


@pytest.mark.parametrize("odd_readings", range(1, JUMP_READINGS))
def test_fewer_than_four_odd_readings_move_nothing(odd_readings: int) -> None:
    world = World()
    clock = world.clock()
    clock.start(0.0)
    world.run(clock, 5)
    world.told = lambda position_s: 1000 * position_s - 50
    world.run(clock, odd_readings * FRAME_S)
    world.told = lambda position_s: 1000 * position_s
    world.run(clock, 1)
    assert np.abs(world.errors_ms(after_s=0.1)).max() < 0.01


def test_a_card_that_lags_one_buffer_is_no_dropout_however_often_it_is_asked() -> None:
    world = World()
    clock = world.clock()
    clock.start(0.0)
    world.run(clock, 2, 0.001)
    world.told = lambda position_s: 1000 * position_s - 10
    world.run(clock, 0.012, 0.001)
    world.told = lambda position_s: 1000 * position_s
    world.run(clock, 0.5, 0.001)
    assert np.abs(world.errors_ms(after_s=1, step_s=0.001)).max() < 0.01


def test_readings_far_off_to_both_sides_are_no_dropout() -> None:
    world = World()
    clock = world.clock()
    clock.start(0.0)
    world.run(clock, 2)
    for off_ms in (8, 8, 8, -8) * 8:
        world.told = lambda position_s, off_ms=off_ms: 1000 * position_s + off_ms
        world.step(clock)
    assert np.abs(world.errors_ms(after_s=1)).max() < 0.01


def test_one_reading_after_a_long_stall_counts_no_more_than_any_other() -> None:
    world = World()
    clock = world.clock()
    clock.start(0.0)
    world.run(clock, 5)
    world.told = lambda position_s: 1000 * position_s - 5
    world.step(clock, 2.0)
    assert abs(world.errors_ms()[-1]) < 0.5


def test_a_caller_who_stalls_finds_the_right_time() -> None:
    world = World(told=unsteady())
    clock = world.clock()
    clock.start(0.0)
    world.run(clock, 5)
    world.seen.clear()
    for _ in range(20):
        world.step(clock, 0.2)
        world.run(clock, 0.3)
    assert np.abs(world.errors_ms()).max() < 1.0
    assert world.is_monotone()


def test_twenty_pauses_add_no_error() -> None:
    world = World(told=unsteady())
    clock = world.clock()
    place_s = 0.0
    for turn in range(20):
        world.play(place_s)
        (clock.resume_at if turn else clock.start)(place_s)
        world.run(clock, 3.5)
        clock.pause()
        paused_s = world.seen[-1][0]
        world.told, told = (lambda _: None), world.told
        world.run(clock, 1.3)
        assert world.seen[-1][0] == paused_s
        world.told = told
        place_s = math.floor(paused_s) - 1.0
    world.play(place_s)
    clock.resume_at(place_s)
    world.seen.clear()
    world.run(clock, 6)
    assert abs(world.errors_ms(after_s=3).mean()) < 0.3
    assert world.errors_ms(after_s=3).std() < 0.3


def test_going_back_begins_anew_and_runs_forward_from_there() -> None:
    world = World()
    clock = world.clock()
    clock.start(10.0)
    world.play(10.0)
    world.run(clock, 5)
    clock.pause()
    world.play(8.0)
    clock.resume_at(8.0)
    world.seen.clear()
    world.run(clock, 1)
    assert world.seen[0][0] == pytest.approx(8.0 + FRAME_S - LATENCY_S)
    assert world.is_monotone()


def test_without_a_card_the_wall_clock_counts_from_the_start() -> None:
    world = World(told=lambda _: None)
    clock = SongClock(lambda: world.now_s, world.position_ms, latency_s=0.0)
    clock.start(-3.0)
    for frame in range(1, 600):
        world.now_s = 1000.0 + frame * FRAME_S
        assert clock.update(world.now_s) == pytest.approx(-3.0 + frame * FRAME_S, abs=1e-9)
    assert clock.raw_position_ms is None


def test_when_the_music_has_ended_the_clock_goes_on() -> None:
    world = World()
    clock = world.clock()
    clock.start(0.0)
    world.run(clock, 5)
    world.told = lambda _: None
    world.run(clock, 1)
    before_s = world.seen[-1][0]
    world.run(clock, 2)
    assert world.seen[-1][0] - before_s == pytest.approx(2.0)
    assert world.is_monotone()


def test_the_file_may_begin_before_the_song_and_the_player_may_shift_the_clock() -> None:
    world = World()
    clock = world.clock(file_start_s=-3.0, offset_s=0.05)
    clock.start(-3.0)
    world.run(clock, 5)
    assert world.seen[-1][0] == pytest.approx(world.true_s - 3.0 - LATENCY_S - 0.05)
    assert clock.raw_position_ms == pytest.approx(5000.0)


def test_before_the_start_time_stands_still() -> None:
    world = World()
    clock = world.clock()
    world.run(clock, 1)
    assert not clock.is_running
    assert {song for song, _ in world.seen} == {-LATENCY_S}


def test_another_device_may_take_another_time() -> None:
    world = World()
    clock = world.clock()
    clock.start(0.0)
    world.run(clock, 1)
    clock.latency_s = 0.2
    world.play(0.0)
    clock.resume_at(0.0)
    world.run(clock, 2)
    assert world.seen[-1][0] == pytest.approx(world.true_s - 0.2)


def test_a_position_belongs_to_the_moment_it_was_read_at() -> None:
    world = World()
    clock = world.clock()
    clock.start(0.0)
    world.run(clock, 1)
    asked_s = world.now_s + FRAME_S
    world.now_s = asked_s + 0.004
    told_s = clock.update(asked_s)
    assert told_s == pytest.approx(world.true_s - 0.004 - LATENCY_S, abs=1e-6)
    assert clock.reading.read_s == world.now_s
    assert clock.reading.line_s == pytest.approx(told_s + LATENCY_S)


def test_stamps_between_updates_have_the_time_that_was_heard_at_them() -> None:
    world = World(told=unsteady())
    clock = world.clock()
    clock.start(0.0)
    world.run(clock, 5)
    truths = {}
    for _ in range(30):
        truths[world.now_s + 0.007] = world.true_s + 0.007
        world.step(clock)
    for stamp_s, true_s in truths.items():
        assert clock.song_time_at(stamp_s) == pytest.approx(true_s - LATENCY_S, abs=0.001)
    stamp_s = world.now_s + 0.005
    assert clock.song_time_at(stamp_s) == pytest.approx(world.true_s + 0.005 - LATENCY_S, abs=0.001)


def test_a_stamp_at_an_update_has_exactly_its_time() -> None:
    world = World(told=unsteady())
    clock = world.clock()
    clock.start(0.0)
    world.run(clock, 1)
    then_s, song_s = world.now_s, world.seen[-1][0]
    world.run(clock, 1)
    assert clock.song_time_at(then_s) == song_s


def test_a_stamp_from_before_the_start_or_in_the_pause_has_its_edge() -> None:
    world = World()
    clock = world.clock()
    clock.start(4.0)
    world.play(4.0)
    assert clock.song_time_at(world.now_s - 0.5) == 4.0 - LATENCY_S
    world.run(clock, 1)
    clock.pause()
    paused_s = world.seen[-1][0]
    assert clock.song_time_at(world.now_s + 0.5) == paused_s
    assert clock.song_time_at(world.now_s - FRAME_S / 2) < paused_s


Reading = st.tuples(
    st.floats(0, 0.3),
    st.one_of(st.none(), st.floats(-300, 300), st.floats(-1e7, 1e7)),
    st.floats(-0.05, 0.05),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(Reading, max_size=60))
def test_it_never_runs_backwards_whatever_the_card_says(
    readings: list[tuple[float, float | None, float]],
) -> None:
    world = World()
    clock = world.clock()
    clock.start(0.0)
    last_s, last_stamp_s = -math.inf, world.now_s
    for step_s, off_ms, stamp_off_s in readings:
        world.now_s += step_s
        told_ms = None if off_ms is None else world.true_s * 1000 + off_ms
        world.told = lambda _, told_ms=told_ms: told_ms
        song_s = clock.update(world.now_s)
        assert song_s >= last_s
        stamp_s = max(last_stamp_s, world.now_s + stamp_off_s)
        stamped_s = clock.song_time_at(stamp_s)
        assert stamped_s <= song_s if stamp_s <= world.now_s else stamped_s >= song_s
        last_s, last_stamp_s = max(song_s, stamped_s), stamp_s
