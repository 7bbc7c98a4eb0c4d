"""How much later than its key a pinch is stamped, beside a loop that reads events once a frame.

    uv run python -m tests.benchmarks.lateness

A robot presses finger keys through XTEST at random moments while the song plays. It reads
`time.perf_counter`, one clock for all processes on Linux, right before it sends a key; the game's
stamp, on the same clock, is in the trace. Nothing is subtracted: the robot's own sending and the X
server's part count too.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.benchmarks.figures import at_share, median, print_table
from tests.benchmarks.frames import TEXTURED
from tests.benchmarks.stage import GAME, LEVEL, SONG, open_stage, prepared_home, running
from tests.e2e.display import Robot, wait_until
from tests.e2e.playing import KEYS, Game

PRESSES = 320
HELD_S = 0.03
PAUSES_S = (0.08, 0.15)
"""Between two keys. A key's turn comes every fourth time, long after its bounce time."""
ONCE_A_FRAME = "tests.benchmarks.once_a_frame"
HEADING = ("loop", "keys", "mean", "median", "p95", "max", "frame work median")


@dataclass(frozen=True)
class _Case:
    name: str
    module: str
    environment: Mapping[str, str]


CASES = (
    _Case("waits for events", GAME, {}),
    _Case("reads once a frame", ONCE_A_FRAME, {}),
    _Case("waits, textured window", GAME, TEXTURED),
    _Case("once a frame, textured window", ONCE_A_FRAME, TEXTURED),
)


def main() -> None:
    """Measure each kind of loop in turn and print how late its stamps are, in ms."""
    with prepared_home() as home:
        rows = [_measured(home, case) for case in CASES]
    print_table("Stamp minus moment of sending, in ms", HEADING, rows)


def _measured(home: Path, case: _Case) -> list[object]:
    arguments = ["play", SONG, "--level", LEVEL]
    with (
        open_stage(home) as stage,
        running(case.module, arguments, stage, case.environment) as game,
    ):
        game.wait_for_song()
        sent = _press_at_random(stage.display.robot)
        stamps = _stamps(game, len(sent))
    assert [grip for grip, _ in sent] == [grip for grip, _ in stamps]
    late_ms = [
        (stamp_s - sent_s) * 1000 for (_, sent_s), (_, stamp_s) in zip(sent, stamps, strict=True)
    ]
    work = [frame["work_ms"] for frame in game.trace.frames]
    return [
        *(case.name, len(late_ms), sum(late_ms) / len(late_ms), median(late_ms)),
        *(at_share(late_ms, 0.95), max(late_ms), median(work)),
    ]


def _press_at_random(robot: Robot) -> list[tuple[str, float]]:
    """Press each finger in turn; its name and when its key was about to be sent."""
    random = Random(1)
    fingers = ("index", "middle", "ring", "little")
    sent: list[tuple[str, float]] = []
    for number in range(PRESSES):
        finger = fingers[number % len(fingers)]
        time.sleep(random.uniform(*PAUSES_S))
        sent.append((finger, time.perf_counter()))
        robot.key(KEYS[finger], down=True)
        time.sleep(HELD_S)
        robot.key(KEYS[finger], down=False)
    return sent


def _stamps(game: Game, count: int) -> list[tuple[str, float]]:
    """The grip and the stamp in seconds of each touch in the trace, once there are `count`."""

    def touches() -> list[dict[str, object]]:
        game.trace.read()
        return [pinch for pinch in game.trace.pinches if pinch["down"]]

    wait_until(lambda: len(touches()) >= count, f"{count} pinches in the trace")
    return [(str(pinch["grip"]), float(str(pinch["perf_ns"])) / 1e9) for pinch in touches()]


if __name__ == "__main__":
    main()
