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
        single=-0.21, double=-1.46, triple=-1.95, length=-0.42, ratio=-0.77, kind=2.70, family=1.38,
        heading_clash=-1.90, level=4.74, words=4.50, grams=10.49, shared_numbers=0.93,
        other_numbers=-2.33, known=0.00, known_long=0.00, shared_links=1.28, other_links=-1.92,
        identical=1.89, end=1.76, position=0.25, nothing=-0.48, nothing_heading=0.89,
        nothing_length=-0.18,
    ),
    gone=-0.19,
    moved=-3.0,
    swapped=-3.06,
)  # fmt: skip

WARM = Weights(
    Features(
        single=-0.95, double=-2.45, triple=-2.28, length=-0.37, ratio=0.09, kind=2.22, family=1.47,
        heading_clash=-1.81, level=3.97, words=1.77, grams=5.90, shared_numbers=0.55,
        other_numbers=-2.39, known=5.16, known_long=4.17, shared_links=1.33, other_links=-1.89,
        identical=2.43, end=1.42, position=0.29, nothing=-0.65, nothing_heading=0.33,
        nothing_length=0.77,
    ),
    gone=1.06,
    moved=-3.0,
    swapped=-3.96,
)  # fmt: skip
