"""A level's hit window can be made wider or tighter: a level of its own, found again by its id."""

from __future__ import annotations

import pickle

import msgspec.structs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.charting.chart import Grip
from game.charting.charter import make_chart
from game.charting.level import (
    WINDOW_PERCENTS,
    Level,
    LevelError,
    find_level,
    level_called,
    level_name,
    parse_level,
    read_levels,
)
from game.folders import shipped_folder
from game.play.engine import Engine
from game.text import PSEUDO, use_language
from tests.charting.songs import melody, song_of

LEVELS = read_levels(shipped_folder("levels"))
GENTLE = LEVELS[0]
PERCENTS = st.sampled_from(WINDOW_PERCENTS)


@st.composite
def any_level(draw: st.DrawFn) -> Level:
    """A level as any file may describe it."""
    window_ms = draw(st.integers(20, 1000))
    same_ms = draw(st.integers(2 * window_ms, 2 * window_ms + 2000))
    min_ms = draw(st.integers((same_ms + 1) // 2, same_ms))
    return msgspec.structs.replace(
        draw(st.sampled_from(LEVELS)),
        id=draw(st.from_regex(r"\A[a-z0-9-]{1,20}\Z")),
        hit_window_ms=window_ms,
        same_grip_gap_s=same_ms / 1000,
        min_gap_s=min_ms / 1000,
    )


@given(level=any_level(), percent=PERCENTS)
def test_only_window_and_id_are_others(level: Level, percent: int) -> None:
    other = level.with_window(percent)
    for key in Level.__struct_fields__:
        if key not in ("id", "hit_window_ms"):
            assert getattr(other, key) == getattr(level, key)
    assert (other.id == level.id) == (other.hit_window_ms == level.hit_window_ms)
    assert other.usual == level
    assert other.default_grips == level.default_grips


@given(level=any_level(), percent=PERCENTS)
def test_a_pinch_never_belongs_to_two_notes(level: Level, percent: int) -> None:
    other = level.with_window(percent)
    assert 2 * other.hit_window_s <= level.same_grip_gap_s + 1e-9
    assert 20 <= other.hit_window_ms <= 1250


@given(level=any_level(), percents=st.lists(PERCENTS, min_size=1, max_size=5))
def test_only_the_last_choice_counts(level: Level, percents: list[int]) -> None:
    other = level
    for percent in percents:
        other = other.with_window(percent)
    assert other == level.with_window(percents[-1])


@given(level=any_level())
def test_more_is_never_less(level: Level) -> None:
    windows = [level.with_window(percent).hit_window_ms for percent in WINDOW_PERCENTS]
    assert windows == sorted(windows)


@given(level=any_level(), percent=PERCENTS)
def test_it_is_found_again_by_its_id(level: Level, percent: int) -> None:
    other = level.with_window(percent)
    levels = (level, *(one for one in LEVELS if one.id != level.id))
    assert level_called(levels, other.id) == other
    assert find_level((level,), other.id) == other
    assert pickle.loads(pickle.dumps(other)) == other


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.id)
def test_each_shipped_level_has_all_windows(level: Level) -> None:
    others = [level.with_window(percent) for percent in WINDOW_PERCENTS]
    assert [one.window_percent for one in others] == list(WINDOW_PERCENTS)
    for one in others:
        assert one.hit_window_ms == level.hit_window_ms * one.window_percent // 100


def test_the_whole_window_is_the_level_itself() -> None:
    assert GENTLE.with_window(100) is GENTLE
    assert (GENTLE.with_window(125).id, GENTLE.with_window(125).hit_window_ms) == (
        *("1-gentle~125", 437),
    )


def test_where_there_is_no_room_for_more_it_is_the_level_itself() -> None:
    tight = msgspec.structs.replace(GENTLE, same_grip_gap_s=0.7)
    assert tight.with_window(125) is tight
    assert level_called((tight,), "1-gentle~125") is tight


@pytest.mark.parametrize("percent", [0, 99, 110, 126, -50, 1000])
def test_other_windows_there_are_none(percent: int) -> None:
    with pytest.raises(ValueError, match="is not one of"):
        GENTLE.with_window(percent)
    assert level_called(LEVELS, f"1-gentle~{percent}") is None
    with pytest.raises(LevelError, match="There is no level"):
        find_level(LEVELS, f"1-gentle~{percent}")


@pytest.mark.parametrize("level_id", ["", "~", "~75", "1-gentle~", "9-new", "9-new~75", "a~b~75"])
def test_an_id_that_is_there_no_more_is_not_found(level_id: str) -> None:
    assert level_called(LEVELS, level_id) is None


@pytest.mark.parametrize("wanted", ["1.3~75", "Gentle 3~75", "1-gentle-3~75"])
def test_it_can_be_asked_for(wanted: str) -> None:
    assert find_level(LEVELS, wanted).id == "1-gentle-3~75"


def test_it_is_called_by_name_on_the_screens() -> None:
    assert [level_name(GENTLE.with_window(percent)) for percent in WINDOW_PERCENTS] == [
        *("Gentle, very exact", "Gentle, exact", "Gentle", "Gentle, more time"),
    ]
    use_language(PSEUDO)
    try:
        names = {level_name(one.with_window(p)) for one in LEVELS for p in WINDOW_PERCENTS}
    finally:
        use_language("en")
    assert len(names) == len(LEVELS) * len(WINDOW_PERCENTS)


def test_the_notes_are_the_same_and_charts_and_runs_take_it() -> None:
    song = song_of(melody(list(range(60, 72)) * 3))
    grips = (Grip.INDEX, Grip.MIDDLE)
    usual = make_chart(song, GENTLE, grips)
    for percent in WINDOW_PERCENTS:
        level = GENTLE.with_window(percent)
        chart = make_chart(song, level, grips)
        assert chart.notes == usual.notes
        assert chart.level_id == level.id
        Engine(chart, level)


def test_a_file_can_t_pretend_to_be_one() -> None:
    text = (shipped_folder("levels") / "1-gentle.toml").read_text(encoding="utf-8")
    with pytest.raises(LevelError, match='without "~"'):
        parse_level(text, "1-gentle~75.toml")
    with pytest.raises(LevelError, match='without "~"'):
        parse_level(text + 'id = "a~75"\n', "a.toml")
    with pytest.raises(LevelError, match="percent: no key of a level"):
        parse_level(text + "percent = 75\n", "a.toml")
