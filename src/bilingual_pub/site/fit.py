"""Translations that must not reach readers: what is broken in a catalog is named, and its source stands instead."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bilingual_pub.catalog.validating import plural_count, unfit
from bilingual_pub.check.catalog import RULES
from bilingual_pub.check.rules import Pair, diagnostics
from bilingual_pub.formats.po import Catalog, Entry
from bilingual_pub.model import Diagnostic

__all__ = ["fit"]

_ERRORS = tuple(rule for rule in RULES if rule.severity == "error")


def fit(catalog: Catalog, *, ignore: Collection[str] = ()) -> tuple[Catalog, tuple[Diagnostic, ...]]:
    r"""Return a catalog whose broken translations count as missing, and what is wrong with them.

    Broken is what `check` calls an error: a tag or a placeholder that is not in both texts. What keeps an entry out of
    the .mo (`unfit`) is left out too; `compile` has said so already. `ignore`: names of rules.

    >>> from bilingual_pub.formats import po
    >>> catalog, found = fit(po.parse('msgid "Svar"\nmsgstr "Reply {name}"\n'))
    >>> catalog.lookup("Svar"), [diagnostic.rule for diagnostic in found]
    (None, ['placeholder'])
    """
    plurals = plural_count(catalog)
    found: list[Diagnostic] = []
    broken: dict[tuple[str | None, str], tuple[str, ...]] = {}
    for entry in catalog.index.values():
        if not entry.final or not entry.msgid:
            continue
        faults = [d for d in _faults(entry, catalog) if d.rule not in ignore]
        found += faults
        if faults or any(unfit(entry, plurals)):
            broken[entry.key] = entry.msgstr
    return (catalog.with_translations(broken, fuzzy=True) if broken else catalog), tuple(found)


def _faults(entry: Entry, catalog: Catalog) -> Iterator[Diagnostic]:
    if "ignore-all" in entry.flags:
        return
    languages = (catalog.source_language or "da", catalog.language or "en")
    for number, target in enumerate(entry.msgstr):
        source = entry.msgid_plural if number and entry.msgid_plural is not None else entry.msgid
        pair = Pair(source, target, entry, *languages)
        for rule in _ERRORS:
            if f"ignore-{rule.name}" not in entry.flags:
                yield from diagnostics(rule, pair, catalog.path)
