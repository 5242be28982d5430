"""What catalogs offer for a string, slots and plurals included."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from bilingual_pub.interface_words import tokens, vocabulary_share

__all__ = ["Key", "Offer", "Suggestions"]

Key = tuple[str | None, str]
"""`(msgctxt or None, msgid)`; a message with a plural is "singular NUL plural", as the MO format has it."""

Offer = tuple[str, str, bool]


class Suggestions(Mapping[Key, Offer]):
    """(msgctxt or None, msgid) to (translation, where it is from, whether it may stand without a look).

    A msgid with named slots finds the catalogs' own with `%s`, `%1$s` or `{0}`: the slots keep their names. One that
    stands in tags, or between arrows, stars and colons, finds what it is without; a string in which a catalog's slot
    is filled already, as on the pages of a site that never changes it, finds the slot. None of these is ever final.

    >>> known = Suggestions({(None, "Indlæg om %s"): ("Posts about %s", "da.po", False)})
    >>> known[None, "Indlæg om {term}"], known[None, "← Indlæg om Film"][0]
    (('Posts about {term}', 'da.po', False), '← Posts about Film')
    """

    def __init__(self, exact: Mapping[Key, Offer]) -> None:
        self._exact = exact
        shapes: dict[Key, tuple[Offer, list[str]]] = {}
        for (context, msgid), offer in exact.items():
            if _SLOT.search(msgid):
                shapes.setdefault((context, _SLOT.sub(_BLANK, _bare(msgid))), (offer, _numbered(msgid)))
        self._shapes = shapes

    def __getitem__(self, key: Key) -> Offer:
        found = self._whole(key)
        if found is None:
            frame = _FRAME.fullmatch(key[1])
            core = (key[0], frame["core"]) if frame else key
            found = self._whole(core) or self._filled(core)
            if found is None or frame is None:
                raise KeyError(key)
            found = (f"{frame['lead']}{found[0]}{frame['tail']}", found[1], False)
        return found

    def _whole(self, key: Key) -> Offer | None:
        if key in self._exact:
            return self._exact[key]
        context, msgid = key
        slot = _SLOT if (context, _SLOT.sub(_BLANK, msgid)) in self._shapes else _TAGGED
        shape = self._shapes.get((context, slot.sub(_BLANK, msgid)))
        return _put(*shape, [found[0] for found in slot.finditer(msgid)]) if shape else None

    def _filled(self, key: Key) -> Offer | None:
        """The offer for a string that is a catalog's with its slots filled: "Køres af WordPress" is "Køres af %s"."""
        context, text = key
        if _SLOT.search(text) or "<" in text:
            return None
        for (where, shape), (offer, order) in self._shapes.items():
            filling = _expression(shape).fullmatch(text) if where == context else None
            if filling and not any(vocabulary_share(tokens(text)) for text in filling.groups()):
                return _put(offer, order, list(filling.groups()))
        return None

    def __iter__(self) -> Iterator[Key]:
        return iter(self._exact)

    def __len__(self) -> int:
        return len(self._exact)


_FRAME = re.compile(
    r"(?P<lead>(?:<[^<>]*>|[^\w<{%])*)(?P<core>.*?)(?P<tail>(?:<[^<>]*>|[^\w<}%)?!.])*)", re.DOTALL
)
"""Tags and signs that a template puts round a string."""

_FILLING = r"([A-ZÆØÅ0-9][^<>{}]{0,60})"
_NEVER = re.compile(r"(?!)")
_LETTERS = 5


@lru_cache(maxsize=8192)
def _expression(shape: str) -> re.Pattern[str]:
    """What fits a string with slots: names or numbers in them, and enough of its own words to tell it by."""
    fixed = shape.split(_BLANK)
    if "<" in shape or "\0" in shape or sum(map(str.isalpha, "".join(fixed))) < _LETTERS:
        return _NEVER
    return re.compile(_FILLING.join(map(re.escape, fixed)))


def _put(offer: Offer, order: list[str], fillings: list[str]) -> Offer:
    """Put the fillings of a string's slots, in their order there, into its translation's."""
    translation, place, _ = offer
    filled = dict(zip(order, fillings, strict=False))
    numbers = iter(_numbered(translation))
    return _SLOT.sub(lambda old: filled.get(next(numbers), old[0]), _bare(translation)), place, False


_SLOT = re.compile(r"%(?:\d+\$)?[sd]|%\(\w+\)[sd]|\{\w*\}")
_TAGGED = re.compile(r"<(\w+)>\{\w+\}</\1>|\{\w+\}")
"""A slot with the tags right round it: a template puts them there, the catalog has the slot alone."""

_NUMBER = re.compile(r"\d+|\w{2,}")
_BLANK = "{}"
_ATTRIBUTES = re.compile(r"<([a-z][a-z0-9]*)\s[^<>]*>")


def _bare(text: str) -> str:
    """Take attributes off tags, as our own msgids have them."""
    return _ATTRIBUTES.sub(r"<\1>", text)


def _numbered(text: str) -> list[str]:
    """Name each slot of a format by its number or own name, so that a translation may change their order."""
    found = []
    for place, slot in enumerate(_SLOT.findall(text), 1):
        named = _NUMBER.search(slot.rstrip("sd"))
        found.append(named[0] if named else str(place))
    return found
