"""Updates: each message finds its translation, nothing is lost, and nothing moves that need not."""

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.catalog import load, po_path, update, update_catalog
from bilingual_pub.catalog.adjusting import adjust, skeleton
from bilingual_pub.catalog.matching import Candidate, Wanted, matches
from bilingual_pub.errors import CatalogError, InputError, OutputError
from bilingual_pub.formats import po
from bilingual_pub.model import Message, Reference
from bilingual_pub.template import Template

HEADER = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
OLD = HEADER + """
# Oversætterens egen note
#: a.html:1
msgid "Læs mere"
msgstr "Read more"

#: a.html:2
#, no-wrap
msgctxt "knap"
msgid "Luk"
msgstr "Close"

msgid "Søg i arkivet"
msgstr "Search the archive"

#~ msgid "Sommerens bedste fester"
#~ msgstr "The best parties of the summer"
"""  # fmt: skip


def renewed(*messages, old=OLD, **options):
    wanted = tuple(Message(message) if isinstance(message, str) else message for message in messages)
    return update_catalog(po.parse(old), Template(wanted), **options)


SAME = (
    Message("Læs mere", references=(Reference("a.html", 1),)),
    Message("Luk", "knap", references=(Reference("a.html", 2),)),
    Message("Søg i arkivet"),
)


def test_nothing_new_changes_nothing():
    catalog, counts = renewed(*SAME)
    assert catalog.text == OLD
    assert counts == {
        "new": 0,
        "kept": 3,
        "moved": 0,
        "fuzzy": 0,
        "adjusted": 0,
        "suggested": 0,
        "revived": 0,
        "obsolete": 0,
    }


def test_an_entry_found_elsewhere_changes_its_reference_only():
    catalog, counts = renewed(Message("Læs mere", references=(Reference("b.html", 9),)), *SAME[1:])
    assert catalog.text == OLD.replace("a.html:1", "b.html:9")
    assert (counts["kept"], counts["moved"]) == (3, 1)


def test_a_new_message_stands_after_its_neighbour_of_the_template():
    catalog, counts = renewed(SAME[0], "Skriv til redaktionen", *SAME[1:])
    assert [entry.msgid for entry in catalog.entries] == [
        "Læs mere",
        "Skriv til redaktionen",
        "Luk",
        "Søg i arkivet",
    ]
    assert counts["new"] == 1
    first, _ = renewed("Skriv til redaktionen", *SAME)
    assert first.entries[0].msgid == "Skriv til redaktionen"


def test_a_changed_message_is_fuzzy_and_says_what_it_was():
    catalog, counts = renewed(*SAME[:2], "Søg i hele arkivet")
    entry = catalog.index[None, "Søg i hele arkivet"]
    assert (entry.fuzzy, entry.previous, entry.msgstr) == (
        True,
        po.Previous("Søg i arkivet"),
        ("Search the archive",),
    )
    assert (counts["fuzzy"], counts["obsolete"]) == (1, 0)
    assert catalog.lookup("Søg i hele arkivet") is None


def test_what_it_was_is_kept_through_later_updates_and_taken_back_when_it_returns():
    first, _ = renewed(*SAME[:2], "Søg i hele arkivet")
    second, _ = renewed(*SAME[:2], "Søg i hele det store arkiv", old=first.text)
    assert second.entries[-1].previous == po.Previous("Søg i arkivet")
    third, counts = renewed(*SAME, old=second.text)
    assert third.lookup("Søg i arkivet") == "Search the archive"
    assert (counts["revived"], third.entries[-1].previous) == (1, None)
    assert third.text == OLD


def test_a_changed_context_is_fuzzy_and_says_which_it_was():
    catalog, _ = renewed(SAME[0], Message("Luk", "menu"), SAME[2])
    entry = catalog.index["menu", "Luk"]
    assert (entry.fuzzy, entry.previous.msgctxt, entry.msgstr) == (True, "knap", ("Close",))


def test_a_message_that_is_gone_becomes_obsolete_and_comes_back():
    catalog, counts = renewed(*SAME[1:])
    assert counts["obsolete"] == 1
    assert catalog.obsolete[-1].comments == ("Oversætterens egen note",)
    assert "#: a.html:1" not in catalog.text
    again, counts = renewed(*SAME, old=catalog.text)
    assert (again.lookup("Læs mere"), counts["revived"]) == ("Read more", 1)


def test_an_obsolete_entry_is_revived_by_its_key_or_by_likeness():
    catalog, counts = renewed(*SAME, "Sommerens bedste fester")
    assert (catalog.lookup("Sommerens bedste fester"), counts["revived"]) == (
        "The best parties of the summer",
        1,
    )
    alike, counts = renewed(*SAME, "Sommerens allerbedste fester")
    assert (alike.entries[-1].fuzzy, counts["fuzzy"], alike.obsolete) == (True, 1, ())


def test_an_untranslated_message_that_is_gone_goes():
    catalog, counts = renewed(*SAME, old=OLD + '\nmsgid "Kladde"\nmsgstr ""\n')
    assert catalog.text == OLD
    assert counts["obsolete"] == 0


def test_broken_entries_and_comments_stay_where_they_are():
    old = OLD.replace('msgid "Søg i', 'msgid "Søg "i') + "\n# til sidst\n"
    catalog, counts = renewed(*SAME, old=old)
    assert 'msgid "Søg "i arkivet"\nmsgstr "Search the archive"\n' in catalog.text
    assert catalog.text.endswith("# til sidst\n")
    assert counts["new"] == 1


def test_twins_and_duplicates_leave_one_entry_and_lose_no_translation():
    old = (
        OLD
        + '\nmsgid "Søg i arkivet"\nmsgstr "Browse the archive"\n\n#~ msgid "Læs mere"\n#~ msgstr "Continue"\n'
    )
    catalog, _ = renewed(*SAME, old=old)
    assert [entry.msgid for entry in catalog.entries + catalog.obsolete].count("Læs mere") == 1
    assert catalog.index[None, "Søg i arkivet"].comments == ("Also translated as: Browse the archive",)
    assert catalog.index[None, "Læs mere"].comments[-1] == "Also translated as: Continue"
    assert po.parse(catalog.text).diagnostics == ()


def test_the_same_obsolete_entry_twice_is_left_once():
    old = OLD + '\n#~ msgid "Læs mere"\n#~ msgstr "Continue"\n'
    catalog, counts = renewed(*SAME[1:], old=old)
    [entry] = [entry for entry in catalog.obsolete if entry.msgid == "Læs mere"]
    assert (entry.msgstr, counts["obsolete"]) == (("Read more",), 1)
    assert entry.comments[-1] == "Also translated as: Continue"
    assert po.parse(catalog.text).diagnostics == ()


def test_a_second_header_goes():
    catalog, _ = renewed(*SAME, old=OLD + "\n" + HEADER)
    assert po.parse(catalog.text).diagnostics == ()
    assert catalog.text.count('msgid ""') == 1


def test_comments_of_the_template_are_renewed_and_the_date_too():
    old = OLD.replace("#: a.html:2", "#. Gammel note\n#: a.html:2").replace(
        '"Language', '"POT-Creation-Date: 2025-01-01 00:00+0000\\n"\n"Language'
    )
    wanted = Template(
        (SAME[0], Message("Luk", "knap", references=SAME[1].references, comments=("Ny note",)), SAME[2]),
        created="2026-02-02 00:00+0000",
    )
    catalog, _ = update_catalog(po.parse(old), wanted)
    assert catalog.text == old.replace("Gammel note", "Ny note").replace("2025-01-01", "2026-02-02")


def test_a_plural_that_only_changed_its_plural_keeps_its_forms():
    old = HEADER + '\nmsgid "én"\nmsgid_plural "flere"\nmsgstr[0] "one"\nmsgstr[1] "more"\n'
    catalog, _ = renewed(Message("én", msgid_plural="mange"), old=old)
    [entry] = catalog.entries
    assert (entry.msgstr, entry.fuzzy, entry.previous.msgid_plural) == (("one", "more"), True, "flere")


def test_a_memory_has_nothing_for_an_untranslated_plural_there_is():
    old = HEADER + '\nmsgid "én"\nmsgid_plural "flere"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    _, counts = renewed(
        Message("én", msgid_plural="flere"), old=old, memories=[{(None, "én"): ("one", "x", True)}]
    )
    assert counts["suggested"] == 0


def test_a_template_with_plurals_makes_catalogs_with_plural_forms(tmp_path):
    Template((Message("én", msgid_plural="flere"),)).save(tmp_path / "messages.pot")
    update(tmp_path, tmp_path / "messages.pot", languages=["pl"])
    catalog = load(tmp_path, "pl")
    assert (catalog.header("Plural-Forms")[:11], len(catalog.entries[0].msgstr)) == ("nplurals=3;", 3)


def test_an_untranslated_entry_takes_the_translation_of_its_obsolete_twin():
    old = OLD + '\nmsgid "Sommerens bedste fester"\nmsgstr ""\n'
    catalog, counts = renewed(*SAME, "Sommerens bedste fester", old=old)
    assert catalog.lookup("Sommerens bedste fester") == "The best parties of the summer"
    assert counts["revived"] == 1


def test_a_message_that_now_counts_gets_its_forms_and_is_fuzzy():
    catalog, _ = renewed(*SAME[:2], Message("Søg i arkivet", msgid_plural="Søg i arkiverne"))
    entry = catalog.entries[-1]
    assert (entry.fuzzy, entry.msgstr) == (True, ("Search the archive",) * 2)
    back, _ = renewed(*SAME, old=catalog.text)
    assert (back.entries[-1].msgid_plural, back.entries[-1].msgstr) == (None, ("Search the archive",))


def test_a_new_message_that_counts_has_as_many_forms_as_the_language():
    polish = HEADER.replace("Language: en", "Language: pl").replace(
        "nplurals=2; plural=(n != 1);", "nplurals=INTEGER; plural=EXPRESSION;"
    )
    catalog, _ = renewed(Message("én", msgid_plural="flere"), old=polish)
    assert len(catalog.entries[0].msgstr) == 3
    assert catalog.header("Plural-Forms").startswith("nplurals=3;")


@pytest.mark.parametrize("language", ["Danish", "xx", "123", ""])
def test_a_language_nobody_knows_counts_as_danish_does(language):
    catalog, _ = renewed(
        Message("én", msgid_plural="flere"), old=f'msgid ""\nmsgstr "Language: {language}\\n"\n'
    )
    assert len(catalog.entries[0].msgstr) == 2


def test_format_flags_are_the_templates_and_the_translators_own_stay():
    old = HEADER + '\n#, fuzzy, python-format, ignore-end\nmsgid "50% rabat i dag"\nmsgstr "50% off today"\n'
    catalog, _ = renewed(Message("50% rabat i dag"), old=old)
    assert catalog.entries[0].flags == ("fuzzy", "ignore-end")


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_the_files_own_line_ends_are_used(eol):
    memory = {(None, "Del artiklen"): ("Share the article", "Django", False)}
    wanted = ("Skriv til redaktionen", *SAME[1:2], "Søg i hele arkivet", "Del artiklen")
    catalog, _ = renewed(*wanted, old=OLD.replace("\n", eol), memories=[memory])
    assert catalog.text.count("\n") == catalog.text.count(eol)


def test_memories_are_offered_with_their_source():
    memory = {
        (None, "Del artiklen"): ("Share the article", "Django", False),
        (None, "Om os"): ("About us", "tidligere", True),
    }
    catalog, counts = renewed(*SAME, "Del artiklen", "Om os", memories=[memory])
    fuzzy, final = catalog.entries[-2:]
    assert (fuzzy.msgstr, fuzzy.fuzzy, fuzzy.comments) == (
        ("Share the article",),
        True,
        ("Suggested from Django.",),
    )
    assert catalog.lookup("Om os") == "About us"
    assert (final.comments, counts["suggested"]) == (("Suggested from tidligere.",), 2)
    kept, _ = renewed(*SAME, memories=[{(None, "Læs mere"): ("Continue", "x", True)}])
    assert kept.lookup("Læs mere") == "Read more"


ADJUSTED = [
    (
        "Hop ned og smid en kommentar.",
        "Hop ned, og smid en kommentar!",
        "Skip down and leave a comment.",
        "Skip down and leave a comment!",
    ),
    ("Ring, når du er her", "Ring når du er her", "Call when you are here", "Call when you are here"),
    ("Læs mere", "Læs mere …", "Read more", "Read more …"),
    ("Søg:", "Søg", "Search:", "Search"),
    ("De 10 bedste", "De 12 bedste", "The 10 best", "The 12 best"),
    ("Læs mere", "læs mere", "Read more", "read more"),
    ("Læs mere", "LÆS MERE", "Read more", "READ MORE"),
    ("Læs <b>nu</b>", "Læs <em>nu</em>", "Read <b>now</b>", "Read <em>now</em>"),
    ("Læs mere", "<b>Læs mere</b>", "Read more", "<b>Read more</b>"),
    ("<b>Læs mere</b>", "Læs mere", "<b>Read more</b>", "Read more"),
    ("Side {n}", "Side {n}:", "Page {n}", "Page {n}:"),
]
UNSURE = [
    ("Læs mere", "Læs mindre", "Read more"),
    ("De 2 bedste", "De 3 bedste", "The two best"),
    ("1 gæst", "2 gæst", "1 guest"),
    ("Kl. 19.30", "Kl. 20.30", "At 7.30 pm"),
    ("Læs <b>nu</b>", "Læs <i>nu</i>", "Read now"),
    ("Jeg ser", "jeg ser", "I see"),
    ("Side {n}", "Side {m}", "Page {n}"),
    ("Nu, tak", "Nu tak", "Now, please"),
    ("Læs nu.", "Læs nu!", "Read now"),
    ("«Læs»", "Læs", "Read"),
    ("Læs <b>nu</b>", "Læs nu <b>her</b> <i>og</i>", "Read <b>now</b>"),
    ("<b>Læs</b> nu", "<b>læs</b> nu", "<b>Read</b> now"),
    ("Læs Mere Nu", "Læs mere nu", "Read More Now"),
    ("Læs <b>mere</b> nu", "Læs mere <b>nu</b> <br>", "Read <b>more</b> now"),
]


@pytest.mark.parametrize(("old", "new", "msgstr", "wanted"), ADJUSTED)
def test_a_small_change_is_carried_over(old, new, msgstr, wanted):
    assert adjust(old, new, msgstr) == wanted
    catalog, counts = renewed(new, old=f'{HEADER}\nmsgid "{old}"\nmsgstr "{msgstr}"\n')
    assert (catalog.lookup(new), counts["adjusted"], counts["fuzzy"]) == (wanted, 1, 0)


@pytest.mark.parametrize(("old", "new", "msgstr"), UNSURE)
def test_where_it_is_unsure_a_translator_is_asked(old, new, msgstr):
    assert adjust(old, new, msgstr) is None


@given(st.text(max_size=30), st.text(max_size=30))
def test_what_did_not_change_is_not_changed(text, msgstr):
    assert adjust(text, text, msgstr) == msgstr
    assert skeleton(text) == skeleton(text)


def test_the_most_alike_wins_and_nothing_is_given_twice():
    candidates = [Candidate("Sommerens bedste fester i byen"), Candidate("Vinterens bedste fester i byen")]
    wanted = [
        Wanted("Vinterens bedste fester i hele byen"),
        Wanted("Sommerens bedste fester i hele byen"),
        Wanted("Sommerens bedste fester i byerne"),
    ]
    assert set(matches(wanted, candidates).items()) <= {(0, 1), (1, 0), (2, 0)}
    assert matches(wanted[:2], candidates) == {0: 1, 1: 0}


def test_two_that_are_equally_alike_are_left_alone_unless_the_place_decides():
    candidates = [Candidate("Afsnit syv om haven", 3), Candidate("Afsnit ni om haven", 7)]
    assert (
        matches(
            [Wanted("Afsnit om haven")], [c._replace(text=c.text.replace("ni", "syv")) for c in candidates]
        )
        == {}
    )
    assert matches([Wanted("Afsnit om haven", 6, 8)], candidates) == {0: 1}


def test_unlike_texts_do_not_match():
    assert matches([Wanted("Kontakt redaktionen")], [Candidate("Sommerens bedste fester")]) == {}
    assert matches([Wanted("Kontakt redaktionen")], []) == {}


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.po")}


def test_a_catalog_is_made_for_each_language_asked_for(tmp_path):
    results = update(tmp_path, Template(SAME), languages=["en", "en-GB", "da"])
    assert set(files(tmp_path)) == {f"{name}/LC_MESSAGES/messages.po" for name in ("en", "en_GB", "da")}
    assert [(r.language, r.new, r.changed) for r in results] == [
        ("en", 3, True),
        ("en-GB", 3, True),
        ("da", 3, True),
    ]
    catalog = load(tmp_path, "en-GB")
    assert (catalog.language, catalog.header("X-Source-Language")) == ("en-GB", "da")
    assert catalog.header("Plural-Forms") == "nplurals=2; plural=(n != 1);"
    assert load(tmp_path, "en-US").language == "en"
    with pytest.raises(InputError, match="no-catalog"):
        load(tmp_path, "sv")


def test_a_second_run_changes_nothing(tmp_path):
    update(tmp_path, Template(SAME, created="2026-01-01 00:00+0000"), languages=["en"])
    before = files(tmp_path)
    [result] = update(tmp_path, Template(SAME, created="2026-01-01 00:00+0000"), languages=["en"])
    assert (result.changed, result.kept, files(tmp_path)) == (False, 3, before)


def test_a_dry_run_writes_nothing_and_says_what_would_change(tmp_path):
    [result] = update(tmp_path, Template(SAME), languages=["en"], dry_run=True)
    assert (result.changed, result.new, files(tmp_path)) == (True, 3, {})


def test_a_template_may_be_a_path_or_a_catalog_of_polib_or_babel(tmp_path):
    from babel.messages.catalog import Catalog

    Template(SAME).save(tmp_path / "messages.pot")
    babel = Catalog()
    babel.add("Læs mere")
    for template, count in ((tmp_path / "messages.pot", 3), (polib.pofile(OLD), 3), (babel, 1)):
        [result] = update(tmp_path, template, languages=["en"], dry_run=True)
        assert result.new == count
    with pytest.raises(TypeError, match="int"):
        update(tmp_path, 3, languages=["en"])


def test_an_article_has_a_catalog_of_its_own_and_no_name_leads_outside(tmp_path):
    [result] = update(tmp_path, Template(SAME), languages=["en"], domain="articles/sommerfest")
    assert result.path == tmp_path / "en/LC_MESSAGES/articles/sommerfest.po"
    assert load(tmp_path, "en", "articles/sommerfest").language == "en"
    with pytest.raises(OutputError, match="outside"):
        po_path(tmp_path, "en", "../../ude")


def many(*numbers):
    return Template(tuple(Message(f"Besked {'abcdefghij'[n] * 12}") for n in numbers))


@pytest.fixture
def translated(tmp_path):
    [result] = update(tmp_path, many(*range(10)), languages=["en"])
    catalog = result.catalog
    for entry in catalog.entries:
        catalog = catalog.with_translation(entry.msgid, entry.msgid.upper())
    result.path.write_bytes(catalog.to_bytes())
    return tmp_path


@pytest.mark.parametrize("kept", [(), (0, 1, 2), tuple(range(7))])
def test_an_update_that_would_lose_too_much_stops_and_writes_nothing(translated, kept):
    before = files(translated)
    with pytest.raises(CatalogError, match="--force"):
        update(translated, many(*kept), languages=["da", "en"], matching=False)
    assert files(translated) == before


def test_force_or_a_larger_share_lets_it(translated):
    [result] = update(translated, many(*range(7)), languages=["en"], max_loss=0.5, matching=False)
    assert result.obsolete == 3
    [result] = update(translated, many(), languages=["en"], force=True)
    assert (result.obsolete, len(load(translated, "en").obsolete)) == (7, 10)


def test_one_message_alone_does_not_stop_it(tmp_path):
    catalog = tmp_path / "en" / "LC_MESSAGES" / "messages.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text(OLD, encoding="utf-8")
    [result] = update(tmp_path, Template(SAME[1:]), languages=["en"], matching=False)
    assert result.obsolete == 1


def test_two_runs_at_once_do_not_tear_a_file(translated):
    templates = [many(*range(8)), many(*range(9))] * 6
    with ThreadPoolExecutor(4) as pool:
        list(
            pool.map(
                lambda template: update(translated, template, languages=["en"], matching=False), templates
            )
        )
    catalog = load(translated, "en")
    assert catalog.diagnostics == ()
    assert len(catalog.entries) + len(catalog.obsolete) == 10


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="GNU gettext is not installed")
def test_gnu_gettext_accepts_an_updated_catalog(tmp_path):
    catalog, _ = renewed(
        SAME[1], "Læs meget mere", "Sommerens bedste fester", Message("én", msgid_plural="flere")
    )
    path = tmp_path / "en.po"
    path.write_bytes(catalog.to_bytes())
    subprocess.run(
        ["msgfmt", "--check-format", "-o", tmp_path / "en.mo", path], check=True, capture_output=True
    )


LETTERS = st.text("abc ", min_size=1, max_size=4)


@given(st.dictionaries(LETTERS, LETTERS, max_size=6), st.lists(LETTERS, max_size=6, unique=True))
def test_no_translation_is_ever_lost(pairs, wanted):
    old = po.Catalog().with_blocks(
        [po.Entry("", ("Language: en\n",)), *(po.Entry(k, (v,)) for k, v in pairs.items())]
    )
    new, _ = update_catalog(po.parse(old.to_bytes()), Template(tuple(map(Message, wanted))))
    again = po.parse(new.to_bytes())
    assert again.diagnostics == ()
    assert {entry.msgid for entry in again.entries} == set(wanted)
    texts = {entry.msgstr[0].strip(" ").casefold() for entry in again.entries + again.obsolete}
    assert {text.strip(" ").casefold() for text in pairs.values()} <= texts


def test_one_language_may_be_named_without_a_list(tmp_path):
    (result,) = update(tmp_path, Template((Message("Læs mere"),)), languages="en")
    assert result.language == "en"


def test_what_cannot_be_read_swallows_no_new_message():
    for broken in ("what is this\n", 'msgctxt "half"\n', 'msgid "half"\n', "x"):
        old = po.parse(broken)
        new, _ = update_catalog(old, Template((Message("Læs mere"),)))
        again = po.parse(new.to_bytes())
        assert again.index.keys() >= {(None, "Læs mere")}, broken
        assert broken.strip() in again.text


def test_a_stray_carriage_return_does_not_break_what_is_laid_aside():
    old = po.parse('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\n\n\rmsgstr[1] "y"\n')
    new, counts = update_catalog(old, Template(()))
    (entry,) = po.parse(new.to_bytes()).blocks
    assert (entry.obsolete, entry.msgstr, counts["obsolete"]) == (True, ("x", "y"), 1)
