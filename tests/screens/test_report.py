"""The screen of the report: choose a time, save, and know where it is."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.coach.progress import Period
from game.inputs.actions import Action
from game.screens.report import ReportScreen, Saved, Saving
from game.screens.steps import OpenProgress
from tests.screens.fitting import assert_fits, watching

SAVED = Saved(
    Path("/home/somebody-with-a-name/Documents"),
    ("thumbtune-Rosa-2026-03-14.html", "thumbtune-Rosa-2026-03-14.csv"),
)


class Desk:
    """Does as it is told, and remembers it."""

    def __init__(self, *news: Saving, can_open: bool = True) -> None:
        self.news = list(news)
        self.can_open = can_open
        self.periods: list[Period] = []
        self.stops = 0

    def begin(self, period: Period) -> None:
        self.periods.append(period)

    def go_on(self) -> Saving:
        return self.news.pop(0)

    def open_page(self) -> bool:
        return self.can_open

    def stop(self) -> None:
        self.stops += 1


def words_of(screen: ReportScreen) -> str:
    with watching() as watch:
        screen.draw(pygame.Surface((1280, 720)))
    return watch.words


def saved(*, can_open: bool = True, empty: bool = False) -> ReportScreen:
    found = Saved(SAVED.folder, SAVED.names, empty)
    screen = ReportScreen(Desk(Saving(0.4), Saving(1.0, found), can_open=can_open))
    screen.choose("save")
    screen.tick(1.0)
    screen.tick(2.0)
    return screen


def test_it_says_what_it_makes_and_that_nothing_leaves_the_computer() -> None:
    assert "stay on this computer" in words_of(ReportScreen(Desk()))


def test_the_chosen_time_is_saved() -> None:
    desk = Desk(Saving(0.5))
    screen = ReportScreen(desk)
    assert screen.page.focused is not None and screen.page.focused.name == "save"
    screen.choose("period FOUR_WEEKS")
    screen.choose("save")
    assert desk.periods == [Period.FOUR_WEEKS]
    screen.tick(1.0)
    assert "Saving ..." in words_of(screen)


def test_it_says_where_it_was_saved_and_opens_it() -> None:
    screen = saved()
    told = words_of(screen)
    assert "Saved in /home/somebody-with-a-name/Documents" in told
    assert all(name in told for name in SAVED.names)
    assert screen.page.focused is not None and screen.page.focused.name == "open"
    screen.choose("open")
    assert "is open in your web browser" in words_of(screen)


def test_without_a_browser_it_says_so() -> None:
    screen = saved(can_open=False)
    screen.choose("open")
    assert "There is no web browser" in words_of(screen)


def test_a_time_without_practice_is_said() -> None:
    assert "Nothing was played in this time" in words_of(saved(empty=True))


def test_trouble_is_told_and_it_can_be_tried_again() -> None:
    desk = Desk(Saving(1.0, trouble="The disk is full."), Saving(0.1))
    screen = ReportScreen(desk)
    screen.choose("save")
    screen.tick(1.0)
    assert "The disk is full." in words_of(screen)
    screen.choose("save")
    assert len(desk.periods) == 2


def test_back_stops_the_saving_first_and_then_leads_to_progress() -> None:
    desk = Desk(Saving(0.5))
    screen = ReportScreen(desk)
    screen.choose("save")
    assert screen.act(Action.BACK) is None
    assert desk.stops == 1
    assert screen.act(Action.BACK) == OpenProgress()


def test_another_time_can_be_saved_after_the_first() -> None:
    screen = saved()
    screen.choose("period ALL")
    assert "Saved in" not in words_of(screen)
    assert screen.page.focused is not None


@pytest.mark.parametrize("state", ["new", "saving", "saved", "trouble"])
def test_everything_fits(state: str) -> None:
    trouble = "/home/rosa/Documents/report.html can't be written to: no space left on device."
    news = {
        "saving": Saving(0.5),
        "saved": Saving(1.0, Saved(SAVED.folder, SAVED.names, is_empty=True)),
        "trouble": Saving(1.0, trouble=trouble),
    }

    def made() -> ReportScreen:
        screen = ReportScreen(Desk(*([news[state]] if state in news else [])))
        if state in news:
            screen.choose("save")
            screen.tick(1.0)
        return screen

    assert_fits(made, own=(str(SAVED.folder), *SAVED.names, trouble))
