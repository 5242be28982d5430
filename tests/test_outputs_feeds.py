"""sitemap.xml, Atom and RSS, read back as XML."""

from __future__ import annotations

from dataclasses import replace
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

import pytest
from pairs import bridge, in_order, of

from bilingual_pub.errors import BilingualPubError, OutputError
from bilingual_pub.formats import html
from bilingual_pub.merge import merge
from bilingual_pub.merge.pairing import Pairing
from bilingual_pub.model import Bitext, Document
from bilingual_pub.outputs import Options, render, write
from bilingual_pub.outputs.feeds import feed
from bilingual_pub.outputs.sitemap import sitemap

SITE = Options(base_url="https://bladet.example/", site_name="Bladet & venner")
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def dated(slug: str, date: str):
    source, target = (
        html.parse(f"<h1>{slug} &amp; mere</h1>", path=f"{slug}.da.html"),
        html.parse(f"<h1>{slug} en</h1>"),
    )
    source, target = (replace(d, metadata={"date": date} if date else {}) for d in (source, target))
    return merge(source, target, bitext=in_order(source, target), languages=("da", "en"), slug=slug)


def test_every_url_of_the_sitemap_lists_every_version():
    root = ET.fromstring(sitemap([bridge(), dated("a", "")], SITE))
    urls = root.findall(f"{MAP}url")
    assert [u.findtext(f"{MAP}loc") for u in urls][:2] == [
        "https://bladet.example/bro.da.html",
        "https://bladet.example/bro.en.html",
    ]
    for url in urls[:2]:
        links = {link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")}
        assert links == {
            "da": "https://bladet.example/bro.da.html",
            "en": "https://bladet.example/bro.en.html",
            "x-default": "https://bladet.example/bro.en.html",
        }
    assert urls[0].findtext(f"{MAP}lastmod") == "2026-05-03"
    assert urls[2].find(f"{MAP}lastmod") is None


def test_a_fallback_is_in_the_sitemap_alone():
    article = merge(html.parse("<p>Hej</p>"), of(), languages=("da", "en"), slug="hej")
    root = ET.fromstring(sitemap([article], SITE))
    assert [u.findtext(f"{MAP}loc") for u in root] == ["https://bladet.example/hej.da.html"]
    assert not root.findall(f".//{XHTML}link")


def test_atom_is_newest_first_in_its_own_language():
    articles = [
        dated("gammel", "2024-01-02"),
        dated("ny", "2026-03-04T05:06:07+01:00"),
        dated("udateret", ""),
    ]
    root = ET.fromstring(feed(articles, "da", SITE))
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "da"
    assert root.findtext(f"{ATOM}title") == "Bladet & venner"
    entries = root.findall(f"{ATOM}entry")
    assert [e.findtext(f"{ATOM}title") for e in entries] == ["ny & mere", "gammel & mere", "udateret & mere"]
    assert (
        root.findtext(f"{ATOM}updated")
        == entries[0].findtext(f"{ATOM}updated")
        == "2026-03-04T05:06:07+01:00"
    )
    for entry in entries:
        # RFC 4287, 4.1.2: what an entry must have.
        for name in ("id", "title", "updated", "author"):
            assert entry.find(f"{ATOM}{name}") is not None
        assert entry.findtext(f"{ATOM}author/{ATOM}name")
    ids = [e.findtext(f"{ATOM}id") for e in entries]
    assert len(set(ids)) == 3
    assert entries[0].findtext(f"{ATOM}content").startswith("<h1>ny &amp; mere")


def test_rss_has_dates_and_links_that_readers_take():
    root = ET.fromstring(feed([dated("a", "2026-03-04")], "en", SITE, kind="rss"))
    channel = root.find("channel")
    assert channel.findtext("language") == "en"
    item = channel.find("item")
    assert item.findtext("link") == item.findtext("guid") == "https://bladet.example/a.en.html"
    assert parsedate_to_datetime(item.findtext("pubDate")).date().isoformat() == "2026-03-04"


def test_a_fallback_is_not_news_in_its_language():
    article = merge(html.parse("<p>Hej</p>"), of(), languages=("da", "en"), slug="hej")
    assert b"<entry" not in feed([article], "en", SITE)
    assert b"<entry" in feed([article], "da", SITE)


@pytest.mark.parametrize("name", ["sitemap", "atom", "rss"])
def test_without_an_address_there_is_no_feed(name):
    with pytest.raises(BilingualPubError, match="no-base-url"):
        list(render(bridge(), name))


def test_writing_is_whole_or_not_at_all(tmp_path):
    with pytest.raises(OutputError, match="unknown-output"):
        write(bridge(), tmp_path, ["pages", "pdf"])
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(OutputError, match="unsafe-path"):
        write(replace(bridge(), slug="../bro"), tmp_path, ["pages"])
    assert list(tmp_path.iterdir()) == []


def test_the_same_input_gives_the_same_bytes(tmp_path):
    names = ["pages", "side-by-side", "interleaved", "toggle", "review", "sitemap", "atom", "rss"]
    first = {p: p.read_bytes() for p in write(bridge(), tmp_path, names, SITE)}
    again = {p: p.read_bytes() for p in write(bridge(), tmp_path, names, SITE)}
    assert first == again
    assert {p.name for p in first} >= {
        "bro.da.html",
        "bro.en.html",
        "bro.da-en.html",
        "bro.da-en.toggle.html",
        "bro.review.html",
    }


def test_a_sitemap_of_many_articles_is_in_files_that_the_protocol_allows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from bilingual_pub.outputs import sitemap as module

    monkeypatch.setattr(module, "_MOST", 2)
    pair = Pairing(Bitext(Document("Hej"), Document("Hi")), (), ("da", "en"), "da", ("Hej", "Hi"), "hej")
    options = Options(base_url="https://a.dk/x")
    files = {
        path: b"".join(chunks)
        for path, chunks in module.sitemaps(
            lambda first, most: [(pair, options)] * min(most, 5 - first), 5, "https://a.dk/x"
        )
    }
    assert [data.count(b"<url>") for path, data in files.items() if path != "sitemap.xml"] == [4, 4, 2]
    root = ET.fromstring(files["sitemap.xml"])
    places = [e.text for e in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert places == [f"https://a.dk/x/sitemap-{n}.xml" for n in (1, 2, 3)]
    one = dict(module.sitemaps(lambda first, most: [(pair, options)], 1, "https://a.dk/x"))
    assert b"".join(one["sitemap.xml"]) == module.sitemap([pair], options)
