"""`demo --weeks`: simulated players practise for weeks, so that there is something to look at.

It only ever adds players of its own, with "(demo)" in their names.
"""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from game.charting.level import read_levels
from game.cli.shared import CommandError, opened_records
from game.coach.exercises import ExerciseError, read_exercises, warm_ups
from game.folders import DataFolders, shipped_folder
from game.made_up import PEOPLE, Deed, Person, Span, World, practice_of
from game.music.reading import read_song
from game.music.tune import find_tune
from game.records.checks import Check
from game.records.exercises import ExerciseRun
from game.records.feelings import Feeling
from game.records.plays import NewPlay
from game.records.settings import PlayChoice
from game.records.store import Records
from game.text import tr, trn, whole

MOST_WEEKS = 104
_SONGS = (
    *("ode-to-joy", "amazing-grace", "silent-night", "greensleeves", "minuet-in-g"),
    *("oh-susanna", "when-the-saints", "scarborough-fair"),
)


def demo_weeks(options: Namespace, folders: DataFolders) -> int:
    """`thumbtune demo --weeks N`: fill the data folder with the practice of simulated players."""
    span = Span(options.until or date.today(), options.weeks)
    if span.first.year < 1970:
        raise CommandError(tr("There was no practice before 1970; please give a later --until."))
    world = _world()
    with opened_records(folders) as records:
        _refuse_twice(records)
        before = records.players.last()
        for person in PEOPLE:
            print(_told(person, _add(person, world, span, options.seed, records)), flush=True)
        last = before or records.players.find(PEOPLE[0].name)
        if last is not None:
            records.players.take(last.id)
    return 0


def _world() -> World:
    folder = shipped_folder("songs")
    levels = read_levels(shipped_folder("levels"))
    songs = [read_song(folder / f"{name}.mid") for name in _SONGS]
    try:
        exercises = warm_ups(levels, read_exercises(shipped_folder("levels")))
    except ExerciseError as problem:
        raise CommandError(str(problem)) from None
    return World(tuple((song, find_tune(song)) for song in songs), levels, exercises)


def _refuse_twice(records: Records) -> None:
    """Raises `CommandError` if one of the simulated players is here already."""
    for person in PEOPLE:
        if records.players.find(person.name) is not None:
            told = tr(
                "{name} practises here already; please choose another folder with --data-dir, "
                "or delete the players with (demo) in their names first."
            )
            raise CommandError(told.format(name=person.name))


def _add(person: Person, world: World, span: Span, seed: int, records: Records) -> int:
    """Keep everything that `person` does; how many songs they were."""
    player = records.players.make(person.name)
    songs = 0
    last: NewPlay | None = None
    for deed in practice_of(person, player.id, world, span, seed):
        _keep(deed, records)
        if isinstance(deed, NewPlay):
            songs, last = songs + 1, deed
    if last is not None:
        chart = last.chart
        records.settings.keep_play(
            player.id, PlayChoice(chart.level_id, chart.speed_percent, person.side, chart.grips)
        )
    return songs


def _keep(deed: Deed, records: Records) -> None:
    match deed:
        case NewPlay():
            records.plays.store(deed)
        case ExerciseRun():
            records.exercises.store(deed)
        case Feeling():
            records.feelings.store(deed)
        case Check():
            records.checks.store(deed)


def _told(person: Person, songs: int) -> str:
    told = trn("{name}: {count} song played.", "{name}: {count} songs played.", songs)
    return told.format(name=person.name, count=whole(songs))
