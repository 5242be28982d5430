import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual_pub.detect import bulk, detect, detect_many, tokens
from bilingual_pub.detect.bulk import grams, lanes, totals, weights
from bilingual_pub.detect.many import BATCH
from bilingual_pub.detect.score import closed, open_table
from bilingual_pub.detect.table import Table, load

WORD = st.text(alphabet="abcæøåéßłж'😀\ud800", min_size=1, max_size=50)
WORDS = st.lists(WORD, min_size=1, max_size=30)
TABLES = [load("detector.bin"), load("detector-open.bin")]
WEIGHTS = [weights(table, table.columns) for table in TABLES]
TOKENS = "læser, reading npm npm, Lars lars æ x привет information l'eau »øl« 12 e-mail x=1".lower().split()

needs_numpy = pytest.mark.skipif(
    find_spec("numpy") is None, reason="numpy, an optional extra, is not installed"
)


@pytest.fixture(params=["with numpy", "without"])
def arrays(request, monkeypatch):
    """Run a test with numpy's arrays from the first word on, and without them."""
    if request.param == "without":
        monkeypatch.setattr(bulk, "MANY", sys.maxsize)
    else:
        pytest.importorskip("numpy", reason="numpy, an optional extra, is not installed")
        monkeypatch.setattr(bulk, "MANY", 1)
        monkeypatch.setattr(bulk, "FEW", 1)


def unpacked(number, labels):
    return [number >> 32 * i & 0xFFFFFFFF for i in range(labels)]


@given(WORDS)
def test_many_words_weigh_what_each_does(words):
    for table, read in zip(TABLES, WEIGHTS, strict=True):
        each = [table.sums(word) for word in words]
        found = totals(read, words)
        if len(found) == 1:
            assert list(found[0]) == [sums[0] for sums in each]
        else:
            assert [unpacked(number, len(table.labels)) for number in lanes(found)] == each


@needs_numpy
@given(WORDS)
def test_arrays_of_numpy_give_the_same_numbers(words):
    from bilingual_pub.detect import vector

    for read in WEIGHTS:
        assert vector.totals(read, words) == [bulk.array("Q", found) for found in bulk._totals(read, words)]


@given(WORD)
def test_a_word_of_weight_nothing_scores_nothing(word):
    table = Table(("da", "en"), (1, 3, 5), 8, 1.0, (1.0, 0.0), (bytes([128]) * 256,))
    assert (
        totals(weights(table, table.columns), [word])[0][0] == 128 * grams(table.orders)[min(len(word), 40)]
    )


@pytest.mark.parametrize("labels", [3, 4, 5, 8])
def test_any_number_of_labels(labels):
    columns = tuple(bytes((i * 37 + place) % 256 for place in range(64)) for i in range(labels))
    table = Table(tuple("abcdefgh"[:labels]), (1, 2), 6, 1.0, (1.0, 0.0), columns)
    found = lanes(totals(weights(table, table.columns), ["hav", "ø", "sejlbåd", "kaj"]))
    assert unpacked(found[2], labels) == table.sums("sejlbåd")


@settings(max_examples=30)
@given(st.lists(st.text(max_size=60), max_size=8))
def test_many_texts_get_the_answers_of_each(texts):
    for table in (closed, open_table):
        table()[1].clear()
    together = detect_many(texts)
    for table in (closed, open_table):
        table()[1].clear()
    assert together == [detect(text) for text in texts]


def test_answers_depend_neither_on_numpy_nor_on_what_was_read_before(arrays):
    texts = [f"{a} {b} og {c} the" for a in TOKENS for b in TOKENS[::3] for c in TOKENS[::5]]
    alone = []
    for text in texts[::7]:
        closed.cache_clear()
        alone.append(detect(text))
    assert detect_many(texts)[::7] == alone


def test_what_was_learnt_is_what_would_have_been_computed(arrays):
    for table in (closed, open_table):
        table.cache_clear()
        one_by_one = {token: table()[1][token] for token in TOKENS}
        table.cache_clear()
        table()[1].learn(TOKENS)
        assert {token: dict.get(table()[1], token) for token in TOKENS} == one_by_one


def test_threads_that_make_room_for_each_other(monkeypatch):
    texts = [f"{a} {b} {a} {b} sejler" for a in TOKENS for b in TOKENS]
    alone = detect_many(texts)
    closed.cache_clear()
    open_table.cache_clear()
    monkeypatch.setattr(tokens, "MOST_TOKENS", len(closed()[1]) + 5)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(3) as pool:
            found = list(pool.map(detect_many, [texts] * 6))
    finally:
        sys.setswitchinterval(interval)
        closed.cache_clear()
        open_table.cache_clear()
    assert all(answers == alone for answers in found)


@needs_numpy
def test_numpy_is_loaded_only_for_many_texts():
    code = (
        "import sys; from bilingual_pub.detect import detect_many\n"
        f"detect_many(['Læs mere'] * {BATCH}); few = 'numpy' in sys.modules\n"
        f"detect_many(['Læs mere'] * {10 * BATCH}); print(few, 'numpy' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["False", "True"]
