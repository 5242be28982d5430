"""A bare body in the site's own page: a template whose slots (`{{ title }}`, `{{ content }}` ...) are filled in."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bilingual_pub.formats import parse
from bilingual_pub.merge.blocks import blocks
from bilingual_pub.merge.pairing import Pairing
from bilingual_pub.model import Document, Role, Segment, Span
from bilingual_pub.outputs.insertion import description
from bilingual_pub.outputs.labels import Labels
from bilingual_pub.outputs.options import Options, Version
from bilingual_pub.outputs.switch import switch

__all__ = ["SLOTS", "fill", "template_page"]

SLOTS = (
    "title", "content", "lang", "description", "date", "date_text", "author", "section", "head", "language_switch", "site_title",
)  # fmt: skip
"""Slots that are always filled, if with nothing; any other name is looked for in the article's front matter."""

_SLOT = re.compile(r"\{\{\s*([\w.-]{1,60})\s*\}\}")


def template_page(
    template: Document,
    pairing: Pairing,
    side: int,
    here: Version,
    both: tuple[Version, ...],
    options: Options,
) -> Document:
    r"""Return one side of a pair as a page made of `template`, whose chrome has been translated already.

    What `head_edits` says of the pair goes to the end of `<head>`, so `{{ head }}` itself is left empty.

    >>> from bilingual_pub.formats import html as pages, markdown
    >>> from bilingual_pub.merge import merge
    >>> from bilingual_pub.model import Bitext
    >>> da, en = markdown.parse("# Hej\n\nGodt.\n"), markdown.parse("# Hi\n\nGood.\n")
    >>> pair = merge(da, en, languages=("da", "en"), bitext=Bitext(da, en))
    >>> page = pages.parse("<html lang='{{ lang }}'><title>{{ title }}</title><main>{{ content }}</main>")
    >>> there = Version("en", "hi.html", "", "Hi", original=False)
    >>> template_page(page, pair, 1, there, (there,), Options()).text
    "<html lang='en'><title>Hi</title><main><h1>Hi</h1>\n<p>Good.</p></main>"
    """
    document, language = pairing.documents[side], pairing.languages[side]
    body = [block.html for block in blocks(document, sanitise=pairing.sanitised)]
    values = {
        name: str(value) for name, value in document.metadata.items() if isinstance(value, str | int | float)
    }
    values |= {
        "title": pairing.titles[side] or pairing.slug,
        # A body that is the original all over is in the original's language, whatever page it stands in.
        "lang": pairing.languages[0] if pairing.fallback else language,
        "description": description(document),
        "date": _date(document.metadata),
        "date_text": _date_text(_date(document.metadata), language),
        "author": _names(document.metadata.get("author")),
        "site_title": options.site_name,
    }
    markup = {
        "content": "\n".join(_without_title(body, template.text)),
        "head": "",
        "language_switch": switch(here, both, Labels(options.labels, language)),
    }
    text, where = fill(template.text, values, markup)
    page = parse(text, path=document.path)
    segments = tuple(replace(s, role=_role(s, where), language=s.language or language) for s in page.segments)
    return replace(page, segments=segments, encoding=template.encoding, bom=template.bom)


def fill(template: str, values: Mapping[str, str], markup: Mapping[str, str]) -> tuple[str, Span]:
    """Return `template` with its slots filled and where `content` stands; `values` are escaped, `markup` is not.

    >>> fill("<p title='{{ title }}'>{{ content }}</p>", {"title": "Mad & 'vin'"}, {"content": "<b>x</b>"})
    ("<p title='Mad &amp; &#x27;vin&#x27;'><b>x</b></p>", Span(start=37, end=45))
    """
    parts: list[str] = []
    position = length = 0
    where = Span(0, 0)
    for slot in _SLOT.finditer(template):
        name = slot[1]
        before = template[position : slot.start()]
        new = markup[name] if name in markup else html.escape(values.get(name, ""))
        length += len(before) + len(new)
        if name == "content":
            where = Span(length - len(new), length)
        parts += (before, new)
        position = slot.end()
    return "".join((*parts, template[position:])), where


_TITLE_STANDS = re.compile(r"<h1[^>]{0,400}>\s*\{\{\s*title\s*\}\}", re.IGNORECASE)


def _without_title(body: list[str], template: str) -> list[str]:
    """The body without its first heading where the template has a heading of its own for the title."""
    return body[1:] if body and body[0].startswith("<h1") and _TITLE_STANDS.search(template) else body


def _role(segment: Segment, content: Span) -> Role:
    return "article" if content.start <= segment.span.start and segment.span.end <= content.end else "ui"


def _date(metadata: Mapping[str, Any]) -> str:
    return str(metadata.get("date") or "")[:10]


def _date_text(day: str, language: str) -> str:
    """The day as the reader writes it (CLDR's long form): 12. november 2026, 12 November 2026."""
    from babel.dates import format_date  # noqa: PLC0415

    try:
        return format_date(
            date.fromisoformat(day), "long", locale={"en": "en_GB"}.get(language, language.replace("-", "_"))
        )
    except ValueError:
        return day


def _names(author: Any) -> str:
    return ", ".join(map(str, author)) if isinstance(author, list) else str(author or "")
