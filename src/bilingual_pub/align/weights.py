"""The weights of the evidence, learned by `benchmarks/alignment_fit.py`; the one place where the aligner's numbers live."""

from __future__ import annotations

from dataclasses import dataclass

from bilingual_pub.align.evidence import Features

__all__ = ["COLD", "WARM", "Weights"]


@dataclass(frozen=True, slots=True)
class Weights:
    """`features`: log odds per unit of each feature. `moved`, `swapped`: added for a bead out of the common order."""

    features: Features
    moved: float
    swapped: float


COLD = Weights(
    Features(
        single=-0.7, double=-2.2, triple=-4.7, length=-0.45, ratio=-1.66, kind=1.96, family=0.28, heading_clash=-1.56,
        level=0.3, words=1.34, grams=2.89, shared_numbers=0.7, other_numbers=-1.0, known=0.0, known_long=0.0,
        shared_links=1.0, other_links=-0.7, identical=1.0, end=0.5, position=3.0,
        nothing=-2.0, nothing_heading=0.0, nothing_length=0.0,
    ),
    moved=-3.0,
    swapped=-1.0,
)  # fmt: skip

WARM = Weights(
    Features(
        single=-2.0, double=-3.5, triple=-6.0, length=-0.36, ratio=-1.02, kind=1.59, family=0.6, heading_clash=-1.62,
        level=0.3, words=0.5, grams=1.56, shared_numbers=0.5, other_numbers=-0.8, known=5.15, known_long=0.0,
        shared_links=1.0, other_links=-0.7, identical=1.0, end=0.5, position=3.0,
        nothing=-2.0, nothing_heading=0.0, nothing_length=0.0,
    ),
    moved=-3.0,
    swapped=-1.0,
)  # fmt: skip
