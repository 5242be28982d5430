"""The header of a catalog: what a new one says, and the one line an update may change."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bilingual_pub.catalog.validating import is_usable
from bilingual_pub.formats import po
from bilingual_pub.formats.po.write import with_flag
from bilingual_pub.template import Template, creation_date

__all__ = ["dated", "new_catalog", "plural_forms", "plural_rule"]


def plural_forms(locale: str) -> str:
    """Return the `Plural-Forms` of a locale as Babel's table (from gettext and CLDR) has it; Danish's where there is none.

    >>> plural_forms("en_GB")
    'nplurals=2; plural=(n != 1);'
    """
    from babel.core import UnknownLocaleError  # noqa: PLC0415
    from babel.messages.plurals import get_plural  # noqa: PLC0415

    try:
        return str(get_plural(locale)).rstrip(";") + ";"
    except (UnknownLocaleError, ValueError):
        return "nplurals=2; plural=(n != 1);"


def plural_rule(catalog: po.Catalog) -> Callable[[int], int]:
    r"""Return which of a message's forms a number takes: by the header's `Plural-Forms`, else as its language has it.

    >>> rule = plural_rule(po.parse('msgid ""\nmsgstr "Language: en\\n"\n'))
    >>> rule(0), rule(1), rule(7)
    (1, 0, 1)
    """
    for forms in (
        catalog.header("Plural-Forms") or "",
        plural_forms((catalog.language or "en").replace("-", "_")),
    ):
        if (formula := _FORMULA.search(forms)) and is_usable(forms):
            return gettext.c2py(formula[1])
    return lambda number: int(number != 1)


_FORMULA = re.compile(r"plural\s*=\s*([^;]+)")


def new_catalog(template: Template, locale: str, path: Path) -> po.Catalog:
    """Return a catalog without messages for a new translation into `locale`.

    >>> catalog = new_catalog(Template(), "en", Path("locales/en/LC_MESSAGES/messages.po"))
    >>> catalog.language, catalog.header("X-Source-Language")
    ('en', 'da')
    """
    header = po.parse(
        replace(template, messages=(), created=template.created or creation_date()).to_bytes(), path=path
    )
    entry = header.header_entry
    assert entry is not None
    catalog = header.with_blocks([replace(entry, head=with_flag(entry, "fuzzy", False))])
    fields = {"Language": locale, "Language-Team": locale, "Last-Translator": "Automatically generated"}
    for name, value in fields.items():
        catalog = catalog.with_header(name, value)
    return _with_plurals(catalog, locale)


def _with_plurals(catalog: po.Catalog, locale: str) -> po.Catalog:
    value = plural_forms(locale)
    if catalog.header("Plural-Forms") is not None:
        return catalog.with_header("Plural-Forms", value)
    text = catalog.header_entry.msgstr[0] if catalog.header_entry else ""
    lines = re.sub(r"(Content-Transfer-Encoding:.*\n)", rf"\1Plural-Forms: {value}\n", text)
    assert catalog.header_entry is not None
    return catalog.with_blocks([replace(catalog.header_entry, msgstr=(lines,)), *catalog.blocks[1:]])


def dated(catalog: po.Catalog, template: Template) -> po.Catalog:
    """Return `catalog` with the template's date, and with plural forms where it needs them and has none.

    >>> catalog = new_catalog(Template(), "en", Path("en.po"))
    >>> dated(catalog, Template(created="2026-11-23 12:00+0000")).header("POT-Creation-Date")
    '2026-11-23 12:00+0000'
    """
    if template.created and catalog.header("POT-Creation-Date") not in {template.created, None}:
        catalog = catalog.with_header("POT-Creation-Date", template.created)
    plural = any(entry.msgid_plural is not None for entry in catalog.entries)
    missing = "INTEGER" in (catalog.header("Plural-Forms") or "INTEGER")
    if plural and missing and catalog.header_entry and catalog.language:
        catalog = catalog.with_header("Plural-Forms", plural_forms(catalog.language.replace("-", "_")))
    return catalog
