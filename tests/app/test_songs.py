"""Songs dropped on the window, changed files, doubtful tunes: what the player sees of it all."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import mido
import numpy as np
import pygame
import pytest

from game.library import Library
from game.screens.play import PlayScreen
from game.screens.songs import SongsScreen
from game.screens.steps import OpenPlay, OpenSongs, OpenTunes, TakeTune
from game.screens.tunes import TunesScreen
from game.sound.cache import StemCache
from tests.app.stage import HeardMusic, Stage, write_song
from tests.music.midi import played, written

Start = Callable[..., Stage]
SCALE = (60, 62, 64, 65, 67, 69, 71, 72, 71, 69, 67, 65, 64, 62, 60, 62)
TURNING = (72, 67, 72, 67, 71, 67, 74, 67, 72, 67, 72, 67, 71, 67, 72, 72)


def write_two_voices(path: Path) -> Path:
    """A song with two voices that could both be the tune: a flute, and a voice with a name."""
    tracks = [
        played([(2 + n, 1, pitch) for n, pitch in enumerate(pitches)], channel=c, program=program)
        for c, (pitches, program) in enumerate(((SCALE, 73), (TURNING, 0)))
    ]
    named = [mido.MetaMessage("track_name", name="Anna"), *tracks[1]]
    path.parent.mkdir(parents=True, exist_ok=True)
    title = [mido.MetaMessage("track_name", name="Two voices")]
    path.write_bytes(written(title, tracks[0], named))
    return path


@pytest.fixture
def doubtful(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A song whose tune the game is not sure of, and would not be of any other."""
    monkeypatch.setattr("game.library.entry.SURE_FROM", 2.0)
    return write_two_voices(home / "songs" / "two.mid")


def drop(stage: Stage, *paths: Path) -> None:
    stage.event(pygame.DROPBEGIN)
    for path in paths:
        stage.event(pygame.DROPFILE, file=str(path))
    stage.event(pygame.DROPCOMPLETE)


def settle(stage: Stage) -> None:
    """Let the songbook come to its end, and the screen show what it has found."""
    for thread in threading.enumerate():
        if thread.name == "library":
            thread.join()
    stage.frame()


def test_a_song_dropped_on_the_window_is_added_chosen_and_told(
    start: Start, home: Path, tmp_path: Path
) -> None:
    stage = start()
    drop(stage, write_song(tmp_path / "omega.mid", "Omega", (60, 61)))
    settle(stage)
    assert (home / "songs" / "omega.mid").exists()
    assert isinstance(stage.screen, SongsScreen)
    assert stage.screen.chosen_row and stage.screen.chosen_row.title == "Omega"
    assert "Omega added." in stage.shown()


def test_a_folder_with_good_and_broken_files_is_told_in_one_sentence(
    start: Start, tmp_path: Path
) -> None:
    write_song(tmp_path / "album" / "one.mid", "One", (60, 61))
    write_song(tmp_path / "album" / "two.mid", "Two", (60, 62))
    (tmp_path / "album" / "cut.mid").write_bytes(b"MThd")
    stage = start()
    drop(stage, tmp_path / "album")
    settle(stage)
    assert "2 songs added, 1 can't be played." in stage.shown()
    assert "This MIDI file is cut off" in stage.shown()


def test_what_is_dropped_while_a_song_is_played_is_added_after_it(
    start: Start, home: Path, tmp_path: Path
) -> None:
    stage = start()
    settle(stage)
    stage.open("Alpha")
    drop(stage, write_song(tmp_path / "omega.mid", "Omega", (60, 61)))
    stage.until_song(3.0)
    assert not (home / "songs" / "omega.mid").exists()
    stage.play(1)
    settle(stage)
    assert (home / "songs" / "omega.mid").exists()


def test_how_far_reading_has_come_stands_below_the_list(start: Start) -> None:
    stage = start()
    settle(stage)
    progress = property(lambda _: type("P", (), {"read": 120, "total": 10_000})())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Library, "progress", progress)
        stage.frame()
        assert "Reading 120 of 10,000 songs" in stage.shown()
    stage.frame()
    assert "Reading" not in stage.shown()


def test_a_changed_file_shows_that_there_are_records_of_its_earlier_version(
    start: Start, home: Path
) -> None:
    stage = start()
    stage.open("Alpha")
    stage.play(3)
    write_song(home / "songs" / "alpha.mid", "Alpha", (60, 62, 64, 65, 67, 69))
    stage.library.read_all()
    stage.flow.follow(OpenSongs())
    assert (stage.row().best_points, stage.row().earlier_records) == (None, 1)
    assert "No record yet like this 1 record of an earlier version" in stage.shown()
    write_song(home / "songs" / "alpha.mid", "Alpha", (50, 52))
    stage.library.read_all()
    stage.flow.follow(OpenSongs())
    assert stage.row().earlier_records == 1
    again = start(records=stage.records)
    assert again.row().earlier_records == 1


def test_an_earlier_version_that_is_a_song_of_its_own_keeps_its_records_to_itself(
    start: Start, home: Path
) -> None:
    stage = start()
    stage.open("Alpha")
    stage.play(3)
    alpha = (home / "songs" / "alpha.mid").read_bytes()
    write_song(home / "songs" / "alpha.mid", "Alpha", (60, 62, 64, 65, 67, 69))
    (home / "songs" / "omega.mid").write_bytes(alpha)
    stage.library.read_all()
    stage.flow.follow(OpenSongs())
    assert "earlier version" not in stage.shown()
    assert stage.row().earlier_records == 0


def test_a_moved_file_keeps_its_records(start: Start, home: Path) -> None:
    stage = start()
    stage.open("Alpha")
    stage.play(3)
    stage.flow.follow(OpenSongs())
    best = stage.row().best_points
    (home / "songs" / "alpha.mid").rename(home / "songs" / "a.mid")
    again = start(records=stage.records)
    assert again.row().best_points == best == 300


def test_where_the_tune_is_doubtful_the_player_is_asked_once(start: Start, doubtful: Path) -> None:
    stage = start()
    stage.flow.follow(OpenPlay(str(doubtful)))
    stage.frame()
    assert isinstance(stage.screen, TunesScreen)
    shown = stage.shown()
    assert "Which part is the tune?" in shown
    assert "Flute" in shown and "Anna" in shown
    stage.flow.follow(TakeTune(1))
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    second = {note.pitch for note in stage.session.run.chart.notes}
    stage.flow.follow(OpenSongs())
    again = start(records=stage.records)
    again.flow.follow(OpenPlay(str(doubtful)))
    again.until(lambda: isinstance(again.screen, PlayScreen))
    assert {note.pitch for note in again.session.run.chart.notes} == second


def test_another_tune_can_be_chosen_later_and_has_charts_of_its_own(
    start: Start, doubtful: Path
) -> None:
    stage = start()
    charts = []
    for number in (0, 1, 0):
        stage.flow.follow(OpenTunes(str(doubtful)))
        stage.frame()
        stage.flow.follow(TakeTune(number))
        stage.until(lambda: isinstance(stage.screen, PlayScreen))
        stage.frame()
        charts.append(stage.session.run.chart)
        stage.play(2)
    assert charts[0] == charts[2] != charts[1]


def test_each_part_can_be_heard_and_falls_silent_when_one_goes_on(
    start: Start, doubtful: Path, home: Path
) -> None:
    stage = start(music=HeardMusic(), sounds=StemCache(home / "sounds"))
    stage.flow.follow(OpenTunes(str(doubtful)))
    stage.frame()
    stage.press(pygame.K_RETURN)
    stage.frame()
    stage.press(pygame.K_DOWN)
    stage.press(pygame.K_RETURN)
    stage.frame()
    first, second = stage.previews.played
    assert not np.array_equal(first, second)
    assert stage.previews.ends == ["faded", "playing"]
    stage.press(pygame.K_ESCAPE)
    assert isinstance(stage.screen, SongsScreen)
    assert stage.previews.ends == ["faded", "stopped"]


def test_where_nothing_can_be_heard_there_is_nothing_to_listen_to(
    start: Start, doubtful: Path
) -> None:
    stage = start()
    stage.flow.follow(OpenTunes(str(doubtful)))
    stage.frame()
    assert "Listen" not in stage.shown()


def test_a_song_that_has_gone_meanwhile_leads_back_with_a_sentence(
    start: Start, doubtful: Path
) -> None:
    stage = start()
    settle(stage)
    doubtful.unlink()
    stage.flow.follow(OpenTunes(str(doubtful)))
    stage.frame()
    assert stage.sentence() == "Two voices: There is no such file."
