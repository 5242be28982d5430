"""PHP's serialised values: what PHP writes comes back the same, what is damaged or hostile is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.errors import InputError
from bilingual_pub.formats.php_serialize import PhpObject, dumps, loads

keys = st.integers(-(2**63), 2**63 - 1) | st.text(max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)

REFUSED = object()


def read_or_refuse(data):
    try:
        return loads(data)
    except InputError:
        return REFUSED


@given(values)
def test_what_is_written_reads_back_as_the_same_value(value):
    assert loads(dumps(value)) == value


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_and_nothing_else(data):
    value = read_or_refuse(data)
    assert value is REFUSED or loads(dumps(value)) == value


@given(st.text('asOidbN:;{}"0123456789', max_size=60))
def test_texts_of_the_grammar_s_own_letters_are_read_or_refused(data):
    value = read_or_refuse(data)
    assert value is REFUSED or loads(dumps(value)) == value


@pytest.mark.parametrize(
    "written",
    [
        'a:2:{s:2:"da";i:400;s:2:"en";i:398;}',
        'a:3:{s:6:"locale";s:5:"da_DK";s:3:"rtl";i:0;s:9:"flag_code";s:2:"dk";}',
        'a:1:{i:0;a:2:{i:0;s:10:"Læs mere…";i:1;s:9:"Read more";}}'.replace("s:10", "s:12"),
        'O:8:"stdClass":1:{s:3:"navn";s:0:"";}'.replace("s:3", "s:4"),
        "d:0.1;",
        "d:1.0E+25;",
        "d:100000;",
        "d:1000000000000000;",
        "d:1.2345678901234568E+17;",
        "d:1.5E-7;",
        "d:-0;",
        "d:-INF;",
        "i:-7;",
        "b:0;",
        "N;",
    ],
)
def test_what_php_wrote_comes_back_byte_for_byte(written):
    assert dumps(loads(written)) == written


def test_strings_are_counted_in_bytes_not_letters():
    assert loads('s:3:"æ!";') == "æ!"
    with pytest.raises(InputError, match="not as long as its count"):
        loads('s:2:"æ!";')


def test_bytes_outside_utf8_survive():
    written = b's:1:"\xe6";'
    assert dumps(loads(written)).encode("utf-8", "surrogateescape") == written


def test_a_string_may_hold_what_looks_like_its_own_end():
    assert loads('s:5:"a";b:";') == 'a";b:'


def test_an_object_is_data_and_its_class_is_never_looked_for():
    value = loads('O:11:"Evil\\Gadget":1:{s:3:"cmd";s:2:"ls";}')
    assert value == PhpObject("Evil\\Gadget", {"cmd": "ls"})


@pytest.mark.parametrize(
    ("hostile", "says"),
    [
        ("a:9999999999:{i:0;N;}", "larger than the value"),
        ("a:1:{i:0;" * 200 + "N;" + "}" * 200, "too deep"),
        ("i:" + "9" * 5000 + ";", "begins here"),
        ("d:" + "9" * 5000 + ";", "begins here"),
        ("d:1.2.3;", "begins here"),
        ("a:2:{i:0;N;R:2;}", "larger|begins here"),
        ('C:3:"Abc":2:{xx}', "begins here"),
        ("a:1:{N;N;}" + " " * 9, "key of an array"),
        ("a:1:{i:0;N;i:1;N;}", "does not end"),
        ("b:1;b:1;", "more after the end"),
        ('s:400:"da";', "not as long"),
        ('O:1:"A":x', "begins here"),
        ("", "begins here"),
    ],
)
def test_hostile_and_damaged_values_are_refused_with_what_is_wrong(hostile, says):
    with pytest.raises(InputError, match=says):
        loads(hostile)


def test_what_php_has_no_value_for_is_a_type_error():
    with pytest.raises(TypeError, match="set"):
        dumps({1, 2})
