"""Hostile input: work grows no faster than the input, nothing becomes markup, nothing is written outside."""

from __future__ import annotations

import csv
import gc
import io
import json
import re
import struct
import sys
import tracemalloc
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from promises import PROMISES

import bilingual_pub as bp
from bilingual_pub import formats
from bilingual_pub.cli import main
from bilingual_pub.errors import BilingualPubError, InputError
from bilingual_pub.formats import html, safe_xml, tabular, tmx, xliff
from bilingual_pub.merge.sanitise import clean, sanitised
from bilingual_pub.model import Bead, Bitext, Document, Segment, Span
from bilingual_pub.outputs import OUTPUTS
from bilingual_pub.patterns import Pattern, match
from bilingual_pub.systems import strings
from bilingual_pub.translate import translate

SHAPES: dict[str, list[list[str]]] = json.loads(
    Path(__file__).with_name("cases").joinpath("hostile.json").read_text("utf-8")
)


def made(shape: list[str], times: int) -> bytes:
    head, unit, middle, closing, tail = shape
    return (head + unit * times + middle + closing * times + tail).encode("utf-8", "surrogatepass")


def steps(call: Callable[[bytes], None], data: bytes) -> int:
    """Count the lines that the interpreter runs: the same on every machine, however busy."""
    count = 0

    def trace(frame: object, event: str, arg: object) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()  # of what measures coverage
    sys.settrace(trace)
    try:
        call(data)
    finally:
        sys.settrace(before)
    return count


def peak(call: Callable[[bytes], None], data: bytes) -> int:
    gc.collect()
    gc.disable()  # when it runs is chance, and what it frees with it
    tracemalloc.start()
    try:
        call(data)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        gc.enable()


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_twice_the_input_is_twice_the_work(name: str) -> None:
    call, grown = PROMISES[name], []
    for shape in SHAPES[name]:
        call(made(shape, 2))  # what is loaded once does not count
        small, large = (steps(call, made(shape, times)) for times in (40, 80))
        if large > 2.5 * small + 500:
            grown.append((shape, small, large))
    assert not grown


@pytest.mark.parametrize("name", ["html", "documents", "markdown", "blocks", "wxr", "tmx", "xliff"])
def test_twice_the_depth_is_twice_the_memory(name: str) -> None:
    grown = []
    for shape in (shape for shape in SHAPES[name] if shape[3]):
        PROMISES[name](made(shape, 2))
        small, large = (peak(PROMISES[name], made(shape, times)) for times in (200, 400))
        if large > 2.6 * small + 50_000:
            grown.append((shape, small, large))
    assert not grown


# -- regular expressions ------------------------------------------------------------------------------------

_REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT}


def _inside(node: Any) -> list[Any]:
    """The parts of a node of a parsed pattern that are patterns themselves."""
    if isinstance(node, _parser.SubPattern):
        return [node]
    if isinstance(node, list | tuple):
        return [part for item in node for part in _inside(item)]
    return []


def _unbounded(pattern: Any) -> bool:
    return any(op in _REPEATS and arguments[1] == _constants.MAXREPEAT for op, arguments in pattern)


def _only_repeats(pattern: Any) -> bool:
    """Whether a pattern is nothing but repeats that may be empty or follow one another: `(a*)*`, `(a+)+`."""
    items = list(pattern)
    while len(items) == 1 and items[0][0] == _constants.SUBPATTERN:
        items = list(items[0][1][-1])
    return bool(items) and all(op in _REPEATS for op, _ in items) and _unbounded(items)


def _explosive(pattern: Any) -> bool:
    for op, arguments in pattern:
        if op in _REPEATS and arguments[1] == _constants.MAXREPEAT and _only_repeats(arguments[2]):
            return True
        if any(_explosive(part) for part in _inside(arguments)):
            return True
    return False


def test_the_test_for_patterns_sees_what_explodes() -> None:
    assert all(_explosive(_parser.parse(bad)) for bad in ("(a*)*", "(a+)+b", "x((?:a+)*)y", "(a*b*)+"))
    assert not any(_explosive(_parser.parse(good)) for good in ("(ab+)*", "(a++)+", "a*b*", "(?:a{1,3})+"))


def test_no_pattern_repeats_a_repeat() -> None:
    names = [module.name for module in walk_packages(bp.__path__, "bilingual_pub.")]
    optional = ("bilingual_pub.buildhook.", "bilingual_pub.plugins.", "bilingual_pub.detect.vector")
    modules = [import_module(name) for name in names if not name.startswith(optional)]
    patterns = {p for module in modules for p in vars(module).values() if isinstance(p, re.Pattern)}
    assert len(patterns) > 100
    assert not [p.pattern for p in patterns if _explosive(_parser.parse(p.pattern, p.flags))]


# -- XML ----------------------------------------------------------------------------------------------------

LAUGHS = (
    b'<!DOCTYPE tmx [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(10))
    + b"]><tmx>&k;</tmx>"
)
OUTSIDE = b'<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/hostname">]><tmx><header/><body>&x;</body></tmx>'
PARAMETER = b'<!DOCTYPE tmx [<!ENTITY % x SYSTEM "file:///etc/hostname"> %x;]><tmx/>'
# Every <x/> would carry all of them: a file of 1 MB would grow a thousandfold.
DEFAULTS = b"<!DOCTYPE a [<!ATTLIST x b CDATA 'a long value'>]><a><x/></a>"
DEEP = b"<a>" * 5000 + b"</a>" * 5000


@pytest.mark.parametrize("data", [LAUGHS, OUTSIDE, PARAMETER, DEFAULTS, DEEP])
def test_xml_that_would_grow_or_reach_out_is_refused(data: bytes) -> None:
    for read in (safe_xml.parse, tmx.read, xliff.read):
        with pytest.raises(InputError):
            read(data)


# -- a translation never becomes markup ---------------------------------------------------------------------

EVIL = [
    "<script>alert(1)</script>", "</p><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<IMG SRC=x>",
    '" onmouseover="alert(1)', "' onmouseover='alert(1)", "x onmouseover=alert(1)", "`onx=1`", "</title><script>",
    "<a href='javascript:alert(1)'>x</a>", "[x](javascript:alert(1))", "![x](javascript:alert(1))", "<javascript:alert(1)>",
    "<!-- x -->", "-->", "<![CDATA[x]]>", "{{ config }}", "{% include 'x' %}", "<?php system('x') ?>", "<%= x %>", "${x}",
    "a {{< shortcode >}}", "&lt;script&gt;", "<script", "<a", "\u2028<b>x</b>", "{{", "{{ {% raw %}", "[[x]]", "\x00<b>",
]  # fmt: skip
PAGE = """<html><head><title>Titel</title><meta name="description" content="Tekst"></head><body>
<p title='Hjælp'>Læs mere</p><img src=a.png alt=Billede><input placeholder="Søg"><textarea>Skriv</textarea>
<p>Se <a href="/om">om os</a></p><button aria-label=Luk>Luk</button></body></html>"""
MARKDOWN = "---\ntitle: Titel\n---\n# Læs mere\n\nSe [om os](om.md) og *her*.\n\n| a | b |\n|---|---|\n| Tekst | To |\n"


def skeleton(document: Document) -> list[Any]:
    """All elements with their attributes, without the values that readers see."""
    seen = {"title", "content", "alt", "placeholder", "aria-label"}
    return [(e.name, [(k, v) for k, v in e.attributes if k not in seen]) for e in document.elements]


evil = st.sampled_from(EVIL) | st.text(
    st.sampled_from("<>&\"'`=/!-?{}%[]()*_|\\ \n ascript:onx"), max_size=30
)


@given(evil, st.integers(0, 9))
@pytest.mark.parametrize("text", ["", "Læs ", "<a>x</a>"])
def test_no_translation_adds_an_element_or_attribute(text: str, msgstr: str, number: int) -> None:
    document = formats.parse(PAGE)
    segment = document.segments[number % len(document.segments)]
    result = translate(document, {segment.text: text + msgstr}, "en", role=None)
    assert skeleton(result) == skeleton(document)
    for island in ("{{", "{%", "<?", "<%"):
        assert island not in result.text


def _links(document: Document) -> list[str]:
    return [link for segment in document.segments for link in segment.links]


@given(evil, st.integers(0, 9))
def test_no_translation_adds_a_link_or_html_to_markdown(msgstr: str, number: int) -> None:
    document = formats.parse(MARKDOWN, "markdown")
    segment = document.segments[number % len(document.segments)]
    result = translate(document, {segment.text: f"x {msgstr}"}, "en", role=None)
    assert _links(result) == _links(document)
    assert not result.elements
    assert set(result.metadata) == {"title"}


def test_what_is_refused_says_so() -> None:
    document = formats.parse("<p>Læs mere</p>")
    for msgstr in ("<script>x</script>", "{{ x }}", "<?php ?>"):
        (found,) = translate(document, {"Læs mere": msgstr}, "en", role=None).diagnostics
        assert found.severity == "error"


@given(evil)
def test_a_cleaned_body_runs_nothing(source: str) -> None:
    for element in html.parse(clean(f"<p>{source}</p>")).elements:
        assert element.name not in {"script", "style", "object", "embed", "form"}
        for name, value in element.attributes:
            assert not name.startswith("on")
            assert "javascript:" not in (value or "").lower()


# -- pages for editors, tables ------------------------------------------------------------------------------


def test_the_pages_for_editors_escape_everything_and_load_nothing(tmp_path: Path) -> None:
    from bilingual_pub.report import report_on, write_report

    bad = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    for language, name in (("da", "Vi mødes ved søen"), ("en", "We meet by the lake")):
        text = f"---\ntitle: '{bad.replace(chr(39), chr(39) * 2)}'\n---\n{name} `{bad}`\n"
        (tmp_path / f"a.{language}.md").write_text(text, "utf-8")
    (tmp_path / "bilingual-pub.toml").write_text('outputs = ["pages", "review", "side-by-side"]\n')
    result = bp.build(tmp_path)
    desk = write_report(tmp_path / "desk.html", report_on(result))
    pages = [desk, *(p for p in (tmp_path / "public").rglob("*.html") if "review" in p.name)]
    assert len(pages) > 1
    for path in pages:
        page = html.parse(path.read_bytes())
        policies = [
            e.get("content") for e in page.elements if e.get("http-equiv") == "Content-Security-Policy"
        ]
        assert policies
        assert "default-src 'none'" in str(policies[0])
        assert not [e for e in page.elements if e.get("onerror") is not None]
    for path in (tmp_path / "public").rglob("*.html"):
        page = html.parse(path.read_bytes())
        scripts = [page.text[e.inner_start : e.inner_end] for e in page.elements if e.name == "script"]
        assert not [script for script in scripts if script.startswith("alert")]


@given(st.text(st.sampled_from("=+-@\t\r\n'\" a1|"), max_size=8))
def test_no_cell_is_a_formula_and_all_come_back(text: str) -> None:
    bead = Bead((Segment(text, Span(0, 1)),), (Segment("x", Span(0, 1)),))
    data = tabular.write_tsv(Bitext(Document(""), Document(""), (bead,)))
    first = list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter="\t"))[1][0]
    assert not first.startswith(("=", "+", "-", "@", "\t", "\r"))
    if text.strip():
        assert [t.source.split() for t in tabular.read_tsv(data)] == [text.split()]


# -- nothing outside the output -----------------------------------------------------------------------------


def _article(folder: Path, name: str, front: str = "") -> None:
    head = f"---\n{front}\n---\n" if front else ""
    (folder / f"{name}.da.md").write_text(f"{head}Vi mødes ved søen i aften.\n", "utf-8")


def _outside(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and "public" not in p.parts and "locales" not in p.parts
    }


@pytest.mark.parametrize(
    "slug",
    ["../x", "..", "/etc/x", "a/../../../x", "..\\x", "C:\\x", "con", "NUL", "com1.da", "a:b", "x\\0y", "x\ny", "~root", "."],
)  # fmt: skip
def test_no_slug_leads_outside(tmp_path: Path, slug: str) -> None:
    site = tmp_path / "a" / "b" / "site"
    site.mkdir(parents=True)
    _article(site, "x", f"slug: {json.dumps(slug)}")
    before = _outside(tmp_path)
    bp.build(site)
    assert _outside(tmp_path) == before
    names = [p.name for p in site.rglob("*") if p.is_file()]
    assert not [n for n in names if n.split(".")[0].lower() in {"con", "nul", "com1"} or n[-1] in ". "]


def test_a_link_in_the_output_is_not_followed(tmp_path: Path) -> None:
    site, other = tmp_path / "site", tmp_path / "other"
    (site / "public").mkdir(parents=True)
    other.mkdir()
    (site / "public" / "da").symlink_to(other)
    _article(site, "x")
    result = bp.build(site)
    assert not list(other.iterdir())
    assert {d.rule for d in result.errors} == {"unsafe-path"}


def test_a_link_to_a_file_outside_is_not_published(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "secret.md").write_text("secret")
    (site / "a.txt").symlink_to(tmp_path / "secret.txt")
    (site / "b.md").symlink_to(tmp_path / "secret.md")
    _article(site, "x")
    bp.build(site)
    assert not [p for p in (site / "public").rglob("*") if p.is_file() and b"secret" in p.read_bytes()]


def test_names_that_differ_in_case_alone_are_one_address(tmp_path: Path) -> None:
    _article(tmp_path, "Fest")
    _article(tmp_path, "fest")
    if len(list(tmp_path.glob("*.md"))) == 2:
        assert {d.rule for d in bp.build(tmp_path).errors} == {"same-address"}


# -- whatever comes in --------------------------------------------------------------------------------------


@given(st.text(st.sampled_from("ab \n\r<p>/='\"é"), max_size=120))
def test_lines_and_columns_are_those_of_the_text(page: str) -> None:
    for segment in html.parse(f"<p>x\n<img alt=y>\n{page}").segments:
        before = f"<p>x\n<img alt=y>\n{page}"[: segment.span.start]
        assert segment.line == before.count("\n") + 1
        assert segment.column == len(before) - before.rfind("\n")


@pytest.mark.parametrize(
    "charset", ["\x00", "undefined", "idna", "utf-16", "rot13", "base64", "punycode", "zip", "x" * 999]
)
def test_any_charset_can_be_declared(charset: str) -> None:
    header = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\n\nmsgid "a"\nmsgstr "bøf"\n'.encode()
    PROMISES["po"](header)
    key, value = b"", f"Content-Type: text/plain; charset={charset}\n".encode()
    table = struct.pack("<7I", 0x950412DE, 0, 2, 28, 44, 0, 60)
    texts = [key, b"abc", value, b"xyz"]
    places, at = b"", 60
    for text in texts:
        places += struct.pack("<2I", len(text), at)
        at += len(text) + 1
    PROMISES["mo"](table + places + b"\0".join([*texts, b""]))


def test_a_blank_line_in_a_broken_tag_of_a_post() -> None:
    post = "Hej <img alt=)\n\n\nf> med =m"
    PROMISES["blocks"](post.encode())
    assert not any("paragraph-ends" in segment.text for segment in formats.parse(post, "blocks").segments)


def test_errors_say_where_and_what() -> None:
    for name, data in (("tmx", b"<"), ("xliff", b"x"), ("php", b"x"), ("tsv", b"x")):
        PROMISES[name](data)
    with pytest.raises(BilingualPubError) as caught:
        tmx.read(b"<tmx>", path="a.tmx")
    assert caught.value.diagnostic.path == "a.tmx"
    assert caught.value.diagnostic.line


# -- bytes that are no text ----------------------------------------------------------------------------------


def test_bytes_that_are_no_text_stand_as_such_in_the_outputs(tmp_path: Path) -> None:
    # 0x81 is no character of windows-1252, which the page says it is in.
    page = b'<html lang="da"><meta charset="cp1252"><title>Br\xf8d</title><p>Bl\xe5b\xe6r\x81 ved s\xf8en i aften.'
    (tmp_path / "a.da.html").write_bytes(page)
    (tmp_path / "a.en.md").write_text("# Bread\n\nBlueberries by the lake tonight.\n")
    names = '", "'.join(sorted(OUTPUTS.keys() - {"markdown"}))
    (tmp_path / "bilingual-pub.toml").write_text(
        f'outputs = ["{names}"]\n[site]\nbase_url = "https://a.dk"\n'
    )
    result = bp.build(tmp_path)
    assert not result.errors
    assert bp.parse(page).to_bytes() == page
    assert "Blåbær\ufffd" in (tmp_path / "public/a.da-en.html").read_text("utf-8")


def test_a_cleaned_page_is_still_in_its_encoding() -> None:
    page = '<meta charset="iso-8859-1"><p onclick="x()">Bl\u00e5b\u00e6r &alpha; \x81'.encode("latin-1")
    cleaned = sanitised(html.parse(page))
    assert b"Bl\xe5b\xe6r &#945;" in cleaned.to_bytes()


# -- what a terminal would obey ------------------------------------------------------------------------------


def test_no_file_moves_the_cursor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    evil = "\x1b]0;x\x07\x1b[2J\x9b2J\u202e"
    folder = tmp_path / "da" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalog = f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "{evil} <a>x</a>"\nmsgstr "{evil}"\n'
    (folder / "messages.po").write_text(catalog, "utf-8")
    (tmp_path / "a.html").write_text(f'<html lang="da{evil}"><p>{evil} Vi ses.</p>', "utf-8")
    for call in (["check", str(tmp_path)], ["align", *[str(tmp_path / "a.html")] * 2]):
        monkeypatch.setattr(sys, "argv", ["bilingual-pub", *call])
        with pytest.raises(SystemExit):
            main()
        out, err = (data.decode() for data in capfdbinary.readouterr())
        assert "\\x1b" in out + err
        assert not set(evil) & set(out + err) & set("\x1b\x07\x9b\u202e")


# -- what would take for ever --------------------------------------------------------------------------------


def test_slots_do_not_look_at_every_way_to_share_a_text() -> None:
    for slot, text in (
        ("{number%d}", "1"),
        ("{a%d} ", "a "),
        ("{a%d}{number%d} ", "a1 "),
        ("{tags%d}x", "<x"),
    ):
        msgid = "".join(slot.replace("%d", str(n)) for n in range(2, 12))
        assert match(text * 100 + "<\n", [Pattern(msgid)]) is None


def test_aliases_of_yaml_are_read_where_they_are_written() -> None:
    rows = "".join(
        f"k{n}: &k{n} {{{', '.join(f'a{i}: *k{n - 1}' for i in range(4))}}}\n" for n in range(1, 40)
    )
    found = strings.parse(f"k0: &k0 {{other: Hej}}\n{rows}", "hugo-yaml")
    assert [string.forms for string in found.strings] == [{"other": "Hej"}]


def test_braces_round_keys_are_refused() -> None:
    with pytest.raises(InputError, match="a key is no text"):
        strings.parse("{" * 40 + "a: b" + "}: c" * 39 + "}", "hugo-yaml")
