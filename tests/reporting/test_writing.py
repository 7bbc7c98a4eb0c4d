"""A file is whole or not there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from game.reporting.writing import ReportError, replacing


def test_a_file_is_there_once_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    with replacing(path) as file:
        file.write("whole\r\n")
        assert not path.exists()
    assert path.read_bytes() == b"whole\r\n"
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]


def test_whatever_happens_the_earlier_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("earlier")
    with pytest.raises(KeyError), replacing(path) as file:
        file.write("half")
        raise KeyError
    assert path.read_text() == "earlier"
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]


def test_a_full_disk_is_one_sentence_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ReportError) as told, replacing(tmp_path / "report.csv") as file:
        file.write("much")
    assert str(told.value).endswith("can't be written to: no space left on device.")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["no/such/folder/report.html", "."])
def test_a_place_that_cannot_be_written_to_is_one_sentence(name: str, tmp_path: Path) -> None:
    with (
        pytest.raises(ReportError, match="can't be written to") as told,
        replacing(tmp_path / name),
    ):
        raise AssertionError
    assert str(told.value).count(".") >= 1
