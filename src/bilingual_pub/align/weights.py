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
        single=-0.52, double=-1.12, triple=-1.28, length=-0.36, ratio=-0.69, kind=2.32, family=1.19,
        heading_clash=-0.81, level=5.33, words=3.47, grams=7.16, shared_numbers=1.33, other_numbers=-1.19,
        known=0.00, known_long=0.00, unmet=0.00, shared_links=2.15, other_links=-2.96, identical=1.59,
        end=1.62, first_words=1.25, last_words=0.98, position=-0.03, stops=-1.23, contained=-0.65,
        stray=-0.93, nothing=-0.65, nothing_heading=0.59, nothing_length=-0.47,
    ),
    gone=-0.17,
    moved=-3.0,
    swapped=-3.52,
)  # fmt: skip

WARM = Weights(
    Features(
        single=-1.09, double=-1.76, triple=-0.49, length=-0.40, ratio=0.73, kind=2.12, family=1.49,
        heading_clash=-0.47, level=5.07, words=0.98, grams=2.70, shared_numbers=1.07, other_numbers=-0.75,
        known=2.85, known_long=3.13, unmet=-0.22, shared_links=2.60, other_links=-2.62, identical=1.76,
        end=1.47, first_words=1.19, last_words=0.88, position=-0.03, stops=-0.75, contained=0.21, stray=-1.13,
        nothing=-0.85, nothing_heading=0.43, nothing_length=0.91,
    ),
    gone=0.25,
    moved=-3.0,
    swapped=-3.63,
)  # fmt: skip
