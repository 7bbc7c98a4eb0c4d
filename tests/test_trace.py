"""The trace: one JSON object a line, written out at once, with what measuring needs."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import pytest

from game.charting.chart import Grip
from game.inputs.contact import Contact
from game.play.events import Event, Hit, InputKind, OtherFinger
from game.play.result import result_of
from game.records.plays import StoredPlay
from game.sound.clock import ClockReading
from game.trace import Trace, TraceError
from tests.records.making import chart_of, run_of
from tests.screens.helpers import Game

FULL = Path("/dev/full")
SILENT = ClockReading(1.0, None, 0.0, 0.0, 0.0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "trace.jsonl"


def only_line(path: Path) -> dict[str, object]:
    (line,) = path.read_text(encoding="utf-8").splitlines()
    return json.loads(line)


@pytest.mark.parametrize("raw_ms", [None, 1234])
def test_a_frame_tells_when_it_began_what_it_took_and_how_the_race_stands(
    path: Path, raw_ms: int | None
) -> None:
    game = Game(notes=8)
    game.play_until(2.0)
    reading = ClockReading(12.34571, raw_ms, 2.0421234567, latency_s=0.021, offset_s=-0.0005)
    with Trace(path) as trace:
        trace.frame(12.3456789, 0.00251, game.session, reading)
        assert only_line(path) == {
            "kind": "frame",
            "perf_ns": 12_345_678_900,
            "song_s": round(game.session.song_s, 6),
            "stage": "playing",
            "interruption": None,
            "read_ns": 12_345_710_000,
            "raw_pos_ms": raw_ms,
            "line_s": 2.042123,
            "latency_ms": 21.0,
            "offset_ms": -0.5,
            "work_ms": 2.51,
            "points": game.session.run.score.points,
            "best_points": game.session.run.best_points,
        }


def test_a_frame_without_a_race_has_no_best_points(path: Path) -> None:
    with Trace(path) as trace:
        trace.frame(1.0, 0.0, Game(with_best=False, notes=4).session, SILENT)
    assert only_line(path)["best_points"] is None


def test_a_song_tells_on_what_it_is_played(path: Path) -> None:
    with Trace(path) as trace:
        trace.song("Alpha", 2.5, {"driver": "pulseaudio", "devices": ["A", "B"]})
    assert only_line(path) == {
        "kind": "song",
        "title": "Alpha",
        "lead_in_s": 2.5,
        "sound": {"driver": "pulseaudio", "devices": ["A", "B"]},
    }


def test_a_pinch_tells_its_stamp_its_song_time_and_how_it_was_judged(path: Path) -> None:
    contact = Contact(99.000000001, Grip.MIDDLE, True, InputKind.TOUCH)
    events: list[Event] = [
        Hit(2.0, 3, Grip.MIDDLE, -0.0125),
        OtherFinger(2.0, 4, due=Grip.RING, came=Grip.MIDDLE),
    ]
    with Trace(path) as trace:
        trace.pinch(contact, 2.0000004, events)
    assert only_line(path) == {
        "kind": "pinch",
        "perf_ns": 99_000_000_001,
        "song_s": 2.0,
        "grip": "middle",
        "down": True,
        "events": [
            {"event": "Hit", "time_s": 2.0, "note": 3, "grip": "middle", "error_s": -0.0125},
            {"event": "OtherFinger", "time_s": 2.0, "note": 4, "due": "ring", "came": "middle"},
        ],
    }


def test_a_parting_that_caused_nothing_is_told_too(path: Path) -> None:
    with Trace(path) as trace:
        trace.pinch(Contact(1.0, Grip.KEY, False, InputKind.KEYBOARD), -0.5, [])
    line = only_line(path)
    assert (line["down"], line["events"], line["song_s"]) == (False, [], -0.5)


def test_a_stored_run_tells_its_id_and_points(path: Path) -> None:
    chart = chart_of(4)
    result = result_of(chart, run_of(chart, 4))
    play_id = UUID(int=7)
    with Trace(path) as trace:
        trace.run(StoredPlay(play_id, result, previous_best=None, is_best=True))
    assert only_line(path) == {
        "kind": "run",
        "play": str(play_id),
        "finished": True,
        "points": result.score.points,
    }


def test_each_line_can_be_read_as_soon_as_it_is_written(path: Path) -> None:
    session = Game(notes=4).session
    with Trace(path) as trace:
        for number in range(5):
            trace.frame(float(number), 0.0, session, SILENT)
            lines = path.read_bytes().split(b"\n")
            assert lines.pop() == b"", "the last line is whole"
            assert [json.loads(line)["perf_ns"] for line in lines] == [
                place * 1_000_000_000 for place in range(number + 1)
            ]


def test_a_trace_begins_anew(path: Path) -> None:
    path.write_text("something old")
    with Trace(path):
        pass
    assert path.read_bytes() == b""


def test_a_trace_that_cannot_be_begun_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(TraceError, match="can't be written: "):
        Trace(tmp_path / "missing" / "trace.jsonl")
    with pytest.raises(TraceError, match="can't be written: "):
        Trace(tmp_path)


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
def test_a_trace_that_cannot_go_on_is_told_in_a_sentence() -> None:
    session = Game(notes=4).session
    with pytest.raises(TraceError, match="can't be written: no space left"), Trace(FULL) as trace:
        trace.frame(1.0, 0.0, session, SILENT)
