"""A PO file as a value: its blocks in order, and how to give its bytes back."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise, takewhile

from bilingual_pub.formats.po.entries import Block, Entry, Fragment, Key
from bilingual_pub.formats.po.reader import read
from bilingual_pub.formats.po.write import Style, refresh, style_of, with_flag
from bilingual_pub.model import N_, Diagnostic, Severity

__all__ = ["Catalog", "parse"]

_HEADER = re.compile(
    rb'^msgid[ \t]*""[ \t]*\r?\n[ \t]*msgstr[ \t]*((?:"[^\n]*"[ \t\r]*(?:\n[ \t]*|\Z))+)', re.MULTILINE
)
# How much of a file tells how it is written; the whole of a large one would take a tenth of the reading.
_SAMPLE = 200_000
_CHARSET = re.compile(rb"Content-Type:[^\n]*?charset=([^\\\s\";]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Catalog:
    r"""The messages of one PO file, and every other character of it.

    `blocks` in the order of the file: their sources joined are its text. `encoding`: a Python codec; bytes it can't
    decode are held as lone surrogates. `diagnostics`: what was wrong with the file.

    >>> catalog = parse('msgid "Læs mere"\nmsgstr "Read more"\n')
    >>> catalog.lookup("Læs mere")
    'Read more'
    """

    blocks: tuple[Block, ...] = ()
    encoding: str = "utf-8"
    bom: bytes = b""
    style: Style = field(default_factory=Style)
    path: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()

    def to_bytes(self) -> bytes:
        """Return the bytes of the file: those it was read from, save for the entries that were changed."""
        return self.bom + self.text.encode(self.encoding, "surrogateescape")

    @property
    def text(self) -> str:
        """The file's characters."""
        return "".join([block.source for block in self.blocks])

    @cached_property
    def header_entry(self) -> Entry | None:
        """The entry that holds the headers: no context, an empty msgid."""
        entries = (block for block in self.blocks if isinstance(block, Entry) and not block.msgid)
        return next((entry for entry in entries if entry.msgctxt is None and not entry.obsolete), None)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The live messages in order, without the header."""
        return tuple(
            block for block in self.blocks
            if isinstance(block, Entry) and not block.obsolete and (block.msgid or block.msgctxt is not None)
        )  # fmt: skip

    @property
    def obsolete(self) -> tuple[Entry, ...]:
        """The messages behind `#~`, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Entry) and block.obsolete)

    @cached_property
    def index(self) -> Mapping[Key, Entry]:
        """The live messages by `(msgctxt, msgid)`; the first of duplicates counts."""
        found: dict[Key, Entry] = {}
        for entry in self.entries:
            found.setdefault(entry.key, entry)
        return found

    @cached_property
    def headers(self) -> Mapping[str, str]:
        """The fields of the header as they are spelt, the last of doubles."""
        text = self.header_entry.msgstr[0] if self.header_entry else ""
        fields = (line.partition(":") for line in text.split("\n") if ":" in line)
        return {name.strip(): value.strip() for name, _, value in fields}

    def header(self, name: str) -> str | None:
        """The value of a header field, whatever the case of its name; None where it is missing."""
        lower = name.lower()
        return next((value for key, value in self.headers.items() if key.lower() == lower), None)

    @cached_property
    def language(self) -> str | None:
        """The language of the msgstrs (BCP 47): of `Language`, else of the folder over `LC_MESSAGES`, else None."""
        name = self.header("Language") or _folder(self.path)
        return name.replace("_", "-").split("@")[0].split(".")[0] if name else None

    @property
    def source_language(self) -> str | None:
        """The language of the msgids (BCP 47), of `X-Source-Language`; None where it says nothing."""
        name = self.header("X-Source-Language")
        return name.replace("_", "-") if name else None

    @property
    def lead(self) -> tuple[Block, ...]:
        """What can't be read at the beginning: an entry put before it would run on into it."""
        return tuple(takewhile(lambda block: isinstance(block, Fragment) and block.broken, self.blocks))

    def lookup(self, msgid: str, msgctxt: str | None = None) -> str | None:
        """Return the translation of a message, None where there is none or it is fuzzy."""
        entry = self.index.get((msgctxt, msgid))
        return entry.msgstr[0] if entry is not None and entry.final else None

    def with_blocks(self, blocks: Iterable[Block]) -> Catalog:
        """Return a catalog of these blocks; entries not of this catalog are written to agree with their fields.

        Where a new text does not fit the file's encoding the file becomes UTF-8, and its header says so.
        """
        old = {id(block) for block in self.blocks}
        written = tuple(
            refresh(block, self.style) if isinstance(block, Entry) and id(block) not in old else block
            for block in blocks
        )
        changed = replace(self, blocks=self._whole_lines(written))
        try:
            changed.to_bytes()
        except UnicodeEncodeError:
            return replace(changed, encoding="utf-8").with_header("Content-Type", "text/plain; charset=UTF-8")
        return changed

    def _whole_lines(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """What comes after a block that it did not come after before begins on a line, and an entry, of its own."""
        following = {id(block): after for block, after in pairwise(self.blocks)}
        return tuple(
            block if after is None or following.get(id(block)) is after else self._ended(block, after)
            for block, after in zip(blocks, [*blocks[1:], None], strict=False)
        )

    def _ended(self, block: Block, after: Block) -> Block:
        source = block.source if block.source.endswith("\n") else block.source + self.style.eol
        # Half an entry takes what follows for its other half; a comment always begins another.
        half = isinstance(block, Fragment) and block.broken and not after.source.lstrip().startswith("#")
        source += f"#{self.style.eol}" if half else ""
        return block if source == block.source else replace(block, source=source)

    def with_header(self, name: str, value: str) -> Catalog:
        r"""Return the catalog with one header field set; the other lines of the header stay as they stand.

        >>> print(parse('msgid ""\nmsgstr "Language: \\n"\n').with_header("Language", "en").text, end="")
        msgid ""
        msgstr "Language: en\n"
        """
        entry = self.header_entry
        if entry is None:
            new = Entry("", (f"{name}: {value}\n",))
            first = replace(new, source=refresh(new, self.style).source.lstrip())
            return self.with_blocks([*self.lead, first, *self.blocks[len(self.lead) :]])
        line = re.compile(rf"^{re.escape(name)}[ \t]*:.*\n?", re.MULTILINE | re.IGNORECASE)
        text = entry.msgstr[0]
        if line.search(text):
            text = line.sub(lambda _: f"{name}: {value}\n", text, count=1)
        else:
            text += ("" if text.endswith("\n") or not text else "\n") + f"{name}: {value}\n"
        return self._replace(entry, replace(entry, msgstr=(text,)))

    def with_translation(
        self, msgid: str, *msgstr: str, msgctxt: str | None = None, fuzzy: bool = False
    ) -> Catalog:
        r"""Return the catalog with the forms of one message set. Raises KeyError where there is no such message.

        >>> catalog = parse('msgid "Hej"\nmsgstr ""\n').with_translation("Hej", "Hi")
        >>> catalog.lookup("Hej")
        'Hi'
        """
        return self.with_translations({(msgctxt, msgid): msgstr}, fuzzy=fuzzy)

    def with_translations(self, forms: Mapping[Key, tuple[str, ...]], *, fuzzy: bool = False) -> Catalog:
        r"""Return the catalog with the forms of many messages set at once. Raises KeyError where one is not there.

        >>> catalog = parse('msgid "Hej"\nmsgstr ""\n').with_translations({(None, "Hej"): ("Hi",)})
        >>> catalog.lookup("Hej")
        'Hi'
        """
        changed = {id(self.index[key]): msgstr for key, msgstr in forms.items()}
        return self.with_blocks(
            _translated(block, changed[id(block)], fuzzy)
            if isinstance(block, Entry) and id(block) in changed
            else block
            for block in self.blocks
        )

    def _replace(self, old: Entry, new: Entry) -> Catalog:
        return self.with_blocks(new if block is old else block for block in self.blocks)


def _translated(entry: Entry, msgstr: tuple[str, ...], fuzzy: bool) -> Entry:
    head = with_flag(entry, "fuzzy", fuzzy)
    return replace(entry, msgstr=msgstr, head=head, previous=entry.previous if fuzzy else None)


def parse(data: str | bytes, *, path: str | os.PathLike[str] | None = None) -> Catalog:
    r"""Return the catalog in a PO file. An entry that can't be read costs only itself, and a diagnostic.

    `path` is where the file is, for diagnostics and for the language of its folder.

    >>> catalog = parse(b'msgid "Hej"\nmsgstr "Hi"\n\nmsgid "Farvel\nmsgstr "Bye"\n', path="en.po")
    >>> [entry.msgid for entry in catalog.entries], catalog.diagnostics[0].place
    (['Hej'], 'en.po:4')
    """
    name = None if path is None else os.fspath(path)
    raw = data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data
    bom = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    declared = _charset(raw)
    encoding = _codec(declared, raw[len(bom) :] if isinstance(data, bytes) else b"")
    text = raw[len(bom) :].decode("utf-8" if isinstance(data, str) else encoding, "surrogateescape")
    blocks = tuple(read(text, encoding))
    catalog = Catalog(blocks, encoding, bom, style_of(text[:_SAMPLE]), name)
    return replace(catalog, diagnostics=tuple(_diagnostics(catalog, declared)))


def _folder(path: str | None) -> str | None:
    parts = (path or "").replace("\\", "/").split("/")
    return parts[parts.index("LC_MESSAGES") - 1] if "LC_MESSAGES" in parts[1:] else None


def _charset(data: bytes) -> str:
    header = _HEADER.search(data)
    text = re.sub(rb'"[ \t]*\r?\n[ \t]*"', b"", header[1]) if header else b""
    found = _CHARSET.search(text)
    return found[1].decode("ascii", "replace") if found else ""


def _codec(name: str, data: bytes) -> str:
    """Return a codec that holds ASCII as it is and gives `data` back byte for byte; UTF-8 always does."""
    sample = 'msgid "\\n#'
    try:
        codec = codecs.lookup(name or "utf-8").name
        if codec == "utf-8":
            return codec
        exact = data.decode(codec, "surrogateescape").encode(codec, "surrogateescape") == data
        return codec if exact and sample.encode(codec) == sample.encode("ascii") else "utf-8"
    except (LookupError, ValueError, AssertionError):
        return "utf-8"


def _diagnostics(catalog: Catalog, declared: str) -> Iterable[Diagnostic]:
    path = catalog.path
    for block in catalog.blocks:
        if isinstance(block, Fragment) and block.broken:
            hint = N_("Mend the entry by hand; the rest of the file was read.")
            yield Diagnostic("syntax-error", "error", block.broken, {}, path, block.where, hint=hint)
    yield from _twins(catalog)
    if catalog.bom:
        template = N_("the file begins with a byte order mark, which GNU gettext refuses")
        yield Diagnostic("byte-order-mark", "warning", template, {}, path, 1)
    if declared and declared != "CHARSET" and not _is_codec(declared):
        template = N_("the charset {charset} is unknown; the file was read as UTF-8")
        yield Diagnostic("charset", "warning", template, {"charset": declared}, path, 1)


def _is_codec(name: str) -> bool:
    try:
        return bool(codecs.lookup(name))
    except (LookupError, ValueError):
        return False


def _twins(catalog: Catalog) -> Iterable[Diagnostic]:
    entries = [block for block in catalog.blocks if isinstance(block, Entry)]
    if len({entry.key for entry in entries}) == len(entries):
        return
    seen: dict[Key, Entry] = {}
    for entry in sorted(entries, key=lambda entry: entry.obsolete):
        first = seen.setdefault(entry.key, entry)
        if first is entry:
            continue
        values: dict[str, object] = {"msgid": entry.msgid, "line": first.line}
        template = N_("“{msgid}” is in the catalog twice, first on line {line}")
        if entry.obsolete and not first.obsolete:
            template = N_("“{msgid}” is in the catalog and also obsolete; the live one is on line {line}")
        severity: Severity = "warning" if entry.obsolete else "error"
        yield Diagnostic("duplicate", severity, template, values, catalog.path, entry.line)
