"""A sequence that is kept on disk: what a build found of each article, for whoever looks at it afterwards."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import Any, ClassVar, Generic, TypeVar, overload
from weakref import finalize

__all__ = ["Spool"]

Item = TypeVar("Item")

_IN_MEMORY = 1 << 20
_SHOWN = 20


class Spool(Sequence[Item], Generic[Item]):
    """A sequence of what was put into it as text, each item made of its text when it is asked for.

    Beyond a megabyte it lies in a temporary file that nobody else sees; memory is eight bytes an item. `made`:
    from a text to the item.

    >>> numbers = Spool(int, ["1", "22", "333"])
    >>> len(numbers), numbers[-1], list(numbers), numbers[1:]
    (3, 333, [1, 22, 333], (22, 333))
    """

    def __init__(self, made: Callable[[str], Item], texts: Iterable[str] = ()) -> None:
        self._made = made
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  # lives as long as this
        finalize(self, self._file.close)
        self._ends = array("Q", [0])
        self.extend(texts)

    def extend(self, texts: Iterable[str]) -> None:
        """Put more in at the end."""
        self._file.seek(self._ends[-1])
        for text in texts:
            data = text.encode("utf-8", "surrogatepass")
            self._file.write(data)
            self._ends.append(self._ends[-1] + len(data))

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self))))
        number = range(len(self))[index]
        self._file.seek(self._ends[number])
        data = self._file.read(self._ends[number + 1] - self._ends[number])
        return self._made(data.decode("utf-8", "surrogatepass"))

    def __iter__(self) -> Iterator[Item]:
        for number in range(len(self)):
            yield self[number]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__: ClassVar[None] = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(tuple(self)) if len(self) <= _SHOWN else f"<{len(self)} items>"

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (list(self),)
