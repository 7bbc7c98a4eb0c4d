"""Where players are made, renamed and deleted: what `PlayersScreen` asks for."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import date

from game.app.parts import default_name
from game.app.visit import Visit
from game.folders import DataFolders
from game.forgetting import forget
from game.records.errors import RecordsError
from game.records.players import Player, PlayerCard, Players
from game.screens.players import PlayerLine
from game.screens.ui import words
from game.screens.ui.portrait import Face
from game.screens.ui.song_details import NotDoneError
from game.text import tr, trn


class PlayersDesk:
    """The players, as seen by the one whose visit it is."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit

    @property
    def me(self) -> Face:
        """Who plays now."""
        return face_of(self._visit.player)

    def lines(self) -> Sequence[PlayerLine]:
        """Everybody, the last one who played first."""
        today = date.today()
        with _told():
            return [
                PlayerLine(face_of(card.player), _played(card, today))
                for card in self._players.cards()
            ]

    def deleted(self) -> Face | None:
        """Who was deleted last and can be brought back."""
        with _told():
            cards = self._players.deleted()
        return face_of(cards[0].player) if cards else None

    def new_name(self) -> str:
        """A name to begin with for somebody new."""
        with _told():
            return self._players.free_name(default_name())

    def make(self, name: str) -> int:
        """Somebody new; their id."""
        with _told():
            return self._players.make(name).id

    def rename(self, name: str) -> None:
        """Call whoever plays now so."""
        with _told():
            self._visit.be(self._players.rename(self._visit.player.id, name))

    def set_picture(self, picture: str) -> None:
        """Let this stand for whoever plays now."""
        with _told():
            self._visit.be(self._players.set_picture(self._visit.player.id, picture))

    def delete(self) -> None:
        """Delete whoever plays now."""
        with _told():
            self._players.delete(self._visit.player.id, round(time.time() * 1000))

    def bring_back(self) -> None:
        """Undo the last `delete`."""
        with _told():
            cards = self._players.deleted()
            if cards:
                self._players.bring_back(cards[0].player.id)

    def forget(self) -> None:
        """Delete whoever was deleted last for good, with every trace."""
        records = self._visit.parts.records
        with _told():
            cards = self._players.deleted()
            ids = [cards[0].player.id] if cards else []
            forget(records, DataFolders(records.path.parent), ids)

    @property
    def _players(self) -> Players:
        return self._visit.parts.records.players


def face_of(player: Player) -> Face:
    """A player as they are shown."""
    return Face(player.id, player.name, player.picture)


def _played(card: PlayerCard, today: date) -> str:
    """What somebody has played, in words."""
    if card.last is None:
        return tr("Nothing played yet")
    said = trn("{count} run · {day}", "{count} runs · {day}", card.plays)
    day = words.day(card.last.local.date(), today)
    return said.format(count=words.number(card.plays), day=day)


@contextmanager
def _told() -> Generator[None]:
    """What can't be done is said."""
    try:
        yield
    except RecordsError as problem:
        raise NotDoneError(str(problem)) from None
