"""The same work on any executor: in order, few at a time, and done even when a worker dies."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.errors import ConfigError
from bilingual_pub.parallel import _IN_FLIGHT, chunks, dask_executor, pool, run


def _doubled(numbers: list[int]) -> list[int]:
    return [2 * n for n in numbers]


@given(st.lists(st.integers()), st.integers(1, 7))
def test_results_come_in_the_order_of_the_items(numbers: list[int], size: int) -> None:
    assert list(run(_doubled, numbers, size=size)) == _doubled(numbers)
    with ThreadPoolExecutor(2) as executor:
        assert list(run(_doubled, numbers, executor=executor, size=size)) == _doubled(numbers)
    assert [n for chunk in chunks(numbers, size) for n in chunk] == numbers


class _Recorder(Executor):
    def __init__(self, dies_after: int = 10**9) -> None:
        self.given = 0
        self.waiting = 0
        self.most = 0
        self.dies_after = dies_after

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self.given >= self.dies_after:
            raise BrokenProcessPool
        self.given += 1
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        recorder, future = self, Future()

        class Lazy(Future):  # type: ignore[type-arg]
            def result(self, timeout: float | None = None) -> Any:
                recorder.waiting -= 1
                return function(*args)

        del future
        return Lazy()


def test_only_so_many_wait_at_a_time() -> None:
    recorder = _Recorder()
    assert list(run(_doubled, range(1000), executor=recorder, size=1)) == _doubled(list(range(1000)))
    assert recorder.most <= _IN_FLIGHT


def test_a_pool_that_breaks_is_finished_here() -> None:
    recorder = _Recorder(dies_after=3)
    assert list(run(_doubled, range(100), executor=recorder, size=5)) == _doubled(list(range(100)))


def test_an_error_in_the_work_is_not_swallowed() -> None:
    def fails(_: list[int]) -> list[int]:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError), ThreadPoolExecutor(1) as executor:
        list(run(fails, [1], executor=executor))


def test_progress_counts_items() -> None:
    seen: list[int] = []
    list(run(_doubled, range(5), size=2, progress=seen.append))
    assert seen == [2, 4, 5]


def test_one_job_needs_no_pool() -> None:
    with pool(1) as executor:
        assert executor is None
    with pool(2) as executor:
        assert executor is not None


def test_dask_is_optional(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "distributed":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ConfigError, match="Dask is not installed"), dask_executor("tcp://127.0.0.1:1"):
        pass
