"""schema.org's JSON-LD: the language an article is in, and what it is a translation of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from bilingual_pub.formats.html.linked_data import script_json
from bilingual_pub.model import Document, Span
from bilingual_pub.outputs.edits import Edit
from bilingual_pub.outputs.options import Version

__all__ = ["linked_data_edits"]

_ARTICLES = re.compile(r"(Article|BlogPosting|Posting|Report|Review|Recipe|CreativeWork|WebPage)$")
_OURS = ("inLanguage", "workTranslation", "translationOfWork")


def linked_data_edits(
    document: Document, here: Version, all_versions: tuple[Version, ...], added: list[str]
) -> Iterator[Edit]:
    """Yield the edit of the script that describes the article; where there is none, one is put into `added`.

    `workTranslation` and `translationOfWork` are inverse of each other: the original lists its translations,
    a translation names its original.

    >>> added = []
    >>> da = Version("da", "kim.da.html", "https://a.dk/kim", "Kim", original=True)
    >>> list(linked_data_edits(Document("<p>"), da, (da,), added)), len(added)
    ([], 1)
    """
    facts = _facts(here, all_versions)
    ascii_only = document.encoding != "utf-8"
    for element in document.elements:
        if element.name != "script" or "ld+json" not in (element.get("type") or ""):
            continue
        span = Span(element.inner_start, element.inner_end)
        changed = _changed(document.text[span.start : span.end], facts, ascii_only=ascii_only)
        if changed is not None:
            if changed != document.text[span.start : span.end]:
                yield span, changed
            return
    new = {
        "@context": "https://schema.org",
        "@type": "Article",
        **_identity(here),
        "headline": here.title,
        **facts,
    }
    added.append(f'<script type="application/ld+json">{script_json(new, ascii_only=ascii_only)}</script>')


def _facts(here: Version, all_versions: tuple[Version, ...]) -> dict[str, Any]:
    others = [v for v in all_versions if v.language != here.language]
    facts: dict[str, Any] = {"inLanguage": here.language}
    if here.original and others:
        facts["workTranslation"] = [_work(version) for version in others]
    originals = [_work(version) for version in others if version.original]
    if originals:
        facts["translationOfWork"] = originals[0]
    return facts


def _identity(version: Version) -> dict[str, str]:
    return {"@id": version.address, "url": version.address} if version.address else {}


def _work(version: Version) -> dict[str, Any]:
    address = {"@id": version.address} if version.address else {}
    return {"@type": "Article", **address, "inLanguage": version.language, "headline": version.title}


def _changed(source: str, facts: dict[str, Any], *, ascii_only: bool) -> str | None:
    """The script with the facts in its article; None where it describes none, or is no JSON."""
    try:
        data = json.loads(source)
    except ValueError:
        return None
    found = list(_articles(data))
    if not found:
        return None
    before = json.dumps(data)
    for item in found:
        if "inLanguage" in item:
            item["inLanguage"] = facts["inLanguage"]
    # A graph describes the page as well as the article on it: translations are between articles.
    article = next((item for item in found if item.get("@type") != "WebPage"), found[0])
    for key in _OURS[1:]:
        if key not in facts:
            article.pop(key, None)
    article.update(facts)
    if json.dumps(data) == before:
        return source
    lead, tail = (re.search(pattern, source) for pattern in (r"\A\s*", r"\s*\Z"))
    indent = re.search(r"\n([ \t]+)\S", source)
    body = script_json(data, indent[1] if indent else None, ascii_only=ascii_only)
    return f"{lead[0] if lead else ''}{body}{tail[0] if tail else ''}"


def _articles(data: Any) -> Iterator[dict[str, Any]]:
    found = data if isinstance(data, list) else [data]
    for item in found:
        if not isinstance(item, dict):
            continue
        kinds = item.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and _ARTICLES.search(kind) for kind in kinds):
            yield item
        yield from _articles(item.get("@graph") or [])
