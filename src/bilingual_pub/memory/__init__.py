"""Translations that exist already: the Danish of public catalogs, looked up backwards for its English original.

The chrome of WordPress, Django, Sphinx, Nikola, Material for MkDocs is Danish because somebody translated it from English. Given those
catalogs, "Skriv en kommentar" is found to have been "Leave a comment", and is offered as its translation.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from bilingual_pub.files import read_bytes
from bilingual_pub.formats.exchange import Translation
from bilingual_pub.memory.reading import catalogs, pairs
from bilingual_pub.memory.suggestions import Key, Offer, Suggestions

__all__ = ["Suggestions", "gather", "memories"]


def gather(sources: Iterable[str | os.PathLike[str]], language: str = "da") -> list[Mapping[Key, Offer]]:
    """Return what each source offers, for `catalog.update(memories=)`: whatever holds translations already.

    Files of translators' tools (.xlf, .tmx, .jsonl, .tsv) are taken as they say, from source to target; catalogs and
    packages backwards, as `memories` does. Raises InputError for a source that is not there or can't be read.

    >>> gather([])
    []
    """
    found: list[Mapping[Key, Offer]] = []
    for source in sources:
        reader = _reader(Path(source).suffix.lower())
        if reader is None:
            found.append(memories([source], language))
        else:
            offers = reader(read_bytes(source))
            name = Path(source).name
            found.append(
                {(None, t.source): (t.target, name, t.final) for t in offers if t.source and t.target}
            )
    return found


def _reader(suffix: str) -> Callable[[bytes], Iterable[Translation]] | None:
    from bilingual_pub.formats import tabular, tmx, xliff  # noqa: PLC0415  # XML and JSON, which few updates need

    known: dict[str, Callable[[bytes], Iterable[Translation]]] = {
        ".xlf": xliff.read, ".xliff": xliff.read, ".tmx": tmx.read, ".jsonl": tabular.read_jsonl, ".tsv": tabular.read_tsv,
    }  # fmt: skip
    return known.get(suffix)


def memories(
    sources: Iterable[str | os.PathLike[str]], language: str = "da", *, final: bool = False
) -> Suggestions:
    r"""Return suggestions for `catalog.update(memories=)`: strings in `language` to what they were translated from.

    `sources`: .po and .mo files, Nikola's `messages_da.py`, Material's `partials/languages/da.html`, folders of such, or
    names of installed packages (`sphinx`, `Django`, `Nikola`, `mkdocs-material`); of a folder or a package all catalogs
    of `language`. `final`: what is unambiguous may stand
    as a translation; what is not, and everything without `final`, is offered as fuzzy. Where one string translates
    several originals the one that most catalogs have is offered, the shortest of those, and the others are named beside it.

    Raises InputError for a source that is not there.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     text = 'msgid ""\nmsgstr "Language: da\\n"\n\nmsgid "Read more"\nmsgstr "Læs mere"\n'
    ...     _ = Path(folder, "da.po").write_text(text, "utf-8")
    ...     memories([Path(folder, "da.po")])[None, "Læs mere"]
    ('Read more', 'da.po', False)
    """
    found: dict[Key, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for source in sources:
        for path in catalogs(source, language):
            for context, original, translated in pairs(path):
                for key in dict.fromkeys(((context, translated), (None, translated))):
                    found[key][original].append(path.name)
    return Suggestions({key: _offer(originals, final) for key, originals in found.items()})


def _offer(originals: Mapping[str, Sequence[str]], final: bool) -> Offer:
    best = min(originals, key=lambda text: (-len(originals[text]), len(text), text))
    others = sorted(text.replace("\0", " / ") for text in originals if text != best)
    place = originals[best][0] + (f" (or: {' | '.join(others[:3])})" if others else "")
    return best, place, final and not others
