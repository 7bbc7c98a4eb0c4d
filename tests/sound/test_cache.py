"""The sound cache: whole files or none, rendered once, and within its share of the disk."""

from __future__ import annotations

import errno
import os
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from game.sound import cache as cache_module
from game.sound.cache import SoundCache, cache_key
from game.sound.voice import SAMPLE_RATE, Performance, SoundError, render_blocks, total_frames
from tests.sound.songs import note, song

NOTES = (note(0.0, 60), note(0.5, 64))
PERFORMANCE = Performance(song(NOTES))


@pytest.fixture
def cache(tmp_path: Path) -> SoundCache:
    return SoundCache(tmp_path / "sound")


@pytest.fixture
def renderings(monkeypatch: pytest.MonkeyPatch) -> list[Performance]:
    """Every performance that is rendered from now on."""
    seen: list[Performance] = []

    def counted(performance: Performance) -> Iterator[np.ndarray]:
        seen.append(performance)
        return render_blocks(performance)

    monkeypatch.setattr(cache_module, "render_blocks", counted)
    return seen


def files(cache: SoundCache) -> list[str]:
    return sorted(path.name for path in cache.folder.iterdir())


def test_the_file_holds_exactly_what_was_rendered(cache: SoundCache) -> None:
    path = cache.wav_for(PERFORMANCE)
    with wave.open(str(path)) as wav:
        assert wav.getparams()[:4] == (2, 2, SAMPLE_RATE, total_frames(PERFORMANCE))
        samples = np.frombuffer(wav.readframes(wav.getnframes()), "<i2").reshape(-1, 2)
    assert np.array_equal(samples, np.concatenate(list(render_blocks(PERFORMANCE))))
    assert files(cache) == [path.name]


def test_a_song_heard_before_is_not_rendered_again(
    cache: SoundCache, renderings: list[Performance]
) -> None:
    assert not cache.is_ready(PERFORMANCE)
    assert cache.wav_for(PERFORMANCE) == cache.wav_for(PERFORMANCE)
    assert cache.is_ready(PERFORMANCE)
    assert len(renderings) == 1


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 4)


def make_empty(path: Path) -> None:
    path.write_bytes(b"")


def make_noise(path: Path) -> None:
    path.write_bytes(b"\x07" * path.stat().st_size)


def make_mono(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[22] = 1
    path.write_bytes(data)


def make_longer(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"more")


@pytest.mark.parametrize("damage", [cut_short, make_empty, make_noise, make_mono, make_longer])
def test_a_damaged_file_is_rendered_again(
    cache: SoundCache, renderings: list[Performance], damage: Callable[[Path], None]
) -> None:
    path = cache.wav_for(PERFORMANCE)
    whole = path.read_bytes()
    damage(path)
    assert cache.wav_for(PERFORMANCE).read_bytes() == whole
    assert len(renderings) == 2


def test_everything_that_changes_the_sound_changes_the_key() -> None:
    plain = song(NOTES)
    performances = [
        Performance(plain),
        Performance(plain, 80),
        Performance(plain, 80.5),
        Performance(plain, lead_in_s=2.0),
        Performance(plain, tune=NOTES[:1]),
        Performance(plain, tune=NOTES),
        Performance(plain, count_in_times_s=()),
        Performance(song(NOTES, sha256="1" * 64)),
    ]
    assert len({cache_key(performance) for performance in performances}) == len(performances)
    assert cache_key(Performance(plain, 80)) == cache_key(Performance(song(NOTES), 80.0))


def test_a_new_voice_renders_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache_key(PERFORMANCE)
    monkeypatch.setattr(cache_module, "VOICE_VERSION", cache_module.VOICE_VERSION + 1)
    assert cache_key(PERFORMANCE) != before


def break_after_a_block(problem: BaseException) -> Callable[[Performance], Iterator[np.ndarray]]:
    def rendering(_: Performance) -> Iterator[np.ndarray]:
        yield np.zeros((1000, 2), np.int16)
        raise problem

    return rendering


@pytest.mark.parametrize("problem", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
def test_a_rendering_that_breaks_off_leaves_nothing_behind(
    cache: SoundCache, monkeypatch: pytest.MonkeyPatch, problem: BaseException
) -> None:
    monkeypatch.setattr(cache_module, "render_blocks", break_after_a_block(problem))
    with pytest.raises((SoundError, KeyboardInterrupt)):
        cache.wav_for(PERFORMANCE)
    assert files(cache) == []


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "no room left on the disk"), (errno.EACCES, "can't be written to")],
)
def test_a_full_or_closed_disk_is_told_in_one_sentence(
    cache: SoundCache, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    problem = OSError(number, os.strerror(number))
    monkeypatch.setattr(cache_module, "render_blocks", break_after_a_block(problem))
    with pytest.raises(SoundError, match=words) as caught:
        cache.wav_for(PERFORMANCE)
    assert str(caught.value).count(".") == 1
    assert "\n" not in str(caught.value)


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(SoundError, match="can't be written to"):
        SoundCache(tmp_path / "file" / "sound").wav_for(PERFORMANCE)


def test_what_was_used_longest_ago_makes_room(tmp_path: Path) -> None:
    performances = [Performance(song(NOTES, sha256=str(n) * 64)) for n in range(4)]
    size = 44 + 4 * total_frames(PERFORMANCE)
    cache = SoundCache(tmp_path, limit_bytes=3 * size)
    for age, performance in enumerate(performances[:3]):
        os.utime(cache.wav_for(performance), (1000 + age, 1000 + age))
    cache.wav_for(performances[0])
    cache.wav_for(performances[3])
    assert [cache.is_ready(performance) for performance in performances] == [
        True,
        False,
        True,
        True,
    ]


def test_one_song_larger_than_the_limit_can_still_be_heard(tmp_path: Path) -> None:
    cache = SoundCache(tmp_path, limit_bytes=1000)
    assert cache.wav_for(PERFORMANCE).exists()


def test_only_old_unfinished_files_are_cleared_away(cache: SoundCache) -> None:
    cache.folder.mkdir()
    old, fresh, other = (cache.folder / name for name in ("a.part", "b.part", "notes.txt"))
    for path in (old, fresh, other):
        path.write_text("x")
        os.utime(path, (1000, 1000))
    os.utime(fresh)
    cache.wav_for(PERFORMANCE)
    assert not old.exists()
    assert fresh.exists()
    assert other.exists()


def test_progress_is_told_up_to_the_whole(cache: SoundCache) -> None:
    told: list[float] = []
    cache.wav_for(Performance(song([note(25.0)])), told.append)
    assert told == sorted(told)
    assert len(told) == 3
    assert told[-1] == 1.0
