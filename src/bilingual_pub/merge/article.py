"""An article in two languages that can write itself."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bilingual_pub.merge.pairing import Pairing

__all__ = ["PairedArticle"]

DEFAULT_OUTPUTS = ("pages", "side-by-side", "tmx", "jsonl")


class PairedArticle(Pairing):
    """A `Pairing` with `write`: what `bilingual_pub.merge` returns."""

    __slots__ = ()

    def write(
        self, folder: str | os.PathLike[str], outputs: str | Iterable[str] = DEFAULT_OUTPUTS, **options: Any
    ) -> list[Path]:
        r"""Write the named outputs below `folder` and return their paths; what is there already stays as it is.

        `outputs`: names in `bilingual_pub.outputs.OUTPUTS`. `options`: of `bilingual_pub.outputs.Options`, such
        as `base_url`. Raises OutputError for a name that is unknown or a file that can't be written.

        >>> import tempfile
        >>> from bilingual_pub.formats import html, po
        >>> from bilingual_pub.merge import merge
        >>> catalog = po.parse('msgid "Hej"\nmsgstr "Hi"\n')
        >>> article = merge(html.parse("<p>Hej</p>"), catalog, languages=("da", "en"), slug="hej")
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     [path.name for path in article.write(folder, outputs=("pages",))]
        ['hej.da.html', 'hej.en.html']
        """
        from bilingual_pub import outputs as writers  # noqa: PLC0415

        names = (outputs,) if isinstance(outputs, str) else tuple(outputs)
        return writers.write(self, folder, names, writers.Options(**options))
