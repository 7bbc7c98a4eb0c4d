"""What the tests in a real window share: a screen, sound, and a place for pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import mido
import pytest

from tests.e2e import display, pulse

PICTURES = Path(__file__).parents[2] / "test-output" / "e2e"


@pytest.fixture(scope="session")
def screen() -> Iterator[display.Display]:
    """A screen of 1280x720 without a window manager, so the game's window fills it."""
    missing = display.missing_tools()
    if missing:
        pytest.fail(f"{missing} is needed for tests in a real window")
    with display.running_display() as running:
        yield running


@pytest.fixture(scope="session")
def sound() -> Iterator[dict[str, str]]:
    """The environment of a process that plays into a sound server of our own."""
    missing = pulse.missing_tools()
    if missing:
        pytest.fail(f"{missing} is needed for tests with sound")
    with pulse.running_pulse() as running:
        yield running.environment


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where screenshots are kept to be looked at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    return PICTURES


@pytest.fixture
def short_song(tmp_path: Path) -> Path:
    """Twelve notes a second apart, up and down, beginning at 1 s."""
    return write_song(tmp_path / "short.mid", [60, 62, 64, 65, 67, 65, 64, 62, 60, 62, 64, 60])


def write_song(path: Path, pitches: list[int], note_s: float = 1.0) -> Path:
    """A MIDI file with these pitches one after the other, after a rest of one note."""
    path.parent.mkdir(parents=True, exist_ok=True)
    track = mido.MidiTrack()
    ticks = round(480 * note_s * 2)
    track.append(mido.MetaMessage("track_name", name="Short song", time=0))
    for number, pitch in enumerate(pitches):
        wait = ticks if number == 0 else 0
        track.append(mido.Message("note_on", note=pitch, velocity=90, time=wait))
        track.append(mido.Message("note_off", note=pitch, velocity=0, time=ticks))
    mido.MidiFile(type=0, ticks_per_beat=480, tracks=[track]).save(str(path))
    return path
