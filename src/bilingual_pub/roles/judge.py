"""The verdict on each segment of a page, from what the whole site has shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from operator import attrgetter
from typing import NamedTuple

from bilingual_pub.formats.inline import plain
from bilingual_pub.model import N_, Document, Role, Segment
from bilingual_pub.patterns import Pattern, find, match
from bilingual_pub.roles import model
from bilingual_pub.roles.body import with_article
from bilingual_pub.roles.evidence import SiteEvidence
from bilingual_pub.roles.features import (
    Counts,
    assembled,
    language_features,
    link_features,
    site_features,
    text_features,
)
from bilingual_pub.roles.occurrences import Occurrence, Occurrences
from bilingual_pub.roles.outlook import Outlook
from bilingual_pub.roles.page import language_of
from bilingual_pub.roles.shared import SeenFrom, Shared
from bilingual_pub.roles.surroundings import FORM, MENU, TERMS

__all__ = ["FEW", "Classifier", "Form", "pattern_of"]

_WORD = re.compile(r"[^\W\d_]{2,}")
_CODE, _TAG = re.compile(r"[a-z]{2,3}[_-][A-Z]{2}"), re.compile(r"[a-z]{2,3}")
"""Codes of languages, and, in a list to choose from, their tags."""

_MONTHS = frozenset(
    """
    januar februar marts april maj juni juli august september oktober november december
    january february march may june july october jan feb mar apr jun jul aug sep sept oct okt nov dec
    mandag tirsdag onsdag torsdag fredag lørdag søndag monday tuesday wednesday thursday friday saturday sunday
    man tir ons tor fre lør søn mon tue wed thu fri sat sun den kl st nd rd th am pm utc gmt cet
    """.split()
)
FEW = 3
"""With fewer pages than this, repetition says nothing: each page is judged as if it stood alone."""

_EVERYWHERE = 0.9
_PATTERN, _PLURAL = "pattern: ", "for more than one: "
_Seen = SiteEvidence | SeenFrom
_Judgement = tuple[Role, tuple[str, ...]]
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
        self._evidence = evidence if evidence is not None and evidence.pages >= FEW else None
        self._model = model.load("page" if self._evidence is None else "site")
        self._occurrences = Occurrences(ui, article, alone=self._evidence is None)
        self._furniture = self._evidence.furniture if self._evidence else None
        if patterns is None:
            seen = self._evidence
            patterns = find(seen.sightings()) if isinstance(seen, SiteEvidence) else ()
        self.patterns: tuple[Pattern, ...] = tuple(patterns)
        self._patterns_at: dict[str, list[Pattern]] = {}
        for pattern in self.patterns:
            for place in pattern.places:
                self._patterns_at.setdefault(place, []).append(pattern)
        self._outlook = Outlook(self._model, self._furniture)
        self._verdicts: dict[Occurrence, _Judgement] = {}

    def classify(self, document: Document) -> Document:
        """Return the document with role and evidence on every segment; `context` where the page gives one."""
        leaves = self._occurrences.slots.leaves(document)
        occurrences = self._occurrences.of(document, leaves)
        seen = (
            self._evidence.seen_from(document, leaves)
            if isinstance(self._evidence, Shared)
            else self._evidence
        )
        judged = [self._verdicts.get(each) or self._decide(each, seen) for each in occurrences]
        segments = tuple(map(_with_role, document.segments, judged, occurrences))
        if seen is None:

            def settled(index: int) -> bool:
                return occurrences[index][3].role is not None

            segments = with_article(document, segments, settled)
        return replace(document, segments=segments)

    def _decide(self, occurrence: Occurrence, seen: _Seen | None) -> _Judgement:
        leaf, text, _, said, around, _ = occurrence
        if said.role:
            judged: _Judgement = said.role, (said.reason,)
        elif fit := match(text, self._patterns_at.get(leaf.key, ())):
            plural = (f"{_PLURAL}{fit.pattern.plural}",) if fit.pattern.plural else ()
            judged = "ui", (f"{_PATTERN}{fit.pattern.msgid}", *plural)
        else:
            counts = seen.counts(leaf, text) if seen else None
            role, features = self._role(occurrence, counts)
            judged = role, self._reasons(features, role)
            if role != "ui" and self._is_furniture(around, counts):
                judged = "ui", (MENU if around == TERMS else around, *judged[1])
        # What only this page says may be judged otherwise on the next that says it.
        if not isinstance(seen, SeenFrom) or seen.is_shared(leaf, text):
            self._verdicts[occurrence] = judged
        return judged

    def message(self, occurrence: Occurrence) -> tuple[Role, Form | None]:
        """Return the role that the whole site gives an occurrence, and the pattern that it is an instance of."""
        leaf, text, _, said, around, _ = occurrence
        if said.role:
            return said.role, None
        patterns = self._patterns_at.get(leaf.key)
        if patterns and (fit := match(text, patterns)):
            return "ui", Form(fit.pattern.msgid, fit.pattern.plural or None)
        seen = self._evidence
        counts = seen.counts(leaf, text) if isinstance(seen, SiteEvidence) else None
        if counts and not around and self._outlook.is_hopeless(leaf, text, counts):
            return "article", None
        role, _ = self._role(occurrence, counts)
        return "ui" if role == "ui" or self._is_furniture(around, counts) else role, None

    def _is_furniture(self, around: str, counts: Counts | None) -> bool:
        """Whether the site agrees with what a text's surroundings say of it."""
        if around == FORM or not around:
            return around == FORM
        if self._evidence is None:
            return around == MENU
        if counts is None or counts.headings or counts.bodies or counts.values:
            return False
        return counts.text_pages >= _EVERYWHERE * counts.pages

    def _role(self, occurrence: Occurrence, counts: Counts | None) -> tuple[Role, dict[str, float] | None]:
        """Return the role that the evidence gives a text, and the features that decided, None where none had to."""
        leaf, text, *_ = occurrence
        words = plain(text)
        if (
            not _has_words(words)
            or _CODE.fullmatch(words)
            or (leaf.kind == "option" and _TAG.fullmatch(words))
        ):
            return "article", None
        features = self.features(occurrence, words, counts)
        return "ui" if model.score(self._model, features) > 0 else "article", features

    def features(self, occurrence: Occurrence, words: str, counts: Counts | None) -> dict[str, float]:
        """Return what is known of an occurrence: name to number. `words`: its text without inline tags."""
        leaf, _, href, _, _, alone = occurrence
        return assembled(
            leaf.static,
            text_features(words),
            link_features(words, href) if href else {},
            site_features(counts, leaf.static) if counts else {},
            language_features(words, counts.languages, self._furniture, language_of) if counts else {},
            dict.fromkeys(alone, 1.0),
        )

    def _reasons(self, features: dict[str, float] | None, role: Role) -> tuple[str, ...]:
        if features is None:
            return (N_("no words of its own"),)
        return model.reasons(self._model, features, ui=role == "ui")


def _with_role(segment: Segment, judged: _Judgement, occurrence: Occurrence) -> Segment:
    # dataclasses.replace asks every field's name for every segment: three times as slow, and this is the hot path.
    values = list(_VALUES(segment))
    values[_ROLE], values[_EVIDENCE] = judged
    context = occurrence[3].context
    if context is not None:
        values[_CONTEXT] = context
    return Segment(*values)


class Form(NamedTuple):
    """The message of a pattern: its msgid, and that for more than one, None for a message without number."""

    msgid: str
    plural: str | None = None


def pattern_of(segment: Segment) -> Form | None:
    """Return the pattern that a classified segment is an instance of, None where it is of none.

    >>> from bilingual_pub.model import Span
    >>> pattern_of(Segment("Side 3", Span(0, 6), evidence=("pattern: Side {page}",)))
    Form(msgid='Side {page}', plural=None)
    """
    reasons = segment.evidence
    if not reasons or not reasons[0].startswith(_PATTERN):
        return None
    plural = reasons[1].removeprefix(_PLURAL) if reasons[1:] else None
    return Form(reasons[0].removeprefix(_PATTERN), plural)


def _has_words(text: str) -> bool:
    return any(word.lower() not in _MONTHS for word in _WORD.findall(text))
