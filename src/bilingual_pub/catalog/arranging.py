"""Where the entries of an updated catalog stand: where they stood, new ones after their neighbour of the template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bilingual_pub.catalog.renewing import Outcome
from bilingual_pub.formats import po
from bilingual_pub.formats.po.write import comment_lines, with_lines

__all__ = ["arrange"]

_HEADER: po.Key = (None, "")
Outcomes = Mapping[po.Key, Outcome]


def arrange(catalog: po.Catalog, outcomes: Outcomes) -> tuple[list[po.Block], int]:
    r"""Return the blocks of the updated catalog, and how many translations became obsolete.

    What can't be read stays where it is. Entries gone from the template go to the end behind `#~`, those without a
    translation go altogether. A second entry of the same key may not stay (GNU refuses the file): where it is
    translated otherwise, its translation becomes a comment of the first.

    >>> catalog = po.parse('msgid "Hej"\nmsgstr "Hi"\n')
    >>> blocks, lost = arrange(catalog, {})
    >>> blocks[0].obsolete, lost
    (True, 1)
    """
    used = {id(outcome.old): key for key, outcome in outcomes.items() if outcome.old is not None}
    fresh = _fresh(catalog, outcomes)
    blocks: list[po.Block] = [*catalog.lead, *fresh.get(0, ())]
    gone: list[po.Block] = []
    for block in catalog.blocks[len(catalog.lead) :]:
        if isinstance(block, po.Fragment) or block is catalog.header_entry:
            blocks.append(block)
        elif id(block) in used:
            blocks += [] if block.obsolete else [outcomes[used[id(block)]].entry]
        elif block.obsolete or block.key in outcomes:
            blocks.append(block)
        elif any(block.msgstr) and block.key != _HEADER:
            gone.append(_laid_aside(block, catalog.style.eol))
        blocks += fresh.get(id(block), ())
    end = len(blocks) - bool(blocks and isinstance(blocks[-1], po.Fragment) and not blocks[-1].broken)
    return _one_of_each([*blocks[:end], *gone, *blocks[end:]]), len(gone)


def _fresh(catalog: po.Catalog, outcomes: Outcomes) -> dict[int, list[po.Entry]]:
    """Entries that had no place, by the block they come after: that of the nearest message before them."""
    anchor = id(catalog.header_entry) if catalog.header_entry else 0
    found: dict[int, list[po.Entry]] = {}
    for outcome in outcomes.values():
        if outcome.old is not None and not outcome.old.obsolete:
            anchor = id(outcome.old)
        else:
            found.setdefault(anchor, []).append(_apart(outcome.entry, catalog.style.eol))
    return found


def _apart(entry: po.Entry, eol: str) -> po.Entry:
    """An entry that moves takes one blank line with it."""
    return replace(entry, source=eol + entry.source.lstrip("\r\n")) if entry.source else entry


def _laid_aside(entry: po.Entry, eol: str) -> po.Entry:
    """An obsolete entry keeps its translator's comments and its flags; its places are no more."""
    head = with_lines(with_lines(entry.head, "#.", []), "#:", [])
    return _apart(replace(entry, obsolete=True, head=head), eol)


def _one_of_each(blocks: list[po.Block]) -> list[po.Block]:
    """Leave one entry of each key, the live one before an obsolete, and newer before older obsolete ones."""
    entries = [block for block in reversed(blocks) if isinstance(block, po.Entry)]
    first: dict[po.Key, po.Entry] = {}
    spare: dict[int, list[po.Entry]] = {}
    for entry in [*(e for e in reversed(entries) if not e.obsolete), *(e for e in entries if e.obsolete)]:
        chosen = first.setdefault(entry.key, entry)
        if chosen is not entry:
            spare.setdefault(id(chosen), []).append(entry)
    others = {id(entry) for entries in spare.values() for entry in entries}
    return [
        _noted(block, spare[id(block)]) if isinstance(block, po.Entry) and id(block) in spare else block
        for block in blocks
        if id(block) not in others
    ]


def _noted(entry: po.Entry, spare: list[po.Entry]) -> po.Entry:
    texts = dict.fromkeys(
        " / ".join(other.msgstr) for other in spare if any(other.msgstr) and other.msgstr != entry.msgstr
    )
    comments = (*entry.comments, *(f"Also translated as: {text}" for text in texts))
    head = with_lines(entry.head, "#", comment_lines("#", comments)) if texts and entry.msgid else entry.head
    return entry if head == entry.head else replace(entry, head=head)
