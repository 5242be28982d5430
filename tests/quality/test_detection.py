"""Floors of the detector, by bucket, on texts written for this file: it refuses to sink.

The figures that README cites come from `benchmarks/detection.py`, on data the repository may not hold.
"""

import hashlib
import json
from pathlib import Path

import pytest

from bilingual_pub.detect import LANGUAGES, detect, detect_many, passages
from bilingual_pub.detect.score import closed, open_table

CASES = Path(__file__).parents[1] / "cases"
DATA = CASES / "detect_quality.json"
SHA256 = "df679a494b29409e54bfe158cee637f6fad449bfa6cd72ef67d9a76e9c93d149"
FLOORS = {"words": 0.95, "ui": 0.98, "headline": 1.0, "sentence": 1.0}
TEXTS = json.loads(DATA.read_text("utf-8"))


def right(bucket, spell=str):
    """Return the mean over both languages of the share that is right; an abstention is wrong."""
    shares = []
    for language in ("da", "en"):
        found = detect_many([spell(text) for text in TEXTS[bucket][language]])
        shares.append(sum(f.language == language for f in found) / len(found))
    return sum(shares) / 2


def ascii_spelling(text):
    """Spell æ, ø and å as a foreign keyboard does."""
    return text.translate(str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"}))


def test_the_floors_were_measured_on_these_texts():
    assert hashlib.sha256(DATA.read_bytes()).hexdigest() == SHA256


@pytest.mark.parametrize(("bucket", "floor"), FLOORS.items())
def test_right(bucket, floor):
    assert right(bucket) >= floor


@pytest.mark.parametrize("bucket", FLOORS)
def test_capitals_cost_at_most_half_a_point_of_a_hundred_texts(bucket):
    assert right(bucket, str.upper) >= right(bucket) - 0.005


@pytest.mark.parametrize("bucket", FLOORS)
def test_spelling_without_danish_letters_costs_at_most_a_point(bucket):
    assert right(bucket, ascii_spelling) >= right(bucket) - 0.01


def test_no_confident_answer_where_there_is_no_language():
    texts = json.loads((CASES / "detect_abstain.json").read_text("utf-8"))["cases"]
    assert [text for text in texts if detect(text).confidence > 0.5] == []


def test_confidence_is_calibrated():
    found = [
        (f, name) for b in FLOORS for name in ("da", "en") for f in detect_many(TEXTS[b][name]) if f.language
    ]
    gap = sum(f.confidence for f, _ in found) - sum(f.language == name for f, name in found)
    assert abs(gap) / len(found) < 0.02


def test_code_switching_by_letters():
    good = letters = 0
    for danish, english in zip(TEXTS["sentence"]["da"], TEXTS["sentence"]["en"], strict=False):
        text = f"{danish} {english} {danish}"
        truth = ["da"] * (len(danish) + 1) + ["en"] * (len(english) + 1) + ["da"] * len(danish)
        found = [p.language for p in passages(text) for _ in range(*p.span)]
        good += sum(a == b for a, b in zip(found, truth, strict=True))
        letters += len(text)
    assert good / letters >= 0.995


def test_other_languages_at_sentence_length():
    cases = json.loads((CASES / "detect_other_languages.json").read_text("utf-8"))["cases"]
    wrong = [
        (t, f.language) for t, f in zip(cases, (detect(text) for _, text in cases), strict=True) if f.language
    ]
    assert wrong == []


@pytest.mark.parametrize(("kind", "floor"), {"da": 0.98, "en": 0.98, "none": 0.85, "other": 0.9}.items())
def test_texts_of_small_sites(kind, floor):
    texts = json.loads((CASES / "detect_sites.json").read_text("utf-8"))[kind]
    wanted = kind if kind in ("da", "en") else None
    assert sum(found.language == wanted for found in detect_many(texts)) >= floor * len(texts)


def test_the_tables_are_as_small_as_promised():
    from importlib.resources import files

    folder = files("bilingual_pub.languages")
    assert len(folder.joinpath("detector.bin").read_bytes()) <= 128 << 10
    assert len(folder.joinpath("detector-open.bin").read_bytes()) < 1 << 20
    assert closed()[0].labels == ("da", "en")
    assert open_table()[0].labels == (*LANGUAGES, "other")
