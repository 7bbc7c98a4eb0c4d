"""What a pinch sounds like: the note of the tune it hits, or something soft when it strays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from game.charting.chart import Chart
from game.play.events import Event, ExtraContact, Hit, OtherFinger, Released, Sustained


class Sounds(Protocol):
    """The sounds there are, see `game.sound.channels.HitSounds`."""

    def play(self, number: int) -> int | None:
        """Sound `number` begins; the result is where it rings."""
        ...

    def let_go(self, channel: int) -> None:
        """What rings there fades."""
        ...

    def tick(self) -> None:
        """A soft tick."""
        ...

    def stray(self) -> None:
        """A soft sound of no pitch in particular."""
        ...

    def quiet(self) -> None:
        """Everything fades at once."""
        ...


class PinchSounds:
    """Sounds what was judged.

    `of_note` has the number of the sound for each note of the chart; when it is empty, a hit is a
    tick. A long note rings while it is held, but no longer than the tune holds it; a short one
    rings its own length however short the pinch.
    """

    def __init__(self, sounds: Sounds, chart: Chart, of_note: Sequence[int]) -> None:
        self._sounds = sounds
        self._is_long = [note.duration_s > 0 for note in chart.notes]
        self._of_note = of_note
        self._held: dict[int, int] = {}
        """Where the long notes ring that are held."""

    def judged(self, events: Sequence[Event]) -> None:
        """Sound what a pinch, down or up, has led to."""
        for event in events:
            match event:
                case Hit():
                    self._hit(event.note)
                case Sustained() | Released():
                    channel = self._held.pop(event.note, None)
                    if channel is not None:
                        self._sounds.let_go(channel)
                case OtherFinger() | ExtraContact():
                    self._sounds.stray()
                case _:
                    pass

    def quiet(self) -> None:
        """Nothing more is heard of what rings."""
        self._held.clear()
        self._sounds.quiet()

    def _hit(self, note: int) -> None:
        if not self._of_note:
            self._sounds.tick()
            return
        channel = self._sounds.play(self._of_note[note])
        if channel is not None and self._is_long[note]:
            self._held[note] = channel
