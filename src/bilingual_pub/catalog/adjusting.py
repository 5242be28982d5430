"""A msgid that changed only in case, punctuation, numbers or tags: its msgstr can be changed the same way.

Where every difference can be carried over with certainty the result needs no translator; else there is none.
"""

from __future__ import annotations

import re

__all__ = ["adjust", "skeleton"]

_TAG = re.compile(r"</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>")
_NUMBER = re.compile(r"\d+")
_SLOT = re.compile(r"%(?:\([^()]*\)|\d+\$)?[-+#0]*\d*(?:\.\d+)?[a-zA-Z]|\{[^{}]*\}")
# Looked for where a run of such marks begins, and nowhere inside it.
_TAIL = re.compile(r"(?<![\s.,:;!?…»“”\"’)–—-])[\s.,:;!?…»“”\"’)–—-]*+\Z")
_LEAD = re.compile(r"\A[\s«»„“\"‘(–—-]*")
# Danish has two ways to put commas before clauses and publishers change from one to the other; English is the same
# for both. A comma between digits is part of a number.
_COMMA = re.compile(r",(?=\s)")
_LETTERS = re.compile(r"[^\W\d_]+")


def skeleton(text: str) -> str:
    """Return what `adjust` holds for the same: words without case, tags, numbers, commas, punctuation at either end.

    >>> skeleton("<b>Læs 3 artikler!</b>") == skeleton("Læs 12 Artikler")
    True
    >>> skeleton("Hop ned og smid en kommentar.") == skeleton("Hop ned, og smid en kommentar!")
    True
    """
    bare = _bare(text)
    slots = "".join(_SLOT.findall(bare))
    inner = _COMMA.sub("", _NUMBER.sub("0", _trim(_SLOT.sub("\0", bare)).lower()))
    return f"{' '.join(inner.split())}\0{slots}"


def _bare(text: str) -> str:
    return _TAG.sub("", text)


def _trim(text: str) -> str:
    text = text[: _tail(text).start()]
    return text[_lead(text).end() :]


def _tail(text: str) -> re.Match[str]:
    match = _TAIL.search(text)
    assert match is not None
    return match


def _lead(text: str) -> re.Match[str]:
    match = _LEAD.match(text)
    assert match is not None
    return match


def adjust(old: str, new: str, msgstr: str) -> str | None:
    """Return `msgstr`, the translation of `old`, changed as `old` was changed to `new`; None where that is unsure.

    >>> adjust("Læs mere", "Læs mere …", "Read more")
    'Read more …'
    >>> adjust("De 10 bedste", "De 12 bedste", "The 10 best")
    'The 12 best'
    >>> adjust("Læs mere", "Læs mindre", "Read more") is None
    True
    """
    if skeleton(old) != skeleton(new):
        return None
    text: str | None = msgstr
    for step in (_tags, _commas, _ends, _numbers, _case):
        text = None if text is None else step(old, new, text)
    return text


def _tags(old: str, new: str, msgstr: str) -> str | None:
    before, after, mine = (_TAG.findall(text) for text in (old, new, msgstr))
    if before == after:
        return msgstr
    if before != mine:
        return None
    if len(before) == len(after):
        following = iter(after)
        return _TAG.sub(lambda _: next(following), msgstr)
    if not after:
        return _bare(msgstr)
    if not before and len(after) == 2 and new.startswith(after[0]) and new.endswith(after[1]):
        return f"{after[0]}{msgstr}{after[1]}"
    return None


def _commas(old: str, new: str, msgstr: str) -> str | None:
    """A comma more says nothing in English; one that is taken away may be the one that the translation has too."""
    gone = len(_COMMA.findall(new)) < len(_COMMA.findall(old))
    return None if gone and _COMMA.search(msgstr) else msgstr


def _ends(old: str, new: str, msgstr: str) -> str | None:
    old, new = _bare(old), _bare(new)
    for find in (_lead, _tail):
        before, after, mine = find(old), find(new), find(_bare(msgstr))
        if before[0] == after[0]:
            continue
        if before[0] != mine[0] or _TAG.search(msgstr):
            return None
        place = find(msgstr)
        msgstr = msgstr[: place.start()] + after[0] + msgstr[place.end() :]
    return msgstr


def _numbers(old: str, new: str, msgstr: str) -> str | None:
    before, after, mine = (_plain_numbers(text) for text in (old, new, msgstr))
    if before == after:
        return msgstr
    # Every number is there, in the same order and by the same digits: no "two" for 2, no 7.30 pm for 19.30.
    # A change to or from 1 may change the noun.
    if before != mine or any("1" in pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]):
        return None
    following = iter(after)
    parts = re.split(f"({_SLOT.pattern}|{_TAG.pattern})", msgstr)
    return "".join(
        part if n % 2 else _NUMBER.sub(lambda _: next(following), part) for n, part in enumerate(parts)
    )


def _plain_numbers(text: str) -> list[str]:
    return _NUMBER.findall(_SLOT.sub(" ", _bare(text)))


def _case(old: str, new: str, msgstr: str) -> str | None:
    before, after = _words(old), _words(new)
    if before == after:
        return msgstr
    if _SLOT.search(msgstr) or _TAG.search(msgstr):
        return None
    if after == before.upper() and before != before.upper() and len(after) > 1:
        return msgstr.upper()
    first = _LETTERS.search(msgstr)
    if before[1:] == after[1:] and first and first[0][0].isupper() == before[0].isupper():
        letter = first[0][0].upper() if after[0].isupper() else first[0][0].lower()
        alone = first[0] == "I" or first[0][1:] != first[0][1:].lower()
        return None if alone else msgstr[: first.start()] + letter + msgstr[first.start() + 1 :]
    return None


def _words(text: str) -> str:
    return "".join(_LETTERS.findall(_SLOT.sub(" ", _bare(text))))
