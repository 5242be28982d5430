"""What no format may put back into a document: a translation that is empty, lost its tags, or would become code."""

from __future__ import annotations

import re

from bilingual_pub.formats.inline import is_tag, plain, problem
from bilingual_pub.model import N_, Diagnostic, Segment

__all__ = ["refusal", "refused"]

# A site generator or PHP reads these before a browser or Markdown does: no escaping keeps them from that.
_ISLAND = re.compile(r"\{\{|\{%|\{#|<\?|<%")


def refusal(
    segment: Segment, text: str, *, control: re.Pattern[str], markup: re.Pattern[str] | None = None
) -> Diagnostic | None:
    r"""Return why `text` can't be put in the place of `segment`, None where it can.

    `control`: characters that the format has no place for. `markup`: what reads as markup in it, and is refused
    where the source has it not; None for a format that can escape anything.

    >>> from bilingual_pub.model import Span
    >>> refusal(Segment("Hej", Span(0, 3)), "Hi {{ x }}", control=re.compile("\0")).rule
    'template-code'
    """
    if not plain(text).strip() and plain(segment.text).strip():
        return refused(segment, "empty-translation", N_("the translation is empty"))
    if (tag := problem(segment.tags, text)) is not None:
        template = N_(
            "the tag <{tag}> of the translation does not match the source: missing, extra or crossed"
        )
        return refused(segment, "tag-mismatch", template, tag)
    for found in markup.findall(text) if markup and "<" in text else ():
        if not is_tag(found) and found not in segment.text:
            template = N_("the translation holds markup that the source has not: {tag}")
            return refused(segment, "markup", template, found[:60])
    island = _ISLAND.search(text)
    if island and island[0] not in segment.text:
        return refused(segment, "template-code", N_("the translation holds template code: {tag}"), island[0])
    if character := control.search(text):
        template = N_("the translation holds the control character {tag}")
        return refused(segment, "control-character", template, f"U+{ord(character[0]):04X}")
    return None


def refused(segment: Segment, rule: str, template: str, tag: str = "") -> Diagnostic:
    """Return the diagnostic of a translation that is not put back; `tag` fills the template's slot.

    >>> from bilingual_pub.model import Span
    >>> refused(Segment("Hej", Span(0, 3), line=4), "markup", "no <{tag}>", "b").message
    'no <b>'
    """
    return Diagnostic(
        rule,
        "error",
        template,
        {"tag": tag, "msgid": segment.text},
        line=segment.line,
        column=segment.column,
        hint=N_("The source text stands until the translation of “{msgid}” is mended."),
    )
