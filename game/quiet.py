"""Keeps what C libraries print about missing devices off the screen; the game says it in words."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

_STDERR = 2


@contextmanager
def quiet_libraries() -> Generator[None]:
    """Send the process's own error stream nowhere while the block lasts."""
    try:
        kept = os.dup(_STDERR)
    except OSError:  # a program without a console has none
        yield
        return
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), _STDERR)
        try:
            yield
        finally:
            os.dup2(kept, _STDERR)
            os.close(kept)
