"""The game as it is, noting when each picture has been shown, one `perf_counter` reading a line.

Only for measuring starts (see `starting`). The environment names the file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pygame

from game.cli import main

FILE_VARIABLE = "THUMBTUNE_MARKS"


def noting(show: Callable[..., None], path: Path) -> Callable[..., None]:
    """`show`, noting in the file at `path` when it is done."""
    file = path.open("w", encoding="utf-8", buffering=1)

    def shown(*rectangles: object) -> None:
        show(*rectangles)
        file.write(f"{perf_counter()}\n")

    return shown


if __name__ == "__main__":
    pygame.display.update = noting(pygame.display.update, Path(os.environ[FILE_VARIABLE]))
    sys.exit(main())
