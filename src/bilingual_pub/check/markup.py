"""Rules on what a program fills in or a browser reads: placeholders, tags, entities."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html.entities import html5

from bilingual_pub.catalog.validating import printf_fields
from bilingual_pub.check.icu import arguments
from bilingual_pub.check.rules import Pair, Rule
from bilingual_pub.model import N_

__all__ = ["RULES", "TAG"]

# HTML's elements that occur inside a sentence or hold one (HTML Standard, 4.3 to 4.11), and "x" for a template island.
_NAMES = """a abbr acronym address article aside audio b bdi bdo big blockquote br button canvas center cite code data dd del
details dfn div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input ins
kbd label legend li link main map mark meta nav object ol optgroup option output p picture pre progress q rp rt ruby s samp
script section select small source span strike strong style sub summary sup svg table tbody td textarea tfoot th thead time
tr tt u ul var video wbr x"""
TAG = re.compile(rf"<(/?)({'|'.join(_NAMES.split())})(\d*)(?:(\s[^<>]*+)|(/))?>", re.IGNORECASE)
_LONE = frozenset("br hr img input link meta source wbr embed x".split())

# Placeholders that are told from prose without a flag: no "50% rabat", no lone brace.
_PLACEHOLDER = re.compile(
    r"%\([A-Za-z_]\w*\)[#0\- +]*[\d.]*[a-zA-Z]|(?<![\d%])%(?:\d+\$)?(?:[-+0]?\d*(?:\.\d+)?)[sdfux@](?![A-Za-zæøå])"
    r"|%\d+\$[a-zA-Z]|\$\{[^{}]+\}|%\{\w+\}|\{\{[^{}]*\}\}|(?<!\{)\{[A-Za-z_0-9][\w.\[\]]*(?:![rsa])?(?::[^{}]*)?\}(?!\})"
)
_FORMATS = {"python-format", "c-format", "php-format", "perl-format", "python-brace-format"}
_FORMATS |= {f"no-{name}" for name in _FORMATS}
_BROKEN_ENTITY = re.compile(r"&\s?(?:nbsp|amp|lt|gt|quot|hellip|ndash|mdash|copy|[lr][sd]quo|[lr]aquo|aelig|oslash|aring|shy)\b(?!;)"
                            r"|&\s+(?:\w{2,8}|#\d+);|&#\d+(?![\d;])", re.IGNORECASE)  # fmt: skip
_ENTITY = re.compile(r"&(\w+;)")


def placeholders(pair: Pair) -> Iterator[str]:
    """Placeholders that are missing or new. Flagged formats are the matter of `format`; here are those in plain texts."""
    flags = set(pair.entry.flags)
    if flags & _FORMATS:
        return
    allowed = _placeholders(pair.entry.msgid) | _placeholders(pair.entry.msgid_plural or "")
    found = _placeholders(pair.target)
    # The form for one may leave the number out ("én artikel").
    missing = Counter() if pair.plural else _placeholders(pair.source) - found
    extra = Counter({name: 1 for name in found if name not in allowed}) if pair.plural else found - allowed
    yield from missing
    yield from extra


def _placeholders(text: str) -> Counter[str]:
    if "%" not in text and "{" not in text:
        return Counter()
    found = _PLACEHOLDER.findall(text)
    percent = [name for name in found if name.startswith("%") and not name.startswith("%{")]
    rest = [re.sub(r"\s", "", name) for name in found if name not in percent]
    return Counter([*printf_fields(" ".join(percent)), *rest])


def tags(pair: Pair) -> Iterator[str]:
    """Tags that are missing or new, by name; their attributes are free."""
    source, target = _tags(pair.source), _tags(pair.target)
    yield from source - target
    yield from target - source


def _tags(text: str) -> Counter[str]:
    return Counter(_tag(match) for match in TAG.finditer(text)) if "<" in text else Counter()


def _tag(match: re.Match[str]) -> str:
    name = match[2].lower()
    lone = match[5] or (match[4] or "").endswith("/") or name in _LONE
    return f"<{name}{match[3]}/>" if lone else f"<{match[1]}{name}{match[3]}>"


def crossed_tags(pair: Pair) -> Iterator[str]:
    """Tags that are closed in another order than they were opened; only where the source does not do so too."""
    wrong = _crossed(pair.target)
    if wrong and not _crossed(pair.source) and _tags(pair.source) == _tags(pair.target):
        yield wrong


def _crossed(text: str) -> str:
    opened: list[str] = []
    for match in TAG.finditer(text):
        tag = _tag(match)
        if tag.endswith("/>"):
            continue
        if not match[1]:
            opened.append(tag)
        elif not opened or opened.pop() != tag.replace("</", "<"):
            return tag
    return opened[-1] if opened else ""


def entities(pair: Pair) -> Iterator[str]:
    """Character references a browser would show as they stand: no semicolon, a space inside, or an unknown name."""
    if "&" in pair.target:
        meant = _BROKEN_ENTITY.findall(pair.source)
        yield from (text for text in _BROKEN_ENTITY.findall(pair.target) if text not in meant)
        yield from (f"&{name}" for name in _ENTITY.findall(pair.target) if name not in html5)


def icu(pair: Pair) -> Iterable[str]:
    """Arguments of an ICU message that differ, or one that can't be read; only where the entry is flagged so."""
    if not {"icu-format", "icu-message-format", "icu"} & set(pair.entry.flags):
        return
    try:
        source, target = arguments(pair.source), arguments(pair.target)
    except ValueError as error:
        yield str(error)
        return
    yield from sorted(source ^ target)


RULES = (
    Rule(
        "placeholder",
        "error",
        N_("placeholders that are not in both texts: {what}"),
        N_("Copy the placeholders from the msgid; the program fills them in."),
        placeholders,
    ),
    Rule(
        "icu",
        "error",
        N_("the ICU message does not fit: {what}"),
        N_("Translate only the text in the inner braces."),
        icu,
    ),
    Rule(
        "tag",
        "error",
        N_("tags that are not in both texts: {what}"),
        N_("Copy the tags from the msgid; their order is free."),
        tags,
    ),
    Rule(
        "tag-order",
        "error",
        N_("{what} is closed out of order"),
        N_("Close the tag that was opened last."),
        crossed_tags,
    ),
    Rule(
        "entity",
        "error",
        N_("{what} is no character reference"),
        N_("Write the character itself, or the reference with its semicolon."),
        entities,
    ),
)
