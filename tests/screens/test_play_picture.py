"""The picture of a song being played is always the whole picture, however little is redrawn."""

from __future__ import annotations

from dataclasses import dataclass

import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Grip
from game.inputs.actions import Action
from game.settings import Hand
from tests.screens import helpers
from tests.screens.helpers import FIVE, FOUR, Game

SIZE = (800, 480)


@dataclass(frozen=True)
class Move:
    """What happens before a frame."""

    step_s: float
    pinch: tuple[Grip, bool] | None
    action: Action | None


def moves(grips: tuple[Grip, ...]) -> st.SearchStrategy[list[Move]]:
    return st.lists(
        st.builds(
            Move,
            step_s=st.floats(0.0, 0.4),
            pinch=st.none() | st.tuples(st.sampled_from(grips), st.booleans()),
            action=st.sampled_from([None] * 9 + [Action.PAUSE, Action.DOWN]),
        ),
        min_size=5,
        max_size=40,
    )


def pixels(surface: pygame.Surface) -> bytes:
    return pygame.image.tobytes(surface, "RGB")


def show(game: Game, move: Move) -> list[pygame.Rect]:
    if move.action:
        game.screen.act(move.action)
    if move.pinch:
        game.pinch(move.pinch[0], down=move.pinch[1])
    return game.frame(move.step_s)


@pytest.mark.parametrize("grips", [FIVE, (Grip.MIDDLE, Grip.RING)])
@given(data=st.data(), hand=st.sampled_from(Hand), with_best=st.booleans())
@settings(max_examples=12, deadline=None)
def test_redrawing_what_changed_gives_the_whole_picture(
    grips: tuple[Grip, ...], data: st.DataObject, hand: Hand, with_best: bool
) -> None:
    game = Game(helpers.settings(grips=grips, hand=hand), with_best=with_best, size=SIZE)
    canvas = game.screen.canvas
    assert canvas
    for move in data.draw(moves(grips)):
        show(game, move)
        whole = pygame.Surface(SIZE)
        canvas.show_all(whole)
        assert pixels(game.surface) == pixels(whole)


@given(moves(FOUR))
@settings(max_examples=12, deadline=None)
def test_nothing_changes_outside_the_rectangles_it_tells(played: list[Move]) -> None:
    game = Game(size=SIZE)
    for move in played:
        before = game.surface.copy()
        for rect in show(game, move):
            before.blit(game.surface, rect, rect)
        assert pixels(before) == pixels(game.surface)


def test_a_skilled_run_with_long_notes_is_drawn_whole_at_every_frame() -> None:
    game = Game(size=SIZE, notes=16)
    draw = game.screen.draw
    whole = pygame.Surface(SIZE)

    def checked(surface: pygame.Surface) -> list[pygame.Rect]:
        rects = draw(surface)
        assert game.screen.canvas
        game.screen.canvas.show_all(whole)
        assert pixels(surface) == pixels(whole)
        return rects

    game.screen.draw = checked
    game.play_until(6.0)
    assert game.session.run.score.hits > 5


def test_nothing_is_redrawn_while_time_stands_still() -> None:
    game = Game()
    game.frame(1.0)
    game.frame(0.0)

    assert game.frame(0.0) == []


def test_nothing_is_redrawn_while_the_run_is_stopped() -> None:
    game = Game()
    game.play_until(3.0)
    game.screen.act(Action.PAUSE)
    game.frame(2.0)

    assert [game.frame() for _ in range(5)] == [[]] * 5


def test_a_frame_touches_a_small_part_of_the_window() -> None:
    game = Game()
    game.play_until(5.0)
    rects = game.frame()

    assert sum(rect.w * rect.h for rect in rects) < 1280 * 720 / 4


@pytest.mark.parametrize("size", [(800, 480), (1024, 768), (1920, 1080)])
def test_a_new_window_size_draws_everything(size: tuple[int, int]) -> None:
    game = Game()
    game.play_until(2.0)
    game.surface = pygame.Surface(size)

    assert game.frame() == [game.surface.get_rect()]


def test_a_note_reaches_its_target_when_it_is_due() -> None:
    game = Game()
    note = game.chart.notes[0]
    while game.session.song_s < note.time_s:
        game.frame(1 / 240)
    assert game.screen.canvas
    sprites = game.screen.canvas.sprites
    head, target = sprites["note", 0].rect, sprites["target", note.grip].rect

    assert abs(head.centery - target.centery) <= 2
    assert abs(head.centerx - target.centerx) <= 1


def test_a_note_that_was_hit_is_gone_and_a_ring_grows_instead() -> None:
    game = Game()
    note = game.chart.notes[0]
    while game.session.song_s < note.time_s:
        game.frame(1 / 240)
    game.pinch(note.grip, down=True)
    game.frame(0.0)
    assert game.screen.canvas

    assert ("note", 0) not in game.screen.canvas.sprites
    assert ("ring", note.grip) in game.screen.canvas.sprites


def test_a_note_that_nobody_hit_fades_away() -> None:
    game = Game()
    closes_s = game.chart.notes[0].time_s + game.session.run.hit_window_s
    game.frame(closes_s - 0.05 - game.session.song_s)
    pictures: list[pygame.Surface | None] = []
    for _ in range(30):
        game.frame(1 / 60)
        assert game.screen.canvas
        sprite = game.screen.canvas.sprites.get(("note", 0))
        pictures.append(sprite.image if sprite else None)

    assert pictures[0] is not None
    assert pictures[-1] is None
    assert len(set(pictures)) >= 4


def test_a_picture_drawn_ahead_shows_notes_sooner_and_judges_as_before() -> None:
    plain, ahead = Game(), Game(picture_s=0.1)
    for game in (plain, ahead):
        game.play_until(3.0)
    assert ahead.session.run.events == plain.session.run.events
    number = next(n for n, note in enumerate(plain.chart.notes) if note.time_s > 3.5)
    assert plain.screen.canvas and ahead.screen.canvas
    sooner_y = ahead.screen.canvas.sprites["note", number].y
    assert sooner_y > plain.screen.canvas.sprites["note", number].y + 10
    while plain.session.song_s < ahead.session.song_s + 0.1 - 1e-6:
        plain.frame(1 / 60)
    assert sooner_y == plain.screen.canvas.sprites["note", number].y
