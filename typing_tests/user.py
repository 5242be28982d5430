"""What a user's own script looks like to a type checker: `mypy --strict typing_tests`, `pyright typing_tests`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import assert_type

from bs4 import BeautifulSoup

import bilingual_pub as bp
from bilingual_pub.catalog import CatalogUpdate, CompiledCatalog
from bilingual_pub.formats import html, mo, po


def detection(texts: list[str]) -> str | None:
    assert_type(bp.detect_many(texts), list[bp.Detection])
    found = bp.detect("Smid en kommentar", languages=("da", "en"))
    assert_type(found.confidence, float)
    return found.language


def documents(folder: Path) -> list[bp.Segment]:
    document = bp.read(folder / "om.html")
    assert_type(document, bp.Document)
    assert_type(bp.parse(BeautifulSoup("<p>Hej</p>", "html.parser")), bp.Document)
    assert_type(bp.splice(document.text, [(document.segments[0].span, "x")]), str)
    return [segment for segment in document.segments if segment.role == "ui"]


def catalogs(folder: Path) -> None:
    template = bp.extract([folder / "site"], source_language="da")
    assert_type(template, bp.Template)
    assert_type(template.messages[0].msgctxt, str | None)
    assert_type(bp.update(folder, template, languages=["en"]), list[CatalogUpdate])
    assert_type(bp.compile(folder), list[CompiledCatalog])
    catalog = po.parse(b"", path="en.po")
    assert_type(catalog, po.Catalog)
    assert_type(mo.parse(mo.serialize(catalog.entries)).lookup("Hej"), str | None)
    page = bp.translate(html.parse("<p>Hej</p>"), {"Hej": "Hi"}, "en")
    assert_type(page.to_bytes(), bytes)


def articles(danish: bp.Document, english: bp.Document, folder: Path) -> None:
    bitext = bp.align(danish, english)
    assert_type(bitext, bp.Bitext)
    assert_type([bead.confidence for bead in bitext.beads], list[float])
    with ThreadPoolExecutor(2) as executor:
        assert_type(bp.align_many([(danish, english)], executor=executor), list[bp.Bitext])
    article = bp.merge(danish, english)
    assert_type(article, bp.PairedArticle)
    article.write(folder, outputs=("side-by-side",))
    assert_type(bp.check([danish, english]), list[bp.Diagnostic])


def building(folder: Path) -> bool:
    try:
        result = bp.build(folder, progress=print)
    except bp.BilingualPubError as error:
        assert_type(error.diagnostic, bp.Diagnostic)
        return False
    assert_type(result, bp.BuildResult)
    return not result.errors
