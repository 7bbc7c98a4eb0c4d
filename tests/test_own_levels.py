"""Levels of one's own are read beside the shipped ones; what can't be used is left out and told."""

from __future__ import annotations

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Grip, lane_order
from game.charting.charter import make_chart
from game.charting.figures import gap_violations
from game.charting.level import (
    KEYS,
    Level,
    LevelError,
    find_level,
    level_name,
    parse_level,
    read_levels,
)
from game.coach.exercises import read_exercises
from game.folders import DataFolders, shipped_folder
from game.music.reading import read_song
from game.own_levels import LevelCheck, read_all_levels
from tests.charting.songs import melody, song_of

SHIPPED = read_levels(shipped_folder("levels"))
EXERCISES = read_exercises(shipped_folder("levels"))
PAGE = Path(__file__).parents[1] / "docs" / "levels.md"
GOOD = """
number = 1
step = 5
name = "Sunday"
hit_window_ms = 350
approach_s = 3.5
min_gap_s = 0.9
same_grip_gap_s = 1.0
max_rate_per_s = 0.5
grips = ["key", "index"]
warm_up = ["finger-curl"]
"""


@pytest.fixture
def folders(tmp_path: Path) -> DataFolders:
    made = DataFolders(tmp_path / "home")
    made.levels.mkdir(parents=True)
    return made


def put(folders: DataFolders, name: str, text: str = GOOD) -> Path:
    path = folders.levels / name
    path.write_text(text, encoding="utf-8")
    return path


def blocks(page: str) -> list[str]:
    """The pieces of a page that are set in as code, without their margin."""
    found = re.findall(r"(?:^    .*\n|^\n(?=    ))+", page, re.MULTILINE)
    return [re.sub(r"^    ", "", block, flags=re.MULTILINE).strip("\n") for block in found]


def refusal(path: Path) -> str:
    with pytest.raises(LevelError) as refused:
        LevelCheck(SHIPPED, EXERCISES).take(path)
    return str(refused.value)


def test_without_the_folder_there_are_the_shipped_ones(tmp_path: Path) -> None:
    found = read_all_levels(DataFolders(tmp_path))
    assert (found.levels, found.left_out, found.message) == (SHIPPED, (), "")


def test_an_own_level_stands_in_its_place_among_them(folders: DataFolders) -> None:
    put(folders, "sunday.toml")
    found = read_all_levels(folders)
    assert [level.place for level in found.levels[3:6]] == ["1.4", "1.5", "2"]
    own = find_level(found.levels, "Sunday")
    assert (own.id, own.is_own) == ("own-sunday", True)
    assert not any(level.is_own for level in SHIPPED)
    assert own.default_grips == lane_order((Grip.KEY, Grip.INDEX))


def test_a_broken_one_is_left_out_and_told_and_the_others_stay(folders: DataFolders) -> None:
    put(folders, "a.toml", GOOD.replace("0.9", '"wide"'))
    put(folders, "b.toml")
    put(folders, "notes.txt", "not for the game")
    put(folders, "._b.toml", "\x00\x05")
    (folders.levels / "c.toml").mkdir()
    found = read_all_levels(folders)
    assert [level.id for level in found.levels if level.is_own] == ["own-b"]
    assert found.left_out == (
        "a.toml: min_gap_s: expected a number, got a text in quotes.",
        "c.toml is a folder, not a level.",
    )
    assert found.message == f"2 levels of your own are left out. {' '.join(found.left_out)}"


def test_of_many_broken_ones_only_some_are_told(folders: DataFolders) -> None:
    for name in "abcdefgh":
        put(folders, f"{name}.toml", "")
    message = read_all_levels(folders).message
    assert message.startswith("8 levels of your own are left out. a.toml: ")
    assert "b.toml" in message and "c.toml" not in message


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "levels").write_text("")
    found = read_all_levels(DataFolders(tmp_path))
    assert found.levels == SHIPPED
    (told,) = found.left_out
    assert told.startswith("The folder ") and told.endswith(" can't be opened: not a directory.")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "step = 5",
            "step = 3",
            "step: Gentle 3 has number = 1 and step = 3 already; take another step.",
        ),
        (
            "step = 5",
            "",
            "step: Gentle has number = 1 and step = 1 already; take another step.",
        ),
        ('"Sunday"', '"gentle 2"', "name: there is a level called Gentle 2 already."),
        (
            '"finger-curl"',
            '"clap"',
            'warm_up: there is no exercise "clap"; exercises are palm-turn, wrist-bend, ',
        ),
        ('"finger-curl"', '"coin-drop", "coin-drop"', 'warm_up: "coin-drop" is there twice.'),
        ('"key", "index"', "", "grips: expected a list that is not empty."),
        ('"key"', '"thumb"', 'grips: "thumb" is no grip; grips are index, middle, ring, '),
        ("350", "500.5", "hit_window_ms: expected a whole number, got a number with a point."),
        ("350", "501", "same_grip_gap_s: expected at least 1.002 (twice hit_window_ms), got 1, "),
        ("0.9", "0.4", "same_grip_gap_s: expected at most 0.8 (twice min_gap_s), got 1, "),
    ],
)
def test_each_thing_amiss_is_one_sentence(
    folders: DataFolders, old: str, new: str, told: str
) -> None:
    sentence = refusal(put(folders, "sunday.toml", GOOD.replace(old, new)))
    assert sentence.startswith(f"sunday.toml: {told}")
    assert sentence.endswith(".") and "\n" not in sentence and "`" not in sentence


def test_files_that_are_none_are_one_sentence(folders: DataFolders) -> None:
    assert refusal(folders.levels) == "levels is a folder, not a level."
    gone = folders.levels / "gone.toml"
    assert refusal(gone) == f"There is no file {gone}."
    path = put(folders, "a.toml")
    path.write_bytes(b"\xff\xfe\x00")
    assert refusal(path) == "a.toml can't be opened as a text file."
    if hasattr(os, "mkfifo") and os.name == "posix":
        path.chmod(0)
        if not os.access(path, os.R_OK):
            assert refusal(path) == "a.toml can't be opened as a text file."


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (os.fsdecode(b"caf\xe9.toml"), "caf?.toml: file name: expected letters, digits and -, "),
        ("a~75.toml", 'a~75.toml: file name: expected letters, digits and -, without "~".'),
        ("x" * 61 + ".toml", "x" * 61 + ".toml: file name: expected a text of at most 60 letters."),
    ],
)
def test_a_file_s_name_can_be_kept_and_shown(folders: DataFolders, name: str, told: str) -> None:
    try:
        path = put(folders, name)
    except OSError:
        pytest.skip("such a name can't be given here")
    sentence = refusal(path)
    assert sentence.startswith(told)
    assert sentence.encode()


@pytest.mark.parametrize("name", ["a\\nb", "\\u0000", "\\u2028", " ", "\\t"])
def test_a_level_s_name_can_be_shown(folders: DataFolders, name: str) -> None:
    sentence = refusal(put(folders, "a.toml", GOOD.replace("Sunday", name)))
    assert sentence == "a.toml: name: expected letters that can be seen."


@pytest.mark.parametrize("name", ["Übung für Zoë", "日曜日", "يوم الأحد", "100 % {fun}"])
def test_a_level_can_be_called_what_people_call_it(folders: DataFolders, name: str) -> None:
    put(folders, f"{name}.toml", GOOD.replace("Sunday", name))
    (own,) = [level for level in read_all_levels(folders).levels if level.is_own]
    assert (own.name, own.id) == (name, f"own-{name}")
    assert level_name(own.with_window(75)) == f"{name}, exact"


def test_two_own_levels_can_be_told_apart(folders: DataFolders) -> None:
    put(folders, "a.toml")
    put(folders, "b.toml", GOOD.replace("Sunday", "Monday"))
    put(folders, "c.toml", GOOD.replace("step = 5", "step = 6"))
    put(folders, "d.toml", 'id = "a"\n' + GOOD.replace("= 5", "= 7").replace("Sun", "Mon"))
    found = read_all_levels(folders)
    assert [level.id for level in found.levels if level.is_own] == ["own-a"]
    assert [told.split(": ")[1] for told in found.left_out] == ["step", "name", "id"]


def test_the_shipped_ones_are_no_trouble_to_themselves(folders: DataFolders) -> None:
    paths = sorted(shipped_folder("levels").glob("*.toml"))
    check = LevelCheck.of_files(paths, folders)
    assert {check.take(path).name for path in paths} == {level.name for level in SHIPPED}


def test_a_file_of_the_folder_is_no_trouble_to_itself_but_to_others(
    folders: DataFolders, tmp_path: Path
) -> None:
    inside = put(folders, "sunday.toml")
    put(folders, "broken.toml", "")
    assert LevelCheck.of_files([inside], folders).take(inside).name == "Sunday"
    outside = tmp_path / "mine.toml"
    outside.write_text(GOOD)
    with pytest.raises(LevelError, match="Sunday has number = 1 and step = 5 already"):
        LevelCheck.of_files([outside], folders).take(outside)


@settings(max_examples=60)
@given(data=st.data())
def test_whatever_is_written_is_a_level_or_one_sentence(data: st.DataObject) -> None:
    lines: list[str] = [*GOOD.splitlines()]
    number = data.draw(st.integers(1, len(lines) - 1))
    key = data.draw(st.sampled_from([*KEYS, "tempo"]))
    value = data.draw(
        st.one_of(
            st.integers().map(str),
            st.floats().map(str),
            st.text(max_size=12),
            st.sampled_from(
                ["[]", "{}", '["x\\ny"]', "[[1]]", "true", '""', "1979-05-27", "07:32:00"]
            ),
        )
    )
    lines[number] = f"{key} = {value}"
    text = "\n".join(lines)
    try:
        level = parse_level(text, "own.toml")
    except LevelError as told:
        assert str(told).startswith("own.toml") and str(told).endswith(".")
        assert "\n" not in str(told)
    else:
        assert isinstance(level, Level)


@settings(max_examples=25, deadline=None)
@given(
    window_ms=st.integers(20, 1000),
    more_ms=st.integers(0, 1000),
    rate=st.floats(0.05, 10),
    grips=st.sets(st.sampled_from(Grip), min_size=1),
    long_from=st.none() | st.floats(0.3, 3),
)
def test_every_level_that_is_right_can_be_played(
    window_ms: int, more_ms: int, rate: float, grips: set[Grip], long_from: float | None
) -> None:
    same_ms = 2 * window_ms + more_ms
    held = "" if long_from is None else f"long_note_from_s = {long_from}\n"
    names = ", ".join(f'"{grip.name.lower()}"' for grip in grips)
    level = parse_level(
        f'number = 2\nname = "Any"\nhit_window_ms = {window_ms}\napproach_s = 2\n'
        f"min_gap_s = {(same_ms + 1) // 2 / 1000}\nsame_grip_gap_s = {same_ms / 1000}\n"
        f"max_rate_per_s = {rate}\ngrips = [{names}]\n{held}",
        "any.toml",
    )
    chart = make_chart(song_of(melody([60, 62, 64, 65, 67, 65, 64, 62] * 8)), level, grips)
    assert chart.notes
    assert gap_violations(chart, level) == 0
    assert all(earlier.time_s < later.time_s for earlier, later in pairwise(chart.notes))


class TestThePage:
    """`docs/levels.md` can be followed as it stands."""

    def test_its_example_is_right(self, folders: DataFolders) -> None:
        example = next(block for block in blocks(PAGE.read_text("utf-8")) if "number =" in block)
        path = put(folders, "sunday.toml", example)
        level = LevelCheck(SHIPPED, EXERCISES).take(path)
        song = read_song(shipped_folder("songs") / "ode-to-joy.mid")
        assert make_chart(song, level, level.default_grips).notes

    def test_it_explains_every_key_and_names_every_exercise(self) -> None:
        page = PAGE.read_text("utf-8")
        explained = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
        assert explained == set(KEYS) - {"id"}
        assert all(f"`{one.id}`" in page for one in EXERCISES)

    def test_its_table_tells_the_levels_that_there_are(self) -> None:
        seconds = r" \| ([\d.]+) s" * 3
        row = rf"^\| (\w+(?: \d)?) \| (\d+) ms{seconds} \| up to (\d+) \|"
        rows = re.findall(row, PAGE.read_text("utf-8"), re.MULTILINE)
        assert [(name, *map(float, values)) for name, *values in rows] == [
            (
                level.name,
                level.hit_window_ms,
                level.approach_s,
                level.min_gap_s,
                level.same_grip_gap_s,
                round(60 * level.max_rate_per_s),
            )
            for level in SHIPPED
        ]
