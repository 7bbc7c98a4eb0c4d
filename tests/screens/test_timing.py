"""The timing check: every key is a tap while it runs, and nothing is kept unasked."""

from __future__ import annotations

import pygame
import pytest

from game.charting.chart import Grip
from game.inputs.actions import MOUSE_ID, Action, Phase, Pointer, Scroll
from game.inputs.contact import Contact
from game.play.calibration import ENOUGH_TAPS, clicks
from game.play.events import InputKind
from game.screens.results import SETTLE_S
from game.screens.steps import OpenSound, Step
from game.screens.timing import FINE_STEP_MS, Lag, TimingScreen
from game.screens.ui.theme import USUAL, Style
from game.settings import Hand
from game.timing_check import LEAD_IN_S, TimingCheck
from tests.app.stage import texts as drawn_texts
from tests.screens.fitting import assert_fits
from tests.screens.helpers import HandTurnedPlayback
from tests.screens.pages import place_of, press
from tests.screens.test_sound import SAID

OK, BACK = Action.OK, Action.BACK
TAP_AREA, STOP = (300, 300), (1100, 660)
CLICKS = clicks(16)


class Timing:
    """A timing screen on clocks that are turned by hand."""

    def __init__(
        self,
        *,
        current_ms: int = 0,
        picture_ms: int = 0,
        hand: Hand = Hand.RIGHT,
        with_sound: bool = True,
        said: str = "Kept.",
        size: tuple[int, int] = (1280, 720),
    ) -> None:
        self.kept: dict[str, int] = {}
        self.playbacks: dict[str, HandTurnedPlayback] = {}
        self.now_s = 100.0
        self.said = said

        def lag(name: str, offset_ms: int) -> Lag:
            playback = self.playbacks[name] = HandTurnedPlayback()

            def keep(kept_ms: int) -> str:
                self.kept[name] = kept_ms
                return self.said

            return Lag(TimingCheck(playback, CLICKS), offset_ms, keep)

        self.lags = {"sound": lag("sound", current_ms), "picture": lag("picture", picture_ms)}
        self.screen = TimingScreen(
            self.lags["sound"] if with_sound else None, self.lags["picture"], hand
        )
        self.surface = pygame.Surface(size)
        self.frame()

    def frame(self, step_s: float = 1 / 60) -> None:
        self.now_s += step_s
        self.screen.tick(self.now_s)
        self.screen.draw(self.surface)

    def act(self, *actions: Action) -> Step | None:
        for playback in self.playbacks.values():
            playback.now_s = self.now_s
        return [self.screen.act(action) for action in actions][-1]

    def tap_along(self, taps: int, late_s: float) -> None:
        """Start, and tap to the first clicks with a key that is no finger's."""
        self.act(OK)
        zero_s = self.now_s + LEAD_IN_S
        for click in CLICKS[:taps]:
            self.now_s = zero_s + click.time_s + late_s
            self.frame(0.0)
            self.screen.tap(self.now_s)
        self.frame()

    def rest(self) -> None:
        self.frame(SETTLE_S + 0.1)


def test_a_constant_lag_is_suggested_and_kept_when_asked() -> None:
    timing = Timing()
    timing.tap_along(ENOUGH_TAPS, 0.12)
    assert timing.kept == {}
    timing.rest()
    assert timing.screen.offset_ms == 120
    timing.act(OK)
    assert timing.kept == {"sound": 120}
    assert timing.act(OK) == OpenSound()


def test_what_has_been_kept_is_on_time_from_then_on(monkeypatch: pytest.MonkeyPatch) -> None:
    timing = Timing(current_ms=50)
    timing.tap_along(ENOUGH_TAPS, 0.12)
    timing.rest()
    assert "Your taps are 70 ms late" in said_by(timing, monkeypatch)
    timing.act(OK)
    said = said_by(timing, monkeypatch)
    assert "Your taps are right on time" in said
    assert "Kept." in said


def said_by(timing: Timing, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text on a picture drawn from nothing."""
    timing.surface = pygame.Surface((timing.surface.get_width() + 1, 720))
    with monkeypatch.context() as patched, drawn_texts(patched) as seen:
        timing.frame(0.0)
    return seen


def test_the_tap_that_was_enough_keeps_nothing_by_itself() -> None:
    timing = Timing()
    timing.tap_along(ENOUGH_TAPS, 0.12)
    assert not timing.screen.takes_taps
    timing.act(OK, BACK)
    timing.frame()
    x, y = place_of(timing.screen, "keep")
    timing.screen.point(Pointer(Phase.DOWN, x, y, MOUSE_ID))
    timing.screen.point(Pointer(Phase.UP, x, y, MOUSE_ID))
    assert timing.kept == {}


def test_leaving_keeps_nothing() -> None:
    timing = Timing()
    timing.tap_along(ENOUGH_TAPS, 0.12)
    timing.rest()
    assert timing.act(BACK) == OpenSound()
    assert timing.kept == {}


def test_with_fewer_than_twelve_taps_nothing_is_suggested() -> None:
    timing = Timing(current_ms=40)
    timing.tap_along(11, 0.12)
    assert timing.act(BACK) is None
    timing.rest()
    assert timing.screen.offset_ms == 40
    assert timing.act(OK) is None
    assert timing.screen.takes_taps


def test_pinches_clicks_and_touches_are_taps_while_it_runs() -> None:
    timing = Timing()
    assert timing.screen.pad_at(*TAP_AREA) is None
    assert not timing.screen.takes_pinches
    timing.act(OK)
    assert timing.screen.takes_pinches
    assert timing.screen.pad_at(*TAP_AREA) is Grip.INDEX
    assert timing.screen.pad_at(*STOP) is None
    timing.frame(LEAD_IN_S + 0.1)
    timing.screen.pinch(Contact(timing.now_s, Grip.RING, True, InputKind.TOUCH))
    timing.screen.pinch(Contact(timing.now_s + 0.2, Grip.RING, False, InputKind.TOUCH))
    assert timing.lags["sound"].check.count == 1


def test_the_stop_button_and_losing_the_window_end_it() -> None:
    for end in ("button", "focus"):
        timing = Timing()
        timing.act(OK)
        timing.frame(1.0)
        if end == "button":
            timing.screen.point(Pointer(Phase.DOWN, *STOP, MOUSE_ID))
            timing.screen.point(Pointer(Phase.UP, *STOP, MOUSE_ID))
        else:
            timing.screen.focus_lost()
        assert not timing.screen.takes_taps


def test_the_picture_is_checked_apart() -> None:
    timing = Timing(current_ms=30)
    press(timing.screen, "page picture")
    timing.screen.page.set_focus("start")
    timing.tap_along(ENOUGH_TAPS, 0.06)
    assert timing.lags["sound"].check.count == 0
    timing.rest()
    timing.act(OK)
    assert timing.kept == {"picture": 60}


def test_an_offset_can_be_set_by_hand() -> None:
    timing = Timing(current_ms=10)
    press(timing.screen, "offset more", "offset more")
    assert timing.screen.offset_ms == 10 + 2 * FINE_STEP_MS
    press(timing.screen, "keep")
    assert timing.kept == {"sound": 20}


def test_offsets_stay_in_range() -> None:
    timing = Timing(current_ms=998)
    press(timing.screen, "offset more", "offset more")
    assert timing.screen.offset_ms == 1000


def test_without_sound_only_the_picture_is_offered() -> None:
    timing = Timing(with_sound=False)
    press(timing.screen, "page picture")
    timing.screen.page.set_focus("start")
    timing.tap_along(ENOUGH_TAPS, 0.06)
    timing.rest()
    timing.act(OK)
    assert timing.kept == {"picture": 60}


def test_notes_meet_the_line_with_the_sound_as_corrected_so_far() -> None:
    plain, late = Timing(), Timing(current_ms=200, picture_ms=50)
    plain.act(OK)
    late.act(OK)
    plain.frame(LEAD_IN_S)
    late.frame(LEAD_IN_S + 0.15)
    assert pygame.image.tobytes(plain.surface.subsurface((1040, 200, 160, 360)), "RGB") == (
        pygame.image.tobytes(late.surface.subsurface((1040, 200, 160, 360)), "RGB")
    )


class Drawn:
    """A timing screen for `assert_fits`, brought to where it is to be looked at."""

    style: Style = USUAL

    def __init__(self, hand: Hand, taps: int, *, still: bool) -> None:
        timing = Timing(hand=hand, said=SAID, size=(1000, 600))
        if taps:
            timing.tap_along(taps, -0.9)
        if taps and still:
            timing.act(BACK)
            timing.rest()
        if taps == ENOUGH_TAPS:
            timing.act(OK)
        self._screen = timing.screen

    def point(self, pointer: Pointer | Scroll) -> object:
        return self._screen.point(pointer)

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        self._screen.style = self.style
        return self._screen.draw(surface)


@pytest.mark.parametrize(("taps", "still"), [(0, True), (5, True), (5, False), (ENOUGH_TAPS, True)])
@pytest.mark.parametrize("hand", Hand)
def test_every_word_fits(hand: Hand, taps: int, still: bool) -> None:
    percents = (100, 150, 200)
    assert_fits(lambda: Drawn(hand, taps, still=still), own=[SAID], percents=percents)
