"""A WordPress export as a publisher sees it: posts with their languages and pairs, comments, menus, UI strings."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from bilingual_pub.errors import InputError
from bilingual_pub.formats import wxr
from bilingual_pub.formats.html import parse as parse_html
from bilingual_pub.formats.inline import plain
from bilingual_pub.model import N_, Detection, Diagnostic
from bilingual_pub.wordpress.languages import Languages, Plugin, UiTranslation, read_languages, wpml
from bilingual_pub.wordpress.posts import LanguageBy, Post, PostText

__all__ = ["Export", "MenuItem", "Pair", "PostComment", "detect_html", "read_export"]

NOT_ARTICLES = frozenset(
    "attachment nav_menu_item revision custom_css customize_changeset oembed_cache user_request wp_block "
    "wp_template wp_template_part wp_global_styles wp_navigation wp_font_family wp_font_face".split()
)
"""WordPress's own post types whose posts are no articles; every other type, a plug-in's too, is taken for one."""


class Pair(NamedTuple):
    """Posts that are translations of each other. `posts`: language (BCP 47) to post id. `key`: the plug-in's name."""

    key: str
    posts: Mapping[str, int]


class PostComment(NamedTuple):
    """A comment with the language it is in, whatever its post's is."""

    post_id: int
    comment: wxr.Comment
    detection: Detection


class MenuItem(NamedTuple):
    """An entry of a menu. `object_id`: the post it leads to, 0 for an address. `title` is "" where the post's is used."""

    title: str
    url: str
    object_id: int


@dataclass(frozen=True)
class Export:
    """An export on disk. Nothing but its header stays in memory; the iterators read the file anew each time."""

    path: str
    header: wxr.Header
    languages: Languages

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was wrong before the first post; what was wrong with a post is on the post."""
        return (*self.header.diagnostics, *self.languages.diagnostics)

    @property
    def problems(self) -> Iterator[Diagnostic]:
        """All that is wrong with the file: before the first post, and in each."""
        yield from self.diagnostics
        for item in self.items:
            yield from item.diagnostics

    @property
    def items(self) -> Iterator[wxr.Item]:
        """Everything the export holds, in its order."""
        with Path(self.path).open("rb") as stream:
            yield from wxr.read_items(stream, path=self.path)

    @property
    def posts(self) -> Iterator[Post]:
        """Posts, pages and custom types, each with its language and its translations."""
        return (self._post(item) for item in self.items if item.type not in NOT_ARTICLES)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The posts that Polylang or WPML paired, in two languages or more."""
        groups = self.languages.groups or self._wpml_groups
        return tuple(Pair(key, posts) for key, posts in groups.items() if len(posts) > 1)

    @cached_property
    def plugin(self) -> Plugin | None:
        """The plug-in that knows the languages of this export."""
        if self.languages.known or self.languages.groups:
            return "polylang"
        return "wpml" if self._wpml_groups else None

    @cached_property
    def _wpml_groups(self) -> dict[str, dict[str, int]]:
        groups: dict[str, dict[str, int]] = {}
        for item in self.items if not self.languages.known else ():
            if marks := wpml(item):
                groups.setdefault(marks[1], {})[marks[0]] = item.id
        return groups

    @property
    def ui_translations(self) -> tuple[UiTranslation, ...]:
        """Polylang's translated strings of theme and plug-ins."""
        return self.languages.ui_translations

    @property
    def comments(self) -> Iterator[PostComment]:
        """Comments of all posts with the language each is in; pingbacks and trackbacks are no comments."""
        for item in self.items:
            for comment in item.comments:
                if comment.type in {"", "comment"}:
                    yield PostComment(item.id, comment, detect_html(comment.content))

    @property
    def menus(self) -> dict[str, list[MenuItem]]:
        """The entries of each menu, by the menu's slug."""
        found: dict[str, list[MenuItem]] = {}
        for item in self.items:
            if item.type == "nav_menu_item":
                meta = dict(item.meta)
                target = meta.get("_menu_item_object_id", "0")
                entry = MenuItem(
                    item.title, meta.get("_menu_item_url", ""), int(target) if target.isdecimal() else 0
                )
                for term in item.terms_of("nav_menu"):
                    found.setdefault(term.slug, []).append(entry)
        return found

    def _post(self, item: wxr.Item) -> Post:
        text = PostText(item.title, item.excerpt, item.content)
        language, by, translations = self._language(item)
        return Post(
            id=item.id,
            text=text,
            slug=item.slug,
            status=item.status,
            type=item.type,
            date=item.date,
            link=item.link,
            language=language,
            language_by=by,
            translations=translations,
            item=item,
            path=self.path,
            diagnostics=item.diagnostics,
        )

    def _language(self, item: wxr.Item) -> tuple[str | None, LanguageBy | None, Mapping[str, int]]:
        terms = item.terms_of("language")
        groups = [self.languages.groups.get(term.slug, {}) for term in item.terms_of("post_translations")]
        if terms:
            return self.languages.tag(terms[0].slug), "polylang", groups[0] if groups else {}
        # A post that lost its language in an import is still in its pair.
        if groups and (own := [tag for tag, post in groups[0].items() if post == item.id]):
            return own[0], "polylang", groups[0]
        if marks := wpml(item):
            return marks[0], "wpml", self._wpml_groups.get(marks[1], {})
        language = detect_html(f"{item.title}\n\n{item.content}").language
        return language, "detected" if language else None, {}


def detect_html(source: str) -> Detection:
    """Return the language of some HTML, that of its words and not of its markup.

    >>> detect_html('<p class="the-article">Hvor er det dejligt, at kranen er tilbage.</p>').language
    'da'
    """
    from bilingual_pub.detect import detect  # noqa: PLC0415  # loads the detector's table

    texts = [plain(segment.text) for segment in parse_html(source).segments if segment.translate]
    return detect("\n".join(texts))


def read_export(path: str | os.PathLike[str]) -> Export:
    """Return the export at `path`, of WXR 1.0 to 1.2; only what stands before the first post is read at once.

    Raises InputError where the file can't be opened, or is no WordPress export at all.

    >>> import tempfile
    >>> item = b"<item><title>A</title><wp:post_id>7</wp:post_id><wp:post_type>post</wp:post_type></item>"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "e.xml").write_bytes(b"<rss><channel>" + item + b"</channel></rss>")
    ...     [post.id for post in read_export(Path(folder, "e.xml")).posts]
    [7]
    """
    name = os.fspath(path)
    try:
        with Path(path).open("rb") as stream:
            start = stream.read(1 << 16)
            stream.seek(0)
            header = wxr.read_header(wxr.read_pieces(stream, path=name), path=name)
    except OSError as error:
        template = N_("can't read this file: {reason}")
        raise InputError(
            Diagnostic("cannot-read", "error", template, {"reason": error.strerror}, name)
        ) from error
    if b"<channel" not in start and b"<item" not in start:
        hint = N_("In WordPress: Tools, Export, All content. A .zip or .gz must be unpacked first.")
        raise InputError(
            Diagnostic("no-export", "error", N_("this is no WordPress export"), {}, name, hint=hint)
        )
    if b'="' not in start and b'=3D"' in start:
        header = replace(header, diagnostics=(*header.diagnostics, _quoted_printable(name)))
    return Export(name, header, read_languages(header, path=name))


def _quoted_printable(path: str) -> Diagnostic:
    template = N_(
        "this export is still packed as it was sent by mail (quoted-printable): its letters are wrong"
    )
    hint = N_("Save the attachment anew from the mail program, and read that file.")
    return Diagnostic("wxr-quoted-printable", "error", template, {}, path, 1, hint=hint)
