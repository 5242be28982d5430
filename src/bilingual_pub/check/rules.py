"""What a rule is: a name, a severity, a text, and a small function that yields what is wrong with a pair."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bilingual_pub.formats import po
from bilingual_pub.formats.inline import plain
from bilingual_pub.model import Diagnostic, Severity

__all__ = ["Glossary", "Pair", "Rule", "bare", "diagnostics"]

Glossary = Mapping[str, str | Sequence[str]]
"""A term of the source language to the term, or terms, a translation may have for it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and its translation, one for each plural form; `source_language` and `target_language` are BCP 47."""

    source: str
    target: str
    entry: po.Entry
    source_language: str = "da"
    target_language: str = "en"
    glossary: Glossary = field(default_factory=dict)

    @property
    def plural(self) -> bool:
        """Whether the message counts something."""
        return self.entry.msgid_plural is not None


@dataclass(frozen=True, slots=True)
class Rule:
    """`find` yields what is wrong, a few words each (which fill `{what}`); nothing where all is well."""

    name: str
    severity: Severity
    template: str
    hint: str
    find: Callable[[Pair], Iterable[str]]


def diagnostics(rule: Rule, pair: Pair, path: str | None) -> Iterable[Diagnostic]:
    """Yield what one rule finds in a pair: one diagnostic for all of it."""
    found = list(dict.fromkeys(rule.find(pair)))
    if found:
        values: dict[str, object] = {"what": ", ".join(found), "msgid": pair.source}
        line = pair.entry.line or None
        yield Diagnostic(rule.name, rule.severity, rule.template, values, path, line, hint=rule.hint)


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """`text` without its inline tags.

    >>> bare("Læs <a>mere</a>")
    'Læs mere'
    """
    return plain(text) if "<" in text else text
