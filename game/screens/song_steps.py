"""Where the buttons of the song list lead."""

from __future__ import annotations

from game.screens.steps import (
    OpenHome,
    OpenInputs,
    OpenPlay,
    OpenPractice,
    OpenSound,
    OpenTunes,
    Step,
)
from game.screens.ui.song_rows import SongRow


def step_of(name: str, row: SongRow | None) -> Step | None:
    """Where the button `name` leads while `row` is the chosen song; None if it leads nowhere."""
    match name:
        case "home":
            return OpenHome()
        case "sound":
            return OpenSound()
        case "keys":
            return OpenInputs()
        case "play" if row and not row.problem:
            return OpenPlay(row.key)
        case "practise" if row:
            return OpenPractice(row.key)
        case "tune" if row:
            return OpenTunes(row.key)
        case _:
            return None
