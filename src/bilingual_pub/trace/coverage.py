"""What a traced rendering shows: each string is a catalog's, a pattern with its slots, hard-coded, or content."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Literal

from bilingual_pub.model import N_, Diagnostic, Document, Reference, Segment
from bilingual_pub.patterns.values import MONTH
from bilingual_pub.roles import classify
from bilingual_pub.trace.legend import Source
from bilingual_pub.trace.marks import Piece, pieces, unmark

__all__ = ["Coverage", "Kind", "Traced", "coverage", "judge"]

Kind = Literal["ui", "pattern", "unmarked"]
_LETTER = re.compile(r"[^\W\d_]")
_SEPARATORS = " \t\n-–—|»«‹›·:"
_TAG = re.compile(r"</?[a-z][a-z0-9-]*/?>")


_NOWHERE = Reference("-", 0)


@dataclass(frozen=True, slots=True)
class Traced:
    """A string of a page. `text`: without marks. `pattern`: its msgid with slots, where it has any.

    `messages`: numbers in the legend. `place`: where it was found first. `count`: on all pages.
    """

    text: str
    kind: Kind
    messages: tuple[int, ...] = ()
    pattern: str = ""
    place: Reference = _NOWHERE
    count: int = 1


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a catalog reaches and what it doesn't. `hard_coded`: UI strings that no catalog knows.

    `diagnostics`: pages whose marked rendering has other strings than the plain one.
    """

    ui: tuple[Traced, ...] = ()
    patterns: tuple[Traced, ...] = ()
    hard_coded: tuple[Traced, ...] = ()
    legend: Mapping[int, Source] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def share(self) -> float:
        """The share of the UI strings that a catalog reaches, 0 to 1; 1 where there are none."""
        reached = len(self.ui) + len(self.patterns)
        return reached / (reached + len(self.hard_coded)) if reached + len(self.hard_coded) else 1.0


def judge(text: str) -> Traced:
    """Say what a traced text is.

    >>> from bilingual_pub.trace.marks import mark
    >>> judge(mark("Indlæg om %s", 7) % "Film").pattern
    'Indlæg om {text}'
    """
    found = pieces(text)
    messages = tuple(dict.fromkeys(piece.message for piece in found if piece.message is not None))
    if not messages:
        return Traced(text, "unmarked")
    pattern = _pattern(found)
    kind: Kind = "pattern" if "{text" in pattern else "ui"
    return Traced(unmark(text), kind, messages, pattern if kind == "pattern" else "")


def _pattern(found: Iterable[Piece]) -> str:
    """Return the text with what fills it as slots; neighbouring fillings are one (`27. `, `marts`, ` 2024`)."""
    out: list[str] = []
    slots = 0
    for piece in found:
        if _is_fixed(piece):
            out.append(piece.text.replace("{", "{{").replace("}", "}}"))
        elif piece.filled or _LETTER.search(_TAG.sub("", piece.text)) or MONTH.fullmatch(piece.text):
            core = piece.text if piece.filled else piece.text.strip(_SEPARATORS) or piece.text
            before, _, after = piece.text.partition(core)
            joined = bool(out) and out[-1].startswith("{text") and not before.strip()
            slots += not joined
            out += [] if joined else [before, f"{{text{slots if slots > 1 else ''}}}"]
            out += [after] if after else []
        else:
            out.append(piece.text)
    return "".join(out)


def _is_fixed(piece: Piece) -> bool:
    # WordPress translates the names of the months one by one.
    return piece.message is not None and not piece.filled and not MONTH.fullmatch(piece.text)


def coverage(plain: Iterable[Document], marked: Iterable[Document], legend: Mapping[int, Source]) -> Coverage:
    """Compare a site's plain rendering with its marked one, page by page in the same order.

    The marked rendering says exactly what a catalog reaches. Of the rest, what `roles.classify` takes for UI is
    hard-coded. Strings that only one of the two has are left out, and their page is in `diagnostics`.
    """
    strings: dict[str, Traced] = {}
    counts: Counter[str] = Counter()
    wrong: list[Diagnostic] = []
    for page, judged in zip(marked, classify(plain), strict=True):
        pairs = _pairs(page, judged)
        if len(pairs) < len(judged.segments):
            wrong.append(_differs(judged, len(judged.segments) - len(pairs)))
        for segment, known in pairs:
            counts[known.text] += 1
            _take(strings, segment, known, judged.path or "-")
    found = [replace(traced, count=counts[text]) for text, traced in strings.items()]
    return Coverage(
        tuple(traced for traced in found if traced.kind == "ui"),
        tuple(traced for traced in found if traced.kind == "pattern"),
        tuple(traced for traced in found if traced.kind == "unmarked"),
        legend,
        tuple(wrong),
    )


def _pairs(marked: Document, plain: Document) -> list[tuple[Segment, Segment]]:
    """Pair the segments of two renderings that have the same text, in order."""
    old, new = [unmark(s.text) for s in marked.segments], [s.text for s in plain.segments]
    if old == new:
        return list(zip(marked.segments, plain.segments, strict=True))
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return [(marked.segments[a + i], plain.segments[b + i]) for a, b, size in blocks for i in range(size)]


def _take(strings: dict[str, Traced], segment: Segment, known: Segment, path: str) -> None:
    traced = judge(segment.text)
    if traced.kind == "unmarked" and known.role != "ui":
        return
    old = strings.get(known.text)
    if old is None or (old.kind == "unmarked" and traced.kind != "unmarked"):
        strings[known.text] = replace(traced, place=Reference(path, known.line))


def _differs(document: Document, count: int) -> Diagnostic:
    return Diagnostic(
        "trace-differs",
        "warning",
        N_("strings of this page that are not the same when messages are marked: {count}"),
        {"count": count},
        document.path,
        hint=N_("A template compares or cuts a translated string; such strings are left out of the report."),
    )
