"""Find what is wrong with catalogs, and say it in a form for people or for programs."""

from bilingual_pub.check.catalog import check_catalog
from bilingual_pub.check.documents import check_document, check_links
from bilingual_pub.check.everything import check
from bilingual_pub.check.output import FORMATS, format_diagnostics
from bilingual_pub.check.pairs import check_bitext

__all__ = [
    "FORMATS",
    "check",
    "check_bitext",
    "check_catalog",
    "check_document",
    "check_links",
    "format_diagnostics",
]
