"""The doctor tells what it finds and changes nothing."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.app.doctor import measuring, places
from game.app.doctor.measuring import Measured, measure
from game.app.window import open_window
from game.cli.main import main
from game.folders import data_folders, shipped_folder
from game.music.reading import read_song
from game.sound.player import SilentPlayer
from game.sound.soundfont import font
from tests.app.stage import LEVELS
from tests.records.making import opened


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    open_window()
    yield
    pygame.quit()


def test_every_frame_of_a_real_run_is_timed(window: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "SETTLING_S", 0.5)
    song = read_song(shipped_folder("songs") / "turkish-march.mid")
    measured = measure(SilentPlayer("Silent."), song, LEVELS[-1], seconds=1.0)
    assert 10 < measured.frames <= 61
    assert 0 < measured.work_median_ms <= measured.work_p99_ms
    assert measured.clock_sd_ms is None
    finding = measuring.frame_work(measured)
    assert (finding.facts["width"], finding.facts["height"]) == (1280, 720)


def test_what_is_slow_or_unsteady_is_said(window: None) -> None:
    slow = Measured(200, 9.0, 30.0, clock_sd_ms=5.0, raw_sd_ms=6.0, clock_drift_ppm=0.0)
    assert not measuring.frame_work(slow).is_well
    assert not measuring.song_clock(slow).is_well
    quick = Measured(200, 1.0, 3.0, clock_sd_ms=0.1, raw_sd_ms=0.5, clock_drift_ppm=0.0)
    assert measuring.frame_work(quick).is_well
    assert measuring.song_clock(quick).is_well


def test_noise_and_drift_are_told_apart() -> None:
    notes = measuring._Notes()
    for frame in range(300):
        now_s = 50 + frame / 60
        ripple_s = 0.002 if frame % 2 else -0.002
        notes.now_s.append(now_s)
        notes.work_s.append(0.001)
        notes.song_s.append(1.0001 * now_s)
        notes.raw_s.append(1.0001 * now_s + ripple_s)
    measured = measuring._figures(notes, is_heard=True)
    assert measured.clock_sd_ms == pytest.approx(0, abs=1e-6)
    assert measured.raw_sd_ms == pytest.approx(2, rel=0.01)
    assert measured.clock_drift_ppm == pytest.approx(100, rel=0.01)


def test_the_records_are_counted_and_left_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "thumbtune.db"
    with opened(path) as records:
        records.players.choose("Ann")
    before = path.read_bytes()
    finding = places.records_file(path)
    assert finding.is_well
    assert (finding.facts["plays"], finding.facts["players"]) == (0, 1)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_damaged_records_are_said_and_left_as_they_are(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "thumbtune.db"
    path.write_bytes(content)
    finding = places.records_file(path)
    assert not finding.is_well
    assert path.read_bytes() == content


def test_instruments_that_are_missing_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert places.instruments().facts["presets"]
    monkeypatch.setattr(font, "BUILT_IN", tmp_path / "gone.sf3")
    finding = places.instruments()
    assert not finding.is_well
    assert "no such SoundFont file" in finding.words[0]


def test_a_folder_that_is_not_there_yet_is_not_made(tmp_path: Path) -> None:
    folders = data_folders(str(tmp_path / "deep" / "home"))
    finding = places.data_folder(folders)
    assert finding.is_well
    assert not folders.root.exists()
    assert places.sound_cache(folders.sounds).facts["files"] == 0


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder it can't write to")
def test_a_folder_that_takes_nothing_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert not places.data_folder(data_folders(str(tmp_path))).is_well


def test_levels_of_ones_own_are_counted_and_those_left_out_are_told(tmp_path: Path) -> None:
    folders = data_folders(str(tmp_path))
    found = places.levels(folders)
    assert found.is_well
    assert found.words == (
        "9 levels can be played.",
        f"Your own ones belong in {folders.levels}.",
    )
    folders.levels.mkdir()
    (folders.levels / "sunday.toml").write_text("number = 1", encoding="utf-8")
    found = places.levels(folders)
    assert not found.is_well
    assert found.words[-1] == "sunday.toml: name: expected in every level, but it is not there."


def test_a_computer_without_screen_and_sound_gets_sentences_and_a_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    monkeypatch.setattr(measuring, "MEASURED_S", 0.2)
    monkeypatch.setattr(measuring, "SETTLING_S", 0.1)
    home = tmp_path / "home"
    assert main(["--data-dir", str(home), "doctor", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {
        *("versions", "sound", "screen", "clock", "inputs"),
        *("font", "cache", "data", "levels", "records"),
    }
    assert found["sound"] == {"opened": False, "well": False}
    assert found["clock"]["follows"] == "computer"
    assert not home.exists()
    main(["--data-dir", str(home), "doctor"])
    words = capsys.readouterr().out
    assert "Sound  (please look)\n  Sound is switched off on this computer" in words
    assert f"SQLite {sqlite3.sqlite_version}" in words
