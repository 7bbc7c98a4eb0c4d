"""The shipped songs: each can be read, is laid out for the game, and its tune is the right one."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import mido
import pytest

from game.charting.level import read_levels
from game.folders import shipped_folder
from game.music.reading import read_song
from game.music.tune import find_tune

SONGS = Path(__file__).resolve().parents[2] / "songs"
MIDI_FILES = sorted(SONGS.glob("*.mid"))
DRUM_CHANNEL = 9

# How each tune begins, written down from knowing it: (the note that is "1", its first phrase).
# A note is a degree of the major scale on "1", with b or # before it, ' or , for an octave up or
# down after it, and its length in quarter notes after a colon (left out: 1). "-" is a rest; bar
# lines are only there to be read by.
FIRST_PHRASES = {
    "amazing-grace": (
        "G4",
        "5, | 1:2 3:.5 1:.5 | 3:2 2 | 1:2 6, | 5,:2 5, | 1:2 3:.5 1:.5 | 3:2 2 | 5:5 3",
    ),
    "auld-lang-syne": (
        "F4",
        "5, | 1:1.5 1:.5 1 3 | 2:1.5 1:.5 2 3 | 1:1.5 1:.5 3 5 | 6:3",
    ),
    "brahms-lullaby": (
        "F4",
        "3:.5 3:.5 | 5:1.5 3:.5 3 | 5:2 3:.5 5:.5 | 1' 7:1.5 6:.5 | 6 5"
        " 2:.5 3:.5 | 4 2 2:.5 3:.5 | 4:2",
    ),
    "can-can": (
        "G4",
        "1:2 | 2:.5 4:.5 3:.5 2:.5 | 5 5 | 5:.5 6:.5 3:.5 4:.5 | 2 2 | 2:.5 4:.5 3:.5 2:.5"
        " | 1:.5 1':.5 7:.5 6:.5 | 5:.5 4:.5 3:.5 2:.5 | 1:2",
    ),
    "frere-jacques": (
        "F4",
        "1 2 3 1 | 1 2 3 1 | 3 4 5:2 | 3 4 5:2"
        " | 5:.5 6:.5 5:.5 4:.5 3 1 | 5:.5 6:.5 5:.5 4:.5 3 1 | 1 5, 1:2 | 1 5, 1:2",
    ),
    "fuer-elise": (
        "A4",
        "5:.25 #4:.25 | 5:.25 #4:.25 5:.25 2:.25 4:.25 b3:.25 | 1:.5 -:.25 b3,:.25 5,:.25 1:.25"
        " | 2:.5 -:.25 5,:.25 7,:.25 2:.25 | b3:.5",
    ),
    "greensleeves": (
        "A4",
        "1:.5 | b3 4:.5 5:.75 6:.25 5:.5 | 4 2:.5 b7,:.75 1:.25 2:.5"
        " | b3 1:.5 1:.75 7,:.25 1:.5 | 2 7,:.5 5,",
    ),
    "irish-washerwoman": (
        "G4",
        "5:.25 4:.25 | 3:.5 1:.5 1:.5 5,:.5 1:.5 1:.5 | 3:.5 1:.5 3:.5 5:.5 4:.5 3:.5"
        " | 4:.5 2:.5 2:.5 6,:.5 2:.5 2:.5 | 4:.5 2:.5 4:.5 6:.5 5:.5 4:.5",
    ),
    "jingle-bells": (
        "G4",
        "5, 3 2 1 | 5,:3 5,:.5 5,:.5 | 5, 3 2 1 | 6,:4 | 6, 4 3 2 | 7,:4 | 5 5 4 2 | 3:4",
    ),
    "minuet-in-g": (
        "G4",
        "5 1:.5 2:.5 3:.5 4:.5 | 5 1 1 | 6 4:.5 5:.5 6:.5 7:.5 | 1' 1 1"
        " | 4 5:.5 4:.5 3:.5 2:.5 | 3 4:.5 3:.5 2:.5 1:.5 | 7, 1:.5 2:.5 3:.5 1:.5 | 2:3",
    ),
    "my-bonnie": (
        "C5",
        "5, | 3 2 1 | 2 1 6, | 5, 3,:4 5, | 3 2 1 | 1 7, 1 | 2:5",
    ),
    "new-world-largo": (
        "D4",
        "3:.75 5:.25 5 3:.75 2:.25 1 | 2:.75 3:.25 5:.75 3:.25 2:2"
        " | 3:.75 5:.25 5 3:.75 2:.25 1 | 2:.5 3:.5 2:.75 1:.25 1:2",
    ),
    "ode-to-joy": (
        "G4",
        "3 3 4 5 | 5 4 3 2 | 1 1 2 3 | 3:1.5 2:.5 2:2",
    ),
    "oh-susanna": (
        "G4",
        "1:.25 2:.25 | 3:.5 5:.5 5:.75 6:.25 | 5:.5 3:.5 1:.75 2:.25 | 3:.5 3:.5 2:.5 1:.5 | 2:1.5",
    ),
    "old-macdonald": (
        "G4",
        "1 1 1 5, | 6, 6, 5,:2 | 3 3 2 2 | 1:3",
    ),
    "row-your-boat": (
        "C4",
        "1:1.5 1:1.5 | 1 2:.5 3:1.5 | 3 2:.5 3 4:.5 | 5:3",
    ),
    "scarborough-fair": (
        "D4",
        "1:2 1 | 5:2 5 | 2:1.5 b3:.5 2 | 1:3 | - 5 b7 | 1':2 b7 | 5 6 4 | 5:3",
    ),
    "silent-night": (
        "C4",
        "5:.75 6:.25 5:.5 3:1.5 | 5:.75 6:.25 5:.5 3:1.5 | 2' 2':.5 7:1.5 | 1' 1':.5 5:1.5",
    ),
    "the-entertainer": (
        "C5",
        "2:.25 3:.25 1:.25 6,:.5 7,:.25 5,:.5 | -:5.5 2,:.25 b3,:.25"
        " | 3,:.25 1:.5 3,:.25 1:.5 3,:.25 1:1.5 1:.25 2:.25 b3:.25"
        " | 3:.25 1:.25 2:.25 3:.5 7,:.25 2:.5 | 1:1.5",
    ),
    "turkish-march": (
        "A4",
        "2:.25 1:.25 7,:.25 1:.25 | b3:.5 -:.5 4:.25 b3:.25 2:.25 b3:.25"
        " | 5:.5 -:.5 b6:.25 5:.25 #4:.25 5:.25"
        " | 2':.25 1':.25 7:.25 1':.25 2':.25 1':.25 7:.25 1':.25 | b3'",
    ),
    "twinkle-twinkle": (
        "C4",
        "1 1 5 5 | 6 6 5:2 | 4 4 3 3 | 2 2 1:2",
    ),
    "when-the-saints": (
        "F4",
        "1 3 4 | 5:5 1 3 4 | 5:5 1 3 4 | 5:2 3:2 | 1:2 3:2 | 2:5",
    ),
    "william-tell": (
        "G4",
        "5,:.25 5,:.25 | 5,:.5 5,:.25 5,:.25 5,:.5 5,:.25 5,:.25 | 1:.5 2:.5 3:.5 5,:.25 5,:.25"
        " | 5,:.5 5,:.25 5,:.25 5,:.5 1:.25 3:.25 | 2:.5 7,:.5 5,:.5",
    ),
    "yankee-doodle": (
        "C5",
        "1:.5 1:.5 2:.5 3:.5 | 1:.5 3:.5 2:.5 5,:.5 | 1:.5 1:.5 2:.5 3:.5 | 1 7,",
    ),
}

NOTE_NAMES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
DEGREES = (0, 2, 4, 5, 7, 9, 11)
ACCIDENTALS = {"b": -1, "": 0, "#": 1}
WRITTEN_NOTE = re.compile(r"([b#]?)([1-7])([',]*)(?::([\d.]+))?")
WRITTEN_REST = re.compile(r"-(?::([\d.]+))?")
YOUNGEST_TUNE = 1902  # The Entertainer; Scott Joplin died in 1917
COMPOSER_AND_YEAR = re.compile(r"[^,\d]+, (?:about )?(1\d{3})")

every_song = pytest.mark.parametrize("path", MIDI_FILES, ids=lambda path: path.stem)


@dataclass(frozen=True, slots=True)
class Sounding:
    """A note of a track. Onset and length in quarter notes."""

    onset: float
    length: float
    pitch: int
    velocity: int
    channel: int

    def overlap(self, other: Sounding) -> float:
        """For how many quarter notes both sound."""
        end = min(self.onset + self.length, other.onset + other.length)
        return end - max(self.onset, other.onset)


def track_names(midi: mido.MidiFile) -> list[str]:
    return [
        next((message.name for message in track if message.type == "track_name"), "")
        for track in midi.tracks
    ]


def notes_of(midi: mido.MidiFile, track: mido.MidiTrack) -> list[Sounding]:
    ticks = 0
    started: dict[int, tuple[int, mido.Message]] = {}
    notes: list[Sounding] = []
    for message in track:
        ticks += message.time
        if message.type not in ("note_on", "note_off"):
            continue
        if message.type == "note_on" and message.velocity > 0:
            assert message.note not in started, "a note begins again before it has ended"
            started[message.note] = (ticks, message)
            continue
        start, first = started.pop(message.note)
        beat = midi.ticks_per_beat
        length = (ticks - start) / beat
        notes.append(Sounding(start / beat, length, first.note, first.velocity, first.channel))
    assert not started, "a note never ends"
    return sorted(notes, key=lambda note: (note.onset, note.pitch))


def parts(path: Path) -> dict[str, list[Sounding]]:
    """The notes of every voice, by the name of its track; the first track holds only the tempo."""
    midi = mido.MidiFile(str(path))
    names = track_names(midi)[1:]
    assert len(set(names)) == len(names), "two voices share a name"
    return {name: notes_of(midi, track) for name, track in zip(names, midi.tracks[1:], strict=True)}


def written(tonic: str, phrase: str) -> list[tuple[float, int, float]]:
    """The notes of a phrase from the table as (onset, pitch, length), the first at onset 0."""
    one = NOTE_NAMES[tonic[0]] + 12 * (int(tonic[1]) + 1)
    onset = 0.0
    notes: list[tuple[float, int, float]] = []
    for word in phrase.replace("|", " ").split():
        if rest := WRITTEN_REST.fullmatch(word):
            onset += float(rest[1] or 1)
            continue
        note = WRITTEN_NOTE.fullmatch(word)
        assert note is not None, f"{word} is no note"
        octave = note[3].count("'") - note[3].count(",")
        pitch = one + DEGREES[int(note[2]) - 1] + ACCIDENTALS[note[1]] + 12 * octave
        length = float(note[4] or 1)
        notes.append((onset, pitch, length))
        onset += length
    return notes


def test_every_source_has_its_midi_file_and_every_midi_file_its_source() -> None:
    assert {path.stem for path in MIDI_FILES} == {path.stem for path in SONGS.glob("abc/*.abc")}


def test_the_table_of_first_phrases_covers_every_song() -> None:
    assert set(FIRST_PHRASES) == {path.stem for path in MIDI_FILES}


@every_song
def test_the_tune_begins_as_everybody_knows_it(path: Path) -> None:
    expected = written(*FIRST_PHRASES[path.stem])
    melody = parts(path)["Melody"][: len(expected)]
    first = melody[0].onset
    heard = [(note.onset - first, note.pitch, note.length) for note in melody]
    assert [pitch for _, pitch, _ in heard] == [pitch for _, pitch, _ in expected]
    assert [onset for onset, _, _ in heard] == pytest.approx([o for o, _, _ in expected])
    assert [length for _, _, length in heard] == pytest.approx(
        [length for _, _, length in expected], abs=0.01
    )


@every_song
def test_the_tune_is_alone_on_its_track_and_in_a_singable_range(path: Path) -> None:
    melody = parts(path)["Melody"]
    for note, following in pairwise(melody):
        assert note.onset + note.length <= following.onset
    assert all(60 <= note.pitch <= 84 for note in melody)


@every_song
def test_a_song_is_long_enough_to_play_and_short_enough_to_play_again(path: Path) -> None:
    assert 55 <= read_song(path).duration_s <= 160


@every_song
def test_the_tune_begins_soon(path: Path) -> None:
    song = read_song(path)
    assert find_tune(song).notes[0].onset_s <= 8


@every_song
def test_an_accompaniment_carries_the_tune_and_stays_below_its_loudness(path: Path) -> None:
    voices = parts(path)
    melody = voices.pop("Melody")
    assert len(voices) >= 2
    softest = min(note.velocity for note in melody)
    for name, notes in voices.items():
        assert notes, f"{name} is empty"
        assert max(note.velocity for note in notes) < softest, name


@every_song
def test_each_voice_has_its_own_channel_and_drums_have_the_drum_channel(path: Path) -> None:
    voices = parts(path)
    channels = {name: {note.channel for note in notes} for name, notes in voices.items()}
    assert all(len(used) == 1 for used in channels.values())
    assert len(set.union(*channels.values())) == len(voices)
    assert all((used == {DRUM_CHANNEL}) == (name == "Drums") for name, used in channels.items())


@every_song
def test_all_voices_end_together_at_the_end_of_a_bar(path: Path) -> None:
    midi = mido.MidiFile(str(path))
    lengths = {sum(message.time for message in track) for track in midi.tracks[1:]}
    assert len(lengths) == 1
    meters = [m for track in midi.tracks for m in track if m.type == "time_signature"]
    bar = meters[0].numerator * 4 * midi.ticks_per_beat // meters[0].denominator
    tail = 25  # abc2midi lets the last note ring on for this many ticks
    assert (lengths.pop() - tail) % bar == 0


@every_song
def test_the_tempo_is_steady(path: Path) -> None:
    assert len(read_song(path).tempo_map.changes) == 1


@every_song
def test_no_note_of_the_tune_is_held_against_a_semitone(path: Path) -> None:
    voices = parts(path)
    melody = voices.pop("Melody")
    voices.pop("Drums", None)
    others = [note for notes in voices.values() for note in notes]
    clashes = [
        (note, other)
        for note in melody
        for other in others
        if abs(note.pitch - other.pitch) in (1, 13) and note.overlap(other) > 1.01
    ]
    assert clashes == []


@every_song
def test_the_game_finds_the_tune(path: Path) -> None:
    song = read_song(path)
    tune = find_tune(song)
    assert song.tracks[tune.track].name == "Melody"
    assert len(tune.notes) == len(parts(path)["Melody"])


def header_of(path: Path) -> dict[str, str]:
    """The information fields of a song's source, such as `T` for its title."""
    source = (SONGS / "abc" / f"{path.stem}.abc").read_text(encoding="utf-8")
    return dict(line.split(":", 1) for line in source.splitlines() if line[1:2] == ":")


@every_song
def test_the_title_in_the_source_is_the_title_of_the_song(path: Path) -> None:
    assert read_song(path).title == header_of(path)["T"].strip()


@every_song
def test_a_tune_is_traditional_or_old_enough_for_the_public_domain(path: Path) -> None:
    composer = header_of(path)["C"].strip()
    named = COMPOSER_AND_YEAR.fullmatch(composer)
    assert composer.startswith("Traditional") or (named and int(named[1]) <= YOUNGEST_TUNE)


@every_song
def test_a_source_rests_on_no_other_arrangement(path: Path) -> None:
    assert set(header_of(path)) == set("XTCGMLQKV"), "such as S:, Z: or B:, which cite a source"


@every_song
def test_a_song_names_the_level_it_is_a_good_first_one_for(path: Path) -> None:
    levels = {level.number for level in read_levels(shipped_folder("levels"))}
    word, number = header_of(path)["G"].split()
    assert word == "level" and int(number) in levels


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("songs")
    command = [sys.executable, str(SONGS / "abc" / "build.py"), "--to", str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
    assert run.returncode == 0, run.stderr
    return folder


@pytest.mark.skipif(
    shutil.which("abc2midi") is None,
    reason="building the songs needs abc2midi (in the Debian package abcmidi)",
)
@every_song
def test_the_midi_file_is_what_its_source_builds(path: Path, rebuilt: Path) -> None:
    committed = mido.MidiFile(str(path))
    fresh = mido.MidiFile(str(rebuilt / path.name))
    assert fresh.ticks_per_beat == committed.ticks_per_beat
    assert fresh.tracks == committed.tracks


def test_every_song_is_marked_with_the_level_in_its_source() -> None:
    marks = tomllib.loads((SONGS / "levels.toml").read_text(encoding="utf-8"))
    sources = {path.stem: path.read_text(encoding="utf-8") for path in SONGS.glob("abc/*.abc")}
    assert marks.keys() == sources.keys()
    for stem, level in marks.items():
        assert f"\nG:level {level}\n" in sources[stem]
