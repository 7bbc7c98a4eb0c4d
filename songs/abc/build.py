"""Builds `songs/*.mid` from the ABC sources beside this file; needs abc2midi on the PATH.

abc2midi gives every voice the song's own title, so afterwards each track takes the name its voice
has in the source (`V:1 name="Melody"`): that name is how the tune is found.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import mido

SOURCES = Path(__file__).resolve().parent
SONGS = SOURCES.parent
VOICE_NAME = re.compile(r'^V:\s*\S+.*\bname="([^"]+)"', re.MULTILINE)
LEVEL = re.compile(r"^G:level ([1-9])$", re.MULTILINE)
LEVELS_HEAD = """\
# The level each song is a good first song for. Written by abc/build.py from the G: lines.
"""
COMPLAINT = re.compile(r"^(?:Warning|Error)\b.*", re.MULTILINE)


class BuildError(Exception):
    """A source can't be built. Its text names the source and what to look at."""


def build(source: Path, target: Path) -> None:
    """Write the MIDI file `target` from the ABC file `source`; same source, same bytes.

    Raises `BuildError` when abc2midi has anything to complain about or the voices differ in length.
    """
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "song.mid"
        command = ["abc2midi", str(source), "-o", str(raw)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        complaints = COMPLAINT.findall(run.stdout + run.stderr)
        if complaints or run.returncode != 0 or not raw.exists():
            raise BuildError(f"{source.name}: " + "; ".join(complaints or ["abc2midi stopped"]))
        midi = mido.MidiFile(str(raw))
    _tidy(midi, VOICE_NAME.findall(source.read_text(encoding="utf-8")), source.name)
    midi.save(str(target))


def _tidy(midi: mido.MidiFile, voices: list[str], source_name: str) -> None:
    """Name the tracks after their voices and put every note exactly on its beat.

    The first track holds title and tempo. abc2midi starts each note one tick late, so that it never
    meets the end of the note before; taking the tick from the start of a track undoes that.
    """
    for track in midi.tracks:
        track[:] = [message for message in track if message.type != "text"]
    tracks = midi.tracks[1:]
    if len(tracks) != len(voices):
        raise BuildError(f"{source_name}: {len(voices)} named voices, but {len(tracks)} tracks")
    for track, name in zip(tracks, voices, strict=True):
        track[:] = [message for message in track if message.type != "track_name"]
        next(message for message in track if message.time > 0).time -= 1
        track.insert(0, mido.MetaMessage("track_name", name=name))
    lengths = {sum(message.time for message in track) for track in tracks}
    if len(lengths) > 1:
        raise BuildError(f"{source_name}: the voices end at different ticks {sorted(lengths)}")


def marked_levels() -> str:
    """What `levels.toml` is to say of all songs. Raises `BuildError` for one without a level."""
    lines: list[str] = []
    for source in sorted(SOURCES.glob("*.abc")):
        level = LEVEL.search(source.read_text(encoding="utf-8"))
        if level is None:
            raise BuildError(f"{source.name}: there is no line such as G:level 1")
        lines.append(f"{source.stem} = {level[1]}\n")
    return LEVELS_HEAD + "".join(lines)


def main() -> int:
    """Build the songs named on the command line, or all of them; 0 when every one was built."""
    parser = argparse.ArgumentParser(description="Build the songs' MIDI files from their ABC.")
    parser.add_argument("slugs", nargs="*", help="such as ode-to-joy; all songs when left out")
    parser.add_argument("--to", type=Path, default=SONGS, help="folder to write to")
    arguments = parser.parse_args()
    if shutil.which("abc2midi") is None:
        print("abc2midi is not on the PATH; it is in the Debian package abcmidi.", file=sys.stderr)
        return 1
    slugs = arguments.slugs or sorted(path.stem for path in SOURCES.glob("*.abc"))
    try:
        for slug in slugs:
            build(SOURCES / f"{slug}.abc", arguments.to / f"{slug}.mid")
        (arguments.to / "levels.toml").write_text(marked_levels(), encoding="utf-8")
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(slugs)} songs built.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
