"""Whether a card still takes sound, told from positions that go on by themselves."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field

import pytest

from game.sound.standstill import PROBE_S, SUSPECT_S, Standstill

BUFFER_S = 512 / 48000
FRAME_S = 1 / 60
FOUND_S = SUSPECT_S + PROBE_S + 3 * FRAME_S


@dataclass
class Card:
    """Takes a buffer every 10.7 ms, `jitter_s` late at random, until it hangs at `hangs_s`.

    Its position is pygame's: what was taken, plus the whole milliseconds since.
    """

    jitter_s: float = 0.0005
    hangs_s: float = math.inf
    goes_on_s: float = math.inf
    answers_late_s: float = 0.0
    """A busy machine takes its time between asking and answering."""
    now_s: float = 500.0
    probes: list[float] = field(default_factory=list[float])

    def __post_init__(self) -> None:
        self._chance = random.Random(3)
        self._taken, self._taken_at_s, self._next_s = 0, self.now_s, self.now_s + BUFFER_S
        self.standstill = Standstill(self)
        self.standstill.start(self.now_s)

    def send(self) -> None:
        self.probes.append(self.now_s)

    def is_taken(self) -> bool:
        return self._taken_at_s > self.probes[-1]

    def position_ms(self, now_s: float) -> int:
        while self._next_s <= now_s:
            if self.hangs_s <= self._next_s < self.goes_on_s:
                self._next_s += BUFFER_S
                continue
            self._taken += 1
            self._taken_at_s = self._next_s + self._chance.uniform(0, self.jitter_s)
            self._next_s += BUFFER_S
        passed_ms = math.floor(now_s * 1000) - math.floor(self._taken_at_s * 1000)
        return math.floor(self._taken * BUFFER_S * 1000) + max(0, passed_ms)

    def until(self, until_s: float) -> float:
        """Read once a frame until then; the last position believed, in ms."""
        believed_ms = 0.0
        while self.now_s < until_s:
            self.now_s += FRAME_S
            answered_s = self.now_s + self.answers_late_s * self._chance.random()
            told_ms = self.position_ms(self.now_s + (answered_s - self.now_s) / 2)
            believed_ms = self.standstill.read(self.now_s, answered_s, told_ms)
        return believed_ms


@pytest.mark.parametrize("jitter_s", [0.0, 0.00005, 0.0005, 0.004])
def test_a_card_that_plays_is_believed(jitter_s: float) -> None:
    card = Card(jitter_s)
    for second in range(1, 30):
        believed_ms = card.until(500.0 + second)
        assert believed_ms == pytest.approx(second * 1000, abs=30)
        assert card.standstill.still_s(card.now_s) == 0.0


def test_a_card_that_plays_unevenly_is_never_probed() -> None:
    card = Card(jitter_s=0.004)
    card.until(530.0)
    assert card.probes == []
    assert card.standstill.has_moved


@pytest.mark.parametrize(
    ("jitter_s", "answers_late_s"), [(0.0, 0.0), (0.0005, 0.0), (0.0005, 0.005), (0.0, 0.02)]
)
def test_a_card_that_hangs_is_found_out_and_its_position_held(
    jitter_s: float, answers_late_s: float
) -> None:
    card = Card(jitter_s, answers_late_s=answers_late_s, hangs_s=505.0)
    believed_ms = card.until(505.0 + FOUND_S + SUSPECT_S)
    assert believed_ms == pytest.approx(5000, abs=SUSPECT_S * 1000 + 50)
    assert card.standstill.still_s(card.now_s) > PROBE_S
    assert card.until(508.0) == believed_ms
    assert card.standstill.still_s(card.now_s) == pytest.approx(3.0, abs=0.5)


def test_a_card_that_goes_on_is_believed_again() -> None:
    card = Card(hangs_s=505.0, goes_on_s=506.0)
    card.until(506.0)
    believed_ms = card.until(506.5)
    assert believed_ms == pytest.approx(5500, abs=30)
    assert card.standstill.still_s(card.now_s) == 0.0


def test_a_card_that_has_yet_to_wake_stands_at_the_beginning() -> None:
    card = Card(hangs_s=500.0, goes_on_s=502.0)
    assert card.until(501.9) < 30
    assert not card.standstill.has_moved
    assert card.until(503.0) == pytest.approx(1000, abs=30)
    assert card.standstill.has_moved


def test_a_start_forgets_what_was() -> None:
    card = Card(hangs_s=500.0)
    card.until(502.0)
    assert card.standstill.still_s(card.now_s) > 1.0
    card.standstill.start(card.now_s)
    assert card.standstill.still_s(card.now_s) == 0.0
