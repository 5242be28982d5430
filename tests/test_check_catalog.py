"""Each rule with what it finds and what it must let be; switches; the catalog's own faults; Babel's checker."""

import pytest

from bilingual_pub.check import check_catalog
from bilingual_pub.check.babel import checker
from bilingual_pub.check.catalog import RULES
from bilingual_pub.check.facts import readings
from bilingual_pub.check.icu import arguments
from bilingual_pub.formats import po

HEADER = (
    "Language: en\nContent-Type: text/plain; charset=UTF-8\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\nX-Source-Language: da\n"
)


def catalog(*entries, header=HEADER, path=None):
    text = po.Catalog().with_blocks([po.Entry("", (header,)), *entries]).to_bytes()
    return po.parse(text, path=path)


def rules(msgid, msgstr, *flags, **options):
    head = f"#, {', '.join(flags)}\n" if flags else ""
    return [d.rule for d in check_catalog(catalog(po.Entry(msgid, (msgstr,), head=head)), **options)]


WRONG = [
    ("placeholder", "Svar til {navn}", "Reply"),
    ("placeholder", "Svar", "Reply to %s"),
    ("placeholder", "%(antal)d svar", "%(count)d answers"),
    ("placeholder", "Hej ${navn}", "Hi ${name}"),
    ("placeholder", "Hej {{ navn }}", "Hi"),
    ("tag", "Læs <a>mere</a>", "Read more"),
    ("tag", "Læs mere", "Read <b>more</b>"),
    ("tag", "<a>en</a> og <a2>to</a2>", "<a>one</a> and <a>two</a>"),
    ("tag", "Hej <x/>", "Hi"),
    ("tag-order", "<b><i>nu</i></b>", "<b><i>now</b></i>"),
    ("entity", "du & jeg", "you &amp me"),
    ("entity", "et mellemrum", "a&nbsp space"),
    ("entity", "tegn", "a sign &nosuchthing;"),
    ("entity", "tegn", "a sign & amp; more"),
    ("blank", "Hej", " "),
    ("outer-space", "Hej", "Hi "),
    ("double-space", "Hej med dig", "Hi  there"),
    ("no-break-space", "5\u00a0kr.", "5 kr."),
    ("end", "Er du klar?", "Are you ready"),
    ("end", "Vent …", "Wait"),
    ("capital", "Kontakt", "contact"),
    ("brackets", "(og mere)", "(and more"),
    ("quotes", "Han sagde »hej«", "He said hi"),
    ("quotes", "Hej", 'Hi"'),
    ("doubled-word", "Gå til forsiden", "Go to to the front page"),
    ("lines", "En linje\ntil", "One more line"),
    ("mojibake", "Læs på dansk", "Read in Ã¦ Danish"),
    ("direction", "Læs på dansk", "Read in \u202eDanish\u202c"),
    ("number", "Side 3", "Page 4"),
    ("number", "De 7 bedste", "The best"),
    ("number", "Vi åbner kl. 19.30", "We open at 7.30 am"),
    ("number", "Papir i A4", "Paper in A5"),
    ("number", "Mode i 90'erne", "Fashion in the 1980s"),
    ("date", "Den 3. maj 2026", "3 March 2026"),
    ("date", "Ses på torsdag kl. 8", "See you on Tuesday at 8"),
    ("address", "Se www.example.org", "See www.example.com"),
    ("untranslated", "Læs hele historien", "Læs hele historien"),
    ("language", "Læs hele historien", "Læs den hele og fulde historie"),
    ("accelerator", "_Gem som kladde", "Save as draft"),
    ("length", "En ganske lang sætning om sommerens mange fester i byen", "A party"),
]
RIGHT = [
    ("%1$s af %2$s", "%2$s: %1$s"),
    ("Læs <a>mere</a> og <b>nu</b>", "<b>Now</b>, read <a>more</a>"),
    ("<br/>Hej", "<br>Hi"),
    ("Mindre end &lt;", "Less than &lt;"),
    ("AT&T og R&D", "AT&T and R&D"),
    ("Hej, »Bo«!", "Hi, “Bo”!"),
    ("Det koster 100 kr.", "It costs DKK 100"),
    ("f.eks. osv.", "etc."),
    ("Hun sagde: »Ja.«", "She said: “Yes.”"),
    ("Vent...", "Wait …"),
    ("jeg ved det", "I know"),
    ("1. maj", "May 1"),
    ("Kl. 7", "At 7 am"),
    ("Den 23/8", "August 23"),
    ("3,5 mio.", "3.5 million"),
    ("Siden 1.250.000 f.Kr.", "Since 1,250,000 BC"),
    ("Første sal", "1st floor"),
    ("Skriv til a@example.org.", "Write to a@example.org."),
    ("Se https://da.example.org/", "See https://en.example.org"),
    ("Jonas Højgaard", "Jonas Højgaard"),
    ("App", "App"),
    ("utm_source", "utm_source"),
    ("Fest & ballade", "Party & trouble"),
    ("ha ha", "ha ha"),
    ("50 % rabat", "50% off"),
    ("Vores CO2-aftryk", "Our carbon footprint"),
    ("Mode i 90'erne", "Fashion in the 1990s"),
    ("Åbent kl. 16-18", "Open 4 to 6 pm"),
    ("Døren åbner kl. 0.30", "Doors open at 12.30 am"),
    ("1. maj: taler i parken", "1 May: speeches in the park"),
    ("Må jeg komme i juni 2026?", "May I come in June 2026?"),
    ("Hver fredag, lørdag og søndag", "Every Friday and the weekend"),
    ("Mandagsklub om søndagen i maj 2026", "Monday club on Sundays in May 2026"),
]


@pytest.mark.parametrize(("rule", "msgid", "msgstr"), WRONG)
def test_what_is_wrong_is_found_and_can_be_switched_off(rule, msgid, msgstr):
    assert rule in rules(msgid, msgstr)
    assert rule not in rules(msgid, msgstr, f"ignore-{rule}")
    assert rule not in rules(msgid, msgstr, ignore=[rule])
    assert rules(msgid, msgstr, "ignore-all") == []
    assert rules(msgid, msgstr, "fuzzy") == []
    assert set(rules(msgid, msgstr, rules=[rule])) == {rule}


@pytest.mark.parametrize(("msgid", "msgstr"), RIGHT)
def test_what_is_right_is_let_be(msgid, msgstr):
    assert rules(msgid, msgstr) == []


@pytest.mark.parametrize("language", ["Danish", "xx", "123", "de", "da"])
def test_only_danish_and_english_are_told_apart(language):
    header = HEADER.replace("Language: en", f"Language: {language}", 1)
    entry = po.Entry("Læs hele historien", ("Læs den hele og fulde historie",))
    assert check_catalog(catalog(entry, header=header)) == []


def test_every_rule_of_pairs_has_a_case_here():
    elsewhere = {"icu", "glossary"}
    assert {rule.name for rule in RULES} - {name for name, _, _ in WRONG} == elsewhere


@pytest.mark.parametrize(
    ("msgstr", "found"), [("Write an op-ed", False), ("Write op-eds", False), ("Write a chronicle", True)]
)
@pytest.mark.parametrize("msgid", ["Skriv en kronik", "Skriv kroniker", "Skriv KRONIKKEN".replace("KK", "K")])
def test_the_glossary_knows_a_term_in_its_forms(msgid, msgstr, found):
    assert (rules(msgid, msgstr, glossary={"kronik": ["op-ed", "feature"]}) == ["glossary"]) is found


def test_a_term_inside_another_word_is_none():
    assert rules("Kronikskolen er åben", "The school is open", glossary={"kronik": "op-ed"}) == []


ICU = "{n, plural, offset:1 =0 {ingen} one {# gæst} other {# gæster hos {vært}}}"


@pytest.mark.parametrize(
    ("msgstr", "found"),
    [
        ("{n, plural, one {# guest} other {# guests at {vært}}}", []),
        ("{n, plural, one {# guest} other {# guests at {host}}}", ["icu"]),
        ("{n, plural, one {# guest}}", ["icu"]),
        ("{n, select, other {# at {vært}}}", ["icu"]),
        ("{n, plural, other {# at {vært}}", ["icu"]),
        ("{n, plural, other {# at {vært}}}}", ["icu"]),
        ("{n plural}", ["icu"]),
    ],
)
def test_icu_messages_where_they_are_flagged(msgstr, found):
    assert rules(ICU, msgstr, "icu-message-format", rules=["icu"]) == found
    assert rules(ICU, msgstr, rules=["icu"]) == []


def test_icu_arguments_of_every_kind():
    assert arguments("{a} {b, number, percent} {c, date} '{d}'") == {"a", "b, number", "c, date"}
    with pytest.raises(ValueError, match="number"):
        arguments("{b, number, percent")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("12.000", "12,000", True), ("1,5", "1.5", True), ("19.30", "7:30 pm", True), ("19.30", "7.30 am", False),
     ("12", "12:00", True), ("1.234.567,89", "1,234,567.89", True), ("007", "7", True), ("12.000", "1,200", False)],
)  # fmt: skip
def test_numbers_in_either_notation(one, other, same):
    assert bool(readings(one) & readings(other)) is same


def test_danish_days_and_months_take_a_small_letter():
    header = HEADER.replace("Language: en", "Language: da").replace(
        "X-Source-Language: da", "X-Source-Language: en"
    )
    entries = [po.Entry("Monday", ("mandag",)), po.Entry("May", ("maj",)), po.Entry("Contact", ("kontakt",))]
    found = check_catalog(catalog(*entries, header=header))
    assert [(d.rule, d.values["msgid"]) for d in found] == [("capital", "Contact")]


def test_messages_that_differ_little_are_translated_alike():
    entries = [
        po.Entry("Læs mere", ("Read more",)),
        po.Entry("Læs mere …", ("Continue …",)),
        po.Entry("læs mere", ("read more",)),
    ]
    [found] = check_catalog(catalog(*entries))
    assert (found.rule, found.values["here"], found.line) == ("inconsistent", "Continue …", 12)
    contexts = [po.Entry("Luk", ("Close",), "a"), po.Entry("Luk", ("Shut",), "b")]
    assert check_catalog(catalog(*contexts)) == []


def test_each_plural_form_is_looked_at():
    entry = po.Entry("<b>én</b>", ("one", "<b>{n}</b>"), None, "<b>{n}</b>")
    [found] = check_catalog(catalog(entry))
    assert (found.rule, found.values["msgid"]) == ("tag", "<b>én</b>")
    more = po.Entry("én", ("one", "two", "more"), None, "{n}")
    assert [d.rule for d in check_catalog(catalog(more), rules=["plural-count"])] == ["plural-count"]
    half = po.Entry("én", ("one", ""), None, "{n}")
    assert [d.rule for d in check_catalog(catalog(half))] == ["half-translated"]


@pytest.mark.parametrize(
    ("forms", "right"),
    [("nplurals=2; plural=(n != 1);", True), ("nplurals=INTEGER; plural=EXPRESSION;", False), ("nplurals=1; plural=n;", False),
     ("nplurals=2; plural=(n !=;", False), ("nplurals=2; plural=1/n;", False), ("nplurals=2; plural=n>1", True)],
)  # fmt: skip
def test_plural_forms_must_be_a_formula_that_fits(forms, right):
    header = HEADER.replace("nplurals=2; plural=(n != 1);", forms)
    assert (check_catalog(catalog(header=header), rules=["plural-forms"]) == []) is right


def test_plurals_need_plural_forms():
    entry = po.Entry("én", ("one", "more"), None, "flere")
    assert [d.rule for d in check_catalog(catalog(entry, header="Language: en\n"))] == ["plural-forms"]


def test_a_header_that_is_missing_or_of_another_folder_is_named():
    assert [d.rule for d in check_catalog(po.parse('msgid "Hej"\nmsgstr "Hi"\n'))] == ["no-header"]
    found = check_catalog(catalog(path="locales/da/LC_MESSAGES/messages.po"))
    assert [(d.rule, d.values["folder"]) for d in found] == [("header-language", "da")]


def test_what_could_not_be_read_is_told_too():
    text = catalog(po.Entry("Hej", ("Hi",))).text + '\nmsgid "x\nmsgstr "y"\n'
    assert [d.rule for d in check_catalog(po.parse(text))] == ["syntax-error"]


def test_catalogs_of_polib_are_taken():
    import polib

    assert [d.rule for d in check_catalog(polib.pofile(catalog(po.Entry("Side 3", ("Page 4",))).text))] == [
        "number"
    ]


def babel(msgid, msgstr, *, comment="# Made with bilingual_pub.", **options):
    from babel.messages.catalog import Catalog

    ours = Catalog(locale="en", header_comment=comment)
    checker(ours, ours.add(msgid, msgstr, **options))


def test_babels_checker_refuses_errors_and_lets_warnings_be():
    from babel.messages.catalog import TranslationError

    with pytest.raises(TranslationError, match=r"\[tag\]"):
        babel("<b>Hej</b>", "Hi")
    with pytest.raises(TranslationError, match=r"\[tag\]"):
        babel(("<b>én</b>", "<b>flere</b>"), ("<b>one</b>", "more"))
    babel("Hej.", "Hi")
    babel("<b>Hej</b>", "")
    babel("<b>Hej</b>", "Hi", flags=["ignore-tag"])
    babel("<b>Hej</b>", "Hi", flags=["fuzzy"])


def test_babels_checker_is_silent_on_catalogs_that_are_not_ours():
    from babel.messages.catalog import Message

    babel("<b>Hej</b>", "Hi", comment="# Translations for somebody else.")
    checker(None, Message("<b>Hej</b>", "Hi"))


def test_babel_finds_the_checker_and_our_catalogs_say_they_are_ours(tmp_path):
    from babel.messages.pofile import read_po

    from bilingual_pub.catalog import update
    from bilingual_pub.model import Message
    from bilingual_pub.template import Template

    [made] = update(tmp_path, Template((Message("<b>Hej</b>"),)), languages=["en"])
    made.path.write_bytes(made.catalog.with_translation("<b>Hej</b>", "Hi").to_bytes())
    with made.path.open("rb") as stream:
        read = read_po(stream, locale="en")
    assert "bilingual_pub" in read.header_comment
    from babel.messages.catalog import TranslationError

    with pytest.raises(TranslationError):
        checker(read, read["<b>Hej</b>"])
