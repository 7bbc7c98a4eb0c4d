"""The home screen in front of a player: finds today's song and says why."""

from __future__ import annotations

from datetime import date, datetime, time

from game.app.benchmark_line import due_line
from game.app.keeping import Keeping
from game.app.players_desk import face_of
from game.app.song_menu import menu_message
from game.app.songbook import Songbook
from game.app.visit import Visit
from game.coach.care import Today
from game.library import Entry
from game.play.today import Offered, Reason, Todays, todays_song
from game.records.errors import RecordsError
from game.records.keys import Course, RecordKey
from game.screens.home import HomeScreen, HomeView, TodayLine
from game.text import tr, trn

_WEEK, _MONTH = 7, 30


class HomeDesk:
    """Makes the `HomeScreen` of a visit, and keeps it up to date while it is on show."""

    def __init__(self, visit: Visit, songbook: Songbook, keeping: Keeping) -> None:
        self._visit = visit
        self._songbook = songbook
        self._keeping = keeping
        self._day: date | None = None
        self._chosen: Todays | None = None

    def open(self) -> HomeScreen:
        """The screen as everything stands now."""
        self._songbook.look()
        return HomeScreen(self._view())

    def tick(self, screen: HomeScreen, now_s: float) -> None:
        """Show what the library has learnt since."""
        self._songbook.refresh(now_s, lambda _: screen.show(self._view()))

    def _view(self) -> HomeView:
        return HomeView(
            face=face_of(self._visit.player),
            today=self._today(),
            goal=self._goal(),
            message=menu_message(self._visit, self._songbook, self._keeping),
            due=due_line(self._visit.parts),
        )

    def _goal(self) -> Today | None:
        try:
            return self._visit.care.today()
        except RecordsError:
            return None

    def _today(self) -> TodayLine | None:
        """Today's song: once found it stays, as long as it is there."""
        playable = {str(entry.path): entry for entry in _playable(self._visit)}
        today = date.today()
        if self._chosen is None or self._day != today or self._chosen.key not in playable:
            self._day, self._chosen = today, self._choose(list(playable.values()), today)
        chosen = self._chosen
        if chosen is None:
            return None
        entry = playable[chosen.key]
        return TodayLine(chosen.key, entry.title, reason_in_words(chosen), self._stars(entry))

    def _choose(self, entries: list[Entry], today: date) -> Todays | None:
        visit = self._visit
        offered = _offered(visit, entries, today)
        return todays_song(offered, visit.settings.level.number, today, visit.player.name)

    def _stars(self, entry: Entry) -> int:
        """The stars of the player's best run as they would play it now."""
        visit, settings = self._visit, self._visit.settings
        grips, level_id = settings.grips, settings.level.id
        course = Course(entry.sha256 or "", level_id, settings.speed_percent, grips)
        try:
            record = visit.parts.records.bests.record(
                RecordKey(visit.player.id, course, visit.kind)
            )
        except RecordsError:
            record = None
        return record.score.stars if record else 0


def offered_songs(visit: Visit, today: date) -> list[Offered]:
    """The songs there are, as today's song is chosen of them."""
    return _offered(visit, _playable(visit), today)


def _playable(visit: Visit) -> list[Entry]:
    return [
        entry
        for entry in visit.parts.library.known_entries()
        if entry.facts is not None and entry.sha256 is not None
    ]


def _offered(visit: Visit, entries: list[Entry], today: date) -> list[Offered]:
    parts = visit.parts
    try:
        favourites = parts.records.songs.favourites(parts.player.id)
        last = parts.records.plays.last_runs(parts.player.id, _beginning_ms(today))
    except RecordsError:
        favourites, last = frozenset[str](), {}
    return [
        Offered(
            key=str(entry.path),
            sha256=sha256,
            level=parts.library.marked_level(entry.path),
            is_favourite=sha256 in favourites,
            last_played=last[sha256].local.date() if sha256 in last else None,
        )
        for entry in entries
        if (sha256 := entry.sha256)
    ]


def reason_in_words(chosen: Todays) -> str:
    """Why a song is today's."""
    if chosen.reason is Reason.FAVOURITE:
        return tr("A favourite of yours")
    if chosen.reason is Reason.NEW or chosen.days_ago is None:
        return tr("New for you")
    days = chosen.days_ago
    if days <= 1:
        return tr("You know this one")
    if days < 2 * _WEEK:
        said, count = trn("Last played {count} day ago", "Last played {count} days ago", days), days
    elif days < 2 * _MONTH:
        count = days // _WEEK
        said = trn("Last played {count} week ago", "Last played {count} weeks ago", count)
    else:
        count = days // _MONTH
        said = trn("Last played {count} month ago", "Last played {count} months ago", count)
    return said.format(count=count)


def _beginning_ms(day: date) -> int:
    """When `day` began by the computer's own clock, in UTC milliseconds since 1970."""
    return round(datetime.combine(day, time.min).astimezone().timestamp() * 1000)
