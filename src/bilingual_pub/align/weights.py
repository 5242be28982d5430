"""The weights of the evidence, learned by `benchmarks/alignment_fit.py`; the one place where the aligner's numbers live."""

from __future__ import annotations

from dataclasses import dataclass

from bilingual_pub.align.evidence import Features

__all__ = ["COLD", "WARM", "Weights"]


@dataclass(frozen=True, slots=True)
class Weights:
    """`features`: log odds per unit of each feature. `swapped`: added for two neighbours that changed places.

    `gone`: of a block whose best partner stands elsewhere, once for either side. `moved`: added for a pair out of
    order among what the path left over.
    """

    features: Features
    gone: float
    moved: float
    swapped: float


COLD = Weights(
    Features(
        single=-0.20, double=-1.24, triple=-1.78, length=-0.40, ratio=-0.66, kind=2.60, family=1.36,
        heading_clash=-0.76, level=5.29, words=4.13, grams=9.03, shared_numbers=1.30,
        other_numbers=-1.40, known=0.00, known_long=0.00, shared_links=1.72, other_links=-2.39,
        identical=1.97, end=1.59, position=0.08, stops=-1.15, contained=-0.31, stray=-0.54,
        nothing=-0.32, nothing_heading=0.47, nothing_length=-0.53,
    ),
    gone=-0.26,
    moved=-3.0,
    swapped=-3.40,
)  # fmt: skip

WARM = Weights(
    Features(
        single=-0.92, double=-1.92, triple=-1.57, length=-0.41, ratio=0.47, kind=2.32, family=1.63,
        heading_clash=-0.57, level=4.72, words=1.09, grams=3.94, shared_numbers=1.09,
        other_numbers=-1.42, known=4.25, known_long=4.10, shared_links=2.39, other_links=-2.44,
        identical=2.25, end=1.85, position=-0.11, stops=-0.94, contained=0.79, stray=-1.33,
        nothing=-0.59, nothing_heading=0.34, nothing_length=0.80,
    ),
    gone=0.33,
    moved=-3.0,
    swapped=-3.61,
)  # fmt: skip
