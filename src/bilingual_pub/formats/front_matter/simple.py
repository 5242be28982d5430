"""The front matter most articles have, a line a key with plain values, read without a whole YAML reader.

ruamel.yaml takes 4 ms for ten such lines, as long as all else that reading a short article costs; this takes 0.05.
What is not certain to mean the same to it is left to it: `read` gives None.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from bilingual_pub.formats.front_matter.model import Field
from bilingual_pub.model import Span

__all__ = ["read"]

_LETTERS = r"\w \xa0()/.%§–’‘“”»«…!?+;\-"
# Plain text begins with a letter (an address with "/"), has no ": " or " #", and does not end in a space or a colon.
_PLAIN = re.compile(rf"/?[^\W\d_](?:[{_LETTERS}'&]|,(?= )|:(?=[^\s,]))*(?<![ :\xa0])")
_LINE = re.compile(
    rf"([a-zA-Z_][\w-]{{0,99}}): ({_PLAIN.pattern}|[0-9-]{{1,10}}|\[[^\[\]\n]*\]|\"[{_LETTERS}',:&#]*\")"
)
_ITEM = re.compile(rf" ?([^\W\d_](?:[{_LETTERS}])*(?<![ \xa0]))(?:,|$)")
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What some reader of YAML takes for something else than a string.
_WORDS = frozenset("true false yes no on off y n null".split())

Found = tuple[dict[str, Any], tuple[Field, ...]]


def read(source: str, base: int) -> Found | None:
    r"""Return the values and the fields of a block that is simple, else None. `base`: where it stands in its text.

    >>> values, fields = read("title: Om os\ntags: [mad, by]\n", 4)
    >>> values, fields[1]
    ({'title': 'Om os', 'tags': ['mad', 'by']}, Field(path=('tags', 0), value='mad', span=Span(start=24, end=27), style='flow'))
    """
    values: dict[str, Any] = {}
    fields: list[Field] = []
    position = 0
    for line in source.removesuffix("\n").split("\n"):
        match = _LINE.fullmatch(line)
        if not match or match[1] in values or match[1].lower() in _WORDS:
            return None
        found = _value(match[1], match[2], base + position + match.start(2))
        if found is None:
            return None
        values[match[1]] = found[0]
        fields += found[1]
        position += len(line) + 1
    return values, tuple(fields)


def _value(key: str, raw: str, start: int) -> tuple[Any, list[Field]] | None:
    span = Span(start, start + len(raw))
    if raw[0] == "[":
        return _list(key, raw[1:-1], start + 1)
    if raw[0] == '"':
        return raw[1:-1], [Field((key,), raw[1:-1], span, '"')]
    if raw[0] == "/" or raw[0].isalpha():
        return (raw, [Field((key,), raw, span, "yaml")]) if raw.lower() not in _WORDS else None
    if _NUMBER.fullmatch(raw):
        return int(raw), [Field((key,), raw, span, "yaml")]
    return (raw, [Field((key,), raw, span, "yaml")]) if _is_date(raw) else None


def _list(key: str, inner: str, start: int) -> tuple[list[str], list[Field]] | None:
    items: list[str] = []
    fields: list[Field] = []
    position = 0
    while position < len(inner):
        item = _ITEM.match(inner, position)
        if not item or item[1].lower() in _WORDS:
            return None
        span = Span(start + item.start(1), start + item.end(1))
        fields.append(Field((key, len(items)), item[1], span, "flow"))
        items.append(item[1])
        position = item.end()
    return (items, fields) if items and not inner.endswith(",") else None


def _is_date(raw: str) -> bool:
    try:
        return bool(_DATE.fullmatch(raw) and date.fromisoformat(raw))
    except ValueError:
        return False
