"""A song being played: brings stamps, song time and the run together, and pauses and resumes them.

Knows no device, no window and no sound card; it is handed the playback and asked by the screen.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from game.charting.chart import Grip
from game.inputs.contact import Contact
from game.music.song import TempoMap
from game.play.events import Event, InputKind
from game.play.practice import Practice, Span, span_of
from game.play.run import Run
from game.settings import PlaySettings

OUTRO_S = 4.0
"""How long the music may go on after the last note before the run is over."""
REWIND_BARS = 2
MAX_REWIND_S = 8.0
ROUND_COUNT_IN_BEATS = 4
ROUND_COUNT_IN_S = (2.0, 6.0)
"""How long the music before a phrase is heard: at least, and at most."""
ROUND_SETTLE_S = 0.01
"""A round ends so long after the last moment at which one of its notes could be hit."""


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

    def wait_at(self, song_s: float) -> None:
        """Let song time come no further than `song_s`, until another place is told or `start`."""
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

    @property
    def bar_starts(self) -> list[float]:
        """When bars begin."""
        return [beat.time_s for beat in self.beats if beat.starts_bar]

    @property
    def begins_s(self) -> float:
        """When the count-in begins."""
        return self.skipped_s - self.lead_in_s


class Session:
    """One run of one song, or its practice. `now_s` and stamps are `time.perf_counter` readings.

    `practice` is how the song is practised, with a `run` of what is to be played of it, `in_order`
    if song time is to wait; None plays it for the record.
    """

    def __init__(
        self,
        run: Run,
        facts: SongFacts,
        settings: PlaySettings,
        playback: Playback,
        trace: Trace | None = None,
        sounds: Sounds | None = None,
        practice: Practice | None = None,
    ) -> None:
        self.run = run
        self.facts = facts
        self.settings = settings
        self.stage = Stage.PAUSED
        self._beat_times = [beat.time_s for beat in facts.beats]
        self.practice = practice
        self.round = 1
        """Which time a phrase is being played."""
        bars = practice.bars if practice else None
        self._span = span_of(bars, facts.bar_starts, facts.end_s) if bars else None
        self._joined_s = self._span.begins_s if self._span else facts.skipped_s
        self._begins_s = self._round_begins_s(self._span) if self._span else facts.begins_s
        self.song_s = self._begins_s
        """Song time at the last tick; negative during the count-in of most songs."""
        self.kinds_used: set[InputKind] = set()
        self.interruption: str | None = None
        """Why the session paused by itself; None when the player did, or while it is on."""
        self._playback = playback
        self._trace = trace
        self._sounds = sounds
        self._down: dict[Grip, int] = {}
        self._end_s = (
            self._round_end_s(self._span)
            if self._span
            else min(facts.end_s, run.chart.end_s + OUTRO_S)
        )

    @property
    def pinched(self) -> frozenset[Grip]:
        """The grips that are touching the thumb now."""
        return frozenset(self._down)

    @property
    def progress(self) -> float:
        """How much of the song, or of the phrase in practice, is over, 0 to 1."""
        whole_s = self._end_s - self._joined_s
        if whole_s <= 0:
            return 1.0
        return min(max((self.song_s - self._joined_s) / whole_s, 0.0), 1.0)

    @property
    def played_s(self) -> float:
        """How much of the song has been played, in its own seconds."""
        return max(self.song_s - self._joined_s, 0.0)

    @property
    def is_waiting(self) -> bool:
        """Whether song time stands still until the right finger comes."""
        if self.stage is not Stage.PLAYING or not (self.practice and self.practice.waits):
            return False
        return self.run.due_s is not None and self.song_s >= self.run.due_s

    @property
    def count_in(self) -> int | None:
        """Beats left until judging begins or goes on; None while it is on."""
        if self.stage is Stage.RESUMING:
            target_s = self.run.now_s if self.run.now_s is not None else 0.0
        elif self.song_s < self._joined_s:
            target_s = self._joined_s
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
        self._wait_where_due()
        self.song_s = self._playback.update(now_s)
        judged_until = self.run.now_s
        if judged_until is not None and self.song_s < judged_until:
            return []
        self.stage = Stage.PLAYING
        events = self.run.advance(self.song_s)
        if self.song_s >= self._end_s and self.run.is_over:
            self._end()
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
        self._wait_where_due()
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

    def _end(self) -> None:
        """What there is to play has been played: begin the next round of a phrase, or stop."""
        self._playback.pause()
        if self._span is None:
            self.stage = Stage.OVER
            return
        if self._sounds:
            self._sounds.quiet()
        self.run = self.run.afresh()
        self.round += 1
        self.song_s = self._begins_s
        self._playback.start(self.song_s)

    def _wait_where_due(self) -> None:
        """In practice, song time stands still at a note that is waited for, and where a round ends.

        So the music has faded out when the next round begins.
        """
        if self.practice is None:
            return
        due_s = self.run.due_s if self.practice.waits else None
        ends_s = self._end_s if self._span else math.inf
        self._playback.wait_at(ends_s if due_s is None else min(due_s, ends_s))

    def _round_begins_s(self, span: Span) -> float:
        """Some beats before the phrase, where the song has them."""
        least_s, most_s = ROUND_COUNT_IN_S
        phrase = bisect_left(self._beat_times, span.begins_s - 1e-6)
        long_before = bisect_right(self._beat_times, span.begins_s - least_s) - 1
        first = max(min(phrase - ROUND_COUNT_IN_BEATS, long_before), 0)
        count_in_s = min(span.begins_s - self._beat_times[first], most_s)
        return max(span.begins_s - count_in_s, self.facts.begins_s)

    def _round_end_s(self, span: Span) -> float:
        """After the phrase, when none of its notes can be hit or held any more."""
        chart = self.run.chart
        last_s = chart.notes[-1].time_s + self.run.hit_window_s if chart.notes else 0.0
        return max(span.ends_s, last_s, chart.end_s) + ROUND_SETTLE_S

    def _is_interrupted(self, now_s: float) -> bool:
        """Whether something came up; then the session pauses where it was at the last tick."""
        sentence = self._playback.interruption(now_s)
        if sentence:
            self.pause()
            self.interruption = sentence
        return sentence is not None

    def _rewind_s(self, target_s: float) -> float:
        bars = self.facts.bar_starts
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
