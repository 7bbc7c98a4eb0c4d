"""Adds up voices, block by block.

Voices with the same place between left and right and the same share of reverb are added up in one
row first, so that most samples are touched three times in all.
"""

from __future__ import annotations

import math
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from game.sound.sampler.envelope import LONGEST_PIECE
from game.sound.sampler.tone import Tone, ToneSpec
from game.sound.sampler.units import (
    Floats,
    Stereo,
    Wave,
    control_frames,
    factor_of_db,
    ramped_between,
)
from game.sound.sampler.voices import Voice
from game.sound.soundfont.samples import Sample

BLOCK = LONGEST_PIECE
"""1.4 seconds: a row of this length stays in a processor's cache."""
PAGE = 32_768
MOST_PAGES = 1200
"""157 megabytes of tones."""
_HARD_LEFT, _HARD_RIGHT = -500.0, 500.0
_REVERB_STEPS = 100

Samples = Callable[[int], Sample]


class ToneShelf:
    """Makes tones for `voices`, and keeps those that several share until the last has used them.

    They are made and kept by the page; when there is no room, the page goes that was not used for
    longest. Voices that share a tone share the very same `ToneSpec`, which is looked up by its
    identity.
    """

    def __init__(self, voices: Sequence[Voice], sample: Samples) -> None:
        self._sample = sample
        self._longest: dict[int, int] = {}
        self._left: Counter[int] = Counter()
        for voice in voices:
            if voice.bending is None:
                tone = id(voice.tone)
                self._left[tone] += 1
                self._longest[tone] = max(self._longest.get(tone, 0), voice.frames)
        self._tones: dict[int, Tone] = {}
        self._pages: OrderedDict[tuple[int, int], Wave] = OrderedDict()

    def piece(self, spec: ToneSpec, start: int, end: int) -> Wave:
        """Frames `start` to `end` of a tone; not to be written to."""
        asked = id(spec)
        if self._left[asked] < 2:
            return self._tone(spec).piece(start, end)
        first, last = start // PAGE, (end - 1) // PAGE
        if first == last:
            return self._page(spec, first)[start - first * PAGE : end - first * PAGE]
        pages = np.concatenate([self._page(spec, number) for number in range(first, last + 1)])
        return pages[start - first * PAGE : end - first * PAGE]

    def done(self, spec: ToneSpec) -> None:
        """One voice less needs the tone."""
        asked = id(spec)
        self._left[asked] -= 1
        if not self._left[asked]:
            self._tones.pop(asked, None)
            for number in range(self._longest[asked] // PAGE + 1):
                self._pages.pop((asked, number), None)

    def _page(self, spec: ToneSpec, number: int) -> Wave:
        """Page `number` of the tone, as far as anybody needs it."""
        asked = (id(spec), number)
        page = self._pages.get(asked)
        if page is None:
            begin = number * PAGE
            end = min(begin + PAGE, self._longest[id(spec)])
            page = self._pages[asked] = self._tone(spec).piece(begin, end)
            if len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(asked)
        return page

    def _tone(self, spec: ToneSpec) -> Tone:
        tone = self._tones.get(id(spec))
        if tone is None:
            wave = self._sample(spec.sample).wave
            tone = self._tones[id(spec)] = Tone(spec, wave, self._longest[id(spec)])
        return tone


class _Sounding:
    """A voice that has begun."""

    def __init__(self, voice: Voice, shelf: ToneShelf, sample: Samples) -> None:
        self.voice = voice
        self._shelf = shelf
        self._own: Tone | None = None
        if voice.bending is not None:
            wave = sample(voice.tone.sample).wave
            self._own = Tone(voice.tone, wave, voice.frames, voice.bending)

    def piece(self, start: int, end: int) -> Wave:
        if self._own is not None:
            return self._own.piece(start, end)
        return self._shelf.piece(self.voice.tone, start, end)

    def finish(self) -> None:
        if self._own is None:
            self._shelf.done(self.voice.tone)


class Mixer:
    """Mixes `voices`, in order of their start, into sound from frame `begin` to `end`."""

    def __init__(self, voices: Sequence[Voice], sample: Samples, begin: int, end: int) -> None:
        self._voices = voices
        self._sample = sample
        self._begin = begin
        self._end = end
        self._shelf = ToneShelf(voices, sample)
        self._sounding: list[_Sounding] = []
        self._rows: dict[tuple[float, int], Wave] = {}
        self._spare: list[Wave] = []

    def blocks(self) -> Iterator[tuple[Stereo, Wave]]:
        """Blocks of `BLOCK` frames, the last shorter: the sound, and what goes to the reverb."""
        following = 0
        for begin in range(self._begin, self._end, BLOCK):
            end = min(self._end, begin + BLOCK)
            while following < len(self._voices) and self._voices[following].start < end:
                voice = self._voices[following]
                self._sounding.append(_Sounding(voice, self._shelf, self._sample))
                following += 1
            sound = np.zeros((2, end - begin), np.float32)
            sent = np.zeros(end - begin, np.float32)
            for sounding in self._sounding:
                self._add(sounding, begin, end, sound, sent)
            self._spread(sound, sent)
            self._forget(end)
            yield sound, sent

    def _add(self, sounding: _Sounding, begin: int, end: int, sound: Stereo, sent: Wave) -> None:
        voice = sounding.voice
        start, stop = max(begin, voice.start), min(end, voice.end)
        if start >= stop:
            return
        piece = sounding.piece(start - voice.start, stop - voice.start)
        piece = _moved(piece, voice, start, stop)
        at = start - begin
        if voice.pan_curve is not None:
            loud = np.zeros(stop - start, np.float32)
            _add_shaped(loud, piece, voice, start - voice.start)
            pan = voice.pan + voice.pan_swing * voice.pan_curve.over(control_frames(start, stop))
            angle = (np.clip(pan, _HARD_LEFT, _HARD_RIGHT) + 500) * (math.pi / 2000)
            for side, share in zip(sound, (np.cos(angle), np.sin(angle)), strict=True):
                side[at : at + len(loud)] += loud * _as_wave(share, start, stop)
            sent[at : at + len(loud)] += loud * np.float32(voice.reverb)
            return
        row = self._row(voice, len(sent))
        _add_shaped(row[at : at + stop - start], piece, voice, start - voice.start)

    def _row(self, voice: Voice, frames: int) -> Wave:
        place = min(max(voice.pan, _HARD_LEFT), _HARD_RIGHT)
        key = (place, round(voice.reverb * _REVERB_STEPS))
        row = self._rows.get(key)
        if row is None:
            row = self._spare.pop() if self._spare else np.empty(BLOCK, np.float32)
            row[:frames] = 0.0
            self._rows[key] = row
        return row[:frames]

    def _spread(self, sound: Stereo, sent: Wave) -> None:
        """Gives every row its place."""
        frames = len(sent)
        for (pan, reverb), row in self._rows.items():
            angle = (pan + 500) * (math.pi / 2000)
            heard = row[:frames]
            sound[0] += heard * np.float32(math.cos(angle))
            sound[1] += heard * np.float32(math.sin(angle))
            if reverb:
                sent += heard * np.float32(reverb / _REVERB_STEPS)
        self._spare.extend(self._rows.values())
        self._rows.clear()

    def _forget(self, end: int) -> None:
        lasting: list[_Sounding] = []
        for sounding in self._sounding:
            if sounding.voice.end > end:
                lasting.append(sounding)
            else:
                sounding.finish()
        self._sounding = lasting


def _moved(piece: Wave, voice: Voice, start: int, stop: int) -> Wave:
    """`piece` with what follows the channel's loudness, and its own tremolo."""
    if voice.level is not None:
        levels = voice.level.over(control_frames(start, stop))
        piece = piece * _as_wave(levels, start, stop)
    if voice.tremolo_db:
        start, stop = start - voice.start, stop - voice.start
        swing = voice.tone.mod_lfo.at(control_frames(start, stop)) * voice.tremolo_db
        piece = piece * _as_wave(np.exp(swing * math.log(factor_of_db(1.0))), start, stop)
    return piece


def _as_wave(values: Floats, start: int, stop: int) -> Wave:
    """Frames `start` to `stop` of what has `values` at their control frames."""
    return ramped_between(values, start, stop)


def _add_shaped(out: Wave, piece: Wave, voice: Voice, first: int) -> None:
    """Adds `piece`, which begins at frame `first` of `voice`, as loud as its envelope says."""
    last = first + len(piece)
    for segment in voice.segments:
        start, end = max(first, segment.start), min(last, segment.end)
        if start >= end or (segment.gain == 0.0 and segment.slope == 0.0):
            continue
        part = piece[start - first : end - first]
        out[start - first : end - first] += segment.shaped(part, start, voice.gain * voice.share)
