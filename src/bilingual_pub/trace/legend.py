"""The legend of a traced rendering: which message each number stands for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

__all__ = ["Source", "in_page", "parse"]


class Source(NamedTuple):
    """A catalog's message: its key, and its text as it was rendered."""

    msgctxt: str | None
    msgid: str
    text: str


_COMMENT = re.compile(r"<!-- bilingual-pub-trace: (\[.*?\]) -->", re.DOTALL)


def parse(lines: Iterable[str]) -> dict[int, Source]:
    """Read the legend that the hook wrote, a line of JSON a message; a line that was cut off is passed by.

    >>> parse(['[7, null, "Read more", "Læs mere"]', '[8, nul'])
    {7: Source(msgctxt=None, msgid='Read more', text='Læs mere')}
    """
    found: dict[int, Source] = {}
    for line in lines:
        try:
            number, context, msgid, text = json.loads(line)
        except ValueError:
            continue
        found[int(number)] = Source(context, str(msgid), str(text))
    return found


def in_page(page: str) -> Mapping[int, Source]:
    """Read the legend that the WordPress plug-in leaves at a page's end; empty where there is none.

    >>> in_page('<p>Hej</p><!-- bilingual-pub-trace: [[1, null, "Hi", "Hej"]] -->')
    {1: Source(msgctxt=None, msgid='Hi', text='Hej')}
    """
    match = _COMMENT.search(page)
    return parse(json.dumps(row) for row in json.loads(match[1])) if match else {}
