"""Headers at the top of an article: read in every notation, set in the notation the article has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.systems.headers import parse_headers, put_headers

ARTICLES = {
    "yaml": "---\ntitle: Om os # kort\nlang: da\n---\nHej\n",
    "toml": '+++\ntitle = "Om os"\nlang = "da"\n+++\nHej\n',
    "nikola": ".. title: Om os\n.. lang: da\n\nHej\n",
    "markdown": "Title: Om os\nLang: da\n\nHej: du\n",
    "rst": "Om os\n=====\n\n:lang: da\n:author: Ida\n\nHej :ref:`x`\n\n:slug: senere\n",
    "html": '<html><head><title>Om os</title>\n<meta name="lang" content="da">\n</head><body><meta name="slug" content="nej"></body></html>',
}


@pytest.mark.parametrize("notation", sorted(ARTICLES))
def test_the_language_is_read_and_set_in_the_article_s_own_notation(notation):
    article = ARTICLES[notation]
    assert parse_headers(article)["lang"] == "da"
    assert "slug" not in parse_headers(article)
    key = "Lang" if notation in {"markdown", "rst", "html"} else "lang"
    new = put_headers(article, {key: "en", "Slug" if key == "Lang" else "slug": "om"})
    headers = parse_headers(new)
    assert (headers["lang"], headers["slug"]) == ("en", "om")
    kept = [line for line in article.splitlines() if "da" not in line]
    assert [line for line in new.splitlines() if line in kept] == kept


@pytest.mark.parametrize("notation", sorted(ARTICLES))
def test_nothing_to_set_changes_nothing(notation):
    assert put_headers(ARTICLES[notation], {}) == ARTICLES[notation]


@given(st.text())
def test_any_text_has_headers_or_none(text):
    assert all(isinstance(value, str) for value in parse_headers(text).values())


@pytest.mark.parametrize("text", ["", "Hej med dig.\n\nBemærk: nej", "<p>Hej</p>", "::\n\n  kode"])
def test_a_text_without_headers(text):
    assert parse_headers(text) == {}
