"""`thumbtune`: reads the command line, runs the command, and turns trouble into one sentence."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Protocol

from game import __version__
from game.charting.chart import Grip
from game.charting.level import LevelError, parse_grips
from game.cli import (
    along,
    charts,
    demo,
    demo_weeks,
    doctor,
    levels,
    practice_report,
    records,
    render,
    songs,
    window,
)
from game.cli.shared import CommandError
from game.folders import HOME_VARIABLE, DataFolders, data_folders
from game.library import LibraryError
from game.music.song import SongError
from game.records.errors import RecordsError
from game.reporting.writing import ReportError
from game.settings import FASTEST_PERCENT, SLOWEST_PERCENT, Hand
from game.sound.problem import SoundError
from game.text import LANGUAGE_VARIABLE, later, tr, trn, use_language
from game.trace import TraceError

EXPECTED = (
    CommandError,
    LevelError,
    LibraryError,
    RecordsError,
    ReportError,
    SongError,
    SoundError,
    TraceError,
)
"""Trouble that tells its own story in one sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `thumbtune` with these arguments (default: the program's own); the exit status."""
    if isinstance(sys.stdout, TextIOWrapper):  # names may hold what it has no letters for
        sys.stdout.reconfigure(errors="backslashreplace")
    use_language("")
    argparse.__dict__.update(_=tr, ngettext=trn)  # so argparse looks up its own words here
    options = _parser().parse_args(arguments)
    folders = data_folders(options.data_dir)
    try:
        return options.run(options, folders)
    except EXPECTED as problem:
        print(f"thumbtune: {problem}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception:
        print(f"thumbtune: {_unexpected(folders)}", file=sys.stderr)
        return 1


def _unexpected(folders: DataFolders) -> str:
    """Log the exception being handled; the sentence that says where."""
    try:
        folders.root.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(folders.log, encoding="utf-8")
    except OSError:
        told = tr("Something unexpected happened: {problem}.")
        return told.format(problem=repr(sys.exception()))
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger = logging.getLogger("thumbtune")
    logger.propagate = False
    logger.addHandler(handler)
    logger.exception("thumbtune %s", __version__)
    logger.removeHandler(handler)
    handler.close()
    told = tr("Something unexpected happened; the details are in {path}.")
    return told.format(path=folders.log)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="thumbtune",
        description=tr("A rhythm game for finger-to-thumb practice. Without a command it opens."),
        epilog=tr(
            "{home} names the folder for all data, as --data-dir does; {language} the language."
        ).format(home=HOME_VARIABLE, language=LANGUAGE_VARIABLE),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"thumbtune {__version__}",
        help=tr("show program's version number and exit"),
    )
    _add_data_dir(parser, default=None)
    parser.set_defaults(run=window.open_game)
    _add_window_options(parser)
    commands = parser.add_subparsers(metavar=tr("COMMAND"), title=later("commands"))
    _add_play(commands)
    _add_demo(commands)
    _add_chart(commands)
    _add_check(commands)
    _add_level(commands)
    _add_songs(commands)
    _add_records(commands)
    for name, (what, run, add_options) in along.COMMANDS.items():
        add_options(_command(commands, name, run, tr(what)))
    _add_report(commands)
    _add_render(commands)
    _add_doctor(commands)
    return parser


class _Commands(Protocol):
    """What argparse gives for adding commands to."""

    def add_parser(self, name: str, *, help: str, description: str) -> argparse.ArgumentParser: ...


def _add_play(commands: _Commands) -> None:
    play = _command(commands, "play", window.play_song, tr("go straight to a song"))
    _add_song(play)
    _add_course_options(play)
    _add_window_options(play)


def _add_demo(commands: _Commands) -> None:
    command = _command(
        commands, "demo", demo.demo, tr("let a simulated player play a song; needs no window")
    )
    command.add_argument(
        "song",
        nargs="?",
        metavar=tr("FILE|TITLE"),
        help=tr("a MIDI file, or part of a song's title"),
    )
    command.add_argument(
        "--weeks",
        type=_weeks,
        metavar="N",
        help=tr("instead of a song: let several players practise for so many weeks, and keep it"),
    )
    command.add_argument(
        "--until",
        type=practice_report.day,
        metavar=tr("DATE"),
        help=tr("the last day of those weeks (default: today)"),
    )
    _add_course_options(command)
    command.add_argument(
        "--skill",
        type=_skill,
        default=0.8,
        metavar="0..1",
        help=tr("how well it plays (default .8)"),
    )
    command.add_argument(
        "--seed", type=int, default=1, metavar="N", help=tr("which run (default 1)")
    )
    _add_json(command)


def _add_chart(commands: _Commands) -> None:
    command = _command(commands, "chart", charts.chart, tr("show what a MIDI file becomes"))
    command.add_argument("files", nargs="+", metavar=tr("FILE"), help=tr("a MIDI file"))
    _add_course_options(command)
    command.add_argument("--report", action="store_true", help=tr("say how good the chart is"))
    command.add_argument(
        "--picture", metavar=tr("PNG"), help=tr("draw one file's notes and fingers")
    )
    _add_json(command)


def _add_check(commands: _Commands) -> None:
    command = _command(commands, "check", charts.check, tr("tell which files can be played"))
    command.add_argument(
        "paths", nargs="+", metavar=tr("PATH"), help=tr("a file, or a folder to search")
    )
    _add_json(command)


def _add_level(commands: _Commands) -> None:
    what, about = tr("look at a level"), tr("Look at a level.")
    level = commands.add_parser("level", help=what, description=about)
    inside = level.add_subparsers(metavar=tr("COMMAND"), title=later("commands"), required=True)
    command = _command(inside, "check", levels.check, tr("tell whether a level's file is right"))
    command.add_argument("files", nargs="+", metavar=tr("FILE"), help=tr("a level's file"))
    _add_json(command)


def _add_songs(commands: _Commands) -> None:
    listed = _command(commands, "songs", songs.songs, tr("list the songs"))
    _add_json(listed)
    added = _command(
        commands, "add", songs.add, tr("add songs: copies them into your songs folder")
    )
    added.add_argument(
        "paths", nargs="+", metavar=tr("FILE|FOLDER"), help=tr("a MIDI file, or a folder to search")
    )
    _add_json(added)
    tune = _command(
        commands, "tune", songs.tune, tr("tell or choose which part of a song is its tune")
    )
    _add_song(tune)
    tune.add_argument(
        "--choose", type=int, metavar="N", help=tr("take the candidate with this number")
    )
    _add_json(tune)


def _add_records(commands: _Commands) -> None:
    scores = _command(commands, "scores", records.scores, tr("list the best runs"))
    scores.add_argument("song", nargs="?", metavar=tr("SONG"), help=tr("only this song"))
    scores.add_argument("--player", metavar=tr("NAME"), help=tr("only this player"))
    _add_json(scores)
    replay = _command(commands, "replay", records.replay, tr("judge a stored run again"))
    replay.add_argument("play_id", metavar=tr("PLAY_ID"), help=tr("the run's id, or its beginning"))
    replay.add_argument("--check", action="store_true", help=tr("compare with what was stored"))
    _add_json(replay)


def _add_report(commands: _Commands) -> None:
    what = tr("write what a therapist wants to know: a page to print, or a table of all notes")
    practice_report.add_options(_command(commands, "report", practice_report.report, what))


def _add_render(commands: _Commands) -> None:
    command = _command(
        commands, "render", render.render, tr("write what a song sounds like to a file")
    )
    _add_song(command)
    command.add_argument(
        "--out", metavar=tr("FILE.wav"), required=True, help=tr("the file to write")
    )
    command.add_argument(
        "--stem", choices=list(render.Stem), default=render.Stem.FULL, help=tr("default: full")
    )
    _add_speed(command)
    command.add_argument(
        "--soundfont", metavar=tr("FILE"), help=tr("a .sf2 or .sf3 to play it with")
    )
    _add_json(command)


def _add_doctor(commands: _Commands) -> None:
    command = _command(
        commands, "doctor", doctor.doctor, tr("look over what the game needs on this computer")
    )
    _add_json(command)


def _command(
    commands: _Commands, name: str, run: Callable[..., int], what: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
    command.set_defaults(run=run)
    _add_data_dir(command, default=argparse.SUPPRESS)
    return command


def _add_data_dir(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--data-dir", metavar=tr("FOLDER"), default=default, help=tr("keep all data in this folder")
    )


def _add_song(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "song", metavar=tr("FILE|TITLE"), help=tr("a MIDI file, or part of a song's title")
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=tr("print JSON instead of words"))


def _add_course_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--level", metavar="N", help=tr("such as 2, 2.3 or a name (default 1)"))
    parser.add_argument(
        "--speed",
        type=_speed,
        metavar=tr("PERCENT"),
        help=tr("{least} to {most} (default 100)").format(
            least=SLOWEST_PERCENT, most=FASTEST_PERCENT
        ),
    )
    parser.add_argument(
        "--grips",
        type=_grips,
        metavar=tr("LIST"),
        help=tr("such as index,middle,ring,little,key (default: the level's)"),
    )


def _add_speed(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--speed",
        type=_speed,
        metavar=tr("PERCENT"),
        help=tr("{least} to {most} (default 100)").format(
            least=SLOWEST_PERCENT, most=FASTEST_PERCENT
        ),
    )


def _add_window_options(parser: argparse.ArgumentParser) -> None:
    """Options of the game and of `play`; not given, they leave what is set."""
    keep = argparse.SUPPRESS
    parser.add_argument("--player", metavar=tr("NAME"), default=keep, help=tr("who plays"))
    parser.add_argument(
        "--trace",
        metavar=tr("FILE"),
        default=keep,
        help=tr("write frames and pinches as JSON lines"),
    )
    parser.add_argument(
        "--hand", type=Hand, choices=list(Hand), default=keep, help=tr("the hand that pinches")
    )
    parser.add_argument(
        "--soundfont",
        type=Path,
        metavar=tr("FILE"),
        default=keep,
        help=tr("from now on, play songs with the instruments of this .sf2 or .sf3 file"),
    )
    parser.add_argument(
        "--keys",
        type=str.split,
        metavar=tr("LIST"),
        default=keep,
        help=tr('keys for index, middle, ring, little and the key pinch: "j k l ; h"'),
    )


def _speed(text: str) -> int:
    speed = int(text.rstrip("%"))
    if not SLOWEST_PERCENT <= speed <= FASTEST_PERCENT:
        told = tr("speed is between {least} and {most}, not {text}")
        raise argparse.ArgumentTypeError(
            told.format(least=SLOWEST_PERCENT, most=FASTEST_PERCENT, text=text)
        )
    return speed


def _weeks(text: str) -> int:
    weeks = int(text)
    if not 1 <= weeks <= demo_weeks.MOST_WEEKS:
        told = tr("weeks are between 1 and {most}, not {text}")
        raise argparse.ArgumentTypeError(told.format(most=demo_weeks.MOST_WEEKS, text=text))
    return weeks


def _skill(text: str) -> float:
    skill = float(text)
    if not 0 <= skill <= 1:
        raise argparse.ArgumentTypeError(
            tr("skill is between 0 and 1, not {text}").format(text=text)
        )
    return skill


def _grips(text: str) -> tuple[Grip, ...]:
    try:
        return parse_grips(text.replace("+", ",").split(","))
    except ValueError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from None
