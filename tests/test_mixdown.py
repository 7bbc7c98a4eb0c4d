"""A mix that plays while it is written: only when it will always be ahead of what is heard."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game import mixdown as module
from game.beside import WorkLostError
from game.mixdown import HEAD_S, MARGIN_S, Mixdown
from game.sound.problem import SoundError
from game.sound.tone import SAMPLE_RATE
from game.workshop import HitMade, MixGrew

TOTAL_S = 180.0


class Writing:
    """A job whose news are put in by the test."""

    def __init__(self) -> None:
        self.waiting: list[object] = []
        self.problem: Exception | None = None
        self.is_over = False

    def news(self) -> list[object]:
        if self.problem:
            raise self.problem
        told, self.waiting = self.waiting, []
        return told

    def cancel(self) -> None:
        self.is_over = True


class Clock:
    now_s = 100.0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "perf_counter", lambda: clock.now_s)
    monkeypatch.setattr(module, "IS_PLAYED_WHILE_WRITTEN", True)
    return clock


@pytest.fixture
def writing() -> Writing:
    return Writing()


def mix_of(writing: Writing, path: Path = Path("mix.wav"), **options: float) -> Mixdown:
    starts_s, lead_in_s = options.get("starts_s", 0.0), options.get("lead_in_s", 2.0)
    return Mixdown(writing, path, round(TOTAL_S * SAMPLE_RATE), starts_s, lead_in_s)


def grow(mix: Mixdown, clock: Clock, to_s: float, took_s: float) -> None:
    before_s = clock.now_s
    clock.now_s += took_s
    mix.take(MixGrew(round(to_s * SAMPLE_RATE)))
    clock.now_s = before_s


def test_a_mix_written_quickly_plays_as_soon_as_its_head_is_there(
    clock: Clock, writing: Writing
) -> None:
    mix = mix_of(writing)
    assert not mix.is_ready
    grow(mix, clock, HEAD_S - 0.5, 0.1)
    assert not mix.is_ready
    grow(mix, clock, HEAD_S, 0.1)
    assert mix.is_ready
    assert mix.readiness == 1.0


@pytest.mark.parametrize("speed", [0.3, 0.9, 1.5, 2.5, 20.0])
def test_playing_never_overtakes_the_writing_even_if_that_becomes_half_as_fast(
    clock: Clock, writing: Writing, speed: float
) -> None:
    mix = mix_of(writing)
    written_s = 0.0
    while not mix.is_ready:
        written_s += 1.0
        grow(mix, clock, written_s, written_s / speed)
    left_s = TOTAL_S - written_s
    assert written_s >= min(HEAD_S, TOTAL_S)
    assert left_s / (speed / 2) <= TOTAL_S


def test_a_song_that_is_joined_late_needs_its_head_there(clock: Clock, writing: Writing) -> None:
    mix = mix_of(writing, starts_s=60.0)
    grow(mix, clock, 60.0, 0.5)
    assert not mix.is_ready
    grow(mix, clock, 60.0 + HEAD_S, 0.6)
    assert mix.is_ready


def test_where_a_file_can_only_be_opened_when_it_is_whole_it_is_waited_for(
    clock: Clock, writing: Writing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "IS_PLAYED_WHILE_WRITTEN", False)
    mix = mix_of(writing)
    grow(mix, clock, TOTAL_S / 2, 0.1)
    assert not mix.is_ready
    assert mix.readiness == pytest.approx(0.5)
    grow(mix, clock, TOTAL_S, 0.2)
    assert mix.is_ready


def test_nothing_is_covered_that_is_close_to_the_end_of_what_is_written(
    clock: Clock, writing: Writing
) -> None:
    mix = mix_of(writing, lead_in_s=2.0)
    writing.waiting = [MixGrew(30 * SAMPLE_RATE)]
    mix.look()
    assert mix.covers(28.0 - MARGIN_S)
    assert not mix.covers(28.1 - MARGIN_S)
    writing.waiting = [MixGrew(round(TOTAL_S) * SAMPLE_RATE)]
    mix.look()
    assert mix.covers(1000.0)


@pytest.mark.parametrize("problem", [SoundError("The disk is full."), WorkLostError("gone")])
def test_what_will_never_be_written_is_silence_and_told(
    clock: Clock, writing: Writing, problem: Exception
) -> None:
    mix = mix_of(writing)
    grow(mix, clock, 30.0, 1.0)
    writing.problem = problem
    mix.look()
    assert mix.problem is not None and mix.problem.count(".") == 1
    assert mix.covers(100.0)
    mix.look()


def test_sounds_of_pinches_are_gathered_as_they_come(clock: Clock, writing: Writing) -> None:
    mix = mix_of(writing)
    sounds = [np.full((10, 2), number, np.int16) for number in range(3)]
    hits = mix.hits
    mix.take(HitMade(sounds[0]))
    writing.waiting = [HitMade(sounds[1]), MixGrew(SAMPLE_RATE), HitMade(sounds[2])]
    mix.look()
    assert [int(sound[0, 0]) for sound in hits] == [0, 1, 2]


def test_closing_gives_up_the_rest_and_removes_the_file(
    clock: Clock, writing: Writing, tmp_path: Path
) -> None:
    path = tmp_path / "mix.wav"
    path.touch()
    mix_of(writing, path).close()
    assert writing.is_over
    assert not path.exists()
