"""The warm-up: choosing exercises, counting them with anything, and going on to the next."""

from __future__ import annotations

from dataclasses import dataclass, field

import pygame
import pytest

from game.charting.chart import Grip
from game.coach.counting import Tally
from game.coach.exercises import Exercise, Motion, read_exercises, warm_up_groups
from game.folders import shipped_folder
from game.inputs.actions import Action, Phase, Pointer
from game.inputs.contact import Contact
from game.play.events import InputKind
from game.screens.exercise import BEATS_AT_ONCE, DONE_S, IDLE_S, ExerciseScreen, Place
from game.screens.steps import GoBack, OpenExercise, OpenHome, OpenWarmUp
from game.screens.ui.exercise_pictures import KEY_POSES, motion_picture
from game.screens.ui.exercise_words import Beating, Best, Pace
from game.screens.ui.theme import DARK, PALETTES, Style
from game.screens.warm_up import LevelWarmUp, WarmUpScreen
from game.settings import TEXT_PERCENTS, Hand
from tests.screens.fitting import assert_fits, watching
from tests.screens.helpers import LEVELS

EXERCISES = read_exercises(shipped_folder("levels"))
BY_ID = {one.id: one for one in EXERCISES}
FOUR = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
OFFERED = [
    LevelWarmUp(group[0], found, group[1:]) for group, found in warm_up_groups(LEVELS, EXERCISES)
]
NEXT = OpenExercise("1-gentle", 1)


@dataclass
class FakeDesk:
    """Remembers what was kept and which beats were asked for."""

    pace: Pace = Pace.SLOW
    found: Best = field(default_factory=Best)
    trouble: str = ""
    kept: list[tuple[Tally, bool]] = field(default_factory=list)
    beats: list[tuple[float, int]] = field(default_factory=list)
    song_title: str = ""

    def keep(self, tally: Tally, *, helped: bool) -> str:
        self.kept.append((tally, helped))
        return self.trouble

    def mark(self, *, helped: bool) -> str:
        self.kept[-1] = (self.kept[-1][0], helped)
        return self.trouble

    def best(self, exercise: Exercise) -> Best:
        return self.found

    def beat(self, interval_s: float, beats: int) -> Beating:
        self.beats.append((interval_s, beats))
        return Beating(interval_s, beats)


class Practice:
    """An exercise screen with a hand-turned clock."""

    def __init__(self, exercise_id: str, desk: FakeDesk | None = None) -> None:
        self.desk = desk or FakeDesk()
        place = Place(0, 3, NEXT)
        self.screen = ExerciseScreen(BY_ID[exercise_id], place, Hand.RIGHT, FOUR, self.desk)
        self.now_s = 1000.0
        self.wait(1.0)

    def wait(self, seconds: float) -> None:
        for _ in range(max(1, round(seconds / 0.1))):
            self.now_s += 0.1
            self.screen.tick(self.now_s)

    def start(self) -> None:
        self.screen.act(Action.OK)
        assert self.screen.takes_taps and self.screen.takes_pinches

    def taps(self, count: int, gap_s: float = 0.5) -> None:
        for _ in range(count):
            self.wait(gap_s)
            self.screen.tap(self.now_s)

    def pinch(self, grip: Grip) -> None:
        self.wait(0.5)
        for down in (True, False):
            self.screen.pinch(Contact(self.now_s, grip, down, InputKind.KEYBOARD))

    @property
    def words(self) -> str:
        with watching() as watch:
            self.screen.draw(pygame.Surface((1280, 720)))
        self.screen.draw(pygame.Surface((800, 480)))
        return watch.words


def click(screen: ExerciseScreen, x: float, y: float) -> None:
    for phase in (Phase.DOWN, Phase.UP):
        screen.point(Pointer(phase, x, y, -1))


def test_a_level_s_exercises_are_offered_and_arrows_get_to_all_of_them() -> None:
    screen = WarmUpScreen(OFFERED, "1-gentle", {"wrist-bend": 10})
    screen.draw(pygame.Surface((1280, 720)))
    assert screen.act(Action.OK) == OpenExercise("1-gentle", 0)
    for _ in range(4):
        screen.act(Action.UP)
    screen.act(Action.RIGHT)
    for _ in range(2):
        screen.act(Action.OK)
    assert screen.level_id == "3-challenging"
    for _ in range(3):
        screen.act(Action.DOWN)
    assert screen.act(Action.OK) == OpenExercise("3-challenging", 2)
    assert screen.act(Action.BACK) == GoBack()


def test_the_steps_of_a_level_are_offered_as_one() -> None:
    assert [one.level.name for one in OFFERED] == ["Gentle", "Moderate", "Challenging"]
    for level in LEVELS:
        (shown,) = [one for one in OFFERED if one.is_of(level.id)]
        assert WarmUpScreen(OFFERED, level.id, {}).level_id == shown.level.id
        assert tuple(one.id for one in shown.exercises) == level.warm_up


def test_what_was_done_today_stands_beside_it() -> None:
    with watching() as watch:
        WarmUpScreen(OFFERED, "1-gentle", {"wrist-bend": 10}).draw(pygame.Surface((1280, 720)))
    assert "today: 10" in watch.words


def test_an_unknown_level_begins_with_the_first() -> None:
    assert WarmUpScreen(OFFERED, "9-new", {}).level_id == "1-gentle"


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.id)
def test_every_exercise_fits_at_every_size_of_text(exercise: Exercise) -> None:
    number = EXERCISES.index(exercise)
    palette = tuple(PALETTES.values())[number % 3]
    percents = (TEXT_PERCENTS[number % 5], TEXT_PERCENTS[(number + 2) % 5])

    def make() -> ExerciseScreen:
        practice = Practice(exercise.id, FakeDesk(found=Best(12, 19_250)))
        return practice.screen

    def counting() -> ExerciseScreen:
        practice = Practice(exercise.id)
        practice.start()
        practice.taps(3)
        return practice.screen

    def done() -> ExerciseScreen:
        practice = Practice(exercise.id, FakeDesk(found=Best(1, 1)))
        practice.start()
        practice.taps(30)
        practice.screen.act(Action.BACK)
        return practice.screen

    for one in (make, counting, done):
        assert_fits(one, percents=percents, palette=palette)


def test_the_list_fits_at_every_size_of_text() -> None:
    for number, level in enumerate(LEVELS):
        today = dict.fromkeys(BY_ID, 1000)
        assert_fits(
            lambda level=level, today=today: WarmUpScreen(OFFERED, level.id, today),
            percents=TEXT_PERCENTS[number::2],
        )


def test_keys_pinches_and_clicks_count_alike() -> None:
    practice = Practice("palm-turn")
    practice.start()
    practice.taps(2)
    practice.pinch(Grip.LITTLE)
    practice.wait(0.5)
    practice.screen.draw(pygame.Surface((1280, 720)))
    click(practice.screen, 300, 300)
    assert practice.screen.tally.count == 4
    assert "of 10" in practice.words


def test_a_key_held_down_or_shaking_counts_once() -> None:
    practice = Practice("palm-turn")
    practice.start()
    practice.taps(1)
    for _ in range(3):
        practice.screen.tap(practice.now_s + 0.02)
    assert practice.screen.tally.count == 1


def test_nothing_counts_before_the_start() -> None:
    practice = Practice("palm-turn")
    practice.screen.tap(practice.now_s)
    practice.pinch(Grip.INDEX)
    assert practice.screen.tally.is_empty


def test_back_stops_counting_and_keeps_what_was_counted() -> None:
    practice = Practice("palm-turn")
    practice.start()
    practice.taps(4)
    assert practice.screen.act(Action.BACK) is None
    (kept,) = practice.desk.kept
    assert (kept[0].count, kept[0].is_done, kept[1]) == (4, False, False)
    assert "4 times. Each one is practice." in practice.words
    practice.wait(1.0)
    assert practice.screen.act(Action.BACK) == OpenWarmUp()
    assert len(practice.desk.kept) == 1


def test_a_start_that_counted_nothing_leaves_nothing() -> None:
    practice = Practice("palm-turn")
    practice.start()
    practice.screen.act(Action.BACK)
    assert practice.desk.kept == []


def test_the_done_button_can_be_clicked_and_counts_nothing() -> None:
    practice = Practice("palm-turn")
    practice.start()
    practice.taps(1)
    practice.wait(0.5)
    practice.screen.draw(pygame.Surface((1280, 720)))
    click(practice.screen, 640, 660)
    (kept,) = practice.desk.kept
    assert kept[0].count == 1


def test_pinches_alone_get_through_an_exercise_and_on() -> None:
    practice = Practice("palm-turn")
    practice.start()
    for _ in range(10):
        practice.pinch(Grip.INDEX)
    assert practice.screen.takes_pinches, "more is welcome for a while"
    practice.wait(DONE_S + 0.3)
    assert not practice.screen.takes_pinches
    assert "10 times. Well done." in practice.words
    assert practice.screen.act(Action.OK) is None, "the last press chooses nothing"
    practice.wait(1.0)
    assert practice.screen.act(Action.OK) == NEXT


def test_who_goes_away_is_not_counted_for_ever() -> None:
    practice = Practice("coin-drop")
    practice.start()
    practice.taps(3)
    practice.wait(IDLE_S + 1)
    assert not practice.screen.takes_taps
    assert practice.desk.kept[0][0].count == 2


def test_another_window_ends_the_counting() -> None:
    practice = Practice("palm-turn")
    practice.start()
    practice.taps(2)
    practice.screen.focus_lost()
    assert practice.desk.kept[0][0].count == 2
    assert practice.desk.beats[-1] == (0.0, 0)


def test_pen_spins_have_fifteen_seconds() -> None:
    practice = Practice("pen-spin", FakeDesk(found=Best(repetitions=12)))
    practice.start()
    assert "Press once to start the clock" in practice.words
    practice.taps(15, gap_s=1.0)
    assert "1 second left" in practice.words
    practice.wait(15 + DONE_S)
    assert practice.desk.kept[0][0].count == 14
    assert "A new best! Before it was 12." in practice.words


def test_coins_have_a_time_and_a_kind_word_for_a_slower_one() -> None:
    practice = Practice("coin-drop", FakeDesk(found=Best(quickest_ms=3_000)))
    practice.start()
    practice.taps(9, gap_s=1.0)
    practice.wait(DONE_S + 0.5)
    said = practice.words
    assert "All 8 in 8.0 seconds." in said
    assert "Your best is 3.0 seconds." in said


def test_fingers_come_in_turn() -> None:
    practice = Practice("finger-curl")
    practice.start()
    assert "Thumb to index finger" in practice.words
    practice.pinch(Grip.RING)
    assert practice.screen.tally.is_empty
    for grip in FOUR:
        practice.pinch(grip)
    assert practice.screen.tally.count == 1


def test_a_helping_hand_is_noted_and_compared_with_nothing() -> None:
    practice = Practice("palm-turn")
    practice.screen.choose("helped")
    assert practice.screen.helped
    practice.start()
    practice.taps(10)
    practice.screen.act(Action.BACK)
    assert practice.desk.kept[0][1] is True
    assert "My other hand" not in Practice("pen-spin").words


def test_who_helped_can_be_said_afterwards() -> None:
    practice = Practice("palm-turn")
    assert "My other hand helps" in practice.words
    practice.start()
    practice.taps(3)
    practice.screen.act(Action.BACK)
    assert "My other hand helped" in practice.words
    practice.screen.choose("helped")
    assert practice.desk.kept[-1][1] is True
    assert "3 times. Each one is practice." in practice.words


def test_what_can_not_be_stored_is_said() -> None:
    practice = Practice("palm-turn", FakeDesk(trouble="The disk is full."))
    practice.start()
    practice.taps(1)
    practice.screen.act(Action.BACK)
    assert "The disk is full." in practice.words


def test_the_beat_goes_on_while_it_counts_and_not_beside_a_clock() -> None:
    practice = Practice("palm-turn")
    practice.start()
    assert practice.desk.beats == [(1.8, BEATS_AT_ONCE)]
    practice.wait(IDLE_S - 1)
    assert practice.desk.beats == [(1.8, BEATS_AT_ONCE)] * 2
    timed = Practice("pen-spin")
    timed.start()
    assert timed.desk.beats == []


def test_the_pace_can_be_set_and_tried() -> None:
    practice = Practice("palm-turn")
    practice.screen.choose("pace more")
    assert practice.desk.pace is Pace.MEDIUM
    assert practice.desk.beats == [(1.2, 4)]
    for _ in range(3):
        practice.screen.choose("pace less")
    assert practice.desk.pace is Pace.OFF
    practice.start()
    assert practice.desk.beats[-1] == (0.0, 0)


def test_the_last_exercise_leads_to_a_song() -> None:
    place = Place(2, 3, OpenHome())
    screen = ExerciseScreen(BY_ID["finger-curl"], place, Hand.RIGHT, FOUR, FakeDesk())
    with watching() as watch:
        screen.draw(pygame.Surface((1280, 720)))
    assert "To today's song" in watch.words
    assert screen.choose("on") == OpenHome()


def test_only_the_picture_is_drawn_again_and_nothing_where_it_is_calm() -> None:
    practice = Practice("palm-turn")
    surface = pygame.Surface((1280, 720))
    assert practice.screen.draw(surface) == [surface.get_rect()]
    practice.wait(0.4)
    (changed,) = practice.screen.draw(surface)
    assert changed.w < 640 and changed.h < 360
    assert practice.screen.draw(surface) == []
    practice.screen.style = Style(is_calm=True)
    practice.screen.draw(surface)
    practice.wait(0.4)
    assert practice.screen.draw(surface) == []


@pytest.mark.parametrize("motion", Motion)
def test_a_motion_moves_turns_round_and_has_key_poses(motion: Motion) -> None:
    def picture(phase: float, *, is_left: bool = False) -> bytes:
        drawn = motion_picture(motion, phase, (240, 180), DARK, is_left=is_left)
        assert drawn.get_width() <= 240 and drawn.get_height() <= 180
        return pygame.image.tobytes(drawn, "RGBA")

    poses = KEY_POSES[motion]
    assert len({picture(phase) for phase in poses}) == len(poses) >= 2
    assert picture(0.1) != picture(0.2)
    assert picture(0.2) == picture(0.2)
    turned = pygame.image.frombytes(picture(0.2, is_left=True), (240, 180), "RGBA")
    again = pygame.transform.flip(turned, flip_x=True, flip_y=False)
    assert pygame.image.tobytes(again, "RGBA") == picture(0.2)


def test_a_repetition_ends_where_it_began() -> None:
    for motion in Motion:
        first, last = (motion_picture(motion, phase, (120, 90), DARK) for phase in (0.0, 0.9999))
        pairs = zip(
            pygame.image.tobytes(first, "RGB"), pygame.image.tobytes(last, "RGB"), strict=True
        )
        assert sum(abs(a - b) > 60 for a, b in pairs) < 120 * 90 * 3 * 0.03, motion
