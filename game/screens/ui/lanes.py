"""What moves in the lanes: beat lines, falling notes and tails, and rings where one was hit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import pygame

from game.charting.chart import ChartNote, Grip
from game.screens.ui import fonts, shapes
from game.screens.ui.canvas import Sprite
from game.screens.ui.layout import Layout
from game.screens.ui.note_states import NoteState, NoteStates
from game.screens.ui.playfield import HIT_Y, LANES_TOP, NOTE_RADIUS, Playfield
from game.screens.ui.theme import Colour, GripLook, Shape, mixed
from game.session import Beat

RING_S = 0.36
_RING_STEPS = 10
_RING_FROM, _RING_TO = 50, 72
_OPACITIES = (1.0, 0.75, 0.5, 0.25)
_TAIL_RADIUS = 17
_TAIL_HALO = 4
_LOWEST = 46
"""How far below the line a note that nobody hits still falls."""
_LETTER_SIZE = 30
_LETTER_LINE = 24
_MOST_LETTER_WIDTH = 1.5


@dataclass(frozen=True, slots=True)
class _LanePictures:
    """All pictures of one lane."""

    note: dict[float, pygame.Surface]
    tail: pygame.Surface
    held_tail: pygame.Surface
    rings: tuple[pygame.Surface, ...]


class Lanes:
    """The moving pictures of a playfield at one window size. Times are song seconds."""

    def __init__(
        self,
        layout: Layout,
        field: Playfield,
        looks: Mapping[Grip, GripLook],
        key_labels: Mapping[Grip, str],
        approach_s: float,
    ) -> None:
        self._layout = layout
        self._note_radius = field.note_radius
        self._approach_s = approach_s
        self._top = layout.y(LANES_TOP)
        self._hit = layout.y(HIT_Y)
        self._xs = {lane.grip: layout.x(lane.x) for lane in field.lanes}
        self._left = layout.x(field.left)
        self._pictures = {
            grip: _lane_pictures(layout, look, key_labels.get(grip, ""), field.note_radius)
            for grip, look in looks.items()
        }
        self._beat_lines = {
            starts_bar: _beat_line(layout, field, starts_bar=starts_bar)
            for starts_bar in (False, True)
        }

    def beats(self, beats: Sequence[Beat], song_s: float) -> dict[Hashable, Sprite]:
        """The beat lines between the top of the lanes and the line."""
        first = bisect_left(beats, song_s, key=lambda beat: beat.time_s)
        sprites: dict[Hashable, Sprite] = {}
        for number in range(first, len(beats)):
            beat = beats[number]
            y = self._y(beat.time_s, song_s)
            if y < self._top:
                break
            line = self._beat_lines[beat.starts_bar]
            sprites["beat", number] = Sprite(line, self._left, y - line.get_height() // 2)
        return sprites

    def notes(
        self, notes: Sequence[ChartNote], states: NoteStates, song_s: float
    ) -> tuple[dict[Hashable, Sprite], dict[Hashable, Sprite]]:
        """The tails of long notes, and all notes; those that come later lie below."""
        tails: dict[Hashable, Sprite] = {}
        heads: dict[Hashable, Sprite] = {}
        margin_s = self._approach_s * self._note_radius * shapes.SHAPE_REACH / (HIT_Y - LANES_TOP)
        seen = list(states.seen(song_s, song_s + self._approach_s + margin_s))
        for number in reversed(seen):
            note = notes[number]
            held = states.state(number) is NoteState.HELD
            y = self._hit if held else self._y(note.time_s, song_s)
            y = min(y, self._hit + self._layout.px(_LOWEST))
            shown = _step_down(states.opacity(number, song_s))
            if note.duration_s > 0 and shown == 1.0:
                tail = self._tail(note, y, song_s, held=held)
                if tail:
                    tails["tail", number] = tail
            if not held:
                head = self._head(note.grip, y, shown)
                if head:
                    heads["note", number] = head
        return tails, heads

    def rings(self, hit_since_s: Mapping[Grip, float]) -> dict[Hashable, Sprite]:
        """A ring that grows at each target that was hit so many seconds ago."""
        sprites: dict[Hashable, Sprite] = {}
        for grip, since_s in hit_since_s.items():
            step = int(since_s / RING_S * _RING_STEPS)
            if 0 <= step < _RING_STEPS:
                picture = self._pictures[grip].rings[step]
                sprites["ring", grip] = self._centred(picture, self._xs[grip], self._hit)
        return sprites

    def _y(self, time_s: float, song_s: float) -> int:
        fallen = 1 - (time_s - song_s) / self._approach_s
        return round(self._top + (self._hit - self._top) * fallen)

    def _head(self, grip: Grip, y: int, opacity: float) -> Sprite | None:
        picture = self._pictures[grip].note[opacity]
        return self._cut_at_top(self._centred(picture, self._xs[grip], y))

    def _tail(self, note: ChartNote, y: int, song_s: float, *, held: bool) -> Sprite | None:
        pictures = self._pictures[note.grip]
        picture = pictures.held_tail if held else pictures.tail
        end = self._y(note.end_s, song_s)
        height = y - max(end, self._top)
        if height <= 0:
            return None
        cap = picture.get_width() // 2
        start = min(max(self._top - end, 0), cap)
        height = min(height, picture.get_height() - start)
        left = self._xs[note.grip] - cap
        return Sprite(picture, left, y - height, (0, start, picture.get_width(), height))

    def _cut_at_top(self, sprite: Sprite) -> Sprite | None:
        width, height = sprite.image.get_size()
        hidden = self._top - sprite.y
        if hidden <= 0:
            return sprite
        if hidden >= height:
            return None
        return Sprite(sprite.image, sprite.x, self._top, (0, hidden, width, height - hidden))

    @staticmethod
    def _centred(picture: pygame.Surface, x: int, y: int) -> Sprite:
        return Sprite(picture, x - picture.get_width() // 2, y - picture.get_height() // 2)


def letter_on(
    layout: Layout,
    picture: pygame.Surface,
    look: GripLook,
    letter: str,
    colour: Colour,
    radius: float = NOTE_RADIUS,
) -> pygame.Surface:
    """A copy of a shape's picture with a key's name on it, if there is room.

    Two words stand in two lines, but a triangle has room for the second alone ("3" of "Pad 3").
    """
    picture = picture.copy()
    most = radius * _MOST_LETTER_WIDTH
    lines = [letter]
    if layout.text(letter, fonts.SMALLEST, colour, bold=True).width > layout.px(most):
        lines = letter.split(" ")
        lines = lines[-1:] if look.shape is Shape.TRIANGLE else lines
    size = min(layout.fitting_size(line, _LETTER_SIZE, most, bold=True) for line in lines)
    labels = [layout.text(line, size, colour, bold=True) for line in lines]
    if not letter or len(lines) > 2 or any(one.width > layout.px(most) for one in labels):
        return picture
    middle = picture.get_height() / 2 + shapes.letter_shift(look.shape) * layout.px(radius)
    for number, label in enumerate(labels):
        x = (picture.get_width() - label.width) // 2
        y = middle + (number - (len(labels) - 1) / 2) * layout.px(_LETTER_LINE)
        picture.blit(label.image, (x, round(y) - label.middle))
    return picture


def _lane_pictures(layout: Layout, look: GripLook, letter: str, radius: float) -> _LanePictures:
    body = shapes.solid(look.shape, layout.px(radius), look.colour, look.halo)
    whole = letter_on(layout, body, look, letter, look.on_grip, radius)
    height = layout.y(HIT_Y) - layout.y(LANES_TOP) + layout.px(200)
    return _LanePictures(
        note={share: shapes.faded(whole, round(255 * share)) for share in _OPACITIES},
        tail=_tail_picture(layout, height, mixed(look.colour, layout.colours.ground, 0.55)),
        held_tail=_tail_picture(layout, height, look.colour),
        rings=tuple(_ring_picture(layout, look.colour, step) for step in range(_RING_STEPS)),
    )


def _tail_picture(layout: Layout, height: int, colour: Colour) -> pygame.Surface:
    radius, halo = layout.px(_TAIL_RADIUS), layout.px(_TAIL_HALO)
    outer = shapes.rounded_box(
        2 * (radius + halo), height, radius + halo, layout.colours.halo
    ).copy()
    outer.blit(shapes.rounded_box(2 * radius, height, radius, colour), (halo, halo))
    return outer


def _ring_picture(layout: Layout, colour: Colour, step: int) -> pygame.Surface:
    grown = step / (_RING_STEPS - 1)
    radius = _RING_FROM + (_RING_TO - _RING_FROM) * grown
    return shapes.ring(layout.px(radius), layout.px(4), colour, round(235 * (1 - grown) + 15))


def _beat_line(layout: Layout, field: Playfield, *, starts_bar: bool) -> pygame.Surface:
    left, right = layout.x(field.left), layout.x(field.right)
    thickness = layout.px(3 if starts_bar else 1)
    picture = pygame.Surface((right - left, thickness), pygame.SRCALPHA)
    colour = mixed(layout.colours.text, layout.colours.raised, 0.22 if starts_bar else 0.08)
    for lane in field.lanes:
        start = layout.x(lane.x - lane.width / 2 + 6) - left
        end = layout.x(lane.x + lane.width / 2 - 6) - left
        picture.fill((*colour, 200), (start, 0, end - start, thickness))
    return picture


def _step_down(opacity: float) -> float:
    return next((step for step in _OPACITIES if step <= opacity + 1e-9), _OPACITIES[-1])
