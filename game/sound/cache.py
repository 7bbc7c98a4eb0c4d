"""Keeps rendered songs as WAV files, so that a song already heard begins at once.

A file is written beside its place and moved there when it is whole, so a half-written one is never
played. What has not been used for longest goes when the folder grows beyond its limit.
"""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
import time
import wave
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from game.sound.voice import (
    SAMPLE_RATE,
    VOICE_VERSION,
    Performance,
    SoundError,
    render_blocks,
    total_frames,
)

DEFAULT_LIMIT_BYTES = 1_000_000_000
"""About an hour and a half of sound."""
_CHANNELS, _SAMPLE_BYTES, _HEADER_BYTES = 2, 2, 44
_UNFINISHED = ".part"
_ABANDONED_AFTER_S = 24 * 3600.0
_FULL_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True)
class SoundCache:
    """Rendered songs in `folder`, which together take at most `limit_bytes` (the newest stays)."""

    folder: Path
    limit_bytes: int = DEFAULT_LIMIT_BYTES

    def path_of(self, performance: Performance) -> Path:
        """Where the sound of `performance` is or will be."""
        return self.folder / f"{cache_key(performance)}.wav"

    def is_ready(self, performance: Performance) -> bool:
        """Whether the sound is there, whole, and needs no rendering."""
        return _is_whole(self.path_of(performance), total_frames(performance))

    def wav_for(
        self, performance: Performance, on_progress: Callable[[float], None] | None = None
    ) -> Path:
        """The WAV file with the sound of `performance`, rendered now unless it is there already.

        `on_progress` hears how much is rendered, from 0 to 1. Raises `SoundError` when the file
        can't be written.
        """
        path = self.path_of(performance)
        if self.is_ready(performance):
            with suppress(OSError):
                os.utime(path)
            return path
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._render(performance, path, on_progress or (lambda _: None))
        except OSError as problem:
            raise SoundError(_sentence(problem)) from None
        self._make_room(path)
        return path

    def _render(
        self, performance: Performance, path: Path, on_progress: Callable[[float], None]
    ) -> None:
        handle, name = tempfile.mkstemp(suffix=_UNFINISHED, dir=self.folder)
        unfinished = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                _write(performance, file, on_progress)
            unfinished.replace(path)
        finally:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)

    def _make_room(self, keep: Path) -> None:
        """Remove what was used longest ago until the rest fits, and what an ended run left behind.

        A file that is just being played may refuse on some systems; it goes another time.
        """
        with suppress(OSError):
            for path in self.folder.glob(f"*{_UNFINISHED}"):
                if time.time() - path.stat().st_mtime > _ABANDONED_AFTER_S:
                    path.unlink(missing_ok=True)
            others = [(p.stat(), p) for p in self.folder.glob("*.wav") if p != keep]
            room = self.limit_bytes - keep.stat().st_size
            for facts, path in sorted(others, key=lambda other: -other[0].st_mtime_ns):
                room -= facts.st_size
                if room < 0:
                    path.unlink(missing_ok=True)


def cache_key(performance: Performance) -> str:
    """A file name's worth of everything that `performance` sounds by."""
    digest = hashlib.sha256(f"thumbtune voice {VOICE_VERSION}\n".encode())
    song = performance.song
    digest.update(f"{song.sha256} {len(song.notes)} {song.duration_s!r}\n".encode())
    digest.update(f"{float(performance.speed_percent)!r} {performance.lead_in_s!r}\n".encode())
    digest.update(f"{performance.clicks_s!r}\n".encode())
    for note in performance.tune:
        digest.update(f"{note.onset_s!r} {note.pitch} {note.channel} {note.track}\n".encode())
    return digest.hexdigest()[:40]


def _write(performance: Performance, file: BinaryIO, on_progress: Callable[[float], None]) -> None:
    total, done = total_frames(performance), 0
    with wave.open(file, "wb") as wav:
        wav.setnchannels(_CHANNELS)
        wav.setsampwidth(_SAMPLE_BYTES)
        wav.setframerate(SAMPLE_RATE)
        wav.setnframes(total)
        for block in render_blocks(performance):
            wav.writeframesraw(block.astype("<i2", copy=False).tobytes())
            done += len(block)
            on_progress(done / total)


def _is_whole(path: Path, frames: int) -> bool:
    """Whether the header says what it must and the file is as long as it says."""
    try:
        with wave.open(str(path), "rb") as wav:
            found = wav.getparams()[:4]
        size = path.stat().st_size
    except (OSError, EOFError, wave.Error):
        return False
    expected = (_CHANNELS, _SAMPLE_BYTES, SAMPLE_RATE, frames)
    return found == expected and size == _HEADER_BYTES + frames * _CHANNELS * _SAMPLE_BYTES


def _sentence(problem: OSError) -> str:
    if problem.errno in _FULL_DISK:
        return "There is no room left on the disk for this song's sound, so it plays in silence."
    return "The folder for the songs' sound can't be written to, so this one plays in silence."
