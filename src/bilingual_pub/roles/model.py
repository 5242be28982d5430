"""The fitted weights, and what they make of features: log-odds of a UI string, and the reasons in words.

`weights.json` is written by `benchmarks/fit_roles.py`: for each of the two situations, a whole site ("site") and
a page alone ("page"), the bias and each feature's weight and mean over the training sites.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from bilingual_pub.model import N_

__all__ = ["Model", "load", "reasons", "score"]


class Model(NamedTuple):
    """`weights`: feature to (log-odds per unit, mean in training).

    `absent`: what the lack of a feature says for a UI string (True) and for an article (False), strongest first.
    """

    bias: float
    weights: dict[str, tuple[float, float]]
    absent: dict[bool, list[tuple[float, str]]] = {}  # noqa: RUF012  # never changed


@lru_cache
def load(situation: str) -> Model:
    """Return the weights for "site" or "page".

    >>> load("site").weights["only interface words"][0] > 0
    True
    """
    data = json.loads(files(__package__).joinpath("weights.json").read_text("utf-8"))[situation]
    weights = {name: (weight, mean) for name, (weight, mean) in data["weights"].items()}
    return Model(data["bias"], weights, {True: _absent(weights, 1), False: _absent(weights, -1)})


def score(model: Model, features: dict[str, float]) -> float:
    """Return the log-odds that what has these features is a UI string.

    >>> score(Model(-1.0, {"length": (0.5, 2.0)}), {"length": 4.0, "unknown": 9.0})
    1.0
    """
    weights = model.weights
    return model.bias + sum(weights[name][0] * value for name, value in features.items() if name in weights)


_PHRASES = {
    "share of pages": (N_("on {percent} of the pages"), N_("on few pages")),
    "repeated": (N_("repeated over pages"), N_("on one page only")),
    "repeated on one page": (N_("repeated on one page"), ""),
    "fixed here": (N_("the same at this place on {percent} of the pages that have it"), N_("changes at this place from page to page")),
    "oftener than others here": (N_("oftener than other texts at this place"), ""),
    "always here": (N_("always the same at this place"), N_("not always the same at this place")),
    "variety here": (N_("different texts at this place"), N_("few different texts at this place")),
    "texts here": (N_("many different texts at this place"), N_("hardly another text at this place")),
    "many places": (N_("in several places of the template"), ""),
    "once": (N_("occurs once"), ""),
    "heading elsewhere": (N_("is another page's heading"), ""),
    "in articles": (N_("stands in an article's text too"), ""),
    "value elsewhere": (N_("fills a slot of another string"), ""),
    "name of something else": (N_("a link named after another page or its subject"), ""),
    "named by its link": (N_("its link is named after it"), ""),
    "interface words": (N_("words that interfaces are made of"), N_("no words that interfaces are made of")),
    "only interface words": (N_("nothing but words that interfaces are made of"), ""),
    "length": (N_("long text"), N_("short text")),
    "sentence in the open": (N_("whole sentence outside page furniture"), ""),
    "sentence": (N_("whole sentence"), ""),
    "several sentences": (N_("several sentences"), ""),
    "body inmost": (N_("inside an article's text"), N_("outside every article's text")),
    "chrome inmost": (N_("inside page furniture"), N_("outside page furniture")),
    "main inmost": (N_("in the main part"), ""),
    "link": (N_("link"), N_("no link")),
    "sign": (N_("ends like a label or has an arrow"), ""),
    "begins with an interface word": (N_("begins with a word that interfaces are made of"), ""),
    "you": (N_("speaks to the reader"), ""),
    "we": (N_("speaks for the site"), ""),
    "nothing found": (N_("says that something is not there"), ""),
    "small first letter": (N_("begins with a small letter"), ""),
    "link to a subject": (N_("a link to a subject or an author"), ""),
    "link to elsewhere": (N_("a link to another site"), ""),
    "link to the front page": (N_("a link to the front page"), ""),
    "link to an address": (N_("a link to an address or a telephone"), ""),
    "link within the page": (N_("a link within the page"), ""),
    "place in running text": (N_("where the pages' text runs"), N_("not where the pages' text runs")),
    "place apart from articles": (N_("at this place mostly on pages without an article"), ""),
    "once apart from articles": (N_("once, on a page without an article"), ""),
    "in the running text": (N_("where the page's text runs"), ""),
    "before the running text": (N_("before the page's text"), ""),
    "after the running text": (N_("after the page's text"), ""),
    "before the heading": (N_("before the main heading"), ""),
    "in a short text": (N_("in the only text of a page that has little"), ""),
    "no running text": (N_("on a page without running text"), ""),
    "no article by its name": (N_("on a page that says it is no article"), ""),
    "the page's own name": (N_("what the page itself is called"), ""),
    "not the article's language": (N_("in another language than the article"), ""),
    "not the furniture's language": (N_("in another language than the site's menus"), ""),
    "head once": (N_("once in the page's head"), ""),
    "place and text once": (N_("at a place that there is only once"), ""),
    "digits": (N_("has a number"), ""),
}  # fmt: skip
"""Feature to what is said of it above and below its mean; "" where that says nothing."""


def reasons(model: Model, features: dict[str, float], *, ui: bool, most: int = 3) -> tuple[str, ...]:
    """Return up to `most` phrases (English) for what decided, strongest first.

    >>> reasons(load("site"), {"body inmost": 1.0, "length": 4.0, "several sentences": 1.0}, ui=False)[0]
    'long text'
    """
    sign = 1 if ui else -1
    weights = model.weights
    weighed = [
        (part, name)
        for name, value in features.items()
        if name in weights and (part := sign * weights[name][0] * (value - weights[name][1])) > _SLIGHT
    ]
    weighed += [pair for pair in model.absent.get(ui, ())[: most + 2] if pair[1] not in features]
    weighed.sort(reverse=True)
    said: list[str] = []
    for _, name in weighed:
        if len(said) == most:
            break
        phrase = _phrase(name, features.get(name, 0.0), weights[name][1])
        if phrase and phrase not in said:
            said.append(phrase)
    return tuple(said)


_SLIGHT = 0.2
"""Parts of the log-odds too small to be called a reason."""


def _absent(weights: dict[str, tuple[float, float]], sign: int) -> list[tuple[float, str]]:
    """What the lack of each feature says, strongest first."""
    pairs = ((-sign * weight * mean, name) for name, (weight, mean) in weights.items())
    return sorted((pair for pair in pairs if pair[0] > _SLIGHT), reverse=True)


def _phrase(name: str, value: float, mean: float) -> str:
    if name in _PHRASES:
        return _PHRASES[name][value <= mean].format(percent=f"{value:.0%}")
    if value <= mean:
        return ""
    what, _, of = name.partition(" ")
    return f"<{of}>" if what == "in" else of if what == "kind" else f"class names: {what}"
