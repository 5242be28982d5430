"""The preview: built pages on 127.0.0.1 that change while a translator saves, and that say where a string comes from."""

from __future__ import annotations

from bilingual_pub.preview.session import Preview
from bilingual_pub.preview.site import preview_site
from bilingual_pub.preview.strings import instrument

__all__ = ["Preview", "instrument", "preview_site"]
