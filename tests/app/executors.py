"""Executors of a test's own: work is done at once, or when the test says so."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any


class AtOnce(Executor):
    """Does what is submitted before it answers."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as problem:
            future.set_exception(problem)
        return future


class Later(Executor):
    """Does what is submitted when the test says so."""

    def __init__(self) -> None:
        self._work: list[tuple[Callable[[], Any], Future[Any]]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self._work.append((lambda: fn(*args, **kwargs), future))
        return future

    def work(self) -> None:
        """Do what has been submitted by now."""
        waiting, self._work = self._work, []
        for do, future in waiting:
            try:
                future.set_result(do())
            except Exception as problem:
                future.set_exception(problem)
