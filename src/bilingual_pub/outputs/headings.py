"""Heading levels that skip none, where an article leaves the page whose headings its own stood under."""

from __future__ import annotations

__all__ = ["Levels"]


class Levels:
    """Gives each heading, in the order they are read, a level at most one below the heading it stands under.

    Levels that skip none already stay as they are (WCAG 2.2, 1.3.1; technique H42).

    >>> levels = Levels()
    >>> [levels.next(level) for level in (1, 3, 3, 4, 2, 3)]
    [1, 2, 2, 3, 2, 3]
    """

    def __init__(self) -> None:
        self._open: list[tuple[int, int]] = []

    def next(self, level: int) -> int:
        """Return the level to write for the next heading, whose own is `level`."""
        while self._open and self._open[-1][0] >= level:
            self._open.pop()
        written = self._open[-1][1] + 1 if self._open else level
        self._open.append((level, written))
        return written
