"""Taking along and taking over fit at every size of text, in every language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from game.app.along_desk import made_in_words
from game.screens.along import TakeAlongScreen, TakeOverScreen
from game.screens.screen import Screen
from game.screens.steps import GoBack, OpenPlayers, TakenOver
from tests.screens.fitting import assert_fits

NAMES = "Anna, Benedikt-Maximilian, Grandma Li, Tom"
PATH = Path("/home/somebody/Documents/Thumbtune/thumbtune-2026-11-22.zip")


@dataclass
class Desk:
    """Work that says this at once."""

    said: str | None = None

    def make(self, *, everybody: bool) -> Desk:
        return self

    def take_over(self) -> Desk:
        return self


def along() -> TakeAlongScreen:
    return TakeAlongScreen(Desk(), has_others=True)


def alone() -> TakeAlongScreen:
    return TakeAlongScreen(Desk(), has_others=False)


def waiting() -> TakeAlongScreen:
    screen = along()
    screen.choose("all")
    return screen


def made() -> TakeAlongScreen:
    screen = TakeAlongScreen(Desk(made_in_words(PATH)), has_others=True)
    screen.choose("me")
    screen.tick(0.0)
    return screen


def over() -> TakeOverScreen:
    return TakeOverScreen(Desk(), NAMES, "1,204 runs")


def trouble() -> TakeOverScreen:
    return TakeOverScreen(Desk(), told=NAMES)


@pytest.mark.parametrize("make", [along, alone, waiting, made, over, trouble])
def test_it_fits(make: type[Screen]) -> None:
    parts = [part for part in PATH.parts if part != "/"]
    own = [NAMES, *NAMES.split(), "1,204 runs", *parts, " / ".join(parts), "/"]
    assert_fits(make, own=own)


def test_while_it_works_nothing_can_be_chosen_and_then_it_leads_back() -> None:
    for screen, before, back in (
        (along(), OpenPlayers(), OpenPlayers()),
        (over(), GoBack(), TakenOver()),
    ):
        assert screen.back() == before
        desk = Desk()
        screen.begin(desk)
        assert list(screen.footer()) == [] and screen.back() is None
        screen.tick(1.0)
        assert list(screen.footer()) == []
        desk.said = "Done."
        screen.tick(2.0)
        assert [button.name for button in screen.footer()] == ["ok"]
        assert screen.choose("ok") == back
