"""The play screen at every place, width and size: figures and race keep clear of the lanes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

import pygame
import pytest

from game.charting.chart import Grip
from game.play.practice import Bars, Practice
from game.play.score import Score
from game.screens.ui.background import EDGE_BAR_GAP, EDGE_BAR_WIDTH
from game.screens.ui.board_places import board_places
from game.screens.ui.layout import Layout
from game.screens.ui.pause_menu import PauseMenu, Waiting
from game.screens.ui.playfield import Playfield, playfield
from game.screens.ui.scoreboard import Figures, Scoreboard
from game.screens.ui.theme import PALETTES as OF_THEME
from game.screens.ui.theme import Style, contrast, grip_looks
from game.screens.ui.words import Praise
from game.settings import WIDTH_PERCENTS, Hand, Place, ScreenSettings, Theme
from game.sound.playback import COMPUTER_AWAY
from game.sound.player import DEVICE_GONE
from game.text import PSEUDO, use_language
from tests.screens import helpers
from tests.screens.helpers import FIVE, FOUR, Game

SIZES = [(1280, 720), (800, 480)]
SOME_GRIPS = [FIVE, FOUR, FOUR[:3], FOUR[2:], (Grip.INDEX,), (Grip.LITTLE,), (Grip.KEY,)]
EVERY_FIELD = list(product(Place, WIDTH_PERCENTS, SOME_GRIPS, Hand))
PRAISES = [
    Praise("A little early", "It counts"),
    Praise("Good!", "Hold on a little longer"),
    Praise("Great!", "Just before the beat"),
    Praise("Middle finger", "came first"),
]
LONG_DEVICE = "Microsoft X-Box 360 pad (wired) was unplugged. Plug it in again, please."
WINDOW = pygame.Rect(0, 0, 1280, 720)


@pytest.fixture(params=["en", PSEUDO])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    use_language(request.param)
    yield request.param
    use_language("en")


def field_of(place: Place, percent: int, grips: tuple[Grip, ...], hand: Hand) -> Playfield:
    return playfield(grips, hand, ScreenSettings(lanes_place=place, lanes_percent=percent))


@pytest.mark.parametrize(("place", "percent", "grips", "hand"), EVERY_FIELD)
def test_lanes_hand_and_board_are_on_the_screen_and_apart(
    place: Place, percent: int, grips: tuple[Grip, ...], hand: Hand
) -> None:
    field = field_of(place, percent, grips, hand)
    left, right = field.reach
    assert left >= 24 - 1e-6 and right <= 1256 + 1e-6
    places = board_places(field, place)
    bar = EDGE_BAR_GAP + EDGE_BAR_WIDTH
    lanes = pygame.Rect(field.left - bar, 112, field.right - field.left + 2 * bar, 404)
    tips = pygame.Rect(min(field.tips.values()) - 47, 460, 1, 130)
    tips.w = round(max(field.tips.values()) + 47) - tips.left
    for rect in (places.words, places.race):
        assert WINDOW.contains(rect)
        assert rect.w >= 160
        assert not rect.colliderect(lanes)
        assert not rect.colliderect(tips)
    assert not places.words.colliderect(places.race)
    for first, second in combinations(field.lanes, 2):
        assert abs(first.x - second.x) >= 2 * field.note_radius * 1.25
    assert field.tip_radius * 2 <= field.pitch


@pytest.mark.parametrize("grips", SOME_GRIPS)
@pytest.mark.parametrize("hand", Hand)
def test_a_place_at_a_side_is_the_side(grips: tuple[Grip, ...], hand: Hand) -> None:
    middles = [field_of(place, 60, grips, hand).middle for place in Place]
    assert middles == sorted(middles)
    assert len(set(middles)) == 3


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("races", [True, False])
@pytest.mark.parametrize("place", [Place.LEFT, Place.MIDDLE])
def test_figures_and_race_stay_in_their_places(
    percent: int, races: bool, place: Place, texts: list[pygame.Rect], language: str
) -> None:
    for size, (width, grips) in product(SIZES, ((100, FOUR), (120, FIVE))):
        field = field_of(place, width, grips, Hand.RIGHT)
        layout, places = Layout(size, Style(text_percent=percent)), board_places(field, place)
        said = () if races else ("Practice", "Bars 1 to 4, round and round.", "Nothing is counted.")
        board = Scoreboard(
            layout, places, Figures("Score", "In a row"), races=races, paragraphs=said
        )
        surface = pygame.Surface(size)
        board.draw_still(surface, "A song", "Challenging  ·  240 beats a minute")
        score = Score(123_456, 200_000, 999, 0, 2000, 999)
        for praise in PRAISES:
            sprites = board.sprites(score, 1234, 3_456 if races else None, praise)
            words = [sprites[key] for key in ("points", "row", "word", "line")]
            inks = [one.image.get_bounding_rect().move(one.x, one.y) for one in words]
            room = layout.rect(places.words).inflate(2, 4)
            assert all(room.contains(ink) for ink in inks), (size, width, percent, inks, room)
            for first, second in combinations(inks, 2):
                assert not first.colliderect(second)
            if races:
                race = sprites["race"]
                ink = race.image.get_bounding_rect().move(race.x, race.y)
                assert layout.rect(places.race).contains(ink)


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("width", WIDTH_PERCENTS)
def test_names_and_the_sentence_are_apart(percent: int, width: int, language: str) -> None:
    for grips, hand, place in (
        (FIVE, Hand.RIGHT, Place.RIGHT),
        (FOUR, Hand.LEFT, Place.MIDDLE),
    ):
        look = ScreenSettings(text_percent=percent, lanes_percent=width, lanes_place=place)
        game = Game(helpers.settings(grips=grips, hand=hand), look=look, notes=8, size=(800, 480))
        assert game.screen.canvas
        sprites = game.screen.canvas.sprites
        names = [("name", grip) for grip in grips if ("name", grip) in sprites]
        assert len(names) == (len(grips) if language == "en" else len(names)) > 0
        shown = [sprites[key] for key in (*names, "sentence")]
        inks = [one.image.get_bounding_rect().move(one.x, one.y) for one in shown]
        for ink in inks:
            assert game.surface.get_rect().contains(ink)
        for first, second in combinations(inks, 2):
            assert not first.colliderect(second), (percent, width, grips, hand, place)


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("grips", [FOUR, FIVE])
def test_notes_stand_out_from_the_ground_and_their_letters_from_them(
    theme: Theme, grips: tuple[Grip, ...]
) -> None:
    palette = OF_THEME[theme]
    least = 7 if theme is Theme.HIGH_CONTRAST else 4.5
    for look in grip_looks(grips, palette).values():
        assert contrast(look.colour, palette.ground) >= least
        assert contrast(look.on_grip, look.colour) >= 4.5


@pytest.mark.parametrize("shows", [True, False])
def test_the_edge_bars_stand_on_both_sides_of_the_lanes(shows: bool) -> None:
    look = ScreenSettings(lanes_place=Place.LEFT, shows_edge_bar=shows)
    game = Game(look=look)
    field = playfield(FOUR, Hand.RIGHT, look)
    for x in (field.left - EDGE_BAR_GAP - 5, field.right + EDGE_BAR_GAP + 5):
        is_bright = game.surface.get_at((round(x), 300))[:3] == OF_THEME[Theme.DARK].text
        assert is_bright == shows


def test_calm_motion_has_no_rings_and_no_travelling_thumb_and_tells_all_the_same() -> None:
    seen: dict[bool, set[object]] = {}
    thumbs: dict[bool, int] = {}
    for calm in (False, True):
        game = Game(look=ScreenSettings(is_calm=calm))
        note = game.chart.notes[0]
        game.frame(note.time_s - game.session.song_s)
        game.pinch(note.grip, down=True)
        pictures: set[int] = set()
        keys: set[object] = set()
        for _ in range(10):
            game.frame()
            assert game.screen.canvas
            keys |= set(game.screen.canvas.sprites)
            pictures.add(id(game.screen.canvas.sprites["thumb"].image))
        seen[calm], thumbs[calm] = keys, len(pictures)
    rings = {key for key in seen[False] if isinstance(key, tuple) and key[0] == "ring"}
    assert rings and not rings & seen[True]
    assert "word" in seen[True]
    assert thumbs[False] > 1
    assert thumbs[True] == 1


@pytest.mark.parametrize("hand", Hand)
@pytest.mark.parametrize("grip", FIVE)
def test_on_a_hit_the_thumb_reaches_its_finger(grip: Grip, hand: Hand) -> None:
    game = Game(helpers.settings(grips=FIVE, hand=hand))
    note = next(n for n in game.chart.notes if n.grip is grip)
    game.frame(note.time_s - game.session.song_s)
    game.pinch(grip, down=True)
    for _ in range(4):
        game.frame()
    assert game.screen.canvas
    sprites = game.screen.canvas.sprites
    thumb = sprites["thumb"].rect
    finger = sprites["target", grip].rect
    if grip is Grip.KEY:
        finger = sprites["name", Grip.INDEX].rect.inflate(40, 60)
    assert thumb.colliderect(finger)
    game.pinch(grip, down=False)
    for _ in range(12):
        game.frame()
    assert game.screen.canvas.sprites["thumb"].image is not sprites["thumb"].image


def test_practice_says_that_it_is_and_shows_no_race() -> None:
    game = Game(practice=Practice(waits=True, bars=Bars(2, 2)))
    assert game.screen.canvas
    game.frame(6.0)
    assert "race" not in game.screen.canvas.sprites
    assert game.session.run.best_points is None


def test_a_song_that_waits_tells_to_take_ones_time_and_then_that_it_was_the_one() -> None:
    game = Game(practice=Practice(waits=True))
    for _ in range(60 * 8):
        game.frame()
    assert game.session.is_waiting
    assert game.screen.canvas
    before = game.screen.canvas.sprites["word"].image
    game.pinch(game.chart.notes[0].grip, down=True)
    game.frame()
    assert game.screen.canvas.sprites["word"].image is not before
    assert not game.session.is_waiting


def test_every_round_of_a_phrase_has_its_notes_again() -> None:
    game = Game(practice=Practice(bars=Bars(2, 2)))

    def falling() -> set[object]:
        assert game.screen.canvas
        return {k for k in game.screen.canvas.sprites if isinstance(k, tuple) and k[0] == "note"}

    rounds: list[set[object]] = []
    for number in (1, 2):
        seen: set[object] = set()
        while game.session.round == number:
            game.frame()
            seen |= falling()
        rounds.append(seen)
    assert rounds[0] == rounds[1]
    assert len(rounds[0]) == len(game.chart.notes)


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("waiting", Waiting)
def test_the_pause_menu_fits_whatever_it_has_to_say(
    percent: int, waiting: Waiting, texts: list[pygame.Rect], language: str
) -> None:
    for size in SIZES:
        layout = Layout(size, Style(text_percent=percent))
        menu = PauseMenu(waiting)
        for sentence in (DEVICE_GONE, COMPUTER_AWAY, LONG_DEVICE):
            menu.open(sentence)
            texts.clear()
            menu.sprites(layout)
            panel = layout.rect(menu.panel)
            assert len(texts) >= 6
            assert all(panel.contains(text) for text in texts)
            for first, second in combinations(texts, 2):
                assert not first.colliderect(second)
