"""Many texts: the same answers as one by one, the words that they need looked up together beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from itertools import islice
from typing import cast

from bilingual_pub.detect.pair import GLANCE, beginning, glanced, judged, suspect, unclear
from bilingual_pub.detect.score import closed, open_table
from bilingual_pub.model import Detection

__all__ = ["detect_pairs"]

BATCH = 1000
"""Texts whose words are scored together."""


LOAD = 10
"""Batches after which numpy, where it is installed, is worth the tenth of a second that it takes to load."""


def detect_pairs(texts: Iterable[str]) -> list[Detection]:
    """Detect each of `texts` as `detect_pair` does.

    >>> [found.language for found in detect_pairs(["Læs mere", "Read more"])]
    ['da', 'en']
    """
    found: list[Detection] = []
    waiting = iter(texts)
    while batch := list(islice(waiting, BATCH)):
        found += _batch(batch)
        if len(found) == LOAD * BATCH:
            with suppress(ImportError):
                import_module("numpy")  # `bulk.totals` uses it once it is there
    return found


def _batch(texts: list[str]) -> list[Detection]:
    parts = list(map(beginning, texts))
    found = list(map(glanced, texts, parts))
    left = [i for i, answer in enumerate(found) if answer is None]
    doubtful = [parts[i] for i in left]
    totals = closed()[1].totals(doubtful)
    _look_up([part for part, total in zip(doubtful, totals, strict=True) if suspect(part, total & 0xFFFF)])
    for i, part, total in zip(left, doubtful, totals, strict=True):
        found[i] = judged(texts[i], part, total)
    return cast("list[Detection]", found)


def _look_up(parts: list[list[str]]) -> None:
    """Look the words of `parts` up in the open table, no more of them than will be asked for."""
    known = open_table()[1]
    known.learn([token for part in parts for token in part[:GLANCE]])
    known.learn([token for part in parts if unclear(part) for token in part])
