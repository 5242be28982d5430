"""The commonest words of Danish and English, with what both tables say of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from corpus import collected, frequencies

from bilingual_pub.detect.common import RIVALS, Row, encode
from bilingual_pub.detect.normalise import COMMANDS, plain
from bilingual_pub.detect.score import neutral_words
from bilingual_pub.detect.table import load

COUNT = 6_000
"""Words in the list: 50 KiB, three tokens in four of newspapers and two in three of user interfaces."""


def shares(folder: Path) -> Counter[str]:
    """Return how common a word is: its share of running text plus its share of short UI strings, both languages."""
    found: Counter[str] = Counter()
    for language in ("da", "en"):
        count = Counter(word for text in collected(folder, language)[0] if len(text) <= 6 for word in text)
        total, running = sum(count.values()), dict(frequencies(language, 60_000))
        for word in count.keys() | running.keys():
            found[word] += count[word] / total + running.get(word, 0.0)
    return found


def commonest(folder: Path) -> bytes:
    """Return the file of the commonest words that tell: no names, no words of both languages, no commands."""
    pair, opened, silent = load("detector.bin"), load("detector-open.bin"), neutral_words().keys() | COMMANDS
    rank = shares(folder)
    telling = (
        word
        for word in sorted(rank, key=lambda word: (-rank[word], word))
        if plain(word) == word and word not in silent and (len(word) > 1 or word in "aiå")
    )
    groups = [[opened.labels.index(name) for name in group] for group in RIVALS]
    rows: list[Row] = []
    for word, _ in zip(telling, range(COUNT), strict=False):
        score, sums = pair.signed(word), opened.sums(word)
        ours = sums[0 if score > 0 else 1]
        rows.append((word, score, [ours - max(sums[i] for i in group) for group in groups]))
    a, b = opened.steepness
    return encode(sorted(rows), opened.scale * a, b)
