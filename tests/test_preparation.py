"""A song is made ready step by step in other threads; what cannot be, is told in a sentence."""

from __future__ import annotations

import wave
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic, sleep

import mido
import numpy as np
import pytest

from game.beside import ProcessRoom, Work, WorkLostError
from game.charting.chart import Chart, ChartNote, Grip
from game.charting.charter import make_chart
from game.charting.level import Level
from game.library import Library
from game.music.song import SongError
from game.preparation import BROKE_OFF, MAX_LEAD_IN_S, SETTLE_S, Preparation, Prepared, kept_chart
from game.records.store import Records
from game.settings import Hand, PlaySettings, SoundSettings
from game.sound.cache import StemCache
from game.sound.instrument import Samples
from game.sound.tone import SAMPLE_RATE
from game.workshop import TOLD, Charted, HitsPlanned, MixBegun, make_ready, read
from tests.app.stage import LEVELS, AtOnce, InlineJob, Later, write_song
from tests.music.midi import played, written
from tests.records.making import play_of, records_in_memory

LEVEL = LEVELS[0]
SETTINGS = PlaySettings(LEVEL, 100, Hand.RIGHT, LEVEL.default_grips)


@pytest.fixture
def records() -> Iterator[Records]:
    with records_in_memory() as records:
        yield records


@pytest.fixture
def song(tmp_path: Path) -> Path:
    return write_song(tmp_path / "song.mid", "Song")


Prepare = Callable[..., Preparation]


@pytest.fixture
def prepare(records: Records) -> Prepare:
    """Begins to make a file ready, silently unless there are `sounds`."""

    def prepare(
        path: Path,
        settings: PlaySettings = SETTINGS,
        sounds: StemCache | None = None,
        workroom: AtOnce | None = None,
    ) -> Preparation:
        room = workroom or AtOnce()
        return Preparation(path, settings, records, room, sounds, SoundSettings())

    return prepare


def ready(preparation: Preparation) -> Prepared:
    prepared = preparation.poll()
    assert prepared is not None
    return prepared


def test_a_song_is_read_then_charted_then_rendered(
    prepare: Prepare, song: Path, tmp_path: Path
) -> None:
    workroom = Later()
    preparation = prepare(song, sounds=StemCache(tmp_path / "sounds"), workroom=workroom)
    assert preparation.poll() is None
    workroom.work()
    assert preparation.progress == 0.0
    assert preparation.poll() is None
    assert not (tmp_path / "sounds").exists()
    workroom.work()
    prepared = ready(preparation)
    assert preparation.progress == 1.0
    assert prepared.mix is not None and prepared.mix.path.exists()
    assert prepared.message is None
    assert prepared.chart == make_chart(prepared.song, LEVEL, LEVEL.default_grips, 100)


def test_without_a_sound_card_there_is_nothing_to_render_and_nothing_to_say(
    prepare: Prepare, song: Path
) -> None:
    prepared = ready(prepare(song))
    assert (prepared.mix, prepared.message) == (None, None)


def test_where_sound_cannot_be_written_the_song_is_ready_and_silent(
    prepare: Prepare, song: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    prepared = ready(prepare(song, sounds=StemCache(tmp_path / "file" / "sounds")))
    assert prepared.mix is None
    assert prepared.message is not None and "plays in silence" in prepared.message
    assert prepared.chart.notes


def test_a_file_that_is_no_song_is_told(prepare: Prepare, tmp_path: Path) -> None:
    (tmp_path / "empty.mid").touch()
    with pytest.raises(SongError, match="This file is empty"):
        prepare(tmp_path / "empty.mid").poll()


def test_given_up_it_stops_and_leaves_nothing_half_written(
    prepare: Prepare, song: Path, tmp_path: Path
) -> None:
    workroom = Later()
    preparation = prepare(song, sounds=StemCache(tmp_path / "sounds"), workroom=workroom)
    workroom.work()
    preparation.poll()
    preparation.cancel()
    workroom.work()
    assert preparation.poll() is None
    assert not (tmp_path / "sounds").exists()


@pytest.mark.parametrize("speed", [40, 100, 120])
@pytest.mark.parametrize("level", LEVELS)
def test_the_first_note_has_its_whole_way_and_the_count_in_begins_after_a_breath(
    prepare: Prepare, song: Path, speed: int, level: Level
) -> None:
    settings = replace(SETTINGS, level=level, speed_percent=speed)
    prepared = ready(prepare(song, settings))
    beat_s = 0.5 * 100 / speed
    assert prepared.lead_in_s == max(settings.level.approach_s, 4 * beat_s + SETTLE_S)


@pytest.mark.parametrize("speed", [50, 100])
def test_a_song_that_begins_with_a_long_silence_is_joined_just_before_its_first_bar(
    prepare: Prepare, tmp_path: Path, speed: int
) -> None:
    path = tmp_path / "late.mid"
    path.write_bytes(written(played([(40 + place, 1, 60 + place) for place in range(8)]), kind=0))
    prepared = ready(prepare(path, replace(SETTINGS, speed_percent=speed)))
    first_s = prepared.chart.notes[0].time_s
    assert first_s == 20.0 * 100 / speed
    assert 2.0 <= (first_s - prepared.skipped_s) * speed / 100 <= 4.0


@pytest.mark.parametrize("speed", [40, 120])
def test_a_very_slow_song_does_not_keep_the_player_waiting_for_minutes(
    prepare: Prepare, tmp_path: Path, speed: int
) -> None:
    """Four beats of 16 seconds; a tempo like that is a way to write a file, not a pulse."""
    slow = mido.MetaMessage("set_tempo", tempo=16_000_000)
    notes = played([(place / 8, 1 / 8, 60 + place) for place in range(4)])
    path = tmp_path / "slow.mid"
    path.write_bytes(written([slow, *notes], kind=0))
    sounds = StemCache(tmp_path / "sounds")
    prepared = ready(prepare(path, replace(SETTINGS, speed_percent=speed), sounds))
    assert prepared.lead_in_s == MAX_LEAD_IN_S
    assert prepared.mix is not None


def test_the_chart_played_before_is_taken_before_a_new_one(
    prepare: Prepare, song: Path, records: Records
) -> None:
    made = ready(prepare(song)).chart
    kept = replace(made, notes=(replace(made.notes[0], grip=Grip.MIDDLE),))
    records.plays.store(play_of(records.players.choose("Anna").id, kept))
    assert ready(prepare(song)).chart == kept
    for other in (
        replace(SETTINGS, speed_percent=90),
        replace(SETTINGS, level=LEVELS[1]),
        replace(SETTINGS, grips=(Grip.INDEX, Grip.RING)),
    ):
        assert ready(prepare(song, other)).chart != kept


def test_the_hand_is_no_reason_for_another_chart(
    prepare: Prepare, song: Path, records: Records
) -> None:
    made = ready(prepare(song)).chart
    kept = replace(made, notes=made.notes[1:])
    records.plays.store(play_of(records.players.choose("Anna").id, kept))
    assert ready(prepare(song, replace(SETTINGS, hand=Hand.LEFT))).chart == kept


def test_a_kept_chart_too_narrow_for_the_level_of_today_is_left_alone(
    song: Path, records: Records
) -> None:
    read = Library(()).song(song)
    close = tuple(ChartNote(1 + place * 0.3, Grip.INDEX, 60) for place in range(2))
    kept = Chart(close, LEVEL.id, 100, LEVEL.default_grips, read.sha256)
    records.charts.keep(kept, "Song")
    assert kept_chart(read, SETTINGS, records) is None


class Breaking(AtOnce):
    """A workroom whose process ends at a certain job: once `after` has been told, or at once."""

    def __init__(self, work: Work, after: type | None = None) -> None:
        super().__init__()
        self._work = work
        self._after = after

    def begin(self, work: Work, *arguments: object) -> InlineJob:
        def breaking(*same: object) -> Generator[object, None, None]:
            for told in work(*same):
                if self._after is None:
                    break
                yield told
                if isinstance(told, self._after):
                    break
            raise WorkLostError("its process has ended")

        return super().begin(breaking if work is self._work else work, *arguments)


@pytest.mark.parametrize("after", [Charted, HitsPlanned, MixBegun])
def test_if_making_the_sound_breaks_off_the_song_plays_in_silence_and_says_so(
    prepare: Prepare, song: Path, tmp_path: Path, after: type
) -> None:
    sounds = StemCache(tmp_path / "sounds")
    prepared = ready(prepare(song, sounds=sounds, workroom=Breaking(make_ready, after)))
    assert prepared.mix is None
    assert prepared.message == BROKE_OFF
    assert prepared.chart.notes
    assert list(sounds.folder.glob("*.wav")) == []


@pytest.mark.parametrize("work", [read, make_ready])
def test_if_reading_or_charting_breaks_off_the_player_is_told(
    prepare: Prepare, song: Path, work: Work
) -> None:
    with pytest.raises(SongError, match="can't be made ready"):
        prepare(song, workroom=Breaking(work)).poll()


def test_each_note_of_the_chart_has_its_sound_at_its_own_pitch(
    prepare: Prepare, song: Path, tmp_path: Path
) -> None:
    prepared = ready(prepare(song, sounds=StemCache(tmp_path / "sounds")))
    assert prepared.mix is not None
    for note, number in zip(prepared.chart.notes, prepared.hit_of_note, strict=True):
        hertz = 440 * 2 ** ((note.pitch - 69) / 12)
        assert strongest_hz(prepared.mix.hits[number]) == pytest.approx(hertz, rel=0.01)


def strongest_hz(samples: Samples) -> float:
    """The strongest of the first half second, one of whose multiples may be stronger still."""
    piece = samples[: SAMPLE_RATE // 2].sum(axis=1) * np.hanning(len(samples[: SAMPLE_RATE // 2]))
    return float(np.argmax(np.abs(np.fft.rfft(piece, 1 << 18)))) * SAMPLE_RATE / (1 << 18)


@pytest.mark.parametrize(
    "chosen", [SoundSettings(tune_plays_itself=True), SoundSettings(hits_silent=True)]
)
def test_where_pinches_play_no_notes_none_are_made(
    song: Path, records: Records, tmp_path: Path, chosen: SoundSettings
) -> None:
    sounds = StemCache(tmp_path / "sounds")
    prepared = ready(Preparation(song, SETTINGS, records, AtOnce(), sounds, chosen))
    assert prepared.hit_of_note == ()
    assert prepared.mix is not None and prepared.mix.hits == []


def test_another_volume_needs_no_new_rendering(
    song: Path, records: Records, tmp_path: Path
) -> None:
    sounds = StemCache(tmp_path / "sounds")
    mixes = []
    for volume in (100, 30):
        chosen = SoundSettings(music_volume=volume, tune_volume=volume)
        prepared = ready(Preparation(song, SETTINGS, records, AtOnce(), sounds, chosen))
        assert prepared.mix is not None
        mixes.append(np.frombuffer(prepared.mix.path.read_bytes()[44:], "<i2").astype(float))
        prepared.mix.close()
    (entry,) = sounds.folder.iterdir()
    written = [path.stat().st_mtime_ns for path in entry.glob("*.flac")]
    assert len(written) == 2
    tail = [np.abs(mix[-4 * SAMPLE_RATE :]).max() for mix in mixes]
    assert tail[1] == pytest.approx(tail[0] * 0.09, rel=0.05, abs=3)


def test_a_font_that_cannot_be_used_is_told_and_the_built_in_one_plays(
    song: Path, records: Records, tmp_path: Path
) -> None:
    (tmp_path / "broken.sf2").write_bytes(b"no font")
    chosen = SoundSettings(soundfont=tmp_path / "broken.sf2")
    sounds = StemCache(tmp_path / "sounds")
    prepared = ready(Preparation(song, SETTINGS, records, AtOnce(), sounds, chosen))
    assert prepared.mix is not None
    assert prepared.message is None
    assert prepared.remark is not None and "built-in" in prepared.remark


def test_in_a_process_of_its_own_a_song_is_made_ready_and_its_mix_is_whole(
    song: Path, records: Records, tmp_path: Path
) -> None:
    sounds = StemCache(tmp_path / "sounds")
    room = ProcessRoom(TOLD)
    try:
        preparation = Preparation(song, SETTINGS, records, room, sounds, SoundSettings())
        prepared = None
        limit_s = monotonic() + 60
        while prepared is None:
            assert monotonic() < limit_s
            sleep(0.01)
            prepared = preparation.poll()
        assert prepared.mix is not None and prepared.hit_of_note
        while not prepared.mix.is_whole:
            assert monotonic() < limit_s
            sleep(0.01)
            prepared.mix.look()
        with wave.open(str(prepared.mix.path)) as read_again:
            samples = np.frombuffer(read_again.readframes(read_again.getnframes()), "<i2")
        assert np.abs(samples).max() > 1000
        assert len(prepared.mix.hits) == max(prepared.hit_of_note) + 1
        prepared.mix.close()
        assert not prepared.mix.path.exists()
    finally:
        room.close()
