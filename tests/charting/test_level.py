"""Levels: the shipped ones load, and a mistyped one is answered with file, key and expectation."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from game.charting.chart import Grip
from game.charting.level import (
    Level,
    LevelError,
    find_level,
    first_steps,
    parse_grips,
    parse_level,
    read_levels,
)

SHIPPED = Path(__file__).parents[2] / "levels"

GOOD = """
number = 2
step = 7
name = "Test"
hit_window_ms = 200
approach_s = 2.5
min_gap_s = 0.42
same_grip_gap_s = 0.50
max_rate_per_s = 1.5
grips = ["index", "middle"]
"""


def with_line(key: str, value: str) -> str:
    """The good level with `key = value` in place of its own line for `key`, or after the rest."""
    lines = [line for line in GOOD.splitlines() if not line.startswith(f"{key} =")]
    return "\n".join([*lines, f"{key} = {value}"])


def without_line(key: str) -> str:
    return "\n".join(line for line in GOOD.splitlines() if not line.startswith(f"{key} ="))


def refusal(text: str) -> str:
    with pytest.raises(LevelError) as refused:
        parse_level(text, "9-test.toml")
    return str(refused.value)


class TestShippedLevels:
    """The three that give the steps between them their names."""

    def test_are_three_in_order(self) -> None:
        levels = first_steps(read_levels(SHIPPED))
        assert [level.number for level in levels] == [1, 2, 3]
        assert [level.name for level in levels] == ["Gentle", "Moderate", "Challenging"]
        assert [level.id for level in levels] == ["1-gentle", "2-moderate", "3-challenging"]

    def test_have_the_windows_and_paces_of_their_design(self) -> None:
        levels = first_steps(read_levels(SHIPPED))
        assert [level.hit_window_s for level in levels] == [0.35, 0.2, 0.12]
        assert [level.approach_s for level in levels] == [3.5, 2.5, 1.8]
        assert [level.min_gap_s for level in levels] == [0.9, 0.42, 0.24]
        assert [level.same_grip_gap_s for level in levels] == [1.0, 0.5, 0.33]
        assert [level.max_rate_per_s for level in levels] == [0.8, 1.5, 3.0]

    def test_switch_on_one_finger_more_each(self) -> None:
        grips = [level.default_grips for level in first_steps(read_levels(SHIPPED))]
        assert [len(lanes) for lanes in grips] == [2, 3, 4]
        assert all(set(fewer) < set(more) for fewer, more in pairwise(grips))
        assert grips[2] == (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)

    def test_only_the_last_has_notes_to_hold(self) -> None:
        assert [level.long_note_from_s for level in first_steps(read_levels(SHIPPED))] == [
            None,
            None,
            1.2,
        ]


class TestGoodLevel:
    def test_takes_its_id_from_the_file(self) -> None:
        assert parse_level(GOOD, "9-test.toml").id == "9-test"

    def test_keeps_an_id_of_its_own(self) -> None:
        assert parse_level(with_line("id", '"mine"'), "9-test.toml").id == "mine"

    def test_whole_numbers_may_stand_for_seconds(self) -> None:
        assert parse_level(with_line("approach_s", "2"), "9-test.toml").approach_s == 2.0

    def test_same_grip_gap_may_be_exactly_two_windows_at_any_window(self) -> None:
        for window_ms in range(20, 1001):
            level = with_line("hit_window_ms", str(window_ms)).replace("0.42", "1.0")
            level = level.replace("0.50", f"{window_ms // 500}.{2 * window_ms % 1000:03d}")
            assert parse_level(level, "9-test.toml").hit_window_ms == window_ms

    def test_same_grip_gap_may_be_exactly_two_gaps(self) -> None:
        assert parse_level(with_line("min_gap_s", "0.25"), "9-test.toml").min_gap_s == 0.25


class TestMistypedLevel:
    @pytest.mark.parametrize(
        ("key", "value", "expected"),
        [
            ("number", '"1"', "expected `int`, got `str`"),
            ("number", "1.5", "expected `int`, got `float`"),
            ("number", "0", "expected `int` >= 1"),
            ("number", "4", "expected `int` <= 3"),
            ("step", "0", "expected `int` >= 1"),
            ("step", "100", "expected `int` <= 99"),
            ("name", '""', "expected `str` of length >= 1"),
            ("name", '"' + "x" * 41 + '"', "expected `str` of length <= 40"),
            ("name", "3", "expected `str`, got `int`"),
            ("hit_window_ms", "19", "expected `int` >= 20"),
            ("hit_window_ms", "1001", "expected `int` <= 1000"),
            ("hit_window_ms", "true", "expected `int`, got `bool`"),
            ("approach_s", "0", "expected `float` > 0.0"),
            ("approach_s", "-1.5", "expected `float` > 0.0"),
            ("approach_s", "nan", "expected `float` > 0.0"),
            ("approach_s", "inf", "expected `float` <= 60.0"),
            ("approach_s", "2020-01-01", "expected `float`, got `date`"),
            ("min_gap_s", '"0.42"', "expected `float`, got `str`"),
            ("max_rate_per_s", "61", "expected `float` <= 60.0"),
            ("grips", '"index"', "expected `array`, got `str`"),
            ("grips", "[]", "expected `array` of length >= 1"),
            ("long_note_from_s", "0.0", "expected `float` > 0.0"),
        ],
    )
    def test_wrong_value(self, key: str, value: str, expected: str) -> None:
        assert refusal(with_line(key, value)) == f"9-test.toml: {key}: {expected}."

    def test_wrong_value_in_a_list_is_named_by_its_place(self) -> None:
        sentence = refusal(with_line("grips", '["index", 2]'))
        assert sentence == "9-test.toml: grips[1]: expected `str`, got `int`."

    @pytest.mark.parametrize(
        "key",
        [line.split()[0] for line in GOOD.split("\n") if line and not line.startswith("step")],
    )
    def test_missing_key(self, key: str) -> None:
        sentence = refusal(without_line(key))
        assert sentence == f"9-test.toml: {key}: expected in every level, but it is not there."

    def test_unknown_key(self) -> None:
        sentence = refusal(with_line("hit_windw_ms", "200"))
        assert sentence.startswith("9-test.toml: hit_windw_ms: no key of a level; expected are ")
        assert all(key in sentence for key in Level.__struct_fields__)

    def test_unknown_grip(self) -> None:
        assert refusal(with_line("grips", '["index", "pinky"]')) == (
            '9-test.toml: grips: "pinky" is no grip; grips are index, middle, ring, little, key.'
        )

    def test_notes_of_one_grip_too_near_for_the_window(self) -> None:
        assert refusal(with_line("same_grip_gap_s", "0.399")) == (
            "9-test.toml: same_grip_gap_s: expected at least 0.4 (twice hit_window_ms), "
            "got 0.399, or one pinch could belong to two notes."
        )

    def test_notes_of_one_grip_too_far_for_the_gap(self) -> None:
        assert refusal(with_line("min_gap_s", "0.2499")) == (
            "9-test.toml: same_grip_gap_s: expected at most 0.4998 (twice min_gap_s), "
            "got 0.5, or two fingers could not share the notes between them."
        )

    @pytest.mark.parametrize(
        ("text", "where"),
        [
            (GOOD + "number = 2\n", "line 11"),
            ("number 1\n", "line 1"),
            (GOOD + "[", "line 11"),
            ('name = "no end', "line 1"),
        ],
    )
    def test_what_is_not_toml(self, text: str, where: str) -> None:
        sentence = refusal(text)
        assert sentence.startswith("9-test.toml is not a readable level: ")
        assert where in sentence or "end of document" in sentence

    @pytest.mark.parametrize("text", ["number = " + "9" * 5000, "x = " + "[" * 100_000])
    def test_what_only_looks_like_toml(self, text: str) -> None:
        assert refusal(text).startswith("9-test.toml is not a readable level: ")


class TestFolder:
    def test_without_a_level(self, tmp_path: Path) -> None:
        (tmp_path / "notes.txt").write_text("hello")
        with pytest.raises(LevelError, match="There is no level file in"):
            read_levels(tmp_path)

    def test_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(LevelError, match="There is no level file in"):
            read_levels(tmp_path / "nowhere")

    def test_with_one_place_twice(self, tmp_path: Path) -> None:
        (tmp_path / "a.toml").write_text(GOOD)
        (tmp_path / "b.toml").write_text(GOOD)
        with pytest.raises(LevelError) as refused:
            read_levels(tmp_path)
        assert str(refused.value) == (
            "a.toml and b.toml both have number = 2 and step = 7; each level needs its own."
        )

    def test_sorts_by_number_and_step_not_by_name(self, tmp_path: Path) -> None:
        (tmp_path / "a.toml").write_text(with_line("number", "3"))
        (tmp_path / "b.toml").write_text(GOOD)
        (tmp_path / "c.toml").write_text(with_line("step", "2"))
        assert [level.id for level in read_levels(tmp_path)] == ["c", "b", "a"]

    def test_with_bytes_that_are_no_text(self, tmp_path: Path) -> None:
        (tmp_path / "a.toml").write_bytes(b"name = \xff\xfe")
        with pytest.raises(LevelError, match=r"^a\.toml can't be opened as a text file\.$"):
            read_levels(tmp_path)

    def test_with_a_folder_called_like_a_level(self, tmp_path: Path) -> None:
        (tmp_path / "a.toml").mkdir()
        with pytest.raises(LevelError, match=r"^a\.toml can't be opened as a text file\.$"):
            read_levels(tmp_path)

    def test_names_the_file_with_the_mistake(self, tmp_path: Path) -> None:
        (tmp_path / "a.toml").write_text(GOOD)
        (tmp_path / "b.toml").write_text(with_line("number", '"3"'))
        with pytest.raises(LevelError, match=r"^b\.toml: number: "):
            read_levels(tmp_path)


class TestFindLevel:
    @pytest.mark.parametrize(
        "wanted", ["2", "2.1", "Moderate", "moderate", "2-moderate", "2-MODERATE"]
    )
    def test_by_number_name_or_id(self, wanted: str) -> None:
        assert find_level(read_levels(SHIPPED), wanted).id == "2-moderate"

    @pytest.mark.parametrize("wanted", ["2.3", "Moderate 3", "2-moderate-3"])
    def test_a_step_by_its_place_name_or_id(self, wanted: str) -> None:
        assert find_level(read_levels(SHIPPED), wanted).id == "2-moderate-3"

    @pytest.mark.parametrize("wanted", ["", "4", "mod", "02", "2.5", "3.2"])
    def test_names_those_there_are(self, wanted: str) -> None:
        with pytest.raises(LevelError) as refused:
            find_level(read_levels(SHIPPED), wanted)
        assert str(refused.value) == (
            f'There is no level "{wanted}"; levels are 1 (Gentle), 1.2 (Gentle 2), '
            "1.3 (Gentle 3), 1.4 (Gentle 4), 2 (Moderate), 2.2 (Moderate 2), 2.3 (Moderate 3), "
            "2.4 (Moderate 4), 3 (Challenging)."
        )


class TestParseGrips:
    def test_gives_lanes_from_the_thumbs_side_outwards_each_once(self) -> None:
        grips = parse_grips(["Little", " ring ", "KEY", "index", "ring"])
        assert grips == (Grip.KEY, Grip.INDEX, Grip.RING, Grip.LITTLE)

    @pytest.mark.parametrize("names", [[""], ["0"], ["thumb"], ["index", "x"]])
    def test_refuses_what_is_no_grip(self, names: list[str]) -> None:
        with pytest.raises(ValueError, match="is no grip; grips are index, middle, ring, little"):
            parse_grips(names)

    def test_refuses_none_at_all(self) -> None:
        with pytest.raises(ValueError, match="at least one grip must be switched on"):
            parse_grips([])
