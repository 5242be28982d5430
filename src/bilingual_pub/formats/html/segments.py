"""What a run of text between two block borders, or an attribute, comes to: segments."""

from __future__ import annotations

import re

from bilingual_pub.formats.html import attributes as attrs
from bilingual_pub.formats.html.draft import Draft, finish
from bilingual_pub.formats.html.elements import Row
from bilingual_pub.formats.html.shadow import Islands
from bilingual_pub.formats.html.tags import Tag
from bilingual_pub.formats.html.tree import Block, Context
from bilingual_pub.formats.html.units import (
    CLOSE,
    OPEN,
    REFERENCE,
    TEXT,
    WHITE,
    Part,
    attribute_text,
    bounds,
    fold,
    partner,
    pieces,
    trim,
    unit,
)
from bilingual_pub.formats.html.vocabulary import KINDS
from bilingual_pub.formats.inline import escape
from bilingual_pub.model import Kind, Segment, Span

__all__ = ["Segments"]

_ANY_TAG = re.compile(r"<[/a-zA-Z!][^<>]*+>")
_tuple = tuple.__new__
_LEVELS = {f"h{n}": n for n in range(1, 7)}


class Segments:
    """Segments of one page, in the order in which they are complete. `notes`: on elements, for a translator."""

    def __init__(self, page: str, rows: list[Row], islands: Islands) -> None:
        self.notes: dict[int, str] = {}
        self._page = page
        self._rows = rows
        self._islands = islands
        self._drafts: list[Draft] = []

    def finish(self) -> tuple[Segment, ...]:
        """Return all segments in document order."""
        return finish(self._drafts, self._page)

    def flush(self, parts: list[Part], block: Block) -> None:
        """Add what the parts of a finished run come to, and empty the list.

        Four of five runs are one text, alone or in one wrapper: those go straight through.
        """
        if len(parts) == 1:
            if parts[0][0] == TEXT:
                self._text(parts[0], -1, block)
            elif _has_words(parts):
                self._run(parts, partner(parts), 0, 0, -1, block)
        elif len(parts) == 3 and parts[0][0] == OPEN and _wrapped(parts):
            if not parts[1][3].isspace():
                self._text(parts[1], parts[0][4], block)
        elif _has_words(parts):
            self._flush_all(parts, block)
        parts.clear()

    def _flush_all(self, parts: list[Part], block: Block) -> None:
        pairs = partner(parts)
        low, high, inner = bounds(parts, pairs, 0, len(parts) - 1)
        runs = pieces(parts, pairs, low, high)
        for begin, end in runs:
            if len(runs) > 1:
                low, high, inner = bounds(parts, pairs, begin, end)
            if low <= high:
                self._run(parts, pairs, low, high, inner, block)

    def _text(self, part: Part, inner: int, block: Block) -> None:
        """Add a segment that is one text without tags. `inner`: the element it alone fills, -1 for none."""
        _, _, end, data, _, _ = part
        name, index, context = block
        _, translate, pre, link, quotation, lists = context
        data = data.lstrip(WHITE)
        start = end - len(data)
        text = data.rstrip(WHITE)
        end = start + len(text)
        if not text:
            return
        if "<" in text or "lt;" in text:
            text = escape(text)
        self._drafts.append(
            Draft(
                text.replace("\r\n", "\n") if pre else fold(text),
                _tuple(Span, (start, end)),  # half of what calling Span costs
                KINDS.get(name, "other") if inner < 0 and not quotation else self._kind(name, context, inner),
                context.language if inner < 0 else self._language(inner, index, context),
                None,
                (),
                inner if inner >= 0 else index,
                lists if name == "li" else _LEVELS.get(name, 0),
                self._links((), inner, link) if inner >= 0 or link else (),
                pre,
                translate,
            )
        )

    def _run(
        self, parts: list[Part], pairs: dict[int, int], low: int, high: int, inner: int, block: Block
    ) -> None:
        """Add the segment of the parts `low` to `high`. `inner`: the element they fill, -1 for none."""
        if low == high and parts[low][0] == TEXT:
            self._text(parts[low], inner, block)
            return
        name, index, context = block
        made = unit(parts, pairs, low, high, self._page, self._note, pre=context.pre)
        if not made.text:
            return
        bare = made.wordless
        link = context.link
        self._drafts.append(
            Draft(
                self._bare(made.span) if bare else made.text,
                made.span,
                "code" if bare else self._kind(name, context, inner),
                context.language if inner < 0 else self._language(inner, index, context),
                None,
                () if bare else made.tags,
                inner if inner >= 0 else index,
                context.lists if name == "li" else _LEVELS.get(name, 0),
                self._links(parts[low : high + 1], inner, link) if inner >= 0 or link or made.tags else (),
                context.pre,
                context.translate and not bare,
            )
        )

    def attributes(self, tag: Tag, index: int, start: int, context: Context, block: Block) -> None:
        """Add the texts in the attributes of a start tag. `index`: of its element, `start`: where the tag stands."""
        name = tag.name
        level = context.lists if block[0] == "li" else _LEVELS.get(block[0], 0)
        for key, begin, end in tag.texts:
            parts = attrs.parts(self._page, Span(start + begin, start + end), self._islands)
            if len(parts) > 1:
                parts, _ = trim(parts)
            if not any(part[0] == TEXT and part[3].strip() for part in parts):
                continue
            made = unit(parts, {}, 0, len(parts) - 1, self._page, self._note)
            kind: Kind = "metadata" if name == "meta" else "button" if key == "value" else "attribute"
            links = (tag.target,) if key == "alt" else ()
            self._drafts.append(
                Draft(
                    made.text, made.span, kind, context.language, key, made.tags, index, level, links, False,
                    context.translate,
                )
            )  # fmt: skip

    def picture(self, part: Part, index: int, context: Context, block: Block) -> None:
        """Add a text inside a picture: SVG's title, desc and text elements."""
        made = unit([part], {}, 0, 0, self._page, self._note, pre=context.pre)
        name = block[0]
        self._drafts.append(
            Draft(
                made.text,
                made.span,
                "other",
                context.language,
                None,
                (),
                index,
                context.lists if name == "li" else _LEVELS.get(name, 0),
                self._links((part,), index, context.link),
                context.pre,
                context.translate,
            )
        )

    def _note(self, element: int) -> str:
        """Return what a translator is told of an inline tag."""
        if (note := self.notes.get(element)) is not None or element < 0:
            return note or ""
        tag = self._rows[element][0]
        return f"{'link to' if tag.name == 'a' else 'picture'} {tag.target}" if tag.target else ""

    def _bare(self, span: Span) -> str:
        """Return the words of code and islands, for telling two such blocks apart; not in segments' notation."""
        source = self._page[slice(*span)]
        return attribute_text(" ".join(_ANY_TAG.sub("", source).split())) or source

    def _language(self, inner: int, block: int, context: Context) -> str | None:
        """What the wrappers of a whole segment say of its language (`<li><a lang="en">About</a>`), else the block."""
        while inner > block:
            tag, parent, _, _ = self._rows[inner]
            for key, value in tag.given:
                if key in {"lang", "xml:lang"}:
                    return (value or "").strip() or None
            inner = parent
        return context.language

    def _kind(self, name: str, context: Context, inner: int) -> Kind:
        kind = KINDS.get(name, "other")
        if kind == "paragraph" and context.quotation:
            return "quotation"
        if name != "p" and kind in {"paragraph", "other"} and inner >= 0 and self._rows[inner][0].name == "a":
            return "link"
        return kind

    def _links(self, parts: list[Part] | tuple[Part, ...], inner: int, link: str) -> tuple[str, ...]:
        found = [link] if link else []
        for index in (inner, *[part[4] for part in parts]):
            if index >= 0:
                target = self._rows[index][0].target
                if target and target not in found:
                    found.append(target)
        return tuple(found)


def _wrapped(parts: list[Part]) -> bool:
    return (
        parts[1][0] == TEXT
        and parts[2][0] == CLOSE
        and parts[0][3] == parts[2][3]
        and bool(parts[1][3].strip(WHITE))
    )


def _has_words(parts: list[Part]) -> bool:
    """Whether there is anything to read: text, or a lone part to keep, which an island ("x") alone is not."""
    for kind, _, _, data, _, keep in parts:
        if kind == REFERENCE or (keep and data != "x") or (kind == TEXT and not data.isspace()):
            return True
    return False
