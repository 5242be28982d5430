"""Answers made by the hundred thousand."""

from __future__ import annotations

from typing import cast

from bilingual_pub.model import Detection

__all__ = ["answer"]


class _Draft:
    """A `Detection` still open for writing: the same slots, so that it may become one.

    A frozen dataclass writes each of its fields through `object.__setattr__`, which takes three times as long as
    all the rest of a short text.
    """

    __slots__ = tuple(Detection.__dataclass_fields__)

    language: str | None
    confidence: float
    scores: dict[str, float]
    compatible: tuple[str, ...]
    reason: str


def answer(
    language: str | None,
    confidence: float,
    scores: dict[str, float],
    compatible: tuple[str, ...],
    reason: str,
) -> Detection:
    """Return `Detection(language, confidence, scores, compatible, reason)`, in a third of the time.

    >>> answer("da", 0.9, {"da": 0.9}, (), "n-grams") == Detection("da", 0.9, {"da": 0.9}, (), "n-grams")
    True
    """
    draft = _Draft()
    draft.language = language
    draft.confidence = confidence
    draft.scores = scores
    draft.compatible = compatible
    draft.reason = reason
    draft.__class__ = Detection  # type: ignore[assignment]
    return cast("Detection", draft)
