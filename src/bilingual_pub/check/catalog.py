"""Check a catalog: its header, each entry by every rule, and entries against one another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from bilingual_pub.catalog import as_catalog
from bilingual_pub.catalog.adjusting import skeleton
from bilingual_pub.catalog.validating import plural_count, plural_fault, unfit
from bilingual_pub.check import calendar, facts, markup, typography, wording
from bilingual_pub.check.rules import Glossary, Pair, Rule, diagnostics
from bilingual_pub.formats import po
from bilingual_pub.model import N_, Diagnostic

__all__ = ["RULES", "check_catalog", "check_pair"]

RULES: tuple[Rule, ...] = (*markup.RULES, *typography.RULES, *facts.RULES, *calendar.RULES, *wording.RULES)
"""The rules that look at one text and its translation, in the order of what they report."""


def check_catalog(
    catalog: po.Catalog | Any,
    *,
    rules: Collection[str] | None = None,
    ignore: Collection[str] = (),
    glossary: Glossary | None = None,
    source_language: str | None = None,
) -> list[Diagnostic]:
    r"""Return what is wrong with a catalog of ours, polib's or Babel's, in the order of its lines.

    Fuzzy and untranslated entries are not looked at: nobody sees them. `rules`: only these, by name; `ignore`: all
    but these. A flag `ignore-<rule>` on an entry (`#, ignore-end`) switches a rule off for it, `ignore-all` all.
    `glossary`: terms of the source language to their translations. `source_language` (BCP 47): where the header's
    `X-Source-Language` is silent; Danish, unless the catalog itself is Danish.

    >>> catalog = po.parse('msgid "Læs <b>mere</b>"\nmsgstr "Read more"\n')
    >>> [d.rule for d in check_catalog(catalog, rules=["tag"])]
    ['tag']
    """
    ours = as_catalog(catalog)
    target = ours.language or "en"
    source = source_language or ours.source_language or ("en" if target.startswith("da") else "da")
    found = [*ours.diagnostics, *_header(ours), *_inconsistent(ours)]
    plurals = plural_count(ours)
    for entry in ours.entries:
        found += _entry(entry, plurals, (source, target), glossary or {}, ours.path)
    kept = (d for d in found if (rules is None or d.rule in rules) and d.rule not in ignore)
    return sorted(kept, key=lambda diagnostic: diagnostic.line or 0)


def _entry(
    entry: po.Entry, plurals: int | None, languages: tuple[str, str], glossary: Glossary, path: str | None
) -> Iterator[Diagnostic]:
    flags = entry.flags
    if "ignore-all" in flags or "fuzzy" in flags or not any(entry.msgstr):
        return
    yield from unfit(entry, plurals, path)
    if not entry.translated and "ignore-half-translated" not in flags:
        yield _diagnostic(
            "half-translated", N_("“{msgid}” is translated in some of its plural forms only"), entry, path
        )
    if plurals is not None and entry.msgid_plural is not None and len(entry.msgstr) > plurals:
        yield _diagnostic(
            "plural-count", N_("“{msgid}” has more plural forms than the header says"), entry, path
        )
    for number, target in enumerate(entry.msgstr):
        text = entry.msgid_plural if number and entry.msgid_plural is not None else entry.msgid
        if target:
            pair = Pair(text, target, entry, *languages, glossary)
            yield from check_pair(pair, path)


def check_pair(pair: Pair, path: str | None = None) -> Iterator[Diagnostic]:
    """Yield what every rule has to say of one text and its translation.

    >>> entry = po.Entry("Side 3", ("Page 4",))
    >>> [d.rule for d in check_pair(Pair("Side 3", "Page 4", entry))]
    ['number']
    """
    flags = pair.entry.flags
    for rule in RULES:
        if f"ignore-{rule.name}" not in flags:
            yield from diagnostics(rule, pair, path)


def _diagnostic(
    rule: str, template: str, entry: po.Entry | None, path: str | None, **values: object
) -> Diagnostic:
    line = entry.line if entry else 1
    named = {"msgid": entry.msgid if entry else "", **values}
    return Diagnostic(rule, "warning", template, named, path, line or None)


def _header(catalog: po.Catalog) -> Iterator[Diagnostic]:
    path, header = catalog.path, catalog.header_entry
    if header is None:
        yield _diagnostic("no-header", N_("the catalog has no header"), None, path)
        return
    folder = po.parse("", path=path).language
    if folder and catalog.language and folder != catalog.language:
        template = N_("the header says {language}, the folder {folder}")
        yield _diagnostic("header-language", template, header, path, language=catalog.language, folder=folder)
    forms = catalog.header("Plural-Forms") or ""
    if forms or any(entry.msgid_plural is not None for entry in catalog.entries):
        yield from plural_fault(catalog)


def _inconsistent(catalog: po.Catalog) -> Iterable[Diagnostic]:
    """Messages that differ only in case or end punctuation (or in their context) and are translated differently."""
    first: dict[tuple[str | None, str], po.Entry] = {}
    for entry in catalog.entries:
        if not entry.final or entry.msgid_plural is not None or "ignore-inconsistent" in entry.flags:
            continue
        bones = skeleton(entry.msgid)
        other = first.setdefault((entry.msgctxt, bones), entry)
        if bones.strip("\0 0") and skeleton(other.msgstr[0]) != skeleton(entry.msgstr[0]):
            template = N_("“{msgid}” is “{here}” here and “{there}” on line {line}")
            values = {"here": entry.msgstr[0], "there": other.msgstr[0], "line": other.line}
            yield _diagnostic("inconsistent", template, entry, catalog.path, **values)
