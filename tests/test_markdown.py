import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual_pub.errors import TranslationError
from bilingual_pub.formats import inline, markdown
from bilingual_pub.formats.inline import escape
from bilingual_pub.formats.markdown.source import mask
from bilingual_pub.splice import splice

GOLDEN = Path(__file__).parent / "golden" / "markdown"


def fixtures(name):
    """Yield (title, input, output) of a file of `title / . / input / . / output / .` blocks."""
    lines = (GOLDEN / name).read_text("utf-8").split("\n")
    blocks, block = [], []
    for line in lines:
        if line == ".":
            blocks.append("\n".join(block))
            block = []
        else:
            block.append(line)
    return [pytest.param(*blocks[n + 1 : n + 3], id=blocks[n].strip()) for n in range(0, len(blocks), 3)]


def line_of(segment):
    words = [
        segment.kind,
        *([str(segment.level)] if segment.level else []),
        *([segment.attribute] if segment.attribute else []),
    ]
    return f"{' '.join(words)}: {segment.text}"


@pytest.mark.parametrize(("source", "expected"), fixtures("segments.txt"))
def test_segments(source, expected):
    document = markdown.parse(source)
    assert "\n".join(map(line_of, document.segments)) == expected


@pytest.mark.parametrize(("source", "cases"), fixtures("render.txt"))
def test_render(source, cases):
    document = markdown.parse(source)
    segment = document.segments[0]
    for text, written in re.findall(r"^(.*)\n=> ((?:.*)(?:\n> \\.*)*)", cases, re.MULTILINE):
        assert markdown.render(segment, text) == written
        again = markdown.parse(splice(document.text, [(segment.span, written)]))
        assert [s.kind for s in again.segments] == [s.kind for s in document.segments]


def test_every_segment_says_where_it_stands():
    source = "---\r\ntitle: Om os\r\n---\r\n\r\n> Hej *du*\r\n> der\r\n\r\n- [a](b 'c')\r\n"
    document = markdown.parse(source.encode())
    found = {s.text: (source[slice(*s.span)], s.line, s.column) for s in document.segments}
    assert found == {
        "Om os": ("Om os", 2, 8),
        "Hej <em>du</em> der": ("Hej *du*\r\n> der", 5, 3),
        "a": ("a", 8, 4),
        "c": ("c", 8, 10),
    }


def test_bytes_come_back():
    for data in (
        b"",
        b"\xef\xbb\xbf# Hej\r\n",
        b"\xff\xfe# \x00H\x00",
        "# Blåbær".encode("latin-1"),
        b"\x00\r\r\n\xc3",
    ):
        assert markdown.parse(data).to_bytes() == data


def test_front_matter_becomes_metadata():
    document = markdown.parse("---\ntitle: Om os\nlang: no\ndate: 2026-05-03\ntranslationKey: om\n---\nHej")
    assert document.language == "no"
    assert document.metadata == {"title": "Om os", "lang": "no", "date": "2026-05-03", "translationKey": "om"}
    assert {s.declared_language for s in document.segments} == {"no"}


def test_broken_front_matter_is_reported_and_kept():
    document = markdown.parse("---\ntitle: [Om\n---\nHej", path="a.md")
    [diagnostic] = document.diagnostics
    assert (diagnostic.rule, diagnostic.path) == ("front-matter", "a.md")
    assert [s.text for s in document.segments] == ["Hej"]


def test_metadata_is_quoted_as_the_document_quotes():
    for source, written in {
        "---\ntitle: Hej\n---\n": '"Yes: no"',
        "---\ntitle: 'Hej'\n---\n": "'Yes: no'",
        '+++\ntitle = "Hej"\n+++\n': '"Yes: no"',
        "Title: Hej\nLang: da\n\nDav": "Yes: no",
    }.items():
        document = markdown.parse(source)
        assert markdown.render(document.segments[0], "Yes: no", document=document) == written


def test_attribute_of_an_html_block_is_quoted_as_it_stands():
    document = markdown.parse("<p title='Hej'>Dav</p>\n")
    assert markdown.render(document.segments[0], 'Don\'t "go"', document=document) == 'Don&#39;t "go"'
    assert "'" not in markdown.render(document.segments[0], "Don't")


@pytest.mark.parametrize(
    ("source", "text", "rule"),
    [
        ("Hej", "  ", "empty-translation"),
        ("Hej *du*", "Hello you", "tag-mismatch"),
        ("Hej", "Hello <em>you</em>", "tag-mismatch"),
        ("[a](b) og [c](d)", "<a>a <a2>c</a2></a>", "markup-lost"),
        ("Hej", "Hello {{ x }}", "template-code"),
        ("Hej", "He\x00llo", "control-character"),
        ('!!! note "Hej"\n', 'Say "hi"', "quotation-mark"),
    ],
)
def test_refused(source, text, rule):
    segment = markdown.parse(source).segments[0]
    with pytest.raises(TranslationError) as error:
        markdown.render(segment, text)
    assert error.value.diagnostic.rule == rule


def test_links_and_notes():
    [segment] = markdown.parse("Se [mere](om.md) og ![kort](k.png) og <https://x.dk> nu").segments[:1]
    assert segment.links == ("om.md", "k.png", "https://x.dk")
    assert [tag.note for tag in segment.tags] == ["link to om.md", "image k.png", "link to https://x.dk"]


def test_link_target_with_a_shortcode_is_told_as_written():
    [segment] = markdown.parse('Se [mere]({{< ref "om.md" >}}) nu').segments
    assert segment.links == ('{{< ref "om.md" >}}',)


def test_elements_of_html_blocks_stand_in_the_whole_document():
    source = "Hej\r\n\r\n<div>\r\n<p>du</p>\r\n</div>\r\n\r\n<p>der</p>"
    document = markdown.parse(source)
    assert [source[e.start : e.inner_start] for e in document.elements] == ["<div>", "<p>", "<p>"]
    assert [document.elements[s.element].name for s in document.segments if s.element >= 0] == ["p", "p"]
    assert document.elements[1].parent == 0


def test_deep_nesting_and_long_runs_are_read_in_linear_time():
    for source in (
        "> " * 5000 + "x",
        "[" * 5000,
        "*a " * 5000,
        "{{" * 5000,
        "<%" * 5000,
        "$a" * 5000,
        "[^" * 5000,
        "\\\\(" * 5000,
    ):
        assert markdown.parse(source).to_bytes() == source.encode()


# -- for anything ---------------------------------------------------------------------------------------------

marks = st.sampled_from(
    ["*", "**", "_", "`", "[", "](x)", "![", "]", "\n", "\r\n", "\n\n", "> ", "- ", "1. ", "# ", "    ", "\t", "|", "|--|\n",
     "---\n", "+++\n", "===\n", "```\n", "~~", "<b>", "</b>", "<!--", "-->", "<div>", "&amp;", "&#32;", "&nbsp;", "\\", "{{", "}}", "{%", "%}",
     "$", "[^1]", "[^1]: ", ": ", '!!! note "x"\n', "title: ", "  \n", "\\\n", "\0", "\ufdd0", "\xa0", "\udc80", "\u2028", "\x0b", "\x1c",
     "[ ] ", "[!NOTE]", "[a]: b 'c'\n", "hej", "Ø", "x y", "<https://x.dk>", '"', "(", ")"]
)  # fmt: skip
sources = st.lists(marks | st.text(max_size=3), max_size=30).map("".join)
words = st.lists(
    marks.filter(lambda m: not set("\0\x0b\x1c\udc80") & set(m)) | st.text("abc .1#", max_size=3), max_size=8
).map("".join)


@given(sources)
@settings(max_examples=400, deadline=None)
def test_any_text_comes_back_and_every_span_holds(source):
    document = markdown.parse(source)
    assert document.text == source
    end = 0
    for segment in document.segments:
        assert 0 <= segment.span.start < segment.span.end <= len(source)
        if segment.kind not in {"attribute", "metadata", "title"} and segment.element < 0:
            assert segment.span.start >= end, "text segments follow each other"
            end = segment.span.end


@given(st.binary(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_bytes_come_back(data):
    assert markdown.parse(data).to_bytes() == data


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_masking_keeps_the_length(source):
    assert len(mask(source)) == len(source)


CONTEXTS = [
    "Hej\n\n%s\n\n- du\n",
    "# %s\n",
    "> %s\n\nx",
    "- a\n- %s\n- b\n",
    "| a | b |\n|---|---|\n| %s | c |\n",
    "%s\n===\n",
    "Hej\n: %s\n",
    "1. %s\n\n   x\n",
    "[^1]: %s\n",
]


@given(st.sampled_from(CONTEXTS), words)
@settings(max_examples=400, deadline=None)
def test_a_translation_says_what_the_translator_wrote(context, text):
    source = context % "Dav *med* [dig](x)"
    document = markdown.parse(source)
    segment = next(s for s in document.segments if s.text.startswith("Dav"))
    translation = escape(text) + "<a>y</a> <em>z</em>"
    try:
        written = markdown.render(segment, translation)
    except TranslationError as error:
        assert error.diagnostic.rule in {"control-character", "template-code"}  # noqa: PT017
        return
    again = markdown.parse(splice(source, [(segment.span, written)]))
    assert [(s.kind, s.level) for s in again.segments] == [(s.kind, s.level) for s in document.segments]
    new = again.segments[document.segments.index(segment)]
    assert re.sub(r"[ \t\n\f\r]+", " ", new.text) == re.sub(r"[ \t\n\f\r]+", " ", translation).strip(" ")


# Spaces by reference at the edge of a line are spaces to a browser and text to Markdown: nobody writes them.
@given(sources.filter(lambda source: "&#" not in source))
@settings(max_examples=300, deadline=None)
def test_a_document_translated_into_itself_says_the_same(source):
    document = markdown.parse(source)
    edits, end = [], 0
    for segment in document.segments:
        if (
            segment.translate
            and segment.element < 0
            and segment.kind != "metadata"
            and segment.span.start >= end
        ):
            end = segment.span.end
            try:
                edits.append((segment.span, markdown.render(segment, segment.text)))
            except TranslationError as error:
                assert error.diagnostic.rule in {"control-character", "quotation-mark"}  # noqa: PT017
    again = markdown.parse(splice(source, edits))
    assert [line_of(s) for s in again.segments if s.translate] == [
        line_of(s) for s in document.segments if s.translate
    ]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("```\n{{ x }} a\n```\n", "{{ x }} a"),
        ("```{{ fence }}\n{{ x }}\n{% y %}\n```\n", "{{ x }}\n{% y %}"),
        ("> ```\n> {{ x }}\n> $a$\n> ```\n", "{{ x }}\n$a$"),
        ("    {{ x }}\n    b\n", "{{ x }}\nb"),
        ("```\n</b> <a>x</a>\n```\n", "</b> <a>x</a>"),
    ],
)
def test_code_is_what_it_says(source, code):
    (segment,) = markdown.parse(source).segments
    assert inline.plain(segment.text) == code
    assert not any(piece.kind != "text" for piece in inline.pieces(segment.text))
