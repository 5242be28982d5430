"""Strings with slots: found among their instances, matched, and filled in the other language."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.patterns import Pattern, Sightings, carry, fill, find, match, typed_values

TERMS = ["Film", "Jazz", "Vinyl", "Køkkenhave"]
TITLES = ["Sommerens bedste fester", "Kartofler før påske", "En aften i Ribe", "Next stop: Samsø!"]
NAMES = ["Jonas", "Søs", "Ole P.", "William Ash"]


def msgids(texts, standing=(), headings=(), place="x|paragraph", articles=frozenset()):
    seen = Sightings({place: dict.fromkeys(texts, 1)}, {*standing, *headings}, set(headings), articles)
    return {pattern.msgid for pattern in find(seen)}


@pytest.mark.parametrize(
    ("texts", "standing", "headings", "wanted"),
    [
        (["Publiceret 23. august 2026", "Publiceret 3. maj 2025"], [], [], "Publiceret {date}"),
        (["Published August 23, 2026", "Published May 3, 2025"], [], [], "Published {date}"),
        ([f"Side {n} af 12" for n in (1, 2, 3)], [], [], "Side {page} af {total}"),
        ([f"Arkiv for kategorien {t}" for t in TERMS], TERMS, [], "Arkiv for kategorien {term}"),
        ([f"{n} til {t}" for n, t in zip(NAMES, TITLES, strict=True)], NAMES, TITLES, "{author} til {title}"),
        ([f"<span>{n}</span> til <a>{t}</a>" for n, t in zip(NAMES, TITLES, strict=True)], NAMES, TITLES, "<span>{author}</span> til <a>{title}</a>"),
        ([f"Skrevet af {n} den {d}. juni 2024" for n in NAMES for d in (1, 2)], [], [], "Skrevet af {author} den {date}"),
        (["Emner: <a>Film</a>", "Emner: <a>Jazz</a>, <a2>Film</a2>", "Emner: <a>Vinyl</a> og <a2>Jazz</a2>"], TERMS, [], "Emner: {tags}"),
        ([f"Søgeresultater for: {t}" for t in ("xqz", "lorte vejr", "hest")], [], [], "Søgeresultater for: {text}"),
        ([f"{n} kommentarer" for n in (2, 3, 17)], [], [], "{count} kommentarer"),
        ([f"Indlæg for {n}" for n in (2024, 2025)], [], [], "Indlæg for {year}"),
        ([f"Opdateret {n}. marts 2026 kl. 1{n}:05" for n in (1, 2)], [], [], "Opdateret {date} kl. {time}"),
        ([f"{t} {{udkast}}" for t in TITLES], [], TITLES, "{title} {{udkast}}"),
    ],
)  # fmt: skip
def test_found_with_named_slots(texts, standing, headings, wanted):
    assert wanted in msgids(texts, standing, headings)


def test_a_title_that_holds_an_instance_holds_the_pattern_too():
    places = {
        "h1|heading1": {f"Indlæg om {t}": 1 for t in TERMS},
        "title|title": {f"Indlæg om {t} | Havebladet": 1 for t in TERMS},
    }
    standing = {*TERMS, "Havebladet", *places["h1|heading1"]}
    found = {p.msgid for p in find(Sightings(places, standing))}
    assert found == {"Indlæg om {term}", "Indlæg om {term} | Havebladet"}


@pytest.mark.parametrize(
    ("texts", "standing", "headings"),
    [
        ([f"{t} | Havebladet" for t in TITLES], ["Havebladet"], TITLES),
        (TITLES, [], TITLES),
        (["Læs mere", "Søg", "Forside", "Arkiv"], [], []),
        (["Publiceret 23. august 2026"], [], []),
        (["1", "2", "3"], [], []),
        (["Vi såede 40 rækker kartofler helt ude ved hegnet mod vejen", "Vi såede 12 rækker kartofler helt ude ved hegnet mod vejen"], [], []),
    ],
)  # fmt: skip
def test_what_is_no_pattern(texts, standing, headings):
    assert not msgids(texts, standing, headings)


def test_nothing_is_looked_for_inside_articles():
    texts = [f"Side {n} af 12" for n in (1, 2, 3)]
    assert not msgids(texts, place="body", articles=frozenset({"body"}))


def test_a_few_among_many_sentences_are_no_pattern():
    sentences = [f"Han købte {n} æg i dag" for n in (3, 4, 5)] + [
        f"Sætning {'abcdefghijklmnop'[n]} står her alene" for n in range(16)
    ]
    assert not msgids(sentences)


def test_order_of_the_pages_does_not_matter():
    texts = [f"Indlæg om {t}" for t in TERMS] + [f"Side {n} af 4" for n in (1, 2, 3, 4)]
    one = find(Sightings({"x|heading1": dict.fromkeys(texts, 1)}, set(TERMS)))
    other = find(Sightings({"x|heading1": dict.fromkeys(reversed(texts), 1)}, set(TERMS)))
    assert one == other
    assert [p.examples for p in one] == [p.examples for p in other]


def test_matching_prefers_the_most_fixed_text():
    patterns = [Pattern("{text} af {text2}"), Pattern("Side {page} af {total}"), Pattern("Side {text}")]
    found = match("Side 3 af 12", patterns)
    assert found is not None
    assert (found.pattern.msgid, found.values) == ("Side {page} af {total}", {"page": "3", "total": "12"})


@pytest.mark.parametrize(
    ("text", "msgid"),
    [
        ("Side tre", "Side {page}"),
        ("Publiceret i går", "Publiceret {date}"),
        ("Om <b>os</b>", "Om {name}"),
        ("side 3", "Side {page}"),
    ],
)
def test_what_does_not_fit(text, msgid):
    assert match(text, [Pattern(msgid)]) is None


def test_braces_in_the_text_are_doubled_in_the_msgid():
    found = match("{udkast} af Jonas", [Pattern("{{udkast}} af {author}")])
    assert found is not None
    assert fill("{{draft}} by {author}", found.values, "en") == "{draft} by Jonas"


def test_links_are_carried_over_with_their_markup():
    found = match("Emner: <a>Film</a>, <a2>Jazz</a2>", [Pattern("Emner: {tags}")])
    assert found is not None
    assert fill("Topics: {tags}", found.values, "en") == "Topics: <a>Film</a>, <a2>Jazz</a2>"


def test_long_texts_fit_nothing_and_cost_nothing():
    assert match("a af " * 4000, [Pattern("{text} af {text2} af {text3}")]) is None


@pytest.mark.parametrize(
    ("value", "kind", "language", "wanted"),
    [
        ("23. august 2026", "date", "en", "23 August 2026"), ("23. august 2026", "date", "en-US", "August 23, 2026"), ("August 23, 2026", "date", "da", "23. august 2026"),
        ("august 23, 2026", "date", "en", "23 August 2026"), ("marts 2024", "date", "en", "March 2024"), ("23. okt. 2026", "date", "en", "23 Oct 2026"),
        ("onsdag den 27. marts 2024", "date", "en", "Wednesday, 27 March 2024"), ("23. august", "date", "en", "23 August"), ("2026-08-23", "date", "en", "2026-08-23"),
        ("23.08.2026", "date", "en", "23 Aug 2026"), ("31. februar 2026", "date", "en", "31. februar 2026"), ("1.200", "number", "en", "1,200"), ("12", "number", "en", "12"),
        ("3,5", "number", "en", "3.5"), ("19.30", "time", "en", "19:30"), ("19.30", "time", "en-US", "7:30\u202fPM"), ("7:30 pm", "time", "da", "19.30"), ("25:61", "time", "en", "25:61"),
        ("23. august 2026", "date", "xx-nonsense", "23. august 2026"),
    ],
)  # fmt: skip
def test_values_in_the_other_language(value, kind, language, wanted):
    assert carry(value, kind, language) == wanted


def test_filling_leaves_what_it_does_not_know():
    assert fill("On {date} by {autor}", {"date": "3. maj 2026"}, "en") == "On 3 May 2026 by {autor}"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Opslået onsdag den 3. maj 2026 kl. 19.30", ["date", "time"]),
        ("Maj måned", []),
        ("Sonne 12", ["number"]),
        ("ab12 x3", []),
        ("nr. 1.234,50", ["number"]),
    ],
)
def test_values_are_seen(text, kinds):
    assert [value.kind for value in typed_values(text)] == kinds


@given(st.text(alphabet="Side af{}<a>/3 æ\n", max_size=40))
def test_any_text_is_matched_or_not_without_complaint(text):
    found = match(
        text, [Pattern("Side {page} af {total}"), Pattern("{name} af {title}"), Pattern("<a>{name}</a>")]
    )
    assert found is None or fill(found.pattern.msgid, found.values, "da")


@given(st.lists(st.text(alphabet="Side 1af{}<b>/,.:", max_size=25), max_size=12))
def test_finding_takes_any_texts_and_its_patterns_fit_their_examples(texts):
    for pattern in find(Sightings({"x|link": dict.fromkeys(texts, 1)}, set(texts))):
        assert pattern.slots
        assert not re.search(r"(?<!\{)\{\}", pattern.msgid)
        assert any(match(example, [pattern]) for example in pattern.examples)


NAMES = ("Film", "Jazz", "Vinyl")


@pytest.mark.parametrize(
    ("texts", "msgid", "plural"),
    [
        (["1 kommentar", "3 kommentarer"], "{count} kommentar", "{count} kommentarer"),
        (["Én kommentar", "3 kommentarer", "5 kommentarer"], "Én kommentar", "{count} kommentarer"),
        (["One reply", "2 replies", "7 replies"], "One reply", "{count} replies"),
        (["1 svar", "3 svar", "5 svar"], "{count} svar", "{count} svar"),
        (["Læst 1 gang", "Læst 3 gange"], "Læst {count} gang", "Læst {count} gange"),
        (["1 bog fundet", "9 bøger fundet"], "{count} bog fundet", "{count} bøger fundet"),
        (
            ["1 medlem synes om Film", "3 medlemmer synes om Jazz", "2 medlemmer synes om Vinyl"],
            "{count} medlem synes om {term}",
            "{count} medlemmer synes om {term}",
        ),
        (
            [
                "<a>1 kommentar</a> til <a2>Film</a2>",
                "<a>2 kommentarer</a> til <a2>Jazz</a2>",
                "<a>4 kommentarer</a> til <a2>Vinyl</a2>",
            ],
            "<a>{count} kommentar</a> til <a2>{name}</a2>",
            "<a>{count} kommentarer</a> til <a2>{name}</a2>",
        ),
    ],
)
def test_one_and_many_are_one_message(texts, msgid, plural):
    (found,) = find(Sightings({"p": dict.fromkeys(texts, 1)}, set(NAMES)))
    assert (found.msgid, found.plural) == (msgid, plural)


@pytest.mark.parametrize(
    "texts",
    [
        ["Side 1 af 3", "Side 2 af 3", "Side 3 af 3"],
        ["3 kommentarer", "5 kommentarer", "8 kommentarer"],
        ["1 måned siden", "3 minutter siden", "5 minutter siden"],
    ],
)
def test_what_is_no_plural(texts):
    assert [p.plural for p in find(Sightings({"p": dict.fromkeys(texts, 1)}, set()))] == [""]


def test_a_form_seen_elsewhere_belongs_to_the_message_with_both():
    places = {
        "a": {"1 svar": 1, "3 svar": 2},
        "b": {"1 gæst": 1, "3 gæster": 1},
        "c": {"4 gæster": 1, "5 gæster": 1},
    }
    found = find(Sightings(places, set()))
    assert {(p.msgid, p.plural, p.places) for p in found} == {
        ("{count} svar", "{count} svar", frozenset("a")),
        ("{count} gæst", "{count} gæster", frozenset("bc")),
    }


@pytest.mark.parametrize(
    ("text", "number"), [("Én kommentar", 1), ("3 kommentarer", 3), ("1.200 kommentarer", 1200)]
)
def test_either_form_is_matched_with_its_number(text, number):
    found = match(text, [Pattern("Én kommentar", plural="{count} kommentarer")])
    assert found.number == number
    assert match("Ingen kommentarer", [found.pattern]) is None
    assert match("Side 3", [Pattern("Side {page}")]).number is None
