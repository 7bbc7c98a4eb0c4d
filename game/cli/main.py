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
from game.cli import charts, demo, doctor, records, render, songs, window
from game.cli.shared import CommandError
from game.folders import HOME_VARIABLE, DataFolders, data_folders
from game.library import LibraryError
from game.music.song import SongError
from game.records.errors import RecordsError
from game.settings import FASTEST_PERCENT, SLOWEST_PERCENT, Hand
from game.sound.problem import SoundError
from game.trace import TraceError

EXPECTED = (
    CommandError,
    LevelError,
    LibraryError,
    RecordsError,
    SongError,
    SoundError,
    TraceError,
)
"""Trouble that tells its own story in one sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `thumbtune` with these arguments (default: the program's own); the exit status."""
    if isinstance(sys.stdout, TextIOWrapper):  # names may hold what it has no letters for
        sys.stdout.reconfigure(errors="backslashreplace")
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
        return f"Something unexpected happened: {sys.exception()!r}"
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger = logging.getLogger("thumbtune")
    logger.propagate = False
    logger.addHandler(handler)
    logger.exception("thumbtune %s", __version__)
    logger.removeHandler(handler)
    handler.close()
    return f"Something unexpected happened; the details are in {folders.log}."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="thumbtune",
        description="A rhythm game for finger-to-thumb practice. Without a command it opens.",
        epilog=f"{HOME_VARIABLE} names the folder for all data, as --data-dir does.",
    )
    parser.add_argument("--version", action="version", version=f"thumbtune {__version__}")
    _add_data_dir(parser, default=None)
    parser.set_defaults(run=window.open_game)
    _add_window_options(parser)
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    _add_play(commands)
    _add_demo(commands)
    _add_chart(commands)
    _add_check(commands)
    _add_songs(commands)
    _add_records(commands)
    _add_render(commands)
    _add_doctor(commands)
    return parser


class _Commands(Protocol):
    """What argparse gives for adding commands to."""

    def add_parser(self, name: str, *, help: str, description: str) -> argparse.ArgumentParser: ...


def _add_play(commands: _Commands) -> None:
    play = _command(commands, "play", window.play_song, "go straight to a song")
    _add_song(play)
    _add_course_options(play)
    _add_window_options(play)
    play.add_argument("--trace", metavar="FILE", help="write frames and pinches as JSON lines")


def _add_demo(commands: _Commands) -> None:
    command = _command(
        commands, "demo", demo.demo, "let a simulated player play a song; needs no window"
    )
    _add_song(command)
    _add_course_options(command)
    command.add_argument(
        "--skill", type=_skill, default=0.8, metavar="0..1", help="how well it plays (default .8)"
    )
    command.add_argument("--seed", type=int, default=1, metavar="N", help="which run (default 1)")
    _add_json(command)


def _add_chart(commands: _Commands) -> None:
    command = _command(commands, "chart", charts.chart, "show what a MIDI file becomes")
    command.add_argument("files", nargs="+", metavar="FILE", help="a MIDI file")
    _add_course_options(command)
    command.add_argument("--report", action="store_true", help="say how good the chart is")
    command.add_argument("--picture", metavar="PNG", help="draw one file's notes and fingers")
    _add_json(command)


def _add_check(commands: _Commands) -> None:
    command = _command(commands, "check", charts.check, "tell which files can be played")
    command.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder to search")
    _add_json(command)


def _add_songs(commands: _Commands) -> None:
    listed = _command(commands, "songs", songs.songs, "list the songs")
    _add_json(listed)
    added = _command(commands, "add", songs.add, "add songs: copies them into your songs folder")
    added.add_argument(
        "paths", nargs="+", metavar="FILE|FOLDER", help="a MIDI file, or a folder to search"
    )
    _add_json(added)
    tune = _command(commands, "tune", songs.tune, "tell or choose which part of a song is its tune")
    _add_song(tune)
    tune.add_argument("--choose", type=int, metavar="N", help="take the candidate with this number")
    _add_json(tune)


def _add_records(commands: _Commands) -> None:
    scores = _command(commands, "scores", records.scores, "list the best runs")
    scores.add_argument("song", nargs="?", metavar="SONG", help="only this song")
    scores.add_argument("--player", metavar="NAME", help="only this player")
    _add_json(scores)
    replay = _command(commands, "replay", records.replay, "judge a stored run again")
    replay.add_argument("play_id", metavar="PLAY_ID", help="the run's id, or its beginning")
    replay.add_argument("--check", action="store_true", help="compare with what was stored")
    _add_json(replay)


def _add_render(commands: _Commands) -> None:
    command = _command(commands, "render", render.render, "write what a song sounds like to a file")
    _add_song(command)
    command.add_argument("--out", metavar="FILE.wav", required=True, help="the file to write")
    command.add_argument(
        "--stem", choices=list(render.Stem), default=render.Stem.FULL, help="default: full"
    )
    _add_speed(command)
    command.add_argument("--soundfont", metavar="FILE", help="a .sf2 or .sf3 to play it with")
    _add_json(command)


def _add_doctor(commands: _Commands) -> None:
    command = _command(
        commands, "doctor", doctor.doctor, "look over what the game needs on this computer"
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
        "--data-dir", metavar="FOLDER", default=default, help="keep all data in this folder"
    )


def _add_song(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("song", metavar="FILE|TITLE", help="a MIDI file, or part of a song's title")


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON instead of words")


def _add_course_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--level", metavar="N", help="level number or name (default 1)")
    parser.add_argument(
        "--speed",
        type=_speed,
        metavar="PERCENT",
        help=f"{SLOWEST_PERCENT} to {FASTEST_PERCENT} (default 100)",
    )
    parser.add_argument(
        "--grips",
        type=_grips,
        metavar="LIST",
        help="such as index,middle,ring,little,key (default: the level's)",
    )


def _add_speed(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--speed",
        type=_speed,
        metavar="PERCENT",
        help=f"{SLOWEST_PERCENT} to {FASTEST_PERCENT} (default 100)",
    )


def _add_window_options(parser: argparse.ArgumentParser) -> None:
    """Options of the game and of `play`; not given, they leave what is set."""
    keep = argparse.SUPPRESS
    parser.add_argument("--player", metavar="NAME", default=keep, help="who plays")
    parser.add_argument(
        "--hand", type=Hand, choices=list(Hand), default=keep, help="the hand that pinches"
    )
    parser.add_argument(
        "--soundfont",
        type=Path,
        metavar="FILE",
        default=keep,
        help="from now on, play songs with the instruments of this .sf2 or .sf3 file",
    )
    parser.add_argument(
        "--keys",
        type=str.split,
        metavar="LIST",
        default=keep,
        help='keys for index, middle, ring, little and the key pinch: "j k l ; h"',
    )


def _speed(text: str) -> int:
    speed = int(text.rstrip("%"))
    if not SLOWEST_PERCENT <= speed <= FASTEST_PERCENT:
        raise argparse.ArgumentTypeError(
            f"speed is between {SLOWEST_PERCENT} and {FASTEST_PERCENT}, not {text}"
        )
    return speed


def _skill(text: str) -> float:
    skill = float(text)
    if not 0 <= skill <= 1:
        raise argparse.ArgumentTypeError(f"skill is between 0 and 1, not {text}")
    return skill


def _grips(text: str) -> tuple[Grip, ...]:
    try:
        return parse_grips(text.replace("+", ",").split(","))
    except ValueError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from None
