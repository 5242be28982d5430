"""Which string of a page comes from which line of which catalog: marks in the page that the browser can ask for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bilingual_pub.formats import html
from bilingual_pub.formats.po import Catalog, Entry
from bilingual_pub.model import Document, Span
from bilingual_pub.splice import splice

__all__ = ["MARK", "Origin", "instrument", "origins"]

MARK = "data-bilingual-strings"
"""The attribute put on an element whose text or attributes come from a catalog: numbers into the page's list."""

_REFERENCES = 5
_WHOLE_PAGE = frozenset({"html", "head", "body"})


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a string on a page comes from. `state`: "translated", "fuzzy" or "missing"; `place`: `path:line`."""

    msgid: str
    msgstr: str
    context: str
    place: str
    references: tuple[str, ...]
    state: str
    language: str
    source_language: str


def origins(page: Document, catalogs: Iterable[Catalog]) -> dict[str, list[Origin]]:
    r"""Return the origins that a text on `page` can have, by the text as it stands there.

    On a page in a catalog's language its translations are looked for, and the msgids of what has none yet; on any
    other page its msgids.

    >>> from bilingual_pub.formats import po
    >>> catalog = po.parse('msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "Læs"\nmsgstr "Read"\n', path="en.po")
    >>> origins(html.parse('<html lang="en"><p>Read'), [catalog])["Read"][0].place
    'en.po:4'
    """
    found: dict[str, list[Origin]] = {}
    for catalog in catalogs:
        same = bool(page.language) and _base(catalog.language) == _base(page.language)
        for entry in catalog.entries:
            text = entry.msgstr[0] if same and entry.final else entry.msgid
            found.setdefault(text, []).append(_origin(entry, catalog))
    return found


def instrument(data: bytes, catalogs: Sequence[Catalog], labels: Mapping[str, str]) -> bytes:
    """Return the HTML page `data` with marks on its strings, their list, and the script that shows them.

    Nothing else in it changes. `labels` are the words of the panel, by name.

    >>> b"/__bilingual/client.js" in instrument(b"<p>Hej</p>", [], {})
    True
    """
    page = html.parse(data)
    edits, listed = _marks(page, origins(page, catalogs))
    tail = page.text.lower().rfind("</body")
    end = tail if tail >= 0 else len(page.text)
    edits.append((Span(end, end), _tail(listed, labels)))
    text = splice(page.text, edits)
    return page.bom + text.encode(page.encoding, "surrogateescape")


def _marks(page: Document, known: Mapping[str, list[Origin]]) -> tuple[list[tuple[Span, str]], list[Origin]]:
    listed: list[Origin] = []
    by_element: dict[int, list[int]] = {}
    for segment in page.segments:
        matches = known.get(segment.text, []) if segment.element >= 0 else []
        fitting = [o for o in matches if not segment.context or o.context == segment.context] or matches
        for origin in fitting:
            by_element.setdefault(segment.element, []).append(len(listed))
            listed.append(origin)
    edits = [edit for element, numbers in by_element.items() if (edit := _mark(page, element, numbers))]
    return edits, listed


def _mark(page: Document, index: int, numbers: Sequence[int]) -> tuple[Span, str] | None:
    element = page.elements[index]
    at = element.start + 1 + len(element.name)
    if element.name in _WHOLE_PAGE or page.text[element.start : at].lower() != f"<{element.name}":
        return None
    return Span(at, at), f' {MARK}="{" ".join(map(str, numbers))}"'


def _tail(listed: Sequence[Origin], labels: Mapping[str, str]) -> str:
    data = {"strings": [_as_json(origin) for origin in listed], "labels": dict(labels)}
    # ASCII only, so that it can be encoded whatever the page's encoding; no "<", so that nothing in it ends the script.
    text = json.dumps(data).replace("<", "\\u003c")
    return (
        f'<script type="application/json" id="bilingual-strings">{text}</script>'
        '<script src="/__bilingual/client.js"></script>'
    )


def _as_json(origin: Origin) -> dict[str, object]:
    return {name: getattr(origin, name) for name in Origin.__slots__}


def _origin(entry: Entry, catalog: Catalog) -> Origin:
    references = tuple(f"{path}:{line}" if line else path for path, line in entry.references[:_REFERENCES])
    state = "translated" if entry.final else "fuzzy" if entry.fuzzy else "missing"
    place = f"{catalog.path or ''}:{entry.line}"
    languages = (catalog.language or "", catalog.source_language or "")
    return Origin(entry.msgid, entry.msgstr[0], entry.msgctxt or "", place, references, state, *languages)


def _base(language: str | None) -> str:
    return (language or "").split("-", 1)[0].lower()
