"""Keeps what is counted in the warm-up, and plays the beat it goes to."""

from __future__ import annotations

from dataclasses import replace

from game.app.care_desk import CareDesk
from game.app.keeping import moment_now
from game.app.moving_music import MovingMusic
from game.app.parts import Parts
from game.app.storing import Storing
from game.coach.counting import Tally
from game.coach.exercises import Exercise
from game.records.errors import RecordsError
from game.records.exercises import ExerciseRun
from game.records.keys import Moment
from game.screens.exercise import TRIED_BEATS
from game.screens.ui.exercise_words import Beating, Best, Pace, milliseconds
from game.settings import gain_of
from game.sound.beat import beat_samples

BEATS_BEFORE_MUSIC = 4
"""So many clicks are heard at a time while the music of a song is being made."""


class ExerciseKeeping:
    """The desk of an `ExerciseScreen` for the player of `parts`.

    What can't be stored waits here and is tried again with the next one and at the end.
    """

    def __init__(self, parts: Parts, care: CareDesk) -> None:
        self._parts = parts
        self._care = care
        self._music = MovingMusic(parts)
        self._storing = Storing[ExerciseRun](lambda run: parts.records.exercises.store(run))
        self._last: ExerciseRun | None = None
        """What was kept last."""
        self.pace = Pace.SLOW

    def keep(self, tally: Tally, *, helped: bool) -> str:
        """See `ExerciseDesk`."""
        duration_ms, now = milliseconds(tally), moment_now()
        began_ms = max(now.at_ms - duration_ms, 0)
        self._last = ExerciseRun(
            player_id=self._parts.player.id,
            exercise_id=tally.exercise.id,
            started=Moment(began_ms, now.utc_offset_minutes),
            repetitions=tally.count,
            duration_ms=duration_ms,
            finished=tally.is_done,
            helped=helped,
        )
        told = self._storing.keep(self._last)
        self._care.note_exercise(duration_ms / 1000, tally.count)
        return told

    def mark(self, *, helped: bool) -> str:
        """See `ExerciseDesk`."""
        if self._last is None:
            return ""
        self._last = replace(self._last, helped=helped)
        return self._storing.keep(self._last)

    def best(self, exercise: Exercise) -> Best:
        """See `ExerciseDesk`."""
        runs, player_id = self._parts.records.exercises, self._parts.player.id
        try:
            return Best(runs.most(player_id, exercise.id), runs.quickest_ms(player_id, exercise.id))
        except RecordsError:
            return Best()

    @property
    def song_title(self) -> str:
        """See `ExerciseDesk`."""
        return self._music.title

    def prepare(self) -> None:
        """An exercise is opened: make the music ready that it can be moved to."""
        self._music.prepare(self.pace.value)

    def beat(self, interval_s: float, beats: int) -> Beating:
        """See `ExerciseDesk`."""
        previews = self._parts.previews
        if not beats:
            previews.stop()
            return Beating()
        volume = gain_of(self._parts.choices.sound.menu_volume)
        self._music.make(interval_s)
        made = self._music.ready(interval_s)
        if made is not None:
            steps = beats if beats <= TRIED_BEATS else made.stretch.steps
            frames = round(len(made.samples) * steps / made.stretch.steps)
            previews.play(made.samples[:frames], volume)
            return Beating(made.stretch.interval_s, steps, is_music=True)
        beats = min(beats, BEATS_BEFORE_MUSIC) if self._music.title else beats
        previews.play(beat_samples(interval_s, beats), volume)
        return Beating(interval_s, beats)

    def close(self) -> None:
        """Be quiet, and store what is still waiting if that is possible by now."""
        self.beat(0.0, 0)
        self._music.close()
        self._storing.try_again()
