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
        single=-0.01, double=-1.62, triple=-3.03, length=-0.34, ratio=-1.17, kind=2.75, family=1.22,
        heading_clash=-1.95, level=3.85, words=4.21, grams=7.28, shared_numbers=0.38,
        other_numbers=-2.77, known=0.00, known_long=0.00, shared_links=2.88, other_links=-3.75,
        identical=0.95, end=1.27, position=0.41, nothing=-1.11, nothing_heading=0.83,
        nothing_length=-0.06,
    ),
    gone=-2.34,
    moved=-3.0,
    swapped=-3.22,
)  # fmt: skip

WARM = Weights(
    Features(
        single=-1.12, double=-3.01, triple=-4.23, length=-0.34, ratio=-0.56, kind=2.17, family=1.26,
        heading_clash=-1.54, level=3.59, words=2.07, grams=3.75, shared_numbers=-0.08,
        other_numbers=-2.45, known=6.13, known_long=1.92, shared_links=2.96, other_links=-3.79,
        identical=1.59, end=1.27, position=0.45, nothing=-1.41, nothing_heading=-0.04,
        nothing_length=0.56,
    ),
    gone=-0.63,
    moved=-3.0,
    swapped=-3.48,
)  # fmt: skip
