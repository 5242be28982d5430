"""Train the detector's tables: `python tools/train_detector FOLDER [FILE]` (packages are downloaded into FOLDER).

Needs numpy, scipy, wordfreq, django, babel and faker beside the library. The same packages give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from commonest import commonest
from corpus import LANGUAGES, OTHERS, Examples, fragments, frequencies, held_out, phrases, respell, strings
from fit import Design, fit_many, fit_two, steepness, table
from neutral import names, shared
from sources import download

from bilingual_pub.detect.table import Table, encode

HERE = Path(__file__).resolve().parents[2] / "src" / "bilingual_pub" / "languages"

CLOSED_BITS, OPEN_BITS = 17, 18

NEAR = ("da", "en", "nb", "nn", "sv")
"""The languages that Danish and English are most often taken for; they get the longer word lists."""


def add_strings(
    to: Examples, folder: Path, language: str, label: int, most: int, *, test: bool, without: str = "en"
) -> None:
    """Add the UI strings, the prose and fragments of it: the half to learn from, or the half to test on."""
    ui, prose = strings(folder, language, without=without)
    ui = [text for text in ui if held_out(text) == test][:: max(1, len(ui) // most)]
    prose = [text for text in prose if held_out(text) == test][:: max(1, len(prose) // most)]
    for text in ui:
        to.add(text[:40], label, 1.0 if len(text) < 6 else 0.5)
    for text in prose:
        to.add(text[:25], label, 0.2)
    for text in fragments(prose, (1, 1, 2, 2, 3, 4), seed=1):
        to.add(text, label, 0.5)
    for text in [*ui, *fragments(prose, (1, 2, 3, 8), seed=2)]:
        other = respell(text, language)
        if other != text:
            to.add(other[:25], label, 0.15)


def add_words(to: Examples, language: str, label: int, most: int, scale: float, power: float) -> None:
    """Add wordfreq's words, the common ones weighted up."""
    for word, frequency in frequencies(language, most):
        weight = scale * (frequency / 1e-6) ** power
        to.add((word,), label, weight)
        other = respell((word,), language)
        if other != (word,):
            to.add(other, label, 0.3 * weight)
    for text in phrases(language, most // 2, seed=3):
        to.add(text, label, scale)


def closed(folder: Path) -> tuple[Table, Examples]:
    """Danish against English. Bokmål's words stand in for the Danish ones that wordfreq's short list lacks."""
    train, test = Examples(), Examples()
    for label, language in enumerate(("da", "en")):
        other = ("en", "da")[label]
        add_strings(train, folder, language, label, 10**9, test=False, without=other)
        add_strings(test, folder, language, label, 10**9, test=True, without=other)
        add_words(train, language, label, 100_000, 1.0, 0.3)
    english = {word for word, _ in frequencies("en", 100_000)}
    for word, frequency in frequencies("nb", 150_000):
        if word not in english:
            train.add((word,), 0, 0.3 * (frequency / 1e-6) ** 0.2)
    return table(fit_two(train, CLOSED_BITS, 1.0, 100), ("da", "en"), CLOSED_BITS, 1), test


def opened(folder: Path) -> tuple[Table, Examples]:
    """Every language of the table against each other and against the languages of the background."""
    train, test = Examples(), Examples()
    for label, language in enumerate(LANGUAGES):
        add_strings(train, folder, language, label, 30_000, test=False)
        add_strings(test, folder, language, label, 5_000, test=True)
        add_words(train, language, label, 60_000 if language in NEAR else 25_000, 1.0, 0.3)
    for language in OTHERS:
        add_strings(train, folder, language, len(LANGUAGES), 4_000, test=False)
        add_strings(test, folder, language, len(LANGUAGES), 300, test=True)
        add_words(train, language, len(LANGUAGES), 4_000, 1.0, 0.3)
    shares = (2.0, 2.0, 2.0, *(1.0 for _ in LANGUAGES[3:]), 3.0)
    return table(fit_many(train, shares, OPEN_BITS, 1.0, 100), (*LANGUAGES, "other"), OPEN_BITS, 12), test


def calibrated(found: Table, test: Examples) -> Table:
    """Fit the table's steepness on the half it never saw."""
    weights = (
        np.stack([np.frombuffer(c, np.uint8) for c in found.columns], axis=1).astype(np.float32) - 128
    ) * found.scale
    scores = Design(test, found.bits).scores(weights)
    if scores.shape[1] == 1:
        scores = np.concatenate([scores, np.zeros_like(scores)], axis=1)
    lengths = np.array([len(text) for text in test.words], float)
    a, b = steepness(scores.astype(float), np.array(test.labels), lengths)
    right = float((scores.argmax(axis=1) == np.array(test.labels)).mean())
    print(
        f"{'+'.join(found.labels)}: {len(test.words)} held out, {100 * right:.2f} % right, steepness {a:.3f}, {b:.3f}"
    )
    return Table(found.labels, found.orders, found.bits, found.scale, (a, b), found.columns)


def main(folder: Path, only: str = "") -> None:
    """Download what is missing, fit both tables, write them, the lists of words that tell nothing, and the commonest words."""
    if not only:
        download(folder)
    for name, make in (("detector.bin", closed), ("detector-open.bin", opened)):
        if only in name:
            data = encode(calibrated(*make(folder)))
            (HERE / name).write_bytes(data)
            print(f"{name}: {len(data)} bytes")
    for name, choose in (("detector-names.txt", names), ("detector-both.txt", shared)):
        if only in name:
            (HERE / name).write_text("".join(f"{word}\n" for word in choose(folder)), "utf-8")
    if only in "detector-common.bin":
        (HERE / "detector-common.bin").write_bytes(commonest(folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
