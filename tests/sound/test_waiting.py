"""Music that waits at a place: it fades, stops and goes on there, and the clock stays true."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.sound.playback import Playback
from game.sound.player import SilentPlayer
from game.sound.waiting import STOP_S, volume_before

FRAME_S = 1 / 60
LATENCY_S = 0.02
LEAD_IN_S = 2.0


class Card(SilentPlayer):
    """A sound card that takes sound at the pace of the clock, and remembers how loud it was."""

    def __init__(self) -> None:
        super().__init__(None)
        self.latency_s = LATENCY_S
        self.now_s = 50.0
        self.taken_s = 0.0
        self.since_s: float | None = None
        self.volume = 1.0
        self.stopped_at: list[tuple[float, float]] = []
        """Where in the song, and how loud it was."""

    def play(self, from_s: float = 0.0) -> float:
        self.taken_s = super().play(from_s)
        self.since_s = self.now_s
        return self.taken_s

    def pause(self) -> None:
        if self.since_s is not None:
            self.taken_s, self.since_s = self.place_s(), None
            self.stopped_at.append((self.taken_s - LEAD_IN_S, self.volume))

    def go_on(self) -> float | None:
        self.since_s = self.now_s
        return self.taken_s

    def place_s(self) -> float:
        return self.taken_s + (self.now_s - self.since_s if self.since_s is not None else 0.0)

    def position_ms(self) -> float | None:
        return None if self.since_s is None else self.place_s() * 1000

    def set_volume(self, volume: float) -> None:
        self.volume = volume

    def heard_s(self) -> float:
        """The song time that is heard now, while it plays."""
        return self.place_s() - LEAD_IN_S - LATENCY_S


class World:
    """A playback on that card, or one in silence."""

    def __init__(self, *, is_heard: bool = True) -> None:
        self.card = Card()
        self.playback = Playback(
            self.card,
            Path("song.wav") if is_heard else None,
            LEAD_IN_S,
            lambda: self.card.now_s,
            asleep_s=lambda: 0.0,
        )
        self.playback.start(-LEAD_IN_S)
        self.told: list[float] = []

    def frames(self, seconds: float) -> float:
        for _ in range(round(seconds / FRAME_S)):
            self.card.now_s += FRAME_S
            self.told.append(self.playback.update(self.card.now_s))
        return self.told[-1]


@pytest.mark.parametrize("is_heard", [True, False])
def test_song_time_stands_still_at_the_place_and_goes_on_from_it(is_heard: bool) -> None:
    world = World(is_heard=is_heard)
    world.playback.wait_at(1.0)
    assert world.frames(10) == 1.0
    assert world.playback.song_time_at(world.card.now_s + 0.01) == 1.0
    world.playback.wait_at(4.0)
    assert world.frames(0.5) == pytest.approx(1.5, abs=0.04)
    assert world.told == sorted(world.told)
    assert world.frames(10) == 4.0


def test_the_music_is_silent_before_it_stops_and_stops_at_the_place() -> None:
    world = World()
    world.playback.wait_at(1.0)
    world.frames(4)
    ((place_s, volume),) = world.card.stopped_at
    assert place_s == pytest.approx(1.0, abs=STOP_S + FRAME_S / 2)
    assert volume == 0.0


def test_it_comes_back_in_a_few_frames() -> None:
    world = World()
    world.playback.wait_at(1.0)
    world.frames(4)
    world.playback.wait_at(9.0)
    world.frames(4 * FRAME_S)
    assert world.card.volume == 1.0


def test_nothing_fades_where_the_place_was_moved_in_time() -> None:
    world = World()
    for number in range(8):
        world.playback.wait_at(1.0 + number)
        world.frames(1.0)
    assert world.card.stopped_at == []
    assert world.card.volume == 1.0


def test_whoever_comes_while_it_fades_hears_it_rise_again() -> None:
    world = World()
    world.playback.wait_at(1.0)
    while world.card.volume == 1.0:
        world.frames(FRAME_S)
    world.playback.wait_at(5.0)
    world.frames(4 * FRAME_S)
    assert world.card.volume == 1.0
    assert world.card.stopped_at == []


@given(st.lists(st.tuples(st.floats(0.2, 3.0), st.floats(0.0, 5.0)), min_size=1, max_size=8))
@settings(max_examples=30, deadline=None)
def test_after_every_wait_the_clock_tells_what_is_heard(waits: list[tuple[float, float]]) -> None:
    world = World()
    place_s = 0.0
    for gap_s, wait_s in waits:
        place_s += gap_s
        world.playback.wait_at(place_s)
        while world.playback.update(world.card.now_s) < place_s:
            world.frames(FRAME_S)
        world.frames(wait_s)
        world.playback.wait_at(place_s + 100.0)
        world.frames(0.15)
        assert world.told[-1] == pytest.approx(world.card.heard_s(), abs=0.003)
        place_s = world.told[-1]
    assert world.told == sorted(world.told)


def test_a_start_forgets_where_to_wait() -> None:
    world = World()
    world.playback.wait_at(1.0)
    world.frames(5)
    world.playback.pause()
    world.playback.start(-1.0)
    assert world.card.volume == 1.0
    assert world.frames(3) == pytest.approx(2.0, abs=0.04)


@given(st.floats(STOP_S, 1.0, exclude_min=True), st.floats(0.0, 1.0))
def test_the_volume_is_never_raised_on_the_way_down(ahead_s: float, volume: float) -> None:
    nearer = volume_before(ahead_s * 0.9, volume)
    farther = volume_before(ahead_s, volume)
    assert farther is not None
    assert 0.0 <= farther <= 1.0
    assert nearer is None or nearer <= farther
