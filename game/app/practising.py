"""Practice of a song, from where it is opened until it is left. Nothing of it is kept.

A run that was paused for it waits meanwhile and can go on afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from game.app.running import Running, begin_practice, facts_of
from game.app.song_way import Guide, SongWay
from game.app.visit import Visit
from game.mixdown import Mixdown
from game.music.song import SongError
from game.play.practice import Practice, span_of
from game.preparation import Preparation, Prepared
from game.records.errors import RecordsError
from game.screens.practice import Material, PracticeScreen
from game.screens.preparing import PreparingScreen
from game.screens.screen import Screen
from game.screens.steps import BeginPractice, LeavePractice, OpenPractice, PracticeStep, Step
from game.session import SongFacts, Stage
from game.settings import PlaySettings
from game.sound.problem import SoundError
from game.text import tr


@dataclass(frozen=True, slots=True)
class _Ready:
    """A song made ready under settings: its speed may be one of practice alone."""

    settings: PlaySettings
    prepared: Prepared

    @property
    def facts(self) -> SongFacts:
        return facts_of(self.prepared, self.settings)


class Practising:
    """Leads through practice. While it is on, its run is the `running` one of `way`."""

    def __init__(self, visit: Visit, way: SongWay, guide: Guide) -> None:
        self._visit = visit
        self._way = way
        self._guide = guide
        self._path: Path | None = None
        self._origin: Screen | None = None
        """The screen to lead back to."""
        self._material: Material | None = None
        self._chosen: Practice | None = None
        """How it was practised last."""
        self._near_s: float | None = None
        self._ready: _Ready | None = None
        self._preparation: Preparation | None = None
        self._waiting: Running | None = None
        """The run that was paused for it, while practice plays."""

    def lead(self, step: PracticeStep, screen: Screen) -> Screen:
        """Where `step` leads from `screen`."""
        match step:
            case OpenPractice(song_key, practice) if song_key is not None:
                return self._open(Path(song_key), practice, screen)
            case OpenPractice(_, practice):
                return self._choose_on_screen(practice, screen)
            case BeginPractice(practice):
                return self._begin(practice)
            case LeavePractice():
                origin = self._origin
                problem = self.close()
                return self._guide.tell(problem, origin or self._guide.back())

    def close(self) -> str | None:
        """Stop, and let the run that waits be the one on screen; a sentence if it is silent now."""
        problem = self._stop()
        self._drop()
        self._origin = self._material = self._chosen = self._near_s = None
        return problem

    def _open(self, path: Path, practice: Practice | None, screen: Screen) -> Screen:
        """Read and chart a song, then let the player choose."""
        self.close()
        self._way.give_up()
        self._visit.song = self._path = path
        self._origin = screen

        def choose() -> Screen:
            ready = self._ready
            if ready is None:
                return self._guide.back()
            self._material = Material(ready.prepared.chart, ready.facts)
            return self._choice(practice)

        return self._prepare(self._visit.settings, choose, lambda: 0.0, LeavePractice())

    def _choose_on_screen(self, practice: Practice | None, screen: Screen) -> Screen:
        """Choose for the song that is played or practised."""
        running = self._way.running
        if running is not None and running.session.practice is None and self._material is None:
            session = running.session
            self._path, self._origin = running.path, screen
            self._material = Material(session.run.chart, session.facts)
            self._near_s = session.song_s
        is_done = running is not None and running.session.stage is Stage.OVER
        self._stop()
        self._stop_preparing()
        return self._choice(practice, tr("That was the whole song.") if is_done else "")

    def _choice(self, practice: Practice | None, said: str = "") -> Screen:
        if self._material is None:
            return self._guide.back()
        return PracticeScreen(
            self._material,
            self._visit.settings.speed_percent,
            first=practice or self._chosen,
            near_s=self._near_s,
            said=said,
        )

    def _begin(self, practice: Practice) -> Screen:
        self._chosen = practice
        settings = self._visit.settings
        speed_percent = practice.speed_percent or settings.speed_percent
        settings = replace(settings, speed_percent=speed_percent)
        if self._ready and self._ready.settings != settings:
            self._drop()
        if self._ready and self._is_there(self._ready):
            return self._play()
        return self._prepare(settings, self._play, self._needed_s, OpenPractice())

    def _prepare(
        self,
        settings: PlaySettings,
        then: Callable[[], Screen],
        needed_s: Callable[[], float],
        back: Step,
    ) -> Screen:
        """Make the song ready, with its music up to `needed_s`, and go on with `then`."""
        path = self._path
        if path is None:
            return self._guide.back()
        title = self._way.title_of(path)

        def poll() -> Step | None:
            try:
                if not _is_written(self._way.running):
                    return None
                self._poll(path, settings)
            except (SongError, RecordsError) as problem:
                origin = self._origin or self._guide.back()
                self.close()
                self._guide.show(self._guide.tell(f"{title}: {problem}", origin))
                return None
            if self._ready and _covers(self._ready.prepared.mix, needed_s()):
                self._guide.show(then())
            return None

        return PreparingScreen(title, poll, self._progress, back)

    def _poll(self, path: Path, settings: PlaySettings) -> None:
        """Go on making the song ready."""
        if self._ready is not None:
            return
        parts = self._visit.parts
        if self._preparation is None:
            self._preparation = Preparation(
                *(path, settings, parts.records, parts.workroom, parts.sounds),
                parts.sound_settings(),
            )
        prepared = self._preparation.poll()
        if prepared is not None:
            self._preparation, self._ready = None, _Ready(settings, prepared)

    def _progress(self) -> float:
        if self._ready and self._ready.prepared.mix:
            return self._ready.prepared.mix.readiness
        return self._preparation.progress if self._preparation else 0.0

    def _needed_s(self) -> float:
        """Up to where the music is needed before it begins: all of a phrase."""
        ready, bars = self._ready, self._chosen.bars if self._chosen else None
        if ready is None or bars is None:
            return 0.0
        return span_of(bars, ready.facts.bar_starts, ready.facts.end_s).ends_s

    def _is_there(self, ready: _Ready) -> bool:
        return _covers(ready.prepared.mix, self._needed_s())

    def _play(self) -> Screen:
        ready, path, practice = self._ready, self._path, self._chosen
        if ready is None or path is None or practice is None:
            return self._guide.back()
        parts = self._visit.parts
        begun = begin_practice(parts, ready.settings, path, ready.prepared, practice)
        self._waiting, self._way.running = self._way.running, begun.running
        return self._guide.tell(begun.message, self._way.play_screen(begun.running.session))

    def _stop(self) -> str | None:
        """Play no practice any more; a sentence if the run that waits can't be heard any more."""
        running, waiting = self._way.running, self._waiting
        if running is None or running.session.practice is None:
            return None
        running.session.pause()
        running.playback.close()
        self._way.running, self._waiting = waiting, None
        try:
            if waiting:
                waiting.playback.take_back()
        except SoundError as problem:
            return str(problem)
        return None

    def _stop_preparing(self) -> None:
        if self._preparation:
            self._preparation.cancel()
            self._preparation = None

    def _drop(self) -> None:
        """Forget what is ready."""
        self._stop_preparing()
        if self._ready and self._ready.prepared.mix:
            self._ready.prepared.mix.close()
        self._ready = None


def _is_written(running: Running | None) -> bool:
    """Whether the music of a run that waits is all there: making other music would end that."""
    mix = running.mix if running else None
    if mix is None or mix.is_whole:
        return True
    mix.look()
    return mix.is_whole or mix.problem is not None


def _covers(mix: Mixdown | None, song_s: float) -> bool:
    if mix is None:
        return True
    mix.look()
    return mix.is_ready and mix.covers(song_s)
