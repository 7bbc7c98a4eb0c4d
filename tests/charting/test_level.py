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
            ("number", '"1"', "expected a whole number, got a text in quotes"),
            ("number", "1.5", "expected a whole number, got a number with a point"),
            ("number", "0", "expected at least 1"),
            ("number", "4", "expected at most 3"),
            ("step", "0", "expected at least 1"),
            ("step", "100", "expected at most 99"),
            ("name", '""', "expected a text that is not empty"),
            ("name", '"' + "x" * 41 + '"', "expected a text of at most 40 letters"),
            ("name", "3", "expected a text in quotes, got a whole number"),
            ("hit_window_ms", "19", "expected at least 20"),
            ("hit_window_ms", "1001", "expected at most 1000"),
            ("hit_window_ms", "true", "expected a whole number, got true or false"),
            ("approach_s", "0", "expected more than 0"),
            ("approach_s", "-1.5", "expected more than 0"),
            ("approach_s", "nan", "expected more than 0"),
            ("approach_s", "inf", "expected at most 60"),
            ("approach_s", "2020-01-01", "expected a number, got a date"),
            ("min_gap_s", '"0.42"', "expected a number, got a text in quotes"),
            ("max_rate_per_s", "61", "expected at most 60"),
            ("grips", '"index"', "expected a list in [ ], got a text in quotes"),
            ("grips", "[]", "expected a list that is not empty"),
            ("long_note_from_s", "0.0", "expected more than 0"),
            ("warm_up", "{}", "expected a list in [ ], got a table"),
        ],
    )
    def test_wrong_value(self, key: str, value: str, expected: str) -> None:
        assert refusal(with_line(key, value)) == f"9-test.toml: {key}: {expected}."

    def test_wrong_value_in_a_list_is_named_by_its_place(self) -> None:
        sentence = refusal(with_line("grips", '["index", 2]'))
        assert sentence == (
            "9-test.toml: grips, number 2: expected a text in quotes, got a whole number."
        )

    @pytest.mark.parametrize(
        "key",
        [line.split()[0] for line in GOOD.split("\n") if line and not line.startswith("step")],
    )
    def test_missing_key(self, key: str) -> None:
        sentence = refusal(without_line(key))
        assert sentence == f"9-test.toml: {key}: expected in every level, but it is not there."

    def test_unknown_key(self) -> None:
        sentence = refusal(with_line("tempo", "200"))
        assert sentence.startswith("9-test.toml: tempo: no key of a level; expected are ")
        assert all(key in sentence for key in Level.__struct_fields__)

    @pytest.mark.parametrize(
        ("slip", "meant"), [("hit_windw_ms", "hit_window_ms"), ("min_gap", "min_gap_s")]
    )
    def test_mistyped_key(self, slip: str, meant: str) -> None:
        assert refusal(with_line(slip, "200")) == (
            f"9-test.toml: {slip}: no key of a level; perhaps {meant} is meant."
        )

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
        ("text", "told"),
        [
            (GOOD + "number = 2\n", ": line 11: this key stands there a second time."),
            ("number 1\n", " is not a readable level: line 1 is not like min_gap_s = 0.9 or "),
            (GOOD + "[", " is not a readable level: "),
            (GOOD + "name = Sunday\n", " is not a readable level: line 11 is not like "),
            (GOOD.replace("0.42", "0,42"), ": line 7: expected a point in the number, as in 0.9"),
            ('name = "no end', " is not a readable level: "),
            ("grips = [", " is not a readable level: it ends in the middle of something."),
        ],
    )
    def test_what_is_not_toml(self, text: str, told: str) -> None:
        sentence = refusal(text)
        assert sentence.startswith(f"9-test.toml{told}")
        assert sentence.endswith(".") and "\n" not in sentence

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
        with pytest.raises(LevelError, match=r"^a\.toml is a folder, not a level\.$"):
            read_levels(tmp_path)

    def test_with_a_file_that_goes_on_and_on(self, tmp_path: Path) -> None:
        (tmp_path / "a.toml").write_text(GOOD + "#" * 200_000)
        with pytest.raises(LevelError, match=r"^a\.toml is far too long for a level\.$"):
            read_levels(tmp_path)

    def test_with_a_file_as_windows_writes_it(self, tmp_path: Path) -> None:
        text = "\ufeff" + GOOD.replace("\n", "\r\n")
        (tmp_path / "a.toml").write_text(text, encoding="utf-8", newline="")
        assert read_levels(tmp_path)[0].hit_window_ms == 200

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
