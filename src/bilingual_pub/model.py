"""The domain in one file: what every stage reads and returns. Values only; nothing here touches a disk.

A document is text plus spans. Offsets count characters of `Document.text`, lines and columns count from 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

__all__ = [
    "N_",
    "Bead",
    "Bitext",
    "Detection",
    "Diagnostic",
    "Document",
    "Element",
    "InlineTag",
    "Kind",
    "Message",
    "Reference",
    "Role",
    "Segment",
    "Severity",
    "Span",
]

Role = Literal["ui", "article"]
"""`ui` is the page's own furniture and belongs in a catalog; `article` belongs to one article."""

Severity = Literal["error", "warning", "info"]

Kind = Literal[
    "heading", "paragraph", "list item", "cell", "caption", "quotation", "code", "term", "label", "button",
    "option", "link", "title", "attribute", "metadata", "summary", "other",
]  # fmt: skip
"""What a segment is to the layout. `metadata` is front matter and `<meta>`; `attribute` any other attribute."""


def N_(text: str) -> str:  # noqa: N802
    """Mark `text` as a message of the library's own catalog, and return it unchanged.

    >>> N_("tag does not match")
    'tag does not match'
    """
    return text


class Span(NamedTuple):
    """A half-open range of character offsets, `start <= end`."""

    start: int
    end: int


class Reference(NamedTuple):
    """Where a message was found. `line` counts from 1; 0 where a format has no lines."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class InlineTag:
    """A piece of markup inside a segment, as the translator sees it and as the document has it.

    `name` is what stands in the segment's text: `a`, `a2`, `img`, `x` (a template island).
    `open` and `close` are the document's own characters; `close` is "" for a lone tag (`<br/>`, `<x/>`).
    `note` says in a few words what the tag is ("link to om-os.html"), for the translator's comment.
    """

    name: str
    open: str
    close: str = ""
    note: str = ""
    lone: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A translatable run of a document: what a translator sees, and exactly where it stands.

    `text`: white space folded as the format folds it, character references resolved, inline tags by bare name.
    `span`: `document.text[span.start:span.end]` is its source; replacing that range replaces the segment.
    `line`, `column`: of `span.start`, from 1.
    `role`: None until classified. `language`: BCP 47, None where undecided or not yet detected.
    `declared_language`: what the document says of it (`lang`, front matter), inherited; None where it is silent.
    `attribute`: the attribute's name ("alt", "placeholder") or front matter key; None for text.
    `context`: the `msgctxt` of its message, None where it needs none (which is not the same as "").
    `tags`: inline tags in the order of their opening in `text`.
    `element`: index in `Document.elements` of the element that holds it, -1 where the format has none.
    `level`: 1 to 6 for headings, depth of nesting for list items, else 0.
    `links`: targets of links and sources of images inside it, in order (raw values, references resolved).
    `preformatted`: white space counts (`pre`, `textarea`, a Markdown code block).
    `translate`: False where the document forbids translation (`translate="no"`).
    `evidence`: why the role (and language) is what it is, a phrase each, strongest first.
    """

    text: str
    span: Span
    kind: Kind = "paragraph"
    line: int = 1
    column: int = 1
    role: Role | None = None
    language: str | None = None
    declared_language: str | None = None
    attribute: str | None = None
    context: str | None = None
    tags: tuple[InlineTag, ...] = ()
    element: int = -1
    level: int = 0
    links: tuple[str, ...] = ()
    preformatted: bool = False
    translate: bool = True
    evidence: tuple[str, ...] = ()


@dataclass(slots=True)
class Element:
    """An element of a markup document, in the order of start tags; read-only once parsed.

    `parent`: index in `Document.elements`, -1 for a root. `start`: offset of the start tag, `inner_start`: just
    after it, `inner_end`: where the end tag begins (or where the element is closed for it), `end`: after that.
    `attributes`: as the tokenizer gives them, names in lower case, values with references still unresolved or
    resolved as the format says; the first of duplicates counts.
    """

    name: str
    attributes: Sequence[tuple[str, str | None]]
    parent: int
    start: int
    inner_start: int
    inner_end: int = -1
    end: int = -1

    def get(self, name: str) -> str | None:
        """Return the first attribute called `name`, "" when it has no value, None when it is missing."""
        for key, value in self.attributes:
            if key == name:
                return value or ""
        return None


@dataclass(frozen=True, slots=True)
class Document:
    """A text, what stands where in it, and how to give its bytes back.

    `text`: the whole file decoded, its line ends as they were, without byte order mark.
    `format`: "html", "markdown", ... `encoding`: a Python codec; bytes it can't decode are held as lone
    surrogates (PEP 383), so that `to_bytes` is exact. `bom`: the byte order mark, b"" where there is none.
    `language`: declared for the whole document, None where it says nothing.
    `article_language`: detected from the article's own segments; None where undecided or not yet detected.
    `metadata`: front matter, or `<meta>` and `<link>` facts of a page (title, date, author, slug, hreflang ...).
    `diagnostics`: what was wrong with the input, none of which stopped it from being read.
    """

    text: str
    format: str = "html"
    encoding: str = "utf-8"
    path: str | None = None
    segments: tuple[Segment, ...] = ()
    elements: Sequence[Element] = ()
    language: str | None = None
    article_language: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    bom: bytes = b""
    diagnostics: tuple[Diagnostic, ...] = ()

    def to_bytes(self) -> bytes:
        """Return the file's bytes: for a document that was read, the very bytes it was read from.

        >>> Document("<p>Hej</p>").to_bytes()
        b'<p>Hej</p>'
        """
        return self.bom + self.text.encode(self.encoding, "surrogateescape")


@dataclass(frozen=True, slots=True)
class Detection:
    """What language a text is in, and how sure that is.

    `language`: BCP 47, or None: undecided (no letters, names only, fits both, or outside the set asked for).
    `confidence`: calibrated probability, 0 to 1, that `language` is right; 0.0 where it is None.
    `scores`: probability by language asked for, best first (they need not add up to 1: the rest is "other").
    `compatible`: the languages the text could just as well be in, best first.
    `reason`: a few words on what decided ("n-grams", "no letters", "name", "neighbours", "catalog", ...).
    """

    language: str | None
    confidence: float = 0.0
    scores: dict[str, float] = field(default_factory=dict)
    compatible: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of a template: what a translator will be asked for.

    `msgid` is never empty. `msgctxt`: None for none, which is not the same as "". `references`: the first few
    places, in a stable order; `count`: how often it was found in all. `comments`: lines for the translator
    (`#.`). `flags`: gettext flags without the `#,`, set by the extractor ("python-brace-format").
    """

    msgid: str
    msgctxt: str | None = None
    msgid_plural: str | None = None
    references: tuple[Reference, ...] = ()
    comments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class Bead:
    """One aligned group: 1-1, 1-2, 2-1, 0-1, 1-0 ... segments of either side, in document order.

    `confidence`: posterior probability that this very grouping is right. `moved`: out of the common order.
    `runner_up`: the next best partner of the first segment in a few words, "" where there is none.
    `reasons`: what spoke for it, strongest first ("same numbers", "lexicon 0.8", "position").
    """

    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    confidence: float = 1.0
    moved: bool = False
    runner_up: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bitext:
    """All beads of a pair of documents, in the order of the source; target-only beads where they belong.

    Every aligned segment of either side is in exactly one bead. `confidence`: probability that the two are
    translations of each other at all; `diagnostics` says so when they are not.
    """

    source: Document
    target: Document
    beads: tuple[Bead, ...] = ()
    source_language: str | None = None
    target_language: str | None = None
    confidence: float = 1.0
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something wrong with an input, where it is, and what to do about it.

    `rule`: a stable name in kebab-case ("tag-mismatch"); rules are switched on and off by it.
    `template`, `hint`: English texts with {named} slots, marked with `N_` where they are written, so that the
    library's own catalog can put them into the reader's language. `values` fills the slots.
    """

    rule: str
    severity: Severity
    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    path: str | None = None
    line: int | None = None
    column: int | None = None
    hint: str = ""

    @property
    def message(self) -> str:
        """The text in English, slots filled.

        >>> Diagnostic("tag-mismatch", "error", "<{tag}> is missing", {"tag": "a"}).message
        '<a> is missing'
        """
        return self.template.format_map(self.values)

    @property
    def place(self) -> str:
        """`path:line:column` as far as they are known, for a terminal to link to.

        >>> Diagnostic("x", "info", "", path="a.po", line=3).place
        'a.po:3'
        """
        parts = [self.path or "", *(str(n) for n in (self.line, self.column) if n is not None)]
        return ":".join(parts)

    def __str__(self) -> str:
        what = f"{self.severity}: {self.message} [{self.rule}]"
        text = f"{self.place}: {what}" if self.place else what
        return f"{text}\n    {self.hint.format_map(self.values)}" if self.hint else text
