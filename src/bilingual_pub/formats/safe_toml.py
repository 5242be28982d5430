"""TOML from strangers: `tomllib`, kept from the two kinds of input that cost it more than they are long."""

from __future__ import annotations

import tomllib
from typing import Any

__all__ = ["TOMLDecodeError", "loads"]

TOMLDecodeError = tomllib.TOMLDecodeError

# `a.a.a.a = 1` takes time with the square of the dots; no key has ten, and no line of prose a thousand.
_DOTS = 1000


def loads(source: str) -> dict[str, Any]:
    """Return the table that `source` holds. Raises TOMLDecodeError, also for what nests too deep to be read.

    >>> loads("a = [1, 2]")
    {'a': [1, 2]}
    >>> loads("a." * 2000 + "a = 1")
    Traceback (most recent call last):
    tomllib.TOMLDecodeError: a key has too many parts (at line 1)
    """
    for number, line in enumerate(source.split("\n"), 1):
        if line.count(".") > _DOTS:
            raise TOMLDecodeError(f"a key has too many parts (at line {number})")
    try:
        return tomllib.loads(source)
    except RecursionError as error:
        raise TOMLDecodeError("it nests too deep") from error
    except TOMLDecodeError:
        raise
    except ValueError as error:  # a number of more digits than Python reads, a day that no calendar has
        raise TOMLDecodeError(str(error)) from error
