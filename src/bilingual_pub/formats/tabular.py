"""JSON Lines and TSV: a bitext for scripts and spreadsheets, one bead a line, and in again."""

from __future__ import annotations

import csv
import io
import json
import re

from bilingual_pub.errors import InputError
from bilingual_pub.files import utf8
from bilingual_pub.formats.exchange import Row, Translation, languages, rows
from bilingual_pub.model import N_, Bitext, Diagnostic

__all__ = ["read_jsonl", "read_tsv", "write_jsonl", "write_tsv"]

# Line ends to Python's splitlines and to some readers of JSON Lines, though not to JSON.
_ODD = re.compile("[\x7f-\x9f\u2028\u2029]")
# What a spreadsheet takes for a formula (OWASP, "CSV Injection"); the apostrophe in front makes it text.
_FORMULA = re.compile(r"(?='*[=+\-@\t\r])")
_DEFUSED = re.compile(r"\A'(?='*[=+\-@\t\r])")
_COLUMNS = ("source", "target", "kind", "confidence", "moved")


def write_jsonl(bitext: Bitext) -> bytes:
    """Return one JSON object a line: texts with their tags, languages, kind, confidence, lines in the documents.

    A side that is missing is "". Keys and their order are stable; the same bitext gives the same bytes.

    >>> from bilingual_pub.model import Bead, Document, Segment, Span
    >>> bead = Bead((Segment("Hej", Span(0, 3)),), (Segment("Hi", Span(0, 2)),))
    >>> write_jsonl(Bitext(Document("Hej"), Document("Hi"), (bead,), "da", "en")).decode()[:63]
    '{"source": "Hej", "target": "Hi", "source_language": "da", "tar'
    """
    tongues = languages(bitext)
    return utf8("".join(_line(row, bitext, tongues) for row in rows(bitext)))


def _line(row: Row, bitext: Bitext, tongues: tuple[str, str]) -> str:
    values = {
        "source": row.source,
        "target": row.target,
        "source_language": tongues[0],
        "target_language": tongues[1],
        "kind": row.first.kind,
        "confidence": round(row.bead.confidence, 4),
        "moved": row.bead.moved,
        "source_path": bitext.source.path,
        "target_path": bitext.target.path,
        "source_lines": [segment.line for segment in row.bead.source],
        "target_lines": [segment.line for segment in row.bead.target],
    }
    line = _ODD.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(values, ensure_ascii=False))
    return line + "\n"


def read_jsonl(data: bytes, *, path: str | None = None) -> list[Translation]:
    """Return the lines that have both texts. Raises InputError with the line that is no JSON object.

    >>> read_jsonl(b'{"source": "Hej", "target": "Hi"}')[0].target
    'Hi'
    """
    found: list[Translation] = []
    for number, line in enumerate(data.decode("utf-8-sig", "replace").split("\n"), 1):
        if line.strip():
            values = _object(line, number, path)
            pair = str(values.get("source") or ""), str(values.get("target") or "")
            if all(pair):
                found.append(Translation(*pair, _named(values, "source"), _named(values, "target")))
    return found


def _named(values: dict[str, object], side: str) -> str | None:
    language = values.get(f"{side}_language")
    return str(language) if language else None


def _object(line: str, number: int, path: str | None) -> dict[str, object]:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise InputError(
            Diagnostic("jsonl", "error", N_("this line is no JSON object"), path=path, line=number)
        )
    return values


def write_tsv(bitext: Bitext) -> bytes:
    r"""Return tab-separated values, UTF-8, a header line first: source, target, kind, confidence, moved.

    Tabs and line ends inside a text become spaces; quotation marks are doubled in quotes (RFC 4180). A text that a spreadsheet would run as a formula gets an
    apostrophe in front, which `read_tsv` takes off again.

    >>> from bilingual_pub.model import Bead, Document, Segment, Span
    >>> bead = Bead((Segment("=1+1", Span(0, 4)),), (Segment("Hi", Span(0, 2)),))
    >>> write_tsv(Bitext(Document(""), Document(""), (bead,))).decode().split("\n")[1]
    "'=1+1\tHi\tparagraph\t1.000\tno"
    """
    out = io.StringIO(newline="")
    table = csv.writer(out, delimiter="\t", lineterminator="\n")
    table.writerow(_COLUMNS)
    for row in rows(bitext):
        moved = "yes" if row.bead.moved else "no"
        texts = _cell(row.source), _cell(row.target)
        table.writerow([*texts, row.first.kind, f"{row.bead.confidence:.3f}", moved])
    return utf8(out.getvalue())


def _cell(text: str) -> str:
    text = " ".join(re.split(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]", text))
    return f"'{text}" if _FORMULA.match(text) else text


def read_tsv(data: bytes, *, path: str | None = None) -> list[Translation]:
    r"""Return the lines that have both texts, as `write_tsv` or a spreadsheet wrote them (quoted or not).

    Columns are found by their names in the first line. Raises InputError where `source` or `target` is missing.

    >>> read_tsv("source\ttarget\n'-5 °C\t\"'-5 °C\"\n".encode())
    [Translation(source='-5 °C', target='-5 °C', source_language=None, target_language=None, final=True, id='')]
    """
    text = data.decode("utf-8-sig", "replace")
    table = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    try:
        head, *lines = list(table) or [[]]
    except csv.Error as error:
        template, values = N_("this is no table: {reason}"), {"reason": str(error)}
        raise InputError(Diagnostic("tsv", "error", template, values, path, table.line_num)) from error
    if not {"source", "target"} <= set(head):
        template = N_("the first line of this table names no columns “source” and “target”")
        raise InputError(Diagnostic("tsv", "error", template, path=path, line=1))
    columns = head.index("source"), head.index("target")
    cells = ([_DEFUSED.sub("", row[c], count=1) for c in columns] for row in lines if len(row) > max(columns))
    return [Translation(source, target) for source, target in cells if source and target]
