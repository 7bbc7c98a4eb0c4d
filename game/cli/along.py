"""`export`, `import` and `forget`: data taken along to another computer, or deleted for good."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from game import __version__
from game.cli.shared import CommandError, opened_records, print_json
from game.folders import DataFolders
from game.forgetting import forget
from game.records.exchange.incoming import taken_in_words
from game.records.exchange.part import Written, read_export
from game.records.players import name_key
from game.text import later, tr, trn, whole


def export(options: Namespace, folders: DataFolders) -> int:
    """`thumbtune export [--player NAME] --out FILE.zip`."""
    with opened_records(folders) as records:
        player_id = None
        if options.player is not None:
            player = records.players.find(options.player)
            if player is None:
                raise _no_player(options.player)
            player_id = player.id
        written = records.exchange.write(options.out, __version__, player_id)
    if options.json:
        print_json({"file": str(options.out), "left_out": written.left_out} | written.counts)
    else:
        print(tr("{path} is written.").format(path=options.out))
        print(exported_in_words(written))
    return 0


def take_over(options: Namespace, folders: DataFolders) -> int:
    """`thumbtune import FILE.zip`."""
    contents = read_export(options.file)
    with opened_records(folders) as records:
        found = records.exchange.take(contents)
        skipped = records.rescore().skipped
    if options.json:
        facts = {"new_runs": found.new_plays, "runs": found.plays, "new": found.new}
        print_json(facts | {"new_players": found.new_players, "not_judged": len(skipped)})
    else:
        print(taken_in_words(found))
    return 0


def forget_player(options: Namespace, folders: DataFolders) -> int:
    """`thumbtune forget --player NAME`; asks for the name again unless `--yes` is given."""
    with opened_records(folders) as records:
        called = records.forgetting.called(options.player)
        if not called:
            raise _no_player(options.player)
        if not (options.yes or _is_said_again(options.player)):
            print(tr("Nothing was deleted."))
            return 1
        forget(records, folders, [player.id for player in called])
    told = tr("Everything of {name} is deleted. Exports and reports kept elsewhere stay.")
    print(told.format(name=options.player))
    return 0


def exported_in_words(written: Written) -> str:
    """What an export holds, in a sentence or two."""
    plays = written.counts["plays"]
    if not written.players:
        return tr("Nobody plays here yet, so there is nothing in it.")
    told = trn("{count} run of {names}.", "{count} runs of {names}.", plays)
    said = told.format(count=whole(plays), names=", ".join(written.players))
    if not written.left_out:
        return said
    left = trn(
        "{count} damaged entry could not be taken along.",
        "{count} damaged entries could not be taken along.",
        written.left_out,
    )
    return f"{said} {left.format(count=whole(written.left_out))}"


def _is_said_again(name: str) -> bool:
    print(
        tr("This deletes every run and setting of {name}, and can't be undone.").format(name=name)
    )
    print(tr("Copies of the records made before an update go too, whoever is in them."))
    try:
        said = input(tr("Type the name once more to go on: "))
    except EOFError:
        return False
    return name_key(said) == name_key(name)


def _no_player(name: str) -> CommandError:
    return CommandError(tr('There is no player called "{name}".').format(name=name))


def _export_options(parser: ArgumentParser) -> None:
    parser.add_argument("--player", metavar=tr("NAME"), help=tr("only this player"))
    parser.add_argument(
        "--out", type=Path, metavar=tr("FILE.zip"), required=True, help=tr("the file to write")
    )
    _add_json(parser)


def _import_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=tr("FILE.zip"), help=tr("an export"))
    _add_json(parser)


def _forget_options(parser: ArgumentParser) -> None:
    parser.add_argument("--player", metavar=tr("NAME"), required=True, help=tr("whose data"))
    parser.add_argument("--yes", action="store_true", help=tr("do not ask"))


def _add_json(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=tr("print JSON instead of words"))


Command = Callable[[Namespace, DataFolders], int]
Options = Callable[[ArgumentParser], None]
COMMANDS: Mapping[str, tuple[str, Command, Options]] = {
    "export": (
        later("write what was played to a file to take along"),
        export,
        _export_options,
    ),
    "import": (
        later("take over what was exported on another computer"),
        take_over,
        _import_options,
    ),
    "forget": (
        later("delete a player's data for good"),
        forget_player,
        _forget_options,
    ),
}
"""What each command does in words, its function, and what adds its options."""
