"""What the aligner reads off a segment: its words, spelling, numbers, links and shape, folded so two languages compare."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bilingual_pub.formats.inline import plain
from bilingual_pub.languages.knowledge import Language, language
from bilingual_pub.model import Document, Element, Segment

__all__ = ["Block", "alignable", "blocks", "fold", "grams", "joined", "link_key", "words"]

_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,:]\d+)*")
_EVENING = re.compile(r"\b(\d{1,2})([.:]\d\d)? ?p\.?m\b")
# What closes a sentence besides its stop is a few marks, not a line of them.
_STOP = re.compile(r"[.!?:](?=\W{0,20}(?:\s[^\W\da-z]|$))")
_SECTION = re.compile(r"^(?:\d+\.)+\s+(?=\S)")
_NOT_DIGITS = re.compile(r"\D+")
_LANGUAGE_IN_LINK = re.compile(
    r"(?:(?<=/)|^)(?:da|en|dk|uk|us|gb)(?:[-_][a-z]{2})?(?:/|$)|[._-](?:da|en)(?=\.\w+$)"
)
_LINK_ROOT = re.compile(r"^(?:[a-z]+:)?//[^/]+/?|^(?:\.{0,2}/)+")

_EDGE = 3
"""Words at either end of a block by which a text is known that was cut or joined elsewhere."""

_FAMILIES = {
    "heading": "heading", "title": "heading", "cell": "cell", "code": "code", "caption": "caption",
    "list item": "item", "term": "item",
}  # fmt: skip

_MOULDS = {"heading": "", "prose": "running", "item": "running"}
"""Editors turn a list into prose, and the last item and the paragraph after it into one; a heading stays alone."""

_HOLDERS = {
    "li": "list item", "dd": "list item", "dt": "term", "td": "cell", "th": "cell", "blockquote": "quotation",
    "figcaption": "caption", "caption": "caption",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """One segment as the aligner sees it. `length` counts characters of the text without tags, at least 1.

    Blocks of one `mould` can be merged with each other; "" with none. `words`, `grams` (character 4-grams of words) and `numbers` (digits only, months as `m5`) are folded;
    `links` have no host and no language prefix; `end` is the closing punctuation mark, "" for none;
    `stops` counts what may be ends of sentences; `head` and `tail` are the first and the last three words and numbers.
    """

    segment: Segment
    text: str
    length: int
    kind: str
    family: str
    mould: str
    level: int
    words: frozenset[str]
    grams: frozenset[str]
    numbers: frozenset[str]
    links: frozenset[str]
    end: str
    stops: int
    head: tuple[str, ...]
    tail: tuple[str, ...]


def alignable(document: Document) -> tuple[Segment, ...]:
    """Return the segments of `document` that make beads: text of the article, or all text where no role is set.

    Attributes and metadata make none: they belong to the block that holds them. Nor does the `<title>` in a page's
    head, which repeats the heading and names the site.

    >>> from bilingual_pub.model import Span
    >>> page = Document("", segments=(Segment("Menu", Span(0, 4), role="ui"), Segment("Hej", Span(5, 8), role="article")))
    >>> [segment.text for segment in alignable(page)]
    ['Hej']
    """
    text = [
        s
        for s in document.segments
        if s.attribute is None and s.kind not in {"attribute", "metadata"} and not _in_head(document, s)
    ]
    if any(s.role is not None for s in document.segments):
        text = [s for s in text if s.role == "article"]
    return tuple(text)


def _in_head(document: Document, segment: Segment) -> bool:
    return (
        segment.kind == "title"
        and 0 <= segment.element < len(document.elements)
        and document.elements[segment.element].name == "title"
    )


def blocks(segments: Sequence[Segment], tag: str | None, elements: Sequence[Element] = ()) -> list[Block]:
    """Return the blocks of `segments`, written in the language `tag` (None where that is not known).

    `elements` are those of their document: a paragraph in a list item or a cell counts as that.

    >>> from bilingual_pub.model import Span
    >>> block, = blocks([Segment("Åbent d. 3. maj kl. 19.30", Span(0, 25))], "da")
    >>> sorted(block.words), sorted(block.numbers)
    (['aabent', 'd', 'kl', 'maj'], ['1930', '3', 'm5'])
    """
    return [_block(segment, tag, _kind(segment, elements)) for segment in segments]


def joined(group: Sequence[Block]) -> Block:
    """Return the blocks of `group` as one, with the shape of the first and the end of the last; words are left out."""
    first, last = group[0], group[-1]
    if first is last:
        return first
    return Block(
        segment=first.segment,
        text=first.text,
        length=sum([block.length for block in group]),
        kind=first.kind,
        family=first.family,
        mould=first.mould,
        level=first.level,
        words=first.words,
        grams=first.grams,
        numbers=first.numbers.union(*[block.numbers for block in group]),
        links=first.links.union(*[block.links for block in group]),
        end=last.end,
        stops=sum([block.stops for block in group]),
        head=first.head,
        tail=last.tail,
    )


def fold(text: str) -> str:
    """Return `text` in lower case with æ, ø and å spelled so that cognates meet (ae, o, aa -> a in 4-grams).

    >>> fold("Ærø, Århus")
    'aero, aarhus'
    """
    return text.casefold().replace("æ", "ae").replace("ø", "o").replace("å", "aa").replace("é", "e")


def words(text: str) -> list[str]:
    """Return the words of `text`, folded, numbers left out.

    >>> words("Læs 3 kapitler")
    ['laes', 'kapitler']
    """
    return [token for token in _TOKEN.findall(fold(text)) if not token[0].isdigit()]


@lru_cache(maxsize=100_000)
def grams(word: str) -> frozenset[str]:
    """Return the character 4-grams of a folded `word`, its beginning marked; a short word is one gram.

    >>> sorted(grams("museum"))
    ['^mus', 'muse', 'seum', 'useu']
    """
    marked = "^" + word.replace("aa", "a")
    return frozenset(marked[k : k + 4] for k in range(max(1, len(marked) - 3)))


def _kind(segment: Segment, elements: Sequence[Element]) -> str:
    if segment.kind != "paragraph" or not 0 <= segment.element < len(elements):
        return segment.kind
    parent = elements[segment.element].parent
    return _HOLDERS.get(elements[parent].name, segment.kind) if parent >= 0 else segment.kind


def _block(segment: Segment, tag: str | None, kind: str) -> Block:
    return Block(
        segment=segment,
        kind=kind,
        level=segment.level,
        links=frozenset(map(link_key, segment.links)),
        **_reading(segment.text, kind, tag),
    )


@lru_cache(maxsize=4096)
def _reading(source: str, kind: str, tag: str | None) -> dict[str, Any]:
    """Return what a block's text and kind tell; a site says many things on many pages."""
    text = plain(source).strip()
    family = _FAMILIES.get(kind, "prose")
    # The number of a section says where it stands, not what it is about.
    tokens = _TOKEN.findall(fold(_SECTION.sub("", text) if family == "heading" or kind == "term" else text))
    found = frozenset(token for token in tokens if not token[0].isdigit())
    return {
        "text": text,
        "length": max(1, len(text)),
        "family": family,
        "mould": _MOULDS.get(family, family),
        "words": found,
        "grams": frozenset().union(*map(grams, found)),
        "numbers": frozenset(_numbers(tokens, text, language(tag)))
        if len(found) < len(tokens)
        else frozenset(),
        "end": text[-1] if text and not text[-1].isalnum() else "",
        "stops": len(_STOP.findall(text)),
        "head": tuple(tokens[:_EDGE]),
        "tail": tuple(tokens[-_EDGE:]),
    }


def _numbers(tokens: list[str], text: str, known: Language | None) -> Iterator[str]:
    """Yield digits without separators (12.000 and 12,000 are one number), months beside a number, 7.30 pm as 1930."""
    evening = {m[1] + (m[2] or "") for m in _EVENING.finditer(text.casefold())} if "m" in text else ()
    months = known.months if known else {}
    for k, token in enumerate(tokens):
        if token[0].isdigit():
            yield _digits(token, late=token in evening)
        elif token in months and any(
            t[0].isdigit() for t in (*tokens[max(0, k - 1) : k], *tokens[k + 1 : k + 2])
        ):
            yield f"m{months[token]}"


def _digits(token: str, *, late: bool) -> str:
    digits = _NOT_DIGITS.sub("", token)
    if not late:
        return digits
    hour, minute = re.match(r"(\d{1,2})\D?(\d\d)?", token).groups()  # type: ignore[union-attr]
    return f"{int(hour) % 12 + 12}{minute or ''}"


def link_key(target: str) -> str:
    """Return a link's target without host, leading dots and language, so that two languages' links compare.

    >>> link_key("https://avis.example/da/om-os.html"), link_key("../en/om-os.html"), link_key("kort.en.png")
    ('om-os.html', 'om-os.html', 'kort.png')
    """
    return _LANGUAGE_IN_LINK.sub("", _LINK_ROOT.sub("", target.strip().lower()))
