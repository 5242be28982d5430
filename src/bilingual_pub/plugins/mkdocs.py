"""For MkDocs: `plugins: [bilingual-pub]` in `mkdocs.yml`, after `i18n`.

Each page gets its theme's strings in the page's language, from the catalogs in `locales/` beside `mkdocs.yml`
(options `locales` and `domain`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from bilingual_pub.plugins.pages import translate_page


def __getattr__(name: str) -> Any:
    # The class is made when MkDocs asks for it, so that this module can be imported where there is no MkDocs.
    if name != "BilingualPubPlugin":
        raise AttributeError(name)
    return _plugin()


@cache
def _plugin() -> type:
    from mkdocs.config import config_options  # noqa: PLC0415
    from mkdocs.plugins import BasePlugin  # noqa: PLC0415

    class BilingualPubPlugin(BasePlugin):  # type: ignore[misc]
        """The plug-in that MkDocs finds under the name `bilingual-pub`."""

        config_scheme = (
            ("locales", config_options.Type(str, default="locales")),
            ("domain", config_options.Type(str, default="messages")),
        )

        def on_post_page(self, output: str, *, page: Any, config: Any) -> str:
            """Return a finished page with its chrome in the page's language."""
            folder = Path(config["config_file_path"]).parent / self.config["locales"]
            return translate_page(output, folder, domain=self.config["domain"], path=page.file.dest_uri)

    return BilingualPubPlugin
