import sys
from types import ModuleType, SimpleNamespace

import pytest

from bilingual_pub.detect import Langdetect, Lingua, detect
from bilingual_pub.detect.backends import _lingua, backend
from bilingual_pub.detect.builtin import Builtin
from bilingual_pub.errors import ConfigError


@pytest.fixture
def fake_lingua(monkeypatch):
    """Put a module in lingua's place that finds Danish where it sees an ø, and nothing where it sees no letter."""

    def confidence(text):
        sure = 0.9 if "ø" in text else 0.1 if text.strip() else 0.5
        return [
            SimpleNamespace(language=SimpleNamespace(iso_code_639_1=SimpleNamespace(name=name)), value=value)
            for name, value in (("DA", sure), ("EN", 1 - sure))
        ]

    detector = SimpleNamespace(compute_language_confidence_values=confidence)
    builder = SimpleNamespace(from_iso_codes_639_1=lambda *_codes: SimpleNamespace(build=lambda: detector))
    module = ModuleType("lingua")
    module.LanguageDetectorBuilder = builder
    module.IsoCode639_1 = SimpleNamespace(DA="DA", EN="EN")
    monkeypatch.setitem(sys.modules, "lingua", module)
    _lingua.cache_clear()
    yield
    _lingua.cache_clear()


@pytest.mark.usefixtures("fake_lingua")
def test_lingua_answers_in_our_words():
    found = detect("<b>Øl</b> og brød", detector="lingua")
    assert (found.language, found.reason, found.scores) == (
        "da",
        "lingua",
        {"da": 0.9, "en": pytest.approx(0.1)},
    )
    assert detect("Beer and bread", detector="lingua").language == "en"


@pytest.mark.usefixtures("fake_lingua")
def test_lingua_that_does_not_know_is_undecided():
    found = detect("<b> </b>", detector="lingua")
    assert (found.language, found.compatible) == (None, ("da", "en"))


def test_lingua_that_is_missing_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "lingua", None)
    _lingua.cache_clear()
    with pytest.raises(ConfigError, match="pip install lingua-language-detector"):
        Lingua().detect("Læs", ("da", "en"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Smid en kommentar", "da"),
        ("Leave a comment", "en"),
        ("KONTAKT OS I DAG", "da"),
        ("12.000", None),
        ("", None),
    ],
)
def test_langdetect_cut_to_two_profiles(text, language):
    assert Langdetect().detect(text, ("da", "en")).language == language


def test_langdetect_seeds_differ_only_in_name():
    assert {Langdetect(seed).detect("Kontakt os", ("da", "en")).language for seed in range(5)} == {"da"}


def test_the_backend_follows_the_name_and_the_languages():
    assert isinstance(backend("builtin", ("da", "en")), Builtin)
    assert isinstance(backend("langdetect", ("da", "en")), Langdetect)
    assert isinstance(backend("lingua", ("da", "en")), Lingua)
    assert isinstance(backend("builtin", ("da", "it")), Langdetect)
