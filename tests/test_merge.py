"""The call that pairs an article with its translation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pairs import DANISH, bridge, in_order, of, page

from bilingual_pub import formats
from bilingual_pub.errors import InputError
from bilingual_pub.formats import front_matter, html, po
from bilingual_pub.merge import Decision, merge, source_hashes
from bilingual_pub.merge.decisions import segment_keys
from bilingual_pub.merge.stale import fingerprint
from bilingual_pub.model import Bitext


def options(**more):
    return {"languages": ("da", "en"), **more}


def test_every_block_of_either_side_is_in_exactly_one_row():
    article = bridge()
    for side in (0, 1):
        blocks = [b.span for row in article.rows for b in (row.target if side else row.source)]
        assert len(blocks) == len(set(blocks))
    assert [[b.name for b in row.source] for row in article.rows if row.target == ()] == [["p"]]
    assert [[b.name for b in row.target] for row in article.rows if row.source == ()] == [["p"]]


def test_a_block_without_counterpart_is_reported_with_its_line():
    found = [d for d in bridge().diagnostics if d.rule == "no-counterpart"]
    assert [(d.path, d.line) for d in found] == [("bro.da.md", 15), ("bro.en.md", 19)]
    assert "Dette afsnit" in found[0].message


def test_target_only_rows_stand_where_they_stood():
    rows = bridge().rows
    lone = next(i for i, row in enumerate(rows) if not row.source)
    assert rows[lone - 1].target[0].html.startswith("<p>Read also")


def test_titles_languages_and_slug_are_read_off_the_documents():
    article = bridge()
    assert article.titles == ("En nat på Øresundsbroen", "A Night on the Øresund Bridge")
    assert article.slug == "bro"
    assert article.original == "da"


def test_the_original_is_what_the_metadata_say():
    source, target = html.parse("<p>Hej"), html.parse("<p>Hi")
    source = replace(source, metadata={"original_language": "en"})
    assert merge(source, target, bitext=Bitext(source, target), **options()).original == "en"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("da", None), ("en", None), ("da", "en")),
        (("en", "da"), (None, None), ("en", "da")),  # an English article on a page declared Danish
        ((None, None), ("da", None), ("en", "da")),
        ((None, None), (None, None), ("da", "en")),
    ],
)
def test_languages_are_detected_before_they_are_declared(first, second, expected):
    documents = [
        replace(html.parse("<p>Kim</p>"), article_language=article, language=declared)
        for article, declared in (first, second)
    ]
    assert merge(*documents, bitext=Bitext(*documents)).languages == expected


def test_a_catalog_makes_the_other_document():
    article = merge(
        html.parse("<h1>Hej</h1>\n<p>Farvel &amp; tak</p>\n"),
        of(("Hej", "Hi"), ("Farvel & tak", "Bye & thanks")),
        **options(),
    )
    assert article.documents[1].text == "<h1>Hi</h1>\n<p>Bye &amp; thanks</p>\n"
    assert [bead.target[0].text for bead in article.bitext.beads] == ["Hi", "Bye & thanks"]
    assert article.titles == ("Hej", "Hi")
    assert not article.diagnostics


def test_a_missing_translation_shows_the_source_in_its_language():
    article = merge(html.parse("<p>Hej</p><p class=a>Farvel</p>"), of(("Hej", "Hi")), **options())
    assert article.documents[1].text == '<p>Hi</p><p lang="da" class=a>Farvel</p>'
    assert [(d.rule, d.line) for d in article.diagnostics] == [("untranslated", 1)]
    assert article.rows[1].target == ()


def test_a_missing_translation_is_left_out_where_that_is_wished():
    source = html.parse("<ul><li>Hej</li><li>Farvel</li></ul><p>Slut <b>nu</b></p>")
    article = merge(source, of(("Hej", "Hi")), **options(missing="omit"))
    assert article.documents[1].text == "<ul><li>Hi</li></ul>"


def test_the_text_of_a_picture_inside_a_sentence_is_translated_with_it():
    source = html.parse('<p>Se <img src="k.png" alt="Kortet"> her</p>')
    article = merge(source, of(("Se <img/> her", "Look <img/> here"), ("Kortet", "The map")), **options())
    assert article.documents[1].text == '<p>Look <img src="k.png" alt="The map"> here</p>'
    assert {b.target[0].text for b in article.bitext.beads} == {"Look <img/> here", "The map"}


def test_a_translation_with_the_wrong_tags_is_refused_and_the_source_stands():
    article = merge(
        html.parse("<p>Læs <a href=x>mere</a></p>"), of(("Læs <a>mere</a>", "Read <b>more</b>")), **options()
    )
    assert article.documents[1].text == '<p lang="da">Læs <a href=x>mere</a></p>'
    assert [d.rule for d in article.diagnostics] == ["tag-mismatch"]


def test_a_page_nobody_translated_is_a_fallback():
    assert merge(html.parse("<p>Hej</p>"), of(), **options()).fallback
    assert not merge(html.parse("<p>Hej</p>"), of(("Hej", "Hi")), **options()).fallback


def test_code_is_its_own_translation():
    article = merge(html.parse('<p translate="no">Tværstrøm</p><p>Hej</p>'), of(("Hej", "Hi")), **options())
    assert article.documents[1].text == '<p translate="no">Tværstrøm</p><p>Hi</p>'
    assert not article.diagnostics


def test_markdown_is_translated_in_place():
    source = formats.parse(DANISH, "markdown", path="bro.da.md")
    article = merge(
        source,
        of(("en spand fedt", "a bucket of grease"), ("En nat på Øresundsbroen", "A Night")),
        **options(),
    )
    target = article.documents[1].text
    assert "- a bucket of grease\n" in target
    assert "- en lygte med røde glas\n" in target
    assert "# A Night\n" in target
    assert article.titles[1] == "A Night"


FUZZY = '#, fuzzy\n#| msgid "Hej"\nmsgid "Hej alle"\nmsgstr "Hi"\n'
HASHED = f'#. source-hash: {fingerprint("Hej")}\nmsgid "Hej alle"\nmsgstr "Hi"\n'


@pytest.mark.parametrize("text", [FUZZY, HASHED])
def test_a_translation_older_than_its_source_is_marked_or_not_used(text):
    source = html.parse("<p>Hej alle</p>")
    article = merge(source, po.parse(text), **options())
    assert [row.stale for row in article.rows] == [True]
    assert [d.rule for d in article.diagnostics] == ["stale-translation"]
    assert article.documents[1].text == "<p>Hi</p>"
    other = merge(source, po.parse(text), **options(stale="source"))
    assert other.documents[1].text == '<p lang="da">Hej alle</p>'
    assert [row.stale for row in other.rows] == [False]


def test_a_fuzzy_guess_is_no_translation():
    article = merge(html.parse("<p>Hej"), po.parse('#, fuzzy\nmsgid "Hej"\nmsgstr "Hi"\n'), **options())
    assert article.fallback


def test_the_paragraph_that_changed_is_stale_and_not_the_page():
    old, new = html.parse("<p>Et</p><p>To</p>"), html.parse("<p>Et</p><p>To og en halv</p>")
    target = replace(html.parse("<p>One</p><p>Two</p>"), metadata={"source_hashes": source_hashes(old)})
    article = merge(new, target, bitext=in_order(new, target), **options())
    assert [row.stale for row in article.rows] == [False, True]
    assert [(d.rule, d.values["text"]) for d in article.diagnostics] == [
        ("stale-translation", "To og en halv")
    ]
    unused = merge(new, target, bitext=in_order(new, target), **options(stale="source"))
    assert sorted((len(row.source), len(row.target)) for row in unused.rows) == [(1, 0), (1, 1)]


def test_a_list_that_is_old_in_part_is_marked_and_not_set_aside():
    old, new = (html.parse(f"<ul><li>Vand</li><li>{text}</li></ul>") for text in ("Brød", "Rugbrød"))
    target = replace(
        html.parse("<ul><li>Water</li><li>Bread</li></ul>"), metadata={"source_hashes": source_hashes(old)}
    )
    (row,) = merge(new, target, bitext=in_order(new, target), **options(stale="source")).rows
    assert (row.stale, len(row.target), row.aside) == (True, 1, ())


def test_fingerprints_are_noted_in_the_head_of_a_page():
    noted = " ".join(source_hashes(html.parse("<p>Et</p><p>To</p>")))
    new = html.parse("<p>Et</p><p>To og en halv</p>")
    target = html.parse(f'<meta name="source_hashes" content="{noted}"><p>One</p><p>Two</p>')
    article = merge(new, target, bitext=in_order(new, target), **options())
    assert [row.stale for row in article.rows] == [False, True]


@given(st.text(max_size=40))
def test_a_fingerprint_in_front_matter_is_never_taken_for_a_number(text):
    found = front_matter.parse(f"---\nsource_hashes: [{fingerprint(text)}]\n---\n")
    assert found is not None
    assert found.values["source_hashes"] == [fingerprint(text)]


def test_sanitised_bodies_have_nothing_that_runs():
    evil = '<p onclick="x()" id="a">Hej<script>x()</script></p><a href="javascript:x()">Klik</a>'
    article = merge(html.parse(evil), of(("Hej", "Hi")), **options(sanitise=True))
    for document in article.documents:
        assert "x()" not in document.text
    assert 'id="a"' in article.documents[1].text


def test_sanitising_a_page_leaves_the_sites_own_markup():
    source = page("Hej", "<h1>Hej</h1><p onclick='x()'>Farvel</p>")
    source = replace(source, text=source.text)
    target = page("Hi", "<h1>Hi</h1><p>Bye</p>")
    article = merge(source, target, bitext=None, **options(sanitise=True))
    assert "onclick" not in article.documents[0].text
    assert "class='no-js'" in article.documents[0].text


def test_decisions_overrule_the_alignment():
    source, target = html.parse("<p>Et</p><p>To</p>"), html.parse("<p>One</p><p>Two</p>")
    one, two = segment_keys(source.segments), segment_keys(target.segments)
    crossed = [Decision("pair", (one[0],), (two[1],)), Decision("pair", (one[1],), (two[0],))]
    article = merge(
        source, target, bitext=in_order(source, target, confidence=0.5), **options(decisions=crossed)
    )
    assert [(r.source[0].html, r.target[0].html, r.confidence) for r in article.rows] == [
        ("<p>Et</p>", "<p>Two</p>", 1.0),
        ("<p>To</p>", "<p>One</p>", 1.0),
    ]


def test_text_soup_files_and_mappings_are_taken(tmp_path: Path):
    from bs4 import BeautifulSoup

    (tmp_path / "hej.da.html").write_text("<p>God morgen, København</p>", "utf-8")
    (tmp_path / "en.po").write_text(
        'msgid "God morgen, København"\nmsgstr "Good morning, Copenhagen"\n', "utf-8"
    )
    mapping = {"God morgen, København": "Good morning, Copenhagen"}
    for source in (
        "<p>God morgen, København</p>",
        BeautifulSoup("<p>God morgen, København</p>", "html.parser"),
        tmp_path / "hej.da.html",
    ):
        for other in (mapping, tmp_path / "en.po"):
            assert merge(source, other, **options()).documents[1].text == "<p>Good morning, Copenhagen</p>"


def test_what_cannot_be_read_is_an_input_error(tmp_path: Path):
    with pytest.raises(InputError, match="cannot-read"):
        merge(tmp_path / "nej.html", {}, **options())


words = (
    st.text("abcdefæøå <&", min_size=1, max_size=12)
    .map(lambda w: " ".join(w.split()))
    .filter(lambda w: any(c.isalpha() for c in w))
)
bodies = st.lists(
    st.tuples(st.sampled_from(["p", "h2", "li", "td", "blockquote"]), words), min_size=1, max_size=6
)


def _html(body):
    wrap = {"li": "<ul><li>{}</li></ul>", "td": "<table><tr><td>{}</td></tr></table>"}
    from html import escape

    return "\n".join(wrap.get(name, f"<{name}>{{}}</{name}>").format(escape(text)) for name, text in body)


@given(bodies, bodies, st.randoms(use_true_random=False))
def test_whatever_is_aligned_nothing_is_dropped_and_nothing_doubled(one, two, random):
    source, target = html.parse(_html(one)), html.parse(_html(two))
    left, right = list(source.segments), list(target.segments)
    random.shuffle(right)
    from bilingual_pub.model import Bead

    beads = [Bead((s,), (right.pop(),) if right and random.random() < 0.7 else ()) for s in left]
    beads += [Bead((), (t,)) for t in right]
    article = merge(source, target, bitext=Bitext(source, target, tuple(beads)), **options())
    for side, document in enumerate((source, target)):
        blocks = [b for row in article.rows for b in (row.target if side else row.source)]
        assert sorted(s.span for b in blocks for s in b.segments) == sorted(s.span for s in document.segments)
    assert sum(len(row.beads) for row in article.rows) == len(beads)
    anchors = [row.anchor for row in article.rows]
    assert len(anchors) == len(set(anchors))


@given(bodies)
def test_a_full_catalog_changes_every_segment_and_no_byte_between(body):
    source = html.parse(_html(body))
    messages = {s.text: f"{s.text}!" for s in source.segments}
    article = merge(source, messages, **options())
    target = article.documents[1]
    assert [s.text for s in target.segments] == [f"{s.text}!" for s in source.segments]
    assert target.text.replace("!", "") == source.text


def test_two_documents_that_fill_each_others_holes_show_nothing_twice():
    from bilingual_pub.model import Bead
    from bilingual_pub.outputs import render

    source = html.parse("<p>Hej</p><p lang=en>Only in English</p>")
    target = html.parse("<p lang=da>Kun på dansk</p><p>Only in English</p><p>Hi</p>")
    hello, english = source.segments
    beads = (Bead((hello,), target.segments[2:]), Bead((), target.segments[1:2]))
    article = merge(
        source, target, bitext=Bitext(source, target, beads), filled=True, missing="source", **options()
    )
    assert [(len(row.source), len(row.target)) for row in article.rows] == [(0, 1), (1, 1)]
    (_, danish), (_, _english) = render(article, "pages")
    assert danish.decode().count("Only in English</p>") == 1
    assert danish.decode().count('role="note"') == 1
    assert not article.diagnostics
    assert english.text == "Only in English"
