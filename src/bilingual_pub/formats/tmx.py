"""TMX 1.4b (LISA OSCAR, 2005; now at GALA), the format that translators' tools keep their memories in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from xml.etree.ElementTree import Element

from bilingual_pub.errors import InputError
from bilingual_pub.files import utf8
from bilingual_pub.formats import safe_xml, xml_document
from bilingual_pub.formats.exchange import CREATOR, Row, Translation, languages, rows, stamp, tool_version
from bilingual_pub.formats.inline import escape, pieces
from bilingual_pub.model import N_, Bitext, Diagnostic, Document, Segment

__all__ = ["parse", "read", "write"]

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
<header creationtool={tool} creationtoolversion={version} segtype="block" o-tmf={tool} adminlang="en" srclang={source} datatype={type}{date}/>
<body>
"""
_TYPES = {
    "a": "link",
    "em": "italic",
    "i": "italic",
    "strong": "bold",
    "b": "bold",
    "br": "lb",
    "img": "image",
}


def parse(data: str | bytes, *, path: str | None = None) -> Document:
    """Read a translation memory as a document: a segment for each `seg`, in the language of its `tuv`.

    `to_bytes` gives the file back. What can't be read is in `diagnostics`, and the document has no segments then.
    `read` gives the pairs.

    >>> memory = parse("<tmx version='1.4'><body><tu><tuv xml:lang='da'><seg>Hej</seg></tuv></tu></body></tmx>")
    >>> [(segment.text, segment.declared_language) for segment in memory.segments]
    [('Hej', 'da')]
    """
    document, root = xml_document.read_document(data, "tmx", path)
    if root is None:
        return document
    tongues = {id(tuv.find("seg")): tuv.get(_LANG) or tuv.get("lang") for tuv in root.iter("tuv")}
    found = xml_document.elements(document.text, root, {"seg"})
    segments = (Segment(_text(seg), span, declared_language=tongues.get(id(seg))) for seg, span in found)
    return xml_document.placed(document, segments)


def write(bitext: Bitext, *, date: datetime | None = None) -> bytes:
    """Return a translation memory of all beads that have both sides.

    Inline tags are `bpt`/`ept` and `ph`, their native code the bare tag a translator sees, so that `read` gives
    the very texts back. Confidence and kind stand in `prop`. The same bitext gives the same bytes: a date is
    written only where `date` or SOURCE_DATE_EPOCH gives one.

    >>> from bilingual_pub.model import Bead, Document, Segment, Span
    >>> bead = Bead((Segment("Hej", Span(0, 3)),), (Segment("Hi", Span(0, 2)),))
    >>> data = write(Bitext(Document("Hej"), Document("Hi"), (bead,), "da", "en"))
    >>> read(data)[0].target
    'Hi'
    """
    source, target = languages(bitext)
    moment = stamp(date)
    head = _HEAD.format(
        tool=safe_xml.attribute(CREATOR),
        version=safe_xml.attribute(tool_version()),
        source=safe_xml.attribute(source),
        type=safe_xml.attribute({"html": "html"}.get(bitext.source.format, "plaintext")),
        date=f' creationdate="{moment:%Y%m%dT%H%M%SZ}"' if moment else "",
    )
    units = "".join(_unit(row, source, target) for row in rows(bitext) if row.source and row.target)
    return utf8(f"{head}{units}</body>\n</tmx>\n")


def _unit(row: Row, source: str, target: str) -> str:
    numbers: dict[str, int] = {}
    kind = safe_xml.text(row.first.kind)
    return (
        f'<tu>\n<prop type="x-kind">{kind}</prop>\n<prop type="x-confidence">{row.bead.confidence:.3f}</prop>\n'
        f"<tuv xml:lang={safe_xml.attribute(source)}><seg>{_segment(row.source, numbers)}</seg></tuv>\n"
        f"<tuv xml:lang={safe_xml.attribute(target)}><seg>{_segment(row.target, numbers)}</seg></tuv>\n</tu>\n"
    )


def _segment(text: str, numbers: dict[str, int]) -> str:
    """`x` ties a tag to its counterpart in the other language, `i` an end to its beginning."""
    out: list[str] = []
    for kind, value in pieces(text):
        if kind == "text":
            out.append(safe_xml.text(value))
            continue
        number = numbers.setdefault(value, len(numbers) + 1)
        type_ = _TYPES.get(value.rstrip("0123456789-"), "")
        typed = f' type="{type_}"' if type_ else ""
        if kind == "open":
            out.append(f'<bpt i="{number}" x="{number}"{typed}>&lt;{value}&gt;</bpt>')
        elif kind == "close":
            out.append(f'<ept i="{number}">&lt;/{value}&gt;</ept>')
        else:
            out.append(f'<ph x="{number}"{typed}>&lt;{value}/&gt;</ph>')
    return "".join(out)


def read(data: bytes, *, path: str | None = None) -> list[Translation]:
    """Return the pairs of a translation memory: the source language against each other language of a unit.

    TMX 1.1 to 1.4. Inline codes become tags of our notation: those we wrote as they were, others numbered by
    name `x`. Raises InputError where the file is no XML, declares entities, or is no TMX.

    >>> read(b"<tmx><header srclang='da'/><body><tu><tuv xml:lang='en'><seg>Hi</seg></tuv>"
    ...      b"<tuv xml:lang='da'><seg>Hej</seg></tuv></tu></body></tmx>")[0].source
    'Hej'
    """
    root = safe_xml.parse(data, path=path)
    header = root.find("header")
    if root.tag != "tmx" or header is None:
        raise InputError(Diagnostic("tmx", "error", N_("this is no TMX file"), path=path))
    return [t for unit in root.iter("tu") for t in _translations(unit, header.get("srclang", "*all*"))]


def _translations(unit: Element, srclang: str) -> Iterator[Translation]:
    variants = [(tuv.get(_LANG) or tuv.get("lang") or "", tuv.find("seg")) for tuv in unit.iter("tuv")]
    texts = [(language, _text(seg)) for language, seg in variants if seg is not None]
    wanted = unit.get("srclang", srclang).lower()
    first = next((n for n, (language, _) in enumerate(texts) if _same(language, wanted)), 0)
    for n, (language, text) in enumerate(texts):
        if n != first:
            yield Translation(texts[first][1], text, texts[first][0], language, id=unit.get("tuid", ""))


def _same(language: str, wanted: str) -> bool:
    return language.lower() == wanted or language.lower().split("-")[0] == wanted.split("-", maxsplit=1)[0]


_OURS = {"bpt": "open", "ept": "close", "ph": "lone"}


def _text(seg: Element) -> str:
    names: dict[str, str] = {}
    out = [escape(seg.text or "")]
    for child in seg:
        if child.tag == "hi":
            out.append(_text(child))
        elif child.tag != "ut":
            out.append(_tag(child, names))
        out.append(escape(child.tail or ""))
    return "".join(out)


def _tag(child: Element, names: dict[str, str]) -> str:
    code = "".join(child.itertext())
    found = pieces(code)
    if len(found) == 1 and found[0].kind == _OURS.get(child.tag):
        return code
    key = child.get("i") if child.tag in {"bpt", "ept"} else None
    name = names.get(key or "") or f"x{len(names) + 1 if names else ''}"
    names[key or f"ph{len(names)}"] = name
    return {"bpt": f"<{name}>", "ept": f"</{name}>"}.get(child.tag, f"<{name}/>")
