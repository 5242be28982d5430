"""The template (.pot): every message a site asks for, before anybody has translated it.

Its date moves only with its messages, and `SOURCE_DATE_EPOCH` sets it, so the same site gives the same bytes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from bilingual_pub.files import StrPath, read_bytes, write_bytes
from bilingual_pub.formats import po
from bilingual_pub.formats.po.strings import quote
from bilingual_pub.formats.po.write import comment_lines, reference_lines
from bilingual_pub.model import Diagnostic, Message, Reference

__all__ = ["Location", "Template", "creation_date", "head_of"]

Location = Literal["line", "file"]
"""What a reference names: `path:line`, or the path alone (as `--add-location` of xgettext has it)."""

_NO_DATE = "YEAR-MO-DA HO:MI+ZONE"
_FOUND = re.compile(r"Found (?:more than )?([\d,]+) times in all\.")
_ROUND = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Template:
    """The messages of a site and the language they are written in (BCP 47).

    `project` stands in the header's `Project-Id-Version`; `created` in its `POT-Creation-Date`, "" for none
    (no line, since Babel reads a date or nothing).

    >>> template = Template((Message("Læs mere"),))
    >>> [message.msgid for message in Template.parse(template.to_bytes()).messages]
    ['Læs mere']
    """

    messages: tuple[Message, ...] = ()
    source_language: str = "da"
    project: str = "PACKAGE VERSION"
    created: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()

    def to_bytes(self) -> bytes:
        """Return the template as a PO file: messages in their order, each once, none empty."""
        return (self._header() + self._body()).encode("utf-8", "surrogateescape")

    def save(self, path: StrPath) -> bool:
        """Write the template to `path`; return False when its messages stood there already.

        The header that stands there stays as it is, its own lines included; only the date is set, and only when the
        messages changed: from `SOURCE_DATE_EPOCH` where that is set, else the time now. Raises OutputError.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     template = Template((Message("Læs mere"),))
        ...     template.save(f"{folder}/messages.pot"), template.save(f"{folder}/messages.pot")
        (True, False)
        """
        created = self.created or creation_date()
        if not Path(path).exists():
            return write_bytes(path, replace(self, created=created).to_bytes())
        old = po.parse(read_bytes(path), path=path)
        header, body = old.header_entry, self._body()
        source_language = old.header("X-Source-Language") == self.source_language
        if header is None or not source_language or old.encoding != "utf-8":
            return write_bytes(path, replace(self, created=created).to_bytes())
        if old.text == header.source + body:
            return False
        header = replace(old, blocks=(header,)).with_header("POT-Creation-Date", created).header_entry
        assert header is not None
        return write_bytes(path, (header.source + body).encode("utf-8", "surrogateescape"))

    def located(self, location: Location) -> Template:
        """Return the template with references of this kind.

        With "file" a line more in a page moves no reference, so that the diff of a catalog shows only messages.

        >>> from bilingual_pub.model import Reference
        >>> message = Message("Læs mere", references=(Reference("om.html", 3), Reference("om.html", 9)))
        >>> Template((message,)).located("file").messages[0].references
        (Reference(path='om.html', line=0),)
        """
        return (
            self if location == "line" else replace(self, messages=tuple(map(_without_lines, self.messages)))
        )

    @classmethod
    def load(cls, path: StrPath) -> Template:
        """Return the template in a .pot file. Raises InputError where it can't be read."""
        return cls.parse(read_bytes(path), path=path)

    @classmethod
    def parse(cls, data: str | bytes | po.Catalog, *, path: StrPath | None = None) -> Template:
        """Return the template in the text of a .pot file, or in a catalog."""
        catalog = data if isinstance(data, po.Catalog) else po.parse(data, path=path)
        return cls(
            tuple(_message(entry) for entry in catalog.index.values()),
            catalog.source_language or "da",
            catalog.header("Project-Id-Version") or "PACKAGE VERSION",
            (catalog.header("POT-Creation-Date") or "").replace(_NO_DATE, ""),
            catalog.diagnostics,
        )

    def _header(self) -> str:
        plural = any(message.msgid_plural is not None for message in self.messages)
        fields = [
            f"Project-Id-Version: {self.project}",
            "Report-Msgid-Bugs-To: ",
            *([f"POT-Creation-Date: {self.created}"] if self.created else []),
            f"PO-Revision-Date: {_NO_DATE}",
            "Last-Translator: FULL NAME <EMAIL@ADDRESS>",
            "Language-Team: LANGUAGE <LL@li.org>",
            "Language: ",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=UTF-8",
            "Content-Transfer-Encoding: 8bit",
            *(["Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;"] if plural else []),
            f"X-Source-Language: {self.source_language}",
            "X-Generator: bilingual_pub",
        ]
        text = "".join(f"{field}\n" for field in fields)
        return po.render(po.Entry("", (text,), head="# Made with bilingual_pub.\n#, fuzzy\n")).lstrip("\n")

    def _body(self) -> str:
        return "".join(map(_untranslated, self._unique()))

    def _unique(self) -> Iterable[Message]:
        found: dict[po.Key, Message] = {}
        for message in self.messages:
            first = found.setdefault((message.msgctxt, message.msgid), message)
            if first is not message:
                places = tuple(dict.fromkeys(first.references + message.references))
                found[message.msgctxt, message.msgid] = replace(first, references=places)
        found.pop((None, ""), None)
        return found.values()


def _untranslated(message: Message) -> str:
    """The entry of a message as `po.render` writes it: a template has thousands, none of them read from a file."""
    width = None if "no-wrap" in message.flags else 79
    context, plural = message.msgctxt, message.msgid_plural
    return "".join(
        (
            "\n",
            head_of(message),
            "" if context is None else quote("msgctxt", context, width=width),
            quote("msgid", message.msgid, width=width),
            'msgstr ""\n'
            if plural is None
            else quote("msgid_plural", plural, width=width) + 'msgstr[0] ""\nmsgstr[1] ""\n',
        )
    )


def _without_lines(message: Message) -> Message:
    places = dict.fromkeys(Reference(place.path, 0) for place in message.references)
    return replace(message, references=tuple(places))


def head_of(message: Message, eol: str = "\n") -> str:
    r"""Return the comment lines a template gives a message: `#.`, `#:` and `#,`.

    >>> head_of(Message("Hej {navn}", flags=("python-brace-format",), comments=("A greeting.",)))
    '#. A greeting.\n#, python-brace-format\n'
    """
    count = _count(message)
    comments = (*message.comments, *([count] if count else []))
    flags = [f"#, {', '.join(message.flags)}"] if message.flags else []
    lines = [*comment_lines("#.", comments), *reference_lines(message.references), *flags, ""]
    return eol.join(lines)


def _count(message: Message) -> str:
    """Say how often a message was found, rounded so that one page more does not change the template."""
    if message.count <= max(len(message.references), 1):
        return ""
    if message.count <= 20:
        return f"Found {message.count} times in all."
    steps = (step * 10**power for power in range(1, 12) for step in _ROUND)
    floor = max(step for step in (20, *steps) if step < message.count or step == 20)
    return f"Found more than {floor:,} times in all."


def _message(entry: po.Entry) -> Message:
    found = next((match for match in map(_FOUND.fullmatch, entry.extracted) if match), None)
    return Message(
        entry.msgid,
        entry.msgctxt,
        entry.msgid_plural,
        entry.references,
        tuple(line for line in entry.extracted if not _FOUND.fullmatch(line)),
        tuple(flag for flag in entry.flags if flag != "fuzzy"),
        int(found[1].replace(",", "")) + ("more" in found[0]) if found else max(len(entry.references), 1),
    )


def creation_date() -> str:
    """Return the time as a PO header has it, from `SOURCE_DATE_EPOCH` (reproducible-builds.org) where it is set.

    >>> import os
    >>> os.environ["SOURCE_DATE_EPOCH"] = "0"
    >>> creation_date()
    '1970-01-01 00:00+0000'
    >>> del os.environ["SOURCE_DATE_EPOCH"]
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    when = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return when.strftime("%Y-%m-%d %H:%M%z")
