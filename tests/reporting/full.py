"""Reports with everything in them that there can be: five fingers, many settings, long names."""

from __future__ import annotations

from datetime import date, timedelta

from game.charting.chart import Grip, lane_order
from game.coach.benchmark import Setup
from game.coach.benchmark_trend import BenchmarkFigures, BenchmarkTrend, measure_trends
from game.coach.figures import DayFigures, ErrorBin, GripFigures
from game.coach.individuation import CameFigures, ExtraFigures, FingerFigures
from game.coach.reach import GripReach, Reach
from game.coach.report import (
    PainAnswers,
    PainCounts,
    PlayedSetting,
    PractisedTime,
    ReportFigures,
    Thirds,
    WarmUp,
    report_of,
)
from game.play.events import InputKind
from game.reporting.gather import Asked, FoundReach, PracticeReport
from game.settings import CareSettings, Hand

from .practice import LEVELS

LAST = date(2026, 11, 22)
FIRST = LAST - timedelta(days=97)
GRIPS = lane_order(Grip)
_NAMES = ",".join(grip.name.lower() for grip in sorted(Grip))
_SETTINGS = tuple(f"{level.id} {speed} {_NAMES}" for level in LEVELS for speed in (80, 120))


def full_report() -> PracticeReport:
    """Fourteen weeks of everything."""
    days = [FIRST + timedelta(days=one) for one in range(98)]
    facts = report_of(_figures(days), FIRST, LAST)
    return PracticeReport(
        player_name="Maximiliane-Alexandra von der Lindenhof",
        asked=Asked(FIRST, LAST, LAST),
        facts=facts,
        care=CareSettings(daily_pinches=5000, days_a_week=7),
        levels=LEVELS,
        weekly=_weekly(days[::7][-8:]),
        reaches=(
            FoundReach(days[0], Reach(Hand.LEFT, tuple(_reach(grip, 9) for grip in Grip))),
            FoundReach(days[-1], Reach(Hand.LEFT, tuple(_reach(grip, 24) for grip in Grip))),
        ),
    )


def _figures(days: list[date]) -> ReportFigures:
    grips = [
        GripFigures(day, grip, _SETTINGS[place // 8 % len(_SETTINGS)], 90, 60 + grip * 3, *_ERRORS)
        for place, day in enumerate(days)
        for grip in Grip
    ]
    came = [CameFigures(_SETTINGS[0], due, one, 1204) for due in Grip for one in Grip if one != due]
    extra = [ExtraFigures(day, _SETTINGS[0], Grip.RING, 31) for day in days]
    return ReportFigures(
        days=tuple(DayFigures(day, 9, 450, 330) for day in days),
        fingers=FingerFigures(grips, came, extra),
        times=tuple(PractisedTime(day, 5400.0) for day in days),
        early_late=tuple(ErrorBin(25 * place, 400 - abs(20 * place)) for place in range(-18, 18)),
        thirds=Thirds(14_700, 11_000, 14_700, 8_000),
        settings=tuple(
            PlayedSetting(
                setting.split()[0], 120, GRIPS, 437, "left", kind, 120, 5400, days[-1 - place]
            )
            for place, setting in enumerate(_SETTINGS)
            for kind in ("keyboard", "midi")
        ),
        pain=PainAnswers(PainCounts(88, 9, 1), PainCounts(820, 51, 11), tuple(days[:11])),
        warm_up=WarmUp(412, 5120, 21_000.0),
        songs=tuple(
            (f"{number} A song with a title as long as they come, {'and ' * 9}", 120)
            for number in range(5)
        ),
        runs_to_come=12,
    )


_ERRORS = (2_520_000, 500_000_000_000)
"""Sum of the errors and of their squares, in microseconds, of the hits of a day."""


def _weekly(days: list[date]) -> BenchmarkTrend:
    figures = [
        BenchmarkFigures(
            tuple((grip, 40 + 3 * place + grip) for grip in GRIPS), 40 + place, -120.0 + place, 98.0
        )
        for place in range(len(days))
    ]
    setup = Setup(GRIPS, Hand.LEFT, InputKind.MIDI)
    return BenchmarkTrend(setup, tuple(days), measure_trends(GRIPS, figures, days), earlier=4)


def _reach(grip: Grip, presses: int) -> GripReach:
    return GripReach(grip, True, 3, presses, (400,) * (presses - 1))
