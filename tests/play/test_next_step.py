"""What is suggested after a run is possible, kind, and nothing but a suggestion."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play.next_step import EASIER_BELOW, MORE_FROM, Earlier, Next, Room, next_step
from game.play.result import Result, result_of
from game.play.run import Run
from game.play.score import Score
from tests.play.timelines import chart_at

ANYWHERE = Room(
    slower=True, usual_speed=False, easier_level=True, harder_level=True, other_song=True
)
NOTES = 20


class Window:
    """As much of a level as a run asks for."""

    hit_window_s = 0.1


def run(hits: int, *, notes: int = NOTES, finished: bool = True) -> Result:
    chart = chart_at(*(number + 1.0 for number in range(notes)))
    done = Run(chart, Window())
    for note in chart.notes[:hits]:
        done.press(note.time_s, note.grip)
    if finished:
        done.finish()
    return result_of(chart, done.replay())


def score(hits: int, points: int | None = None) -> Score:
    points = 100 * hits if points is None else points
    return Score(points, 100 * NOTES, hits, NOTES - hits, NOTES, hits)


rooms = st.builds(Room, **{field.name: st.booleans() for field in fields(Room)})
scores = st.integers(0, NOTES).map(score)
earlier_runs = st.builds(Earlier, st.none() | scores, st.lists(scores, max_size=2).map(tuple))


@given(st.integers(0, NOTES), st.booleans(), earlier_runs, rooms)
def test_only_what_is_possible_and_called_for_is_suggested(
    hits: int, finished: bool, earlier: Earlier, room: Room
) -> None:
    result = run(hits, finished=finished)
    rate = result.score.hit_rate
    match next_step(result, earlier, room):
        case Next.SLOWER:
            assert room.slower and rate < EASIER_BELOW
        case Next.EASIER_LEVEL:
            assert room.easier_level and not room.slower and rate < EASIER_BELOW
        case Next.FASTER | Next.HARDER_LEVEL as more:
            assert result.finished and rate >= MORE_FROM
            assert [one.hit_rate >= MORE_FROM for one in earlier.last] == [True, True]
            assert room.harder_level if more is Next.HARDER_LEVEL else not room.usual_speed
        case Next.OTHER_SONG:
            assert result.finished and room.other_song and rate >= MORE_FROM
        case Next.AGAIN:
            pass


@pytest.mark.parametrize(
    ("hits", "last", "room", "suggested"),
    [
        (10, (), ANYWHERE, Next.SLOWER),
        (10, (), Room(easier_level=True), Next.EASIER_LEVEL),
        (10, (), Room(), Next.AGAIN),
        (11, (), ANYWHERE, Next.AGAIN),
        (18, (), ANYWHERE, Next.AGAIN),
        (18, (18,), ANYWHERE, Next.OTHER_SONG),
        (19, (18,), ANYWHERE, Next.AGAIN),
        (18, (18, 17), ANYWHERE, Next.OTHER_SONG),
        (18, (17, 18), ANYWHERE, Next.AGAIN),
        (18, (18, 18), ANYWHERE, Next.FASTER),
        (18, (18, 18), Room(harder_level=True, other_song=True), Next.HARDER_LEVEL),
        (18, (18, 18), Room(other_song=True), Next.OTHER_SONG),
        (20, (20, 20), Room(), Next.AGAIN),
    ],
)
def test_suggestions(hits: int, last: tuple[int, ...], room: Room, suggested: Next) -> None:
    best = score(max(last)) if last else None
    earlier = Earlier(best, tuple(score(one) for one in last))
    assert next_step(run(hits), earlier, room) is suggested


def test_a_few_notes_say_nothing_about_the_speed() -> None:
    assert next_step(run(0, notes=7), Earlier(), ANYWHERE) is Next.AGAIN
    assert next_step(run(0, notes=8), Earlier(), ANYWHERE) is Next.SLOWER


def test_who_stops_early_is_asked_for_no_more() -> None:
    good = (score(20), score(20))
    assert next_step(run(19, finished=False), Earlier(good[0], good), ANYWHERE) is Next.AGAIN
