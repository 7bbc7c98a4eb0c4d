from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from game.records.players import Player
from game.records.store import Records

from .making import opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "records.sqlite3"


@pytest.fixture
def records(path: Path) -> Generator[Records]:
    with opened(path) as records:
        yield records


@pytest.fixture
def anna(records: Records) -> Player:
    return records.players.choose("Anna")
