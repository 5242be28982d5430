"""What browsers wait for: a number that grows with every rebuild, and the words of the last failure."""

from __future__ import annotations

import threading
from typing import NamedTuple

__all__ = ["Changes", "News"]


class News(NamedTuple):
    """`version` grows with every rebuild; `problem` is "" when the last one succeeded."""

    version: int
    problem: str


class Changes:
    """A notice board between the thread that rebuilds and those that serve."""

    def __init__(self) -> None:
        self._news = News(0, "")
        self._closed = False
        self._condition = threading.Condition()

    @property
    def news(self) -> News:
        """What is on the board now."""
        return self._news

    @property
    def closed(self) -> bool:
        """Whether nothing more will be posted."""
        return self._closed

    def post(self, problem: str = "") -> None:
        """Say that the pages were rebuilt, or why they could not be."""
        with self._condition:
            self._news = News(self._news.version + 1, problem)
            self._condition.notify_all()

    def close(self) -> None:
        """Wake everybody who waits, for the last time."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()

    def wait(self, seen: int, seconds: float) -> News:
        """Return the news once they are newer than version `seen`, or after `seconds`.

        >>> board = Changes()
        >>> board.post("broken.po")
        >>> board.wait(0, 1)
        News(version=1, problem='broken.po')
        """
        with self._condition:
            self._condition.wait_for(lambda: self._closed or self._news.version > seen, seconds)
            return self._news
