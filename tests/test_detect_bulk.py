from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual_pub.detect import detect, detect_many
from bilingual_pub.detect.bulk import signed_many
from bilingual_pub.detect.score import closed, learn, open_table

WORDS = st.lists(st.text(alphabet="abcæøåéßłж'😀", min_size=0, max_size=50), max_size=12)


@given(WORDS)
def test_many_words_score_what_each_does(words):
    for table in (closed()[0], open_table()[0]):
        assert signed_many(table, words) == [table.signed(word) for word in words]


@settings(max_examples=20, deadline=None)  # each loads the table twice
@given(st.lists(st.text(max_size=60), max_size=8))
def test_many_texts_get_the_answers_of_each(texts):
    closed.cache_clear()
    together = detect_many(texts)
    closed.cache_clear()
    assert together == [detect(text) for text in texts]


def test_what_was_learnt_is_what_would_have_been_computed():
    tokens = set(
        "læser, reading npm Lars lars æ x привет information l'eau »øl« 12 e-mail x=1".lower().split()
    )
    closed.cache_clear()
    one_by_one = {token: closed()[1][token] for token in tokens}
    closed.cache_clear()
    learn(tokens)
    assert {token: closed()[1][token] for token in tokens} == one_by_one
