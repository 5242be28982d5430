"""The preview: what it serves, what it refuses, and that a saved catalog reaches the browser."""

import http.client
import json
import os
import re
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.config import Config
from bilingual_pub.errors import ConfigError, InputError
from bilingual_pub.formats import html, po
from bilingual_pub.model import Diagnostic
from bilingual_pub.preview import Preview, instrument, preview_site
from bilingual_pub.preview.changes import Changes
from bilingual_pub.preview.server import locate
from bilingual_pub.preview.strings import MARK, origins
from bilingual_pub.preview.watch import snapshot
from bilingual_pub.site import BuildResult

PO = """msgid ""
msgstr ""
"Language: en\\n"
"X-Source-Language: da\\n"

#: _page.html:12
msgid "Læs mere"
msgstr "Read more"

#, fuzzy
msgid "Om os"
msgstr "Abot us"

msgctxt "kommentar"
msgid "Send"
msgstr "Post"

msgid "Søg i magasinet"
msgstr "Search the magazine"
"""
CATALOG = po.parse(PO, path="locales/en/LC_MESSAGES/messages.po")
PAGE = '<!DOCTYPE html>\r\n<html lang="en"><body><p>Read more</p><A>Om os</A><input placeholder="Search the magazine"></body></html>'


def listed(page):
    return json.loads(re.search(rb'id="bilingual-strings">(.*?)</script>', page)[1])["strings"]


@pytest.fixture
def site(tmp_path):
    locales = tmp_path / "locales/en/LC_MESSAGES"
    locales.mkdir(parents=True)
    (locales / "messages.po").write_text(PO, encoding="utf-8")
    public = tmp_path / "public"
    (public / "en").mkdir(parents=True)
    (public / "en/index.html").write_text(PAGE, encoding="utf-8", newline="")
    (public / "stil.css").write_text("p { color: red }")
    (tmp_path / "secret.txt").write_text("secret")
    return tmp_path


def ask(preview, path, *, method="GET", host=None):
    port = int(preview.url.rsplit(":", 1)[1].strip("/"))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", f"127.0.0.1:{port}" if host is None else host.format(port=port))
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_a_page_comes_with_its_strings(site):
    with Preview(site / "public", locales=site / "locales") as preview:
        answer, body = ask(preview, "/en/")
    assert answer.status == 200
    assert f'<p {MARK}="0">'.encode() in body
    strings = {string["msgid"]: string for string in listed(body)}
    assert strings["Læs mere"]["references"] == ["_page.html:12"]
    assert strings["Læs mere"]["place"] == f"locales/en/LC_MESSAGES/messages.po:{CATALOG.entries[0].line}"
    assert strings["Om os"]["state"] == "fuzzy"
    assert strings["Søg i magasinet"]["msgstr"] == "Search the magazine"


def test_other_files_come_as_they_are(site):
    with Preview(site / "public") as preview:
        answer, body = ask(preview, "/stil.css")
        assert (body, answer.getheader("Content-Type")) == (b"p { color: red }", "text/css; charset=utf-8")
        assert (
            ask(preview, "/__bilingual/client.js")[0].getheader("Content-Type").startswith("text/javascript")
        )


def test_a_folder_without_an_index_is_listed_and_without_its_slash_redirected(site):
    with Preview(site / "public") as preview:
        assert b'<a href="en/">' in ask(preview, "/")[1]
        answer, _ = ask(preview, "/en?x=1")
        assert (answer.status, answer.getheader("Location")) == (301, "/en/")
        answer, _ = ask(preview, "//en")
        assert not (answer.getheader("Location") or "").startswith("//")


def test_head_sends_no_body_and_post_is_refused(site):
    with Preview(site / "public") as preview:
        answer, body = ask(preview, "/stil.css", method="HEAD")
        assert (answer.status, body, answer.getheader("Content-Length")) == (200, b"", "16")
        assert ask(preview, "/stil.css", method="POST")[0].status == 501


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "", "127.0.0.1:{port}.evil.example"]
)
def test_only_this_machine_s_names_are_answered(site, host):
    with Preview(site / "public") as preview:
        assert ask(preview, "/stil.css", host=host)[0].status == 403
        assert ask(preview, "/__bilingual/changes", host=host)[0].status == 403
        assert ask(preview, "/stil.css", host="localhost:{port}")[0].status == 200


def test_it_listens_on_loopback_only(site):
    with Preview(site / "public") as preview:
        assert preview._server.socket.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/en/../../secret.txt",
        "/..%5csecret.txt",
        "/link.txt",
        "/.hidden",
        "/a%00",
        "/C:/",
    ],
)
def test_nothing_outside_the_folder_is_served(site, target):
    (site / "public/link.txt").symlink_to(site / "secret.txt")
    (site / "public/.hidden").write_text("x")
    with Preview(site / "public") as preview:
        answer, body = ask(preview, target)
    assert answer.status == 404
    assert b"secret" not in body


@given(st.text(st.sampled_from("./\\%25ecn:~\x00 æ"), max_size=24))
def test_locate_never_leaves_the_folder(target):
    root = Path(__file__).parent
    found = locate(root, f"/{target}")
    assert found is None or found.is_relative_to(root.resolve())


def test_nothing_but_the_marks_and_the_script_is_added():
    page = instrument(PAGE.encode(), [CATALOG], {})
    plain = re.sub(
        rb'<script type="application/json".*</script>',
        b"",
        re.sub(rb' data-bilingual-strings="[\d ]+"', b"", page),
    )
    assert plain == PAGE.encode()


@given(st.text(st.sampled_from('<>p/ ="læsmer\r\n&;!-'), max_size=60))
def test_any_page_keeps_its_characters(text):
    page = instrument(text.encode(), [po.parse('msgid "læs"\nmsgstr "mer"\n')], {}).decode()
    assert (
        re.sub(
            r'<script type="application/json".*</script>',
            "",
            re.sub(rf' {MARK}="[\d ]+"', "", page),
            flags=re.DOTALL,
        )
        == text
    )


def test_a_catalog_can_t_end_the_script():
    catalog = po.parse('msgid "Hej"\nmsgstr "</script><b>"\n')
    page = instrument(b"<p>Hej</p>", [catalog], {})
    assert page.count(b"</script>") == 2
    assert listed(page)[0]["msgstr"] == "</script><b>"


def test_on_a_page_in_the_source_language_msgids_are_looked_for():
    found = origins(html.parse('<html lang="da"><p>Læs mere</p>'), [CATALOG])
    assert "Læs mere" in found
    assert "Read more" not in found


def test_the_context_tells_two_apart():
    catalog = po.parse(PO + '\nmsgid "Send"\nmsgstr "Post"\n')
    page = b'<html lang="en"><button data-i18n-context="kommentar">Post</button><button>Post</button></html>'
    contexts = [string["context"] for string in listed(instrument(page, [catalog], {}))]
    assert contexts[0] == "kommentar"
    assert "" in contexts


def test_a_saved_catalog_is_in_the_next_answer_and_announced(site):
    catalog = site / "locales/en/LC_MESSAGES/messages.po"
    rebuilt = threading.Event()
    page = site / "public/en/index.html"

    def rebuild():
        page.write_text(PAGE.replace("Read more", "Read on"), encoding="utf-8", newline="")
        rebuilt.set()

    with Preview(site / "public", locales=site / "locales", rebuild=rebuild) as preview:
        catalog.write_text(PO.replace("Read more", "Read on"), encoding="utf-8")
        assert rebuilt.wait(20)
        assert preview.changes.wait(0, 20).version >= 1
        _, body = ask(preview, "/en/")
    assert "Read on" in [string["msgstr"] for string in listed(body)]


def test_a_failed_rebuild_is_told_and_the_old_pages_stay(site):
    def rebuild():
        raise InputError(Diagnostic("broken", "error", "it is broken", path="artikel.md"))

    with Preview(site / "public", locales=site / "locales", rebuild=rebuild) as preview:
        (site / "locales/new.po").write_text("")
        assert "it is broken" in preview.changes.wait(0, 20).problem
        assert ask(preview, "/en/")[0].status == 200


def test_errors_of_a_rebuild_are_told_in_the_reader_s_language(site):
    def rebuild():
        return BuildResult(Config(), diagnostics=(Diagnostic("x", "error", "no {thing}", {"thing": "side"}),))

    with Preview(
        site / "public",
        locales=site / "locales",
        rebuild=rebuild,
        translate=lambda text: text.replace("no {", "ingen {"),
    ) as preview:
        (site / "locales/new.po").write_text("")
        assert "ingen side" in preview.changes.wait(0, 20).problem


def test_a_site_is_built_and_built_again(tmp_path):
    (tmp_path / "hej.da.md").write_text("# Hej med jer alle sammen\n", encoding="utf-8")
    with preview_site(tmp_path) as preview:
        assert b"Hej med jer" in ask(preview, "/da/hej.html")[1]
        (tmp_path / "hej.da.md").write_text("# Farvel til jer alle sammen\n", encoding="utf-8")
        assert preview.changes.wait(0, 20).problem == ""
        assert b"Farvel til jer" in ask(preview, "/da/hej.html")[1]


def test_the_browser_hears_of_a_rebuild(site):
    with Preview(site / "public") as preview:
        port = int(preview.url.rsplit(":", 1)[1].strip("/"))
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", "/__bilingual/changes")
        stream = connection.getresponse()
        assert [stream.readline() for _ in range(3)] == [b"event: problem\n", b'data: ""\n', b"\n"]
        preview.changes.post()
        assert stream.readline() == b"event: reload\n"
        connection.close()


def test_snapshot_sees_saves_and_passes_over_what_it_should(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "a.po").write_text("1")
    before = snapshot([tmp_path], leave_out=[tmp_path / "out"])
    (tmp_path / "out/page.html").write_text("x")
    (tmp_path / ".a.po.swp").write_text("x")
    assert snapshot([tmp_path], leave_out=[tmp_path / "out"]) == before
    (tmp_path / "a.po").write_text("12")
    assert snapshot([tmp_path], leave_out=[tmp_path / "out"]) != before


def test_a_closed_board_lets_everybody_go():
    board = Changes()
    board.close()
    assert board.wait(0, 3600) == (0, "")


def test_the_panel_speaks_the_reader_s_language(site):
    with Preview(site / "public", language="da", translate=str.upper) as preview:
        _, body = ask(preview, "/en/")
    assert b'"language": "da"' in body
    assert b"SHOW WHERE STRINGS COME FROM" in body


def test_a_port_that_is_taken_is_told(site):
    with Preview(site / "public") as preview:
        port = int(preview.url.rsplit(":", 1)[1].strip("/"))
        with pytest.raises(ConfigError, match=f"can't listen on port {port}"):
            Preview(site / "public", port=port)
    with pytest.raises(ConfigError, match="can't listen"):
        Preview(site / "public", port=99999)


def test_names_that_are_no_unicode_and_names_that_are_too_long(site):
    folder = site / "public"
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.html")).write_text("<p>Hej", encoding="utf-8")
    with Preview(folder) as preview:
        answer, body = ask(preview, "/")
        assert (answer.status, b'href="%FF.html"' in body) == (200, True)
        assert ask(preview, "/%FF.html")[0].status == 200
        assert ask(preview, f"/{'a' * 300}")[0].status == 404
        assert ask(preview, f"/{'a/' * 3000}")[0].status == 404


def test_a_browser_leaves_out_the_scheme_s_own_port(site):
    with Preview(site / "public") as preview:
        server = preview._server
        assert not {"localhost", "127.0.0.1"} & server.hosts
        server.server_address = ("127.0.0.1", 80)
        assert server.hosts >= {"localhost", "localhost:80", "127.0.0.1", "127.0.0.1:80"}
        server.server_address = ("127.0.0.1", server.socket.getsockname()[1])


def test_a_rebuild_that_breaks_is_told_and_the_next_one_runs(site):
    runs = []

    def rebuild():
        runs.append(1)
        if len(runs) == 1:
            raise ValueError("gik i stykker")

    with Preview(site / "public", watch=[site], rebuild=rebuild) as preview:
        (site / "a.md").write_text("a")
        seen = preview.changes.wait(0, 10)
        assert "gik i stykker" in seen.problem
        (site / "b.md").write_text("b")
        assert preview.changes.wait(seen.version, 10).problem == ""
