"""YAML from strangers: `ruamel.yaml`, kept from what costs it more than it is long, with one error for all of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal, TypeVar

__all__ = ["YAMLError", "load", "reading"]

_Read = TypeVar("_Read")

# ruamel.yaml's time grows with the square of the depth of brackets. Front matter nests three deep.
_MAX_DEPTH = 50
_BRACKET = re.compile(r"[\[\]{}]")


class YAMLError(ValueError):
    """What YAML can't read. `line` counts from 1."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(f"{reason} (at line {line})")
        self.reason: str = reason
        self.line: int = line


def load(source: str) -> Any:
    """Return what a text holds, as data: tags are kept and build nothing (MkDocs's `!ENV` and `!!python/name:`).

    Raises YAMLError.

    >>> load("lang: no")["lang"]
    'no'
    >>> load("a: [b")
    Traceback (most recent call last):
    bilingual_pub.formats.safe_yaml.YAMLError: expected ',' or ']', but got '<stream end>' (at line 1)
    """
    return reading(source, lambda yaml: yaml.load(source), kind="rt")


def reading(source: str, read: Callable[[Any], _Read], *, kind: Literal["rt", "safe"]) -> _Read:
    r"""Return what `read` makes of a reader of YAML 1.2. Raises YAMLError for whatever that raises.

    `kind`: ruamel.yaml's name for the reader, "safe" for plain values, "rt" for what can be written back.

    >>> reading("a: &x 1\nb: &x 2", lambda yaml: yaml.load("a: &x 1\nb: &x 2"), kind="safe")
    {'a': 1, 'b': 2}
    """
    _refuse_depth(source)
    from ruamel.yaml import YAML  # noqa: PLC0415 - 30 ms that a page without front matter needs not pay

    yaml = YAML(typ=kind, pure=True)
    # YAML 1.2 lets an anchor be given again (7.1); a warning on the terminal helps nobody who publishes.
    yaml.composer.warn_double_anchors = False
    try:
        if kind == "rt":
            _refuse_collections_as_keys(yaml.compose(source))
        return read(yaml)
    except YAMLError:
        raise
    except Exception as error:  # ruamel.yaml raises whatever its reader meets in broken input
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error).split("\n", 1)[0] or type(error).__name__
        raise YAMLError(" ".join(reason.split()), (mark.line if mark else 0) + 1) from error


def _refuse_depth(source: str) -> None:
    depth = 0
    for bracket in _BRACKET.findall(source):
        depth = max(0, depth + (1 if bracket in "[{" else -1))
        if depth > _MAX_DEPTH:
            raise YAMLError("it nests too deep")


def _refuse_collections_as_keys(root: Any) -> None:
    """Refuse `{{{a: b}: c}: d}`: hashing such a key takes ruamel.yaml twice as long for each brace round it."""
    seen, open_ = set(), [root]
    while open_:
        node = open_.pop()
        if id(node) not in seen and not isinstance(getattr(node, "value", ""), str):
            seen.add(id(node))
            pairs = node.value if node.id == "mapping" else [(None, item) for item in node.value]
            if any(key is not None and key.id != "scalar" for key, _ in pairs):
                raise YAMLError("a key is no text", node.start_mark.line + 1)
            open_ += [value for _, value in pairs]
