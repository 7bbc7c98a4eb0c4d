"""What the sound comes out of: its name, under which the timing of that output is kept."""

from __future__ import annotations

import pygame
from pygame._sdl2.audio import get_audio_device_names

UNKNOWN_OUTPUT = "default"


def output_name() -> str:
    """The name of the loudspeaker or headphone in use; `UNKNOWN_OUTPUT` when it can't be told.

    SDL plays to whichever output the system prefers and does not say which: only where there is
    just one is it known.
    """
    if not pygame.mixer.get_init():
        return UNKNOWN_OUTPUT
    try:
        names = get_audio_device_names(False)
    except RuntimeError:  # pygame.error is one, and so is that of pygame._sdl2
        return UNKNOWN_OUTPUT
    return names[0] if len(names) == 1 and names[0] else UNKNOWN_OUTPUT
