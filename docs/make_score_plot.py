"""Draws `docs/score.svg` from the rules themselves: run it again when the score curve changes.

uv run python docs/make_score_plot.py
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from game.charting.level import first_steps, read_levels
from game.play.score import FULL_UNTIL, GOOD_UNTIL, hit_points

ROOT = Path(__file__).parents[1]
PLOT = ROOT / "docs" / "score.svg"

WIDTH, HEIGHT = 820, 440
LEFT, RIGHT, TOP, BOTTOM = 180, 780, 50, 330
STEPS = 400
SHARES = (-1.0, -GOOD_UNTIL, -FULL_UNTIL, 0.0, FULL_UNTIL, GOOD_UNTIL, 1.0)
WORDS = (
    (-1.0, -GOOD_UNTIL, "Early", "#e3ecf5"),
    (-GOOD_UNTIL, -FULL_UNTIL, "Good", "#dff0e6"),
    (-FULL_UNTIL, FULL_UNTIL, "Great", "#c4e6d2"),
    (FULL_UNTIL, GOOD_UNTIL, "Good", "#dff0e6"),
    (GOOD_UNTIL, 1.0, "Late", "#f6ead9"),
)
INK, FAINT, CURVE = "#22303c", "#9aa7b2", "#1f7a4d"


def x_of(share: float) -> float:
    """Where a share of the window (-1 to 1) lies."""
    return LEFT + (share + 1) / 2 * (RIGHT - LEFT)


def y_of(points: float) -> float:
    """Where 0 to 100 points lie."""
    return BOTTOM - points / 100 * (BOTTOM - TOP)


def signed(value: float, unit: str = "") -> str:
    """`value` with its sign as printed, 0 without."""
    return f"{value:+.0f}{unit}".replace("-", "\u2212") if value else "0"


def text(x: float, y: float, words: str, *, anchor: str = "middle", more: str = "") -> str:
    """One line of writing."""
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}"{more}>{escape(words)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, colour: str, more: str = "") -> str:
    """One straight line."""
    return (
        f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{colour}" '
        f'stroke-width="1"{more}/>'
    )


def words() -> list[str]:
    """The tinted zones, each with what a hit in it is called."""
    drawn: list[str] = []
    for first, last, word, colour in WORDS:
        left, right = x_of(first), x_of(last)
        drawn.append(
            f'<rect x="{left:g}" y="{TOP}" width="{right - left:g}" height="{BOTTOM - TOP}" '
            f'fill="{colour}"/>'
        )
        drawn.append(text((left + right) / 2, TOP - 12, word, more=' font-weight="bold"'))
    return drawn


def axes() -> list[str]:
    """The scale of points, and under the plot the same shares in milliseconds for each level."""
    drawn = [line(LEFT, y_of(points), RIGHT, y_of(points), FAINT) for points in (0, 50, 75, 100)]
    drawn += [
        text(LEFT - 10, y_of(points) + 5, str(points), anchor="end") for points in (0, 50, 75, 100)
    ]
    drawn.append(
        text(
            LEFT - 60,
            (TOP + BOTTOM) / 2,
            "points",
            more=f' transform="rotate(-90 {LEFT - 60} {(TOP + BOTTOM) // 2})"',
        )
    )
    for share in SHARES:
        drawn.append(line(x_of(share), TOP, x_of(share), BOTTOM, FAINT, ' stroke-dasharray="3 4"'))
        drawn.append(text(x_of(share), BOTTOM + 22, signed(share * 100, "%")))
    drawn.append(text(LEFT - 40, BOTTOM + 22, "of the window", anchor="end"))
    for row, level in enumerate(first_steps(read_levels(ROOT / "levels"))):
        y = BOTTOM + 52 + 24 * row
        drawn.append(text(LEFT - 40, y, f"{level.name}, ms", anchor="end"))
        drawn += [text(x_of(share), y, signed(share * level.hit_window_ms)) for share in SHARES]
    return drawn


def curve() -> str:
    """The points of a hit, from one edge of the window to the other."""
    shares = [2 * step / STEPS - 1 for step in range(STEPS + 1)]
    path = " ".join(f"{x_of(share):g},{y_of(hit_points(share, 1.0)):g}" for share in shares)
    return f'<polyline points="{path}" fill="none" stroke="{CURVE}" stroke-width="3"/>'


def plot() -> str:
    """The whole picture as SVG."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="15" '
        f'fill="{INK}">',
        "<title>Points for a hit, by how early or late it is</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        *words(),
        *axes(),
        curve(),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PLOT.write_text(plot(), encoding="utf-8")
