"""PO text to entries: a quick way for the shape that nearly every entry has, and a complete way for all others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual_pub.formats.po.entries import Block, Entry, Fragment, Previous
from bilingual_pub.formats.po.lexer import Token, tokens
from bilingual_pub.formats.po.strings import unescape
from bilingual_pub.model import N_

__all__ = ["Draft", "draft", "read", "read_block"]

_RANK = {"comment": 0, "msgctxt": 1, "msgid": 2, "msgid_plural": 3, "msgstr": 4}
_UNEXPECTED = N_("the entry can't be read: unexpected text")
_NO_MSGSTR = N_("the entry can't be read: its msgstr is missing")
_ORDER = N_("the entry can't be read: its lines are out of order")
_FORMS = N_("the entry can't be read: its plural forms are not numbered 0, 1, 2 ...")
_MIXED = N_("the entry can't be read: #~ stands before some of its lines and not before others")
_ESCAPE = N_("the entry can't be read: an escape that PO does not have")
_CONFLICT = N_("the entry can't be read: a merge conflict was not resolved")

_ONE = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"[ \t]*+\r?\n'
_STRING = rf"({_ONE}(?:{_ONE})*+)"
_USUAL = re.compile(
    rf"""(?:\r?\n)*+
    (?P<head>(?:\#(?![~|]).*\n)*+)
    (?:msgctxt[ ]{_STRING})?+
    (?P<id>msgid)[ ]{_STRING}
    (?:msgid_plural[ ]{_STRING})?+
    (?:msgstr[ ]{_STRING}|((?:msgstr\[\d\][ ]{_STRING})++))
    (?=(?:\r?\n)*+(?:\#|msgctxt|msgid[ ]|\Z))""",
    re.VERBOSE,
)
_FORM = re.compile(rf"msgstr\[(\d)\] {_STRING}")
_JOINT = re.compile(r'"[ \t]*\r?\n"')


def read(text: str, encoding: str = "utf-8") -> Iterator[Block]:
    r"""Yield the blocks of `text`; their sources joined are `text` again.

    >>> [block.msgstr for block in read('msgid "Hej"\nmsgstr "Hi"\n\nmsgid "Farvel"\nmsgstr ""\n')]
    [('Hi',), ('',)]
    """
    position, line = 0, 1
    while position < len(text):
        match = _USUAL.match(text, position)
        block = (_usual(match, line, encoding) if match else None) or read_block(
            text, position, line, encoding
        )
        yield block
        position += len(block.source)
        line += block.source.count("\n")


def _usual(match: re.Match[str], line: int, encoding: str) -> Entry | None:
    source, head, context, identifier, plural, single, forms = match.group(0, "head", 2, 4, 5, 6, 7)
    try:
        msgstr = (_value(single, encoding),) if single is not None else _plurals(forms, encoding)
        if msgstr is None or (plural is None) != (forms is None):
            return None
        return Entry(
            _value(identifier, encoding),
            msgstr,
            None if context is None else _value(context, encoding),
            None if plural is None else _value(plural, encoding),
            head,
            line=line + source.count("\n", 0, match.start("id") - match.start()),
            source=source,
        )
    except ValueError:
        return None


def _value(lines: str, encoding: str) -> str:
    inside = lines.rstrip()[1:-1]
    if "\n" in inside:
        inside = _JOINT.sub("", inside.replace('"\n"', ""))
    return unescape(inside, encoding) if "\\" in inside else inside


def _plurals(forms: str, encoding: str) -> tuple[str, ...] | None:
    found = _FORM.findall(forms)
    in_order = [int(number) for number, _ in found] == list(range(len(found)))
    return tuple(_value(text, encoding) for _, text in found) if in_order else None


class Draft:
    """An entry while its tokens come in. `pieces` are its parts in order, each with its place in the text."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding
        self.fields: dict[str, list[str]] = {}
        self.pieces: list[tuple[str, int]] = []
        self.marks: set[str] = set()
        self.rank: int = 0
        self.broken: str = ""
        self.where: int = -1
        self.in_conflict: bool = False
        self._field: list[str] | None = None

    def begins_anew(self, token: Token, after_blank: bool) -> bool:
        """Whether `token` belongs to the next entry rather than to this one."""
        if not self.pieces or self.in_conflict or token.kind in {"string", "bad", "blank"}:
            return False
        if token.kind == "conflict":
            return after_blank and token.value == "<<<<<<<" and (self.rank == 4 or bool(self.broken))
        if token.kind == "domain" or self.pieces[-1][0] == "domain":
            return True
        if self.broken and (after_blank or self.pieces[0][0] == "bad"):
            return True
        rank = 0 if "|" in token.mark else _RANK[token.kind]
        return self.rank > 0 if rank == 0 else self.rank >= rank and rank < 3

    def take(self, token: Token, conflict_ends: bool) -> None:
        """Add `token`, and note what is wrong with it."""
        kind = token.kind
        part = "previous" if "|" in token.mark else "head" if kind == "comment" else kind
        if kind != "string" and not (self.pieces and self.pieces[-1][0] == part):
            self.pieces.append((part, token.start))
        elif not self.pieces:
            self.pieces.append(("bad", token.start))
        if kind == "conflict":
            self._conflict(token, conflict_ends)
        elif kind == "string":
            self._string(token)
        elif kind == "bad":
            self._fail(_UNEXPECTED, token.start)
        elif kind in _RANK:
            self._keyword(token)
        else:
            self._field = []

    def _conflict(self, token: Token, ends: bool) -> None:
        self._fail(_CONFLICT, token.start)
        self.in_conflict = ends and token.value != ">>>>>>>"

    def _string(self, token: Token) -> None:
        if self._field is None:
            return self._fail(_UNEXPECTED, token.start)
        try:
            self._field.append(unescape(token.value, self.encoding))
        except ValueError:
            self._fail(_ESCAPE, token.start)
        return None

    def _keyword(self, token: Token) -> None:
        if token.kind == "comment":
            self.rank = 0 if self.in_conflict else self.rank
            return
        is_previous = "|" in token.mark
        rank = _RANK[token.kind]
        name = ("previous " if is_previous else "") + token.kind + token.value
        if not is_previous:
            self.marks.add(token.mark)
            if rank < max(self.rank, 1) or (rank >= 3 and self.rank < 2) or len(self.marks) > 1:
                self._fail(_MIXED if len(self.marks) > 1 else _ORDER, token.start)
            self.rank = rank
        if name in self.fields:
            self._fail(_ORDER, token.start)
        self._field = self.fields.setdefault(name, [])

    def _fail(self, reason: str, where: int) -> None:
        if not self.broken:
            self.broken, self.where = reason, where

    def text(self, name: str) -> str | None:
        """The value of a field, None where it is missing."""
        strings = self.fields.get(name)
        return None if strings is None else "".join(strings)

    def forms(self) -> tuple[str, ...]:
        """The values of `msgstr` or of `msgstr[0]`, `msgstr[1]` ..."""
        names = [name for name in self.fields if name.startswith("msgstr")]
        plural = "msgid_plural" in self.fields
        right = [f"msgstr{n}" for n in range(len(names))] if plural else ["msgstr"]
        if names != right:
            self._fail(_FORMS if names else _NO_MSGSTR, self.pieces[-1][1])
        return tuple("".join(self.fields[name]) for name in names)


def draft(text: str, start: int = 0, encoding: str = "utf-8") -> tuple[Draft, int, int]:
    """Return the entry that begins at `start`, where its first token stands, and where it ends."""
    entry = Draft(encoding)
    begin, end, blank_since = start, len(text), -1
    for token in tokens(text, start):
        if token.kind == "blank":
            blank_since = token.start if blank_since < 0 else blank_since
            continue
        if entry.begins_anew(token, blank_since >= 0):
            return entry, begin, token.start if blank_since < 0 else blank_since
        begin = begin if entry.pieces else token.start
        entry.take(token, token.kind == "conflict" and "\n>>>>>>>" in text[token.start :])
        blank_since = -1
    return entry, begin, end if blank_since < 0 or not entry.pieces else blank_since


def read_block(text: str, start: int, line: int, encoding: str) -> Block:
    """Return the one block that begins at `start`, on line `line`."""
    entry, _, end = draft(text, start, encoding)
    source = text[start:end]
    names = {name for name, _ in entry.pieces}
    if not entry.broken and names <= {"head", "domain"}:
        return Fragment(source, line)
    forms = entry.forms()
    if entry.broken:
        return Fragment(source, line, entry.broken, line + text.count("\n", start, entry.where))
    place = next(place for name, place in entry.pieces if name == "msgid")
    return Entry(
        entry.text("msgid") or "",
        forms,
        entry.text("msgctxt"),
        entry.text("msgid_plural"),
        "".join(raw for name, raw in pieces(entry, text, end) if name == "head"),
        _previous(entry) if "previous" in names else None,
        entry.marks == {"#~"},
        line + text.count("\n", start, place),
        source,
    )


def pieces(entry: Draft, text: str, end: int) -> list[tuple[str, str]]:
    """The parts of an entry that ends at `end` of `text`: their names, and their characters as they stand."""
    places = [*(place for _, place in entry.pieces), end]
    return [(name, text[places[n] : places[n + 1]]) for n, (name, _) in enumerate(entry.pieces)]


def _previous(entry: Draft) -> Previous:
    msgid, context, plural = (entry.text(f"previous {name}") for name in ("msgid", "msgctxt", "msgid_plural"))
    return Previous(msgid, context, plural)
