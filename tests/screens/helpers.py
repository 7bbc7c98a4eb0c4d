"""A session with a hand-turned clock, and pictures of screens, for the tests of this room."""

from __future__ import annotations

import math
import random
from pathlib import Path

import pygame

from game.charting.chart import Chart, ChartNote, Grip
from game.charting.level import Level, find_level, read_levels
from game.inputs.contact import Contact
from game.play.events import InputKind
from game.play.practice import Practice, notes_in, part_of, span_of
from game.play.replay import Replay
from game.play.run import Run
from game.screens.play import PlayScreen
from game.screens.ui.theme import Style
from game.session import Beat, Session, SongFacts
from game.settings import Hand, PlaySettings, ScreenSettings

LEVELS = read_levels(Path(__file__).parents[2] / "levels")
FOUR = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
FIVE = (*FOUR, Grip.KEY)
LABELS: dict[Grip, str] = dict(zip(FIVE, "JKL;H", strict=True))
BEAT_S = 0.5
LEAD_IN_S = 3.0


class HandTurnedPlayback:
    """Song time is the time told, from where it was started."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.trouble: str | None = None
        self._offset_s = 0.0
        self._limit_s = math.inf

    def start(self, song_s: float) -> None:
        self._offset_s = song_s - self.now_s
        self._limit_s = math.inf

    def wait_at(self, song_s: float) -> None:
        self._offset_s = self.song_time_at(self.now_s) - self.now_s
        self._limit_s = song_s

    def pause(self) -> None:
        pass

    def interruption(self, now_s: float) -> str | None:
        return self.trouble

    def update(self, now_s: float) -> float:
        self.now_s = now_s
        return self.song_time_at(now_s)

    def song_time_at(self, stamp_s: float) -> float:
        return min(stamp_s + self._offset_s, self._limit_s)


def level(wanted: str) -> Level:
    return find_level(LEVELS, wanted)


def settings(
    number: str = "3", grips: tuple[Grip, ...] = FOUR, hand: Hand = Hand.RIGHT, speed: int = 100
) -> PlaySettings:
    return PlaySettings(level(number), speed, hand, grips)


def chart(grips: tuple[Grip, ...] = FOUR, notes: int = 60, gap_s: float = 0.5) -> Chart:
    """Notes in a fixed mixed order; every ninth is long."""
    rng = random.Random(7)
    made: list[ChartNote] = []
    free_s = dict.fromkeys(grips, 0.0)
    for number in range(notes):
        time_s = round(1.0 + number * gap_s, 4)
        free = [grip for grip in grips if free_s[grip] <= time_s]
        if not free:
            continue
        grip = rng.choice(free)
        duration_s = 1.5 if number % 9 == 4 else 0.0
        free_s[grip] = time_s + max(duration_s + 0.1, 0.74)
        made.append(ChartNote(time_s, grip, 60, duration_s))
    return Chart(tuple(made), "3-challenging", 100, grips, "0" * 64)


def facts(end_s: float, title: str = "Ode to Joy") -> SongFacts:
    count = int((end_s + LEAD_IN_S) / BEAT_S)
    beats = tuple(
        Beat(number * BEAT_S - LEAD_IN_S, starts_bar=number % 4 == 0) for number in range(count)
    )
    return SongFacts(title, 60 / BEAT_S, end_s, beats, LEAD_IN_S)


def best_of(played: Chart, hit_window_s: float) -> Replay:
    """A middling earlier run."""
    run = Run(played, _Window(hit_window_s))
    for number, note in enumerate(played.notes):
        if number % 3:
            run.press(note.time_s + 0.05, note.grip)
            run.release(note.time_s + 0.10, note.grip)
    run.finish()
    return run.replay()


class _Window:
    def __init__(self, hit_window_s: float) -> None:
        self.hit_window_s = hit_window_s


class Game:
    """A play screen, its session and its clock."""

    def __init__(
        self,
        chosen: PlaySettings | None = None,
        *,
        with_best: bool = True,
        title: str = "Ode to Joy",
        notes: int = 60,
        gap_s: float = 0.5,
        size: tuple[int, int] = (1280, 720),
        picture_s: float = 0.0,
        look: ScreenSettings | None = None,
        practice: Practice | None = None,
    ) -> None:
        chosen = chosen or settings()
        self.chart = chart(chosen.grips, notes, gap_s)
        window_s = chosen.level.hit_window_s
        best = best_of(self.chart, window_s) if with_best else None
        self.playback = HandTurnedPlayback()
        told = facts(self.chart.end_s + 3, title)
        if practice and practice.bars:
            span = span_of(practice.bars, told.bar_starts, told.end_s)
            self.chart = part_of(self.chart, notes_in(self.chart, span))
        run = Run(
            self.chart,
            chosen.level,
            None if practice else best,
            in_order=practice is not None and practice.waits,
        )
        self.session = Session(run, told, chosen, self.playback, practice=practice)
        self.screen = PlayScreen(self.session, LABELS, picture_s, (), look)
        self.screen.style = Style.of(look or ScreenSettings())
        self.surface = pygame.Surface(size)
        self.now_s = 0.0
        self._next = 0
        self.frame(0.0)
        self.frame(0.0)

    def frame(self, step_s: float = 1 / 60) -> list[pygame.Rect]:
        """Let a frame's time pass and draw it."""
        self.now_s += step_s
        self.screen.tick(self.now_s)
        return self.screen.draw(self.surface)

    def pinch(self, grip: Grip, *, down: bool) -> None:
        self.screen.pinch(Contact(self.now_s, grip, down, InputKind.KEYBOARD))

    def play_until(self, song_s: float, skill: float = 0.9, seed: int = 1) -> None:
        """Play like a person of that skill, up to a song time."""
        rng = random.Random(seed)
        plan: list[tuple[float, Grip, bool]] = []
        for note in self.chart.notes:
            if rng.random() > skill:
                continue
            at_s = note.time_s + rng.uniform(-0.07, 0.08)
            plan.append((at_s, note.grip, True))
            plan.append((at_s + max(note.duration_s, 0.15), note.grip, False))
        plan.sort(key=lambda item: item[0])
        while self.session.song_s < song_s:
            self.frame()
            while plan and plan[0][0] <= self.session.song_s:
                _, grip, down = plan.pop(0)
                self.pinch(grip, down=down)
