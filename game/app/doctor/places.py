"""What the doctor sees on the disk: the data folder, the records, the songs' sound."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from game.app.doctor.report import Fact, Finding
from game.charting.level import LevelError
from game.folders import DataFolders
from game.own_levels import read_all_levels
from game.sound.cache import DEFAULT_LIMIT_BYTES
from game.sound.soundfont.font import BUILT_IN, built_in_font
from game.sound.soundfont.problem import FontError
from game.text import decimal, tr, trn

ROOM_NEEDED_BYTES = 200_000_000
"""Two long songs' sound, and the records many times over."""


def data_folder(folders: DataFolders) -> Finding:
    """Whether the data folder can be written to and has room."""
    root = folders.root
    standing = _first_standing(root)
    writable = os.access(standing, os.W_OK | os.X_OK)
    free_bytes = shutil.disk_usage(standing).free
    place = "{path}" if root.exists() else tr("{path} (made at the first start)")
    words = [place.format(path=root)]
    if not writable:
        words.append(tr("Nothing can be written there, so no run can be kept."))
    words.append(tr("{size} free on its disk.").format(size=_size(free_bytes)))
    if free_bytes < ROOM_NEEDED_BYTES:
        words.append(
            tr("That is little: songs may play in silence, and runs may wait to be stored.")
        )
    facts: dict[str, Fact] = {
        "path": str(root),
        "exists": root.exists(),
        "writable": writable,
        "free_bytes": free_bytes,
        "log": str(folders.log) if folders.log.exists() else None,
    }
    if folders.log.exists():
        words.append(tr("Details of unexpected trouble are in {path}.").format(path=folders.log))
    is_well = writable and free_bytes >= ROOM_NEEDED_BYTES
    return Finding("data", tr("Data folder"), tuple(words), facts, is_well)


def levels(folders: DataFolders) -> Finding:
    """Whether all levels can be played, those in the data folder among them."""
    heading = tr("Levels")
    try:
        found = read_all_levels(folders)
    except LevelError as problem:
        return Finding("levels", heading, (str(problem),), {"count": 0}, is_well=False)
    own = sum(level.is_own for level in found.levels)
    count = len(found.levels)
    said = trn("{count} level can be played.", "{count} levels can be played.", count)
    words = [said.format(count=count)]
    words.append(tr("Your own ones belong in {path}.").format(path=folders.levels))
    words += found.left_out
    facts: dict[str, Fact] = {
        "count": count,
        "own": own,
        "path": str(folders.levels),
        "left_out": list(found.left_out),
    }
    return Finding("levels", heading, tuple(words), facts, is_well=not found.left_out)


def records_file(path: Path) -> Finding:
    """Whether the records at `path` are whole. They are only read."""
    heading = tr("Records")
    if not path.exists():
        return Finding("records", heading, (tr("None yet."),), {"exists": False})
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            verdict = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
            format_number = int(connection.execute("PRAGMA user_version").fetchone()[0])
            plays = int(connection.execute("SELECT count(*) FROM plays").fetchone()[0])
            players = int(connection.execute("SELECT count(*) FROM players").fetchone()[0])
    except sqlite3.Error as problem:
        words = (tr("They can't be read; at the next start they are set aside and kept."),)
        return Finding(
            "records", heading, words, {"exists": True, "problem": str(problem)}, is_well=False
        )
    is_whole = verdict == "ok"
    told = (
        tr("{runs} of {players}, {size}, all readable.")
        if is_whole
        else tr("{runs} of {players}, {size}, and parts of the file are damaged.")
    )
    words = (
        told.format(
            runs=trn("{count} run", "{count} runs", plays).format(count=plays),
            players=trn("{count} player", "{count} players", players).format(count=players),
            size=_size(path.stat().st_size),
        ),
    )
    facts: dict[str, Fact] = {
        "exists": True,
        "whole": is_whole,
        "format": format_number,
        "plays": plays,
        "players": players,
        "bytes": path.stat().st_size,
    }
    return Finding("records", heading, words, facts, is_whole)


def sound_cache(folder: Path, limit_bytes: int = DEFAULT_LIMIT_BYTES) -> Finding:
    """How much of the songs' sound is kept."""
    sizes = [path.stat().st_size for path in _files(folder)]
    told = trn(
        "{count} file, {size} of {limit}, in {path}.",
        "{count} files, {size} of {limit}, in {path}.",
        len(sizes),
    )
    words = told.format(
        count=len(sizes), size=_size(sum(sizes)), limit=_size(limit_bytes), path=folder
    )
    facts: dict[str, Fact] = {
        "path": str(folder),
        "files": len(sizes),
        "bytes": sum(sizes),
        "limit_bytes": limit_bytes,
    }
    return Finding("cache", tr("Songs' sound"), (words,), facts)


def instruments() -> Finding:
    """Whether the font that comes with the game can be played from."""
    heading = tr("Instruments")
    try:
        font = built_in_font()
    except FontError as problem:
        told = tr("{problem} Songs play in silence until Thumbtune is installed again.")
        words = (told.format(problem=problem),)
        return Finding("font", heading, words, {"path": str(BUILT_IN)}, is_well=False)
    presets = len(font.presets)
    font.close()
    size = BUILT_IN.stat().st_size
    facts: dict[str, Fact] = {"path": str(BUILT_IN), "presets": presets, "bytes": size}
    told = tr("{file}, {count} sounds, {size}.")
    words = (told.format(file=BUILT_IN.name, count=presets, size=_size(size)),)
    return Finding("font", heading, words, facts)


def _files(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.rglob("*") if path.is_file()]
    except OSError:
        return []


def _first_standing(path: Path) -> Path:
    """`path`, or the nearest folder above it that is there."""
    return next(one for one in (path, *path.parents) if one.exists())


def _size(size_bytes: int) -> str:
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size_bytes >= factor:
            return f"{decimal(size_bytes / factor, 1)} {unit}"
    return tr("{count} bytes").format(count=size_bytes)
