"""A text of the same length as the page that the tokenizer reads without losing its place.

The tokenizer folds CRLF, drops `</>`, reads `noscript` as raw text and ends a PHP island at its first `>`. Each of
these is replaced by characters of the same number, so that offsets in the shadow are offsets in the page; what is
copied and what is shown always comes from the page itself.
"""

from __future__ import annotations

import re

__all__ = ["ISLAND", "Islands", "shadow", "unfolded"]

ISLAND = "\ue000"
"""Stands for each character of a template island: private use, so neither white space nor markup."""

Islands = dict[int, int]
"""Start of each template island to its end."""

# Template languages seen in themes: Jinja, Twig, Liquid, Mustache, Handlebars; PHP; ERB, EJS, ASP.
_BRACES = (("{{", "}}"), ("{%", "%}"), ("{#", "#}"))
_ANGLES = (("<?php", "?>"), ("<?=", "?>"), ("<%", "%>"))
# An expression longer than this is a brace in a script that happens to be closed somewhere (measured on pages
# with inline JSON); the bound also keeps the search linear.
_LONGEST = 1000
_CDATA = re.compile(r"<!\[CDATA\[")
_END_SCRIPT = re.compile(r"</script", re.IGNORECASE)
_BRACE = re.compile(r"\{[{%#]")
# All that begins with "<" and needs a shadow, in one search: one for each took 60 µs of a page's 1,050.
_PECULIAR = re.compile(r"<(?:[?%]|!\[CDATA\[|/>|svg|/?[nN][oO][sS][cC][rR][iI][pP][tT])")
# Raw text by name wherever they stand, as a tokenizer without a tree sees it. Quoted values are bounded as
# addresses are, so that an open quote is looked at no further than that.
_EMPTY = re.compile(
    r"""<(?:title|style|script|textarea)\b(?:[^<>"']++|"[^"]{0,2000}+"|'[^']{0,2000}+')*+(?<=/)>""",
    re.IGNORECASE,
)
_NOSCRIPT = re.compile(r"(</?)noscript(?=[\s/>])", re.IGNORECASE)


def shadow(text: str) -> tuple[str, Islands]:
    r"""Return the shadow of `text`, exactly as long, and its template islands.

    >>> shadow("a\r\n{{ b }}")
    ('a \n\ue000\ue000\ue000\ue000\ue000\ue000\ue000', {3: 10})
    """
    islands: Islands = {}
    result = unfolded(text)
    peculiar = set(_PECULIAR.findall(text))
    if "<![CDATA[" in peculiar:
        result = _hide_cdata(result)
    if "<?" in peculiar or "<%" in peculiar or ("{" in text and _BRACE.search(text)):
        islands = _find_islands(result)
        result = _cover(result, islands)
    if "<svg" in peculiar:
        result = _hide_empty(result)
    if "</>" in peculiar:
        result = result.replace("</>", "<?>")
    if "<noscript" in peculiar and "<noscript" in result:
        result = result.replace("<noscript", "<nxscript").replace("</noscript", "</nxscript")
    if peculiar - _PLAIN:
        result = _NOSCRIPT.sub(r"\1nxscript", result)
    return result, islands


def unfolded(text: str) -> str:
    r"""Return `text` with each line end as the tokenizer has it, but none shorter.

    >>> unfolded("a\r\nb\rc")
    'a \nb\nc'
    """
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text


_PLAIN = frozenset({"<svg", "<?", "<%", "</>", "<![CDATA[", "<noscript", "</noscript"})


def _hide_cdata(text: str) -> str:
    """CDATA sections become comments of the same length: outside SVG and XHTML that is what a browser sees."""
    parts: list[str] = []
    position = 0
    end = script = -1
    for opener in _CDATA.finditer(text):
        start = opener.start()
        if start < position:
            continue
        # Both pointers only move forwards, so that a page of a million openers is read once.
        end = text.find("]]>", start) if end < start else end
        if end < 0:
            break
        if script < start:
            found = _END_SCRIPT.search(text, start)
            script = found.start() if found else len(text)
        if script < end:  # opened in one script and closed in another
            continue
        parts += (text[position:start], "<!--", "_" * (end - start - 4), "-->")
        position = end + 3
    return "".join((*parts, text[position:]))


def _hide_empty(text: str) -> str:
    """Elements without content inside SVG (`<title/>`) become comments; the tokenizer would read on for their text."""
    parts: list[str] = []
    position = 0
    while (start := text.find("<svg", position)) >= 0:
        end = text.find("</svg", start)
        end = len(text) if end < 0 else end
        parts += (text[position:start], _EMPTY.sub(_comment, text[start:end]))
        position = end
    return "".join((*parts, text[position:]))


def _comment(match: re.Match[str]) -> str:
    return f"<!--{'_' * (len(match[0]) - 7)}-->"


def _find_islands(text: str) -> Islands:
    found = [*_angle_islands(text), *_brace_islands(text)]
    islands: Islands = {}
    last = 0
    for start, end in sorted(found, key=lambda island: (island[0], -island[1])):
        if start >= last:
            islands[start] = last = end
    return islands


def _angle_islands(text: str) -> list[tuple[int, int]]:
    found = []
    for opener, closer in _ANGLES:
        position = text.find(opener)
        while position >= 0:
            end = text.find(closer, position + len(opener))
            if end < 0:
                if opener != "<%":  # PHP may leave its last island open
                    found.append((position, len(text)))
                break
            found.append((position, end + len(closer)))
            position = text.find(opener, end + len(closer))
    return found


def _brace_islands(text: str) -> list[tuple[int, int]]:
    found = []
    for opener, closer in _BRACES:
        position = text.find(opener)
        while position >= 0:
            end = text.find(closer, position + 2, position + _LONGEST)
            if end < 0 or text.find("</", position, end) >= 0 or text.find("<!", position, end) >= 0:
                position = text.find(opener, position + 2)
                continue
            found.append((position, end + 2))
            position = text.find(opener, end + 2)
    return found


def _cover(text: str, islands: Islands) -> str:
    parts: list[str] = []
    position = 0
    for start, end in islands.items():
        parts += (text[position:start], ISLAND * (end - start))
        position = end
    return "".join((*parts, text[position:]))
