"""A page for articles that have no site's page to stand in."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import replace

from bilingual_pub.formats import parse
from bilingual_pub.merge.blocks import blocks
from bilingual_pub.merge.pairing import Pairing
from bilingual_pub.merge.region import path_to_root
from bilingual_pub.model import Document, Role, Segment
from bilingual_pub.outputs.insertion import description
from bilingual_pub.outputs.labels import Labels
from bilingual_pub.outputs.options import Options
from bilingual_pub.outputs.page import page, style

__all__ = ["byline", "default_page"]


def default_page(pairing: Pairing, side: int, options: Options) -> Document:
    r"""Return one side as a whole page of the library's own, as a document like any other.

    >>> from bilingual_pub.formats import html, markdown
    >>> from bilingual_pub.merge import merge
    >>> from bilingual_pub.model import Bitext
    >>> da, en = markdown.parse("# Hej\n"), markdown.parse("# Hi\n")
    >>> pair = merge(da, en, languages=("da", "en"), bitext=Bitext(da, en))
    >>> "<h1>Hi</h1>" in default_page(pair, 1, Options()).text
    True
    """
    document, language = pairing.documents[side], pairing.languages[side]
    found = blocks(document, sanitise=pairing.sanitised)
    title = pairing.titles[side] or pairing.slug
    parts = [block.html for block in found]
    if not any(block.name == "h1" for block in found):
        parts.insert(0, f"<h1>{html.escape(title, quote=False)}</h1>")
    labels = Labels(options.labels, language)
    line = byline(document, labels)
    if line:
        parts.insert(1, line)
    about = html.escape(description(document))
    head = f'<meta name="description" content="{about}">\n' if about else ""
    name = f"{title} – {options.site_name}" if options.site_name else title
    body = '<main class="article">\n' + "\n".join(parts) + "\n</main>"
    made = parse(page(name, language, body, css=style("base", "article"), head=head), path=document.path)
    return replace(made, segments=tuple(replace(s, role=_role(made, s)) for s in made.segments))


def _role(made: Document, segment: Segment) -> Role:
    """Everything in `main` but the byline is the article's."""
    path = [made.elements[i] for i in path_to_root(made, segment.element)]
    chrome = any(element.get("class") == "byline" for element in path)
    return "article" if not chrome and any(element.name == "main" for element in path) else "ui"


def byline(document: Document, labels: Labels) -> str:
    """Return a line with author and date as the metadata have them, in the reader's way of writing dates.

    >>> document = Document("", metadata={"author": "Kim Holm", "date": "2026-05-03"})
    >>> byline(document, Labels(lambda m, _: m, "en"))
    '<p class="byline">By Kim Holm · <time datetime="2026-05-03">3 May 2026</time></p>'
    """
    author = document.metadata.get("author")
    names = ", ".join(map(str, author)) if isinstance(author, list) else str(author or "")
    parts = [labels.text("written by", author=names)] if names else []
    parts += _date(document, labels.language)
    return f'<p class="byline">{" · ".join(parts)}</p>' if parts else ""


def _date(document: Document, language: str) -> Iterator[str]:
    from datetime import date  # noqa: PLC0415

    from babel.dates import format_date  # noqa: PLC0415

    given = str(document.metadata.get("date") or "")[:10]
    try:
        day = date.fromisoformat(given)
    except ValueError:
        return
    locale = "en_GB" if language == "en" else language.replace("-", "_")
    yield f'<time datetime="{given}">{html.escape(format_date(day, "long", locale=locale))}</time>'
