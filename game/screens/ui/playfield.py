"""Where lanes, fingers and pads are, in design pixels. Draws nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from game.charting.chart import Grip
from game.settings import Hand

LANES_TOP = 112
HIT_Y = 516
MIDDLE_X = 640
NOTE_RADIUS = 34
_FINGERS = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
_PITCH = 146
_PITCH_OF_FIVE = 126
_LANE_GAP = 16
_MOST_SHIFT = 48
_MOST_SHIFT_OF_FIVE = 40
THUMB_TIP_Y = 644
_THUMB_ASIDE = 80
"""How far the thumb's tip is outside the first finger's lane."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: its grip, its middle and its width. Its pad is a little wider, without gaps."""

    grip: Grip
    x: float
    width: float
    pad_width: float


@dataclass(frozen=True, slots=True)
class Playfield:
    """The lanes from left to right, where every fingertip is, used or not, and the thumb's tip."""

    lanes: tuple[Lane, ...]
    tips: dict[Grip, float]
    thumb: tuple[float, float]
    hand: Hand

    @property
    def left(self) -> float:
        """The left edge of the first lane."""
        return self.lanes[0].x - self.lanes[0].width / 2

    @property
    def right(self) -> float:
        """The right edge of the last lane."""
        return self.lanes[-1].x + self.lanes[-1].width / 2

    @property
    def middle(self) -> float:
        """Half-way between the edges of the lanes."""
        return (self.left + self.right) / 2

    @property
    def outwards(self) -> int:
        """The thumb's side: -1 left (right hand), 1 right (left hand)."""
        return -1 if self.hand is Hand.RIGHT else 1

    def lane(self, grip: Grip) -> Lane:
        """The lane of a grip in use."""
        return next(lane for lane in self.lanes if lane.grip is grip)

    def grip_at(self, x: float, y: float) -> Grip | None:
        """The lane pad at a design point: the whole column, down past the finger."""
        if y < LANES_TOP:
            return None
        return next(
            (lane.grip for lane in self.lanes if abs(x - lane.x) <= lane.pad_width / 2), None
        )


def playfield(grips: Collection[Grip], hand: Hand) -> Playfield:
    """Lanes for `grips`, in the order in which the fingers lie, seen on the back of `hand`.

    The side pinch is beside the index finger, next to the thumb. The hand moves half a lane at most
    to bring the lanes in use towards the middle.
    """
    with_side = Grip.KEY in grips
    order = (Grip.KEY, *_FINGERS) if with_side else _FINGERS
    pitch = _PITCH_OF_FIVE if with_side else _PITCH
    offsets = {grip: (place - (len(order) - 1) / 2) * pitch for place, grip in enumerate(order)}
    used = [offsets[grip] for grip in grips]
    most = _MOST_SHIFT_OF_FIVE if with_side else _MOST_SHIFT
    shift = min(max(-(min(used) + max(used)) / 2, -most), most)
    towards = 1 if hand is Hand.RIGHT else -1
    xs = {grip: MIDDLE_X + towards * (offset + shift) for grip, offset in offsets.items()}
    lanes = [Lane(grip, xs[grip], pitch - _LANE_GAP, pitch) for grip in order if grip in grips]
    thumb_x = xs[order[0]] - towards * (0 if with_side else _THUMB_ASIDE)
    thumb_y = THUMB_TIP_Y + (16 if with_side else 0)
    return Playfield(
        lanes=tuple(sorted(lanes, key=lambda lane: lane.x)),
        tips={grip: xs[grip] for grip in _FINGERS},
        thumb=(thumb_x, thumb_y),
        hand=hand,
    )
