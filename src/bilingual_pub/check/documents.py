"""What is wrong with what pages say of their languages: `lang` that is missing, no language, or not the text's;
`hreflang` that leads nowhere or not back.

HTML 3.2.6.1 (`lang`), BCP 47, WCAG 2.2 success criteria 3.1.1 and 3.1.2, Google's rules for hreflang.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote, urljoin, urlsplit

from bilingual_pub.formats.inline import plain
from bilingual_pub.model import N_, Diagnostic, Document, Element, Segment, Severity

__all__ = ["check_document", "check_links"]

# Countries and old codes that are written where a language is meant, and what was meant.
_MEANT = {
    "dk": "da",
    "se": "sv",
    "uk": "en-GB",
    "gb": "en-GB",
    "us": "en-US",
    "no": "nb",
    "en-uk": "en-GB",
    "da-da": "da-DK",
    "en-en": "en",
}
_TAG = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?|x(?:-[a-z\d]{1,8})+",
    re.IGNORECASE,
)
# A shorter text is too often names only; measured in docs/detector.md.
_WORDS = 5
_SURE = 0.97
_FEW = 3
"""So many texts in another language are quotations, each to be marked; more are an article in another's chrome."""


def check_document(document: Document) -> Iterator[Diagnostic]:
    """Yield what is wrong with what one document declares; its segments know their languages already.

    >>> from bilingual_pub.documents import parse
    >>> page = parse("<html lang=dk><body><main><p>Vi mødes i morgen ved søen klokken ti.</p></main>")
    >>> [found.rule for found in check_document(page)]
    ['lang-invalid']
    """
    whole = any(element.name in {"html", "body"} for element in document.elements)
    if whole and document.language is None:
        yield _found(document, "lang-missing", "warning", N_("the page does not say its language"), 1, 1,
                     N_('Write <html lang="{suggestion}">.'), suggestion=document.article_language or "da")  # fmt: skip
    for element in document.elements:
        yield from _tags(document, element)
    yield from _languages(document)


def _languages(document: Document) -> Iterator[Diagnostic]:
    """Texts in another language than they are declared in; those of a whole article in one line, at the first."""
    wrong: dict[object, list[Diagnostic]] = {}
    for segment in document.segments:
        for found in _language(document, segment):
            wrong.setdefault((found.values["found"], found.values["declared"]), []).append(found)
    for group in wrong.values():
        yield from _together(group) if len(group) > _FEW else group


def _together(group: list[Diagnostic]) -> list[Diagnostic]:
    template = N_("“{text}” and {more} texts more on this page are {found}, but are declared as {declared}")
    hint = N_('Mark what holds them with lang="{found}": a build does so on the pages it writes.')
    return [
        replace(group[0], template=template, values={**group[0].values, "more": len(group) - 1}, hint=hint)
    ]


def _tags(document: Document, element: Element) -> Iterator[Diagnostic]:
    for name in ("lang", "xml:lang", "hreflang"):
        code = (element.get(name) or "").strip()
        if not code or (name == "hreflang" and code.lower() == "x-default"):
            continue
        meant = _MEANT.get(code.lower())
        if (meant and code.lower() != "no") or not _TAG.fullmatch(code):
            line, column = _place(document, element.start)
            template = N_('{attribute}="{code}" is no language tag')
            hint = N_('Write "{meant}".') if meant else N_("Write a tag of BCP 47, such as da or en-GB.")
            yield _found(document, f"{name.replace(':', '-')}-invalid", "error", template, line, column, hint,
                         attribute=name, code=code, meant=meant or "")  # fmt: skip


def _language(document: Document, segment: Segment) -> Iterator[Diagnostic]:
    declared = (segment.declared_language or "").split("-")[0].lower()
    if declared not in {"da", "en"} or not segment.translate or len(segment.text.split()) < _WORDS:
        return
    from bilingual_pub.detect import detect  # noqa: PLC0415

    found = detect(plain(segment.text))
    if found.language and found.language != declared and found.confidence >= _SURE:
        template = N_("“{text}” is {found}, but is declared as {declared}")
        text = plain(segment.text)
        yield _found(
            document, "lang-wrong", "warning", template, segment.line, segment.column,
            N_('Mark it with lang="{found}".'), found=found.language, declared=segment.declared_language,
            text=text if len(text) <= 60 else f"{text[:59]}…",
        )  # fmt: skip


def check_links(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the `hreflang` links of some pages: each must name itself, and be named in return.

    A page is known by its canonical address, else by its path; what a link leads to outside these is not judged.

    >>> from bilingual_pub.formats import html
    >>> a = html.parse('<html lang=da><link rel=alternate hreflang=en href=b.html>', path="a.html")
    >>> [found.rule for found in check_links([a, html.parse("<html lang=en>", path="b.html")])]
    ['hreflang-self', 'hreflang-x-default', 'hreflang-return']
    """
    pages = {_address(document): document for document in documents if document.format == "html"}
    for here, document in pages.items():
        alternates: Mapping[str, str] = document.metadata.get("alternates", {})
        if not alternates:
            continue
        named = {code: _resolve(here, href) for code, href in alternates.items()}
        if here not in named.values():
            template = N_("the page's hreflang links leave out the page itself")
            yield _found(
                document, "hreflang-self", "error", template, 1, 1, N_("Add a link with its own language.")
            )
        if "x-default" not in named:
            template = N_("the page's hreflang links say nothing for other readers")
            yield _found(
                document, "hreflang-x-default", "info", template, 1, 1, N_('Add hreflang="x-default".')
            )
        for there, code in {there: code for code, there in reversed(named.items())}.items():
            other = pages.get(there)
            back = (
                {_resolve(there, href) for href in other.metadata.get("alternates", {}).values()}
                if other
                else {here}
            )
            if here not in back:
                template = N_("{there} is named as its {code} version and does not name it in return")
                yield _found(document, "hreflang-return", "error", template, 1, 1,
                             N_("Both pages must list all versions."), there=there, code=code)  # fmt: skip


def _address(document: Document) -> str:
    canonical = document.metadata.get("canonical") or ""
    return str(canonical) if "://" in str(canonical) else posixpath.normpath(document.path or "")


def _resolve(here: str, href: str) -> str:
    if "://" in here or "://" in href:
        return urljoin(here, href)
    return posixpath.normpath(
        posixpath.join(posixpath.dirname(here), unquote(urlsplit(href).path) or posixpath.basename(here))
    )


def _place(document: Document, offset: int) -> tuple[int, int]:
    return document.text.count("\n", 0, offset) + 1, offset - document.text.rfind("\n", 0, offset)


def _found(
    document: Document, rule: str, severity: Severity, template: str, line: int, column: int, hint: str,
    **values: object,
) -> Diagnostic:  # fmt: skip
    return Diagnostic(rule, severity, template, values, document.path, line, column, hint)
