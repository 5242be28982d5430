"""Why a bead is what it is, in words an editor reads."""

from __future__ import annotations

from operator import mul

from bilingual_pub.align.decode import Group
from bilingual_pub.align.evidence import Features, Page
from bilingual_pub.align.weights import COLD, WARM
from bilingual_pub.model import N_

__all__ = ["reasons", "runner_up"]

_SAID = {
    "ratio": N_("length"), "length": N_("length"), "kind": N_("same kind of block"),
    "level": N_("same level of heading"), "words": N_("same words"), "grams": N_("similar spelling"),
    "shared_numbers": N_("same numbers"), "other_numbers": N_("different numbers"), "known": N_("words of the lexicon"),
    "known_long": N_("words of the lexicon"), "shared_links": N_("same links"), "identical": N_("same text"),
    "end": N_("same punctuation"), "position": N_("same position"),
}  # fmt: skip

_EXCERPT = 40


def reasons(page: Page, group: Group) -> tuple[str, ...]:
    """Return what spoke for the group, strongest first; English msgids of the library's catalog."""
    if group.evidence is None:
        return (N_("no partner found"),)
    weights = (WARM if page.known else COLD).features
    parts = map(mul, weights, group.evidence)
    strong = sorted(
        (
            (-part, name)
            for part, name in zip(parts, Features._fields, strict=True)
            if part > 0.3 and name in _SAID
        )
    )
    return tuple(dict.fromkeys(_SAID[name] for _, name in strong))


def runner_up(page: Page, group: Group) -> str:
    """Return the beginning of the next best partner of the first block and its probability, "" where there is none."""
    if group.rival is None:
        return ""
    number, probability = group.rival
    text = (page.b if group.size_a else page.a)[number].text
    return f"{text[:_EXCERPT].rstrip()}{'…' if len(text) > _EXCERPT else ''} ({probability:.0%})"
