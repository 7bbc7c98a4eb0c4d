"""`docs/score.md` and its plot say what the rules do."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

from game.charting.level import first_steps, read_levels
from game.play.score import (
    EDGE_POINTS,
    FULL_POINTS,
    FULL_UNTIL,
    GOOD_UNTIL,
    HOLD_SHARE_PERCENT,
    STAR_ACCURACIES,
    hit_points,
)

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "score.md").read_text(encoding="utf-8").replace("\n", " ")


def test_the_plot_is_what_its_script_draws_from_the_rules() -> None:
    drawn = runpy.run_path(str(ROOT / "docs" / "make_score_plot.py"))["plot"]()
    assert (ROOT / "docs" / "score.svg").read_text(encoding="utf-8") == drawn


def test_the_curve_in_the_plot_lies_where_the_points_are() -> None:
    svg = (ROOT / "docs" / "score.svg").read_text(encoding="utf-8")
    found = re.search(r'<polyline points="([^"]+)"', svg)
    assert found
    corners = [tuple(map(float, corner.split(","))) for corner in found[1].split()]
    left, right = corners[0][0], corners[-1][0]
    edge_y, full_y = corners[0][1], corners[len(corners) // 2][1]
    for x, y in corners:
        share = 2 * (x - left) / (right - left) - 1
        points = 50 + 50 * (edge_y - y) / (edge_y - full_y)
        assert abs(points - hit_points(share, 1.0)) <= 1


def test_the_page_gives_the_numbers_of_the_rules() -> None:
    assert (FULL_POINTS, EDGE_POINTS, FULL_UNTIL, GOOD_UNTIL) == (100, 50, 0.25, 0.6)
    at_good = hit_points(GOOD_UNTIL, 1.0)
    assert f"| up to 60 % of it | Good | 100 to {at_good} |" in PAGE
    assert f"Early or Late | {at_good} to 50 |" in PAGE
    assert f"{HOLD_SHARE_PERCENT} % for holding" in PAGE
    stars = [f"{accuracy:.0%}".rstrip("%") for accuracy in STAR_ACCURACIES]
    assert f"{', '.join(stars[:-1])} and {stars[-1]} %" in PAGE
    levels = first_steps(read_levels(ROOT / "levels"))
    gentle, moderate, challenging = (level.hit_window_ms for level in levels)
    assert f"{gentle} ms to either side of the note on Gentle, {moderate} on Moderate" in PAGE
    assert f"{challenging} on Challenging" in PAGE
