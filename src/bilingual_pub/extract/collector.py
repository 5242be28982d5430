"""Messages as they come in, one entry a string however often it stands on the site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bilingual_pub.extract.notes import Landmarks, notes, place_note, tag_notes
from bilingual_pub.model import Document, Message, Reference, Role, Segment
from bilingual_pub.roles import Form, pattern_of
from bilingual_pub.template import Template

__all__ = ["BRACES", "Collector", "Found", "Key", "Marked", "has_letters"]

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


@dataclass(frozen=True, slots=True)
class Found:
    """A message with all that was counted of it. `order`: of its first place; `languages`: of its segments."""

    order: tuple[int, int]
    count: int
    references: Iterable[Reference]
    comments: tuple[str, ...]
    flags: tuple[str, ...]
    plural: str | None
    languages: Counter[str]


class _Entry:
    """A message as it grows. No dataclass: one is made for every message of a site."""

    __slots__ = ("comments", "count", "flags", "order", "plural", "references")

    def __init__(
        self,
        order: tuple[int, int],
        comments: tuple[str, ...] = (),
        flags: tuple[str, ...] = (),
        plural: str | None = None,
    ) -> None:
        self.order = order
        self.comments, self.flags = comments, flags
        self.plural = plural
        self.count = 0
        self.references: list[Reference] = []

    def refer(self, place: Reference) -> None:
        if place not in self.references:
            self.references.append(place)


def has_letters(text: str) -> bool:
    """Whether there is anything to translate in a text.

    >>> has_letters("12.50"), has_letters("12 kr.")
    (False, True)
    """
    return any(map(str.isalpha, text))


class Collector:
    """Gathers the messages of documents and marked sources. Add them in a stable order, then ask for `template`.

    `role`: whose segments are wanted. `references`: how many places an entry lists; all are counted.

    >>> from bilingual_pub.model import Span
    >>> collector = Collector("ui")
    >>> collector.add(Document("Læs mere", path="a.html", segments=(Segment("Læs mere", Span(0, 8), role="ui"),)))
    >>> collector.template().messages[0].references
    (Reference(path='a.html', line=1),)
    """

    def __init__(self, role: Role | None = "ui", *, references: int = 3) -> None:
        self.role = role
        self._most = references
        self._entries: dict[Key, _Entry] = {}
        self._languages: Counter[str] = Counter()

    def add(self, document: Document, order: int = 0) -> None:
        """Take in the segments of `document` that have the role. `order`: the document's place among all."""
        entries, role, most = self._entries, self.role, self._most
        path, landmarks = document.path or "-", Landmarks(document)
        for segment in document.segments:
            if segment.translate and (role is None or segment.role == role):
                pattern = pattern_of(segment) if segment.evidence else None
                key = (segment.context, pattern.msgid if pattern else segment.text)
                entry = entries.get(key)
                if entry is None:
                    if not has_letters(segment.text):
                        continue
                    entry = entries[key] = self._new(segment, pattern, landmarks, order)
                if segment.language:
                    self._languages[segment.language] += 1
                entry.count += 1
                if len(entry.references) < most:
                    entry.refer(Reference(path, segment.line))

    def _new(self, segment: Segment, pattern: Form | None, landmarks: Landmarks, order: int) -> _Entry:
        index = segment.element
        place = place_note(segment.kind, segment.attribute, landmarks.of(index), element=index >= 0)
        tags = tag_notes(segment) if segment.tags else ()
        said = notes(place, tags, pattern, segment.text)
        flags, plural = ((BRACES,), pattern.plural) if pattern else ((), None)
        return _Entry((order, segment.line), said, flags, plural)

    def add_found(self, key: Key, found: Found) -> _Entry:
        """Take in a message that was counted elsewhere; what is here of it already came before."""
        entry = self._entries.get(key)
        if entry is None:
            entry = self._entries[key] = _Entry(found.order, found.comments, found.flags, found.plural)
        entry.count += found.count
        self._languages += found.languages
        for reference in found.references:
            if len(entry.references) < self._most:
                entry.refer(reference)
        return entry

    def add_marked(self, message: Marked, order: int = 0) -> None:
        """Take in one message of a source that marks its own."""
        key = (message.msgctxt, message.msgid)
        entry = self._entries.setdefault(key, _Entry((order, message.line)))
        entry.plural = entry.plural or message.msgid_plural
        entry.comments = tuple(dict.fromkeys(entry.comments + message.comments))
        entry.flags = tuple(dict.fromkeys(entry.flags + message.flags))
        entry.count += 1
        if len(entry.references) < self._most:
            entry.refer(Reference(message.path, message.line))

    def rows(self) -> dict[str, Any]:
        """Return what was gathered as values that JSON can hold, for `take`: what many pages say is put together from rows."""
        entries = [
            [*key, entry.order[1], entry.plural, entry.count, entry.references, entry.comments, entry.flags]
            for key, entry in self._entries.items()
        ]
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
            places = [Reference(*reference) for reference in references]
            found = Found((order, line), count, places, tuple(comments), tuple(flags), plural, Counter())
            entry = self.add_found((context, msgid), found)
            entry.plural = entry.plural or plural

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
        msgid, context, entry.plural, tuple(entry.references), entry.comments, entry.flags, entry.count
    )
