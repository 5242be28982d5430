"""Fit the weights of `bilingual_pub.roles` to the generated sites, and write `weights.json`.

Usage: python benchmarks/fit_roles.py FOLDER OUTPUT, where FOLDER holds what ui_sites/*.py generated. Wants numpy. The sites
named in `ui_sites/sites.py` as held back take no part.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).with_name("ui_sites")))

from sites import sites

from bilingual_pub.formats import html
from bilingual_pub.formats.inline import plain
from bilingual_pub.roles import collect
from bilingual_pub.roles.evidence import SiteEvidence
from bilingual_pub.roles.features import assembled, link_features, site_features, text_features
from bilingual_pub.roles.occurrences import Occurrences

Row = tuple[dict[str, float], bool, tuple]
FEW, SOME = 5, 12
STRENGTH = 0.5


def rows(documents, gold, evidence: SiteEvidence | None) -> Iterator[Row]:
    """Yield features and answer of each different text at each place; part content and mere data are left out."""
    pages, seen = Occurrences(), set()
    for number, document in enumerate(documents):
        for segment, (leaf, _, href, _, _) in zip(document.segments, pages.of(document), strict=True):
            key = (leaf.key, segment.text, None if evidence else number)
            label = gold.label(segment.text)
            if key in seen or label not in {"ui", "article"}:
                continue
            seen.add(key)
            text = plain(segment.text)
            linked = link_features(text, href) if href else {}
            counts = evidence.counts(leaf, segment.text) if evidence else None
            features = assembled(
                leaf.static, text_features(text), linked, site_features(counts, leaf.static) if counts else {}
            )
            yield features, label == "ui", (key[2], text)


def situations(folder: Path) -> dict[str, list[list[Row]]]:
    """Return the rows of each site: whole, with few of its pages, and page by page."""
    found: dict[str, list[list[Row]]] = {"site": [], "few": [], "page": []}
    for name, paths, gold in sites(folder, held_back=False):
        documents = [html.parse(path.read_bytes()) for path in paths]
        dice = random.Random(name)
        few = dice.sample(documents, min(FEW, len(documents)))
        some = dice.sample(documents, min(SOME, len(documents)))
        found["site"].append(list(rows(documents, gold, collect(documents))))
        found["few"].append(list(rows(few, gold, collect(few))))
        found["page"].append(list(rows(some, gold, None)))
    return found


def fit(whole_sites: list[list[Row]], also: list[list[Row]]) -> dict[str, object]:
    """Return bias and weights. `also` takes part in the fit of the weights, not of the bias. Logistic regression with an L2 penalty, by Newton's method.

    Each site counts as much as it has rows; in a site the rarer answer counts as the root of the other's share.
    """
    by_site = whole_sites + also
    names = sorted({name for site in by_site for features, _, _ in site for name in features})
    place = {name: index for index, name in enumerate(names)}
    matrix = np.zeros((sum(map(len, by_site)), len(names) + 1))
    matrix[:, -1] = 1
    answers, weights, row = [], [], 0
    for site in by_site:
        counts = Counter(answer for _, answer, _ in site)
        whole = sum(count**0.5 for count in counts.values())
        for features, answer, _ in site:
            for name, value in features.items():
                matrix[row, place[name]] = value
            answers.append(answer)
            weights.append(1 / counts[answer] ** 0.5 / whole)
            row += 1
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
    beta[-1] += _shift(whole_sites, matrix @ beta)
    means = matrix.mean(0)
    table = {name: [round(float(beta[i]), 3), round(float(means[i]), 3)] for name, i in place.items()}
    return {"bias": round(float(beta[-1]), 3), "weights": table}


def _shift(by_site: list[list[Row]], scores: np.ndarray) -> float:
    """Return what to add to the bias so that the mean F1 of the sites, string by string, is at its best.

    A string is found where any of its places says so, which no fit of rows knows.
    """
    bounds = np.cumsum([0, *map(len, by_site)])
    tables = []
    for number, site in enumerate(by_site):
        best: dict[tuple, list[float]] = {}
        for (_, answer, string), score in zip(site, scores[bounds[number] : bounds[number + 1]], strict=True):
            entry = best.setdefault(string, [-99.0, 0.0])
            entry[:] = [max(entry[0], score), max(entry[1], answer)]
        if best:
            tables.append(np.array(list(best.values())))
    tried = np.arange(-1, 2.01, 0.125)
    means = [np.mean([_f1(table[:, 0] + shift > 0, table[:, 1] > 0) for table in tables]) for shift in tried]
    return float(tried[int(np.argmax(means))])


def _f1(said: np.ndarray, truth: np.ndarray) -> float:
    return 2 * float((said & truth).sum()) / max(1.0, float(said.sum() + truth.sum()))


def main(folder: Path, output: Path) -> None:
    found = situations(folder)
    fitted = {"site": fit(found["site"], found["few"]), "page": fit(found["page"], [])}
    output.write_text(json.dumps(fitted, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    print(
        f"{output}: {len(fitted['site']['weights'])} weights for a site, {len(fitted['page']['weights'])} for a page"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
