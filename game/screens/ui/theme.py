"""Colours, and what stands for each grip on screen: a colour, a shape and a name.

Nothing rests on colour: shape, place, key letter and name say the same thing. The colours were
chosen for their contrast on the ground (8.1 to 18.4 : 1 for four grips) and for the distance
between them as colour-blind people see them; the second set is for five grips.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from game.charting.chart import Grip
from game.settings import ScreenSettings, Theme
from game.text import later, tr

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a theme.

    `accent` is progress, and the one button a screen suggests; `on_accent` is written on it. `glad`
    is good news: a lead, a new best, stars. `raised` are lines, tracks and buttons at rest. `four`
    and `five` are the colours of the grips, in their order, without and with the key pinch; `halo`
    sets shapes off from what is behind them, `on_grip` is written on them.
    """

    ground: Colour
    panel: Colour
    raised: Colour
    text: Colour
    dim: Colour
    accent: Colour
    on_accent: Colour
    glad: Colour
    skin: Colour
    skin_low: Colour
    skin_edge: Colour
    halo: Colour
    on_grip: Colour
    four: tuple[Colour, Colour, Colour, Colour]
    five: tuple[Colour, Colour, Colour, Colour, Colour]


def _hex(code: str) -> Colour:
    return (int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16))


def _four(codes: str) -> tuple[Colour, Colour, Colour, Colour]:
    first, second, third, fourth = map(_hex, codes.split())
    return first, second, third, fourth


def _five(codes: str) -> tuple[Colour, Colour, Colour, Colour, Colour]:
    first, second, third, fourth, fifth = map(_hex, codes.split())
    return first, second, third, fourth, fifth


DARK = Palette(
    ground=_hex("#0E1420"),
    panel=_hex("#172033"),
    raised=_hex("#2A3750"),
    text=_hex("#FFFFFF"),
    dim=_hex("#B8C4D9"),
    accent=_hex("#57B4E9"),
    on_accent=_hex("#0E1420"),
    glad=_hex("#82E3AE"),
    skin=_hex("#334466"),
    skin_low=_hex("#222E48"),
    skin_edge=_hex("#5E749C"),
    halo=_hex("#0E1420"),
    on_grip=_hex("#0E1420"),
    four=_four("#FFB000 #2EC4A6 #FFFFFF #B79CFF"),
    five=_five("#FFB000 #9BD7FF #FFFFFF #7C9BFF #E85AA8"),
)
LIGHT = Palette(
    ground=_hex("#F7F7F2"),
    panel=_hex("#E6E8E4"),
    raised=_hex("#D2D6D6"),
    text=_hex("#111111"),
    dim=_hex("#414A56"),
    accent=_hex("#00558C"),
    on_accent=_hex("#FFFFFF"),
    glad=_hex("#00563A"),
    skin=_hex("#D9C7B4"),
    skin_low=_hex("#D3C1AD"),
    skin_edge=_hex("#7D6A55"),
    halo=_hex("#FFFFFF"),
    on_grip=_hex("#FFFFFF"),
    four=_four("#0072B2 #B0136B #111111 #8A6100"),
    five=_five("#B84A00 #00694C #111111 #6A3FC4 #8E3B73"),
)
HIGH_CONTRAST = Palette(
    ground=_hex("#000000"),
    panel=_hex("#1A1A1A"),
    raised=_hex("#3A3A3A"),
    text=_hex("#FFFFFF"),
    dim=_hex("#E6E6E6"),
    accent=_hex("#FFE14D"),
    on_accent=_hex("#000000"),
    glad=_hex("#7DFFB0"),
    skin=_hex("#303030"),
    skin_low=_hex("#202020"),
    skin_edge=_hex("#FFFFFF"),
    halo=_hex("#000000"),
    on_grip=_hex("#000000"),
    four=_four("#FFB000 #2EE6C0 #FFFFFF #C9B3FF"),
    five=_five("#FFB000 #AFE0FF #FFFFFF #A4AEFD #FF73B8"),
)
PALETTES = {Theme.DARK: DARK, Theme.LIGHT: LIGHT, Theme.HIGH_CONTRAST: HIGH_CONTRAST}


@dataclass(frozen=True, slots=True)
class Style:
    """How everything is drawn for this player: colours, how large text is, how much moves."""

    palette: Palette = DARK
    text_percent: int = 100
    is_calm: bool = False
    """Nothing pulses, flies or fades for its own sake."""

    @staticmethod
    def of(settings: ScreenSettings) -> Style:
        """What these settings ask for."""
        return Style(PALETTES[settings.theme], settings.text_percent, settings.is_calm)


USUAL = Style()


class Shape(Enum):
    """The outline that stands for a grip."""

    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    HEXAGON = "hexagon"


@dataclass(frozen=True, slots=True)
class GripLook:
    """How a grip is shown and named.

    `name` stands under its target, `to_do` is the line of words while it is due, `came` begins
    "... came first". `halo` is round its shape, `on_grip` is written on it.
    """

    name: str
    to_do: str
    came: str
    shape: Shape
    colour: Colour
    halo: Colour
    on_grip: Colour


_NAMES = {
    Grip.INDEX: (later("Index"), later("Thumb to index finger"), later("Index finger")),
    Grip.MIDDLE: (later("Middle"), later("Thumb to middle finger"), later("Middle finger")),
    Grip.RING: (later("Ring"), later("Thumb to ring finger"), later("Ring finger")),
    Grip.LITTLE: (later("Little"), later("Thumb to little finger"), later("Little finger")),
    Grip.KEY: (later("Side"), later("Thumb to side of index finger"), later("Side pinch")),
}
_SHAPES = {
    Grip.INDEX: Shape.CIRCLE,
    Grip.MIDDLE: Shape.SQUARE,
    Grip.RING: Shape.TRIANGLE,
    Grip.LITTLE: Shape.DIAMOND,
    Grip.KEY: Shape.HEXAGON,
}
_ORDER: tuple[Grip, ...] = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE, Grip.KEY)


def grip_looks(grips: Collection[Grip], palette: Palette = DARK) -> dict[Grip, GripLook]:
    """How each of `grips` is shown when just these are switched on."""
    colours = palette.five if Grip.KEY in grips else palette.four
    of_grip = dict(zip(_ORDER, colours, strict=False))
    looks: dict[Grip, GripLook] = {}
    for grip in grips:
        name, to_do, came = map(tr, _NAMES[grip])
        shape, colour = _SHAPES[grip], of_grip[grip]
        looks[grip] = GripLook(name, to_do, came, shape, colour, palette.halo, palette.on_grip)
    return looks


def mixed(colour: Colour, ground: Colour, share: float) -> Colour:
    """`share` (0 to 1) of `colour` over `ground`."""
    return (
        round(ground[0] + (colour[0] - ground[0]) * share),
        round(ground[1] + (colour[1] - ground[1]) * share),
        round(ground[2] + (colour[2] - ground[2]) * share),
    )


def contrast(first: Colour, second: Colour) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
