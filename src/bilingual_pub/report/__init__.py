"""The desk: one self-contained HTML page on which an editor sees where a bilingual site stands.

It has no script and asks for nothing from a network; its Content-Security-Policy says so, down to the hash of its
one style sheet. Everything that comes from a document, a catalog or a file name is escaped by construction
(`markup.tag`).
"""

from __future__ import annotations

from bilingual_pub.report.of_build import report_on
from bilingual_pub.report.page import report, write_report

__all__ = ["report", "report_on", "write_report"]
