"""`demo`: a simulated player plays a whole song through the real engine, without a window."""

from __future__ import annotations

from argparse import Namespace

from game.charting.charter import make_chart
from game.charting.level import level_name
from game.cli.demo_weeks import demo_weeks
from game.cli.shared import (
    CommandError,
    chosen_tune,
    course_options,
    grip_word,
    open_library,
    print_json,
)
from game.folders import DataFolders
from game.play.result import Result, result_of
from game.play.simulated import simulated_run
from game.play.statistics import Timing
from game.text import tr


def demo(options: Namespace, folders: DataFolders) -> int:
    """`thumbtune demo FILE|TITLE`: play it, faster than real time, and print the result.

    With `--weeks` players practise for weeks instead, and that is kept (`game.cli.demo_weeks`).
    """
    if options.weeks is not None and options.song is None:
        return demo_weeks(options, folders)
    if options.weeks is not None or options.song is None:
        raise CommandError(tr("Please name either a song or how many --weeks to make up."))
    course = course_options(options, folders)
    library = open_library(folders)
    entry = library.find(options.song)
    song = library.song(entry.path)
    chart = make_chart(
        song, course.level, course.grips, course.speed_percent, chosen_tune(song, folders)
    )
    run = simulated_run(chart, course.level, options.skill, options.seed)
    result = result_of(chart, run.replay())
    if options.json:
        facts = {
            "song": entry.title,
            "sha256": song.sha256,
            "level": course.level.number,
            "step": course.level.step,
            "speed_percent": course.speed_percent,
            "grips": [grip.name.lower() for grip in course.grips],
            "skill": options.skill,
            "seed": options.seed,
            "chart_hash": chart.hash,
        }
        print_json(facts | result_facts(result))
    else:
        told = tr("{title}, level {number} ({level})")
        level = course.level
        print(told.format(title=entry.title, number=level.place, level=level_name(level)))
        print(result_in_words(result))
    return 0


def result_facts(result: Result) -> dict[str, object]:
    """The figures of a result, for JSON."""
    score, statistics = result.score, result.statistics
    return {
        "points": score.points,
        "max_points": score.max_points,
        "accuracy": round(score.accuracy, 4),
        "stars": score.stars,
        "notes": score.notes,
        "hits": score.hits,
        "passed": score.passed,
        "longest_row": score.longest_row,
        "extra_contacts": statistics.extra_contact_count,
        "by_grip": {
            grip.name.lower(): {
                "notes": timing.notes,
                "hits": timing.hits,
                "mean_s": timing.mean_s,
                "median_s": timing.median_s,
                "sd_s": timing.sd_s,
            }
            for grip, timing in statistics.by_grip
        },
        "came_instead": [
            {"due": c.due.name.lower(), "came": c.came.name.lower(), "count": c.count}
            for c in statistics.came_instead
        ],
        "finished": result.finished,
        "rules_version": result.rules_version,
    }


def result_in_words(result: Result) -> str:
    """The figures of a result, for a person."""
    score = result.score
    lines = [
        tr("{points} of {most} points, {stars} of 5 stars").format(
            points=score.points, most=score.max_points, stars=score.stars
        ),
        tr("{hits} of {notes} notes, {row} in a row").format(
            hits=score.hits, notes=score.notes, row=score.longest_row
        ),
    ]
    names = {grip: grip_word(grip) for grip, _ in result.statistics.by_grip}
    width = max((len(name) for name in names.values()), default=0) + 1
    lines += [
        f"  {names[grip]:{width}}{_timing_in_words(timing)}"
        for grip, timing in result.statistics.by_grip
    ]
    return "\n".join(lines)


def _timing_in_words(timing: Timing) -> str:
    if timing.mean_s is None:
        told = tr("{hits} of {notes}")
    elif timing.mean_s < 0:
        told = tr("{hits} of {notes}, {time} ms early on the whole")
    else:
        told = tr("{hits} of {notes}, {time} ms late on the whole")
    time_ms = round(1000 * abs(timing.mean_s or 0.0))
    return told.format(hits=timing.hits, notes=timing.notes, time=time_ms)
