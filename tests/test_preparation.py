"""A song is made ready step by step in other threads; what cannot be, is told in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import mido
import pytest

from game.charting.chart import Chart, ChartNote, Grip
from game.charting.charter import make_chart
from game.charting.level import Level
from game.library import Library
from game.music.song import SongError
from game.music.tune import find_tune
from game.preparation import MAX_LEAD_IN_S, SETTLE_S, Preparation, Prepared, chart_to_play
from game.records.store import Records
from game.settings import Hand, PlaySettings
from game.sound.cache import SoundCache
from tests.app.stage import LEVELS, AtOnce, Later, write_song
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
        sounds: SoundCache | None = None,
        workers: AtOnce | Later | None = None,
    ) -> Preparation:
        library = Library(())
        return Preparation(path, settings, library, records, sounds, workers or AtOnce())

    return prepare


def ready(preparation: Preparation) -> Prepared:
    prepared = preparation.poll()
    assert prepared is not None
    return prepared


def test_a_song_is_read_then_charted_then_rendered(
    prepare: Prepare, song: Path, tmp_path: Path
) -> None:
    workers = Later()
    preparation = prepare(song, sounds=SoundCache(tmp_path / "sounds"), workers=workers)
    assert preparation.poll() is None
    workers.work()
    assert preparation.progress == 0.0
    assert preparation.poll() is None
    assert not (tmp_path / "sounds").exists()
    workers.work()
    prepared = ready(preparation)
    assert preparation.progress == 1.0
    assert prepared.wav is not None and prepared.wav.exists()
    assert prepared.message is None
    assert prepared.chart == make_chart(prepared.song, LEVEL, LEVEL.default_grips, 100)


def test_without_a_sound_card_there_is_nothing_to_render_and_nothing_to_say(
    prepare: Prepare, song: Path
) -> None:
    prepared = ready(prepare(song))
    assert (prepared.wav, prepared.message) == (None, None)


def test_where_sound_cannot_be_written_the_song_is_ready_and_silent(
    prepare: Prepare, song: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    prepared = ready(prepare(song, sounds=SoundCache(tmp_path / "file" / "sounds")))
    assert prepared.wav is None
    assert prepared.message is not None and "plays in silence" in prepared.message
    assert prepared.chart.notes


def test_a_file_that_is_no_song_is_told(prepare: Prepare, tmp_path: Path) -> None:
    (tmp_path / "empty.mid").touch()
    with pytest.raises(SongError, match="This file is empty"):
        prepare(tmp_path / "empty.mid").poll()


def test_given_up_it_stops_and_leaves_nothing_half_written(
    prepare: Prepare, song: Path, tmp_path: Path
) -> None:
    workers = Later()
    preparation = prepare(song, sounds=SoundCache(tmp_path / "sounds"), workers=workers)
    workers.work()
    preparation.poll()
    preparation.cancel()
    workers.work()
    assert list((tmp_path / "sounds").iterdir()) == []


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
    sounds = SoundCache(tmp_path / "sounds")
    prepared = ready(prepare(path, replace(SETTINGS, speed_percent=speed), sounds))
    assert prepared.lead_in_s == MAX_LEAD_IN_S
    assert prepared.wav is not None


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
    chart = chart_to_play(read, find_tune(read), SETTINGS, records.charts)
    assert chart == make_chart(read, LEVEL, LEVEL.default_grips, 100)
