"""Catalogs on disk: `locales/<language>/LC_MESSAGES/<domain>.po`, kept up to date, compiled and counted."""

from bilingual_pub.catalog.compiling import CompiledCatalog, compile  # noqa: A004
from bilingual_pub.catalog.counting import Statistics, statistics
from bilingual_pub.catalog.heading import plural_rule
from bilingual_pub.catalog.store import as_catalog, load, locale_name, po_path
from bilingual_pub.catalog.updating import CatalogUpdate, Memory, update, update_catalog

__all__ = [
    "CatalogUpdate",
    "CompiledCatalog",
    "Memory",
    "Statistics",
    "as_catalog",
    "compile",
    "load",
    "locale_name",
    "plural_rule",
    "po_path",
    "statistics",
    "update",
    "update_catalog",
]
