"""Which level a song is a good first song for, where somebody has said so.

`levels.toml` in a folder of songs names files without their ending and gives each the number of a
level: `ode-to-joy = 1`. It is a help, so one that can't be understood says nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

FILE_NAME = "levels.toml"


def marks_in(folders: Iterable[Path]) -> Mapping[str, int]:
    """The level numbers of marked songs, by their path without its ending."""
    found: dict[str, int] = {}
    for folder in folders:
        try:
            table = tomllib.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            continue
        for name, number in table.items():
            if isinstance(number, int) and not isinstance(number, bool):
                found[str(folder / name)] = number
    return found
