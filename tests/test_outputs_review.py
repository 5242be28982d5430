"""The review page: self-contained, locked down, and its decisions come back."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from dataclasses import replace

from pairs import bridge, in_order
from turbohtml import parse
from turbohtml.conformance import check_html

from bilingual_pub.formats import html
from bilingual_pub.merge import Decision, merge
from bilingual_pub.merge.decisions import obey
from bilingual_pub.model import Bead, Bitext
from bilingual_pub.outputs import Options
from bilingual_pub.outputs.review import review_page


def unsure():
    source, target = (
        html.parse("<p>Et</p><p>To</p><p>Tre</p>", path="tal.da.html"),
        html.parse("<p>One</p><p>Two</p>"),
    )
    beads = (
        Bead(source.segments[:1], target.segments[:1], 0.99),
        Bead(
            source.segments[1:2],
            target.segments[1:],
            0.4,
            moved=True,
            runner_up="“Tre” 0.3",
            reasons=("position",),
        ),
        Bead(source.segments[2:], ()),
    )
    return merge(source, target, bitext=Bitext(source, target, beads), languages=("da", "en"))


def test_it_conforms_and_loads_and_sends_nothing():
    text = review_page([bridge(), unsure()], Options())
    assert check_html(text).errors == ()
    assert not re.findall(r'(?:src|href|action)="(?!#)', text)
    for word in ("fetch(", "XMLHttpRequest", "sendBeacon", "innerHTML", "eval("):
        assert word not in text


def test_the_policy_allows_this_pages_style_and_script_and_no_other():
    tree = parse(review_page([unsure()], Options()))
    policy = tree.select_one("meta[http-equiv]").attr("content")
    assert "default-src 'none'" in policy
    for name in ("style", "script"):
        digest = b64encode(hashlib.sha256(tree.select_one(name).text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert not tree.select("[style], [onclick]")


def test_rows_are_coloured_by_confidence_and_the_unsure_are_to_do():
    rows = parse(review_page([unsure()], Options(labels=lambda m, _: m))).select(".bead")
    assert [row.attr("class") for row in rows] == ["bead high", "bead low todo", "bead alone todo"]
    assert [row.attr("id") for row in rows] == ["tal-1", "tal-2", "tal-3"]
    assert "40 % sure" in rows[1].text
    assert "position" in rows[1].text
    assert "Next best: “Tre” 0.3" in rows[1].text
    assert [part.attr("lang") for part in rows[1].select(".text")] == ["da", "en"]


def test_what_a_row_carries_is_what_a_decision_names():
    article = unsure()
    row = parse(review_page([article], Options())).select(".bead")[1]
    keys = [tuple(json.loads(row.attr(f"data-{side}"))) for side in ("source", "target")]
    made = obey(article.bitext, [Decision("unpair", *keys)])
    assert not made.diagnostics
    assert [(len(b.source), len(b.target)) for b in made.beads] == [(1, 1), (1, 0), (0, 1), (1, 0)]


def test_texts_are_escaped_wherever_they_stand():
    source, target = (
        html.parse('<p>&lt;img src=x&gt; "a"</p>', path="a'\"b.da.html"),
        html.parse("<p>&lt;/script&gt;</p>"),
    )
    article = merge(source, target, bitext=in_order(source, target, confidence=0.2), languages=("da", "en"))
    article = replace(article, slug="a'\"><img src=x>", titles=("<b>", "</script><img src=x>"))
    tree = parse(review_page([article], Options(labels=lambda message, _: f"{message}<img src=x>")))
    assert not tree.select("img")
    assert tree.select_one("[data-article]").attr("data-article") == article.slug


def test_an_empty_review_is_a_page():
    assert check_html(review_page([], Options())).errors == ()


def test_articles_that_may_belong_together_come_first():
    from bilingual_pub.merge.decisions import decided_pages
    from bilingual_pub.pairing import FoundPair

    source, target = (
        html.parse("<title>Hej & mere</title><p>Hej", path="a/hej.html"),
        html.parse("<p>Hi", path="b/hi.html"),
    )
    text = review_page([unsure()], Options(), [FoundPair(source, target, 0.55, ("same date",))])
    assert check_html(text).errors == ()
    row = parse(text).select(".bead")[0]
    assert row.attr("class") == "bead low todo"
    assert "Hej & mere" in row.text
    assert "same date" in row.text
    keys = [tuple(json.loads(row.attr(f"data-{side}"))) for side in ("source", "target")]
    name = row.closest("[data-article]").attr("data-article")
    assert decided_pages({name: [Decision("unpair", *keys)]}) == {("a/hej.html", "b/hi.html"): False}
