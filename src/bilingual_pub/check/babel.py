"""Our rules as a checker of Babel's (`babel.checkers`): `pybabel compile` runs it on every catalog there is.

It is silent on catalogs that are not ours, which their header's comment tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual_pub.check.catalog import check_pair
from bilingual_pub.check.rules import Pair
from bilingual_pub.formats import po

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

__all__ = ["checker"]


def checker(catalog: Catalog | None, message: Message) -> None:
    """Raise Babel's TranslationError for an entry of ours that breaks a rule whose findings are errors.

    >>> from babel.messages.catalog import Catalog
    >>> catalog = Catalog(locale="en", header_comment="# Made with bilingual_pub.")
    >>> checker(catalog, catalog.add("Læs <b>mere</b>", "Read more"))
    Traceback (most recent call last):
    babel.messages.catalog.TranslationError: tags that are not in both texts: <b>, </b> [tag]
    """
    from babel.messages.catalog import TranslationError  # noqa: PLC0415

    if catalog is None or "bilingual_pub" not in (catalog.header_comment or "") or message.fuzzy:
        return
    for pair in _pairs(message, str(catalog.locale or "en").replace("_", "-")):
        for found in check_pair(pair):
            if found.severity == "error":
                text = f"{found.message} [{found.rule}]"
                raise TranslationError(text)


def _pairs(message: Message, language: str) -> list[Pair]:
    ids = message.id if isinstance(message.id, list | tuple) else (message.id,)
    forms = message.string if isinstance(message.string, list | tuple) else (message.string,)
    if not all(forms) or not ids[0]:
        return []
    flags = f"#, {', '.join(sorted(message.flags))}\n" if message.flags else ""
    plural = str(ids[1]) if len(ids) > 1 else None
    entry = po.Entry(str(ids[0]), tuple(map(str, forms)), message.context, plural, flags)
    return [
        Pair(str(ids[min(n, len(ids) - 1)]), str(form), entry, "da", language) for n, form in enumerate(forms)
    ]
