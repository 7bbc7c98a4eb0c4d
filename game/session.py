"""A song being played: brings stamps, song time and the run together, and pauses and resumes them.

Knows no device, no window and no sound card; it is handed the playback and asked by the screen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from game.charting.chart import Grip
from game.inputs.contact import Contact
from game.music.song import TempoMap
from game.play.events import Event, InputKind
from game.play.run import Run
from game.settings import PlaySettings

OUTRO_S = 4.0
"""How long the music may go on after the last note before the run is over."""
REWIND_BARS = 2
MAX_REWIND_S = 8.0


class Stage(Enum):
    """Where a session is."""

    PLAYING = "playing"
    PAUSED = "paused"
    RESUMING = "resuming"
    """Music plays from before the pause again; judging goes on where it stopped."""
    OVER = "over"


class Playback(Protocol):
    """The music and the clock that goes with it. Song times are at the chart's speed."""

    def start(self, song_s: float) -> None:
        """Play from `song_s` on, or from a little before."""
        ...

    def pause(self) -> None:
        """Stop the music and the clock."""
        ...

    def update(self, now_s: float) -> float:
        """The song time at `now_s`."""
        ...

    def song_time_at(self, stamp_s: float) -> float:
        """The song time at a `time.perf_counter` reading near the last update."""
        ...

    def interruption(self, now_s: float) -> str | None:
        """One sentence on why the song can't just go on at `now_s`; None while it can."""
        ...


class Trace(Protocol):
    """Writes down what happened, for measuring."""

    def pinch(self, contact: Contact, song_s: float, events: list[Event]) -> None:
        """A contact was judged at `song_s`."""
        ...


class Sounds(Protocol):
    """Sounds what pinches lead to."""

    def judged(self, events: list[Event]) -> None:
        """A contact has led to `events`."""
        ...

    def quiet(self) -> None:
        """Nothing more is to be heard of it."""
        ...


@dataclass(frozen=True, slots=True)
class Beat:
    """A beat line: when it sounds in song seconds, and whether a bar begins there."""

    time_s: float
    starts_bar: bool


@dataclass(frozen=True, slots=True)
class SongFacts:
    """What a session tells about its song. Times are at the chart's speed."""

    title: str
    beats_per_minute: float
    end_s: float
    beats: tuple[Beat, ...]
    lead_in_s: float
    skipped_s: float = 0.0
    """Song time at which the song is joined: before it there is nothing to hear."""


class Session:
    """One run of one song. `now_s` and stamps are `time.perf_counter` readings."""

    def __init__(
        self,
        run: Run,
        facts: SongFacts,
        settings: PlaySettings,
        playback: Playback,
        trace: Trace | None = None,
        sounds: Sounds | None = None,
    ) -> None:
        self.run = run
        self.facts = facts
        self.settings = settings
        self.stage = Stage.PAUSED
        self._begins_s = facts.skipped_s - facts.lead_in_s
        self.song_s = self._begins_s
        """Song time at the last tick; negative during the count-in of most songs."""
        self.kinds_used: set[InputKind] = set()
        self.interruption: str | None = None
        """Why the session paused by itself; None when the player did, or while it is on."""
        self._playback = playback
        self._trace = trace
        self._sounds = sounds
        self._down: dict[Grip, int] = {}
        self._end_s = min(facts.end_s, run.chart.end_s + OUTRO_S)
        self._beat_times = [beat.time_s for beat in facts.beats]

    @property
    def pinched(self) -> frozenset[Grip]:
        """The grips that are touching the thumb now."""
        return frozenset(self._down)

    @property
    def progress(self) -> float:
        """How much of the song is over, 0 to 1."""
        whole_s = self._end_s - self.facts.skipped_s
        if whole_s <= 0:
            return 1.0
        return min(max((self.song_s - self.facts.skipped_s) / whole_s, 0.0), 1.0)

    @property
    def count_in(self) -> int | None:
        """Beats left until judging begins or goes on; None while it is on."""
        if self.stage is Stage.RESUMING:
            target_s = self.run.now_s if self.run.now_s is not None else 0.0
        elif self.song_s < self.facts.skipped_s:
            target_s = self.facts.skipped_s
        else:
            return None
        first = bisect_right(self._beat_times, self.song_s)
        return max(1, bisect_left(self._beat_times, target_s) - first + 1)

    def start(self) -> None:
        """Begin with the count-in."""
        self._playback.start(self.song_s)
        self.stage = Stage.PLAYING

    def tick(self, now_s: float) -> list[Event]:
        """Let time pass; the result is what happened."""
        if self.stage in (Stage.PAUSED, Stage.OVER) or self._is_interrupted(now_s):
            return []
        self.song_s = self._playback.update(now_s)
        judged_until = self.run.now_s
        if judged_until is not None and self.song_s < judged_until:
            return []
        self.stage = Stage.PLAYING
        events = self.run.advance(self.song_s)
        if self.song_s > self._end_s and self.run.is_over:
            self._playback.pause()
            self.stage = Stage.OVER
        return events

    def pinch(self, contact: Contact) -> list[Event]:
        """Judge a contact at the song time of its stamp."""
        self._count_down(contact)
        if self.stage is not Stage.PLAYING or self._is_interrupted(contact.stamp_s):
            return []
        song_s = self._playback.song_time_at(contact.stamp_s)
        if self.run.now_s is not None:
            song_s = max(song_s, self.run.now_s)
        if contact.down:
            self.kinds_used.add(contact.kind)
        judge = self.run.press if contact.down else self.run.release
        events = judge(song_s, contact.grip)
        if self._sounds:
            self._sounds.judged(events)
        if self._trace:
            self._trace.pinch(contact, song_s, events)
        return events

    def pause(self) -> None:
        """Stop; nothing is judged until `resume`."""
        if self.stage in (Stage.PLAYING, Stage.RESUMING):
            self._playback.pause()
            if self._sounds:
                self._sounds.quiet()
            self.stage = Stage.PAUSED

    def resume(self) -> None:
        """Play on, two bars before the pause, with judging where it stopped."""
        if self.stage is not Stage.PAUSED:
            return
        target_s = self.run.now_s if self.run.now_s is not None else self.song_s
        self.song_s = max(self._begins_s, target_s - self._rewind_s(target_s))
        self.interruption = None
        self._playback.start(self.song_s)
        self.stage = Stage.RESUMING

    def _is_interrupted(self, now_s: float) -> bool:
        """Whether something came up; then the session pauses where it was at the last tick."""
        sentence = self._playback.interruption(now_s)
        if sentence:
            self.pause()
            self.interruption = sentence
        return sentence is not None

    def _rewind_s(self, target_s: float) -> float:
        bars = [beat.time_s for beat in self.facts.beats if beat.starts_bar]
        before = bisect_left(bars, target_s)
        if before >= REWIND_BARS:
            return min(target_s - bars[before - REWIND_BARS], MAX_REWIND_S)
        return MAX_REWIND_S

    def _count_down(self, contact: Contact) -> None:
        holding = self._down.get(contact.grip, 0) + (1 if contact.down else -1)
        if holding > 0:
            self._down[contact.grip] = holding
        else:
            self._down.pop(contact.grip, None)


def beats_of(
    tempo_map: TempoMap, end_s: float, speed_percent: int, lead_in_s: float
) -> tuple[Beat, ...]:
    """Every beat from `-lead_in_s` to `end_s` (song seconds at the chart's speed)."""
    beats: list[Beat] = []
    stretch = 100 / speed_percent
    first_beat_s = (tempo_map.time_at(1.0) - tempo_map.time_at(0.0)) * stretch
    count_in = int(lead_in_s / first_beat_s) if first_beat_s > 0 else 0
    beats += [Beat(-ahead * first_beat_s, starts_bar=False) for ahead in range(count_in, 0, -1)]
    beat = 0.0
    while (time_s := tempo_map.time_at(beat) * stretch) <= end_s:
        step = 4.0 / tempo_map.meter_at(beat).denominator
        beats.append(Beat(time_s, starts_bar=tempo_map.position_in_bar(beat) < 1e-6))
        beat += step
    return tuple(beats)
