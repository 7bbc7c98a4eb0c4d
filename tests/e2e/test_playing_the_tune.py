"""What a player hears of the pinches: the tune's own notes, at once, and soft sounds beside it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import mido
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.e2e.display import Display
from tests.e2e.playing import Game, play_notes, running_game, sleep_until, thumbtune
from tests.e2e.pulse import RATE, Pulse, Recording, missing_tools, running_pulse

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(missing_tools() is not None, reason=f"{missing_tools()} is not installed"),
]

PITCHES = (60, 64, 67, 62, 60, 64, 67, 62)
PLAYED = 4
"""So many are pinched; the same ones follow, left to the guide."""
REST_S = 9.0
NEAR_S = 0.12
"""A sound that a key made comes within this time of it."""


@pytest.fixture(scope="module")
def pulse() -> Iterator[Pulse]:
    with running_pulse() as server:
        yield server


@pytest.fixture
def song(tmp_path: Path) -> Path:
    """Notes a second apart, short ones of an instrument that dies away; then rest, then a note."""
    track = mido.MidiTrack([mido.Message("program_change", program=13)])
    wait = 960
    for pitch in PITCHES:
        track.append(mido.Message("note_on", note=pitch, velocity=90, time=wait))
        track.append(mido.Message("note_off", note=pitch, time=480))
        wait = 480
    track.append(mido.Message("note_on", note=60, velocity=90, time=round(REST_S * 960)))
    track.append(mido.Message("note_off", note=60, time=480))
    path = tmp_path / "notes.mid"
    mido.MidiFile(type=0, ticks_per_beat=480, tracks=[track]).save(str(path))
    return path


def chart_of(song: Path, home: Path) -> list[dict[str, object]]:
    (facts,) = thumbtune("chart", str(song), home=home)
    notes = facts["notes"]
    assert isinstance(notes, list)
    return notes


def level(sound: NDArray[np.float32], pitch: int) -> float:
    """How much of `sound` is at a MIDI pitch, within half a semitone."""
    hertz = 440 * 2 ** ((pitch - 69) / 12)
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) / len(sound)
    places = np.fft.rfftfreq(len(sound), 1 / RATE)
    near = (places > hertz * 2 ** (-0.5 / 12)) & (places < hertz * 2 ** (0.5 / 12))
    return float(np.sqrt(np.sum(spectrum[near] ** 2)))


def stray(game: Game, screen: Display, times_s: list[float]) -> list[float]:
    """Press a key where nothing is due, at these song times; when each was sent."""
    sent: list[float] = []
    for time_s in times_s:
        sleep_until(game, time_s)
        sent.append(screen.robot.key("j", down=True))
        time.sleep(0.05)
        screen.robot.key("j", down=False)
    return sent


def test_a_hit_sounds_its_note_of_the_tune_and_a_stray_pinch_comes_at_once(
    screen: Display, pulse: Pulse, tmp_path: Path, song: Path
) -> None:
    home = tmp_path / "home"
    notes = chart_of(song, home)
    rest_s = float(str(notes[len(PITCHES) - 1]["time_s"])) + 2.0
    strays_s = [rest_s + 0.43 * number for number in range(14)]
    environment = screen.environment | pulse.environment
    with (
        pulse.recording(tmp_path / "heard.raw"),
        running_game(["play", str(song)], environment, home, tmp_path / "trace.jsonl") as game,
    ):
        game.wait_for_song()
        sent = play_notes(game, screen.robot, notes[:PLAYED])
        sleep_until(game, float(str(notes[len(PITCHES) - 1]["time_s"])) + 0.9)
        due = {song_s: game.trace.when_s(song_s) for song_s in range(1, len(PITCHES) + 1)}
        strays = stray(game, screen, strays_s)
        time.sleep(0.3)
        song_times = [float(str(note["time_s"])) for note in notes[: len(PITCHES)]]
    recording = Recording(tmp_path / "heard.raw")

    assert len(sent) == PLAYED
    heard = [
        level(recording.between(due[round(at_s)] + 0.06, due[round(at_s)] + 0.46), pitch)
        for at_s, pitch in zip(song_times, PITCHES, strict=True)
    ]
    for with_pinch, without in zip(heard[:PLAYED], heard[PLAYED:], strict=True):
        assert with_pinch > 2 * without > 0
    for number, pitch in enumerate(PITCHES[:PLAYED]):
        at_s = due[round(song_times[number])]
        piece = recording.between(at_s + 0.06, at_s + 0.46)
        others = [level(piece, other) for other in range(57, 73) if abs(other - pitch) > 1]
        assert heard[number] > 4 * max(others)

    late_s = [first_sound_s(recording, sent_s) for sent_s in strays]
    print("key to sound, ms:", [round(1000 * late) for late in late_s])
    assert np.mean(late_s) < 0.035


def first_sound_s(recording: Recording, sent_s: float) -> float:
    """How long after `sent_s` something is heard."""
    sound = recording.between(sent_s, sent_s + NEAR_S)
    loud = np.flatnonzero(np.abs(sound) > 0.01)
    assert len(loud), "the pinch was not heard"
    return float(loud[0]) / RATE
