"""The desk: what it shows, that it escapes everything, and that it asks for nothing."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual_pub.formats import html, po
from bilingual_pub.merge.stale import SOURCE_HASHES, source_hashes
from bilingual_pub.model import Bead, Bitext, Diagnostic, Document, Segment, Span
from bilingual_pub.report import report, report_on, write_report
from bilingual_pub.report.languages import misdeclared
from bilingual_pub.report.markup import Markup, tag
from bilingual_pub.report.reader import Reader
from bilingual_pub.report.stale import stale_beads, stale_entries
from bilingual_pub.report.words import changes
from bilingual_pub.site import build

PO = """msgid ""
msgstr ""
"Language: en\\n"
"X-Source-Language: da\\n"

msgid "Navn"
msgstr "Name"

#, fuzzy
#| msgid "Udkommer hver torsdag."
msgid "Udkommer hver anden torsdag."
msgstr "Out every Thursday."

msgid "Støt bladet"
msgstr ""

#~ msgid "Gæstebog"
#~ msgstr "Guest book"
"""
CATALOG = po.parse(PO, path="locales/en/LC_MESSAGES/messages.po")
VOID = {"br", "hr", "img", "input", "link", "meta"}


def document(path, texts, *, language="da", role="article", **fields):
    segments = tuple(
        Segment(text, Span(i, i + 1), line=i + 1, role=role, language=language, declared_language=language)
        for i, text in enumerate(texts)
    )
    return Document("", path=path, segments=segments, language=language, article_language=language, **fields)


DANISH = document(
    "kor.da.md", ["Koret i kælderen", "Man skal gå ned ad ni trin."], metadata={"title": "Koret"}
)
ENGLISH = document("kor.en.md", ["The choir", "Go down nine steps.", "A pull quote"], language="en")


def pair(*confidences, **fields):
    beads = tuple(
        Bead((s,), (t,), c) for s, t, c in zip(DANISH.segments, ENGLISH.segments, confidences, strict=False)
    )
    return Bitext(DANISH, ENGLISH, (*beads, Bead((), ENGLISH.segments[2:])), "da", "en", **fields)


class Outline(HTMLParser):
    """Counts elements and checks that they are nested as they are closed."""

    def __init__(self):
        super().__init__()
        self.open, self.count, self.attributes = [], {}, []

    def handle_starttag(self, tag, attrs):
        self.count[tag] = self.count.get(tag, 0) + 1
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.count[tag] = self.count.get(tag, 0) + 1
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def outline(page):
    parser = Outline()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser


def everything(**fields):
    return report(
        documents=[DANISH, ENGLISH],
        catalogs=[CATALOG],
        pairs=[pair(0.99, 0.4)],
        diagnostics=[
            Diagnostic("tag-mismatch", "error", "<{tag}> is missing", {"tag": "a"}, "m.po", 7, hint="Add it.")
        ],
        **fields,
    )


def test_the_page_is_well_formed_and_the_same_every_time():
    page = everything(site="Tværstrøm")
    assert outline(page).count["h1"] == 1
    assert page == everything(site="Tværstrøm")
    assert "The desk: Tværstrøm" in page


def test_the_policy_lets_in_this_style_sheet_and_nothing_else():
    page = everything()
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page
    assert "unsafe-inline" not in page


def test_it_asks_for_nothing_from_anywhere():
    found = outline(everything())
    assert not {"script", "img", "link", "iframe"} & found.count.keys()
    assert all(value.startswith("#") for key, value in found.attributes if key in {"href", "src"})
    assert not [key for key, _ in found.attributes if key == "style" or key.startswith("on")]
    assert "url(" not in everything()
    assert "@import" not in everything()


def test_every_link_on_the_page_leads_somewhere():
    found = outline(everything())
    ids = [value for key, value in found.attributes if key == "id"]
    assert len(ids) == len(set(ids))
    assert {value[1:] for key, value in found.attributes if key == "href"} <= set(ids)


hostile = st.text(st.sampled_from("<>&\"'/ =aæscriptonx\u2028\x00"), min_size=1, max_size=30)


@settings(max_examples=25)
@given(text=hostile, path=hostile)
def test_nothing_from_outside_becomes_markup(text, path):
    def page(text, path):
        documents = [
            document(path, [text], metadata={"title": text}),
            document(f"{path}2", [text], language="en"),
        ]
        bitext = Bitext(*documents, (Bead(documents[0].segments, (), 0.5, runner_up=text, reasons=(text,)),))
        problem = Diagnostic(text, "warning", "{x}", {"x": text}, path, hint="{x}")
        return report(documents=documents, pairs=[bitext], diagnostics=[problem], site=text or "x")

    assert outline(page(text, path)).count == outline(page("a", "b")).count


def test_a_title_in_the_reader_s_language():
    texts = {"The desk": "Redaktionen", "Stale translations": "Forældede oversættelser"}
    page = report(language="da", translate=lambda text: texts.get(text, text))
    assert '<html lang="da">' in page
    assert "<h1>Redaktionen</h1>" in page
    assert "Forældede oversættelser" in page


def test_coverage_counts_what_is_in_use():
    page = everything()
    assert "1 of 3 strings translated, 1 to look at, 1 missing; words left: 6" in page
    assert "33%" in page
    assert "Gæstebog" not in page


def test_an_empty_catalog_is_done():
    assert "100%" in report(catalogs=[po.parse("", path="empty.po")])


def test_what_is_left_is_named_with_its_line():
    page = everything()
    assert "Støt bladet" in page
    assert f"locales/en/LC_MESSAGES/messages.po:{CATALOG.entries[2].line}" in page


def test_a_stale_string_shows_what_changed():
    assert [entry.msgid for _, entry in stale_entries([CATALOG])] == ["Udkommer hver anden torsdag."]
    assert "<ins>anden </ins>" in everything()


def test_a_stale_block_is_found_by_its_fingerprint():
    source = html.parse("<p>Første afsnit.</p><p>Nyt andet afsnit.</p>")
    before = html.parse("<p>Første afsnit.</p><p>Andet afsnit.</p>")
    target = replace(html.parse("<p>One.</p><p>Two.</p>"), metadata={SOURCE_HASHES: source_hashes(before)})
    beads = tuple(Bead((s,), (t,)) for s, t in zip(source.segments, target.segments, strict=True))
    found = stale_beads([Bitext(source, target, beads, "da", "en")])
    assert [bead.source[0].text for _, bead in found] == ["Nyt andet afsnit."]
    assert "Nyt andet afsnit." in report(pairs=[Bitext(source, target, beads, "da", "en")])


def test_only_what_is_unsure_is_shown_for_review():
    page = report(pairs=[pair(0.99, 0.4)])
    assert "Go down nine steps." in page
    assert "The choir" not in page
    assert "A pull quote" in page
    assert "nothing to review" in report(pairs=[replace(pair(0.99, 0.99), beads=pair(0.99).beads[:1])])


def test_an_article_of_which_nothing_is_translated_is_to_be_translated_and_not_reviewed():
    bitext = Bitext(DANISH, DANISH, tuple(Bead((s,), ()) for s in DANISH.segments), "da", "en")
    page = report(documents=[DANISH], pairs=[bitext])
    assert "to be translated" in page
    assert "No articles were paired." in page


def test_why_a_bead_is_unsure_is_said():
    bead = Bead(
        DANISH.segments[:1],
        ENGLISH.segments[1:2],
        0.4,
        moved=True,
        runner_up="“The choir”",
        reasons=("same kind",),
    )
    page = report(pairs=[Bitext(DANISH, ENGLISH, (bead,), "da", "en")])
    assert "certainty 40% · stands in another order · same kind · or perhaps: “The choir”" in page


def test_articles_of_a_pair_share_a_row_and_the_lonely_come_first():
    lonely = document("brev.da.md", ["Kære Else"])
    page = report(documents=[DANISH, ENGLISH, lonely], pairs=[pair(0.99, 0.99)])
    table = page[page.index('id="articles"') : page.index('id="review"')]
    assert outline(f"<div><section {table.rpartition('<section')[0]}</div>").count["tr"] == 3
    assert table.index("brev.da.md") < table.index("kor.da.md")
    assert "to be translated" in table


@pytest.mark.parametrize(
    ("text", "language", "declared", "expected"),
    [
        ("Go down nine steps.", "en", "da", True),
        ("Go down nine steps.", "en", "en-GB", False),
        ("Go down nine steps.", None, "da", False),
        ("Man skal gå ned ad trapper.", "da", None, False),
        ("Interviews", "en", "da", False),
    ],
)
def test_misdeclared(text, language, declared, expected):
    segment = Segment(text, Span(0, 1), language=language, declared_language=declared)
    assert misdeclared(segment) is expected
    assert not misdeclared(replace(segment, attribute="alt"))


def test_a_wrong_declaration_is_marked_on_the_map():
    wrong = replace(ENGLISH, segments=tuple(replace(s, declared_language="da") for s in ENGLISH.segments))
    page = report(documents=[wrong])
    assert "wrong lang: 1" in page
    assert page.count('class="wrong"') == 1
    assert "wrong lang" not in report(documents=[ENGLISH]).replace("with a wrong lang", "")


def test_diagnostics_are_gathered_errors_first_each_with_what_to_do():
    found = [
        Diagnostic("z-rule", "error", "broken", hint="Mend it."),
        Diagnostic("a-rule", "info", "noted {n}", {"n": 1}, hint="Leave it."),
        Diagnostic("a-rule", "info", "noted {n}", {"n": 2}, hint="Or take it."),
    ]
    page = report(diagnostics=found)
    assert page.index("z-rule") < page.index("a-rule")
    assert all(text in page for text in ("Mend it.", "Leave it.", "Or take it.", "noted 2"))


@given(old=st.text("ab <>.\n", max_size=40), new=st.text("ab <>.\n", max_size=40))
def test_changes_hold_both_versions_whole(old, new):
    runs = changes(old, new)
    assert "".join(run.text for run in runs if run.what != "new") == old
    assert "".join(run.text for run in runs if run.what != "gone") == new


def test_very_long_texts_are_not_compared_word_by_word():
    assert [run.what for run in changes("a " * 20_000, "b " * 20_000)] == ["gone", "new"]


def test_percent_is_never_rounded_to_done_or_nothing():
    reader = Reader("en")
    assert [reader.percent(x) for x in (0, 0.0001, 0.5, 0.9999, 1)] == ["0%", "1%", "50%", "99%", "100%"]


def test_an_unknown_language_is_called_by_its_code():
    assert Reader("en").language_name("xx-klingon") == "xx-klingon"


def test_tag_escapes_text_and_attributes_but_not_markup():
    assert (
        tag("p", "<b>", Markup("<i>"), title='"<', hidden=True, lang=None)
        == '<p title="&quot;&lt;" hidden>&lt;b&gt;<i></p>'
    )


def test_write_report_keeps_lone_surrogates_out_of_the_file(tmp_path):
    path = write_report(tmp_path / "desk.html", report(site="\udce6"))
    assert "\ufffd" in path.read_text(encoding="utf-8")


def test_an_article_is_called_by_its_title_else_its_heading_else_its_path():
    headed = Document(
        "",
        path="b.html",
        segments=(Segment("Om <em>os</em>", Span(0, 1), kind="heading", level=1, role="article"),),
    )
    page = report(documents=[DANISH, headed, document("c.md", ["x"])])
    assert [f">{title}</span>" in page for title in ("Koret", "Om os", "c.md")] == [True] * 3


def test_a_pair_made_by_a_catalog_is_named_once():
    assert "kor.da.md</code> → English" in report(pairs=[replace(pair(0.9), target=DANISH)])


def test_pages_are_for_the_map_and_documents_for_the_articles():
    page = report(documents=[DANISH], pages=[ENGLISH])
    table, _, languages = page.partition('id="languages"')
    assert "kor.da.md" in table
    assert "kor.da.md" not in languages
    assert "kor.en.md" in languages


def test_the_desk_of_a_build(tmp_path):
    (tmp_path / "kor.da.md").write_text("# Koret\n\nMan skal gå ned ad ni trin i mørket.\n", encoding="utf-8")
    (tmp_path / "kor.en.md").write_text("# The choir\n\nGo down nine steps in the dark.\n", encoding="utf-8")
    (tmp_path / "brev.da.md").write_text(
        "# Brev\n\nKære Else, jeg skriver til dig om planten.\n", encoding="utf-8"
    )
    result = build(tmp_path)
    page = report_on(result)
    articles = page[page.index('id="articles"') : page.index('id="review"')]
    assert outline(page).count["h1"] == 1
    assert articles.index("brev.da.md") < articles.index("kor.da.md")
    assert articles.count("to be translated") == 1
    assert "da/kor.html" in page[page.index('id="languages"') :]
    assert "locales/en/LC_MESSAGES/articles/brev.po" in page


def test_a_large_site_is_shown_in_part_and_the_rest_is_counted():
    pairs = [replace(pair(0.4), source=replace(DANISH, path=f"{n}.da.md")) for n in range(302)]
    page = report(pairs=pairs, documents=[document(f"{n}.md", ["x"]) for n in range(502)])
    assert page.count("and 2 more") == 2
    found = outline(page)
    ids = {value for key, value in found.attributes if key == "id"}
    assert {value[1:] for key, value in found.attributes if key == "href"} <= ids


def test_the_site_s_own_catalog_comes_before_those_of_articles():
    paths = ["locales/da/LC_MESSAGES/articles/a.po", "locales/en/LC_MESSAGES/messages.po"]
    page = report(catalogs=[po.parse(b'msgid "Hej"\nmsgstr ""\n', path=path) for path in paths])
    assert page.index(paths[1]) < page.index(paths[0])
