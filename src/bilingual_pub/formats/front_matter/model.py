"""What front matter of any kind comes to."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from bilingual_pub.model import Diagnostic, Span

__all__ = ["Field", "FrontMatter", "quoted"]


@dataclass(frozen=True, slots=True)
class Field:
    """One scalar: its `path` of keys and list positions, what it says, and where its source (quotes included) stands.

    `style`: how a new value has to be written there: "yaml" (plain if safe), '"', "'", "block", "flow" (plain
    inside brackets), "toml", "header"; "empty" and "empty header" where nothing stands behind the colon.
    """

    path: tuple[str | int, ...]
    value: str
    span: Span
    style: str

    @property
    def key(self) -> str:
        """The innermost key: of `cover: {alt: Et kort}`, "alt"; "" where all are positions."""
        return next((part for part in reversed(self.path) if isinstance(part, str)), "")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`kind`: "yaml", "toml", "nikola", "headers". `span`: from the text's beginning to where the body begins.

    `values`: as the format reads them (dates as ISO strings), keys of header lines in lower case. `fields`: the
    scalars, in order. `insert`: where a line can be added, with `template` saying how it looks.
    """

    kind: str
    span: Span
    values: dict[str, Any]
    fields: tuple[Field, ...] = ()
    insert: int = 0
    template: str = "{key}: {value}\n"
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def style(self) -> str:
        """The style of a value added."""
        return {"yaml": "yaml", "toml": "toml"}.get(self.kind, "header")

    def field(self, key: str) -> Field | None:
        """Return the field at the top level called `key`."""
        if self.style == "header":
            key = key.lower()
        return next((field for field in self.fields if field.path == (key,)), None)

    def line(self, key: str, value: str) -> str:
        """Return a line that says `key` is `value`, which is written already."""
        return self.template.replace("{key}", key).replace("{value}", value)


# Characters that YAML (1.2.2, 5.1) or TOML (1.0, strings) do not take as they stand.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def quoted(value: str) -> str:
    r"""Return `value` as a double-quoted string with the escapes that YAML, TOML and JSON share.

    >>> quoted('Hun sagde "nej"')
    '"Hun sagde \\"nej\\""'
    """
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))
