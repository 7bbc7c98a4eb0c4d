"""Exports of several computers give the same records, in whatever order they are taken over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.records.exchange.archive import ExchangeError
from game.records.exchange.part import read_export
from game.records.exercises import ExerciseRun
from game.records.keys import Moment
from game.records.store import Records
from game.settings import CareSettings, SoundSettings

from ..making import NOW_MS, behind, chart_of, play_of
from .machines import (
    PROGRAM,
    SONGS,
    Machine,
    Person,
    contents_of,
    do,
    exported,
    fresh_records,
    machines,
    merged,
    taken,
)

modest = settings(max_examples=25, deadline=None)
three = st.tuples(machines, machines, machines)


def bytes_of(*several: Machine) -> list[bytes]:
    found: list[bytes] = []
    for machine in several:
        with machine.records() as records:
            found.append(exported(records))
    return found


@modest
@given(three, st.permutations([0, 1, 2]), st.lists(st.integers(0, 2), max_size=2))
def test_in_any_order_and_taken_over_twice_they_give_the_same_records(
    computers: tuple[Machine, Machine, Machine], order: list[int], again: list[int]
) -> None:
    exports = bytes_of(*computers)
    assert merged(exports) == merged([exports[number] for number in [*order, *again]])


@modest
@given(three)
def test_it_does_not_matter_who_merges_first(computers: tuple[Machine, Machine, Machine]) -> None:
    a, b, c = bytes_of(*computers)
    assert merged([merged([a, b]), c]) == merged([a, merged([b, c])])


@modest
@given(machines, machines)
def test_two_computers_that_swap_exports_have_the_same_records(
    here: Machine, there: Machine
) -> None:
    ours, theirs = bytes_of(here, there)
    with here.records() as first, there.records() as second:
        assert exported(taken(first, theirs)) == exported(taken(second, ours))


def test_what_only_the_deleted_have_played_gives_no_song_its_title() -> None:
    anna, li = (Person(name, name, "", 90, is_deleted=name == "Li") for name in ("Anna", "Li"))
    here = Machine((anna,), (0,), False, (), (), (), "Ode to Joy")
    there = Machine((li,), (32,), False, (), (), (), "Ode")
    ours, theirs = bytes_of(here, there)
    with here.records() as first, there.records() as second:
        assert exported(taken(first, theirs)) == exported(taken(second, ours))


@modest
@given(machines)
def test_what_was_exported_changes_nothing_where_it_comes_from(machine: Machine) -> None:
    with machine.records() as records:
        before = exported(records)
        assert exported(taken(records, before)) == before


@modest
@given(machines)
def test_the_same_records_give_the_same_file_and_the_other_computer_can_pass_it_on(
    machine: Machine,
) -> None:
    with machine.records() as records:
        first = exported(records)
        assert exported(records) == first
    assert merged([first]) == first


def test_after_taking_over_every_run_is_judged_and_the_best_is_there(records: Records) -> None:
    with fresh_records() as other:
        anna = other.players.choose("Anna")
        for hits in (1, 4, 2):
            other.plays.store(play_of(anna.id, hits=hits))
        best = other.bests.all(anna.id)[0]
        export = exported(other)
    taken(records, export)
    assert records.rescore().judged == 3
    (found,) = records.bests.all(records.players.choose("anna").id)
    assert (found.play_id, found.score) == (best.play_id, best.score)


def anna_elsewhere(pinches: int, *, last_day: int | None, soundfont: str = "") -> bytes:
    with fresh_records() as other:
        anna = other.players.choose("ANNA")
        other.settings.keep_care(anna.id, CareSettings(daily_pinches=pinches))
        other.settings.keep_sound(anna.id, SoundSettings(music_volume=pinches))
        if last_day is not None:
            other.plays.store(play_of(anna.id, at_ms=NOW_MS + last_day * 86_400_000))
        return exported(other)


@pytest.mark.parametrize(("day_there", "pinches", "name"), [(1, 77, "ANNA"), (-1, 33, "Anna")])
def test_settings_are_those_from_where_the_player_practised_last(
    records: Records, day_there: int, pinches: int, name: str
) -> None:
    anna = records.players.choose("Anna")
    records.settings.keep_care(anna.id, CareSettings(daily_pinches=33))
    records.plays.store(play_of(anna.id))
    taken(records, anna_elsewhere(77, last_day=day_there))
    assert records.settings.care(anna.id).daily_pinches == pinches
    assert records.players.get(anna.id).name == name


def test_where_a_sound_file_is_stays_a_matter_of_each_computer(records: Records) -> None:
    anna = records.players.choose("Anna")
    mine = SoundSettings(soundfont=Path("/mine.sf2"), music_volume=10)
    records.settings.keep_sound(anna.id, mine)
    (row,) = contents_of(exported(records)).players
    assert "sound.music_volume" in row.settings
    assert "sound.soundfont" not in row.settings
    taken(records, anna_elsewhere(20, last_day=1))
    sound = records.settings.sound(anna.id)
    assert (sound.soundfont, sound.music_volume) == (Path("/mine.sf2"), 20)


def test_with_one_player_go_their_songs_and_nobody_else(records: Records) -> None:
    anna, ben = records.players.choose("Anna"), records.players.choose("Ben")
    for number in range(12):
        do(records, number, (anna if number % 3 == 0 else ben).id, helped=False)
    records.songs.choose_tune(SONGS[1], (1, 0, "line"), (2, 0, "line"))
    export = exported(records, anna.id)
    contents = contents_of(export)
    assert [row.name for row in contents.players] == ["Anna"]
    assert {row.player for row in contents.done} == {"Anna"}
    assert {row.song for row in contents.songs} == {row.song for row in contents.charts}
    with fresh_records() as other:
        assert exported(taken(other, export)) == export
        taken(other, exported(records))
        assert exported(other) == exported(records)


def test_who_was_chosen_last_stays_so_and_the_new_ones_come_behind(records: Records) -> None:
    records.players.choose("Me")
    with fresh_records() as other:
        for day, name in ((2, "Anna"), (5, "Ben"), (3, "Li")):
            player = other.players.choose(name)
            other.plays.store(play_of(player.id, at_ms=NOW_MS + day))
        found = records.exchange.take(contents_of(exported(other)))
    assert found.new_players == ("Ben", "Li", "Anna")
    assert [card.player.name for card in records.players.cards()] == ["Me", "Ben", "Li", "Anna"]


def test_deleting_does_not_travel_and_nothing_is_taken_from_others(records: Records) -> None:
    """What a file holds is here afterwards, also of somebody who was deleted here."""
    anna = records.players.choose("Anna")
    here, both = play_of(anna.id, hits=1), play_of(anna.id, hits=3)
    with fresh_records() as other:
        there = other.players.choose("anna")
        other.plays.store(replace(both, player_id=there.id))
        export = exported(other)
    for play in (here, both):
        records.plays.store(play)
    records.players.delete(anna.id, NOW_MS)
    taken(records, export)
    (back,) = records.players.all()
    assert [play.id for play in records.plays.latest(player_id=back.id)] == [both.id]
    assert records.players.bring_back(anna.id).name == "Anna 2"
    assert [play.id for play in records.plays.latest(player_id=anna.id)] == [here.id]


def test_a_run_that_is_here_under_another_name_is_refused_in_both_directions(
    records: Records,
) -> None:
    anna = records.players.choose("Anna")
    records.plays.store(play_of(anna.id))
    before = exported(records)
    records.players.rename(anna.id, "Annabel")
    after = exported(records)
    with pytest.raises(ExchangeError, match=r"What Anna did is here as Annabel's\. If they are"):
        taken(records, before)
    assert exported(records) == after
    with fresh_records() as other:
        taken(other, before)
        with pytest.raises(ExchangeError, match="What Annabel did is here as Anna's"):
            taken(other, after)
        assert exported(other) == before


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_run_that_differs_is_refused_whichever_comes_first(order: tuple[int, int]) -> None:
    def export(hits: int) -> bytes:
        with fresh_records() as other:
            anna = other.players.choose("Anna")
            other.plays.store(play_of(anna.id, hits=hits, play_id=UUID(int=7)))
            return exported(other)

    exports = [export(1), export(2)]
    with fresh_records() as records:
        taken(records, exports[order[0]])
        with pytest.raises(ExchangeError, match="something else about what Anna did"):
            taken(records, exports[order[1]])
        assert exported(records) == exports[order[0]]


def test_whoever_said_that_the_other_hand_helped_is_believed(records: Records) -> None:
    anna = records.players.choose("Anna")
    run = ExerciseRun(anna.id, "wrist-bend", Moment(NOW_MS), 5, 9000, True, helped=False)
    records.exercises.store(run)
    before = exported(records)
    records.exercises.store(replace(run, helped=True))
    after = exported(records)
    assert exported(taken(records, before)) == after
    assert merged([before, after]) == merged([after, before]) == after


def test_what_is_damaged_here_is_left_out_and_counted(records: Records, path: Path) -> None:
    anna = records.players.choose("Anna")
    good, bad, spoilt = (play_of(anna.id, chart_of(n)) for n in (3, 4, 5))
    for play in (good, bad, spoilt):
        records.plays.store(play)
    behind(path, "DROP TRIGGER plays_never_change")
    behind(path, "UPDATE plays SET replay = x'00' WHERE id = ?", str(bad.id))
    behind(path, "UPDATE charts SET notes = x'0199' WHERE hash = ?", spoilt.chart.hash)
    export = path.with_name("export.zip")
    written = records.exchange.write(export, PROGRAM)
    assert (written.counts["plays"], written.counts["charts"], written.left_out) == (1, 1, 3)
    assert [row.id for row in read_export(export).plays] == [str(good.id)]
    behind(
        path, "INSERT INTO player_settings VALUES (?, 'a.b', '{'), (?, 'c', '1')", anna.id, anna.id
    )
    assert records.exchange.write(export, PROGRAM).left_out == 4
    assert read_export(export).players[0].settings == {"c": "1"}


def test_a_chart_that_is_damaged_here_is_mended(records: Records, path: Path) -> None:
    anna = records.players.choose("Anna")
    play = play_of(anna.id)
    records.plays.store(play)
    export = exported(records)
    behind(path, "UPDATE charts SET notes = x'0199'")
    assert exported(taken(records, export)) == export
    assert records.plays.find(str(play.id)).chart == play.chart


def test_taking_over_a_tune_begins_the_courses_of_the_song_again(records: Records) -> None:
    anna = records.players.choose("Anna")
    play = play_of(anna.id, chart_of(song=SONGS[0]))
    records.plays.store(play)
    with fresh_records() as other:
        other.songs.choose_tune(SONGS[0], (3, 0, "line"), (1, 0, "line"))
        taken(records, exported(other))
    assert records.songs.chosen_tune(SONGS[0]) == (3, 0, "line")
    assert records.charts.kept(play.key.course) is None
    assert records.plays.latest()[0].score is not None
