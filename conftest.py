"""Examples in README and docs are tests too: one test a page, because its examples build on each other."""

from __future__ import annotations

from collections.abc import Iterator
from doctest import ELLIPSIS
from importlib.util import find_spec
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

collect_ignore = [] if find_spec("numpy") else ["src/bilingual_pub/detect/vector.py"]


class _Pycon(PythonCodeBlockParser):
    def __init__(self) -> None:
        super().__init__(doctest_optionflags=ELLIPSIS)
        self.codeblock_parser = CodeBlockParser("pycon", PythonEvaluator())


_SYBIL = Sybil(parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS), _Pycon()])


class _Examples(pytest.Item):
    def runtest(self) -> None:
        for example in _SYBIL.parse(self.path).examples():
            example.evaluate()

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> str:
        return str(excinfo.value)


class _Page(pytest.File):
    def collect(self) -> Iterator[_Examples]:
        yield _Examples.from_parent(self, name="examples")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.File | None:
    """Take README.md and the pages of docs/; other Markdown is data."""
    root = parent.config.rootpath
    if file_path.suffix == ".md" and file_path.parent in {root, root / "docs"}:
        return _Page.from_parent(parent, path=file_path)
    return None
