"""What the window's events mean on each screen: fingers or menu keys, pads or buttons."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pygame
import pytest

from game.app.parts import Wishes
from game.charting.chart import Grip
from game.play.events import InputKind
from game.screens.home import HomeScreen
from game.screens.play import PlayScreen
from game.screens.results import ResultsScreen
from game.screens.songs import SongsScreen
from game.screens.ui.layout import SMALLEST_WINDOW as SMALLEST
from game.screens.ui.layout import Layout
from game.session import Stage as SongStage
from game.settings import Hand
from tests.app.stage import FRAME_S, SCANCODES, Stage, write_song
from tests.screens import desk

Start = Callable[..., Stage]
LANE_Y = 660
"""Beside the finger: below the menu of a pause."""
PAUSE_BUTTON = (1168, 55)


def in_window(x: float, y: float) -> tuple[int, int]:
    """The window pixel of a design point."""
    layout = Layout(SMALLEST)
    return layout.x(x), layout.y(y)


def pad(stage: Stage, grip: Grip) -> tuple[int, int]:
    """A window pixel in the middle of a grip's lane."""
    _, y = in_window(0, LANE_Y)
    inside = [x for x in range(SMALLEST[0]) if stage.screen.pad_at(x, y) is grip]
    return inside[len(inside) // 2], y


def touch(stage: Stage, kind: int, at: tuple[int, int], finger: int = 1) -> None:
    x, y = at[0] / SMALLEST[0], at[1] / SMALLEST[1]
    stage.event(kind, x=x, y=y, finger_id=finger, touch_id=1, dx=0, dy=0, pressure=1)


def mouse(stage: Stage, kind: int, at: tuple[int, int], *, made_of_touch: bool = False) -> None:
    stage.event(kind, pos=at, button=pygame.BUTTON_LEFT, touch=made_of_touch)


def click(stage: Stage, at: tuple[int, int]) -> None:
    mouse(stage, pygame.MOUSEBUTTONDOWN, at)
    mouse(stage, pygame.MOUSEBUTTONUP, at)


def change_hand(stage: Stage) -> None:
    for name in ("how", "hand", "done"):
        assert isinstance(stage.screen, SongsScreen)
        stage.frame()
        click(stage, in_window(*desk.place_of(stage.screen, name)))


def pinched(stage: Stage) -> list[tuple[Grip, bool]]:
    """What has come to the run so far."""
    return [(pinch.grip, pinch.down) for pinch in stage.session.run.replay().pinches]


@pytest.fixture
def playing(start: Start) -> Stage:
    """In the middle of a song, before any pinch."""
    stage = start()
    stage.open("Alpha")
    stage.until_song(0.5)
    return stage


def test_a_finger_s_key_is_a_pinch_in_a_song_and_a_letter_in_the_list(
    start: Start, home: Path
) -> None:
    write_song(home / "songs" / "jig.mid", "Jig")
    stage = start()
    stage.pinch(Grip.INDEX)
    assert stage.row().title == "Jig"
    stage.open("Jig")
    stage.until_song(0.5)
    stage.finger(Grip.INDEX)
    assert pinched(stage) == [(Grip.INDEX, True)]
    stage.finger(Grip.INDEX, down=False)
    stage.until_song(1.0)
    assert pinched(stage) == [(Grip.INDEX, True), (Grip.INDEX, False)]


def test_typing_finds_a_title_and_escape_all_of_them_again(start: Start, home: Path) -> None:
    write_song(home / "songs" / "ball.mid", "Ball")
    stage = start()
    stage.frame()
    for word, title in (("be", "Beta"), ("b", "Ball"), ("mm", "Gamma")):
        for letter in word:
            stage.key(ord(letter), pygame.KSCAN_B, text=letter)
            stage.key(ord(letter), pygame.KSCAN_B, down=False)
        assert stage.row().title == title
        stage.press(pygame.K_ESCAPE)
    assert "Alpha" in stage.shown()


def test_keys_that_write_nothing_jump_nowhere(start: Start) -> None:
    stage = start()
    stage.press(pygame.K_DOWN)
    for key, scancode, text in (
        (pygame.K_LSHIFT, pygame.KSCAN_LSHIFT, ""),
        (pygame.K_TAB, pygame.KSCAN_TAB, "\t"),
        (pygame.K_c, pygame.KSCAN_C, "\x03"),
    ):
        stage.key(key, scancode, text=text)
    assert stage.row().title == "Beta"


def test_arrows_bound_as_fingers_pinch_in_a_song_and_still_steer_its_pause(start: Start) -> None:
    stage = start(Wishes(keys=("up", "down")))
    stage.open("Alpha")
    stage.until_song(0.5)
    stage.press(pygame.K_DOWN)
    assert pinched(stage)[0] == (Grip.MIDDLE, True)
    session = stage.session
    stage.press(pygame.K_ESCAPE)
    assert session.stage is SongStage.PAUSED
    stage.press(pygame.K_DOWN)
    stage.press(pygame.K_RETURN)
    stage.frame()
    assert stage.session is not session, "the second entry is to start again"


def test_enter_bound_as_a_finger_pinches_in_a_song_and_still_chooses_elsewhere(
    start: Start,
) -> None:
    stage = start(Wishes(keys=("return", "k")))
    stage.press(pygame.K_RETURN)
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    stage.frame()
    stage.until_song(1.0)
    stage.press(pygame.K_RETURN)
    assert stage.session.run.score.hits == 1
    stage.play(0)
    assert isinstance(stage.screen, ResultsScreen)
    stage.press(pygame.K_RETURN)
    stage.frame()
    assert isinstance(stage.screen, PlayScreen)


@pytest.mark.parametrize("key", [pygame.K_SPACE, pygame.K_ESCAPE])
def test_space_and_escape_stop_a_song_and_lead_back_into_it(playing: Stage, key: int) -> None:
    playing.press(key)
    assert playing.session.stage is SongStage.PAUSED
    stood_s = playing.session.song_s
    for _ in range(5):
        playing.frame()
    assert playing.session.song_s == stood_s
    playing.press(key)
    assert playing.session.stage is SongStage.RESUMING
    playing.until_song(stood_s + 0.1)
    assert playing.session.stage is SongStage.PLAYING


def test_a_finger_s_key_that_the_keyboard_layout_calls_escape_is_still_a_pinch(
    playing: Stage,
) -> None:
    playing.key(pygame.K_ESCAPE, SCANCODES[Grip.INDEX])
    assert pinched(playing) == [(Grip.INDEX, True)]
    assert playing.session.stage is SongStage.PLAYING


def test_a_key_held_while_the_song_was_made_ready_is_no_pinch_when_it_is_let_go(
    start: Start,
) -> None:
    stage = start()
    stage.finger(Grip.INDEX)
    stage.open("Alpha")
    stage.until_song(0.5)
    stage.finger(Grip.INDEX, down=False)
    stage.play(4)
    (play,) = stage.records.plays.latest()
    assert play.score is not None and play.score.hits == 4


def test_a_finger_that_is_not_in_use_is_recorded_and_disturbs_nothing(playing: Stage) -> None:
    playing.finger(Grip.LITTLE)
    playing.frame()
    playing.finger(Grip.INDEX)
    playing.frame()
    playing.finger(Grip.INDEX, down=False)
    playing.finger(Grip.LITTLE, down=False)
    playing.until_song(1.5)
    assert pinched(playing)[:2] == [(Grip.LITTLE, True), (Grip.INDEX, True)]
    playing.play(0)
    assert isinstance(playing.screen, ResultsScreen)


def test_a_pinch_is_judged_at_the_stamp_it_was_received_with(playing: Stage) -> None:
    playing.until_song(0.9)
    event = pygame.Event(
        pygame.KEYDOWN, key=pygame.K_j, scancode=SCANCODES[Grip.INDEX], unicode="j", mod=0
    )
    playing.window.handle(event, playing.now_s + 0.0432)
    (pinch,) = playing.session.run.replay().pinches
    assert pinch.time_s == pytest.approx(0.9432, abs=1e-6)
    playing.until_song(1.1)
    assert playing.session.run.replay().pinches[0] == pinch


def test_a_touch_on_a_lane_is_a_pinch_and_its_shadow_as_a_click_is_nothing(playing: Stage) -> None:
    at = pad(playing, Grip.MIDDLE)
    touch(playing, pygame.FINGERDOWN, at)
    mouse(playing, pygame.MOUSEBUTTONDOWN, at, made_of_touch=True)
    playing.frame()
    touch(playing, pygame.FINGERUP, at)
    mouse(playing, pygame.MOUSEBUTTONUP, at, made_of_touch=True)
    playing.frame()
    assert pinched(playing) == [(Grip.MIDDLE, True), (Grip.MIDDLE, False)]
    assert playing.session.kinds_used == {InputKind.TOUCH}


def test_two_lanes_can_be_touched_at_once_and_are_let_go_one_by_one(playing: Stage) -> None:
    index, middle = pad(playing, Grip.INDEX), pad(playing, Grip.MIDDLE)
    touch(playing, pygame.FINGERDOWN, index, finger=7)
    touch(playing, pygame.FINGERDOWN, middle, finger=8)
    assert playing.session.pinched == {Grip.INDEX, Grip.MIDDLE}
    touch(playing, pygame.FINGERMOTION, middle, finger=7)
    touch(playing, pygame.FINGERUP, middle, finger=7)
    playing.frame()
    assert playing.session.pinched == {Grip.MIDDLE}


def test_a_click_on_a_lane_is_a_pinch_with_the_mouse(playing: Stage) -> None:
    click(playing, pad(playing, Grip.INDEX))
    assert pinched(playing) == [(Grip.INDEX, True)]
    assert playing.session.kinds_used == {InputKind.MOUSE}


def test_the_other_mouse_buttons_are_no_pinch(playing: Stage) -> None:
    at = pad(playing, Grip.INDEX)
    playing.event(pygame.MOUSEBUTTONDOWN, pos=at, button=pygame.BUTTON_RIGHT, touch=False)
    assert pinched(playing) == []


@pytest.mark.parametrize("with_touch", [True, False])
def test_the_pause_button_stops_the_song_and_is_no_pinch(playing: Stage, with_touch: bool) -> None:
    at = in_window(*PAUSE_BUTTON)
    if with_touch:
        touch(playing, pygame.FINGERDOWN, at)
    else:
        mouse(playing, pygame.MOUSEBUTTONDOWN, at)
    assert playing.session.stage is SongStage.PAUSED
    assert pinched(playing) == []


def test_in_the_pause_a_touch_on_a_lane_is_no_pinch(playing: Stage) -> None:
    at = pad(playing, Grip.INDEX)
    playing.press(pygame.K_ESCAPE)
    touch(playing, pygame.FINGERDOWN, at)
    touch(playing, pygame.FINGERUP, at)
    playing.press(pygame.K_ESCAPE)
    playing.until_song(0.8)
    assert pinched(playing) == []


def test_losing_the_keyboard_lets_go_of_everything_and_stops_the_song(playing: Stage) -> None:
    playing.finger(Grip.INDEX)
    touch(playing, pygame.FINGERDOWN, pad(playing, Grip.MIDDLE))
    playing.event(pygame.WINDOWFOCUSLOST)
    assert playing.session.pinched == frozenset()
    assert playing.session.stage is SongStage.PAUSED
    assert pinched(playing)[2:] == [(Grip.INDEX, False), (Grip.MIDDLE, False)]
    playing.press(pygame.K_ESCAPE)
    playing.until_song(0.8)
    playing.finger(Grip.INDEX)
    assert pinched(playing)[-1] == (Grip.INDEX, True)


def test_losing_the_keyboard_elsewhere_changes_nothing(start: Start) -> None:
    stage = start()
    stage.event(pygame.WINDOWFOCUSLOST)
    assert isinstance(stage.screen, SongsScreen)


def test_the_keys_follow_the_hand_that_is_chosen(start: Start) -> None:
    stage = start()
    stage.frame()
    change_hand(stage)
    assert isinstance(stage.screen, SongsScreen)
    assert stage.screen.settings.hand is Hand.LEFT
    stage.open("Alpha")
    stage.until_song(0.5)
    stage.pinch(Grip.INDEX)
    assert pinched(stage) == []
    stage.key(pygame.K_f, pygame.KSCAN_F, text="f")
    assert pinched(stage) == [(Grip.INDEX, True)]


def test_a_key_held_while_the_hand_is_changed_is_not_stuck(start: Start) -> None:
    stage = start()
    stage.frame()
    stage.finger(Grip.INDEX)
    change_hand(stage)
    stage.finger(Grip.INDEX, down=False)
    change_hand(stage)
    stage.open("Alpha")
    stage.until_song(0.5)
    stage.finger(Grip.INDEX)
    assert pinched(stage) == [(Grip.INDEX, True)]


def test_what_was_raced_with_keys_is_raced_again_after_a_click_on_play(start: Start) -> None:
    stage = start()
    stage.open("Alpha")
    stage.play(4)
    stage.press(pygame.K_ESCAPE)
    stage.frame()
    assert stage.row().best_points == 400
    click(stage, in_window(1050, 570))
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    assert stage.session.run.best_points is not None


def test_the_wheel_scrolls_the_list_and_nothing_else(start: Start, home: Path) -> None:
    for number in range(12):
        write_song(home / "songs" / f"song-{number}.mid", f"Ditty {number:02}")
    stage = start()
    stage.frame()
    assert "Ditty 11" not in stage.shown()
    for _ in range(12):
        stage.event(pygame.MOUSEWHEEL, x=0, y=-1, flipped=False)
    stage.frame()
    assert "Ditty 11" in stage.shown()
    assert stage.row().title == "Alpha"
    stage.open("Alpha")
    stage.event(pygame.MOUSEWHEEL, x=0, y=-1, flipped=False)
    assert isinstance(stage.screen, PlayScreen)


def test_a_frame_in_which_nothing_changed_shows_nothing_anew(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = start()
    for _ in range(4):
        stage.frame()
    shown: list[list[pygame.Rect]] = []
    monkeypatch.setattr(pygame.display, "update", shown.append)
    for _ in range(3):
        stage.frame()
    assert shown == []


def resized(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> list[pygame.Rect]:
    """What the first frame after a resize draws anew."""
    shown: list[list[pygame.Rect]] = []
    pygame.display.set_mode((900, 600), pygame.RESIZABLE)
    with monkeypatch.context() as patched:
        patched.setattr(pygame.display, "update", shown.append)
        stage.frame()
    pygame.display.set_mode(SMALLEST, pygame.RESIZABLE)
    stage.frame()
    return shown[0]


def test_after_a_resize_every_screen_is_drawn_whole(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = [pygame.Rect(0, 0, 900, 600)]
    stage = start(message="Good morning.")
    stage.frame()
    assert resized(stage, monkeypatch) == whole
    stage.sentence()
    stage.frame()
    assert resized(stage, monkeypatch) == whole
    stage.open("Alpha")
    stage.until_song(0.5)
    assert resized(stage, monkeypatch) == whole
    stage.press(pygame.K_ESCAPE)
    stage.frame()
    assert resized(stage, monkeypatch) == whole
    stage.press(pygame.K_ESCAPE)
    stage.play(1)
    assert resized(stage, monkeypatch) == whole


def test_touches_mean_the_same_after_a_resize(playing: Stage) -> None:
    pygame.display.set_mode((1600, 900), pygame.RESIZABLE)
    playing.frame()
    place = 615 / 1280, LANE_Y / 720
    playing.event(pygame.FINGERDOWN, x=place[0], y=place[1], finger_id=1)
    assert pinched(playing) == [(Grip.MIDDLE, True)]


def test_an_uncovered_window_shows_itself_again(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = start()
    flips: list[None] = []
    monkeypatch.setattr(pygame.display, "flip", lambda: flips.append(None))
    stage.event(pygame.WINDOWEXPOSED)
    assert len(flips) == 1


def test_the_list_leads_home_and_home_out_of_the_game_after_a_question(start: Start) -> None:
    stage = start()
    stage.press(pygame.K_ESCAPE)
    assert isinstance(stage.screen, HomeScreen)
    stage.press(pygame.K_ESCAPE)
    assert "Leave Thumbtune?" in stage.shown()
    assert not stage.flow.is_over
    stage.press(pygame.K_RIGHT)
    stage.press(pygame.K_RETURN)
    assert stage.flow.is_over


def random_event(stage: Stage, random: Random) -> None:
    """Anything a keyboard, a mouse, a finger or the desktop can do."""
    at = random.randrange(SMALLEST[0]), random.randrange(SMALLEST[1])
    menu_keys = (pygame.K_RETURN, pygame.K_DOWN, pygame.K_UP, pygame.K_LEFT, pygame.K_RIGHT)
    match random.randrange(9):
        case 0 | 1:
            stage.press(random.choice(menu_keys))
        case 2:
            stage.press(pygame.K_SPACE)
        case 3 | 4:
            stage.finger(random.choice(list(Grip)), down=random.random() < 0.6)
        case 5:
            kind = random.choice((pygame.FINGERDOWN, pygame.FINGERMOTION, pygame.FINGERUP))
            touch(stage, kind, at, finger=random.randrange(2))
        case 6:
            mouse(stage, random.choice((pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP)), at)
        case 7:
            stage.event(random.choice((pygame.WINDOWFOCUSLOST, pygame.WINDOWEXPOSED)))
        case _:
            stage.event(pygame.MOUSEWHEEL, x=0, y=random.choice((-1, 1)), flipped=False)


@pytest.mark.parametrize("seed", [0, 4])
def test_whatever_is_pressed_the_game_goes_on_and_every_stored_run_can_be_judged_again(
    start: Start, seed: int
) -> None:
    random = Random(seed)
    stage = start()
    screens: set[type] = set()
    for _ in range(240):
        for _ in range(random.randrange(3)):
            random_event(stage, random)
        stage.frame(random.choice((0.02, FRAME_S, 1.5)))
        screens.add(type(stage.screen))
        if stage.flow.is_over:  # left by chance, after a question
            stage = start(records=stage.records)
    assert {SongsScreen, PlayScreen} <= screens
    stage.flow.close()
    plays = stage.records.plays.latest(limit=500)
    assert plays
    for play in plays:
        whole = stage.records.plays.find(str(play.id))
        assert whole.replay.chart_hash == whole.chart.hash


def test_an_arrow_that_is_held_goes_on_down_the_list(start: Start, home: Path) -> None:
    for number in range(30):
        write_song(home / "songs" / f"song{number:02d}.mid", f"Aria {number:02d}")
    stage = start()
    stage.key(pygame.K_DOWN, pygame.KSCAN_DOWN)
    assert stage.row().title == "Aria 00"
    for _ in range(60):
        stage.frame(1 / 60)
    reached = stage.row().title
    assert "Aria 04" < reached < "Aria 12"
    stage.key(pygame.K_DOWN, pygame.KSCAN_DOWN, down=False)
    for _ in range(60):
        stage.frame(1 / 60)
    assert stage.row().title == reached


def test_a_finger_that_is_held_pinches_once_and_steers_no_more_than_once(start: Start) -> None:
    stage = start(Wishes(keys=("up", "down")))
    stage.open("Alpha")
    stage.until_song(0.5)
    stage.key(pygame.K_DOWN, pygame.KSCAN_DOWN)
    stage.until_song(1.5)
    assert pinched(stage) == [(Grip.MIDDLE, True)]


def test_what_was_held_when_a_song_begins_steers_nothing_in_it(start: Start) -> None:
    stage = start()
    stage.key(pygame.K_DOWN, pygame.KSCAN_DOWN)
    stage.open("Alpha")
    stage.until_song(1.5)
    assert pinched(stage) == []
    assert stage.session.stage is SongStage.PLAYING


def test_a_pedal_that_turns_pages_is_a_finger_where_it_is_bound_as_one(start: Start) -> None:
    stage = start(Wishes(keys=("pagedown", "pageup")))
    for is_down in (True, False):
        stage.key(pygame.K_PAGEDOWN, pygame.KSCAN_PAGEDOWN, down=is_down)
        stage.frame()
    assert stage.row().title == "Beta", "the first finger is on to the next song"
