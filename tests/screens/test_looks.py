"""Text can be read: enough contrast, large enough, nowhere over other text or out of its place."""

from __future__ import annotations

from itertools import combinations

import pygame
import pytest

from game.charting.chart import Grip
from game.inputs.actions import Action
from game.screens.songs import SongsScreen
from game.screens.ui import fonts, theme
from game.screens.ui.layout import DESIGN_WIDTH, Layout
from game.screens.ui.pause_menu import PauseMenu
from game.screens.ui.song_rows import SongRow
from game.settings import Hand
from game.sound.playback import COMPUTER_AWAY, SOUND_STUCK
from game.sound.player import DEVICE_CHANGED, DEVICE_GONE
from tests.screens import helpers
from tests.screens.helpers import FIVE, FOUR, LEVELS, Game

SIZES = [(1280, 720), (800, 480), (1024, 768), (1920, 1080)]
LONG = "A song whose title goes on and on, far longer than any window is wide, and then some more"
INKS = [theme.DARK.text, theme.DARK.dim]
GROUNDS = [theme.DARK.ground, theme.DARK.panel, theme.DARK.raised, theme.DARK.skin]


def assert_apart(texts: list[pygame.Rect], window: pygame.Rect) -> None:
    for rect in texts:
        assert window.contains(rect), rect
    for first, second in combinations(texts, 2):
        assert not first.colliderect(second), (first, second)


@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_has_contrast(ink: theme.Colour, ground: theme.Colour) -> None:
    assert theme.contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("grips", [FOUR, FIVE])
def test_notes_and_their_letters_have_contrast(grips: tuple[Grip, ...]) -> None:
    for look in theme.grip_looks(grips).values():
        assert theme.contrast(look.colour, theme.DARK.ground) >= 4.5
        assert (
            theme.contrast(theme.DARK.text, theme.mixed(look.colour, theme.DARK.ground, 0.28))
            >= 4.5
        )


def test_good_news_and_the_suggested_button_have_contrast() -> None:
    assert theme.contrast(theme.DARK.glad, theme.DARK.panel) >= 4.5
    assert theme.contrast(theme.DARK.glad, theme.DARK.ground) >= 4.5
    assert theme.contrast(theme.DARK.ground, theme.DARK.accent) >= 4.5


def test_grips_differ_in_shape_and_name_and_colour() -> None:
    looks = theme.grip_looks(FIVE).values()
    for of in ("shape", "name", "colour", "to_do"):
        assert len({getattr(look, of) for look in looks}) == len(FIVE)


def test_contrast_is_that_of_the_guidelines() -> None:
    assert theme.contrast((255, 255, 255), (0, 0, 0)) == pytest.approx(21)
    assert theme.contrast((0x76, 0x76, 0x76), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("hand", Hand)
@pytest.mark.parametrize("grips", [FIVE, FOUR, (Grip.LITTLE,)])
def test_words_at_play_stay_apart(
    grips: tuple[Grip, ...], hand: Hand, size: tuple[int, int]
) -> None:
    game = Game(helpers.settings(grips=grips, hand=hand), title=LONG, size=size)
    for until_s in (0.5, 2.0, 6.0):
        game.play_until(until_s, skill=0.5)
        assert game.screen.canvas
        sprites = game.screen.canvas.sprites
        names = [("name", grip) for grip in grips]
        keys = ["points", "row", "word", "line", "race", "percent", "sentence", *names]
        shown = [sprites[key] for key in keys if key in sprites]
        inks = [sprite.image.get_bounding_rect().move(sprite.x, sprite.y) for sprite in shown]
        assert len(inks) >= 5
        assert_apart(inks, game.surface.get_rect())


def test_no_text_is_smaller_than_it_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[int] = set()
    render = fonts.render

    def recording(text: str, size: int, colour: theme.Colour, *, bold: bool = False) -> fonts.Label:
        asked.add(size)
        return render(text, size, colour, bold=bold)

    monkeypatch.setattr(fonts, "render", recording)
    game = Game(helpers.settings(grips=FIVE))
    game.play_until(3.0, skill=0.5)
    game.screen.act(Action.PAUSE)
    game.frame()
    rows = [SongRow("c", LONG, 0, problem=LONG + LONG), SongRow("a", LONG, 60, 10, 1, 1)]
    SongsScreen(rows, helpers.settings(), LEVELS, lambda _: rows).draw(game.surface)
    assert min(asked) >= fonts.SMALLEST


def test_a_title_is_cut_to_its_room_with_an_ellipsis() -> None:
    cut = fonts.shortened(LONG, 30, 300, bold=True)
    assert cut.endswith("…")
    assert 240 < fonts.width(cut, 30, bold=True) <= 300
    assert fonts.shortened("Short", 30, 300, bold=True) == "Short"


def test_long_sentences_are_broken_between_words() -> None:
    lines = fonts.wrapped(LONG, 30, 500, 9, bold=False)
    assert " ".join(lines) == LONG
    assert all(fonts.width(line, 30) <= 500 for line in lines)


def test_no_line_is_broken_within_a_number() -> None:
    said = "70 short of your best, 1 240 points"
    for most in range(150, 500, 10):
        assert any("1 240" in line for line in fonts.wrapped(said, 30, most, 9, bold=False))


def test_characters_the_font_lacks_are_drawn_all_the_same() -> None:
    label = fonts.render("Ода к радости", 30, theme.DARK.text)
    assert label.width == fonts.width("Ода к радости", 30) > fonts.width("Ода", 30)
    assert label.image.get_bounding_rect()


@pytest.mark.parametrize("size", SIZES)
def test_a_point_goes_into_the_design_and_back(size: tuple[int, int]) -> None:
    layout = Layout(size)
    for x in (0, 333, DESIGN_WIDTH):
        there = layout.to_design(layout.x(x), layout.y(500))
        assert there[0] == pytest.approx(x, abs=1)
        assert there[1] == pytest.approx(500, abs=1)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("sentence", [DEVICE_CHANGED, DEVICE_GONE, SOUND_STUCK, COMPUTER_AWAY])
def test_the_reason_for_a_pause_fits_its_menu(
    size: tuple[int, int], sentence: str, texts: list[pygame.Rect]
) -> None:
    menu, layout = PauseMenu(), Layout(size)
    menu.open(sentence)
    menu.sprites(layout)
    texts.clear()
    menu.say(sentence + " ")
    menu.sprites(layout)
    assert_apart(texts, layout.rect(menu.panel))
