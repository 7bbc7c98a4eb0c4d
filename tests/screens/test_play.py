"""The play screen answers keys, mouse and touch, and tells in words what happened."""

from __future__ import annotations

import pygame
import pytest

from game.charting.chart import Grip
from game.inputs.actions import MOUSE_ID, Action, Phase, Pointer, Scroll
from game.screens.play import PlayScreen
from game.screens.steps import OpenPractice, OpenSound, PlayAgain, RunEnded, Step
from game.screens.ui.fonts import render
from game.screens.ui.playfield import HIT_Y, LANES_TOP, playfield
from game.session import Stage
from game.settings import Hand
from tests.screens import helpers
from tests.screens.helpers import FIVE, FOUR, Game

PAUSE_POINT = (1168, 55)
GO_ON_POINT, AGAIN_POINT, PRACTISE_POINT, SONGS_POINT, SOUND_POINT = (
    (860, 155 + 100 * row) for row in range(5)
)
TOUCH_ID = 7


def playing() -> Game:
    game = Game()
    game.play_until(2.0)
    return game


def stopped() -> Game:
    game = playing()
    game.screen.act(Action.PAUSE)
    game.frame()
    return game


def tap(game: Game, point: tuple[int, int], pointer_id: int) -> Step | None:
    game.screen.point(Pointer(Phase.DOWN, *point, pointer_id))
    return game.screen.point(Pointer(Phase.UP, *point, pointer_id))


def word(game: Game) -> pygame.Surface | None:
    """The picture of the judgement word."""
    game.frame(0.0)
    assert game.screen.canvas
    sprite = game.screen.canvas.sprites.get("word")
    return sprite.image if sprite else None


def picture_of(text: str) -> pygame.Surface:
    return render(text, 46, (255, 255, 255), bold=True).image


def test_the_session_begins_after_the_first_picture() -> None:
    game = Game()
    screen = PlayScreen(game.session, {})
    game.session.stage = Stage.PAUSED
    screen.tick(0.0)
    assert game.session.stage is Stage.PAUSED
    screen.draw(pygame.Surface((800, 480)))
    screen.tick(0.0)
    assert game.session.stage is Stage.PLAYING


def test_a_run_that_stops_by_itself_says_why_and_goes_on_when_asked_to() -> None:
    game = playing()
    game.playback.trouble = "The speaker or headphones are gone. Plug them in, or go on in silence."
    game.frame()
    assert game.screen.is_paused
    with_reason = menu_picture(game)
    game.playback.trouble = None
    game.screen.act(Action.OK)
    assert game.session.stage is Stage.RESUMING
    game.frame()
    game.screen.act(Action.PAUSE)
    assert menu_picture(game) != with_reason
    assert menu_picture(game) == menu_picture(stopped())


def menu_picture(game: Game) -> bytes:
    game.frame()
    assert game.screen.canvas
    return pygame.image.tobytes(game.screen.canvas.sprites["menu"].image, "RGB")


@pytest.mark.parametrize("action", [Action.BACK, Action.PAUSE])
def test_back_and_pause_stop_the_run_and_let_it_go_on(action: Action) -> None:
    game = playing()
    game.screen.act(action)
    assert game.session.stage is Stage.PAUSED
    game.screen.act(action)
    assert game.session.stage is Stage.RESUMING


def test_arrows_and_ok_do_nothing_while_playing() -> None:
    game = playing()
    for action in (Action.UP, Action.DOWN, Action.LEFT, Action.RIGHT, Action.OK):
        assert game.screen.act(action) is None
    assert game.session.stage is Stage.PLAYING


def test_losing_the_window_stops_the_run() -> None:
    game = playing()
    game.screen.focus_lost()
    assert game.session.stage is Stage.PAUSED


@pytest.mark.parametrize("pointer_id", [MOUSE_ID, TOUCH_ID])
def test_the_pause_button_stops_the_run(pointer_id: int) -> None:
    game = playing()
    tap(game, PAUSE_POINT, pointer_id)
    assert game.session.stage is Stage.PAUSED


@pytest.mark.parametrize(
    ("downs", "step"),
    [(0, None), (1, PlayAgain()), (2, OpenPractice()), (3, RunEnded()), (6, OpenSound())],
)
def test_arrows_and_ok_choose_in_the_menu(downs: int, step: Step | None) -> None:
    game = stopped()
    for _ in range(downs):
        assert game.screen.act(Action.DOWN) is None
    assert game.screen.act(Action.OK) == step
    assert game.session.stage is (Stage.RESUMING if step is None else Stage.PAUSED)


@pytest.mark.parametrize("pointer_id", [MOUSE_ID, TOUCH_ID])
@pytest.mark.parametrize(
    ("point", "step"),
    [
        (GO_ON_POINT, None),
        (AGAIN_POINT, PlayAgain()),
        (PRACTISE_POINT, OpenPractice()),
        (SONGS_POINT, RunEnded()),
        (SOUND_POINT, OpenSound()),
    ],
)
def test_mouse_and_touch_choose_in_the_menu(
    point: tuple[int, int], step: Step | None, pointer_id: int
) -> None:
    game = stopped()
    assert tap(game, point, pointer_id) == step
    assert game.session.stage is (Stage.RESUMING if step is None else Stage.PAUSED)


def test_letting_go_elsewhere_chooses_nothing() -> None:
    game = stopped()
    game.screen.point(Pointer(Phase.DOWN, *SONGS_POINT, TOUCH_ID))
    assert game.screen.point(Pointer(Phase.UP, *AGAIN_POINT, TOUCH_ID)) is None


def test_another_finger_on_the_screen_does_not_let_go_of_a_button() -> None:
    game = stopped()
    game.screen.point(Pointer(Phase.DOWN, *SONGS_POINT, TOUCH_ID))
    assert game.screen.point(Pointer(Phase.UP, *SONGS_POINT, TOUCH_ID + 1)) is None
    assert game.screen.point(Pointer(Phase.UP, *SONGS_POINT, TOUCH_ID)) == RunEnded()


def test_keys_are_fingers_while_the_run_is_on() -> None:
    assert playing().screen.takes_pinches
    assert not stopped().screen.takes_pinches


def test_the_wheel_does_nothing() -> None:
    game = stopped()
    assert game.screen.point(Scroll(3)) is None


def test_going_on_counts_the_beats_until_judging_does() -> None:
    game = stopped()
    game.screen.act(Action.OK)
    game.frame()
    counts: list[int] = []
    while (count := game.session.count_in) is not None:
        assert game.screen.canvas
        assert "count" in game.screen.canvas.sprites
        counts.append(count)
        game.frame()
    assert game.screen.canvas
    assert "count" not in game.screen.canvas.sprites
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1] == 1


def test_the_run_ends_by_itself_after_the_song() -> None:
    game = Game(notes=4)
    step = None
    while step is None:
        assert game.now_s < 30
        game.now_s += 0.1
        step = game.screen.tick(game.now_s)
    assert step == RunEnded()
    assert game.session.run.is_over


@pytest.mark.parametrize(
    ("offset_s", "said"),
    [(0.0, "Great!"), (-0.06, "Good!"), (-0.11, "A little early"), (0.11, "A little late")],
)
def test_a_hit_is_put_into_words(offset_s: float, said: str) -> None:
    game = Game()
    note = game.chart.notes[0]
    game.frame(note.time_s + offset_s - game.session.song_s)
    game.pinch(note.grip, down=True)
    assert word(game) is picture_of(said)


def test_another_finger_is_named_without_blame() -> None:
    game = Game()
    note = game.chart.notes[0]
    other = next(grip for grip in FOUR if grip is not note.grip)
    game.frame(note.time_s - game.session.song_s)
    game.pinch(other, down=True)
    assert word(game) is picture_of(f"{other.name.capitalize()} finger")


def test_a_note_that_passed_is_followed_by_the_next_one() -> None:
    game = Game()
    game.frame(game.chart.notes[0].time_s + 0.2 - game.session.song_s)
    assert word(game) is picture_of("Next one")


def test_the_word_goes_away_after_a_while() -> None:
    game = Game(notes=1)
    game.frame(game.chart.notes[0].time_s + 0.2 - game.session.song_s)
    assert word(game)
    game.frame(2.0)
    assert word(game) is None


@pytest.mark.parametrize("size", [(1280, 720), (800, 480), (1024, 768), (1920, 1080)])
@pytest.mark.parametrize("hand", Hand)
@pytest.mark.parametrize("grips", [FIVE, FOUR, (Grip.INDEX,), (Grip.LITTLE,), FIVE[3:]])
def test_a_pad_is_the_whole_lane_and_the_finger_below(
    grips: tuple[Grip, ...], hand: Hand, size: tuple[int, int]
) -> None:
    game = Game(helpers.settings(grips=grips, hand=hand), size=size)
    assert game.screen.canvas
    scale = min(size[0] / 1280, size[1] / 720)
    for grip in grips:
        target = game.screen.canvas.sprites["target", grip].rect
        for aside in (-47, 0, 47):
            for below in (LANES_TOP - HIT_Y + 2, 0, 100, 200):
                x, y = target.centerx + aside * scale, target.centery + below * scale
                assert game.screen.pad_at(x, y) is grip
        assert game.screen.pad_at(target.centerx, size[1] - 1) is grip


def test_there_are_no_pads_over_the_menu_nor_beside_the_lanes() -> None:
    game = playing()
    assert game.screen.pad_at(640, 400) is not None
    assert game.screen.pad_at(100, 400) is None
    assert game.screen.pad_at(*PAUSE_POINT) is None
    game.screen.act(Action.PAUSE)
    assert game.screen.pad_at(640, 400) is None


def test_lanes_lie_as_the_fingers_do_and_the_left_hand_mirrors_them() -> None:
    right = playfield(FIVE, Hand.RIGHT)
    left = playfield(FIVE, Hand.LEFT)

    assert [lane.grip for lane in right.lanes] == [Grip.KEY, *FOUR]
    assert [lane.grip for lane in left.lanes] == [*reversed(FOUR), Grip.KEY]
    assert [lane.x for lane in left.lanes] == [1280 - lane.x for lane in reversed(right.lanes)]
    assert left.thumb[0] == 1280 - right.thumb[0]


def test_pads_are_large_enough_for_an_unsteady_finger() -> None:
    for grips in (FIVE, FOUR, FOUR[:1]):
        assert all(lane.pad_width >= 96 for lane in playfield(grips, Hand.RIGHT).lanes)
