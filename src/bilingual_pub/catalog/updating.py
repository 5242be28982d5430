"""Bring catalogs up to a new template (GNU's msgmerge), without losing a translation or moving a line for nothing."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bilingual_pub.catalog.arranging import arrange
from bilingual_pub.catalog.heading import dated, new_catalog, plural_forms
from bilingual_pub.catalog.renewing import Memory, renew
from bilingual_pub.catalog.store import as_catalog, locale_name, po_path, read_catalog
from bilingual_pub.catalog.validating import form_count, plural_count
from bilingual_pub.errors import CatalogError
from bilingual_pub.files import StrPath, write_bytes
from bilingual_pub.formats import po
from bilingual_pub.model import N_, Diagnostic
from bilingual_pub.template import Template

__all__ = ["CatalogUpdate", "Memory", "update", "update_catalog"]


@dataclass(frozen=True, slots=True)
class CatalogUpdate:
    """What an update made of one catalog, and how many of its entries fared how.

    `changed`: the file is not what it was (or, with `dry_run`, would not be). `new`: untranslated, never seen before.
    `kept`: as they were. `moved`: of those, found at other places now. `fuzzy`: a changed msgid with its old
    translation, for a translator to look at. `adjusted`: only case, numbers, tags or end punctuation changed, and
    the translation was changed the same way. `suggested`: filled in from a memory. `revived`: no longer obsolete.
    `obsolete`: gone from the template now, their translation kept behind `#~`.
    """

    language: str
    domain: str
    path: Path
    changed: bool
    catalog: po.Catalog = field(repr=False)
    new: int = 0
    kept: int = 0
    moved: int = 0
    fuzzy: int = 0
    adjusted: int = 0
    suggested: int = 0
    revived: int = 0
    obsolete: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()


def update(
    locales: StrPath,
    template: Template | StrPath | Any,
    *,
    languages: str | Iterable[str],
    domain: str = "messages",
    memories: Sequence[Memory] = (),
    matching: bool = True,
    force: bool = False,
    max_loss: float = 0.2,
    dry_run: bool = False,
) -> list[CatalogUpdate]:
    """Bring the catalog of each language (BCP 47) up to `template`, and make it where there is none.

    `template`: a Template, the path of a .pot, or a catalog of polib's or Babel's. `memories`: translations known
    elsewhere. `matching`: look for what a new message was before. `dry_run`: write nothing.

    Raises CatalogError, before anything is written, when a catalog would lose more than `max_loss` (a share, 0 to
    1) of its translations to `#~` and more than one: a wrong folder or an empty extraction. `force` lets it.

    >>> import tempfile
    >>> from bilingual_pub.model import Message
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [result] = update(folder, Template((Message("Læs mere"),)), languages=["en"])
    ...     result.path.relative_to(folder).as_posix(), result.new
    ('en/LC_MESSAGES/messages.po', 1)
    """
    wanted = _template(template)
    results: list[CatalogUpdate] = []
    for language in dict.fromkeys((languages,) if isinstance(languages, str) else languages):
        path = po_path(locales, language, domain)
        old = read_catalog(path) if path.exists() else None
        start = new_catalog(wanted, locale_name(language), path) if old is None else old
        catalog, counts = update_catalog(start, wanted, memories=memories, matching=matching)
        _guard(start, counts["obsolete"], path, 1.0 if force else max_loss)
        changed = old is None or catalog.to_bytes() != old.to_bytes()
        results.append(
            CatalogUpdate(language, domain, path, changed, catalog, **counts, diagnostics=start.diagnostics)
        )
    for result in results:
        if result.changed and not dry_run:
            write_bytes(result.path, result.catalog.to_bytes())
    return results


def update_catalog(
    catalog: po.Catalog, template: Template, *, memories: Sequence[Memory] = (), matching: bool = True
) -> tuple[po.Catalog, dict[str, int]]:
    r"""Return `catalog` brought up to `template`, and the counts of `CatalogUpdate` by name.

    >>> old = po.parse('msgid "Læs mere"\nmsgstr "Read more"\n')
    >>> from bilingual_pub.model import Message
    >>> new, counts = update_catalog(old, Template((Message("Læs mere …"), Message("Søg"))))
    >>> [(entry.msgid, entry.msgstr[0]) for entry in new.entries], counts["adjusted"]
    ([('Læs mere …', 'Read more …'), ('Søg', '')], 1)
    """
    messages = {(m.msgctxt, m.msgid): m for m in template.messages if m.msgid or m.msgctxt is not None}
    locale = (catalog.language or "en").replace("-", "_")
    plurals = plural_count(catalog) or form_count(plural_forms(locale)) or 2
    outcomes = renew(catalog, messages, plurals, memories, matching=matching)
    blocks, obsolete = arrange(catalog, outcomes)
    counts = Counter(outcome.kind for outcome in outcomes.values())
    counts["moved"] = sum(
        o.old.references != o.entry.references for o in outcomes.values() if o.old is not None
    )
    counts["obsolete"] = obsolete
    names = ("new", "kept", "moved", "fuzzy", "adjusted", "suggested", "revived", "obsolete")
    return dated(catalog.with_blocks(blocks), template), {name: counts[name] for name in names}


def _template(value: Any) -> Template:
    if isinstance(value, Template):
        return value
    if isinstance(value, str | os.PathLike):
        return Template.load(value)
    return Template.parse(as_catalog(value))


def _guard(catalog: po.Catalog, lost: int, path: Path, max_loss: float) -> None:
    total = sum(entry.translated for entry in catalog.entries)
    if lost <= max_loss * total or (lost == 1 and total > 1):
        return
    template = N_("{lost} of {total} translations would become obsolete; nothing was written")
    hint = N_(
        "Is this the right folder, and did the extraction find its messages? Else repeat it with --force."
    )
    values: dict[str, object] = {"lost": lost, "total": total}
    raise CatalogError(Diagnostic("too-many-lost", "error", template, values, os.fspath(path), hint=hint))
