"""Replays: exact through their bytes, and closed to bytes that are not exactly one."""

from __future__ import annotations

import math
import struct
import time
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Grip
from game.play.engine import MAX_TIME_S, RULES_VERSION
from game.play.events import Pinch, Sustained
from game.play.replay import (
    FORMAT_VERSION,
    HEAD_BYTES,
    MAX_BYTES,
    MAX_PINCHES,
    Replay,
    ReplayError,
    ReplayStepper,
    decode,
    run_again,
    seconds_played,
)
from game.play.result import result_of
from game.play.run import Run
from tests.play.strategies import Played, moments, played
from tests.play.timelines import Timeline, Window, act, chart_at, judge, replay_of

CHART = chart_at(1.0, 2.0, 3.0)
REPLAY = replay_of(
    CHART,
    [
        Pinch(0.9876, Grip.INDEX, down=True),
        Pinch(1.1, Grip.INDEX, down=False),
        Pinch(1.95, Grip.RING, down=True),
        Pinch(2.05, Grip.INDEX, down=True),
        Pinch(3.0, Grip.KEY, down=True),
    ],
    0.12,
)


def signed(body: bytes) -> bytes:
    """`body` with a checksum that fits: only its content can give it away."""
    return body + struct.pack("<I", zlib.crc32(body))


def varint(value: int) -> bytes:
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out) + bytes([value])


def body(
    *,
    hash_bytes: bytes = bytes.fromhex(CHART.hash),
    rules: bytes = varint(RULES_VERSION),
    window: bytes = varint(120_000),
    flags: int = 1,
    ended: bytes = varint(8_000_000),
    pinches: bytes = varint(1) + varint(2_000_000) + varint(1),
) -> bytes:
    """A replay's bytes without the checksum, by default one pinch at 1 s, spelled by hand."""
    head = b"TTR" + bytes([FORMAT_VERSION])
    return head + hash_bytes + rules + window + bytes([flags]) + ended + pinches


class TestBytes:
    @given(run=played(), finished=st.booleans())
    def test_decode_gives_back_what_was_encoded(self, run: Played, finished: bool) -> None:
        replay = replay_of(run.chart, run.pinches, run.window_s, finished=finished)
        back = decode(replay.encode())
        assert back == replay
        assert run_again(run.chart, back) == run_again(run.chart, replay)

    def test_spelled_by_hand(self) -> None:
        replay = Replay(CHART.hash, 0.12, (Pinch(1.0, Grip.INDEX, down=True),), 4.0, finished=True)
        assert replay.encode() == signed(body())
        assert decode(signed(body())) == replay

    def test_stay_what_they_are_from_version_to_version(self) -> None:
        assert REPLAY.encode().hex() == (
            "54545201"
            "7164384e421791fb86fae96a15c7482c4f1548d9df00d180280729245105b631"
            "01"
            "c0a907"
            "01"
            "80a4e803"
            "05"
            "a0c778"
            "01"
            "80e26d"
            "858abe06"
            "81d461"
            "89de9f07"
            "912afdde"
        )

    def test_a_minute_of_pinches_is_small(self) -> None:
        pinches = [
            Pinch(0.25 * place, Grip(place // 2 % 4), down=place % 2 == 0) for place in range(240)
        ]
        replay = replay_of(CHART, pinches, 0.12)
        assert len(replay.encode()) < 1200

    def test_hold_the_longest_run(self) -> None:
        pinches = [Pinch(place / 10, Grip.INDEX, place % 2 == 0) for place in range(MAX_PINCHES)]
        data = replay_of(CHART, pinches, 0.12).encode()
        assert len(data) < MAX_BYTES
        assert len(decode(data).pinches) == MAX_PINCHES

    @given(st.floats(-MAX_TIME_S, MAX_TIME_S))
    def test_times_are_rounded_to_the_microsecond_before_they_are_kept(self, time_s: float) -> None:
        pinch = Pinch(time_s, Grip.INDEX, down=True)
        replay = Replay(CHART.hash, 0.12, (pinch,), time_s, finished=False)
        assert replay.pinches[0].time_s == pytest.approx(time_s, abs=5e-7)
        assert decode(replay.encode()) == replay


class TestUntrustedBytes:
    @given(st.binary(max_size=400))
    def test_any_bytes(self, data: bytes) -> None:
        with pytest.raises(ReplayError):
            decode(data)

    @given(st.binary(max_size=400))
    def test_any_bytes_after_a_true_beginning_with_a_true_checksum(self, data: bytes) -> None:
        data = signed(b"TTR" + bytes([FORMAT_VERSION]) + data)
        try:
            replay = decode(data)
        except ReplayError:
            return
        assert replay.encode() == data

    @given(data=st.data())
    def test_one_byte_changed_with_a_true_checksum(self, data: st.DataObject) -> None:
        changed = bytearray(REPLAY.encode()[:-4])
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
        try:
            replay = decode(signed(bytes(changed)))
        except ReplayError:
            return
        assert replay.encode() == signed(bytes(changed))

    def test_cut_off_anywhere(self) -> None:
        data = REPLAY.encode()
        for length in range(len(data)):
            with pytest.raises(ReplayError):
                decode(data[:length])
            with pytest.raises(ReplayError):
                decode(signed(data[: max(0, min(length, len(data) - 5))]))

    def test_any_bit_flipped(self) -> None:
        data = REPLAY.encode()
        for bit in range(8 * len(data)):
            flipped = bytearray(data)
            flipped[bit // 8] ^= 1 << bit % 8
            with pytest.raises(ReplayError):
                decode(bytes(flipped))

    @given(st.binary(min_size=1, max_size=50))
    def test_extended(self, more: bytes) -> None:
        with pytest.raises(ReplayError):
            decode(REPLAY.encode() + more)

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (b"", "These bytes are not a replay."),
            (b"MThd" + bytes(100), "These bytes are not a replay."),
            (bytes(MAX_BYTES + 1), "The replay is too large to be one."),
            (b"TTR\x02" + bytes(60), "The replay has format 2; this program reads 1."),
            (b"TTR\x01" + bytes(60), "The replay is damaged or cut off."),
            (signed(body(flags=2)), "The replay has unknown flags."),
            (signed(body() + b"\x00"), "The replay has bytes after its end."),
            (signed(body()[:-1]), "The replay is cut off."),
            (signed(body(window=b"\x80" * 9)), "The replay holds a number that is too large."),
            (signed(body(window=varint(0))), "The replay's hit window is out of range."),
            (signed(body(window=varint(10_000_001))), "The replay's hit window is out of range."),
            (signed(body(rules=varint(2**40))), "The replay's rules version is out of range."),
            (signed(body(rules=b"\x81\x00")), "The replay holds a number with idle bytes."),
            (signed(body(ended=varint(1_000_000))), "The replay ends before its last pinch."),
            (
                signed(body(pinches=varint(MAX_PINCHES + 1))),
                "The replay claims 200001 pinches, more than 200000.",
            ),
            (
                signed(body(pinches=varint(1) + varint(2) + varint(5 << 1))),
                "The replay holds an unknown grip.",
            ),
            (
                signed(body(pinches=varint(1) + varint(2) + varint(1 << 4))),
                "The replay's first pinch is not where it says.",
            ),
            (
                signed(body(ended=varint(2**60))),
                "The replay holds a value that can't be: 576460752303.4235 is not a song time.",
            ),
        ],
    )
    def test_each_kind_has_its_sentence(self, data: bytes, sentence: str) -> None:
        with pytest.raises(ReplayError) as refused:
            decode(data)
        assert str(refused.value) == sentence

    def test_the_worst_bytes_are_refused_soon(self) -> None:
        many = varint(MAX_PINCHES) + varint(0) + varint(1) + b"\xff" * 8 + b"\x7f"
        worst = [
            signed(body(pinches=many + (b"\xff" * 8 + b"\x7f") * (MAX_PINCHES - 2))),
            signed(body(pinches=varint(MAX_PINCHES) + b"\x01" * MAX_PINCHES)),
            signed(b"TTR\x01" + b"\xff" * (MAX_BYTES - 8)),
        ]
        started = time.perf_counter()
        for data in worst:
            with pytest.raises(ReplayError):
                decode(data)
        assert time.perf_counter() - started < 10


class TestRefusedValues:
    @pytest.mark.parametrize("time_s", [math.nan, math.inf, -math.inf, 1e300, MAX_TIME_S + 1])
    def test_times_that_are_none(self, time_s: float) -> None:
        with pytest.raises(ReplayError, match="a value that can't be"):
            replace(REPLAY, pinches=(Pinch(time_s, Grip.INDEX, down=True),))
        with pytest.raises(ReplayError, match="a value that can't be"):
            replace(REPLAY, ended_s=time_s)
        with pytest.raises(ReplayError, match="a value that can't be"):
            replace(REPLAY, hit_window_s=time_s)

    def test_pinches_out_of_order(self) -> None:
        with pytest.raises(ReplayError, match="not in order of time"):
            replace(REPLAY, pinches=REPLAY.pinches[::-1])

    def test_an_end_before_the_last_pinch(self) -> None:
        with pytest.raises(ReplayError, match="ends before its last pinch"):
            replace(REPLAY, ended_s=2.999999)
        replace(REPLAY, ended_s=3.0)

    @pytest.mark.parametrize("window_s", [0.0, -0.1, 10.000001, 4e-7])
    def test_windows_that_are_none(self, window_s: float) -> None:
        with pytest.raises(ReplayError, match="hit window is out of range"):
            replace(REPLAY, hit_window_s=window_s)

    def test_more_pinches_than_a_run_has(self) -> None:
        pinch = Pinch(0.0, Grip.INDEX, down=True)
        with pytest.raises(ReplayError, match="more than 200000 pinches"):
            replace(REPLAY, pinches=(pinch,) * (MAX_PINCHES + 1))

    @pytest.mark.parametrize("chart_hash", ["", "00", "zz" * 32, "AB" * 32, " " + "00" * 32])
    def test_a_hash_that_is_none(self, chart_hash: str) -> None:
        with pytest.raises(ReplayError):
            replace(REPLAY, chart_hash=chart_hash)

    @pytest.mark.parametrize("version", [-1, 2**31 + 1])
    def test_a_rules_version_that_is_none(self, version: int) -> None:
        with pytest.raises(ReplayError, match="rules version is out of range"):
            replace(REPLAY, rules_version=version)


class TestRunAgain:
    @given(run=played(), frames=moments())
    def test_gives_what_was_told_while_it_was_played(
        self, run: Played, frames: list[float]
    ) -> None:
        live = Run(run.chart, Window(run.window_s))
        waiting = list(frames)
        for pinch in run.pinches:
            while waiting and waiting[0] <= pinch.time_s:
                live.advance(waiting.pop(0))
            act(live, pinch)
        for frame in waiting:
            live.advance(frame)
        live.finish()
        again = decode(live.replay().encode())
        assert again.finished
        assert run_again(run.chart, again) == live.events
        assert result_of(run.chart, again).score == live.score

    @given(run=played(), at=st.data())
    def test_of_a_run_left_early_ends_where_it_was_left(
        self, run: Played, at: st.DataObject
    ) -> None:
        live = Run(run.chart, Window(run.window_s))
        for pinch in run.pinches[: at.draw(st.integers(0, len(run.pinches)))]:
            act(live, pinch)
        again = live.replay()
        if live.now_s is not None and not again.finished:
            assert run_again(run.chart, again) == live.events
            assert result_of(run.chart, again).score == live.score

    def test_a_hold_that_was_left_early_is_not_sustained(self) -> None:
        timeline = Timeline("""
            ms      1000         1500
            chart   I============|
            pinch   I
        """)
        left = replay_of(timeline.chart, timeline.pinches, 0.12, ended_s=1.2, finished=False)
        stepper = ReplayStepper(timeline.chart, left)
        assert not any(isinstance(event, Sustained) for event in stepper.advance(9.0))
        assert stepper.finish() == []

    def test_the_stepper_gives_everything_once(self) -> None:
        stepper = ReplayStepper(CHART, REPLAY)
        events = stepper.advance(1.0) + stepper.advance(1.95) + stepper.advance(2.9)
        assert events + stepper.finish() == judge(CHART, list(REPLAY.pinches), 0.12)
        assert stepper.finish() == []

    def test_another_chart(self) -> None:
        with pytest.raises(ReplayError, match="belongs to another chart"):
            run_again(chart_at(1.0), REPLAY)
        with pytest.raises(ReplayError, match="belongs to another chart"):
            result_of(chart_at(1.0), REPLAY)

    def test_a_window_too_wide_for_the_chart(self) -> None:
        wide = replace(REPLAY, hit_window_s=0.6)
        with pytest.raises(ReplayError, match="does not fit its chart"):
            run_again(CHART, decode(wide.encode()))


@settings(max_examples=20)
@given(played())
def test_the_result_says_by_which_rules(run: Played) -> None:
    result = result_of(run.chart, replay_of(run.chart, run.pinches, run.window_s))
    assert result.rules_version == RULES_VERSION
    assert result.finished
    assert result.statistics.overall.hits == result.score.hits


@given(played(), st.floats(-10, 5000))
def test_its_beginning_tells_how_far_a_run_came(run: Played, after_s: float) -> None:
    last_s = max((pinch.time_s for pinch in run.pinches), default=-10.0)
    replay = replay_of(run.chart, run.pinches, run.window_s)
    replay = replace(replay, ended_s=max(last_s, after_s))
    assert seconds_played(replay.encode()[:HEAD_BYTES]) == max(replay.ended_s, 0.0)


@pytest.mark.parametrize("damaged", [b"", b"TTR", b"no replay at all" * 10, b"TTR\x01" + bytes(32)])
def test_what_is_no_beginning_of_a_replay_is_refused(damaged: bytes) -> None:
    with pytest.raises(ReplayError):
        seconds_played(damaged)
