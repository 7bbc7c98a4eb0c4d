"""Draws the pictures of `docs/contact-glove.md`: run it again when the guide changes.

uv run python docs/make_glove_pictures.py
"""

from __future__ import annotations

from html import escape
from pathlib import Path

ROOT = Path(__file__).parent
STEPS = 24
"""Straight pieces of a hanging wire."""
INK, FAINT, SKIN, SKIN_EDGE = "#22303c", "#7d8b97", "#f3dcc8", "#b98f6e"
FOIL, FOIL_EDGE, BOARD, PAPER, TAPE = "#c9d1d8", "#6f7c87", "#2f6f57", "#fbfaf6", "#e9d48a"
WIRES = {
    "thumb": "#22303c",
    "index": "#c97800",
    "middle": "#0b7a66",
    "ring": "#6b4fa3",
    "little": "#b0136b",
}
TIPS = {
    "thumb": (96, 300),
    "index": (168, 120),
    "middle": (246, 84),
    "ring": (322, 108),
    "little": (392, 178),
}
ROOTS = {
    "thumb": (206, 420),
    "index": (206, 330),
    "middle": (254, 318),
    "ring": (302, 326),
    "little": (346, 350),
}
PINS = {"thumb": 414, "index": 176, "middle": 230, "ring": 284, "little": 338}
PIN_X = 646
KEYS = {"index": "1", "middle": "2", "ring": "3", "little": "4", "thumb": "GND"}


def text(x: float, y: float, words: str, size: int = 17, anchor: str = "start") -> str:
    """Words whose line is at `y`."""
    place = f'x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}"'
    return f'<text {place} stroke="none" fill="{INK}">{escape(words)}</text>'


def line(points: list[tuple[float, float]], colour: str, width: float, dash: str = "") -> str:
    """A line through points, with round ends."""
    path = " ".join(f"{x},{y}" for x, y in points)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}" '
        f'stroke-linecap="round" stroke-linejoin="round"{dashed}/>'
    )


def wire(start: tuple[float, float], end: tuple[float, float], colour: str, sag: float) -> str:
    """A wire that hangs between two points."""
    (x1, y1), (x2, y2) = start, end
    shares = [step / STEPS for step in range(STEPS + 1)]
    eased = [share * share * (3 - 2 * share) for share in shares]
    points = [
        (
            round(x1 + (x2 - x1) * share, 1),
            round(y1 + (y2 - y1) * ease + sag * 4 * share * (1 - share), 1),
        )
        for share, ease in zip(shares, eased, strict=True)
    ]
    return line(points, colour, 4)


def box(x: float, y: float, width: float, height: float, fill: str, edge: str = "none") -> str:
    """A rectangle with round corners."""
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="10" fill="{fill}" '
        f'stroke="{edge}" stroke-width="2"/>'
    )


def circle(x: float, y: float, radius: float, fill: str, edge: str) -> str:
    """A disc with an edge."""
    return (
        f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}" stroke="{edge}" stroke-width="2"/>'
    )


def hand() -> list[str]:
    """An open left hand, palm towards whoever looks, with foil on every fingertip."""
    parts: list[str] = []
    for width, colour in ((56, SKIN_EDGE), (52, SKIN)):
        parts += [line([ROOTS[name], TIPS[name]], colour, width) for name in TIPS]
        palm = [(214, 352), (338, 360), (330, 452), (236, 456)]
        parts.append(line([*palm, palm[0]], colour, width + 26))
        parts.append(line([(284, 440), (284, 540)], colour, width + 62))
    parts.append(f'<polygon points="214,352 338,360 330,452 236,456" fill="{SKIN}" stroke="none"/>')
    parts += [circle(*TIPS[name], 23, FOIL, FOIL_EDGE) for name in TIPS]
    return parts


def wiring() -> str:
    """The whole of it: hand, wires, board, plug."""
    parts = hand()
    wrist = {name: (250 + 17 * place, 512) for place, name in enumerate(TIPS)}
    for name, colour in WIRES.items():
        parts.append(line([TIPS[name], ROOTS[name], wrist[name]], colour, 4))
        parts.append(wire(wrist[name], (PIN_X, PINS[name]), colour, 40))
    parts.append(box(236, 490, 100, 30, TAPE, FOIL_EDGE))
    parts.append(text(286, 511, "tape", 16, "middle"))
    parts.append(box(PIN_X - 14, 130, 210, 324, BOARD))
    parts.append(
        f'<text x="{PIN_X + 91}" y="118" font-size="19" font-weight="bold" text-anchor="middle" '
        f'stroke="none" fill="{INK}">USB key encoder</text>'
    )
    for name, y in PINS.items():
        parts.append(circle(PIN_X, y, 9, FOIL, FOIL_EDGE))
        finger = "thumb" if name == "thumb" else f"{name} finger"
        parts.append(
            f'<text x="{PIN_X + 22}" y="{y + 6}" font-size="17" stroke="none" fill="#ffffff">'
            f"{KEYS[name]}: {finger}</text>"
        )
    parts.append(line([(PIN_X + 196, 292), (PIN_X + 240, 292)], INK, 8))
    parts.append(text(PIN_X + 250, 298, "USB"))
    parts.append(text(PIN_X - 14, 486, "All the thumb's foil does is meet the others:", 16))
    parts.append(text(PIN_X - 14, 508, "it goes to the board's ground.", 16))
    return picture(960, 570, parts, "A hand with foil on each fingertip, wired to a key encoder")


def fingertip() -> str:
    """How foil and wire are fixed to a fingertip, in three steps."""
    parts: list[str] = []
    captions = ("1  Wire on foil", "2  Fold it over", "3  Tape it round the fingertip")
    for number, caption in enumerate(captions):
        parts.append(text(150 + 300 * number, 34, caption, 19, "middle"))
    parts.append(box(70, 90, 160, 90, FOIL, FOIL_EDGE))
    parts.append(line([(40, 250), (110, 180), (150, 135)], INK, 5))
    parts.append(line([(150, 135), (185, 110)], "#b87333", 5))
    parts.append(line([(150, 90), (150, 180)], FOIL_EDGE, 2, "6 6"))
    parts.append(text(150, 286, "2 cm of bare wire, foil 4 by 6 cm", 16, "middle"))
    parts.append(box(410, 90, 80, 90, FOIL, FOIL_EDGE))
    parts.append(line([(340, 250), (400, 190), (430, 176)], INK, 5))
    parts += [line([(410, y), (490, y)], FOIL_EDGE, 1.5) for y in (112, 134, 156)]
    parts.append(text(450, 286, "press it flat, no sharp edges", 16, "middle"))
    for width, colour in ((88, SKIN_EDGE), (84, SKIN)):
        parts.append(line([(750, 132), (750, 236)], colour, width))
    parts.append(
        f'<path d="M708,120 a42,42 0 0 1 84,0 v30 h-84 z" fill="{FOIL}" '
        f'stroke="{FOIL_EDGE}" stroke-width="2"/>'
    )
    parts.append(
        f'<rect x="704" y="150" width="92" height="24" fill="{TAPE}" '
        f'stroke="{FOIL_EDGE}" stroke-width="2"/>'
    )
    parts.append(line([(726, 172), (724, 262)], INK, 5))
    parts.append(text(750, 300, "tape below the foil, never over it", 16, "middle"))
    return picture(900, 320, parts, "Foil, wire and tape on a fingertip in three steps")


def picture(width: int, height: int, parts: list[str], title: str) -> str:
    """An SVG of these parts on paper."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'font-family="sans-serif" role="img" aria-label="{escape(title)}">'
        f'<rect width="{width}" height="{height}" rx="18" fill="{PAPER}" stroke="none"/>'
        + "".join(parts)
        + "</svg>\n"
    )


def main() -> None:
    """Write the pictures."""
    (ROOT / "glove-wiring.svg").write_text(wiring(), encoding="utf-8")
    (ROOT / "glove-fingertip.svg").write_text(fingertip(), encoding="utf-8")


if __name__ == "__main__":
    main()
