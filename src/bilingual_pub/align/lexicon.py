"""Which words translate which: a seed that comes with the library, and what a site's own pairs teach."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources

from bilingual_pub.align.blocks import words

__all__ = ["NOTHING", "Glossary", "Lexicon", "seed"]

Translations = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Glossary:
    """A lexicon looked at from one side. `forward`: folded word to {translation: weight, 0 to 1}.

    `thin`: the few words of one page, by which two pages cannot be judged.
    """

    forward: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    targets: frozenset[str] = frozenset()
    thin: bool = False


NOTHING = Glossary()


@dataclass(frozen=True)
class Lexicon:
    """Words of `source` and what they are in `target`, each with a weight from 0 to 1; folded as `blocks.fold` does.

    >>> lexicon = Lexicon("da", "en", {"hus": {"house": 1.0}})
    >>> lexicon.glossary("en", "da").forward
    {'house': {'hus': 1.0}}
    """

    source: str
    target: str
    entries: Translations

    def glossary(self, source: str | None, target: str | None) -> Glossary:
        """Return the lexicon as seen from language `source`; one that knows nothing for any other pair of languages."""
        asked = (_base(source), _base(target))
        if asked == (self.source, self.target):
            return self._forward
        return self._backward if asked == (self.target, self.source) else NOTHING

    def merged(self, other: Lexicon) -> Lexicon:
        """Return both lexicons in one; where both know a translation the greater weight stands.

        >>> Lexicon("da", "en", {"hus": {"house": 1.0}}).merged(Lexicon("da", "en", {"hus": {"home": 0.5}})).entries
        {'hus': {'house': 1.0, 'home': 0.5}}
        """
        entries = {word: dict(known) for word, known in self.entries.items()}
        for word, known in other.entries.items():
            mine = entries.setdefault(word, {})
            for translation, weight in known.items():
                mine[translation] = max(weight, mine.get(translation, 0.0))
        return Lexicon(self.source, self.target, entries)

    def to_json(self) -> str:
        """Return the lexicon as JSON, words sorted so that two builds of the same site give the same bytes."""
        entries = {
            word: {t: round(w, 3) for t, w in sorted(known.items())}
            for word, known in sorted(self.entries.items())
        }
        return json.dumps(
            {"source": self.source, "target": self.target, "entries": entries}, ensure_ascii=False, indent=0
        )

    @classmethod
    def from_json(cls, data: str) -> Lexicon:
        """Read what `to_json` wrote.

        >>> lexicon = Lexicon("da", "en", {"hus": {"house": 1.0}})
        >>> Lexicon.from_json(lexicon.to_json()) == lexicon
        True
        """
        found = json.loads(data)
        return cls(found["source"], found["target"], found["entries"])

    @cached_property
    def _forward(self) -> Glossary:
        return Glossary(self.entries, frozenset(t for known in self.entries.values() for t in known))

    @cached_property
    def _backward(self) -> Glossary:
        turned: Translations = {}
        for word, known in self.entries.items():
            for translation, weight in known.items():
                turned.setdefault(translation, {})[word] = weight
        return Glossary(turned, frozenset(self.entries))


@cache
def seed() -> Lexicon:
    """Return the Danish and English words that come with the library, from `languages/lexicon_da_en.tsv`.

    >>> seed().entries["bog"]
    {'book': 1.0}
    """
    entries: Translations = {}
    table = resources.files("bilingual_pub.languages").joinpath("lexicon_da_en.tsv").read_text("utf-8")
    for line in table.splitlines():
        danish, english = line.split("\t")
        for word in words(danish):
            entries.setdefault(word, {}).update(dict.fromkeys(words(english), 1.0))
    return Lexicon("da", "en", entries)


def _base(tag: str | None) -> str:
    return (tag or "").replace("_", "-").split("-")[0].lower()
