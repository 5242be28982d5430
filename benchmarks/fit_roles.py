"""Fit the weights of `bilingual_pub.roles` to the generated sites, and write `weights.json`.

Usage: python benchmarks/fit_roles.py FOLDER OUTPUT [PART ...], where FOLDER holds what ui_sites/*.py generated. Wants numpy. A
PART is one of `ui_sites/sites.py`; without any named, all but the final one take part.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).with_name("ui_sites")))

from sites import PARTS, sites

from bilingual_pub.formats import html
from bilingual_pub.formats.inline import plain
from bilingual_pub.roles import Classifier, Occurrences, SiteEvidence, collect

Row = tuple[dict[str, float], bool, tuple]
FEW, SOME = 5, 12
STRENGTH, FOLDS = 0.5, 6


def rows(documents, gold, evidence: SiteEvidence | None) -> Iterator[Row]:
    """Yield features and answer of each different text at each place; part content and mere data are left out."""
    classifier, pages, seen = Classifier(evidence, patterns=()), Occurrences(alone=evidence is None), set()
    for number, document in enumerate(documents):
        for occurrence in pages.of(document):
            leaf, source, *_ = occurrence
            key = (leaf.key, source, None if evidence else number)
            label = gold.label(source)
            if key in seen or label not in {"ui", "article"}:
                continue
            seen.add(key)
            text, counts = plain(source), evidence.counts(leaf, source) if evidence else None
            yield classifier.features(occurrence, text, counts), label == "ui", (key[2], text)


def situations(folder: Path, parts: list[str]) -> dict[str, list[list[Row]]]:
    """Return the rows of each site: whole, with few of its pages, and page by page."""
    found: dict[str, list[list[Row]]] = {"site": [], "few": [], "page": []}
    for name, paths, gold in sites(folder, *parts):
        documents = [html.parse(path.read_bytes()) for path in paths]
        dice = random.Random(name)
        few = dice.sample(documents, min(FEW, len(documents)))
        some = dice.sample(documents, min(SOME, len(documents)))
        found["site"].append(list(rows(documents, gold, collect(documents))))
        found["few"].append(list(rows(few, gold, collect(few))))
        found["page"].append(list(rows(some, gold, None)))
    return found


class Fit(NamedTuple):
    """`beta`: the weights of `names`, then the bias; `means` of the features."""

    names: dict[str, int]
    beta: np.ndarray
    means: np.ndarray


def fit(by_site: list[list[Row]]) -> Fit:
    """Fit a logistic regression with an L2 penalty, by Newton's method.

    Each site counts as much as it has rows; in a site the rarer answer counts as the root of the other's share.
    """
    names = sorted({name for site in by_site for features, _, _ in site for name in features})
    place = {name: index for index, name in enumerate(names)}
    matrix = _matrix(by_site, place)
    answers, weights = [], []
    for site in by_site:
        counts = Counter(answer for _, answer, _ in site)
        whole = sum(count**0.5 for count in counts.values())
        answers += [answer for _, answer, _ in site]
        weights += [1 / counts[answer] ** 0.5 / whole for _, answer, _ in site]
    target, weight = np.array(answers, float), np.array(weights)
    weight *= len(weight) / weight.sum()
    penalty = np.full(len(names) + 1, 1 / STRENGTH)
    penalty[-1] = 1e-6
    beta = np.zeros(len(names) + 1)
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ beta, -30, 30)))
        slope = matrix.T @ (weight * (chance - target)) + penalty * beta
        curve = (matrix * (weight * chance * (1 - chance))[:, None]).T @ matrix + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        beta -= step
        if abs(step).max() < 1e-6:
            break
    return Fit(place, beta, matrix.mean(0))


def _matrix(by_site: list[list[Row]], place: dict[str, int]) -> np.ndarray:
    matrix = np.zeros((sum(map(len, by_site)), len(place) + 1))
    matrix[:, -1] = 1
    rows = (features for site in by_site for features, _, _ in site)
    for row, features in enumerate(rows):
        for name, value in features.items():
            if name in place:
                matrix[row, place[name]] = value
    return matrix


def weights(whole_sites: list[list[Row]], also: list[list[Row]]) -> dict[str, object]:
    """Return bias and weights. `also`: more rows of the same sites, in the same order, or none.

    The bias is moved to where the sites are told best that a fit has not seen, a sixth of them at a time.
    """
    scores: list[np.ndarray] = [np.zeros(0)] * len(whole_sites)
    for fold in range(FOLDS):
        seen = [number for number in range(len(whole_sites)) if number % FOLDS != fold]
        found = fit([rows[number] for rows in (whole_sites, also) for number in seen if rows])
        for number in range(fold, len(whole_sites), FOLDS):
            scores[number] = _matrix([whole_sites[number]], found.names) @ found.beta
    names, beta, means = fit(whole_sites + also)
    beta[-1] += _shift(whole_sites, scores)
    table = {name: [round(float(beta[i]), 3), round(float(means[i]), 3)] for name, i in names.items()}
    return {"bias": round(float(beta[-1]), 3), "weights": table}


def _shift(by_site: list[list[Row]], scores: list[np.ndarray]) -> float:
    """Return what to add to the bias so that the lower of mean precision and mean recall, string by string, is at its best.

    A string is found where any of its places says so, which no fit of rows knows.
    """
    tables = []
    for site, told in zip(by_site, scores, strict=True):
        best: dict[tuple, list[float]] = {}
        for (_, answer, string), score in zip(site, told, strict=True):
            entry = best.setdefault(string, [-99.0, 0.0])
            entry[:] = [max(entry[0], score), max(entry[1], answer)]
        if best:
            tables.append(np.array(list(best.values())))
    tried = np.arange(-1, 3.01, 0.125)
    lower = [min(np.mean([_right(table, shift) for table in tables], axis=0)) for shift in tried]
    return float(tried[int(np.argmax(lower))])


def _right(table: np.ndarray, shift: float) -> tuple[float, float]:
    said, truth = table[:, 0] + shift > 0, table[:, 1] > 0
    both = float((said & truth).sum())
    return both / said.sum() if said.any() else 1.0, both / truth.sum() if truth.any() else 1.0


def main(folder: Path, output: Path, parts: list[str]) -> None:
    found = situations(folder, parts)
    fitted = {"site": weights(found["site"], found["few"]), "page": weights(found["page"], [])}
    output.write_text(json.dumps(fitted, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    print(
        f"{output}: {len(fitted['site']['weights'])} weights for a site, {len(fitted['page']['weights'])} for a page"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:] or list(PARTS[:3]))
