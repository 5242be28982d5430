"""The template: deterministic, its date tied to its messages, its header the site's own."""

import shutil
import subprocess

import pytest

from bilingual_pub.extract import extract
from bilingual_pub.formats import html, po
from bilingual_pub.model import Message, Reference
from bilingual_pub.template import Template, creation_date, head_of

MESSAGES = (
    Message(
        "Læs mere",
        references=(Reference("a.html", 3), Reference("om os.html", 7)),
        comments=("På forsiden.",),
    ),
    Message("Luk", "knap", count=4000),
    Message("{n} gæst", msgid_plural="{n} gæster", flags=("python-brace-format",)),
)


def test_a_template_is_read_back_as_it_was():
    template = Template(MESSAGES, "da", "magasin 1.0", "2026-11-23 12:00+0000")
    again = Template.parse(template.to_bytes())
    assert [
        (m.msgctxt, m.msgid, m.msgid_plural, m.references, m.comments, m.flags) for m in again.messages
    ] == [(m.msgctxt, m.msgid, m.msgid_plural, m.references, m.comments, m.flags) for m in MESSAGES]
    assert (again.source_language, again.project, again.created) == (
        "da",
        "magasin 1.0",
        "2026-11-23 12:00+0000",
    )
    assert Template.parse(again.to_bytes()) == again


def test_the_source_language_stands_where_tools_read_it_and_language_stays_empty():
    header = po.parse(Template(MESSAGES).to_bytes())
    assert (header.header("X-Source-Language"), header.header("Language"), header.language) == (
        "da",
        "",
        None,
    )


def test_the_date_moves_only_with_the_messages(tmp_path, monkeypatch):
    path = tmp_path / "messages.pot"
    for epoch, messages, changed, year in (
        (0, MESSAGES, True, 1970),
        (10**9, MESSAGES, False, 1970),
        (10**9, MESSAGES[:1], True, 2001),
    ):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(epoch))
        assert Template(messages).save(path) is changed
        assert Template.load(path).created.startswith(str(year))


def test_the_same_messages_are_the_same_bytes_in_two_folders(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1779796800")
    for name in "ab":
        Template(MESSAGES).save(tmp_path / name / "messages.pot")
    assert (tmp_path / "a/messages.pot").read_bytes() == (tmp_path / "b/messages.pot").read_bytes()


def test_a_header_that_stands_there_is_kept(tmp_path):
    path = tmp_path / "messages.pot"
    Template(MESSAGES[:1], created="2026-01-01 00:00+0000").save(path)
    text = path.read_text(encoding="utf-8").replace(
        "Report-Msgid-Bugs-To: ", "Report-Msgid-Bugs-To: red@example.org"
    )
    path.write_text("# Vores egen kommentar\n" + text, encoding="utf-8")
    Template(MESSAGES).save(path)
    now = path.read_text(encoding="utf-8")
    assert now.startswith("# Vores egen kommentar\n")
    assert "red@example.org" in now
    assert "2026-01-01" not in now
    assert len(Template.load(path).messages) == 3


def test_another_source_language_makes_another_header(tmp_path):
    path = tmp_path / "messages.pot"
    Template(MESSAGES).save(path)
    assert Template(MESSAGES, "en").save(path)
    assert Template.load(path).source_language == "en"


def test_no_empty_msgid_and_no_message_twice():
    twice = (
        Message("Hej", references=(Reference("a", 1),)),
        Message(""),
        Message("Hej", references=(Reference("b", 2),)),
    )
    [entry] = po.parse(Template(twice).to_bytes()).entries
    assert (entry.msgid, entry.references) == ("Hej", (Reference("a", 1), Reference("b", 2)))


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, ""), (2, "Found 2 times in all."), (20, "Found 20 times in all."), (21, "more than 20 "), (51, "more than 50 "),
     (10_000, "more than 5,000 "), (10_001, "more than 10,000 ")],
)  # fmt: skip
def test_the_number_of_places_is_said_and_rounded(count, said):
    head = head_of(Message("Hej", references=(Reference("a", 1),), count=count))
    assert (said in head) if said else ("Found" not in head)


def test_the_date_is_of_source_date_epoch(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1779796800")
    assert creation_date() == "2026-05-26 12:00+0000"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "ikke et tal")
    assert creation_date() > "2026"


@pytest.mark.skipif(shutil.which("msgcat") is None, reason="GNU gettext is not installed")
def test_gnu_gettext_reads_a_template(tmp_path):
    path = tmp_path / "messages.pot"
    Template(MESSAGES).save(path)
    subprocess.run(["msgcat", path], check=True, capture_output=True)


def test_a_line_more_in_a_page_changes_no_reference_to_a_file():
    page = "<nav><a href='/'>Forside</a></nav>\n<footer><a href='/om'>Om os</a></footer>"
    before, after = (
        extract(html.parse(text, path="side.html"), location="file").to_bytes()
        for text in (page, f"\n{page}")
    )
    assert before == after
    assert b"#: side.html\n" in before
