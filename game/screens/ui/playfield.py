"""Where lanes, fingers and pads are, in design pixels. Draws nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from game.charting.chart import Grip
from game.settings import Hand, Place, ScreenSettings

LANES_TOP = 112
HIT_Y = 516
MIDDLE_X = 640
NOTE_RADIUS = 34
"""Of a note where there is room; see `Playfield.note_radius`."""
_FINGERS = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
_PITCH = 146
_PITCH_OF_FIVE = 126
_LANE_GAP = 16
_MOST_SHIFT = 48
_MOST_SHIFT_OF_FIVE = 40
THUMB_TIP_Y = 644
_THUMB_ASIDE = 80
"""How far the thumb's tip is outside the first finger's lane."""
_NOTE_SHARE = 0.38
"""A note's radius is at most this share of the way from lane to lane."""
_TIP_RADIUS = 47
_BETWEEN_TIPS = 5
_BESIDE_TIP = 14
BESIDE_THUMB = 48
"""So far a thumb is seen beside its tip."""
_SIDES = (24, 1256)


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
    pitch: float = _PITCH
    """From the middle of a lane to that of the next."""

    @property
    def note_radius(self) -> float:
        """How large a note is."""
        return min(NOTE_RADIUS, self.pitch * _NOTE_SHARE)

    @property
    def tip_radius(self) -> float:
        """How large a fingertip is."""
        return min(_TIP_RADIUS, (self.pitch - _BETWEEN_TIPS) / 2)

    @property
    def scale(self) -> float:
        """How wide the hand is, 1 for the usual width."""
        return self.pitch / (_PITCH_OF_FIVE if Grip.KEY in self._grips else _PITCH)

    @property
    def reach(self) -> tuple[float, float]:
        """How far lanes and hand go to the left and to the right."""
        xs = [
            x + side * (self.tip_radius + _BESIDE_TIP)
            for x in self.tips.values()
            for side in (-1, 1)
        ]
        thumb = [self.thumb[0] - BESIDE_THUMB, self.thumb[0] + BESIDE_THUMB]
        return min(self.left, *xs, *thumb), max(self.right, *xs, *thumb)

    @property
    def _grips(self) -> set[Grip]:
        return {lane.grip for lane in self.lanes}

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


def playfield(
    grips: Collection[Grip], hand: Hand, screen: ScreenSettings | None = None
) -> Playfield:
    """Lanes for `grips`, in the order in which the fingers lie, seen on the back of `hand`.

    The side pinch is beside the index finger, next to the thumb. In the middle of the screen the
    hand moves half a lane at most to bring the lanes in use towards the middle; at a side, lanes
    and hand are as near to it as they can be.
    """
    screen = screen or ScreenSettings()
    share = screen.lanes_percent / 100
    with_side = Grip.KEY in grips
    order = (Grip.KEY, *_FINGERS) if with_side else _FINGERS
    pitch = (_PITCH_OF_FIVE if with_side else _PITCH) * share
    offsets = {grip: (place - (len(order) - 1) / 2) * pitch for place, grip in enumerate(order)}
    used = [offsets[grip] for grip in grips]
    most = (_MOST_SHIFT_OF_FIVE if with_side else _MOST_SHIFT) * share
    shift = min(max(-(min(used) + max(used)) / 2, -most), most)
    towards = 1 if hand is Hand.RIGHT else -1
    xs = {grip: MIDDLE_X + towards * (offset + shift) for grip, offset in offsets.items()}
    aside = 0 if with_side else _THUMB_ASIDE * max(share, 0.8)
    thumb = (xs[order[0]] - towards * aside, THUMB_TIP_Y + (16 if with_side else 0))
    lanes = [Lane(grip, xs[grip], pitch - _LANE_GAP, pitch) for grip in order if grip in grips]
    field = Playfield(
        lanes=tuple(sorted(lanes, key=lambda lane: lane.x)),
        tips={grip: xs[grip] for grip in _FINGERS},
        thumb=thumb,
        hand=hand,
        pitch=pitch,
    )
    return _moved(field, _way_to(field, screen.lanes_place))


def _way_to(field: Playfield, place: Place) -> float:
    """How far a field in the middle goes to be where it is wanted."""
    left, right = field.reach
    if place is Place.LEFT:
        return _SIDES[0] - left
    if place is Place.RIGHT:
        return _SIDES[1] - right
    return min(max(0.0, _SIDES[0] - left), _SIDES[1] - right)


def _moved(field: Playfield, by: float) -> Playfield:
    return replace(
        field,
        lanes=tuple(replace(lane, x=lane.x + by) for lane in field.lanes),
        tips={grip: x + by for grip, x in field.tips.items()},
        thumb=(field.thumb[0] + by, field.thumb[1]),
    )
