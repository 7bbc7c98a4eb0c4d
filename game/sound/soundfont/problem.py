"""The one exception of this package."""

from __future__ import annotations

from game.text import Sentence


class FontError(Exception):
    """A file can't be used as a SoundFont. Its text is one sentence for the person who chose it."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        """The text as data: who opens a font may keep it for long."""
