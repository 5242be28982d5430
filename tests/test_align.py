"""Block alignment: what every bitext must satisfy, and what each kind of edit comes out as."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.align import Lexicon, align, align_many, align_sentences, learn, seed
from bilingual_pub.align.blocks import blocks
from bilingual_pub.align.corridor import passable
from bilingual_pub.align.lexicon import NOTHING
from bilingual_pub.align.pages import grouped
from bilingual_pub.align.sections import assigned
from bilingual_pub.formats import html
from bilingual_pub.model import Bead, Document, Segment, Span

DA = (
    "heading|Bageren i Ribe",
    "paragraph|Hver morgen kl. 4.30 tænder Anders Holm ovnen i det gamle bageri ved åen.",
    "paragraph|Han har bagt rugbrød i 32 år og kender alle byens gamle opskrifter.",
    "paragraph|I 1998 købte han huset af sin far for 450.000 kroner.",
    "heading|En lang nat",
    "paragraph|Om natten er der stille i gaden, og kun duften af brød fortæller, at nogen arbejder.",
    "list item|Rugbrød koster 32 kr.",
    "list item|Wienerbrød koster 14 kr.",
    "paragraph|»Jeg sover om eftermiddagen,« siger han og ler.",
)
EN = (
    "heading|The Baker of Ribe",
    "paragraph|Every morning at 4.30 am Anders Holm lights the oven in the old bakery by the river.",
    "paragraph|He has baked rye bread for 32 years and knows all the old recipes of the town.",
    "paragraph|In 1998 he bought the house from his father for 450,000 kroner.",
    "heading|A Long Night",
    "paragraph|At night the street is quiet, and only the smell of bread tells that somebody is working.",
    "list item|Rye bread costs 32 kroner.",
    "list item|Danish pastry costs 14 kroner.",
    "paragraph|“I sleep in the afternoon,” he says and laughs.",
)


def page(texts, language=None, **known):
    segments, at = [], 0
    for line in texts:
        kind, text = line.split("|", 1)
        level = 2 if kind == "heading" else 0
        segments.append(Segment(text, Span(at, at + len(text)), kind=kind, level=level, **known))
        at += len(text) + 1
    return Document("", segments=tuple(segments), language=language)


def shapes(bitext):
    """The places of each bead's segments, by identity."""
    source = {id(s): k for k, s in enumerate(bitext.source.segments)}
    target = {id(s): k for k, s in enumerate(bitext.target.segments)}
    return [
        (tuple(source[id(s)] for s in b.source), tuple(target[id(t)] for t in b.target)) for b in bitext.beads
    ]


def test_a_translation_pairs_one_to_one_with_high_confidence():
    bitext = align(page(DA, "da"), page(EN, "en"))
    assert shapes(bitext) == [((k,), (k,)) for k in range(len(DA))]
    assert min(bead.confidence for bead in bitext.beads) > 0.9
    assert bitext.confidence > 0.9
    assert bitext.diagnostics == ()
    assert (bitext.source_language, bitext.target_language) == ("da", "en")


def test_languages_are_guessed_where_nothing_is_declared():
    bitext = align(page(EN), page(DA))
    assert (bitext.source_language, bitext.target_language) == ("en", "da")
    assert shapes(bitext) == [((k,), (k,)) for k in range(len(DA))]


@pytest.mark.parametrize("missing", range(len(DA)))
def test_a_dropped_block_is_alone_in_its_place(missing):
    bitext = align(page(DA, "da"), page(EN[:missing] + EN[missing + 1 :], "en"))
    rest = [k for k in range(len(DA)) if k != missing]
    expected = sorted([((missing,), ()), *(((k,), (n,)) for n, k in enumerate(rest))])
    assert shapes(bitext) == expected


@pytest.mark.parametrize("extra", [1, 3, 6, 9])
def test_an_added_block_stands_alone_where_it_belongs(extra):
    note = "paragraph|Translator's note: a Danish mile was longer than an English one."
    bitext = align(page(DA, "da"), page((*EN[:extra], note, *EN[extra:]), "en"))
    assert ((), (extra,)) in shapes(bitext)
    assert shapes(bitext).index(((), (extra,))) == extra


def test_merged_paragraphs_make_one_bead():
    joined = f"{EN[1]} {EN[2].split('|')[1]}"
    bitext = align(page(DA, "da"), page((EN[0], joined, *EN[3:]), "en"))
    assert ((1, 2), (1,)) in shapes(bitext)


def test_a_split_paragraph_makes_one_bead():
    whole = f"{DA[1]} {DA[2].split('|')[1]}"
    bitext = align(page((DA[0], whole, *DA[3:]), "da"), page(EN, "en"))
    assert ((1,), (1, 2)) in shapes(bitext)


def test_swapped_neighbours_are_found_and_marked_moved():
    swapped = (*EN[:2], EN[3], EN[2], *EN[4:])
    bitext = align(page(DA, "da"), page(swapped, "en"))
    assert {((2,), (3,)), ((3,), (2,))} <= set(shapes(bitext))
    assert any(bead.moved for bead in bitext.beads)


def test_a_block_moved_far_is_found_and_marked():
    bitext = align(page(DA, "da"), page((EN[0], *EN[2:], EN[1]), "en"))
    assert ((1,), (8,)) in shapes(bitext)
    assert [bead.source[0].text[:5] for bead in bitext.beads if bead.moved] == ["Hver "]


def test_a_list_that_each_language_sorts_by_its_own_alphabet():
    names = [
        ("Bornholm: klipper og røgede sild", "Bornholm: cliffs and smoked herring"),
        ("Færøerne: fugle og 18 øer", "The Faroe Islands: birds and 18 islands"),
        ("Grønland: is, bjerge og hunde", "Greenland: ice, mountains and dogs"),
        ("Jylland: strand, hede og 2 broer", "Jutland: beach, heath and 2 bridges"),
        ("Sjælland: slotte og København", "Zealand: castles and Copenhagen"),
        ("Ærø: gamle skibe og smalle gader", "Ærø: old ships and narrow streets"),
        ("Østersøen: stille vand om sommeren", "The Baltic: quiet water in summer"),
        ("Fyn: haver, æbler og en forfatter", "Funen: gardens, apples and an author"),
    ]
    da = sorted(a for a, _ in names)
    en = sorted(b.removeprefix("The ") for _, b in names)
    gold = {(da.index(a), en.index(b.removeprefix("The "))) for a, b in names}
    bitext = align(page([f"list item|{x}" for x in da], "da"), page([f"list item|{x}" for x in en], "en"))
    assert {(a[0], b[0]) for a, b in shapes(bitext) if a and b} == gold


def test_pages_that_are_no_translation_are_refused_with_a_diagnostic():
    other = (
        "heading|Sailing to Norway",
        "paragraph|The ferry left the harbour late because of a storm in the North Sea.",
        "paragraph|Nobody on board had slept, and the captain refused to speak to the passengers.",
        "list item|Bring warm clothes and your own blanket",
    )
    bitext = align(page(DA, "da"), replace(page(other, "en"), path="norge.html"))
    assert bitext.confidence < 0.5
    (problem,) = bitext.diagnostics
    assert (problem.rule, problem.severity, problem.path) == ("not-a-translation", "error", "norge.html")
    assert "translations of each other" in problem.message
    assert sum(len(bead.source) for bead in bitext.beads) == len(DA)


def test_only_the_article_is_aligned_where_roles_are_known():
    chrome = Segment("Smid en kommentar", Span(0, 17), role="ui")
    one = page(DA, "da", role="article")
    bitext = align(replace(one, segments=(chrome, *one.segments)), page(EN, "en", role="article"))
    assert all(chrome not in bead.source for bead in bitext.beads)
    assert len(bitext.beads) == len(DA)


def test_attributes_and_metadata_make_no_beads():
    alt = Segment("Bageren ved ovnen", Span(0, 17), kind="attribute", attribute="alt")
    one = page(DA, "da")
    bitext = align(replace(one, segments=(*one.segments, alt)), page(EN, "en"))
    assert alt not in {s for bead in bitext.beads for s in bead.source}


def test_the_title_in_the_head_is_no_block_of_the_article():
    head = "<!doctype html><html lang=da><title>Bageren – Åposten</title><h1>Bageren</h1>"
    document = html.parse(f"{head}<p>Han åbner kl. 4.30.")
    (first, second) = align(document, document).beads
    assert [segment.text for segment in first.source + second.source] == ["Bageren", "Han åbner kl. 4.30."]


def test_reasons_and_rivals_are_told():
    bitext = align(page(DA, "da"), page(EN, "en"))
    assert "same numbers" in bitext.beads[3].reasons
    assert "words of the lexicon" in bitext.beads[2].reasons
    alone = next(b for b in align(page(DA, "da"), page(EN[1:], "en")).beads if not b.target)
    assert alone.reasons == ("no partner found",)
    doubtful = (
        ("list item|Nummer to", "list item|Nummer tre"),
        ("list item|Number two", "list item|Number two"),
    )
    beads = align(page(doubtful[0], "da"), page(doubtful[1], "en")).beads
    assert any("%" in bead.runner_up for bead in beads)


@pytest.mark.parametrize(("one", "two"), [((), ()), (DA, ()), ((), EN), (DA[:1], EN[:1])])
def test_empty_and_tiny_pages(one, two):
    bitext = align(page(one, "da"), page(two, "en"))
    assert [s for bead in bitext.beads for s in bead.source] == list(bitext.source.segments)
    assert [t for bead in bitext.beads for t in bead.target] == list(bitext.target.segments)


LINE = st.sampled_from(
    [*DA, *EN, "code|print(1)", "cell|0", "cell|", "paragraph|…", "paragraph|12. maj 1999"]
)


@given(st.lists(LINE, max_size=9), st.lists(LINE, max_size=9), st.sampled_from(["da", "en", "fr", None]))
def test_every_segment_is_in_exactly_one_bead_and_confidence_is_a_probability(one, two, tag):
    bitext = align(page(one, tag), page(two, "en"))
    assert [s for bead in bitext.beads for s in bead.source] == list(bitext.source.segments)
    assert sorted(t.span for bead in bitext.beads for t in bead.target) == [
        t.span for t in bitext.target.segments
    ]
    assert all(0 <= bead.confidence <= 1 for bead in bitext.beads)
    assert 0 <= bitext.confidence <= 1
    assert all(bead.source or bead.target for bead in bitext.beads)


ROWS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted).map(tuple)


@given(st.lists(ROWS, max_size=12))
def test_no_place_in_the_corridor_is_a_dead_end(rows):
    bounds = passable([(0, 12), *rows, (0, 12)])
    for row, (low, high) in enumerate(bounds[:-1]):
        for column in range(low, high + 1):
            below = bounds[row + 1]
            assert column < high or below[0] <= column <= below[1]
            assert column <= below[1]
    assert bounds[0][0] == 0
    assert bounds[-1][1] == 12


def test_a_long_page_in_any_order_is_aligned():
    texts = [f"paragraph|Kapitel {k} handler om sten nummer {k * k}" for k in range(60)]
    for step in (7, 11, 13, 17, 23):
        order = [k * step % 60 for k in range(60)]
        bitext = align(page(texts, "da"), page([*(texts[k] for k in order), *DA, *texts[20:30]], "en"))
        assert sum(len(bead.target) for bead in bitext.beads) == 60 + len(DA) + 10


@given(st.permutations(range(len(EN))))
def test_the_same_input_gives_the_same_bitext(order):
    other = page([EN[k] for k in order], "en")
    assert align(page(DA, "da"), other).beads == align(page(DA, "da"), other).beads


def test_a_paragraph_in_a_list_item_counts_as_one():
    da = html.parse("<html lang=da><h1>Priser</h1><ul><li><p>Kage 14 kr.</ul><p>Åbent kl. 9")
    en = html.parse("<html lang=en><h1>Prices</h1><ul><li>Cake 14 kroner</ul><p>Open at 9")
    assert shapes(align(da, en))[-2:] == [((1,), (1,)), ((2,), (2,))]


def test_many_pages_teach_a_lexicon_the_single_page_has_not():
    da = [
        f"paragraph|{a} {b} i {1901 + 7 * m + n}"
        for m, a in enumerate(("Flimmeren", "Grublen", "Skvatten"))
        for n, b in enumerate(("brummede", "vimsede", "dirrede"))
    ]
    en = [
        f"paragraph|The {a} {b} in {1901 + 7 * m + n}"
        for m, a in enumerate(("glimmer", "ponder", "splash"))
        for n, b in enumerate(("buzzed", "bustled", "quivered"))
    ]
    pairs = [(page(da[k:] + da[:k], "da"), page(en[k:] + en[:k], "en")) for k in range(9)]
    taught = learn(align_many(pairs))
    assert taught.entries["flimmeren"].keys() == {"glimmer"}
    assert "flimmeren" not in seed().entries


def test_executor_and_order_make_no_difference():
    pairs = [(page(DA[k:], "da"), page(EN[: len(EN) - k], "en")) for k in range(4)]
    seen = []
    alone = align_many(pairs, progress=seen.append)
    assert seen[-1] == 8
    with ThreadPoolExecutor(2) as pool:
        assert [b.beads for b in align_many(pairs, executor=pool)] == [b.beads for b in alone]
    assert [b.source for b in alone] == [a for a, _ in pairs]


def test_a_settled_page_is_aligned_once_and_counted_twice():
    seen = []
    (bitext,) = align_many([(page(DA, "da"), page(EN, "en"))], progress=seen.append)
    assert seen[-1] == 2
    assert shapes(bitext) == [((k,), (k,)) for k in range(len(DA))]


def test_a_merged_bead_of_short_sentences_beats_leaving_one_of_them_alone():
    da = (*DA[:3], "paragraph|Døren er åben. Kaffen er varm.", *DA[3:])
    en = (*EN[:3], "paragraph|The door is open.", "paragraph|The coffee is hot.", *EN[3:])
    assert ((3,), (3, 4)) in shapes(align(page(da, "da"), page(en, "en")))


def test_what_is_in_doubt_is_said_to_be():
    twins = [f"cell|{n}" for n in ("0", "0", "0", "0", "7", "0")]
    bitext = align(page((*DA[:5], *twins), "da"), page((*EN[:5], *twins[1:]), "en"))
    sure = [b.confidence for b in bitext.beads if b.source and b.source[0].text not in {"0", "7"}]
    doubtful = [b.confidence for b in bitext.beads if not b.target]
    assert max(doubtful) < min(sure)


def test_a_lexicon_survives_json_and_helps_from_either_side():
    lexicon = Lexicon("da", "en", {"krufedt": {"blubber": 0.8}})
    again = Lexicon.from_json(lexicon.to_json())
    assert again == lexicon
    assert again.glossary("en-GB", "da-DK").forward == {"blubber": {"krufedt": 0.8}}
    assert not again.glossary("da", "sv").forward


def test_sentences_inside_a_bead():
    da = Segment("Døren er åben. Kom ind kl. 10. Kaffen koster 20 kr. og er varm.", Span(0, 60))
    en = Segment("The door is open, come in at 10. The coffee costs 20 kroner. It is hot.", Span(0, 70))
    beads = align_sentences(Bead((da,), (en,)), "da", "en")
    assert "".join(s.text for b in beads for s in b.source).replace(" ", "") == da.text.replace(" ", "")
    assert beads[-1].source[0].text.startswith("Kaffen")
    assert [t.text for t in beads[-1].target] == ["The coffee costs 20 kroner.", "It is hot."]


def test_a_bead_of_single_sentences_comes_back_as_it_is():
    bead = Bead((Segment("Hej.", Span(0, 4)),), (Segment("Hi.", Span(0, 3)),), 0.7)
    assert align_sentences(bead, "da", "en") == (bead,)
    empty = Bead((Segment("Hej. Dav.", Span(0, 9)),), ())
    assert align_sentences(empty, "da", "en") == (empty,)


def sizes(bitext):
    return [(len(bead.source), len(bead.target)) for bead in bitext.beads]


def test_a_list_item_and_the_paragraph_after_it_are_one_paragraph_in_the_other_language():
    danish = page(
        [
            "heading|Sådan gør du",
            "list item|Skriv beregningen i feltet, og tryk på Enter.",
            "paragraph|Du kan også klikke på formlen 10000/12.",
            "paragraph|Gem til sidst filen på din egen computer.",
        ],
        "da",
    )
    english = page(
        [
            "heading|How to do it",
            "paragraph|Type the calculation in the box and press Enter. You can also click the formula 10000/12.",
            "paragraph|Finally save the file on your own computer.",
        ],
        "en",
    )
    assert sizes(align(danish, english)) == [(1, 1), (2, 1), (1, 1)]


def test_a_long_insertion_does_not_take_the_partner_of_what_follows_it():
    added = [f"paragraph|New rules no. {k} about the harbour were written by the council." for k in range(40)]
    bitext = align(page(DA, "da"), page([*EN[:4], *added, *EN[4:]], "en"))
    pairs = [
        (bead.source[0].text, bead.target[0].text) for bead in bitext.beads if bead.source and bead.target
    ]
    assert pairs == [(a.partition("|")[2], b.partition("|")[2]) for a, b in zip(DA, EN, strict=True)]


def test_the_number_of_a_section_is_no_evidence():
    danish = page(["heading|6.3.6. Noter om bærbare", "paragraph|Skoler bruger dem."], "da")
    english = page(
        ["heading|6.3.6. A gateway", "heading|6.3.7. Notes on laptops", "paragraph|Schools use them."], "en"
    )
    assert sizes(align(danish, english)) == [(0, 1), (1, 1), (1, 1)]
    first, second = blocks([Segment("12.2. Opgradering", Span(0, 0), kind="heading")], "da") + blocks(
        [Segment("12.2. Opgradering", Span(0, 0))], "da"
    )
    assert (first.numbers, second.numbers) == (frozenset(), frozenset({"122"}))


THINGS = {
    "Afrund": ("Round", "et diagram", "a diagram"),
    "Kvadratrod": ("Sqrt", "en telefon", "a telephone"),
    "Mindste": ("Min", "en kalender", "a calendar"),
    "Numerisk": ("Abs", "et museum", "a museum"),
    "Største": ("Max", "et kamera", "a camera"),
    "Tæl": ("Count", "et alfabet", "an alphabet"),
}


def entry(name, opening, thing):
    return [f"heading|{name}", f"paragraph|{opening} {thing}.", f"paragraph|{opening.split()[0]} {thing} 37"]


def test_sections_each_language_sorts_by_its_own_alphabet_are_paired_whole():
    da = [line for name in THINGS for line in entry(name, "Her ses kun", THINGS[name][1])]
    en = [
        line for name, _, thing in sorted(THINGS.values()) for line in entry(name, "This shows only", thing)
    ]
    bitext = align(page(da, "da"), page(en, "en"))
    found = {b.source[0].text: b.target[0].text for b in bitext.beads if b.source and b.target}
    assert {name: found.get(name) for name in THINGS} == {name: known[0] for name, known in THINGS.items()}
    assert {found.get(f"Her {known[1]} 37") for known in THINGS.values()} == {
        f"This {known[2]} 37" for known in THINGS.values()
    }


@given(st.dictionaries(st.integers(0, 6), st.dictionaries(st.integers(0, 6), st.floats(0.1, 50)), max_size=7))
def test_an_assignment_is_one_to_one_and_leaves_no_better_swap(gains):
    found = assigned(gains)
    assert len(set(found.values())) == len(found)
    worth = sum(gains[u][v] for u, v in found.items())
    for u, offers in gains.items():
        for v, gain in offers.items():
            if v not in found.values():
                assert worth - offers.get(found.get(u), 0.0) + gain <= worth + 1


def test_a_page_without_a_lexicon_teaches_itself_its_own_words():
    words = [
        ("kirken", "church"),
        ("åen", "river"),
        ("skolen", "school"),
        ("torvet", "square"),
        ("havnen", "port"),
    ]
    da = [
        f"paragraph|Vi ser {a} ved {b} klokken {k + 10}."
        for k, (a, b) in enumerate(pairwise([w[0] for w in words]))
    ]
    en = [
        f"paragraph|We see {a} by {b} at {k + 10}."
        for k, (a, b) in enumerate(pairwise([w[1] for w in words]))
    ]
    left, right = (
        blocks([Segment(t.partition("|")[2], Span(0, 0)) for t in side], None) for side in (da, en)
    )
    compared, _ = grouped(left, right, ("da", "en"), NOTHING)
    assert compared.cold
    assert compared.known is not None
    assert sizes(align(page(da, "da"), page(en, "en"), lexicon=Lexicon("da", "en", {}))) == [(1, 1)] * 4
