"""`render`: what a song sounds like, as a WAV file."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from uuid import uuid4

from game.cli.shared import CommandError, chosen_tune, minutes, open_library, print_json
from game.folders import DataFolders
from game.reasons import reason_of
from game.sound.font_file import checked_soundfont
from game.sound.instrument import Arrangement, Frames, StemBlock, open_instrument
from game.sound.mix import GrowingWav, as_heard
from game.sound.tone import SAMPLE_RATE
from game.text import later, tr


class Stem(StrEnum):
    """Which part of a song is rendered."""

    FULL = "full"
    BACKING = "backing"
    TUNE = "tune"


def render(options: Namespace, folders: DataFolders) -> int:
    """`thumbtune render FILE|TITLE --out FILE.wav`: the song, or a stem of it, at any speed.

    The tune is at the level it has in the file. Whole files only: a render that breaks off leaves
    nothing behind.
    """
    library = open_library(folders)
    entry = library.find(options.song)
    song = library.song(entry.path)
    font = checked_soundfont(Path(options.soundfont)) if options.soundfont else None
    instrument = open_instrument(font)
    if instrument.message:
        print(f"thumbtune: {instrument.message}", file=sys.stderr)
    tune = chosen_tune(song, folders)
    rendering = instrument.rendering(Arrangement(song, tune.notes, options.speed or 100))
    out = Path(options.out)
    _write(out, rendering.frames, _part(rendering.stems(), Stem(options.stem)))
    duration_s = rendering.frames / SAMPLE_RATE
    if options.json:
        facts = {"file": str(out), "song": entry.title, "stem": options.stem}
        print_json(facts | {"duration_s": round(duration_s, 3), "rate_hz": SAMPLE_RATE})
    else:
        print(f"{out}: {entry.title}, {minutes(duration_s)}.")
    return 0


def _part(stems: Iterable[StemBlock], stem: Stem) -> Iterator[Frames]:
    for backing, tune in stems:
        yield {Stem.FULL: backing + tune, Stem.BACKING: backing, Stem.TUNE: tune}[stem]


def _write(out: Path, frames: int, blocks: Iterable[Frames]) -> None:
    """Write a WAV file of `frames` beside its place and move it there when it is whole."""
    unfinished = out.with_name(f".{out.name}.{uuid4().hex}")
    try:
        wav = GrowingWav(unfinished, frames)
        try:
            for samples in as_heard(blocks):
                wav.append(samples)
        finally:
            wav.close()
        unfinished.replace(out)
    except OSError as problem:
        reason = reason_of(problem, later("the disk takes no more"))
        told = tr("{path} can't be written: {reason}.")
        raise CommandError(told.format(path=out, reason=reason)) from None
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
