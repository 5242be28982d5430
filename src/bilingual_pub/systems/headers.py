"""What an article says of itself at its top, in any system's notation: its language, its slug, its key."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from pathlib import Path

from bilingual_pub.formats import front_matter
from bilingual_pub.systems.settings import text_of

__all__ = ["parse_headers", "put_headers", "read_headers"]


def read_headers(path: Path) -> dict[str, str]:
    r"""Return the headers of the article at `path`, names in lower case; {} where it has none.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "om.md").write_text("Title: Om os\nLang: da\n\nHej")
    ...     read_headers(Path(folder, "om.md"))["lang"]
    'da'
    """
    return parse_headers(text_of(path))


def parse_headers(text: str) -> dict[str, str]:
    r"""Return an article's headers, names in lower case.

    Front matter of any kind (`formats.front_matter`), the fields of Pelican's reStructuredText (`:lang: da`) and
    of its HTML (`<meta name="lang" content="da">`).

    >>> parse_headers("---\nlang: da\npage_id: om\n---\nHej")
    {'lang': 'da', 'page_id': 'om'}
    >>> parse_headers("Om os\n=====\n\n:lang: da\n\nHej")
    {'lang': 'da'}
    """
    if found := front_matter.parse(text):
        return {
            str(key).lower(): str(value)
            for key, value in found.values.items()
            if isinstance(value, str | int)
        }
    field, _ = _notation(text)
    return {match[1].lower(): html.unescape(match[2].strip()) for match in field.finditer(_head(text, field))}


_FIELD = re.compile(
    r"^:(\w[\w-]*+):[ \t]*+((?:\S++|[^\S \t\r\n]++|[ \t]++(?=[^ \t\r\n]))*+)[ \t]*+$", re.MULTILINE
)
_META = re.compile(r"""<meta\s+name=["'](\w[\w-]*)["']\s+content=["']([^"'<>]*)["']""")


def _notation(text: str) -> tuple[re.Pattern[str], str]:
    page = re.match(r"\s*(?:<!--.*?-->\s*)?<(?:!doctype|html|head|title|meta)\b", text, re.IGNORECASE)
    return (_META, '<meta name="{key}" content="{value}">\n') if page else (_FIELD, ":{key}: {value}\n")


def _head(text: str, field: re.Pattern[str]) -> str:
    # A field list ends at the first line that is neither field, white space, nor the title above it.
    stop = re.search(r"</head|<body", text) if field is _META else _first_paragraph(text)
    return text[: stop.start()] if stop else text


def _first_paragraph(text: str) -> re.Match[str] | None:
    fields = _FIELD.search(text)
    return re.compile(r"\n[ \t\r]*\n(?=[^:\s])").search(text, fields.end()) if fields else None


def put_headers(text: str, values: Mapping[str, str]) -> str:
    r"""Return the article with these headers set, in the notation it has; all else byte for byte.

    >>> put_headers("Om os\n=====\n\n:lang: da\n\nHej", {"Lang": "en", "Slug": "om"})
    'Om os\n=====\n\n:slug: om\n:lang: en\n\nHej'
    """
    field, template = _notation(text)
    first = field.search(text)
    if not values or not first or front_matter.parse(text):
        return front_matter.put(text, values) if values else text
    head, missing = _head(text, field), ""
    body = text[len(head) :]
    for key, value in values.items():
        known = next((match for match in field.finditer(head) if match[1].lower() == key.lower()), None)
        if known:
            head = head[: known.start(2)] + value + head[known.end(2) :]
        else:
            missing += template.format(key=key.lower(), value=value)
    return head[: first.start()] + missing + head[first.start() :] + body
