"""Find what is wrong with catalogs, and say it in a form for people or for programs."""

from bilingual_pub.check.catalog import check_catalog
from bilingual_pub.check.output import FORMATS, format_diagnostics

__all__ = ["FORMATS", "check_catalog", "format_diagnostics"]
