"""What every reader promises for any bytes at all: it ends, it raises nothing but its own errors, it keeps every byte.

Tests, fuzzers and benchmarks call the same functions, one for each format.
"""

from __future__ import annotations

import atexit
import contextlib
import io
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from bilingual_pub import config, formats, outputs, sentences
from bilingual_pub.catalog import update_catalog
from bilingual_pub.check import check_catalog
from bilingual_pub.documents import understand
from bilingual_pub.errors import ConfigError, InputError, TranslationError
from bilingual_pub.formats import (
    encoding,
    exchange,
    front_matter,
    inline,
    mo,
    php_serialize,
    po,
    tabular,
    tmx,
    wxr,
    xliff,
)
from bilingual_pub.merge import merge, read_decisions
from bilingual_pub.merge.decisions import obey, segment_keys
from bilingual_pub.merge.sanitise import clean
from bilingual_pub.model import Bead, Bitext, Document, Segment
from bilingual_pub.patterns import Pattern, fill, match
from bilingual_pub.splice import splice
from bilingual_pub.systems import strings
from bilingual_pub.systems.settings import read_settings
from bilingual_pub.systems.strings.files import FORMATS
from bilingual_pub.template import Template
from bilingual_pub.translate import translate

CUT = b"\x1e"
"""Between the files of an input that is more than one file: the record separator, which text files do not have."""


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _parts(data: bytes, count: int) -> list[bytes]:
    """Cut an input into exactly `count` files; those it has not are empty."""
    return [*data.split(CUT, count - 1), *[b""] * count][:count]


@cache
def _folder() -> Path:
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def _file(name: str, data: bytes) -> Path:
    """Write the one file of this name anew: making and taking away a file each time is most of the time of a run."""
    path = _folder() / name
    path.write_bytes(data)
    return path


def _document(data: bytes, format_: str) -> Document:
    document = _kept(formats.parse(data, format_), data)
    for segment in document.segments:
        _identity(document, segment)
    return document


def _kept(document: Document, data: bytes) -> Document:
    assert document.to_bytes() == data
    for segment in document.segments:
        assert 0 <= segment.span.start <= segment.span.end <= len(document.text)
    return document


def _identity(document: Document, segment: Segment) -> None:
    """A segment's own text can be put back, or is refused with the library's error."""
    with contextlib.suppress(TranslationError):
        splice(document.text, [(segment.span, formats.render(document, segment, segment.text))])


def html(data: bytes) -> None:
    _document(data, "html")


def markdown(data: bytes) -> None:
    _document(data, "markdown")


def blocks(data: bytes) -> None:
    _document(data, "blocks")


def documents(data: bytes) -> None:
    document = understand(formats.parse(data, "html"))
    assert document.to_bytes() == data


def front(data: bytes) -> None:
    text = _text(data)
    found = front_matter.parse(text)
    if found is not None:
        for field in found.fields:
            assert 0 <= field.span.start <= field.span.end <= found.span.end
    with contextlib.suppress(InputError):
        assert isinstance(front_matter.put(text, {"title": "x"}), str)


def catalog(data: bytes) -> None:
    read = po.parse(data)
    assert read.to_bytes() == data
    for entry in read.entries:
        read.lookup(entry.msgid, entry.msgctxt)


def compiled(data: bytes) -> None:
    with contextlib.suppress(InputError):
        read = mo.parse(data)
        again = mo.parse(mo.serialize(read.entries))
        assert {e.key for e in again.entries} == {e.key for e in read.entries}


def export(data: bytes) -> None:
    pieces = list(wxr.read_pieces(io.BytesIO(data)))
    assert b"".join(piece.source for piece in pieces) == data
    list(wxr.read_items(io.BytesIO(data)))
    wxr.read_header(wxr.read_pieces(io.BytesIO(data)))
    _kept(wxr.parse(data), data)


def memory(data: bytes) -> None:
    _kept(tmx.parse(data), data)
    with contextlib.suppress(InputError):
        tmx.read(data)


def exchanged(data: bytes) -> None:
    _kept(xliff.parse(data), data)
    with contextlib.suppress(InputError):
        xliff.read(data)


def jsonl(data: bytes) -> None:
    with contextlib.suppress(InputError):
        tabular.read_jsonl(data)


def tsv(data: bytes) -> None:
    with contextlib.suppress(InputError):
        tabular.read_tsv(data)


def php(data: bytes) -> None:
    with contextlib.suppress(InputError):
        value = php_serialize.loads(data)
        assert repr(php_serialize.loads(php_serialize.dumps(value))) == repr(value)


def settings(data: bytes) -> None:
    with contextlib.suppress(ConfigError):
        config.load(_file("x.toml", data))


def split(data: bytes) -> None:
    text = _text(data)
    assert "".join("".join(sentences.split(text, "da")).split()) == "".join(text.split())


def notation(data: bytes) -> None:
    text = _text(data)
    assert inline.unescape(inline.escape(text)) == text
    assert inline.plain(inline.escape(text)) == inline.plain(inline.escape(inline.plain(inline.escape(text))))


def system(data: bytes) -> None:
    for suffix in ("yaml", "json", "py"):
        with contextlib.suppress(ConfigError):
            assert isinstance(read_settings(_file(f"x.{suffix}", data)), dict)


def interface(data: bytes) -> None:
    one, two = _parts(data, 2)
    for name in FORMATS:
        with contextlib.suppress(InputError):
            source = strings.parse(one, name)
            catalog = strings.to_catalog(source)
            assert set(po.parse(catalog.to_bytes()).index) == set(catalog.index)
            strings.from_catalog(source, po.parse(two))


def decisions(data: bytes) -> None:
    source = formats.parse("<p>Hej<p>Hej<p>Farvel")
    target = formats.parse("<p>Hi<p>Hi<p>Bye")
    with contextlib.suppress(InputError):
        read = read_decisions(_file("x.json", data))
        beads = tuple(Bead((a,), (b,)) for a, b in zip(source.segments, target.segments, strict=True))
        for named in read.values():
            made = obey(Bitext(source, target, beads), named)
            assert segment_keys(s for bead in made.beads for s in bead.source)
            assert {s.span for bead in made.beads for s in bead.source} == {s.span for s in source.segments}


def updated(data: bytes) -> None:
    """No message of the template is missing afterwards, and no translation that there was is gone."""
    one, two = _parts(data, 2)
    old, template = po.parse(one), Template.parse(two)
    made, counts = update_catalog(old, template)
    assert made.to_bytes() == po.parse(made.to_bytes()).to_bytes()
    now = po.parse(made.to_bytes())
    assert {e.key for e in now.entries} >= {(m.msgctxt, m.msgid) for m in template.messages if m.msgid}
    if not any(isinstance(block, po.Fragment) and block.broken for block in old.blocks):
        assert update_catalog(now, template)[0].to_bytes() == made.to_bytes()
    assert min(counts.values()) >= 0


def checked(data: bytes) -> None:
    for found in check_catalog(po.parse(data)):
        assert str(found)


def _skeleton(document: Document) -> list[Any]:
    """All elements with their attributes, without the values that readers see."""
    seen = {"title", "content", "alt", "placeholder", "aria-label", "value", "label", "summary"}
    return [(e.name, [(k, v) for k, v in e.attributes if k not in seen]) for e in document.elements]


PAGE = """<html><head><title>Titel</title><meta name="description" content="Tekst"></head><body>
<p title='Hjælp'>Læs mere</p><img src=a.png alt=Billede><input placeholder="Søg"><textarea>Skriv</textarea>
<p>Se <a href="/om">om <b>os</b></a></p><button aria-label=Luk>Luk</button><pre> a
 b</pre></body></html>"""
MARKDOWN = "---\ntitle: Titel\n---\n# Læs mere\n\nSe [om os](om.md) og *her*.\n\n- | a\n\n> Tekst\n"
POST = (
    '<!-- wp:paragraph {"x":"y"} -->\n<p>Se <a href="/om">om os</a></p>\n<!-- /wp:paragraph -->\n\nHej\n\nDer'
)


def _keeps(page: str, format_: str, msgstrs: dict[str, str]) -> None:
    """Translations change texts: no element, no attribute, no link, no shortcode, no segment more or less."""
    document = formats.parse(page, format_)
    made = translate(document, msgstrs, "en", role=None)
    again = formats.parse(made.to_bytes().decode(), format_)
    assert _skeleton(again) == _skeleton(document)
    links = [sorted(link for s in d.segments for link in s.links) for d in (document, again)]
    assert links[0] == links[1]


def translations(data: bytes) -> None:
    """Any texts for any segments: each line is the next segment's."""
    for page, format_ in ((PAGE, "html"), (MARKDOWN, "markdown"), (POST, "blocks")):
        texts = [segment.text for segment in formats.parse(page, format_).segments]
        given = data.decode("utf-8", "replace").split(CUT.decode())
        _keeps(page, format_, dict(zip(texts, given, strict=False)))


def anywhere(data: bytes) -> None:
    """Any text for each segment of any page: what cannot be put back is refused, the rest stays as it was."""
    one, two = _parts(data, 2)
    document = formats.parse(one, "html")
    text = two.decode("utf-8", "replace")
    made = translate(document, {segment.text: text for segment in document.segments}, "en", role=None)
    assert _skeleton(formats.parse(made.text)) == _skeleton(document)


def imported(data: bytes) -> None:
    """What a translator's tool sent back, put into a page."""
    for read in (xliff.read, tmx.read):
        with contextlib.suppress(InputError):
            _keeps(PAGE, "html", exchange.lookup(read(data)))


def merged(data: bytes) -> None:
    """Each block of both bodies stands in the rows once, and every output can be made and read."""
    one, two = (formats.parse(p, "html" if p[:1] == b"<" else "markdown") for p in _parts(data, 2))
    article = merge(one, two, languages=("da", "en"), slug="x", sanitise=True)
    made = {name: list(outputs.render(article, name)) for name in ("pages", "side-by-side", "review", "tsv")}
    assert all(made.values())
    for name in ("xliff", "xliff2", "tmx"):
        for _, file in outputs.render(article, name):
            (tmx if name == "tmx" else xliff).read(file)
    for side, segments in enumerate((article.bitext.source.segments, article.bitext.target.segments)):
        there = [s.span for bead in article.bitext.beads for s in (bead.source, bead.target)[side]]
        assert len(there) == len(set(there))
        assert set(there) <= {s.span for s in segments}


def sanitised(data: bytes) -> None:
    for element in formats.parse(clean(_text(data))).elements:
        assert element.name not in {"script", "style", "object", "embed", "form", "base", "link", "meta"}
        assert element.name != "iframe" or element.get("sandbox")
        for name, value in element.attributes:
            assert not name.startswith("on")
            scheme = (value or "").strip().lower().partition(":")[0]
            assert name in {"title", "alt"} or scheme not in {"javascript", "data", "vbscript"}


CODECS = "utf-8 utf-16 utf-16-le utf-32 latin-1 cp1252 cp037 utf-7 shift_jis gb18030 big5hkscs iso2022_jp koi8-r hz idna mbcs".split()


def encoded(data: bytes) -> None:
    """Any bytes in any encoding, declared or not, come back as they were; so does a page in it."""
    first, rest = data[:1], data[1:]
    for declared in (None, CODECS[first[0] % len(CODECS)] if first else ""):
        text, codec, bom = encoding.decode(rest, declared)
        assert bom + text.encode(codec, "surrogateescape") == rest
    name = CODECS[first[0] % len(CODECS)] if first else "utf-8"
    _document(f'<meta charset="{name}">'.encode() + rest, "html")


def slots(data: bytes) -> None:
    """A message with slots fits a text or it doesn't, soon; what it fits can be written in the other language."""
    one, two = (_text(part) for part in _parts(data, 2))
    found = match(two, [Pattern(one)])
    if found:
        assert isinstance(fill(one, found.values, "en"), str)


PROMISES: dict[str, Callable[[bytes], None]] = {
    "html": html,
    "markdown": markdown,
    "blocks": blocks,
    "documents": documents,
    "front_matter": front,
    "po": catalog,
    "mo": compiled,
    "wxr": export,
    "tmx": memory,
    "xliff": exchanged,
    "jsonl": jsonl,
    "tsv": tsv,
    "php": php,
    "config": settings,
    "sentences": split,
    "inline": notation,
    "settings": system,
    "strings": interface,
    "decisions": decisions,
    "update": updated,
    "check": checked,
    "translate": translations,
    "anywhere": anywhere,
    "import": imported,
    "merge": merged,
    "sanitise": sanitised,
    "encoding": encoded,
    "slots": slots,
}
