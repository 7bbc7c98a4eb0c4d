"""The cache of stems: whole entries or none, rendered once, and within its share of the disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from game.sound.cache import NOTE, STEMS, StemCache, key_of
from game.sound.instrument import Arrangement, StemBlock
from tests.sound.songs import note, song

KEY = "k" * 40
FRAMES = 3000


def stems(seed: int = 1, frames: int = FRAMES) -> list[StemBlock]:
    """Noise up to twice full scale, in blocks of different lengths."""
    noise = np.random.Generator(np.random.PCG64(seed))
    both = noise.uniform(-2, 2, (2, frames, 2)).astype(np.float32)
    cuts = (0, frames // 3, frames)
    return [StemBlock(*both[:, begin:end]) for begin, end in pairwise(cuts)]


def keep(cache: StemCache, key: str = KEY, frames: int = FRAMES) -> list[StemBlock]:
    with cache.write(key, frames) as writer:
        stored = [writer.append(block) for block in stems(frames=frames)]
        writer.commit()
    return stored


def whole(blocks: list[StemBlock]) -> tuple[np.ndarray, ...]:
    return tuple(np.concatenate(stem) for stem in zip(*blocks, strict=True))


def read(cache: StemCache, key: str = KEY, frames: int = FRAMES) -> tuple[np.ndarray, ...] | None:
    blocks = cache.read(key, frames)
    return None if blocks is None else whole(list(blocks))


@pytest.fixture
def cache(tmp_path: Path) -> StemCache:
    return StemCache(tmp_path / "sounds")


def names(cache: StemCache) -> list[str]:
    return sorted(path.name for path in cache.folder.iterdir())


def test_what_is_read_is_to_the_bit_what_was_mixed_while_writing(cache: StemCache) -> None:
    stored = whole(keep(cache))
    found = read(cache)
    assert found is not None
    for before, again, true in zip(stored, found, whole(stems()), strict=True):
        assert np.array_equal(before, again)
        assert np.abs(again - true).max() < 1e-4
    assert names(cache) == [KEY]


def test_what_is_not_there_is_not_read(cache: StemCache) -> None:
    assert read(cache) is None
    assert not cache.has(KEY)


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 4)


def make_empty(path: Path) -> None:
    path.write_bytes(b"")


def make_longer(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"more")


def change_a_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("name", [*STEMS, NOTE])
@pytest.mark.parametrize("damage", [cut_short, make_empty, make_longer, change_a_byte, Path.unlink])
def test_a_damaged_entry_is_not_read_and_can_be_written_anew(
    cache: StemCache, name: str, damage: Callable[[Path], None]
) -> None:
    keep(cache)
    damage(cache.folder / KEY / name)
    assert read(cache) is None
    keep(cache)
    assert read(cache) is not None
    assert names(cache) == [KEY]


def test_stems_of_another_length_are_not_those_wanted(cache: StemCache) -> None:
    keep(cache)
    assert read(cache, frames=FRAMES + 1) is None


def test_a_rendering_that_breaks_off_leaves_nothing_behind(cache: StemCache) -> None:
    with pytest.raises(KeyboardInterrupt), cache.write(KEY, FRAMES) as writer:
        writer.append(stems()[0])
        raise KeyboardInterrupt
    assert names(cache) == []


def test_stems_that_are_too_short_are_not_kept(cache: StemCache) -> None:
    with cache.write(KEY, FRAMES) as writer:
        writer.append(stems()[0])
        with pytest.raises(OSError, match="not as long"):
            writer.commit()
    assert names(cache) == []


def test_an_entry_that_somebody_else_put_there_meanwhile_stays(
    cache: StemCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it does between two programs: the folder is there again right after it was removed."""
    keep(cache)
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    keep(cache)
    monkeypatch.undo()
    assert read(cache) is not None


def test_what_was_used_longest_ago_makes_room(tmp_path: Path) -> None:
    keep(StemCache(tmp_path / "one"))
    size = sum(path.stat().st_size for path in (tmp_path / "one" / KEY).iterdir())
    cache = StemCache(tmp_path / "many", limit_bytes=3 * size)
    for age, key in enumerate("abc"):
        keep(cache, key)
        os.utime(cache.folder / key / NOTE, (1000 + age, 1000 + age))
    assert read(cache, "a") is not None
    keep(cache, "d")
    assert names(cache) == ["a", "c", "d"]


def test_one_song_larger_than_the_limit_is_kept(tmp_path: Path) -> None:
    cache = StemCache(tmp_path, limit_bytes=10)
    keep(cache, "a")
    keep(cache, "b")
    assert names(cache) == ["b"]


def test_only_what_was_left_unfinished_long_ago_is_cleared_away(cache: StemCache) -> None:
    cache.folder.mkdir()
    old = [cache.folder / "a.part", cache.folder / "b.wav"]
    fresh = [cache.folder / "c.part", cache.folder / "d.wav"]
    other = cache.folder / "notes.txt"
    old[0].mkdir()
    fresh[0].mkdir()
    for path in (old[1], fresh[1], other):
        path.write_text("x")
    for path in (*old, other):
        os.utime(path, (1000, 1000))
    keep(cache)
    assert names(cache) == sorted([KEY, "c.part", "d.wav", "notes.txt"])


def test_everything_that_changes_the_stems_changes_the_key() -> None:
    notes = (note(0.0, 60), note(0.5, 64))
    plain = song(notes)
    keys = [
        key_of(Arrangement(plain, ()), "one"),
        key_of(Arrangement(plain, ()), "two"),
        key_of(Arrangement(plain, (), 80), "one"),
        key_of(Arrangement(plain, notes), "one"),
        key_of(Arrangement(plain, notes[:1]), "one"),
        key_of(Arrangement(song(notes, sha256="1" * 64), ()), "one"),
    ]
    assert len(set(keys)) == len(keys)
    assert key_of(Arrangement(song(notes), notes), "one") == keys[3]
