"""Jobs as strange as jobs can be. Processes import them from here."""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from pathlib import Path

from game.music.song import SongError
from game.text import sentence, tr

News = Generator[object, None, None]


def count(to: int) -> News:
    yield from range(to)


def tell_process() -> News:
    yield os.getpid()


def count_for_ever(ended: Path | None = None) -> News:
    try:
        yield os.getpid()
        number = 0
        while True:
            number += 1
            time.sleep(0.01)
            yield number
    finally:
        if ended:
            ended.touch()


def hang() -> News:
    yield os.getpid()
    time.sleep(600)


def hang_at_once() -> News:
    time.sleep(600)
    yield None


def die() -> News:
    yield "about to die"
    os._exit(1)


def die_at_once() -> News:
    os._exit(1)
    yield None


def refuse() -> News:
    yield "one"
    raise SongError("This is told as it is.")


def say(text: str) -> News:
    yield tr(text)


def refuse_in_words() -> News:
    yield "one"
    raise SongError(sentence("This song is longer than {hours} hours.", hours=4))


def stumble() -> News:
    yield 1 / 0


def tell_much(size: int) -> News:
    yield bytes(size)


def take_much(much: bytes) -> News:
    yield len(much)
