"""The review page: one file in which an editor sees what was paired with what, how sure it is, and decides.

Nothing is loaded and nothing is sent: the Content Security Policy allows this page's own style and script, by their
digests, and no other. Decisions are saved as a file for `bilingual_pub.merge.read_decisions`.
"""

from __future__ import annotations

import hashlib
import html
import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from bilingual_pub.formats.inline import plain
from bilingual_pub.merge.decisions import PAGES, segment_keys
from bilingual_pub.merge.pairing import Pairing
from bilingual_pub.model import N_, Bead, Document, Segment, Span
from bilingual_pub.outputs.insertion import description
from bilingual_pub.outputs.labels import Labels, language_name
from bilingual_pub.outputs.options import Options
from bilingual_pub.outputs.page import page, style
from bilingual_pub.pairing import FoundPair

__all__ = ["NEEDS_REVIEW", "needs_review", "review_page"]

NEEDS_REVIEW = 0.9
"""A bead less sure than this is shown when only what needs review is."""
_MIDDLING = 0.6
"""From here up a bead is more likely right than wrong, and amber; below it is red."""

_TITLE = N_("Review of pairs")
_TEXTS = {
    "intro": N_(
        "{count} pairs, {open} of them to look at. Decisions stay on this computer until you save them."
    ),
    "filter": N_("Only what needs review"),
    "save": N_("Save decisions"),
    "pair": N_("Pair the selected"),
    "pages": N_("Articles that may belong together"),
    "accept": N_("Accept"),
    "unpair": N_("Unpair"),
    "select": N_("Select"),
    "keys": N_(
        "Keys: j and k move, a accepts, u unpairs, x selects, p pairs what is selected, f filters, s saves."
    ),
    "alone": N_("no counterpart"),
    "stale": N_("older than its source"),
    "moved": N_("moved"),
    "runner-up": N_("Next best: {text}"),
    "link": N_("Link to this pair"),
    "nothing": N_("Nothing is left to look at."),
    "sure": N_("{percent} % sure"),
}


def needs_review(bead: Bead, stale: frozenset[Span] = frozenset()) -> bool:
    """Whether an editor should look at a bead: unsure, without counterpart, or older than its source.

    >>> needs_review(Bead((), (), 0.5)), needs_review(Bead((Segment("a", Span(0, 1)),), (Segment("b", Span(0, 1)),)))
    (True, False)
    """
    alone = bool(bead.source) != bool(bead.target)
    return alone or bead.confidence < NEEDS_REVIEW or any(s.span in stale for s in bead.source)


def review_page(pairings: Iterable[Pairing], options: Options, candidates: Iterable[FoundPair] = ()) -> str:
    """Return a self-contained page with the beads of some articles, coloured by how sure they are.

    `candidates`: pairs of whole articles that `find_pairs` is not sure of; they come first.

    Everything is there to read without JavaScript; filtering, keys and decisions need it.

    >>> from bilingual_pub.model import Bitext, Document
    >>> pair = Pairing(Bitext(Document("Hej"), Document("Hi")), (), ("da", "en"), "da", ("Hej", "Hi"), "hej")
    >>> "default-src 'none'" in review_page([pair], Options())
    True
    """
    found = list(pairings)
    language = options.page_language or (found[0].original if found else "en")
    labels = Labels(options.labels, language)
    unsure = list(candidates)
    counts = [needs_review(b, p.stale) for p in found for b in p.bitext.beads]
    counts += [pair.confidence < NEEDS_REVIEW for pair in unsure]
    parts = [_found(unsure, labels)] if unsure else []
    sections = "\n".join([*parts, *(_section(pairing, labels) for pairing in found)])
    title = labels.message(_TITLE)
    body = f"""<header class="bar"><h1>{title}</h1>
<div class="tools" hidden><label><input type="checkbox" id="filter" checked> {_text(labels, "filter")}</label>
<button type="button" id="pair" disabled>{_text(labels, "pair")}</button>
<button type="button" id="save" class="main">{_text(labels, "save")}</button></div></header>
<main class="review">
<p class="intro">{_text(labels, "intro", count=len(counts), open=sum(counts))}</p>
<p class="intro keys" hidden>{_text(labels, "keys")}</p>
{sections}
<p class="intro" id="nothing" role="status" hidden>{_text(labels, "nothing")}</p>
</main>
<script>{_script()}</script>"""
    css = style("base", "review")
    return page(html.unescape(title), language, body, css=css, head=_policy(css))


def _policy(css: str) -> str:
    # The digest is of exactly what stands between the tags, line ends included (CSP Level 3, 6.7.3.3).
    digests = [
        b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (f"\n{css}\n", _script())
    ]
    policy = (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'


@cache
def _script() -> str:
    return (files("bilingual_pub.outputs") / "style" / "review.js").read_text("utf-8").strip()


def _section(pairing: Pairing, labels: Labels) -> str:
    keys = [
        _keys(s for bead in pairing.bitext.beads for s in bead.source),
        _keys(s for bead in pairing.bitext.beads for s in bead.target),
    ]
    rows = "\n".join(
        _row(pairing, number, bead, keys, labels) for number, bead in enumerate(pairing.bitext.beads, 1)
    )
    names = " · ".join(html.escape(title) for title in dict.fromkeys(pairing.titles) if title)
    slug = html.escape(pairing.slug)
    first, second = pairing.languages
    return f"""<section data-article="{slug}">
<h2>{names or slug}</h2>
<div class="names"><span lang="{first}">{language_name(first)}</span><span lang="{second}">{language_name(second)}</span></div>
<ol class="beads">
{rows}
</ol>
</section>"""


def _keys(segments: Iterable[Segment]) -> dict[Span, str]:
    ordered = sorted(segments, key=lambda segment: segment.span)
    return dict(zip((s.span for s in ordered), segment_keys(ordered), strict=True))


def _row(pairing: Pairing, number: int, bead: Bead, keys: Sequence[dict[Span, str]], labels: Labels) -> str:
    sides = (bead.source, bead.target)
    return _item(
        f"{pairing.slug}-{number}",
        f"{_grade(bead)}{' todo' if needs_review(bead, pairing.stale) else ''}",
        [[named[s.span] for s in side] for named, side in zip(keys, sides, strict=True)],
        list(zip(pairing.languages, map(_side, sides), strict=True)),
        [str(number), *_facts(pairing, bead, labels)],
        labels,
    )


def _item(
    anchor: str,
    classes: str,
    keys: Sequence[Sequence[str]],
    texts: Sequence[tuple[str, str]],
    facts: Sequence[str],
    labels: Labels,
) -> str:
    """One row: `keys` name both sides in a decision, `texts` are (language, HTML), `facts` HTML, the first a name."""
    name = html.escape(anchor)
    source, target = (html.escape(json.dumps(side)) for side in keys)
    parts = "".join(f'<div class="text" lang="{html.escape(code)}">{text}</div>' for code, text in texts)
    link = f'<a href="#{name}" aria-label="{_text(labels, "link")} {facts[0]}">{facts[0]}</a>'
    return f"""<li class="bead {classes}" id="{name}" tabindex="-1" data-source="{source}" data-target="{target}">
{parts}
<div class="facts">{link} {" ".join(facts[1:])}</div>
<div class="acts" hidden>{"".join(_buttons(labels, both=all(keys)))}</div>
</li>"""


def _found(candidates: Sequence[FoundPair], labels: Labels) -> str:
    """The pairs of whole articles that nobody is sure of, named by their paths."""
    rows = []
    for number, pair in enumerate(candidates, 1):
        sides = (pair.source, pair.target)
        grade = "mid" if pair.confidence >= _MIDDLING else "low"
        facts = [str(number), _sure(pair.confidence, labels)]
        facts += [f"<span>{labels.message(reason)}</span>" for reason in pair.reasons]
        rows.append(
            _item(
                f"{PAGES}-{number}",
                f"{'high' if pair.confidence >= NEEDS_REVIEW else f'{grade} todo'}",
                [[document.path or ""] for document in sides],
                [(d.article_language or d.language or "und", _about(d)) for d in sides],
                facts,
                labels,
            )
        )
    items = "\n".join(rows)
    return f"""<section data-article="{PAGES}">
<h2>{_text(labels, "pages")}</h2>
<ol class="beads">
{items}
</ol>
</section>"""


def _about(document: Document) -> str:
    title = str(document.metadata.get("title") or document.path or "")
    return f"<p><strong>{html.escape(title)}</strong></p><p>{html.escape(description(document))}</p>"


def _side(segments: Sequence[Segment]) -> str:
    return "".join(f"<p>{html.escape(plain(segment.text))}</p>" for segment in segments) or "<p>–</p>"


def _grade(bead: Bead) -> str:
    if bool(bead.source) != bool(bead.target):
        return "alone"
    return "high" if bead.confidence >= NEEDS_REVIEW else "mid" if bead.confidence >= _MIDDLING else "low"


def _facts(pairing: Pairing, bead: Bead, labels: Labels) -> Iterator[str]:
    yield _sure(bead.confidence, labels)
    if bool(bead.source) != bool(bead.target):
        yield f"<span>{_text(labels, 'alone')}</span>"
    if any(s.span in pairing.stale for s in bead.source):
        yield f'<span class="old">{_text(labels, "stale")}</span>'
    if bead.moved:
        yield f"<span>{_text(labels, 'moved')}</span>"
    yield from (f"<span>{labels.message(reason)}</span>" for reason in bead.reasons)
    if bead.runner_up:
        yield f"<span>{_text(labels, 'runner-up', text=bead.runner_up)}</span>"


def _sure(confidence: float, labels: Labels) -> str:
    return f'<span class="sure">{_text(labels, "sure", percent=f"{confidence * 100:.0f}")}</span>'


def _buttons(labels: Labels, *, both: bool) -> Iterator[str]:
    for action in ("accept", "unpair") if both else ("accept",):
        yield f'<button type="button" data-act="{action}" aria-pressed="false">{_text(labels, action)}</button>'
    yield f'<label><input type="checkbox" data-act="select"> {_text(labels, "select")}</label>'


def _text(labels: Labels, key: str, **values: object) -> str:
    return labels.message(_TEXTS[key], **values)
