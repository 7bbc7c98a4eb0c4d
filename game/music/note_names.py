"""What notes are called."""

from __future__ import annotations

from game.text import later, tr

_NAMES = (
    *(later("C"), later("C#"), later("D"), later("D#"), later("E"), later("F")),
    *(later("F#"), later("G"), later("G#"), later("A"), later("A#"), later("B")),
)


def note_name(pitch: int) -> str:
    """The name of a MIDI pitch without its octave, as people say it in the language in use."""
    return tr(_NAMES[pitch % 12])
