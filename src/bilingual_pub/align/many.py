"""A whole site in two passes: its sure pairs teach a lexicon, and the second pass knows the site's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, as_completed

from bilingual_pub.align.blocks import words
from bilingual_pub.align.learning import model1
from bilingual_pub.align.lexicon import Lexicon, seed
from bilingual_pub.align.pages import align
from bilingual_pub.formats.inline import plain
from bilingual_pub.model import Bead, Bitext, Document, Segment

__all__ = ["align_many", "learn"]

_SURE = 0.95
_CHUNK = 32
"""Pairs a worker takes at a time: the lexicon is sent along with each chunk."""

Pairs = Sequence[tuple[Document, Document]]


def align_many(
    pairs: Iterable[tuple[Document, Document]],
    *,
    lexicon: Lexicon | None = None,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Bitext]:
    """Pair the blocks of every pair of documents, twice: the second time with the lexicon the first one taught.

    `lexicon` is what is known already (the last build's, `Lexicon.from_json`); `learn(bitexts)` gives the one to
    keep for the next. `executor` may be any of `concurrent.futures`' kind; `progress(done, total)` counts both
    passes. The result is in the order of `pairs`, and the same with or without an executor.

    >>> from bilingual_pub.model import Segment, Span
    >>> da = Document("", segments=(Segment("Velkommen til Odense.", Span(0, 0)),))
    >>> en = Document("", segments=(Segment("Welcome to Odense.", Span(0, 0)),))
    >>> [len(bitext.beads) for bitext in align_many([(da, en)])]
    [1]
    """
    chosen = list(pairs)
    known = lexicon or seed()
    total = 2 * len(chosen)
    first = _pass(chosen, known, executor, progress, (0, total))
    known = known.merged(learn(first, known))
    return _pass(chosen, known, executor, progress, (len(chosen), total))


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
    pairs: Pairs,
    lexicon: Lexicon,
    executor: Executor | None,
    progress: Callable[[int, int], None] | None,
    count: tuple[int, int],
) -> list[Bitext]:
    done, total = count
    chunks = [pairs[k : k + _CHUNK] for k in range(0, len(pairs), _CHUNK)]
    found: dict[int, list[Bitext]] = {}
    for number, bitexts in _results(chunks, lexicon, executor):
        found[number] = bitexts
        done += len(bitexts)
        if progress is not None:
            progress(done, total)
    return [bitext for number in range(len(chunks)) for bitext in found[number]]


def _results(
    chunks: Sequence[Pairs], lexicon: Lexicon, executor: Executor | None
) -> Iterator[tuple[int, list[Bitext]]]:
    """Yield each chunk's number and result as they come."""
    if executor is None:
        yield from ((number, _align_chunk(chunk, lexicon)) for number, chunk in enumerate(chunks))
        return
    futures = {executor.submit(_align_chunk, chunk, lexicon): number for number, chunk in enumerate(chunks)}
    for future in as_completed(futures):
        yield futures[future], future.result()


def _align_chunk(pairs: Pairs, lexicon: Lexicon) -> list[Bitext]:
    return [align(a, b, lexicon=lexicon) for a, b in pairs]
