"""Which language the game begins to speak."""

from __future__ import annotations

import pygame
import pytest

from game.app.language import speak
from game.text import language
from tests.test_text import VARIABLES


@pytest.fixture(autouse=True)
def computer(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that says nothing by its environment, as most do that are no Linux."""
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    liked = [{"language": "xx", "country": None}, {"language": "de", "country": "AT"}]
    monkeypatch.setattr(pygame.system, "get_pref_locales", lambda: liked)


def test_without_a_choice_it_is_what_the_player_likes_best_on_this_computer() -> None:
    speak("")
    assert language() == "de"


def test_what_the_player_has_chosen_goes_before_it() -> None:
    speak("en")
    assert language() == "en"
