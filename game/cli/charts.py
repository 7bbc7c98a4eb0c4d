"""`chart` and `check`: what a MIDI file becomes, and whether it can become anything."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from game.charting.chart import Chart
from game.charting.charter import chart_of
from game.charting.fingering import assign_grips
from game.charting.level import level_name
from game.charting.metre import Metre, find_metre
from game.charting.thinning import thin
from game.cli import report
from game.cli.shared import CommandError, CourseOptions, course_options, minutes, print_json
from game.folders import DataFolders
from game.music.reading import read_song
from game.music.song import Note, Song, SongError
from game.music.tune import Tune, find_tune
from game.reasons import reason_of
from game.text import later, sentence, tr, trn

Made = TypeVar("Made")


def chart(options: Namespace, folders: DataFolders) -> int:
    """`thumbtune chart FILE...`: the tune and the chart of each file. 1 if any can't be charted."""
    course = course_options(options, folders)
    if options.picture and len(options.files) > 1:
        raise CommandError(tr("A picture shows one file; name only one."))
    all_charted = True
    for name in options.files:
        try:
            charted = _charted(Path(name), course)
        except SongError as problem:
            all_charted = False
            _say(options, {"file": name, "ok": False, "error": str(problem)})
            continue
        described = _described(Path(name), charted)
        if options.report:
            described["report"] = _figures(charted, course)
        _say(options, described)
        if options.picture:
            _draw(Path(options.picture), charted, course)
    return 0 if all_charted else 1


def _say(options: Namespace, described: dict[str, object]) -> None:
    if options.json:
        print_json(described)
        return
    print(_in_words(described))
    figures = described.get("report")
    if isinstance(figures, dict):
        print(report.in_words(figures))


def _figures(charted: _Charted, course: CourseOptions) -> dict[str, object]:
    return report.report(
        charted.tune.notes, charted.kept, charted.chart, course.level, charted.metre
    )


def _draw(path: Path, charted: _Charted, course: CourseOptions) -> None:
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from game.cli.picture import save_picture

    level = course.level
    heading = tr("{title} - level {number}, {level}").format(
        title=charted.song.title, number=level.place, level=level_name(level)
    )
    try:
        save_picture(path, charted.song, charted.chart, charted.tune.notes, charted.metre, heading)
    except OSError as problem:
        told = tr("The picture can't be written to {path}: {reason}.")
        raise CommandError(told.format(path=path, reason=problem)) from None


def check(options: Namespace, folders: DataFolders) -> int:
    """`thumbtune check PATH...`: whether each file below the paths can be played.

    The exit status is 1 only if something other than a `SongError` escaped the reader.
    """
    escaped = False
    for path, refused in _files_below(Path(name) for name in options.paths):
        begun = perf_counter()
        try:
            _read(path, refused)
            ok, message = True, None
        except SongError as problem:
            ok, message = False, str(problem)
        except Exception as problem:
            told = tr("Something unexpected happened: {problem}.")
            ok, message, escaped = False, told.format(problem=repr(problem)), True
        seconds = round(perf_counter() - begun, 4)
        if options.json:
            print_json({"file": str(path), "ok": ok, "message": message, "seconds": seconds})
        else:
            words = tr("{file}: can be played.") if ok else "{file}: {problem}"
            print(words.format(file=path, problem=message), flush=True)
    return 1 if escaped else 0


class _Stopwatch:
    """How long each named step took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time(self, step: str, make: Callable[[], Made]) -> Made:
        begun = perf_counter()
        made = make()
        self.seconds[step] = round(perf_counter() - begun, 5)
        return made


@dataclass(frozen=True, slots=True)
class _Charted:
    """A file's chart and everything it was made from; `seconds` each step took."""

    song: Song
    tune: Tune
    metre: Metre
    kept: list[Note]
    chart: Chart
    seconds: dict[str, float]


def _charted(path: Path, course: CourseOptions) -> _Charted:
    """The chart of the file at `path`. Raises `SongError`."""
    watch = _Stopwatch()
    level, grips, speed = course.level, course.grips, course.speed_percent
    song = watch.time("read", lambda: read_song(path))
    tune = watch.time("tune", lambda: find_tune(song))
    metre = watch.time("metre", lambda: find_metre(song))
    kept = watch.time(
        "thin",
        lambda: thin(tune.notes, metre, level, grip_count=len(grips), speed_percent=speed),
    )
    assigned = watch.time(
        "finger", lambda: assign_grips(kept, metre, level, grips, speed_percent=speed)
    )
    made = chart_of(song, level, grips, speed, kept, assigned)
    return _Charted(song, tune, metre, kept, made, watch.seconds)


def _described(path: Path, charted: _Charted) -> dict[str, object]:
    return {
        "file": str(path),
        "ok": True,
        "error": None,
        "title": charted.song.title,
        "duration_s": round(charted.song.duration_s, 4),
        "sha256": charted.song.sha256,
        "tune": _tune_facts(charted.tune),
        "notes": _note_facts(charted.chart),
        "chart_hash": charted.chart.hash,
        "seconds": charted.seconds,
    }


def _tune_facts(tune: Tune) -> dict[str, object]:
    return {
        "track": tune.track,
        "channel": tune.channel,
        "confidence": round(tune.confidence, 4),
        "candidates": [
            {"track": c.track, "channel": c.channel, "score": round(c.score, 4)}
            for c in tune.candidates
        ],
        "notes": [[round(note.onset_s, 4), note.pitch] for note in tune.notes],
    }


def _note_facts(made: Chart) -> list[dict[str, object]]:
    return [
        {
            "time_s": note.time_s,
            "grip": note.grip.name.lower(),
            "pitch": note.pitch,
            "duration_s": note.duration_s,
        }
        for note in made.notes
    ]


def _in_words(described: dict[str, object]) -> str:
    match described:
        case {"ok": True, "title": title, "duration_s": float(duration_s), "notes": list(notes)}:
            told = trn(
                "{file}: {title}, {length}, {count} pinch.",
                "{file}: {title}, {length}, {count} pinches.",
                len(notes),
            )
            length = minutes(duration_s)
            return told.format(file=described["file"], title=title, length=length, count=len(notes))
        case _:
            return f"{described['file']}: {described['error']}"


def _read(path: Path, refused: OSError | None) -> None:
    """Read the song at `path`. Raises `SongError`, also for a folder that was `refused`."""
    if refused is not None:
        reason = reason_of(refused, later("it can't be read"))
        raise SongError(sentence("This folder can't be opened: {reason}.", reason=reason))
    read_song(path)


def _files_below(paths: Iterable[Path]) -> Iterator[tuple[Path, OSError | None]]:
    """The paths that are no folders, and every file below those that are, by name.

    Folders that can't be opened are among them, each with the reason.
    """
    for path in paths:
        if not _is_folder(path):
            yield path, None
            continue
        refused: list[OSError] = []
        walk = os.walk(path, onerror=refused.append)
        files = [Path(folder, name) for folder, _, names in walk for name in names]
        reasons = {Path(reason.filename): reason for reason in refused}
        yield from ((one, reasons.get(one)) for one in sorted([*files, *reasons]))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # reading it as a file tells why
        return False
