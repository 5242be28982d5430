"""What makes a translation unfit for a program: it would crash it, or show a broken text. `compile` leaves these out."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterator

from bilingual_pub.formats import po
from bilingual_pub.model import N_, Diagnostic

__all__ = [
    "brace_fields",
    "form_count",
    "is_usable",
    "plural_count",
    "plural_fault",
    "printf_fields",
    "unfit",
]

_SURROGATE = re.compile("[\ud800-\udfff]")
_NPLURALS = re.compile(r"nplurals\s*=\s*(\d+)")
# Python's and C's conversion: %, an optional name or position, flags, width, precision, length, type.
_PRINTF = re.compile(
    r"%(?:%|(?:\((?P<name>[^()]*)\)|(?P<place>\d+)\$)?[#0\-+]*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:hh?|ll?|[Lqjzt])?(?P<type>[a-zA-Z]))"
)
_BRACE = re.compile(r"\{\{|\}\}|\{([A-Za-z_0-9.\[\]]*)(?:![rsa])?(?::[^{}]*)?\}")
_PRINTF_FLAGS = {"python-format", "c-format", "php-format", "perl-format"}
# Of Python ("String Formatting Operations"), C (ISO C 7.21.6.1) and PHP (sprintf).
_CONVERSIONS = frozenset("diouxXeEfFgGcrsapn")


def unfit(entry: po.Entry, plurals: int | None = None, path: str | None = None) -> Iterator[Diagnostic]:
    r"""Yield what makes a translated entry unfit. `plurals` is the catalog's `nplurals`, None where it has none.

    As GNU's `msgfmt --check-format` has it: newlines at the ends, the number of forms, flagged placeholders.

    >>> [d.rule for d in unfit(po.Entry("Hej\n", ("Hi",)))]
    ['newline']
    """
    if _is_plain(entry):
        return
    flags = entry.flags
    if not entry.translated or "ignore-all" in flags:
        return
    for rule, template, values, hint in _faults(entry, plurals, flags):
        if f"ignore-{rule}" not in flags:
            values["msgid"] = entry.msgid.encode("utf-8", "replace").decode()
            yield Diagnostic(rule, "error", template, values, path, entry.line or None, hint=hint)


def _is_plain(entry: po.Entry) -> bool:
    """What nearly every entry is: one form, no flags, no newline at an end, nothing undecoded. Nothing can be amiss."""
    if entry.msgid_plural is not None or "#," in entry.head:
        return False
    return not any(
        "\n" in {text[:1], text[-1:]} or _undecoded(text) for text in (entry.msgid, entry.msgstr[0])
    )


_Fault = tuple[str, str, dict[str, object], str]


def _faults(entry: po.Entry, plurals: int | None, flags: tuple[str, ...]) -> Iterator[_Fault]:
    if any(map(_newlines(entry.msgid).__ne__, map(_newlines, entry.msgstr))):
        hint = N_("Begin and end the translation as the msgid does.")
        yield "newline", N_("“{msgid}” and its translation do not both begin or end with a newline"), {}, hint
    if entry.msgid_plural is not None and plurals is not None and len(entry.msgstr) < plurals:
        template = N_("“{msgid}” has {count} plural forms, the header says {plurals}")
        values: dict[str, object] = {"count": len(entry.msgstr), "plurals": plurals}
        hint = N_("Add the missing forms, or mend Plural-Forms in the header.")
        yield "plural-count", template, values, hint
    if any(map(_undecoded, (entry.msgid, *entry.msgstr))):
        hint = N_("Mend the letters, or name the right charset in the header.")
        yield "charset", N_("“{msgid}” holds bytes that are not of the file's charset"), {}, hint
    yield from _formats(entry, flags)


def _newlines(text: str) -> tuple[bool, bool]:
    return text[:1] == "\n", text[-1:] == "\n"


def _undecoded(text: str) -> bool:
    # A NUL would end the text in the middle of the MO file.
    return "\0" in text or (not text.isascii() and _SURROGATE.search(text) is not None)


def _formats(entry: po.Entry, flags: tuple[str, ...]) -> Iterator[_Fault]:
    wrong: dict[str, object] = {}
    if _PRINTF_FLAGS.intersection(flags) and not _is_no_format(entry.msgid):
        wrong |= _differences(entry, printf_fields)
    if "python-brace-format" in flags:
        wrong |= _differences(entry, brace_fields)
    if wrong:
        template = N_("“{msgid}” and its translation do not have the same placeholders: {fields}")
        yield (
            "format",
            template,
            wrong,
            N_("Copy the placeholders from the msgid; the program fills them in."),
        )


def _is_no_format(text: str) -> bool:
    """A text that was flagged by mistake: "%b %d, %Y" is a date's pattern, "50% rabat" has a conversion there is none of."""
    return any(match["type"] not in _CONVERSIONS for match in _PRINTF.finditer(text) if match["type"])


def _differences(entry: po.Entry, fields: Callable[[str], list[str]]) -> dict[str, object]:
    plural = entry.msgid_plural
    allowed = set(fields(entry.msgid)) | set(fields(plural or ""))
    needed = set(fields(entry.msgid if plural is None else plural))
    found = [set(fields(text)) for text in entry.msgstr]
    # Forms for one, for none or for two may leave the number out ("én artikel"); the last stands for all others.
    wrong = set().union(*found) - allowed | (needed - found[-1])
    return {"fields": ", ".join(sorted(wrong))} if wrong else {}


def printf_fields(text: str) -> list[str]:
    """Return the conversions of a %-format, each by name or place and type; `%%` is none.

    >>> printf_fields("%(navn)s har %d kr. og 100%%")
    ['%(navn)s', '%1$d']
    """
    found: list[str] = []
    unnamed = 0
    for match in _PRINTF.finditer(text):
        if match["type"] is None:
            continue
        unnamed += match["name"] is None
        kind = {"i": "d", "u": "d"}.get(match["type"], match["type"])
        place = f"({match['name']})" if match["name"] is not None else f"{match['place'] or unnamed}$"
        found.append(f"%{place}{kind}")
    return found


def brace_fields(text: str) -> list[str]:
    """Return the fields of a `str.format` template; `{{` and `}}` are none.

    >>> brace_fields("Side {side} af {antal:d}, {{ikke}}")
    ['{side}', '{antal}']
    """
    names = (match[1] for match in _BRACE.finditer(text))
    fields = [name for name in names if name is not None]
    return [f"{{{name or n}}}" for n, name in enumerate(fields)]


def plural_count(catalog: po.Catalog) -> int | None:
    r"""Return `nplurals` of the header, None where it is missing or still says INTEGER.

    >>> plural_count(po.parse('msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'))
    2
    """
    return form_count(catalog.header("Plural-Forms") or "")


def form_count(forms: str) -> int | None:
    """Return `nplurals` of the value of `Plural-Forms`.

    >>> form_count("nplurals=2; plural=(n != 1);")
    2
    """
    found = _NPLURALS.search(forms)
    return int(found[1]) if found else None


def plural_fault(catalog: po.Catalog) -> Iterator[Diagnostic]:
    r"""Yield what is wrong with the header's `Plural-Forms`: a program that loads the catalog would stop at it.

    >>> [d.rule for d in plural_fault(po.parse('msgid ""\nmsgstr "Plural-Forms: nplurals=INTEGER;\\n"\n'))]
    ['plural-forms']
    """
    forms, header = catalog.header("Plural-Forms") or "", catalog.header_entry
    if not is_usable(forms):
        template = N_("Plural-Forms can't be used: {forms}")
        hint = N_("Danish and English both have nplurals=2; plural=(n != 1);")
        line = header.line or None if header else None
        yield Diagnostic(
            "plural-forms", "error", template, {"forms": forms or "–"}, catalog.path, line, hint=hint
        )


def is_usable(forms: str) -> bool:
    """Whether the formula is C that gettext reads, and gives a form there is for every number up to 1,000.

    >>> is_usable("nplurals=2; plural=(n != 1);"), is_usable("nplurals=1; plural=n;")
    (True, False)
    """
    found = re.search(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+)", forms)
    if found is None:
        return False
    try:
        formula = gettext.c2py(found[2])
        return all(0 <= formula(n) < int(found[1]) for n in range(1001))
    except (ValueError, ZeroDivisionError):
        return False
