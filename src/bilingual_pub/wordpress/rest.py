"""Posts as WordPress's REST interface speaks of them: dumps of `wp-json` read, new posts written to be sent by script."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bilingual_pub.errors import InputError
from bilingual_pub.files import inside, read_bytes, utf8, write_bytes
from bilingual_pub.model import N_, Diagnostic
from bilingual_pub.wordpress.export import detect_html
from bilingual_pub.wordpress.importing import slug_of
from bilingual_pub.wordpress.posts import Post, PostText, Translation

__all__ = ["read_rest", "to_rest", "write_rest"]


def read_rest(path: str | os.PathLike[str]) -> Iterator[Post]:
    """Yield the posts in a dump of `wp-json/wp/v2/posts`, or in all `.json` files below a folder, sorted by name.

    A file holds a post or a list of them. What the editor wrote (`context=edit`, "raw") counts before what the
    site shows ("rendered"). `lang` and `translations` are Polylang's. Raises InputError for what is no JSON.

    >>> import tempfile
    >>> dump = '[{"id": 7, "title": {"rendered": "Forår"}, "lang": "da", "translations": {"da": 7, "en": 8}}]'
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "posts.json").write_text(dump, "utf-8")
    ...     [(post.id, post.title, post.language, post.translations) for post in read_rest(folder)]
    [(7, 'Forår', 'da', {'da': 7, 'en': 8})]
    """
    start = Path(path)
    for file in sorted(start.rglob("*.json")) if start.is_dir() else [start]:
        try:
            data = json.loads(read_bytes(file).decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            template = N_("this is no JSON: {reason}")
            raise InputError(
                Diagnostic("no-json", "error", template, {"reason": error}, str(file))
            ) from error
        for entry in data if isinstance(data, list) else [data]:
            if isinstance(entry, dict) and isinstance(entry.get("id"), int):
                yield _post(entry, str(file))


def _post(entry: Mapping[str, Any], path: str) -> Post:
    text = PostText(*(_text(entry.get(name)) for name in ("title", "excerpt", "content")))
    language = str(entry.get("lang") or "") or None
    detected = None if language else detect_html(f"{text.title}\n\n{text.content}").language
    pairs = entry.get("translations")
    return Post(
        id=entry["id"],
        text=text,
        slug=str(entry.get("slug", "")),
        status=str(entry.get("status", "publish")),
        type=str(entry.get("type", "post")),
        date=str(entry.get("date", "")).replace("T", " "),
        link=str(entry.get("link", "")),
        language=language or detected,
        language_by="rest" if language else "detected" if detected else None,
        translations={k: v for k, v in pairs.items() if isinstance(v, int)}
        if isinstance(pairs, dict)
        else {},
        path=path,
    )


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("raw") or value.get("rendered") or "")
    return value if isinstance(value, str) else ""


def to_rest(translation: Translation) -> dict[str, Any]:
    """Return what to POST to `wp-json/wp/v2/posts` (or `pages`): a draft unless the translation says otherwise.

    `lang` and `translations` are for Polylang; `translations` names the posts that are there already.

    >>> post = Post(7, PostText("Forår", "", "<p>Hej</p>"), language="da")
    >>> to_rest(Translation(post, "en", PostText("Spring", "", "<p>Hi</p>")))["translations"]
    {'da': 7}
    """
    source, text = translation.source, translation.text
    own = {source.language: source.id} if source.language else {}
    return {
        "title": text.title,
        "content": text.content,
        "excerpt": text.excerpt,
        "slug": translation.slug or slug_of(text.title),
        "status": translation.status,
        "type": source.type,
        "lang": translation.language,
        "translations": {**own, **source.translations},
    }


def write_rest(translations: Iterable[Translation], folder: str | os.PathLike[str]) -> list[Path]:
    """Write one JSON file for each translation, `7.en.json` for that of post 7, and return their paths.

    Raises OutputError where a file can't be written.

    >>> import tempfile
    >>> new = Translation(Post(7, PostText("Forår", "", "Hej"), language="da"), "en", PostText("Spring", "", "Hi"))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in write_rest([new], folder)]
    ['7.en.json']
    """
    paths = []
    for translation in translations:
        path = inside(folder, f"{translation.source.id}.{translation.language}.json")
        text = json.dumps(to_rest(translation), ensure_ascii=False, indent=2)
        write_bytes(path, utf8(f"{text}\n"))
        paths.append(path)
    return paths
