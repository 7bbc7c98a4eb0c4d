"""The clicks of the timing check lie to the frame where the rules have them; examples are heard."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from game.play.calibration import clicks
from game.sound.clicks import click_track, write_click_track
from game.sound.examples import Kind, frames
from game.sound.problem import SoundError
from game.sound.tone import SAMPLE_RATE

LEAD_IN_S = 1.5


def test_every_click_begins_at_its_time() -> None:
    track = click_track(clicks(4), LEAD_IN_S).astype(np.int32)
    assert np.array_equal(track[:, 0], track[:, 1])
    loud = np.flatnonzero(np.abs(track[:, 0]) > 200)
    begins = loud[np.concatenate(([True], np.diff(loud) > SAMPLE_RATE // 10))]
    due = [round((LEAD_IN_S + click.time_s) * SAMPLE_RATE) for click in clicks(4)]
    assert len(begins) == len(due)
    assert np.max(np.abs(begins - due)) < 0.001 * SAMPLE_RATE


def test_the_file_holds_the_track_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = write_click_track(tmp_path / "cache" / "clicks.wav", clicks(2), LEAD_IN_S)
    with wave.open(str(path)) as file:
        assert file.getframerate() == SAMPLE_RATE
        written = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)
    assert np.array_equal(written, click_track(clicks(2), LEAD_IN_S))
    assert list(path.parent.iterdir()) == [path]


def test_a_place_that_can_not_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(SoundError, match="can't be heard"):
        write_click_track(tmp_path / "cache" / "clicks.wav", clicks(2), LEAD_IN_S)


@pytest.mark.parametrize("kind", Kind)
def test_every_example_is_short_heard_and_not_clipped(kind: Kind) -> None:
    sound = np.frombuffer(frames(kind), "<i2").astype(np.int32)
    seconds = len(sound) / 2 / SAMPLE_RATE
    assert 0.3 < seconds < 4
    assert 3000 < np.max(np.abs(sound)) < 32767
    assert np.max(np.abs(sound[-200:])) < 400
