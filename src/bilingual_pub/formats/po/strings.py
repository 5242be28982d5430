r"""PO strings: what stands between the quotation marks, and what it means.

GNU's lexer (gettext-tools/src/po-lex.c) is the rule: `\n \t \b \r \f \v \a \\ \"`, octal of up to three digits, and
`\x` with any number of hexadecimal digits. A number is a byte of the file's encoding, not a character.
"""

from __future__ import annotations

import re

__all__ = ["escape", "quote", "unescape"]

_NAMED = {"n": "\n", "t": "\t", "b": "\b", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "\\": "\\", '"': '"'}
_ESCAPE = re.compile(r"((?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]+))+)|\\(\r?\n|.)", re.DOTALL)
_NUMBER = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]+))")
_ESCAPES = {n: f"\\{n:03o}" for n in (*range(32), 127)} | {ord(c): f"\\{name}" for name, c in _NAMED.items()}
_SPECIAL = re.compile(r'[\x00-\x1f\x7f"\\]')


def unescape(text: str, encoding: str = "utf-8") -> str:
    r"""Return what the inside of a PO string means. Raises ValueError naming an escape that PO does not have.

    >>> unescape(r"En \"lille\" linje\n\303\246 \x41")
    'En "lille" linje\næ A'
    """
    return _ESCAPE.sub(lambda match: _meaning(match, encoding), text) if "\\" in text else text


def _meaning(match: re.Match[str], encoding: str) -> str:
    if match[1]:
        numbers = (int(o, 8) if o else int(x, 16) for o, x in _NUMBER.findall(match[1]))
        return bytes(n & 0xFF for n in numbers).decode(encoding, "surrogateescape")
    name = match[2]
    if name[-1] == "\n":
        return ""
    if name not in _NAMED:
        raise ValueError(match[0])
    return _NAMED[name]


def escape(text: str) -> str:
    r"""Return `text` as it stands between quotation marks.

    >>> print(escape('Sig "hej"\n'))
    Sig \"hej\"\n
    """
    return text.translate(_ESCAPES)


def quote(keyword: str, text: str, *, mark: str = "", eol: str = "\n", width: int | None = 79) -> str:
    r"""Return the lines `keyword "text"` as GNU breaks them: after each newline, and at spaces beyond `width`.

    `mark` is put before every line ("#~ ", "#| "). `width` counts characters with both quotation marks; None breaks
    only after newlines. The result ends with `eol`.

    >>> print(quote("msgid", "En linje\nog en til"), end="")
    msgid ""
    "En linje\n"
    "og en til"
    """
    if _SPECIAL.search(text) is None:
        pieces = [text]
    else:
        pieces = [escape(piece) for piece in re.findall(r"[^\n]*\n|[^\n]+", text)]
    room = None if width is None else width - len(mark) - 2
    if len(pieces) > 1 or (room is not None and len(keyword) + 1 + len(pieces[0]) > room):
        pieces = ["", *(line for piece in pieces for line in _wrap(piece, room))]
    if pieces[0] == "" and len(pieces) == 2 and " " not in pieces[1].rstrip():
        pieces = pieces[1:]
    between = f'"{eol}{mark}"'
    return f'{mark}{keyword} "{between.join(pieces)}"{eol}'


def _wrap(text: str, room: int | None) -> list[str]:
    """Break at the last spaces that leave no line longer than `room`; spaces stay at the end of a line, beyond it even."""
    if room is None:
        return [text]
    lines = []
    start, size = 0, len(text)
    while size - start > room:
        space = text.rfind(" ", start, start + room + 1)
        if space < 0:
            space = text.find(" ", start + room + 1)
        if space < 0:
            break
        end = space + 1
        while end < size and text[end] == " ":
            end += 1
        lines.append(text[start:end])
        start = end
    return [*lines, text[start:]] if start < size else lines
