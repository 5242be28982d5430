"""The exact answer, where a site's generator can be run: render it once with every catalog message marked.

`run_marked` (or the WordPress plug-in) makes the marked rendering, `coverage` compares it with the plain one.
"""

from bilingual_pub.trace.coverage import Coverage, Traced, coverage, judge
from bilingual_pub.trace.legend import Source, in_page
from bilingual_pub.trace.marks import mark, pieces, unmark
from bilingual_pub.trace.running import install_wordpress, run_marked

__all__ = [
    "Coverage", "Source", "Traced", "coverage", "in_page", "install_wordpress", "judge", "mark", "pieces", "run_marked", "unmark",
]  # fmt: skip
