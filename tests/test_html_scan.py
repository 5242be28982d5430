"""A page cut by pattern is the page that the tokenizer reads, or is left to the tokenizer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from test_html import PAGES, PIECES
from turbohtml import tokenize

from bilingual_pub.formats import html
from bilingual_pub.formats.html import parser, segments
from bilingual_pub.formats.html.scan import Scan, cut, text_parts, tokens
from bilingual_pub.formats.html.tags import Peculiar, attributes, tags
from bilingual_pub.formats.html.units import REFERENCE, plans

# What a pattern could take for something else than a tokenizer does.
ODD = [
    "<!-->", "<!--->", "--!>", "<!x>", "</ x>", "<?x>", "<a b='>'>", '<a b=">">', '<a b"c>', "<a b=c'>", "<title/>", "<SCRIPT>",
    "<script>a<b</script>", "<script src=x></script>", "<style>p{}</style >", "<script><!--<script></script>-->", "<textarea>", "<xmp>",
    "<iframe>", "<!DOCTYPE html>", "<svg><style/>", "<p id=a>", "<p id='a' id=b>", '<p class="x" lang="da">', '<p title="a&amp;b">', "<p/>",
    "<a\0b>", '<p title="\0">', "<p\r\ntitle='a\r\nb'>", "&", "&amp", "&notit;", "&#0;", "&lt;", "<b>", "</b>", "<i>", "</i>", "<br/>",
]  # fmt: skip
MORE = st.lists(st.sampled_from(ODD) | st.sampled_from(PIECES) | st.text(max_size=4), max_size=20).map(
    "".join
)


def read(page: str, scan: Scan) -> tuple[Any, ...]:
    found, elements = parser._Parser(page, scan).run()
    return found, tuple(elements)


@given(PAGES | MORE)
@example("<title><!-- x --></title>y")
@example("<p title='Læs'>mere <b>og</b> mere</p><script>a<b</script>")
@example("<textarea>")
@example('<p title="<%"><p title="%>">')
def test_cut_or_tokenized_a_page_is_the_same(page: str) -> None:
    try:
        found = read(page, cut(page))
    except Peculiar:
        return
    assert found == read(page, tokens(page))


@given(PAGES | MORE)
def test_text_and_markup_are_the_page_in_order(page: str) -> None:
    scan = tokens(page)
    assert len(scan.source) == len(page)
    assert len(scan.texts) == len(scan.markup) + 1 == len(scan.tags) + 1
    position = 0
    for text, markup in zip(scan.texts, [*scan.markup, ""], strict=True):
        assert page.startswith(text, position)
        position += len(text)
        assert scan.source.startswith(markup, position)
        position += len(markup)


@pytest.mark.parametrize(
    "page",
    [
        '<!DOCTYPE html><html lang="da"><title>Titel</title><p id="a">Læs <b>mere</b> &amp; <br>mest</p></html>',
        "<script>if (a<b) { c() }</script><style>p > a { x: y }</style><!-- <p>nej</p> --><p>Hej",
        '<?xml version="1.0"?><html xmlns="x"><p>Hej<br /></p></html>',
        "<p title='Læs\r\nmere'>Hej\r\nigen</p>",
        "<p>Hej<!-- x",
        "<noscript><p>Hej</p></noscript><textarea>Skriv</textarea>",
    ],
)
def test_pages_by_the_book_need_no_tokenizer(page: str) -> None:
    assert read(page, cut(page)) == read(page, tokens(page))


@pytest.mark.parametrize(
    "page", ["{{ x }}<p>", "<?php", "a < b>", "<p title='>'>", "<title><b></title>", "</>", "<p", "<![CDATA[ x ]]>", "<script/>"]
)  # fmt: skip
def test_all_others_do(page: str) -> None:
    with pytest.raises(Peculiar):
        read(page, cut(page))
    assert html.parse(page).to_bytes() == page.encode()


@given(st.sampled_from([*ODD, *PIECES]), st.sampled_from(["", "x", "{{ y }}"]))
def test_attributes_are_the_tokenizers(source: str, value: str) -> None:
    source = source.replace("b", f'b title="{value}"', 1)
    for token in tokenize(source, resolve_references=False, capture_source=True):
        if token.attrs is not None and token.source == source:
            assert attributes(source) == tuple(token.attrs)


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bilingual_pub.formats.html.tags._MOST", 3)
    known = tags(xhtml=False)
    for number in range(9):
        assert [e.get("id") for e in html.parse(f"<p id='{number}'>").elements] == [str(number)]
        assert len(known) <= 3
    html.parse(f"<p id={'x' * 500}>")
    assert not [source for source in known if len(source) > 400]


@given(st.text(st.sampled_from("a &;lt#x0\r\n<'"), max_size=20))
def test_text_is_taken_apart_without_loss(text: str) -> None:
    parts = text_parts(text, 7)
    assert "".join(text[start - 7 : end - 7] for _, start, end, _, _, _ in parts) == text
    assert all(
        data == text[start - 7 : end - 7] for kind, start, end, data, _, _ in parts if kind != REFERENCE
    )


@given(PAGES | MORE)
def test_a_run_is_planned_by_its_marks_as_by_its_parts(page: str) -> None:
    known = html.parse(page)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segments, "_planned", lambda parts, marks: plans(parts))
        assert html.parse(page).segments == known.segments
