"""The first start: hand, fingers, first song, record; with any device, and every part skippable."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from game.app.first_desk import first_step
from game.app.parts import Wishes
from game.charting.chart import Grip
from game.inputs.actions import Action
from game.inputs.bindings import default_bindings
from game.inputs.controls import Control, Edge, Part, key_control
from game.inputs.receiver import MIDI_EVENT
from game.inputs.steering import HOLD_S
from game.play.events import InputKind
from game.screens.first_start import ASKED, DONE_S, FirstFingersScreen, FirstHandScreen
from game.screens.home import HomeScreen
from game.screens.play import PlayScreen
from game.screens.reach_intro import ReachIntroScreen
from game.screens.reach_steps import BeginReach
from game.screens.results import ResultsScreen
from game.screens.steps import BindFirst, OpenFirstStart, OpenHome, TakePlayer
from game.screens.ui.first_hints import first_hint
from game.screens.ui.playfield import playfield
from game.settings import Hand
from tests.app.stage import LEVELS, Stage, write_song

Start = Callable[..., Stage]
START_BUTTON = Control(InputKind.GAMEPAD, Part.BUTTON, pygame.CONTROLLER_BUTTON_START)


def turn(stage: Stage, control: Control, *, down: bool) -> None:
    stage.event(MIDI_EVENT, told=Edge(stage.now_s, control, down, "source", "Device"))


def push(stage: Stage, control: Control) -> None:
    """A short press, after a rest."""
    stage.frame(0.5)
    turn(stage, control, down=True)
    stage.frame()
    turn(stage, control, down=False)
    stage.frame()


def push_now(stage: Stage, control: Control) -> None:
    turn(stage, control, down=True)
    stage.frame()
    turn(stage, control, down=False)


def touch(stage: Stage, grip: Grip, kind: InputKind) -> None:
    """A finger of the drawn hand is touched or clicked."""
    stage.frame(0.5)
    x = next(lane.x for lane in playfield(ASKED, Hand.RIGHT).lanes if lane.grip is grip) / 1280
    y, (width, height) = 516 / 720, pygame.display.get_window_size()
    for down in (True, False):
        if kind is InputKind.TOUCH:
            which = pygame.FINGERDOWN if down else pygame.FINGERUP
            stage.event(which, finger_id=1, x=x, y=y)
        else:
            which = pygame.MOUSEBUTTONDOWN if down else pygame.MOUSEBUTTONUP
            stage.event(which, pos=(x * width, y * height), button=1, touch=False)
        stage.frame()


def fingers(stage: Stage, hand: Hand = Hand.RIGHT) -> FirstFingersScreen:
    """The question after that for the hand."""
    stage.flow.follow(BindFirst(hand))
    stage.frame()
    assert isinstance(stage.screen, FirstFingersScreen)
    return stage.screen


def shows_hint(stage: Stage) -> bool:
    assert isinstance(stage.screen, PlayScreen) and stage.screen.canvas
    return "first hint" in stage.screen.canvas.sprites


def picture() -> bytes:
    surface = pygame.display.get_surface()
    assert surface is not None
    return pygame.image.tobytes(surface, "RGB")


def until_song(stage: Stage) -> None:
    """Reach is offered, and left for later."""
    stage.until(lambda: isinstance(stage.screen, ReachIntroScreen))
    stage.press(pygame.K_ESCAPE)
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    stage.frame()


def controls(kind: InputKind) -> list[Control]:
    part = {InputKind.MIDI: Part.NOTE, InputKind.GAMEPAD: Part.BUTTON, InputKind.KEYBOARD: Part.KEY}
    return [Control(kind, part[kind], number) for number in (9, 10, 11, 12, 13)]


@pytest.mark.parametrize("kind", [InputKind.MIDI, InputKind.GAMEPAD, InputKind.KEYBOARD])
def test_what_is_pressed_for_each_finger_plays_the_first_song(
    start: Start, kind: InputKind
) -> None:
    stage = start(first=OpenFirstStart())
    assert isinstance(stage.screen, FirstHandScreen)
    fingers(stage)
    for control in controls(kind):
        push(stage, control)
    assert "Your fingers are ready" in stage.shown()
    until_song(stage)
    assert shows_hint(stage)
    settings = stage.session.settings
    assert (settings.level, settings.grips) == (LEVELS[0], LEVELS[0].default_grips)
    for note in stage.session.run.chart.notes:
        stage.until_song(note.time_s)
        control = controls(kind)[note.grip]
        turn(stage, control, down=True)
        stage.frame()
        turn(stage, control, down=False)
    stage.until(lambda: isinstance(stage.screen, ResultsScreen))
    (play,) = stage.records.plays.latest()
    assert play.key.input_kind is kind
    assert play.score is not None and play.score.hits == play.score.notes
    stage.frame(1.0)
    stage.frame(1.0)
    stage.press(pygame.K_ESCAPE)
    assert isinstance(stage.screen, HomeScreen)


@pytest.mark.parametrize("kind", [InputKind.MIDI, InputKind.GAMEPAD, InputKind.KEYBOARD])
def test_reach_is_offered_and_a_pinch_leaves_it_for_later(start: Start, kind: InputKind) -> None:
    stage = start(first=OpenFirstStart())
    fingers(stage)
    for control in controls(kind):
        push(stage, control)
    stage.until(lambda: isinstance(stage.screen, ReachIntroScreen))
    push(stage, controls(kind)[1])
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    assert stage.session.settings.level is LEVELS[0]


@pytest.mark.parametrize("kind", [InputKind.TOUCH, InputKind.MOUSE])
def test_touching_the_drawn_hand_is_enough(start: Start, kind: InputKind) -> None:
    stage = start(first=OpenFirstStart())
    fingers(stage)
    for grip in ASKED:
        touch(stage, grip, kind)
    until_song(stage)
    assert stage.flow.bindings == default_bindings(Hand.RIGHT)
    assert stage.flow.visit.kind is kind


def test_every_finger_lights_up_and_sounds(start: Start) -> None:
    stage = start(first=OpenFirstStart())
    fingers(stage)
    before = picture()
    stage.frame(0.5)
    turn(stage, controls(InputKind.MIDI)[0], down=True)
    stage.frame()
    assert picture() != before
    assert len(stage.previews.played) == 1
    touch(stage, Grip.RING, InputKind.TOUCH)
    assert len(stage.previews.played) == 2
    assert (stage.previews.played[0] != stage.previews.played[1]).any()


def test_a_hand_is_chosen_with_keys_and_kept(start: Start) -> None:
    stage = start(first=OpenFirstStart())
    stage.press(pygame.K_LEFT)
    stage.press(pygame.K_RETURN)
    assert isinstance(stage.screen, FirstFingersScreen)
    assert stage.flow.visit.settings.hand is Hand.LEFT
    assert stage.records.settings.play(stage.player.id).hand is Hand.LEFT


def test_enter_skips_every_finger_and_the_song_comes_with_the_usual_keys(start: Start) -> None:
    stage = start(first=OpenFirstStart())
    for _ in range(1 + len(ASKED)):
        stage.press(pygame.K_RETURN)
        stage.frame()
    until_song(stage)
    assert stage.session.settings.grips == LEVELS[0].default_grips
    stage.play(4)
    (play,) = stage.records.plays.latest()
    assert play.score is not None and play.score.hits == 4


def test_only_fingers_that_can_be_pinched_play(start: Start) -> None:
    stage = start(first=OpenFirstStart())
    fingers(stage)
    push(stage, START_BUTTON)
    push(stage, START_BUTTON)
    push(stage, controls(InputKind.MIDI)[0])
    push(stage, START_BUTTON)
    push(stage, START_BUTTON)
    until_song(stage)
    assert stage.session.settings.grips == (Grip.RING,)


@pytest.mark.parametrize(
    ("answered", "played"),
    [
        ((Grip.KEY,), (Grip.KEY,)),
        ((Grip.INDEX, Grip.KEY), (Grip.KEY, Grip.INDEX)),
        ((Grip.INDEX, Grip.LITTLE, Grip.KEY), (Grip.INDEX, Grip.LITTLE)),
        (ASKED, (Grip.INDEX, Grip.MIDDLE)),
    ],
)
def test_the_side_pinch_plays_where_fingers_are_passed_over(
    start: Start, answered: tuple[Grip, ...], played: tuple[Grip, ...]
) -> None:
    stage = start(first=OpenFirstStart())
    fingers(stage)
    for grip, control in zip(ASKED, controls(InputKind.MIDI), strict=True):
        push(stage, control if grip in answered else START_BUTTON)
    until_song(stage)
    assert stage.session.settings.grips == played
    for note in stage.session.run.chart.notes:
        stage.until_song(note.time_s)
        push_now(stage, controls(InputKind.MIDI)[ASKED.index(note.grip)])
    stage.until(lambda: isinstance(stage.screen, ResultsScreen))
    (play,) = stage.records.plays.latest()
    assert play.score is not None and play.score.hits == play.score.notes


def test_with_the_side_pinch_alone_reach_asks_for_nothing_else(start: Start) -> None:
    stage = start(first=OpenFirstStart())
    fingers(stage)
    for grip in ASKED:
        push(stage, controls(InputKind.MIDI)[0] if grip is Grip.KEY else START_BUTTON)
    stage.until(lambda: isinstance(stage.screen, ReachIntroScreen))
    assert stage.screen.act(Action.OK) == BeginReach((Grip.KEY,))


def test_a_device_with_one_button_passes_over_fingers_by_holding_it(start: Start) -> None:
    stage = start(first=OpenFirstStart())
    fingers(stage)
    only = controls(InputKind.MIDI)[0]
    push(stage, only)
    for _ in ASKED[1:]:
        turn(stage, only, down=True)
        stage.frame(HOLD_S + 0.1)
        stage.frame()
        turn(stage, only, down=False)
        stage.frame()
    until_song(stage)
    assert stage.session.settings.grips == (Grip.INDEX,)
    assert stage.flow.bindings.grip_of(only) is Grip.INDEX


def test_back_asks_for_the_finger_before_and_then_for_the_hand(start: Start) -> None:
    stage = start(first=OpenFirstStart())
    screen = fingers(stage)
    push(stage, key_control(pygame.KSCAN_W))
    assert screen.asked is Grip.MIDDLE
    stage.press(pygame.K_ESCAPE)
    assert screen.asked is Grip.INDEX
    push(stage, key_control(pygame.KSCAN_E))
    assert stage.flow.bindings.grip_of(key_control(pygame.KSCAN_E)) is Grip.INDEX
    assert stage.flow.bindings.grip_of(key_control(pygame.KSCAN_W)) is None
    stage.press(pygame.K_ESCAPE)
    stage.press(pygame.K_ESCAPE)
    assert isinstance(stage.screen, FirstHandScreen)
    stage.press(pygame.K_ESCAPE)
    assert isinstance(stage.screen, HomeScreen)


def test_whoever_skips_it_is_not_asked_again(start: Start) -> None:
    stage = start(first=OpenFirstStart())
    assert first_step(Wishes(), stage.records, stage.player) == OpenFirstStart()
    stage.press(pygame.K_DOWN)
    stage.press(pygame.K_RETURN)
    assert isinstance(stage.screen, HomeScreen)
    assert first_step(Wishes(), stage.records, stage.player) == OpenHome()


def test_whoever_asked_for_something_or_has_played_is_not_asked(start: Start) -> None:
    stage = start(first=OpenFirstStart())
    asked = Wishes(player="Anna")
    assert first_step(asked, stage.records, stage.player) == OpenHome()
    stage.open("Alpha")
    stage.hit(2)
    stage.flow.close()
    assert first_step(Wishes(), stage.records, stage.player) == OpenHome()


def test_somebody_new_is_asked_and_somebody_known_is_not(start: Start) -> None:
    stage = start()
    first = stage.flow.visit
    first.set_settings(first.settings)
    stage.flow.follow(TakePlayer(stage.records.players.make("Ben").id))
    assert isinstance(stage.screen, FirstHandScreen)
    stage.flow.follow(TakePlayer(first.player.id))
    assert isinstance(stage.screen, HomeScreen)


def test_the_first_song_is_the_shortest_of_those_good_to_begin_with(
    start: Start, home: Path
) -> None:
    write_song(home / "songs" / "zeta.mid", "Zeta", range(60, 72))
    write_song(home / "songs" / "eta.mid", "Eta", range(60, 70))
    (home / "songs" / "levels.toml").write_text("zeta = 1\neta = 1\nalpha = 2\n")
    stage = start(first=OpenFirstStart())
    fingers(stage)
    for _ in ASKED:
        push(stage, START_BUTTON)
    until_song(stage)
    assert stage.session.facts.title == "Eta"


def test_without_songs_it_ends_at_home(start: Start, home: Path) -> None:
    for file in (home / "songs").glob("*.mid"):
        file.unlink()
    stage = start(first=OpenFirstStart())
    fingers(stage)
    for _ in ASKED:
        push(stage, START_BUTTON)
    stage.frame(DONE_S)
    stage.frame()
    stage.press(pygame.K_ESCAPE)
    assert isinstance(stage.screen, HomeScreen)


def test_a_key_that_leads_back_or_is_taken_is_told_and_nothing_is_lost(start: Start) -> None:
    stage = start(first=OpenFirstStart())
    screen = fingers(stage)
    guide = Control(InputKind.GAMEPAD, Part.BUTTON, pygame.CONTROLLER_BUTTON_GUIDE)
    push(stage, guide)
    assert screen.asked is Grip.INDEX
    assert "can't be a finger" in stage.shown()
    push(stage, key_control(pygame.KSCAN_W))
    push(stage, key_control(pygame.KSCAN_W))
    assert screen.asked is Grip.MIDDLE
    assert "taken" in stage.shown()


def test_the_hints_end_once_it_is_understood(start: Start) -> None:
    stage = start(first=OpenFirstStart())
    fingers(stage)
    for _ in ASKED:
        push(stage, START_BUTTON)
    until_song(stage)
    stage.hit(1)
    stage.frame()
    assert shows_hint(stage)
    stage.hit(4, start=1)
    stage.frame()
    assert not shows_hint(stage)
    stage.play(0)
    stage.open("Beta")
    assert not shows_hint(stage)


def test_the_hints_say_what_to_do_and_that_it_was_done() -> None:
    assert "circle meets the line" in first_hint(Grip.INDEX, 0)
    assert "Just like that!" in first_hint(Grip.INDEX, 1)
    assert first_hint(Grip.INDEX, 4) == first_hint(None, 0) == ""
