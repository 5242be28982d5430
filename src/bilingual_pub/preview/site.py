"""The preview of a site: built once to begin with, and again whenever something it is made of is saved."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

from bilingual_pub.config import load
from bilingual_pub.preview.session import Preview
from bilingual_pub.site import build

__all__ = ["preview_site"]


def preview_site(
    where: str | os.PathLike[str] = ".",
    *,
    port: int = 0,
    language: str = "en",
    translate: Callable[[str], str] = str,
) -> Preview:
    """Build the site in a folder (or of a configuration file) and return its preview, to be used in a `with`.

    The configuration is read anew for each rebuild. Raises ConfigError, CatalogError and OutputError as `build` does.

    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "hej.da.md").write_text("# Hej med jer alle sammen", "utf-8")
    ...     with preview_site(folder) as preview:
    ...         (preview.root / "da/hej.html").is_file()
    True
    """
    config = load(where)
    build(config)
    return Preview(
        config.path(config.output),
        locales=config.path(config.locales),
        watch=[config.root],
        rebuild=partial(build, where),
        port=port,
        language=language,
        translate=translate,
    )
