"""Home in the game: today's song is there, is told why, is played, and leads back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from game.app.home_desk import reason_in_words
from game.play.today import Reason, Todays
from game.screens.home import HomeScreen
from game.screens.play import PlayScreen
from game.screens.results import ResultsScreen
from game.screens.songs import SongsScreen
from game.screens.steps import GoBack, OpenHome, OpenInputs, OpenSongs, OpenSound, TakePlayer
from game.screens.ui.layout import Layout
from tests.app.stage import Stage, write_song

Start = Callable[..., Stage]


def at_home(start: Start, **options: object) -> tuple[Stage, HomeScreen]:
    stage = start(first=OpenHome(), **options)
    stage.frame()
    assert isinstance(stage.screen, HomeScreen)
    return stage, stage.screen


def test_todays_song_is_one_press_away_and_its_result_leads_home(start: Start) -> None:
    stage, home = at_home(start)
    assert home.view.today is not None
    title = home.view.today.title
    assert (home.view.today.reason, home.view.today.stars) == ("New for you", 0)
    stage.press(pygame.K_RETURN)
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    stage.frame()
    assert stage.session.facts.title == title
    stage.play(4)
    assert isinstance(stage.screen, ResultsScreen)
    stage.press(pygame.K_ESCAPE)
    assert isinstance(stage.screen, HomeScreen)
    assert stage.screen.view.today is not None
    assert stage.screen.view.today.title == title
    assert stage.screen.view.today.stars == 5


def test_it_stays_todays_song_when_the_game_is_started_again(start: Start) -> None:
    stage, home = at_home(start)
    stage.press(pygame.K_RETURN)
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    stage.frame()
    stage.play(4)
    _, again = at_home(start, records=stage.records)
    assert again.view.today is not None and home.view.today is not None
    assert again.view.today.key == home.view.today.key


def test_a_favourite_is_told_to_be_one(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = start()
    for entry in stage.library.known_entries():
        assert entry.sha256 is not None
        stage.records.songs.set_favourite(stage.player.id, entry.sha256, is_one=True)
    stage.flow.follow(OpenHome())
    assert isinstance(stage.screen, HomeScreen)
    assert stage.screen.view.today is not None
    assert stage.screen.view.today.reason == "A favourite of yours"


def test_without_songs_there_is_no_dead_button_and_a_new_song_appears(
    start: Start, home: Path
) -> None:
    for file in (home / "songs").glob("*.mid"):
        file.unlink()
    stage, screen = at_home(start)
    assert screen.view.today is None
    assert "There are no songs yet" in stage.shown()
    write_song(home / "songs" / "omega.mid", "Omega")
    stage.library.read_all()
    stage.frame()
    stage.frame()
    assert screen.view.today is not None
    assert screen.view.today.title == "Omega"


def test_todays_song_that_is_taken_away_makes_room_for_another(start: Start, home: Path) -> None:
    stage, screen = at_home(start)
    assert screen.view.today is not None
    gone = Path(screen.view.today.key)
    gone.unlink()
    stage.library.read_all()
    stage.flow.follow(OpenHome())
    assert isinstance(stage.screen, HomeScreen)
    assert stage.screen.view.today is not None
    assert stage.screen.view.today.key != str(gone)


@pytest.mark.parametrize("step", [OpenSound(), OpenInputs()])
@pytest.mark.parametrize(("menu", "screen"), [(OpenHome(), HomeScreen), (OpenSongs(), SongsScreen)])
def test_what_is_opened_from_a_menu_leads_back_to_it(
    start: Start, step: OpenSound | OpenInputs, menu: OpenHome | OpenSongs, screen: type[object]
) -> None:
    stage = start(first=menu)
    stage.flow.follow(step)
    assert not isinstance(stage.screen, screen)
    stage.press(pygame.K_ESCAPE)
    assert isinstance(stage.screen, screen)
    stage.flow.follow(GoBack())
    assert isinstance(stage.screen, screen)


def test_each_player_sees_their_own_name(start: Start) -> None:
    stage, _ = at_home(start)
    ben = stage.records.players.set_picture(stage.records.players.choose("Ben").id, "sun")
    stage.flow.follow(TakePlayer(ben.id))
    stage.flow.follow(OpenHome())
    assert isinstance(stage.screen, HomeScreen)
    face = stage.screen.view.face
    assert (face.id, face.name, face.picture) == (ben.id, "Ben", "sun")


def test_a_tap_leads_home_from_the_list_of_songs(start: Start) -> None:
    stage = start()
    stage.frame()
    layout = Layout(pygame.display.get_window_size())
    width, height = layout.size
    x, y = layout.x(70) / width, layout.y(60) / height
    stage.event(pygame.FINGERDOWN, finger_id=1, x=x, y=y)
    stage.event(pygame.FINGERUP, finger_id=1, x=x, y=y)
    assert isinstance(stage.screen, HomeScreen)


def test_reasons_are_short_words() -> None:
    def said(reason: Reason, days: int | None) -> str:
        return reason_in_words(Todays("key", reason, days))

    assert said(Reason.FAVOURITE, 9) == "A favourite of yours"
    assert said(Reason.NEW, None) == "New for you"
    assert [said(Reason.AGAIN, days) for days in (0, 1, 2, 13, 14, 21, 59, 60, 400)] == [
        "You know this one",
        "You know this one",
        "Last played 2 days ago",
        "Last played 13 days ago",
        "Last played 2 weeks ago",
        "Last played 3 weeks ago",
        "Last played 8 weeks ago",
        "Last played 2 months ago",
        "Last played 13 months ago",
    ]
