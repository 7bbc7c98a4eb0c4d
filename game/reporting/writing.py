"""Writes a file beside its place and moves it there when it is whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from game.reasons import reason_of
from game.text import tr


class ReportError(Exception):
    """A report can't be made or written. Its text is one sentence."""


@contextmanager
def replacing(path: Path, encoding: str = "utf-8") -> Generator[TextIO]:
    """A text file that takes the place of `path` once everything is in it and on the disk.

    Until then, and for good if anything is raised, what was there before stays as it was. Lines end
    as they are written. Only its owner can read it: it is about somebody's health. Raises
    `ReportError` where the place can't be written to or the disk is full.
    """
    unfinished: Path | None = None
    try:
        if path.is_dir():
            raise IsADirectoryError(0, "is a directory")
        handle, name = tempfile.mkstemp(prefix=".report-", suffix=".part", dir=path.parent)
        unfinished = Path(name)
        with os.fdopen(handle, "w", encoding=encoding, newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException as problem:
        if unfinished is not None:
            with suppress(OSError):
                unfinished.unlink()
        if not isinstance(problem, OSError):
            raise
        told = tr("{path} can't be written to: {reason}.")
        reason = reason_of(problem, type(problem).__name__)
        raise ReportError(told.format(path=path, reason=reason)) from None
