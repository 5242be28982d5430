"""What stands beside an article on its page is neither translated with it nor paired."""

from __future__ import annotations

import pytest

import bilingual_pub as bp
from bilingual_pub.merge.own import own_article
from bilingual_pub.model import Document

_ARTICLE = (
    "<article><header><h1>The ferry that never came</h1></header>"
    "<p>We stood on the quay at six in the morning and waited.</p>"
    "<aside><p>The crossing, which my grandfather rowed, takes an hour in good weather, and three when it storms.</p></aside></article>"
)
_COMMENT = '<section id="comments"><ol><li><p>Sikke en historie, jeg var der selv den dag!</p></ol></section>'
_SIDEBAR = '<aside><ul><li><a href="/krebs">Kokken der kogte krebs på molen</a></ul></aside>'


def _own(page: Document) -> list[str]:
    return [s.text for s in own_article(page).segments if s.role == "article"]


@pytest.mark.parametrize("beside", [_COMMENT, _SIDEBAR, f"<main>{_SIDEBAR}</main>"])
def test_sidebars_and_comments_are_not_the_articles(beside: str) -> None:
    alone = _own(bp.parse(_ARTICLE))
    assert len(alone) == 3  # its own header and its own aside are the article's
    assert _own(bp.parse(f"<main>{_ARTICLE}</main>{beside}")) == alone
    assert _own(bp.parse(beside + _ARTICLE)) == alone


def test_a_page_of_nothing_but_a_sidebar_keeps_its_text() -> None:
    page = bp.parse("<body><aside><p>Hun sad på kajen og ventede på færgen fra Ærø.</p></aside>")
    assert own_article(page) == page


def test_a_header_in_main_is_the_articles_where_nothing_says_article() -> None:
    page = bp.parse(
        "<main><header><h1>Kokken på molen</h1></header><p>Han koger krebs hver dag i august.</p></main>"
    )
    assert _own(page) == ["Kokken på molen", "Han koger krebs hver dag i august."]


def test_pairs_are_of_the_article_alone() -> None:
    da = bp.parse(f"<article><p>Vi stod på kajen klokken seks om morgenen.</p></article>{_SIDEBAR}{_COMMENT}")
    en = bp.parse(f"<article><p>We stood on the quay at six in the morning.</p></article>{_SIDEBAR}")
    article = bp.merge(da, en, languages=("da", "en"))
    assert [(len(b.source), len(b.target)) for b in article.bitext.beads] == [(1, 1)]
    assert not article.diagnostics
