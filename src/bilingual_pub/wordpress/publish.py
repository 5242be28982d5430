"""Translations on their way to a site: what is to be a new post, and the file that WordPress's importer takes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bilingual_pub.errors import InputError
from bilingual_pub.files import write_bytes
from bilingual_pub.formats import wxr
from bilingual_pub.model import N_, Diagnostic, Document
from bilingual_pub.wordpress.export import Export
from bilingual_pub.wordpress.importing import plan
from bilingual_pub.wordpress.posts import Post, Translation, split_text

if TYPE_CHECKING:
    from bilingual_pub.merge import PairedArticle

__all__ = ["translation_of", "write_translations"]


def translation_of(
    post: Post, article: PairedArticle | Document, language: str, *, slug: str = "", status: str = "draft"
) -> Translation:
    r"""Return the new post that a merged article, or the translated document of a post, makes.

    `status`: a draft unless you say "publish", "pending" or "private". Raises InputError where the translation is
    not one of `post.document()`, so that title and content can't be told apart: make a `Translation` yourself.

    >>> from dataclasses import replace
    >>> from bilingual_pub.wordpress.posts import PostText
    >>> post = Post(7, PostText("Forår", "", "<p>Hej</p>"), language="da")
    >>> translation_of(post, replace(post.document(), text="<h1>Spring</h1>\n\n<p>Hi</p>"), "en").text
    PostText(title='Spring', excerpt='', content='<p>Hi</p>')
    """
    document = (
        article if isinstance(article, Document) else article.documents[article.languages[0] != language]
    )
    text = split_text(document.text)
    if text is None:
        template = N_("this is no translation of post {id}: it does not begin with a title")
        raise InputError(Diagnostic("no-translation", "error", template, {"id": post.id}, document.path))
    content = _editable(text.content, post) if "<!-- wp:" in text.content else text.content
    return Translation(post, language, text._replace(content=content), slug, status)


_MARKED = re.compile(r"""<([a-z][a-z0-9]*)((?:\s[^<>]*?)?)\slang="([A-Za-z-]{2,20})"([^<>]*)>""")


def _editable(content: str, post: Post) -> str:
    """Take the marks off blocks that are still in the original's language.

    The block editor calls a paragraph with a `lang` it did not write itself invalid, and will not let an editor
    type in it. What the author marked stays.
    """

    def unmarked(match: re.Match[str]) -> str:
        own = match[3] != post.language or match[0] in post.text.content
        return match[0] if own else f"<{match[1]}{match[2]}{match[4]}>"

    return _MARKED.sub(unmarked, content)


def write_translations(
    export: Export, translations: Iterable[Translation], path: str | os.PathLike[str]
) -> list[Diagnostic]:
    """Write a file for Tools, Import, WordPress: these posts, and what pairs them with their originals.

    Drafts unless their `status` says otherwise. Nothing on the site is overwritten: a post whose original has a
    translation already is left out, with a Diagnostic, and a slug that is taken gets the language added. Import
    it on the site that the export came from. Raises OutputError where the file can't be written.

    >>> import tempfile
    >>> from pathlib import Path
    >>> from bilingual_pub.wordpress import read_export
    >>> from bilingual_pub.wordpress.posts import PostText
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "e.xml").write_text("<rss><channel><item><wp:post_id>7</wp:post_id></item></channel></rss>")
    ...     new = Translation(Post(7, PostText("Forår", "", "Hej")), "en", PostText("Spring", "", "Hi"))
    ...     write_translations(read_export(Path(folder, "e.xml")), [new], Path(folder, "new.xml"))
    ...     [(post.title, post.status, post.slug) for post in read_export(Path(folder, "new.xml")).posts]
    []
    [('Forår', 'publish', ''), ('Spring', 'draft', 'spring')]
    """
    header, items, notes = plan(export, list(translations))
    write_bytes(path, b"".join(wxr.write_wxr(header, items)))
    return notes
