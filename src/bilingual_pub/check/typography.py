"""Rules on the look of a text: spaces, ends, case, brackets, quotation marks, doubled words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual_pub.check.markup import TAG
from bilingual_pub.check.rules import Pair, Rule
from bilingual_pub.model import N_

__all__ = ["RULES"]

_CLOSERS = " \t\n\u00a0\u202f\"'”’“‘»«)]"
_END = re.compile(r"(\.\.\.|…|[.:;!?,])\Z")
# Abbreviations that end in a full stop which is not the sentence's (Dansk Sprognævn; Oxford style).
_ABBREVIATION = re.compile(
    r"\b(?:ca|kr|nr|kl|pct|mio|mia|osv|mv|m\.m|m\.fl|o\.l|f\.eks|bl\.a|d|dvs|stk|tlf|etc|[ap]\.m|inc|ltd|e\.g|no|"
    r"jan|feb|mar|apr|aug|sept?|okt|oct|nov|dec|min|maks|max|\d+)\.\Z",
    re.IGNORECASE,
)
_DOUBLED = re.compile(r"(?<![\w.-])([^\W\d_]{2,})\s+\1(?![\w-])", re.IGNORECASE)
_LEGITIMATELY_DOUBLED = {
    "that",
    "had",
    "der",
    "de",
    "det",
    "så",
    "hvad",
    "bye",
    "ha",
    "meget",
    "very",
    "nej",
    "no",
}
_LETTER = re.compile(r"[^\W\d_]")
# Days and months (Dansk Sprognævn, Retskrivningsordbogen § 11-12): a capital in English, none in Danish.
_SMALL_IN_DANISH = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|(?:jan|febr?)(?:uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|(?:nov|dec)(?:ember)?)(?:day)?(?![^\W\d_])",
    re.IGNORECASE,
)
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf\u0152-\u2122]|â€|\ufffd")
# Unicode Standard Annex 9, 2.1 to 2.5. The marks that are weak (U+200E, U+200F) can't hide a text.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_DOUBLE_QUOTES = re.compile('["“”„«»]')
_SINGLE_QUOTES = re.compile("['‘’‚‹›]")


def blank(pair: Pair) -> Iterator[str]:
    """A translation of nothing but spaces."""
    if not pair.target.strip() and pair.source.strip():
        yield repr(pair.target)


def outer_spaces(pair: Pair) -> Iterator[str]:
    """White space before or after one text and not the other."""
    source, target = pair.source, pair.target
    if source[: len(source) - len(source.lstrip())] != target[: len(target) - len(target.lstrip())]:
        yield repr(target[:10])
    if source[len(source.rstrip()) :] != target[len(target.rstrip()) :]:
        yield repr(target[-10:])


def inner_spaces(pair: Pair) -> Iterator[str]:
    """Two spaces in a row that the source has not."""
    found = re.search(r"\S( {2,})\S", pair.target)
    if found and "  " not in pair.source.strip():
        yield found[0]


def no_break_spaces(pair: Pair) -> Iterator[str]:
    """No-break spaces of the source that are all gone: a number may now part from its unit."""
    marks = ("\u00a0", "\u202f", "&nbsp;", "&#160;")
    if any(mark in pair.source for mark in marks) and not any(mark in pair.target for mark in marks):
        yield "U+00A0"


def ends(pair: Pair) -> Iterator[str]:
    """End punctuation that differs; "…" is "...", and the full stop of an abbreviation is none."""
    source, target = _end(pair.source), _end(pair.target)
    if source != target and {source, target} != {"", ","}:
        yield f"{source or '–'} / {target or '–'}"


def _end(text: str) -> str:
    text = TAG.sub("", text).rstrip(_CLOSERS)
    found = _END.search(text)
    if found is None or _ABBREVIATION.search(text):
        return ""
    return found[1].replace("...", "…")


def capital(pair: Pair) -> Iterator[str]:
    """A text that began with a capital and no longer does. The other way round is often right (weekdays, "I")."""
    source, target = (_LETTER.search(TAG.sub("", text)) for text in (pair.source, pair.target))
    if not (source and target and _at_start(pair.source) and _at_start(pair.target)):
        return
    if source[0].isupper() and target[0].islower() and _SMALL_IN_DANISH.match(pair.source) is None:
        yield target[0]


def _at_start(text: str) -> bool:
    return TAG.sub("", text).lstrip(" \t\n\"'“”„«»‘(¡¿…")[:1].isalpha()


def brackets(pair: Pair) -> Iterator[str]:
    """Brackets that are not in pairs in the translation, and were in the source."""
    for left, right in ("()", "[]", "{}"):
        if pair.source.count(left) == pair.source.count(right) and pair.target.count(
            left
        ) != pair.target.count(right):
            yield left + right


def quotes(pair: Pair) -> Iterator[str]:
    """Quotation marks lost or left alone; which kind is each language's own matter."""
    source, target = (len(_DOUBLE_QUOTES.findall(TAG.sub("", text))) for text in (pair.source, pair.target))
    single = len(_SINGLE_QUOTES.findall(pair.target))
    if source % 2 == 0 and (target % 2 == 1 or (source > target and single < source - target)):
        yield f"{source} / {target}"


def doubled(pair: Pair) -> Iterator[str]:
    """The same word twice in a row."""
    for found in _DOUBLED.finditer(pair.target):
        if found[1].lower() not in _LEGITIMATELY_DOUBLED and not _DOUBLED.search(pair.source):
            yield found[0]


def lines(pair: Pair) -> Iterator[str]:
    """Line breaks inside that differ in number."""
    source, target = (text.strip("\n").count("\n") for text in (pair.source, pair.target))
    if source != target:
        yield f"{source} / {target}"


def mojibake(pair: Pair) -> Iterator[str]:
    """Letters of UTF-8 that were read as Latin-1, or lost altogether."""
    found = _MOJIBAKE.search(pair.target)
    if found and not _MOJIBAKE.search(pair.source):
        yield found[0]


def direction(pair: Pair) -> Iterator[str]:
    """Marks that make text run the other way, which may show a reader other words than an editor read."""
    if not _TURNS.search(pair.source):
        yield from dict.fromkeys(f"U+{ord(mark):04X}" for mark in _TURNS.findall(pair.target))


_COPY = N_("Write it as the msgid has it.")
RULES = (
    Rule(
        "blank",
        "error",
        N_("the translation is nothing but spaces: {what}"),
        N_("Translate it, or leave it empty."),
        blank,
    ),
    Rule(
        "outer-space",
        "warning",
        N_("the white space before or after the text differs: {what}"),
        _COPY,
        outer_spaces,
    ),
    Rule("double-space", "warning", N_("two spaces in a row: {what}"), N_("Take one away."), inner_spaces),
    Rule(
        "no-break-space",
        "warning",
        N_("the no-break space ({what}) is lost"),
        N_("Keep the number and its unit together."),
        no_break_spaces,
    ),
    Rule(
        "end",
        "warning",
        N_("the texts do not end alike: {what}"),
        N_("End the translation as the msgid ends."),
        ends,
    ),
    Rule("capital", "warning", N_("the translation begins with a small letter: {what}"), _COPY, capital),
    Rule("brackets", "warning", N_("the brackets {what} are not in pairs"), _COPY, brackets),
    Rule(
        "quotes",
        "warning",
        N_("a quotation mark is missing or alone: {what}"),
        N_("Open and close each quotation."),
        quotes,
    ),
    Rule("doubled-word", "warning", N_("a word stands twice: {what}"), N_("Take one away."), doubled),
    Rule("lines", "warning", N_("the number of line breaks differs: {what}"), _COPY, lines),
    Rule(
        "mojibake",
        "error",
        N_("letters are damaged: {what}"),
        N_("The text went through the wrong charset; type it again."),
        mojibake,
    ),
    Rule(
        "direction",
        "warning",
        N_("{what} makes the text run the other way and can't be seen"),
        N_("Take it away: Danish and English run from left to right."),
        direction,
    ),
)
