"""The shell of a page of our own: valid, self-contained, light and dark, and nothing that runs."""

from __future__ import annotations

import html
from functools import cache
from importlib.resources import files

__all__ = ["page", "style"]


@cache
def style(*names: str) -> str:
    """Return the style sheets of these names, one after the other.

    >>> "color-scheme" in style("base")
    True
    """
    folder = files("bilingual_pub.outputs") / "style"
    return "\n".join((folder / f"{name}.css").read_text("utf-8").strip() for name in names)


def page(title: str, language: str, body: str, *, css: str, head: str = "") -> str:
    """Return a whole page: `title` is text, `body` and `head` are HTML.

    >>> print(page("Kim & Bo", "da", "<main></main>", css="p{}").splitlines()[1])
    <html lang="da">
    """
    return f"""<!DOCTYPE html>
<html lang="{html.escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title, quote=False)}</title>
<meta name="generator" content="bilingual_pub">
{head}<style>
{css}
</style>
</head>
<body>
{body}
</body>
</html>
"""
