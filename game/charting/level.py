"""A level read from `levels/*.toml`: how much, how fast, how exactly. Adding one needs no code."""

from __future__ import annotations

import math
import tomllib
import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import msgspec
import msgspec.structs

from game.charting import level_trouble
from game.charting.chart import Grip, lane_order
from game.text import later, tr

Positive = Annotated[float, msgspec.Meta(gt=0, le=60)]
_LEAST_WINDOW_MS = 20
_ROUNDING_MS = 1e-6
"""Half of 0.33 s is 165 ms, though not in binary fractions."""
Milliseconds = Annotated[int, msgspec.Meta(ge=_LEAST_WINDOW_MS, le=1000)]


WINDOW_PERCENTS = (50, 75, 100, 125)
"""How much of its own hit window a level can be played with."""
WINDOW_MARK = "~"
"""Between the id of a level and the percent of its window."""
_MOST_CHARACTERS = 100_000
OWN_PREFIX = "own-"
"""The ids of levels that did not come with the game begin so."""


class LevelError(Exception):
    """A level can't be used. One sentence names the file, the key and what was expected.

    What can't be shown in it, such as bytes in a file's name that no alphabet has, is a "?".
    """

    def __init__(self, sentence: str) -> None:
        super().__init__("".join(one if _can_be_shown(one) else "?" for one in sentence))


def _can_be_shown(letters: str) -> bool:
    """Whether there are no controls, halves of characters and ends of lines among them."""
    return not {unicodedata.category(one) for one in letters} & {"Cc", "Cs", "Zl", "Zp"}


class Level(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One level, as its file describes it.

    Times are as played, whatever the speed. The gaps come from 337 charts made by hand, the windows
    from the timing of impaired players' accepted hits (SD 98 ms) in published logs.
    """

    id: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    """Its file's name, unless the file says otherwise."""
    number: Annotated[int, msgspec.Meta(ge=1, le=3)]
    """Which of the three it belongs to: 1 gentle, 2 moderate, 3 challenging."""
    step: Annotated[int, msgspec.Meta(ge=1, le=99)] = 1
    """Where it stands among those of its number; the first one gives them all their name."""
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    hit_window_ms: Milliseconds
    """A pinch counts this long before and after its note."""
    approach_s: Positive
    """How long a note falls before it is due."""
    min_gap_s: Positive
    """Between any two notes."""
    same_grip_gap_s: Positive
    """Between two notes of one grip, and between two notes of one pitch."""
    max_rate_per_s: Positive
    """Over the whole tune, at most this many notes a second."""
    grips: Annotated[tuple[str, ...], msgspec.Meta(min_length=1, max_length=len(Grip))]
    """Switched on when the player has not chosen."""
    long_note_from_s: Positive | None = None
    """Notes at least this long are to be held; None: every note is short."""
    warm_up: tuple[str, ...] = ()
    """The ids of the exercises to warm up with (see `game.coach.exercises`)."""

    @property
    def place(self) -> str:
        """Number and step as people type them: "2.3"; only "2" for the first step of level 2."""
        return str(self.number) if self.step == 1 else f"{self.number}.{self.step}"

    @property
    def hit_window_s(self) -> float:
        """The hit window in seconds: the largest |error| that still counts."""
        return self.hit_window_ms / 1000

    @property
    def default_grips(self) -> tuple[Grip, ...]:
        """The level's own grips in lane order."""
        return parse_grips(self.grips)

    @property
    def is_own(self) -> bool:
        """Whether somebody has written it for themselves; see `OWN_PREFIX`."""
        return self.id.startswith(OWN_PREFIX)

    @property
    def usual(self) -> Level:
        """The same level with the window of its file."""
        return self

    @property
    def window_percent(self) -> int:
        """Its hit window as a percentage of that in its file, one of `WINDOW_PERCENTS`."""
        return 100

    @property
    def windows(self) -> tuple[int, ...]:
        """The percentages of `WINDOW_PERCENTS` that come to a window of their own, the tightest
        first."""
        return tuple(
            percent
            for percent in WINDOW_PERCENTS
            if self.with_window(percent).window_percent == percent
        )

    def with_window(self, percent: int) -> Level:
        """The same level with its hit window wider or tighter, and with an id of its own, so that
        records are kept apart: "1-gentle~125".

        `percent` is one of `WINDOW_PERCENTS`, and always of the window in the level's file. No
        window is above half of `same_grip_gap_s`, or a pinch could belong to two notes, nor below
        what a file may ask for. Where that leaves no other window, it is the level itself, as it is
        for 100. Raises `ValueError` for another percentage.
        """
        if percent not in WINDOW_PERCENTS:
            raise ValueError(f"{percent} is not one of {WINDOW_PERCENTS}")
        usual = self.usual
        most_ms = math.floor(1000 * usual.same_grip_gap_s / 2 + _ROUNDING_MS)
        window_ms = max(_LEAST_WINDOW_MS, min(usual.hit_window_ms * percent // 100, most_ms))
        if window_ms == usual.hit_window_ms:
            return usual
        table = msgspec.structs.asdict(usual)
        table |= {"id": f"{usual.id}{WINDOW_MARK}{percent}", "hit_window_ms": window_ms}
        return _WithWindow(**table, file=usual, percent=percent)


KEYS = tuple(field.name for field in msgspec.structs.fields(Level))
"""What can stand in a level's file."""


class _WithWindow(Level, frozen=True, kw_only=True):
    """A level as its `file` has it, but for its window."""

    file: Level
    percent: int

    @property
    def usual(self) -> Level:
        return self.file

    @property
    def window_percent(self) -> int:
        return self.percent


def parse_grips(names: tuple[str, ...] | list[str]) -> tuple[Grip, ...]:
    """The grips called `names`, in lane order, each once.

    Raises `ValueError` with a sentence for an empty list or a name that is no grip.
    """
    grips: set[Grip] = set()
    for name in names:
        try:
            grips.add(Grip[name.strip().upper()])
        except KeyError:
            known = ", ".join(grip.name.lower() for grip in Grip)
            told = tr('"{name}" is no grip; grips are {known}')
            raise ValueError(told.format(name=name, known=known)) from None
    if not grips:
        raise ValueError(tr("at least one grip must be switched on"))
    return lane_order(grips)


def parse_level(text: str, file_name: str) -> Level:
    """The level that the TOML `text` describes; `file_name` gives its id and is named in errors.

    Raises `LevelError`.
    """
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise LevelError(level_trouble.unreadable(file_name, text, str(error))) from None
    try:
        level = msgspec.convert({"id": Path(file_name).stem, **table}, Level)
    except msgspec.ValidationError as error:
        raise LevelError(level_trouble.amiss(file_name, str(error), KEYS)) from None
    _check_rules(level, file_name)
    return level


def read_level(path: Path) -> Level:
    """The level in the file at `path`. Raises `LevelError`."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(_MOST_CHARACTERS + 1)
    except FileNotFoundError:
        told = tr("There is no file {file}.")
        raise LevelError(told.format(file=path)) from None
    except (OSError, ValueError):
        is_folder = path.is_dir()
        told = tr("{file} can't be opened as a text file.")
        told = tr("{file} is a folder, not a level.") if is_folder else told
        raise LevelError(told.format(file=path.name)) from None
    if len(text) > _MOST_CHARACTERS:
        told = tr("{file} is far too long for a level.")
        raise LevelError(told.format(file=path.name))
    return parse_level(text, path.name)


def read_levels(folder: Path) -> tuple[Level, ...]:
    """Every level in `folder`, by number and step: the easiest first.

    Raises `LevelError` when the folder holds none, one can't be read, or two share number and step.
    """
    levels = in_order(read_level(path) for path in sorted(folder.glob("*.toml")))
    if not levels:
        raise LevelError(tr("There is no level file in {folder}.").format(folder=folder))
    for first, second in pairwise(levels):
        if _place(first) == _place(second):
            told = tr(
                "{first} and {second} both have number = {number} and step = {step}; "
                "each level needs its own."
            )
            files = {"first": f"{first.id}.toml", "second": f"{second.id}.toml"}
            raise LevelError(told.format(number=first.number, step=first.step, **files))
    return levels


def in_order(levels: Iterable[Level]) -> tuple[Level, ...]:
    """The levels by number and step: the easiest first."""
    return tuple(sorted(levels, key=_place))


def _place(level: Level) -> tuple[int, int]:
    return level.number, level.step


def first_steps(levels: Iterable[Level]) -> tuple[Level, ...]:
    """The first step of each number, in order: the levels that others are steps of."""
    firsts: dict[int, Level] = {}
    for level in levels:
        if level.number not in firsts or level.step < firsts[level.number].step:
            firsts[level.number] = level
    return tuple(firsts[number] for number in sorted(firsts))


def find_level(levels: tuple[Level, ...], wanted: str) -> Level:
    """The level whose place ("2", "2.3"), name or id is `wanted`.

    "2" is the first step of level 2, and so is "2.1"; "2~75" has three quarters of its window.
    `LevelError` lists those there are.
    """
    name, mark, percent = wanted.rpartition(WINDOW_MARK)
    if mark and percent.isdecimal() and int(percent) in WINDOW_PERCENTS:
        return find_level(levels, name).with_window(int(percent))
    for level in levels:
        names = level.place, f"{level.number}.{level.step}", level.name, tr(level.name), level.id
        if wanted.casefold() in (name.casefold() for name in names):
            return level
    known = ", ".join(f"{level.place} ({tr(level.name)})" for level in levels)
    told = tr('There is no level "{wanted}"; levels are {known}.')
    raise LevelError(told.format(wanted=wanted, known=known))


def level_called(levels: Iterable[Level], level_id: str) -> Level | None:
    """The level with this id, with its window: what `Level.id` was. None if it is there no more."""
    by_id = {level.id: level for level in levels}
    if level_id in by_id:
        return by_id[level_id]
    usual_id, _, percent = level_id.rpartition(WINDOW_MARK)
    if usual_id not in by_id or percent not in map(str, WINDOW_PERCENTS):
        return None
    return by_id[usual_id].with_window(int(percent))


_WITH_WINDOW = {
    50: later("{level}, very exact"),
    75: later("{level}, exact"),
    125: later("{level}, more time"),
}


def level_name(level: Level) -> str:
    """What a level is called on the screens: "Gentle", "Gentle, more time"."""
    said = _WITH_WINDOW.get(level.window_percent)
    return tr(said).format(level=tr(level.name)) if said else tr(level.name)


def _check_rules(level: Level, file_name: str) -> None:
    if WINDOW_MARK in level.id or not _can_be_shown(level.id):
        told = tr('{file}: file name: expected letters, digits and -, without "{mark}".')
        raise LevelError(told.format(file=file_name, mark=WINDOW_MARK))
    if not _can_be_shown(level.name) or not level.name.strip():
        told = tr("{file}: name: expected letters that can be seen.")
        raise LevelError(told.format(file=file_name))
    try:
        parse_grips(level.grips)
    except ValueError as error:
        raise LevelError(f"{file_name}: grips: {error}.") from None
    if level.same_grip_gap_s < 2 * level.hit_window_s:
        told = tr(
            "{file}: same_grip_gap_s: expected at least {least:g} (twice hit_window_ms), "
            "got {got:g}, or one pinch could belong to two notes."
        )
        least = 2 * level.hit_window_s
        raise LevelError(told.format(file=file_name, least=least, got=level.same_grip_gap_s))
    if level.same_grip_gap_s > 2 * level.min_gap_s:
        told = tr(
            "{file}: same_grip_gap_s: expected at most {most:g} (twice min_gap_s), "
            "got {got:g}, or two fingers could not share the notes between them."
        )
        most = 2 * level.min_gap_s
        raise LevelError(told.format(file=file_name, most=most, got=level.same_grip_gap_s))
