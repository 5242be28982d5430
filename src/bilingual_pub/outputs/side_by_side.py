"""Both languages on one page: side by side, interleaved, or one shown at a time (toggle).

WCAG 2.2, 3.1.1 and 3.1.2: the page and every part say their language. The source of each row comes first in the
document, so that headings and paragraphs are read in order; columns are made by the style sheet alone.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import replace

from bilingual_pub.merge.bodies import (
    combine_captions,
    ids_in,
    mark,
    rename_ids,
    unique_ids,
    with_level,
    without_media,
)
from bilingual_pub.merge.pairing import Block, Pairing, Row
from bilingual_pub.model import Span
from bilingual_pub.outputs.default_page import byline
from bilingual_pub.outputs.headings import Levels
from bilingual_pub.outputs.labels import Labels, language_name
from bilingual_pub.outputs.options import Options, versions
from bilingual_pub.outputs.page import page, style

__all__ = ["one_page"]


def one_page(pairing: Pairing, options: Options, *, layout: str = "side-by-side") -> str:
    r"""Return one self-contained page with both languages; `layout`: side-by-side, interleaved or toggle.

    Needs no JavaScript, and has none but what the article brings. Pictures and embeds that both sides have are
    shown once; a block without a counterpart says so.

    >>> from bilingual_pub.formats import html, po
    >>> from bilingual_pub.merge import merge
    >>> catalog = po.parse('msgid "Hej"\nmsgstr "Hi"\n')
    >>> article = merge(html.parse("<h1>Hej</h1><p>Farvel</p>"), catalog, languages=("da", "en"))
    >>> '<div class="part second" lang="en"><h1>Hi</h1></div>' in one_page(article, Options())
    True
    """
    language = options.page_language or pairing.original
    labels = Labels(options.labels, language)
    rows = _with_titles(pairing)
    voices = tuple(Labels(options.labels, code) for code in pairing.languages)
    bylines = [byline(document, voice) for document, voice in zip(pairing.documents, voices, strict=True)]
    rendered = "\n".join(_Parts(pairing, rows, labels, layout).render(bylines))
    title = " / ".join(dict.fromkeys(filter(None, pairing.titles))) or pairing.slug
    parts = [_header(pairing, labels, layout), f'<main class="pair {layout}">', rendered, "</main>"]
    name = f"{title} – {options.site_name}" if options.site_name else title
    return page(
        name,
        language,
        "\n".join(filter(None, parts)),
        css=style("base", "pair"),
        head=_links(pairing, options),
    )


def _links(pairing: Pairing, options: Options) -> str:
    # Not hreflang: a page in two languages is no language's version of the article, and none of them names it.
    links = (v for v in versions(pairing, options) if v.address)
    return "".join(f'<link rel="related" href="{html.escape(v.address)}">\n' for v in links)


def _header(pairing: Pairing, labels: Labels, layout: str) -> str:
    if layout == "toggle":
        return _choice(pairing, labels)
    names = (
        f'<span class="part {where}" lang="{code}">{html.escape(language_name(code))}</span>'
        for where, code in zip(("first", "second"), pairing.languages, strict=True)
    )
    where = "in-lines" if layout == "interleaved" else "in-columns"
    return f'<header class="columns {where}">{"".join(names)}</header>'


def _choice(pairing: Pairing, labels: Labels) -> str:
    first, second = pairing.languages
    options = [("first", first), ("second", second)]
    radios = "".join(
        f'<label lang="{code}"><input type="radio" name="bilingual-show" value="{where}"'
        f"{' checked' if where == 'first' else ''}>{html.escape(language_name(code))}</label>"
        for where, code in options
    )
    both = f'<label><input type="radio" name="bilingual-show" value="both">{labels.text("both")}</label>'
    legend = labels.text("languages")
    return f'<header class="choice"><fieldset><legend>{legend}</legend>{radios}{both}</fieldset></header>'


def _with_titles(pairing: Pairing) -> list[Row]:
    """Give each side a first heading: its title, where its body has none."""
    rows = list(pairing.rows)
    index = next((i for i, row in enumerate(rows) if _heads(row.source) or _heads(row.target)), None)
    source, target = ([_title_block(title)] if title else [] for title in pairing.titles)
    if index is None:
        return [Row("b-title", tuple(source), tuple(target)), *rows] if source or target else rows
    row = rows[index]
    sides = any(_heads(r.source) for r in rows), any(_heads(r.target) for r in rows)
    rows[index] = replace(
        row,
        source=row.source or (() if sides[0] else tuple(source)),
        target=row.target or (() if sides[1] else tuple(target)),
    )
    return rows


def _heads(blocks: tuple[Block, ...]) -> bool:
    return any(block.name == "h1" for block in blocks)


def _title_block(title: str) -> Block:
    return Block("h1", f"<h1>{html.escape(title, quote=False)}</h1>", Span(0, 0))


class _Parts:
    """Renders rows; knows which ids the second body must give up and which media have been shown."""

    def __init__(self, pairing: Pairing, rows: list[Row], labels: Labels, layout: str) -> None:
        self.pairing, self.rows, self.labels, self.layout = pairing, rows, labels, layout
        self.shown: set[str] = set()
        second = ids_in(block.html for row in rows for block in row.target)
        prefix = pairing.languages[1]
        self.names = {name: f"{prefix}-{name}" for name in second}
        self.taken = {row.anchor for row in rows}
        self.levels = Levels()

    def render(self, bylines: list[str]) -> Iterator[str]:
        """Yield the rows; under the first one, the title, who wrote it and when, on the sides that say so."""
        for index, row in enumerate(self.rows):
            yield self._row(row)
            if index == 0 and any(bylines):
                sides = zip(self.pairing.languages, ("first", "second"), bylines, strict=True)
                parts = (
                    f'<div class="part {where}" lang="{code}">{line}</div>' for code, where, line in sides
                )
                yield f'<div class="row facts">{"".join(parts)}</div>'

    def _row(self, row: Row) -> str:
        if row.shared or self._is_media(row):
            return self._wide(row)
        source = self._side(0, row.source, row)
        self.shown.update(key for block in row.source for key in block.media)
        target = self._side(1, row.target, row)
        names = ["row", *self._classes(row)]
        rest = self._list_lines(row)
        return f'<div class="{" ".join(names)}" id="{row.anchor}"{rest}>\n{source}\n{target}\n</div>'

    def _classes(self, row: Row) -> Iterator[str]:
        heading = next((b.name for b in (*row.source, *row.target) if _level(b)), "")
        if heading:
            yield f"heading {heading}"
        if row.alone:
            yield "alone"
        if row.stale:
            yield "stale"
        if self._list_lines(row):
            yield "list"

    def _list_lines(self, row: Row) -> str:
        """Lists whose items pair one to one share their lines: as many as there are items."""
        if (
            len(row.source) != 1
            or len(row.target) != 1
            or {row.source[0].name, row.target[0].name} - {"ul", "ol"}
        ):
            return ""
        counts = {block.html.count("<li") for block in (*row.source, *row.target)}
        flat = all(
            block.html.count("<ul") + block.html.count("<ol") == 1 for block in (*row.source, *row.target)
        )
        return f' style="--lines:{counts.pop()}"' if flat and len(counts) == 1 else ""

    def _side(self, side: int, blocks: tuple[Block, ...], row: Row) -> str:
        code, where = self.pairing.languages[side], ("first", "second")[side]
        if not blocks:
            return self._hole(side, where)
        inner = "\n".join(self._block(side, block) for block in blocks)
        notice = self._notice("stale") if row.stale and side else ""
        if row.lacks(side) and self.pairing.filled:
            notice += self._notice("fallback", language=self.labels.name(self.pairing.languages[1 - side]))
        return f'<div class="part {where}" lang="{code}">{inner}{notice}</div>'

    def _block(self, side: int, block: Block) -> str:
        # A wide table scrolls on a telephone, and what scrolls must be reached by keyboard (WCAG 2.2, 2.1.1).
        source = mark(block.html, tabindex="0") if block.name == "table" else block.html
        if level := _level(block):
            source = with_level(source, self.levels.next(level))
        if side:
            source = self._second(block, source)
        return unique_ids(source, self.taken)

    def _second(self, block: Block, source: str) -> str:
        """Return a block of the second body: its ids its own, its media not shown again."""
        if 'id="' in source or 'href="#' in source or 'name="' in source:
            source = rename_ids(source, self.names)
        once = block.media and self.layout != "toggle" and block.name != "table"
        return without_media(source, self.shown) if once else source

    def _hole(self, side: int, where: str) -> str:
        name = self.labels.name(self.pairing.languages[side])
        text = self.labels.text("untranslated", language=name)
        return f'<div class="part {where} hole"><p class="notice" role="note">{text}</p></div>'

    def _notice(self, key: str, **values: str) -> str:
        text = self.labels.text(key, **values)
        return f'<p class="notice" role="note" lang="{self.labels.language}">{text}</p>'

    def _is_media(self, row: Row) -> bool:
        both = (*row.source, *row.target)
        return bool(row.source) != bool(row.target) and all(
            (b.bare and b.media) or not b.segments for b in both
        )

    def _wide(self, row: Row) -> str:
        """Media, across both columns; once where both sides have it."""
        blocks = row.source or row.target
        code = self.pairing.languages[0 if row.source else 1]
        if row.shared:
            inner = combine_captions(row.source[0].html, row.target[0].html, self.pairing.languages)
            self.shown.update(row.source[0].media)
        else:
            kept = [without_media(b.html, self.shown) if b.media else b.html for b in blocks]
            inner = "\n".join(mark(block, lang=code) if block else "" for block in kept)
            self.shown.update(key for block in blocks for key in block.media)
        inner = unique_ids(inner, self.taken)
        return f'<div class="row wide" id="{row.anchor}">{inner}</div>' if inner.strip() else ""


def _level(block: Block) -> int:
    return int(block.name[1]) if block.name in {"h1", "h2", "h3", "h4", "h5", "h6"} else 0
