"""The voices of a song: every sample that is to sound, when, how long and how loud.

Turns notes and channels into voices. Makes no sound yet, so it is quick and knows in advance how
long each tone will be needed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from game.sound.sampler.controllers import Channel, Curve
from game.sound.sampler.envelope import Release, Segment, segments_of
from game.sound.sampler.timbre import Timbre, timbre_of
from game.sound.sampler.tone import Bending, ToneSpec
from game.sound.sampler.units import (
    CONTROL_FRAMES,
    SAMPLE_RATE,
    Floats,
    Frames,
    db_of_factor,
    frames_of_timecents,
    ratio_of_cents,
)
from game.sound.soundfont.font import SoundFont

SHORTEST_HELD_FRAMES = SAMPLE_RATE // 100
LONGEST_HELD_FRAMES = 120 * SAMPLE_RATE
"""A key that is never let go is let go after two minutes."""
QUIET_DB = 80.0
_LEAST_FALL_DB, _MOST_FALL_DB = 50.0, 80.0
_CUT_FRAMES = frames_of_timecents(-200)
"""How quickly a note of an exclusive class goes when the next begins; as in FluidSynth."""
_SILENCE_FRAMES = frames_of_timecents(-2400)
_CENTS_GRID = 0.01
_RELEASE_GRID = 1024
"""Pitch and filter begin to go back at most 11 ms off; loudness follows the release exactly."""
_UNENDING = 1 << 40
_SLOWEST_BEND = 4
"""A sample bent down by two octaves lasts four times as long."""


class Strike(NamedTuple):
    """A key struck at frame `onset` and let go at frame `end`.

    `share` says how much of it is heard; at 0 it still ends what it would end.
    """

    onset: int
    end: int
    channel: int
    key: int
    velocity: int
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Voice:
    """One sample sounding from frame `start` for as long as `segments` say.

    `gain` is an amplitude factor, `share` another one that says how much of it is to be heard,
    `level` what follows the channel while it sounds, if anything.
    `pan` runs from -500 to 500, or follows `pan_curve`. `reverb` is from 0 to 1. `bending` is there
    for a tone of its own, `tremolo_db` for one whose loudness swings.
    """

    start: int
    segments: tuple[Segment, ...]
    tone: ToneSpec
    bending: Bending | None
    gain: float
    share: float
    level: Curve | None
    pan: float
    pan_swing: float
    pan_curve: Curve | None
    reverb: float
    tremolo_db: float

    @property
    def frames(self) -> int:
        """How long it sounds."""
        return self.segments[-1].end

    @property
    def end(self) -> int:
        """The first frame at which it is over."""
        return self.start + self.segments[-1].end


@dataclass(slots=True)
class _Draft:
    """A voice that may still be cut short by a later one."""

    strike: Strike
    timbre: Timbre
    releases: list[Release]


class VoicePlanner:
    """Finds the voices for strikes on `channels` with the sounds of `font`."""

    def __init__(self, font: SoundFont, channels: Sequence[Channel]) -> None:
        self._font = font
        self._channels = channels
        self._timbres: dict[tuple[tuple[int, int], int, int], tuple[Timbre, ...]] = {}
        self._tones: dict[ToneSpec, ToneSpec] = {}
        self._bent: dict[tuple[int, float, float, int | None], ToneSpec] = {}
        self._segments: dict[tuple[object, ...], tuple[Segment, ...]] = {}

    def voices(self, strikes: Iterable[Strike]) -> list[Voice]:
        """The voices of `strikes`, which come in order of onset; those of silence are left out."""
        drafts = self._drafts(_sustained(strikes, self._channels))
        voices = [self._voice(draft) for draft in drafts]
        return [voice for voice in voices if voice is not None]

    def _drafts(self, strikes: Iterable[Strike]) -> list[_Draft]:
        drafts: list[_Draft] = []
        exclusive: dict[tuple[int, int], list[_Draft]] = {}
        for strike in strikes:
            mine = [
                _Draft(strike, timbre, self._releases(strike, timbre))
                for timbre in self._struck(strike)
            ]
            for group in {draft.timbre.exclusive_class for draft in mine} - {0}:
                for earlier in exclusive.get((strike.channel, group), ()):
                    _cut(earlier, strike.onset)
                exclusive[strike.channel, group] = [
                    draft for draft in mine if draft.timbre.exclusive_class == group
                ]
            drafts.extend(mine)
        return drafts

    def _releases(self, strike: Strike, timbre: Timbre) -> list[Release]:
        releases = [Release(strike.end - strike.onset, timbre.envelope.release)]
        silenced = self._channels[strike.channel].silenced
        following = bisect_right(silenced, strike.onset)
        if following < len(silenced):
            at = silenced[following] - strike.onset
            releases.append(Release(at, _SILENCE_FRAMES))
        return releases

    def _struck(self, strike: Strike) -> tuple[Timbre, ...]:
        wanted = self._channels[strike.channel].preset_at(strike.onset)
        asked = (wanted, strike.key, strike.velocity)
        found = self._timbres.get(asked)
        if found is None:
            found = self._timbres[asked] = self._timbres_of(*asked)
        return found

    def _timbres_of(self, wanted: tuple[int, int], key: int, velocity: int) -> tuple[Timbre, ...]:
        preset = self._font.preset_for(*wanted)
        if preset is None:
            return ()
        read = (
            timbre_of(region, self._font.sample(region.sample), key, velocity)
            for region in self._font.regions(preset, key, velocity)
        )
        return tuple(timbre for timbre in read if timbre is not None)

    def _voice(self, draft: _Draft) -> Voice | None:
        strike, timbre = draft.strike, draft.timbre
        channel = self._channels[strike.channel]
        draft.releases.sort(key=lambda release: release.at)
        held = draft.releases[0].at
        audible_db = QUIET_DB + round(db_of_factor(timbre.gain))
        floor_db = min(max(audible_db, _LEAST_FALL_DB), _MOST_FALL_DB)
        segments = self._segments_of(draft, floor_db, _UNENDING)
        tone, bending = self._tone(channel, strike.onset, segments[-1].end, held, timbre)
        limit = tone.frames
        if limit is not None and bending is not None:
            limit *= _SLOWEST_BEND
        if limit is not None and limit < segments[-1].end:
            segments = self._segments_of(draft, floor_db, limit)
        start, end = strike.onset, strike.onset + segments[-1].end
        is_level, is_panned = channel.level.is_steady(start, end), channel.pan.is_steady(start, end)
        level = channel.level.at(start) if is_level else 1.0
        if level <= 0:
            return None
        return Voice(
            start=start,
            segments=segments,
            tone=tone,
            bending=bending,
            gain=min(1.0, timbre.gain * level),
            share=strike.share,
            level=None if is_level else channel.level,
            pan=timbre.pan + (timbre.pan_swing * channel.pan.at(start) if is_panned else 0.0),
            pan_swing=timbre.pan_swing,
            pan_curve=None if is_panned else channel.pan,
            reverb=min(1.0, timbre.reverb + timbre.reverb_swing * channel.reverb.at(start)),
            tremolo_db=timbre.tremolo_db,
        )

    def _segments_of(self, draft: _Draft, floor_db: float, limit: int) -> tuple[Segment, ...]:
        asked = (draft.timbre.envelope, *draft.releases, floor_db, limit)
        found = self._segments.get(asked)
        if found is None:
            found = segments_of(draft.timbre.envelope, draft.releases, floor_db, limit)
            self._segments[asked] = found
        return found

    def _tone(
        self, channel: Channel, start: int, frames: int, held: int, timbre: Timbre
    ) -> tuple[ToneSpec, Bending | None]:
        """The tone of a voice: one that others share, or one of its own where it is bent."""
        spec, end = timbre.tone, start + frames
        kept = _heeded(spec, held)
        curves = (channel.bend, channel.wheel, channel.pressure)
        if all(curve.is_steady(start, end) for curve in curves):
            depth = timbre.wheel_cents * channel.wheel.at(start)
            depth += timbre.pressure_cents * channel.pressure.at(start)
            return self._shared(spec, channel.bend.at(start), depth, kept), None
        own = replace(spec, held=kept) if kept is not None else spec
        return own, _bending(channel, start, timbre)

    def _shared(
        self, spec: ToneSpec, cents: float, vibrato_cents: float, held: int | None
    ) -> ToneSpec:
        cents = round(cents / _CENTS_GRID) * _CENTS_GRID
        asked = (id(spec), cents, vibrato_cents, held)
        found = self._bent.get(asked)
        if found is None:
            bent = spec
            if cents or vibrato_cents or held is not None:
                bent = replace(
                    spec,
                    step=spec.step * ratio_of_cents(cents),
                    vibrato_cents=spec.vibrato_cents + vibrato_cents,
                    held=held,
                )
            found = self._bent[asked] = self._tones.setdefault(bent, bent)
        return found


def _heeded(spec: ToneSpec, held: int) -> int | None:
    """The frame of its release that a tone heeds, on a grid so that tones can be shared."""
    if spec.is_looped and not spec.keeps_looping:
        return -(-held // CONTROL_FRAMES) * CONTROL_FRAMES
    moves = bool(spec.envelope_cents or spec.envelope_cutoff_cents)
    if moves and spec.envelope.heeds_release_at(held):
        return round(held / _RELEASE_GRID) * _RELEASE_GRID
    return None


def _bending(channel: Channel, start: int, timbre: Timbre) -> Bending:
    def cents(frames: Frames) -> Floats:
        return channel.bend.over(frames + start)

    def vibrato_cents(frames: Frames) -> Floats:
        wheel = timbre.wheel_cents * channel.wheel.over(frames + start)
        return wheel + timbre.pressure_cents * channel.pressure.over(frames + start)

    return Bending(cents, vibrato_cents)


def _cut(draft: _Draft, frame: int) -> None:
    """Let `draft` die away quickly from `frame` on, if it isn't quicker already."""
    at = frame - draft.strike.onset
    if at > 0:
        draft.releases.append(Release(at, min(_CUT_FRAMES, draft.timbre.envelope.release)))


def _sustained(strikes: Iterable[Strike], channels: Sequence[Channel]) -> list[Strike]:
    """`strikes` as long as keys and pedal hold them; a key struck again ends its earlier sound."""
    lasting: list[Strike] = []
    sounding: dict[tuple[int, int], int] = {}
    for strike in strikes:
        channel = channels[strike.channel]
        end = max(strike.end, strike.onset + SHORTEST_HELD_FRAMES)
        following = bisect_right(channel.released, strike.onset)
        if following < len(channel.released):
            end = min(end, channel.released[following])
        end = min(channel.let_go(end), strike.onset + LONGEST_HELD_FRAMES)
        earlier = sounding.get((strike.channel, strike.key))
        if earlier is not None and lasting[earlier].end > strike.onset:
            again = max(strike.onset, lasting[earlier].onset + 1)
            lasting[earlier] = lasting[earlier]._replace(end=again)
        sounding[strike.channel, strike.key] = len(lasting)
        lasting.append(strike._replace(end=end))
    return lasting
