"""The selectors a configuration may use."""

import pytest

from bilingual_pub.errors import ConfigError
from bilingual_pub.formats import html
from bilingual_pub.roles.css import parse

PAGE = html.parse(
    '<main id="m"><div class="a b" data-x="ja tak" lang="da-DK"><p>Et</p><section><p class="c">To</p></section></div></main><p>Tre</p>'
)


def found(selector):
    return [
        e.name + (e.get("class") or "")
        for i, e in enumerate(PAGE.elements)
        if any(s.matches(PAGE.elements, i) for s in parse(selector))
    ]


@pytest.mark.parametrize(
    ("selector", "names"),
    [
        ("p", ["p", "pc", "p"]), ("P", ["p", "pc", "p"]), (".a", ["diva b"]), (".a.b", ["diva b"]), ("div.a p", ["p", "pc"]),
        ("div > p", ["p"]), ("main div>p", ["p"]), ("#m", ["main"]), ("#m p.c", ["pc"]), ("p.c, #m", ["main", "pc"]), ("[data-x]", ["diva b"]),
        ('[data-x="ja tak"]', ["diva b"]), ("[data-x~=tak]", ["diva b"]), ("[data-x^=ja]", ["diva b"]), ("[data-x$='tak']", ["diva b"]),
        ("[data-x*='a t']", ["diva b"]), ("[lang|=da]", ["diva b"]), ("[data-x=ja]", []), ("section *", ["pc"]), ("[data-x*='']", []),
        ('[data-x="x, y"], section', ["section"]), ("main > p", []),
    ],
)  # fmt: skip
def test_selectors(selector, names):
    assert found(selector) == names


@pytest.mark.parametrize(
    "selector",
    [
        "",
        ",",
        "p >",
        "> p",
        "p > > a",
        "p:hover",
        "p::before",
        "a + b",
        "a ~ b",
        "[x",
        ".",
        "#",
        "p .",
        "p[x=]",
    ],
)
def test_what_is_not_known_is_refused(selector):
    with pytest.raises(ConfigError):
        parse(selector)


def test_deep_pages_take_no_more_than_they_should():
    deep = html.parse("<div>" * 400 + "x" + "</div>" * 400)
    (selector,) = parse("main div div div")
    assert not selector.matches(deep.elements, len(deep.elements) - 1)
