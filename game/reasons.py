"""Why the disk did not do something, in words to go into a sentence."""

from __future__ import annotations

from game.text import Sentence, later, sentence

_USUAL = (
    later("permission denied"),
    later("no such file or directory"),
    later("no space left on device"),
    later("read-only file system"),
    later("input/output error"),
    later("is a directory"),
    later("not a directory"),
    later("file name too long"),
    later("file exists"),
    later("disk quota exceeded"),
    later("too many levels of symbolic links"),
    later("device or resource busy"),
    later("operation not permitted"),
)
"""What systems say most often, for the translators; anything else is passed on as it is."""


def reason_of(problem: OSError, otherwise: str) -> Sentence:
    """The system's own words for `problem`, or `otherwise` (marked with `later`) without any."""
    words = problem.strerror or ""
    return sentence(words[:1].lower() + words[1:] or otherwise)
