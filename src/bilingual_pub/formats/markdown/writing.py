r"""A translator's text back into Markdown: the document's own tags, and no character that becomes markup by accident.

What is written is read again before it is handed out. The first spelling that says what was meant wins: with as few
escapes as a person would set, or all that CommonMark allows; emphasis as it was, by `_` for `*`, or by HTML tags.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from bilingual_pub.errors import TranslationError
from bilingual_pub.formats.html.units import CLOSE, OPEN, REFERENCE, TEXT, partner
from bilingual_pub.formats.inline import Piece, pieces
from bilingual_pub.formats.markdown.parser import blocks, inlines
from bilingual_pub.formats.markdown.reading import parts
from bilingual_pub.formats.markdown.source import Content, Source
from bilingual_pub.formats.refusal import refusal, refused
from bilingual_pub.model import N_, InlineTag, Segment

__all__ = ["refuse", "render"]

_SPACE = re.compile(r"[ \t\n\f\r]+")
# U+FDD0 is ours while we parse (`source.MASK`), and no character of anyone's.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0]")
# Characters that are markup wherever they stand, and those that are only in certain company.
_FEW = re.compile(
    r"""
      [*`\[\]]
    | \\ (?= [!-/:-@\[-`{-~] | $ )
    | _ (?<! \w_ ) | _ (?! \w )                 # inside a word it is a letter like any other
    | < (?= [A-Za-z/!?%] )
    | & (?= \#?\w+; )
    | ~ (?= ~ ) | (?<= ~ ) ~
    | \{ (?= [:.] )
    """,
    re.VERBOSE,
)
_ALL = re.compile(r"[!-/:-@\[-`{-~]")
# At the beginning of a line these would open another block, or make a heading of the line above.
_BLOCK = re.compile(
    r"""
      [-+] (?= \s | $ | [-=|:]) | > | \| | \#{1,6} (?= \s | $ ) | : (?= [\s:-] | $ ) | = (?= [=!+]* (?: \s | $ ) )
    | (?P<ordinal> \d{1,9} ) (?= [.)] (?: \s | $ ) ) | !!! | \?\?\? | \$\$
    """,
    re.VERBOSE,
)
_PREFIX = re.compile(r"\n[ \t>]*")
# White space that CommonMark keeps at the ends of a block and its parsers do not.
_EDGE = re.compile(r"\A[^\S \t\n]+|[^\S \t\n]+\Z")
_HTML = {"em": ("<em>", "</em>"), "strong": ("<strong>", "</strong>"), "del": ("<del>", "</del>")}
_MARKS = {"*": "_", "**": "__", "_": "*", "__": "**"}

Tags = tuple[InlineTag, ...]


def render(segment: Segment, text: str) -> str:
    r"""Return the Markdown that puts `text` in the place of `segment`.

    Raises TranslationError where the tags of `text` are not the segment's (missing, extra, crossed, unknown),
    where it is empty, and where Markdown has no way to say it (a link inside a link).

    >>> from bilingual_pub.formats.markdown import parse
    >>> segment = parse("Læs *hele* [artiklen](om.md).").segments[0]
    >>> render(segment, "1. Read the <em>whole</em> <a>article</a> [sic]")
    '1\\. Read the *whole* [article](om.md) \\[sic\\]'
    """
    refuse(segment, text)
    text = _SPACE.sub(" ", text).strip(" ")
    if segment.attribute == "title":
        return _title(segment, text)
    for tags, pattern in _spellings(segment.tags):
        # Prefixes of quotes and lists stand inside tags that span lines; to read them again they are in the way.
        bare = tuple(
            replace(t, open=_PREFIX.sub("\n", t.open), close=_PREFIX.sub("\n", t.close)) for t in tags
        )
        if _says(segment, bare, _write(segment, bare, text, pattern), text):
            return _write(segment, tags, text, pattern)
    raise _error(segment, "markup-lost", N_("Markdown has no way to write this translation in its place"))


def refuse(segment: Segment, text: str) -> None:
    """Raise TranslationError where `text` is empty, its tags are not the segment's, or it holds code.

    >>> from bilingual_pub.model import Span
    >>> refuse(Segment("Hej", Span(0, 3)), "Hello")
    """
    if wrong := refusal(segment, text, control=_CONTROL):
        raise TranslationError(wrong)


def _error(segment: Segment, rule: str, template: str) -> TranslationError:
    return TranslationError(refused(segment, rule, template))


def _title(segment: Segment, text: str) -> str:
    """Escape what ends a link's title, whichever of its three quotations it stands in."""
    text = "".join(piece.value for piece in pieces(text))
    if segment.kind == "attribute":
        return re.sub(r"[\"'()|]|\\(?=[!-/:-@\[-`{-~]|$)|&(?=#?\w+;)", r"\\\g<0>", text)
    if '"' in text:
        raise _error(segment, "quotation-mark", N_("this title stands in quotation marks and can't hold one"))
    return text


def _spellings(tags: Tags) -> Iterator[tuple[Tags, re.Pattern[str]]]:
    for pattern in (_FEW, _ALL):
        yield tags, pattern
        yield tuple(map(_other_mark, tags)), pattern
        yield tuple(map(_as_html, tags)), pattern


def _other_mark(tag: InlineTag) -> InlineTag:
    mark = _MARKS.get(tag.open)
    return replace(tag, open=mark, close=mark) if mark else tag


def _as_html(tag: InlineTag) -> InlineTag:
    name = tag.name.rstrip("0123456789")
    if name in _HTML and not tag.open.startswith("<"):
        return replace(tag, open=_HTML[name][0], close=_HTML[name][1])
    return tag


def _source(tags: Tags) -> Callable[[Piece], str]:
    known = {tag.name: tag for tag in tags}
    return lambda piece: known[piece.value].close if piece.kind == "close" else known[piece.value].open


def _write(segment: Segment, tags: Tags, text: str, pattern: re.Pattern[str]) -> str:
    source = _source(tags)
    out: list[str] = []
    fresh = True
    for piece in pieces(text):
        if piece.kind != "text":
            tag = source(piece)
            if out and _breaks(tag):
                out[-1] = out[-1].rstrip(" ")
            out.append(tag)
            fresh = _breaks(out[-1])
            continue
        literal = piece.value.lstrip(" ") if fresh else piece.value
        out.append(_literal(literal, pattern, fresh=fresh, cell=segment.kind == "cell"))
        fresh = False
    written = _EDGE.sub(lambda match: "".join(f"&#{ord(c)};" for c in match[0]), "".join(out))
    # A heading's last # would read as the end of its marker.
    hash_ends = segment.kind == "heading" and written.endswith("#") and not written.endswith("\\#")
    return f"{written[:-1]}\\#" if hash_ends else written


def _breaks(tag: str) -> bool:
    return tag.rstrip(" \t>").endswith("\n")


def _literal(literal: str, pattern: re.Pattern[str], *, fresh: bool, cell: bool) -> str:
    opener = _BLOCK.match(literal) if fresh and not cell and pattern is _FEW else None
    written = pattern.sub(r"\\\g<0>", literal)
    if opener:
        # An ordinal's own digits can't be escaped, its full stop can.
        at = opener.end("ordinal") if opener["ordinal"] else 0
        written = f"{written[:at]}\\{written[at:]}" if written[at] != "\\" else written
    # GFM takes the backslash off a pipe in a cell before anything else, so that an escaped pipe needs no second.
    return written.replace("|", "\\|") if cell and pattern is _FEW else written


def _says(segment: Segment, tags: Tags, candidate: str, text: str) -> bool:
    """Read `candidate` again: it has to be one block that says `text`."""
    cell = segment.kind == "cell"
    content = Source.of(candidate.replace("\\|", "|") if cell else candidate)
    if segment.attribute != "alt" and not _one_block(segment, Source.of(candidate).text):
        return False
    references = {_label(tag.close): {"href": "x", "title": ""} for tag in tags if tag.close.startswith("][")}
    tokens = inlines(content.text, references)
    found = parts(content, Content(content.text, (0,), (0,)), tokens)
    pairs = partner(list(found))
    read = (
        (
            _MARKS_OF[kind] if kind <= REFERENCE or n in pairs else "/",
            data if kind <= REFERENCE else content.raw[a:b],
        )
        for n, (kind, a, b, data, _, _) in enumerate(found)
    )
    source = _source(tags)
    meant = (
        ("", piece.value)
        if piece.kind == "text"
        else (_MARKED[piece.kind], _unpiped(source(piece), cell=cell))
        for piece in pieces(text)
    )
    return _joined(read) == _joined(meant)


_MARKS_OF = {TEXT: "", REFERENCE: "", OPEN: "(", CLOSE: ")"}
_MARKED = {"open": "(", "close": ")", "lone": "/"}


def _unpiped(source: str, *, cell: bool) -> str:
    return source.replace("\\|", "|") if cell else source


def _joined(said: Iterator[tuple[str, str]]) -> list[str]:
    """Join neighbouring texts, and neighbouring tags; white space folded, none beside a line break."""
    out: list[str] = [""]
    for mark, value in said:
        if mark:
            out[-1] = out[-1].rstrip(" ") if _breaks(value) else out[-1]
            out += [f"{mark}{value}", ""]
        else:
            out[-1] = _SPACE.sub(" ", out[-1] + value)
            if len(out) > 1 and _breaks(out[-2]):
                out[-1] = out[-1].lstrip(" ")
    return out


def _label(close: str) -> str:
    return " ".join(close[2:-1].split()).lower().upper()


def _one_block(segment: Segment, masked: str) -> bool:
    if segment.kind == "cell":
        tokens = blocks(f"| {masked} |\n| --- |")
        return tokens[0].type == "table_open" and [t.content for t in tokens if t.type == "inline"] == [
            masked.replace("\\|", "|")
        ]
    if segment.kind == "heading" and "\n" not in masked:
        tokens = blocks(f"# {masked}")
        if len(tokens) != 3 or tokens[1].content != masked:
            return False
    tokens = blocks(masked)
    return [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"] and tokens[
        1
    ].content == masked
