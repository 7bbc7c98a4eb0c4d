"""Runs drawn as timelines, so that the test of a rule reads like the rule.

    ms      880     1000         1500
    chart           I============|
    pinch   I                    i
    told    hit0                 held0

The first line sets the moments, in milliseconds; everything below stands under its moment. A row
may be drawn in several lines, where one would be too full.

- `chart`: a letter is a short note of that grip (`I`ndex, `M`iddle, `R`ing, `L`ittle, `K`ey), two
  letters two notes at once; `I===|` is a note to be held until the bar.
- `pinch`: a capital letter meets the thumb, a small one parts from it, in the order written.
- `told`: what the engine tells, joined by `+`: `hit0`, `passed0`, `held0`, `let-go0`, `M-for-0`
  (the middle finger came while note 0 was due) and `extra:M`. Notes are numbered in chart order.
- `word` (optional): what each hit is called. `points` (optional): what each moment brought.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import dedent

from game.charting.chart import Chart, ChartNote, Grip
from game.play.engine import Engine
from game.play.events import (
    Event,
    ExtraContact,
    Hit,
    OtherFinger,
    Passed,
    Pinch,
    Released,
    Sustained,
)
from game.play.replay import Replay
from game.play.run import Run
from game.play.score import ScoreKeeper, judgement

GRIPS = {grip.name[0]: grip for grip in Grip}
ALL_GRIPS = tuple(Grip)


@dataclass(frozen=True)
class Window:
    """A hit window alone: all of a level that the rules ask for."""

    hit_window_s: float = 0.12


def chart_of(*notes: ChartNote, grips: tuple[Grip, ...] = ALL_GRIPS) -> Chart:
    return Chart(
        tuple(notes), level_id="test", speed_percent=100, grips=grips, song_sha256="0" * 64
    )


def chart_at(*times_s: float, grip: Grip = Grip.INDEX) -> Chart:
    """Short notes of one grip."""
    return chart_of(*(ChartNote(time_s, grip, 60) for time_s in times_s))


def replay_of(
    chart: Chart,
    pinches: list[Pinch],
    window_s: float,
    ended_s: float | None = None,
    finished: bool = True,
) -> Replay:
    """A replay that ends with its last pinch or a second after the chart, unless told when."""
    last_s = max([chart.end_s + 1.0, *(pinch.time_s for pinch in pinches)])
    return Replay(
        chart_hash=chart.hash,
        hit_window_s=window_s,
        pinches=tuple(pinches),
        ended_s=last_s if ended_s is None else ended_s,
        finished=finished,
    )


def act(target: Engine | Run, pinch: Pinch) -> list[Event]:
    """`pinch` given to `target`."""
    return (target.press if pinch.down else target.release)(pinch.time_s, pinch.grip)


def judge(chart: Chart, pinches: list[Pinch], window_s: float) -> list[Event]:
    """Every event of a run that nobody watched: no frame between the pinches."""
    engine = Engine(chart, Window(window_s))
    events = [event for pinch in pinches for event in act(engine, pinch)]
    return events + engine.finish()


class Timeline:
    """A drawing, read."""

    def __init__(self, drawing: str, window_ms: float = 120) -> None:
        self.window_s = window_ms / 1000
        rows: dict[str, list[tuple[int, str]]] = {}
        for line in dedent(drawing).strip().splitlines():
            label, marks = _row(line)
            rows.setdefault(label, []).extend(marks)
        self._times_us = {column: round(float(text) * 1000) for column, text in rows["ms"]}
        self._rows = rows
        self.chart = chart_of(*self._chart_notes())
        self.pinches = [
            Pinch(time_us / 1e6, GRIPS[letter.upper()], letter.isupper())
            for time_us, letters in self._timed("pinch")
            for letter in letters
        ]

    @property
    def drawn(self) -> list[Event]:
        """The events as drawn."""
        return [
            self._event(word, time_us)
            for time_us, words in self._timed("told")
            for word in words.split("+")
        ]

    @property
    def told(self) -> list[Event]:
        """The events as the engine tells them."""
        return judge(self.chart, self.pinches, self.window_s)

    def check(self) -> None:
        """The engine must tell what is drawn, and the score give the words and points drawn."""
        assert self.told == self.drawn
        if "word" in self._rows:
            hits = [event for event in self.told if isinstance(event, Hit)]
            words = [(_us(hit.time_s), judgement(hit.error_s, self.window_s).value) for hit in hits]
            assert words == list(self._timed("word"))
        if "points" in self._rows:
            drawn = [(time_us, int(text)) for time_us, text in self._timed("points")]
            assert self._points() == drawn

    def _points(self) -> list[tuple[int, int]]:
        keeper = ScoreKeeper(self.chart, self.window_s)
        brought: dict[int, int] = {}
        for event in self.told:
            time_us = _us(event.time_s)
            brought[time_us] = brought.get(time_us, 0) + keeper.add(event)
        return [(time_us, points) for time_us, points in brought.items() if points]

    def _timed(self, row: str) -> list[tuple[int, str]]:
        marks = sorted(self._rows.get(row, []))
        return [(self._time_at(column, row), text) for column, text in marks]

    def _time_at(self, column: int, row: str) -> int:
        assert column in self._times_us, f"column {column} of row {row} stands under no moment"
        return self._times_us[column]

    def _chart_notes(self) -> list[ChartNote]:
        notes: list[ChartNote] = []
        for column, text in self._rows.get("chart", []):
            start = self._time_at(column, "chart")
            letters, bar, _ = text.partition("|")
            if not bar:
                notes += [ChartNote(start / 1e6, GRIPS[letter], 60) for letter in letters]
                continue
            end = self._time_at(column + len(text) - 1, "chart")
            assert re.fullmatch(r"[A-Z]=*", letters), text
            notes.append(ChartNote(start / 1e6, GRIPS[letters[0]], 60, (end - start) / 1e6))
        return sorted(notes, key=lambda note: note.time_s)

    def _event(self, word: str, time_us: int) -> Event:
        time_s = time_us / 1e6
        if word.startswith("extra:"):
            return ExtraContact(time_s, GRIPS[word.removeprefix("extra:")])
        kind = word.rstrip("0123456789")
        note = int(word.removeprefix(kind))
        grip = self.chart.notes[note].grip
        since_s = (time_us - _us(self.chart.notes[note].time_s)) / 1e6
        match kind:
            case "hit":
                return Hit(time_s, note, grip, since_s)
            case "passed":
                return Passed(time_s, note, grip)
            case "held":
                return Sustained(time_s, note, grip)
            case "let-go":
                return Released(time_s, note, grip, max(0.0, since_s))
            case _:
                return OtherFinger(time_s, note, grip, GRIPS[kind.removesuffix("-for-")])


def _row(line: str) -> tuple[str, list[tuple[int, str]]]:
    """A row's label, and its words with the columns they begin at."""
    words = [(found.start(), found.group()) for found in re.finditer(r"\S+", line)]
    return words[0][1], words[1:]


def _us(time_s: float) -> int:
    return round(time_s * 1e6)
