"""A post as an article: its text as one document, and such a document taken apart into a post's fields again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from bilingual_pub.formats import blocks
from bilingual_pub.formats.wxr import Item
from bilingual_pub.model import Diagnostic, Document

__all__ = ["Post", "PostText", "Translation", "join_text", "split_text"]

LanguageBy = Literal["polylang", "wpml", "rest", "detected"]


class PostText(NamedTuple):
    """What of a post is text: HTML, as WordPress keeps it."""

    title: str
    excerpt: str
    content: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post, page or custom type, from an export or a dump of `wp-json`.

    `language`: BCP 47, None where undecided; `language_by` says who decided. `translations`: language to post id,
    the post itself included; {} where it is in no pair. `item`: the export's own, None from a dump.
    """

    id: int
    text: PostText
    slug: str = ""
    status: str = "publish"
    type: str = "post"
    date: str = ""
    link: str = ""
    language: str | None = None
    language_by: LanguageBy | None = None
    translations: Mapping[str, int] = field(default_factory=dict)
    item: Item | None = None
    path: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def title(self) -> str:
        """The title, HTML as WordPress keeps it."""
        return self.text.title

    def document(self) -> Document:
        """Return the post as an article: title, excerpt and content in one document, every segment of it `article`.

        `split_text` takes its text, or that of its translation, apart again. Blocks and shortcodes are structure.

        >>> document = Post(7, PostText("Forår", "", "<p>Nu er det forår igen.</p>"), language="da").document()
        >>> [(segment.text, segment.kind, segment.role) for segment in document.segments]
        [('Forår', 'heading', 'article'), ('Nu er det forår igen.', 'paragraph', 'article')]
        """
        from bilingual_pub.detect import annotate  # noqa: PLC0415  # loads the detector's table

        name = f"{self.path or 'post'}#{self.id}"
        parsed = blocks.parse(join_text(self.text), path=name)
        segments = tuple(replace(segment, role="article") for segment in parsed.segments)
        facts = {"title": self.title, "slug": self.slug or str(self.id), "id": self.id, "date": self.date}
        declared = self.language if self.language_by != "detected" else None
        return annotate(replace(parsed, segments=segments, language=declared, metadata=facts))


_EXCERPT = '<div class="wp-block-post-excerpt">'
# A merge may have marked the title, or the excerpt, with its language.
_TEXT = re.compile(
    rf"\A<h1(?: [^<>]*)?>(?P<title>.*?)</h1>\n"
    rf"(?:{re.escape(_EXCERPT[:-1])}(?: [^<>]*)?>(?P<excerpt>.*?)</div><!-- /excerpt -->\n)?\n",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Translation:
    """A post that is to be: the translation of `source` into `language`. `slug`: "" for what the title gives."""

    source: Post
    language: str
    text: PostText
    slug: str = ""
    status: str = "draft"


def join_text(text: PostText) -> str:
    r"""Return title, excerpt and content as one HTML text, the content byte for byte at its end.

    >>> join_text(PostText("Forår", "", "<p>Hej</p>"))
    '<h1>Forår</h1>\n\n<p>Hej</p>'
    """
    excerpt = f"{_EXCERPT}{text.excerpt}</div><!-- /excerpt -->\n" if text.excerpt else ""
    return f"<h1>{text.title}</h1>\n{excerpt}\n{text.content}"


def split_text(text: str) -> PostText | None:
    r"""Return what `join_text` joined, None for a text that it did not make.

    >>> split_text("<h1>Spring</h1>\n\n<p>Hi</p>")
    PostText(title='Spring', excerpt='', content='<p>Hi</p>')
    """
    match = _TEXT.match(text)
    return match and PostText(match["title"], match["excerpt"] or "", text[match.end() :])
