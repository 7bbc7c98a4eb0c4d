"""What stops a song by itself, and how a playback goes on after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.sound.playback import COMPUTER_AWAY, LONGEST_GAP_S, SOUND_STUCK, Playback
from game.sound.player import DEVICE_GONE, SilentPlayer

LEAD_IN_S = 2.5


class FakePlayer(SilentPlayer):
    """A card that the test breaks and mends."""

    def __init__(self) -> None:
        super().__init__(None)
        self.latency_s = 0.02
        self.trouble: str | None = None
        self.stuck = False
        self.played_from_s: list[float] = []

    def play(self, from_s: float = 0.0) -> float:
        self.trouble, self.stuck = None, False
        self.played_from_s.append(from_s)
        return super().play(from_s)

    def is_stuck(self) -> bool:
        return self.stuck


class World:
    """A playback at its start, and the clocks it looks at."""

    def __init__(self, *, is_heard: bool = True) -> None:
        self.now_s = 100.0
        self.asleep_s = 3000.0
        self.player = FakePlayer()
        self.playback = Playback(
            self.player,
            Path("song.wav") if is_heard else None,
            LEAD_IN_S,
            lambda: self.now_s,
            asleep_s=lambda: self.asleep_s,
        )
        self.playback.start(-LEAD_IN_S)

    def frame(self, step_s: float = 1 / 60) -> str | None:
        """Let time pass and ask as a session does."""
        self.now_s += step_s
        sentence = self.playback.interruption(self.now_s)
        if sentence is None:
            self.playback.update(self.now_s)
        return sentence


def test_a_song_that_is_heard_and_asked_for_goes_on() -> None:
    world = World()
    assert [world.frame() for _ in range(600)] == [None] * 600
    assert world.frame(LONGEST_GAP_S - 0.1) is None


@pytest.mark.parametrize("is_heard", [True, False])
def test_when_nobody_asked_for_long_the_song_waits(is_heard: bool) -> None:
    world = World(is_heard=is_heard)
    world.frame()
    assert world.frame(LONGEST_GAP_S + 0.1) == COMPUTER_AWAY
    world.playback.pause()
    world.playback.start(0.0)
    assert world.frame() is None


def test_sleep_that_the_clock_does_not_count_stops_the_song_too() -> None:
    world = World()
    world.frame()
    world.asleep_s += 3600
    assert world.frame() == COMPUTER_AWAY
    world.playback.start(0.0)
    assert world.frame() is None


def test_a_device_that_went_stops_the_song_until_it_is_started_again() -> None:
    world = World()
    world.player.trouble = DEVICE_GONE
    assert world.frame() == DEVICE_GONE
    world.playback.start(0.0)
    assert world.frame() is None


def test_a_card_that_is_stuck_stops_the_song() -> None:
    world = World()
    world.player.stuck = True
    assert world.frame() == SOUND_STUCK


def test_a_song_played_in_silence_cares_for_no_card() -> None:
    world = World(is_heard=False)
    world.player.trouble, world.player.stuck = DEVICE_GONE, True
    assert world.frame() is None


def test_another_device_brings_its_own_latency_and_begins_at_a_whole_second() -> None:
    world = World()
    world.player.latency_s = 0.2
    world.playback.start(3.2)
    assert world.player.played_from_s == [0.0, 3.2 + LEAD_IN_S]
    assert world.playback.update(world.now_s + 1.0) == pytest.approx(3.5 - LEAD_IN_S + 2.3)
    reading = world.playback.reading
    assert (reading.latency_s, reading.offset_s, reading.raw_position_ms) == (0.2, 0.0, None)
