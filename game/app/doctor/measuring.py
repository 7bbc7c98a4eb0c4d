"""What the doctor measures: some seconds of a real run, drawn and clocked as in the game.

A simulated player plays the beginning of a song on the play screen in the window, while the sound
card plays silence. Each frame is timed, and so is each reading of the song clock.
"""

from __future__ import annotations

import wave
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
import pygame

from game.app.doctor.report import Finding
from game.app.loop import run_loop
from game.charting.charter import make_chart
from game.charting.level import Level
from game.inputs.contact import Contact
from game.music.song import Song
from game.play.events import InputKind, Pinch
from game.play.run import Run
from game.play.simulated import simulated_pinches
from game.screens.play import PlayScreen
from game.session import Session, SongFacts, beats_of
from game.settings import Hand, PlaySettings
from game.sound.playback import Playback
from game.sound.player import Player
from game.sound.tone import SAMPLE_RATE
from game.text import decimal, tr

MEASURED_S = 5.0
SETTLING_S = 2.5
"""Before that: pictures are made, the card wakes (a sound server may work two seconds ahead before
it knows that somebody wants to be quick), and the clock finds its place."""
LEAD_IN_S = 1.0
SKILL = 0.9
FRAME_WORK_AIM_MS = 8.0
"""Half of a frame at 60 a second: above it pinches are stamped noticeably late."""
CLOCK_NOISE_AIM_MS = 2.0
"""Well below what anybody can feel; above it something disturbs the sound."""


@dataclass(slots=True)
class _Notes:
    """What was seen of each frame, in seconds."""

    now_s: list[float] = field(default_factory=list[float])
    work_s: list[float] = field(default_factory=list[float])
    song_s: list[float] = field(default_factory=list[float])
    raw_s: list[float] = field(default_factory=list[float])
    """What the sound card said; NaN where it said nothing."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of the run. Those of the clock are None without a sound card.

    `clock_sd_ms` and `raw_sd_ms` are standard deviations of what the clock told and of the card's
    own position from a straight line; `clock_drift_ppm` is how much faster that line ran than the
    computer's time.
    """

    frames: int
    work_median_ms: float
    work_p99_ms: float
    clock_sd_ms: float | None
    raw_sd_ms: float | None
    clock_drift_ppm: float | None


def measure(music: Player, song: Song, level: Level, seconds: float) -> Measured:
    """Play some of `song` in the window that is open, with silence through `music`.

    What is measured are `seconds` after it has settled.
    """
    seconds += SETTLING_S
    with TemporaryDirectory(prefix="thumbtune-doctor-") as folder:
        silence = None
        if music.message is None:
            silence = _silence(Path(folder) / "silence.wav", LEAD_IN_S + seconds + 2)
        playback = Playback(music, silence, LEAD_IN_S, perf_counter)
        try:
            notes = _played(_session(song, level, playback), playback, level, seconds)
        finally:
            playback.close()
    return _figures(notes, is_heard=silence is not None)


def frame_work(measured: Measured) -> Finding:
    """What drawing costs, in words."""
    is_well = measured.work_p99_ms <= FRAME_WORK_AIM_MS
    width, height = pygame.display.get_window_size()
    driver = pygame.display.get_driver()
    words = [
        tr(
            "A picture takes {median} ms to draw, 99 of 100 at most {most} ms, "
            "at {width} x {height} through {driver}."
        ).format(
            median=decimal(measured.work_median_ms, 1),
            most=decimal(measured.work_p99_ms, 1),
            width=width,
            height=height,
            driver=driver,
        )
    ]
    if not is_well:
        words.append(tr("That is slow: a smaller window, or fewer other programs, will help."))
    facts = {
        "driver": driver,
        "width": width,
        "height": height,
        "frames": measured.frames,
        "work_median_ms": round(measured.work_median_ms, 2),
        "work_p99_ms": round(measured.work_p99_ms, 2),
    }
    return Finding("screen", tr("Picture"), tuple(words), facts, is_well)


def song_clock(measured: Measured) -> Finding:
    """How steady the song clock is, in words."""
    heading = tr("Clock")
    if measured.clock_sd_ms is None:
        return Finding(
            "clock",
            heading,
            (tr("Without sound the song follows the computer's own clock."),),
            {"follows": "computer"},
        )
    is_well = measured.clock_sd_ms <= CLOCK_NOISE_AIM_MS
    words = [
        tr("The song is followed to within {clock} ms (the sound card alone: {raw} ms).").format(
            clock=decimal(measured.clock_sd_ms, 2), raw=decimal(measured.raw_sd_ms or 0.0, 2)
        )
    ]
    if not is_well:
        words.append(tr("That is unsteady: other programs may be keeping the computer very busy."))
    facts = {
        "follows": "sound card",
        "sd_ms": round(measured.clock_sd_ms, 3),
        "raw_sd_ms": round(measured.raw_sd_ms or 0.0, 3),
        "drift_ppm": round(measured.clock_drift_ppm or 0.0, 1),
    }
    return Finding("clock", heading, tuple(words), facts, is_well)


def _session(song: Song, level: Level, playback: Playback) -> Session:
    chart = make_chart(song, level, level.default_grips)
    facts = SongFacts(
        title=song.title,
        beats_per_minute=song.tempo_map.tempo_at(0.0),
        end_s=song.duration_s,
        beats=beats_of(song.tempo_map, song.duration_s, 100, LEAD_IN_S),
        lead_in_s=LEAD_IN_S,
    )
    settings = PlaySettings(level, 100, Hand.RIGHT, level.default_grips)
    return Session(Run(chart, level), facts, settings, playback)


def _played(session: Session, playback: Playback, level: Level, seconds: float) -> _Notes:
    screen, notes = PlayScreen(session, {}), _Notes()
    player = iter(simulated_pinches(session.run.chart, level, SKILL, seed=1))
    to_come: list[Pinch] = [*_next(player)]
    ends_s = perf_counter() + seconds
    closed: list[bool] = []

    def handle(event: pygame.Event, _: float) -> None:
        if event.type == pygame.QUIT:
            closed.append(True)

    def frame(now_s: float) -> None:
        while to_come and to_come[0].time_s <= session.song_s:
            pinch = to_come.pop()
            screen.pinch(Contact(now_s, pinch.grip, pinch.down, InputKind.KEYBOARD))
            to_come.extend(_next(player))
        screen.tick(now_s)
        surface = pygame.display.get_surface()
        if surface is not None:
            pygame.display.update(screen.draw(surface))
        raw_ms = playback.reading.raw_position_ms
        notes.now_s.append(now_s)
        notes.work_s.append(perf_counter() - now_s)
        notes.song_s.append(session.song_s)
        notes.raw_s.append(float("nan") if raw_ms is None else raw_ms / 1000)

    run_loop(handle, frame, lambda: bool(closed) or perf_counter() > ends_s)
    session.pause()
    return notes


def _next(pinches: Iterator[Pinch]) -> list[Pinch]:
    following = next(pinches, None)
    return [following] if following else []


def _figures(notes: _Notes, *, is_heard: bool) -> Measured:
    now_s = np.array(notes.now_s)
    if not len(now_s):
        return Measured(0, 0.0, 0.0, None, None, None)
    settled = now_s >= now_s[0] + SETTLING_S
    if np.count_nonzero(settled) < 2:
        settled[:] = True
    work_ms = 1000 * np.array(notes.work_s)[settled]
    median_ms, p99_ms = (float(np.quantile(work_ms, share)) for share in (0.5, 0.99))
    frames = int(np.count_nonzero(settled))
    raw_s = np.array(notes.raw_s)
    told = settled & ~np.isnan(raw_s)
    if not is_heard or np.count_nonzero(told) < 10:
        return Measured(frames, median_ms, p99_ms, None, None, None)
    clock_sd_s, slope = _off_line(now_s[told], np.array(notes.song_s)[told])
    raw_sd_s, _ = _off_line(now_s[told], raw_s[told])
    return Measured(
        frames, median_ms, p99_ms, 1000 * clock_sd_s, 1000 * raw_sd_s, 1e6 * (slope - 1)
    )


def _off_line(now_s: np.ndarray, told_s: np.ndarray) -> tuple[float, float]:
    """The standard deviation of `told_s` from the best straight line, and the line's slope."""
    since_s = now_s - now_s[0]
    slope, start = np.polyfit(since_s, told_s, 1)
    return float(np.std(told_s - (start + slope * since_s))), float(slope)


def _silence(path: Path, seconds: float) -> Path:
    """A WAV file of `seconds` with nothing to hear."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(bytes(4 * round(seconds * SAMPLE_RATE)))
    return path
