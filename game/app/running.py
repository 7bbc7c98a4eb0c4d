"""A run on screen, with its music and the sounds of its pinches."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from game.app.keeping import moment_now
from game.app.parts import Parts
from game.mixdown import Mixdown
from game.pinch_sounds import PinchSounds
from game.play.events import InputKind
from game.play.practice import Practice, notes_in, part_of, span_of
from game.play.run import Run
from game.preparation import Prepared
from game.records.keys import Moment, RecordKey, course_of
from game.session import Session, SongFacts, beats_of
from game.settings import PlaySettings, gain_of
from game.sound.channels import HitSounds
from game.sound.playback import Playback
from game.sound.problem import SoundError


@dataclass(frozen=True, slots=True)
class Running:
    """The run on screen, the file it is of, its music, and when it began.

    `path` is None for music that is in no file: such a run is none of a song's.
    """

    path: Path | None
    session: Session
    playback: Playback
    mix: Mixdown | None
    begun: Moment

    @property
    def problem(self) -> str | None:
        """What became of the music meanwhile, in a sentence for the player; mostly None."""
        return self.mix.problem if self.mix else None

    def is_ahead(self) -> bool:
        """Whether the music that is heard next is there."""
        if self.mix is None:
            return True
        self.mix.look()
        return self.mix.covers(self.session.song_s)

    def close(self) -> None:
        """Fall silent and let go of the music."""
        self.session.pause()
        self.playback.close()
        if self.mix:
            self.mix.close()


@dataclass(frozen=True, slots=True)
class Begun:
    """A run that can begin, and what is to be told before; None if nothing is."""

    running: Running
    message: str | None


def begin_run(
    parts: Parts, settings: PlaySettings, kind: InputKind, path: Path, prepared: Prepared
) -> Begun:
    """A run of the song at `path`, against the player's best run with this `kind` of input.

    Raises `RecordsError`.
    """
    key = RecordKey(parts.player.id, course_of(prepared.chart), kind)
    best = parts.records.bests.best(key, prepared.chart.hash)
    run = Run(prepared.chart, settings.level, best.replay if best else None)
    return _begun(parts, settings, path, prepared, run)


def begin_practice(
    parts: Parts, settings: PlaySettings, path: Path, prepared: Prepared, practice: Practice
) -> Begun:
    """Practice of the song at `path`, made ready at the speed of `settings`."""
    facts, chart = facts_of(prepared, settings), prepared.chart
    if practice.bars is not None:
        numbers = notes_in(chart, span_of(practice.bars, facts.bar_starts, facts.end_s))
        of_note = prepared.hit_of_note[numbers.start : numbers.stop]
        prepared = replace(prepared, chart=part_of(chart, numbers), hit_of_note=of_note)
    run = Run(prepared.chart, settings.level, in_order=practice.waits)
    return _begun(parts, settings, path, prepared, run, practice)


def begin_piece(parts: Parts, settings: PlaySettings, prepared: Prepared) -> Begun:
    """A run of music that is in no file, with nobody to race."""
    return _begun(parts, settings, None, prepared, Run(prepared.chart, settings.level))


def _begun(
    parts: Parts,
    settings: PlaySettings,
    path: Path | None,
    prepared: Prepared,
    run: Run,
    practice: Practice | None = None,
) -> Begun:
    playback, message = _playback(parts, prepared)
    facts, trace = facts_of(prepared, settings), parts.wishes.trace
    sounds = _pinch_sounds(parts, prepared)
    session = Session(run, facts, settings, playback, trace, sounds, practice)
    if trace:
        trace.song(facts.title, facts.lead_in_s, playback.device)
    return Begun(Running(path, session, playback, prepared.mix, moment_now()), message)


def _playback(parts: Parts, prepared: Prepared) -> tuple[Playback, str | None]:
    """The song's playback, and what is to be told if it is silent."""
    music, lead_in_s, mix = parts.music, prepared.lead_in_s, prepared.mix
    offset_s = parts.choices.sound_offset_ms / 1000
    try:
        wav = mix.path if mix else None
        return Playback(music, wav, lead_in_s, perf_counter, offset_s), prepared.message
    except SoundError as problem:
        return Playback(music, None, lead_in_s, perf_counter, offset_s), str(problem)


def _pinch_sounds(parts: Parts, prepared: Prepared) -> PinchSounds | None:
    """What pinches sound like, where they are to be heard."""
    chosen = parts.sound_settings()
    if prepared.mix is None or chosen.hits_silent:
        return None
    sounds = HitSounds(prepared.mix.hits, gain_of(chosen.hit_volume))
    return PinchSounds(sounds, prepared.chart, prepared.hit_of_note)


def facts_of(prepared: Prepared, settings: PlaySettings) -> SongFacts:
    """What a session tells about the song that was prepared."""
    song, speed = prepared.song, settings.speed_percent
    end_s = song.duration_s * 100 / speed
    first_s = prepared.chart.notes[0].time_s * speed / 100 if prepared.chart.notes else 0.0
    return SongFacts(
        title=song.title,
        beats_per_minute=song.tempo_map.tempo_at(first_s) * speed / 100,
        end_s=end_s,
        beats=beats_of(song.tempo_map, end_s, speed, prepared.lead_in_s),
        lead_in_s=prepared.lead_in_s,
        skipped_s=prepared.skipped_s,
    )
