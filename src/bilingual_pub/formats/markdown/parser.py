"""markdown-it-py, set up to tell where everything stands: each block its lines, each inline token its offsets."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, heading, lheading, paragraph, table
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from bilingual_pub.formats.markdown import extensions
from bilingual_pub.formats.markdown.source import MASK, Content

__all__ = ["blocks", "inlines"]

_TERMINATOR = re.compile(rf"[\n!&*<\[\]\\_`~{MASK}]")
_ESCAPED_PIPE = re.compile(r"\\(?=\|)")
_CELL = re.compile(r"(?:\\.|[^|\\])*", re.DOTALL)


def blocks(text: str) -> list[Token]:
    """Return the block tokens of `text`; each `inline` among them carries its `Content` in `meta["content"]`.

    >>> [token.type for token in blocks("> Hej")]
    ['blockquote_open', 'paragraph_open', 'inline', 'paragraph_close', 'blockquote_close']
    """
    return _markdown().parse(text, {})


def inlines(text: str, references: dict[str, Any] | None = None) -> list[Token]:
    """Return the inline tokens of `text`, with `start` and `end` in the `meta` of each that is more than text.

    >>> [(token.type, token.meta) for token in inlines("*Hej*")][0]
    ('em_open', {'start': 0, 'end': 1})
    """
    tokens: list[Token] = []
    _markdown().inline.parse(text, _markdown(), {"references": references or {}}, tokens)
    return tokens


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    markdown.inline = _Inline(markdown.inline)
    markdown.inline.ruler.at("text", _text)
    markdown.inline.ruler.before("escape", "island", _island)
    # The library copies destinations as they stand; a browser judges them, not a translator's tool.
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    extensions.install(markdown)
    for name, rule in (("paragraph", paragraph), ("heading", heading), ("lheading", lheading)):
        _replace(markdown, name, _located(rule, _lines))
    _replace(markdown, "table", _located(table, _cells))
    return markdown


def _replace(markdown: MarkdownIt, name: str, rule: Callable[..., bool]) -> None:
    ruler = markdown.block.ruler
    alt = next(entry.alt for entry in ruler.__rules__ if entry.name == name)
    ruler.at(name, rule, {"alt": alt})


def _text(state: StateInline, silent: bool) -> bool:
    end = _TERMINATOR.search(state.src, state.pos, state.posMax)
    stop = end.start() if end else state.posMax
    if stop == state.pos:
        return False
    if not silent:
        _pend(state, state.src[state.pos : stop])
    state.pos = stop
    return True


def _pend(state: StateInline, text: str) -> None:
    """Put text behind what has been read: from markdown-it-py 4.3 on in pieces, whose work does not grow with its square."""
    append = getattr(state, "append_pending", None)
    if append is None:
        state.pending += text
    else:
        append(text)


def _island(state: StateInline, silent: bool) -> bool:
    stop = state.pos
    while stop < state.posMax and state.src[stop] == MASK:
        stop += 1
    if stop == state.pos:
        return False
    if not silent:
        state.push("island", "x", 0)
    state.pos = stop
    return True


class _State(StateInline):
    def push(self, ttype: str, tag: str, nesting: Any) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta = {"start": self.pos, "end": self.pos}
        return token


class _Inline(ParserInline):
    """The inline parser, noting where each token begins and ends in the block's content.

    Delimiters of emphasis are pushed as text and turned into tags later on: their notes outlive that.
    """

    def __init__(self, other: ParserInline) -> None:
        super().__init__()
        self.ruler, self.ruler2 = other.ruler, other.ruler2

    def tokenize(self, state: StateInline) -> None:
        rules = self.ruler.getRules("")
        deep = state.md.options["maxNesting"]
        while state.pos < state.posMax:
            start, count = state.pos, len(state.tokens)
            if state.level < deep and any(rule(state, False) for rule in rules):
                _note(state.tokens, count, start, state.pos)
            else:
                _pend(state, state.src[state.pos])
                state.pos += 1
        if state.pending:
            state.pushPending()

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return _emphasis(state.tokens)


def _note(tokens: list[Token], count: int, start: int, end: int) -> None:
    if len(tokens) == count:
        return
    position = start
    for token in tokens[count:]:
        if token.type == "text" and token.meta and token.meta["start"] == token.meta["end"]:
            token.meta = {"start": position, "end": position + len(token.content)}
            position += len(token.content)
    last = tokens[-1]
    if last.type != "text":
        # A link's last token closes it: `inner` is where its label ends.
        last.meta = {"start": start, "inner": last.meta.get("start", start), "end": end}


def _emphasis(tokens: list[Token]) -> list[Token]:
    """Strong markers are two delimiters: the inner one became the tag, the outer was emptied."""
    for token in tokens:
        if token.type == "strong_open":
            token.meta = {"start": token.meta["start"] - 1, "end": token.meta["end"]}
        elif token.type == "strong_close":
            token.meta = {"start": token.meta["start"], "end": token.meta["end"] + 1}
    return tokens


_Locate = Callable[[StateBlock, list[Token]], None]


def _located(rule: Callable[[StateBlock, int, int, bool], bool], locate: _Locate) -> Callable[..., bool]:
    def run(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        count = len(state.tokens)
        found = rule(state, start, end, silent)
        if found and not silent:
            locate(state, [token for token in state.tokens[count:] if token.type == "inline"])
        return found

    return run


def _lines(state: StateBlock, tokens: list[Token]) -> None:
    for token in tokens:
        first, last = token.map or [0, 0]
        begins = [state.bMarks[line] + state.tShift[line] for line in range(first, last)]
        if state.tokens[-1].markup.startswith("#"):
            begins[0] += len(state.tokens[-1].markup)
        token.meta = {"content": _content(state.src, token.content, begins)}


def _content(source: str, text: str, begins: list[int]) -> Content:
    starts, origins, position = [], [], 0
    for line, begin in zip(text.split("\n"), begins, strict=False):
        bare = line.lstrip(" \t")
        starts.append(position + len(line) - len(bare))
        # Between `begin` and the text of the line stands nothing but white space.
        origins.append(source.index(bare, begin))
        position += len(line) + 1
    return Content(text, tuple(starts), tuple(origins))


def _cells(state: StateBlock, tokens: list[Token]) -> None:
    rows: dict[int, list[Token]] = {}
    for token in tokens:
        rows.setdefault((token.map or [0])[0], []).append(token)
    for line, row in rows.items():
        begin = state.bMarks[line] + state.tShift[line]
        spans = _split(state.src, begin, state.eMarks[line])
        for token, (start, end) in zip(row, spans, strict=False):
            token.meta = {"content": _cell(state.src[start:end], start)}
        for token in row[len(spans) :]:
            token.meta = {"content": Content("", (0,), (state.eMarks[line],))}


def _split(source: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Return the cells of a row: an unescaped pipe parts two, an empty one at either end is none."""
    line = source[begin:end].rstrip(" \t")
    spans, position = [], 0
    for n, character in enumerate(line):
        if character == "|" and (n == 0 or line[n - 1] != "\\"):
            spans.append((begin + position, begin + n))
            position = n + 1
    spans.append((begin + position, begin + len(line)))
    if spans[0][0] == spans[0][1]:
        del spans[0]
    if spans and spans[-1][0] == spans[-1][1]:
        del spans[-1]
    return spans


def _cell(raw: str, begin: int) -> Content:
    r"""Take the backslash off each `\|` of a cell, as GFM does before it looks at anything else."""
    bare = raw.strip(" \t")
    begin += len(raw) - len(raw.lstrip(" \t"))
    starts, origins, pieces, taken = [0], [begin], [], 0
    for n, match in enumerate(_ESCAPED_PIPE.finditer(bare)):
        pieces.append(bare[taken : match.start()])
        taken = match.end()
        starts.append(taken - n - 1)
        origins.append(begin + taken)
    pieces.append(bare[taken:])
    return Content("".join(pieces), tuple(starts), tuple(origins))
