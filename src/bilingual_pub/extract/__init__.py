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
from bilingual_pub.extract.survey import Survey
from bilingual_pub.model import Diagnostic, Document, Role
from bilingual_pub.roles import classify

if TYPE_CHECKING:
    from bilingual_pub.extract.sources import Source
    from bilingual_pub.template import Location, Template

__all__ = ["Collector", "Marked", "extract"]


def extract(
    paths_or_documents: Source | Iterable[Source],
    *,
    source_language: str | None = None,
    role: Role | None = "ui",
    ui: Iterable[str] = (),
    article: Iterable[str] = (),
    linked_data: Collection[str] = (),
    references: int = 3,
    location: Location = "line",
    project: str | None = None,
    executor: Executor | None = None,
) -> Template:
    """Return the messages of pages and sources as a template.

    `paths_or_documents`: one or many of: files and folders (HTML, Markdown; Python, JavaScript and Jinja2 sources, which
    mark their own strings), documents, and what BeautifulSoup has made. They are taken one at a time and let go.
    Those that have no roles yet are one site: what is counted on all of them tells UI strings from articles (see
    `roles.classify` for `ui`, `article` and `executor`, with which they are held until all are judged).
    `role`: "ui" for the strings of the pages, "article" for an article's own segments: one catalog per article;
    None for all texts, whatever they are, as they stand: nothing is classified and no patterns are found.
    `linked_data`: keys of pages' JSON-LD whose strings are wanted too, such as "headline" and "description".
    `source_language` (BCP 47): of the strings; None takes what most of them are in, Danish where nothing says.
    `references`: how many places an entry lists; the number of all is in a comment. `location`: whether they name
    the "line" (`path:line`) or the "file" alone, which a line more in a page does not change.

    Strings with slots (`Publiceret {date}`) come as one message, flagged python-brace-format. What is wrong with a
    file is in the template's `diagnostics`. Raises InputError when the one path given can't be read.

    >>> page = '<nav><a href="/">Forside</a></nav><main><article><p>It rained all night, and we stayed in.</p></article></main>'
    >>> from bilingual_pub.formats import html
    >>> [message.msgid for message in extract(html.parse(page)).messages]
    ['Forside']
    """
    collector = Collector(role, references=references)
    survey = Survey(ui, article, references=references)
    waiting: list[tuple[int, Document]] = []
    wrong: list[Diagnostic] = []
    for order, source in enumerate(each(paths_or_documents, linked_data)):
        if isinstance(source, Path):
            wrong += _take_marked(collector, source, order)
            continue
        wrong += source.diagnostics
        if role is None or any(segment.role for segment in source.segments):
            collector.add(source, order)
        elif executor is not None:
            waiting.append((order, source))
        else:
            survey.add(source, order)
    survey.into(collector)
    judged = classify([page for _, page in waiting], ui=ui, article=article, executor=executor)
    for (order, _), document in zip(waiting, judged, strict=True):
        collector.add(document, order)
    template = collector.template(source_language, project).located(location)
    return replace(template, diagnostics=tuple(wrong))


def _take_marked(collector: Collector, path: Path, order: int) -> tuple[Diagnostic, ...]:
    if collector.role == "article":
        return ()
    try:
        for message in marked(path):
            collector.add_marked(message, order)
    except InputError as error:
        return (error.diagnostic,)
    return ()
