"""A real WordPress, Danish, with posts in both languages: exported, translated, imported, and looked at.

Runs where BILINGUAL_PUB_INTEGRATION is set and Debian's packages are there; see docs/wordpress.md. Polylang and the
importer are in no Debian package: BILINGUAL_PUB_WP_PLUGINS names a folder that holds them, or their part is skipped.
"""

import io
import json
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bilingual_pub import wordpress
from bilingual_pub.formats import wxr

sys.path.insert(0, str(Path(__file__).parent))
import wordpress_site

pytestmark = pytest.mark.skipif(bool(wordpress_site.missing()), reason=wordpress_site.missing() or "runs")
paired = pytest.mark.skipif(
    len(wordpress_site.plugins()) < 2,
    reason="BILINGUAL_PUB_WP_PLUGINS holds no Polylang and WordPress Importer",
)

POSTS = {
    "kran": {
        "title": "Den gamle kran & havnen",
        "content": "<!-- wp:paragraph -->\n<p>Kranen blev bygget i 1908 og har stået stille i tredive år.</p>\n<!-- /wp:paragraph -->",
        "date": "2024-05-01 10:00:00",
        "lang": "da",
        "translation": "crane",
    },
    "crane": {
        "title": "The old crane",
        "content": "<!-- wp:paragraph -->\n<p>The crane was built in 1908 and has stood idle for thirty years.</p>\n<!-- /wp:paragraph -->",
        "date": "2024-05-01 10:00:00",
        "lang": "en",
        "comments": ["Hvor er det dejligt, at den gamle kran endelig kommer i gang igen."],
    },
    "regatta": {
        "title": "Regatta",
        "excerpt": "Den første i ti år.",
        "content": '<!-- wp:paragraph {"align":"left"} -->\n<p class="has-text-align-left">På lørdag sejler <strong>tyve både</strong> om kap i \\ bugten ]]> ud for kajen.</p>\n<!-- /wp:paragraph -->\n\n'
        '<!-- wp:search {"label":"Søg i avisen","buttonText":"Søg"} /-->',
        "date": "2024-05-02 10:00:00",
        "lang": "da",
        "comments": ["Vi glæder os meget til på lørdag, hele familien."],
    },
}  # fmt: skip

ENGLISH = {
    "Regatta": "Regatta",
    "Den første i ti år.": "The first in ten years.",
    "På lørdag sejler <strong>tyve både</strong> om kap i \\ bugten ]]> ud for kajen.": (
        "On Saturday <strong>twenty boats</strong> race in \\ the bay ]]> off the quay."
    ),
    "Søg i avisen": "Search the paper",
    "Søg": "Search",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wordpress")
    with wordpress_site.running(folder) as running:
        seed = folder / "posts.json"
        seed.write_text(json.dumps(POSTS), "utf-8")
        running.ids = json.loads(running.run("seed.php", str(seed)))
        yield running


@pytest.fixture(scope="module")
def export_file(site):
    path = site.root.parent / "eksport.xml"
    path.write_text(site.run("export.php"), "utf-8")
    return path


def by_name(export, site):
    posts = {post.id: post for post in export.posts}
    return {name: posts[number] for name, number in site.ids.items()}


def test_the_site_is_danish_and_answers(site):
    page = site.page()
    assert '<html lang="da' in page
    assert "Havneavisen" in page


def test_its_export_is_read_whole(site, export_file):
    data = export_file.read_bytes()
    assert b"".join(piece.source for piece in wxr.read_pieces(io.BytesIO(data))) == data
    export = wordpress.read_export(export_file)
    posts = by_name(export, site)
    for name, post in posts.items():
        assert post.text.content == POSTS[name]["content"]
        assert post.diagnostics == ()
        assert post.language == POSTS[name]["lang"]
    assert posts["kran"].title.replace("&amp;", "&") == "Den gamle kran & havnen"
    danish = {comment.post_id for comment in export.comments if comment.detection.language == "da"}
    assert danish == {site.ids["crane"], site.ids["regatta"]}
    assert export.diagnostics == ()


@paired
def test_polylang_s_pairs_are_read(site, export_file):
    export = wordpress.read_export(export_file)
    assert export.plugin == "polylang"
    assert [pair.posts for pair in export.pairs] == [{"da": site.ids["kran"], "en": site.ids["crane"]}]


def translations(export, locales):
    """What a publisher does: catalogs out of the export, a translator's work, posts out of the catalogs."""
    (update,) = (
        found for found in wordpress.update_posts(export, locales, "en") if "regatta" in found.domain
    )
    catalog = update.catalog
    for danish, word in ENGLISH.items():
        catalog = catalog.with_translation(danish, word)
    update.path.write_bytes(catalog.to_bytes())
    found, notes = wordpress.translated_posts(export, locales, "en")
    assert notes == []
    return found


@paired
def test_a_translation_is_imported_as_a_draft_in_a_pair_and_nothing_else_changes(site, export_file):
    before = site.posts()
    path = site.root.parent / "nye.xml"
    export = wordpress.read_export(export_file)
    assert (
        wordpress.write_translations(export, translations(export, site.root.parent / "locales"), path) == []
    )
    ET.fromstring(path.read_bytes())
    log = site.run("import.php", str(path))
    assert "PLL_WP_Import" in log
    assert "Failed" not in log
    after = {post["id"]: post for post in site.posts()}
    (new,) = (post for number, post in after.items() if number not in {old["id"] for old in before})
    assert (new["status"], new["lang"], new["title"]) == ("draft", "en", "Regatta")
    assert "<strong>twenty boats</strong> race in \\ the bay" in new["content"]
    assert "]]>" in new["content"].replace("&gt;", ">")
    assert '<!-- wp:search {"label":"Search the paper","buttonText":"Search"} /-->' in new["content"]
    assert new["translations"] == {"da": site.ids["regatta"], "en": new["id"]}
    for old in before:
        now = after[old["id"]]
        changed = {"lang", "translations"} if old["id"] == site.ids["regatta"] else set()
        assert {key: now[key] for key in now if key not in changed} == {
            key: old[key] for key in old if key not in changed
        }
    assert after[site.ids["regatta"]]["translations"] == new["translations"]
    assert after[site.ids["regatta"]]["lang"] == "da"
    # A second import of the same file finds everything there.
    site.run("import.php", str(path))
    assert [post["id"] for post in site.posts()] == sorted(after)


@paired
def test_the_next_export_shows_the_new_pair_and_a_second_translation_is_refused(site, export_file):
    again = site.root.parent / "igen.xml"
    again.write_text(site.run("export.php"), "utf-8")
    export = wordpress.read_export(again)
    regatta = by_name(export, site)["regatta"]
    assert set(regatta.translations) == {"da", "en"}
    assert regatta.translations in [dict(pair.posts) for pair in export.pairs]
    assert regatta not in wordpress.untranslated(export, "en")
    again = [wordpress.Translation(regatta, "en", regatta.text)]
    notes = wordpress.write_translations(export, again, site.root.parent / "intet.xml")
    assert [note.rule for note in notes] == ["already-translated"]


@paired
def test_a_reader_finds_the_other_language_from_the_page(site):
    page = site.page(f"/?p={site.ids['kran']}")
    assert 'hreflang="en"' in page
    assert 'hreflang="da"' in page


def test_a_dump_of_wp_json_is_read(site):
    dump = site.root.parent / "posts.json"
    dump.write_text(site.page("/?rest_route=/wp/v2/posts&per_page=50"), "utf-8")
    posts = {post.id: post for post in wordpress.read_rest(dump)}
    for name in ("kran", "crane", "regatta"):
        assert posts[site.ids[name]].language == POSTS[name]["lang"]
    assert "tyve både" in posts[site.ids["regatta"]].text.content


def test_the_site_s_own_catalogs_offer_english_for_its_danish_strings(site):
    offers = {
        offer.text: offer.translation
        for offer in wordpress.ui_memories(site.root / "wp-content" / "languages")
    }
    assert offers["Skriv et svar"] in {"Leave a Reply", "Leave a Comment", "Write a Reply"}
    assert len(offers) > 1000
