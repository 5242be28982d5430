"""HTML in and out: exact spans, nothing lost, whatever comes in."""

from __future__ import annotations

from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub import formats
from bilingual_pub.errors import TranslationError
from bilingual_pub.formats import html
from bilingual_pub.formats.inline import plain
from bilingual_pub.splice import splice

html_render = import_module("bilingual_pub.formats.html.render")

PIECES = [
    "<p>", "</p>", "<div class='x'>", "</div>", "<a href=x>", "</a>", "<b>", "</b>", "<li>", "<ul>", "</ul>", "<td>",
    "<tr>", "<table>", "</table>", "<br>", "<br/>", "<img alt='et kort' src=k.png>", "<img alt=kort>", "<input type=submit value=Send>",
    "<code>", "</code>", "<svg><title>Ikon</title>", "</svg>", "<script>", "</script>", "<style>", "</style>", "<textarea>",
    "</textarea>", "<title>", "</title>", "<template>", "</template>", "<noscript>", "</noscript>", "<!--", "-->", "<![CDATA[",
    "]]>", "<!--[if IE]>", "<![endif]-->", "{{ navn }}", "{% if x > 3 %}", "{% endif %}", "{{", "}}", "<?php echo '>' ?>", "<?php",
    "<% x %>", "&amp;", "&aring;", "&lt;b>", "&", "<", ">", "</>", "</", "<a href='", '<p title="Læs {{ x }} her">', "<p title=''>",
    "<span translate=no>", "</span>", "<p class=notranslate>", "<em title=Hej title=Farvel>", "<pre>", "</pre>", "<option>", "<svg>",
    "Hej", " verden ", "\r\n", "\n", "\t", "\xa0", "\0", "\ud800", "\ue000", "æøå", "1", "<plaintext>", "<p", "<a b=c d='e' f>",
    "</b></i>", "<math><mi>x</mi></math>", "<select><option>A<option>B</select>", "<label>Navn <input placeholder=Navn></label>",
]  # fmt: skip
PAGES = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=30).map("".join)


@given(PAGES)
def test_every_page_comes_back_byte_for_byte(page: str) -> None:
    document = html.parse(page)
    assert document.text == page
    assert splice(document.text, []) == page
    data = page.encode("utf-8", "surrogatepass")
    assert html.parse(data).to_bytes() == data


@given(st.binary(max_size=200) | PAGES.map(lambda p: p.encode("utf-16", "surrogatepass")))
def test_every_byte_string_comes_back(data: bytes) -> None:
    assert html.parse(data).to_bytes() == data


@given(PAGES)
def test_spans_are_ordered_and_hold_the_words(page: str) -> None:
    document = html.parse(page)
    ends: list[int] = []
    for segment in document.segments:
        assert 0 <= segment.span.start < segment.span.end <= len(page)
        assert segment.line == page.count("\n", 0, segment.span.start) + 1
        assert segment.text.strip(" \n")
        while ends and ends[-1] <= segment.span.start:
            ends.pop()
        assert not ends or segment.span.end <= ends[-1], "segments nest or follow, they never cross"
        ends.append(segment.span.end)


@given(PAGES)
def test_elements_are_closed_and_nested(page: str) -> None:
    elements = html.parse(page).elements
    for index, element in enumerate(elements):
        assert element.start < element.inner_start <= element.inner_end <= element.end <= len(page)
        assert element.parent < index


@given(PAGES, st.sampled_from(["Hi", "a < b & c > d", "\"quotes\" and 'more'", "&lt;b> is text", "æ ø å"]))
def test_a_translation_changes_nothing_outside_its_span_and_no_structure(page: str, words: str) -> None:
    document = html.parse(page)
    for segment in document.segments[:4]:
        if not segment.translate:
            continue
        opened = "".join(f"<{t.name}/>" if t.lone else f"<{t.name}>x</{t.name}>" for t in segment.tags)
        try:
            source = formats.render(document, segment, words + opened)
        except TranslationError:
            assert "{" in words
            continue
        after = splice(page, [(segment.span, source)])
        tail = len(page) - segment.span.end
        assert after[: segment.span.start] == page[: segment.span.start]
        assert after[len(after) - tail :] == page[segment.span.end :]


def texts(page: str) -> list[str]:
    return [segment.text for segment in html.parse(page).segments if segment.translate]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Læs <a href=x>hele artiklen</a> eller <a href=y>se <b>billederne</b></a></p>",
         ["Læs <a>hele artiklen</a> eller <a2>se <b>billederne</b></a2>"]),
        ("<p><a href=x><strong>Læs mere</strong></a></p>", ["Læs mere"]),
        ("<nav><a href=/>Forside</a> | <a href=/om>Om os</a></nav>", ["Forside", "Om os"]),
        ("<p><span>Af Jonas</span> <time>3. maj</time></p>", ["Af Jonas", "3. maj"]),
        ("<p>Afsnit&nbsp;2</p>", ["Afsnit\xa02"]),
        ("<p>{{ antal }} kommentarer</p>", ["<x/> kommentarer"]),
        ("<p>{% if a > b %}Hej{% endif %}</p>", ["Hej"]),
        ("<p {% if a > b %}class=x{% endif %}>Hej</p>", ["Hej"]),
        ("<?php if ($a > 1): ?><p>Hej</p><?php endif ?>", ["Hej"]),
        ("<p>Kør <code>pip</code> nu</p>", ["Kør <code/> nu"]),
        ("<p>Hej <span translate=no>Tværstrøm</span> igen</p>", ["Hej <span/> igen"]),
        ("<div translate=no>Nej <b translate=yes>ja</b></div>", ["ja"]),
        ("<noscript><p>Slå JavaScript til</p></noscript>", ["Slå JavaScript til"]),
        ("<script>var x = '<p>nej</p>'</script><style>p{}</style>", []),
        ("<input type=hidden value=Nej><input type=submit value=Send>", ["Send"]),
        ("<img alt='Et kort' src=k.png><input placeholder='Søg her'>", ["Et kort", "Søg her"]),
        ("<p title='A' title='B'>x</p>", ["A", "x"]),
        ("<optgroup label=Byer><option>Malmö</optgroup>", ["Byer", "Malmö"]),
        ("<meta name=description content='Et blad'><meta name=viewport content='width=1'>", ["Et blad"]),
        ("<svg><title>Ikon</title><text>Ord</text></svg>", ["Ikon", "Ord"]),
        ("<p>et</p>to<p>tre", ["et", "to", "tre"]),
        ("<ul><li>et<li>to<ul><li>tre</ul></ul>", ["et", "to", "tre"]),
        ("<p>a<!-- note -->b</p><!-- nej -->", ["a<x/>b"]),
        ("<p>5 &lt; 6 &amp; <b>7</b></p>", ["5 < 6 & <b>7</b>"]),
        ("<p>skriv &lt;b> her</p>", ["skriv &lt;b> her"]),
        ("<p>1 <![CDATA[ 2 ]]> 3</p>", ["1 <x/> 3"]),
        ("<button>Send <svg><path d=x></svg></button>", ["Send"]),
        ("<a href=x><h2>Titel</h2><p>Tekst</p></a>", ["Titel", "Tekst"]),
        ("</>Hej</>", ["Hej"]),
        ('<label><svg xmlns="x"><title/><desc/><style a="b>"/></svg>Søg</label><p>Hej</p>', ["Søg", "Hej"]),
    ],
)  # fmt: skip
def test_what_a_translator_sees(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


def test_kinds_levels_and_languages() -> None:
    page = (
        '<html lang="da"><h2>Titel</h2><ul><li>Et</ul><table><tr><td>Celle</table><blockquote lang=en>Quote'
        "</blockquote><figcaption>Billede</figcaption><label>Navn</label><button>Send</button></html>"
    )
    found = [(s.kind, s.level, s.declared_language) for s in html.parse(page).segments]
    assert found == [
        ("heading", 2, "da"), ("list item", 1, "da"), ("cell", 0, "da"), ("quotation", 0, "en"), ("caption", 0, "da"),
        ("label", 0, "da"), ("button", 0, "da"),
    ]  # fmt: skip


def test_code_blocks_are_segments_that_nobody_translates() -> None:
    (segment,) = html.parse("<pre><code>x = 1</code></pre>").segments
    assert (segment.text, segment.kind, segment.translate) == ("x = 1", "code", False)


def test_metadata() -> None:
    page = (
        '<html lang="da-DK"><head><title>Om os</title><link rel=canonical href=/om><link rel=alternate hreflang=EN '
        'href="/en/about?a=1&amp;b"><meta property=og:locale content=da_DK></head>'
    )
    document = html.parse(page)
    assert document.language == "da-DK"
    assert document.metadata == {
        "title": "Om os", "canonical": "/om", "alternates": {"en": "/en/about?a=1&b"}, "og:locale": "da_DK",
    }  # fmt: skip


@pytest.mark.parametrize("quote", ['"', "'", ""])
def test_an_attribute_can_not_be_broken_out_of(quote: str) -> None:
    document = html.parse(f"<img alt={quote}kort{quote} src=x>")
    source = formats.render(document, document.segments[0], """a" b' onload=x >""")
    after = html.parse(splice(document.text, [(document.segments[0].span, source)]))
    assert [list(e.attributes) for e in after.elements] == [
        [("alt", after.elements[0].get("alt")), ("src", "x")]
    ]
    assert after.segments[0].text == """a" b' onload=x >"""


@pytest.mark.parametrize(
    ("source", "translation", "rule"),
    [
        ("<p>Læs <a href=x>her</a></p>", "Read here", "tag-mismatch"),
        ("<p>Læs <a href=x>her</a></p>", "Read <a>here</a> <b>now</b>", "tag-mismatch"),
        ("<p>Læs <a href=x>her</a> <b>nu</b></p>", "<a>Read <b>here</a></b>", "tag-mismatch"),
        ("<p>Læs</p>", "<script>alert(1)</script>", "tag-mismatch"),
        ("<p>Læs</p>", "Read <script src=//x.example>", "markup"),
        ("<p>Læs</p>", "Read <img src=x onerror=alert(1)>", "markup"),
        ("<p>Læs</p>", "  ", "empty-translation"),
        ("<p>Læs</p>", "Read {{ config }}", "template-code"),
        ("<p>Læs</p>", "Read\x07", "control-character"),
    ],
)
def test_what_can_not_be_put_back_is_refused(source: str, translation: str, rule: str) -> None:
    with pytest.raises(TranslationError) as caught:
        html.render(html.parse(source).segments[0], translation)
    assert caught.value.diagnostic.rule == rule


WORDS = st.sampled_from(
    [
        " og ",
        "<b>",
        "</b>",
        "<a>",
        "</a>",
        "<br/>",
        "&",
        "&lt;",
        '"',
        "'",
        "{{",
        "{",
        "<",
        "\n",
        "\x07",
        "Læs",
        " ",
    ]
)


@given(st.lists(WORDS, max_size=8).map("".join), st.sampled_from(['"', "'", ""]))
@pytest.mark.parametrize(
    "page",
    ["<p>Læs mere", "<p>Se <b>her</b><br>og <a href=x>der</a>.", "<img alt='Et kort'>", "<p>x</p>{{ y }} z"],
)
def test_what_nothing_is_wrong_with_is_written_as_by_the_long_way(page: str, text: str, quote: str) -> None:
    segment = html.parse(page).segments[0]
    tame = html_render._tame(segment, text, quote)
    if tame is not None:
        assert html_render._slowly(segment, text, quote) == tame


def test_the_usual_translation_is_tame() -> None:
    segment = html.parse("<p>Se <b>her</b><br>og <a href=x>der</a>.").segments[0]
    text = "See <b>here</b><br/>and <a>there</a>."
    assert html_render._tame(segment, text, "") == "See <b>here</b><br>and <a href=x>there</a>."
    assert html_render._tame(segment, "See <a>there</a><br/>and <b>here</b>.", "") is None


def test_markup_in_a_translation_becomes_text() -> None:
    document = html.parse("<p>Hej</p>")
    source = formats.render(document, document.segments[0], "1 < 2 > 0 && <3")
    assert source == "1 &lt; 2 &gt; 0 &amp;&amp; &lt;3"


def test_latin_1_gets_references_for_what_it_lacks() -> None:
    document = html.parse('<meta charset="iso-8859-1"><p>Æble</p>'.encode("latin-1"))
    assert document.text.endswith("<p>Æble</p>")
    assert formats.render(document, document.segments[0], "Ж apple") == "&#1046; apple"


@pytest.mark.parametrize(
    "unit",
    [
        "<div>",
        "<b>",
        "<b></i>",
        "</p>",
        "<p>",
        "<a href=x>",
        "<li>",
        "<svg>",
        "{{",
        "<![CDATA[",
        "<?php ",
        "<!--",
        "<b><p>",
    ],
)
def test_ten_thousand_of_anything_is_linear(unit: str) -> None:
    """Counted in steps of the interpreter, not by the clock: twice the page, about twice the steps."""
    small, large = steps(unit * 400), steps(unit * 800)
    assert large < 2.6 * small + 3000


def steps(page: str) -> int:
    import sys

    count = 0

    def trace(frame: object, event: str, arg: object) -> object:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()  # of what measures coverage
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        html.parse(page)
    finally:
        sys.settrace(before)
    return count


def test_deep_nesting() -> None:
    page = "<div>" * 10_000 + "Hej" + "</div>" * 10_000
    document = html.parse(page)
    assert [plain(s.text) for s in document.segments] == ["Hej"]
    assert len(document.elements) == 10_000


def test_the_language_of_a_wrapper_is_the_segments() -> None:
    page = "<html lang=da><ul><li><a lang=en href=y><b>Harbour</b></a><li><a href=x>Havn</a></ul><p><i lang=en>Rain <b>again</b></i></p>"
    assert [s.declared_language for s in html.parse(page).segments] == ["en", "da", "en"]
