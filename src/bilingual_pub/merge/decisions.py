"""What an editor decided on the review page, and a bitext that obeys it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from bilingual_pub.errors import InputError
from bilingual_pub.files import StrPath, read_bytes
from bilingual_pub.merge.stale import fingerprint
from bilingual_pub.model import N_, Bead, Bitext, Diagnostic, Segment

__all__ = ["PAGES", "Decision", "decided_pages", "obey", "read_decisions", "segment_keys"]

PAGES = "*"
"""The name under which decisions about whole articles stand; their sides are named by their paths."""

_REASON = "decided by an editor"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of an editor about blocks, named by `segment_keys`.

    `pair`: these belong together, whatever they were in before. `unpair`: each of them stands alone.
    `accept`: the pair is right as it is.
    """

    action: Literal["pair", "unpair", "accept"]
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()


def segment_keys(segments: Iterable[Segment]) -> list[str]:
    """Return a name for each segment that survives edits elsewhere: its fingerprint, numbered where repeated.

    >>> from bilingual_pub.model import Span
    >>> keys = segment_keys([Segment("Hej", Span(0, 3)), Segment("Hej", Span(4, 7))])
    >>> keys[1] == keys[0] + "-2"
    True
    """
    seen: dict[str, int] = {}
    keys = []
    for segment in segments:
        key = fingerprint(segment.text)
        seen[key] = seen.get(key, 0) + 1
        keys.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
    return keys


def read_decisions(path: StrPath) -> dict[str, list[Decision]]:
    """Return the decisions in a file that the review page saved, by the article's name.

    Raises InputError where the file is not such a one.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     saved = Path(folder) / "decisions.json"
    ...     _ = saved.write_text('{"version": 1, "articles": {"kim": [{"action": "accept", "source": ["a"]}]}}')
    ...     read_decisions(saved)
    {'kim': [Decision(action='accept', source=('a',), target=())]}
    """
    try:
        data = json.loads(read_bytes(path))
        return {str(name): [_decision(item) for item in items] for name, items in data["articles"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        template = N_("this is no file of decisions: {reason}")
        hint = N_("Save it from the review page again.")
        values: dict[str, object] = {"reason": repr(error)}
        problem = Diagnostic("decisions", "error", template, values, path=str(Path(path)), hint=hint)
        raise InputError(problem) from error


def _decision(item: Mapping[str, Any]) -> Decision:
    if item["action"] not in {"pair", "unpair", "accept"}:
        raise ValueError(item["action"])
    return Decision(
        item["action"], tuple(map(str, item.get("source", ()))), tuple(map(str, item.get("target", ())))
    )


def decided_pages(decisions: Mapping[str, Iterable[Decision]]) -> dict[tuple[str, str], bool]:
    """Return which pairs of articles an editor accepted (True) or took apart (False), by their paths.

    >>> decided_pages({PAGES: [Decision("accept", ("a.html",), ("b.html",))]})
    {('a.html', 'b.html'): True}
    """
    taken = (d for d in decisions.get(PAGES, ()) if len(d.source) == len(d.target) == 1)
    return {(d.source[0], d.target[0]): d.action != "unpair" for d in taken}


def obey(bitext: Bitext, decisions: Iterable[Decision]) -> Bitext:
    """Return the bitext with each decision carried out, in their order; a later one overrules an earlier.

    A decision about a block that is no longer there is reported and otherwise passed over.

    >>> from bilingual_pub.formats import html
    >>> da, en = html.parse("<p>Hej"), html.parse("<p>Hi")
    >>> bitext = Bitext(da, en, (Bead(da.segments, en.segments, 0.4),))
    >>> obey(bitext, [Decision("accept", tuple(segment_keys(da.segments)))]).beads[0].confidence
    1.0
    """
    source = _by_key(s for bead in bitext.beads for s in bead.source)
    target = _by_key(s for bead in bitext.beads for s in bead.target)
    beads, problems = list(bitext.beads), list(bitext.diagnostics)
    for decision in decisions:
        if not (source.keys() >= set(decision.source) and target.keys() >= set(decision.target)):
            problems.append(_gone(bitext, decision))
            continue
        one = tuple(source[key] for key in decision.source)
        other = tuple(target[key] for key in decision.target)
        beads = (
            _accept(beads, one, other)
            if decision.action == "accept"
            else _regroup(beads, decision, one, other)
        )
    return replace(bitext, beads=tuple(beads), diagnostics=tuple(problems))


def _by_key(segments: Iterable[Segment]) -> dict[str, Segment]:
    ordered = sorted(segments, key=lambda segment: segment.span)
    return dict(zip(segment_keys(ordered), ordered, strict=True))


def _accept(beads: list[Bead], source: tuple[Segment, ...], target: tuple[Segment, ...]) -> list[Bead]:
    named = {s.span for s in source}, {s.span for s in target}
    return [_sure(bead) if _touches(bead, named) else bead for bead in beads]


def _touches(bead: Bead, named: tuple[set[Any], set[Any]]) -> bool:
    return any(s.span in named[0] for s in bead.source) or any(s.span in named[1] for s in bead.target)


def _sure(bead: Bead) -> Bead:
    return replace(bead, confidence=1.0, reasons=(_REASON, *bead.reasons))


def _regroup(
    beads: list[Bead], decision: Decision, source: tuple[Segment, ...], target: tuple[Segment, ...]
) -> list[Bead]:
    """Take the named segments out of their beads, and put them back together or each alone."""
    named = {s.span for s in source}, {s.span for s in target}
    rest: list[Bead] = []
    new = [Bead(source, target)] if decision.action == "pair" else []
    if decision.action == "unpair":
        new = [*(Bead((s,), ()) for s in source), *(Bead((), (t,)) for t in target)]
    place: int | None = None
    for bead in beads:
        if _touches(bead, named):
            place = len(rest) if place is None else place
            left = tuple(s for s in bead.source if s.span not in named[0])
            right = tuple(t for t in bead.target if t.span not in named[1])
            if left or right:
                rest.append(replace(bead, source=left, target=right))
        else:
            rest.append(bead)
    at = place or 0
    return [*rest[:at], *map(_sure, new), *rest[at:]]


def _gone(bitext: Bitext, decision: Decision) -> Diagnostic:
    return Diagnostic(
        "decision-without-block",
        "warning",
        N_("a decision to {action} names a block that is no longer in the article"),
        {"action": decision.action},
        path=bitext.source.path,
        hint=N_("Look at the article on the review page again."),
    )
