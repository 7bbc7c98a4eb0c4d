"""The figures of one chart in words and as JSON: `thumbtune chart FILE --report`."""

from __future__ import annotations

from collections.abc import Sequence

from game.charting.chart import Chart, Grip
from game.charting.figures import gap_violations, hand_figures, kept_figures
from game.charting.level import Level
from game.charting.metre import Metre
from game.cli.shared import grip_word
from game.music.song import Note
from game.text import later, tr

_WIDTH = 24
"""Of the column of words."""
_WORDS = {
    "tune_notes": later("tune notes"),
    "kept_notes": later("kept notes"),
    "notes_a_second": later("notes a second"),
    "on_a_grid": later("on a grid"),
    "downbeats_kept": later("downbeats kept"),
    "phrases_begun": later("phrases begun"),
    "equal_bars_equal": later("equal bars equal"),
    "gap_violations": later("gap violations"),
    "contour_kept": later("contour kept"),
    "reversed": later("reversed"),
    "repeats_stay": later("repeats stay"),
    "motifs_alike": later("motifs alike"),
    "shares": later("shares"),
    "longest_run": later("longest run"),
}


def report(
    tune: Sequence[Note], kept: Sequence[Note], chart: Chart, level: Level, metre: Metre
) -> dict[str, object]:
    """What `game.charting.figures` says of a chart, `kept` being its notes in the song."""
    lanes = [chart.grips.index(note.grip) for note in chart.notes]
    hand = hand_figures(kept, lanes, len(chart.grips), chart.speed_percent)
    thinned = kept_figures(tune, kept, metre, chart.speed_percent)
    shares = zip(chart.grips, hand.lane_shares, strict=True)
    return {
        "tune_notes": len(tune),
        "kept_notes": len(kept),
        "notes_a_second": _rounded(thinned.rate_per_s),
        "on_a_grid": metre.holds,
        "downbeats_kept": _rounded(thinned.downbeats),
        "phrases_begun": _rounded(thinned.phrases),
        "equal_bars_equal": _rounded(thinned.equal_bars),
        "gap_violations": gap_violations(chart, level),
        "contour_kept": _rounded(hand.contour),
        "reversed": _rounded(hand.reversed),
        "repeats_stay": _rounded(hand.repeats),
        "motifs_alike": _rounded(hand.motifs),
        "shares": {grip.name.lower(): _rounded(share) for grip, share in shares},
        "longest_run": hand.longest_run,
    }


def in_words(figures: dict[str, object]) -> str:
    """A report, a line a figure."""
    lines: list[str] = []
    for name, value in figures.items():
        words = tr(_WORDS[name])
        if isinstance(value, dict):
            shares = {Grip[name.upper()]: share for name, share in value.items()}
            told = ", ".join(f"{grip_word(grip)} {share}" for grip, share in shares.items())
        else:
            told = _told(value)
        lines.append(f"  {words:{_WIDTH}} {told}")
    return "\n".join(lines)


def _told(value: object) -> str:
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    return "-" if value is None else str(value)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
