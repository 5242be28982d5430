"""PO to MO. The same catalog gives the same bytes, and a file that holds them already is left alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from bilingual_pub.catalog.counting import Statistics, count
from bilingual_pub.catalog.heading import plural_forms
from bilingual_pub.catalog.store import find, read_catalog
from bilingual_pub.catalog.validating import plural_count, plural_fault, unfit
from bilingual_pub.files import StrPath, write_bytes
from bilingual_pub.formats import mo, po
from bilingual_pub.model import N_, Diagnostic

__all__ = ["CompiledCatalog", "compile", "compile_catalog"]


@dataclass(frozen=True, slots=True)
class CompiledCatalog:
    """What became of one catalog. `path` is the .mo's, `source` the .po's.

    `changed`: the .mo is not what it was (or, with `dry_run`, would not be). `messages`: how many it holds.
    `diagnostics`: what was wrong with the .po; entries named there as errors were left out.
    """

    language: str
    domain: str
    path: Path
    source: Path
    changed: bool
    messages: int
    diagnostics: tuple[Diagnostic, ...] = ()
    catalog: po.Catalog = field(default_factory=po.Catalog, repr=False)

    @property
    def statistics(self) -> Statistics:
        """How far the translation is."""
        return count(self.catalog, self.language, self.domain)


def compile(  # noqa: A001
    locales: StrPath,
    *,
    domain: str | None = None,
    output: StrPath | None = None,
    use_fuzzy: bool = False,
    dry_run: bool = False,
) -> list[CompiledCatalog]:
    """Compile every catalog below `locales`, or those of one domain, to a .mo beside it.

    `output`: another folder for the .mo files, laid out the same. `use_fuzzy`: take fuzzy translations too.
    `dry_run`: write nothing, and say what would change. Entries with errors are left out and named in
    `diagnostics`. Raises InputError and OutputError for files that can't be read or written.

    >>> compile("nowhere")
    []
    """
    results: list[CompiledCatalog] = []
    for language, name, source in find(locales, domain):
        catalog = read_catalog(source)
        data, messages, diagnostics = compile_catalog(catalog, use_fuzzy=use_fuzzy)
        place = source if output is None else Path(output) / source.relative_to(locales)
        path = place.with_suffix(".mo")
        changed = write_bytes(path, data, dry_run=dry_run)
        results.append(CompiledCatalog(language, name, path, source, changed, messages, diagnostics, catalog))
    return results


def compile_catalog(
    catalog: po.Catalog, *, use_fuzzy: bool = False
) -> tuple[bytes, int, tuple[Diagnostic, ...]]:
    r"""Return the MO file of a catalog, how many messages it holds, and what was wrong.

    An entry that is not translated, or only in some of its plural forms, is left out, so that the program shows
    the next best there is; so is one with an error. `Plural-Forms` that no program can read become the language's.

    >>> data, messages, _ = compile_catalog(po.parse('msgid "Hej"\nmsgstr "Hi"\n'))
    >>> messages
    1
    """
    wrong = list(catalog.diagnostics)
    if catalog.header("Plural-Forms") is not None and (faults := list(plural_fault(catalog))):
        wrong += faults
        forms = plural_forms((catalog.language or "en").replace("-", "_"))
        catalog = catalog.with_header("Plural-Forms", forms)
    plurals = plural_count(catalog)
    fit: list[po.Entry] = []
    for entry in catalog.index.values():
        if not (entry.translated if use_fuzzy else entry.final):
            wrong += _half(entry, catalog.path)
            continue
        faults = list(unfit(entry, plurals, catalog.path))
        wrong += faults
        if not faults:
            fit.append(entry)
    header = catalog.header_entry.msgstr[0] if catalog.header_entry else ""
    return mo.serialize(fit, header), len(fit), tuple(wrong)


def _half(entry: po.Entry, path: str | None) -> list[Diagnostic]:
    if not any(entry.msgstr) or all(entry.msgstr):
        return []
    template = N_("“{msgid}” is translated in some of its plural forms only, and was left out")
    hint = N_("Fill in every form.")
    return [
        Diagnostic(
            "half-translated",
            "warning",
            template,
            {"msgid": entry.msgid},
            path,
            entry.line or None,
            hint=hint,
        )
    ]
