import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from bilingual_pub.errors import InputError
from bilingual_pub.formats import front_matter
from bilingual_pub.formats.front_matter.model import quoted


def load(source):
    return YAML(typ="safe", pure=True).load(source)


def test_yaml_is_read_by_version_1_2():
    found = front_matter.parse("---\nlang: no\nno: ja\ndraft: true\ndate: 2026-05-03\ntal: 010\n---\n")
    assert found.values == {"lang": "no", "no": "ja", "draft": True, "date": "2026-05-03", "tal": 10}


@pytest.mark.parametrize(
    ("line", "raw", "value", "style"),
    [
        ("title: Om os # kort", "Om os", "Om os", "yaml"),
        ('title: "Om \\"os\\""', '"Om \\"os\\""', 'Om "os"', '"'),
        ("title: 'Ole''s'", "'Ole''s'", "Ole's", "'"),
        ("title: >-\n  Om\n  os\n\n", ">-\n  Om\n  os", "Om os", "block"),
        ("title: |\n  Om\n  os", "|\n  Om\n  os", "Om\nos\n", "block"),
        ("title: &t Om os", "Om os", "Om os", "yaml"),
        ("title: !!str 12", "12", "12", "yaml"),
        ("title:", "", "", "empty"),
        ("title: Om\n  os", "Om\n  os", "Om os", "yaml"),
    ],
)
def test_every_style_of_yaml_is_found_where_it_stands(line, raw, value, style):
    text = f"---\nfør: 1\n{line}\nefter: 2\n---\nHej"
    field = front_matter.parse(text).field("title")
    assert (text[slice(*field.span)], field.value, field.style) == (raw, value, style)


@pytest.mark.parametrize(
    "line",
    [
        "title: a # b",
        'title: "a"',
        "title: 'a'",
        "title: >-\n  a\n  b\n",
        "title: &t a",
        "title:",
        "title: [a, b]",
    ],
)
@pytest.mark.parametrize(
    "value", ["Hej", "no", "a: b", "- x", "#", "Ole's", '"', "\\", "1", "a\nb", "", " x ", "æ\x7f\u2028"]
)
def test_a_new_value_is_what_yaml_reads_and_nothing_else_changes(line, value):
    text = f"---\nfør: 1\n{line}\nefter: 2 # to\n---\nHej"
    if line.endswith("]"):
        with pytest.raises(InputError, match="title is no single value"):
            front_matter.put(text, {"title": value})
        return
    if line == "title:" and not value:
        assert front_matter.put(text, {"title": value}) == text
        return
    new = front_matter.put(text, {"title": value})
    assert front_matter.parse(new).values == {"før": 1, "title": value, "efter": 2}
    assert new.startswith("---\nfør: 1\n")
    assert new.endswith("\nefter: 2 # to\n---\nHej")


def test_flow_mappings_and_lists_have_paths():
    text = "---\ncover: {alt: Et kort, x: 1}\nresources:\n- title: Et\n- title: To\n---\n"
    assert [(f.path, f.value) for f in front_matter.parse(text).fields] == [
        (("cover", "alt"), "Et kort"),
        (("cover", "x"), "1"),
        (("resources", 0, "title"), "Et"),
        (("resources", 1, "title"), "To"),
    ]
    assert front_matter.write("A map, small", "flow") == '"A map, small"'


def test_an_alias_counts_once_and_many_aliases_cost_nothing():
    lines = ["a0: &a0 {title: Hej}"] + [
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)
    ]
    found = front_matter.parse("---\n" + "\n".join(lines) + "\n---\n")
    assert [f.value for f in found.fields] == ["Hej"]


def test_line_ends_stay():
    text = "---\r\ntitle: Om os\r\nlang: da\r\n---\r\nHej\r\n"
    new = front_matter.put(text, {"title": "About us", "lang": "en", "slug": "about"})
    assert new == "---\r\ntitle: About us\r\nlang: en\r\nslug: about\r\n---\r\nHej\r\n"


def test_toml_values_are_told_from_what_looks_like_them():
    text = '+++\ntitle = "Om os"\ntext = """\ntitle = "nej"\n"""\nlist = ["a"]\n[params]\nalt = \'Et kort\' # "x" = "y"\n+++\nHej'
    found = front_matter.parse(text)
    assert [(f.path, f.value, text[slice(*f.span)]) for f in found.fields] == [
        (("title",), "Om os", '"Om os"'),
        (("text",), 'title = "nej"\n', '"""\ntitle = "nej"\n"""'),
        (("params", "alt"), "Et kort", "'Et kort'"),
    ]
    new = front_matter.put(text, {"title": 'Say "hi"\n', "slug": "om"})
    assert tomllib.loads(new.split("+++")[1])["title"] == 'Say "hi"\n'
    assert tomllib.loads(new.split("+++")[1])["slug"] == "om", "a new key stands above the tables"


@pytest.mark.parametrize(
    "source",
    [
        "---\ntitle: [x\n---\n",
        "---\n\t- a: b\n---\n",
        "---\na: {{ b }}\n---\n",
        '+++\na = "x\n+++\n',
        "---\na: \x00\n---\n",
    ],
)
def test_what_cannot_be_read_is_reported_and_never_changed(source):
    found = front_matter.parse(source)
    assert found.values == {}
    assert found.diagnostics[0].rule == "front-matter"
    with pytest.raises(InputError):
        front_matter.put(source, {"title": "x"})


@pytest.mark.parametrize(
    "source",
    [
        "",
        "Hej",
        "---\nHej\n---\n",
        "---\n- a\n---\n",
        "Note: se her\n\nHej",
        "----\na: b\n----\n",
        "Hej\n---\na: b\n---\n",
    ],
)
def test_what_is_no_front_matter(source):
    assert front_matter.parse(source) is None


def test_text_without_front_matter_gets_one():
    assert front_matter.put("Hej", {"lang": "en"}) == "---\nlang: en\n---\nHej"


def test_nikola_and_pelican():
    nikola = "<!--\n.. title: Om os\n.. slug: om\n-->\n\nHej"
    assert front_matter.put(nikola, {"title": "About: us"}) == nikola.replace("Om os", "About: us")
    bare = ".. title: Om os\n.. tags:\n\nHej"
    assert (
        front_matter.put(bare, {"tags": "a", "lang": "en"})
        == ".. title: Om os\n.. tags: a\n.. lang: en\n\nHej"
    )
    pelican = "Title: Om os\nDate: 2026-05-03\nSummary: Et\n    og to\nSlug: om\n\nHej"
    found = front_matter.parse(pelican)
    assert found.values == {"title": "Om os", "date": "2026-05-03", "summary": "Et", "slug": "om"}
    assert front_matter.put(pelican, {"Title": "About us", "Lang": "en"}) == (
        "Title: About us\nDate: 2026-05-03\nSummary: Et\n    og to\nSlug: om\nLang: en\n\nHej"
    )


@given(st.text(max_size=20).filter(lambda t: not any("\ud800" <= c <= "\udfff" for c in t)))
def test_quoted_strings_are_read_alike_by_yaml_toml_and_json(value):
    source = quoted(value)
    assert json.loads(source) == value
    assert tomllib.loads(f"x = {source}")["x"] == value
    assert load(f"x: {source}")["x"] == value


@given(st.text(max_size=12), st.sampled_from(["yaml", "'", '"', "flow", "block", "empty"]))
def test_any_string_can_be_written_in_any_place(value, style):
    source = front_matter.write(value, style)
    if not any("\ud800" <= c <= "\udfff" for c in value):
        assert (
            load(
                f"{{x:{source}}}"
                if style == "empty"
                else f"{{x: {source}}}"
                if style == "flow"
                else f"x: {source}".replace(":  ", ": ")
            )["x"]
            == value
        )


@given(st.text(alphabet="-+.:#\"'ab \n\r\t[]{}&*!|>", max_size=40).map(lambda t: "---\n" + t))
def test_nothing_raises(text):
    found = front_matter.parse(text)
    assert found is None or 0 < found.span.end <= len(text)
