"""The pages of progress behind the first: a sentence first, a hand that tells the truth, and kind
words where there is little."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations

import pygame
import pytest

from game.charting.chart import Grip
from game.coach.change import Change
from game.coach.exercises import Counted, Exercise, Motion
from game.coach.figures import DayFigures, GripTiming
from game.coach.individuation import (
    CameFigures,
    ExtraFigures,
    FingerFigures,
    Individuation,
    individuation_of,
)
from game.coach.progress import Period, grip_trends, progress_of
from game.coach.records import Done, ExerciseBest
from game.coach.timing_weeks import TimingWeeks, timing_weeks
from game.screens.progress import NOTHING, ProgressDesk, ProgressScreen
from game.screens.ui import finger_words
from game.screens.ui.came_table import CameTable
from game.screens.ui.fingers_page import FingersView
from game.screens.ui.layout import Layout
from game.screens.ui.lit_hand import LitHand
from game.screens.ui.lit_hand_places import Instead, LitFinger
from game.screens.ui.records_page import RecordsView, SongBest
from game.screens.ui.theme import HIGH_CONTRAST, LIGHT, Palette, Style
from game.screens.ui.timing_strip import TimingStrip
from game.settings import Hand
from tests.coach.days import SETTING, TODAY, ago, day, grip_day
from tests.screens.fitting import assert_fits, watching

FIVE = (Grip.KEY, Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
PEN_SPIN = Exercise(
    id="pen-spin", name="Pen spin", picture=Motion.PEN_SPIN, counted=Counted.IN_TIME,
    counts="Once round is one.", steps=("Spin it.",), seconds=15,
)  # fmt: skip
COIN_DROP = Exercise(
    id="coin-drop", name="Coin drop", picture=Motion.COIN_DROP, counted=Counted.AGAINST_TIME,
    counts="Each coin is one.", steps=("Take one.",), repetitions=8,
)  # fmt: skip
TITLE = "A song with quite a long title, as they are sometimes"


def hand_of(grips: Sequence[Grip] = FIVE, others: int = 12, before: int = 14) -> Individuation:
    """Each finger's notes, on so many of which its neighbour came first; and the time before."""

    def figures(first: int, others: int) -> FingerFigures:
        days = range(first, first + 28, 4)
        pairs = list(zip(grips[1:], grips, strict=False))
        return FingerFigures(
            tuple(grip_day(back, 80, grip=grip) for back in days for grip in grips),
            tuple(CameFigures(SETTING, a, b, others * len(days)) for a, b in pairs if others)
            + tuple(CameFigures(SETTING, b, a, 5 * len(days)) for a, b in pairs if others),
            tuple(ExtraFigures(ago(back), SETTING, grips[0], 9) for back in days),
        )

    return individuation_of(figures(0, others), figures(28, before))


def view_of(found: Individuation, hand: Hand = Hand.RIGHT, days: int = 28) -> FingersView:
    grips = [one.grip for one in found.fingers]
    figures = [grip_day(back, 50 + back, grip=grip) for back in (0, 9, 18) for grip in grips]
    return FingersView(hand, found, days, grip_trends(figures, TODAY, 7), 7, TODAY)


def weeks_of(grips: Sequence[Grip] = FIVE, stretch_days: int = 7) -> TimingWeeks:
    figures = [
        grip_day(back, 40, grip=grip, mean_ms=60 * number - 120 + back)
        for back in range(0, 56, 6)
        for number, grip in enumerate(grips)
    ]
    return timing_weeks(figures, TODAY, stretch_days)


def records_of(songs: int = 9) -> RecordsView:
    bests = [
        SongBest(TITLE, "Moderate", 100, number % 6, 1240 * number, 5 * number, ago(number))
        for number in range(songs)
    ]
    done = [
        (PEN_SPIN, Done("pen-spin", 14, 15_000, ago(3), True, False)),
        (COIN_DROP, Done("coin-drop", 8, 17_240, ago(400), True, False)),
    ]
    exercises = [ExerciseBest(exercise, best) for exercise, best in done]
    return RecordsView(bests, day(2, 412), exercises, TODAY)


def screen_of(
    page: str,
    view: FingersView | TimingWeeks | RecordsView | str,
    period: Period = Period.FOUR_WEEKS,
) -> ProgressScreen:
    """Progress with this page open."""
    progress = progress_of([day(0), day(1)], (), (), TODAY)
    desk = NOTHING
    match view:
        case FingersView():
            desk = ProgressDesk(lambda _: view, lambda _: "", lambda: "", lambda _: "")
        case TimingWeeks():
            desk = ProgressDesk(lambda _: "", lambda _: view, lambda: "", lambda _: "")
        case RecordsView():
            desk = ProgressDesk(lambda _: "", lambda _: "", lambda: view, lambda _: "")
        case trouble:
            desk = ProgressDesk(lambda _: trouble, lambda _: trouble, lambda: trouble, lambda _: "")
    screen = ProgressScreen(progress, desk=desk)
    screen.choose(f"period {period.name}")
    screen.choose(f"page {page}")
    return screen


def words_of(page: str, view: FingersView | TimingWeeks | RecordsView | str) -> str:
    """All that is said, on a screen high enough for it."""
    screen = screen_of(page, view)
    with watching() as watch:
        for block in screen.blocks():
            layout = Layout((1280, 720))
            height = block.place(layout, 48, 0, 1184)
            block.draw(pygame.Surface((1280, 720)), layout, pygame.Rect(48, 0, 1184, height))
    return watch.words


@pytest.mark.parametrize(
    ("hand", "percents", "palette"),
    [(Hand.RIGHT, (100, 200), None), (Hand.LEFT, (125,), LIGHT)],
)
def test_the_page_of_the_fingers_fits(
    hand: Hand, percents: Sequence[int], palette: Palette | None
) -> None:
    view = view_of(hand_of(), hand)
    assert_fits(lambda: screen_of("fingers", view), percents=percents, palette=palette)


def test_the_page_of_the_timing_fits() -> None:
    assert_fits(lambda: screen_of("timing", weeks_of(FIVE[1:4])), percents=(100, 200))


def test_the_page_of_the_records_fits() -> None:
    assert_fits(
        lambda: screen_of("records", records_of()),
        own=(TITLE, "Moderate", "Pen spin", "Coin drop"),
        percents=(100, 200),
        palette=HIGH_CONTRAST,
    )


@pytest.mark.parametrize("page", ["fingers", "timing", "records"])
def test_pages_without_anything_fit_and_are_kind(page: str) -> None:
    empty = {
        "fingers": view_of(Individuation()),
        "timing": timing_weeks((), TODAY, 7),
        "records": RecordsView((), None, (), TODAY),
    }[page]
    assert_fits(lambda: screen_of(page, empty), percents=(200,))
    assert "lay" in words_of(page, empty), "it says what to do"


@pytest.mark.parametrize("page", ["fingers", "timing", "records"])
def test_records_that_can_not_be_read_are_told(page: str) -> None:
    assert "The disk is gone." in words_of(page, "The disk is gone.")


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("page", ["fingers", "timing", "records"])
def test_the_sentence_is_in_sight_first(page: str, percent: int) -> None:
    views = {"fingers": view_of(hand_of()), "timing": weeks_of(), "records": records_of()}
    first = {"fingers": "When the", "timing": "on the", "records": "9 records in songs."}
    screen = screen_of(page, views[page])
    screen.style = Style(text_percent=percent)
    with watching() as watch:
        screen.draw(pygame.Surface((800, 480)))
    assert first[page] in " ".join(one.text for one in watch.texts if one.seen == one.ink)


def test_the_most_frequent_is_said_in_a_sentence() -> None:
    said = words_of("fingers", view_of(hand_of((Grip.MIDDLE, Grip.RING), 12)))
    assert "When the ring finger is due, the middle finger came first on 12 of 100 notes." in said
    assert "About the same as before." in said


def test_good_news_come_first() -> None:
    found = hand_of((Grip.MIDDLE, Grip.RING), 6, 25)
    assert finger_words.first_sentence(found, is_all=False) == (
        "The ring finger comes by itself more often than before."
    )
    said = words_of("fingers", view_of(found))
    assert "came first on 6 of 100 notes." in said


def test_bad_news_are_told_where_they_belong_and_not_first() -> None:
    found = hand_of((Grip.MIDDLE, Grip.RING), 25, 6)
    assert "before" not in finger_words.first_sentence(found, is_all=False)
    ring = next(one for one in found.fingers if one.grip is Grip.RING)
    assert "More often than before." in finger_words.about(ring)


def test_few_notes_are_called_too_few() -> None:
    found = individuation_of(FingerFigures((grip_day(0, 3, 7),)))
    said = words_of("fingers", view_of(found))
    assert "A few more songs" in said
    assert "7 notes so far: too few to tell." in said
    assert "How often it came by itself." not in said
    assert "xtra" not in said


def test_each_finger_by_itself_is_said_so() -> None:
    found = hand_of((Grip.INDEX, Grip.MIDDLE), 0, 0)
    assert finger_words.first_sentence(found, is_all=False) == "Each finger comes by itself."


def test_an_empty_time_leads_to_a_longer_one() -> None:
    said = finger_words.first_sentence(Individuation(), is_all=False)
    assert said == "No songs in this time. A longer one shows more."


@pytest.mark.parametrize(
    ("points", "band", "said"),
    [
        (-8.0, 4.0, "Less often than before."),
        (8.0, 4.0, "More often than before."),
        (-8.0, 9.0, "About the same as before."),
        (2.0, 0.5, "About the same as before."),
    ],
)
def test_changes_within_the_band_are_about_the_same(points: float, band: float, said: str) -> None:
    assert finger_words.compared(Change(points, band)) == said


def lit_hand(hand: Hand, arrows: Sequence[Instead] = ()) -> LitHand:
    fingers = [LitFinger(grip, 0.8, f"{80 + grip}%", f"+{grip + 1}") for grip in FIVE]
    return LitHand(hand, fingers, arrows)


def numbers_at(hand: Hand, arrows: Sequence[Instead] = ()) -> dict[str, pygame.Rect]:
    block, layout = lit_hand(hand, arrows), Layout((1280, 720))
    height = block.place(layout, 0, 0, 1280)
    with watching() as watch:
        block.draw(pygame.Surface((1280, 720)), layout, pygame.Rect(0, 0, 1280, height))
    return {one.text: one.ink for one in watch.texts}


def test_the_left_hand_is_the_right_one_mirrored() -> None:
    right, left = numbers_at(Hand.RIGHT), numbers_at(Hand.LEFT)
    for text, place in right.items():
        assert place.centerx + left[text].centerx == pytest.approx(1280, abs=2)
        assert place.centery == left[text].centery
    assert right["84%"].x < right["80%"].x < right["83%"].x, "the thumb is at the left"


def test_every_arrow_has_its_number_and_none_hides_another() -> None:
    pairs = list(combinations(FIVE, 2))
    arrows = [Instead(a, b, 0.1, f"{10 + number}%") for number, (a, b) in enumerate(pairs)]
    for three in ([arrows[0], arrows[4], arrows[9]], arrows[:3], arrows[4:7]):
        back = Instead(three[0].came, three[0].due, 0.2, "50%")
        places = numbers_at(Hand.RIGHT, [*three, back])
        assert {one.number for one in (*three, back)} <= places.keys()
        for first, second in combinations(places.values(), 2):
            assert not first.colliderect(second)


def test_a_finger_is_the_brighter_the_more_often_it_comes_by_itself() -> None:
    layout = Layout((1280, 720))

    def amber(share: float | None) -> int:
        block = LitHand(Hand.RIGHT, [LitFinger(Grip.INDEX, share, "", "")], ())
        surface = pygame.Surface((1280, 720))
        height = block.place(layout, 0, 0, 1280)
        block.draw(surface, layout, pygame.Rect(0, 0, 1280, height))
        x = 640 - 112
        return sum(surface.get_at((x, y)).r for y in range(100, 150))

    lights = [amber(share) for share in (None, 0.5, 0.75, 1.0)]
    assert lights == sorted(lights) and len(set(lights)) == 4


def test_the_table_tells_of_every_finger_that_came() -> None:
    found = hand_of((Grip.INDEX, Grip.MIDDLE, Grip.RING), 12)
    table, layout = CameTable(found.fingers), Layout((1280, 720))
    rect = pygame.Rect(0, 0, 600, table.place(layout, 0, 0, 600))
    with watching() as watch:
        table.draw(pygame.Surface((1280, 720)), layout, rect)
    ring = next(one for one in watch.texts if one.text == "Ring")
    row = sorted(
        (one for one in watch.texts if abs(one.ink.centery - ring.ink.centery) < 12),
        key=lambda one: one.ink.x,
    )
    assert [one.text for one in row] == ["Ring", "0", "12", "700"]


def test_a_table_without_room_leaves_words_out_and_no_figure() -> None:
    found = hand_of((Grip.INDEX, Grip.MIDDLE, Grip.RING), 12)
    table, layout = CameTable(found.fingers), Layout((1280, 720))
    with watching() as watch:
        table.draw(pygame.Surface((1280, 720)), layout, pygame.Rect(0, 0, 260, 200))
    said = [one.text for one in watch.texts]
    assert "Ring" not in said and "Notes" not in said
    assert said.count("12") == 2


def test_late_is_up_and_early_is_down() -> None:
    strip = TimingStrip(
        Grip.INDEX,
        [GripTiming(9, 9, mean, 10.0) for mean in (-100.0, 0.0, 400.0)],
        200.0,
        ("", ""),
    )
    inner = pygame.Rect(0, 0, 300, 100)
    assert [point for point, _ in strip.points(inner)] == [(50, 75), (150, 50), (250, 0)]


def test_records_tell_of_stars_days_and_exercises() -> None:
    said = words_of("records", records_of())
    for part in (
        "9 records in songs. 1 of them with five stars.",
        "412 pinches",
        "40 notes in a row",
        "14 times in 15 seconds",
        "17.2 seconds",
        "And 1 more.",
    ):
        assert part in said


def test_records_of_exercises_alone_are_shown() -> None:
    view = RecordsView((), None, records_of().exercises, TODAY)
    said = words_of("records", view)
    assert "This is where your records will stand." in said
    assert "14 times in 15 seconds" in said


def test_days_that_have_not_come_are_told_by_their_date() -> None:
    best = SongBest("Alpha", "Gentle", 100, 3, 100, 4, date(TODAY.year + 1, 1, 5))
    said = words_of("records", RecordsView([best], DayFigures(ago(-1), 1, 9, 9), (), TODAY))
    assert f"5 Jan {TODAY.year + 1}" in said
