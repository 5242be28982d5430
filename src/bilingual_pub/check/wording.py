"""Rules on the words: untranslated copies, the wrong language, the glossary, accelerators, length."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual_pub.check.markup import TAG
from bilingual_pub.check.rules import Pair, Rule, bare
from bilingual_pub.model import N_

__all__ = ["RULES"]

_NOT_WORDS = re.compile(
    r"%(?:\([^()]*\)|\d+\$)?[-+0]*\d*(?:\.\d+)?[a-zA-Z]|\{[^{}]*\}|(?:https?://|www\.)\S+|(?<!\S)\S+@\S+"
)
_ACCELERATORS = (re.compile(r"(?<![\w&])&(?=[^\W\d_])(?!#?\w+;)"), re.compile(r"(?<![\w_])_(?=[^\W\d_])"))
# How a Danish noun or adjective may end in a sentence.
_ENDING = r"(?:e?[nt]|e|er|ere|erne|ene|s|r|rne|ens|ets|ernes)?"
_SURE = 0.9
_FEW_WORDS, _SURE_OF_FEW = 4, 0.99
"""A word alone may be a name or borrowed ("Macao", "Link-rel"), and few words that are both are found in every catalog."""


def _prose(text: str) -> str:
    return _NOT_WORDS.sub(" ", TAG.sub(" ", bare(text))).strip()


def _is_source(text: str, pair: Pair, sure: float = _SURE) -> bool:
    """Whether `text` is surely in the language it was to be translated from; of Danish and English we can tell."""
    from bilingual_pub.detect import detect  # noqa: PLC0415

    languages = pair.source_language[:2], pair.target_language[:2]
    if set(languages) != {"da", "en"}:
        return False
    detection = detect(text, languages=languages)
    return detection.language == languages[0] and detection.confidence >= sure


def untranslated(pair: Pair) -> Iterator[str]:
    """A copy of the msgid that is in its language; a name or a word of both languages may stand."""
    target = _prose(pair.target)
    if target == _prose(pair.source) and not _is_name(target) and _is_source(target, pair):
        yield pair.target


def _is_name(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    return len(words) > 1 and all(word[0].isupper() for word in words)


def language(pair: Pair) -> Iterator[str]:
    """A translation of two words or more in the language it should have been translated from."""
    target = _prose(pair.target)
    words = len(target.split())
    if words < 2 or target == _prose(pair.source) or _is_name(target):
        return
    if _is_source(target, pair, _SURE if words >= _FEW_WORDS else _SURE_OF_FEW):
        yield pair.target


def glossary(pair: Pair) -> Iterator[str]:
    """Terms of the glossary that the source has, and whose translation the target has not."""
    source, target = pair.source.casefold(), pair.target.casefold()
    for term, translations in pair.glossary.items():
        allowed = (translations,) if isinstance(translations, str) else tuple(translations)
        if not re.search(rf"(?<!\w){re.escape(term.casefold())}{_ENDING}(?!\w)", source):
            continue
        if not any(re.search(rf"(?<!\w){re.escape(word.casefold())}", target) for word in allowed):
            yield f"{term}: {', '.join(allowed)}"


def accelerators(pair: Pair) -> Iterator[str]:
    """The mark before the key of a menu's entry (`&Gem`, `_Gem`): one in the source, one in the translation."""
    if len(pair.source) > 60:
        return
    for mark in _ACCELERATORS:
        if len(mark.findall(pair.source)) == 1 and len(mark.findall(pair.target)) != 1:
            yield "&" if "&" in mark.pattern else "_"


def length(pair: Pair) -> Iterator[str]:
    """A translation far shorter or longer than its source: something was cut, or two were mixed up.

    Danish and English differ by a few per cent (Gale and Church 1993 measured texts; ours: ratio 1.04).
    """
    source, target = len(_prose(pair.source)), len(_prose(pair.target))
    if min(source, target) and max(source, target) > 40 and not 0.4 < target / source < 2.5:
        yield f"{source} / {target}"


RULES = (
    Rule(
        "untranslated",
        "warning",
        N_("the translation is a copy: {what}"),
        N_("Translate it; where both languages say the same, flag the entry ignore-untranslated."),
        untranslated,
    ),
    Rule(
        "language",
        "error",
        N_("the translation is in the language of the msgid: {what}"),
        N_("Is this the catalog it belongs in?"),
        language,
    ),
    Rule(
        "glossary",
        "warning",
        N_("the glossary has another word: {what}"),
        N_("Use the glossary's word."),
        glossary,
    ),
    Rule(
        "accelerator",
        "warning",
        N_("the accelerator mark {what} is missing or doubled"),
        N_("Put it before the letter of the key."),
        accelerators,
    ),
    Rule(
        "length",
        "warning",
        N_("the lengths are far apart: {what} characters"),
        N_("Is all of it translated?"),
        length,
    ),
)
