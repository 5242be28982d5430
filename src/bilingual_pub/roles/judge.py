"""The verdict on each segment of a page, from what the whole site has shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from operator import attrgetter

from bilingual_pub.formats.inline import plain
from bilingual_pub.model import N_, Document, Role, Segment
from bilingual_pub.patterns import Pattern, find, match
from bilingual_pub.roles import model
from bilingual_pub.roles.body import with_article
from bilingual_pub.roles.evidence import SiteEvidence
from bilingual_pub.roles.features import (
    Counts,
    assembled,
    link_features,
    link_name,
    site_features,
    text_features,
)
from bilingual_pub.roles.menus import with_menus
from bilingual_pub.roles.overrule import Overrules, Verdict
from bilingual_pub.roles.shared import SeenFrom, Shared
from bilingual_pub.roles.slots import Leaf, Slots

__all__ = ["Classifier", "pattern_of"]

_WORD = re.compile(r"[^\W\d_]{2,}")
_MONTHS = frozenset(
    """
    januar februar marts april maj juni juli august september oktober november december
    january february march may june july october jan feb mar apr jun jul aug sep sept oct okt nov dec
    mandag tirsdag onsdag torsdag fredag lørdag søndag monday tuesday wednesday thursday friday saturday sunday
    man tir ons tor fre lør søn mon tue wed thu fri sat sun den kl st nd rd th am pm utc gmt cet
    """.split()
)
_FEW = 3
"""With fewer pages than this, repetition says nothing: each page is judged as if it stood alone."""

_CLOSE = 8
"""A link may stand this many elements above the text in it."""

_Seen = SiteEvidence | SeenFrom
_PATTERN = "pattern: "
_NOTHING = Verdict()
_NAMES = [field.name for field in fields(Segment)]
_VALUES = attrgetter(*_NAMES)
_ROLE, _EVIDENCE, _CONTEXT = map(_NAMES.index, ("role", "evidence", "context"))


class Classifier:
    """Tells UI strings from articles on the pages of one site. Keeps its verdicts: what repeats costs nothing.

    `evidence`: None judges every page alone; `Shared` is what of it a large site needs, with `patterns`. `ui`, `article`: CSS selectors that overrule it. `patterns`: strings
    with slots that are known already; None finds them in the evidence.

    >>> from bilingual_pub.formats import html
    >>> page = html.parse('<nav><a href="/">Forside</a></nav><article><p>Det regnede hele natten, og teltet blev vådt.</p></article>')
    >>> [segment.role for segment in Classifier().classify(page).segments]
    ['ui', 'article']
    """

    def __init__(
        self,
        evidence: SiteEvidence | Shared | None = None,
        *,
        ui: Iterable[str] = (),
        article: Iterable[str] = (),
        patterns: Iterable[Pattern] | None = None,
    ) -> None:
        self._evidence = evidence if evidence is not None and evidence.pages >= _FEW else None
        self._model = model.load("page" if self._evidence is None else "site")
        self._slots = Slots()
        self._overrules = Overrules(ui, article)
        if patterns is None:
            seen = self._evidence
            patterns = find(seen.sightings()) if isinstance(seen, SiteEvidence) else ()
        self.patterns: tuple[Pattern, ...] = tuple(patterns)
        self._patterns_at: dict[str, list[Pattern]] = {}
        for pattern in self.patterns:
            for place in pattern.places:
                self._patterns_at.setdefault(place, []).append(pattern)
        self._known: dict[tuple[str, str, str], tuple[Role, tuple[str, ...]]] = {}

    def classify(self, document: Document) -> Document:
        """Return the document with role and evidence on every segment; `context` where the page gives one."""
        if not document.elements:
            return replace(document, segments=tuple(map(_own_text, document.segments)))
        verdicts = self._overrules.verdicts(document)
        leaves = list(self._slots.leaves(document))
        seen = self._seen_from(document)
        segments = tuple(
            self._segment(document, segment, leaf, verdicts.get(segment.element, _NOTHING), seen)
            for segment, leaf in zip(document.segments, leaves, strict=True)
        )

        def counted(index: int) -> Counts | None:
            text = segments[index].text
            return seen.counts(leaves[index], text, plain(text)) if seen else None

        def settled(index: int) -> bool:
            return verdicts.get(segments[index].element, _NOTHING).role is not None

        alone = seen is None
        segments = with_menus(document, segments, counted, settled, alone=alone)
        return replace(document, segments=with_article(document, segments, settled) if alone else segments)

    def _seen_from(self, document: Document) -> _Seen | None:
        seen = self._evidence
        return seen.seen_from(document, self._slots) if isinstance(seen, Shared) else seen

    def _segment(
        self, document: Document, segment: Segment, leaf: Leaf, said: Verdict, seen: _Seen | None
    ) -> Segment:
        # By its name alone: the same link is `../x.html` here and `../../x.html` there.
        href = link_name(_href(document, segment)) if "link" in leaf.static else ""
        key = (leaf.key, segment.text, href)
        known = self._known.get(key)
        if known is None:
            known = self._judge(segment, leaf, href, seen)
            # What only this page says may be judged otherwise on the next that says it.
            if not isinstance(seen, SeenFrom) or seen.is_shared(leaf, segment.text):
                self._known[key] = known
        role, reasons = (said.role, (said.reason,)) if said.role else known
        context = segment.context if said.context is None else said.context
        # dataclasses.replace asks every field's name for every segment: three times as slow, and this is the hot path.
        values = list(_VALUES(segment))
        values[_ROLE], values[_EVIDENCE], values[_CONTEXT] = role, reasons, context
        return Segment(*values)

    def _judge(
        self, segment: Segment, leaf: Leaf, href: str, seen: _Seen | None
    ) -> tuple[Role, tuple[str, ...]]:
        text = plain(segment.text) if "<" in segment.text or "&" in segment.text else segment.text
        fit = match(segment.text, self._patterns_at.get(leaf.key, ()))
        if fit:
            return "ui", (f"{_PATTERN}{fit.pattern.msgid}",)
        if not _has_words(text):
            return "article", (N_("no words of its own"),)
        features = self._features(segment, text, leaf, href, seen)
        ui = model.score(self._model, features) > 0
        return "ui" if ui else "article", model.reasons(self._model, features, ui=ui)

    def _features(
        self, segment: Segment, text: str, leaf: Leaf, href: str, seen: _Seen | None
    ) -> dict[str, float]:
        counts = seen.counts(leaf, segment.text, text) if seen else None
        return assembled(
            leaf.static,
            text_features(text),
            link_features(text, href) if href else {},
            site_features(counts, leaf.static) if counts else {},
        )


def pattern_of(segment: Segment) -> str | None:
    """Return the msgid of the pattern that a classified segment is an instance of, None where it is of none.

    >>> from bilingual_pub.model import Span
    >>> pattern_of(Segment("Side 3", Span(0, 6), evidence=("pattern: Side {page}",)))
    'Side {page}'
    """
    first = segment.evidence[0] if segment.evidence else ""
    return first.removeprefix(_PATTERN) if first.startswith(_PATTERN) else None


def _own_text(segment: Segment) -> Segment:
    return replace(segment, role="article", evidence=(N_("a file without markup of its own is an article"),))


def _has_words(text: str) -> bool:
    return any(word.lower() not in _MONTHS for word in _WORD.findall(text))


def _href(document: Document, segment: Segment) -> str:
    """Return the target of the link that the segment is in or holds, "" where there is none."""
    if segment.links:
        return segment.links[0]
    index = segment.element
    for _ in range(_CLOSE):
        if index < 0:
            break
        element = document.elements[index]
        if element.name == "a":
            return element.get("href") or ""
        index = element.parent
    return ""
