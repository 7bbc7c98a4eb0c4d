"""The weekly check: always the same, so that two of them can be compared.

Fifteen seconds of fastest pinches per finger (`game.coach.fast_pinches`), then sixty notes in a
fixed order at a fixed pace. Nothing here is made by the charter or by chance: the order and the
tune are tables, since a chart that changed with a version would make a trend out of nothing.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

import msgspec

from game.charting.chart import Chart, ChartNote, Grip, lane_order
from game.charting.level import Level
from game.coach.fast_pinches import MOST_PRESSES, FastPinches
from game.play.events import InputKind
from game.play.replay import Replay, ReplayError, decode
from game.settings import Hand
from game.text import later

BENCHMARK_VERSION = 1
"""Raised whenever anything that is played would be different: notes, order, pace, window, time."""
NOTES = 60
INTERVAL_S = 1.5
"""Forty notes a minute. Home players made 43 grips a minute on their own (15,760 in 6.1 h, doi
10.1038/s41394-022-00552-4), so it is comfortable; notes lie within the 200 to 1,800 ms that people
can follow; and one finger's notes stand more than two windows apart."""
BEAT_S = INTERVAL_S / 2
"""Two beats a note: at intervals above a second, beats between make tapping steadier."""
FIRST_NOTE_S = 4 * BEAT_S
"""A bar of music comes first."""
_TURNS = {
    1: "0" * NOTES,
    2: "011000101110010001110100111001100100111001001110001101100011",
    3: "012110220012002102211201100220121002211012200110221200112021",
    4: "021031230132002211330320011231022332013122103003311221001332",
    5: "024313034214012320410033441122132404231014302004422331141032",
}
"""Whose turn it is, by how many grips there are; a digit is the place of a grip in lane order.

Drawn once and kept. Every grip comes equally often, over the whole and over each third as nearly as
can be; every grip follows every one, itself too, equally often to within one; none comes more than
twice running (three times where there are two).
"""
_TUNE = (
    *(64, 67, 69, 67, 64, 60, 62, 67),
    *(64, 67, 69, 67, 65, 62, 60, 64),
    *(65, 69, 72, 69, 67, 64, 62, 67),
    *(64, 67, 69, 67, 65, 62, 60, 64),
    *(69, 72, 71, 67, 69, 65, 67, 64),
    *(65, 69, 72, 69, 67, 64, 65, 62),
    *(64, 67, 69, 67, 64, 60, 62, 67),
    *(59, 62, 64, 60),
)
"""MIDI pitches, two a bar, in C major; they are the same whatever the grips."""
_MOST_REPLAY = 200_000
"""Characters: more than sixty notes can need, and few enough to be read safely."""


class BenchmarkError(ValueError):
    """What was kept is no check that can be judged here. The text is one sentence."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a check was made with. Only checks with equal setups are compared.

    `grips` are in lane order.
    """

    grips: tuple[Grip, ...]
    hand: Hand
    kind: InputKind
    version: int = BENCHMARK_VERSION


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A check as it was done. Fingers that were left out are not in `fast`.

    `replay` is that of the sixty notes, played to the end. Raises `BenchmarkError` otherwise.
    """

    setup: Setup
    fast: tuple[FastPinches, ...]
    replay: Replay

    def __post_init__(self) -> None:
        if self.setup.version != BENCHMARK_VERSION:
            raise BenchmarkError("The check was made by another version of Thumbtune.")
        if self.replay.chart_hash != benchmark_chart(self.setup.grips).hash:
            raise BenchmarkError("The check holds a replay of something else.")
        if not self.replay.finished or self.replay.hit_window_s != LEVEL.hit_window_s:
            raise BenchmarkError("The check was not played to its end.")
        of_fast = [one.grip for one in self.fast]
        if len(set(of_fast)) < len(of_fast) or not set(of_fast) <= set(self.setup.grips):
            raise BenchmarkError("The check holds pinches of fingers that were not asked for.")


LEVEL = Level(
    id=f"weekly-check-{BENCHMARK_VERSION}",
    number=1,
    name=later("The same every week"),
    hit_window_ms=350,
    approach_s=3.0,
    min_gap_s=INTERVAL_S,
    same_grip_gap_s=INTERVAL_S,
    max_rate_per_s=1 / INTERVAL_S,
    grips=tuple(grip.name.lower() for grip in Grip),
)
"""How exactly the notes are to be met. The window is the widest there is: impaired players' hits
were seen from -360 to +210 ms (SD 98), and a narrower one would cut off what is to be measured."""


@lru_cache(maxsize=32)
def benchmark_chart(grips: tuple[Grip, ...]) -> Chart:
    """The sixty notes for `grips` (any order, at least one). Raises `ValueError` for none."""
    lanes = lane_order(grips)
    if not lanes:
        raise ValueError("a check needs a grip")
    turns = (lanes[int(place)] for place in _TURNS[len(lanes)])
    notes = tuple(
        ChartNote(FIRST_NOTE_S + number * INTERVAL_S, grip, pitch)
        for number, (grip, pitch) in enumerate(zip(turns, _TUNE, strict=True))
    )
    return Chart(notes, LEVEL.id, 100, lanes, tune_sha256(), charter_version=BENCHMARK_VERSION)


def tune_sha256() -> str:
    """What stands for the tune where songs have the digest of their file."""
    return hashlib.sha256(f"thumbtune {LEVEL.id} {_TUNE}".encode()).hexdigest()


def grips_to_check(
    before: tuple[Grip, ...] | None, able: Iterable[Grip], *, wants_more: bool = False
) -> tuple[Grip, ...]:
    """Which grips to check: those of the check `before` for as long as the hand is `able` to.

    A finger more would begin a new row of checks, so it comes in only if the player `wants_more`.
    """
    now = lane_order(able)
    if before and set(before) <= set(now) and not wants_more:
        return lane_order(before)
    return now


class _Fast(msgspec.Struct, frozen=True):
    grip: Annotated[int, msgspec.Meta(ge=0, lt=len(Grip))]
    presses_ms: Annotated[tuple[float, ...], msgspec.Meta(max_length=MOST_PRESSES)]


class _Found(msgspec.Struct, frozen=True):
    version: Annotated[int, msgspec.Meta(ge=1)]
    hand: Hand
    kind: InputKind
    grips: Annotated[
        tuple[Annotated[int, msgspec.Meta(ge=0, lt=len(Grip))], ...],
        msgspec.Meta(min_length=1, max_length=len(Grip)),
    ]
    fast: Annotated[tuple[_Fast, ...], msgspec.Meta(max_length=len(Grip))]
    replay: Annotated[str, msgspec.Meta(max_length=_MOST_REPLAY)]


def encode_benchmark(benchmark: Benchmark) -> str:
    """The check as JSON; `decode_benchmark` gives an equal one back.

    Keys: `version`, `hand`, `kind`, `grips` (numbers in lane order), `fast` (for each finger `grip`
    and `presses_ms`, stamps in milliseconds since its first press), `replay` (base64 of the bytes
    of `game.play.replay`). Stamps are kept to the microsecond.
    """
    setup = benchmark.setup
    found = _Found(
        version=setup.version,
        hand=setup.hand,
        kind=setup.kind,
        grips=tuple(map(int, setup.grips)),
        fast=tuple(
            _Fast(int(one.grip), tuple(round(press_s * 1000, 3) for press_s in one.presses_s))
            for one in benchmark.fast
        ),
        replay=base64.b64encode(benchmark.replay.encode()).decode("ascii"),
    )
    return msgspec.json.encode(found).decode("utf-8")


def decode_benchmark(found: str) -> Benchmark:
    """The check that the JSON `found` holds; keys that are not known are left alone.

    Raises `BenchmarkError` for what is none, or was made by another version.
    """
    try:
        kept = msgspec.json.decode(found, type=_Found)
        if kept.version != BENCHMARK_VERSION:
            raise BenchmarkError("The check was made by another version of Thumbtune.")
        grips = tuple(Grip(number) for number in kept.grips)
        if lane_order(grips) != grips:
            raise BenchmarkError("The check's fingers are not in order.")
        fast = tuple(
            FastPinches(Grip(one.grip), tuple(ms / 1000 for ms in one.presses_ms))
            for one in kept.fast
        )
        replay = decode(base64.b64decode(kept.replay, validate=True))
    except BenchmarkError:
        raise
    except (msgspec.MsgspecError, ReplayError, binascii.Error, ValueError) as problem:
        raise BenchmarkError(f"The check can't be read: {problem}.") from None
    return Benchmark(Setup(grips, kept.hand, kept.kind, kept.version), fast, replay)
