import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.detect import LANGUAGES, Detector, Langdetect, detect, detect_many
from bilingual_pub.errors import ConfigError
from bilingual_pub.model import Detection

CASES = Path(__file__).parent / "cases"


def cases(name):
    return json.loads((CASES / f"detect_{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("text", cases("abstain")["cases"])
def test_what_is_in_no_language_gets_none(text):
    found = detect(text)
    assert found.language is None
    assert found.confidence == 0.0
    assert found.reason


@pytest.mark.parametrize("text", ["Information", "Film", "Start", "Lars Henriksen", "Malmö", "12.000", ""])
def test_what_fits_both_is_compatible_with_both(text):
    assert set(detect(text).compatible) == {"da", "en"}


@pytest.mark.parametrize(
    ("language", "text"), [(x, t) for x in ("da", "en") for t in cases("in_the_wild")[x]]
)
def test_strings_that_others_got_wrong(language, text):
    found = detect(text)
    assert found.language == language
    assert found.confidence > 0.5
    assert max(found.scores, key=found.scores.get) == language


@pytest.mark.parametrize(("language", "text"), cases("other_languages")["cases"])
def test_another_language_of_five_words_is_neither(language, text):
    found = detect(text)
    assert (found.language, found.compatible, found.reason) == (None, (), "another language")


@pytest.mark.parametrize("text", cases("other_languages")["short"])
def test_three_words_are_enough_where_hardly_one_is_danish_or_english(text):
    assert detect(text).reason == "another language"


@pytest.mark.parametrize("text", cases("other_languages")["both"])
def test_a_close_call_between_danish_and_bokmaal_names_both(text):
    found = detect(text)
    assert found.compatible == ("da", "nb")
    assert found.language in ("da", None)


@pytest.mark.parametrize(("language", "text"), cases("other_languages")["cases"])
def test_the_open_table_names_it_or_at_least_something_else(language, text):
    found = detect(text, languages=LANGUAGES)
    assert found.language == language if language in LANGUAGES else found.language not in ("da", "en")


@given(st.text(max_size=300))
def test_no_text_raises_and_every_answer_is_sound(text):
    found = detect(text)
    assert found.language in (None, "da", "en")
    assert 0.0 <= found.confidence <= 1.0
    assert sum(found.scores.values()) <= 1.0001
    assert (found.confidence == 0.0) == (found.language is None)
    assert detect_many([text]) == [found]


@given(st.text(max_size=120), st.sampled_from([("da", "sv"), ("nb", "da", "en"), LANGUAGES]))
def test_no_text_raises_in_the_open_table(text, languages):
    found = detect(text, languages=languages)
    assert found.language is None or found.language in languages
    assert set(found.scores) <= set(languages)


def test_bokmaal_that_could_be_danish_names_both():
    found = detect("Han kommer hjem til jul med toget fra Oslo", languages=LANGUAGES)
    assert {"da", "nb"} <= set(found.compatible) or found.language == "nb"
    assert detect("Vi kan komme til middag", languages=("da", "nb")).compatible


def test_the_order_of_the_pair_does_not_matter():
    assert detect("Læs mere", languages=("en", "da")).language == "da"


@pytest.mark.parametrize("language", ["da", "en"])
def test_capitals_and_tags_cost_nothing(language):
    for text in cases("in_the_wild")[language]:
        if "%" not in text and "&" not in text:
            assert detect(text.upper()).language == language
            assert detect(f"<b>{text}</b> <br/>").language == language


def test_decomposed_letters_are_composed():
    assert detect("Læs på øen".replace("å", "a\u030a")) == detect("Læs på øen")


def test_a_long_text_is_judged_by_its_beginning_and_a_short_beginning_by_more():
    danish = "Vi gik en lang tur langs havet og så på skibene. " * 200
    assert detect(danish).language == "da"
    assert detect("1 2 3 4 5 " * 100 + danish).language == "da"


def test_langdetect_gives_equal_answers_and_leaves_the_process_its_seed():
    from langdetect import DetectorFactory

    before = DetectorFactory.seed
    answers = {detect("Kontakt os", detector="langdetect").language for _ in range(20)}
    assert answers == {"da"}
    assert DetectorFactory.seed == before
    assert detect("12.000", detector="langdetect").language is None


def test_a_language_outside_the_table_is_left_to_langdetect():
    found = detect("Nie wiemy jeszcze, kiedy przyjedzie pociąg", languages=("da", "pl"))
    assert (found.language, found.reason) == ("pl", "langdetect")


def test_bokmaal_goes_by_its_own_name_with_langdetect():
    found = Langdetect().detect("Hva slags bøker liker du best å lese om kvelden?", ("da", "nb"))
    assert found.language == "nb"


def test_anyone_may_bring_a_detector():
    class Contrary:
        def detect(self, text, languages):
            return Detection(languages[-1], 1.0, reason="contrary")

    assert isinstance(Contrary(), Detector)
    assert detect("Læs mere", detector=Contrary()).language == "en"
    assert [found.reason for found in detect_many(["a", "b"], detector=Contrary())] == [
        "contrary",
        "contrary",
    ]


def test_an_unknown_detector_and_unknown_languages_say_what_to_do():
    with pytest.raises(ConfigError, match="no detector called nonesuch"):
        detect("Læs", detector="nonesuch")
    with pytest.raises(ConfigError, match="tlh"):
        detect("Læs", languages=("tlh",))


@pytest.mark.parametrize(
    "piece", ["<!--", "<script>", "<a", "[a b=", "{{", "a@", "a.", "&", "x=", '"', "«", "a_", "%", "aaaa"]
)
def test_crafted_texts_are_read_in_one_go(piece):
    for text in (piece * 10_000, f"{piece} " * 3_000):
        assert detect(text).reason
        assert detect(text, languages=LANGUAGES).reason


def test_what_is_no_text_is_named_at_once():
    for wrong in (None, 3, b"hej"):
        with pytest.raises(TypeError, match="detect takes a text"):
            detect(wrong)
    with pytest.raises(TypeError, match="several texts"):
        detect_many("hej")
    assert detect("Smid en kommentar", languages="da").language in {"da", None}
