"""`scores` and `replay`: what has been played."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from game.charting.level import Level, level_called, level_name
from game.cli.demo import result_facts, result_in_words
from game.cli.shared import CommandError, open_library, opened_records, print_json
from game.folders import DataFolders
from game.library import Entry
from game.own_levels import read_all_levels
from game.play.engine import RULES_VERSION
from game.play.result import result_of
from game.records.bests import Record
from game.records.players import Player
from game.records.store import Records
from game.text import tr


def scores(options: Namespace, folders: DataFolders) -> int:
    """`thumbtune scores [SONG]`: the best run of each player under each setting.

    Asked for a song, it tells those on earlier versions of the song's file, too.
    """
    song = open_library(folders).find(options.song) if options.song else None
    with opened_records(folders) as records:
        records.rescore()
        versions = _versions(song, records)
        found = [
            (player, record)
            for player in _asked_players(options.player, records)
            for version in versions
            for record in records.bests.all(player.id, song_sha256=version)
        ]
        levels = read_all_levels(folders).levels
        for player, record in found:
            title = records.plays.find(str(record.play_id)).summary.song_title
            if options.json:
                print_json(_record_facts(player, title, record))
            else:
                print(_record_in_words(player, title, record, levels))
    if not found and not options.json:
        print(tr("No runs yet: play a song to its end and it stands here."))
    return 0


def replay(options: Namespace, folders: DataFolders) -> int:
    """`thumbtune replay PLAY_ID`: judge a stored run again; with `--check` 1 if it differs."""
    with opened_records(folders) as records:
        play = records.plays.find(options.play_id)
    result = result_of(play.chart, play.replay)
    stored = play.summary.score
    same = stored == result.score
    if options.json:
        print_json({"play": str(play.summary.id), "same": same} | result_facts(result))
    else:
        told = tr("{title}, played by {player}")
        print(told.format(title=play.summary.song_title, player=play.summary.player_name))
        print(result_in_words(result))
    if not options.check:
        return 0
    if stored is None:
        told = tr("This run has no stored result under rules {version} yet.")
        raise CommandError(told.format(version=RULES_VERSION))
    if not same:
        told = tr("The stored result is {stored} points, but the replay gives {points}.")
        raise CommandError(told.format(stored=stored.points, points=result.score.points))
    if not options.json:
        print(tr("The stored result is the same."))
    return 0


def _versions(song: Entry | None, records: Records) -> tuple[str | None, ...]:
    """The hash of a song and of all it was before; (None,) for no song."""
    if song is None or song.sha256 is None:
        return (None,)
    if song.earlier_sha256:
        records.songs.note_versions([(song.sha256, song.earlier_sha256)])
    earlier = records.songs.earlier_versions().get(song.sha256, frozenset())
    return (song.sha256, *sorted(earlier))


def _asked_players(name: str | None, records: Records) -> tuple[Player, ...]:
    if name is None:
        return records.players.all()
    player = records.players.find(name)
    if player is None:
        raise CommandError(tr('There is no player called "{name}".').format(name=name))
    return (player,)


def _record_facts(player: Player, title: str, record: Record) -> dict[str, object]:
    course, score = record.key.course, record.score
    return {
        "player": player.name,
        "song": title,
        "sha256": course.song_sha256,
        "level": course.level_id,
        "speed_percent": course.speed_percent,
        "grips": course.grip_names.split(","),
        "input": record.key.input_kind.value,
        "points": score.points,
        "max_points": score.max_points,
        "accuracy": round(score.accuracy, 4),
        "stars": score.stars,
        "date": record.started.local.isoformat(),
        "play": str(record.play_id),
    }


def _record_in_words(player: Player, title: str, record: Record, levels: Sequence[Level]) -> str:
    course = record.key.course
    level = level_called(levels, course.level_id)
    told = tr(
        "{points:>6} points  {stars} stars  {title} ({level}, {speed} %, {grips}, {input}), "
        "{player}, {day}"
    )
    return told.format(
        points=record.score.points,
        stars=record.score.stars,
        title=title,
        level=level_name(level) if level else course.level_id,
        speed=course.speed_percent,
        grips=course.grip_names,
        input=record.key.input_kind.value,
        player=player.name,
        day=f"{record.started.local:%Y-%m-%d}",
    )
