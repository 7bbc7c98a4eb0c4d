"""Tap along with clicks, heard or seen, and see how far taps are from them on the whole."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

import pygame

from game.charting.chart import Grip
from game.inputs.actions import Action, Phase, Pointer, Scroll
from game.inputs.contact import Contact
from game.play.calibration import FEWEST_TAPS, Tapped, in_range_ms, suggested_ms
from game.screens.results import SETTLE_S
from game.screens.screen import OpenSound, Screen, Step
from game.screens.ui import shapes, words
from game.screens.ui.button import Button, ButtonGroup
from game.screens.ui.canvas import Canvas, Sprite
from game.screens.ui.icons import Icon
from game.screens.ui.layout import Align, Layout
from game.screens.ui.shapes import rounded_box
from game.screens.ui.stepper import BUTTON_SIDE, Stepper
from game.screens.ui.tap_scale import TapScale, reach_ms
from game.screens.ui.theme import Shape, mixed
from game.screens.ui.toggle import Toggle
from game.settings import Hand
from game.timing_check import TimingCheck

APPROACH_S = 2.0
FINE_STEP_MS = 5
_LIT_S = 0.15
_LEFT, _RIGHT = 48, 1232
_TAP_AREA_BOTTOM = 580
_LANE_TOP, _LINE_Y, _LANE_BOTTOM = 200, 470, 560
_LANE_WIDTH = 150
_NOTE_RADIUS = 34
_PANEL_WIDTH = 960
_BUTTONS_Y = 624
_BUTTON_HEIGHT = BUTTON_SIDE
_INTERRUPTED = "The clicks were interrupted. Start again when you like."
_NO_SOUND = "Nothing can be heard here, so only the picture is checked."
_WHAT_TO_DO = {
    "sound": (
        "Tap along with what you hear: any key, any pinch, any touch.",
        "Three clicks, then a rest. No hurry: listen first.",
    ),
    "picture": (
        "Nothing is heard now. Tap when the disc meets the ring: any key, pinch or touch.",
        "Three taps, then a rest. No hurry: watch first.",
    ),
}


@dataclass(slots=True)
class Lag:
    """Something whose lag can be checked, with the offset in force.

    `keep` is given a new offset and answers with a sentence for the player.
    """

    check: TimingCheck
    offset_ms: int
    keep: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class _Pictures:
    """What is prepared for one look of everything that stands still."""

    look: tuple[object, ...]
    layout: Layout
    canvas: Canvas
    scale: TapScale


class TimingScreen(Screen):
    """Check the timing of the sound (None: nothing can be heard) and of the picture.

    While taps are taken every key but Escape is one. Otherwise arrows and OK steer the buttons.
    """

    def __init__(self, sound: Lag | None, picture: Lag, hand: Hand) -> None:
        self._lags = {"sound": sound, "picture": picture}
        self._hand = hand
        self._layout = Layout((1280, 720))
        self._pictures: _Pictures | None = None
        self._now_s = 0.0
        self._ended_s = float("-inf")
        self._lit_s = float("-inf")
        self._was_running = False
        self._message = "" if sound else _NO_SOUND
        self._what = Toggle(
            "what", pygame.Rect(632, 22, 600, 72), words=("Sound", "Picture"), enabled=bool(sound)
        )
        self._what.chosen = 0 if sound else 1
        self._value = self._lag.offset_ms
        self._stepper = _stepper()
        self._start = Button("start", _button_rect(0), "Start", suggested=True)
        self._keep = Button("keep", _button_rect(1), "Keep this")
        back = Button("back", _button_rect(2), "Back")
        self._resting = ButtonGroup(
            (self._what, self._stepper.less, self._stepper.more, self._start, self._keep, back)
        )
        self._resting.set_focus("start")
        self._tapping = ButtonGroup((Button("stop", _button_rect(2), "Stop"),))
        self._update()

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
        """While the clicks run, everywhere above the buttons is one large pad."""
        _, design_y = self._layout.to_design(x, y)
        return Grip.INDEX if self.takes_taps and design_y < _TAP_AREA_BOTTOM else None

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
        if action is Action.BACK:
            return OpenSound()
        return self._press(self._resting.act(action))

    def point(self, pointer: Pointer | Scroll) -> Step | None:
        """The buttons."""
        if isinstance(pointer, Scroll):
            return None
        x, y = self._layout.to_design(pointer.x, pointer.y)
        if self._lag.check.is_running:
            if self._tapping.point(pointer, x, y):
                self._stop()
            return None
        if pointer.phase is Phase.DOWN and self._now_s - self._ended_s < SETTLE_S:
            return None
        return self._press(self._resting.point(pointer, x, y))

    def tick(self, now_s: float) -> Step | None:
        """Let the check come to `now_s`."""
        self._now_s = now_s
        self._lag.check.tick(now_s)
        if self._was_running and not self._lag.check.is_running:
            self._end()

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Redraw what has changed since the last call."""
        group = self._tapping if self._lag.check.is_running else self._resting
        taps = self._shown_taps()
        look = (
            *(surface.get_size(), self._value, self._message, taps, reach_ms(taps)),
            *(self._what.chosen, self._lag.check.is_running, *group.look()),
        )
        if self._pictures is None or self._pictures.look != look:
            self._pictures = self._prepare(surface, look)
        return self._pictures.canvas.show(surface, self._sprites(self._pictures))

    @property
    def _name(self) -> str:
        return "picture" if self._what.chosen else "sound"

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

    def _press(self, button: Button | None) -> Step | None:
        match button.name if button else None:
            case "what":
                self._what.chosen = 1 - self._what.chosen
                self._value, self._message = self._lag.offset_ms, ""
            case "offset less" | "offset more" as name:
                step = FINE_STEP_MS if name == "offset more" else -FINE_STEP_MS
                self._value, self._message = in_range_ms(self._value + step), ""
            case "start":
                self._message, self._was_running = "", True
                self._lag.check.start()
            case "keep":
                self._message = self._lag.keep(self._value)
                self._lag.offset_ms = self._value
                self._resting.set_focus("back")
            case "back":
                return OpenSound()
            case _:
                pass
        self._update()
        return None

    def _stop(self) -> None:
        self._lag.check.stop()
        if self._was_running:
            self._end()

    def _end(self) -> None:
        """The clicks are over: show what the taps amount to."""
        self._was_running = False
        self._ended_s = self._now_s
        self._message = _INTERRUPTED if self._lag.check.was_interrupted else ""
        suggested = suggested_ms(self._lag.check.tapped, self._lag.offset_ms)
        if suggested is not None:
            self._value = suggested
        self._update()
        self._resting.set_focus("keep" if self._keep.enabled else "start")

    def _update(self) -> None:
        self._stepper.less.enabled = in_range_ms(self._value - 1) < self._value
        self._stepper.more.enabled = in_range_ms(self._value + 1) > self._value
        has_taps = self._lag.check.count > 0
        self._start.label = "Start again" if has_taps else "Start"
        self._keep.enabled = self._value != self._lag.offset_ms
        self._keep.suggested = self._keep.enabled
        self._start.suggested = not self._keep.enabled

    def _prepare(self, surface: pygame.Surface, look: tuple[object, ...]) -> _Pictures:
        layout = self._layout = Layout(surface.get_size(), self.style)
        picture = surface.copy()
        picture.fill(layout.colours.ground)
        heading = layout.text("Check the timing", 40, layout.colours.text, bold=True)
        layout.put(picture, heading, _LEFT, 58)
        for number, line in enumerate(_WHAT_TO_DO[self._name]):
            layout.put(picture, layout.text(line, 28, layout.colours.dim), _LEFT, 124 + 40 * number)
        panel = self._panel_rect()
        place = layout.rect(panel)
        picture.blit(rounded_box(place.w, place.h, layout.px(24), layout.colours.panel), place)
        scale = TapScale(
            pygame.Rect(panel.left + 50, panel.top + 130, panel.w - 100, 152),
            reach_ms(self._shown_taps()),
        )
        scale.draw(picture, layout)
        self._draw_words(picture, panel)
        self._draw_lane(picture)
        self._draw_buttons(picture)
        return _Pictures(look, layout, Canvas(picture), scale)

    def _draw_words(self, picture: pygame.Surface, panel: pygame.Rect) -> None:
        layout = self._layout
        head, line = self._words()
        room = panel.w - 100
        size = layout.fitting_size(head, 36, room, bold=True)
        label = layout.text(head, size, layout.colours.text, bold=True, most=room)
        layout.put(picture, label, panel.left + 50, panel.top + 46)
        layout.put(
            picture,
            layout.text(line, 26, layout.colours.dim, most=room),
            panel.left + 50,
            panel.top + 92,
        )
        if self._message:
            said = layout.text(self._message, 26, layout.colours.text, most=room)
            layout.put(picture, said, panel.left + 50, panel.bottom - 40)

    def _words(self) -> tuple[str, str]:
        """What there is to say about the taps: in short, and a line more."""
        check, taps = self._lag.check, self._shown_taps()
        if check.is_running:
            left = FEWEST_TAPS - check.count
            more = f"{left} more to go" if left > 0 else "That is enough; go on if you like."
            return words.count(check.count, "tap", "taps"), more
        if taps is None:
            return (
                "Ready when you are",
                "You don't have to. It helps if pinches feel early or late.",
            )
        if taps.count < FEWEST_TAPS:
            return "A few more taps are needed", f"{taps.count} of {FEWEST_TAPS} came in time."
        middle, spread = round(taps.median_s * 1000), round(taps.spread_s * 1000)
        said = f"Your taps are {words.aside(middle)}"
        if suggested_ms(check.tapped, self._lag.offset_ms) == self._lag.offset_ms:
            return said, "That fits. Nothing needs to change."
        return said, f"Give or take {spread} ms. Suggested below; change it if you like."

    def _draw_lane(self, picture: pygame.Surface) -> None:
        layout, x = self._layout, self._lane_x()
        lane = pygame.Rect(0, _LANE_TOP, _LANE_WIDTH, _LANE_BOTTOM - _LANE_TOP)
        lane.centerx = x
        picture.fill(mixed(layout.colours.four[0], layout.colours.ground, 0.14), layout.rect(lane))
        line = pygame.Rect(lane.left - 20, _LINE_Y - 2, lane.w + 40, 4)
        picture.fill(mixed(layout.colours.dim, layout.colours.ground, 0.55), layout.rect(line))
        target = shapes.hollow(
            Shape.CIRCLE, layout.px(_NOTE_RADIUS), layout.colours.four[0], layout.colours.halo
        )
        picture.blit(target, _centred(target, layout.x(x), layout.y(_LINE_Y)))

    def _draw_buttons(self, picture: pygame.Surface) -> None:
        layout = self._layout
        if self._lag.check.is_running:
            self._tapping.draw(picture, layout, has_focus=False)
            say = layout.text("Escape or this button stops.", 26, layout.colours.dim)
            layout.put(picture, say, _button_rect(2).left - 24, _BUTTONS_Y + 36, Align.RIGHT)
            return
        self._resting.draw(picture, layout)
        caption = layout.text(f"The {self._name} comes later by", 24, layout.colours.dim)
        layout.put(picture, caption, _LEFT, _BUTTONS_Y - 26)
        self._stepper.draw(picture, layout, words.signed_ms(self._value))

    def _panel_rect(self) -> pygame.Rect:
        rect = pygame.Rect(_LEFT, _LANE_TOP, _PANEL_WIDTH, _LANE_BOTTOM - _LANE_TOP)
        if self._hand is Hand.LEFT:
            rect.right = _RIGHT
        return rect

    def _lane_x(self) -> int:
        """The middle of the lane, on the side of the hand that pinches."""
        return 1120 if self._hand is Hand.RIGHT else 160

    def _sprites(self, pictures: _Pictures) -> dict[Hashable, Sprite]:
        check, layout = self._lag.check, pictures.layout
        sprites: dict[Hashable, Sprite] = {}
        taps = self._shown_taps()
        if taps:
            sprites |= pictures.scale.sprites(layout, taps)
        if check.is_running:
            sprites |= self._notes(layout, check.song_s + self._ahead_s())
        return sprites

    def _ahead_s(self) -> float:
        """How much ahead of the check's clock notes are drawn: to the sound, as in a song."""
        sound, picture = self._lags["sound"], self._lags["picture"]
        if self._name == "picture" or not sound or not picture:
            return 0.0
        return (picture.offset_ms - sound.offset_ms) / 1000

    def _notes(self, layout: Layout, drawn_s: float) -> dict[Hashable, Sprite]:
        disc = shapes.solid(
            Shape.CIRCLE, layout.px(_NOTE_RADIUS), layout.colours.four[0], layout.colours.halo
        )
        x, made = layout.x(self._lane_x()), dict[Hashable, Sprite]()
        for click in self._lag.check.clicks:
            left_s = click.time_s - drawn_s
            y = _LINE_Y - left_s / APPROACH_S * (_LINE_Y - _LANE_TOP)
            if _LANE_TOP <= y <= _LANE_BOTTOM:
                made[click.time_s] = Sprite(disc, *_centred(disc, x, layout.y(y)))
        if self._now_s - self._lit_s < _LIT_S:
            lit = shapes.ring(layout.px(_NOTE_RADIUS + 14), layout.px(5), layout.colours.text, 255)
            made["lit"] = Sprite(lit, *_centred(lit, x, layout.y(_LINE_Y)))
        return made


def _centred(picture: pygame.Surface, x: int, y: int) -> tuple[int, int]:
    return x - picture.get_width() // 2, y - picture.get_height() // 2


def _stepper() -> Stepper:
    rect = pygame.Rect(_LEFT, _BUTTONS_Y, 330, BUTTON_SIDE)
    less = pygame.Rect(rect.left, rect.top, BUTTON_SIDE, BUTTON_SIDE)
    more = pygame.Rect(rect.right - BUTTON_SIDE, rect.top, BUTTON_SIDE, BUTTON_SIDE)
    return Stepper(
        "offset",
        "",
        rect,
        Button("offset less", less, picture=Icon.LESS),
        Button("offset more", more, picture=Icon.MORE),
    )


def _button_rect(place: int) -> pygame.Rect:
    return pygame.Rect(410 + place * 280, _BUTTONS_Y, 262, _BUTTON_HEIGHT)
