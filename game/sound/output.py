"""What the sound comes out of: its name, under which the timing of that output is kept."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from functools import cache
from pathlib import Path

import pygame

UNKNOWN_OUTPUT = "default"
_LIBRARIES = (
    "../pygame_ce.libs/libSDL2-2*.so*",
    ".dylibs/libSDL2-*.dylib",
    "SDL2.dll",
)
"""Where the wheels of pygame-ce keep their SDL, on Linux, macOS and Windows, from its package."""
_SPEC_BYTES = 64
"""More than an SDL_AudioSpec has; what it says is not looked at."""


def output_name() -> str:
    """The name of the loudspeaker or headphone in use; `UNKNOWN_OUTPUT` when it can't be told.

    It is the one the system prefers now. Where SDL does not say which that is, it is known only if
    there is just one.
    """
    if not pygame.mixer.get_init():
        return UNKNOWN_OUTPUT
    return _preferred() or _only_one() or UNKNOWN_OUTPUT


def _preferred() -> str | None:
    """What `SDL_GetDefaultAudioInfo` (SDL 2.24) answers; pygame has no call for it."""
    sdl = _sdl()
    if sdl is None:
        return None
    name = ctypes.c_char_p()
    spec = ctypes.create_string_buffer(_SPEC_BYTES)
    if sdl.SDL_GetDefaultAudioInfo(ctypes.byref(name), spec, 0) != 0 or not name.value:
        return None
    found = name.value.decode(errors="replace")
    sdl.SDL_free(name)
    return found


@cache
def _sdl() -> ctypes.CDLL | None:
    """The very SDL that pygame has loaded; None if it came from elsewhere, or is too old."""
    package = Path(pygame.__file__).parent
    for pattern in _LIBRARIES:
        for path in (package / pattern).parent.glob(Path(pattern).name):
            with suppress(OSError, AttributeError):
                sdl = ctypes.CDLL(str(path.resolve()))
                sdl.SDL_free.argtypes = [ctypes.c_void_p]
                sdl.SDL_GetDefaultAudioInfo.restype = ctypes.c_int
                return sdl
    return None


def _only_one() -> str | None:
    try:
        from pygame._sdl2.audio import get_audio_device_names  # not a promised part of pygame

        names = get_audio_device_names(False)
    except (ImportError, RuntimeError):  # pygame.error is the latter, and so is that of _sdl2
        return None
    return names[0] if len(names) == 1 else None
