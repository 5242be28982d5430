"""The two steps of a publisher: from an export to catalogs for a translator, and from those to a file to import."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from bilingual_pub.catalog import CatalogUpdate, update
from bilingual_pub.catalog.store import po_path, read_catalog
from bilingual_pub.extract import extract
from bilingual_pub.formats.po import Catalog
from bilingual_pub.merge import merge
from bilingual_pub.model import N_, Diagnostic
from bilingual_pub.wordpress.export import Export
from bilingual_pub.wordpress.importing import slug_of
from bilingual_pub.wordpress.posts import Post, Translation
from bilingual_pub.wordpress.publish import translation_of

__all__ = ["domain_of", "translated_posts", "untranslated", "update_posts"]

StrPath = str | os.PathLike[str]
PUBLISHED = ("publish",)


def untranslated(export: Export, language: str, *, statuses: Sequence[str] = PUBLISHED) -> Iterator[Post]:
    """Yield the posts that have no counterpart in `language` (BCP 47), those of no known language left out.

    >>> from bilingual_pub.formats.wxr import Header
    >>> from bilingual_pub.wordpress.languages import Languages
    >>> list(untranslated(Export(os.devnull, Header(), Languages()), "en"))
    []
    """
    for post in export.posts:
        there = {post.language, *post.translations}
        if (
            post.status in statuses
            and post.language
            and language not in there
            and (post.title or post.text.content)
        ):
            yield post


def domain_of(post: Post) -> str:
    """Return the domain of a post's own catalog: `articles/`, its slug, and its id, which never changes.

    >>> from bilingual_pub.wordpress.posts import PostText
    >>> domain_of(Post(400, PostText("Smør & brød", "", "")))
    'articles/smoer-broed-400'
    """
    return "/".join(
        ("articles", "-".join(part for part in (slug_of(post.slug or post.title)[:60], str(post.id)) if part))
    )


def update_posts(
    export: Export, locales: StrPath, language: str, *, statuses: Sequence[str] = PUBLISHED
) -> list[CatalogUpdate]:
    """Make or bring up to date a catalog for every post without counterpart in `language`: title, excerpt, content.

    The catalogs lie in `locales/<language>/LC_MESSAGES/articles/`. A post that changed since keeps its
    translations, those of changed paragraphs marked fuzzy. Raises as `catalog.update` does.

    >>> import tempfile
    >>> from bilingual_pub.wordpress import read_export
    >>> item = "<item><title>Kajen</title><wp:post_id>7</wp:post_id><wp:status>publish</wp:status>"
    >>> item += "<content:encoded>Vi var en tur på kajen i går.</content:encoded></item>"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "e.xml").write_text(f"<rss><channel>{item}</channel></rss>", "utf-8")
    ...     [(update.domain, update.new) for update in update_posts(read_export(f"{folder}/e.xml"), folder, "en")]
    [('articles/kajen-7', 2)]
    """
    done: list[CatalogUpdate] = []
    for post in untranslated(export, language, statuses=statuses):
        template = extract([post.document()], source_language=post.language, role="article")
        if template.messages:
            done += update(locales, template, languages=[language], domain=domain_of(post))
    return done


def translated_posts(
    export: Export,
    locales: StrPath,
    language: str,
    *,
    status: str = "draft",
    partly: bool = False,
    statuses: Sequence[str] = PUBLISHED,
) -> tuple[list[Translation], list[Diagnostic]]:
    """Return what the catalogs that `update_posts` made come to: a new post for each that is translated.

    `partly`: those too of which a part is translated; what is not stands in the original's language. The
    diagnostics name what was left out, and what could not be put back. `write_translations` takes the result.

    >>> import tempfile
    >>> from bilingual_pub.wordpress import read_export
    >>> item = "<item><title>Kajen</title><wp:post_id>7</wp:post_id><wp:status>publish</wp:status>"
    >>> item += "<content:encoded>Vi var en tur på kajen i går.</content:encoded></item>"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "e.xml").write_text(f"<rss><channel>{item}</channel></rss>", "utf-8")
    ...     export = read_export(f"{folder}/e.xml")
    ...     [update] = update_posts(export, folder, "en")
    ...     _ = update.path.write_bytes(update.catalog.with_translation("Kajen", "The quay").to_bytes())
    ...     found, _ = translated_posts(export, folder, "en", partly=True)
    >>> found[0].text
    PostText(title='The quay', excerpt='', content='Vi var en tur på kajen i går.')
    """
    found: list[Translation] = []
    notes: list[Diagnostic] = []
    for post in untranslated(export, language, statuses=statuses):
        path = po_path(locales, language, domain_of(post))
        catalog = read_catalog(path) if path.exists() else None
        if catalog is None or not any(entry.final for entry in catalog.entries):
            continue
        if not partly and not all(entry.final for entry in catalog.entries):
            notes.append(_unfinished(post, catalog, path))
            continue
        article = merge(post.document(), catalog, languages=(str(post.language), language))
        notes += article.diagnostics
        found.append(translation_of(post, article, language, status=status))
    return found, notes


def _unfinished(post: Post, catalog: Catalog, path: Path) -> Diagnostic:
    values: dict[str, object] = {
        "title": post.title,
        "left": sum(not entry.final for entry in catalog.entries),
        "all": len(catalog.entries),
    }
    template = N_("“{title}” is not translated yet, {left} of {all} texts are missing or fuzzy: left out")
    hint = N_("Finish its catalog, or ask for posts that are partly translated as well.")
    return Diagnostic("unfinished-post", "info", template, values, path.as_posix(), hint=hint)
