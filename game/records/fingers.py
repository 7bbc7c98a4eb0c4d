"""Which finger came instead of which, and which came unasked: drawn by query from stored figures.

Like `game.records.figures` it reads no replay and judges nothing again.
"""

from __future__ import annotations

from datetime import date

from game.charting.chart import Grip
from game.coach.individuation import CameFigures, ExtraFigures, FingerFigures
from game.records.database import Database
from game.records.figures import (
    COURSE,
    OF_PLAYER,
    SETTING,
    Figures,
    between,
    date_of,
    setting_of,
)


class Fingers:
    """The fingers' figures of one database. Every method raises `RecordsError` when it can't be
    used."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._figures = Figures(database)

    def of(self, player_id: int, first: date, last: date) -> FingerFigures:
        """What the player's fingers did on the days from `first` to `last`, per setting."""
        found = (player_id, *between(first, last))
        came = self._database.rows(
            f"""{OF_PLAYER}
            SELECT due, came, {SETTING}, sum(came_instead.notes) AS notes
            FROM played {COURSE}
            CROSS JOIN came_instead ON came_instead.play_row = played.row
            GROUP BY due, came, {SETTING} ORDER BY due, came, {SETTING}
            """,
            *found,
        )
        extra = self._database.rows(
            f"""{OF_PLAYER}
            SELECT played.day, grip, {SETTING}, sum(contacts) AS contacts
            FROM played {COURSE}
            CROSS JOIN extra_contacts ON extra_contacts.play_row = played.row
            GROUP BY played.day, grip, {SETTING} ORDER BY played.day, grip, {SETTING}
            """,
            *found,
        )
        return FingerFigures(
            grips=self._figures.grips(player_id, first, last),
            came=tuple(
                CameFigures(setting_of(row), _grip(row["due"]), _grip(row["came"]), row["notes"])
                for row in came
            ),
            extra=tuple(
                ExtraFigures(
                    date_of(row["day"]), setting_of(row), _grip(row["grip"]), row["contacts"]
                )
                for row in extra
            ),
        )

    def together(self, player_id: int, first: date, last: date) -> FingerFigures:
        """As `of`, all settings (`""`) together. Quicker, for long stretches of time."""
        found = (player_id, *between(first, last))
        came = self._database.rows(
            f"""{OF_PLAYER}
            SELECT due, came, sum(notes) AS notes
            FROM played CROSS JOIN came_instead ON came_instead.play_row = played.row
            GROUP BY due, came ORDER BY due, came
            """,
            *found,
        )
        extra = self._database.rows(
            f"""{OF_PLAYER}
            SELECT played.day, grip, sum(contacts) AS contacts
            FROM played CROSS JOIN extra_contacts ON extra_contacts.play_row = played.row
            GROUP BY played.day, grip ORDER BY played.day, grip
            """,
            *found,
        )
        return FingerFigures(
            grips=self._figures.grips_together(player_id, first, last),
            came=tuple(
                CameFigures("", _grip(row["due"]), _grip(row["came"]), row["notes"]) for row in came
            ),
            extra=tuple(
                ExtraFigures(date_of(row["day"]), "", _grip(row["grip"]), row["contacts"])
                for row in extra
            ),
        )


def _grip(name: str) -> Grip:
    return Grip[name.upper()]
