"""Edits at spans make a new text; every byte outside the spans is copied as it stood.

The rule that governs the whole library lives here: ``splice(text, []) == text``.
"""

from collections.abc import Iterable
from operator import itemgetter

from bilingual_pub.model import Span

__all__ = ["splice"]


def splice(text: str, edits: Iterable[tuple[Span, str]]) -> str:
    """Replace each span of `text` by its new text and return the whole.

    Spans are offsets in characters (code points) of `text`, in any order. Insertions (empty spans) at one
    place keep the order they were given in, and come before a replacement that starts there.

    Raises ValueError when two spans overlap or one lies outside the text: an edit that can't be told from its
    neighbour must not be guessed at.

    >>> splice("Læs mere her", [(Span(0, 8), "Read more"), (Span(9, 12), "here")])
    'Read more here'
    >>> splice("uændret", [])
    'uændret'
    """
    parts: list[str] = []
    position = 0
    for (start, end), new in sorted(edits, key=itemgetter(0)):
        if not position <= start <= end <= len(text):
            message = f"edit at {start}:{end} overlaps an earlier one or leaves the text of {len(text)}"
            raise ValueError(message)
        parts += (text[position:start], new)
        position = end
    parts.append(text[position:])
    return "".join(parts)
