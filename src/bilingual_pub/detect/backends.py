"""Other detectors behind one Protocol, for scripts that must keep their answers, and for languages we lack."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from bilingual_pub.detect.builtin import LANGUAGES, Builtin
from bilingual_pub.detect.normalise import strip
from bilingual_pub.errors import ConfigError
from bilingual_pub.model import N_, Detection, Diagnostic

__all__ = ["Detector", "Langdetect", "Lingua", "backend"]

ITS_NAME = {"nb": "no", "zh": "zh-cn"}
"""BCP 47 to langdetect's names, where they differ."""


@runtime_checkable
class Detector(Protocol):
    """What `detector=` takes: anything with this method. It must not raise on any text."""

    def detect(self, text: str, languages: tuple[str, ...]) -> Detection:
        """Say which of `languages` (BCP 47) `text` is in; `language=None` where it can't tell."""
        ...


@dataclass(frozen=True, slots=True)
class Langdetect:
    """langdetect with its profiles cut to the languages asked for, each detector seeded alike.

    langdetect draws at random; the seed is set on its detector and not on the process, so equal texts get equal
    answers and nobody else's numbers change. Text is lower-cased: its profiles hardly know capitals.
    """

    seed: int = 0

    def detect(self, text: str, languages: tuple[str, ...]) -> Detection:
        """Detect among `languages`; any that langdetect has no profile of is left out.

        >>> Langdetect().detect("Smid en kommentar", ("da", "en")).language
        'da'
        """
        from langdetect.lang_detect_exception import LangDetectException  # noqa: PLC0415 (slow to import)

        factory = _profiles(tuple(ITS_NAME.get(name, name) for name in languages))
        detector = factory.create()
        detector.seed = self.seed
        detector.append(strip(text).lower())
        try:
            found = detector.get_probabilities()
        except LangDetectException:
            return Detection(None, reason="no words", compatible=languages)
        ours = {theirs: name for name, theirs in ITS_NAME.items()}
        scores = {ours.get(language.lang, language.lang): float(language.prob) for language in found}
        if not scores:
            return Detection(None, reason="langdetect", compatible=languages)
        best = max(scores, key=lambda name: scores[name])
        return Detection(best, scores[best], scores, (), "langdetect")


@cache
def _profiles(names: tuple[str, ...]) -> Any:
    from langdetect import detector_factory  # noqa: PLC0415 (slow to import)

    factory = detector_factory.DetectorFactory()
    folder = Path(detector_factory.PROFILES_DIRECTORY)
    profiles = [path.read_text("utf-8") for name in names if (path := folder / name).is_file()]
    if not profiles:
        raise _no_detector(N_("no detector knows any of the languages {name}"), ", ".join(names))
    factory.load_json_profile(profiles)
    return factory


@dataclass(frozen=True, slots=True)
class Lingua:
    """lingua-language-detector, where it is installed."""

    def detect(self, text: str, languages: tuple[str, ...]) -> Detection:
        """Detect among `languages`, at least two of which lingua must know."""
        values = _lingua(languages).compute_language_confidence_values(strip(text))
        scores = {value.language.iso_code_639_1.name.lower(): value.value for value in values}
        best = max(scores, key=lambda name: scores[name])
        if scores[best] * len(scores) <= 1.0001:
            return Detection(None, 0.0, scores, languages, "lingua")
        return Detection(best, scores[best], scores, (), "lingua")


@cache
def _lingua(names: tuple[str, ...]) -> Any:
    try:
        import lingua  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 (optional)
    except ImportError as error:
        problem = N_("{name} is not installed")
        hint = N_("pip install lingua-language-detector")
        raise _no_detector(problem, "lingua", hint) from error
    codes = [getattr(lingua.IsoCode639_1, name.upper()) for name in names]
    return lingua.LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()


def _no_detector(template: str, name: str, hint: str = "") -> ConfigError:
    return ConfigError(Diagnostic("no-such-detector", "error", template, {"name": name}, hint=hint))


def backend(detector: str | Detector, languages: tuple[str, ...]) -> Detector:
    """Return the back end called `detector`, or `detector` itself where it is one.

    The built-in one gives way to langdetect's profiles where a language is asked for that its table lacks.

    >>> type(backend("builtin", ("da", "en"))).__name__, type(backend("builtin", ("da", "pl"))).__name__
    ('Builtin', 'Langdetect')
    """
    if not isinstance(detector, str):
        return detector
    if detector == "langdetect":
        return Langdetect()
    if detector == "lingua":
        return Lingua()
    if detector != "builtin":
        hint = N_("choose builtin, langdetect or lingua")
        raise _no_detector(N_("there is no detector called {name}"), detector, hint)
    return Builtin() if set(languages) <= set(LANGUAGES) else Langdetect()
