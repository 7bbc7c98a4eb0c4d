"""The beat of an exercise can be seen: a dot a beat, lit in turn, also where motion is calm."""

from __future__ import annotations

import pygame
import pytest

from game.screens.ui.exercise_words import Beating, Pace
from game.screens.ui.theme import Style
from tests.screens.fitting import assert_fits, watching
from tests.screens.test_warm_up import FakeDesk, Practice

SIZE = (1280, 720)


def counting(exercise_id: str, desk: FakeDesk | None = None) -> Practice:
    practice = Practice(exercise_id, desk)
    practice.start()
    return practice


def changes(practice: Practice, seconds: float) -> int:
    """How often something is drawn anew in that time, a frame each tenth of a second."""
    surface = pygame.Surface(SIZE)
    practice.wait(0.1)
    practice.screen.draw(surface)
    found = 0
    for _ in range(round(seconds / 0.1)):
        practice.wait(0.1)
        found += bool(practice.screen.draw(surface))
    return found


def test_with_calm_motion_only_the_beat_moves() -> None:
    practice = counting("palm-turn", FakeDesk(pace=Pace.SLOW))
    practice.screen.style = Style(is_calm=True)
    assert changes(practice, 9.0) == 5


def test_without_a_beat_nothing_moves_there() -> None:
    practice = counting("palm-turn", FakeDesk(pace=Pace.OFF))
    practice.screen.style = Style(is_calm=True)
    assert changes(practice, 5.0) == 0


def test_the_dots_follow_what_is_played() -> None:
    class Song(FakeDesk):
        def beat(self, interval_s: float, beats: int) -> Beating:
            super().beat(interval_s, beats)
            return Beating(1.0, 40, is_music=True)

    practice = counting("palm-turn", Song(pace=Pace.MEDIUM))
    practice.screen.style = Style(is_calm=True)
    assert changes(practice, 8.0) == 8
    assert len(practice.desk.beats) == 1


@pytest.mark.parametrize(("title", "said"), [("", "Soft clicks"), ("Waltz", "The music of Waltz")])
def test_what_the_beat_is_made_of_is_said(title: str, said: str) -> None:
    practice = Practice("palm-turn", FakeDesk(song_title=title))
    with watching() as watch:
        practice.screen.draw(pygame.Surface(SIZE))
    assert said in watch.words


def test_a_long_title_fits() -> None:
    desk = FakeDesk(song_title="Symphony No. 9 in E minor, From the New World: Largo")
    assert_fits(
        lambda: Practice("palm-turn", desk).screen, own=(desk.song_title,), percents=(100, 200)
    )
