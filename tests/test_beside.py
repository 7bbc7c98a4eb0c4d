"""Jobs in a process of their own: all is told, and nothing they do can hold up the window."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

from game.beside import Job, ProcessRoom, Work, WorkLostError
from game.music.song import SongError
from game.text import use_language
from tests.strange_work import (
    count,
    count_for_ever,
    die,
    die_at_once,
    hang,
    hang_at_once,
    refuse,
    refuse_in_words,
    say,
    stumble,
    take_much,
    tell_much,
    tell_process,
)

LIMIT_S = 30.0


@pytest.fixture(scope="module")
def room() -> Iterator[ProcessRoom]:
    room = ProcessRoom((SongError,), patience_s=1.0, grace_s=0.3)
    yield room
    room.close()


def until(is_so: Callable[[], bool]) -> None:
    limit_s = monotonic() + LIMIT_S
    while not is_so():
        assert monotonic() < limit_s, "this never came to be"
        sleep(0.005)


def first(job: Job) -> object:
    """What a job tells first."""
    told: list[object] = []

    def has_told() -> bool:
        told.extend(job.news())
        return bool(told)

    until(has_told)
    return told[0]


def all_of(job: Job) -> list[object]:
    told: list[object] = []

    def is_over() -> bool:
        told.extend(job.news())
        return job.is_over

    until(is_over)
    return told


def is_alive(process: object) -> bool:
    try:
        os.kill(int(str(process)), 0)
    except ProcessLookupError:
        return False
    return True


def test_all_that_a_job_tells_is_heard_in_order_and_the_process_is_kept(room: ProcessRoom) -> None:
    process = first(room.begin(tell_process))
    assert process != os.getpid()
    assert all_of(room.begin(count, 100)) == list(range(100))
    assert first(room.begin(tell_process)) == process


def test_much_can_be_given_and_told(room: ProcessRoom) -> None:
    much = 3_000_000
    (told,) = all_of(room.begin(tell_much, much))
    assert told == bytes(much)
    assert all_of(room.begin(take_much, bytes(much))) == [much]


def test_a_new_job_takes_the_place_of_one_that_ends_at_its_next_news(
    room: ProcessRoom, tmp_path: Path
) -> None:
    before = room.begin(count_for_ever, tmp_path / "ended")
    process = first(before)
    assert first(room.begin(tell_process)) == process
    assert (before.is_over, before.news()) == (True, [])
    assert (tmp_path / "ended").exists()


def test_a_job_given_up_ends_cleanly_at_its_next_news(room: ProcessRoom, tmp_path: Path) -> None:
    job = room.begin(count_for_ever, tmp_path / "ended")
    process = first(job)
    job.cancel()
    assert job.is_over
    until(lambda: (tmp_path / "ended").exists())
    assert first(room.begin(tell_process)) == process


@pytest.mark.parametrize("next_job", [True, False])
def test_a_job_given_up_that_does_not_end_is_ended_with_its_process(
    room: ProcessRoom, *, next_job: bool
) -> None:
    hanging = room.begin(hang)
    process = first(hanging)
    begun_s = monotonic()
    if next_job:
        assert first(room.begin(tell_process)) != process
    else:
        hanging.cancel()

        def is_gone() -> bool:
            room.look()
            return not is_alive(process)

        until(is_gone)
    assert not is_alive(process)
    assert monotonic() - begun_s < 10


@pytest.mark.parametrize("work", [hang, hang_at_once, die, die_at_once])
def test_a_job_that_hangs_or_kills_its_process_is_told_and_the_next_one_is_done(
    room: ProcessRoom, work: Work
) -> None:
    with pytest.raises(WorkLostError):
        all_of(room.begin(work))
    assert all_of(room.begin(count, 2)) == [0, 1]


def test_what_a_job_raises_comes_after_its_news_once(room: ProcessRoom) -> None:
    job = room.begin(refuse)
    assert first(job) == "one"
    with pytest.raises(SongError, match="This is told as it is"):
        all_of(job)
    assert job.is_over


def test_what_nobody_expects_is_work_lost_and_the_process_goes_on(room: ProcessRoom) -> None:
    process = first(room.begin(tell_process))
    with pytest.raises(WorkLostError, match="ZeroDivisionError"):
        all_of(room.begin(stumble))
    assert first(room.begin(tell_process)) == process


def test_a_process_that_was_ended_meanwhile_is_replaced(room: ProcessRoom) -> None:
    process = first(room.begin(tell_process))
    os.kill(int(str(process)), 9)
    assert first(room.begin(tell_process)) != process


def test_closing_ends_the_process_at_once() -> None:
    room = ProcessRoom((SongError,))
    process = first(room.begin(hang))
    begun_s = monotonic()
    room.close()
    assert monotonic() - begun_s < 5
    assert not is_alive(process)


def test_where_no_process_can_be_begun_work_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse_to_start(_: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refuse_to_start)
    with pytest.raises(WorkLostError, match="no more processes"):
        all_of(ProcessRoom().begin(count, 1))


def test_a_job_speaks_the_language_in_use_when_it_is_begun(room: ProcessRoom) -> None:
    use_language("de")
    assert first(room.begin(say, "This file is empty.")) == "Diese Datei ist leer."
    use_language("en")
    assert first(room.begin(say, "This file is empty.")) == "This file is empty."


def test_what_a_job_raises_is_said_in_the_language_in_use_when_it_is_read(
    room: ProcessRoom,
) -> None:
    with pytest.raises(SongError) as raised:
        all_of(room.begin(refuse_in_words))
    assert str(raised.value) == "This song is longer than 4 hours."
    use_language("de")
    assert str(raised.value) == "Dieses Lied ist länger als 4 Stunden."
