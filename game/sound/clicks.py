"""The clicks that timing is checked with, as a file that plays the very way a song does."""

from __future__ import annotations

import tempfile
import wave
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from game.play.calibration import Click
from game.sound import tone
from game.sound.problem import SoundError
from game.sound.tone import SAMPLE_RATE
from game.text import tr

CLICK_GAIN = 0.5
_TAIL_S = 1.0


def click_track(clicks: Sequence[Click], lead_in_s: float) -> NDArray[np.int16]:
    """Stereo frames, shape (frames, 2), that begin `lead_in_s` before time 0 of the clicks."""
    last_s = max((click.time_s for click in clicks), default=0.0)
    sound = np.zeros(round((lead_in_s + last_s + _TAIL_S) * SAMPLE_RATE), np.float32)
    for click in clicks:
        wave_of_click = tone.click(accented=click.starts_bar)
        at = round((lead_in_s + click.time_s) * SAMPLE_RATE)
        sound[at : at + len(wave_of_click)] += CLICK_GAIN * wave_of_click
    samples = np.rint(np.clip(sound, -1, 1) * 32767).astype(np.int16)
    return np.repeat(samples[:, None], 2, axis=1)


def write_click_track(path: Path, clicks: Sequence[Click], lead_in_s: float) -> Path:
    """Write the track to `path`, whole or not at all. Raises `SoundError` when it can't be."""
    frames = click_track(clicks, lead_in_s)
    unfinished: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            unfinished = Path(file.name)
            with wave.open(file, "wb") as track:
                track.setnchannels(2)
                track.setsampwidth(2)
                track.setframerate(SAMPLE_RATE)
                track.writeframes(frames.tobytes())
        unfinished.replace(path)
    except OSError:
        if unfinished:
            with suppress(OSError):
                unfinished.unlink()
        raise SoundError(
            tr("The clicks can't be written to the disk, so they can't be heard.")
        ) from None
    return path
