"""The progress room: a sentence first, plots that fit, and kind words when there is nothing."""

from __future__ import annotations

from dataclasses import replace

import pygame
import pytest

from game.charting.chart import Grip
from game.coach.figures import DayFigures, ErrorBin, GripTiming
from game.coach.progress import Period, Progress, progress_of, trend_of
from game.inputs.actions import Action, Scroll
from game.play.statistics import BIN_MS
from game.screens.progress import NOTHING, ProgressDesk, ProgressScreen
from game.screens.steps import GoBack, OpenSongs
from game.screens.ui import progress_words
from game.screens.ui.plots import CountBars, SharePlot
from game.screens.ui.theme import PALETTES, Palette
from game.settings import TEXT_PERCENTS
from tests.coach.days import TODAY, ago, day, grip_day
from tests.screens.fitting import assert_fits, watching

FIVE = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE, Grip.KEY)


def practised(weeks: int = 8, step: int = 2) -> Progress:
    days = [day(back, 1000 + back, 1400, runs=3) for back in range(0, 7 * weeks, step)]
    grips = [
        grip_day(back, 40 + 5 * number, grip=grip, mean_ms=40 * number - 80)
        for back in range(0, 14, 2)
        for number, grip in enumerate(FIVE)
    ]
    bins = [ErrorBin(BIN_MS * place, 9 - abs(place)) for place in range(-8, 9)]
    return progress_of([*days, day(-3)], grips, bins, TODAY)


def words_of(screen: ProgressScreen) -> str:
    said = ""
    with watching() as watch:
        for _ in range(10):
            screen.draw(pygame.Surface((1280, 720)))
            said = f"{said} {watch.words}"
            screen.point(Scroll(2))
    return said


@pytest.mark.parametrize(
    ("period", "palette"), list(zip(Period, PALETTES.values(), strict=True)), ids=str
)
def test_everything_fits(period: Period, palette: Palette) -> None:
    def make() -> ProgressScreen:
        screen = ProgressScreen(practised())
        screen.choose(f"period {period.name}")
        return screen

    percents = {Period.FOUR_WEEKS: (100, 200), Period.THREE_MONTHS: (125,), Period.ALL: (150,)}
    assert_fits(make, percents=percents[period], palette=palette)


def test_the_empty_room_fits_without_scrolling() -> None:
    assert_fits(lambda: ProgressScreen(progress_of((), (), (), TODAY)), scrolls_from=125)
    assert_fits(lambda: ProgressScreen(None, "The disk is full."), own=("The disk is full.",))


def test_the_sentence_is_in_sight_first_at_every_size() -> None:
    for percent in TEXT_PERCENTS:
        screen = ProgressScreen(practised())
        screen.style = type(screen.style)(text_percent=percent)
        with watching() as watch:
            screen.draw(pygame.Surface((1280, 720)))
        assert "About the same" in watch.words


def test_without_a_song_it_leads_to_the_songs() -> None:
    screen = ProgressScreen(progress_of((), (), (), TODAY))
    said = words_of(screen)
    assert "This is where your practice will show." in said
    assert screen.act(Action.OK) == OpenSongs()
    assert screen.act(Action.BACK) == GoBack()


def test_arrows_choose_how_far_the_plots_reach() -> None:
    screen = ProgressScreen(practised(weeks=30))
    assert "day by day" in words_of(screen)
    screen.page.set_focus("period FOUR_WEEKS")
    screen.act(Action.RIGHT)
    screen.act(Action.OK)
    assert screen.period is Period.THREE_MONTHS
    assert "week by week" in words_of(screen)
    screen.act(Action.RIGHT)
    screen.act(Action.OK)
    assert screen.period is Period.ALL


def test_a_period_without_songs_says_so() -> None:
    screen = ProgressScreen(progress_of([day(60), day(70)], (), (), TODAY))
    assert "No songs in this time." in words_of(screen)
    screen.choose("period ALL")
    assert "No songs in this time." not in words_of(screen)


def test_runs_of_a_clock_that_was_ahead_are_owned_up_to() -> None:
    progress = progress_of([day(0), DayFigures(ago(-20), 2, 10, 10)], (), (), TODAY)
    assert "2 songs carry a date that has not come yet." in words_of(ProgressScreen(progress))


@pytest.mark.parametrize(
    ("days", "first", "said"),
    [
        (1, "Other news.", "1 day this week. Your goal is 4 days a week."),
        (4, "Other news.", "4 days this week. You reached your goal for a week."),
        (3, "3 days this week.", "Your goal is 4 days a week."),
    ],
)
def test_days_are_told_once_and_beside_their_goal(days: int, first: str, said: str) -> None:
    progress = progress_of([day(back) for back in range(days)], (), (), TODAY)
    assert progress_words.week_sentence(progress.week, first) == said


@pytest.mark.parametrize(
    ("mean_ms", "sd_ms", "said"),
    [
        (38.2, 95.4, "38 ms late on average, give or take 95 ms."),
        (-120.0, 80.0, "120 ms early on average, give or take 80 ms."),
        (-30.0, 60.0, "On time on average, give or take 60 ms."),
        (70.0, None, "70 ms late."),
        (None, None, ""),
    ],
)
def test_timing_in_words(mean_ms: float | None, sd_ms: float | None, said: str) -> None:
    assert progress_words.timing_words(GripTiming(10, 5, mean_ms, sd_ms)) == said


def test_bars_of_early_and_late_hold_every_hit() -> None:
    for reach in (4, 12, 20, 60):
        bins = [ErrorBin(BIN_MS * place, 2) for place in range(-reach, reach)]
        counts, near = progress_words.early_late_bars(bins)
        assert sum(counts) == 4 * reach
        assert counts == counts[::-1], "on time is the middle"
        assert 1 <= near <= len(counts) // 2


def test_a_plot_goes_from_one_end_to_the_other() -> None:
    inner = pygame.Rect(100, 50, 400, 200)
    plot = SharePlot([0.0, None, 1.0], ("", ""))
    assert plot.points(inner) == [(100, 250), (500, 50)]
    assert SharePlot([0.5], ("", "")).points(inner) == [(500, 150)]


def test_points_of_the_plots_are_those_of_the_trend() -> None:
    progress = practised()
    screen = ProgressScreen(progress)
    trend = trend_of(progress, Period.FOUR_WEEKS)
    blocks = [block for column in screen.blocks() for block in getattr(column, "left", ())]
    (line,) = (block for block in blocks if isinstance(block, SharePlot))
    (bars,) = (block for block in blocks if isinstance(block, CountBars))
    assert list(line.shares) == [point.hit_rate for point in trend.points]
    assert list(bars.counts) == [point.hits for point in trend.points]


def test_arrows_open_the_pages_and_come_back_to_the_first() -> None:
    asked: list[str] = []

    def note(what: str) -> str:
        asked.append(what)
        return f"Nothing of {what}."

    desk = ProgressDesk(
        fingers=lambda period: note(f"fingers {period.name}"),
        timing=lambda period: note(f"timing {period.name}"),
        records=lambda: note("records"),
        keep_goal=lambda _: "",
    )
    screen = ProgressScreen(practised(), desk=desk)
    assert asked == [], "what only other pages need waits"
    for page in ("fingers", "timing", "records"):
        screen.act(Action.RIGHT)
        screen.act(Action.OK)
        assert screen.shown == page
        assert f"Nothing of {page}" in words_of(screen)
    assert asked == ["fingers FOUR_WEEKS", "timing FOUR_WEEKS", "records"]
    for _ in range(3):
        screen.act(Action.LEFT)
    screen.act(Action.OK)
    assert screen.shown == "overview"
    screen.choose("page fingers")
    assert len(asked) == 3, "what was answered once is known"
    screen.choose("period ALL")
    assert asked[3:] == ["fingers ALL"]


def test_the_goal_can_be_set_within_a_week() -> None:
    kept: list[int] = []
    desk = replace(NOTHING, keep_goal=lambda days: kept.append(days) or "")
    screen = ProgressScreen(practised(), desk=desk)
    for _ in range(9):
        screen.page.set_focus("goal more")
        screen.act(Action.OK)
    assert kept == [5, 6, 7]
    assert "7 days" in words_of(screen)
    for _ in range(9):
        screen.page.set_focus("goal less")
        screen.act(Action.OK)
    assert kept[-1] == 1
    assert "1 day" in words_of(screen)


def test_a_goal_that_can_not_be_kept_is_told() -> None:
    desk = replace(NOTHING, keep_goal=lambda _: "The disk is full.")
    screen = ProgressScreen(practised(), desk=desk)
    screen.choose("goal more")
    assert "The disk is full." in words_of(screen)
