"""What a frame of the song list costs with 10,000 songs, by window size.

    SDL_VIDEODRIVER=x11 uv run python -m tests.benchmarks.song_list [HOW_MANY]

Without the variable nothing is shown, and what showing costs is left out.

`first` is the first picture of a new screen, caches warm from the screen before; then one frame
after the other with an arrow or a letter before each: tick, draw and `display.update`. Frames at
rest change nothing. Rows are made new when the list is entered or songs have come, and under other
settings at each step of level and speed. Times in ms; `cpu` is what the processor worked for it,
and does not depend on what else the machine has to do.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from time import perf_counter, thread_time
from uuid import UUID

import pygame

from game.app.rows import RecordsBeside, RowMaker
from game.inputs.actions import Action, Scroll
from game.library import Entry, Facts, Library, TuneFacts
from game.play.events import InputKind
from game.play.score import Score
from game.records.bests import Record
from game.records.keys import Course, Moment, RecordKey
from game.screens.screen import Screen
from game.screens.songs import SongsScreen
from game.screens.ui.song_details import RunLine, SongDetails
from game.screens.ui.song_rows import SongRow
from game.screens.ui.theme import Style
from game.settings import PlaySettings
from tests.benchmarks.figures import at_share, median, print_table
from tests.screens import helpers
from tests.screens.desk import FakeDesk

SONGS = 10_000
SIZES = ((800, 480), (1280, 720), (2560, 1440))
FRAMES = 600
TEXT_PERCENTS = (100, 200)
HEADING = ("window", "frames", "median", "p95", "p99", "max", "cpu median", "cpu p99")
Times = list[tuple[float, float]]
"""By the clock, and of the processor."""
_ROUNDS = 30
_frame_numbers = count()
_WORDS = ("The", "Old", "Waltz", "Für", "Elise", "River", "Morning", "Étude", "March", "Song", "of")


def main() -> None:
    """Use the list in several ways at each size."""
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    pygame.display.init()
    songs = int(sys.argv[1]) if len(sys.argv) > 1 else SONGS
    rows = _rows(songs)
    for size in SIZES:
        pygame.display.set_mode(size)
        for percent in TEXT_PERCENTS:
            table = [[name, *_figures(times)] for name, times in _measured(rows, percent)]
            heading = (f"{size[0]}x{size[1]}, {percent} %", *HEADING[1:])
            print_table(f"The song list, {songs} songs, ms", heading, table)
    table = [[name, *_figures(times)] for name, times in _made(songs)]
    print_table(f"Rows of {songs} songs, ms", ("what", *HEADING[1:]), table)


def _measured(rows: list[SongRow], percent: int) -> Iterable[tuple[str, Times]]:
    surface = pygame.display.get_surface()
    assert surface is not None
    _screen(rows, percent).draw(surface)
    yield "first", [_timed(_screen(rows, percent), surface, lambda: None) for _ in range(20)]
    screen = _screen(rows, percent)
    yield "at rest", _frames(screen, surface, [lambda: None] * FRAMES)
    down, up = (lambda: screen.act(Action.DOWN)), (lambda: screen.act(Action.UP))
    yield "arrow down each frame", _frames(screen, surface, [down] * FRAMES)
    pages = [lambda: screen.act(Action.PAGE_DOWN)] * FRAMES
    yield "page down each frame", _frames(screen, surface, pages)
    yield "arrow each 5th frame", _frames(screen, surface, _each_fifth(up))
    yield "wheel each frame", _frames(screen, surface, [lambda: screen.point(Scroll(3))] * FRAMES)
    yield "typing, a letter each 5th", _frames(screen, surface, _each_fifth(*_typing(screen)))
    yield "pages", _frames(screen, surface, _each_fifth(*_pages(screen)))


class _Known(Library):
    """A library that knows songs there are no files of."""

    def __init__(self, entries: list[Entry]) -> None:
        super().__init__((Path("/songs"),))
        self._entries = entries

    def known_entries(self) -> list[Entry]:
        """Each of them."""
        return list(self._entries)


def _made(songs: int) -> Iterable[tuple[str, Times]]:
    """What making the rows takes, every tenth song with records under two settings."""
    tune = TuneFacts(1, 0, 0.9, ((1, 0, 1.0), (2, 0, 0.5)))
    entries = [
        Entry(Path(f"/songs/{row.key}.mid"), row.key, Facts(row.title, 60.0, 99, tune), None)
        for row in _rows(songs)
    ]
    library, chosen = _Known(entries), helpers.settings()
    records = {entry.sha256 or "": _records(entry, chosen) for entry in entries[::10]}
    beside = RecordsBeside(today=records)
    kind = InputKind.KEYBOARD
    yield "made new", [_taking(lambda: RowMaker(library, beside)) for _ in range(_ROUNDS)]
    maker = RowMaker(library, beside)
    yield (
        "under other settings",
        [_taking(lambda: maker.under(chosen, kind)) for _ in range(_ROUNDS)],
    )


def _records(entry: Entry, chosen: PlaySettings) -> list[Record]:
    score, started = Score(1000, 2000, 10, 2, 20, 5), Moment(0)
    return [
        Record(
            RecordKey(
                1,
                Course(entry.sha256 or "", chosen.level.id, speed, chosen.grips),
                InputKind.KEYBOARD,
            ),
            "",
            UUID(int=0),
            score,
            started,
        )
        for speed in (80, 100)
    ]


def _taking(step: Callable[[], object]) -> tuple[float, float]:
    begun, worked = perf_counter(), thread_time()
    step()
    return (perf_counter() - begun) * 1000, (thread_time() - worked) * 1000


def _screen(rows: list[SongRow], percent: int) -> SongsScreen:
    details = SongDetails(helpers.chart(helpers.FOUR, 300), (RunLine(1000, 3, "Today"),) * 3, True)
    desk = FakeDesk([details] * 100_000)
    screen = SongsScreen(rows, helpers.settings(), helpers.LEVELS, lambda _: rows, desk=desk)
    screen.style = Style(text_percent=percent)
    return screen


def _each_fifth(*steps: Callable[[], object]) -> Sequence[Callable[[], object]]:
    return [
        steps[number // 5 % len(steps)] if number % 5 == 0 else lambda: None
        for number in range(FRAMES)
    ]


def _typing(screen: SongsScreen) -> list[Callable[[], object]]:
    letters = [lambda letter=letter: screen.type(letter) for letter in "walfor e"]
    return [*letters, lambda: screen.act(Action.BACK)]


def _pages(screen: SongsScreen) -> list[Callable[[], object]]:
    around = (Action.RIGHT, Action.UP, Action.OK, Action.DOWN, Action.BACK, Action.LEFT)
    return [lambda action=action: screen.act(action) for action in around]


def _frames(
    screen: Screen, surface: pygame.Surface, steps: Sequence[Callable[[], object]]
) -> Times:
    return [_timed(screen, surface, step) for step in steps]


def _timed(
    screen: Screen, surface: pygame.Surface, step: Callable[[], object]
) -> tuple[float, float]:
    """How long a frame takes, with what comes in before it."""
    now_s = next(_frame_numbers) / 60

    def frame() -> None:
        step()
        screen.tick(now_s)
        if changed := screen.draw(surface):
            pygame.display.update(changed)

    return _taking(frame)


def _figures(times: Times) -> list[object]:
    clock, worked = ([one[which] for one in times] for which in (0, 1))
    shares = [at_share(clock, share) for share in (0.95, 0.99)]
    return [len(times), median(clock), *shares, max(clock), median(worked), at_share(worked, 0.99)]


def _rows(count: int) -> list[SongRow]:
    rng = random.Random(5)
    made = [
        SongRow(str(number), " ".join([*rng.sample(_WORDS, 4), str(number)]), rng.uniform(40, 300))
        for number in range(count)
    ]
    return [
        replace(
            row, best_points=rng.randrange(9000), best_stars=3, level_number=2, last_run="Today"
        )
        if number % 3
        else row
        for number, row in enumerate(made)
    ]


if __name__ == "__main__":
    main()
