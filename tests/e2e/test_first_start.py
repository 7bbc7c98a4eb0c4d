"""From the very first start to a stored record with each device alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from game.screens.first_start import DONE_S
from tests.e2e.conftest import write_song
from tests.e2e.display import Display, wait_until
from tests.e2e.playing import Game, sleep_until, thumbtune
from tests.e2e.test_devices import Send, chart_of, differs, game_with_devices

pytestmark = pytest.mark.e2e

RIGHT_HAND = (940, 390)
LATER = (940, 660)
FINGERTIPS = ((514, 516), (640, 516), (766, 516), (892, 516), (388, 516))
LANES = {"index": (470, 396), "middle": (615, 396)}
PADS = (0, 1, 2, 3, 9)
"""Four buttons and the left shoulder."""
HELD_S = 0.12
SETTLED_S = 0.5
FINGERS = ("index", "middle")
SIZE = (1280, 720)


@dataclass
class Hand:
    """A device alone: what `choose` does for the hand, and each finger's control down and up."""

    screen: Display
    send: Send
    kind: str

    def plug(self) -> None:
        if self.kind in ("gamepad", "midi"):
            self.send(f"{self.kind} plug")
            time.sleep(SETTLED_S)

    def choose_hand(self) -> None:
        match self.kind:
            case "keyboard":
                self.screen.robot.tap("Return")
            case "gamepad":
                self.press("button 0 1", "button 0 0")
            case "midi":
                self.press("midi 90 24 5a", "midi 80 24 0", held_s=1.1)
            case _:
                self.at(RIGHT_HAND, down=True)
                time.sleep(HELD_S)
                self.at(RIGHT_HAND, down=False)

    def finger(self, number: int, *, down: bool) -> None:
        """What stands for this finger, for binding it."""
        match self.kind:
            case "keyboard":
                self.screen.robot.key("qwert"[number], down=down)
            case "gamepad":
                self.send(f"button {PADS[number]} {int(down)}")
            case "midi":
                self.send(f"midi {'90' if down else '80'} {48 + number:x} {'5a' if down else '0'}")
            case _:
                self.at(FINGERTIPS[number], down=down)

    def leave_reach(self) -> None:
        """Not now: the button, or the pinch that leads back."""
        if self.kind in ("mouse", "touch"):
            self.at(LATER, down=True)
            time.sleep(HELD_S)
            self.at(LATER, down=False)
            return
        self.finger(1, down=True)
        time.sleep(HELD_S)
        self.finger(1, down=False)

    def note(self, grip: str, *, down: bool) -> None:
        """What stands for it in a song."""
        if self.kind in ("mouse", "touch"):
            self.at(LANES[grip], down=down)
        else:
            self.finger(FINGERS.index(grip), down=down)

    def at(self, place: tuple[int, int], *, down: bool) -> None:
        if self.kind == "touch":
            self.send(f"touch 1 {int(down)} {place[0] / SIZE[0]} {place[1] / SIZE[1]}")
            return
        self.screen.robot.move(*place)
        self.screen.robot.button(down=down)

    def press(self, down: str, up: str, held_s: float = HELD_S) -> None:
        self.send(down)
        time.sleep(held_s)
        self.send(up)


def when_it_changes(screen: Display, picture: Path, do: Callable[[], None], what: str) -> None:
    """Do something, and wait until that is seen."""
    before = screen.picture(picture)
    do()
    wait_until(lambda: differs(screen, picture, before), what)
    time.sleep(SETTLED_S)


def bind_fingers(hand: Hand, screen: Display, picture: Path) -> None:
    for number in range(len(FINGERTIPS)):

        def pinch(number: int = number) -> None:
            hand.finger(number, down=True)
            time.sleep(HELD_S)
            hand.finger(number, down=False)

        when_it_changes(screen, picture, pinch, f"finger {number}")


def play(hand: Hand, game: Game, notes: list[dict[str, object]]) -> None:
    for note in notes:
        sleep_until(game, float(str(note["time_s"])))
        hand.note(str(note["grip"]), down=True)
        time.sleep(max(HELD_S, float(str(note["duration_s"]))))
        hand.note(str(note["grip"]), down=False)


def prepare(home: Path) -> list[dict[str, object]]:
    """A data folder in which nobody has played, with a short first song; the song's chart."""
    song = write_song(home / "songs" / "short.mid", [60, 62, 64, 62])
    (home / "songs" / "levels.toml").write_text("short = 1\n")
    thumbtune("songs", home=home)
    return chart_of(song, home)


@pytest.mark.parametrize("kind", ["keyboard", "mouse", "touch", "gamepad", "midi"])
def test_a_device_alone_leads_from_the_first_start_to_a_record(
    kind: str, screen: Display, pictures: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    notes = prepare(home)
    picture = pictures / f"first-{kind}.png"
    screen.robot.move(20, 700)
    with game_with_devices([], screen, home, tmp_path / "trace.jsonl") as (game, send):
        hand = Hand(screen, send, kind)
        blank = screen.picture(picture)
        wait_until(lambda: differs(screen, picture, blank), "the question for the hand")
        hand.plug()
        when_it_changes(screen, picture, hand.choose_hand, "the question for the fingers")
        bind_fingers(hand, screen, picture)
        time.sleep(DONE_S + SETTLED_S)
        when_it_changes(screen, picture, hand.leave_reach, "the first song being made ready")
        game.wait_for_song()
        screen.picture(pictures / f"first-song-{kind}.png")
        play(hand, game, notes)
        run = game.wait_for_run()
    assert run["finished"] is True
    (best,) = thumbtune("scores", home=home)
    assert best["input"] == kind
    assert best["points"] == best["max_points"]
