"""A translator's text back into HTML: the document's own tags, everything else escaped."""

from __future__ import annotations

import re

from bilingual_pub.errors import TranslationError
from bilingual_pub.formats.inline import assemble, is_tag, plain, problem
from bilingual_pub.model import N_, Diagnostic, Segment

__all__ = ["render"]

_ISLAND = re.compile(r"\{\{|\{%|\{#|<\?|<%")
# Bounded by what it may not hold: a "<" is looked at no further than the next one.
_MARKUP = re.compile(r"</?[a-zA-Z!][^<>]*+>")
# XML allows no others (XML 1.0, 2.2), HTML calls them parse errors (13.2.3.5).
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def render(segment: Segment, text: str, *, quote: str = '"') -> str:
    """Return the source that puts `text` in the place of `segment`.

    `quote`: what stands round an attribute's value in the document; "" for an unquoted one. Raises
    TranslationError where the tags of `text` are not the segment's (missing, extra, crossed, unknown), where it
    is empty, and where it would become markup or template code that the source has not.

    >>> from bilingual_pub.formats.html import parse
    >>> segment = parse('<p>Læs <a href="x.html">mere</a> & se</p>').segments[0]
    >>> render(segment, "Read <a>more</a> & see")
    'Read <a href="x.html">more</a> &amp; see'
    """
    wrong = _wrong(segment, text)
    if wrong:
        raise TranslationError(wrong)
    if segment.attribute is None:
        return assemble(segment.tags, text, _escape_text)
    return assemble(segment.tags, text, lambda literal: _escape_value(literal, quote))


def _wrong(segment: Segment, text: str) -> Diagnostic | None:
    if not plain(text).strip() and plain(segment.text).strip():
        return _diagnostic(segment, "empty-translation", N_("the translation is empty"), "")
    if (tag := problem(segment.tags, text)) is not None:
        template = N_(
            "the tag <{tag}> of the translation does not match the source: missing, extra or crossed"
        )
        return _diagnostic(segment, "tag-mismatch", template, tag)
    for markup in _MARKUP.findall(text) if "<" in text else ():
        if not is_tag(markup) and markup not in segment.text:
            template = N_("the translation holds markup that the source has not: {tag}")
            return _diagnostic(segment, "markup", template, markup[:60])
    island = _ISLAND.search(text)
    if island and island[0] not in segment.text:
        return _diagnostic(
            segment, "template-code", N_("the translation holds template code: {tag}"), island[0]
        )
    if control := _CONTROL.search(text):
        template = N_("the translation holds the control character {tag}")
        return _diagnostic(segment, "control-character", template, f"U+{ord(control[0]):04X}")
    return None


def _diagnostic(segment: Segment, rule: str, template: str, tag: str) -> Diagnostic:
    return Diagnostic(
        rule,
        "error",
        template,
        {"tag": tag, "msgid": segment.text},
        line=segment.line,
        column=segment.column,
        hint=N_("The source text stands until the translation of “{msgid}” is mended."),
    )


def _escape_text(literal: str) -> str:
    return literal.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _escape_value(literal: str, quote: str) -> str:
    value = literal.replace("&", "&amp;").replace("<", "&lt;")
    if quote == '"':
        return value.replace('"', "&quot;")
    if quote == "'":
        return value.replace("'", "&#39;")
    return re.sub(r"""[ \t\n\f\r"'=>`]""", lambda match: f"&#{ord(match[0])};", value)
