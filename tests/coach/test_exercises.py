"""The exercises of the warm-up as data: what ships is sound, and each mistake is told plainly."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from game.charting.level import read_levels
from game.coach.exercises import (
    FILE,
    MOST_STEPS,
    Counted,
    Exercise,
    ExerciseError,
    Motion,
    parse_exercises,
    read_exercises,
    warm_up_groups,
    warm_ups,
)
from game.folders import shipped_folder

LEVELS = read_levels(shipped_folder("levels"))
SHIPPED = read_exercises(shipped_folder("levels"))
GOOD = """
[[exercise]]
id = "clap"
name = "Clap"
picture = "palm turn"
counted = "each time"
repetitions = 5
counts = "One clap counts as one."
steps = ["Clap your hands."]
"""


def test_the_nine_exercises_are_there_three_a_level() -> None:
    by_level = warm_ups(LEVELS, SHIPPED)
    assert [len(by_level[level.id]) for level in LEVELS] == [3] * len(LEVELS)
    assert len(SHIPPED) == 9
    assert {one.picture for one in SHIPPED} == set(Motion)


def test_levels_of_one_number_that_name_the_same_exercises_share_a_warm_up() -> None:
    other = msgspec.structs.replace(LEVELS[1], id="own-a", step=5, warm_up=("pen-spin",))
    without = msgspec.structs.replace(LEVELS[1], id="own-b", step=6, warm_up=())
    groups = warm_up_groups((*LEVELS[:4], other, without, *LEVELS[4:]), SHIPPED)
    assert [[level.id for level in levels] for levels, _ in groups] == [
        [level.id for level in LEVELS[:4]],
        ["own-a"],
        [level.id for level in LEVELS[4:8]],
        ["3-challenging"],
    ]
    assert [[one.id for one in found] for _, found in groups][1] == ["pen-spin"]


def test_only_the_first_level_can_be_done_by_the_other_hand() -> None:
    by_level = warm_ups(LEVELS, SHIPPED)
    helped = {level.number: {one.helped for one in by_level[level.id]} for level in LEVELS}
    assert helped == {1: {True}, 2: {False}, 3: {False}}


def test_goals_are_those_of_the_exercises() -> None:
    by_id = {one.id: one for one in SHIPPED}
    assert by_id["pen-spin"].seconds == 15
    assert by_id["coin-drop"].repetitions == 8
    assert by_id["coin-drop"].counted is Counted.AGAINST_TIME
    assert SHIPPED[-1].counted is Counted.FINGERS_IN_TURN


@pytest.mark.parametrize("exercise", SHIPPED, ids=lambda one: one.id)
def test_words_are_short_and_kind(exercise: Exercise) -> None:
    texts = exercise.texts
    assert 1 <= len(exercise.steps) <= MOST_STEPS
    for text in texts:
        assert len(text) <= 80
        assert not re.search(r"\b(wrong|fail|error|must|miss)\b", text.lower())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('name = "Clap"', ""), '"name" is expected, but not there'),
        (('name = "Clap"', "name = 7"), "clap: name: expected `str`, got `int`"),
        (('name = "Clap"', 'name = ""'), "clap: name: expected `str` of length >= 1"),
        (('"palm turn"', '"wave"'), "clap: picture: invalid enum value 'wave'"),
        (('"each time"', '"always"'), "clap: counted: invalid enum value 'always'"),
        (("= 5", "= 0"), "clap: repetitions: expected `int` >= 1"),
        (("repetitions = 5", ""), 'clap: repetitions: expected with counted = "each time"'),
        (("= 5", "= 5\nseconds = 9"), "clap: seconds: repetitions are the goal"),
        (('"each time"', '"in time"'), 'clap: seconds: expected with counted = "in time"'),
        (
            ('"each time"', '"in time"\nseconds = 9'),
            "clap: repetitions: seconds are the goal",
        ),
        (('["Clap your hands."]', "[]"), "clap: steps: expected `array` of length >= 1"),
        (
            ('["Clap your hands."]', '["a", "b", "c", "d", "e"]'),
            "clap: steps: expected `array` of length <= 4",
        ),
        (('"Clap your hands."', f'"{"a" * 91}"'), "clap: steps[0]: expected `str` of length"),
        (('id = "clap"', 'id = "C!"'), "C!: id: expected `str` matching regex"),
        (('id = "clap"', ""), 'exercise 1: "id" is expected, but not there'),
        (("= 5", "= 5\nextra = 1"), '"extra" is no key of an exercise; expected are id, name'),
    ],
)
def test_each_mistake_is_one_clear_sentence(change: tuple[str, str], said: str) -> None:
    with pytest.raises(ExerciseError) as told:
        parse_exercises(GOOD.replace(*change), "exercises.toml")
    sentence = str(told.value)
    assert sentence.startswith("exercises.toml: ")
    assert said in sentence
    assert sentence.endswith(".") and "\n" not in sentence


@pytest.mark.parametrize("text", ["[[exercise]", "exercise = 1", "", "[other]\na = 1", "[" * 9999])
def test_what_is_no_list_of_exercises_is_told(text: str) -> None:
    with pytest.raises(ExerciseError, match=r"exercises\.toml"):
        parse_exercises(text, "exercises.toml")


def test_an_id_is_there_once() -> None:
    with pytest.raises(ExerciseError, match='2 exercises have the id "clap"'):
        parse_exercises(GOOD + GOOD, "exercises.toml")


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExerciseError, match="can't be opened as a text file"):
        read_exercises(tmp_path)
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ExerciseError, match="can't be opened as a text file"):
        read_exercises(tmp_path)


@pytest.mark.parametrize(
    ("named", "said"),
    [(("clap", "jump"), 'there is no exercise "jump"; exercises are clap'),
     (("clap", "clap"), '"clap" is there twice')],
)  # fmt: skip
def test_levels_name_exercises_that_there_are(named: tuple[str, ...], said: str) -> None:
    level = msgspec.structs.replace(LEVELS[0], warm_up=named)
    with pytest.raises(ExerciseError, match=said):
        warm_ups([level], parse_exercises(GOOD, "exercises.toml"))
