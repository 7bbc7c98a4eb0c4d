"""What gamepads, MIDI devices, touches and glove keys do in menus and songs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pygame
import pytest

from game.app.parts import Wishes
from game.charting.chart import Grip
from game.inputs.bindings import Bindings, default_bindings
from game.inputs.controls import Control, Edge, Part, Plug, key_control, zone_control
from game.inputs.receiver import MIDI_EVENT
from game.inputs.steering import HOLD_S
from game.play.events import InputKind
from game.screens.binding import BindingScreen
from game.screens.message import MessageScreen
from game.screens.play import PlayScreen
from game.screens.results import ResultsScreen
from game.screens.songs import SongsScreen
from game.screens.steps import OpenHome
from game.screens.tester import InputTesterScreen
from game.screens.ui.layout import SMALLEST_WINDOW as SMALLEST
from game.session import Stage as SongStage
from game.settings import Hand
from tests.app.stage import FRAME_S, Stage, write_song
from tests.inputs.events import button, note

Start = Callable[..., Stage]
PADS = "LPD8"
A, B, START = (
    button(number)
    for number in (
        pygame.CONTROLLER_BUTTON_A,
        pygame.CONTROLLER_BUTTON_B,
        pygame.CONTROLLER_BUTTON_START,
    )
)


def tell(stage: Stage, what: Edge | Plug) -> None:
    """Something comes in the way MIDI does; so can whatever has edges."""
    stage.event(MIDI_EVENT, told=what)


def turn(stage: Stage, control: Control, *, down: bool, source: str = PADS) -> None:
    tell(stage, Edge(stage.now_s, control, down, source, source))


def push(stage: Stage, control: Control, *, source: str = PADS) -> None:
    """A short press, and as much time as makes it a whole one."""
    turn(stage, control, down=True, source=source)
    stage.frame()
    turn(stage, control, down=False, source=source)
    stage.frame()


def strike(stage: Stage, grip: Grip) -> None:
    """A pad, struck and let go."""
    push(stage, note(36 + grip, PADS))


def hold(stage: Stage, control: Control) -> None:
    """A press that lasts."""
    turn(stage, control, down=True)
    stage.frame(HOLD_S + 0.1)
    turn(stage, control, down=False)
    stage.frame()


def plug(stage: Stage, *, is_there: bool) -> None:
    tell(stage, Plug(PADS, "LPD8", is_there))


def rest(stage: Stage) -> None:
    """As long as a hand needs after a song."""
    for _ in range(12):
        stage.frame()


@pytest.fixture
def playing(start: Start) -> Stage:
    stage = start()
    stage.open("Alpha")
    stage.until_song(0.5)
    return stage


def test_pads_alone_choose_a_song_play_it_and_go_on(start: Start) -> None:
    stage = start()
    strike(stage, Grip.INDEX)
    assert stage.row().title == "Beta"
    hold(stage, note(36, PADS))
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    stage.frame()
    for one in stage.session.run.chart.notes:
        stage.until_song(one.time_s)
        strike(stage, one.grip)
    stage.until(lambda: isinstance(stage.screen, ResultsScreen))
    (play,) = stage.records.plays.latest()
    assert play.key.input_kind is InputKind.MIDI
    assert play.score is not None and play.score.hits == 4
    rest(stage)
    strike(stage, Grip.MIDDLE)
    assert isinstance(stage.screen, SongsScreen)


def test_a_gamepad_alone_chooses_a_song_and_plays_it(start: Start) -> None:
    stage = start()
    push(stage, button(pygame.CONTROLLER_BUTTON_DPAD_DOWN))
    assert stage.row().title == "Beta"
    push(stage, A)
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    stage.frame()
    stage.until_song(0.9)
    push(stage, A)
    assert stage.session.kinds_used == {InputKind.GAMEPAD}
    push(stage, START)
    assert stage.session.stage is SongStage.PAUSED
    push(stage, A)
    assert stage.session.stage is SongStage.RESUMING


def test_a_gamepad_alone_leaves_the_game_after_a_question(start: Start) -> None:
    stage = start(first=OpenHome())
    push(stage, B)
    assert "Leave Thumbtune?" in stage.shown()
    push(stage, B)
    assert "Leave Thumbtune?" not in stage.shown()
    push(stage, B)
    push(stage, button(pygame.CONTROLLER_BUTTON_DPAD_RIGHT))
    push(stage, A)
    assert stage.flow.is_over


def test_pads_alone_leave_the_game_after_a_question(start: Start) -> None:
    stage = start(first=OpenHome())
    strike(stage, Grip.MIDDLE)
    assert "Leave Thumbtune?" in stage.shown()
    hold(stage, note(36, PADS))
    assert not stage.flow.is_over
    strike(stage, Grip.MIDDLE)
    strike(stage, Grip.INDEX)
    turn(stage, note(36, PADS), down=True)
    stage.frame(HOLD_S + 0.1)
    assert stage.flow.is_over


def test_the_next_thing_after_the_last_is_the_first(start: Start) -> None:
    stage = start()
    for title in ("Beta", "Gamma", "Alpha"):
        strike(stage, Grip.INDEX)
        assert stage.row().title == title


def test_a_glove_that_types_keys_steers_where_nothing_is_typed(start: Start) -> None:
    stage = start(message="Good morning.")
    stage.finger(Grip.INDEX)
    stage.frame(HOLD_S + 0.1)
    stage.finger(Grip.INDEX, down=False)
    assert not isinstance(stage.screen, MessageScreen)


def test_the_pause_is_steered_by_pinches_once_the_hand_has_rested(playing: Stage) -> None:
    strike(playing, Grip.INDEX)
    playing.press(pygame.K_ESCAPE)
    strike(playing, Grip.MIDDLE)
    assert playing.session.stage is SongStage.PAUSED, "that was still the tune"
    rest(playing)
    hold(playing, note(36, PADS))
    assert playing.session.stage is SongStage.RESUMING


def test_a_long_note_held_into_the_result_chooses_nothing(start: Start) -> None:
    stage = start()
    stage.open("Alpha")
    stage.hit(3)
    last = stage.session.run.chart.notes[3]
    stage.until_song(last.time_s)
    turn(stage, note(36 + last.grip, PADS), down=True)
    stage.until(lambda: isinstance(stage.screen, ResultsScreen))
    rest(stage)
    assert isinstance(stage.screen, ResultsScreen)
    turn(stage, note(36 + last.grip, PADS), down=False)
    rest(stage)
    assert isinstance(stage.screen, ResultsScreen)


def test_what_pinches_do_is_shown_while_they_steer(start: Start) -> None:
    stage = start()
    strike(stage, Grip.INDEX)
    assert "Index, held: choose" in stage.screen.hint
    assert "Middle: back" in stage.screen.hint
    stage.press(pygame.K_DOWN)
    stage.frame()
    assert stage.screen.hint == ""


def test_one_finger_alone_is_told_of_no_other(start: Start) -> None:
    stage = start(Wishes(grips=(Grip.RING,)))
    strike(stage, Grip.RING)
    assert stage.row().title == "Beta"
    assert stage.screen.hint == "Ring: next   ·   Ring, held: choose"


def test_the_strip_below_a_menu_comes_and_goes_without_a_trace(start: Start) -> None:
    stage = start()
    stage.frame()
    surface = pygame.display.get_surface()
    assert surface is not None
    stage.press(pygame.K_DOWN)
    stage.frame()
    before = pygame.image.tobytes(surface, "RGB")
    for _ in range(3):
        strike(stage, Grip.INDEX)
    assert stage.row().title == "Beta"
    assert pygame.image.tobytes(surface, "RGB") != before
    for key in (pygame.K_UP, pygame.K_DOWN):
        stage.press(key)
    stage.frame()
    assert pygame.image.tobytes(surface, "RGB") == before


def test_an_unplugged_device_that_is_played_with_stops_the_song(playing: Stage) -> None:
    turn(playing, note(36, PADS), down=True)
    plug(playing, is_there=False)
    assert playing.session.stage is SongStage.PAUSED
    assert playing.session.pinched == frozenset()
    assert "LPD8 was unplugged." in playing.shown()
    plug(playing, is_there=True)
    assert playing.session.stage is SongStage.PAUSED
    assert "LPD8 is back. Go on when you like." in playing.shown()
    rest(playing)
    hold(playing, note(36, PADS))
    assert playing.session.stage is SongStage.RESUMING
    assert "LPD8" not in playing.shown()


def test_what_an_unplugged_device_held_is_let_go_before_the_song_stops(playing: Stage) -> None:
    turn(playing, note(36, PADS), down=True)
    playing.frame()
    plug(playing, is_there=False)
    pinches = playing.session.run.replay().pinches
    assert [(pinch.grip, pinch.down) for pinch in pinches] == [
        (Grip.INDEX, True),
        (Grip.INDEX, False),
    ]


def test_an_unplugged_device_that_nobody_uses_disturbs_nothing(playing: Stage) -> None:
    plug(playing, is_there=True)
    plug(playing, is_there=False)
    assert playing.session.stage is SongStage.PLAYING


def test_a_device_of_the_song_before_is_not_missed(start: Start) -> None:
    stage = start()
    stage.open("Alpha")
    stage.until_song(0.9)
    strike(stage, Grip.INDEX)
    stage.play(0)
    stage.open("Beta")
    stage.until_song(0.9)
    stage.pinch(Grip.INDEX)
    plug(stage, is_there=False)
    assert stage.session.stage is SongStage.PLAYING


def test_keys_and_pads_in_one_song_are_mixed(playing: Stage) -> None:
    playing.pinch(Grip.INDEX)
    strike(playing, Grip.MIDDLE)
    assert playing.session.kinds_used == {InputKind.KEYBOARD, InputKind.MIDI}
    playing.play(0)
    (play,) = playing.records.plays.latest()
    assert play.key.input_kind is InputKind.MIXED


def test_what_was_bound_is_there_at_the_next_start_for_that_hand(start: Start, home: Path) -> None:
    stage = start()
    stage.key(pygame.K_F3, pygame.KSCAN_F3)
    assert isinstance(stage.screen, BindingScreen)
    stage.frame()
    stage.press(pygame.K_RETURN)
    stage.press(pygame.K_RETURN)
    stage.frame(0.5)
    stage.key(pygame.K_q, pygame.KSCAN_Q, text="q")
    stage.key(pygame.K_q, pygame.KSCAN_Q, down=False)
    stage.press(pygame.K_ESCAPE)
    again = start(records=stage.records)
    assert again.flow.bindings.grip_of(key_control(pygame.KSCAN_Q)) is Grip.INDEX
    assert again.flow.bindings.grip_of(key_control(pygame.KSCAN_J)) is None
    left = start(Wishes(hand=Hand.LEFT), records=stage.records)
    assert left.flow.bindings.fingers == default_bindings(Hand.LEFT).fingers
    again.open("Alpha")
    again.until_song(0.5)
    again.key(pygame.K_q, pygame.KSCAN_Q, text="q")
    assert again.session.pinched == {Grip.INDEX}
    assert "Q" in again.shown()


def test_keys_of_the_start_go_before_those_that_were_bound_until_others_are(
    start: Start,
) -> None:
    stage = start(Wishes(keys=("w",)))
    assert stage.flow.bindings.grip_of(key_control(pygame.KSCAN_W)) is Grip.INDEX
    stage.key(pygame.K_F3, pygame.KSCAN_F3)
    stage.press(pygame.K_RETURN)
    stage.press(pygame.K_RETURN)
    stage.frame(0.5)
    turn(stage, note(48, PADS), down=True)
    bindings = stage.flow.bindings
    assert bindings.grip_of(note(48, PADS)) is Grip.INDEX
    assert bindings.grip_of(key_control(pygame.KSCAN_W)) is Grip.INDEX


def test_the_song_shows_what_the_hand_held_last(start: Start) -> None:
    stage = start()
    strike(stage, Grip.INDEX)
    stage.open("Alpha")
    assert "Pad 1" in stage.shown()


def with_bound(start: Start, bound: Bindings) -> Stage:
    """In a song, after these bindings were stored at an earlier start."""
    stage = start()
    stage.choices.set_inputs(Hand.RIGHT, bound.stored(Hand.RIGHT))
    stage = start(records=stage.records)
    stage.open("Alpha")
    stage.until_song(0.5)
    return stage


def test_a_bound_place_on_the_touch_screen_is_that_finger_s(start: Start) -> None:
    usual = default_bindings(Hand.RIGHT)
    stage = with_bound(start, usual.bound(Grip.MIDDLE, zone_control(0.05, 0.5), instead=True))
    stage.event(pygame.FINGERDOWN, x=0.06, y=0.5, finger_id=3)
    assert stage.session.pinched == {Grip.MIDDLE}
    stage.event(pygame.FINGERUP, x=0.06, y=0.5, finger_id=3)
    stage.event(pygame.FINGERDOWN, x=1168 / 1280, y=55 / 720, finger_id=4)
    assert stage.session.stage is SongStage.PAUSED


def test_mouse_buttons_can_be_fingers(start: Start) -> None:
    bound = default_bindings(Hand.RIGHT)
    for grip, number in ((Grip.INDEX, pygame.BUTTON_LEFT), (Grip.MIDDLE, pygame.BUTTON_RIGHT)):
        bound = bound.bound(grip, Control(InputKind.MOUSE, Part.BUTTON, number), instead=True)
    stage = with_bound(start, bound)
    at = (SMALLEST[0] // 20, SMALLEST[1] // 2)
    for number in (pygame.BUTTON_LEFT, pygame.BUTTON_RIGHT):
        stage.event(pygame.MOUSEBUTTONDOWN, pos=at, button=number, touch=False)
    assert stage.session.pinched == {Grip.INDEX, Grip.MIDDLE}
    assert stage.session.kinds_used == {InputKind.MOUSE}


def test_twenty_touches_at_once_are_pinches_of_the_lanes_under_them(playing: Stage) -> None:
    for number in range(20):
        x, y = number / 20, 0.6
        playing.event(pygame.FINGERDOWN, x=x, y=y, finger_id=number)
        at = (round(x * SMALLEST[0]), round(y * SMALLEST[1]))
        playing.event(pygame.MOUSEBUTTONDOWN, pos=at, button=1, touch=True)
    assert playing.session.pinched == {Grip.INDEX, Grip.MIDDLE}
    pinches = playing.session.run.replay().pinches
    assert sorted(pinch.grip for pinch in pinches) == [Grip.INDEX, Grip.MIDDLE]
    for number in range(20):
        playing.event(pygame.FINGERUP, x=0.5, y=0.6, finger_id=number)
    playing.frame()
    assert playing.session.pinched == frozenset()


def test_the_tester_is_found_from_the_bindings_and_left_by_holding_anything(
    start: Start,
) -> None:
    stage = start()
    stage.key(pygame.K_F3, pygame.KSCAN_F3)
    stage.frame()
    screen = stage.screen
    assert isinstance(screen, BindingScreen)
    while screen.page.focused and screen.page.focused.name != "try":
        strike(stage, Grip.INDEX)
    hold(stage, note(36, PADS))
    assert isinstance(stage.screen, InputTesterScreen)
    push(stage, A)
    stage.finger(Grip.MIDDLE)
    stage.finger(Grip.MIDDLE, down=False)
    assert [row.touches for row in stage.screen.rows][-2:] == [1, 1]
    turn(stage, A, down=True)
    stage.until(lambda: isinstance(stage.screen, BindingScreen))


def test_a_key_held_from_one_screen_into_another_is_nobody_s(playing: Stage) -> None:
    playing.finger(Grip.INDEX)
    playing.play(0)
    assert isinstance(playing.screen, ResultsScreen)
    playing.finger(Grip.INDEX, down=False)
    write_song(playing.songs / "more.mid", "More")
    playing.open("Beta")
    assert playing.session.pinched == frozenset()


def random_input(stage: Stage, random: Random) -> None:
    """Anything that devices can do, as often as not without rhyme or reason."""
    down = random.random() < 0.55
    match random.randrange(9):
        case 0 | 1 | 2:
            turn(stage, note(random.randrange(34, 42), PADS), down=down)
        case 3:
            turn(stage, button(random.randrange(15)), down=down, source="gamepad")
        case 4:
            plug(stage, is_there=down)
        case 5:
            stage.finger(random.choice(list(Grip)), down=down)
        case 6:
            kind = pygame.FINGERDOWN if down else pygame.FINGERUP
            place = {"x": random.random(), "y": random.random()}
            stage.event(kind, finger_id=random.randrange(20), **place)
        case 7:
            stage.press(random.choice((pygame.K_RETURN, pygame.K_DOWN, pygame.K_RIGHT)))
        case _:
            key = random.choice((pygame.K_F3, pygame.K_SPACE))
            stage.key(key, pygame.KSCAN_F3 if key == pygame.K_F3 else pygame.KSCAN_SPACE)
            stage.event(pygame.WINDOWFOCUSLOST) if random.random() < 0.2 else None


@pytest.mark.parametrize("seed", [2, 3])
def test_whatever_devices_send_the_game_goes_on_and_its_runs_can_be_judged_again(
    start: Start, seed: int
) -> None:
    random = Random(seed)
    stage = start()
    screens: set[type] = set()
    for number in range(400):
        if number % 100 == 0:
            stage.open("Alpha")
        for _ in range(random.randrange(4)):
            random_input(stage, random)
        stage.frame(random.choice((0.02, FRAME_S, 1.0)))
        screens.add(type(stage.screen))
        if stage.flow.is_over:  # left by chance, after a question
            stage = start(records=stage.records)
    assert PlayScreen in screens and len(screens) >= 2
    stage.flow.close()
    for play in stage.records.plays.latest(limit=500):
        whole = stage.records.plays.find(str(play.id))
        assert whole.replay.chart_hash == whole.chart.hash
