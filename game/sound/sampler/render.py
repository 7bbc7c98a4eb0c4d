"""The way in: a song, played from a SoundFont, as blocks of 16-bit stereo sound.

    rendition = Rendition(song, font)
    for block in rendition.blocks(): ...        # int16, shape (frames, 2)
    rendition.note_sound(note)                  # one note of the tune, for a pinch that hits it

Song time 0 is `lead_in_s` after the first frame, and a note at song time t begins at exactly the
frame round((lead_in_s + t) * 48,000). The same input gives the same sound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from game.music.song import Note, Song
from game.sound.sampler.controllers import channels_of
from game.sound.sampler.limiter import limited
from game.sound.sampler.loudness import song_gain
from game.sound.sampler.mix import BLOCK, Mixer
from game.sound.sampler.reverb import LENGTH_S, Reverb
from game.sound.sampler.units import SAMPLE_RATE, Stereo, Wave
from game.sound.sampler.voices import Strike, Voice, VoicePlanner
from game.sound.soundfont.font import SoundFont

SAMPLER_VERSION = 1
"""Raised whenever the same song would sound different."""
LONGEST_TAIL_S = 6.0
"""Notes may ring on for so long after the last has ended; then they have faded."""
_SHORTEST_TAIL_S = 0.25
_FADE_FRAMES = SAMPLE_RATE // 5
"""Whatever still rings fades within the last fifth of a second."""
_LONGEST_NOTE_S = 20.0
_FULL_SCALE = 32767.0

Frames16 = NDArray[np.int16]
"""Shape (frames, 2)."""


@dataclass(frozen=True, slots=True)
class Extra:
    """A mono sound to be heard with the song, such as a click.

    It begins at song time `time_s` at the speed that is played, and is not changed by the song's
    own gain.
    """

    time_s: float
    wave: Wave
    gain: float = 1.0


@dataclass(frozen=True, slots=True)
class Mixing:
    """What is heard of a song.

    The notes of `tune` sound `tune_gain` times as loud, all others `backing_gain` times; 0 leaves
    them out. Neither changes how loud the song is taken to be, so the two halves of a song fit
    together again. `reverb` is a factor on the usual amount.
    """

    tune: tuple[Note, ...] = ()
    tune_gain: float = 1.0
    backing_gain: float = 1.0
    reverb: float = 1.0


class Rendition:
    """`song` as `font` plays it at `speed_percent`, with the pitch as written."""

    def __init__(
        self,
        song: Song,
        font: SoundFont,
        *,
        speed_percent: float = 100.0,
        lead_in_s: float = 0.0,
        mixing: Mixing | None = None,
        extras: Sequence[Extra] = (),
    ) -> None:
        self._song = song
        self._font = font
        self._speed = speed_percent / 100
        self._lead_in_s = lead_in_s
        self._mixing = mixing or Mixing()
        self._extras = extras
        first_programs = {note.channel: note.program for note in reversed(song.notes)}
        channels = channels_of(song.controls, self._frame, first_programs)
        self._planner = VoicePlanner(font, channels)
        self._voices = self._planner.voices(self._strikes())
        self._last = max((voice.end for voice in self._voices), default=0)
        self.gain = song_gain(self._voices, font.sample, self._last)
        """The factor that makes the song as loud as all others; see `loudness`."""

    @property
    def frames(self) -> int:
        """How many frames the blocks have in all."""
        end = self._frame(self._song.duration_s)
        ringing = self._last + round(_SHORTEST_TAIL_S * SAMPLE_RATE)
        if self._mixing.reverb:
            ringing += round(LENGTH_S * SAMPLE_RATE)
        return max(end, min(ringing, end + round(LONGEST_TAIL_S * SAMPLE_RATE)))

    def blocks(self, on_progress: Callable[[float], None] | None = None) -> Iterator[Frames16]:
        """The whole sound; `on_progress` hears how much is done, from 0 to 1."""
        done, frames = 0, self.frames
        voices = [voice for voice in self._voices if voice.share > 0]
        for block in limited(self._mixed(voices, 0, frames)):
            if block.shape[1]:
                yield _sixteen_bits(block)
            done += block.shape[1]
            if on_progress is not None:
                on_progress(done / max(1, frames))

    def halves(self) -> Iterator[tuple[Stereo, Stereo]]:
        """What is heard, and what the mixing leaves out, as loud as it would be with it.

        In blocks of shape (2, frames) that are not limited, `frames` in all; they add up.
        """
        heard = [voice for voice in self._voices if voice.share > 0]
        left_out = [replace(voice, share=1.0) for voice in self._voices if voice.share == 0]
        halves = (self._mixed(voices, 0, self.frames) for voices in (heard, left_out))
        return zip(*halves, strict=True)

    def note_sound(
        self,
        note: Note,
        held_s: float | None = None,
        ring_s: float = LONGEST_TAIL_S,
        reverb: float | None = None,
    ) -> Frames16:
        """`note` alone, from its onset, with the instrument and loudness it has in the song.

        It is held as long as in the song, or for `held_s` seconds, and rings out, for `ring_s` at
        most; where the pedal would hold it for longer, it fades. `reverb` takes the place of that
        of the mixing.
        """
        onset = self._frame(note.onset_s)
        asked_s = note.duration_s / self._speed if held_s is None else held_s
        end = onset + round(min(asked_s, _LONGEST_NOTE_S) * SAMPLE_RATE)
        strike = Strike(onset, end, note.channel, note.pitch, note.velocity)
        voices = self._planner.voices([strike])
        last = max((voice.end for voice in voices), default=onset)
        frames = min(last + _FADE_FRAMES, end + round(ring_s * SAMPLE_RATE)) - onset
        sound = limited(self._mixed(voices, onset, onset + frames, reverb))
        return np.concatenate([_sixteen_bits(block) for block in sound])

    def _frame(self, time_s: float) -> int:
        return round((self._lead_in_s + time_s / self._speed) * SAMPLE_RATE)

    def _strikes(self) -> Iterator[Strike]:
        mixing = self._mixing
        tune = {_identity(note) for note in mixing.tune}
        for note in self._song.notes:
            yield Strike(
                self._frame(note.onset_s),
                self._frame(note.end_s),
                note.channel,
                note.pitch,
                note.velocity,
                mixing.tune_gain if _identity(note) in tune else mixing.backing_gain,
            )

    def _mixed(
        self, voices: Sequence[Voice], begin: int, end: int, amount: float | None = None
    ) -> Iterator[Stereo]:
        """`voices` from frame `begin` to `end` with an `amount` of reverb, not yet limited."""
        amount = self._mixing.reverb if amount is None else amount
        reverb = Reverb(BLOCK) if amount else None
        at = begin
        for sound, sent in Mixer(voices, self._font.sample, begin, end).blocks():
            answer = None if reverb is None else reverb.answer(sent * amount)
            if answer is not None:
                sound += answer
            sound *= np.float32(self.gain)
            _fade_out(sound, end - at)
            self._add_extras(sound, at)
            at += sound.shape[1]
            yield sound

    def _add_extras(self, sound: Stereo, at: int) -> None:
        """Adds the extras to `sound`, which begins at frame `at`."""
        for extra in self._extras:
            begin = self._frame(extra.time_s * self._speed)
            first, last = max(begin, at), min(begin + len(extra.wave), at + sound.shape[1])
            if first < last:
                part = extra.wave[first - begin : last - begin] * np.float32(extra.gain)
                sound[:, first - at : last - at] += part


def _fade_out(sound: Stereo, left: int) -> None:
    """Lets `sound`, which begins `left` frames before the end of all, go out with it."""
    if left - sound.shape[1] < _FADE_FRAMES:
        until_end = left - np.arange(sound.shape[1], dtype=np.float32)
        sound *= np.minimum(until_end / np.float32(_FADE_FRAMES), np.float32(1))


def _sixteen_bits(sound: Stereo) -> Frames16:
    return np.rint(sound.T * np.float32(_FULL_SCALE)).astype(np.int16)


def _identity(note: Note) -> tuple[float, int, int, int]:
    """What makes a note of the tune the same as one of the song, even if it was shortened."""
    return note.onset_s, note.pitch, note.channel, note.track
