"""Diagnostics as text: for a reader, as JSON, for GitHub's log, and as SARIF. Pure functions.

`translate` puts an English template into the reader's language; without it the text stays English.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from bilingual_pub.model import Diagnostic

__all__ = ["FORMATS", "as_full", "as_github", "as_json", "as_sarif", "format_diagnostics"]

Translate = Callable[[str], str]

_SARIF_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_GITHUB_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def _same(text: str) -> str:
    return text


def _message(diagnostic: Diagnostic, translate: Translate) -> str:
    return translate(diagnostic.template).format_map(diagnostic.values)


def _hint(diagnostic: Diagnostic, translate: Translate) -> str:
    return translate(diagnostic.hint).format_map(diagnostic.values) if diagnostic.hint else ""


def as_full(diagnostics: Iterable[Diagnostic], translate: Translate = _same) -> str:
    """Return one line for each, what to do beneath it: `path:line:column: severity: message [rule]`.

    >>> print(as_full([Diagnostic("end", "warning", "no full stop", path="en.po", line=3, hint="Add one.")]))
    en.po:3: warning: no full stop [end]
        Add one.
    """
    lines: list[str] = []
    for diagnostic in diagnostics:
        place = f"{diagnostic.place}: " if diagnostic.place else ""
        severity = translate(diagnostic.severity)
        lines.append(f"{place}{severity}: {_message(diagnostic, translate)} [{diagnostic.rule}]")
        lines += [f"    {hint}" for hint in [_hint(diagnostic, translate)] if hint]
    return "\n".join(lines)


def as_json(diagnostics: Iterable[Diagnostic], translate: Translate = _same) -> str:
    """Return a JSON array of objects: rule, severity, message, hint, path, line, column, values.

    >>> as_json([])
    '[]'
    """
    rows = [
        {
            "rule": diagnostic.rule,
            "severity": diagnostic.severity,
            "message": _message(diagnostic, translate),
            "hint": _hint(diagnostic, translate),
            "path": diagnostic.path,
            "line": diagnostic.line,
            "column": diagnostic.column,
            "values": diagnostic.values,
        }
        for diagnostic in diagnostics
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2, default=str)


def as_github(diagnostics: Iterable[Diagnostic], translate: Translate = _same) -> str:
    """Return workflow commands, which GitHub shows beside the line (GitHub Docs, "Workflow commands").

    >>> print(as_github([Diagnostic("end", "warning", "no full stop", path="en.po", line=3)]))
    ::warning file=en.po,line=3,title=end::no full stop
    """
    return "\n".join(_command(diagnostic, translate) for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic, translate: Translate) -> str:
    fields = {
        "file": diagnostic.path,
        "line": diagnostic.line,
        "col": diagnostic.column,
        "title": diagnostic.rule,
    }
    properties = ",".join(
        f"{name}={_escaped(str(value)).replace(':', '%3A').replace(',', '%2C')}"
        for name, value in fields.items()
        if value is not None
    )
    hint = _hint(diagnostic, translate)
    message = _message(diagnostic, translate) + (f"\n{hint}" if hint else "")
    return f"::{_GITHUB_COMMANDS[diagnostic.severity]} {properties}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def as_sarif(diagnostics: Iterable[Diagnostic], translate: Translate = _same) -> str:
    """Return a SARIF 2.1.0 log (OASIS), which code hosts and editors read.

    >>> json.loads(as_sarif([]))["version"]
    '2.1.0'
    """
    found = list(diagnostics)
    rules = {diagnostic.rule: diagnostic for diagnostic in reversed(found)}
    driver = {
        "name": "bilingual-pub",
        "rules": [
            {"id": name, "shortDescription": {"text": translate(diagnostic.template)}}
            for name, diagnostic in sorted(rules.items())
        ],
    }
    results = [_result(diagnostic, translate) for diagnostic in found]
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
    return json.dumps(log, ensure_ascii=False, indent=2, default=str)


def _result(diagnostic: Diagnostic, translate: Translate) -> dict[str, Any]:
    hint = _hint(diagnostic, translate)
    # Viewers show a message up to its first full stop where there is little room (SARIF 2.1.0, 3.11.3).
    text = _message(diagnostic, translate) + (f". {hint}" if hint else "")
    result: dict[str, Any] = {
        "ruleId": diagnostic.rule,
        "level": _SARIF_LEVELS[diagnostic.severity],
        "message": {"text": text},
    }
    if diagnostic.path is not None:
        location: dict[str, Any] = {
            "artifactLocation": {"uri": quote(diagnostic.path.replace("\\", "/"), safe="/:,")}
        }
        if diagnostic.line is not None:
            column = {"startColumn": diagnostic.column} if diagnostic.column is not None else {}
            location["region"] = {"startLine": max(diagnostic.line, 1), **column}
        result["locations"] = [{"physicalLocation": location}]
    return result


FORMATS: Mapping[str, Callable[[Sequence[Diagnostic], Translate], str]] = {
    "full": as_full,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}


def format_diagnostics(
    diagnostics: Sequence[Diagnostic], output: str = "full", *, translate: Translate | None = None
) -> str:
    """Return `diagnostics` as "full", "json", "github" or "sarif". Raises KeyError for another name.

    >>> format_diagnostics([], "full")
    ''
    """
    return FORMATS[output](diagnostics, translate or _same)
