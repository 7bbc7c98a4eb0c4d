"""Days as people write them."""

from __future__ import annotations

from datetime import date

from game.text import later, tr

MONTHS = (
    *(later("January"), later("February"), later("March"), later("April"), later("May")),
    *(later("June"), later("July"), later("August"), later("September"), later("October")),
    *(later("November"), later("December")),
)
SHORT_MONTHS = (
    *(later("Jan"), later("Feb"), later("Mar"), later("Apr"), later("May"), later("Jun")),
    *(later("Jul"), later("Aug"), later("Sep"), later("Oct"), later("Nov"), later("Dec")),
)


def whole_day(when: date) -> str:
    """A day with its year: "12 Nov 2024"."""
    month = tr(SHORT_MONTHS[when.month - 1])
    return tr("{day} {month} {year}").format(day=when.day, month=month, year=when.year)


def short_day(when: date) -> str:
    """A day without its year: "12 Nov"."""
    return tr("{day} {month}").format(day=when.day, month=tr(SHORT_MONTHS[when.month - 1]))
