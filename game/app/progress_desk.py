"""Opens the room that tells how practice has gone, with what its pages ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from game.app.benchmark_line import check_line
from game.app.parts import Parts
from game.charting.level import level_called, level_name
from game.coach.exercises import ExerciseError, read_exercises
from game.coach.individuation import individuation_of
from game.coach.progress import (
    WEEK_DAYS,
    Period,
    Progress,
    first_day,
    grip_trends,
    progress_of,
    trend_of,
)
from game.coach.records import Done, best_day, exercise_bests
from game.coach.timing_weeks import TimingWeeks, timing_weeks
from game.folders import shipped_folder
from game.records.bests import Record
from game.records.errors import RecordsError
from game.records.exercises import ExerciseRun
from game.screens.progress import ProgressDesk, ProgressScreen
from game.screens.ui.fingers_page import FingersView
from game.screens.ui.records_page import RecordsView, SongBest
from game.settings import Hand

_Made = TypeVar("_Made")


class ProgressRoom:
    """The room of the player of `parts`. `hand` is how the picture of the fingers is turned."""

    def __init__(self, parts: Parts, hand: Hand) -> None:
        self._parts = parts
        self._hand = hand

    def open(self) -> ProgressScreen:
        """The screen; what only some of its pages need is asked for when they are opened."""
        try:
            progress = self._progress()
        except RecordsError as problem:
            return ProgressScreen(None, str(problem))
        desk = ProgressDesk(
            fingers=lambda period: _or_trouble(lambda: self._fingers(progress, period)),
            timing=lambda period: _or_trouble(lambda: self._timing(progress, period)),
            records=lambda: _or_trouble(lambda: self._records(progress)),
            keep_goal=self._keep_goal,
            check=check_line(self._parts),
        )
        return ProgressScreen(progress, desk=desk)

    def _progress(self) -> Progress:
        figures, player_id = self._parts.records.figures, self._parts.player.id
        today, week = date.today(), timedelta(days=WEEK_DAYS)
        return progress_of(
            figures.days(player_id),
            figures.grips(player_id, today - 2 * week, today),
            figures.early_late(player_id, today - week + timedelta(days=1), today),
            today,
            self._parts.choices.care.days_a_week,
        )

    def _fingers(self, progress: Progress, period: Period) -> FingersView:
        fingers, player_id = self._parts.records.fingers, self._parts.player.id
        today = progress.today
        first = first_day(period, today)
        stretch_days = trend_of(progress, period).stretch_days
        if period is Period.ALL:
            figures, before = fingers.together(player_id, first, today), None
        else:
            length = timedelta(days=period.value)
            figures = fingers.of(player_id, first, today)
            before = fingers.of(player_id, first - length, today - length)
        return FingersView(
            hand=self._hand,
            found=individuation_of(figures, before),
            days=period.value,
            trends=grip_trends(figures.grips, today, stretch_days),
            stretch_days=stretch_days,
            today=today,
        )

    def _timing(self, progress: Progress, period: Period) -> TimingWeeks:
        first = first_day(period, progress.today)
        grips = self._parts.records.figures.grips_together(
            self._parts.player.id, first, progress.today
        )
        return timing_weeks(grips, progress.today, trend_of(progress, period).stretch_days)

    def _records(self, progress: Progress) -> RecordsView:
        records, player_id = self._parts.records, self._parts.player.id
        titles = records.songs.titles()
        found = [self._song_best(one, titles) for one in records.bests.all(player_id)]
        try:
            exercises = read_exercises(shipped_folder("levels"))
        except ExerciseError:
            exercises = ()
        return RecordsView(
            songs=sorted(found, key=lambda one: (-one.day.toordinal(), one.title)),
            best_day=best_day(progress.days, progress.today),
            exercises=exercise_bests(exercises, map(_done, records.exercises.all(player_id))),
            today=progress.today,
        )

    def _song_best(self, record: Record, titles: dict[str, str]) -> SongBest:
        course, score = record.key.course, record.score
        level = level_called(self._parts.levels, course.level_id)
        return SongBest(
            title=titles.get(course.song_sha256, ""),
            level=level_name(level) if level else course.level_id,
            speed_percent=course.speed_percent,
            stars=score.stars,
            points=score.points,
            longest_row=score.longest_row,
            day=record.started.local.date(),
        )

    def _keep_goal(self, days: int) -> str:
        choices = self._parts.choices
        choices.set_care(replace(choices.care, days_a_week=days))
        return choices.message


def _done(run: ExerciseRun) -> Done:
    return Done(
        exercise_id=run.exercise_id,
        repetitions=run.repetitions,
        duration_ms=run.duration_ms,
        day=run.started.local.date(),
        finished=run.finished,
        helped=run.helped,
    )


def _or_trouble(make: Callable[[], _Made]) -> _Made | str:
    """What `make` makes, or why the records can't be read."""
    try:
        return make()
    except RecordsError as problem:
        return str(problem)
