"""XLIFF 2.1: `unit` and `segment`, `pc` and `ph`, state on the segment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from bilingual_pub.formats import safe_xml
from bilingual_pub.formats.exchange import Row, Translation, languages, rows
from bilingual_pub.formats.xliff import content
from bilingual_pub.model import Bitext

__all__ = ["ROOTS", "languages_of", "read", "text_of", "write"]

_SPACE = "{urn:oasis:names:tc:xliff:document:2.0}"
ROOTS = frozenset({f"{_SPACE}xliff", "{urn:oasis:names:tc:xliff:document:2.2}xliff"})
"""Names of the root element; 2.0 and 2.1 share a namespace."""

_DONE = frozenset({"translated", "reviewed", "final"})
_TYPES = {"a": "link", "img": "image", **dict.fromkeys(("em", "strong", "i", "b", "br", "span", "u"), "fmt")}
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="2.1" srcLang={source} trgLang={target} xmlns="urn:oasis:names:tc:xliff:document:2.0">
<file id="f1" original={original}>
"""


def write(bitext: Bitext, sure: float) -> str:
    """Return the bitext as XLIFF 2.1; beads less certain than `sure` are `initial`.

    >>> from bilingual_pub.model import Document
    >>> write(Bitext(Document(""), Document("")), 0.9).count("<segment")
    1
    """
    source, target = languages(bitext)
    head = _HEAD.format(
        original=safe_xml.attribute(content.file_name(bitext.source.path)),
        source=safe_xml.attribute(source),
        target=safe_xml.attribute(target),
    )
    units = [_unit(n, row, sure) for n, row in enumerate((r for r in rows(bitext) if r.source), 1)]
    # A file has at least one unit (4.2.2.2).
    empty = '<unit id="0" translate="no"><segment><source/></segment></unit>\n'
    return f"{head}{''.join(units) or empty}</file>\n</xliff>\n"


def _unit(number: int, row: Row, sure: float) -> str:
    done = bool(row.target) and row.bead.confidence >= sure
    notes = "".join(f"<note>{safe_xml.text(note)}</note>" for note in content.notes(row.bead))
    target = f"<target>{_content(row.target)}</target>\n" if row.target else ""
    name = safe_xml.attribute(row.first.kind)
    return (
        f'<unit id="u{number}" name={name}>\n{f"<notes>{notes}</notes>" if notes else ""}'
        f'<segment id="s1" state="{"translated" if done else "initial"}">\n'
        f'<source xml:space="preserve">{_content(row.source)}</source>\n{_preserved(target)}</segment>\n</unit>\n'
    )


def _preserved(target: str) -> str:
    return target.replace("<target>", '<target xml:space="preserve">', 1)


def _content(text: str) -> str:
    return content.write(text, "pc", "ph", _attributes)


def _attributes(name: str) -> str:
    type_ = _TYPES.get(name.rstrip("0123456789-"), "other")
    return f' id="{name}" type="{type_}"'


text_of: Callable[[Element | None], str] = content.reader(frozenset({"pc"}), through=frozenset({"mrk"}))
"""Gives the text of a `source` or `target` in the notation of `Segment.text`."""


def languages_of(root: Element) -> dict[int, str | None]:
    """Return the language of each `source` and `target`, by the identity of the element.

    >>> from xml.etree.ElementTree import fromstring
    >>> space = "urn:oasis:names:tc:xliff:document:2.0"
    >>> list(languages_of(fromstring(f"<xliff xmlns='{space}' trgLang='en'><target/></xliff>")).values())
    ['en']
    """
    space = root.tag.removesuffix("xliff")
    sides = (("source", "srcLang"), ("target", "trgLang"))
    return {id(element): root.get(key) for side, key in sides for element in root.iter(f"{space}{side}")}


def read(root: Element) -> Iterator[Translation]:
    """Yield all segments that have a target; a state left out is `initial`, as the standard says.

    >>> from xml.etree.ElementTree import fromstring
    >>> segment = "<segment state='final'><source>Hej</source><target>Hi</target></segment>"
    >>> space = "urn:oasis:names:tc:xliff:document:2.0"
    >>> root = fromstring(f"<xliff xmlns='{space}' srcLang='da'><file><unit id='1'>{segment}</unit></file></xliff>")
    >>> [(t.target, t.final) for t in read(root)]
    [('Hi', True)]
    """
    space = root.tag.removesuffix("xliff")
    tongues = root.get("srcLang"), root.get("trgLang")
    for unit in root.iter(f"{space}unit"):
        for segment in unit.iter(f"{space}segment"):
            target = segment.find(f"{space}target")
            if target is not None:
                pair = text_of(segment.find(f"{space}source")), text_of(target)
                final = segment.get("state", "initial") in _DONE
                yield Translation(*pair, *tongues, final=final, id=unit.get("id", ""))
