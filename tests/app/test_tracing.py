"""What a trace tells of a whole game: every frame and pinch of its songs, and each stored run."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pygame

from game.app.parts import Wishes
from game.trace import Trace
from tests.app.stage import Stage


def test_a_trace_holds_the_frames_the_pinches_and_the_run(
    start: Callable[..., Stage], tmp_path: Path
) -> None:
    path = tmp_path / "trace.jsonl"
    with Trace(path) as trace:
        stage = start(Wishes(trace=trace))
        stage.frame()
        assert path.read_bytes() == b"", "no song, no frames"
        stage.open("Alpha")
        stage.play(4)
        stage.press(pygame.K_ESCAPE)
        stage.frame()
    facts = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [facts[0][key] for key in ("kind", "title", "sound")] == ["song", "Alpha", {}]
    frames = [fact for fact in facts if fact["kind"] == "frame"]
    pinches = [fact for fact in facts if fact["kind"] == "pinch"]
    (play,) = stage.records.plays.latest()
    assert play.score is not None
    assert facts[-1] == {
        "kind": "run",
        "play": str(play.id),
        "finished": True,
        "points": play.score.points,
    }
    stamps = [frame["perf_ns"] for frame in frames]
    assert stamps == sorted(stamps)
    assert frames[0]["song_s"] < 0 < frames[-1]["song_s"]
    assert frames[-1]["points"] == play.score.points
    assert [pinch["down"] for pinch in pinches] == [True, False] * 4
    hits = [event for pinch in pinches for event in pinch["events"]]
    assert [hit["event"] for hit in hits] == ["Hit"] * 4
    assert all(frame["raw_pos_ms"] is None for frame in frames)
