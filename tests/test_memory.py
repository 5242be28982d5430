"""Danish strings looked up backwards in catalogs that are there already."""

from pathlib import Path

import pytest

from bilingual_pub.catalog import update_catalog
from bilingual_pub.errors import InputError
from bilingual_pub.formats import po
from bilingual_pub.memory import memories
from bilingual_pub.model import Message
from bilingual_pub.template import Template

PO = """msgid ""
msgstr "Language: da\\n"

msgid "Read more"
msgstr "Læs mere"

msgid "Continue reading"
msgstr "Læs mere"

msgctxt "verb"
msgid "Comment"
msgstr "Kommentér"

#, fuzzy
msgid "Archive"
msgstr "Arkiv"

msgid "Home"
msgstr ""

msgid "%1$s on %2$s"
msgstr "%1$s til %2$s"

msgid "%2$s in <a href=\\"%1$s\\">%3$s</a>"
msgstr "%2$s i <a href=\\"%1$s\\">%3$s</a>"

msgid "Posts about %s"
msgstr "Indlæg om %s"

msgid "Search &hellip;"
msgstr "Søg &hellip;"

msgid "Page {page}"
msgstr "Side {page}"

msgid "%d comment"
msgid_plural "%d comments"
msgstr[0] "%d kommentar"
msgstr[1] "%d kommentarer"
"""


@pytest.fixture
def known(tmp_path):
    (tmp_path / "da.po").write_text(PO, "utf-8")
    return memories([tmp_path / "da.po"])


@pytest.mark.parametrize(
    ("msgid", "offered"),
    [
        ("Læs mere →", "Read more →"),
        ("<b>Læs mere</b> <span>*</span>", "<b>Read more</b> <span>*</span>"),
        ("« Side {page} »", "« Page {page} »"),
        ("Indlæg om Film", "Posts about Film"),
        ("Søg …", "Search …"),
    ],
)
def test_signs_and_tags_round_a_string_and_filled_slots(known, msgid, offered):
    assert known[None, msgid] == (offered, known[None, msgid][1], False)


@pytest.mark.parametrize(
    "msgid", ["Indlæg om alt muligt", "Indlæg om Kontakt", "Side", "→", "", "<b></b>", "Helt andet"]
)
def test_nothing_is_offered_for_what_only_looks_alike(known, msgid):
    assert known.get((None, msgid)) is None


def test_the_original_that_most_catalogs_have_is_offered_first(tmp_path):
    for name, original in (("a", "Go"), ("b", "Search"), ("c", "Search")):
        text = f'msgid ""\nmsgstr "Language: da\\n"\n\nmsgid "{original}"\nmsgstr "Søg"\n'
        (tmp_path / f"{name}-da.po").write_text(text, "utf-8")
    assert memories([tmp_path])[None, "Søg"] == ("Search", "b-da.po (or: Go)", False)


def test_the_shortest_original_is_offered_and_the_others_are_named(known):
    assert known[None, "Læs mere"] == ("Read more", "da.po (or: Continue reading)", False)


def test_a_context_of_the_catalog_is_known_with_and_without_it(known):
    assert known["verb", "Kommentér"][0] == known[None, "Kommentér"][0] == "Comment"


def test_fuzzy_and_untranslated_are_not_offered(known):
    assert known.get((None, "Arkiv")) is None
    assert "Home" not in {offer[0] for offer in known.values()}


@pytest.mark.parametrize(
    ("msgid", "offered"),
    [
        ("Indlæg om {term}", "Posts about {term}"),
        ("{author} til {title}", "{author} on {title}"),
        ("<span>{author}</span> til <a>{title}</a>", "<span>{author}</span> on <a>{title}</a>"),
        ("Side {number}", "Page {number}"),
    ],
)
def test_slots_find_the_catalogs_own_and_keep_their_names(known, msgid, offered):
    assert known[None, msgid][0] == offered


def test_what_is_unambiguous_may_be_final(tmp_path):
    (tmp_path / "da.po").write_text(PO, "utf-8")
    known = memories([tmp_path], final=True)
    assert known["verb", "Kommentér"][2]
    assert not known[None, "Læs mere"][2]
    assert not known[None, "Indlæg om {term}"][2]


def test_folders_give_the_languages_catalogs_only(tmp_path):
    for folder, text in (
        ("da/LC_MESSAGES", "Hej"),
        ("de/LC_MESSAGES", "Hallo"),
        ("da_DK/LC_MESSAGES", "Dav"),
    ):
        Path(tmp_path, folder).mkdir(parents=True)
        Path(tmp_path, folder, "x.po").write_text(f'msgid "Hi"\nmsgstr "{text}"\n', "utf-8")
    Path(tmp_path, "admin-da_DK.po").write_text('msgid "Log in"\nmsgstr "Log ind"\n', "utf-8")
    assert {msgid for _, msgid in memories([tmp_path])} == {"Hej", "Dav", "Log ind"}


def test_nikolas_tables_are_read_and_not_run(tmp_path):
    path = tmp_path / "messages_da.py"
    path.write_text('import nowhere\nMESSAGES = {"Posts about %s": "Indlæg om %s", "Up": ""}\n', "utf-8")
    assert dict(memories([path])) == {(None, "Indlæg om %s"): ("Posts about %s", "messages_da.py", False)}


def test_a_compiled_catalog_serves_too(tmp_path):
    from bilingual_pub.formats import mo, po

    path = tmp_path / "da.mo"
    path.write_bytes(mo.serialize(po.parse('msgid "Hi"\nmsgstr "Hej"\n').entries))
    assert memories([path])[None, "Hej"][0] == "Hi"


def test_an_installed_package(monkeypatch):
    found = memories(["babel"], "da")
    assert dict(found) == {}


@pytest.mark.parametrize("source", ["no-such-package-anywhere", "nowhere/da.po"])
def test_what_is_not_there(source):
    with pytest.raises(InputError):
        memories([source])


def test_an_update_takes_the_offers(tmp_path, known):
    from bilingual_pub.catalog import update
    from bilingual_pub.model import Message
    from bilingual_pub.template import Template

    template = Template((Message("Læs mere"), Message("Indlæg om {term}"), Message("Ukendt")))
    (result,) = update(tmp_path, template, languages=["en"], memories=[known])
    entries = {entry.msgid: entry for entry in result.catalog.entries}
    assert (entries["Læs mere"].msgstr, entries["Læs mere"].fuzzy) == (("Read more",), True)
    assert entries["Indlæg om {term}"].msgstr == ("Posts about {term}",)
    assert entries["Ukendt"].msgstr == ("",)


@pytest.mark.parametrize(
    ("msgid", "offered"),
    [
        ("{count} kommentar\0{count} kommentarer", "{count} comment\0{count} comments"),
        ("{count} kommentarer", "{count} comments"),
        ("{count} kommentar", "{count} comment"),
    ],
)
def test_a_plural_is_found_whole_and_by_its_forms(known, msgid, offered):
    assert known[None, msgid][0] == offered


def test_a_plural_goes_into_the_catalog_with_all_its_forms(known):
    message = Message("{count} kommentar", msgid_plural="{count} kommentarer")
    for language, forms in (("en", 2), ("pl", 3), ("ja", 1)):
        catalog, counts = update_catalog(
            po.parse(f'msgid ""\nmsgstr "Language: {language}\\n"\n'), Template((message,)), memories=[known]
        )
        (entry,) = catalog.entries
        assert (counts["suggested"], entry.fuzzy, entry.msgid_plural) == (1, True, "{count} kommentarer")
        assert len(entry.msgstr) == forms
        assert entry.msgstr[-1] == "{count} comments"


def test_the_table_of_material_is_read_beside_its_english(tmp_path):
    folder = tmp_path / "partials" / "languages"
    folder.mkdir(parents=True)
    for name, rows in {
        "da": '"language": "da",\n "search": "Søg",\n "readtime.one": "1 minuts læsetid",\n "readtime.other": "# minutters læsetid"',
        "en": '"language": "en",\n "search": "Search",\n "readtime.one": "1 min read",\n "readtime.other": "# min read"',
        "de": '"language": "de",\n "search": "Suche"',
    }.items():
        (folder / f"{name}.html").write_text(
            "{% macro t(key) %}{{ {\n " + rows + "\n}[key] }}{% endmacro %}", "utf-8"
        )
    known = memories([tmp_path])
    assert known[None, "Søg"] == ("Search", "da.html", False)
    assert known[None, "{count} minutters læsetid"][0] == "{count} min read"
    assert known[None, "1 minuts læsetid\0{count} minutters læsetid"][0] == "1 min read\0{count} min read"
    assert (None, "da") not in known
    assert "Suche" not in str(dict(known))


@pytest.mark.parametrize("source", [b"MESSAGES = {", b"\xff", b"a\0b", b"(" * 500, b"-" * 100_000 + b"1"])
def test_a_broken_theme_is_named(tmp_path: Path, source: bytes) -> None:
    (tmp_path / "messages_da.py").write_bytes(source)
    with pytest.raises(InputError, match="no Python that can be read"):
        memories([tmp_path / "messages_da.py"])
