"""Finding out what each finger can do: three pinches, then as many as are comfortable in 10 s.

Whatever is bound to a finger pinches, and so does touching it on the drawn hand. Nothing is lost by
leaving: only a reach that is over is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import pygame

from game.charting.chart import Grip
from game.coach.reach import TRIES
from game.coach.reaching import (
    Phase,
    Reaching,
    begun,
    gone_on,
    interrupted,
    once_more,
    passed,
    pressed,
    reach_of,
    rested,
)
from game.inputs.actions import Action, Pointer, Scroll
from game.inputs.actions import Phase as PointerPhase
from game.inputs.contact import Contact
from game.play.events import InputKind
from game.screens.reach_steps import LeaveReach, ReachEnded
from game.screens.screen import Screen
from game.screens.steps import Step
from game.screens.ui import fonts, reach_words, shapes
from game.screens.ui.button import Button, ButtonGroup
from game.screens.ui.hand_stage import HandStage, draw_words
from game.screens.ui.layout import Layout
from game.screens.ui.lined_button import LinedButton
from game.screens.ui.ring import STEPS, ring_picture
from game.screens.ui.theme import grip_looks
from game.settings import Hand
from game.text import tr

HOLD_S = 3.0
"""So long another finger is held to let the one that is asked for rest, where there is nothing but
pinches."""
_QUIET_S = 0.5
"""So long after a finger has begun, it can't rest: who chose "Go on" a little late meant that."""
_BUTTON = pygame.Rect(0, 452, 288, 132)
_BELOW = pygame.Rect(0, 604, 288, 88)
_LEFT = {Hand.RIGHT: 968, Hand.LEFT: 24}
_LEAST_FIGURE = 168
_RADIUS, _LEAST_RADIUS, _STROKE = 118, 66, 14
_SHAPE_RADIUS, _SHAPE_STEP = 46, 150
_CALM_STEPS = 10
"""Where motion is to be calm the ring empties in so many steps."""


class ReachDesk(Protocol):
    """Lets pinches be heard."""

    def tick(self) -> None:
        """A pinch counts."""
        ...

    def used(self, kind: InputKind) -> None:
        """Something of this kind was pressed."""
        ...


class ReachScreen(Screen):
    """Asks `hand_used` for `grips`, one after the other. `labels` are what each finger presses."""

    def __init__(
        self,
        hand_used: Hand,
        grips: Sequence[Grip],
        labels: Mapping[Grip, str],
        desk: ReachDesk,
    ) -> None:
        self.reaching: Reaching = begun(hand_used, grips, 0.0)
        self._desk = desk
        self._stage = HandStage(grips, hand_used)
        self._stage.name({grip: labels[grip] for grip in grips if grip in labels})
        self._looks = grips
        self._left = _LEFT[hand_used]
        self._held_since_s: float | None = None
        self._now_s = 0.0
        self._layout: Layout | None = None
        self._drawn: tuple[object, ...] | None = None
        self._drawn_step = STEPS
        self._room = pygame.Rect(0, 0, 0, 0)
        """Where the shapes or the ring are, in design pixels."""
        self._buttons = ButtonGroup(self._offered())

    @property
    def takes_pinches(self) -> bool:
        """See `Screen`: fingers steer nothing here."""
        return True

    @property
    def shows_hint(self) -> bool:
        """See `Screen`."""
        return True

    @property
    def buttons(self) -> Sequence[Button]:
        """What can be chosen now."""
        return self._buttons.buttons

    def act(self, action: Action) -> Step | None:
        """Arrows move between the buttons, OK (or Start on a gamepad) chooses, back leaves."""
        if action is Action.BACK:
            return LeaveReach()
        chosen = self._buttons.act(Action.OK if action is Action.PAUSE else action)
        return self.choose(chosen.name) if chosen else None

    def point(self, pointer: Pointer | Scroll) -> Step | None:
        """The buttons."""
        if isinstance(pointer, Scroll) or self._layout is None:
            return None
        chosen = self._buttons.point(pointer, *self._layout.to_design(pointer.x, pointer.y))
        return self.choose(chosen.name) if chosen and pointer.phase is PointerPhase.UP else None

    def choose(self, name: str) -> Step | None:
        """A button was chosen."""
        match name:
            case "rest":
                if self._now_s - self.reaching.since_s >= _QUIET_S:
                    self._change(rested)
            case "on":
                self._change(gone_on)
            case "again":
                self._change(once_more)
            case _:
                return LeaveReach()
        return None

    def pinch(self, contact: Contact) -> Step | None:
        """A finger came, or let go."""
        source = (contact.kind, contact.grip)
        self._held_since_s = None
        if not contact.down:
            self._stage.let_go(source)
            return None
        self._stage.touch(source, contact.grip)
        self._desk.used(contact.kind)
        before = self.reaching
        if before.asked not in (None, contact.grip):
            self._held_since_s = contact.stamp_s
        self._set(pressed(before, contact.grip, contact.stamp_s))
        if _counts(before, self.reaching):
            self._desk.tick()
        return None

    def pad_at(self, x: float, y: float) -> Grip | None:
        """The finger of the drawn hand under a window pixel."""
        return None if self._button_at(x, y) else self._stage.grip_at(x, y)

    def is_open_at(self, x: float, y: float) -> bool:
        """Everywhere but on the buttons."""
        return not self._button_at(x, y)

    def focus_lost(self) -> None:
        """Nobody looks: what is down is never seen to come up, and a count begins anew."""
        self._stage.forget()
        self._held_since_s = None
        self._change(interrupted)

    def tick(self, now_s: float) -> Step | None:
        """Time goes by for the clock and for the rest; after the last finger it is over."""
        if not self._now_s:
            self.reaching = begun(self.reaching.hand, self.reaching.grips, now_s)
        self._now_s = now_s
        self._set(passed(self.reaching, now_s))
        if self._held_since_s is not None and now_s - self._held_since_s >= HOLD_S:
            self._held_since_s = None
            self._change(rested)
        if self.reaching.phase is Phase.OVER:
            return ReachEnded(reach_of(self.reaching))
        return None

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Redraw everything if anything has changed; the ring alone while only time goes by."""
        layout = Layout(surface.get_size(), self.style)
        hand = self._stage.look(self._now_s, is_calm=self.style.is_calm)
        now, step = self.reaching, self._ring_step()
        stands = (now.phase, now.asked, now.tries, len(now.counted), now.came, len(now.found))
        look = (layout, hand, *stands, *self._buttons.look())
        if look == self._drawn and step == self._drawn_step:
            return []
        is_ring_alone, self._drawn_step = look == self._drawn, step
        if is_ring_alone:
            return [self._draw_count(surface, layout, step)]
        self._drawn, self._layout = look, layout
        self._stage.draw(surface, layout, now.asked, self._now_s)
        self._buttons.draw(surface, layout)
        if now.phase is Phase.OVER:
            return [surface.get_rect()]
        self._room = draw_words(surface, layout, reach_words.words_of(now), below=_LEAST_FIGURE)
        if now.phase is Phase.ASKED:
            self._draw_shapes(surface, layout, self._room)
        else:
            self._draw_count(surface, layout, step)
        return [surface.get_rect()]

    def _draw_shapes(self, surface: pygame.Surface, layout: Layout, room: pygame.Rect) -> None:
        """The finger's shape three times, filled as often as it has come."""
        asked = self.reaching.asked
        assert asked is not None
        look = grip_looks(self._looks, layout.colours)[asked]
        radius = layout.px(_SHAPE_RADIUS)
        for number in range(TRIES):
            make = shapes.solid if number < self.reaching.tries else shapes.hollow
            picture = make(look.shape, radius, look.colour, look.halo)
            x = room.centerx + (number - (TRIES - 1) / 2) * _SHAPE_STEP
            where = picture.get_rect(center=(layout.x(x), layout.y(room.centery)))
            surface.blit(picture, where)

    def _draw_count(self, surface: pygame.Surface, layout: Layout, step: int) -> pygame.Rect:
        """How many there are, in a ring that shows how much of the time is left, on the bare
        ground. The result is where that is."""
        now, colours, room = self.reaching, layout.colours, self._room
        radius = min(_RADIUS, max(room.h // 2, _LEAST_RADIUS))
        is_rest = now.asked is None
        colour = colours.dim if now.asked is None else self._colour(layout, now.asked)
        ring = ring_picture(layout.px(radius), layout.px(_STROKE), step, colour, colours.raised)
        place = ring.get_rect(center=(layout.x(room.centerx), layout.y(room.centery)))
        surface.fill(colours.ground, place)
        surface.blit(ring, place)
        count = now.found[-1].presses if is_rest and now.found else len(now.counted)
        label = fonts.render(str(count), layout.px(radius), colours.text, bold=True)
        surface.blit(label.image, (place.centerx - label.width // 2, place.centery - label.middle))
        return place

    def _colour(self, layout: Layout, grip: Grip) -> tuple[int, int, int]:
        return grip_looks(self._looks, layout.colours)[grip].colour

    def _ring_step(self) -> int:
        """How much of the ring is left to see."""
        left = self.reaching.left(self._now_s)
        steps = _CALM_STEPS if self.style.is_calm else STEPS
        return round(left * steps) * (STEPS // steps)

    def _offered(self) -> tuple[Button, ...]:
        below = _BELOW.move(self._left, 0)
        place = _BUTTON.move(self._left, 0)
        if self.reaching.asked is None:
            return (
                LinedButton("on", place, tr("Go on"), suggested=True),
                LinedButton("again", below, tr("Once more")),
            )
        return (
            LinedButton("rest", place, tr("This finger rests today")),
            LinedButton("leave", below, tr("Leave")),
        )

    def _button_at(self, x: float, y: float) -> bool:
        if self._layout is None:
            return False
        at = self._layout.to_design(x, y)
        return any(button.rect.collidepoint(at) for button in self.buttons)

    def _change(self, change: Callable[[Reaching, float], Reaching]) -> None:
        self._set(change(self.reaching, self._now_s))

    def _set(self, reaching: Reaching) -> None:
        was_rest, self.reaching = self.reaching.asked is None, reaching
        if was_rest != (reaching.asked is None):
            self._buttons.replace(self._offered())


def _counts(before: Reaching, after: Reaching) -> bool:
    """Whether the pinch between them meant something."""
    is_same_finger = len(before.found) == len(after.found)
    return is_same_finger and after.tries + len(after.counted) > before.tries + len(before.counted)
