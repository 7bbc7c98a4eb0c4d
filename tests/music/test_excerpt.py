"""An excerpt sounds as the song does there: its notes, and what was set for them before."""

from __future__ import annotations

from dataclasses import replace

from game.music.excerpt import excerpt
from game.music.song import Control, ControlKind, Note
from tests.sound.songs import note, song

NOTES = tuple(note(float(number), 60 + number, 0.5) for number in range(6))


def controls(*times_s: float) -> tuple[Control, ...]:
    return tuple(
        Control(time_s, 0, ControlKind.PROGRAM, 0, place) for place, time_s in enumerate(times_s)
    )


def heard(notes: tuple[Note, ...]) -> list[tuple[float, int]]:
    return [(one.onset_s, one.pitch) for one in notes]


def test_the_notes_that_begin_in_it_are_there_so_much_earlier() -> None:
    piece = excerpt(song(NOTES), NOTES, 2.0, 3.0)
    assert heard(piece.notes) == [(0.0, 62), (1.0, 63), (2.0, 64)]
    assert piece.duration_s == 3.0


def test_only_the_notes_that_are_wanted_are_there() -> None:
    piece = excerpt(song(NOTES), NOTES[::2], 2.0, 3.0)
    assert heard(piece.notes) == [(0.0, 62), (2.0, 64)]


def test_what_was_set_before_is_set_at_its_beginning_and_what_comes_later_is_not() -> None:
    whole = replace(song(NOTES), controls=controls(0.0, 1.5, 2.5, 5.5))
    piece = excerpt(whole, NOTES, 2.0, 3.0)
    assert [(one.time_s, one.value) for one in piece.controls] == [(0.0, 0), (0.0, 1), (0.5, 2)]
