"""What a run of text between two block borders, or an attribute, comes to: segments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual_pub.formats.html import attributes as attrs
from bilingual_pub.formats.html.draft import Draft, finish
from bilingual_pub.formats.html.elements import Row
from bilingual_pub.formats.html.shadow import Islands
from bilingual_pub.formats.html.tags import Tag
from bilingual_pub.formats.html.tree import Block, Context
from bilingual_pub.formats.html.units import (
    TEXT,
    WHITE,
    Part,
    Plan,
    Plans,
    attribute_text,
    fill,
    fold,
    plans,
    shape,
    trim,
    worded,
)
from bilingual_pub.formats.html.vocabulary import KINDS
from bilingual_pub.formats.inline import escape
from bilingual_pub.model import InlineTag, Kind, Segment, Span

__all__ = ["Segments"]

_ANY_TAG = re.compile(r"<[/a-zA-Z!][^<>]*+>")
_NONE: tuple[InlineTag, ...] = ()
_LEVELS = {f"h{n}": n for n in range(1, 7)}


class Segments:
    """Segments of one page, in the order in which they are complete.

    `parts`: of the run that is being read. `marks`: what matters of each for the plan of the run (see `units.plans`):
    the source of a tag without its attributes, "" for a text, white space as it stands; fewer than there are parts
    where a run is not to be looked up. `notes`: on elements, for a translator.
    """

    def __init__(self, page: str, rows: list[Row], islands: Islands) -> None:
        self.notes: dict[int, str] = {}
        self.parts: list[Part] = []
        self.marks: list[str] = []
        self._page = page
        self._rows = rows
        self._islands = islands
        self._drafts: list[Draft] = []

    def finish(self) -> tuple[Segment, ...]:
        """Return all segments in document order."""
        return finish(self._drafts, self._page)

    def flush(self, block: Block) -> None:
        """Add what the parts of a finished run come to, and begin the next.

        Four of five runs are one text, alone or in one wrapper: those go straight through.
        """
        parts, marks = self.parts, self.marks
        if len(parts) == 1 and parts[0][0] == TEXT:
            self._text(parts[0], -1, block)
        else:
            found = _planned(parts, tuple(marks)) if len(marks) == len(parts) else plans(parts)
            apart = found.apart and not worded(parts, found.between)
            for plan in found.apart if apart else found.whole:
                self._unit(plan, block)
        parts.clear()
        marks.clear()

    def _text(self, part: Part, inner: int, block: Block) -> None:
        """Add a segment that is one text without tags. `inner`: the element it alone fills, -1 for none."""
        _, start, end, data, _, _ = part
        text = data.strip(WHITE)
        if len(text) != len(data):
            start = end - len(data.lstrip(WHITE))
            end = start + len(text)
        if not text:
            return
        if "<" in text or "&" in text:
            text = escape(text)
        name, index, context = block
        text = text.replace("\r\n", "\n") if context.pre else fold(text)
        if inner >= 0 or context.link or context.quotation:
            self._add(text, start, end, (), (), inner, block)
            return
        level = context.lists if name == "li" else _LEVELS.get(name, 0)
        kind = KINDS.get(name, "other")
        self._drafts.append(
            (
                start,
                end,
                text,
                kind,
                context.language,
                None,
                (),
                index,
                level,
                (),
                context.pre,
                context.translate,
            )
        )

    def _unit(self, plan: Plan, block: Block) -> None:
        """Add the segment that `plan` says of the parts."""
        parts, low = self.parts, plan.low
        inner = parts[plan.inner][4] if plan.inner >= 0 else -1
        if low == plan.high and parts[low][0] == TEXT:
            self._text(parts[low], inner, block)
            return
        text, (start, end), tags, bare = fill(plan, parts, self._page, self._note, pre=block[2].pre)
        elements = [parts[i][4] for _, i, _ in plan.tags]
        if bare:
            self._add(self._bare(start, end), start, end, (), elements, inner, block, bare=True)
        elif text:
            self._add(text, start, end, tags, elements, inner, block)

    def _add(
        self, text: str, start: int, end: int, tags: tuple[InlineTag, ...], elements: Sequence[int], inner: int,
        block: Block, *, bare: bool = False,
    ) -> None:  # fmt: skip
        """Add a segment. `elements`: those inside it; `inner`: the one it fills, -1 for none; `bare`: no language."""
        name, index, context = block
        self._drafts.append(
            (
                start,
                end,
                text,
                "code" if bare else self._kind(name, context, inner),
                context.language if inner < 0 else self._language(inner, index, context),
                None,
                tags,
                inner if inner >= 0 else index,
                context.lists if name == "li" else _LEVELS.get(name, 0),
                self._links(elements, inner, context.link),
                context.pre,
                context.translate and not bare,
            )
        )

    def attributes(self, tag: Tag, index: int, start: int, context: Context, block: Block) -> None:
        """Add the texts in the attributes of a start tag. `index`: of its element, `start`: where the tag stands."""
        level = context.lists if block[0] == "li" else _LEVELS.get(block[0], 0)
        for key, begin, end, text in tag.texts:
            kind: Kind = "metadata" if tag.name == "meta" else "button" if key == "value" else "attribute"
            links = (tag.target,) if key == "alt" else ()
            said, span, tags = text, Span(start + begin, start + end), _NONE
            if self._islands:
                said, span, tags = self._with_islands(span)
            if said:
                self._drafts.append(
                    (
                        *span,
                        said,
                        kind,
                        context.language,
                        key,
                        tags,
                        index,
                        level,
                        links,
                        False,
                        context.translate,
                    )
                )

    def _with_islands(self, span: Span) -> tuple[str, Span, tuple[InlineTag, ...]]:
        """Return the text of an attribute's value, its place and its tags; no text where it has no words."""
        parts, _ = trim(attrs.parts(self._page, span, self._islands))
        if not any(part[0] == TEXT and part[3].strip() for part in parts):
            return "", span, ()
        made = shape(parts, self._page, self.notes)
        return made.text, made.span, made.tags

    def picture(self, part: Part, index: int, context: Context, block: Block) -> None:
        """Add a text inside a picture: SVG's title, desc and text elements."""
        made = shape([part], self._page, self.notes, pre=context.pre)
        level = context.lists if block[0] == "li" else _LEVELS.get(block[0], 0)
        links = self._links([index], index, context.link)
        self._drafts.append(
            (
                *made.span, made.text, "other", context.language, None, (), index, level, links, context.pre,
                context.translate,
            )
        )  # fmt: skip

    def _note(self, element: int) -> str:
        """Return what a translator is told of an inline tag."""
        if (note := self.notes.get(element)) is not None or element < 0:
            return note or ""
        tag = self._rows[element][0]
        return f"{'link to' if tag.name == 'a' else 'picture'} {tag.target}" if tag.target else ""

    def _bare(self, start: int, end: int) -> str:
        """Return the words of code and islands, for telling two such blocks apart; not in segments' notation."""
        source = self._page[start:end]
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

    def _links(self, elements: Sequence[int], inner: int, link: str) -> tuple[str, ...]:
        found = [link] if link else []
        for index in (inner, *elements):
            if index >= 0:
                target = self._rows[index][0].target
                if target and target not in found:
                    found.append(target)
        return tuple(found)


# The 2,561 pages of a manual have 1,600; a longer run than this comes only once.
_MOST, _LONGEST = 5_000, 40
_PLANS: dict[tuple[str, ...], Plans] = {}


def _planned(parts: list[Part], marks: tuple[str, ...]) -> Plans:
    found = _PLANS.get(marks)
    if found is None:
        found = plans(parts)
        if len(marks) <= _LONGEST:
            if len(_PLANS) >= _MOST:
                _PLANS.clear()
            _PLANS[marks] = found
    return found
