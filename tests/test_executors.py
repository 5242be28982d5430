"""Every stage over many documents gives the same on any executor, also where a worker is killed half-way."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from trees import tree

import bilingual_pub as bp
from bilingual_pub import formats, roles

PAGE = (
    "<html><body><nav><a href='/'>Forside</a></nav><main><article><h1>{title}</h1><p>{text}</p></article></main>"
    "<footer><button>Smid en kommentar</button></footer></body></html>"
)
TEXTS = {
    "da": ("Regnvejr {n}", "Vi mødte hende en regnfuld tirsdag ved havnen, hvor hun solgte {n} æbler."),
    "en": ("Rain {n}", "We met her on a rainy Tuesday by the harbour, where she was selling {n} apples."),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for number in range(18):
        for language, (title, text) in TEXTS.items():
            page = PAGE.format(title=title.format(n=number), text=text.format(n=number))
            (tmp_path / f"side-{number:02}.{language}.html").write_text(page, "utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def _at_one_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Catalogs made in one minute and in the next have different dates."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")


@contextmanager
def loky() -> Iterator[Executor]:
    module = pytest.importorskip("loky", reason="loky is not installed")
    executor = module.ProcessPoolExecutor(2, env={"PYTHONPATH": os.pathsep.join(sys.path)})
    try:
        yield executor
    finally:
        executor.shutdown(kill_workers=True)


@contextmanager
def dask() -> Iterator[Executor]:
    yield _cluster().get_executor(pure=False)


@cache
def _cluster() -> Any:
    """One for all tests: starting it takes longer than all of them."""
    distributed = pytest.importorskip("distributed", reason="the extra “dask” is not installed")
    local = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True, host="127.0.0.1"
    )
    return distributed.Client(local)


@pytest.fixture(scope="module", autouse=True)
def _closed() -> Iterator[None]:
    yield
    if _cluster.cache_info().currsize:
        client = _cluster()
        client.cluster.close()
        client.close()


EXECUTORS = {
    "threads": lambda: ThreadPoolExecutor(2),
    "processes": lambda: ProcessPoolExecutor(2),
    "loky": loky,
    "dask": dask,
}
noisy = pytest.mark.filterwarnings("default")  # what clusters and pools of others warn of is theirs


@noisy
@pytest.mark.parametrize("name", sorted(EXECUTORS))
def test_all_stages_give_the_same_on_any_executor(site: Path, name: str) -> None:
    bp.build(site)
    alone = tree(site)
    pages = [formats.parse(path.read_bytes(), path=path.name) for path in sorted(site.glob("*.html"))]
    pairs = [(bp.read(path), bp.read(path.with_suffix("").with_suffix(".en.html")))
             for path in sorted(site.glob("*.da.html"))]  # fmt: skip
    with EXECUTORS[name]() as executor:
        shutil.rmtree(site / "public")
        shutil.rmtree(site / "locales")
        bp.build(site, executor=executor)
        assert tree(site) == alone
        assert roles.classify(pages, executor=executor) == roles.classify(pages)
        assert bp.extract(pages, executor=executor).to_bytes() == bp.extract(pages).to_bytes()
        assert bp.align_many(pairs, executor=executor) == bp.align_many(pairs)


def _dies(pages: list[Any]) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


@noisy
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.parametrize("name", ["processes", "loky"])
def test_a_pool_whose_worker_is_killed_gives_the_same(site: Path, name: str) -> None:
    pages = [formats.parse(path.read_bytes(), path=path.name) for path in sorted(site.glob("*.html"))]
    with EXECUTORS[name]() as executor:
        executor.submit(_dies, []).exception()
        assert roles.classify(pages, executor=executor) == roles.classify(pages)
        assert bp.build(site, executor=executor).written


@noisy
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_dask_worker_killed_half_way_costs_nothing(site: Path) -> None:
    bp.build(site)
    alone = tree(site)
    shutil.rmtree(site / "public")
    client = _cluster()
    victim = next(iter(client.run(os.getpid).values()))
    killed: list[int] = []

    def kill(done: int, total: int) -> None:
        if not killed and done < total:
            killed.append(done)
            os.kill(victim, signal.SIGKILL)

    bp.build(site, executor=client.get_executor(pure=False), progress=kill)
    assert killed
    assert tree(site) == alone


@noisy
def test_the_command_line_builds_on_a_cluster(site: Path) -> None:
    bp.build(site)
    alone = tree(site)
    shutil.rmtree(site / "public")
    address = _cluster().scheduler.address
    code = "from bilingual_pub.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "build", "-q", "--dask", address, str(site)],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    # 1: texts as short as these leave something to look at.
    assert done.returncode in {0, 1}, done.stderr
    assert tree(site) == alone


def test_what_travels_is_small(site: Path) -> None:
    import pickle

    sizes: list[int] = []

    class Weighing(ThreadPoolExecutor):
        def submit(self, function: Any, /, *args: Any, **kwargs: Any) -> Any:
            assert not kwargs
            sizes.append(len(pickle.dumps((function, args))))
            return super().submit(function, *args)

    with Weighing(1) as executor:
        bp.build(site, executor=executor)
    assert max(sizes) < 300_000
