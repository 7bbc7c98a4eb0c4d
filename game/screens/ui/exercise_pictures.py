"""The nine exercises as drawn pictures that move: one function a motion.

`phase` goes from 0 to 1 during one repetition. Where nothing is to move, the key poses of a motion
stand side by side.
"""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.charting.chart import Grip
from game.coach.exercises import Motion
from game.screens.ui import shapes
from game.screens.ui.shapes import Point
from game.screens.ui.sketch import (
    HEIGHT,
    KNUCKLES,
    THUMB_ROOT,
    THUMB_TIP,
    TIPS,
    WIDTH,
    Limb,
    Sketch,
    arc,
    at,
    between,
    chain,
    eased,
    fingers,
    on_way,
    open_hand,
    palm,
    swing,
    thumb_to,
    turned,
)
from game.screens.ui.theme import Palette, grip_looks

_FOUR = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
_TABLE = pygame.Rect(0, 0, WIDTH, HEIGHT)
KEY_POSES: dict[Motion, tuple[float, ...]] = {
    Motion.PALM_TURN: (0.0, 0.5),
    Motion.WRIST_BEND: (0.0, 0.5),
    Motion.SIDE_TO_SIDE: (0.0, 0.5),
    Motion.ROLLING_GRASP: (0.0, 0.5),
    Motion.WRIST_CURL: (0.0, 0.5),
    Motion.GRIP_AND_RELEASE: (0.0, 0.3, 0.45),
    Motion.PEN_SPIN: (0.05, 0.3),
    Motion.COIN_DROP: (0.1, 0.5, 0.95),
    Motion.FINGER_CURL: (0.12, 0.37, 0.62, 0.87),
}
"""The moments that tell a motion without moving."""


def motion_picture(
    motion: Motion,
    phase: float,
    size: tuple[int, int],
    colours: Palette,
    *,
    is_left: bool = False,
    due: Grip | None = None,
) -> pygame.Surface:
    """A motion at a moment, at most `size` window pixels large.

    `due` is the finger whose turn it is; without it the phase tells, where fingers take turns.
    """
    sketch = Sketch(size, colours)
    if motion is Motion.FINGER_CURL:
        _finger_curl(sketch, phase, due)
    else:
        _SCENES[motion](sketch, phase)
    return sketch.shrunk(is_left=is_left)


def _palm_turn(sketch: Sketch, phase: float) -> None:
    """From above: the forearm on the table rolls, so the hand grows narrow and wide again."""
    sketch.box(_TABLE, sketch.colours.panel)
    part = swing(phase)
    f = between(1, -1, part)
    wrist, y = (190.0, 195.0), 195.0
    forearm = Limb((10, y), 44, wrist, 31)
    flat = [Limb((200, y), 30, (265, y + side * 26 * f), 30) for side in (-1, 1)]
    ends = (392, 412, 402, 372)
    spread = [
        Limb((278, y + offset * f), 16, (end, y + 1.25 * offset * f), 13)
        for offset, end in zip((-37, -12, 13, 36), ends, strict=True)
    ]
    thumb = Limb((218, y - 22 * f), 20, (292, y - 82 * f), 14)
    parts = [forearm, *flat, *spread]
    if abs(f) > 0.4:
        sketch.body([*parts, thumb])
    else:
        sketch.body(parts)
        sketch.body([Limb((222, y - 22 * f), 19, (288, y - 82 * f), 14)])
    edge = sketch.colours.skin_edge
    if f > 0.35:
        for finger in (*spread, thumb):
            x1, y1 = finger.end
            sketch.limb(Limb((x1 - 3, y1), 6 * f, (x1 + 4, y1), 6 * f), edge)
    elif f < -0.35:
        for bow in ((-0.55, 0.15), (0.05, 0.6)):
            points = [
                (225.0, y + 34 * bow[0]),
                (255, y + 40 * sum(bow) / 2),
                (284, y + 34 * bow[1]),
            ]
            sketch.lines(points, edge)
    turn = (200, -20) if phase < 0.5 else (-20, 200)
    way = [
        (110 + 0.35 * (px - 110), py) for px, py in arc((110, y), 88, turn[0] + 90, turn[1] + 90)
    ]
    sketch.arrow(way)


def _wrist_bend(sketch: Sketch, phase: float) -> None:
    """From the side: the elbow on the table, the hand leans back and bends forward."""
    sketch.box(pygame.Rect(0, 318, WIDTH, 42), sketch.colours.panel)
    lean = between(-48, 52, swing(phase))
    elbow, wrist = (225.0, 292.0), (235.0, 172.0)
    knuckle = at(wrist, -90 + lean, 62)
    fingers = chain(knuckle, ((-90 + 1.12 * lean, 34), (-90 + 1.3 * lean, 34)), (21, 13))
    thumb_from = at(wrist, -90 + lean + 12, 26)
    thumb = Limb(thumb_from, 14, at(thumb_from, -62 + lean, 46), 10)
    sketch.body([Limb(elbow, 38, wrist, 25), Limb(wrist, 25, knuckle, 23), *fingers, thumb])
    first, last = (-140, -40) if phase < 0.5 else (-40, -140)
    sketch.arrow(arc(wrist, 160, first, last))


def _side_to_side(sketch: Sketch, phase: float) -> None:
    """From above, palm down: the hand slides from side to side, the forearm lies still."""
    sketch.box(_TABLE, sketch.colours.panel)
    wrist = (240.0, 268.0)
    sketch.body(
        [Limb((240, 400), 42, wrist, 29), *open_hand(wrist, between(-24, 24, swing(phase)))]
    )
    first, last = (-115, -65) if phase < 0.5 else (-65, -115)
    sketch.arrow(arc(wrist, 265, first, last))


def _rolling_grasp(sketch: Sketch, phase: float) -> None:
    """From above: fingers roll round a standing bottle, one joint after the other."""
    sketch.box(_TABLE, sketch.colours.panel)
    middle, near = (250.0, 165.0), 71.0
    part = 3 * swing(phase)
    first, second, third = (eased(part - number) for number in range(3))
    knuckle = at(middle, 88, near + 2)
    one = between(16, -24, first)
    two = one - between(4, 44, second)
    three = two - between(4, 35, third)
    fingers = chain(knuckle, ((one, 62), (two, 50), (three, 40)), (20, 13))
    root = at(middle, 146, near + 6)
    curl = between(46, 0, first)
    thumb = chain(root, ((-104 - curl, 50), (-70 - curl, 40)), (19, 13))
    wrist = (96.0, 330.0)
    palm = [Limb(wrist, 33, root, 30), Limb(root, 30, knuckle, 25), Limb(wrist, 33, knuckle, 25)]
    sketch.body([Limb((20, 392), 42, wrist, 33), *palm, *fingers, *thumb])
    _bottle(sketch, middle, 56)
    way = (62, -40) if phase < 0.5 else (-40, 62)
    sketch.arrow(arc(middle, 150, *way))


def _wrist_curl(sketch: Sketch, phase: float) -> None:
    """From the side: the hand with the bottle sinks over the edge of the table and curls up."""
    sketch.box(pygame.Rect(-20, 214, 250, 40), sketch.colours.panel)
    sketch.box(pygame.Rect(20, 244, 26, 130), sketch.colours.panel)
    wrist = (248.0, 184.0)
    tilt = between(38, -42, swing(phase))
    knuckle = at(wrist, tilt, 82)
    _bottle(sketch, at(at(wrist, tilt, 66), tilt - 90, 55), 36)
    fingers = chain(knuckle, ((tilt - 40, 34), (tilt - 92, 40), (tilt - 152, 34)), (20, 13))
    sketch.body([Limb((0, 176), 42, wrist, 27), Limb(wrist, 27, knuckle, 22), *fingers])
    first, last = (52, -52) if phase < 0.5 else (-52, 52)
    sketch.arrow(arc(wrist, 190, first, last))


def _grip_and_release(sketch: Sketch, phase: float) -> None:
    """From above: a pen is gripped, slid across, let go, and slid back."""
    sketch.box(_TABLE, sketch.colours.panel)
    there, back = eased(phase / 0.32), eased((phase - 0.56) / 0.3)
    x = between(140, 320, there - back)
    opened = max(
        eased((phase - 0.34) / 0.07) - eased((phase - 0.48) / 0.07),
        eased((phase - 0.88) / 0.04) - eased((phase - 0.95) / 0.05),
    )
    palm = (x + 34, 300.0)
    sketch.body(
        [
            Limb((x + 66, 276), 18, (x + 74, 226), 16),
            Limb(palm, 46, (x + 70, 420), 40),
            Limb(palm, 46, (x + 44, 268), 34),
        ]
    )
    _pen(sketch, (x + 2, 150.0), 90)
    index = chain((x + 40, 256), ((-62, 46), (-128 + 46 * opened, 62)), (18, 12))
    thumb = chain((x + 4, 288), ((-118 - 8 * opened, 46), (-90 - 30 * opened, 60)), (18, 13))
    sketch.body([Limb(palm, 40, (x + 34, 268), 32), *index, *thumb])
    sketch.limb(Limb(palm, 42, (x + 70, 420), 36), sketch.colours.skin)
    if phase < 0.32 or 0.56 < phase < 0.86:
        ends = ((110.0, 40.0), (370.0, 40.0))
        sketch.arrow(ends if phase < 0.4 else ends[::-1])


def _pen_spin(sketch: Sketch, phase: float) -> None:
    """From above: a pen turns on the table under thumb and fingers."""
    sketch.box(_TABLE, sketch.colours.panel)
    middle = (240.0, 138.0)
    _pen(sketch, middle, 360 * phase - 20)
    push = swing(2 * phase % 1)
    palm = (262.0, 330.0)
    index = chain((262, 276), ((-108 - 8 * push, 56), (-94 - 22 * push, 58)), (18, 12))
    second = chain((292, 282), ((-98 - 6 * push, 60), (-88 - 18 * push, 62)), (18, 12))
    thumb = chain((214, 312), ((-116 + 4 * push, 58), (-76 + 14 * push, 52)), (18, 13))
    sketch.body([Limb(palm, 50, (290, 430), 44), Limb(palm, 46, (280, 292), 34), *second])
    sketch.body([Limb(palm, 42, (260, 292), 30), *index, *thumb])
    sketch.limb(Limb(palm, 46, (290, 430), 40), sketch.colours.skin)
    sketch.arrow(arc(middle, 122, 180, 330))


def _coin_drop(sketch: Sketch, phase: float) -> None:
    """An open palm: the thumb slides a coin to the index finger, then it is put down."""
    sketch.box(_TABLE, sketch.colours.panel)
    wrist = (170.0, 318.0)
    start, tip = (-6.0, -56.0), (TIPS[0][0], TIPS[0][1] + 6)
    slide, away = eased(phase / 0.45), eased((phase - 0.6) / 0.3)

    def put(point: Point) -> Point:
        return turned(point, wrist, mirrored=True)

    place = on_way(start, tip, slide)
    below = (place[0] - 4, place[1] + 16)
    thumb = on_way(THUMB_TIP, below, eased(phase / 0.08) - away)
    sketch.body([Limb((170, 440), 50, wrist, 37), *palm(put), *fingers(put)])
    for resting in ((16, -40), (24, -66), (2, -84), (-14, -84)):
        _coin(sketch, put(resting))
    sketch.body([thumb_to(put, thumb)])
    sketch.limb(Limb(put((-8, -26)), 26, put(THUMB_ROOT), 21), sketch.colours.skin)
    for number in range(3):
        _coin(sketch, (400.0 - 38 * (number % 2), 300.0 - 38 * (number // 2)))
    _coin(sketch, on_way(put(place), (362, 262), away))
    if phase > 0.5:
        sketch.arrow(arc((262, 250), 128, -78, -18))


def _finger_curl(sketch: Sketch, phase: float, due: Grip | None) -> None:
    """The hand as the game draws it: the thumb goes to one finger after the other."""
    if due in _FOUR:
        number, part = _FOUR.index(due), phase
    else:
        number, part = int(4 * phase) % 4, 4 * phase % 1
    near, wrist = swing(part), (250.0, 322.0)
    knuckle, tip = KNUCKLES[number], TIPS[number]
    meeting = on_way(knuckle, (-40, -66), 0.45)

    def put(point: Point) -> Point:
        return turned(point, wrist)

    others = [finger for place, finger in enumerate(fingers(put)) if place != number]
    sketch.body([Limb((250, 450), 50, wrist, 37), *palm(put), *others])
    joint = put(on_way(on_way(knuckle, tip, 0.5), on_way(knuckle, tip, 0.42), near))
    bent = put(on_way(tip, meeting, near))
    sketch.body([Limb(put(knuckle), 21, joint, 19), Limb(joint, 19, bent, 17)])
    if near < 0.5:
        low = put((knuckle[0] * 0.8, knuckle[1] + 16))
        sketch.limb(Limb(low, 17, put(knuckle), 17), sketch.colours.skin)
    thumb = on_way(THUMB_TIP, (meeting[0] - 2, meeting[1] + 8), near)
    sketch.body([thumb_to(put, thumb)])
    sketch.limb(Limb(put((-6, -24)), 26, put(THUMB_ROOT), 21), sketch.colours.skin)
    looks = grip_looks(_FOUR, sketch.colours)
    for grip, end in zip(_FOUR, TIPS, strict=True):
        look, is_due = looks[grip], grip is _FOUR[number]
        make = shapes.solid if is_due else shapes.hollow
        radius = sketch.px(17 if is_due else 12)
        x, y = put(end)
        above = (x + 0.15 * (x - wrist[0]), y - 46)
        sketch.shape(make(look.shape, radius, look.colour, look.halo), above)


def _coin(sketch: Sketch, middle: Point) -> None:
    sketch.disc(middle, 17, sketch.colours.four[0], sketch.colours.skin_edge)


def _bottle(sketch: Sketch, middle: Point, radius: float) -> None:
    """A bottle with its cap, from above."""
    sketch.disc(middle, radius, sketch.colours.accent, sketch.colours.skin_edge)
    sketch.disc(middle, 0.4 * radius, sketch.colours.text, sketch.colours.skin_edge)


def _pen(sketch: Sketch, middle: Point, degrees: float) -> None:
    """A pen, its tip at the side the angle points to."""
    back, front = at(middle, degrees + 180, 82), at(middle, degrees, 66)
    sketch.body([Limb(back, 9, front, 9)], sketch.colours.accent)
    sketch.limb(Limb(front, 8, at(middle, degrees, 86), 2), sketch.colours.skin_edge)


_SCENES: dict[Motion, Callable[[Sketch, float], None]] = {
    Motion.PALM_TURN: _palm_turn,
    Motion.WRIST_BEND: _wrist_bend,
    Motion.SIDE_TO_SIDE: _side_to_side,
    Motion.ROLLING_GRASP: _rolling_grasp,
    Motion.WRIST_CURL: _wrist_curl,
    Motion.GRIP_AND_RELEASE: _grip_and_release,
    Motion.PEN_SPIN: _pen_spin,
    Motion.COIN_DROP: _coin_drop,
}
