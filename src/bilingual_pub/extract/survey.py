"""A site's messages before anybody knows which of its texts are UI strings: pages are read, counted and let go.

What a role depends on in a page is an occurrence (`roles.occurrences`); the rest is the site's, known when all pages
are counted. So every occurrence is kept once, with how often and where it was met, and judged at the end.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable

from bilingual_pub.extract.collector import BRACES, Collector, Found, Key, has_letters
from bilingual_pub.extract.notes import landmark, notes, place_note, tag_notes
from bilingual_pub.model import Document, Reference, Segment
from bilingual_pub.roles import FEW, Classifier, Form, Occurrence, Occurrences, SiteEvidence

__all__ = ["Survey"]


class Survey:
    """Takes pages one by one, then gives their messages to a collector.

    `ui`, `article`: selectors that overrule the evidence. `references`: how many places of each occurrence are kept.

    >>> from bilingual_pub.formats import html
    >>> survey, collector = Survey(), Collector("ui")
    >>> for n, day in enumerate(["går", "nat", "dag"]):
    ...     survey.add(html.parse(f"<nav><a href=/>Forside</a></nav><p>Det regnede i {day}.</p>"), n)
    >>> survey.into(collector)
    >>> [(message.msgid, message.count) for message in collector.template().messages]
    [('Forside', 3)]
    """

    def __init__(self, ui: Iterable[str] = (), article: Iterable[str] = (), *, references: int = 3) -> None:
        self._rules = tuple(ui), tuple(article)
        self._occurrences = Occurrences(*self._rules)
        self._evidence = SiteEvidence()
        self._few: list[tuple[Document, int]] = []
        self._most = references
        self._paths: dict[int, str] = {}
        self._numbers: dict[Occurrence, int] = {}
        self._count, self._order, self._line = (
            array("q"),
            array("q"),
            array("q"),
        )  # by number; the first place
        self._more: dict[int, list[tuple[int, int]]] = {}
        self._full: set[int] = set()
        self._languages: dict[int, Counter[str]] = defaultdict(Counter)
        self._tags: dict[int, tuple[str, ...]] = {}

    def add(self, document: Document, order: int) -> None:
        """Count a page. `order`: its place among all sources; pages come in order."""
        if len(self._few) < FEW:
            self._few.append((document, order))
        leaves = self._occurrences.slots.leaves(document)
        self._evidence.add(document, leaves)
        self._paths[order] = document.path or "-"
        numbers, count, full = self._numbers, self._count, self._full
        occurrences = self._occurrences.of(document, leaves)
        for segment, occurrence in zip(document.segments, occurrences, strict=True):
            if segment.translate:
                number = numbers.get(occurrence)
                if number is None:
                    number = self._meet(segment, occurrence, order)
                elif number >= 0:
                    count[number] += 1
                    if number not in full:
                        self._meet_again(number, order, segment.line)
                if segment.language and number >= 0:
                    self._languages[number][segment.language] += 1

    def _meet(self, segment: Segment, occurrence: Occurrence, order: int) -> int:
        number = len(self._count) if has_letters(segment.text) else -1
        self._numbers[occurrence] = number
        if number >= 0:
            self._count.append(1)
            self._order.append(order)
            self._line.append(segment.line)
            if segment.tags and (said := tuple(tag_notes(segment))):
                self._tags[number] = said
        return number

    def _meet_again(self, number: int, order: int, line: int) -> None:
        more = self._more.setdefault(number, [])
        if (order, line) not in self._places(number):
            more.append((order, line))
        if len(more) >= self._most - 1:
            self._full.add(number)

    def _places(self, number: int) -> list[tuple[int, int]]:
        return [(self._order[number], self._line[number]), *self._more.get(number, ())]

    def into(self, collector: Collector) -> None:
        """Give the collector the messages of its role."""
        if self._evidence.pages < FEW:
            classifier = Classifier(ui=self._rules[0], article=self._rules[1])
            for document, order in self._few:
                collector.add(classifier.classify(document), order)
            return
        classifier = Classifier(self._evidence, ui=self._rules[0], article=self._rules[1])
        messages: dict[Key, list[_Judged]] = defaultdict(list)
        for occurrence, number in self._numbers.items():
            if number >= 0:
                role, pattern = classifier.message(occurrence)
                if role == collector.role:
                    key = occurrence[3].context, pattern.msgid if pattern else occurrence[1]
                    messages[key].append((number, occurrence, pattern))
        for key, judged in messages.items():
            collector.add_found(key, self._found(judged))

    def _found(self, judged: list[_Judged]) -> Found:
        first, (leaf, text, *_), pattern = judged[0]
        numbers = [number for number, _, _ in judged]
        places = sorted(place for number in numbers for place in self._places(number))
        place = place_note(leaf.kind, leaf.attribute, landmark(leaf.slot.facts), element=bool(leaf.slot.key))
        return Found(
            (self._order[first], self._line[first]),
            sum(self._count[number] for number in numbers),
            [Reference(self._paths[order], line) for order, line in places],
            notes(place, self._tags.get(first, ()), pattern, text),
            (BRACES,) if pattern else (),
            pattern.plural if pattern else None,
            sum((self._languages[number] for number in numbers if number in self._languages), Counter()),
        )


_Judged = tuple[int, Occurrence, Form | None]
"""An occurrence, its number, and the pattern that it is an instance of."""
