"""From screen to screen: what is chosen, what is kept, and what is raced."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from game.app.parts import Wishes
from game.charting.chart import Chart, ChartNote, Grip
from game.mixdown import Mixdown
from game.screens.play import PlayScreen
from game.screens.preparing import PreparingScreen
from game.screens.results import ResultsScreen
from game.screens.songs import SongsScreen
from game.screens.steps import OpenPlay, OpenSongs, PlayAgain
from game.session import Stage as SessionStage
from game.settings import Hand, SoundSettings
from game.sound.cache import StemCache
from game.sound.problem import SoundError
from tests.app.stage import LEVELS, HeardMusic, Later, Stage, write_song
from tests.records.making import behind

Start = Callable[..., Stage]


def test_a_song_leads_from_the_list_to_its_result_and_back(start: Start) -> None:
    workroom = Later()
    stage = start(workroom=workroom)
    assert isinstance(stage.screen, SongsScreen)
    stage.press(pygame.K_RETURN)
    stage.frame()
    assert isinstance(stage.screen, PreparingScreen)
    for _ in range(2):
        workroom.work()
        stage.frame()
    assert isinstance(stage.screen, PlayScreen)
    assert stage.session.facts.title == "Alpha"
    stage.play(4)
    assert isinstance(stage.screen, ResultsScreen)
    assert "Your first record" in stage.shown()
    stage.press(pygame.K_ESCAPE)
    assert isinstance(stage.screen, SongsScreen)
    assert stage.row().title == "Alpha"
    assert stage.row().best_points == 400


def test_after_a_result_one_can_play_again_go_to_the_next_song_or_to_the_list(
    start: Start,
) -> None:
    stage = start()
    stage.open("Beta")
    stage.play(4)
    stage.press(pygame.K_RETURN)
    stage.frame()
    assert stage.session.facts.title == "Beta"
    stage.play(0)
    stage.press(pygame.K_RIGHT)
    stage.press(pygame.K_RETURN)
    stage.frame()
    assert stage.session.facts.title == "Gamma"
    stage.play(4)
    for key in (*[pygame.K_RIGHT] * 3, pygame.K_RETURN):
        stage.press(key)
    assert isinstance(stage.screen, SongsScreen)


def test_after_the_last_song_comes_the_first(start: Start) -> None:
    stage = start()
    stage.open("Gamma")
    stage.play(0)
    stage.press(pygame.K_RIGHT)
    stage.press(pygame.K_RETURN)
    stage.frame()
    assert stage.session.facts.title == "Alpha"


def test_the_only_song_has_no_next_one(start: Start, home: Path) -> None:
    for name in ("beta", "gamma"):
        (home / "songs" / f"{name}.mid").unlink()
    stage = start()
    stage.open("Alpha")
    stage.play(0)
    assert "Next song" not in stage.shown()


def test_a_run_left_early_is_kept_unfinished_and_makes_no_record(start: Start) -> None:
    stage = start()
    stage.open("Alpha")
    stage.hit(3)
    stage.press(pygame.K_ESCAPE)
    stage.press(pygame.K_UP)
    for _ in range(3):
        stage.press(pygame.K_DOWN)
    stage.press(pygame.K_RETURN)
    assert isinstance(stage.screen, ResultsScreen)
    assert "Stopped early" in stage.shown()
    (play,) = stage.records.plays.latest()
    assert not play.finished
    assert play.score is not None and play.score.hits == 3
    assert stage.records.bests.all(stage.player.id) == ()


def test_starting_again_from_the_pause_keeps_the_run_so_far(start: Start) -> None:
    stage = start()
    stage.open("Alpha")
    stage.hit(2)
    stage.press(pygame.K_SPACE)
    stage.press(pygame.K_DOWN)
    stage.press(pygame.K_RETURN)
    stage.frame()
    assert isinstance(stage.screen, PlayScreen)
    assert stage.session.run.events == []
    (play,) = stage.records.plays.latest()
    assert not play.finished


def test_closing_in_the_middle_of_a_song_keeps_the_run(start: Start) -> None:
    stage = start()
    stage.open("Alpha")
    stage.hit(2)
    stage.event(pygame.QUIT)
    assert stage.flow.is_over
    (play,) = stage.records.plays.latest()
    assert not play.finished
    stage.flow.close()
    assert len(stage.records.plays.latest()) == 1


def test_a_run_in_which_nothing_was_judged_is_not_kept(start: Start) -> None:
    stage = start()
    stage.open("Alpha")
    stage.until_song(0.3)
    stage.press(pygame.K_ESCAPE)
    for _ in range(3):
        stage.press(pygame.K_DOWN)
    stage.press(pygame.K_RETURN)
    assert isinstance(stage.screen, SongsScreen)
    assert stage.records.plays.latest() == ()


def test_the_second_run_races_the_first(start: Start) -> None:
    stage = start()
    stage.open("Alpha")
    assert stage.session.run.best_points is None
    stage.play(3)
    stage.press(pygame.K_RETURN)
    stage.frame()
    stage.hit(3)
    assert stage.session.run.best_points == stage.session.run.score.points
    stage.hit(4, start=3)
    stage.until_song(4.6)
    assert stage.session.run.best_points == stage.session.run.score.points - 100
    stage.play(0)
    assert "New best! 100 more than before" in stage.shown()


def test_a_run_is_raced_only_under_its_own_settings(start: Start) -> None:
    stage = start()
    stage.open("Alpha")
    stage.play(4)
    other = start(Wishes(speed_percent=80), records=stage.records)
    other.open("Alpha")
    assert other.session.run.best_points is None
    same = start(Wishes(speed_percent=100), records=stage.records)
    same.open("Alpha")
    assert same.session.run.best_points is not None


def test_the_best_in_the_list_is_the_one_for_these_settings(start: Start) -> None:
    stage = start()
    stage.open("Alpha")
    stage.play(4)
    stage.press(pygame.K_ESCAPE)
    assert (stage.row().best_points, stage.row().other_records) == (400, 0)
    for key in (pygame.K_RIGHT, pygame.K_UP, pygame.K_RETURN, pygame.K_DOWN, pygame.K_RETURN):
        stage.press(key)
    assert isinstance(stage.screen, SongsScreen)
    assert stage.screen.settings.speed_percent == 110
    assert (stage.row().best_points, stage.row().other_records) == (None, 1)
    stage.press(pygame.K_LEFT)
    stage.press(pygame.K_RETURN)
    assert (stage.row().best_points, stage.row().other_records) == (400, 0)


def test_a_chart_once_played_is_played_again_even_if_a_new_one_would_be_another(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def another(*_: object) -> Chart:
        grips = LEVELS[0].default_grips
        return Chart((ChartNote(2.0, grips[0], 60),), LEVELS[0].id, 100, grips, sha256)

    stage = start()
    stage.open("Alpha")
    first, sha256 = stage.session.run.chart, stage.session.run.chart.song_sha256
    stage.play(4)
    monkeypatch.setattr("game.workshop.make_chart", another)
    stage.open("Alpha")
    assert stage.session.run.chart == first
    assert stage.session.run.best_points == 0
    stage.open("Beta")
    assert len(stage.session.run.chart.notes) == 1


def test_a_song_that_cannot_be_read_leads_back_to_the_list_with_its_sentence(
    start: Start, home: Path
) -> None:
    (home / "songs" / "page.mid").write_bytes(b"<html>")
    stage = start()
    stage.flow.follow(OpenPlay(str(home / "songs" / "page.mid")))
    stage.frame()
    assert stage.sentence() == "page: This is not a MIDI file: it looks like a web page."
    assert isinstance(stage.screen, SongsScreen)


def test_a_song_gone_since_the_list_was_made_leads_back_to_the_list(
    start: Start, home: Path
) -> None:
    gone = home / "songs" / "gone.mid"
    stage = start()
    stage.flow.follow(OpenPlay(str(gone)))
    stage.frame()
    assert stage.sentence().casefold() == "gone: there is no such file."


def test_a_file_outside_the_library_is_played_and_the_list_comes_after_it(
    start: Start, tmp_path: Path
) -> None:
    file = write_song(tmp_path / "elsewhere" / "mine.mid", "Mine")
    stage = start(Wishes(song=file))
    stage.frame()
    assert stage.session.facts.title == "Mine"
    stage.play(4)
    assert "400" in stage.shown()
    stage.press(pygame.K_RIGHT)
    stage.press(pygame.K_RETURN)
    stage.frame()
    assert stage.session.facts.title == "Alpha"


def test_what_is_to_be_told_at_the_start_is_told_before_the_list(start: Start) -> None:
    stage = start(message="The records were damaged.")
    assert stage.sentence() == "The records were damaged."
    assert isinstance(stage.screen, SongsScreen)


def test_what_is_to_be_told_at_the_start_does_not_hold_up_the_song_asked_for(
    start: Start, home: Path
) -> None:
    workroom = Later()
    stage = start(
        Wishes(song=home / "songs" / "alpha.mid"),
        message="The records were damaged.",
        music=HeardMusic(),
        sounds=StemCache(home / "sounds"),
        workroom=workroom,
    )
    assert stage.sentence() == "The records were damaged."
    for _ in range(2):
        workroom.work()
        stage.frame()
    assert stage.session.facts.title == "Alpha"


def test_going_back_while_a_song_is_made_ready_gives_it_up(start: Start, home: Path) -> None:
    workroom = Later()
    stage = start(music=HeardMusic(), sounds=StemCache(home / "sounds"), workroom=workroom)
    stage.press(pygame.K_RETURN)
    workroom.work()
    stage.frame()
    stage.press(pygame.K_ESCAPE)
    assert isinstance(stage.screen, SongsScreen)
    workroom.work()
    stage.frame()
    assert isinstance(stage.screen, SongsScreen)
    assert list((home / "sounds").glob("*")) == []


def test_the_settings_of_the_last_run_are_those_of_the_next_start(start: Start) -> None:
    wishes = Wishes(
        level=LEVELS[1], speed_percent=80, hand=Hand.LEFT, grips=(Grip.MIDDLE, Grip.RING)
    )
    stage = start(wishes)
    stage.open("Alpha")
    stage.until_song(4.0)
    stage.flow.close()
    again = start(records=stage.records)
    assert isinstance(again.screen, SongsScreen)
    settings = again.screen.settings
    assert (settings.level.id, settings.speed_percent) == (LEVELS[1].id, 80)
    assert (settings.hand, settings.grips) == (Hand.LEFT, (Grip.MIDDLE, Grip.RING))


def test_each_player_has_settings_and_records_of_their_own(start: Start) -> None:
    anna = start(Wishes(player="Anna", speed_percent=80))
    anna.open("Alpha")
    anna.play(4)
    ben = start(Wishes(player="Ben"), records=anna.records)
    ben.open("Alpha")
    assert ben.session.settings.speed_percent == 100
    ben.flow.follow(OpenSongs())
    assert (ben.row().best_points, ben.row().other_records) == (None, 0)
    last = start(records=anna.records)
    assert last.player.name == "Ben"


def test_a_level_wished_for_comes_with_its_own_grips(start: Start) -> None:
    stage = start(Wishes(level=LEVELS[0], grips=(Grip.RING,)))
    stage.open("Alpha")
    stage.play(1)
    other = start(Wishes(level=LEVELS[2]), records=stage.records)
    assert isinstance(other.screen, SongsScreen)
    assert other.screen.settings.grips == LEVELS[2].default_grips


def test_a_song_with_sound_is_heard_and_let_go_of(start: Start, home: Path) -> None:
    music = HeardMusic()
    stage = start(music=music, sounds=StemCache(home / "sounds"))
    stage.open("Alpha")
    assert [path.parent for path in music.loaded] == [home / "sounds"]
    stage.play(1)
    assert music.played_from_s[0] == 0.0
    assert music.stops == 1


def test_where_no_sound_can_be_kept_a_sentence_says_so_and_the_song_plays_silently(
    start: Start, home: Path
) -> None:
    (home / "file").touch()
    music = HeardMusic()
    stage = start(music=music, sounds=StemCache(home / "file" / "sounds"))
    stage.flow.follow(OpenPlay(str(home / "songs" / "alpha.mid")))
    stage.frame()
    assert "plays in silence" in stage.sentence()
    stage.frame()
    stage.play(4)
    assert music.loaded == []
    assert stage.records.plays.latest()[0].finished


def test_a_font_that_cannot_be_used_is_told_once(start: Start, home: Path) -> None:
    (home / "broken.sf2").write_bytes(b"no font")
    stage = start(
        music=HeardMusic(),
        sounds=StemCache(home / "sounds"),
        sound_settings=SoundSettings(soundfont=home / "broken.sf2"),
    )
    stage.flow.follow(OpenPlay(str(home / "songs" / "alpha.mid")))
    stage.frame()
    assert "built-in" in stage.sentence()
    stage.until_song(1.0)
    stage.flow.follow(PlayAgain())
    stage.frame()
    assert isinstance(stage.screen, PlayScreen)


def test_where_the_rest_of_the_music_is_not_there_yet_the_run_pauses(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = start(music=HeardMusic(), sounds=StemCache(home / "sounds"))
    stage.open("Alpha")
    stage.until_song(1.0)
    monkeypatch.setattr(Mixdown, "covers", lambda self, song_s: song_s < 2.0)
    stage.until(lambda: stage.session.stage is SessionStage.PAUSED)
    assert 2.0 <= stage.session.song_s < 2.5
    monkeypatch.undo()
    stage.press(pygame.K_RETURN)
    stage.until_song(3.0)


def test_music_that_breaks_off_in_the_middle_is_told_after_the_run(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = start(music=HeardMusic(), sounds=StemCache(home / "sounds"))
    stage.open("Alpha")
    monkeypatch.setattr(Mixdown, "look", lambda self: setattr(self, "problem", "It broke off."))
    stage.play(4)
    assert stage.sentence() == "It broke off."
    assert isinstance(stage.screen, ResultsScreen)


def test_after_a_run_nothing_is_left_of_its_mix(start: Start, home: Path) -> None:
    stage = start(music=HeardMusic(), sounds=StemCache(home / "sounds"))
    stage.open("Alpha")
    assert len(list((home / "sounds").glob("*.wav"))) == 1
    stage.flow.close()
    assert list((home / "sounds").glob("*.wav")) == []


def test_sound_that_cannot_be_opened_is_told_and_the_song_plays_silently(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: HeardMusic, path: Path) -> None:
        raise SoundError("This song's sound can't be opened, so it plays in silence.")

    monkeypatch.setattr(HeardMusic, "load", refuse)
    stage = start(music=HeardMusic(), sounds=StemCache(home / "sounds"))
    stage.flow.follow(OpenPlay(str(home / "songs" / "alpha.mid")))
    stage.frame()
    assert stage.sentence() == "This song's sound can't be opened, so it plays in silence."
    stage.frame()
    stage.play(4)
    assert stage.records.plays.latest()[0].finished


def test_songs_added_while_the_list_is_on_show_appear_in_it(start: Start, home: Path) -> None:
    stage = start()
    stage.frame()
    assert "Delta" not in stage.shown()
    write_song(home / "songs" / "delta.mid", "Delta")
    stage.library.read_all()
    stage.frame()
    assert "Delta" in stage.shown()


def test_a_best_run_too_damaged_to_be_raced_is_still_the_best(start: Start, home: Path) -> None:
    stage = start()
    stage.open("Alpha")
    stage.play(3)
    behind(home / "thumbtune.db", "DROP TRIGGER plays_never_change")
    behind(home / "thumbtune.db", "UPDATE plays SET replay = x'545452FF00'")
    stage.press(pygame.K_RETURN)
    stage.frame()
    assert stage.session.run.best_points is None
    stage.play(4)
    assert "New best! 100 more than before" in stage.shown()
