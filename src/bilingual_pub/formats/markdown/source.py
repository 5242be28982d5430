"""A Markdown parser sees normalised text; a document has its own. This is the way back, offset by offset."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from bilingual_pub.model import Span

__all__ = ["MASK", "Content", "Source", "mask"]

MASK = "\ufdd0"
"""Stands for each character of a template island while Markdown is parsed: a noncharacter no text may contain."""

_CRLF = re.compile(r"\r\n")

# What a site generator, not Markdown, reads: kept out of the parser's sight, so that a pipe in {{ a | b }} ends
# no table cell and [text]({{< ref "page.md" >}}) is the link that its author meant. An island spans no blank line.
_ISLAND = re.compile(
    r"""
      \{\{ [<%] [ \t]* (?P<code> highlight | mermaid | katex | math | raw | code | codeblock ) \b   # code, to its end
        .{0,20000}? \{\{ [<%] [ \t]* / [ \t]* (?P=code) [ \t]* [%>] \}\}
    | \{% -? [ \t]* (?P<liquid> highlight | raw | codeblock | comment | mermaid | math | verbatim ) \b
        .{0,20000}? \{% -? [ \t]* end (?P=liquid) [ \t]* -? %\}
    | \{\{ (?: (?! \n[ \t]*\n | \{\{ | ``` ) . )*? \}\}          # Hugo, Jinja2, Liquid, Handlebars
    | \{%  (?: (?! \n[ \t]*\n | \{%  | ``` ) . )*? %\}           # Jinja2, Liquid, Nunjucks
    | <(?:%|\?) (?: (?! \n[ \t]*\n | <[%?] | ``` ) . )*? (?:%|\?)>       # ERB, EJS, PHP
    | \{\# [^{}\n`]* \#\}                                        # a Jinja2 comment
    | (?<!\\) \{ (?: [:#] | \.(?=[\w-]) ) [^{}\n`]* \}           # attributes: kramdown, attr_list, Pandoc
    | (?<!\\) \[\^ [^\[\]\s]+ \] (?!:)                           # a footnote's mark
    | (?<!\\) \[\[ [^\[\]\n]+ \]\] (?! [(\[] )                   # a wiki link
    | (?<!\\) \$\$ [^$`]+? \$\$                                  # mathematics; Pandoc's rule for a single dollar
    | (?<![\\$]) \$ (?![\s$]) [^$\n`]+? (?<![\s\\]) \$ (?![\d$])
    | \\\\\( [^\n`]{1,500}? \\\\\)
    """,
    re.VERBOSE | re.DOTALL,
)


def mask(text: str) -> str:
    """Return `text` with every character of a template island, footnote mark and formula replaced by `MASK`.

    Its length stays. A mask character or a NUL of the text's own becomes U+FFFD, as CommonMark (2.3) says.

    >>> mask("Pris: {{ pris | kr }} nu[^1]").replace(MASK, "#")
    'Pris: ############### nu####'
    """
    text = text.replace(MASK, "\ufffd").replace("\0", "\ufffd")
    return _ISLAND.sub(lambda match: MASK * len(match[0]), text)


@dataclass(frozen=True, slots=True)
class Source:
    """A stretch of a document as the parser sees it: `text` masked, its line ends LF; `raw` the same unmasked.

    `base` is where it begins in the document, `wide` the offsets in `text` of the line ends that are CRLF there.
    """

    text: str
    raw: str
    base: int
    wide: tuple[int, ...]

    @classmethod
    def of(cls, document: str, base: int = 0) -> Source:
        r"""Take everything of `document` from `base` on.

        >>> Source.of("Hej\r\ndu").text
        'Hej\ndu'
        """
        tail = document[base:]
        wide = tuple(match.start() - n for n, match in enumerate(_CRLF.finditer(tail)))
        raw = tail.replace("\r\n", "\n").replace("\r", "\n")
        return cls(mask(raw), raw, base, wide)

    def span(self, start: int, end: int) -> Span:
        r"""Return where `text[start:end]` stands in the document.

        >>> Source.of("---\r\nHej\r\ndu", 5).span(4, 6)
        Span(start=10, end=12)
        """
        return Span(self._at(start), self._at(end))

    def _at(self, offset: int) -> int:
        return self.base + offset + bisect_left(self.wide, offset)


@dataclass(frozen=True, slots=True)
class Content:
    """What one block says, its lines without the prefixes of quotes and lists, and where each line came from.

    `starts[i]` in `text` is `origins[i]` in the source; what follows it follows there too, up to the next start.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def at(self, offset: int) -> int:
        r"""Return where the character at `offset` stands in the source.

        >>> Content("Hej\ndu", (0, 4), (2, 8)).at(5)
        9
        """
        n = max(0, bisect_right(self.starts, offset) - 1)
        return self.origins[n] + max(0, offset - self.starts[n])

    def range(self, start: int, end: int) -> tuple[int, int]:
        r"""Return where `text[start:end]` stands in the source, the prefixes of lines in between included.

        >>> Content("Hej\ndu", (0, 4), (2, 8)).range(1, 3)
        (3, 5)
        """
        begin = self.at(start)
        return begin, max(begin, self.at(end - 1) + 1) if end > start else begin

    def part(self, start: int, end: int) -> Content:
        r"""Return the content `text[start:end]`, still knowing where it came from.

        >>> Content("Hej\ndu", (0, 4), (2, 8)).part(1, 6)
        Content(text='ej\ndu', starts=(0, 3), origins=(3, 8))
        """
        later = [n for n, first in enumerate(self.starts) if start < first < end]
        starts = (0, *(self.starts[n] - start for n in later))
        return Content(self.text[start:end], starts, (self.at(start), *(self.origins[n] for n in later)))
