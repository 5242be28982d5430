"""XLIFF 1.2: `trans-unit`, `g` and `x`, state and approval on the target."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from bilingual_pub.formats import safe_xml
from bilingual_pub.formats.exchange import CREATOR, Row, Translation, languages, rows, tool_version
from bilingual_pub.formats.xliff import content
from bilingual_pub.model import Bitext

__all__ = ["ROOTS", "languages_of", "read", "text_of", "write"]

_SPACES = ("{urn:oasis:names:tc:xliff:document:1.2}", "{urn:oasis:names:tc:xliff:document:1.1}", "")
ROOTS = frozenset(f"{space}xliff" for space in _SPACES)
"""Names of the root element in versions 1.0 to 1.2."""

_DONE = frozenset({"", "translated", "final", "signed-off"})
_TYPES = {"a": "link", "em": "italic", "i": "italic", "strong": "bold", "b": "bold"}
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original={original} source-language={source} target-language={target} datatype={type} tool-id={tool}>
<header><tool tool-id={tool} tool-name={tool} tool-version={version}/></header>
<body>
"""


def write(bitext: Bitext, sure: float) -> str:
    """Return the bitext as XLIFF 1.2; beads less certain than `sure` need review.

    >>> from bilingual_pub.model import Document
    >>> write(Bitext(Document(""), Document("")), 0.9).count("<trans-unit")
    0
    """
    source, target = languages(bitext)
    head = _HEAD.format(
        original=safe_xml.attribute(content.file_name(bitext.source.path)),
        source=safe_xml.attribute(source),
        target=safe_xml.attribute(target),
        type=safe_xml.attribute({"html": "html"}.get(bitext.source.format, f"x-{bitext.source.format}")),
        tool=safe_xml.attribute(CREATOR),
        version=safe_xml.attribute(tool_version()),
    )
    sourced = [row for row in rows(bitext) if row.source]
    units = "".join(_unit(n, row, sure) for n, row in enumerate(sourced, 1))
    return f"{head}{units}</body>\n</file>\n</xliff>\n"


def _unit(number: int, row: Row, sure: float) -> str:
    done = bool(row.target) and row.bead.confidence >= sure
    target = ""
    if row.target:
        state = "translated" if done else "needs-review-translation"
        target = f'<target state="{state}">{_content(row.target)}</target>\n'
    notes = "".join(f"<note>{safe_xml.text(note)}</note>\n" for note in content.notes(row.bead))
    restype = safe_xml.attribute("x-" + row.first.kind.replace(" ", "-"))
    return (
        f'<trans-unit id="{number}" restype={restype} approved="{"yes" if done else "no"}" xml:space="preserve">\n'
        f"<source>{_content(row.source)}</source>\n{target}{notes}</trans-unit>\n"
    )


def _content(text: str) -> str:
    return content.write(text, "g", "x", _attributes)


def _attributes(name: str) -> str:
    base = name.rstrip("0123456789-")
    type_ = _TYPES.get(base, {"br": "lb", "img": "image"}.get(base, f"x-{base}"))
    return f' id="{name}" ctype="{type_}"'


text_of: Callable[[Element | None], str] = content.reader(frozenset({"g"}), through=frozenset({"mrk"}))
"""Gives the text of a `source` or `target` in the notation of `Segment.text`."""


def languages_of(root: Element) -> dict[int, str | None]:
    """Return the language of each `source` and `target`, by the identity of the element.

    >>> from xml.etree.ElementTree import fromstring
    >>> list(languages_of(fromstring("<xliff><file source-language='da'><source/></file></xliff>")).values())
    ['da']
    """
    space = root.tag.removesuffix("xliff")
    return {
        id(element): file.get(f"{side}-language")
        for file in root.iter(f"{space}file")
        for side in ("source", "target")
        for element in file.iter(f"{space}{side}")
    }


def read(root: Element) -> Iterator[Translation]:
    """Yield all units; `final` by the target's state, and where it has none, by `approved`.

    >>> from xml.etree.ElementTree import fromstring
    >>> unit = "<trans-unit id='1' approved='no'><source>Hej</source><target>Hi</target></trans-unit>"
    >>> [t.final for t in read(fromstring(f"<xliff><file><body>{unit}</body></file></xliff>"))]
    [False]
    """
    space = root.tag.removesuffix("xliff")
    for file in root.iter(f"{space}file"):
        for unit in file.iter(f"{space}trans-unit"):
            target = unit.find(f"{space}target")
            if target is None:
                continue
            state = target.get("state", "")
            final = state in _DONE and (bool(state) or unit.get("approved") != "no")
            pair = text_of(unit.find(f"{space}source")), text_of(target)
            tongues = file.get("source-language"), file.get("target-language")
            yield Translation(*pair, *tongues, final=final, id=unit.get("id", ""))
