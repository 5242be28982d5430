"""The whole pipeline over a site: catalogs, pairs and outputs, incremental and on as many cores as there are."""

from bilingual_pub.site.pipeline import build
from bilingual_pub.site.result import BuildResult

__all__ = ["BuildResult", "build"]
