"""The weekly check, from where it is opened until it is left. Kept only once all of it is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from game.app.keeping import moment_now, recorded_kind
from game.app.running import Running, begin_piece
from game.app.song_way import Guide, SongWay
from game.app.storing import Storing
from game.app.visit import Visit
from game.charting.chart import Grip
from game.coach.benchmark import LEVEL, Benchmark, Setup, benchmark_chart, grips_to_check
from game.coach.benchmark_song import benchmark_song, benchmark_tune
from game.coach.benchmark_trend import Checked, trend_of
from game.music.song import SongError
from game.preparation import Piece, Preparation
from game.records.benchmarks import benchmarks_of, grips_before, last_check_day, new_check
from game.records.checks import Check
from game.records.errors import RecordsError
from game.records.keys import Moment
from game.records.reaches import last_reach
from game.screens.benchmark import BenchmarkScreen, BenchmarkTrendScreen, BenchmarkView
from game.screens.fast_pinches import FastPinchesScreen
from game.screens.preparing import PreparingScreen
from game.screens.screen import Screen
from game.screens.steps import (
    BeginBenchmark,
    BenchmarkStep,
    LeaveBenchmark,
    OpenBenchmark,
    PlayBenchmark,
    Step,
)
from game.screens.ui.pause_menu import Waiting
from game.settings import PlaySettings
from game.text import tr


class BenchmarkDesk:
    """Leads through a check; `leave` is the screen it leads back to.

    While its tune is on, that is the `running` one of `way`.
    """

    def __init__(
        self, visit: Visit, way: SongWay, guide: Guide, leave: Callable[[], Screen]
    ) -> None:
        self._visit = visit
        self._way = way
        self._guide = guide
        self._leave = leave
        self._grips: tuple[Grip, ...] = ()
        self._began: Moment | None = None
        self._pinches = PlayBenchmark((), frozenset())
        """Those so far, once the tune is on its way."""
        self._preparation: Preparation | None = None
        self._running: Running | None = None
        self._storing = Storing[Check](lambda check: visit.parts.records.checks.store(check))

    @property
    def is_playing(self) -> bool:
        """Whether the run on screen is its tune."""
        return self._running is not None and self._way.running is self._running

    def lead(self, step: BenchmarkStep) -> Screen:
        """Where `step` leads."""
        match step:
            case OpenBenchmark(shows_earlier=True):
                return self._trend("")
            case OpenBenchmark():
                return self._open()
            case BeginBenchmark(wants_more):
                return self._begin(wants_more=wants_more)
            case PlayBenchmark():
                self._pinches = step
                return self._prepare()
            case LeaveBenchmark():
                self.close()
                return self._leave()

    def again(self) -> Screen:
        """The tune from its beginning."""
        self._stop()
        return self._prepare()

    def end(self) -> Screen:
        """The tune is over, and with it the check: keep it, and show what the checks tell."""
        running, began = self._running, self._began or moment_now()
        self._stop()
        if running is None:
            return self._leave()
        session, pinches = running.session, self._pinches
        kinds = pinches.kinds | session.kinds_used or {self._visit.kind}
        setup = Setup(self._grips, session.settings.hand, recorded_kind(kinds))
        done = Benchmark(setup, pinches.fast, session.run.replay())
        trouble = self._storing.keep(new_check(done, self._visit.player.id, began))
        return self._guide.tell(running.problem, self._trend(trouble))

    def close(self) -> None:
        """Stop; a check that is not done is forgotten, one that is waiting is tried again."""
        self._stop()
        self._storing.try_again()

    def _open(self) -> Screen:
        parts, today = self._visit.parts, date.today()
        try:
            last, trouble = last_check_day(parts.records, parts.player.id), ""
        except RecordsError as problem:
            last, trouble = None, str(problem)
        grips, most = self._grips_to_check(), self._grips_to_check(wants_more=True)
        more = most if set(most) > set(grips) else ()
        return BenchmarkScreen(BenchmarkView(last, today, grips, more), trouble)

    def _begin(self, *, wants_more: bool) -> Screen:
        self._way.give_up()
        self._began = moment_now()
        self._grips = self._grips_to_check(wants_more=wants_more)
        return FastPinchesScreen(self._grips, self._visit.settings.hand)

    def _grips_to_check(self, *, wants_more: bool = False) -> tuple[Grip, ...]:
        settings = self._visit.settings
        before = grips_before(self._checks(), settings.hand)
        return grips_to_check(before, self._able(settings), wants_more=wants_more)

    def _able(self, settings: PlaySettings) -> tuple[Grip, ...]:
        """What the hand can do by its last reach; without one, what it plays with."""
        try:
            reach = last_reach(self._visit.parts.records, self._visit.player.id, settings.hand)
        except RecordsError:
            reach = None
        return (reach.able if reach else ()) or settings.grips

    def _checks(self) -> tuple[Checked, ...]:
        parts = self._visit.parts
        try:
            return benchmarks_of(parts.records, parts.player.id)
        except RecordsError:
            return ()

    def _prepare(self) -> Screen:
        """Make the tune ready, and play it."""
        parts, title = self._visit.parts, tr("Weekly check")
        self._way.give_up()
        settings = PlaySettings(LEVEL, 100, self._visit.settings.hand, self._grips)
        piece = Piece(
            benchmark_song(tr("The tune")), benchmark_tune(), benchmark_chart(self._grips)
        )
        preparation = self._preparation = Preparation(
            *(piece, settings, parts.records, parts.workroom, parts.sounds),
            parts.sound_settings(),
        )

        def poll() -> Step | None:
            try:
                prepared = preparation.poll()
            except (SongError, RecordsError) as problem:
                self._guide.show(self._guide.tell(str(problem), self._leave()))
                return None
            if prepared is not None:
                self._preparation = None
                begun = begin_piece(parts, settings, prepared)
                self._running = self._way.running = begun.running
                screen = self._way.play_screen(begun.running.session, Waiting.CHECK)
                self._guide.show(self._guide.tell(begun.message, screen))
            return None

        return PreparingScreen(title, poll, lambda: preparation.progress, LeaveBenchmark())

    def _trend(self, trouble: str) -> Screen:
        trend = trend_of(self._checks())
        return BenchmarkTrendScreen(trend, date.today(), trouble)

    def _stop(self) -> None:
        """Play and prepare nothing any more."""
        if self._preparation:
            self._preparation.cancel()
            self._preparation = None
        if self._running:
            self._running.close()
            if self._way.running is self._running:
                self._way.running = None
            self._running = None
