"""Blocks that CommonMark lacks and publishers write: footnotes, definitions, admonitions, fences of colons.

They are recognised so that their text can be translated and their marks stay: nothing here renders anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock

__all__ = ["install"]

_TERMINATES: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}

# A mark that opens a container: what follows on its line, and lines four columns in, are blocks of it.
_CONTAINERS = {
    "footnote": re.compile(r"\[\^[^\]\s]+\]:[ \t]*"),
    "definition": re.compile(r":[ \t]+(?=\S)"),
    "admonition": re.compile(r"(?:!!!|\?\?\?\+?|===[!+]?)(?=[ \t]+[\w\"'])[^\n]*"),
}
# A line that is markup through and through.
_LINES = {
    "colons": re.compile(r":{3,}(?!:)[^\n]*"),
    "abbreviation": re.compile(r"\*\[[^\]\n]+\]:[^\n]*"),
}
# A region whose content is not text: from a line to the line that ends it, or to the end of the container.
_REGIONS = {
    "formula": (re.compile(r"\$\$[^$]*$"), re.compile(r"\$\$\s*$")),
    "display": (re.compile(r"\\\\\[\s*$"), re.compile(r"\\\\\]\s*$")),
}


def install(markdown: MarkdownIt) -> None:
    """Add the rules to a parser, each where it can end a paragraph.

    >>> markdown = MarkdownIt()
    >>> install(markdown)
    >>> [token.type for token in markdown.parse("[^1]: Hej")][:2]
    ['footnote_open', 'paragraph_open']
    """
    ruler = markdown.block.ruler
    for name, pattern in _CONTAINERS.items():
        ruler.before("reference", name, _container(name, pattern), _TERMINATES)
    for name, pattern in _LINES.items():
        ruler.before("reference", name, _line(pattern), _TERMINATES)
    for name, (first, last) in _REGIONS.items():
        ruler.before("reference", name, _region(first, last), _TERMINATES)


_Rule = Callable[[StateBlock, int, int, bool], bool]


def _match(state: StateBlock, pattern: re.Pattern[str], line: int) -> re.Match[str] | None:
    if state.is_code_block(line) or state.sCount[line] < state.blkIndent:
        return None
    start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    return pattern.match(state.src[start:end])


def _container(name: str, pattern: re.Pattern[str]) -> _Rule:
    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        match = _match(state, pattern, start)
        if not match:
            return False
        if not silent:
            _inside(state, name, start, end, match.end())
        return True

    return rule


def _inside(state: StateBlock, name: str, start: int, end: int, width: int) -> None:
    # As markdown-it-footnote does it: the first line's beginning moves behind the mark, and the block indent grows.
    before = state.bMarks[start], state.tShift[start], state.sCount[start], state.blkIndent, state.parentType
    state.push(f"{name}_open", "", 1).map = [start, end]
    state.bMarks[start] += state.tShift[start] + width
    state.tShift[start] = 0
    state.blkIndent += 4
    state.sCount[start] = max(state.sCount[start], 0) + 4
    state.parentType = name
    state.md.block.tokenize(state, start, end)
    state.bMarks[start], state.tShift[start], state.sCount[start], state.blkIndent, state.parentType = before
    state.push(f"{name}_close", "", -1)


def _line(pattern: re.Pattern[str]) -> _Rule:
    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001
        if not _match(state, pattern, start):
            return False
        if not silent:
            state.line = start + 1
        return True

    return rule


def _region(first: re.Pattern[str], last: re.Pattern[str]) -> _Rule:
    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not _match(state, first, start):
            return False
        if not silent:
            line = start + 1
            while line < end and not last.search(state.src[state.bMarks[line] : state.eMarks[line]]):
                line += 1
            state.line = min(line + 1, end)
        return True

    return rule
