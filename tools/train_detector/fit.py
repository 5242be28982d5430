"""Logistic regression over words times n-grams: exact, deterministic, and small enough for one core."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import count

import numpy as np
from corpus import Examples
from scipy import sparse
from scipy.optimize import minimize

from bilingual_pub.detect.table import Table, encode, places

ORDERS = (1, 2, 3, 4, 5)

BATCHES = 80
"""Batches of a round of `fit_many`."""

STEP = 0.05
"""Length of its first step along each weight, in log odds."""

HEAD = 100
"""Bytes that the file's first line may yet grow by, when the calibration is known."""

DAMP = 10.0
"""What every weight is taken to have seen of squared slopes before the first: a rare n-gram steps shorter."""


def _matrix(rows: Sequence[Sequence[int]], width: int) -> sparse.csr_matrix:
    ends = np.cumsum([0, *map(len, rows)])
    places_ = np.fromiter((i for row in rows for i in row), np.int32, ends[-1])
    return sparse.csr_matrix((np.ones(len(places_), np.float32), places_, ends), shape=(len(rows), width))


class Design:
    """The examples as two sparse matrices: texts by words, and words by places of their n-grams."""

    def __init__(self, examples: Examples, bits: int) -> None:
        vocabulary = sorted({word for text in examples.words for word in text})
        number = {word: i for i, word in enumerate(vocabulary)}
        self.texts = _matrix([[number[w] for w in text] for text in examples.words], len(vocabulary))
        self.grams = _matrix([places(word, ORDERS, bits) for word in vocabulary], 1 << bits)

    @cached_property
    def grams_t(self) -> sparse.csr_matrix:
        """Places by words."""
        return self.grams.T.tocsr()

    @cached_property
    def texts_t(self) -> sparse.csr_matrix:
        """Words by texts."""
        return self.texts.T.tocsr()

    def steps(self) -> np.ndarray:
        """Return how far to step along each place: rare n-grams further, so that the fit needs a third of the rounds."""
        counts = self.grams_t @ np.asarray(self.texts.sum(axis=0), np.float32).ravel()
        return 1 / np.sqrt(counts + 10)

    def scores(self, weights: np.ndarray) -> np.ndarray:
        """Log odds by text and column."""
        return self.texts @ (self.grams @ weights)

    def batch(
        self, rows: np.ndarray, labels: np.ndarray, weight: np.ndarray, w: np.ndarray
    ) -> tuple[float, np.ndarray]:
        """Return the loss of softmax over `rows` at the weights `w`, and its gradient; only their words are scored."""
        texts = self.texts[rows]
        vocabulary, inverse = np.unique(texts.indices, return_inverse=True)
        texts = sparse.csr_matrix((texts.data, inverse, texts.indptr), shape=(len(rows), len(vocabulary)))
        grams = self.grams[vocabulary]
        z = texts @ (grams @ w)
        z -= z.max(axis=1, keepdims=True)
        p = np.exp(z)
        total, own = p.sum(axis=1), np.arange(len(rows))
        loss = (weight * (np.log(total) - z[own, labels])).sum(dtype=float)
        p /= total[:, None]
        p[own, labels] -= 1
        return loss, grams.T @ (texts.T @ (p * weight[:, None]))

    def gradient(self, errors: np.ndarray) -> np.ndarray:
        """Carry errors by text and column back to the weights."""
        return self.grams_t @ (self.texts_t @ errors)


def balanced(examples: Examples, shares: Sequence[float]) -> np.ndarray:
    """Scale the weights so that label i gets `shares[i]` of the whole, whose mean stays 1."""
    weights, labels = np.array(examples.weights), np.array(examples.labels)
    for label, share in enumerate(shares):
        weights[labels == label] *= share / weights[labels == label].sum()
    return (weights * len(weights) / sum(shares)).astype(np.float32)


def fit_two(examples: Examples, bits: int, l2: float, rounds: int) -> np.ndarray:
    """Fit one column: label 0 against label 1."""
    design, y = Design(examples, bits), 1 - np.array(examples.labels)
    weight, steps = balanced(examples, (1, 1)), design.steps()

    def loss(v: np.ndarray) -> tuple[float, np.ndarray]:
        w = v * steps
        z = design.scores(w).clip(-500, 500)
        p = 1 / (1 + np.exp(-z))
        value = (weight * (np.logaddexp(0, z) - y * z)).sum(dtype=float) + l2 / 2 * (w @ w)
        slope = (design.gradient(weight * (p - y)) + l2 * w) * steps
        return value / len(y), slope.astype(float) / len(y)

    start = np.zeros(1 << bits)
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds, "ftol": 1e-6, "gtol": 1e-9}
    )
    print(f"loss {found.fun:.5f} after {found.nit} rounds: {found.message}")
    return (found.x * steps)[:, None]


def fit_many(examples: Examples, shares: Sequence[float], bits: int, l2: float, rounds: int) -> np.ndarray:
    """Fit one column for each label, softmax over all, in `rounds` passes over shuffled batches (AdaGrad).

    The weights are the mean over the last quarter of the steps, which is steadier than the last of them.
    """
    design, labels = Design(examples, bits), np.array(examples.labels)
    weight, columns = balanced(examples, shares), len(shares)
    w = np.zeros((1 << bits, columns), np.float32)
    mean, seen = np.zeros_like(w), np.full_like(w, DAMP)
    chance, total = np.random.RandomState(1), 0
    for number in range(rounds):
        loss, batches = 0.0, np.array_split(chance.permutation(len(labels)), BATCHES)
        for batch in batches:
            value, slope = design.batch(batch, labels[batch], weight[batch], w)
            slope += l2 / BATCHES * w
            seen += slope * slope
            w -= STEP * slope / np.sqrt(seen)
            loss += value
            if 4 * number >= 3 * rounds:
                total += 1
                mean += (w - mean) / total
        print(f"round {number + 1}: loss {loss / len(labels):.5f}", flush=True)
    return mean


def finest(weights: np.ndarray, labels: tuple[str, ...], bits: int, size: int) -> Table:
    """Round `weights` to steps as fine as a file of `size` bytes holds.

    Only differences between labels count, so each n-gram's median is taken off first: half its weights are then small.
    """
    level = weights - np.median(weights, axis=1, keepdims=True)
    tables = (table(level, labels, bits, step) for step in count(10))
    return next(found for found in tables if len(encode(found)) < size - HEAD)


def table(weights: np.ndarray, labels: tuple[str, ...], bits: int, step: int) -> Table:
    """Round `weights` to signed bytes, then to multiples of `step`, which makes the file small.

    The few weights beyond the 99.99th percentile are cut to it.
    """
    scale = float(np.quantile(np.abs(weights), 0.9999)) / 127
    fine = np.clip(np.round(weights / scale), -127, 127)
    return coarse(fine.astype(np.int16), Table(labels, ORDERS, bits, scale, (1.0, 0.0), ()), step)


def coarse(weights: np.ndarray, like: Table, step: int) -> Table:
    """Round whole `weights` to multiples of `step`; everything else as in `like`."""
    cut = (np.sign(weights) * ((np.abs(weights) * 2 + step) // (2 * step)) * step).clip(-127, 127) + 128
    return replace(like, columns=tuple(cut[:, i].astype(np.uint8).tobytes() for i in range(cut.shape[1])))


def steepness(scores: np.ndarray, labels: np.ndarray, lengths: np.ndarray) -> tuple[float, float]:
    """Fit (a, b) so that softmax(scores * a * n ** -b) is calibrated on texts the weights never saw."""

    def loss(x: np.ndarray) -> float:
        z = scores * (np.exp(x[0]) * lengths[:, None] ** -x[1])
        z -= z.max(axis=1, keepdims=True)
        return float((np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(labels)), labels]).mean())

    a, b = minimize(loss, np.zeros(2), method="Nelder-Mead").x
    return float(np.exp(a)), float(b)
