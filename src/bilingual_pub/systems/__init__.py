"""Static site systems: each recognised from its own configuration, read and written in its own convention.

One small file for each; what they share is in `base` (a site and its articles), `naming` (languages in paths),
`settings` (configuration files) and `strings` (files of UI strings).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from bilingual_pub.systems import eleventy, hugo, jekyll, lektor, mkdocs, nikola, pelican, plain
from bilingual_pub.systems.base import Article, System, UiFile

__all__ = ["Article", "System", "UiFile", "recognise"]

_RECOGNISERS: tuple[Callable[[Path], System | None], ...] = (
    nikola.recognise,
    pelican.recognise,
    hugo.recognise,
    mkdocs.recognise,
    lektor.recognise,
    eleventy.recognise,
    jekyll.recognise,
)
"""In the order they are asked: those with the most telling configuration first."""


def recognise(folder: str | os.PathLike[str]) -> System:
    """Return the site in `folder`, recognised from its own configuration file; a bare folder is "plain".

    Raises ConfigError where the configuration can't be read. Nothing of the site is run.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "pelicanconf.py").write_text("DEFAULT_LANG = 'da'")
    ...     recognise(folder).name
    'pelican'
    """
    path = Path(folder)
    found = (recogniser(path) for recogniser in _RECOGNISERS)
    return next((system for system in found if system), None) or plain.recognise(path)
