"""The heart of an update: each message of the template finds its entry, by its key, in a memory, or by likeness."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from bilingual_pub.catalog.adjusting import adjust
from bilingual_pub.catalog.matching import Candidate, Wanted, matches
from bilingual_pub.formats import po
from bilingual_pub.formats.po.write import comment_lines, reference_lines, with_flag, with_lines
from bilingual_pub.model import Message
from bilingual_pub.template import head_of

__all__ = ["Memory", "Outcome", "renew"]

Memory = Mapping[po.Key, tuple[str, str, bool]]
"""`(msgctxt, msgid)` to `(msgstr, where from, final)`: offered as fuzzy, or as it stands where `final`.

The msgid of a message with a plural is both, NUL between them (as in an .mo), and so are the forms of its msgstr.
"""

_OWN_FLAGS = ("fuzzy", "no-wrap", "wrap", "ignore-")


class Outcome(NamedTuple):
    """What became of a message: `kind` as `CatalogUpdate` counts it, its entry, and the old entry it came from."""

    kind: str
    entry: po.Entry
    old: po.Entry | None = None


def renew(
    catalog: po.Catalog,
    messages: Mapping[po.Key, Message],
    plurals: int,
    memories: Sequence[Memory] = (),
    *,
    matching: bool = True,
) -> dict[po.Key, Outcome]:
    r"""Return what becomes of each message, in the order of `messages`. `plurals` is the catalog's `nplurals`.

    >>> old = po.parse('msgid "Hej"\nmsgstr "Hi"\n')
    >>> renew(old, {(None, "Hej"): Message("Hej")}, 2)[None, "Hej"].kind
    'kept'
    """
    obsolete = {entry.key: entry for entry in reversed(catalog.obsolete) if entry.translated}
    known = {
        key: _known(catalog.index.get(key), obsolete.get(key), message, plurals, memories)
        for key, message in messages.items()
    }
    wanted = [key for key, outcome in known.items() if outcome is None]
    found = _matches(catalog, messages, wanted, obsolete) if matching else {}
    outcomes: dict[po.Key, Outcome] = {}
    for key, outcome in known.items():
        settled = outcome or _carried_over(key, found.get(key))
        entry = _renewed(messages[key], settled.entry, plurals)
        outcomes[key] = settled._replace(entry=entry)
    return outcomes


def _known(
    live: po.Entry | None, twin: po.Entry | None, message: Message, plurals: int, memories: Sequence[Memory]
) -> Outcome | None:
    """Settle a message that the catalog has, live or obsolete, or that a memory has."""
    if live is not None and any(live.msgstr):
        return Outcome("kept", live, live)
    if twin is not None:
        return Outcome("revived", replace(twin, obsolete=False), live or twin)
    empty = live or po.Entry(message.msgid, msgctxt=message.msgctxt)
    remembered = _remembered(empty, message.msgid_plural, plurals, memories)
    if remembered is not None:
        return Outcome("suggested", remembered, live)
    return Outcome("kept", live, live) if live is not None else None


def _remembered(
    entry: po.Entry, plural: str | None, plurals: int, memories: Sequence[Memory]
) -> po.Entry | None:
    msgid = entry.msgid if plural is None else f"{entry.msgid}\0{plural}"
    found = (memory.get((entry.msgctxt, msgid)) for memory in memories)
    suggestion = next((hit for hit in found if hit is not None and hit[0]), None)
    if suggestion is None:
        return None
    msgstr, source, final = suggestion
    comment = comment_lines("#", (*entry.comments, f"Suggested from {source}."))
    forms: tuple[str, ...] = (msgstr,)
    if plural is not None:
        # Of more forms than two nobody knows better than the one for many.
        one, _, many = msgstr.partition("\0")
        forms = (one, *((many,) * (plurals - 1))) if plurals > 1 else (many,)
        entry = replace(entry, msgid_plural=plural)
    entry = replace(entry, msgstr=forms, head=with_lines(entry.head, "#", comment))
    return entry if final else replace(entry, head=with_flag(entry, "fuzzy", True))


def _matches(
    catalog: po.Catalog,
    messages: Mapping[po.Key, Message],
    wanted: Sequence[po.Key],
    obsolete: Mapping[po.Key, po.Entry],
) -> dict[po.Key, po.Entry]:
    places = {key: number for number, key in enumerate(catalog.index)}
    everything = [*catalog.index.values(), *(old for key, old in obsolete.items() if key not in places)]
    gone = [old for old in everything if any(old.msgstr) and old.key not in messages]
    after, before = _last_places(messages, places), _next_places(messages, places)
    looked_for = [Wanted(key[1], after[key], before[key]) for key in wanted]
    found = matches(looked_for, [Candidate(old.msgid, places.get(old.key, -1)) for old in gone])
    return {wanted[number]: gone[index] for number, index in found.items()}


def _last_places(keys: Iterable[po.Key], places: Mapping[po.Key, int], last: int = -1) -> dict[po.Key, int]:
    """For each message, the place in the old catalog of the nearest one before it that is there."""
    found = {}
    for key in keys:
        last = found[key] = places.get(key, last)
    return found


def _next_places(keys: Iterable[po.Key], places: Mapping[po.Key, int]) -> dict[po.Key, int]:
    return _last_places(reversed(list(keys)), places, len(places))


def _carried_over(key: po.Key, old: po.Entry | None) -> Outcome:
    """Give a new message the translation of what it was before."""
    context, msgid = key
    if old is None:
        return Outcome("new", po.Entry(msgid, msgctxt=context))
    previous = old.previous if old.fuzzy and old.previous else None
    entry = replace(old, msgid=msgid, msgctxt=context, obsolete=False)
    if previous and (previous.msgctxt, previous.msgid) == key:
        return Outcome("revived", replace(entry, previous=None, head=with_flag(old, "fuzzy", False)), old)
    plain = old.msgid_plural is None and old.msgctxt == context and not old.fuzzy
    adjusted = adjust(old.msgid, msgid, old.msgstr[0]) if plain else None
    if adjusted is not None:
        return Outcome("adjusted", replace(entry, msgstr=(adjusted,)), old)
    previous = previous or po.Previous(old.msgid, old.msgctxt, old.msgid_plural)
    return Outcome("fuzzy", replace(entry, previous=previous, head=with_flag(old, "fuzzy", True)), old)


def _renewed(message: Message, entry: po.Entry, plurals: int) -> po.Entry:
    """Return `entry` with what the template says of it: its comments, places, flags, and its plural."""
    head = _head(message, entry)
    entry = entry if head == entry.head else replace(entry, head=head)
    if entry.msgid_plural == message.msgid_plural:
        return entry
    forms, is_plural, was_plural = (
        entry.msgstr,
        message.msgid_plural is not None,
        entry.msgid_plural is not None,
    )
    if is_plural != was_plural:
        forms = forms[:1] * plurals if is_plural else forms[:1]
    if any(forms) and not entry.fuzzy:
        previous = po.Previous(entry.msgid, entry.msgctxt, entry.msgid_plural)
        entry = replace(entry, previous=previous, head=with_flag(entry, "fuzzy", True))
    return replace(entry, msgid_plural=message.msgid_plural, msgstr=forms)


def _head(message: Message, entry: po.Entry) -> str:
    """The comment lines of `entry` with the template's in their places; lines that say the same stay as they stand."""
    template = po.Entry("", head=head_of(message))
    head = entry.head
    if entry.extracted != template.extracted:
        head = with_lines(head, "#.", comment_lines("#.", template.extracted))
    if entry.references != template.references:
        head = with_lines(head, "#:", reference_lines(message.references))
    own = [flag for flag in entry.flags if flag.startswith(_OWN_FLAGS)]
    flags = [*own, *(flag for flag in template.flags if flag not in own)]
    if sorted(flags) != sorted(entry.flags):
        head = with_lines(head, "#,", [f"#, {', '.join(flags)}"] if flags else [])
    return head
