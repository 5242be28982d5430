"""Strings of JSON-LD: read where they are asked for, put back byte for byte but for what was translated."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual_pub import parse, translate
from bilingual_pub.errors import TranslationError
from bilingual_pub.extract import extract
from bilingual_pub.formats import html, render
from bilingual_pub.formats.html.linked_data import strings
from bilingual_pub.formats.inline import escape

PAGE = """<html lang="da"><head><title>Koret</title>
<script type="application/ld+json">
{{"@context": "https://schema.org",
 "@graph": [{data}]}}
</script></head><body><nav><a href="/">Forside</a></nav></body></html>"""


def page(data, names=("headline", "description")):
    return html.parse(PAGE.format(data=data), linked_data=names)


def data_of(document):
    source = document.text
    start = source.index("{", source.index("ld+json"))
    return json.loads(source[start : source.index("</script>", start)])


def linked(document):
    return [s for s in document.segments if s.kind == "metadata"]


def test_nothing_is_read_unless_it_is_asked_for():
    assert linked(html.parse(PAGE.format(data='{"headline": "Hej"}'))) == []


def test_text_place_and_key():
    document = page('{"headline": "Koret \\u0026 scenen", "author": {"@type": "Person", "name": "Maja"}}')
    (found,) = linked(document)
    assert (found.text, found.attribute, found.line, found.element >= 0) == (
        "Koret & scenen",
        "headline",
        4,
        True,
    )
    assert document.text[slice(*found.span)] == "Koret \\u0026 scenen"


def test_segments_stand_in_the_order_of_the_page():
    spans = [s.span for s in page('{"headline": "Hej", "description": "Mere"}').segments]
    assert spans == sorted(spans)


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        ('{"headline": ["Et", "To"]}', ["Et", "To"]),
        ('{"headline": {"@value": "Et", "@language": "da"}}', ["Et"]),
        ('{"headline": [{"@value": "Et"}, "To"]}', ["Et", "To"]),
        ('{"@type": "Person", "name": "Maja"}', []),
        ('{"@type": ["Person"], "name": "Maja"}', []),
        ('{"author": {"name": "Maja"}, "name": "Koret"}', ["Koret"]),
        ('{"author": [{"name": "Maja"}], "publisher": {"name": "Bladet"}}', ["Bladet"]),
        ('{"headline": "{{ page.title }}", "name": "<?= $x ?>"}', []),
        ('{"headline": " ", "name": 7, "description": null}', []),
        ('{"x": "headline", "y": ["name"]}', []),
        ('{"headline": "a \\"b\\" \\\\"}', ['a "b" \\']),
    ],
)  # fmt: skip
def test_which_strings(data, texts):
    assert [text.value for text in strings(data, {"headline", "name", "description"})] == texts


@pytest.mark.parametrize(
    "data", ["", "{", '{"headline": "Hej",}', "{% if x %}{}{% endif %}", "{\"headline\": 'a'}", "[" * 100_000]
)
def test_what_is_no_json_is_left_alone(data):
    assert list(strings(data, {"headline"})) == []


def test_language_of_its_object_before_the_page():
    document = page('{"headline": "We sang", "inLanguage": "en"}, {"headline": "Vi sang"}')
    assert [s.declared_language for s in linked(document)] == ["en", "da"]


def test_translation_changes_only_its_string():
    document = page('{"headline": "Smid en  kommentar",  "url" : "/a"}')
    made = translate(document, {"Smid en kommentar": 'Drop a "comment" &lt;/script><!--'}, "en", role=None)
    assert made.text == document.text.replace(
        '"Smid en  kommentar"', '"Drop a \\"comment\\" \\u003c/script>\\u003c!--"'
    )
    assert data_of(made)["@graph"][0]["headline"] == 'Drop a "comment" </script><!--'
    assert [s.text for s in linked(made)] == ['Drop a "comment" &lt;/script><!--']


def test_letters_are_written_as_the_script_writes_them():
    plain = page('{"headline": "Sø"}')
    escaped = page('{"headline": "S\\u00f8"}')
    assert render(plain, linked(plain)[0], "Æble") == "Æble"
    assert render(escaped, linked(escaped)[0], "Æble") == "\\u00c6ble"
    latin = html.parse(PAGE.format(data='{"headline": "Sø"}').encode("latin-1"), linked_data=["headline"])
    assert render(latin, linked(latin)[0], "“Æble”") == "\\u201c\\u00c6ble\\u201d"


def test_literal_tags_are_text():
    document = page('{"headline": "Om <b> og andre"}')
    (found,) = linked(document)
    assert found.text == "Om &lt;b> og andre"
    assert render(document, found, "On &lt;b> and others") == "On \\u003cb> and others"


@pytest.mark.parametrize("text", ["", " ", "<b>On</b>", "{{ x }}", "a\x00"])
def test_what_is_refused(text):
    document = page('{"headline": "Om"}')
    with pytest.raises(TranslationError):
        render(document, linked(document)[0], text)


def test_page_is_still_the_page():
    source = PAGE.format(data='{"headline": "Hej"}').replace("\n", "\r\n").encode()
    assert html.parse(source, linked_data=["headline"]).to_bytes() == source


def test_extract_and_parse_pass_the_option_on(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(PAGE.format(data='{"headline": "Læs mere om os"}'), "utf-8")
    template = extract(path, linked_data=["headline"], ui=["script"])
    assert {m.msgid: m.comments for m in template.messages}["Læs mere om os"] == (
        "Headline for search engines in the page's head",
    )
    assert any(
        s.attribute == "headline" for s in parse(path.read_text("utf-8"), linked_data=["headline"]).segments
    )


@settings(max_examples=60)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_any_text_goes_in_and_comes_out(text):
    document = page('{"headline": "Hej"}')
    (found,) = linked(document)
    try:
        source = render(document, found, escape(text))
    except TranslationError:
        return
    assert "<" not in source
    made = data_of(html.parse(document.text.replace("Hej", source)))["@graph"][0]["headline"]
    assert made == text
