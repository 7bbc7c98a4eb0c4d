"""The settings of this computer: kept whole, never half, and a broken file is put aside."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from game.machine import Machine, MachineError, MachineFile, Output

NOW_MS = 1_750_000_000_000
SPEAKER = 'Built-in Audio "Analog" Stereo = ü'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "settings.toml"


def opened(path: Path) -> MachineFile:
    return MachineFile(path, NOW_MS)


def test_without_a_file_everything_is_as_usual_and_nothing_is_said(path: Path) -> None:
    file = opened(path)
    assert file.settings == Machine()
    assert file.message is None
    assert not path.exists()


def test_what_is_set_is_there_at_the_next_start(path: Path) -> None:
    outputs = {SPEAKER: Output(118, 4), "default": Output(-20)}
    settings = Machine(1024, -35, outputs, full_screen=True)
    opened(path).keep(settings)
    assert opened(path).settings == settings
    assert opened(path).message is None
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_every_output_has_its_own_offset() -> None:
    machine = Machine().with_output("one", Output(runs_not_asked=3)).with_sound_offset("one", 40)
    machine = machine.with_sound_offset("two", -2000)
    assert machine.output("one") == Output(40, 3)
    assert machine.output("two").sound_offset_ms == -1000
    assert machine.output("three") == Output()


def test_keys_that_are_not_known_stay(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(
        'new = "thing"\npicture_offset_ms = 5\n'
        "[outputs.one]\nsound_offset_ms = 7\nbass = true\n[outputs.two]\nbass = false\n"
        "[other]\nx = 1\n"
    )
    file = opened(path)
    assert file.message is None
    file.keep(file.settings.with_sound_offset("one", 9).with_sound_offset("three", 3))
    written = tomllib.loads(path.read_text())
    assert written["new"] == "thing"
    assert written["other"] == {"x": 1}
    assert written["picture_offset_ms"] == 5
    assert written["outputs"]["one"] == {"sound_offset_ms": 9, "runs_not_asked": 0, "bass": True}
    assert written["outputs"]["two"]["bass"] is False
    assert written["outputs"]["three"]["sound_offset_ms"] == 3


@pytest.mark.parametrize(
    "broken",
    [
        b"picture_offset_ms = ",
        b"\xff\xfe\x00",
        b'picture_offset_ms = "much"',
        b"picture_offset_ms = 1001",
        b"picture_offset_ms = true",
        b"audio_buffer_frames = 0",
        b"outputs = 3",
        b"[outputs]\none = 5",
        b"a = " + b"[" * 5000,
    ],
)
def test_a_broken_file_is_set_aside_and_said(path: Path, broken: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(broken)
    file = opened(path)
    assert file.settings == Machine()
    assert file.message is not None
    (aside,) = path.parent.iterdir()
    assert aside.name == "settings.toml.damaged-20250615-150640"
    assert aside.name in file.message
    assert aside.read_bytes() == broken
    file.keep(Machine(picture_offset_ms=3))
    assert opened(path).settings.picture_offset_ms == 3


def test_a_second_broken_file_at_the_same_second_keeps_the_first(path: Path) -> None:
    path.parent.mkdir()
    for content in ("= 1", "= 2"):
        path.write_text(content)
        opened(path)
    assert sorted(one.read_text() for one in path.parent.iterdir()) == ["= 1", "= 2"]


def test_a_folder_in_its_place_is_told_and_does_no_harm(path: Path) -> None:
    path.mkdir(parents=True)
    file = opened(path)
    assert file.message is not None and "can't be read" in file.message
    with pytest.raises(MachineError, match="holds until Thumbtune is closed"):
        file.keep(Machine(picture_offset_ms=3))
    assert file.settings.picture_offset_ms == 3
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_file_that_can_not_be_read_is_not_written_over(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(path).keep(Machine(picture_offset_ms=3))

    def refused(_: Path) -> bytes:
        raise PermissionError(13, os.strerror(13))

    with monkeypatch.context() as locked:
        locked.setattr(Path, "read_bytes", refused)
        file = opened(path)
    assert file.message is not None and "permission denied" in file.message
    with pytest.raises(MachineError, match="permission denied"):
        file.keep(Machine(picture_offset_ms=4))
    assert file.settings.picture_offset_ms == 4
    assert opened(path).settings.picture_offset_ms == 3


def test_a_place_that_can_not_be_written_loses_nothing_in_the_session(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = opened(path)
    file.keep(Machine(picture_offset_ms=3))

    def refused(*_: object) -> None:
        raise OSError(30, os.strerror(30))

    monkeypatch.setattr(os, "fsync", refused)
    with pytest.raises(MachineError, match=r"read-only file system\), so this holds"):
        file.keep(Machine(picture_offset_ms=4))
    assert file.settings.picture_offset_ms == 4
    assert opened(path).settings.picture_offset_ms == 3
    assert [one.name for one in path.parent.iterdir()] == [path.name]
