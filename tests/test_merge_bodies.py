"""Blocks, media, ids: the HTML of bodies that come to stand on one page."""

from __future__ import annotations

import pytest
from pairs import page

from bilingual_pub import formats
from bilingual_pub.formats import html
from bilingual_pub.merge.blocks import blocks
from bilingual_pub.merge.bodies import combine_captions, ids_in, mark, rename_ids, without_media
from bilingual_pub.merge.media import media_key
from bilingual_pub.merge.sanitise import clean


def names(document):
    return [block.name for block in blocks(document)]


def test_groups_are_left_and_their_blocks_kept():
    source = "<section><header><h2>Et</h2></header><div class=x>To <b>to</b></div><div><p>Tre</p>løs</div></section>"
    assert [b.html for b in blocks(html.parse(source))] == [
        "<h2>Et</h2>",
        '<div class="x">To <b>to</b></div>',
        "<p>Tre</p>",
        "<div>løs</div>",
    ]


def test_what_is_open_is_closed():
    source = "<ul><li>Et<li>To</ul><p>Tre <em>fire"
    assert [b.html for b in blocks(html.parse(source))] == [
        "<ul><li>Et</li><li>To</li></ul>",
        "<p>Tre <em>fire</em></p>",
    ]


def test_pictures_rules_forms_and_embeds_are_blocks_without_text():
    source = (
        '<p>Et</p><img src="a.jpg" alt=""><hr><iframe src="https://video.example/1"></iframe>'
        '<form action="/til"><input name="mail"></form><script src="w.js"></script><p></p><!-- nej -->'
    )
    found = blocks(html.parse(source))
    assert [b.name for b in found] == ["p", "div", "hr", "iframe", "form", "script"]
    assert [b.bare for b in found] == [False, True, True, True, True, True]


def test_a_page_gives_its_article_and_not_its_chrome():
    document = page("Hej", "<h1>Hej</h1>\n<p>Tekst</p>\n<nav>Del denne</nav>\n<p>Mere</p>", ui=("Del denne",))
    assert [b.html for b in blocks(document)] == ["<h1>Hej</h1>", "<p>Tekst</p>", "<p>Mere</p>"]


def test_embeds_and_forms_among_the_text_are_the_articles_and_a_form_below_it_the_pages():
    film, quiz = (
        '<iframe src="https://video.example/1" title="Video"></iframe>',
        "<form action=/quiz>Send</form>",
    )
    body = f"<h1>Hej</h1>\n<p>Tekst</p>\n{film}\n{quiz}\n<p>Mere</p>\n<form action=/kommentar>Svar</form>"
    assert names(page("Hej", body, ui=("Video", "Send", "Svar"))) == ["h1", "p", "iframe", "form", "p"]


def test_front_matter_is_no_block_and_markdown_is_rendered():
    source = "---\ntitle: Hej\n---\n## To\n\nEn [henvisning][1] og <kbd>x</kbd>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[1]: https://eksempel.dk\n"
    found = blocks(formats.parse(source, "markdown"))
    assert [b.name for b in found] == ["h2", "p", "table"]
    assert found[1].html == '<p>En <a href="https://eksempel.dk">henvisning</a> og <kbd>x</kbd></p>'


def test_markdown_with_windows_line_ends_has_the_same_blocks():
    source = "# Et\n\nTo\n\n* tre\n* fire\n"
    expected = [(b.name, [s.text for s in b.segments]) for b in blocks(formats.parse(source, "markdown"))]
    crlf = formats.parse(source.replace("\n", "\r\n"), "markdown")
    assert [(b.name, [s.text for s in b.segments]) for b in blocks(crlf)] == expected


def test_a_footnote_stays_with_its_side_and_links_both_ways():
    found = blocks(formats.parse("Tekst[^a]\n\n[^a]: Noten.\n", "markdown"))
    assert 'href="#fn-a"' in found[0].html
    assert 'id="fnref-a"' in found[0].html
    assert 'id="fn-a"' in found[1].html
    assert 'href="#fnref-a"' in found[1].html


def test_a_part_in_another_language_says_so():
    from dataclasses import replace

    document = html.parse("<p>Hun sagde det selv:</p><p>I have never been so happy</p>")
    one, two = document.segments
    document = replace(
        document, article_language="da", segments=(replace(one, language="da"), replace(two, language="en"))
    )
    assert [b.html[:13] for b in blocks(document)] == ["<p>Hun sagde ", '<p lang="en">']


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/2026/kim-1024x768.jpg", "/2026/kim.jpg", True),
        ("/2026/kim-scaled.jpg", "/2026/kim.jpg?ssl=1", True),
        ("../billeder/kim.jpg", "billeder/kim.jpg", True),
        ("/2026/kim-1.jpg", "/2026/kim-2.jpg", False),
        ("/2026/01/1.jpg", "/2026/02/1.jpg", False),
        ("data:image/png;base64,AAAA", "data:image/png;base64,BBBB", False),
    ],
)
def test_which_pictures_are_the_same(one, other, same):
    assert (media_key(one) == media_key(other)) is same


def test_every_kind_of_reference_follows_its_id():
    source = (
        '<label for="f" id="l">Navn</label><input id="f" aria-labelledby="l ukendt">'
        '<table><tr><th id="h">År</th></tr><tr><td headers="h">1</td></tr></table>'
        '<map name="m"></map><img usemap="#m" alt=""><a href="#f">op</a><a href="#andet">ud</a><a href="/x#f">væk</a>'
    )
    ids = ids_in([source])
    assert ids == {"f", "l", "h", "m"}
    renamed = rename_ids(source, {name: f"en-{name}" for name in ids})
    for piece in (
        'for="en-f"',
        'aria-labelledby="en-l ukendt"',
        'headers="en-h"',
        'usemap="#en-m"',
        'name="en-m"',
        'href="#en-f"',
    ):
        assert piece in renamed
    assert 'href="#andet"' in renamed
    assert 'href="/x#f"' in renamed


def test_what_a_picture_leaves_empty_goes_with_it():
    figure = (
        '<figure><a href="stor.jpg"><picture><source srcset="a.webp"><img src="a.jpg"></picture></a></figure>'
    )
    assert without_media(f"{figure}<p>Tekst</p>", {"img /a.jpg"}) == "<p>Tekst</p>"
    assert without_media(figure, {"img /b.jpg"}) == figure


def test_a_caption_on_one_side_only_is_kept():
    plain, captioned = (
        "<figure><img src=a.jpg alt=''></figure>",
        "<figure><img src=a.jpg><figcaption>Hi</figcaption></figure>",
    )
    assert '<figcaption><span lang="en">Hi</span></figcaption>' in combine_captions(
        plain, captioned, ("da", "en")
    )
    assert '<figcaption><span lang="da">Hi</span></figcaption>' in combine_captions(
        captioned, plain, ("da", "en")
    )


def test_marks_do_not_overwrite():
    assert mark('<p lang="sv">Hej</p>', lang="da", id="b-1") == '<p lang="sv" id="b-1">Hej</p>'
    assert mark("løs tekst", lang="da") == "løs tekst"


@pytest.mark.parametrize(
    "evil",
    [
        "<script>x()</script>",
        '<img src=a onerror="x()">',
        '<a href="javascript:x()">a</a>',
        '<a href=" java\nscript:x()">a</a>',
        "<svg><script>x()</script></svg>",
        '<iframe srcdoc="<script>x()</script>"></iframe>',
        "<style>@import 'x()'</style>",
        '<form action="x()"><button formaction="x()"></form>',
        "<math><mtext></form><form><mglyph><style></math><img src onerror=x()>",
        "<!--><img src onerror=x()>-->",
        '<p title="<!-- "><b title=" --><img src onerror=x()>">',
    ],
)
def test_nothing_that_runs_gets_through(evil):
    from turbohtml import parse_fragment

    tree = parse_fragment(clean(f"<p>{evil}</p>"))
    for element in tree.iter_elements():
        assert element.tag not in {"script", "style", "form", "object"}
        assert not any(name.startswith("on") or name in {"srcdoc", "formaction"} for name in element.attrs)
        assert "script:" not in (element.attr("href") or "")


def test_what_an_article_needs_gets_through():
    kept = '<!-- wp:image {"id":3} -->\n<img src="a.jpg" srcset="a.jpg 1x" alt="A">\n<!-- /wp:image -->\n<p lang="da" dir="ltr" id="a" class="b">Hej</p>'
    assert clean(kept) == kept
    assert 'sandbox="' in clean('<iframe src="https://video.example/1"></iframe>')


def test_a_page_nested_deeper_than_python_calls_has_its_blocks():
    deep = 10_000
    source = "<html><body>" + "<div>a" * deep + "<p>Slut</p>" + "</div>" * deep
    found = blocks(html.parse(source))
    assert [found[0].html, found[deep].html, len(found)] == ["<div>a</div>", "<p>Slut</p>", deep + 1]


def test_what_has_no_text_and_is_the_same_stands_once():
    from pairs import in_order

    from bilingual_pub.merge import merge

    source, target = (
        html.parse(f"<p>{text}</p><style>p {{ color: red }}</style>", path="a.html") for text in ("Hej", "Hi")
    )
    rows = merge(source, target, bitext=in_order(source, target), languages=("da", "en")).rows
    assert [(len(r.source), len(r.target), r.shared) for r in rows] == [(1, 1, False), (1, 1, True)]


@pytest.mark.parametrize(
    ("format_", "one", "two"),
    [
        ("html", "<ul><li>Et</li><li>To <b>x</b></li></ul>", "<ul><li>One</li></ul>"),
        ("markdown", "* Et\n* To **x**\n", "* One\n"),
        ("markdown", "---\ntitle: x\n---\n* Et\n* To\n  * To en halv\n", "* One\n* Two\n"),
    ],
)
def test_an_item_without_counterpart_is_marked_in_its_list(format_, one, two):
    from pairs import in_order
    from turbohtml import parse_fragment

    from bilingual_pub.merge import merge

    source, target = (formats.parse(text, format_, path="a") for text in (one, two))
    bitext = in_order(source, target)
    article = merge(source, target, bitext=bitext, languages=("da", "en"))
    items = parse_fragment(article.rows[0].source[0].html).select("li")
    assert [item.attr("data-alone") for item in items] == [None] * (len(items) - 1) + [""]
    assert "data-alone" not in article.rows[0].target[0].html


def test_a_div_that_markdown_left_open_is_no_block():
    source = "<div class=x>\n\nHej\n\n</div>\n"
    assert names(formats.parse(source, "markdown")) == ["p"]
