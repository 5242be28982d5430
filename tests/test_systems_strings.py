"""Files of UI strings: into a catalog and back into the system's own file, nothing lost on the way."""

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.errors import InputError
from bilingual_pub.formats import po
from bilingual_pub.systems import strings

DANISH = {
    "hugo-toml": '[luk]\nother = "Luk"\n\n["indlæg"]\none = "Ét indlæg"\nother = "{{ .Count }} indlæg"\n',
    "hugo-yaml": "# Sidens knapper\nluk:\n  other: Luk # i hjørnet\nindlæg:\n  one: Ét indlæg\n  other: '{{ .Count }} indlæg'\n",
    "yaml": "da:\n  knapper:\n    luk: Luk\n  indlæg:\n    one: Ét indlæg\n    other: '%{count} indlæg'\n",
    "i18next": '{\n    "knapper": {"luk": "Luk", "antal": 3},\n    "indlæg_one": "Ét indlæg",\n    "indlæg_other": "{{count}} indlæg"\n}\n',
    "nikola": "# -*- encoding:utf-8 -*-\nMESSAGES = {\n    'Close': 'Luk',\n    'One post': 'Ét indlæg',\n    'Untranslated': '',\n}\n",
}
ENGLISH = {"Luk": "Close", "Ét indlæg": "One post", "indlæg": "posts"}


def english(text):
    for danish, word in ENGLISH.items():
        text = text.replace(f"}} {danish}", f"}} {word}").replace(f'= "{danish}"', f'= "{word}"')
        text = text.replace(f': "{danish}"', f': "{word}"')
        text = text.replace(f": {danish}", f": {word}").replace(f"'{danish}'", f"'{word}'")
    return text


@pytest.mark.parametrize("name", sorted(DANISH))
def test_a_file_and_its_translation_become_a_catalog_and_the_translation_again(name):
    danish = strings.parse(DANISH[name], name, path="da.x")
    wanted = strings.parse(english(DANISH[name]), name)
    catalog = po.parse(strings.to_catalog(danish, wanted).to_bytes())
    assert not catalog.diagnostics
    assert catalog.lookup("Luk") == "Close"
    made = strings.from_catalog(danish, catalog)
    forms = [(string.key, string.forms) for string in strings.parse(made, name).strings]
    assert forms == [(string.key, string.forms) for string in wanted.strings if any(string.forms.values())]


def test_a_plural_is_one_message_with_two_forms():
    source = strings.parse(DANISH["i18next"], "i18next", path="da.json")
    plural = strings.messages(source)[1]
    assert (plural.msgid, plural.msgid_plural) == ("Ét indlæg", "{{count}} indlæg")
    assert plural.comments == ("key: indlæg",)
    assert plural.references[0].path == "da.json"


def test_what_is_no_text_stays_in_the_file():
    catalog = strings.to_catalog(strings.parse(DANISH["i18next"], "i18next"))
    for entry in catalog.entries:
        forms = ("A", "B") if entry.msgid_plural else ("A",)
        catalog = catalog.with_translation(entry.msgid, *forms)
    made = strings.from_catalog(strings.parse(DANISH["i18next"], "i18next"), catalog)
    assert json.loads(made) == {"knapper": {"luk": "A", "antal": 3}, "indlæg_one": "A", "indlæg_other": "B"}
    assert made.startswith('{\n    "knapper"')


def test_comments_of_yaml_stay():
    source = strings.parse(DANISH["hugo-yaml"], "hugo-yaml")
    made = strings.translated(source, lambda message: [message.msgid, message.msgid_plural or ""])
    assert made == DANISH["hugo-yaml"]


def test_one_text_with_two_translations_gets_its_key_as_context():
    danish = strings.parse('{"luk": "Luk", "lukket": {"verbum": "Luk"}}', "i18next")
    both = strings.parse('{"luk": "Close", "lukket": {"verbum": "Shut"}}', "i18next")
    catalog = strings.to_catalog(danish, both)
    assert [(e.msgctxt, e.msgstr[0]) for e in catalog.entries] == [
        ("luk", "Close"),
        ("lukket.verbum", "Shut"),
    ]
    assert json.loads(strings.from_catalog(danish, catalog)) == json.loads(both.text)
    assert [message.msgctxt for message in strings.messages(danish)] == [None]


def test_what_is_not_translated_is_left_to_the_system_s_own_fall_back():
    source = strings.parse(DANISH["hugo-toml"], "hugo-toml")
    made = strings.from_catalog(source, po.parse('msgid "Luk"\nmsgstr "Close"\n'))
    assert tomllib.loads(made) == {"luk": {"other": "Close"}}


def test_other_values_of_a_toml_file_stay():
    source = strings.parse('antal = 3\ntags = ["Ø", "Å"]\n[luk]\nother = "Luk"\nhash = "x"\n', "hugo-toml")
    assert [(string.key, string.forms["other"]) for string in source.strings] == [
        ("tags.0", "Ø"),
        ("tags.1", "Å"),
        ("luk", "Luk"),
    ]
    made = strings.translated(source, lambda message: [message.msgid.lower()])
    assert tomllib.loads(made) == {"antal": 3, "tags": ["ø", "å"], "luk": {"other": "luk", "hash": "x"}}


def test_fuzzy_translations_are_left_out():
    source = strings.parse('{"luk": "Luk"}', "i18next")
    assert strings.from_catalog(source, po.parse('#, fuzzy\nmsgid "Luk"\nmsgstr "Look"\n')) == "{}"


def test_hugo_s_old_list_of_ids():
    source = strings.parse(
        "- id: luk\n  translation: Luk\n- id: n\n  translation: {one: én, other: flere}\n", "hugo-yaml"
    )
    assert [string.forms for string in source.strings] == [{"other": "Luk"}, {"one": "én", "other": "flere"}]
    made = strings.translated(source, lambda message: ["Close"] if message.msgid == "Luk" else None)
    assert made == "- id: luk\n  translation: Close\n"


texts = st.text(min_size=1, max_size=12).filter(lambda text: text.strip())
words = st.from_regex(r"[a-zæøå]{1,8}", fullmatch=True).filter(
    lambda word: word not in {"one", "two", "id", "no", "on"}
)


@given(
    st.dictionaries(words, texts, min_size=1, max_size=5), st.sampled_from(["hugo-toml", "i18next", "nikola"])
)
def test_any_texts_come_back_from_a_written_file(tree, name):
    source = (
        strings.parse("MESSAGES = {'a': 'a'}" if name == "nikola" else "", name)
        if name != "i18next"
        else None
    )
    dump = strings.FORMATS[name].dump(tree, source.text if source else "")
    assert strings.FORMATS[name].load(dump) == tree


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("i18next", "{"),
        ("hugo-toml", "a ="),
        ("hugo-yaml", "a: [b"),
        ("nikola", "X = 1"),
        ("nikola", "("),
        ("po", ""),
    ],
)
def test_a_damaged_file_is_refused_with_its_path(name, text):
    with pytest.raises(InputError) as error:
        strings.parse(text, name, path="da.x")
    assert error.value.diagnostic.path == "da.x"
