"""A whole site in two passes: its sure pairs teach a lexicon, and the second pass knows the site's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from functools import partial

from bilingual_pub.align.blocks import words
from bilingual_pub.align.learning import model1
from bilingual_pub.align.lexicon import Lexicon, seed
from bilingual_pub.align.pages import align
from bilingual_pub.formats.inline import plain
from bilingual_pub.model import Bead, Bitext, Document, Segment
from bilingual_pub.parallel import run

__all__ = ["align_many", "learn"]

_SURE = 0.95

_SETTLED = 0.99
"""Confidence of all its beads from which a page is not aligned again."""

_CHUNK = 32
"""Pairs a worker takes at a time: the lexicon is sent along with each chunk."""

Pairs = Sequence[tuple[Document, Document]]


def align_many(
    pairs: Iterable[tuple[Document, Document]],
    *,
    lexicon: Lexicon | None = None,
    executor: Executor | None = None,
    progress: Callable[[int], None] | None = None,
) -> list[Bitext]:
    """Pair the blocks of every pair of documents, twice: the second time with the lexicon the first one taught.

    A page that the first time left nothing alone and nothing in doubt keeps its beads.
    `lexicon` is what is known already (the last build's, `Lexicon.from_json`); `learn(bitexts)` gives the one to
    keep for the next. `executor` may be any of `concurrent.futures`' kind; `progress` is told how many
    alignments are done, two for each pair. The result is in the order of `pairs`, and the same with or without an executor.

    >>> from bilingual_pub.model import Segment, Span
    >>> da = Document("", segments=(Segment("Velkommen til Odense.", Span(0, 0)),))
    >>> en = Document("", segments=(Segment("Welcome to Odense.", Span(0, 0)),))
    >>> [len(bitext.beads) for bitext in align_many([(da, en)])]
    [1]
    """
    chosen = list(pairs)
    known = lexicon or seed()
    first = _pass(chosen, known, executor, progress)
    known = known.merged(learn(first, known))
    unsettled = [k for k, bitext in enumerate(first) if not _settled(bitext)]
    before = 2 * len(chosen) - len(unsettled)
    again = (lambda done: progress(before + done)) if progress else None
    if again:
        again(0)
    second = _pass([chosen[k] for k in unsettled], known, executor, again)
    for k, bitext in zip(unsettled, second, strict=True):
        first[k] = bitext
    return first


def _settled(bitext: Bitext) -> bool:
    return bitext.confidence >= _SETTLED and all(
        bead.source and bead.target and bead.confidence >= _SETTLED for bead in bitext.beads
    )


def learn(bitexts: Iterable[Bitext], known: Lexicon | None = None) -> Lexicon:
    """Return the lexicon that sure beads of `bitexts` teach, in the direction of `known` (Danish to English).

    A text that both sides share, or that comes again on other pages, teaches once.
    """
    known = known or seed()
    turned = {(known.source, known.target): False, (known.target, known.source): True}
    pairs: dict[tuple[str, str], None] = {}
    for bitext in bitexts:
        backward = turned.get((_base(bitext.source_language), _base(bitext.target_language)))
        if backward is not None and bitext.confidence >= 0.5:
            texts = ((_text(bead.source), _text(bead.target)) for bead in bitext.beads if _teaches(bead))
            pairs.update(dict.fromkeys((b, a) if backward else (a, b) for a, b in texts))
    return model1(((set(words(a)), set(words(b))) for a, b in pairs), known.source, known.target)


def _teaches(bead: Bead) -> bool:
    return (
        bead.confidence >= _SURE
        and bool(bead.source and bead.target)
        and bead.source[0].text != bead.target[0].text
    )


def _text(segments: Sequence[Segment]) -> str:
    return " ".join(plain(segment.text) for segment in segments)


def _base(tag: str | None) -> str:
    return (tag or "").split("-")[0].lower()


def _pass(
    pairs: Pairs, lexicon: Lexicon, executor: Executor | None, progress: Callable[[int], None] | None
) -> list[Bitext]:
    return list(run(partial(_align_chunk, lexicon), pairs, executor=executor, size=_CHUNK, progress=progress))


def _align_chunk(lexicon: Lexicon, pairs: Pairs) -> list[Bitext]:
    return [align(a, b, lexicon=lexicon) for a, b in pairs]
