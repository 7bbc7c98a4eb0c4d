"""Saving the report in the whole game: a little in each frame, in a place that takes it."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from game.app.report_desk import ReportDesk
from game.coach.progress import Period
from game.inputs.actions import Action
from game.screens.progress import ProgressScreen
from game.screens.report import ReportScreen, Saving
from game.screens.steps import OpenProgress, OpenReport
from tests.app.stage import Stage

Start = Callable[..., Stage]


def desk_of(stage: Stage, *places: Path) -> ReportDesk:
    return ReportDesk(replace(stage.parts, reports=places))


def finished(desk: ReportDesk, period: Period = Period.THREE_MONTHS) -> Saving:
    desk.begin(period)
    for _ in range(1000):
        saving = desk.go_on()
        if saving.is_over:
            return saving
    raise AssertionError("it never ends")


def test_page_and_table_are_saved_from_the_screen(start: Start) -> None:
    stage = start()
    stage.open("Alpha")
    stage.until(lambda: stage.flow.session is None)
    stage.flow.follow(OpenReport())
    screen = stage.screen
    assert isinstance(screen, ReportScreen)
    screen.choose("save")
    stage.until(lambda: not screen.is_saving)
    (folder,) = stage.parts.reports
    page, table = sorted(folder.iterdir(), reverse=True)
    assert (page.suffix, table.suffix) == (".html", ".csv")
    assert "Practice report" in page.read_text(encoding="utf-8")
    assert "Alpha" in table.read_text(encoding="utf-8-sig")


def test_where_the_first_place_is_closed_the_next_one_is_taken(
    start: Start, tmp_path: Path
) -> None:
    (closed := tmp_path / "closed").write_text("a file, no folder")
    saving = finished(desk_of(start(), closed, tmp_path / "open"))
    assert saving.saved is not None
    assert saving.saved.folder == tmp_path / "open"
    assert saving.saved.is_empty
    assert {one.name for one in (tmp_path / "open").iterdir()} == set(saving.saved.names)


def test_where_no_place_is_open_that_is_one_sentence(start: Start, tmp_path: Path) -> None:
    (closed := tmp_path / "closed").write_text("a file, no folder")
    saving = finished(desk_of(start(), closed))
    assert saving.saved is None
    assert "can't be written to" in saving.trouble


def test_left_off_halfway_nothing_stays_behind(start: Start, tmp_path: Path) -> None:
    desk = desk_of(start(), tmp_path / "reports")
    desk.begin(Period.ALL)
    desk.stop()
    assert not list((tmp_path / "reports").glob("*.part"))
    assert desk.open_page() is False


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Anna Lee", "thumbtune-Anna-Lee-"),
        ("../../etc/x", "thumbtune-etc-x-"),
        ('<b>"', "thumbtune-b-"),
        ("\U0001f600", "thumbtune-player-"),
    ],
)
def test_any_name_makes_a_name_of_a_file(
    start: Start, tmp_path: Path, name: str, file: str
) -> None:
    stage = start()
    player = stage.records.players.make(name)
    desk = ReportDesk(replace(stage.parts, player=player, reports=(tmp_path / "reports",)))
    saved = finished(desk).saved
    assert saved is not None
    assert all(one.startswith(file) for one in saved.names)
    assert all((tmp_path / "reports" / one).is_file() for one in saved.names)


def test_the_page_opens_only_in_a_browser_with_a_window(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    class Browser(webbrowser.BaseBrowser):
        def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
            opened.append(url)
            return True

    def none() -> webbrowser.BaseBrowser:
        raise webbrowser.Error("could not locate runnable browser")

    desk = desk_of(start(), tmp_path / "reports")
    finished(desk)
    monkeypatch.setattr(webbrowser, "get", none)
    assert not desk.open_page()
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser("lynx"))
    assert not desk.open_page()
    monkeypatch.setattr(webbrowser, "get", Browser)
    assert desk.open_page()
    assert opened[0].startswith("file:///") and opened[0].endswith(".html")


def test_progress_leads_to_the_report_and_back(start: Start) -> None:
    stage = start()
    stage.open("Alpha")
    stage.until(lambda: stage.flow.session is None)
    stage.flow.follow(OpenProgress())
    progress = stage.screen
    assert isinstance(progress, ProgressScreen)
    stage.flow.follow(progress.choose("report"))
    assert isinstance(stage.screen, ReportScreen)
    stage.flow.follow(stage.screen.act(Action.BACK))
    assert isinstance(stage.screen, ProgressScreen)
