"""The parts of the report's page, each with its sentence, its figures and its plot."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from game.calendar_words import short_day, whole_day
from game.charting.chart import Grip, lane_order
from game.charting.level import Level, level_called, level_name
from game.coach.change import Change
from game.coach.individuation import Finger
from game.coach.progress import WEEK_DAYS
from game.coach.report import FingerCourse, PainCounts, PlayedSetting, Report, rate_band
from game.reporting import plots, words
from game.reporting.gather import PracticeReport
from game.reporting.markup import element, name, plain, section, table
from game.reporting.markup import words as in_words
from game.text import decimal, later, tr, trc, whole

_MOST_SETTINGS = 5
_MOST_SONGS = 3
_ON_TIME_MS = 30
"""A mean so near is on time: people who tap to music are steady to about as much."""


def by_finger(facts: Report) -> str:
    """Each finger: how often it came, and when."""
    heads = (
        tr("Finger"),
        trc("notes", "Due"),
        trc("notes", "Hit"),
        tr("Share hit"),
        tr("95 % range"),
        tr("Mean timing"),
        tr("Spread (SD)"),
        tr("Earlier to later half"),
        tr("Extra per 100"),
    )
    rows: list[tuple[str, ...]] = []
    for one in (*facts.fingers, None):
        timing = one.finger.timing if one else facts.together
        low, high = rate_band(timing.hits, timing.notes)
        share, band = words.NOTHING, words.NOTHING
        if timing.notes:
            share = words.percent(timing.hit_rate)
            band = f"{round(100 * low)}\N{EN DASH}{words.percent(high)}"
        extra = one.finger.extra if one else facts.extra
        rows.append(
            (
                words.finger(one.finger.grip) if one else tr("All together"),
                whole(timing.notes),
                whole(timing.hits),
                share,
                band,
                words.NOTHING if timing.mean_ms is None else words.signed_ms(timing.mean_ms),
                words.NOTHING if timing.sd_ms is None else words.milliseconds(timing.sd_ms),
                words.change_cell(one.change if one else facts.change),
                decimal(100 * extra / facts.notes, 1) if facts.notes else words.NOTHING,
            )
        )
    return section(tr("Each finger"), table(heads, rows, total=True))


def over_the_weeks(facts: Report) -> str:
    """A plot of the hit rate for each finger, and below it one of its timing."""
    if len(facts.stretches) < 2 or not facts.courses:
        return ""
    ends = short_day(facts.stretches[0].first), short_day(facts.stretches[-1].last)
    axis = plots.timing_axis(facts.courses)
    figures = [_finger_figure(course, len(facts.stretches), axis, ends) for course in facts.courses]
    about = tr(
        "Above: notes hit in 100; the grey band is 60 to 80, where practice is neither too easy "
        "nor too hard. Below: mean timing in ms (plus is late). Upright lines: 95 % range, and SD."
    )
    return section(
        _stretched(facts, later("Notes hit, and timing")),
        element("div", "".join(figures), "plots"),
        in_words("p", about, "note"),
    )


def _finger_figure(
    course: FingerCourse, count: int, axis: plots.Axis, ends: tuple[str, str]
) -> str:
    finger = words.finger(course.grip)
    rate = plots.rate_plot(course, count, ends, tr("{finger}: notes hit").format(finger=finger))
    told = tr("{finger}: early or late").format(finger=finger)
    timing = plots.timing_plot(course, count, axis, ends, told)
    return element("figure", in_words("figcaption", finger) + rate + timing)


def week_by_week(facts: Report, levels: Sequence[Level]) -> str:
    """How much was done in each week."""
    most = max((one.hits for one in facts.stretches), default=0)
    if len(facts.stretches) < 2 or not most:
        return ""
    bars = "".join(
        element("td", plots.bar(one.hits / most, tr("Pinches: {n}").format(n=one.hits)))
        for one in facts.stretches
    )
    rows = [
        (trc("first day of a week", "From"), [short_day(one.first) for one in facts.stretches]),
        (tr("Pinches"), [whole(one.hits) for one in facts.stretches]),
        (tr("Days"), [str(one.days) for one in facts.stretches]),
        (tr("Minutes"), [whole(round(one.song_s / 60)) for one in facts.stretches]),
        (tr("Level"), [_level_place(one.level_id, levels) for one in facts.stretches]),
    ]
    lines = [element("tr", element("th", "") + bars)]
    lines += (
        element("tr", in_words("th", head) + "".join(in_words("td", cell) for cell in cells))
        for head, cells in rows
    )
    return section(
        _stretched(facts, later("How much was practised")),
        element("table", "".join(lines), "weeks"),
    )


def early_late(facts: Report) -> str:
    """When all hits came."""
    mean = facts.together.mean_ms
    if mean is None:
        return ""
    if abs(mean) <= _ON_TIME_MS:
        told = tr("On the whole, pinches came on time.")
    elif mean < 0:
        told = tr("On the whole, pinches came {ms} ms early.").format(ms=round(-mean))
    else:
        told = tr("On the whole, pinches came {ms} ms late.").format(ms=round(mean))
    reach_ms = plots.furthest_ms(facts.early_late)
    ends = (
        tr("{ms} ms early").format(ms=reach_ms),
        tr("on time"),
        tr("{ms} ms late").format(ms=reach_ms),
    )
    plot = plots.early_late_plot(facts.early_late, tr("How early or late the hits came"), ends)
    return section(tr("Early or late"), in_words("p", told), plot)


def over_a_song(facts: Report) -> str:
    """The first third of all songs against the last."""
    thirds = facts.thirds
    if not thirds.first_notes or not thirds.last_notes:
        return ""
    rows = [
        _third(tr("First third"), thirds.first_hits, thirds.first_notes),
        _third(tr("Last third"), thirds.last_hits, thirds.last_notes),
    ]
    heads = ("", trc("notes", "Due"), trc("notes", "Hit"), tr("Share hit"))
    return section(
        tr("From the beginning to the end of a song"),
        in_words("p", _tiring_sentence(facts.tiring)),
        table(heads, rows),
    )


def _third(head: str, hits: int, notes: int) -> tuple[str, ...]:
    return head, whole(notes), whole(hits), words.percent(hits / notes)


def _tiring_sentence(change: Change | None) -> str:
    if change is None:
        return tr("There are too few notes to compare.")
    if not change.is_clear:
        return tr("About the same at the beginning and at the end of songs.")
    if change.points < 0:
        told = tr(
            "Towards the end of songs {points} in 100 notes fewer are hit: the hand may tire "
            "(chance alone explains up to {band})."
        )
    else:
        told = tr(
            "Towards the end of songs {points} in 100 notes more are hit: the hand may need to "
            "find its way in (chance alone explains up to {band})."
        )
    return told.format(points=round(abs(change.points)), band=round(change.band))


def came_instead(facts: Report) -> str:
    """Which finger came first while another was due."""
    instead = [one for line in facts.fingers for one in line.finger.instead]
    title = tr("Which finger came instead")
    if not instead:
        return section(title, in_words("p", tr("No other finger came while one was due.")))
    came = lane_order(
        (*(one.came for one in instead), *(line.finger.grip for line in facts.fingers))
    )
    heads = (tr("While this was due"), *map(words.short_finger, came))
    rows = [
        (words.finger(line.finger.grip), *(_instead_cell(line.finger, one) for one in came))
        for line in facts.fingers
    ]
    most = max(instead, key=lambda one: (one.share, one.count))
    told = tr("Seen most: {due} due, {came} first, on {share} of its notes.").format(
        due=words.finger(most.due),
        came=words.finger(most.came),
        share=words.percent(most.share),
    )
    about = tr("Notes on which another finger touched first. The right one may still have come.")
    return section(title, in_words("p", told), table(heads, rows), in_words("p", about, "note"))


def _instead_cell(due: Finger, came: Grip) -> str:
    if due.grip is came:
        return "\N{MIDDLE DOT}"
    found = next((one for one in due.instead if one.came is came), None)
    return f"{whole(found.count)} ({words.small_percent(found.share)})" if found else "0"


def pain(facts: Report) -> str:
    """What was answered to the question whether anything hurts."""
    answers = facts.pain
    title = tr("Does anything hurt?")
    if not answers.before.answers + answers.after.answers:
        return section(title, in_words("p", tr("The question was not answered in this time.")))
    heads = (
        "",
        trc("does anything hurt?", "No"),
        tr("A little"),
        tr("Enough for today"),
    )
    rows = [
        _pain_row(tr("Before practice"), answers.before),
        _pain_row(tr("After a song"), answers.after),
    ]
    days = ""
    if answers.stop_days:
        listed = ", ".join(whole_day(day) for day in answers.stop_days[-5:])
        days = in_words(
            "p", tr("Days with \u201cEnough for today\u201d: {days}").format(days=listed)
        )
    return section(title, table(heads, rows), days)


def _pain_row(head: str, counts: PainCounts) -> tuple[str, ...]:
    return head, whole(counts.none), whole(counts.a_little), whole(counts.stop)


def warm_up(facts: Report) -> str:
    """Exercises without music."""
    done = facts.warm_up
    if not done.runs:
        return ""
    told = tr("Exercises done: {runs}. Repetitions: {count}. Time: {time}.").format(
        runs=whole(done.runs),
        count=whole(done.repetitions),
        time=words.minutes(done.duration_s),
    )
    return section(tr("Warm-up exercises"), in_words("p", told))


def settings(report: PracticeReport) -> str:
    """What songs were played under, and which songs."""
    care, played = report.care, report.facts.settings
    goals = tr("Goals: {pinches} pinches a day, {days} days a week.").format(
        pinches=whole(care.daily_pinches), days=care.days_a_week
    )
    if not played:
        return section(tr("Goals"), in_words("p", goals))
    with_what = "; ".join(dict.fromkeys(map(_played_with, played)))
    said = tr("Played with: {inputs}.").format(inputs=with_what)
    parts = [_settings_table(played, report.levels), in_words("p", f"{said} {goals}")]
    if report.facts.songs:
        titles = ", ".join(
            f"{name(title)} ({count})" for title, count in report.facts.songs[:_MOST_SONGS]
        )
        told = escape(tr("Songs played most: {titles}"))
        parts.append(element("p", told.format(titles=titles)))
    return section(tr("Settings in force, the last one first"), *parts)


def _settings_table(played: Sequence[PlayedSetting], levels: Sequence[Level]) -> str:
    """The settings most was played under, and the last one whatever it is."""
    heads = (
        tr("Level"),
        tr("Speed"),
        tr("Fingers"),
        tr("A pinch counts within"),
        tr("Songs"),
        tr("Last on"),
    )
    most = sorted(played[1:], key=lambda one: -one.runs)[: _MOST_SETTINGS - 1]
    shown = [one for one in played if one is played[0] or one in most]
    rows = [_setting_row(one, levels) for one in shown]
    others = sum(one.runs for one in played if one not in shown)
    told = tr("Songs played under other settings: {count}.").format(count=whole(others))
    return table(heads, rows, "left") + (in_words("p", told, "note") if others else "")


def _setting_row(one: PlayedSetting, levels: Sequence[Level]) -> tuple[str, ...]:
    window = words.NOTHING
    if one.hit_window_ms is not None:
        window = f"\N{PLUS-MINUS SIGN}{words.milliseconds(one.hit_window_ms)}"
    return (
        _level_name(one.level_id, levels),
        words.percent(one.speed_percent / 100),
        words.fingers(one.grips),
        window,
        whole(one.runs),
        whole_day(one.last),
    )


def _played_with(one: PlayedSetting) -> str:
    hand, device = words.hand_name(one.hand), words.input_name(one.input_kind)
    return device if hand == words.NOTHING else f"{device}, {hand}"


def explained(facts: Report) -> str:
    """What the words and figures mean, and what they don't."""
    if facts.is_empty:
        return ""
    terms = (
        tr(
            "Due: notes of the song that a finger was asked for. Hit: it touched the thumb in time."
        ),
        tr("Timing: minus is early, plus is late; hits alone have one. SD: how much it varies."),
        tr("95 % range: chance alone moves the share so far, even if nothing has changed."),
        tr(
            "Earlier to later half: compares notes under the same level, speed and fingers alone. "
            "Changes within chance are called about the same."
        ),
        tr("Extra: touches while nothing was due, per 100 notes of all fingers."),
        tr("What counts is what the device registered: a weak or short touch may not have been."),
    )
    items = "".join(in_words("li", one) for one in terms)
    return section(tr("How to read this page"), element("ul", items, "terms"))


def _stretched(facts: Report, text: str) -> str:
    """The title of a plot, marked with `later`: of weeks, or of so many weeks at a time."""
    if facts.stretch_days == WEEK_DAYS:
        return tr(text)
    weeks = facts.stretch_days // WEEK_DAYS
    return tr("{title}, {weeks} weeks at a time").format(title=tr(text), weeks=weeks)


def _level_name(level_id: str, levels: Sequence[Level]) -> str:
    level = level_called(levels, level_id)
    return plain(level_id) if level is None else f"{level.place} {level_name(level)}"


def _level_place(level_id: str, levels: Sequence[Level]) -> str:
    level = level_called(levels, level_id)
    return words.NOTHING if level is None else level.place
