"""The screens of the weekly check: what they say, and that it fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pygame
import pytest

from game.charting.chart import Grip
from game.coach.benchmark_trend import BenchmarkTrend, trend_of
from game.coach.fast_pinches import FAST_S
from game.inputs.actions import Action, Scroll
from game.inputs.contact import Contact
from game.play.events import InputKind
from game.screens.benchmark import BenchmarkScreen, BenchmarkTrendScreen, BenchmarkView
from game.screens.fast_pinches import CALM_DOWN_S, STILL_S, FastPinchesScreen, Phase
from game.screens.page_screen import PageScreen
from game.screens.steps import BeginBenchmark, LeaveBenchmark, OpenBenchmark, PlayBenchmark, Step
from game.screens.ui.benchmark_words import REST_S, due, minutes
from game.settings import Hand
from tests.coach.checks import FOUR, Person, check_by, weekly
from tests.screens.fitting import assert_fits, watching

TODAY = date(2026, 3, 2)
TWO = FOUR[:2]
FIVE = (*FOUR, Grip.KEY)
MIDDLING = Person(taps=38, hits=0.6, spread_ms=80)


def row(checks: int, *, grows: float = 0.0, grips: tuple[Grip, ...] = FOUR) -> BenchmarkTrend:
    """So many checks of somebody who becomes faster and surer by `grows` from one to the next."""
    random = Random(3)
    people = [
        replace(
            MIDDLING,
            taps=MIDDLING.taps * (1 + grows * week),
            hits=min(max(MIDDLING.hits + grows * week, 0.0), 1.0),
        )
        for week in range(checks)
    ]
    trend = trend_of(weekly([check_by(person, random, grips) for person in people]))
    assert trend is not None
    return trend


def said(screen: PageScreen) -> str:
    """Every text from top to bottom."""
    surface = pygame.Surface((1280, 720))
    screen.point(Scroll(-99))
    screen.show_anew()
    with watching() as watch:
        screen.draw(surface)
        for _ in range(12):
            screen.point(Scroll(3))
            screen.draw(surface)
    return watch.words


class AtHand:
    """A screen of fast pinches with a hand-turned clock."""

    def __init__(self, grips: tuple[Grip, ...] = TWO) -> None:
        self.screen = FastPinchesScreen(grips, Hand.RIGHT)
        self.now_s = 100.0
        self.screen.tick(self.now_s)
        self.wait(STILL_S + 0.1)

    def wait(self, time_s: float) -> None:
        self.now_s += time_s
        self.screen.tick(self.now_s)

    def pinch(self, grip: Grip | None = None, kind: InputKind = InputKind.KEYBOARD) -> None:
        grip = self.screen.pinches.grip if grip is None else grip
        for down in (True, False):
            self.screen.pinch(Contact(self.now_s, grip, down, kind))

    def whole(self, pinches: int = 30) -> None:
        """The finger whose turn it is, from its first pinch to the end of its time."""
        for _ in range(pinches):
            self.pinch()
            self.wait(FAST_S / pinches + 1e-6)

    def choose(self, name: str) -> Step | None:
        return self.screen.choose(name)


def test_the_first_pinch_starts_the_clock_and_only_that_finger_counts() -> None:
    hand = AtHand()
    hand.wait(60.0)
    assert hand.screen.phase is Phase.READY
    hand.pinch(Grip.MIDDLE)
    assert hand.screen.phase is Phase.READY
    hand.pinch()
    hand.wait(1.0)
    hand.pinch(Grip.MIDDLE)
    hand.pinch()
    assert (hand.screen.phase, hand.screen.pinches.count) == (Phase.RUNNING, 2)


def test_a_pinch_that_was_meant_for_the_screen_before_starts_nothing() -> None:
    screen = FastPinchesScreen(TWO, Hand.RIGHT)
    screen.tick(50.0)
    screen.pinch(Contact(50.0 + STILL_S / 2, Grip.INDEX, True, InputKind.KEYBOARD))
    assert screen.phase is Phase.READY


def test_finger_after_finger_with_a_rest_between_and_then_the_tune() -> None:
    hand = AtHand()
    hand.whole(30)
    assert hand.screen.phase is Phase.REST
    hand.pinch()
    assert hand.screen.takes_pinches
    hand.wait(CALM_DOWN_S)
    assert not hand.screen.takes_pinches
    hand.wait(REST_S)
    assert (hand.screen.phase, hand.screen.pinches.grip) == (Phase.READY, Grip.MIDDLE)
    hand.wait(STILL_S + 0.1)
    hand.pinch(kind=InputKind.TOUCH)
    hand.wait(FAST_S)
    assert hand.screen.phase is Phase.DONE
    step = hand.choose("tune")
    assert isinstance(step, PlayBenchmark)
    assert [(one.grip, one.count) for one in step.fast] == [(Grip.INDEX, 30), (Grip.MIDDLE, 1)]
    assert step.kinds == {InputKind.KEYBOARD, InputKind.TOUCH}


def test_any_finger_may_be_left_out_all_of_them_too() -> None:
    hand = AtHand()
    hand.choose("skip")
    assert hand.screen.pinches.grip is Grip.MIDDLE
    hand.choose("skip")
    assert hand.choose("tune") == PlayBenchmark((), frozenset())


def test_a_rest_may_be_cut_short() -> None:
    hand = AtHand()
    hand.whole()
    hand.choose("on")
    assert (hand.screen.phase, hand.screen.pinches.grip) == (Phase.READY, Grip.MIDDLE)


def test_going_back_lets_the_finger_begin_anew_and_then_leaves() -> None:
    hand = AtHand()
    hand.pinch()
    assert hand.screen.act(Action.BACK) is None
    assert (hand.screen.phase, hand.screen.pinches.count) == (Phase.READY, 0)
    assert hand.screen.act(Action.BACK) == LeaveBenchmark()


def test_what_is_interrupted_begins_anew_and_says_so() -> None:
    for interrupt in (
        FastPinchesScreen.focus_lost,
        lambda screen: screen.unplugged("That was interrupted."),
    ):
        hand = AtHand()
        interrupt(hand.screen)
        assert "interrupted" not in said(hand.screen)
        hand.pinch()
        interrupt(hand.screen)
        assert hand.screen.phase is Phase.READY
        assert "interrupted" in said(hand.screen)


def test_a_touch_anywhere_but_on_a_button_is_a_pinch() -> None:
    hand = AtHand()
    said(hand.screen)
    assert hand.screen.pad_at(640, 200) is Grip.INDEX
    button = hand.screen.page.buttons[0].rect
    assert hand.screen.pad_at(*button.center) is None
    hand.whole()
    assert hand.screen.pad_at(640, 200) is None


def phase(which: Phase, grips: tuple[Grip, ...] = FIVE) -> FastPinchesScreen:
    hand = AtHand(grips)
    if which is Phase.RUNNING:
        hand.pinch()
        hand.wait(1.0)
        hand.pinch()
    elif which is Phase.REST:
        hand.whole()
    elif which is Phase.DONE:
        for _ in grips[1:]:
            hand.choose("skip")
        hand.wait(STILL_S + 0.1)
        hand.whole()
    return hand.screen


@pytest.mark.parametrize("which", Phase)
def test_every_moment_of_the_pinches_fits(which: Phase) -> None:
    assert_fits(lambda: phase(which), percents=(100, 200), scrolls_from=175)


@pytest.mark.parametrize(
    "view",
    [
        BenchmarkView(None, TODAY, (Grip.INDEX,)),
        BenchmarkView(date(2026, 2, 20), TODAY, FIVE),
        BenchmarkView(date(2026, 2, 27), TODAY, TWO, more=FOUR),
    ],
)
def test_the_way_in_fits(view: BenchmarkView) -> None:
    assert_fits(lambda: BenchmarkScreen(view), percents=(100, 200))


@pytest.mark.parametrize("checks", [1, 2, 8])
def test_what_the_checks_tell_fits(checks: int) -> None:
    trend = row(checks, grows=0.08, grips=FIVE if checks == 1 else TWO)
    assert_fits(lambda: BenchmarkTrendScreen(trend, TODAY), percents=(100, 200))


def test_before_a_check_it_says_when_it_is_due_and_leads_on() -> None:
    assert "first one" in due(None, TODAY)
    assert due(date(2026, 2, 28), TODAY) == "The next one is due in 5 days."
    assert due(date(2026, 2, 24), TODAY) == "The next one is due in 1 day."
    assert due(date(2026, 2, 23), TODAY).startswith("It is time")
    screen = BenchmarkScreen(BenchmarkView(None, TODAY, TWO))
    assert screen.choose("begin") == BeginBenchmark()
    assert screen.choose("back") == LeaveBenchmark()
    assert [one.name for one in screen.footer()] == ["begin", "back"]
    screen = BenchmarkScreen(BenchmarkView(TODAY, TODAY, TWO, more=FOUR), "The disk is gone.")
    assert screen.choose("more") == BeginBenchmark(wants_more=True)
    assert screen.choose("earlier") == OpenBenchmark(shows_earlier=True)
    assert "The disk is gone." in said(screen)


def test_it_takes_about_three_minutes() -> None:
    assert [minutes(grips) for grips in (1, 2, 4)] == [2, 3, 3]


def test_after_the_first_check_nothing_is_compared() -> None:
    text = said(BenchmarkTrendScreen(row(1), TODAY))
    assert "That was the first one. Next in a week." in text
    assert "Last time" not in text and "band" not in text


def test_pure_chance_is_about_the_same() -> None:
    text = said(BenchmarkTrendScreen(row(4), TODAY))
    assert "About the same as before." in text
    assert "Last time" in text


def test_what_has_changed_comes_first_and_kindly() -> None:
    better = said(BenchmarkTrendScreen(row(8, grows=0.1), TODAY))
    assert "Every finger is faster than before. You hit more notes" in better
    assert "The rest is about the same." in better
    worse = said(BenchmarkTrendScreen(row(8, grows=-0.1), TODAY))
    assert "Your index finger is slower than before." in worse
    assert "Some weeks are like that." in worse


def test_without_checks_there_is_what_went_amiss() -> None:
    screen = BenchmarkTrendScreen(None, TODAY, "The disk is gone.")
    assert "The disk is gone." in said(screen)
    assert screen.choose("back") == LeaveBenchmark()
