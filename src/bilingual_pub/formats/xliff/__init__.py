"""XLIFF (OASIS): a bitext out to a translator's tool, and the translations in again. Versions 1.2 (2008) and 2.1 (2018)."""

from __future__ import annotations

from bilingual_pub.errors import InputError
from bilingual_pub.files import utf8
from bilingual_pub.formats import safe_xml, xml_document
from bilingual_pub.formats.exchange import Translation
from bilingual_pub.formats.xliff import version1, version2
from bilingual_pub.model import N_, Bitext, Diagnostic, Document, Segment

__all__ = ["SURE", "parse", "read", "write"]

SURE = 0.9
"""Beads less certain than this go out as in need of review."""


def parse(data: str | bytes, *, path: str | None = None) -> Document:
    """Read an XLIFF file as a document: a segment for each `source` and `target`, in its file's language.

    `to_bytes` gives the file back. What can't be read is in `diagnostics`, and the document has no segments then.
    `read` gives the translations.

    >>> file = "<xliff version='1.2'><file source-language='da'><body><trans-unit id='1'><source>Hej</source></trans-unit></body></file></xliff>"
    >>> [(segment.text, segment.declared_language) for segment in parse(file).segments]
    [('Hej', 'da')]
    """
    document, root = xml_document.read_document(data, "xliff", path)
    if root is None:
        return document
    version = version1 if root.tag in version1.ROOTS else version2
    tongues = version.languages_of(root)
    found = xml_document.elements(document.text, root, {"source", "target"})
    segments = (
        Segment(version.text_of(element), span, declared_language=tongues.get(id(element)))
        for element, span in found
    )
    return xml_document.placed(document, segments)


def write(bitext: Bitext, *, version: str = "1.2", sure: float = SURE) -> bytes:
    """Return the bitext as XLIFF 1.2 or 2.1; a bead without counterpart is a unit to be translated.

    Inline tags are elements whose id is the tag's name. Beads that only the target has are left out: XLIFF has
    no place for them. The same bitext gives the same bytes. Raises ValueError for another version.

    >>> from bilingual_pub.model import Bead, Document, Segment, Span
    >>> bead = Bead((Segment("Hej <em>du</em>", Span(0, 8)),), (Segment("Hi <em>you</em>", Span(0, 8)),))
    >>> bitext = Bitext(Document("Hej *du*"), Document("Hi *you*"), (bead,), "da", "en")
    >>> [read(write(bitext, version=version))[0].target for version in ("1.2", "2.1")]
    ['Hi <em>you</em>', 'Hi <em>you</em>']
    """
    if version not in {"1.2", "2.1"}:
        raise ValueError(f"XLIFF {version}: 1.2 or 2.1")
    writer = version1.write if version == "1.2" else version2.write
    return utf8(writer(bitext, sure))


def read(data: bytes, *, path: str | None = None) -> list[Translation]:
    """Return the units of an XLIFF file, 1.0 to 1.2 or 2.x, that have a target with text.

    `final` is False for targets that the file calls new, initial, in need of work or of review. Raises InputError
    where the file is no XML, declares entities, or is no XLIFF.

    >>> read(b"<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'><file source-language='da'>"
    ...      b"<body><trans-unit id='1'><source>Hej</source><target state='new'>Hi</target></trans-unit>"
    ...      b"</body></file></xliff>")[0].final
    False
    """
    root = safe_xml.parse(data, path=path)
    if root.tag not in version1.ROOTS | version2.ROOTS:
        raise InputError(Diagnostic("xliff", "error", N_("this is no XLIFF file"), path=path))
    reader = version1.read if root.tag in version1.ROOTS else version2.read
    return [translation for translation in reader(root) if translation.target.strip()]
