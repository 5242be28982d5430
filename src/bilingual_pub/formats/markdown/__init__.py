"""Markdown (CommonMark 0.31.2, GFM tables, what site generators add): segments with exact spans, written back there only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bilingual_pub.formats import front_matter, html
from bilingual_pub.formats.encoding import decode
from bilingual_pub.formats.front_matter import Field
from bilingual_pub.formats.html.units import fold
from bilingual_pub.formats.inline import escape, pieces
from bilingual_pub.formats.markdown import writing
from bilingual_pub.formats.markdown.walk import Walk
from bilingual_pub.model import Document, Segment

__all__ = ["parse", "render"]


def parse(data: str | bytes, *, path: str | None = None) -> Document:
    r"""Read a Markdown file, its front matter included (see `formats.front_matter`).

    Nothing is refused, and ``parse(data).to_bytes() == data``. Code, shortcodes, formulas, link definitions and HTML
    comments are left alone; text in HTML blocks at the left margin is read as `formats.html` reads it. Front matter
    is in `Document.metadata`, its translatable strings are segments of kind "metadata" with `attribute` their key.
    An image's alt text and a link's title are segments inside the span of the paragraph that holds them.

    >>> document = parse("---\ntitle: Om os\nlang: da\n---\nLæs [hele *artiklen*](om.md).\n")
    >>> document.language, [(segment.text, segment.kind) for segment in document.segments]
    ('da', [('Om os', 'metadata'), ('Læs <a>hele <em>artiklen</em></a>.', 'paragraph')])
    """
    text, encoding, bom = decode(data)
    head = front_matter.parse(text)
    walk = Walk(text, head.span.end if head else 0)
    walk.run()
    language = _language(head.values) if head else None
    segments = [walk.place(_segment(field)) for field in head.fields if _is_text(field)] if head else []
    return Document(
        text=text,
        format="markdown",
        encoding=encoding,
        path=path,
        segments=tuple(_declared(segment, language) for segment in [*segments, *walk.segments]),
        elements=tuple(walk.elements),
        language=language,
        metadata=head.values if head else {},
        bom=bom,
        diagnostics=tuple(replace(diagnostic, path=path) for diagnostic in head.diagnostics) if head else (),
    )


def _language(values: dict[str, Any]) -> str | None:
    found = values.get("lang") or values.get("language") or values.get("locale")
    return found.replace("_", "-") if isinstance(found, str) else None


def _is_text(field: Field) -> bool:
    return field.key.lower() in front_matter.TRANSLATABLE and any(map(str.isalpha, field.value))


def _segment(field: Field) -> Segment:
    lines = "\n" in field.value.strip()
    text = field.value.strip() if lines else fold(field.value)
    return Segment(escape(text), field.span, "metadata", attribute=field.key, preformatted=lines)


def _declared(segment: Segment, language: str | None) -> Segment:
    if language is None or segment.declared_language is not None:
        return segment
    return replace(segment, declared_language=language)


def render(segment: Segment, text: str, *, document: Document | None = None) -> str:
    r"""Return the Markdown (HTML, YAML, TOML) that puts `text` in the place of `segment`.

    `document` tells how a front matter value or an attribute in an HTML block is quoted; without it, quotes and
    escapes are set that hold in YAML and TOML, and in any quotation marks. Raises TranslationError where the tags
    of `text` do not match, where it is empty, and where Markdown has no way to say it.

    >>> document = parse("---\ntitle: Om os\n---\n")
    >>> render(document.segments[0], "About us", document=document)
    'About us'
    """
    if segment.kind == "metadata" and segment.element < 0:
        return _render_value(segment, text, document)
    if segment.element < 0:
        return writing.render(segment, text)
    before = document.text[segment.span.start - 1] if document else ""
    return html.render(segment, text, quote=before if before in {'"', "'"} else "")


def _render_value(segment: Segment, text: str, document: Document | None) -> str:
    writing.refuse(segment, text)
    value = "".join(piece.value for piece in pieces(text))
    head = front_matter.parse(document.text) if document else None
    style = next((field.style for field in head.fields if field.span == segment.span), '"') if head else '"'
    return front_matter.write(value, style)
