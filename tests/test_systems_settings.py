"""Configuration files: read as what their format says, and never run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.errors import ConfigError, InputError
from bilingual_pub.systems.pelican import slugify
from bilingual_pub.systems.settings import first_of, python_constants, read_settings, text_of, yaml_mapping


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yml", "lang: no\nlist: [da]\n"),
        ("a.toml", "lang = 'no'\nlist = ['da']\n"),
        ("a.json", '{"lang": "no", "list": ["da"]}'),
        ("a.py", "lang = 'no'\nlist = ['da']\n"),
    ],
)
def test_each_format_is_read_as_what_it_is(name, text, tmp_path):
    (tmp_path / name).write_text(text, "utf-8")
    settings = read_settings(tmp_path / name)
    assert (settings["lang"], list(settings["list"])) == ("no", ["da"])


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words", "42"])
def test_a_file_that_is_no_mapping_has_no_settings(text, tmp_path):
    (tmp_path / "a.yml").write_text(text, "utf-8")
    assert read_settings(tmp_path / "a.yml") == {}


def test_tags_of_yaml_build_nothing():
    found = yaml_mapping("a: !!python/object/apply:os.system ['touch x']\nb: !ENV [HOME, x]\nc: 1\n")
    assert found["c"] == 1
    assert list(found["b"]) == ["HOME", "x"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("A = 'da'\nB = {A: './da'}", {"A": "da", "B": {"da": "./da"}}),
        ("A = B = 'da'", {"A": "da", "B": "da"}),
        ("A: str = 'da'", {"A": "da"}),
        ("A = 'da'\nA = open('x')", {}),
        ("A = _('da')", {}),
        ("if True:\n    A = 1", {}),
        ('A = (\'a\', "b" "c")', {"A": ("a", "bc")}),
        ("import os\ndef f(): pass\n", {}),
    ],
)
def test_only_plain_values_of_a_python_file_are_taken(source, found):
    assert python_constants(source) == found


@given(st.text(max_size=60))
def test_any_yaml_is_a_mapping_or_a_value_error(text):
    try:
        found = yaml_mapping(text)
    except ValueError:
        return
    assert isinstance(found, dict)


def test_a_byte_order_mark_is_no_setting(tmp_path):
    (tmp_path / "a.toml").write_bytes(b"\xef\xbb\xbfa = 1")
    assert read_settings(tmp_path / "a.toml") == {"a": 1}
    assert text_of(tmp_path / "a.toml") == "a = 1"


def test_a_file_that_is_not_there(tmp_path):
    assert first_of(tmp_path, ("a", "b")) == ""
    with pytest.raises(InputError):
        read_settings(tmp_path / "a.toml")
    (tmp_path / "a.json").write_text("[" * 100_000)
    with pytest.raises(ConfigError):
        read_settings(tmp_path / "a.json")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Den gamle kran på kajen, øst for åen", "den-gamle-kran-pa-kajen-ost-for-aen"),
        ("Ærø & Ål: 3. del", "aero-al-3-del"),
        ("Søren's bog – 2. udgave", "sorens-bog-2-udgave"),
        ("œuvre naïve ½ €", "oeuvre-naive-12-eur"),
        ("Þór Æsir", "thor-aesir"),
        ("«Citat» „hej“", "citat-hej"),
    ],
)
def test_slugs_are_those_that_pelican_4_12_makes(title, slug):
    assert slugify(title) == slug
