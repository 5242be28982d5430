"""The elements of one piece of an export, read with patience: what is broken is read as far as it goes.

No document type, no entities but XML's own five and character numbers: there is nothing a hostile file could
make grow, fetch or run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bilingual_pub.formats.wxr.names import Names

__all__ = ["Node", "parse_elements", "resolve"]


@dataclass(slots=True)
class Node:
    """An element: its name under the usual prefix, the parts of its own text, its children.

    `broken`: of the outermost, the name of an element in it whose end is missing, "" where all are whole.
    """

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    broken: str = ""

    @property
    def text(self) -> str:
        """The element's own text, CDATA sections and references resolved.

        >>> Node("title", parts=["Øl", " & vin"]).text
        'Øl & vin'
        """
        return "".join(self.parts)

    def get(self, name: str) -> str:
        """Return the text of the first child called `name`, "" where there is none.

        >>> Node("item", children=[Node("title", parts=["Forår"])]).get("title")
        'Forår'
        """
        return next((child.text for child in self.children if child.name == name), "")

    def all(self, name: str) -> Iterator[Node]:
        """Yield the children called `name`.

        >>> list(Node("item").all("category"))
        []
        """
        return (child for child in self.children if child.name == name)


_TOKEN = re.compile(
    r"""
      <!\[CDATA\[ (?P<cdata>)
    | <!-- (?P<comment>)
    | <(?P<slash>/?) (?P<name>[\w.:-]+)
        (?P<attributes> (?:\s+[\w.:-]+ \s*=\s* (?:"[^"<]*"|'[^'<]*') )* ) \s* (?P<lone>/?) >
    """,
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([\w.:-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")


def parse_elements(text: str, names: Names) -> Node:
    """Return the first element of `text` with all below it; an end tag that is missing is where its parent ends.

    >>> item = parse_elements("<item><title><![CDATA[Øl & vin]]></title></item>", Names())
    >>> item.name, item.get("title")
    ('item', 'Øl & vin')
    """
    root = Node("")
    path = [root]
    at = 0
    while match := _TOKEN.search(text, at):
        path[-1].parts.append(resolve(text[at : match.start()]))
        at = match.end()
        if match["cdata"] is not None:
            section, at, closed = _section(text, at, path[-1].name)
            path[-1].parts.append(section)
            if not closed:
                _break(path)
        elif match["comment"] is not None:
            end = text.find("-->", at)
            at = end + 3 if end >= 0 else len(text)
        else:
            _tag(path, match, names)
    path[-1].parts.append(resolve(text[at:]))
    return root.children[0] if root.children else root


def _tag(path: list[Node], match: re.Match[str], names: Names) -> None:
    name = names.canonical(match["name"])
    if not match["slash"]:
        given = match["attributes"]
        values = {key: resolve(one or two) for key, one, two in _ATTRIBUTE.findall(given)} if given else {}
        node = Node(name, values)
        path[-1].children.append(node)
        if not match["lone"] and len(path) < _MAX_DEPTH:
            path.append(node)
    elif path[-1].name == name:
        path.pop()
    elif depths := [depth for depth, node in enumerate(path) if depth and node.name == name]:
        _break(path)
        del path[depths[-1] :]


def _break(path: list[Node]) -> None:
    path[min(1, len(path) - 1)].broken = path[-1].name


_MAX_DEPTH = 32
"""An export nests four deep; below this depth elements are kept as siblings."""


def _section(text: str, start: int, name: str) -> tuple[str, int, bool]:
    """Return what the CDATA section that begins at `start` holds, where it is over, and whether it was closed."""
    end = text.find("]]>", start)
    stop = end if end >= 0 else len(text)
    local = name.rpartition(":")[2]
    # Looked for by its end first: almost no section holds it, and a plain search costs nothing.
    seam = text.find(f"{local}>", start, stop) >= 0 and re.compile(
        rf"</(?:[\w.-]+:)?{re.escape(local)}>(?=\s*<)"
    ).search(text, start, stop)
    # Never closed: its element's end tag stands inside it, and another section is opened after that.
    if seam and (end < 0 or text.find("<![CDATA[", seam.end(), stop) >= 0):
        return text[start : seam.start()], seam.start(), False
    return text[start:stop], (end + 3 if end >= 0 else len(text)), end >= 0


_REFERENCE = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6}));")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def resolve(text: str) -> str:
    """Return `text` with XML's five entities and its character numbers resolved; any other `&` stands as it is.

    >>> resolve("r&#248;d &amp; hvid &hvad; &#x1F600;")
    'rød & hvid &hvad; 😀'
    """
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    if match[1]:
        return _ENTITIES[match[1]]
    number = int(match[2]) if match[2] else int(match[3], 16)
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else match[0]
