"""Finding pairs: one to one, by what articles share, and honest about what they do not."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.align import align
from bilingual_pub.formats import html
from bilingual_pub.pairing import find_pairs, matches

ARTICLES = {
    "bager": (
        "<h1>Bageren i Ribe</h1><p>Anders Holm købte huset i 1998 for 450.000 kroner.<p>Rugbrød er hans stolthed.",
        "<h1>The Baker of Ribe</h1><p>Anders Holm bought the house in 1998 for 450,000 kroner.<p>Rye bread is his pride.",
    ),
    "fyr": (
        "<h1>Fyret på Anholt</h1><p>I 1788 stod fyret færdigt. <img src=fyr.jpg><p>Karen Lund passer det.",
        "<h1>The Anholt Light</h1><p>The lighthouse was finished in 1788. <img src=fyr.jpg><p>Karen Lund looks after it.",
    ),
    "biavl": (
        "<h1>Bier i byen</h1><p>På taget af rådhuset i Horsens bor 60.000 bier.<p>Honningen sælges i juli.",
        "<h1>Bees in Town</h1><p>On the roof of Horsens town hall live 60,000 bees.<p>The honey is sold in July.",
    ),
    "faerge": (
        "<h1>Sidste færge</h1><p>Klokken 22.15 sejler M/F Isefjord fra Rørvig for sidste gang.",
        "<h1>The Last Ferry</h1><p>At 22.15 M/F Isefjord leaves Rørvig for the last time.",
    ),
}


def read(body, language):
    return html.parse(f"<html lang={language}><body>{body}")


def site():
    return {name: (read(da, "da"), read(en, "en")) for name, (da, en) in ARTICLES.items()}


def found(pages, documents):
    name = {id(page): key for key, both in pages.items() for page in both}
    return [(name[id(p.source)], name[id(p.target)]) for p in find_pairs(documents)]


@given(st.permutations(range(2 * len(ARTICLES))))
def test_every_article_finds_its_translation_in_any_order(order):
    pages = site()
    documents = [page for both in pages.values() for page in both]
    assert all(a == b for a, b in found(pages, [documents[k] for k in order]))
    assert len(find_pairs([documents[k] for k in order])) == len(ARTICLES)


def test_pairs_are_sure_and_say_why():
    pages = site()
    pairs = find_pairs(page for both in pages.values() for page in both)
    assert min(pair.confidence for pair in pairs) > 0.9
    assert "names and words" in pairs[0].reasons
    assert any("pictures" in pair.reasons for pair in pairs)


def test_an_article_without_a_translation_takes_no_other_with_confidence():
    pages = site()
    documents = [pages["bager"][0], pages["fyr"][0], pages["biavl"][1], pages["faerge"][1], pages["fyr"][1]]
    pairs = {pair.source.text: pair for pair in find_pairs(documents)}
    assert pairs[pages["fyr"][0].text].target is pages["fyr"][1]
    others = [p for text, p in pairs.items() if text != pages["fyr"][0].text]
    assert all(pair.confidence < 0.5 for pair in others)


STRANGERS = (
    """<h1>Syv mil med en postcykel</h1><p>Jens kører hver morgen 40 kilometer ad grusveje med avisen.
    <p>Sidste år fik cyklen nye hjul, og Copenhagen ringede for at høre hvordan det gik.<p>Ingen spurgte om vejret.""",
    """<h1>The Mushroom Cellar</h1><p>Below Copenhagen a woman grows oyster mushrooms on coffee grounds.
    <p>In 2019 she rented the vault, and the first harvest was eaten by mice.<p>Now she sells 28 boxes a week.""",
)


def test_two_articles_alone_are_no_pair_for_want_of_another():
    danish, english = (read(body, tag) for body, tag in zip(STRANGERS, ("da", "en"), strict=True))
    (pair,) = find_pairs([danish, english])
    aligned = align(danish, english).confidence
    assert pair.confidence <= aligned < 0.5


def test_few_or_many_a_pair_is_sure():
    crowd = [read(f"<p>Nummer {k} handler om by nr. {k * 37}.", "da") for k in range(80)]
    danish, english = site()["bager"]
    pair = next(p for p in find_pairs([danish, *crowd, english]) if p.target is english)
    assert pair.source is danish
    assert pair.confidence > 0.9


def test_addresses_dates_and_authors_count():
    plain = [replace(read("<p>Kort", "da"), path=f"da/{name}.html") for name in ("roser", "tulipaner")]
    other = [replace(read("<p>Brief", "en"), path=f"en/{name}.html") for name in ("tulipaner", "roser")]
    pairs = find_pairs([*plain, *other])
    assert [(p.source.path, p.target.path) for p in pairs] == [
        ("da/roser.html", "en/roser.html"),
        ("da/tulipaner.html", "en/tulipaner.html"),
    ]
    dated = [
        replace(page, path=None, metadata={"date": f"2024-05-0{k}", "author": f"Nr. {k}"})
        for k, page in enumerate([*plain, *reversed(other)])
    ]
    dated[2:] = [replace(page, metadata=dated[k].metadata) for k, page in enumerate(dated[2:])]
    assert [p.target is dated[2 + k] for k, p in enumerate(find_pairs(dated))] == [True, True]


def test_other_languages_and_empty_sites_give_no_pairs():
    assert find_pairs([]) == []
    assert find_pairs([read("<p>Hej Karen Lund", "da"), read("<p>Bonjour Karen Lund", "fr")]) == []
    assert find_pairs([read("<p>Hej med dig", "da")]) == []


def test_pairs_are_found_where_no_feature_is_rare() -> None:
    """Each of a thousand articles has four of forty names, so each name is in a hundred of them."""
    chosen = [[f"navn{(7 * n + k * k * (1 + n // 40)) % 40}" for k in range(6)] for n in range(1000)]
    kinds = [
        [("word", name) for name in dict.fromkeys(names)] + [("number", str(n))]
        for n, names in enumerate(chosen)
    ]
    found = [(i, j) for i, j, *_ in matches(lambda: kinds, lambda: kinds)]
    assert found == [(n, n) for n in range(1000)]
