"""Links on a page lead to the reader's language, except where the page says they are to lead elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

import bilingual_pub as bp
from bilingual_pub.formats import html
from bilingual_pub.outputs.twins import twin_links
from bilingual_pub.site.whole import with_menu
from bilingual_pub.splice import splice

TWINS = {"om.html": {"da": "om.html", "en": "om.en.html"}, "a/index.html": {"en": "a/index.en.html"}}


@pytest.mark.parametrize(
    ("link", "turned"),
    [
        ('<a href="om.html#os">Læs mere</a>', 'href="om.en.html#os"'),
        ('<a href="/om.html">Læs mere</a>', 'href="/om.en.html"'),
        ('<a href="a/">Læs mere</a>', 'href="a/index.en.html"'),
        ('<a href="om.html"><img src="l.svg" alt=""></a>', 'href="om.en.html"'),
        ('<a href="om.html" hreflang="da">Læs mere</a>', 'href="om.html"'),
        ('<a href="om.html">Dansk</a>', 'href="om.html"'),
        ('<a href="https://andre.example/om.html">Læs mere</a>', 'href="https://andre.example/om.html"'),
        ('<a href="#om.html">Læs mere</a>', 'href="#om.html"'),
        ('<a href="om.en.html">Læs mere</a>', 'href="om.en.html"'),
    ],
)
def test_a_link_of_the_chrome(link: str, turned: str) -> None:
    page = bp.parse(f'<html lang="da"><body><nav>{link}</nav></body></html>')
    edits = list(twin_links(page, "kor.html", "en", TWINS, chrome=True, article=False))
    assert turned in splice(page.text, edits)
    assert not list(twin_links(page, "kor.html", "en", TWINS, chrome=False, article=False)) or "<img" in link


def test_a_link_to_ones_own_other_language_is_a_switch() -> None:
    page = bp.parse('<html lang="en"><body><nav><a href="om.html">Læs mere</a></nav></body></html>')
    assert not list(twin_links(page, "om.en.html", "en", TWINS, chrome=True, article=False))


def _page(title: str, text: str) -> str:
    menu = "".join(
        f'<a href="{name}.html">{label}</a> ' for name, label in (("index", "Forside"), ("om-os", "Om os"))
    )
    return (
        f'<html lang="da"><head><title>{title}</title></head><body><nav>{menu}<button>Søg</button></nav>'
        f"<article><h1>{title}</h1><p>{text}</p></article><footer><p>Hop ned og smid en kommentar.</p></footer></body></html>"
    )


def test_an_english_reader_stays_in_english(tmp_path: Path) -> None:
    texts = {
        "index": ("Forside", "Velkommen til bladet om havnen og alle dens både."),
        "om-os": ("Om os", "Vi er fire skribenter og en fotograf, og vi bor alle ved havnen."),
        "tour": ("The old rope yard", "The yard is four hundred metres long because a rope had to be."),
        "kok": ("Kokken på molen", "Han har kogt krebs på molen i tredive år og holder ikke op."),
    }
    for name, (title, text) in texts.items():
        (tmp_path / f"{name}.html").write_text(_page(title, text), "utf-8")
    bp.build(tmp_path)
    english = (tmp_path / "public" / "tour.html").read_text("utf-8")
    assert 'href="om-os.en.html"' in english
    assert 'href="index.en.html"' in english
    assert 'href="om-os.html"' in (tmp_path / "public" / "kok.html").read_text("utf-8")
    assert 'msgid "Om os"' in (tmp_path / "locales" / "messages.pot").read_text("utf-8")
    assert not bp.build(tmp_path).written


def test_a_long_list_is_no_menu() -> None:
    links = "".join(f"<li><a href=/{i}>Side {i}</a>" for i in range(20))
    page = html.parse(f"<nav><ul>{links}</ul></nav>")
    assert {s.role for s in with_menu(page, {s.text for s in page.segments}).segments} == {None}
