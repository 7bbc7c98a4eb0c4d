"""The least there can be of a game: each key sounds at once, in the game's window, loop and player.

    python -m tests.e2e.sounding [BUFFER]

So the way from a key to its sound can be measured without songs and screens. Frames cost what
drawing a song costs. Prints "ready" once keys are taken.
"""

from __future__ import annotations

import sys
import time
from array import array

import pygame

from game.app.loop import run_loop
from game.app.window import open_window
from game.sound.player import MusicPlayer, open_music
from game.sound.tone import SAMPLE_RATE

FRAME_WORK_S = 0.002
CLICK_S = 0.002
_LOUD = 20000


def main(buffer: int = 512) -> None:
    """Sound each key until the window is closed."""
    open_window()
    player = open_music(buffer)
    assert isinstance(player, MusicPlayer)
    assert player.message is None
    click = pygame.mixer.Sound(buffer=array("h", [_LOUD] * 2 * round(CLICK_S * SAMPLE_RATE)))
    channel = pygame.mixer.Channel(0)
    is_over = False

    def handle(event: pygame.Event, _stamp_s: float) -> None:
        nonlocal is_over
        if event.type == pygame.KEYDOWN:
            channel.play(click)
        is_over = event.type == pygame.QUIT

    def frame(now_s: float) -> None:
        while time.perf_counter() < now_s + FRAME_WORK_S:
            pass
        pygame.display.flip()

    print("ready", flush=True)
    run_loop(handle, frame, lambda: is_over)
    player.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
