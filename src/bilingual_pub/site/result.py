"""What a build found and did, for whoever called it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bilingual_pub.catalog import CatalogUpdate, CompiledCatalog
from bilingual_pub.config import Config
from bilingual_pub.model import Diagnostic
from bilingual_pub.site.articles import Article
from bilingual_pub.site.workshop import Made, Workshop

__all__ = ["BuildResult"]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build found and did.

    `written`: files that changed (with `dry_run`, that would). `unchanged`: how many did not. `plan`: which files
    make which article. `workshop`: what every article was made with. The sequences of a large site are on disk, and
    give an item when they are asked for one.
    """

    config: Config
    articles: Sequence[Made] = ()
    updates: tuple[CatalogUpdate, ...] = ()
    compiled: tuple[CompiledCatalog, ...] = ()
    written: Sequence[Path] = ()
    unchanged: int = 0
    diagnostics: Sequence[Diagnostic] = ()
    plan: Sequence[Article] = field(default=(), repr=False)
    workshop: Workshop = field(default_factory=lambda: Workshop(Config()), repr=False)

    @property
    def changed(self) -> bool:
        """Whether anything on the disk is not what it was."""
        return bool(self.written)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that are errors."""
        return tuple(d for d in self.diagnostics if d.severity == "error")
