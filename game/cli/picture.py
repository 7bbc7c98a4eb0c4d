"""Draws a chart: the song's notes with the tune marked, and below them the fingers.

One row holds some bars, as a page of music does. Needs pygame, but no window and no screen.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pygame

from game.charting.chart import Chart, ChartNote, Grip
from game.charting.metre import TICKS, Metre, Strength
from game.cli.shared import grip_word
from game.music.song import DRUM_CHANNEL, Note, Song
from game.text import tr

Colour = tuple[int, int, int]

GROUND: Colour = (0x0E, 0x14, 0x20)
PANEL: Colour = (0x17, 0x20, 0x33)
LINE: Colour = (0x2A, 0x37, 0x50)
BAR_LINE: Colour = (0x5E, 0x74, 0x9C)
OTHERS: Colour = (0x40, 0x54, 0x7A)
TUNE: Colour = (0x57, 0xB4, 0xE9)
LEFT_OUT: Colour = (0x3A, 0x77, 0x9C)
TEXT: Colour = (0xFF, 0xFF, 0xFF)
DIM: Colour = (0xB8, 0xC4, 0xD9)
COLOURS: dict[Grip, Colour] = {
    Grip.KEY: (0xF2, 0x8E, 0xC8),
    Grip.INDEX: (0xFF, 0xB0, 0x00),
    Grip.MIDDLE: (0x2E, 0xC4, 0xA6),
    Grip.RING: (0xFF, 0xFF, 0xFF),
    Grip.LITTLE: (0xB7, 0x9C, 0xFF),
}
WIDTH, MARGIN, NAMES = 1800, 40, 90
HEAD, ROLL, LANE, BETWEEN = 110, 190, 34, 36
ROW_S = 16.0
MOST_ROWS = 40


def save_picture(
    path: Path, song: Song, chart: Chart, tune: Sequence[Note], metre: Metre, heading: str
) -> None:
    """Write the picture to `path`, PNG or JPEG by its ending. Raises `OSError`."""
    if path.suffix.lower() not in (".png", ".jpg", ".jpeg"):
        raise OSError(tr("a picture's name ends in .png or .jpg"))
    pygame.font.init()
    try:
        pygame.image.save(_Page(song, chart, tune, metre).drawn(heading), path)
    except pygame.error as problem:
        raise OSError(str(problem)) from None


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: from which second to which, as written, and where it begins on the page."""

    begin_s: float
    end_s: float
    top: int

    def x(self, time_s: float) -> int:
        """Where on the page a moment is."""
        across = WIDTH - 2 * MARGIN - NAMES
        share = (time_s - self.begin_s) / (self.end_s - self.begin_s)
        return round(MARGIN + NAMES + min(max(share, 0.0), 1.0) * across)


class _Page:
    """The whole picture of one chart."""

    def __init__(self, song: Song, chart: Chart, tune: Sequence[Note], metre: Metre) -> None:
        self._chart = chart
        self._tune = tune
        tunes = set(tune)
        self._others = [n for n in song.notes if n.channel != DRUM_CHANNEL and n not in tunes]
        self._bars = _bar_lines(song, metre)
        self._slowness = 100 / chart.speed_percent
        heights = [note.pitch for note in (*self._others, *tune)]
        self._low, self._high = min(heights) - 1, max(heights) + 1
        self._row_height = ROLL + LANE * len(chart.grips) + BETWEEN
        self._rows = self._laid_out(song)
        self._small = pygame.font.Font(None, 24)
        self._large = pygame.font.Font(None, 44)

    def _laid_out(self, song: Song) -> list[_Row]:
        """Rows of whole bars where there are bars, of about the same length."""
        rows: list[_Row] = []
        begin_s = min(song.notes[0].onset_s, self._tune[0].onset_s)
        begin_s = max([bar for bar in self._bars if bar <= begin_s + 0.05], default=begin_s)
        while begin_s < song.duration_s - 0.05 and len(rows) < MOST_ROWS:
            wanted = begin_s + ROW_S
            place = bisect_left(self._bars, wanted - 1.5)
            near = self._bars[place : place + 1]
            end_s = near[0] if near and near[0] < wanted + 4 else wanted
            rows.append(_Row(begin_s, end_s, HEAD + len(rows) * self._row_height))
            begin_s = end_s
        return rows

    def drawn(self, heading: str) -> pygame.Surface:
        """The picture."""
        page = pygame.Surface((WIDTH, HEAD + len(self._rows) * self._row_height + MARGIN // 2))
        page.fill(GROUND)
        page.blit(self._large.render(heading, True, TEXT), (MARGIN, 28))
        legend = tr(
            "blue: the tune, bright where it is played; grey: the other notes; below: fingers"
        )
        page.blit(self._small.render(legend, True, DIM), (MARGIN, 72))
        for row in self._rows:
            self._draw_ground(page, row)
            self._draw_roll(page, row)
            self._draw_fingers(page, row)
        return page

    def _draw_ground(self, page: pygame.Surface, row: _Row) -> None:
        across = WIDTH - 2 * MARGIN - NAMES
        pygame.draw.rect(page, PANEL, (MARGIN + NAMES, row.top, across, ROLL), border_radius=6)
        bottom = row.top + ROLL + LANE * len(self._chart.grips)
        for number, bar in enumerate(self._bars):
            if row.begin_s - 0.01 <= bar <= row.end_s + 0.01:
                pygame.draw.line(page, BAR_LINE, (row.x(bar), row.top), (row.x(bar), bottom))
                label = self._small.render(str(number + 1), True, BAR_LINE)
                page.blit(label, (row.x(bar) + 4, row.top - 18))
        for lane, grip in enumerate(self._chart.grips):
            y = self._lane_y(row, lane)
            pygame.draw.line(page, LINE, (MARGIN + NAMES, y), (WIDTH - MARGIN, y), 2)
            name = self._small.render(grip_word(grip), True, COLOURS[grip])
            page.blit(name, (MARGIN, y - name.get_height() // 2))

    def _lane_y(self, row: _Row, lane: int) -> int:
        """Higher lanes stand higher, as higher notes do."""
        lanes = len(self._chart.grips)
        return row.top + ROLL + LANE * (lanes - 1 - lane) + LANE // 2 + 4

    def _draw_roll(self, page: pygame.Surface, row: _Row) -> None:
        for note in self._others:
            self._draw_note(page, row, note, OTHERS)
        played = {(round(n.time_s / self._slowness, 3), n.pitch) for n in self._chart.notes}
        for note in self._tune:
            is_played = (round(note.onset_s, 3), note.pitch) in played
            self._draw_note(page, row, note, TUNE if is_played else LEFT_OUT)

    def _draw_note(self, page: pygame.Surface, row: _Row, note: Note, colour: Colour) -> None:
        if note.onset_s >= row.end_s - 1e-6 or note.end_s <= row.begin_s:
            return
        thick = max(3, min(9, ROLL // (self._high - self._low)))
        share = (note.pitch - self._low) / (self._high - self._low)
        y = row.top + ROLL - 4 - round(share * (ROLL - thick - 8)) - thick
        left, right = row.x(note.onset_s), row.x(note.end_s)
        pygame.draw.rect(page, colour, (left, y, max(3, right - left - 1), thick), border_radius=2)

    def _draw_fingers(self, page: pygame.Surface, row: _Row) -> None:
        here = [note for note in self._chart.notes if self._is_in(row, note)]
        points = [self._point(row, note) for note in here]
        if len(points) > 1:
            pygame.draw.lines(page, BAR_LINE, False, points, 2)
        for note, (x, y) in zip(here, points, strict=True):
            colour = COLOURS[note.grip]
            if note.duration_s:
                end = row.x(note.end_s / self._slowness)
                pygame.draw.line(page, colour, (x, y), (end, y), 8)
            pygame.draw.circle(page, colour, (x, y), 13)
            letter = self._small.render(note.grip.name[0], True, GROUND)
            page.blit(letter, letter.get_rect(center=(x, y + 1)))

    def _is_in(self, row: _Row, note: ChartNote) -> bool:
        return row.begin_s - 1e-4 <= note.time_s / self._slowness < row.end_s - 1e-4

    def _point(self, row: _Row, note: ChartNote) -> tuple[int, int]:
        lane = self._chart.grips.index(note.grip)
        return row.x(note.time_s / self._slowness), self._lane_y(row, lane)


def _bar_lines(song: Song, metre: Metre) -> list[float]:
    """The moments where bars begin, in seconds as written; none where there is no grid."""
    if not metre.holds:
        return []
    bars: dict[int, float] = {}
    for note, place in zip(song.notes, metre.places(song.notes), strict=True):
        if place.strength is not Strength.DOWNBEAT or place.bar not in bars:
            begin = song.tempo_map.time_at(note.onset_beats - place.ticks / TICKS)
            bars[place.bar] = max(0.0, begin)
    return sorted(set(bars.values()))
