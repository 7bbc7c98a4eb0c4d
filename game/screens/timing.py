"""Tap along with clicks, heard or seen, and see how far taps are from them on the whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame

from game.charting.chart import Grip
from game.inputs.actions import Action, Phase, Pointer, Scroll
from game.inputs.contact import Contact
from game.play.calibration import FEWEST_TAPS, Tapped, in_range_ms, suggested_ms
from game.screens.page_screen import PageScreen
from game.screens.results import SETTLE_S
from game.screens.steps import OpenSound, Step
from game.screens.ui import words
from game.screens.ui.blocks import Block, Dial, Words, button_width
from game.screens.ui.button import Button, ButtonGroup
from game.screens.ui.layout import Layout
from game.screens.ui.tabs import Head, button, setting, tabs
from game.screens.ui.tap_block import TapBlock
from game.screens.ui.tap_scale import reach_ms
from game.screens.ui.tapping import TAP_AREA_BOTTOM, Said, Tapping, draw_stop_hint, stop_rect
from game.settings import Hand
from game.text import later, tr, trn
from game.timing_check import TimingCheck

FINE_STEP_MS = 5
_LIT_S = 0.15
_NAMES = {"sound": later("Sound"), "picture": later("Picture")}
_WHAT_TO_DO = {
    "sound": later(
        "Tap along with what you hear: any key, any pinch, any touch. "
        "Three clicks, then a rest. No hurry: listen first."
    ),
    "picture": later(
        "Nothing is heard now. Tap when the disc meets the ring: any key, pinch or touch. "
        "Three taps, then a rest. No hurry: watch first."
    ),
}
_COMES_LATER = {
    "sound": later("The sound comes later by"),
    "picture": later("The picture comes later by"),
}


@dataclass(slots=True)
class Lag:
    """Something whose lag can be checked, with the offset in force.

    `keep` is given a new offset and answers with a sentence for the player.
    """

    check: TimingCheck
    offset_ms: int
    keep: Callable[[int], str]


class TimingScreen(PageScreen):
    """Check the timing of the sound (None: nothing can be heard) and of the picture.

    While taps are taken every key but Escape is one. Otherwise arrows and OK steer the buttons.
    `back` is where to go from here.
    """

    def __init__(
        self, sound: Lag | None, picture: Lag, hand: Hand, back: Step | None = None
    ) -> None:
        super().__init__()
        self._lags = {"sound": sound, "picture": picture}
        self._hand = hand
        self._back = back or OpenSound()
        self._tapping: tuple[tuple[object, ...], Tapping] | None = None
        """What is seen while taps are taken, and what it was made for."""
        self._ended_s = float("-inf")
        self._lit_s = float("-inf")
        self._was_running = False
        self._message = (
            "" if sound else tr("Nothing can be heard here, so only the picture is checked.")
        )
        self._name = "sound" if sound else "picture"
        self._value = self._lag.offset_ms
        self._stop_button = button("stop", tr("Stop"))
        self._stop_group = ButtonGroup((self._stop_button,))
        self.refresh()
        self.page.set_focus("start")

    @property
    def takes_taps(self) -> bool:
        """While the clicks run."""
        return self._lag.check.is_running

    @property
    def takes_pinches(self) -> bool:
        """While the clicks run, keys of fingers are taps like all others."""
        return self._lag.check.is_running

    @property
    def offset_ms(self) -> int:
        """The offset on show: what would be kept."""
        return self._value

    def tap(self, stamp_s: float) -> None:
        """A key that is no finger's."""
        if self._lag.check.tap(stamp_s):
            self._lit_s = self._now_s

    def pinch(self, contact: Contact) -> Step | None:
        """A finger's key, a click or a touch."""
        if contact.down:
            self.tap(contact.stamp_s)

    def pad_at(self, x: float, y: float) -> Grip | None:
        """While the clicks run, everywhere above the button is one large pad."""
        _, design_y = self._layout.to_design(x, y)
        return Grip.INDEX if self.takes_taps and design_y < TAP_AREA_BOTTOM else None

    def focus_lost(self) -> None:
        """Whoever looks away loses nothing: the taps stay."""
        self._stop()

    def act(self, action: Action) -> Step | None:
        """Arrows move, OK chooses; back stops the clicks, and then leaves."""
        if self._lag.check.is_running:
            if action is Action.BACK:
                self._stop()
            return None
        if self._now_s - self._ended_s < SETTLE_S:
            return None
        return super().act(action)

    def point(self, pointer: Pointer | Scroll) -> Step | None:
        """The buttons."""
        if self._lag.check.is_running:
            if isinstance(pointer, Scroll):
                return None
            if self._stop_group.point(pointer, *self._layout.to_design(pointer.x, pointer.y)):
                self._stop()
            return None
        is_down = isinstance(pointer, Pointer) and pointer.phase is Phase.DOWN
        if is_down and self._now_s - self._ended_s < SETTLE_S:
            return None
        return super().point(pointer)

    def tick(self, now_s: float) -> Step | None:
        """Let the check come to `now_s`."""
        super().tick(now_s)
        self._lag.check.tick(now_s)
        if self._was_running and not self._lag.check.is_running:
            self._end()

    def show_anew(self) -> None:
        """See `Screen`; the picture of the taps is begun anew, too."""
        super().show_anew()
        self._tapping = None

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Redraw what has changed since the last call."""
        check = self._lag.check
        if not check.is_running:
            self._tapping = None
            return super().draw(surface)
        self._drawn = None
        taps = self._shown_taps()
        look = (surface.get_size(), self.style, taps, check.count, *self._stop_group.look())
        if self._tapping is None or self._tapping[0] != look:
            self._tapping = (look, self._prepare(surface, taps))
        tapping = self._tapping[1]
        is_lit = self._now_s - self._lit_s < _LIT_S
        return tapping.show(surface, tapping.sprites(check, taps, self._ahead_s(), is_lit=is_lit))

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        pages = tabs({key: tr(name) for key, name in _NAMES.items()}, self._name)
        pages[0].enabled = self._lags["sound"] is not None
        head, line = self._words()
        value = self._value
        dial = Dial(
            "offset",
            words.signed_ms(value),
            can_less=in_range_ms(value - 1) < value,
            can_more=in_range_ms(value + 1) > value,
        )
        taps = self._shown_taps()
        said = [Words(self._message, 26)] if self._message else []
        what_to_do = Words(tr(_WHAT_TO_DO[self._name]), 26, ink="dim")
        before, after = ([], [what_to_do]) if taps else ([what_to_do], [])
        return [
            Head(tr("Check the timing"), controls=pages),
            *before,
            TapBlock(head, line, taps),
            *said,
            setting(tr(_COMES_LATER[self._name]), "", dial),
            *after,
        ]

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        is_other = self._value != self._lag.offset_ms
        start = tr("Start again") if self._lag.check.count else tr("Start")
        return [
            button("start", start, suggested=not is_other),
            button("keep", tr("Keep this"), suggested=is_other, enabled=is_other),
            button("back", tr("Back")),
        ]

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        match name.split():
            case ["page", page]:
                self._name = page
                self._value, self._message = self._lag.offset_ms, ""
            case ["offset", way]:
                step = FINE_STEP_MS if way == "more" else -FINE_STEP_MS
                self._value, self._message = in_range_ms(self._value + step), ""
            case ["start"]:
                self._message, self._was_running = "", True
                self._lag.check.start()
            case ["keep"]:
                self._message = self._lag.keep(self._value)
                self._lag.offset_ms = self._value
                self.refresh()
                self.page.set_focus("back")
            case _:
                return self._back
        self.refresh()
        return None

    def back(self) -> Step | None:
        """See `PageScreen`."""
        return self._back

    @property
    def _lag(self) -> Lag:
        lag = self._lags[self._name]
        assert lag is not None
        return lag

    def _shown_taps(self) -> Tapped | None:
        """The taps as they would be judged with the offset in force."""
        taps, offset_s = self._lag.check.tapped, self._lag.offset_ms / 1000
        if taps is None:
            return None
        judged_s = tuple(one - offset_s for one in taps.differences_s)
        return Tapped(judged_s, taps.median_s - offset_s, taps.spread_s)

    def _stop(self) -> None:
        self._lag.check.stop()
        if self._was_running:
            self._end()

    def _end(self) -> None:
        """The clicks are over: show what the taps amount to."""
        self._was_running = False
        self._ended_s = self._now_s
        is_cut = self._lag.check.was_interrupted
        self._message = (
            tr("The clicks were interrupted. Start again when you like.") if is_cut else ""
        )
        suggested = suggested_ms(self._lag.check.tapped, self._lag.offset_ms)
        if suggested is not None:
            self._value = suggested
        self.refresh()
        self.page.scroll_to_top()
        self.page.set_focus("keep" if self._value != self._lag.offset_ms else "start")

    def _words(self) -> tuple[str, str]:
        """What there is to say about the taps: in short, and a line more."""
        check, taps = self._lag.check, self._shown_taps()
        if taps is None:
            return (
                tr("Ready when you are"),
                tr("You don't have to. It helps if pinches feel early or late."),
            )
        if taps.count < FEWEST_TAPS:
            few = tr("{count} of {needed} came in time.")
            return (
                tr("A few more taps are needed"),
                few.format(count=taps.count, needed=FEWEST_TAPS),
            )
        spread = round(taps.spread_s * 1000)
        said = _aside(round(taps.median_s * 1000))
        if suggested_ms(check.tapped, self._lag.offset_ms) == self._lag.offset_ms:
            return said, tr("That fits. Nothing needs to change.")
        more = tr("Give or take {count} ms. Suggested below; change it if you like.")
        return said, more.format(count=spread)

    def _prepare(self, surface: pygame.Surface, taps: Tapped | None) -> Tapping:
        layout = self._layout = Layout(surface.get_size(), self.style)
        count = self._lag.check.count
        left = FEWEST_TAPS - count
        more = (
            trn("{count} more to go", "{count} more to go", left).format(count=left)
            if left > 0
            else tr("That is enough; go on if you like.")
        )
        said = Said(
            tr(_WHAT_TO_DO[self._name]),
            trn("{count} tap", "{count} taps", count).format(count=count),
            more,
        )
        tapping = Tapping(surface, layout, self._hand, said, reach_ms(taps))
        self._stop_button.label = tr("Stop")
        self._stop_button.rect = stop_rect(layout, button_width(layout, self._stop_button))
        self._stop_group.draw(tapping.picture, layout, has_focus=False)
        draw_stop_hint(tapping.picture, layout, self._stop_button.rect)
        return tapping

    def _ahead_s(self) -> float:
        """How much ahead of the check's clock notes are drawn: to the sound, as in a song."""
        sound, picture = self._lags["sound"], self._lags["picture"]
        if self._name == "picture" or not sound or not picture:
            return 0.0
        return (picture.offset_ms - sound.offset_ms) / 1000


def _aside(middle_ms: int) -> str:
    """Where the taps lie on the whole."""
    if not middle_ms:
        return tr("Your taps are right on time")
    said = (
        tr("Your taps are {count} ms late")
        if middle_ms > 0
        else tr("Your taps are {count} ms early")
    )
    return said.format(count=abs(middle_ms))
