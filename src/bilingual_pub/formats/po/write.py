"""Entries to PO text. Of an entry that came from a file only the parts that changed are written anew."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bilingual_pub.formats.po.entries import Entry
from bilingual_pub.formats.po.reader import draft, pieces, read_block
from bilingual_pub.formats.po.strings import quote
from bilingual_pub.model import Reference

__all__ = [
    "Style",
    "comment_lines",
    "reference_lines",
    "refresh",
    "render",
    "style_of",
    "with_flag",
    "with_lines",
]

_RANKS = {"#": 0, "#.": 1, "#:": 2, "#,": 3}


@dataclass(frozen=True, slots=True)
class Style:
    """How a file writes its entries: its line end, and the width its strings are broken at (None: not at all)."""

    eol: str = "\n"
    width: int | None = 79


def style_of(text: str) -> Style:
    r"""Return the style of a PO file, from its first line end and from its longest line that could be broken.

    >>> style_of('msgid "Hej"\r\nmsgstr "Hi"\r\n')
    Style(eol='\r\n', width=79)
    """
    end = text.find("\n")
    eol = "\r\n" if text[max(end - 1, 0) : end] == "\r" else "\n"
    lines = re.findall(r'^(?:[a-z_]+(?:\[\d\])? )?"[^"\n]{30,} [^"\n]*"', text, re.MULTILINE)
    longest = max(map(len, lines), default=0)
    return Style(eol, 79 if longest <= 80 else None)


def render(entry: Entry, style: Style = Style()) -> str:
    r"""Return a whole entry as PO text, after a blank line.

    >>> print(render(Entry("Hej", ("Hi",), head="#: a.html:1\n")), end="")
    <BLANKLINE>
    #: a.html:1
    msgid "Hej"
    msgstr "Hi"
    """
    parts = [style.eol, _with_ends(entry.head, style.eol), _previous(entry, style)]
    return "".join(parts + [_field(entry, name, style) for name in _fields(entry)])


def refresh(entry: Entry, style: Style = Style()) -> Entry:
    r"""Return `entry` with a `source` that says what its fields say; parts that say so already stay as they stand.

    >>> changed = Entry("Hej", ("Hi there",), line=1, source='msgid   "Hej"\nmsgstr "Hi"\n')
    >>> refresh(changed).source
    'msgid   "Hej"\nmsgstr "Hi there"\n'
    """
    if not entry.source:
        return replace(entry, source=render(entry, style))
    source = _turned(entry, entry.source)
    source += "" if source.endswith("\n") else style.eol
    before = read_block(source, 0, 1, "utf-8")
    if not isinstance(before, Entry) or before.source != source:
        return replace(entry, source=render(entry, style))  # white space that only our own reader lets pass
    parts, begin, end = draft(source)
    raw = pieces(parts, source, end)
    lead = source[:begin]
    previous = "".join(text for name, text in raw if name == "previous")
    head = entry.head if entry.head == before.head else _with_ends(entry.head, style.eol)
    text = [lead, head, previous if before.previous == entry.previous else _previous(entry, style)]
    for name in _fields(entry):
        same = getattr(before, name) == getattr(entry, name)
        text.append("".join(t for n, t in raw if n == name) if same else _field(entry, name, style))
    return replace(entry, source="".join(text) + source[end:])


def _with_ends(lines: str, eol: str) -> str:
    return lines.replace("\r\n", "\n").replace("\n", eol)


def _turned(entry: Entry, source: str) -> str:
    """Mark the lines of an entry that became obsolete with `#~`, or take the mark from a revived one."""
    if re.search(r"^#~(?!\|)", source, re.MULTILINE) and not entry.obsolete:
        return re.sub(r"^#~(?:(\|)| ?)", lambda match: "#|" if match[1] else "", source, flags=re.MULTILINE)
    if entry.obsolete and not re.search(r"^#~(?!\|)", source, re.MULTILINE):
        source = re.sub(r'^(?=[ \t]*(?:msg|"))', "#~ ", source, flags=re.MULTILINE)
        return re.sub(r"^#\|", "#~|", source, flags=re.MULTILINE)
    return source


def _fields(entry: Entry) -> list[str]:
    optional = ("msgctxt", "msgid", "msgid_plural", "msgstr")
    return [name for name in optional if getattr(entry, name) is not None]


def _field(entry: Entry, name: str, style: Style) -> str:
    mark = "#~ " if entry.obsolete else ""
    width = None if "no-wrap" in entry.flags else style.width
    if name != "msgstr":
        return quote(name, getattr(entry, name), mark=mark, eol=style.eol, width=width)
    plural = entry.msgid_plural is not None
    names = [f"msgstr[{n}]" for n in range(len(entry.msgstr))] if plural else ["msgstr"]
    forms = zip(names, entry.msgstr, strict=False)
    return "".join(quote(name, text, mark=mark, eol=style.eol, width=width) for name, text in forms)


def _previous(entry: Entry, style: Style) -> str:
    if entry.previous is None:
        return ""
    mark = "#~| " if entry.obsolete else "#| "
    fields = (
        ("msgctxt", entry.previous.msgctxt),
        ("msgid", entry.previous.msgid),
        ("msgid_plural", entry.previous.msgid_plural),
    )
    lines = (
        quote(name, text, mark=mark, eol=style.eol, width=style.width)
        for name, text in fields
        if text is not None
    )
    return "".join(lines)


def with_lines(head: str, kind: str, lines: list[str]) -> str:
    r"""Return `head` with its lines of one kind ("#", "#.", "#:", "#,") replaced by `lines`, each in its place.

    >>> with_lines("# Husk.\n#: a.html:1\n", "#,", ["#, fuzzy"])
    '# Husk.\n#: a.html:1\n#, fuzzy\n'
    """
    old = head.splitlines(keepends=True)
    mine = [n for n, line in enumerate(old) if _kind(line) == kind]
    place = (
        mine[0] if mine else next((n for n, line in enumerate(old) if _rank(line) > _RANKS[kind]), len(old))
    )
    kept = [line for n, line in enumerate(old) if n not in set(mine)]
    return "".join([*kept[:place], *(f"{line}\n" for line in lines), *kept[place:]])


def _kind(line: str) -> str:
    start = line.lstrip()[:2]
    return start if start in _RANKS else "#"


def _rank(line: str) -> int:
    return _RANKS[_kind(line)]


def with_flag(entry: Entry, flag: str, on: bool) -> str:
    r"""Return the head of `entry` with a flag set or taken away; the other flags stay.

    >>> with_flag(Entry("Hej", head="#, fuzzy, no-wrap\n"), "fuzzy", False)
    '#, no-wrap\n'
    """
    if (flag in entry.flags) == on:
        return entry.head
    flags = [flag, *entry.flags] if on else [other for other in entry.flags if other != flag]
    return with_lines(entry.head, "#,", [f"#, {', '.join(flags)}"] if flags else [])


def reference_lines(references: tuple[Reference, ...]) -> list[str]:
    """Return `#:` lines of at most 79 characters; paths with spaces stand in U+2068 ... U+2069 (gettext 0.22).

    >>> reference_lines((Reference("index.html", 3), Reference("om os.html", 7)))
    ['#: index.html:3 \u2068om os.html:7\u2069']
    """
    lines: list[str] = []
    for path, line in references:
        text = f"{path}:{line}" if line else path
        text = f"\u2068{text}\u2069" if " " in text else text
        if lines and len(lines[-1]) + 1 + len(text) <= 79:
            lines[-1] += f" {text}"
        else:
            lines.append(f"#: {text}")
    return lines


def comment_lines(start: str, texts: tuple[str, ...]) -> list[str]:
    """Return comment lines that begin with `start` ("#", "#."), one for each line of `texts`.

    >>> comment_lines("#.", ("a: link to om-os.html",))
    ['#. a: link to om-os.html']
    """
    return [f"{start} {line}".rstrip() for text in texts for line in (text.splitlines() or [""])]
