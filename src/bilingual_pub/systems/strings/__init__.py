"""UI strings that a system keeps in files of its own: into messages for a translator, and back into such files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bilingual_pub.formats import po
from bilingual_pub.model import Message, Reference
from bilingual_pub.systems.strings.files import FORMATS, load
from bilingual_pub.systems.strings.tree import UiString, find_strings, with_texts

__all__ = [
    "FORMATS",
    "UiString",
    "UiStrings",
    "from_catalog",
    "messages",
    "parse",
    "to_catalog",
    "translated",
]

Lookup = Callable[[Message], Sequence[str] | None]
"""The forms of a message's translation, None where there is none."""


@dataclass(frozen=True, slots=True)
class UiStrings:
    """A file of UI strings. `strings`: in the file's order. `tree` and `text`: what else the file holds."""

    format: str
    strings: tuple[UiString, ...]
    tree: Any
    text: str
    path: str | None = None


def parse(data: str | bytes, format: str, *, path: str | None = None) -> UiStrings:  # noqa: A002
    r"""Read a file of UI strings of a format in `FORMATS`. Raises InputError where it is damaged.

    >>> [(string.key, string.forms) for string in parse('[luk]\nother = "Luk"', "hugo-toml").strings]
    [('luk', {'other': 'Luk'})]
    """
    text = data.decode("utf-8-sig", "replace") if isinstance(data, bytes) else data
    tree = load(text, format, path=path)
    found = tuple(find_strings(tree, suffixes=FORMATS[format].suffixes))
    return UiStrings(format, found, tree, text, path)


def messages(source: UiStrings, target: UiStrings | None = None) -> list[Message]:
    """Return the strings as messages; the key is the context only where one text has two translations in `target`.

    >>> source = parse('{"close": "Luk", "n_one": "én ting", "n_other": "{{count}} ting"}', "i18next")
    >>> [(message.msgid, message.msgid_plural) for message in messages(source)]
    [('Luk', None), ('én ting', '{{count}} ting')]
    """
    unique = {(m.msgctxt, m.msgid): m for m, _ in reversed(_with_messages(source, target)) if m.msgid}
    return list(unique.values())[::-1]


def _with_messages(source: UiStrings, target: UiStrings | None = None) -> list[tuple[Message, UiString]]:
    theirs = {string.key: string.forms for string in target.strings} if target else {}
    meanings: dict[str, set[str]] = {}
    for string in source.strings:
        if (form := theirs.get(string.key, {}).get("other")) is not None:
            meanings.setdefault(_msgid(string), set()).add(form)
    return [(_message(s, source.path, len(meanings.get(_msgid(s), ())) > 1), s) for s in source.strings]


def _msgid(string: UiString) -> str:
    return string.forms["one"] if string.plural else next(iter(string.forms.values()))


def _message(string: UiString, path: str | None, ambiguous: bool) -> Message:
    return Message(
        _msgid(string),
        msgctxt=string.key if ambiguous else None,
        msgid_plural=string.forms["other"] if string.plural else None,
        references=(Reference(path or "", 0),) if path else (),
        comments=(f"key: {string.key}",),
    )


def to_catalog(source: UiStrings, target: UiStrings | None = None) -> po.Catalog:
    r"""Return a PO catalog of the strings of `source`, translated as `target`, the same file in the other language, is.

    >>> danish, english = parse('{"close": "Luk"}', "i18next"), parse('{"close": "Close"}', "i18next")
    >>> to_catalog(danish, english).lookup("Luk")
    'Close'
    """
    theirs = {string.key: string.forms for string in target.strings} if target else {}
    entries: dict[tuple[str | None, str], po.Entry] = {}
    for message, string in _with_messages(source, target):
        if message.msgid:
            forms = theirs.get(string.key, {})
            names = ("one", "other") if message.msgid_plural is not None else ("other",)
            head = "".join([f"#. {line}\n" for line in message.comments])
            head += "".join([f"#: {reference.path}\n" for reference in message.references])
            msgstr = tuple(forms.get(name, "") for name in names)
            entry = po.Entry(message.msgid, msgstr, message.msgctxt, message.msgid_plural, head)
            entries.setdefault((message.msgctxt, message.msgid), entry)
    header = po.parse(_HEADER)
    return header.with_blocks([*header.blocks, *entries.values()])


_HEADER = r"""msgid ""
msgstr ""
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"""


def from_catalog(source: UiStrings, catalog: po.Catalog) -> str:
    r"""Return the file of `source` in the catalog's language; what the catalog has no final translation of is left out.

    >>> source = parse('{"menu": {"close": "Luk", "open": "Åbn"}}', "i18next")
    >>> print(from_catalog(source, po.parse('msgid "Luk"\nmsgstr "Close"\n')), end="")
    {
      "menu": {
        "close": "Close"
      }
    }
    """

    def lookup(message: Message) -> Sequence[str] | None:
        entry = catalog.index.get((message.msgctxt, message.msgid)) or catalog.index.get(
            (None, message.msgid)
        )
        return entry.msgstr if entry and entry.final else None

    return translated(source, lookup)


def translated(source: UiStrings, lookup: Lookup) -> str:
    r"""Return the file of `source` with the texts that `lookup` gives; it is asked with the key as context.

    >>> source = parse('luk: Luk\nsøg: Søg\n', "hugo-yaml")
    >>> print(translated(source, lambda message: ["Close"] if message.msgid == "Luk" else None), end="")
    luk: Close
    """
    texts: dict[tuple[str | int, ...], str | None] = {}
    for string in source.strings:
        forms = lookup(_message(string, source.path, ambiguous=True)) if _msgid(string) else None
        names = ("one", "other") if string.plural else tuple(string.paths)
        given: Mapping[str, str] = dict(zip(names, forms, strict=False)) if forms else {}
        texts |= {path: given.get(name) for name, path in string.paths.items()}
    return FORMATS[source.format].dump(with_texts(source.tree, texts), source.text)
