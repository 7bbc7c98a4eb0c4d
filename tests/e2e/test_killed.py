"""Whenever the program is killed, the records are whole and every run that was over is in them."""

from __future__ import annotations

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from tests.e2e.conftest import write_song
from tests.e2e.display import Display
from tests.e2e.playing import running_game, thumbtune

pytestmark = pytest.mark.e2e

KILLS = 50
PLAYERS = 3
"""So many play and are killed at the same time, each with records of their own."""
LATEST_KILL_S = 3.6
"""After the song began. It is over, and stored, after about 2.6 s."""


def test_fifty_kills_lose_nothing(screen: Display, tmp_path: Path) -> None:
    song = write_song(tmp_path / "blink.mid", [60, 62], note_s=0.1)
    moments = Random(20)
    moments_s = [moments.uniform(0.0, LATEST_KILL_S) for _ in range(KILLS)]
    with ThreadPoolExecutor(PLAYERS) as players:
        promised = list(
            players.map(
                lambda player: promised_before_kills(
                    screen, song, tmp_path / f"player-{player}", moments_s[player::PLAYERS]
                ),
                range(PLAYERS),
            )
        )
    kept = sum(map(len, promised))
    assert 5 <= kept < KILLS, "kills should come before and after the end of the song"
    for player, plays in enumerate(promised):
        home = tmp_path / f"player-{player}" / "home"
        assert not list(home.glob("*.damaged-*"))
        for play in plays:
            (again,) = thumbtune("replay", play, "--check", home=home)
            assert again["same"] is True


def promised_before_kills(
    screen: Display, song: Path, folder: Path, moments_s: list[float]
) -> set[str]:
    """The runs that were said to be stored by games that were killed at these moments.

    After each, the records are whole and hold them all.
    """
    home = folder / "home"
    home.mkdir(parents=True)
    promised: set[str] = set()
    for kill, moment_s in enumerate(moments_s):
        trace = folder / f"trace-{kill}.jsonl"
        with running_game(
            ["play", str(song), "--level", "3", "--speed", "120"], screen.environment, home, trace
        ) as game:
            game.wait_for_song()
            screen.robot.tap("j", held_s=0.01)
            time.sleep(moment_s)
            game.process.kill()
            game.process.wait()
            game.trace.read()
        promised |= {str(run["play"]) for run in game.trace.runs}
        with closing(sqlite3.connect(home / "thumbtune.db")) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert database.execute("PRAGMA foreign_key_check").fetchall() == []
            stored = {row[0] for row in database.execute("SELECT id FROM plays WHERE finished")}
        assert promised <= stored
    return promised
