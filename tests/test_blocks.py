"""Posts of WordPress: blocks and shortcodes stand byte for byte, texts inside them are segments."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub import formats
from bilingual_pub.errors import TranslationError
from bilingual_pub.formats import blocks
from bilingual_pub.formats.blocks.comments import block_comments, from_json, to_json
from bilingual_pub.formats.blocks.standin import stand_in
from bilingual_pub.splice import splice

BLOCK_POST = """<!-- wp:heading {"level":2} -->
<h2>Kajen vågner</h2>
<!-- /wp:heading -->

<!-- wp:paragraph {"align":"left"} -->
<p>Bådene <strong>sejler</strong> ud kl. 5, skriv til [mail navn="a > b"].</p>
<!-- /wp:paragraph -->

<!-- wp:image {"id":7,"alt":"Kajen \\u0026 b\\u00e5dene","sizeSlug":"large"} -->
<figure class="wp-block-image"><img src="kaj.jpg" alt="Kajen &amp; bådene"/><figcaption>En morgen</figcaption></figure>
<!-- /wp:image -->

<!-- wp:search {"label":"Søg i avisen","placeholder":"Skriv et ord","buttonText":"Søg","title":"h2"} /-->

<!--more Læs videre-->

<!-- wp:shortcode -->
[kontaktformular id="3"]
<!-- /wp:shortcode -->
"""

CLASSIC_POST = """Vi er en lille avis.
Andet linje af samme afsnit.

Vi skriver på <em>dansk</em>.

[caption id="a" width="300"]<img src="kaj.jpg" alt="Kajen" /> Vores kontor[/caption]

[gallery ids="1,2"]
<pre>
Første linje

[ikke-en-kode]
</pre>
Sidste afsnit [dato]."""


def texts(post):
    return [(segment.text, segment.attribute) for segment in blocks.parse(post).segments]


def test_a_post_of_the_block_editor():
    assert texts(BLOCK_POST) == [
        ("Kajen vågner", None),
        ("Bådene <strong>sejler</strong> ud kl. 5, skriv til <x/>.", None),
        ("Kajen & bådene", "alt"),
        ("Kajen & bådene", "alt"),
        ("En morgen", None),
        ("Søg i avisen", "label"),
        ("Skriv et ord", "placeholder"),
        ("Søg", "buttonText"),
        ("Læs videre", "more"),
    ]


def test_a_classic_post_is_parted_at_its_blank_lines():
    assert texts(CLASSIC_POST) == [
        ("Vi er en lille avis. Andet linje af samme afsnit.", None),
        ("Vi skriver på <em>dansk</em>.", None),
        ("Kajen", "alt"),
        ("Vores kontor", None),
        ("Første linje\n\n[ikke-en-kode]", None),
        ("Sidste afsnit <x/>.", None),
    ]


def test_a_classic_post_s_text_is_paragraphs():
    kinds = [segment.kind for segment in blocks.parse(CLASSIC_POST).segments if segment.attribute is None]
    assert set(kinds) == {"paragraph"}


@pytest.mark.parametrize("post", [BLOCK_POST, CLASSIC_POST, BLOCK_POST.replace("\n", "\r\n")])
def test_spans_lines_and_columns_are_the_post_s_own(post):
    document = blocks.parse(post.encode())
    assert document.to_bytes() == post.encode()
    for segment in document.segments:
        start, end = segment.span
        line = post.split("\n")[segment.line - 1]
        assert line[segment.column - 1 :].startswith(post[start:end].split("\n")[0].rstrip("\r"))
        assert not post[start:end].isspace()
        assert "shortcode" not in "".join(tag.open + tag.note for tag in segment.tags).replace(
            "wp:shortcode", ""
        )


@pytest.mark.parametrize("post", [BLOCK_POST, CLASSIC_POST])
def test_a_translation_changes_its_own_span_and_keeps_the_shortcodes(post):
    document = blocks.parse(post)
    edits = [(s.span, blocks.render(s, s.text.upper().replace("<X/>", "<x/>").replace("<STRONG>", "<strong>")
             .replace("</STRONG>", "</strong>").replace("<EM>", "<em>").replace("</EM>", "</em>"))) for s in document.segments]  # fmt: skip
    translated = splice(post, edits)
    wanted = post.upper().replace("\\U0026 B\\U00E5", "\\U0026 BÅ").replace("AVIS.\nANDET", "AVIS. ANDET")
    assert translated.upper() == wanted
    again = blocks.parse(translated).segments
    assert [s.text.upper() for s in again] == [s.text.upper() for s in document.segments]


def test_one_key_in_json_and_in_html_is_written_in_the_way_of_its_place():
    in_json, in_html = (s for s in blocks.parse(BLOCK_POST).segments if s.attribute == "alt")
    assert blocks.render(in_json, 'A "b" & c > d') == r"A \u0022b\u0022 \u0026 c \u003e d"
    assert blocks.render(in_html, 'A "b" & c') == "A &quot;b&quot; &amp; c"


def test_elements_stand_where_they_stand_in_the_post():
    document = blocks.parse(CLASSIC_POST)
    for element in document.elements:
        assert document.text[element.start :].startswith(f"<{element.name}")
    picture = next(element for element in document.elements if element.name == "img")
    assert picture.get("alt") == "Kajen"


def outer(document):
    """Segments that lie in no other: a picture's alt may stand inside a sentence."""
    found = []
    for segment in document.segments:
        if not found or segment.span.start >= found[-1].span.end:
            found.append(segment)
    return found


words = st.sampled_from(
    ["Hej ", "[galleri]", "[a1 b='c']", "[/a1]", "\n\n", "\r\n \r\n", "<p>", "</p>", "<b>", "</b>", "<!-- wp:x -->",
     "<!-- /wp:x -->", '<!-- wp:y {"alt":"Ø"} /-->', "<pre>", "</pre>", "<!--", "-->", "{{ z }}", '<img alt="[qq] Ø">', "&amp;"]
)  # fmt: skip


@given(st.lists(words, max_size=30).map("".join))
def test_any_post_comes_back_and_its_segments_stand_apart(post):
    document = blocks.parse(post)
    assert document.to_bytes() == post.encode()
    for segment in document.segments:
        assert 0 <= segment.span.start < segment.span.end <= len(post)
    for before, after in pairwise(outer(document)):
        assert before.span.end <= after.span.start


@given(st.lists(words, max_size=12).map("".join))
def test_an_untranslated_segment_put_back_reads_the_same(post):
    document = blocks.parse(post)
    edits = [(segment.span, blocks.render(segment, segment.text)) for segment in outer(document)]
    again = blocks.parse(splice(post, edits))
    assert [segment.text for segment in again.segments] == [segment.text for segment in document.segments]


@given(st.text())
def test_text_in_json_comes_back_and_can_t_end_its_comment(text):
    source = to_json(text)
    assert from_json(source) == text
    assert not any(mark in source for mark in ("--", "<", ">", "&"))
    (comment,) = block_comments(f'<!-- wp:x {{"alt":"{source}"}} /-->')
    assert comment.lone


def test_json_that_is_damaged_is_left_as_it_stands():
    assert from_json(r"S\xg") == r"S\xg"


@pytest.mark.parametrize(
    ("json", "found"),
    [
        ('{"alt":"Kajen"}', ["Kajen"]),
        ('{"items":[{"label":"Ét"},{"label":"To"}]}', ["Ét", "To"]),
        ('{"alt":""}', []),
        ('{"alt":"123"}', []),
        ('{"text":"center"}', []),
        ('{"text":"Tilmeld dig"}', ["Tilmeld dig"]),
        ('{"caption":"https://avisen.example/a"}', []),
        ('{"className":"Kajen","url":"kaj"}', []),
        (r'{"content":"En \"alt\":\"falsk\" nøgle"}', ['En "alt":"falsk" nøgle']),
    ],
)
def test_which_texts_of_the_json_are_shown(json, found):
    assert [text for text, _ in texts(f"<!-- wp:blok {json} /-->")] == found


@pytest.mark.parametrize("code", ["[audio https://avisen.example/a.mp3]", '[x1 "y z"]', "[a-b c=1 d='2' /]"])
def test_brackets_that_are_a_shortcode_are_no_text(code):
    assert texts(f"Hør {code} her\n\n&nbsp;\n\n{code}") == [("Hør <x/> her", None)]


@pytest.mark.parametrize(
    "text", ["Læs [sic] her", "Se [1] og [DSB]", "[a](b)", "[reference]: x", "[ikke lukket"]
)
def test_brackets_that_are_no_shortcode(text):
    assert stand_in(text).text == text


@pytest.mark.parametrize("quote", ['"', "'", ""])
def test_a_translated_attribute_keeps_its_quotation_marks(quote):
    post = f"<img alt={quote}Kajen{quote}>"
    document = blocks.parse(post)
    source = formats.render(document, document.segments[0], """The "quay's" end""")
    again = blocks.parse(splice(post, [(document.segments[0].span, source)]))
    assert [segment.text for segment in again.segments] == ["""The "quay's" end"""]


@pytest.mark.parametrize("label", ["Read -- more", "a > b", "<b>"])
def test_a_label_that_would_end_its_comment_is_refused(label):
    (segment,) = blocks.parse("<!--more Læs videre-->").segments
    assert blocks.render(segment, "Read on") == "Read on"
    with pytest.raises(TranslationError):
        blocks.render(segment, label)


@pytest.mark.parametrize("mark", ["<pre>", "<!--", "[a ", "[a b=", '[aa "', "<!-- wp:x ", "\n\n", '"alt":"'])
def test_a_post_of_nothing_but_marks_is_read(mark):
    post = mark * 5_000
    assert blocks.parse(post).to_bytes() == post.encode()
