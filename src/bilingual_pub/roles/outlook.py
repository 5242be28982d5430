"""What can be no UI string whatever its wording, where nobody asks for the reasons.

A long text where a hundred others stand is an article's, and looking into its words would only find out how much so. Of
the texts of a manual three of four are told by that, at a tenth of what a whole verdict costs.
"""

from __future__ import annotations

from math import inf, log1p

from bilingual_pub.interface_words import INTERFACE_WORDS
from bilingual_pub.roles.features import WORDING, Counts, site_features
from bilingual_pub.roles.model import Model, score
from bilingual_pub.roles.slots import Leaf

__all__ = ["Outlook"]

_LOOK = 16
"""So many words of a text are looked at: enough to know that it is not short."""


class Outlook:
    """Says where no wording can make up for the place and for what the rest of the site says.

    `furniture`: the language of the site's own strings, None where that is not clear.

    >>> from bilingual_pub.roles.model import load
    >>> from bilingual_pub.roles.slots import Slots
    >>> from bilingual_pub.formats import html
    >>> (leaf,) = Slots().leaves(html.parse("<article class=entry-content><p>Det regnede i går og i dag."))
    >>> once_among_many = Counts(90, 1, 1, 1, 80, 1, 400, 400, 0, 0, 0, inside=400, article_pages=80)
    >>> Outlook(load("site")).is_hopeless(leaf, "Det regnede i går og i dag.", once_among_many)
    True
    """

    def __init__(self, model: Model, furniture: str | None = None) -> None:
        self._model, self._furniture = model, furniture
        self._given: dict[tuple[Leaf, Counts], float] = {}
        weights = {name: weight for name, (weight, _) in model.weights.items()}
        self._best = {
            what: sum(max(0.0, weights.get(name, 0.0)) for name in names) for what, names in WORDING.items()
        }
        longer = weights.get("length", 0.0)
        most = [longer * log1p(words) if longer <= 0 else inf for words in range(_LOOK + 1)]
        only = max(0.0, weights.get("only interface words", 0.0))
        self._most = {False: most, True: [points + only for points in most]}

    def is_hopeless(self, leaf: Leaf, text: str, counts: Counts) -> bool:
        """Whether `text` can't be a UI string at this place, with what the site says of it."""
        given = self._given.get((leaf, counts))
        if given is None:
            given = self._given[leaf, counts] = self._of_place(leaf, counts)
        # A run of letters between spaces is a word, so there are at least as many.
        first = text.split(None, _LOOK)[:_LOOK]
        words = [word.lower() for word in first if word.isalpha()]
        if first[:1] != words[:1] or words[0] in INTERFACE_WORDS:
            given += self._best["first"]
        return given + self._most[INTERFACE_WORDS.issuperset(words)][len(words)] < 0

    def _of_place(self, leaf: Leaf, counts: Counts) -> float:
        given = score(self._model, leaf.static | site_features(counts, leaf.static)) + self._best["words"]
        if leaf.link:
            given += self._best["link"]
        if self._furniture is None or any(language != self._furniture for language, _ in counts.languages):
            given += self._best["language"]
        return given
