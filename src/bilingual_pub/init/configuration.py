"""The configuration that fits a folder: every line that matters, with a comment that says what it does."""

from __future__ import annotations

import json
from collections.abc import Callable

from bilingual_pub.config import Config
from bilingual_pub.init.findings import Findings
from bilingual_pub.model import N_

__all__ = ["configuration"]

_HEAD = N_("The configuration of bilingual_pub. Lines with # in front show what holds without them.")
_COMMENTS = {
    "source_language": N_(
        "The language of the menus, buttons and forms: every string of the catalogs is in it."
    ),
    "languages": N_("What the site is published in."),
    "articles": N_("Where the articles are: {name}.da.md beside {name}.en.md, or paired by translationKey."),
    "template": N_("The site's own page. {{ title }}, {{ content }} and the like are filled in."),
    "locales": N_("Where translators find their catalogs."),
    "output": N_("Where everything is written. Nothing outside this folder and the catalogs is touched."),
    "outputs": N_("What is written for each article."),
    "missing": N_("A block that has no translation yet: show its “source”, or “omit” it."),
    "title": N_("What the site is called, and where it will be on the web (for hreflang and sitemaps)."),
}

_OUTPUTS = {"hugo": "bilingual"}
"""Where a system publishes to our default folder itself: the one would write over the other's pages."""


def configuration(found: Findings, translate: Callable[[str], str] = str) -> str:
    r"""Return a commented `bilingual-pub.toml` for what was found; `translate` puts the comments into a language.

    >>> from pathlib import Path
    >>> found = Findings(Path(), "plain", "", ("da", "en"), {"da": 1}, {"en": ("kor.da.md",)}, source="artikler")
    >>> "articles = \"artikler\"" in configuration(found)
    True
    """
    lines = [f"# {translate(_HEAD)}", ""]
    for key, value, kept in _values(found):
        lines += [f"# {translate(_COMMENTS[key])}", f"{'' if kept else '# '}{key} = {_toml(value)}", ""]
    lines += ["[site]", f"# {translate(_COMMENTS['title'])}"]
    lines += ['# title = "Tidsskriftet"', '# base_url = "https://tidsskriftet.example/"']
    return "\n".join(lines) + "\n"


def _values(found: Findings) -> list[tuple[str, str | tuple[str, ...], bool]]:
    """Return key, value, and whether the line counts or only shows the default."""
    default = Config()
    return [
        ("source_language", found.languages[0], True),
        ("languages", found.languages, True),
        ("articles", found.source or ".", bool(found.source)),
        ("template", found.template or "_page.html", bool(found.template)),
        ("locales", default.locales, False),
        ("output", _OUTPUTS.get(found.system, default.output), found.system in _OUTPUTS),
        ("outputs", default.outputs, False),
        ("missing", default.missing, False),
    ]


def _toml(value: str | tuple[str, ...]) -> str:
    # A JSON string is a TOML basic string, except that JSON leaves DEL as it is.
    text = json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
    return text.replace("\x7f", "\\u007f")
