"""`report`: what a therapist gets, as a page to print or as a table of every note."""

from __future__ import annotations

import argparse
from argparse import Namespace
from datetime import date
from pathlib import Path

from game.calendar_words import whole_day
from game.cli.shared import CommandError, opened_records
from game.folders import DataFolders
from game.own_levels import read_all_levels
from game.records.players import Player
from game.records.store import Records
from game.reporting.files import write_page, write_table
from game.reporting.gather import USUAL_DAYS, Asked, PracticeReport, gather, last_days
from game.text import tr, trn, whole

_PAGES = (".html", ".htm")
_TABLE = ".csv"


def add_options(command: argparse.ArgumentParser) -> None:
    """What `report` can be asked for."""
    command.add_argument(
        "--out",
        metavar=tr("FILE.html|FILE.csv"),
        required=True,
        help=tr("the file to write: .html is the page, .csv the table"),
    )
    command.add_argument("--csv", action="store_true", help=tr("the table, whatever its name"))
    command.add_argument("--player", metavar=tr("NAME"), help=tr("who has played"))
    command.add_argument(
        "--from",
        dest="first",
        type=day,
        metavar=tr("DATE"),
        help=tr("the first day, like 2026-09-01 (default: 13 weeks back)"),
    )
    command.add_argument(
        "--to",
        dest="last",
        type=day,
        metavar=tr("DATE"),
        help=tr("the last day (default: today)"),
    )


def report(options: Namespace, folders: DataFolders) -> int:
    """`thumbtune report --out FILE.html|FILE.csv`: write it, and say what is in it.

    A time without practice makes a report that says so: that nothing was played is an answer, too.
    """
    out = Path(options.out).expanduser()
    is_table = _is_table(out, wants_table=options.csv)
    asked = _asked(options.first, options.last, date.today())
    with opened_records(folders) as records:
        player = _player(options.player, records)
        records.rescore()
        if is_table:
            print(_write_table(out, records, player, asked))
        else:
            report = gather(records, player, asked, read_all_levels(folders).levels)
            print(_write_page(out, report))
    return 0


def day(text: str) -> date:
    """A day as it is given on the command line: "2026-11-22"."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        told = tr('"{text}" is no day; days are written like {day}').format(
            text=text, day="2026-11-22"
        )
        raise argparse.ArgumentTypeError(told) from None


def _is_table(out: Path, *, wants_table: bool) -> bool:
    ending = out.suffix.lower()
    if wants_table or ending == _TABLE:
        return True
    if ending in _PAGES:
        return False
    raise CommandError(tr("A report's name ends in .html, or in .csv for the table of all notes."))


def _asked(first: date | None, last: date | None, today: date) -> Asked:
    """The time that is meant: up to today, and 13 weeks, unless something else is said."""
    last = last or today
    first = first or last_days(USUAL_DAYS, last).first
    if first > last:
        told = tr("The first day, {first}, comes after the last, {last}.")
        raise CommandError(told.format(first=whole_day(first), last=whole_day(last)))
    return Asked(first, last, today)


def _player(name: str | None, records: Records) -> Player:
    """Who is meant: the player of that name, or the only one there is."""
    everybody = records.players.all()
    if name is not None:
        found = records.players.find(name)
        if found is None:
            raise CommandError(tr('There is no player called "{name}".').format(name=name))
        return found
    match everybody:
        case ():
            raise CommandError(tr("Nobody has played here yet, so there is nothing to report."))
        case (one,):
            return one
        case _:
            names = ", ".join(one.name for one in everybody)
            told = tr("Please say whose report it is, with --player: {names}.")
            raise CommandError(told.format(names=names))


def _write_page(out: Path, found: PracticeReport) -> str:
    asked = found.asked
    write_page(out, found)
    if found.facts.is_empty:
        told = tr("{path}: no songs were played from {first} to {last}, and the report says so.")
        days = {"first": whole_day(asked.first), "last": whole_day(asked.last)}
        return told.format(path=out, **days)
    told = trn(
        "{path}: {count} day of practice.", "{path}: {count} days of practice.", found.facts.days
    )
    return told.format(path=out, count=whole(found.facts.days))


def _write_table(out: Path, records: Records, player: Player, asked: Asked) -> str:
    written = write_table(out, records, player, asked)
    told = trn("{path}: {count} note.", "{path}: {count} notes.", written.notes)
    said = told.format(path=out, count=whole(written.notes))
    if not written.damaged:
        return said
    left = tr("Songs that are damaged and were left out: {count}.")
    return f"{said} {left.format(count=whole(written.damaged))}"
