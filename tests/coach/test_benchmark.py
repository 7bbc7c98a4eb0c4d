"""The weekly check is always the same, fair to every finger, and can be judged again."""

from __future__ import annotations

import json
from collections import Counter
from itertools import combinations, pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Grip
from game.coach.benchmark import (
    INTERVAL_S,
    LEVEL,
    NOTES,
    Benchmark,
    BenchmarkError,
    Setup,
    benchmark_chart,
    decode_benchmark,
    encode_benchmark,
    grips_to_check,
)
from game.coach.benchmark_song import benchmark_song, benchmark_tune
from game.play.engine import Engine
from game.play.events import InputKind
from game.settings import Hand
from tests.coach.checks import FOUR, Person, check_by, played, taps

ALL_GRIPS = [some for count in range(1, 6) for some in combinations(Grip, count)]
HASHES = {
    1: "ad07ce85106a8bef8fe94cff0b4b1203bed6b63ad2d23e9560a3bb7dd13ca100",
    2: "7ed5e89767826a6fad98e558e26d6b2ae97cfc845124c38ca8ed8a8ba678c546",
    3: "c0fe8af273840d9226e595c12ffc5662aa601f0ef483f69fddad8901845eb149",
    4: "9dfe49f40fb6f72e2e86dfcaca138e851dc0496bea9d6d22b92ee488c0e90228",
    5: "144ac46893ad4bc2a421c479845de21638a5d92adf422facf8be70fcea6a2b03",
}


@pytest.mark.parametrize("count", HASHES)
def test_the_notes_never_change_under_a_version(count: int) -> None:
    assert benchmark_chart(tuple(Grip)[:count]).hash == HASHES[count]


@pytest.mark.parametrize("grips", ALL_GRIPS)
def test_every_finger_has_as_many_notes_at_one_pace(grips: tuple[Grip, ...]) -> None:
    notes = benchmark_chart(grips).notes
    counts = Counter(note.grip for note in notes)
    assert set(counts) == set(grips)
    assert set(counts.values()) == {NOTES // len(grips)}
    gaps = {round(later.time_s - earlier.time_s, 9) for earlier, later in pairwise(notes)}
    assert gaps == {INTERVAL_S}


@pytest.mark.parametrize("count", range(2, 6))
def test_every_finger_follows_every_finger_equally_often(count: int) -> None:
    grips = [note.grip for note in benchmark_chart(tuple(Grip)[:count]).notes]
    follows = Counter(pairwise(grips))
    assert len(follows) == count * count
    assert max(follows.values()) - min(follows.values()) <= 1
    most = 3 if count == 2 else 2
    running = (grips[first : first + most + 1] for first in range(NOTES - most))
    assert all(len(set(some)) > 1 for some in running)


@pytest.mark.parametrize("count", range(1, 6))
def test_no_third_of_it_belongs_to_one_finger(count: int) -> None:
    grips = [note.grip for note in benchmark_chart(tuple(Grip)[:count]).notes]
    for third in (grips[:20], grips[20:40], grips[40:]):
        counts = [third.count(grip) for grip in tuple(Grip)[:count]]
        assert max(counts) - min(counts) <= 1


def test_whatever_the_order_of_the_grips_it_is_the_same() -> None:
    assert benchmark_chart(tuple(reversed(FOUR))).hash == benchmark_chart(FOUR).hash
    with pytest.raises(ValueError, match="needs a grip"):
        benchmark_chart(())


def test_its_window_can_be_judged_and_one_pinch_belongs_to_one_note() -> None:
    Engine(benchmark_chart((Grip.INDEX,)), LEVEL)
    assert LEVEL.same_grip_gap_s > 2 * LEVEL.hit_window_s


def test_the_music_has_the_notes_of_the_chart_where_they_are_due() -> None:
    song, tune, chart = benchmark_song("A title"), benchmark_tune(), benchmark_chart(FOUR)
    assert song.title == "A title"
    assert set(tune) <= set(song.notes)
    assert [(note.onset_s, note.pitch) for note in tune] == [
        (note.time_s, note.pitch) for note in chart.notes
    ]
    assert song.duration_s > chart.end_s
    assert list(song.notes) == sorted(song.notes, key=lambda note: note.onset_s)
    for note in tune:
        assert song.tempo_map.position_in_bar(note.onset_beats) in (0, 2)
    assert song.sha256 == benchmark_song("Another").sha256


@given(seed=st.integers(0, 10_000), grips=st.sampled_from(ALL_GRIPS))
@settings(max_examples=25, deadline=None)
def test_what_is_kept_is_what_was_done(seed: int, grips: tuple[Grip, ...]) -> None:
    lanes = benchmark_chart(grips).grips
    done = check_by(Person(), Random(seed), lanes)
    again = decode_benchmark(encode_benchmark(done))
    assert again.setup == done.setup
    assert again.replay == done.replay
    for one, other in zip(again.fast, done.fast, strict=True):
        assert one.grip is other.grip
        assert one.presses_s == pytest.approx(other.presses_s, abs=1e-6)
    assert encode_benchmark(again) == encode_benchmark(done)


def test_fingers_may_be_left_out_and_later_keys_are_let_be() -> None:
    run = played(FOUR, [])
    setup = Setup(FOUR, Hand.LEFT, InputKind.MIDI)
    done = Benchmark(setup, (taps(Grip.RING, 3), taps(Grip.INDEX, 0)), run.replay())
    found = json.loads(encode_benchmark(done))
    assert decode_benchmark(json.dumps({**found, "mood": "good"})) == done


SPOILT: list[dict[str, Any]] = [
    {"version": 2},
    {"version": 0},
    {"hand": "third"},
    {"kind": "telepathy"},
    {"grips": []},
    {"grips": [0, 1, 2, 9]},
    {"grips": [3, 2, 1, 0]},
    {"grips": [0, 1]},
    {"fast": [{"grip": 4, "presses_ms": [0]}]},
    {"fast": [{"grip": 0, "presses_ms": [5]}]},
    {"fast": [{"grip": 0, "presses_ms": [0, 20]}]},
    {"fast": [{"grip": 0, "presses_ms": [0, 15_000]}]},
    {"fast": [{"grip": 0, "presses_ms": [0] * 1000}]},
    {"fast": [{"grip": 0, "presses_ms": [0]}, {"grip": 0, "presses_ms": [0]}]},
    {"replay": "no base64!"},
    {"replay": "AAAA"},
    {"replay": 7},
]


@pytest.mark.parametrize("spoilt", SPOILT, ids=str)
def test_what_is_no_check_is_refused_in_a_sentence(spoilt: dict[str, Any]) -> None:
    found = json.loads(encode_benchmark(check_by(Person(), Random(1))))
    with pytest.raises(BenchmarkError, match=r"^The check.+\.$"):
        decode_benchmark(json.dumps({**found, **spoilt}))


@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
@settings(max_examples=50)
def test_no_text_at_all_does_harm(found: str) -> None:
    with pytest.raises(BenchmarkError):
        decode_benchmark(found)


def test_a_run_that_was_left_is_no_check() -> None:
    whole = check_by(Person(), Random(1))
    left = played(FOUR, []).afresh()
    left.advance(20.0)
    with pytest.raises(BenchmarkError, match="played to its end"):
        Benchmark(whole.setup, whole.fast, left.replay())


def test_the_fingers_stay_the_same_for_as_long_as_the_hand_can() -> None:
    two = (Grip.INDEX, Grip.MIDDLE)
    assert grips_to_check(None, two) == two
    assert grips_to_check(two, FOUR) == two
    assert grips_to_check(two, FOUR, wants_more=True) == FOUR
    assert grips_to_check(FOUR, two) == two
    assert grips_to_check(None, (Grip.INDEX, Grip.KEY)) == (Grip.KEY, Grip.INDEX)
