"""The same work on many inputs, on any `concurrent.futures.Executor`: results in order, and few in flight.

Only positional `submit` and `Future.result` are used, which is what Dask's and loky's executors share with the
standard library's.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TypeVar

from bilingual_pub.errors import ConfigError
from bilingual_pub.model import N_, Diagnostic

__all__ = ["chunks", "dask_executor", "pool", "run"]

Item = TypeVar("Item")
Result = TypeVar("Result")

# So many chunks wait at a time: enough to keep sixty-odd workers busy, few enough that memory stays flat.
_IN_FLIGHT = 128


def chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield the items in lists of `size`, the last one shorter.

    >>> list(chunks("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    chunk: list[Item] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def run(
    function: Callable[[list[Item]], Sequence[Result]],
    items: Iterable[Item],
    *,
    executor: Executor | None = None,
    size: int = 16,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Result]:
    """Yield `function`'s results for all items, in the order of the items.

    `function` takes a list of at most `size` items and returns a result for each. Without an `executor` it is
    called here. Where a worker dies and takes its pool along, or its cluster gives up on a task, what it left
    undone is done here, so the results are the same; an exception of `function`'s own is raised then too.
    `progress` is told how many items are done.

    >>> list(run(lambda numbers: [n * n for n in numbers], range(5), size=2))
    [0, 1, 4, 9, 16]
    """
    done = 0
    for results in _results(function, items, executor, size):
        done += len(results)
        yield from results
        if progress:
            progress(done)


def _results(
    function: Callable[[list[Item]], Sequence[Result]],
    items: Iterable[Item],
    executor: Executor | None,
    size: int,
) -> Iterator[Sequence[Result]]:
    waiting: deque[tuple[list[Item], Future[Sequence[Result]] | None]] = deque()
    for chunk in chunks(items, size):
        waiting.append((chunk, _submit(executor, function, chunk)))
        if executor is None or len(waiting) >= _IN_FLIGHT:
            yield _result(function, *waiting.popleft())
    while waiting:
        yield _result(function, *waiting.popleft())


def _submit(
    executor: Executor | None, function: Callable[[list[Item]], Sequence[Result]], chunk: list[Item]
) -> Future[Sequence[Result]] | None:
    if executor is None:
        return None
    try:
        return executor.submit(function, chunk)
    except Exception:  # noqa: BLE001 - each executor has its own names for "broken" and "shut down"
        return None


def _result(
    function: Callable[[list[Item]], Sequence[Result]],
    chunk: list[Item],
    future: Future[Sequence[Result]] | None,
) -> Sequence[Result]:
    if future is None:
        return function(chunk)
    try:
        return future.result()
    except Exception:  # noqa: BLE001 - as above, and Dask's KilledWorker
        return function(chunk)


@contextmanager
def dask_executor(address: str) -> Iterator[Executor]:
    """Give an executor that works on the Dask cluster at `address`; raises ConfigError where Dask is not installed.

    `pure=False`: a task writes files, so the same task given twice is done twice.
    """
    try:
        from distributed import Client  # noqa: PLC0415
    except ImportError as error:
        template, hint = (
            N_("Dask is not installed"),
            N_("Install it with: pip install 'bilingual-pub[dask]'."),
        )
        raise ConfigError(Diagnostic("no-dask", "error", template, hint=hint)) from error
    with Client(address) as client:
        yield client.get_executor(pure=False)


def pool(jobs: int | None) -> AbstractContextManager[Executor | None]:
    """Return a context with an executor of `jobs` processes; None means one for each core, 1 none at all.

    >>> with pool(1) as executor:
    ...     executor is None
    True
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    number = jobs or cores
    if number <= 1:
        return nullcontext()
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    return ProcessPoolExecutor(number, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Let a worker end when the process that started it is killed; the pool would leave it waiting for ever."""
    from multiprocessing import connection, parent_process  # noqa: PLC0415
    from threading import Thread  # noqa: PLC0415

    parent = parent_process()
    if parent is not None:
        Thread(target=lambda: (connection.wait([parent.sentinel]), os._exit(1)), daemon=True).start()
