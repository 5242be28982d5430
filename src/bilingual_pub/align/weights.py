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
        single=-0.33, double=-1.18, triple=-0.95, length=-0.37, ratio=-0.86, kind=2.60, family=1.20,
        heading_clash=-1.91, level=4.50, words=4.73, grams=10.12, shared_numbers=1.53,
        other_numbers=-2.28, known=0.00, known_long=0.00, shared_links=1.28, other_links=-1.91,
        identical=2.11, end=1.60, position=0.39, nothing=-0.69, nothing_heading=0.97,
        nothing_length=0.01,
    ),
    gone=-0.20,
    moved=-3.0,
    swapped=-3.17,
)  # fmt: skip

WARM = Weights(
    Features(
        single=-1.21, double=-2.40, triple=-1.73, length=-0.33, ratio=0.12, kind=2.28, family=1.47,
        heading_clash=-1.86, level=3.81, words=1.52, grams=5.47, shared_numbers=1.06,
        other_numbers=-2.30, known=5.76, known_long=4.06, shared_links=1.12, other_links=-1.68,
        identical=2.80, end=1.27, position=0.39, nothing=-1.08, nothing_heading=0.38,
        nothing_length=1.02,
    ),
    gone=0.48,
    moved=-3.0,
    swapped=-3.87,
)  # fmt: skip
