"""The whole pipeline over a site: catalogs, pairs and outputs, incremental and on as many cores as there are."""

from bilingual_pub.site.pipeline import BuildResult, build

__all__ = ["BuildResult", "build"]
