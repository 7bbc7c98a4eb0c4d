"""What the library says about a file. Plain data."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from game.text import Sentence

SURE_FROM = 0.7
"""A tune found with less confidence than this is one that the player may want to choose."""


@dataclass(frozen=True, slots=True)
class TuneFacts:
    """Which stream was taken for the tune, how surely (0 to 1), and the best candidates for it.

    `candidates` are (track, channel, score), best first.
    """

    track: int
    channel: int
    confidence: float
    candidates: tuple[tuple[int, int, float], ...]

    @property
    def is_doubtful(self) -> bool:
        """Whether the player should be asked which of several it is."""
        return self.confidence < SURE_FROM and len(self.candidates) > 1


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a song without reading it again. `title` is empty if the file has none."""

    title: str
    duration_s: float
    note_count: int
    tune: TuneFacts


@dataclass(frozen=True, slots=True)
class Content:
    """What bytes with a certain hash are: a song, or what `trouble` tells of."""

    facts: Facts | None
    trouble: Sentence | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the library: its song, or the `trouble` that says why it can't be one.

    `sha256` is that of the file's bytes, None if it can't be opened; `earlier_sha256` is what it
    was before the file was last changed, as far as is known.
    """

    path: Path
    sha256: str | None
    facts: Facts | None
    trouble: Sentence | None
    earlier_sha256: str | None = None

    @property
    def problem(self) -> str | None:
        """Why it can't be played, in the language in use; None if it can."""
        return str(self.trouble) if self.trouble else None

    @property
    def title(self) -> str:
        """The song's title, or the file's name."""
        return (self.facts.title if self.facts else "") or shown_name(self.path.stem)

    @property
    def duration_s(self) -> float:
        """How long the song is; 0 if there is none."""
        return self.facts.duration_s if self.facts else 0.0


def shown_name(name: str) -> str:
    """A file's name as it can be shown, whatever bytes it is made of."""
    return os.fsencode(name).decode("utf-8", errors="replace")
