"""Setting the sound: there and back, kept for the next start, and heard in the next song."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from game.app.parts import Wishes
from game.app.sound_desk import QUIET_RUNS, SoundDesk
from game.charting.chart import Grip
from game.machine import Machine, MachineFile, Output
from game.play.result import Result, result_of
from game.screens.adjust import AdjustScreen
from game.screens.fonts import FontsScreen
from game.screens.play import PlayScreen
from game.screens.results import ResultsScreen
from game.screens.songs import SongsScreen
from game.screens.sound import SoundScreen
from game.screens.steps import OpenFonts, OpenSongs, OpenSound, OpenTiming, PlayAgain, RunEnded
from game.screens.timing import TimingScreen
from game.settings import Hand, SoundSettings
from game.sound.cache import StemCache
from game.sound.output import UNKNOWN_OUTPUT
from game.timing_check import LEAD_IN_S
from tests.app.stage import LEVELS, HeardMusic, Stage, write_song
from tests.records.making import chart_of, connect, records_on, run_of

Start = Callable[..., Stage]
HEAD = b"RIFF\x10\x00\x00\x00sfbk"


@pytest.fixture
def font(tmp_path: Path) -> Path:
    path = tmp_path / "Strings.sf2"
    path.write_bytes(HEAD)
    return path


def with_sound(start: Start, home: Path) -> Stage:
    return start(music=HeardMusic(), sounds=StemCache(home / "sounds"))


def a_result(hits: int, late_s: float) -> Result:
    chart = chart_of(notes=80)
    return result_of(chart, run_of(chart, hits, late_s=late_s))


def test_a_key_leads_to_the_sound_and_back_to_the_same_song(start: Start) -> None:
    stage = start()
    stage.press(pygame.K_DOWN)
    stage.press(pygame.K_F2)
    assert isinstance(stage.screen, SoundScreen)
    stage.press(pygame.K_ESCAPE)
    assert isinstance(stage.screen, SongsScreen)


def test_what_is_heard_is_kept_for_the_next_start(start: Start) -> None:
    stage = start()
    stage.press(pygame.K_F2)
    stage.press(pygame.K_RETURN)
    stage.flow.close()
    assert stage.choices.sound == SoundSettings(music_volume=90)
    assert start().choices.sound == SoundSettings(music_volume=90)
    assert start(Wishes(player="Ben")).choices.sound == SoundSettings()


def test_how_to_play_is_kept_without_playing(start: Start) -> None:
    stage = start()
    assert isinstance(stage.screen, SongsScreen)
    for key in (pygame.K_RIGHT, pygame.K_UP, pygame.K_RETURN):
        stage.press(key)
    for key in (pygame.K_DOWN, pygame.K_LEFT, pygame.K_DOWN, pygame.K_DOWN, pygame.K_RETURN):
        stage.press(key)
    assert stage.screen.settings.hand is Hand.LEFT
    again = start()
    assert isinstance(again.screen, SongsScreen)
    assert again.screen.settings == stage.screen.settings


def test_the_sound_can_be_set_while_a_song_waits(start: Start) -> None:
    stage = start()
    stage.open("Alpha")
    stage.hit(2)
    session = stage.session
    stage.press(pygame.K_SPACE)
    stage.press(pygame.K_UP)
    for _ in range(4):
        stage.press(pygame.K_DOWN)
    stage.press(pygame.K_RETURN)
    assert isinstance(stage.screen, SoundScreen)
    assert "when no song is waiting" not in stage.shown()
    stage.flow.follow(OpenFonts())
    assert isinstance(stage.screen, FontsScreen)
    stage.press(pygame.K_ESCAPE)
    assert "when no song is waiting" in stage.shown()
    stage.press(pygame.K_ESCAPE)
    assert isinstance(stage.screen, PlayScreen)
    assert stage.session is session
    stage.press(pygame.K_ESCAPE)
    stage.hit(4, start=2)
    stage.until(lambda: stage.flow.session is None)
    (play,) = stage.records.plays.latest()
    assert play.score is not None and play.score.hits == 4


def test_leaving_a_waiting_song_ends_it_as_before(start: Start) -> None:
    stage = start()
    stage.open("Alpha")
    stage.hit(2)
    stage.press(pygame.K_SPACE)
    stage.flow.follow(OpenSound())
    stage.press(pygame.K_ESCAPE)
    stage.flow.follow(RunEnded())
    assert isinstance(stage.screen, ResultsScreen)


def test_a_font_dropped_on_the_window_is_taken(start: Start, font: Path) -> None:
    stage = start()
    stage.event(pygame.DROPFILE, file=str(font))
    stage.event(pygame.DROPCOMPLETE)
    assert stage.sentence() == "Songs play with Strings.sf2 from now on."
    assert isinstance(stage.screen, SongsScreen)
    assert start().choices.sound.soundfont == font


def test_a_font_dropped_on_the_sound_settings_stays_when_more_is_set(
    start: Start, font: Path
) -> None:
    stage = start()
    stage.press(pygame.K_F2)
    stage.event(pygame.DROPFILE, file=str(font))
    stage.sentence()
    assert isinstance(stage.screen, SoundScreen)
    stage.press(pygame.K_RETURN)
    assert stage.choices.sound == SoundSettings(music_volume=90, soundfont=font)


def test_a_font_dropped_on_the_timing_check_leaves_it_to_be_started(
    start: Start, home: Path, font: Path
) -> None:
    stage = with_sound(start, home)
    stage.flow.follow(OpenTiming())
    stage.press(pygame.K_RETURN)
    stage.frame(1.0)
    stage.event(pygame.DROPFILE, file=str(font))
    stage.sentence()
    assert isinstance(stage.screen, TimingScreen)
    stage.press(pygame.K_RETURN)
    assert stage.screen.takes_taps


def test_a_file_that_is_no_font_leaves_everything_as_it_was(start: Start, font: Path) -> None:
    font.write_bytes(b"something else")
    stage = start()
    stage.event(pygame.DROPFILE, file=str(font))
    assert "no sound font inside" in stage.sentence()
    assert stage.choices.sound.soundfont is None


def test_a_path_is_typed_pasted_and_taken(
    start: Start, font: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pygame.scrap, "get_text", lambda: str(font)[1:] + "x")
    stage = start()
    stage.flow.follow(OpenFonts())
    stage.key(pygame.K_SLASH, pygame.KSCAN_SLASH, text="/")
    stage.event(
        pygame.KEYDOWN,
        key=pygame.K_v,
        scancode=pygame.KSCAN_V,
        unicode="\x16",
        mod=pygame.KMOD_CTRL,
    )
    stage.press(pygame.K_BACKSPACE)
    stage.press(pygame.K_RETURN)
    assert stage.choices.sound.soundfont == font
    assert "Strings.sf2 from now on" in stage.shown()


def test_a_font_asked_for_at_the_start_is_looked_at(start: Start, font: Path) -> None:
    choices = start().choices
    assert choices.take_wish(None) is None
    assert choices.take_wish(font) is None
    assert choices.sound.soundfont == font
    said = choices.take_wish(font.with_name("none.sf2"))
    assert said is not None and said.startswith("There is no file")
    assert choices.sound.soundfont == font


def test_every_key_is_a_tap_while_the_clicks_run(start: Start, home: Path) -> None:
    stage = with_sound(start, home)
    stage.flow.follow(OpenTiming())
    assert isinstance(stage.screen, TimingScreen)
    stage.press(pygame.K_RETURN)
    wait(stage, LEAD_IN_S - 0.8)
    keys = [(pygame.K_x, pygame.KSCAN_X), (pygame.K_SPACE, pygame.KSCAN_SPACE)]
    keys += [(pygame.K_RETURN, pygame.KSCAN_RETURN)]
    for key, scancode in keys:
        stage.frame(0.8)
        stage.key(key, scancode)
        stage.key(key, scancode, down=False)
    wait(stage, 1.6)
    stage.pinch(Grip.RING)
    assert "4 taps" in stage.shown()
    stage.press(pygame.K_ESCAPE)
    assert not stage.screen.takes_taps


def test_a_constant_lag_is_kept_and_shifts_the_next_song(start: Start, home: Path) -> None:
    stage = with_sound(start, home)
    stage.flow.follow(OpenTiming())
    stage.press(pygame.K_RETURN)
    begun_s = stage.now_s
    for beat in (n for n in range(33) if n % 4 != 3):
        due_s = begun_s + LEAD_IN_S + beat * 0.8 + 0.15
        wait(stage, due_s - stage.now_s)
        stage.pinch(Grip.INDEX)
    stage.frame()
    stage.frame(1.0)
    stage.press(pygame.K_RETURN)
    assert MachineFile(home / "settings.toml", 0).settings == Machine(
        outputs={UNKNOWN_OUTPUT: Output(sound_offset_ms=150)}
    )
    stage.press(pygame.K_RETURN)
    assert isinstance(stage.screen, SoundScreen)
    assert "+150 ms" in stage.shown()
    later = song_time_after_a_second(with_sound(start, home))
    (home / "settings.toml").unlink()
    assert song_time_after_a_second(with_sound(start, home)) - later == pytest.approx(0.15)


def wait(stage: Stage, seconds: float) -> None:
    """Let time pass in frames so short that the computer can't have been away."""
    stage.frame(seconds / 2)
    stage.frame(seconds / 2)


def song_time_after_a_second(stage: Stage) -> float:
    stage.open("Alpha")
    for _ in range(5):
        stage.frame()
    return stage.session.song_s


def test_leaving_the_check_lets_go_of_the_music(start: Start, home: Path) -> None:
    music = HeardMusic()
    stage = start(music=music, sounds=StemCache(home / "sounds"))
    stage.flow.follow(OpenTiming())
    assert music.loaded == [home / "clicks.wav"]
    stage.press(pygame.K_ESCAPE)
    assert isinstance(stage.screen, SoundScreen)
    assert music.stops == 1


def test_without_sound_the_picture_alone_is_checked(start: Start) -> None:
    stage = start()
    stage.flow.follow(OpenTiming())
    assert "only the picture is checked" in stage.shown()
    assert "Tap when the disc meets the ring" in stage.shown()


def test_clicks_that_can_not_be_written_leave_the_picture(start: Start, home: Path) -> None:
    (home / "clicks.wav").mkdir()
    stage = with_sound(start, home)
    stage.flow.follow(OpenTiming())
    assert "only the picture is checked" in stage.shown()


def test_after_a_song_that_was_late_there_is_a_question_and_a_yes_is_kept(
    start: Start, home: Path
) -> None:
    stage = with_sound(start, home)
    desk = SoundDesk(stage.parts)
    desk.note_result(a_result(80, 0.06))
    assert desk.question_before(OpenSound()) is None
    question = desk.question_before(PlayAgain())
    assert isinstance(question, AdjustScreen)
    assert desk.question_before(PlayAgain()) is None
    question.tick(0.0)
    question.tick(1.0)
    assert stage.choices.sound_offset_ms == 0
    stage.flow.screen = question
    assert "You were 60 ms late on the whole." in stage.shown()
    stage.press(pygame.K_RETURN)
    assert stage.choices.sound_offset_ms == 60


def test_a_whole_song_played_late_ends_with_its_result_then_the_question_then_the_next_song(
    start: Start, home: Path
) -> None:
    write_song(home / "songs" / "long.mid", "Long", [60 + number % 12 for number in range(70)])
    wishes = Wishes(level=LEVELS[1])
    stage = start(wishes, music=HeardMusic(), sounds=StemCache(home / "sounds"))
    stage.open("Long")
    notes = len(stage.session.run.chart.notes)
    assert notes >= 55
    stage.play(notes, late_s=0.05)
    assert isinstance(stage.screen, ResultsScreen)
    stage.press(pygame.K_RETURN)
    assert isinstance(stage.screen, AdjustScreen)
    stage.frame()
    stage.frame(1.0)
    stage.press(pygame.K_RETURN)
    stage.until(lambda: stage.flow.session is not None)
    assert stage.session.facts.title == "Long"
    assert stage.choices.sound_offset_ms == pytest.approx(50, abs=5)


def test_a_no_is_heeded_for_some_runs(start: Start, home: Path) -> None:
    stage = with_sound(start, home)
    desk = SoundDesk(stage.parts)
    late = a_result(80, 0.06)

    def is_asked() -> bool:
        desk.note_result(late)
        question = desk.question_before(OpenSongs())
        if question:
            question.tick(0.0)
            question.tick(1.0)
            question.draw(pygame.Surface((800, 480)))
            stage.flow.screen = question
            stage.press(pygame.K_ESCAPE)
        return question is not None

    assert [is_asked() for _ in range(QUIET_RUNS + 2)] == [True, *[False] * QUIET_RUNS, True]
    assert stage.choices.sound_offset_ms == 0


@pytest.mark.parametrize(("hits", "late_s"), [(49, 0.06), (80, 0.01)])
def test_few_hits_or_good_timing_bring_no_question(
    start: Start, home: Path, hits: int, late_s: float
) -> None:
    desk = SoundDesk(with_sound(start, home).parts)
    desk.note_result(a_result(hits, late_s))
    assert desk.question_before(OpenSongs()) is None


def test_a_question_is_not_carried_over_to_the_next_run(start: Start, home: Path) -> None:
    desk = SoundDesk(with_sound(start, home).parts)
    desk.note_result(a_result(80, 0.06))
    desk.note_result(a_result(80, 0.0))
    assert desk.question_before(OpenSongs()) is None


def test_settings_that_can_not_be_written_hold_and_are_told(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = start()

    def refused(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", refused)
        stage.choices.set_sound_offset(40)
        assert "no space left on device" in stage.choices.message
        assert stage.choices.sound_offset_ms == 40
        stage.flow.follow(OpenSongs())
        assert "holds until Thumbtune is closed" in stage.shown()
        assert not (home / "settings.toml").exists()
    stage.flow.close()
    assert MachineFile(home / "settings.toml", 0).settings.output(UNKNOWN_OUTPUT) == Output(40)


def test_settings_the_records_do_not_take_hold_and_are_stored_later(
    start: Start, home: Path
) -> None:
    start().records.close()
    path = home / "thumbtune.db"
    stage = start(records=records_on(connect(path, busy_ms=20), path))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    stage.press(pygame.K_F2)
    stage.press(pygame.K_RETURN)
    assert "Another window is busy" in stage.shown()
    assert stage.choices.sound.music_volume == 90
    other.execute("ROLLBACK")
    stage.flow.close()
    assert start().choices.sound.music_volume == 90


def test_levels_that_are_gone_leave_the_rest_of_the_choice(start: Start) -> None:
    stage = start(Wishes(level=LEVELS[1], speed_percent=80, hand=Hand.LEFT))
    stage.open("Alpha")
    stage.hit(1)
    stage.flow.close()
    stage.records._database.change(
        "UPDATE player_settings SET value = '\"9-gone\"' WHERE name = 'play.level'"
    )
    again = start()
    assert isinstance(again.screen, SongsScreen)
    chosen = again.screen.settings
    assert (chosen.level, chosen.speed_percent, chosen.hand) == (LEVELS[0], 80, Hand.LEFT)
    assert chosen.grips == LEVELS[0].default_grips
