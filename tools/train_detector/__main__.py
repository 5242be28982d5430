"""Train the detector's tables: `python tools/train_detector FOLDER [FILE]` (packages are downloaded into FOLDER).

Needs numpy, scipy, wordfreq, simplemma, django, babel and faker beside the library, and npm. The same packages give the
same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from commonest import commonest
from corpus import (
    LANGUAGES,
    OTHERS,
    Examples,
    fragments,
    held_out,
    phrases,
    respell,
    strings,
    vocabulary,
)
from fit import Design, finest, fit_many, fit_two, steepness, table
from neutral import names, shared
from sources import download
from world import NO_BACKGROUND, declarations, emoji, forms, people
from world import download as download_world

from bilingual_pub.detect.table import Table, encode

HERE = Path(__file__).resolve().parents[2] / "src" / "bilingual_pub" / "languages"

CLOSED_BITS, OPEN_BITS = 17, 18

OPEN_SIZE = 1_000_000
"""Bytes of the open table."""

SHARES = (3.0, 3.0, 2.0, 1.5, 1.5, *(1.0 for _ in LANGUAGES[5:]), 3.0)
"""How much each label of the open table weighs in its fit: the two and their neighbours most, then the many others."""

RUNS = (1, 1, 2, 2, 3, 4, 5, 6, 7, 9)
"""Words of a fragment for the open table, which is asked from five words on."""

NAMED = (
    "da_DK",
    "en_GB",
    "en_US",
    "sv_SE",
    "no_NO",
    "de_DE",
    "fr_FR",
    "es_ES",
    "it_IT",
    "pl_PL",
    "nl_NL",
    "fi_FI",
    "pt_PT",
)
"""Faker's locales whose names stand in sentences of every language."""

NEAR = ("da", "en", "nb", "nn", "sv")
"""The languages that Danish and English are most often taken for; they get the longer word lists."""


def add_strings(
    to: Examples,
    folder: Path,
    language: str,
    label: int,
    most: int,
    *,
    test: bool,
    without: str = "en",
    lengths: tuple[int, ...] = (1, 1, 2, 2, 3, 4),
) -> None:
    """Add the UI strings, the prose and fragments of it: the half to learn from, or the half to test on."""
    ui, prose = strings(folder, language, without=without)
    ui = [text for text in ui if held_out(text) == test][:: max(1, len(ui) // most)]
    prose = [text for text in prose if held_out(text) == test][:: max(1, len(prose) // most)]
    for text in ui:
        to.add(text[:40], label, 1.0 if len(text) < 6 else 0.5)
    for text in prose:
        to.add(text[:25], label, 0.2)
    for text in fragments(prose, lengths, seed=1):
        to.add(text, label, 0.5)
    for text in [*ui, *fragments(prose, (1, 2, 3, 8), seed=2)]:
        other = respell(text, language)
        if other != text:
            to.add(other[:25], label, 0.15)


def add_words(
    to: Examples,
    folder: Path,
    language: str,
    label: int,
    most: int,
    scale: float,
    power: float,
    rare: int = 0,
) -> None:
    """Add the words of a frequency list, the common ones weighted up, `rare` forms beside them, and runs of all."""
    rows, beside = vocabulary(folder, language, most), forms(language, rare) if rare else []
    for word, frequency in rows:
        weight = scale * (frequency / 1e-6) ** power
        to.add((word,), label, weight)
        other = respell((word,), language)
        if other != (word,):
            to.add(other, label, 0.3 * weight)
    for word in beside:
        to.add((word,), label, 0.3 * scale)
    for text in phrases(rows, beside, people(NAMED), most // 2 if rows else 0, seed=3):
        to.add(text, label, scale)


def closed(folder: Path) -> tuple[Table, Examples]:
    """Danish against English; word forms stand in for the Danish ones that wordfreq's short list lacks."""
    train, test = Examples(), Examples()
    for label, (language, rare) in enumerate((("da", 200_000), ("en", 60_000))):
        other = ("en", "da")[label]
        add_strings(train, folder, language, label, 10**9, test=False, without=other)
        add_strings(test, folder, language, label, 10**9, test=True, without=other)
        add_words(train, folder, language, label, 100_000, 1.0, 0.3, rare)
    return table(fit_two(train, CLOSED_BITS, 1.0, 100), ("da", "en"), CLOSED_BITS, 1), test


def opened(folder: Path) -> tuple[Table, Examples]:
    """Every language of the table against each other and against the languages of the background."""
    train, test = Examples(), Examples()
    for label, language in enumerate(LANGUAGES):
        near = language in NEAR
        add_strings(train, folder, language, label, 30_000, test=False, lengths=RUNS)
        add_strings(test, folder, language, label, 5_000, test=True, lengths=RUNS)
        add_words(
            train, folder, language, label, 60_000 if near else 25_000, 1.0, 0.3, 60_000 if near else 10_000
        )
    others = sorted({*OTHERS, *declarations(folder), *emoji(folder)} - {*LANGUAGES, *NO_BACKGROUND})
    for language in others:
        add_strings(train, folder, language, len(LANGUAGES), 3_000, test=False, lengths=RUNS)
        add_strings(test, folder, language, len(LANGUAGES), 200, test=True, lengths=RUNS)
        add_words(train, folder, language, len(LANGUAGES), 4_000, 1.0, 0.3, 4_000)
    return finest(
        fit_many(train, SHARES, OPEN_BITS, 2.0, 14), (*LANGUAGES, "other"), OPEN_BITS, OPEN_SIZE
    ), test


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
        download_world(folder)
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
