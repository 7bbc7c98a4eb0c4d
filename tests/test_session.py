"""A session: counting in, judging at the stamp's song time, pausing and going on."""

from __future__ import annotations

import math

import pytest

from game.charting.chart import Chart, ChartNote, Grip
from game.charting.level import read_levels
from game.folders import shipped_folder
from game.inputs.contact import Contact
from game.music.song import Meter, TempoChange, TempoMap
from game.play.events import Event, Hit, InputKind, Passed
from game.play.run import Run
from game.session import Session, SongFacts, Stage, beats_of
from game.settings import Hand, PlaySettings

LEVEL = read_levels(shipped_folder("levels"))[0]
GRIPS = (Grip.INDEX, Grip.MIDDLE)
LEAD_IN_S = 4.0
TEMPO_120 = TempoMap((TempoChange(0.0, 0.0, 0.5),), (Meter(0.0, 4, 4),))


class FakePlayback:
    """Song time runs with `now_s` from where it was started, while it is not paused or waits."""

    def __init__(self) -> None:
        self.limit_s = math.inf
        self.now_s = 100.0
        self.anchor: tuple[float, float] | None = None
        self.started_at: list[float] = []
        self.pauses = 0
        self.trouble: str | None = None

    def interruption(self, now_s: float) -> str | None:
        return self.trouble

    def start(self, song_s: float) -> None:
        self.started_at.append(song_s)
        self.anchor = (self.now_s, song_s)
        self.limit_s = math.inf

    def wait_at(self, song_s: float) -> None:
        if self.anchor is not None:
            self.anchor = (self.now_s, self.song_time_at(self.now_s))
        self.limit_s = song_s

    def pause(self) -> None:
        self.pauses += 1
        self.anchor = None

    def update(self, now_s: float) -> float:
        self.now_s = now_s
        return self.song_time_at(now_s)

    def song_time_at(self, stamp_s: float) -> float:
        assert self.anchor is not None, "nobody should ask for song time while nothing plays"
        now_s, song_s = self.anchor
        return min(song_s + stamp_s - now_s, self.limit_s)


class Player:
    """Lets time pass in a session and pinches in it, in song seconds from its first start."""

    def __init__(self, *notes: tuple[float, Grip], skipped_s: float = 0.0) -> None:
        chart = Chart(
            tuple(ChartNote(time_s, grip, 60) for time_s, grip in notes), "1-gentle", 100, GRIPS, ""
        )
        facts = SongFacts(
            "A song", 120.0, 20.0, beats_of(TEMPO_120, 20.0, 100, LEAD_IN_S), LEAD_IN_S, skipped_s
        )
        settings = PlaySettings(LEVEL, 100, Hand.RIGHT, GRIPS)
        self.playback = FakePlayback()
        self.session = Session(Run(chart, LEVEL), facts, settings, self.playback)
        self.session.start()

    def until(self, song_s: float) -> list[Event]:
        """Tick at 60 frames a second until song time is `song_s`."""
        events: list[Event] = []
        while self.session.song_s < song_s - 1e-9 and self.session.stage is not Stage.OVER:
            step_s = min(1 / 60, song_s - self.session.song_s)
            events += self.session.tick(self.playback.now_s + step_s)
        return events

    def pinch(
        self, grip: Grip = Grip.INDEX, *, later_s: float = 0.0, down: bool = True
    ) -> list[Event]:
        """Pinch `later_s` after the last tick."""
        stamp_s = self.playback.now_s + later_s
        return self.session.pinch(Contact(stamp_s, grip, down, InputKind.KEYBOARD))


def test_the_count_in_counts_the_beats_down_to_the_first() -> None:
    player = Player((0.0, Grip.INDEX))
    counts = []
    for song_s in (-1.9, -1.4, -0.9, -0.4, 0.1):
        player.until(song_s)
        counts.append(player.session.count_in)
    assert counts == [4, 3, 2, 1, None]


def test_a_note_at_the_very_beginning_can_be_hit_early() -> None:
    player = Player((0.0, Grip.INDEX))
    player.until(-0.1)
    (event,) = player.pinch()
    assert isinstance(event, Hit)
    assert event.error_s == pytest.approx(-0.1)


def test_a_pinch_is_judged_at_its_stamp_not_at_the_frame() -> None:
    player = Player((2.0, Grip.INDEX))
    player.until(1.99)
    (event,) = player.pinch(later_s=0.013)
    assert isinstance(event, Hit)
    assert event.error_s == pytest.approx(0.003)


def test_a_stamp_from_before_the_last_frame_is_judged_at_that_frame() -> None:
    player = Player((2.0, Grip.INDEX))
    player.until(2.05)
    (event,) = player.pinch(later_s=-0.02)
    assert isinstance(event, Hit)
    assert event.error_s == pytest.approx(0.05)


def test_nothing_is_judged_while_paused() -> None:
    player = Player((2.0, Grip.INDEX))
    player.until(2.0)
    player.session.pause()
    assert player.pinch() == []
    assert player.session.tick(player.playback.now_s + 60) == []
    assert player.session.stage is Stage.PAUSED
    assert player.session.run.now_s == pytest.approx(2.0)


def test_going_on_plays_two_bars_again_and_judges_where_it_stopped() -> None:
    player = Player((1.0, Grip.INDEX), (9.0, Grip.MIDDLE))
    player.until(8.9)
    player.session.pause()
    player.session.resume()
    assert player.playback.started_at[-1] == pytest.approx(6.0)  # bars begin at 4, 6 and 8
    assert player.session.stage is Stage.RESUMING
    player.until(8.1)
    assert player.pinch(Grip.MIDDLE) == []
    assert player.session.count_in == 2
    player.until(9.0)
    assert player.session.stage is Stage.PLAYING
    (event,) = player.pinch(Grip.MIDDLE)
    assert isinstance(event, Hit)
    assert player.session.run.score.passed == 1


def test_pausing_again_while_going_on_loses_nothing() -> None:
    player = Player((9.0, Grip.MIDDLE))
    player.until(8.9)
    for _ in range(20):
        player.session.pause()
        player.session.resume()
        player.until(7.0)
    player.until(9.0)
    (event,) = player.pinch(Grip.MIDDLE)
    assert isinstance(event, Hit)
    assert event.error_s == pytest.approx(0.0, abs=1e-6)


def test_the_pause_in_the_count_in_goes_back_to_its_beginning() -> None:
    player = Player((0.0, Grip.INDEX))
    player.until(-1.0)
    player.session.pause()
    player.session.resume()
    assert player.playback.started_at[-1] == -LEAD_IN_S


def test_a_song_that_begins_with_silence_is_joined_late() -> None:
    player = Player((10.0, Grip.INDEX), skipped_s=8.0)
    assert player.playback.started_at == [8.0 - LEAD_IN_S]
    player.until(6.1)
    assert player.session.count_in == 4
    assert player.session.progress == 0.0
    player.until(8.1)
    assert player.session.count_in is None
    player.until(9.9)
    (event,) = player.pinch()
    assert isinstance(event, Hit)


def test_the_run_is_over_some_time_after_its_last_note() -> None:
    player = Player((1.0, Grip.INDEX))
    events = player.until(30.0)
    assert [type(event) for event in events] == [Passed]
    assert player.session.stage is Stage.OVER
    assert player.session.song_s == pytest.approx(5.0, abs=0.03)
    assert player.session.progress == 1.0
    assert player.playback.pauses == 1


def test_the_kinds_of_input_used_are_remembered() -> None:
    player = Player((1.0, Grip.INDEX))
    player.until(0.5)
    player.pinch()
    touch = Contact(player.playback.now_s, Grip.INDEX, True, InputKind.TOUCH)
    player.session.pinch(touch)
    assert player.session.kinds_used == {InputKind.KEYBOARD, InputKind.TOUCH}


def test_grips_that_touch_are_known_even_while_paused() -> None:
    player = Player((1.0, Grip.INDEX))
    player.pinch(Grip.INDEX)
    player.session.pause()
    player.pinch(Grip.MIDDLE)
    assert player.session.pinched == {Grip.INDEX, Grip.MIDDLE}
    player.pinch(Grip.INDEX, down=False)
    assert player.session.pinched == {Grip.MIDDLE}


def test_beats_follow_tempo_meter_and_speed() -> None:
    waltz = TempoMap((TempoChange(0.0, 0.0, 0.5), TempoChange(1.5, 3.0, 1.0)), (Meter(0.0, 3, 4),))
    beats = beats_of(waltz, end_s=9.0, speed_percent=50, lead_in_s=2.5)
    assert [beat.time_s for beat in beats] == [-2, -1, 0, 1, 2, 3, 5, 7, 9]
    assert [beat.time_s for beat in beats if beat.starts_bar] == [0, 3, 9]


def test_when_something_comes_up_the_session_pauses_where_it_was_and_says_why() -> None:
    player = Player((2.0, Grip.INDEX), (3.0, Grip.INDEX))
    player.until(1.5)
    player.playback.trouble = "The plug is out."
    assert player.session.tick(player.playback.now_s + 60) == []
    assert player.session.stage is Stage.PAUSED
    assert player.session.interruption == "The plug is out."
    assert player.session.song_s == pytest.approx(1.5)
    player.playback.trouble = None
    player.session.resume()
    assert player.session.interruption is None
    player.until(2.0)
    (event,) = player.pinch()
    assert isinstance(event, Hit)


def test_a_pinch_after_an_interruption_judges_nothing() -> None:
    player = Player((2.0, Grip.INDEX))
    player.until(1.5)
    player.playback.trouble = "The plug is out."
    assert player.pinch(later_s=60) == []
    assert player.session.stage is Stage.PAUSED
    assert player.session.pinched == {Grip.INDEX}


def test_a_pause_of_the_players_own_says_nothing() -> None:
    player = Player((2.0, Grip.INDEX))
    player.until(1.5)
    player.playback.trouble = "The plug is out."
    player.session.tick(player.playback.now_s)
    player.playback.trouble = None
    player.session.resume()
    player.session.pause()
    assert player.session.interruption is None
