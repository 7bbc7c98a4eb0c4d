"""What pinches sound like: the tune's own notes, and nothing unkind."""

from __future__ import annotations

import pytest

from game.charting.chart import Chart, ChartNote, Grip
from game.charting.level import Level
from game.pinch_sounds import PinchSounds
from game.play.run import Run
from tests.app.stage import LEVELS

LEVEL: Level = LEVELS[0]
NOTES = (
    ChartNote(1.0, Grip.INDEX, 60),
    ChartNote(2.0, Grip.MIDDLE, 62),
    ChartNote(4.0, Grip.INDEX, 60, 2.0),
    ChartNote(8.0, Grip.MIDDLE, 62, 2.0),
)
CHART = Chart(NOTES, LEVEL.id, 100, (Grip.INDEX, Grip.MIDDLE, Grip.RING), "0" * 64)
SOUND_OF_NOTE = (0, 1, 2, 3)


class Heard:
    """Remembers what was to be heard."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self._channels = 0

    def play(self, number: int) -> int | None:
        self.told.append(f"note {number}")
        self._channels += 1
        return self._channels

    def let_go(self, channel: int) -> None:
        self.told.append(f"let go {channel}")

    def tick(self) -> None:
        self.told.append("tick")

    def stray(self) -> None:
        self.told.append("stray")

    def quiet(self) -> None:
        self.told.append("quiet")


class Playing:
    """A run whose pinches are heard."""

    def __init__(self, of_note: tuple[int, ...] = SOUND_OF_NOTE) -> None:
        self.heard = Heard()
        self.sounds = PinchSounds(self.heard, CHART, of_note)
        self._run = Run(CHART, LEVEL)

    def press(self, time_s: float, grip: Grip) -> None:
        self.sounds.judged(self._run.press(time_s, grip))

    def release(self, time_s: float, grip: Grip) -> None:
        self.sounds.judged(self._run.release(time_s, grip))

    def frame(self, time_s: float) -> None:
        """Time passes without a pinch: nothing is heard of it."""
        self._run.advance(time_s)


def test_a_hit_sounds_its_note_and_a_short_one_is_not_cut_by_the_release() -> None:
    playing = Playing()
    playing.press(1.05, Grip.INDEX)
    playing.release(1.1, Grip.INDEX)
    playing.press(1.95, Grip.MIDDLE)
    assert playing.heard.told == ["note 0", "note 1"]


@pytest.mark.parametrize(("let_go_s", "early"), [(4.7, True), (5.98, False)])
def test_a_long_note_fades_when_it_is_let_go(let_go_s: float, *, early: bool) -> None:
    playing = Playing()
    playing.press(4.0, Grip.INDEX)
    playing.release(let_go_s, Grip.INDEX)
    assert playing.heard.told == ["note 2", "let go 1"]


def test_a_long_note_held_on_ends_as_the_tune_does() -> None:
    playing = Playing()
    playing.press(4.0, Grip.INDEX)
    playing.frame(6.5)
    playing.release(6.6, Grip.INDEX)
    assert playing.heard.told == ["note 2"]


def test_two_long_notes_are_let_go_one_by_one() -> None:
    playing = Playing()
    playing.press(4.0, Grip.INDEX)
    playing.frame(7.0)
    playing.press(8.0, Grip.MIDDLE)
    playing.release(8.5, Grip.INDEX)
    playing.release(9.0, Grip.MIDDLE)
    assert playing.heard.told == ["note 2", "note 3", "let go 2"]


def test_a_pinch_that_strays_is_soft_and_plays_no_note() -> None:
    playing = Playing()
    playing.press(0.2, Grip.INDEX)
    playing.release(0.25, Grip.INDEX)
    playing.press(1.0, Grip.RING)
    playing.release(1.05, Grip.RING)
    assert playing.heard.told == ["stray", "stray"]


def test_while_the_tune_plays_by_itself_a_hit_is_a_tick() -> None:
    playing = Playing(of_note=())
    playing.press(1.0, Grip.INDEX)
    playing.press(4.0, Grip.INDEX)
    playing.release(4.5, Grip.INDEX)
    assert playing.heard.told == ["tick", "tick"]


def test_after_a_pause_nothing_is_left_to_let_go() -> None:
    playing = Playing()
    playing.press(4.0, Grip.INDEX)
    playing.sounds.quiet()
    playing.release(4.5, Grip.INDEX)
    assert playing.heard.told == ["note 2", "quiet"]
