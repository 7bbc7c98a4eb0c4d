"""Figures of a sample, and tables of them, as every benchmark here prints."""

from __future__ import annotations

from collections.abc import Sequence


def at_share(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of `values` lie at or below; there must be some."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def median(values: Sequence[float]) -> float:
    """The middle one of `values`."""
    return at_share(values, 0.5)


def print_table(title: str, heading: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A Markdown table with its title; floats are printed with two decimals."""
    lines = [[_cell(value) for value in row] for row in [heading, *rows]]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heading))]
    lines.insert(1, ["-" * width for width in widths])
    print(f"\n{title}\n")
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        print(f"| {' | '.join(cells)} |", flush=True)


def _cell(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)
