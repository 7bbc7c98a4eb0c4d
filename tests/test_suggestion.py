"""After a run one thing is suggested: what is offered, else another song, else the same again."""

from __future__ import annotations

import pytest

from game.coach.adapting import Offer, Reason
from game.coach.ladder import Lever
from game.play.earlier import Earlier
from game.play.result import Result, result_of
from game.play.run import Run
from game.play.score import Score
from game.suggestion import Next, suggestion_after
from tests.play.timelines import chart_at
from tests.screens import helpers

NOTES = 20
OFFER = Offer(Reason.HARDER, 0.9, Lever.SPEED, helpers.settings(speed=110))


class Window:
    """As much of a level as a run asks for."""

    hit_window_s = 0.1


def run(hits: int, *, finished: bool = True) -> Result:
    chart = chart_at(*(number + 1.0 for number in range(NOTES)))
    done = Run(chart, Window())
    for note in chart.notes[:hits]:
        done.press(note.time_s, note.grip)
    if finished:
        done.finish()
    return result_of(chart, done.replay())


def score(hits: int) -> Score:
    return Score(100 * hits, 100 * NOTES, hits, NOTES - hits, NOTES, hits)


@pytest.mark.parametrize(
    ("hits", "before", "suggested"),
    [
        (17, 20, Next.AGAIN),
        (18, None, Next.AGAIN),
        (18, 17, Next.AGAIN),
        (18, 18, Next.OTHER_SONG),
        (19, 18, Next.AGAIN),
        (20, 20, Next.OTHER_SONG),
    ],
)
def test_another_song_comes_after_two_good_runs_of_which_the_second_is_no_best(
    hits: int, before: int | None, suggested: Next
) -> None:
    last = () if before is None else (score(before),)
    earlier = Earlier(last[0] if last else None, last)
    assert suggestion_after(run(hits), earlier, None, has_next=True).step is suggested
    assert suggestion_after(run(hits), earlier, None, has_next=False).step is Next.AGAIN
    assert suggestion_after(run(hits), earlier, OFFER, has_next=True).step is Next.CHANGED


def test_who_stops_early_is_suggested_no_other_song() -> None:
    earlier = Earlier(score(20), (score(20), score(20)))
    found = suggestion_after(run(19, finished=False), earlier, None, has_next=True)
    assert found.step is Next.AGAIN


def test_where_nothing_is_offered_the_reason_goes_along() -> None:
    top = Offer(Reason.HARDEST, 0.98)
    found = suggestion_after(run(10), Earlier(), top, has_next=True)
    assert (found.step, found.offer) == (Next.AGAIN, top)
