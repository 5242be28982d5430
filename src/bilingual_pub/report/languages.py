"""The language map: every page as a strip of its blocks, coloured by the language they are in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bilingual_pub.formats.inline import plain
from bilingual_pub.merge.parts import part_language
from bilingual_pub.model import N_, Document, Segment
from bilingual_pub.report.markup import Markup, join, tag
from bilingual_pub.report.reader import Reader, more

__all__ = ["language_maps", "misdeclared"]

_PAGES = 500
_BLOCKS = 400
_GAP = 0.2


_WORDS = 4
"""Shorter texts are names and labels too often ("About Tværstrøm") to be called wrongly declared."""


def misdeclared(segment: Segment) -> bool:
    """Whether the document declares another language for `segment` than the one it reads as.

    Regions do not count (`en-GB` is English), nor do blocks that are undecided or too short to be believed, nor
    attributes, which can't say a language of their own.

    >>> from bilingual_pub.model import Span
    >>> misdeclared(Segment("What makes a good drag king?", Span(0, 28), language="en", declared_language="da"))
    True
    """
    declared = segment.declared_language
    believed = segment.translate and len(segment.text.split()) >= _WORDS
    differs = believed and bool(declared) and _base(segment.language) != _base(declared)
    return differs and part_language((segment,), declared) is not None


def language_maps(documents: Sequence[Document], reader: Reader) -> Markup:
    """Return the legend and a card for each page, those with a wrong declaration first and mixed ones next.

    >>> language_maps([], Reader())
    '<p class="none">No pages were read.</p>'
    """
    if not documents:
        return tag("p", reader.say(N_("No pages were read.")), class_="none")
    ordered = sorted(
        documents, key=lambda d: (-sum(map(misdeclared, d.segments)), -len(_languages(d)), d.path or "")
    )
    cards = [_page(document, reader) for document in ordered[:_PAGES]]
    return join(_legend(reader), tag("div", *cards, class_="rows"), more(len(ordered) - _PAGES, reader))


def _legend(reader: Reader) -> Markup:
    kinds = [(f"swatch lang-{code}", reader.language_name(code)) for code in ("da", "en")]
    kinds += [
        ("swatch lang-other", reader.say(N_("another language"))),
        ("swatch lang-none", reader.language_name(None)),
    ]
    kinds += [("swatch wrong", reader.say(N_("declared as another language than it is")))]
    items = [tag("li", tag("span", class_=name), label) for name, label in kinds]
    note = tag("li", reader.say(N_("Tall: the article. Low: the page round it.")))
    return tag("ul", *items, note, class_="legend")


def _page(document: Document, reader: Reader) -> Markup:
    wrong = [s for s in document.segments if misdeclared(s)]
    declared = reader.say(N_("declared: {language}"), language=reader.language_name(document.language))
    detected = reader.say(
        N_("the article reads as: {language}"), language=reader.language_name(document.article_language)
    )
    chips = [tag("span", declared, class_="chip"), tag("span", detected, class_="chip")]
    if wrong:
        chips.append(
            tag("span", reader.say(N_("wrong lang: {count}"), count=len(wrong)), class_="state missing")
        )
    head = tag(
        "div",
        tag("h3", tag("code", document.path or "?")),
        tag("div", *chips, class_="chips"),
        class_="row-head",
    )
    return tag("section", head, _strip(document, reader), _blocks(document, reader), class_="card")


def _strip(document: Document, reader: Reader) -> Markup:
    weights = [max(len(s.text), 12) for s in document.segments]
    total, x, cells = sum(weights) or 1, 0.0, []
    for segment, weight in zip(document.segments, weights, strict=True):
        width = 100 * weight / total
        cells.append(_cell(segment, x, max(width - _GAP, width / 2), reader))
        x += width
    return tag("svg", *cells, class_="map", role="img", aria_label=_share(document, reader))


def _cell(segment: Segment, x: float, width: float, reader: Reader) -> Markup:
    title = tag("title", f"{reader.language_name(segment.language)}: {plain(segment.text)[:90]}")
    place = {"x": f"{x:.3f}%", "width": f"{width:.3f}%"}
    y, height = ("50%", "38%") if segment.role == "ui" else ("0%", "88%")
    shape = tag("rect", **place, y=y, height=height, class_=_colour(segment.language))
    mark = tag("rect", **place, y="91%", height="9%", class_="wrong") if misdeclared(segment) else Markup()
    return tag("g", title, shape, mark)


def _colour(language: str | None) -> str:
    if language is None:
        return "lang-none"
    base = _base(language)
    return f"lang-{base}" if base in {"da", "en"} else "lang-other"


def _share(document: Document, reader: Reader) -> str:
    letters: Counter[str | None] = Counter()
    for segment in document.segments:
        letters[segment.language] += len(segment.text)
    total = sum(letters.values()) or 1
    return ", ".join(
        f"{reader.language_name(code)} {reader.percent(n / total)}" for code, n in letters.most_common()
    )


def _blocks(document: Document, reader: Reader) -> Markup:
    heads = (N_("Line"), N_("Language"), N_("Block"), N_("Why"))
    head = tag("tr", *(tag("th", reader.say(text), scope="col") for text in heads))
    rows = [_block(segment, reader) for segment in document.segments[:_BLOCKS]]
    summary = tag("summary", join(reader.say(N_("Block by block")), " – ", _share(document, reader)))
    table = tag("table", tag("thead", head), tag("tbody", *rows), class_="stack")
    return tag("details", summary, tag("div", table, class_="scroll"), class_="blocks")


def _block(segment: Segment, reader: Reader) -> Markup:
    language = join(
        tag("span", class_=f"swatch {_colour(segment.language)}"), reader.language_name(segment.language)
    )
    if misdeclared(segment):
        declared = reader.say(
            N_("declared: {language}"), language=reader.language_name(segment.declared_language)
        )
        language = join(language, tag("br"), tag("span", declared, class_="state missing"))
    text = plain(segment.text)
    cut = text if len(text) <= 160 else f"{text[:159]}…"
    cells = (
        tag("td", reader.number(segment.line), class_="figure"),
        tag("td", language),
        tag("td", cut, lang=segment.language),
    )
    return tag("tr", *cells, tag("td", "; ".join(map(reader.reason, segment.evidence)), class_="figures"))


def _languages(document: Document) -> set[str]:
    return {_base(s.language) for s in document.segments if s.language}


def _base(code: str | None) -> str:
    return (code or "").split("-", 1)[0].lower()
