"""Which language a text is in: Danish, English, neither, or honestly undecided.

`detect` and `detect_many` judge texts, `annotate` a document block by block, `language_map` and `passages` find
where the language changes inside a block. `detector=` takes another back end; see `backends.Detector`.
"""

from __future__ import annotations

from collections.abc import Iterable

from bilingual_pub.detect.backends import Detector, Langdetect, Lingua, backend
from bilingual_pub.detect.builtin import LANGUAGES
from bilingual_pub.detect.context import MappedPassage, annotate, language_map
from bilingual_pub.detect.many import detect_pairs
from bilingual_pub.detect.pair import detect_pair
from bilingual_pub.detect.switching import Passage, passages
from bilingual_pub.model import Detection

__all__ = [
    "LANGUAGES",
    "Detector",
    "Langdetect",
    "Lingua",
    "MappedPassage",
    "Passage",
    "annotate",
    "detect",
    "detect_many",
    "language_map",
    "passages",
]

_PAIR = ("da", "en")


def detect(
    text: str, *, languages: tuple[str, ...] = _PAIR, detector: str | Detector = "builtin"
) -> Detection:
    """Say which of `languages` (BCP 47) `text` is in, how surely, or why that can't be said. Never raises on a text.

    With the default pair, a text of five words or more in another language comes out as `language=None`. Any of
    `LANGUAGES` may be asked for; a language beyond them is judged by langdetect's profiles.

    >>> found = detect("Smid en kommentar")
    >>> found.language, found.confidence > 0.99
    ('da', True)
    >>> detect("Information")
    Detection(language=None, confidence=0.0, scores={}, compatible=('da', 'en'), reason='fits both')
    """
    if not isinstance(text, str):
        raise TypeError(f"detect takes a text, not {type(text).__name__}; decode bytes first")
    wanted = _wanted(languages)
    if detector == "builtin" and wanted == _PAIR:
        return detect_pair(text)
    return backend(detector, wanted).detect(text, wanted)


def detect_many(
    texts: Iterable[str], *, languages: tuple[str, ...] = _PAIR, detector: str | Detector = "builtin"
) -> list[Detection]:
    """Detect each of `texts`, in their order.

    >>> [found.language for found in detect_many(["Læs mere", "Read more", "12.000"])]
    ['da', 'en', None]
    """
    if isinstance(texts, str | bytes):
        raise TypeError("detect_many takes several texts; for one there is detect")
    wanted = _wanted(languages)
    if detector == "builtin" and wanted == _PAIR:
        return detect_pairs(texts)
    chosen = backend(detector, wanted)
    return [chosen.detect(text, wanted) for text in texts]


def _wanted(languages: str | Iterable[str]) -> tuple[str, ...]:
    return (languages,) if isinstance(languages, str) else tuple(languages)
