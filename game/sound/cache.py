"""Keeps rendered stems on disk, so that a song already rendered is never rendered again.

An entry is a folder with a FLAC file for each stem, a third as large as the samples, and a note
of their sizes and checksums, without which they don't count. It is written beside its place and
moved there when it is whole. What has not been used for longest goes when all together take more
than the limit.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import soundfile
from numpy.typing import NDArray

from game.sound.instrument import Arrangement, Frames, StemBlock
from game.sound.tone import SAMPLE_RATE

DEFAULT_LIMIT_BYTES = 1_000_000_000
"""Some forty songs of three minutes."""
STEMS = ("backing.flac", "tune.flac")
NOTE = "entry.json"
UNFINISHED, MIX = ".part", ".wav"
BLOCK = 10 * SAMPLE_RATE
HEADROOM = 2.0
"""A stem may exceed full scale by so much; it is the mix that is limited."""
_ABANDONED_AFTER_S = 24 * 3600.0
_QUICK = 0.2
"""FLAC's more thorough levels take longer and save next to nothing."""
_PIECE_BYTES = 1 << 20


class _File(msgspec.Struct, frozen=True):
    size: int
    checksum: int


class _Entry(msgspec.Struct, frozen=True):
    frames: int
    stems: tuple[_File, _File]


@dataclass(frozen=True, slots=True)
class StemCache:
    """Stems in `folder`, which together take at most `limit_bytes` (the newest stays)."""

    folder: Path
    limit_bytes: int = DEFAULT_LIMIT_BYTES

    def has(self, key: str) -> bool:
        """Whether stems seem to be there; `read` is what makes sure that they are whole."""
        return (self.folder / key / NOTE).is_file()

    def read(self, key: str, frames: int) -> Iterator[StemBlock] | None:
        """The stems as blocks; None if they aren't there, not `frames` long or damaged."""
        entry = self.folder / key
        if not _is_whole(entry, frames):
            return None
        with suppress(OSError):
            os.utime(entry / NOTE)
        return _blocks(entry)

    def write(self, key: str, frames: int) -> StemWriter:
        """Takes stems of so many frames. Raises `OSError`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return StemWriter(self, key, frames)

    def make_room(self, keep: str) -> None:
        """Remove what was used longest ago until the rest fits, and what an ended run left behind.

        Files that are in use may refuse on some systems; they go another time.
        """
        with suppress(OSError):
            self._clear_abandoned()
            used = [(_used_ns(entry), entry) for entry in self._entries() if entry.name != keep]
            room = self.limit_bytes - _bytes_of(self.folder / keep)
            for _, entry in sorted(used, reverse=True):
                room -= _bytes_of(entry)
                if room < 0:
                    shutil.rmtree(entry, ignore_errors=True)

    def _entries(self) -> list[Path]:
        found = [path for path in self.folder.iterdir() if path.suffix != UNFINISHED]
        return [path for path in found if path.is_dir()]

    def _clear_abandoned(self) -> None:
        """What a program that was ended left: half-written entries, and mixes it was playing."""
        for path in self.folder.iterdir():
            if path.suffix not in (UNFINISHED, MIX):
                continue
            if time.time() - path.stat().st_mtime > _ABANDONED_AFTER_S:
                shutil.rmtree(path, ignore_errors=True)
                with suppress(OSError):
                    path.unlink(missing_ok=True)


class StemWriter:
    """Writes one entry of a cache; used in a `with` block, after which nothing half-made stays."""

    def __init__(self, cache: StemCache, key: str, frames: int) -> None:
        self._cache = cache
        self._key = key
        self._frames = frames
        self._written = 0
        self._folder = Path(tempfile.mkdtemp(suffix=UNFINISHED, dir=cache.folder))
        self._files = [_flac(self._folder / name) for name in STEMS]

    def __enter__(self) -> StemWriter:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files:
            file.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def append(self, block: StemBlock) -> StemBlock:
        """Write a block. The result is what will be read again, to the bit. Raises `OSError`."""
        stored: list[Frames] = []
        for file, stem in zip(self._files, block, strict=True):
            samples = _stored(stem)
            try:
                file.write(samples)
            except soundfile.SoundFileRuntimeError as problem:
                raise OSError(str(problem)) from None
            stored.append(_restored(samples))
        self._written += len(block.tune)
        return StemBlock(*stored)

    def commit(self) -> None:
        """All blocks are written: put the entry in its place and make room. Raises `OSError`.

        Where another program has just put the same entry there, that one stays.
        """
        for file in self._files:
            file.close()
        if self._written != self._frames:
            raise OSError("the stems are not as long as they should be")
        facts = [_facts(self._folder / name) for name in STEMS]
        entry = _Entry(self._frames, (facts[0], facts[1]))
        (self._folder / NOTE).write_bytes(msgspec.json.encode(entry))
        place = self._cache.folder / self._key
        shutil.rmtree(place, ignore_errors=True)
        with suppress(OSError):
            self._folder.rename(place)
        self._cache.make_room(self._key)


def key_of(arrangement: Arrangement, identity: str) -> str:
    """A file name's worth of everything that the stems of `arrangement` sound by."""
    song = arrangement.song
    digest = hashlib.sha256(f"thumbtune stems 1\n{identity}\n".encode())
    digest.update(f"{song.sha256} {len(song.notes)} {arrangement.speed_percent}\n".encode())
    for note in arrangement.tune:
        digest.update(f"{note.onset_s!r} {note.pitch} {note.channel} {note.track}\n".encode())
    return digest.hexdigest()[:40]


def _flac(path: Path) -> soundfile.SoundFile:
    return soundfile.SoundFile(
        path, "w", SAMPLE_RATE, 2, "PCM_16", format="FLAC", compression_level=_QUICK
    )


def _stored(stem: Frames) -> NDArray[np.int16]:
    scaled = np.clip(stem * (32767 / HEADROOM), -32767, 32767)
    return np.rint(scaled).astype(np.int16)


def _restored(samples: NDArray[Any]) -> Frames:
    return samples * np.float32(HEADROOM / 32767)


def _blocks(entry: Path) -> Iterator[StemBlock]:
    backing, tune = (soundfile.SoundFile(entry / name) for name in STEMS)
    with backing, tune:
        while len(samples := backing.read(BLOCK, "int16", always_2d=True)):
            yield StemBlock(
                _restored(samples), _restored(tune.read(BLOCK, "int16", always_2d=True))
            )


def _is_whole(entry: Path, frames: int) -> bool:
    """Whether the files are, byte for byte, those that were noted."""
    try:
        noted = msgspec.json.decode((entry / NOTE).read_bytes(), type=_Entry)
        found = tuple(_facts(entry / name) for name in STEMS)
    except (OSError, msgspec.DecodeError):
        return False
    return noted == _Entry(frames, (found[0], found[1]))


def _facts(path: Path) -> _File:
    size, checksum = 0, 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE_BYTES):
            size, checksum = size + len(piece), zlib.crc32(piece, checksum)
    return _File(size, checksum)


def _used_ns(entry: Path) -> int:
    try:
        return (entry / NOTE).stat().st_mtime_ns
    except OSError:
        return 0


def _bytes_of(entry: Path) -> int:
    return sum(path.stat().st_size for path in entry.iterdir())
