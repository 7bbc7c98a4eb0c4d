"""Reading many files in processes of their own.

Reading is pure Python: beside the window in one process it would take the interpreter from it, and
a file that never ends would never let go. Each worker is a process with a pipe rather than one of
a pool's: so it is known which file a worker was at when it died or took too long, that file alone
is given up, and everything can be ended at once.
"""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from game.library.contents import content_of
from game.library.entry import Content
from game.text import sentence

PATIENCE_S = 10.0
"""How long one file may take."""
START_PATIENCE_S = 60.0
"""How long a worker may take to begin, on a slow and busy computer."""
IN_HAND = 8
"""Files a worker is given ahead, so that it need not wait for the next one."""
_LOOK_S = 0.1
_LONGEST_LOOK_S = 1.0
"""A longer time between two looks was none for the workers either: the computer slept."""
TOOK_TOO_LONG = Content(None, sentence("This file takes too long to read."))
BROKE_OFF = Content(None, sentence("This file can't be read: reading it broke off."))

Read = Callable[[Path], Content]
Result = tuple[str, Content]


def worker_count() -> int:
    """As many as leave the window a core of its own, two at most."""
    return 2 if (os.cpu_count() or 1) > 2 else 1


def read_beside(
    paths: Iterator[str],
    goes_on: Callable[[], bool],
    *,
    read: Read = content_of,
    workers: int | None = None,
    patience_s: float = PATIENCE_S,
) -> Iterator[Result]:
    """What each of `paths` holds, as it becomes known, until `goes_on` says no.

    `read` must be a function that a new process can import.
    """
    crew = _Crew(paths, read, patience_s)
    try:
        yield from crew.work(workers or worker_count(), goes_on)
    finally:
        crew.end()


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    patience_s: float = START_PATIENCE_S
    silent_s: float = 0.0
    """For how long nothing was heard of it."""
    in_hand: deque[str] = field(default_factory=deque[str])


class _Crew:
    """The workers, the files they have in hand, and those that have to be given out again."""

    def __init__(self, paths: Iterator[str], read: Read, patience_s: float) -> None:
        self._paths = paths
        self._again: deque[str] = deque()
        self._read = read
        self._patience_s = patience_s
        self._workers: list[_Worker] = []

    def work(self, count: int, goes_on: Callable[[], bool]) -> Iterator[Result]:
        self._grow(1)
        looked_s = time.monotonic()
        while self._workers and goes_on():
            ready = self._ready()
            for worker in ready:
                yield from self._hear(worker)
            self._grow(count)
            before_s, looked_s = looked_s, time.monotonic()
            for worker in [other for other in self._workers if other not in ready]:
                worker.silent_s += min(looked_s - before_s, _LONGEST_LOOK_S)
                if worker.silent_s > worker.patience_s:
                    yield from self._give_up(worker, TOOK_TOO_LONG)
        yield from self._read_here(goes_on)

    def end(self) -> None:
        """End every worker at once."""
        for worker in self._workers:
            _stop(worker)
        self._workers.clear()

    def _grow(self, count: int) -> None:
        """One more worker, up to `count`, if there is work that none has in hand."""
        all_busy = all(len(worker.in_hand) == IN_HAND for worker in self._workers)
        if len(self._workers) < count and all_busy and (path := self._next()) is not None:
            self._again.appendleft(path)
            self._begin()

    def _begin(self) -> None:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_serve, args=(theirs, self._read), name="thumbtune reader", daemon=True
        )
        try:
            process.start()
        except OSError:
            ours.close()
            return
        finally:
            theirs.close()
        self._workers.append(_Worker(process, ours))

    def _ready(self) -> list[_Worker]:
        ready = wait([worker.pipe for worker in self._workers], _LOOK_S)
        return [worker for worker in self._workers if worker.pipe in ready]

    def _hear(self, worker: _Worker) -> Iterator[Result]:
        """Take a worker's answer and give it more to do."""
        try:
            answer: Content | None = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._give_up(worker, BROKE_OFF)
            return
        worker.silent_s, worker.patience_s = 0.0, self._patience_s
        if answer is not None:
            yield worker.in_hand.popleft(), answer
        while len(worker.in_hand) < IN_HAND and (path := self._next()) is not None:
            worker.in_hand.append(path)
            with suppress(OSError):  # it has just died: the pipe will tell
                worker.pipe.send(path)
        if not worker.in_hand:
            _stop(worker)
            self._workers.remove(worker)

    def _give_up(self, worker: _Worker, verdict: Content) -> Iterator[Result]:
        """End a worker; the file it was at gets the `verdict`, and a new worker the others."""
        _stop(worker)
        self._workers.remove(worker)
        if not worker.in_hand:
            return  # it has not even begun: a new one would not either
        yield worker.in_hand.popleft(), verdict
        self._again.extend(worker.in_hand)
        self._begin()

    def _read_here(self, goes_on: Callable[[], bool]) -> Iterator[Result]:
        """Where no process can be begun: what is left, in this one."""
        while goes_on() and (path := self._next()) is not None:
            yield path, self._read(Path(path))

    def _next(self) -> str | None:
        return self._again.popleft() if self._again else next(self._paths, None)


def _stop(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _serve(pipe: Connection, read: Read) -> None:
    """A worker's life: say that it has begun, then answer each path, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program that began it
    if hasattr(os, "nice"):
        os.nice(10)
    with suppress(EOFError, OSError):
        pipe.send(None)
        while True:
            pipe.send(read(Path(pipe.recv())))
