"""XML by spans: what stands between the tags is found to the character, whatever stands round it."""

from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.formats import safe_xml
from bilingual_pub.formats.xml_document import elements, placed, read_document
from bilingual_pub.model import Document, Segment, Span

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


@given(st.lists(st.tuples(TEXTS, TEXTS)))
def test_spans_are_exact_among_letters_of_any_width(rows):
    inner = [safe_xml.text(text) for text, _ in rows]
    tags = [f"<seg x={safe_xml.attribute(value)}>" for _, value in rows]
    page = "".join(f"<tu>ø🍺\n{tag}{text}</seg></tu>" for tag, text in zip(tags, inner, strict=True))
    document, root = read_document(f"<tmx>{page}</tmx>", "tmx")
    assert root is not None
    found = list(elements(document.text, root, {"seg"}))
    assert [document.text[slice(*span)] for _, span in found] == inner


def test_offsets_are_right_far_into_a_long_text():
    text = f"<a>{'æ' * 5000}<seg>øl</seg>{'🍺' * 3000}<seg>vin</seg></a>"
    root = safe_xml.parse(text)
    assert [text[slice(*span)] for _, span in elements(text, root, {"seg"})] == ["øl", "vin"]


def test_a_text_is_read_as_it_is_whatever_its_declaration_says():
    text = "<?xml version='1.0' encoding='iso-8859-1'?><a>øl</a>"
    assert safe_xml.parse(text).text == "øl"
    assert safe_xml.parse(text.encode("latin-1")).text == "øl"
    document, root = read_document(text.encode("latin-1"), "tmx")
    assert (document.to_bytes(), root.text) == (text.encode("latin-1"), "øl")


def test_lines_are_counted_with_any_line_end():
    document = placed(Document("a\r\nb\rc\nd"), [Segment("d", Span(7, 8)), Segment("b", Span(3, 4))])
    assert [(s.line, s.column) for s in document.segments] == [(4, 1), (2, 1)]
