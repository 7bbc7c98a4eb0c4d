"""A player who hears: presses keys by what is recorded, and a key whose sound is waited for."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from random import Random

import mido
import numpy as np
from numpy.typing import NDArray

from tests.e2e.display import Display, Robot, wait_until
from tests.e2e.playing import KEYS, running_game, thumbtune
from tests.e2e.pulse import RATE, Pulse, Recording

ENOUGH_BYTES = 4 * RATE * 4
"""Four seconds, from which a recording knows its time."""
FIRST_S, BEAT_S = 1.0, 1.0
COUNT_IN_ENDS_S = 1.25
"""From the last click of the count-in to the first beat there are one and a half seconds."""
LEVEL = ("--level", "3")
IN_TIME_S = 0.002
LISTENED = 6
"""Beats that the player hears before joining in."""
SINK_WAKES_S = 2.5
PAUSES_S = (0.09, 0.16)
HELD_S = 0.03
LATEST_S = 0.08
"""Between two keys there are at least 120 ms, so a click belongs to the key before it."""


def write_beats(path: Path, notes: int) -> Path:
    """A MIDI file with short, equal notes a second apart."""
    track = mido.MidiTrack()
    for number in range(notes):
        wait = 900 if number else 960  # ticks, of which two beats of half a second have 960
        track.append(mido.Message("note_on", note=72, velocity=110, time=wait))
        track.append(mido.Message("note_off", note=72, velocity=0, time=60))
    mido.MidiFile(type=0, ticks_per_beat=480, tracks=[track]).save(str(path))
    return path


def judged_ms(screen: Display, pulse: Pulse, folder: Path, count: int) -> NDArray[np.float64]:
    """How late the game judged each hit of a robot that plays a song of `count` beats as heard.

    Only hits on beats that were heard in time after the one before count: otherwise the sound had a
    gap meanwhile, and the robot, who could not know, pressed elsewhere than at the heard beat.
    """
    song, home = write_beats(folder / "beats.mid", count), folder / "home"
    (facts,) = thumbtune("chart", str(song), *LEVEL, home=home)
    notes = facts["notes"]
    assert isinstance(notes, list)
    recorded = folder / "beats.raw"
    environment = screen.environment | pulse.environment
    arguments = ["play", str(song), *LEVEL]
    with running_game(arguments, environment, home, folder / "trace.jsonl") as game:
        game.wait_for_song()
        with pulse.recording(recorded):
            press_as_heard(screen.robot, recorded, notes)
            game.wait_for_run()
        errors_ms = game.hit_errors_ms()
    gaps_s = np.diff(_beats_heard(recorded))
    in_time = [place + 1 for place in np.flatnonzero(np.abs(gaps_s - BEAT_S) < IN_TIME_S)]
    beat_of = [round((float(note["time_s"]) - FIRST_S) / BEAT_S) for note in notes]
    return np.array([late for note, late in errors_ms.items() if beat_of[note] in in_time])


def press_as_heard(
    robot: Robot, recorded: Path, notes: list[dict[str, object]]
) -> list[tuple[float, float]]:
    """Press the key of each note, after some of listening, at the moment its beat will be heard.

    The player knows the rhythm and hears how it lies in time (the recording so far); of the game's
    clock it knows nothing. The result is a pair a note: song time, and the `perf_counter` reading
    when its key was sent.
    """
    sent: list[tuple[float, float]] = []
    begins_s = _when_song_began(recorded, LISTENED)
    for note in notes:
        time_s = float(str(note["time_s"]))
        if begins_s + time_s < time.perf_counter():
            continue
        key = KEYS[str(note["grip"])]
        sleep_until(begins_s + time_s)
        sent.append((time_s, robot.key(key, down=True)))
        time.sleep(0.15)
        robot.key(key, down=False)
        begins_s = _when_song_began(recorded, LISTENED)
    return sent


def _when_song_began(recorded: Path, beats: int) -> float:
    """`perf_counter` at song time 0, by the last beat heard, once there were so many."""
    wait_until(lambda: recorded.stat().st_size > ENOUGH_BYTES, "the song to be heard")
    while len(heard_s := _beats_heard(recorded)) < beats:
        time.sleep(0.1)
    begins_s = float(heard_s[0]) - FIRST_S
    for one_s in heard_s:
        begins_s = float(one_s - round((one_s - begins_s) / BEAT_S) * BEAT_S)
    return begins_s


def _beats_heard(recorded: Path) -> NDArray[np.float64]:
    """When each beat so far was heard, without the count-in; of one cut in two the first half."""
    heard_s = Recording(recorded).click_times_s(0.1)
    pauses = np.flatnonzero(np.diff(heard_s) > COUNT_IN_ENDS_S)
    heard_s = heard_s[pauses[0] + 1 :] if len(pauses) else heard_s[:0]
    return heard_s[np.concatenate(([True], np.diff(heard_s) > BEAT_S / 2))[: len(heard_s)]]


def sleep_until(moment_s: float) -> None:
    """Until a reading of `perf_counter`, to a fraction of a millisecond."""
    while (left_s := moment_s - time.perf_counter()) > 0:
        time.sleep(left_s if left_s > 0.002 else 0)


def keys_to_sounds_ms(
    robot: Robot, screen: Mapping[str, str], pulse: Pulse, folder: Path, keys: int, buffer: int
) -> NDArray[np.float64]:
    """How long after being sent each of many keys, at random moments, was heard.

    Sending, X server, loop, mixer, sound server and recorder all count. NaN for one not heard.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.sounding", str(buffer)],
        env={**pulse.whole_environment, **screen},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        while process.stdout.readline().strip() != "ready":
            assert process.poll() is None, "the program that sounds the keys ended"
        time.sleep(SINK_WAKES_S)
        with pulse.recording(folder / "keys.raw"):
            sent_s = _press_at_random(robot, keys)
            time.sleep(0.5)
    finally:
        process.kill()
        process.communicate()
    heard_s = Recording(folder / "keys.raw").click_times_s(0.4)
    return np.array([_first_after(heard_s, moment_s) for moment_s in sent_s]) * 1000


def _press_at_random(robot: Robot, keys: int) -> list[float]:
    random = Random(1)
    sent: list[float] = []
    for _ in range(keys):
        time.sleep(random.uniform(*PAUSES_S))
        sent.append(time.perf_counter())
        robot.key("j", down=True)
        time.sleep(HELD_S)
        robot.key("j", down=False)
    return sent


def _first_after(heard_s: NDArray[np.float64], moment_s: float) -> float:
    later_s = heard_s[heard_s > moment_s] - moment_s
    return float(later_s[0]) if len(later_s) and later_s[0] < LATEST_S else float("nan")
