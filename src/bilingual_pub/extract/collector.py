"""Messages as they come in, one entry a string however often it stands on the site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bilingual_pub.extract.notes import example_notes, place_note, tag_notes
from bilingual_pub.model import Document, Message, Reference, Role, Segment
from bilingual_pub.roles import pattern_of
from bilingual_pub.template import Template

__all__ = ["Collector", "Marked"]

BRACES = "python-brace-format"
Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Marked:
    """A message that a source file marks itself (`_("Læs mere")`), as Babel's extractors give it."""

    msgid: str
    path: str
    line: int
    msgctxt: str | None = None
    msgid_plural: str | None = None
    comments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(slots=True)
class _Entry:
    order: tuple[int, int]
    plural: str | None = None
    count: int = 0
    references: list[Reference] = field(default_factory=list)
    comments: dict[str, None] = field(default_factory=dict)
    flags: dict[str, None] = field(default_factory=dict)


class Collector:
    """Gathers the messages of documents and marked sources. Add them in a stable order, then ask for `template`.

    `role`: whose segments are wanted. `references`: how many places an entry lists; all are counted.

    >>> from bilingual_pub.model import Span
    >>> collector = Collector("ui")
    >>> collector.add(Document("Læs mere", path="a.html", segments=(Segment("Læs mere", Span(0, 8), role="ui"),)))
    >>> collector.template().messages[0].references
    (Reference(path='a.html', line=1),)
    """

    def __init__(self, role: Role = "ui", *, references: int = 3) -> None:
        self.role = role
        self._most = references
        self._entries: dict[Key, _Entry] = {}
        self._languages: Counter[str] = Counter()

    def add(self, document: Document, order: int = 0) -> None:
        """Take in the segments of `document` that have the role. `order`: the document's place among all."""
        path = document.path or "-"
        for segment in document.segments:
            if segment.role == self.role and segment.translate and any(map(str.isalpha, segment.text)):
                self._add_segment(document, segment, Reference(path, segment.line), order)

    def _add_segment(self, document: Document, segment: Segment, place: Reference, order: int) -> None:
        pattern = pattern_of(segment)
        key = (segment.context, pattern or segment.text)
        entry = self._entries.get(key)
        if entry is None:
            entry = self._entries[key] = _Entry((order, segment.line))
            notes = (
                place_note(document, segment),
                *tag_notes(segment),
                *example_notes(pattern, segment.text),
            )
            entry.comments.update(dict.fromkeys(filter(None, notes)))
            entry.flags.update({BRACES: None} if pattern else {})
        if segment.language:
            self._languages[segment.language] += 1
        self._count(entry, place)

    def add_marked(self, message: Marked, order: int = 0) -> None:
        """Take in one message of a source that marks its own."""
        key = (message.msgctxt, message.msgid)
        entry = self._entries.setdefault(key, _Entry((order, message.line)))
        entry.plural = entry.plural or message.msgid_plural
        entry.comments.update(dict.fromkeys(message.comments))
        entry.flags.update(dict.fromkeys(message.flags))
        self._count(entry, Reference(message.path, message.line))

    def _count(self, entry: _Entry, place: Reference) -> None:
        entry.count += 1
        self._refer(entry, place)

    def _refer(self, entry: _Entry, place: Reference) -> None:
        if len(entry.references) < self._most and place not in entry.references:
            entry.references.append(place)

    def rows(self) -> dict[str, Any]:
        """Return what was gathered as values that JSON can hold, for `take`: what many pages say is put together from rows."""
        entries = [
            [*key, entry.order[1], entry.plural, entry.count, list(entry.references), list(entry.comments), list(entry.flags)]
            for key, entry in self._entries.items()
        ]  # fmt: skip
        return {"languages": dict(self._languages), "entries": entries}

    def take(self, rows: Mapping[str, Any], order: int = 0) -> None:
        """Take in what another collector gathered of the document that is the `order`th of all.

        >>> one, two = Collector(), Collector()
        >>> one.add_marked(Marked("Læs mere", "a.py", 3))
        >>> two.take(one.rows())
        >>> two.template().messages[0].references
        (Reference(path='a.py', line=3),)
        """
        self._languages.update(rows["languages"])
        for context, msgid, line, plural, count, references, comments, flags in rows["entries"]:
            entry = self._entries.get((context, msgid))
            if entry is None:
                entry = self._entries[context, msgid] = _Entry((order, line), plural)
                entry.comments.update(dict.fromkeys(comments))
                entry.flags.update(dict.fromkeys(flags))
            entry.count += count
            for reference in references:
                self._refer(entry, Reference(*reference))

    def template(self, source_language: str | None = None, project: str | None = None) -> Template:
        """Return what was gathered, in the order of the sources. Without a `source_language` the commonest counts."""
        ordered = sorted(self._entries.items(), key=lambda item: item[1].order)
        messages = tuple(_message(key, entry) for key, entry in ordered)
        language = source_language or next((name for name, _ in self._languages.most_common(1)), "da")
        template = Template(messages, language)
        return replace(template, project=project) if project else template


def _message(key: Key, entry: _Entry) -> Message:
    context, msgid = key
    return Message(
        msgid, context, entry.plural, tuple(entry.references), tuple(entry.comments), tuple(entry.flags), entry.count
    )  # fmt: skip
