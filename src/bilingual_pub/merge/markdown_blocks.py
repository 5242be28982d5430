"""The blocks of a Markdown body, rendered: tables, footnotes and definitions besides CommonMark."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from bilingual_pub.formats.markdown import extensions
from bilingual_pub.merge.html_blocks import make_block
from bilingual_pub.merge.pairing import Block
from bilingual_pub.merge.region import body_span
from bilingual_pub.model import Document, Span

__all__ = ["markdown_blocks"]

_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")
_DEFINITION = re.compile(r"\s*\[\^([^\]\s]+)\]:")


def markdown_blocks(document: Document, alone: frozenset[Span] = frozenset()) -> list[Block]:
    r"""Return the top-level blocks of a Markdown document without its front matter; see `blocks`.

    >>> [b.html for b in markdown_blocks(Document("# Kim\n\nEn *god* dag[^1]\n\n[^1]: Ja.", "markdown"))]
    ['<h1>Kim</h1>', '<p>En <em>god</em> dag<sup class="footnote-ref" id="fnref-1"><a href="#fn-1">1</a></sup></p>', ...]
    """
    body = body_span(document)
    source = document.text[body.start : body.end]
    offsets = _line_offsets(source)
    found = []
    for tokens, lines in _groups(_markdown().parse(source, {})):
        span = Span(body.start + offsets[lines[0]], body.start + offsets[min(lines[1], len(offsets) - 1)])
        _mark(tokens, {bisect_right(offsets, a.start - body.start) - 1 for a in alone})
        note = _DEFINITION.match(document.text, span.start)
        found.append(_block(tokens, span, note[1] if note else ""))
    return found


def _mark(tokens: list[Token], lines: set[int]) -> None:
    """Mark the innermost item or row of a table on each of some lines."""
    items = [token for token in tokens if token.type in {"list_item_open", "tr_open"} and token.map]
    for line in lines:
        inside = [token for token in items if token.map and token.map[0] <= line < token.map[1]]
        if inside:
            inside[-1].attrSet("data-alone", "")


def _block(tokens: list[Token], span: Span, note: str) -> Block:
    html = _markdown().renderer.render(tokens, _markdown().options, {})
    if note and tokens[0].type == "footnote_open":
        back = f'<a href="#fnref-{note}" class="footnote-back">↩</a>'
        html = f'<div class="footnote" id="fn-{note}"><sup>{note}</sup> {html.strip()} {back}</div>'
        return make_block("div", html, span)
    return make_block(_first_name(html), html, span)


def _first_name(html: str) -> str:
    found = re.search(r"<([a-zA-Z][\w-]*)", html)
    return found[1].lower() if found else "div"


def _groups(tokens: list[Token]) -> Iterator[tuple[list[Token], tuple[int, int]]]:
    """Each top-level token with what it holds, and its lines."""
    first = 0
    for index, token in enumerate(tokens):
        if token.level or token.nesting > 0:
            continue
        group = tokens[first : index + 1]
        maps = [t.map for t in group if t.map and t.type != "footnote_open"]
        if maps:
            yield group, (min(m[0] for m in maps), max(m[1] for m in maps))
        first = index + 1


def _line_offsets(source: str) -> list[int]:
    # markdown-it counts lines after it has made every line end "\n".
    offsets = [0, *(m.end() for m in re.finditer(r"\r\n|\r|\n", source))]
    return [*offsets, len(source)]


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    extensions.install(markdown)
    markdown.inline.ruler.before("link", "footnote", _footnote)
    for name in ("footnote", "definition", "admonition"):
        markdown.add_render_rule(f"{name}_open", _nothing)
        markdown.add_render_rule(f"{name}_close", _nothing)
    return markdown


def _nothing(renderer: Any, tokens: Any, index: int, options: Any, env: Any) -> str:  # noqa: ARG001
    return ""


def _footnote(state: StateInline, silent: bool) -> bool:
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("html_inline", "", 0)
        label = match[1].replace('"', "").replace("<", "").replace("&", "")
        token.content = (
            f'<sup class="footnote-ref" id="fnref-{label}"><a href="#fn-{label}">{label}</a></sup>'
        )
    state.pos = match.end()
    return True
