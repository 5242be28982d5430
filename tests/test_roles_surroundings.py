"""Furniture that its surroundings tell: menus and the titles of forms."""

from __future__ import annotations

import pytest

from bilingual_pub.formats import html
from bilingual_pub.roles import classify, classify_document
from bilingual_pub.roles.slots import Slots
from bilingual_pub.roles.surroundings import MENU, TERMS, surroundings

BODY = "<main><article><h1>{title}</h1><p>{title} er min nabo, og jeg har kendt hende længe.</p></article></main>"


def roles(page: str) -> dict[str, str | None]:
    return {s.text: s.role for s in classify_document(html.parse(page)).segments}


def test_a_menu_on_every_page() -> None:
    nav = '<nav><ul><li><a href="/om">Om bladet</a></li><li><a href="/asta">Asta</a></li></ul></nav>'
    pages = [html.parse(nav + BODY.format(title=t)) for t in ("Asta", "Ruth", "Inge", "Maja")]
    found = {s.text: s for s in classify(pages)[1].segments}
    assert found["Om bladet"].role == "ui"
    assert found["Asta"].role == "article", "a menu that names an article of the site names content"


@pytest.mark.parametrize("links", [["/kategori/film"], ["/tag/x"], [f"/{n}" for n in range(20)]])
def test_lists_of_content_are_no_menus(links: list[str]) -> None:
    nav = (
        "<nav><ul>"
        + "".join(f'<li><a href="{h}">Hvidkål {i}</a></li>' for i, h in enumerate(links))
        + "</ul></nav>"
    )
    assert "ui" not in {roles(nav + BODY.format(title="Asta"))[f"Hvidkål {i}"] for i in range(len(links))}


def test_a_name_that_articles_are_filed_under_is_told_apart() -> None:
    page = html.parse('<NAV><a href="/om">Om os</a><a href="/tag/hvidkal">Hvidkål</a></NAV>')
    assert surroundings(page, Slots().leaves(page)) == {0: MENU, 1: TERMS}
    assert roles(page.text)["Hvidkål"] == "article", "one page alone can't know"


def test_what_the_page_says_outright_goes_before() -> None:
    assert roles('<nav data-i18n="no"><a href="/om">Vores kor</a></nav>')["Vores kor"] == "article"


@pytest.mark.parametrize(
    ("page", "role"),
    [
        ("<section><h2>Brevkassen</h2><form><textarea></textarea></form></section>", "ui"),
        ("<section><h2>Brevkassen</h2><p>Vi svarer hver fredag.</p><form></form></section>", "ui"),
        ("<article><h2>Brevkassen</h2><p>En.</p><p>To.</p><p>Tre.</p><form></form></article>", "article"),
    ],
)
def test_the_title_of_a_form(page: str, role: str) -> None:
    assert roles(BODY.format(title="Asta") + page)["Brevkassen"] == role


def test_a_page_alone_that_calls_a_part_its_article_has_one() -> None:
    plain = "<h1>About us</h1><p>We write about the harbour and the town.</p>"
    assert set(roles(f'<main class="article">{plain}</main>').values()) == {"article"}
    assert set(roles(f"<article>{plain}<nav><a href=/x>Next</a></nav></article>").values()) == {
        "article",
        "ui",
    }
