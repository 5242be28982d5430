"""WordPress: an export read as articles in pairs, and translations written that the importer takes as new posts."""

import json
import quopri
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub import wordpress
from bilingual_pub.errors import InputError, OutputError
from bilingual_pub.formats import mo, po
from bilingual_pub.formats.php_serialize import loads
from bilingual_pub.merge import merge
from bilingual_pub.translate import translate
from bilingual_pub.wordpress import Post, PostText, Translation
from bilingual_pub.wordpress.importing import slug_of
from bilingual_pub.wordpress.languages import read_map

CASES = Path(__file__).parent / "cases" / "wxr"
HARBOUR = CASES / "harbour-polylang.xml"


@pytest.fixture
def export():
    return wordpress.read_export(HARBOUR)


@pytest.fixture
def fishing(export):
    return next(post for post in export.posts if post.id == 401)


def damaged(tmp_path, old, new):
    data = HARBOUR.read_bytes()
    assert old.encode() in data
    path = tmp_path / "eksport.xml"
    path.write_bytes(data.replace(old.encode(), new.encode()))
    return wordpress.read_export(path)


# -- reading -------------------------------------------------------------------------------------------------


def test_posts_come_with_their_languages_and_who_decided_them(export):
    assert [(post.id, post.type, post.language, post.language_by) for post in export.posts] == [
        (398, "post", "en", "polylang"),
        (400, "post", "da", "polylang"),
        (401, "post", "da", "polylang"),
        (403, "page", "da", "polylang"),
        (404, "post", "da", "detected"),
    ]


def test_a_pair_names_both_its_posts(export):
    assert export.pairs == (wordpress.Pair("pll_661e0a1b2c3d4", {"da": 400, "en": 398}),)
    assert {post.id: dict(post.translations) for post in export.posts if post.translations} == {
        398: {"da": 400, "en": 398},
        400: {"da": 400, "en": 398},
    }
    assert export.plugin == "polylang"
    assert export.diagnostics == ()


def test_the_comments_are_in_the_language_they_are_in_whatever_the_post_s(export):
    assert [(c.post_id, c.comment.author, c.detection.language) for c in export.comments] == [
        (398, "Ida", "da"),
        (398, "Tom", "en"),
    ]


def test_menus_and_translated_strings_of_the_theme(export):
    assert export.menus == {"hovedmenu": [wordpress.MenuItem("Forside", "https://avisen.example/", 403)]}
    assert export.ui_translations == (
        wordpress.UiTranslation("en", "Læs mere", "Read more"),
        wordpress.UiTranslation("en", "Et sted på Vesterbro", "Somewhere in Vesterbro"),
    )


def test_wpml_s_marks_are_read():
    export = wordpress.read_export(CASES / "wpml.xml")
    assert export.plugin == "wpml"
    assert export.pairs == (wordpress.Pair("post_post_7", {"da": 20, "en": 21}),)
    assert [(post.language, post.language_by) for post in export.posts] == [("da", "wpml"), ("en", "wpml")]
    assert [dict(post.translations) for post in export.posts] == [{"da": 20, "en": 21}] * 2


def test_an_export_without_a_plug_in_is_detected():
    export = wordpress.read_export(CASES / "old-prefixes.xml")
    (post,) = export.posts
    assert (export.plugin, export.pairs, post.language, post.language_by) == (None, (), "da", "detected")


def test_a_post_that_lost_its_language_is_still_in_its_pair(tmp_path):
    term = '<category domain="language" nicename="en"><![CDATA[English]]></category>'
    first = next(damaged(tmp_path, term, "").posts)
    assert (first.language, first.language_by) == ("en", "polylang")


def test_a_language_with_a_slug_of_the_site_s_own(tmp_path):
    old = "<wp:term_slug><![CDATA[da]]>"
    path = tmp_path / "e.xml"
    data = (
        HARBOUR.read_text("utf-8")
        .replace(old, old.replace("[da]", "[dk]"))
        .replace('nicename="da"', 'nicename="dk"')
    )
    path.write_text(data.replace('s:2:"da";i:400', 's:2:"dk";i:400'), "utf-8")
    export = wordpress.read_export(path)
    assert export.pairs[0].posts == {"da": 400, "en": 398}
    assert {post.language for post in export.posts} == {"da", "en"}


@pytest.mark.parametrize(
    "harm", ['a:2:{s:3:"da";i:400;s:2:"en";i:398;}', 'a:2:{s:2:"da";i:400;s:2:"en";i:398;']
)
def test_a_damaged_map_of_a_pair_is_read_and_told_of(harm, tmp_path):
    export = damaged(tmp_path, 'a:2:{s:2:"da";i:400;s:2:"en";i:398;}', harm)
    assert export.pairs[0].posts == {"da": 400, "en": 398}
    assert [note.rule for note in export.diagnostics] == ["polylang-map"]


def test_all_that_is_wrong_is_listed_with_its_line(tmp_path):
    export = damaged(tmp_path, "I remember that crane from when I was a child.]]>", "I remember that crane")
    (note,) = export.problems
    assert (note.rule, note.path) == ("wxr-unclosed", export.path)
    assert len(list(export.posts)) == 5


@pytest.mark.parametrize("width", [200, 998])
def test_a_mailer_that_broke_the_lines_loses_no_post_and_no_pair(width, tmp_path):
    def broken(line):
        # As RFC 5322 wants it: at a space, and with CRLF.
        while len(line) > width and " " in line[:width]:
            at = line.rindex(" ", 0, width)
            yield line[:at]
            line = line[at:]
        yield line

    lines = [part for line in HARBOUR.read_text("utf-8").split("\n") for part in broken(line)]
    path = tmp_path / "mail.xml"
    path.write_bytes("\r\n".join(lines).encode())
    export, whole = wordpress.read_export(path), wordpress.read_export(HARBOUR)
    assert [(post.id, post.title, post.language) for post in export.posts] == [
        (post.id, post.title, post.language) for post in whole.posts
    ]
    assert export.pairs == whole.pairs


def test_an_export_still_packed_for_the_mail_is_told_of(tmp_path):
    path = tmp_path / "mail.xml"
    path.write_bytes(quopri.encodestring(HARBOUR.read_bytes()))
    assert "wxr-quoted-printable" in [note.rule for note in wordpress.read_export(path).diagnostics]


def test_damaged_ui_strings_are_told_of(tmp_path):
    export = damaged(tmp_path, 's:9:"Read more"', 's:8:"Read more"')
    assert export.ui_translations == ()
    assert [note.rule for note in export.diagnostics] == ["polylang-map"]


@given(st.text(max_size=80))
def test_any_description_is_a_map_or_none(text):
    found, _ = read_map(text)
    assert all(isinstance(value, int | str) for value in found.values())


def test_what_is_no_export_is_refused(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04" + bytes(5000))
    with pytest.raises(InputError, match="no WordPress export"):
        wordpress.read_export(tmp_path / "a.zip")
    with pytest.raises(InputError, match="can't read"):
        wordpress.read_export(tmp_path / "missing.xml")


# -- a post as a document ------------------------------------------------------------------------------------


def test_a_post_is_one_document_of_its_article(fishing):
    document = fishing.document()
    assert document.article_language == "da"
    assert {segment.role for segment in document.segments} == {"article"}
    assert [segment.text for segment in document.segments] == [
        "Fiskeriet i tal",
        "Sidste år blev der landet 12.000 ton sild, og det er 8 % mere end året før.",
        "Kajen ved solopgang",
        "Kajen en morgen i maj",
        "Søg i avisen",
        "Søg",
    ]
    assert document.metadata["slug"] == "fiskeriet-i-tal"
    assert document.path.endswith("harbour-polylang.xml#401")


texts = st.text().filter(lambda text: "</h1>" not in text and "<!-- /excerpt -->" not in text)


@given(texts, texts, st.text())
def test_a_post_s_fields_come_back_from_its_document_byte_for_byte(title, excerpt, content):
    text = PostText(title, excerpt, content)
    assert wordpress.split_text(wordpress.join_text(text)) == text


def test_a_text_that_is_no_post_s_is_not_taken_apart():
    assert wordpress.split_text("<p>Hej</p>") is None
    post = Post(1, PostText("A", "", "B"))
    with pytest.raises(InputError, match="does not begin with a title"):
        wordpress.translation_of(post, replace(post.document(), text="<p>B</p>"), "en")


# -- writing -------------------------------------------------------------------------------------------------

ENGLISH = {
    "Fiskeriet i tal": "The fisheries in figures",
    "Sidste år blev der landet 12.000 ton sild, og det er 8 % mere end året før.": (
        "Last year 12,000 tonnes of herring were landed, 8 % more than the year before."
    ),
    "Kajen ved solopgang": "The quay at sunrise",
    "Kajen en morgen i maj": "The quay on a morning in May",
    "Søg i avisen": "Search the paper",
    "Søg": "Search",
}


def english(post, **options):
    document = translate(post.document(), ENGLISH, "en", role=None)
    assert document.diagnostics == ()
    return wordpress.translation_of(post, document, "en", **options)


def written(export, translations, tmp_path):
    path = tmp_path / "nye.xml"
    notes = wordpress.write_translations(export, translations, path)
    return wordpress.read_export(path), notes


def test_a_translation_is_a_draft_in_a_pair_with_its_original(export, fishing, tmp_path):
    new, notes = written(export, [english(fishing)], tmp_path)
    original, translation = new.posts
    assert (original.id, original.text, original.status) == (401, fishing.text, "publish")
    assert (translation.id, translation.status, translation.language) == (406, "draft", "en")
    assert translation.slug == "the-fisheries-in-figures"
    assert original.translations == translation.translations == {"da": 401, "en": 406}
    assert notes == []


def test_blocks_stand_in_the_translation_as_in_the_original(fishing):
    wanted = fishing.text.content
    for danish in sorted(ENGLISH, key=len, reverse=True):
        wanted = wanted.replace(danish, ENGLISH[danish])
    assert english(fishing).text.content == wanted
    assert '<!-- wp:search {"label":"Search the paper","buttonText":"Search"} /-->' in wanted


def test_a_merged_article_makes_a_draft_that_the_block_editor_can_edit(fishing):
    catalog = po.parse(
        "".join(f'msgid "{danish}"\nmsgstr "{word}"\n\n' for danish, word in list(ENGLISH.items())[2:])
    )
    text = wordpress.translation_of(
        fishing, merge(fishing.document(), catalog, languages=("da", "en")), "en"
    ).text
    assert text.title == "Fiskeriet i tal"
    # A paragraph that nobody translated stands as it stood; the editor takes a `lang` on it for damage.
    assert "<p>Sidste år blev der landet" in text.content
    assert 'alt="The quay at sunrise"' in text.content
    assert "lang=" not in text.content


def test_the_author_s_own_marks_of_language_stay(fishing):
    marked = fishing.text.content.replace("<p>", '<p lang="da" class="x">')
    post = replace(fishing, text=fishing.text._replace(content=marked))
    article = merge(post.document(), po.parse('msgid "Søg"\nmsgstr "Search"\n'), languages=("da", "en"))
    assert '<p lang="da" class="x">Sidste' in wordpress.translation_of(post, article, "en").text.content


def test_a_pair_of_an_export_is_merged_block_by_block(export):
    posts = {post.id: post for post in export.posts}
    article = merge(posts[400].document(), posts[398].document())
    assert article.languages == ("da", "en")
    assert article.titles == ("Den gamle kran er tilbage", "The old crane is back")
    assert [(len(row.source), len(row.target)) for row in article.rows] == [(1, 1), (1, 0), (1, 1), (1, 1)]


def test_the_original_comes_along_without_what_the_importer_would_add_twice(export, tmp_path):
    crane = next(post for post in export.posts if post.id == 400)
    lonely = replace(crane, translations={})
    new, _ = written(export, [Translation(lonely, "en", PostText("The crane", "", "Hi"))], tmp_path)
    original, translation = (post.item for post in new.posts)
    assert original.meta == original.comments == ()
    assert {term.domain for term in original.terms} == {"language", "post_translations"}
    assert translation.meta == (("_thumbnail_id", "402"),)
    assert {term.slug for term in translation.terms} >= {"havnen", "baade", "en"}
    # The importer takes a post of one title, date and type for one that is there.
    assert translation.date == "2024-05-01 10:00:01"
    assert original.date == "2024-05-01 10:00:00"


def test_a_pair_that_exists_grows_under_its_own_name(tmp_path):
    text = HARBOUR.read_text("utf-8").replace('a:2:{s:2:"da";i:400;s:2:"en";i:398;}', 'a:1:{s:2:"da";i:400;}')
    (tmp_path / "e.xml").write_text(text, "utf-8")
    export = wordpress.read_export(tmp_path / "e.xml")
    crane = next(post for post in export.posts if post.id == 400)
    new, _ = written(export, [Translation(crane, "en", PostText("A", "", "B"))], tmp_path)
    (term,) = [term for term in new.header.terms if term.taxonomy == "post_translations"]
    assert (term.id, term.slug) == (7, "pll_661e0a1b2c3d4")
    assert loads(term.description) == {"da": 400, "en": 406}


def test_nothing_that_exists_is_overwritten(export, fishing, tmp_path):
    crane = next(post for post in export.posts if post.id == 400)
    again = [Translation(crane, "en", PostText("A", "", "B")), english(fishing), english(fishing)]
    new, notes = written(export, [*again, Translation(fishing, "da", PostText("A", "", "B"))], tmp_path)
    assert [post.id for post in new.posts] == [401, 406]
    assert [(note.rule, note.values["id"], note.values["language"]) for note in notes] == [
        ("already-translated", 400, "en"),
        ("already-translated", 401, "en"),
        ("already-translated", 401, "da"),
    ]


def test_a_slug_that_is_taken_gets_the_language(export, fishing, tmp_path):
    news = [
        replace(english(fishing), slug="vejret"),
        Translation(replace(fishing, id=403), "en", PostText("Vejret", "", "")),
    ]
    new, _ = written(export, news, tmp_path)
    assert [post.slug for post in islice(new.posts, 2, None)] == ["vejret-en", "vejret-en-2"]


def test_the_same_translations_make_the_same_bytes(export, fishing, tmp_path):
    paths = [tmp_path / name for name in ("a.xml", "b.xml")]
    for path in paths:
        wordpress.write_translations(export, [english(fishing)], path)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_published_only_when_asked(export, fishing, tmp_path):
    new, _ = written(export, [english(fishing, status="publish", slug="fisheries")], tmp_path)
    assert [(post.status, post.slug) for post in new.posts][1] == ("publish", "fisheries")


def test_categories_follow_their_translations(tmp_path):
    term = "\t<wp:term>\n\t\t<wp:term_id>{}</wp:term_id><wp:term_taxonomy>{}</wp:term_taxonomy><wp:term_slug>{}</wp:term_slug>"
    term += (
        "<wp:term_name>{}</wp:term_name><wp:term_description><![CDATA[{}]]></wp:term_description></wp:term>\n"
    )
    more = term.format(20, "category", "harbour", "The harbour", "")
    more += term.format(21, "term_translations", "pll_x", "pll_x", 'a:2:{s:2:"da";i:2;s:2:"en";i:20;}')
    more += term.format(22, "term_translations", "pll_y", "pll_y", 'a:1:{s:2:"da";i:3;}')
    path = tmp_path / "e.xml"
    path.write_text(HARBOUR.read_text("utf-8").replace("\t<wp:term>", more + "\t<wp:term>", 1), "utf-8")
    export = wordpress.read_export(path)
    crane = replace(next(post for post in export.posts if post.id == 400), translations={})
    new, notes = written(export, [Translation(crane, "en", PostText("A", "", "B"))], tmp_path)
    translation = list(new.posts)[1]
    assert {(term.domain, term.slug) for term in translation.item.terms} >= {
        ("category", "harbour"),
        ("language", "en"),
    }
    assert not {"havnen", "baade"} & {term.slug for term in translation.item.terms}
    assert [(note.rule, note.values["name"]) for note in notes] == [("term-without-translation", "både")]


def test_wpml_gets_its_marks(tmp_path):
    path = tmp_path / "e.xml"
    text = (CASES / "wpml.xml").read_text("utf-8")
    path.write_text(text[: text.rindex("\t<item>")] + "</channel></rss>", "utf-8")
    export = wordpress.read_export(path)
    (party,) = export.posts
    new, _ = written(export, [Translation(party, "en", PostText("Harbour party", "", "Hi"))], tmp_path)
    original, translation = (post.item for post in new.posts)
    assert original.meta == ()
    assert dict(translation.meta) == {
        "_wpml_import_language_code": "en",
        "_wpml_import_translation_group": "post_post_7",
        "_wpml_import_source_language_code": "da",
    }


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Århus &amp; Ærø", "aarhus-aeroe"),
        ("<em>Café</em> 7", "cafe-7"),
        ("日本", ""),
        ("a" * 300, "a" * 190),
    ],
)
def test_slugs_as_wordpress_makes_them(title, slug):
    assert slug_of(title) == slug


# -- the two steps of a publisher ----------------------------------------------------------------------------


def test_from_an_export_to_catalogs_and_from_those_to_a_file_to_import(export, tmp_path):
    updates = wordpress.update_posts(export, tmp_path, "en")
    assert [update.domain for update in updates] == [
        "articles/fiskeriet-i-tal-401",
        "articles/om-os-403",
        "articles/vejret-404",
    ]
    assert wordpress.translated_posts(export, tmp_path, "en") == ([], [])
    catalog = updates[0].catalog
    for danish, word in ENGLISH.items():
        catalog = catalog.with_translation(danish, word)
    updates[0].path.write_bytes(catalog.to_bytes())
    found, notes = wordpress.translated_posts(export, tmp_path, "en")
    assert notes == []
    new, _ = written(export, found, tmp_path)
    assert [(post.title, post.status) for post in new.posts][1] == ("The fisheries in figures", "draft")


def test_a_post_that_is_partly_translated_waits_unless_asked_for(export, tmp_path):
    update = wordpress.update_posts(export, tmp_path, "en")[1]
    update.path.write_bytes(update.catalog.with_translation("Om os", "About us").to_bytes())
    found, notes = wordpress.translated_posts(export, tmp_path, "en")
    assert found == []
    assert [(note.rule, note.values["left"], note.values["all"]) for note in notes] == [
        ("unfinished-post", 4, 5)
    ]
    (part,), _ = wordpress.translated_posts(export, tmp_path, "en", partly=True, status="pending")
    assert (part.text.title, part.status) == ("About us", "pending")
    assert "Vi skriver på dansk og engelsk." in part.text.content


def test_only_published_posts_go_to_the_translator(tmp_path):
    draft = damaged(tmp_path, "<wp:status><![CDATA[publish]]>", "<wp:status><![CDATA[draft]]>")
    assert list(wordpress.untranslated(draft, "en")) == []
    assert [post.id for post in wordpress.untranslated(draft, "en", statuses=("draft",))] == [401, 403, 404]


# -- REST ----------------------------------------------------------------------------------------------------


def test_a_dump_of_wp_json_is_read(tmp_path):
    post = {
        "id": 9,
        "date": "2024-05-01T10:00:00",
        "slug": "vejret",
        "title": {"rendered": "Vejret &#8211; i dag"},
        "content": {
            "raw": "<!-- wp:paragraph --><p>Der kommer regn i løbet af dagen.</p><!-- /wp:paragraph -->",
            "rendered": "x",
        },
    }
    (tmp_path / "b.json").write_text(json.dumps([post, {"code": "rest_no_route"}]), "utf-8")
    (tmp_path / "a.json").write_text(
        json.dumps({**post, "id": 8, "lang": "en", "translations": {"en": 8, "da": None}}), "utf-8"
    )
    english_post, danish_post = wordpress.read_rest(tmp_path)
    assert (english_post.id, english_post.language, english_post.translations) == (8, "en", {"en": 8})
    assert (danish_post.language, danish_post.language_by, danish_post.date) == (
        "da",
        "detected",
        "2024-05-01 10:00:00",
    )
    assert danish_post.text.content.startswith("<!-- wp:paragraph")


def test_a_translation_for_those_who_post_by_script(fishing, tmp_path):
    (path,) = wordpress.write_rest([english(fishing)], tmp_path)
    assert path.name == "401.en.json"
    sent = json.loads(path.read_text("utf-8"))
    assert (sent["status"], sent["lang"], sent["translations"]) == ("draft", "en", {"da": 401})
    assert sent["title"] == "The fisheries in figures"


def test_rest_refuses_what_it_can_t_take(fishing, tmp_path):
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(InputError, match="no JSON"):
        list(wordpress.read_rest(tmp_path))
    with pytest.raises(OutputError):
        wordpress.write_rest([replace(english(fishing), language="../en")], tmp_path)


# -- the site's own catalogs ---------------------------------------------------------------------------------


def test_catalogs_of_the_site_offer_english_for_danish(tmp_path):
    theme = 'msgid "Read more"\nmsgstr "Læs mere"\n\nmsgid "%d reply"\nmsgid_plural "%d replies"\nmsgstr[0] "%d svar"\nmsgstr[1] "%d svar i alt"\n'
    theme += '\nmsgid "RSS"\nmsgstr "RSS"\n\n#, fuzzy\nmsgid "Close"\nmsgstr "Tæt på"\n'
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "avis-da_DK.po").write_text(theme, "utf-8")
    (tmp_path / "themes" / "avis-da_DK.mo").write_bytes(mo.serialize([]))
    (tmp_path / "da_DK.mo").write_bytes(mo.serialize([po.Entry("Search", ("Søg",), "verb")]))
    (tmp_path / "sv_SE.po").write_text('msgid "Search"\nmsgstr "Sök"\n', "utf-8")
    (tmp_path / "plugin-da_DK.mo").write_bytes(b"no catalog")
    assert [tuple(offer) for offer in wordpress.ui_memories(tmp_path)] == [
        ("Læs mere", "Read more", None, "themes/avis-da_DK.po"),
        ("%d svar", "%d reply", None, "themes/avis-da_DK.po"),
        ("%d svar i alt", "%d replies", None, "themes/avis-da_DK.po"),
        ("Søg", "Search", "verb", "da_DK.mo"),
    ]
