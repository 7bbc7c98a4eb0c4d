"""Taps along with clicks: each once, at the song time of its stamp, until there are enough."""

from __future__ import annotations

import pytest

from game.play.calibration import ENOUGH_TAPS, clicks
from game.timing_check import LEAD_IN_S, SHORTEST_GAP_S, TimingCheck
from tests.screens.helpers import HandTurnedPlayback

CLICKS = clicks(16)


class Checked:
    """A check on a clock that is turned by hand."""

    def __init__(self) -> None:
        self.playback = HandTurnedPlayback()
        self.check = TimingCheck(self.playback, CLICKS)
        self.now_s = 50.0
        self.playback.now_s = self.now_s
        self.check.tick(self.now_s)
        self.check.start()
        self.zero_s = self.now_s + LEAD_IN_S

    def until(self, song_s: float) -> None:
        self.check.tick(self.zero_s + song_s)

    def tap(self, song_s: float) -> bool:
        self.until(song_s)
        return self.check.tap(self.zero_s + song_s)


def test_taps_are_compared_with_the_clicks() -> None:
    checked = Checked()
    for click in CLICKS[:6]:
        assert checked.tap(click.time_s + 0.05)
    assert checked.check.tapped is not None
    assert checked.check.tapped.median_s == pytest.approx(0.05)
    assert checked.check.count == 6


def test_a_bounce_is_no_tap() -> None:
    checked = Checked()
    assert checked.tap(0.0)
    assert not checked.tap(SHORTEST_GAP_S / 2)
    assert not checked.tap(SHORTEST_GAP_S * 1.4)
    assert checked.tap(SHORTEST_GAP_S * 2.6)
    assert checked.check.count == 2


def test_it_stops_by_itself_with_enough_taps() -> None:
    checked = Checked()
    for click in CLICKS[:ENOUGH_TAPS]:
        assert checked.check.is_running
        checked.tap(click.time_s - 0.3)
    checked.until(CLICKS[ENOUGH_TAPS].time_s)
    assert not checked.check.is_running
    assert not checked.tap(CLICKS[ENOUGH_TAPS].time_s + 0.5)
    assert checked.check.count == ENOUGH_TAPS


def test_it_stops_at_the_end_of_the_clicks() -> None:
    checked = Checked()
    checked.until(CLICKS[-1].time_s + 1.4)
    assert checked.check.is_running
    checked.until(CLICKS[-1].time_s + 1.6)
    assert not checked.check.is_running
    assert checked.check.tapped is None


def test_starting_again_forgets_the_taps() -> None:
    checked = Checked()
    checked.tap(0.1)
    checked.check.stop()
    assert checked.check.count == 1
    checked.check.start()
    assert checked.check.count == 0
    assert checked.check.song_s == -LEAD_IN_S
