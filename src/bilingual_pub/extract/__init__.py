"""From pages and sources to a template: the messages a translator will be asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual_pub.errors import InputError
from bilingual_pub.extract.collector import Collector, Marked
from bilingual_pub.extract.sources import each, marked
from bilingual_pub.model import Diagnostic, Document, Role
from bilingual_pub.roles import classify

if TYPE_CHECKING:
    from bilingual_pub.extract.sources import Source
    from bilingual_pub.template import Template

__all__ = ["Collector", "Marked", "extract"]


def extract(
    paths_or_documents: Source | Iterable[Source],
    *,
    source_language: str | None = None,
    role: Role = "ui",
    ui: Iterable[str] = (),
    article: Iterable[str] = (),
    linked_data: Collection[str] = (),
    references: int = 3,
    project: str | None = None,
    executor: Executor | None = None,
) -> Template:
    """Return the messages of pages and sources as a template.

    `paths_or_documents`: one or many of: files and folders (HTML, Markdown; Python, JavaScript and Jinja2 sources, which
    mark their own strings), documents, and what BeautifulSoup has made. Documents that have their roles are
    taken one at a time and let go; the others are classified together, as one site (see `roles.classify` for
    `ui`, `article` and `executor`).
    `role`: "ui" for the strings of the pages, "article" for an article's own segments: one catalog per article.
    `linked_data`: keys of pages' JSON-LD whose strings are wanted too, such as "headline" and "description".
    `source_language` (BCP 47): of the strings; None takes what most of them are in, Danish where nothing says.
    `references`: how many places an entry lists (`path:line`); the number of all is in a comment.

    Strings with slots (`Publiceret {date}`) come as one message, flagged python-brace-format. What is wrong with a
    file is in the template's `diagnostics`. Raises InputError when the one path given can't be read.

    >>> page = '<nav><a href="/">Forside</a></nav><main><article><p>It rained all night, and we stayed in.</p></article></main>'
    >>> from bilingual_pub.formats import html
    >>> [message.msgid for message in extract(html.parse(page)).messages]
    ['Forside']
    """
    collector = Collector(role, references=references)
    waiting: list[tuple[int, Document]] = []
    wrong: list[Diagnostic] = []
    for order, source in enumerate(each(paths_or_documents, linked_data)):
        if isinstance(source, Path):
            wrong += _take_marked(collector, source, order)
        elif any(segment.role for segment in source.segments):
            collector.add(source, order)
            wrong += source.diagnostics
        else:
            waiting.append((order, source))
    judged = classify([document for _, document in waiting], ui=ui, article=article, executor=executor)
    for (order, _), document in zip(waiting, judged, strict=True):
        collector.add(document, order)
        wrong += document.diagnostics
    return replace(collector.template(source_language, project), diagnostics=tuple(wrong))


def _take_marked(collector: Collector, path: Path, order: int) -> tuple[Diagnostic, ...]:
    if collector.role != "ui":
        return ()
    try:
        for message in marked(path):
            collector.add_marked(message, order)
    except InputError as error:
        return (error.diagnostic,)
    return ()
