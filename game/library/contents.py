"""What the bytes of one file hold: a song with its tune, or a sentence about why not."""

from __future__ import annotations

from pathlib import Path

from game import __version__
from game.charting.chart import CHARTER_VERSION
from game.library.entry import Content, Facts, TuneFacts
from game.music.reading import read_song
from game.music.song import SongError
from game.music.tune import find_tune, offered
from game.text import sentence

MADE_BY = f"{__version__} {CHARTER_VERSION}"
"""What is remembered of a file is read again once this has changed: it might be read better."""


def content_of(path: Path) -> Content:
    """What the file at `path` holds. Whatever is wrong with it becomes a sentence."""
    try:
        song = read_song(path)
        tune = find_tune(song)
    except SongError as problem:
        return Content(None, problem.sentence)
    except Exception:  # one strange file must not keep all others from being listed
        return Content(None, sentence("This file can't be read."))
    best = offered(tune.candidates)
    return Content(
        Facts(
            title=song.title if song.title != path.stem else "",
            duration_s=song.duration_s,
            note_count=len(song.notes),
            tune=TuneFacts(
                tune.track,
                tune.channel,
                tune.confidence,
                tuple((one.track, one.channel, one.score) for one in best),
            ),
        ),
        None,
    )
