"""Front matter: what it says, where each value stands, and new values put in with every other byte kept.

YAML 1.2 between `---` (Hugo, Jekyll, Eleventy, MkDocs, Pelican), TOML between `+++` (Hugo, Zola), Nikola's
`.. key: value` (bare or in an HTML comment), and the `Key: value` lines of Pelican and MultiMarkdown.
"""

from __future__ import annotations

from collections.abc import Mapping

from bilingual_pub.errors import InputError
from bilingual_pub.formats.front_matter import headers, toml, yaml
from bilingual_pub.formats.front_matter.model import Field, FrontMatter
from bilingual_pub.model import N_, Diagnostic, Span
from bilingual_pub.splice import splice

__all__ = ["TRANSLATABLE", "Field", "FrontMatter", "parse", "put", "write"]

TRANSLATABLE = frozenset(
    "title subtitle description summary lead excerpt alt caption linktitle short_title headline teaser "
    "seo_title meta_description image_alt image_caption".split()
)
"""Keys, in lower case, whose strings are text for readers, at any depth."""


def parse(text: str) -> FrontMatter | None:
    r"""Return the front matter `text` begins with, None where there is none. Never raises.

    >>> found = parse("---\ntitle: Om os\nlang: no\n---\nHej")
    >>> found.values, found.field("title").span, found.span
    ({'title': 'Om os', 'lang': 'no'}, Span(start=11, end=16), Span(start=0, end=30))
    """
    return yaml.parse(text) or toml.parse(text) or headers.parse(text)


def write(value: str, style: str) -> str:
    """Return the source of `value` for a place of this style (see `Field`): plain where that is safe, else quoted.

    >>> write("Nej: aldrig", "yaml"), write("Nej, aldrig", "yaml"), write("Ja", "'")
    ('"Nej: aldrig"', 'Nej, aldrig', "'Ja'")
    """
    kinds = {"toml": toml.write, "header": headers.write, "empty header": headers.write}
    return kinds.get(style, yaml.write)(value, style)


def put(text: str, values: Mapping[str, str]) -> str:
    r"""Return `text` with these front matter values changed or, where the key is missing, added at its end.

    Everything else stays byte for byte: order, comments, quotes, line ends. Text without front matter gets one in
    YAML. Keys are those of the top level; upper and lower case are told apart except in `Key: value` lines.
    Raises InputError where the front matter can't be read, or where the key has a list or a table for a value.

    >>> put("---\ntitle: Om os # kort\nlang: da\n---\nHej", {"title": "About us", "slug": "about"})
    '---\ntitle: About us # kort\nlang: da\nslug: about\n---\nHej'
    """
    found = parse(text)
    if found is None:
        end = "\r\n" if "\r\n" in text else "\n"
        lines = [f"{key}: {write(value, 'yaml')}{end}" for key, value in values.items()]
        return "".join(["---", end, *lines, "---", end, text])
    if found.diagnostics:
        raise InputError(found.diagnostics[0])
    edits: list[tuple[Span, str]] = []
    for key, value in values.items():
        field = found.field(key)
        if field is None and key in found.values:
            raise InputError(_no_text(key))
        if field is None:
            edits.append((Span(found.insert, found.insert), found.line(key, write(value, found.style))))
        elif field.value != value:
            edits.append((field.span, write(value, field.style)))
    return splice(text, edits)


def _no_text(key: str) -> Diagnostic:
    template = N_("the front matter's {key} is no single value")
    return Diagnostic("front-matter", "error", template, {"key": key}, hint=N_("Change it by hand."))
