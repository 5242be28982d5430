"""Both languages on one page: side by side, interleaved, toggle."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pairs import bridge, in_order, of, page
from turbohtml import parse
from turbohtml.conformance import check_html

from bilingual_pub.formats import html
from bilingual_pub.merge import merge
from bilingual_pub.outputs import OUTPUTS, Options, render
from bilingual_pub.outputs.options import own_words

LAYOUTS = ["side-by-side", "interleaved", "toggle"]


def one(article, layout="side-by-side", **options) -> str:
    ((_, data),) = render(article, layout, Options(**{"labels": lambda message, _: message, **options}))
    return data.decode()


def pair(danish: str, english: str, **options):
    source, target = html.parse(danish, path="a.da.html"), html.parse(english, path="a.en.html")
    return merge(source, target, bitext=in_order(source, target), languages=("da", "en"), **options)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_page_conforms_and_runs_nothing(layout):
    text = one(bridge(), layout)
    assert check_html(text).errors == ()
    assert "<script" not in text
    # Self-contained: nothing but the article's own picture and links leads anywhere.
    assert set(re.findall(r'(?:src|href)="([^"#]+)"', text)) == {
        "/uploads/bro-300x200.jpg",
        "https://eksempel.dk/faerger",
        "https://eksempel.dk/ferries",
    }


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_part_says_its_language_and_comes_in_order(layout):
    tree = parse(one(bridge(), layout))
    assert tree.select_one("html").attr("lang") == "da"
    for row in tree.select("main > .row:not(.wide)"):
        parts = [part.attr("lang") for part in row.select(":scope > .part:not(.hole)")]
        assert parts in (["da", "en"], ["da"], ["en"])
    levels = [int(h.tag[1]) for h in tree.select("h1, h2")]
    assert levels == [1, 1, 2, 2]


def test_a_block_without_counterpart_is_shown_and_marked():
    tree = parse(one(bridge()))
    alone = tree.select(".row.alone")
    assert [row.select_one(".notice").text for row in alone] == [
        "Not translated into English.",
        "Not translated into Danish.",
    ]
    assert "skatteregler" in alone[0].select_one(".first").text
    assert "1 July 2000" in alone[1].select_one(".second").text


def test_a_picture_is_shown_once_with_both_captions():
    figure = '<figure><img src="{}" alt="{}"><figcaption>{}</figcaption></figure>'
    article = pair(
        figure.format("/a-300x200.jpg", "Kim", "Kim i haven"),
        figure.format("/a.jpg", "Kim", "Kim in the garden"),
    )
    tree = parse(one(article))
    assert len(tree.select("img")) == 1
    assert [(s.attr("lang"), s.text) for s in tree.select("figcaption span")] == [
        ("da", "Kim i haven"),
        ("en", "Kim in the garden"),
    ]


def test_a_picture_in_a_paragraph_is_shown_once_but_in_toggle():
    article = pair('<p><img src="a.jpg" alt="">Hej</p>', '<p><img src="a.jpg" alt="">Hi</p>')
    assert len(parse(one(article)).select("img")) == 1
    assert len(parse(one(article, "toggle")).select("img")) == 2


def test_forms_scripts_and_embeds_stand_once():
    both = '<p>{}</p><iframe src="https://video.example/1" title="Film"></iframe><form action="/til"><input name="m" aria-label="x"></form><script src="w.js"></script>'
    tree = parse(one(pair(both.format("Hej"), both.format("Hi"))))
    assert [len(tree.select(name)) for name in ("iframe", "article form, main form", "script[src]")] == [
        1,
        1,
        1,
    ]


def test_ids_are_unique_and_links_to_them_lead_to_the_same_side():
    note = '<p>{} <a href="#fn1" id="fnref1">1</a></p><ol><li id="fn1">{} <a href="#fnref1">op</a></li></ol>'
    tree = parse(one(pair(note.format("Hej", "Note"), note.format("Hi", "A note"))))
    ids = [e.attr("id") for e in tree.select("[id]")]
    assert len(ids) == len(set(ids))
    for part in tree.select(".part"):
        for link in part.select("a"):
            target = tree.select_one(f"[id='{link.attr('href')[1:]}']")
            assert target.closest(".part").attr("lang") == part.attr("lang")


def test_titles_stand_over_bodies_that_have_none():
    article = merge(html.parse("<p>Hej</p>"), of(("Hej", "Hi")), languages=("da", "en"))

    tree = parse(one(replace(article, titles=("Goddag", "Good day"))))
    assert [(h.text, h.closest(".part").attr("lang")) for h in tree.select("h1")] == [
        ("Goddag", "da"),
        ("Good day", "en"),
    ]


def test_what_changed_since_translation_is_marked_in_its_row():
    from bilingual_pub.formats import po

    old = '#, fuzzy\n#| msgid "Hej"\nmsgid "Hej alle"\nmsgstr "Hi"\n\nmsgid "Slut"\nmsgstr "End"\n'
    tree = parse(one(merge(html.parse("<p>Hej alle</p><p>Slut</p>"), po.parse(old), languages=("da", "en"))))
    stale = tree.select(".row.stale")
    assert [row.select_one(".notice").text for row in stale] == [
        "The original has changed since this was translated."
    ]


def test_items_of_lists_share_lines_only_where_they_pair():
    same = parse(one(pair("<ul><li>a<li>b</ul>", "<ul><li>A<li>B</ul>"))).select_one(".row")
    assert same.attr("style") == "--lines:2"
    assert same.has_class("list")
    assert not parse(one(pair("<ul><li>a<li>b</ul>", "<ul><li>A</ul>"))).select(".list")


def test_the_site_s_chrome_is_left_behind():
    source, target = page("Hej", "<h1>Hej</h1>"), page("Hi", "<h1>Hi</h1>")
    text = one(merge(source, target, bitext=in_order(source, target), languages=("da", "en")))
    assert "Smid en kommentar" not in text
    assert "Trykt i Valby" not in text


def test_labels_are_in_the_pages_language():
    words = {"Both": "Begge", "Languages": "Sprog"}
    text = one(
        bridge(),
        "toggle",
        labels=lambda message, language: words.get(message, message) if language == "da" else message,
    )
    assert "Begge" in text
    assert "Both" not in text
    assert "Both" in one(bridge(), "toggle", page_language="en", labels=lambda m, _: m)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_either_side_says_in_its_own_language_who_wrote_it_and_when(layout):
    facts = {"author": "Kim Holm", "date": "2026-05-03"}
    source, target = (
        replace(html.parse(f"<h1>{text}</h1><p>{text}.</p>"), metadata=facts)
        for text in ("Koret", "The choir")
    )
    article = merge(source, target, bitext=in_order(source, target), languages=("da", "en"))
    lines = parse(one(article, layout, labels=own_words)).select(".row.facts > .part")
    assert [(line.attr("lang"), line.text) for line in lines] == [
        ("da", "Af Kim Holm · 3. maj 2026"),
        ("en", "By Kim Holm · 3 May 2026"),
    ]


def test_a_table_that_may_scroll_is_reached_by_keyboard():
    table = "<table><tr><td>Mandag</td></tr></table>"
    tables = parse(one(pair(f"<h1>Tider</h1>{table}", f"<h1>Times</h1>{table}"))).select("table")
    assert [table.attr("tabindex") for table in tables] == ["0", "0"]


def test_toggle_is_a_group_of_radio_buttons_with_the_original_chosen():
    tree = parse(one(bridge(), "toggle"))
    buttons = tree.select("fieldset input[type=radio]")
    assert [b.attr("value") for b in buttons] == ["first", "second", "both"]
    assert [b.attr("checked") is not None for b in buttons] == [True, False, False]
    assert len({b.attr("name") for b in buttons}) == 1


def test_everything_is_escaped():
    article = merge(html.parse("<p>Hej</p>"), of(("Hej", "Hi")), languages=("da", "en"), slug="a")

    article = replace(article, titles=("<script>x</script>", '"><img src=x>'))
    for name in (*LAYOUTS, "review", "pages"):
        for _, data in render(article, name, Options(site_name="<b>", base_url="https://a.example/")):
            tree = parse(data.decode())
            assert not tree.select("img")
            assert not any(s.text == "x" for s in tree.select("script"))


def test_every_output_has_a_writer_that_is_there_or_says_what_is_missing():
    assert list(OUTPUTS)[:5] == ["pages", "side-by-side", "interleaved", "toggle", "review"]


texts = (
    st.text("abcæ <&\"'", min_size=1, max_size=10)
    .map(lambda t: " ".join(t.split()))
    .filter(lambda t: any(map(str.isalpha, t)))
)


@given(
    st.lists(
        st.tuples(st.sampled_from(["p", "h2", "li", "pre", "blockquote"]), texts), min_size=1, max_size=5
    ),
    st.sampled_from(LAYOUTS),
)
def test_no_word_of_either_side_is_lost(body, layout):
    from html import escape

    danish = "".join(
        f"<ul><li>{escape(t)}</li></ul>" if n == "li" else f"<{n}>{escape(t)}</{n}>" for n, t in body
    )
    tree = parse(
        one(
            pair(
                danish,
                danish.upper()
                .replace("&AMP;", "&amp;")
                .replace("&LT;", "&lt;")
                .replace("&QUOT;", "&quot;")
                .replace("&#X27;", "&#x27;"),
            ),
            layout,
        )
    )
    for where in ("first", "second"):
        found = " ".join(" ".join(part.text.split()) for part in tree.select(f"main .{where}"))
        for _, text in body:
            assert (text if where == "first" else text.upper()) in found


def test_headings_skip_no_level_and_ids_are_unique_even_where_they_were_not():
    article = pair('<h1>a</h1><h3 id="x">b</h3><p id="x">c</p>', '<h1>A</h1><h3 id="x">B</h3><p id="x">C</p>')
    text = one(article)
    tree = parse(text)
    assert [h.tag for h in tree.select("h1, h2, h3")] == ["h1", "h1", "h2", "h2"]
    ids = [e.attr("id") for e in tree.select("[id]")]
    assert len(ids) == len(set(ids))
    assert check_html(text).errors == ()


def test_a_list_that_is_partly_translated_says_so():
    article = merge(html.parse("<ul><li>Hej<li>Farvel</ul>"), of(("Hej", "Hi")), languages=("da", "en"))
    row = parse(one(article)).select_one(".row")
    assert [li.attr("lang") for li in row.select(".second li")] == [None, "da"]
    assert row.select_one(".second .notice").text.startswith("Parts of this article")
