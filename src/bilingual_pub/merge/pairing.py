"""What a merge knows: the bitext, laid out in rows of blocks. Values only; the outputs read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bilingual_pub.model import Bead, Bitext, Diagnostic, Document, Segment, Span

__all__ = ["Block", "Missing", "Pairing", "Row", "Stale"]

Missing = Literal["source", "omit"]
"""What stands where a translation is missing: the `source`, marked with its language, or nothing (`omit`)."""

Stale = Literal["mark", "source"]
"""What stands where a translation is older than its source: the old one, marked, or as if it were missing."""


@dataclass(frozen=True, slots=True)
class Block:
    """What layout moves as one: a paragraph, a heading, a whole list, table or figure.

    `name`: its element ("p", "ul", "figure", "img" for a picture on its own). `html`: complete, tags closed.
    `span`: where it stands in its document's text. `segments`: those of the document that lie inside.
    `media`: keys of its pictures, films and embeds, for showing each once. `bare`: it has no text of its own
    outside a caption, so that media shared by both sides can stand for both.
    """

    name: str
    html: str
    span: Span
    segments: tuple[Segment, ...] = ()
    media: tuple[str, ...] = ()
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Blocks that belong together on both sides; one side is empty where it has no counterpart.

    `anchor`: an id that stays the same as long as the source text does. `beads`: what tied the blocks together.
    `shared`: both sides hold the same media, to be shown once. `stale`: the source changed after translation.
    `aside`: the blocks of a stale translation that the source is shown in place of; `target` is empty then.
    `confidence`: the least certain of its beads.
    """

    anchor: str
    source: tuple[Block, ...] = ()
    target: tuple[Block, ...] = ()
    beads: tuple[Bead, ...] = ()
    shared: bool = False
    stale: bool = False
    aside: tuple[Block, ...] = ()

    @property
    def confidence(self) -> float:
        """The least certain of its beads; 1.0 for a row without any.

        >>> Row("b-1").confidence
        1.0
        """
        return min((bead.confidence for bead in self.beads), default=1.0)

    @property
    def alone(self) -> bool:
        """Whether text stands on one side only.

        >>> Row("b-1", source=(Block("p", "<p>Hej</p>", Span(0, 10), (Segment("Hej", Span(3, 6)),)),)).alone
        True
        """
        return bool(self.source) != bool(self.target) and any(
            block.segments for block in (*self.source, *self.target)
        )

    def lacks(self, side: int) -> bool:
        """Whether a piece of the other side's running text has no translation here, an item of a list, say.

        `side`: 0 for the source, 1 for the target.

        >>> Row("b-1", beads=(Bead((Segment("Hej", Span(3, 6)),), ()),)).lacks(1)
        True
        """
        pairs = ((b.target, b.source) if side else (b.source, b.target) for b in self.beads)
        return any(s.attribute is None for here, there in pairs if not here for s in there)


@dataclass(frozen=True, slots=True)
class Pairing:
    """An article in two languages: both documents, what is aligned with what, and how to lay it out.

    `languages`: BCP 47, source first; `original`: the one the article was written in. `titles`: one a side.
    `missing`: how holes are filled in linked pages; None leaves each page as its author wrote it.
    `stale`: spans (in the source) of blocks whose translation is older than they are. `fallback`: the target
    is the source all over, not one block of it translated. `filled`: both documents
    show the other's text themselves where they have none of their own, as one made with a catalog does.
    """

    bitext: Bitext
    rows: tuple[Row, ...]
    languages: tuple[str, str]
    original: str
    titles: tuple[str, str]
    slug: str
    missing: Missing | None = None
    stale: frozenset[Span] = frozenset()
    fallback: bool = False
    sanitised: bool = False
    filled: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def documents(self) -> tuple[Document, Document]:
        """Source and target.

        >>> d = Document("<p>Hej</p>")
        >>> Pairing(Bitext(d, d), (), ("da", "en"), "da", ("", ""), "hej").documents == (d, d)
        True
        """
        return self.bitext.source, self.bitext.target
