"""Work in a process of its own, one job after another, so that the window never waits for it.

A job is a generator function: what it yields is its news, told here whenever somebody asks. A new
job takes the place of the one before, and a job that is not wanted any more ends at its next news;
one that does not is ended with its process. So is a job of which nothing is heard for too long.
A job speaks the language that was in use when it was handed out.
"""

from __future__ import annotations

import os
import signal
import time
import traceback
from collections.abc import Callable, Generator
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import Enum
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Protocol

from game.text import language, use_language

Work = Callable[..., Generator[object, None, None]]
"""A generator function that a new process can import."""
Order = tuple[Work, tuple[object, ...]]

START_PATIENCE_S = 60.0
"""How long a process may take to begin, on a slow and busy computer."""
PATIENCE_S = 20.0
"""How long a job may be silent."""
GRACE_S = 0.4
"""How long a job that is not wanted any more may go on."""
_LONGEST_LOOK_S = 1.0
"""A longer time between two looks was none for the process either: the computer slept."""
_NICENESS = 5


class WorkLostError(Exception):
    """A job broke off. Its text is for those who look for the reason, not for the player."""


class Job(Protocol):
    """One piece of work that goes on elsewhere."""

    @property
    def is_over(self) -> bool:
        """Whether there is no more to hear of it: done, broken off, cancelled or superseded."""
        ...

    def news(self) -> list[object]:
        """What it has yielded since the last call, oldest first.

        Raises, once, what it raised; `WorkLostError` if it broke off or was silent for too long.
        """
        ...

    def cancel(self) -> None:
        """It is not wanted any more."""
        ...


class Workroom(Protocol):
    """Where jobs are done."""

    def begin(self, work: Work, *arguments: object) -> Job:
        """Do `work(*arguments)` instead of what is being done."""
        ...

    def look(self) -> None:
        """See to it that what should have ended has; to be called now and then."""
        ...

    def close(self) -> None:
        """End everything at once."""
        ...


class _Kind(Enum):
    NEWS = 0
    RAISED = 1
    READY = 2


@dataclass(frozen=True, slots=True)
class _Message:
    number: int
    kind: _Kind
    value: Any = None


class _Process:
    """A worker and our end of the pipe to it. Numbers say which order an answer belongs to."""

    def __init__(self, passes_on: tuple[type[Exception], ...]) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.worker: BaseProcess = context.Process(
            target=_serve, args=(theirs, passes_on), name="thumbtune worker", daemon=True
        )
        try:
            self.worker.start()
        except OSError:
            self.pipe.close()
            raise
        finally:
            theirs.close()
        self.has_begun = False
        self.is_ready = False
        self.asked = 0

    def send(self, number: int, order: Order | None) -> None:
        """Give an order; None only ends the one before. It is read when the worker is ready."""
        self.asked, self.is_ready = number, False
        with suppress(OSError):  # it has just died: the pipe will tell
            self.pipe.send((number, order, language()))

    def end(self) -> None:
        self.worker.kill()
        self.worker.join()
        self.pipe.close()


class ProcessJob:
    """A job of a `ProcessRoom`."""

    def __init__(self, room: ProcessRoom, order: Order) -> None:
        self.order = order
        self.number: int | None = None
        """Of the order that was given for it; None while it waits."""
        self.may_try_again = True
        """Whether it has told nothing yet: if its process ends now, that may be by chance."""
        self.told: list[object] = []
        self.problem: Exception | None = None
        self.has_ended = False
        self._room = room

    @property
    def is_over(self) -> bool:
        """Whether there is no more to hear of it."""
        return self.has_ended and not self.told and self.problem is None

    def news(self) -> list[object]:
        """What it has yielded since the last call; see `Job.news`."""
        self._room.look()
        told, self.told = self.told, []
        if not told and self.problem is not None:
            problem, self.problem = self.problem, None
            raise problem
        return told

    def cancel(self) -> None:
        """It is not wanted any more."""
        self.told, self.problem = [], None
        if not self.has_ended:
            self.has_ended = True
            self._room.drop(self)


class ProcessRoom:
    """A workroom with one process, kept from job to job with all that it has learnt.

    Belongs to one thread. `passes_on` are the exceptions that `Job.news` raises as they are.
    """

    def __init__(
        self,
        passes_on: tuple[type[Exception], ...] = (),
        *,
        patience_s: float = PATIENCE_S,
        grace_s: float = GRACE_S,
    ) -> None:
        self._passes_on = passes_on
        self._patience_s = patience_s
        self._grace_s = grace_s
        self._process: _Process | None = None
        self._job: ProcessJob | None = None
        self._number = 0
        self._silent_s = 0.0
        self._looked_s = time.monotonic()

    def begin(self, work: Work, *arguments: object) -> Job:
        """Do `work(*arguments)` instead of what is being done."""
        if self._job:
            self._job.cancel()
        self._job = job = ProcessJob(self, (work, arguments))
        self._looked_s, self._silent_s = time.monotonic(), 0.0
        self.look()
        return job

    def drop(self, job: ProcessJob) -> None:
        """End `job` at its next news."""
        if self._job is not job:
            return
        self._job = None
        if self._process and job.number is not None:
            self._process.send(self._next_number(), None)
            self._silent_s = 0.0

    def look(self) -> None:
        """Hear what there is, hand out the job that waits, and end what takes too long."""
        self._hear()
        job, process = self._job, self._process
        if job and job.number is None:
            self._hand_out(job)
        elif job is None and (process is None or process.is_ready):
            return
        now_s = time.monotonic()
        self._silent_s += min(now_s - self._looked_s, _LONGEST_LOOK_S)
        self._looked_s = now_s
        if self._silent_s > self._limit_s():
            self._lose("nothing was heard of it")

    def close(self) -> None:
        """End everything at once."""
        if self._job:
            self._job.cancel()
        if self._process:
            self._process.end()
            self._process = None

    def _hand_out(self, job: ProcessJob) -> None:
        """Give the job to the worker if that is ready for it; begin a worker if there is none."""
        try:
            process = self._process = self._process or _Process(self._passes_on)
        except OSError as problem:
            self._end_job(job, WorkLostError(str(problem)))
            return
        if process.is_ready:
            job.number = self._next_number()
            process.send(job.number, job.order)
            self._silent_s = 0.0

    def _hear(self) -> None:
        process = self._process
        try:
            while process and process.pipe.poll():
                self._take(process, process.pipe.recv())
        except (EOFError, OSError):
            job = self._job
            if job and job.number is not None and job.may_try_again:
                job.number, job.may_try_again = None, False
            self._lose("its process has ended")

    def _take(self, process: _Process, message: _Message) -> None:
        process.has_begun = True
        process.is_ready = message.kind is _Kind.READY and message.number == process.asked
        job = self._job
        if job is None or message.number != job.number:
            return
        self._silent_s, job.may_try_again = 0.0, False
        if message.kind is _Kind.NEWS:
            job.told.append(message.value)
        elif message.kind is _Kind.RAISED:
            job.problem = message.value
        else:
            self._end_job(job, job.problem)

    def _limit_s(self) -> float:
        """How long the worker may be silent now."""
        if self._process and not self._process.has_begun:
            return START_PATIENCE_S
        is_at_it = self._job is not None and self._job.number is not None
        return self._patience_s if is_at_it else self._grace_s

    def _lose(self, reason: str) -> None:
        """Do without the worker: its job is lost, and one that waits gets a new worker."""
        began = self._process is not None and self._process.has_begun
        if self._process:
            self._process.end()
            self._process = None
        self._silent_s = 0.0
        job = self._job
        if job and (job.number is not None or not began):
            self._end_job(job, WorkLostError(reason))

    def _end_job(self, job: ProcessJob, problem: Exception | None) -> None:
        job.has_ended, job.problem = True, problem
        self._job = None

    def _next_number(self) -> int:
        self._number += 1
        return self._number


def _serve(pipe: Connection, passes_on: tuple[type[Exception], ...]) -> None:
    """A worker's life: say that it is ready, then do each order, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program that began it
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    number = 0
    with suppress(EOFError, OSError):
        while True:
            pipe.send(_Message(number, _Kind.READY))
            number, order, code = pipe.recv()
            use_language(code)
            if order is not None:
                _do(pipe, number, order, passes_on)


def _do(
    pipe: Connection, number: int, order: Order, passes_on: tuple[type[Exception], ...]
) -> None:
    """Do one order until it is done or the next one has come."""
    work, arguments = order
    try:
        with closing(work(*arguments)) as news:
            for told in news:
                pipe.send(_Message(number, _Kind.NEWS, told))
                if pipe.poll():
                    return
    except BrokenPipeError:
        raise
    except passes_on as problem:
        pipe.send(_Message(number, _Kind.RAISED, problem))
    except Exception:
        pipe.send(_Message(number, _Kind.RAISED, WorkLostError(traceback.format_exc())))
