"""The report as one page of HTML, complete in itself, that prints to one or two sheets of A4."""

from __future__ import annotations

from datetime import date
from html import escape

from game.calendar_words import whole_day
from game.coach.report import Report
from game.reporting import words
from game.reporting.checks import reach, weekly_check
from game.reporting.gather import PracticeReport
from game.reporting.markup import element, name, plain
from game.reporting.markup import words as in_words
from game.reporting.sections import (
    by_finger,
    came_instead,
    early_late,
    explained,
    over_a_song,
    over_the_weeks,
    pain,
    settings,
    warm_up,
    week_by_week,
)
from game.reporting.style import STYLE
from game.text import decimal, language, tr, whole

_NO_NETWORK = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

_MANY_LINES = 20
"""With more of them the letters are a little smaller, so that two sheets are enough."""


def page_of(report: PracticeReport) -> str:
    """The whole page in the language in use."""
    facts = report.facts
    parts = [_head(report), _lead(facts)]
    if not facts.is_empty:
        parts += [
            _figures(facts, report.care.days_a_week),
            by_finger(facts),
            over_the_weeks(facts),
            week_by_week(facts, report.levels),
            _pair(early_late(facts), over_a_song(facts)),
            came_instead(facts),
        ]
    parts += [
        weekly_check(report.weekly),
        _pair(reach(report), pain(facts) + warm_up(facts)),
        settings(report),
        explained(facts),
        _foot(),
    ]
    dense = ' class="dense"' if _lines(report) > _MANY_LINES else ""
    title = tr("Practice report: {name}").format(name=plain(report.player_name))
    return (
        f'<!doctype html>\n<html lang="{escape(_language_code())}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_NO_NETWORK)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body><main{dense}>{''.join(parts)}</main></body>\n</html>\n"
    )


def _lines(report: PracticeReport) -> int:
    """How many lines the tables have that are as long as there is practice to tell of."""
    fingers, weekly = len(report.facts.fingers), report.weekly
    reach = len(report.reaches[-1].reach.grips) if report.reaches else 0
    return 2 * fingers + reach + (len(weekly.measures) if weekly else 0)


def _language_code() -> str:
    code = language()
    return code if code.replace("_", "").isalnum() and len(code) <= 5 else "en"


def _head(report: PracticeReport) -> str:
    asked, facts = report.asked, report.facts
    first = facts.begins if asked.first == date.min else asked.first
    time = tr("{first} to {last}").format(first=whole_day(first), last=whole_day(asked.last))
    written = tr("Written on {day}").format(day=whole_day(asked.today))
    left = in_words("p", tr("Practice report"), "kind") + element("h1", name(report.player_name))
    right = in_words("p", time, "time") + in_words("p", written)
    return element("header", element("div", left) + element("div", right, "when"))


def _lead(facts: Report) -> str:
    sentences: list[str] = []
    if facts.is_empty:
        sentences.append(tr("No songs were played in this time."))
    else:
        sentences.append(_change_sentence(facts))
        if facts.is_little:
            told = tr("There are few notes so far ({count}): one more day can change every figure.")
            sentences.append(told.format(count=whole(facts.notes)))
    if facts.runs_to_come:
        told = tr("Songs left out because their date has not come yet: {count}.")
        sentences.append(told.format(count=whole(facts.runs_to_come)))
    return in_words("p", " ".join(sentences), "lead")


def _change_sentence(facts: Report) -> str:
    change = facts.change
    if change is None:
        return tr(
            "There are too few notes under the same settings to compare earlier and later practice."
        )
    if not change.is_clear:
        told = tr(
            "Under the same settings, the share of notes hit is about the same in the later half "
            "of the practice as in the earlier half."
        )
    elif change.points > 0:
        told = tr(
            "Under the same settings, {points} in 100 notes more were hit in the later half of the "
            "practice than in the earlier half; chance alone explains up to {band}."
        )
    else:
        told = tr(
            "Under the same settings, {points} in 100 notes fewer were hit in the later half of "
            "the practice than in the earlier half; chance alone explains up to {band}."
        )
    return told.format(points=round(abs(change.points)), band=round(change.band))


def _figures(facts: Report, goal: int) -> str:
    a_week = facts.days / max(facts.weeks, 1)
    per_week = tr("{days} a week; the goal is {goal}").format(days=decimal(a_week, 1), goal=goal)
    songs = tr("in {count} songs").format(count=whole(facts.runs))
    boxes = [
        (tr("Practice days"), whole(facts.days), per_week),
        (tr("Pinches"), whole(facts.hits), tr("of {count} due").format(count=whole(facts.notes))),
        (tr("Notes hit"), words.percent(facts.together.hit_rate), _range(facts)),
        (tr("Time in songs"), words.minutes(facts.song_s), songs),
    ]
    return element(
        "dl",
        "".join(
            element("div", in_words("dt", title) + in_words("dd", value) + in_words("dd", about))
            for title, value, about in boxes
        ),
        "figures",
    )


def _range(facts: Report) -> str:
    extra = facts.extra_per_100
    if extra is None:
        return ""
    return tr("{count} extra touches per 100 notes").format(count=decimal(extra, 1))


def _pair(left: str, right: str) -> str:
    """Side by side; `left` may be empty."""
    beside = element("div", left) + element("div", right) if left and right else left + right
    return element("div", beside, "pair")


def _foot() -> str:
    told = tr(
        "Thumbtune is a practice tool and no medical device; talk to your therapist about what "
        "this page shows."
    )
    return in_words("footer", told)
