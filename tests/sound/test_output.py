"""The output in use is known by name where that can be told, and never stops the game."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.sound import output
from game.sound.output import UNKNOWN_OUTPUT, output_name


@pytest.fixture
def mixer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    pygame.mixer.init()
    yield
    pygame.mixer.quit()


def test_without_a_sound_card_it_is_unknown() -> None:
    pygame.mixer.quit()
    assert output_name() == UNKNOWN_OUTPUT


@pytest.mark.usefixtures("mixer")
def test_the_only_one_is_known_by_its_name() -> None:
    assert output_name() == "System audio output device"


@pytest.mark.usefixtures("mixer")
def test_the_one_the_system_prefers_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "_preferred", lambda: "Headphones")
    assert output_name() == "Headphones"


@pytest.mark.usefixtures("mixer")
def test_one_of_several_is_unknown_where_the_system_does_not_tell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(output, "_sdl", lambda: None)
    monkeypatch.setattr(output, "_only_one", lambda: None)
    assert output_name() == UNKNOWN_OUTPUT
