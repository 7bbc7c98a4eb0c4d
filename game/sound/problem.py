"""What can keep a song from being heard."""

from __future__ import annotations


class SoundError(Exception):
    """A song has no sound. Its text is one sentence for the player; the game goes on."""
