"""What a PO file is made of: messages, and text between them that is none. Values; reading and writing are beside.

An entry holds its own characters (`source`), so that what nobody changes is given back as it stood. Its comment lines
stay in one string (`head`) and are taken apart only when somebody asks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from bilingual_pub.model import Reference

__all__ = ["Block", "Entry", "Fragment", "Key", "Previous"]

Key = tuple[str | None, str]
"""`(msgctxt, msgid)`: what tells one message from another. A context of None is not the same as ""."""

_REFERENCE = re.compile("\u2068([^\u2069]*)\u2069|(\\S+)")


class Previous(NamedTuple):
    """What a fuzzy entry's msgid was when its msgstr was right (`#|`)."""

    msgid: str | None = None
    msgctxt: str | None = None
    msgid_plural: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    r"""One message of a catalog.

    `msgstr`: one form, or one for each plural; never empty, but its forms may be "". `msgctxt`: None for none.
    `head`: the lines `#`, `#.`, `#:`, `#,` as they stand, each with its line end. `previous`: from `#|`.
    `line`: of its `msgid`, 0 where it was never in a file. `source`: its own characters, the blank lines before it
    included; "" for an entry that was never in a file.

    >>> Entry("Læs mere", ("Read more",), head="#: index.html:3\n#, fuzzy\n").fuzzy
    True
    """

    msgid: str
    msgstr: tuple[str, ...] = ("",)
    msgctxt: str | None = None
    msgid_plural: str | None = None
    head: str = ""
    previous: Previous | None = None
    obsolete: bool = False
    line: int = 0
    source: str = ""

    @property
    def key(self) -> Key:
        """`(msgctxt, msgid)`."""
        return self.msgctxt, self.msgid

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags of `#,` in their order ("fuzzy", "python-brace-format", "ignore-numbers" ...)."""
        if "#," not in self.head:
            return ()
        return tuple(flag.strip() for line in self._lines(",") for flag in line.split(",") if flag.strip())

    @property
    def fuzzy(self) -> bool:
        """Whether a translator has still to look at it."""
        return "fuzzy" in self.head and "fuzzy" in self.flags

    @property
    def translated(self) -> bool:
        """Whether every form has a text, fuzzy or not."""
        return all(self.msgstr)

    @property
    def final(self) -> bool:
        """Whether its msgstr may be used: every form is there, and it is neither fuzzy nor obsolete."""
        return all(self.msgstr) and not self.obsolete and not self.fuzzy

    @property
    def comments(self) -> tuple[str, ...]:
        """The translator's own lines (`# `)."""
        lines = (line.rstrip("\r") for line in self.head.split("\n"))
        return tuple(
            line[1:].removeprefix(" ") for line in lines if line[:1] == "#" and line[1:2] not in set(".:,")
        )

    @property
    def extracted(self) -> tuple[str, ...]:
        """The lines for the translator that came with the template (`#.`)."""
        return tuple(self._lines("."))

    @property
    def references(self) -> tuple[Reference, ...]:
        """The places of `#:`. A path with spaces is read from U+2068 ... U+2069, as gettext writes it since 0.22."""
        return tuple(
            _reference(isolated or plain)
            for line in self._lines(":")
            for isolated, plain in _REFERENCE.findall(line)
        )

    def _lines(self, kind: str) -> list[str]:
        start = f"#{kind}"
        lines = (line.strip() for line in self.head.split("\n"))
        return [line[2:].strip() for line in lines if line.startswith(start)]


def _reference(text: str) -> Reference:
    path, colon, line = text.rpartition(":")
    return Reference(path, int(line)) if colon and line.isascii() and line.isdigit() else Reference(text, 0)


@dataclass(frozen=True, slots=True)
class Fragment:
    """Text of a PO file that is no message: comments at its end, `domain` lines, and entries that can't be read.

    `broken` says what is wrong in a few words, and `where` on which line; both are empty where nothing is.
    """

    source: str
    line: int = 1
    broken: str = ""
    where: int = 0


Block = Entry | Fragment
