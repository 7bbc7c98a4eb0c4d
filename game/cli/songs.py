"""`songs`, `add` and `tune`: which songs there are, adding some, and which part is the tune."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from game.candidates import Candidate, candidates, choice_of, chosen
from game.cli.shared import CommandError, minutes, open_library, opened_records, print_json
from game.folders import DataFolders
from game.library import Added, Entry, added_in_words
from game.music.tune import find_tune
from game.text import tr, trn


def songs(options: Namespace, folders: DataFolders) -> int:
    """`thumbtune songs`: every song of the library, and every file that can't be played."""
    for entry in open_library(folders).entries():
        if options.json:
            print_json(_song_facts(entry))
        elif entry.facts:
            print(f"{minutes(entry.duration_s):>6}  {entry.title}")
        else:
            print(f"     -  {entry.path.name}: {entry.problem}")
    if not options.json:
        print(tr("MIDI files in {folder} appear here too.").format(folder=folders.songs))
    return 0


def add(options: Namespace, folders: DataFolders) -> int:
    """`thumbtune add FILE|FOLDER...`: copy songs; 1 if any can't be played."""
    library = open_library(folders)
    added = library.add(Path(name).expanduser() for name in options.paths)
    library.read_all()
    added = library.described(added)
    for one in added:
        if options.json:
            print_json(_added_facts(one))
        else:
            print(added_in_words([one]))
    if not options.json and len(added) > 1:
        print(added_in_words(added))
    return 1 if any(one.problem for one in added) else 0


def tune(options: Namespace, folders: DataFolders) -> int:
    """`thumbtune tune FILE|TITLE`: the candidates for a song's tune; `--choose N` takes one."""
    library = open_library(folders)
    entry = library.find(options.song)
    song = library.song(entry.path)
    found = find_tune(song)
    offered = candidates(song, found)
    with opened_records(folders) as records:
        now = choice_of(chosen(song, found, records.songs))
        if options.choose is not None:
            if not 1 <= options.choose <= len(offered):
                told = tr("The candidates for this tune are 1 to {count}.")
                raise CommandError(told.format(count=len(offered)))
            choice = offered[options.choose - 1].choice
            records.songs.choose_tune(song.sha256, choice, before=now)
            now = choice
    for number, candidate in enumerate(offered, start=1):
        if options.json:
            print_json(_candidate_facts(number, candidate, is_tune=candidate.choice == now))
        else:
            print(_candidate_in_words(number, candidate, is_tune=candidate.choice == now))
    return 0


def _song_facts(entry: Entry) -> dict[str, object]:
    facts = entry.facts
    return {
        "file": str(entry.path),
        "title": entry.title,
        "duration_s": round(facts.duration_s, 3) if facts else None,
        "notes": facts.note_count if facts else None,
        "tune_confidence": round(facts.tune.confidence, 4) if facts else None,
        "sha256": entry.sha256 if facts else None,
        "problem": entry.problem,
    }


def _added_facts(added: Added) -> dict[str, object]:
    return {
        "source": str(added.source),
        "file": str(added.path) if added.path else None,
        "title": added.title,
        "was_there": added.was_there,
        "problem": added.problem,
    }


def _candidate_facts(number: int, candidate: Candidate, *, is_tune: bool) -> dict[str, object]:
    track, channel, voice = candidate.choice
    return {
        "number": number,
        "is_tune": is_tune,
        "track": track,
        "channel": channel,
        "voice": voice,
        "part": candidate.part,
        "name": candidate.name,
        "instrument": candidate.instrument,
        "range": candidate.range,
        "notes": candidate.note_count,
        "begins_s": round(candidate.begins_s, 3),
        "first_notes": candidate.first_notes,
    }


def _candidate_in_words(number: int, candidate: Candidate, *, is_tune: bool) -> str:
    name = f"{candidate.name}: " if candidate.name else ""
    part = f", {tr(candidate.part)}" if candidate.part else ""
    notes = trn("{count} note", "{count} notes", candidate.note_count)
    begins = tr("begins {notes}").format(notes=candidate.first_notes)
    mark = tr("(this is the tune)") if is_tune else ""
    return (
        f"{number}  {name}{tr(candidate.instrument)}{part}, {tr(candidate.range)}, "
        f"{notes.format(count=candidate.note_count)}, {begins}   {mark}".rstrip()
    )
