"""The block editor's comments, `<!-- wp:image {"alt":"Kajen"} -->`, and the texts a reader sees inside their JSON.

Source of the grammar: WordPress's `class-wp-block-parser.php`; of the escapes: `serialize_block_attributes()`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from bilingual_pub.model import Span

__all__ = ["BlockComment", "JsonText", "block_comments", "from_json", "json_texts", "to_json"]


class BlockComment(NamedTuple):
    """A comment that opens, closes or is (`lone`) a block. `attributes`: where its JSON stands, empty for none."""

    span: Span
    name: str
    closes: bool
    lone: bool
    attributes: Span


class JsonText(NamedTuple):
    """A text in a block's JSON: its key, and where it stands between its quotation marks."""

    key: str
    span: Span


_OPENING = re.compile(r"<!--\s{1,20}(/?)wp:([a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?)(?=\s)")


def block_comments(text: str) -> Iterator[BlockComment]:
    """Yield the block comments of a post in order. The JSON of a block never holds `-->`: it is escaped there.

    >>> [(comment.name, comment.lone) for comment in block_comments('<!-- wp:search {"label":"Søg"} /-->')]
    [('search', True)]
    """
    for match in _OPENING.finditer(text):
        end = text.find("-->", match.end())
        if end < 0:
            return
        lone = text[end - 1] == "/"
        start = text.find("{", match.end(), end)
        stop = text.rfind("}", match.end(), end) + 1
        attributes = Span(start, stop) if 0 <= start < stop else Span(match.end(), match.end())
        yield BlockComment(Span(match.start(), end + 3), match[2], bool(match[1]), lone, attributes)


SHOWN = frozenset(
    {"alt", "caption", "label", "buttonText", "placeholder", "moreText", "submitText", "linkText"}
)
"""Keys whose values are shown or read aloud in WordPress's own blocks and the usual plug-ins'."""

SHOWN_IN_WORDS = frozenset({"text", "title", "content", "heading", "description", "summary", "message"})
"""Keys that hold a text in some blocks and a setting ("h2", "center") in others."""

_SETTING = re.compile(r"[a-z0-9#./:_-]*\Z")
_LETTER = re.compile(r"[^\W\d_]")
_STRING = r'"((?:[^"\\]|\\.)*+)"'
_MEMBER = re.compile(rf"{_STRING}(?:\s*:\s*{_STRING})?", re.DOTALL)


def json_texts(text: str, attributes: Span) -> Iterator[JsonText]:
    """Yield the texts of a block's JSON, at any depth.

    >>> source = '{"id":5,"alt":"Kajen","title":"left"}'
    >>> [(found.key, source[slice(*found.span)]) for found in json_texts(source, Span(0, len(source)))]
    [('alt', 'Kajen')]
    """
    for match in _MEMBER.finditer(text, *attributes):
        key, value = match[1], match[2]
        if value is None or not _LETTER.search(value) or "://" in value:
            continue
        if key in SHOWN or (key in SHOWN_IN_WORDS and not _SETTING.match(value)):
            yield JsonText(key, Span(*match.span(2)))


def from_json(source: str) -> str:
    r"""Return the text that `source`, the inside of a JSON string, means; `source` itself where it is damaged.

    >>> from_json(r"\u003cem\u003eS\u00f8g\u003c/em\u003e")
    '<em>Søg</em>'
    """
    try:
        return str(json.loads(f'"{source}"', strict=False))
    except ValueError:
        return source


_ESCAPES = {"--": r"\u002d\u002d", "<": r"\u003c", ">": r"\u003e", "&": r"\u0026", r"\"": r"\u0022"}
_ESCAPED = re.compile(r'--|[<>&]|\\\\|\\"')


def to_json(text: str) -> str:
    r"""Return `text` as the inside of a JSON string, escaped as WordPress does so that no comment ends in it.

    >>> to_json('Søg & find -- "her"')
    'Søg \\u0026 find \\u002d\\u002d \\u0022her\\u0022'
    """
    inside = json.dumps(text, ensure_ascii=False)[1:-1]
    return _ESCAPED.sub(lambda match: _ESCAPES.get(match[0], match[0]), inside)
