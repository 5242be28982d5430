"""The library speaks Danish and English."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from bilingual_pub.formats import po
from bilingual_pub.i18n import localise, plural_translator, translator, user_language
from bilingual_pub.model import Diagnostic

LOCALES = Path(__file__).parents[1] / "locales"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"), ({"LANG": "da_DK.UTF-8"}, "da"), ({"LC_ALL": "C", "LANG": "da_DK"}, "en"),
        ({"LANG": "de_DE", "LANGUAGE": "sv:da:en"}, "da"), ({"LANGUAGE": "da"}, "en"), ({"LC_MESSAGES": "da", "LANG": "en_GB"}, "da"),
        ({"LC_ALL": "", "LANG": "da"}, "da"),
    ],
)  # fmt: skip
def test_the_users_language(environment: dict[str, str], language: str) -> None:
    assert user_language(environment) == language


def test_a_diagnostic_in_danish() -> None:
    found = Diagnostic("tag-mismatch", "error", "the translation is empty", {})
    assert localise(found, translator("da")).message != found.message
    assert localise(found, translator("sv")).message == found.message


def _slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_danish_message_has_the_slots_of_its_english_one() -> None:
    catalog = po.parse((LOCALES / "da/LC_MESSAGES/messages.po").read_bytes())
    wrong = [e.msgid for e in catalog.entries if e.final and _slots(e.msgid) != _slots(e.msgstr[0])]
    assert not wrong


def test_every_message_is_translated() -> None:
    catalog = po.parse((LOCALES / "da/LC_MESSAGES/messages.po").read_bytes())
    missing = [e.msgid for e in catalog.entries if not e.final]
    assert not missing


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", ["0 articles", "1 article", "2 articles"]), ("da", ["0 artikler", "1 artikel", "2 artikler"])],
)
def test_one_thing_and_many(language: str, said: list[str]) -> None:
    say = plural_translator(language)
    assert [say("{count} article", "{count} articles", n) for n in range(3)] == said
