"""Charts and pinches for property tests: every chart is legal, no sequence of pinches is spared."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from game.charting.chart import Chart, ChartNote, Grip
from game.play.events import Pinch
from tests.play.timelines import chart_of

US = 1_000_000


@dataclass(frozen=True)
class Played:
    """A chart, a hit window and what somebody did, in order of time."""

    chart: Chart
    window_s: float
    pinches: list[Pinch]


@st.composite
def charts(draw: st.DrawFn, window_ms: int, max_notes: int = 12) -> Chart:
    """Charts that honour the promise of two windows between notes of one grip; chords and all."""
    free_from: dict[Grip, int] = {}
    notes: list[ChartNote] = []
    tick = draw(st.integers(-5_000, 5_000))
    for _ in range(draw(st.integers(0, max_notes))):
        tick += draw(st.sampled_from([0, 1, 500, window_ms * 10, window_ms * 20, 12_345]))
        grip = draw(st.sampled_from(Grip))
        onset = max(tick, free_from.get(grip, tick))
        length = draw(st.sampled_from([0, 0, 0, 1, window_ms * 10, 7_000]))
        tick = onset
        notes.append(ChartNote(onset / 10_000, grip, 60, length / 10_000))
        free_from[grip] = onset + max(window_ms * 20, length)
    return chart_of(*notes)


@st.composite
def pinches_near(draw: st.DrawFn, chart: Chart, window_ms: int) -> list[Pinch]:
    """Pinches around the notes, on their edges, with other fingers, twice, anywhere, at once."""
    window = window_ms * 1000
    on_edges = st.sampled_from([-window - 1, -window, -window + 1, window, window + 1, 0])
    offsets = on_edges | st.integers(-2 * window, 2 * window)
    times: list[int] = []
    grips: list[Grip] = []
    for note in chart.notes:
        for _ in range(draw(st.integers(0, 2))):
            times.append(round(note.time_s * US) + draw(offsets))
            grips.append(draw(st.sampled_from([note.grip, note.grip, *Grip])))
    for _ in range(draw(st.integers(0, 3))):
        times.append(draw(st.integers(-2 * US, 20 * US)))
        grips.append(draw(st.sampled_from(Grip)))
    found = [
        Pinch(time / US, grip, draw(st.booleans() | st.just(True)))
        for time, grip in zip(times, grips, strict=True)
    ]
    return sorted(found, key=lambda pinch: pinch.time_s)


@st.composite
def played(draw: st.DrawFn) -> Played:
    """A chart and what somebody made of it."""
    window_ms = draw(st.sampled_from([20, 120, 200, 350]))
    chart = draw(charts(window_ms))
    return Played(chart, window_ms / 1000, draw(pinches_near(chart, window_ms)))


def moments(first_s: float = -3.0, last_s: float = 25.0) -> st.SearchStrategy[list[float]]:
    """Moments in order of time, unevenly spread, some of them equal."""
    return st.lists(st.floats(first_s, last_s), max_size=40).map(sorted)
