"""`level`: what a level's file comes to, and whether it is right."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from game.charting.level import Level, LevelError
from game.cli.shared import CommandError, grip_word, print_json
from game.coach.exercises import ExerciseError, read_exercises
from game.folders import DataFolders, shipped_folder
from game.own_levels import LevelCheck
from game.text import decimal, tr


def check(options: Namespace, folders: DataFolders) -> int:
    """`thumbtune level check FILE...`: each file in words. 1 if any is no level to be played."""
    paths = list(dict.fromkeys(Path(name) for name in options.files))
    all_right = True
    try:
        checks = LevelCheck.of_files(paths, folders)
        names = {one.id: tr(one.name) for one in read_exercises(shipped_folder("levels"))}
    except ExerciseError as problem:
        raise CommandError(str(problem)) from None
    for path in paths:
        try:
            level = checks.take(path)
        except LevelError as problem:
            all_right = False
            _say(options, path, None, str(problem))
            continue
        _say(options, path, level, in_words(path.name, level, names))
    return 0 if all_right else 1


def _say(options: Namespace, path: Path, level: Level | None, words: str) -> None:
    if options.json:
        is_right = level is not None
        told = {"file": str(path), "ok": is_right, "message": None if is_right else words}
        print_json(told | {"level": _facts(level) if level else None})
    else:
        print(words, flush=True)


def in_words(file_name: str, level: Level, exercises: dict[str, str]) -> str:
    """What a level asks for, in a few lines; `exercises` are the names of the exercises by id."""
    heading = tr("{file}: {name}, step {step} of level {number}. It can be played.")
    pace = tr(
        "At most {rate} pinches a minute, at least {gap} s from one to the next, "
        "{same} s with the same finger."
    )
    window = tr(
        "A pinch counts up to {window} ms before or after its note. A note falls for {approach} s."
    )
    fingers = tr("Fingers, unless others are chosen: {fingers}.")
    warm_up = tr("Warm-up: {exercises}.") if level.warm_up else tr("No warm-up.")
    lines = (
        heading.format(file=file_name, name=tr(level.name), step=level.step, number=level.number),
        pace.format(
            rate=round(60 * level.max_rate_per_s),
            gap=decimal(level.min_gap_s, 2),
            same=decimal(level.same_grip_gap_s, 2),
        ),
        window.format(window=level.hit_window_ms, approach=decimal(level.approach_s, 1)),
        fingers.format(fingers=", ".join(grip_word(grip) for grip in level.default_grips)),
        _long_notes(level),
        warm_up.format(exercises="; ".join(exercises[one] for one in level.warm_up)),
    )
    return "\n  ".join(lines)


def _long_notes(level: Level) -> str:
    if level.long_note_from_s is None:
        return tr("No notes to hold.")
    told = tr("Notes of {length} s and longer are held.")
    return told.format(length=decimal(level.long_note_from_s, 1))


def _facts(level: Level) -> dict[str, object]:
    return {
        "name": level.name,
        "number": level.number,
        "step": level.step,
        "hit_window_ms": level.hit_window_ms,
        "approach_s": level.approach_s,
        "min_gap_s": level.min_gap_s,
        "same_grip_gap_s": level.same_grip_gap_s,
        "max_rate_per_minute": round(60 * level.max_rate_per_s),
        "grips": [grip.name.lower() for grip in level.default_grips],
        "long_note_from_s": level.long_note_from_s,
        "warm_up": list(level.warm_up),
    }
