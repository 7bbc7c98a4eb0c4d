"""Personal records beside the songs: true ones, and the first of equal ones."""

from __future__ import annotations

from game.coach.exercises import Exercise, read_exercises
from game.coach.records import Done, best_day, exercise_bests
from game.folders import shipped_folder
from tests.coach.days import TODAY, ago, day

EXERCISES = {one.id: one for one in read_exercises(shipped_folder("levels"))}


def bests(*done: Done) -> dict[str, Done]:
    found = exercise_bests(EXERCISES.values(), done)
    return {one.exercise.id: one.best for one in found}


def done(exercise: str, times: int, back: int, *, ms: int = 15_000, finished: bool = True) -> Done:
    return Done(EXERCISES[exercise].id, times, ms, ago(back), finished, helped=False)


def test_the_best_day_has_the_most_pinches_and_is_the_first_of_equals() -> None:
    days = [day(9, 40), day(5, 70), day(3, 70), day(0, 10)]
    assert best_day(days, TODAY) == day(5, 70)


def test_a_day_that_has_not_come_is_no_best_one() -> None:
    assert best_day([day(-1, 99), day(2, 5)], TODAY) == day(2, 5)
    assert best_day([day(0, 0)], TODAY) is None


def test_as_many_as_there_are_in_a_time() -> None:
    runs = [done("pen-spin", 9, 5), done("pen-spin", 12, 3), done("pen-spin", 12, 1)]
    assert bests(*runs) == {"pen-spin": runs[1]}


def test_as_quick_as_it_goes() -> None:
    runs = [done("coin-drop", 8, 5, ms=24_000), done("coin-drop", 8, 3, ms=19_000)]
    assert bests(*runs) == {"coin-drop": runs[1]}


def test_only_what_the_hand_finished_by_itself_counts() -> None:
    helped = Done("pen-spin", 40, 15_000, TODAY, True, helped=True)
    assert bests(helped, done("pen-spin", 30, 1, finished=False)) == {}


def test_where_every_repetition_is_worth_as_much_there_is_no_best() -> None:
    each_time: Exercise = EXERCISES["palm-turn"]
    assert bests(done(each_time.id, 50, 1)) == {}
