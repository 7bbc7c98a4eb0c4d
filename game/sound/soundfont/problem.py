"""The one exception of this package."""

from __future__ import annotations


class FontError(Exception):
    """A file can't be used as a SoundFont. Its text is one sentence for the person who chose it."""
