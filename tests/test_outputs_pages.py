"""Linked pages: what each says of the other, and that nothing else in a site's page changed."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pairs import bridge, in_order, of, page
from turbohtml import parse
from turbohtml.conformance import check_html

from bilingual_pub.formats import html
from bilingual_pub.merge import merge, source_hashes
from bilingual_pub.merge.parts import foreign_elements
from bilingual_pub.outputs import Options, render

SITE = "https://bladet.example/"


def linked(article, **options) -> dict[str, str]:
    return {path: data.decode() for path, data in render(article, "pages", Options(**options))}


def alternates(text: str) -> dict[str, str]:
    links = parse(text).select("link[rel=alternate][hreflang]")
    return {link.attr("hreflang"): link.attr("href") for link in links}


def attribute(text: str, selector: str, name: str) -> str | None:
    element = parse(text).select_one(selector)
    return element.attr(name) if element else None


def two_pages(danish="<h1>Hej</h1>\n<p>Farvel</p>", english="<h1>Hi</h1>\n<p>Bye</p>", **options):
    source, target = page("Hej", danish, path="bro.da.html"), page("Hi", english, path="bro.en.html")
    return merge(source, target, bitext=in_order(source, target), languages=("da", "en"), **options)


def test_every_page_lists_every_version_and_itself():
    pages = linked(two_pages(), base_url=SITE)
    da, en = pages["bro.da.html"], pages["bro.en.html"]
    expected = {"da": f"{SITE}bro.da.html", "en": f"{SITE}bro.en.html", "x-default": f"{SITE}bro.en.html"}
    for text in (da, en):
        assert alternates(text).items() >= expected.items()
    assert attribute(da, "link[rel=canonical]", "href") == expected["da"]
    assert attribute(en, "link[rel=canonical]", "href") == expected["en"]
    assert attribute(da, "html", "lang") == "da"
    assert attribute(en, "html", "lang") == "en"


def test_a_translation_that_is_too_old_makes_room_for_the_original():
    old = page("Hej", "<h1>Hej</h1>\n<p>På lørdag.</p>\n<p>Farvel</p>", path="bro.da.html")
    new = page("Hej", "<h1>Hej</h1>\n<p>På søndag.</p>\n<p>Farvel</p>", path="bro.da.html")
    english = page(
        "Hi", "<h1>Hi</h1>\n<p>On <a href='#x'>Saturday</a>.</p>\n<p id=x>Bye</p>", path="bro.en.html"
    )
    english = replace(english, metadata={"source_hashes": source_hashes(old)})
    for stale, shown in (("mark", "On Saturday."), ("source", "På søndag.")):
        article = merge(
            new, english, bitext=in_order(new, english), languages=("da", "en"), stale=stale, missing=None
        )
        texts = [p.text for p in parse(linked(article)["bro.en.html"]).select("article p:not([role=note])")]
        assert texts == [shown, "Bye"]
    missing = parse(linked(article)["bro.en.html"]).select_one(".bilingual-missing")
    assert missing.attr("lang") == "da"


def test_another_sites_language_is_left_in_peace():
    assert alternates(linked(two_pages())["bro.da.html"])["sv"] == "https://bladet.example/sv/bro"


def test_without_an_address_links_are_relative_to_the_page():
    pages = linked(two_pages(), paths={"da": "da/bro.html", "en": "en/deep/bridge.html"})
    assert alternates(pages["da/bro.html"])["en"] == "../en/deep/bridge.html"
    assert alternates(pages["en/deep/bridge.html"])["da"] == "../../da/bro.html"
    assert attribute(pages["da/bro.html"], "link[rel=canonical]", "href") == "bro.html"


def test_open_graph_and_linked_data_are_inverse():
    pages = linked(two_pages(), base_url=SITE)
    for path, own, other in (("bro.da.html", "da_DK", "en_GB"), ("bro.en.html", "en_GB", "da_DK")):
        assert attribute(pages[path], 'meta[property="og:locale"]', "content") == own
        assert attribute(pages[path], 'meta[property="og:locale:alternate"]', "content") == other
    da, en = (
        json.loads(parse(text).select_one('script[type="application/ld+json"]').text)
        for text in pages.values()
    )
    assert (da["inLanguage"], en["inLanguage"]) == ("da", "en")
    assert da["workTranslation"][0]["@id"] == en["@id"] == f"{SITE}bro.en.html"
    assert en["translationOfWork"]["@id"] == da["@id"]
    assert "translationOfWork" not in da
    assert "workTranslation" not in en


def test_the_sites_own_linked_data_is_completed_not_doubled():
    script = '<script type="application/ld+json">\n{\n  "@context": "https://schema.org",\n  "@graph": [{"@type": "WebPage", "inLanguage": "da-DK"}, {"@type": "NewsArticle", "headline": "</Hi>"}]\n}\n</script>'
    source = page("Hej", "<h1>Hej</h1>")
    changed = html.parse(source.text.replace("</head>", script + "\n</head>"), path="bro.html")
    changed = replace(
        changed,
        segments=tuple(replace(s, role="article" if s.kind == "heading" else "ui") for s in changed.segments),
    )
    text = linked(merge(changed, of(("Hej", "Hi")), languages=("da", "en")), base_url=SITE)["bro.en.html"]
    scripts = parse(text).select('script[type="application/ld+json"]')
    assert len(scripts) == 1
    graph = json.loads(scripts[0].text)["@graph"]
    assert graph[0] == {"@type": "WebPage", "inLanguage": "en"}
    assert graph[1]["translationOfWork"]["inLanguage"] == "da"
    assert graph[1]["headline"] == "</Hi>"


def without_additions(text: str) -> str:
    """Take out what linked pages put in."""
    text = re.sub(r' (?:id|data-block)="b-[a-z0-9-]+"| data-bilingual-switch=""', "", text)
    text = re.sub(
        r"<nav class=\"bilingual-switch\".*?</nav><script>.*?</script>\n", "", text, flags=re.DOTALL
    )
    added = r'<link rel="(?:canonical|alternate)"|<meta property="og:locale|<script type="application/ld'
    return "".join(
        line
        for line in text.splitlines(keepends=True)
        if "sv/bro" in line or not re.match(added, line.strip())
    )


def test_the_site_s_page_is_byte_for_byte_the_same_outside_the_edits():
    article = two_pages()
    for document, text, language in zip(
        article.documents, linked(article).values(), ("da", "en"), strict=True
    ):
        assert without_additions(text).replace(f'lang="{language}" class', 'lang="da" class') == document.text


islands = st.sampled_from(
    [
        "<p>En</p>",
        "<p >To<br>tre",
        "\r\n",
        "<!-- x -->",
        "<UL><li>a<li>b</UL>",
        "{{ x }}",
        "<?php echo 1 ?>",
        "<p id=a>é</p>",
        "\t",
        "<hr/>",
        "<b>løs",
    ]
)


@given(st.lists(islands, max_size=8), st.sampled_from(["utf-8", "latin-1"]), st.booleans())
def test_whatever_the_page_its_bytes_are_kept(parts, encoding, bom):
    text = page("Hej", "".join(parts)).text.replace("utf-8", encoding)
    data = (b"\xef\xbb\xbf" if bom and encoding == "utf-8" else b"") + text.encode(encoding)
    document = html.parse(data, path="bro.html")
    article = merge(document, {}, languages=("da", "en"))
    path, made = next(iter(render(article, "pages", Options())))
    assert path == "bro.da.html"
    back = made.decode(document.encoding if document.encoding != "utf-8" else "utf-8-sig")
    assert without_additions(back) == document.text


def test_a_page_and_a_catalog_make_the_other_page():
    source = page("Hej", "<h1>Hej</h1>\n<p>Farvel</p>", path="bro.html")
    article = merge(source, of(("Hej", "Hi"), ("Farvel", "Bye")), languages=("da", "en"))
    text = linked(article, catalog={"Smid en kommentar": "Leave a comment"})["bro.en.html"]
    assert "<button>Leave a comment</button>" in text
    assert "Trykt i Valby" in text
    assert ">Hi</h1>" in text
    assert ">Bye</p>" in text


def test_a_bare_body_stands_in_the_others_page():
    source = page("Hej", "<header><h1>Hej</h1></header>\n<div><p>Et</p>\n<p>To</p></div>", path="bro.html")
    target = html.parse("<h1>Hi</h1><p>One</p><p>Two</p>", path="bro.en.html")
    article = merge(source, target, bitext=in_order(source, target), languages=("da", "en"))
    text = linked(article, catalog={"Smid en kommentar": "Leave a comment"})["bro.en.html"]
    tree = parse(text)
    assert [e.text for e in tree.select("article h1, article p")] == ["Hi", "One", "Two"]
    assert tree.select_one("article header h1").text == "Hi"
    assert tree.select_one("title").text == "Hi | Bladet"
    assert attribute(text, 'meta[property="og:title"]', "content") == "Hi"
    assert "Leave a comment" in text


def test_a_fallback_is_nobodys_alternate():
    article = merge(page("Hej", "<h1>Hej</h1>"), of(), languages=("da", "en"))
    for text in linked(article, base_url=SITE).values():
        assert set(alternates(text)) == {"sv"}
        assert "og:locale:alternate" not in text
    assert "This article has not been translated yet and is shown in Danish." in text


def test_what_is_not_translated_says_so_in_the_readers_language():
    article = merge(page("Hej", "<h1>Hej</h1>\n<p>Farvel</p>"), of(("Hej", "Hi")), languages=("da", "en"))
    da, en = linked(article).values()
    assert 'role="note"' not in da
    assert "Parts of this article have not been translated yet and are shown in Danish." in en
    assert re.search(r'<p [^>]*lang="da"[^>]*>Farvel</p>', en)
    assert "bilingual-notice" not in re.search(r"<h1.*?</h1>", en, re.DOTALL)[0]


def test_two_written_pages_stay_as_they_were_written_unless_asked():
    bodies = ("<h1>Hej</h1>\n<p>Kun her</p>\n<p>Farvel</p>", "<h1>Hi</h1>\n<p>Bye</p>")
    source, target = page("Hej", bodies[0], path="bro.da.html"), page("Hi", bodies[1], path="bro.en.html")
    bitext = in_order(source, target, alone=("Kun",))
    plain = linked(merge(source, target, bitext=bitext, languages=("da", "en")))
    assert "Kun her" not in plain["bro.en.html"]
    filled = linked(merge(source, target, bitext=bitext, languages=("da", "en"), missing="source"))[
        "bro.en.html"
    ]
    place = [
        filled.index(piece)
        for piece in (
            ">Hi</h1>",
            "bilingual-notice",
            '<div class="bilingual-missing" lang="da">',
            "Kun her",
            ">Bye</p>",
        )
    ]
    assert place == sorted(place)


def test_the_switch_keeps_the_place():
    pages = linked(two_pages('<h1 id="top">Hej</h1>\n<p>Farvel</p>'))
    da, en = (parse(text) for text in pages.values())
    anchors = [e.attr("data-block") or e.attr("id") for e in da.select("article h1, article p")]
    assert anchors == [e.attr("id") for e in en.select("article h1, article p")]
    assert da.select_one("h1").attr("id") == "top"
    link = da.select_one("nav[data-bilingual-switch] a")
    assert (link.attr("href"), link.attr("hreflang"), link.attr("lang"), link.text) == (
        "bro.en.html",
        "en",
        "en",
        "English",
    )
    assert da.select_one("nav [aria-current]").text == "Dansk"


def test_the_sites_own_switch_is_used():
    nav = '<nav><a href="/en/" lang="en">English</a> <a href="/da/" lang="da">Dansk</a></nav>'
    article = two_pages()
    source = html.parse(article.documents[0].text.replace("<main>", f"{nav}<main>"), path="bro.da.html")
    source = replace(
        source,
        segments=tuple(
            replace(s, role="article" if s.text in {"Hej", "Farvel"} and s.kind != "title" else "ui")
            for s in source.segments
        ),
    )
    article = merge(
        source, article.documents[1], bitext=in_order(source, article.documents[1]), languages=("da", "en")
    )
    tree = parse(linked(article)["bro.da.html"])
    assert not tree.select("nav.bilingual-switch")
    assert [a.attr("href") for a in tree.select("nav a")] == ["bro.en.html", "bro.da.html"]


def test_a_link_in_the_article_is_no_switch():
    article = two_pages(
        '<h1>Hej</h1><p>Se <a hreflang="en" href="https://bbc.example">English</a></p>',
        "<h1>Hi</h1><p>Bye</p>",
    )
    assert 'href="https://bbc.example"' in linked(article)["bro.da.html"]


def test_without_a_site_each_gets_a_whole_page():
    for path, text in linked(bridge(), base_url=SITE).items():
        language = path.split(".")[1]
        assert check_html(text).errors == ()
        assert attribute(text, "html", "lang") == language
        assert len(parse(text).select("h1")) == 1
        assert parse(text).select_one("time").attr("datetime") == "2026-05-03"


def test_characters_the_page_cannot_hold_are_written_as_references():
    data = page("Hej", "<h1>Hej</h1>").text.replace("utf-8", "iso-8859-1").encode("latin-1")
    document = html.parse(data, path="bro.html")
    article = merge(document, of(("Hej", "Hi")), languages=("da", "en"), slug="bro")
    article = replace(article, titles=("Hej", "Ωh"))
    for _, made in render(
        article, "pages", Options(base_url=SITE, labels=lambda m, _: m.replace("Languages", "ΩL"))
    ):
        tree = parse(made.decode("cp1252"))
        assert tree.select_one("nav.bilingual-switch").attr("aria-label") == "ΩL"
        assert "Ωh" in json.dumps(
            json.loads(tree.select_one('script[type="application/ld+json"]').text), ensure_ascii=False
        )


@pytest.mark.parametrize("language", ["da", "en"])
def test_parts_in_another_language_are_marked(language):
    source = page("Hej", "<h1>Hej</h1>\n<p>I have never been so happy in my life</p>")
    told = tuple(replace(s, language="en" if s.text.startswith("I have") else "da") for s in source.segments)
    article = merge(replace(source, segments=told), {"Hej": "Hi"}, languages=("da", "en"), missing="omit")
    text = linked(article)[f"bro.{language}.html"]
    marked = re.findall(r'<p [^>]*lang="(\w+)"', text)
    assert marked == (["en"] if language == "da" else [])
    # The chrome that nobody translated is Danish on the English page.
    assert ('<button lang="da">' in text) is (language == "en")


def test_xhtml_stays_well_formed():
    from xml.etree import ElementTree as ET

    head = '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" lang="da" xml:lang="da">'
    source = html.parse(
        f"{head}<head><title>Hej</title></head><body><p>Hej &amp; mere</p></body></html>", path="a.xhtml"
    )
    article = merge(source, {"Hej & mere": "Hi & more", "Hej": "Hi"}, languages=("da", "en"))
    options = Options(base_url="https://a.example/?a=1&b=2/")
    for language, (_, data) in zip(("da", "en"), render(article, "pages", options), strict=True):
        root = ET.fromstring(data)
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == root.get("lang") == language


def test_a_page_that_was_aligned_before_it_was_clean_is_published_clean():
    article = two_pages("<h1>Hej</h1><p onclick='x()'>Farvel</p>", sanitise=True)
    text = linked(article)["bro.da.html"]
    assert "onclick" not in text
    assert "class='no-js'" in text
    assert [e.text for e in parse(text).select("article h1, article p")] == ["Hej", "Farvel"]


@pytest.mark.parametrize(("language", "marked"), [("en", "da"), ("da", None)])
def test_the_shortest_string_of_the_chrome_is_marked_until_it_is_translated(
    language: str, marked: str | None
) -> None:
    document = html.parse("<html><body><button>Søg</button><a href=x>Kim</a></body></html>")
    roles = [("ui", "da"), ("article", "da")]
    segments = (
        replace(s, role=role, language=code) for s, (role, code) in zip(document.segments, roles, strict=True)
    )
    found = list(foreign_elements(replace(document, segments=tuple(segments)), language, "da"))
    assert [(document.elements[index].name, code) for index, code in found] == (
        [("button", marked)] if marked else []
    )
