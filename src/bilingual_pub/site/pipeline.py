"""The build: what is there, which files make one article, the catalogs, and every article that changed.

The steps stand in `_build` in their order. What one leaves for the next is in the store, row by row, and not in memory.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

import bilingual_pub
from bilingual_pub import formats
from bilingual_pub.config import Config, load
from bilingual_pub.model import N_, Diagnostic
from bilingual_pub.site.arranging import arrange
from bilingual_pub.site.articles import Article, article_of, articles
from bilingual_pub.site.chrome import Chrome, prepare, translated
from bilingual_pub.site.judging import judge, strings
from bilingual_pub.site.learning import lexicon_for
from bilingual_pub.site.leftovers import sweep
from bilingual_pub.site.links import link
from bilingual_pub.site.lock import locked
from bilingual_pub.site.made import diagnostic_of, diagnostic_row, unpacked
from bilingual_pub.site.publishing import publish
from bilingual_pub.site.result import BuildResult
from bilingual_pub.site.sources import digest
from bilingual_pub.site.spool import Spool
from bilingual_pub.site.stock import source_of, take_stock
from bilingual_pub.site.store import Amiss, Store, loads, opened
from bilingual_pub.site.work import Progress, make, shared_digest
from bilingual_pub.site.workshop import Made, Workshop

__all__ = ["BuildResult", "build"]


def build(
    config_or_folder: Config | str | os.PathLike[str] = ".",
    *,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
    dry_run: bool = False,
    force: bool = False,
) -> BuildResult:
    r"""Build a site: extract, update and compile its catalogs, pair its articles, write all outputs.

    `config_or_folder`: a folder with or without a configuration, its file, or a `Config`. `executor`: any
    `concurrent.futures.Executor`; None works here. `progress`: told how many articles of how many are done.
    `dry_run`: writes nothing and says what would change. `force`: lets an update drop translations.

    Only what a change touches is made again: a cache in the output folder knows the rest. An article that can't
    be made costs no other; its diagnostic is in the result. Raises ConfigError, CatalogError and OutputError
    where the build as a whole can't go on.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for language, text in (("da", "Vi mødes i morgen ved søen."), ("en", "We meet tomorrow by the lake.")):
    ...         _ = Path(folder, f"moede.{language}.md").write_text(f"# {text}\n", "utf-8")
    ...     result = build(folder)
    ...     [(made.slug, made.pages) for made in result.articles]
    [('moede', (('da', 'da/moede.html'), ('en', 'en/moede.html')))]
    """
    config = config_or_folder if isinstance(config_or_folder, Config) else load(config_or_folder)
    output = config.path(config.output)
    state = digest(repr((bilingual_pub.__version__, asdict(config))).encode())
    work = partial(_build, config, executor, progress, dry_run=dry_run, force=force)
    with nullcontext(False) if dry_run else locked(output) as killed:
        if killed:
            sweep((output, config.path(config.locales)))
        try:
            with opened(output, state, dry_run=dry_run) as store:
                return work(store)
        except Amiss:
            with opened(output, state, dry_run=dry_run, anew=True) as store:
                return work(store)


def _build(
    config: Config,
    executor: Executor | None,
    progress: Progress | None,
    store: Store,
    *,
    dry_run: bool,
    force: bool,
) -> BuildResult:
    stock = take_stock(config, store, executor)
    anew, unclear = arrange(config, store, stock, executor)
    link(config, store, anew=anew or stock.assets)
    judged = judge(config, store, executor)
    chrome = prepare(config, strings(store), dry_run=dry_run, force=force)
    workshop = replace(
        _workshop(config, chrome), dry_run=dry_run, classifier=judged.classifier, menu=judged.menu
    )
    workshop = replace(workshop, lexicon=lexicon_for(workshop, articles(store, config), executor))
    shared = shared_digest(workshop)
    said = [*_nothing_there(config, store), *stock.diagnostics, *unclear, *chrome.diagnostics]
    written = Spool(Path, map(os.fspath, _chrome_files(config, chrome)))
    written.extend(map(os.fspath, make(workshop, store, shared, executor, progress)))
    written.extend(map(os.fspath, publish(workshop, store, shared, said)))
    store.commit()
    return _result(config, store, chrome, workshop, written, said)


def _result(
    config: Config,
    store: Store,
    chrome: Chrome,
    workshop: Workshop,
    written: Sequence[Path],
    said: Sequence[Diagnostic],
) -> BuildResult:
    rows = store.ask(
        "SELECT made, coalesce(said, ''), coalesce(files, '') FROM article LEFT JOIN changed USING (key) ORDER BY key"
    )
    plans = store.ask("SELECT key, plan FROM article ORDER BY key")
    (files,) = store.one("SELECT count(*) FROM file WHERE kind = 'page' AND owner <> ''")
    (changed,) = store.one("SELECT coalesce(sum(number), 0) FROM changed")
    return BuildResult(
        config,
        Spool(_made, map("\n".join, rows)),
        chrome.updates,
        chrome.compiled,
        written,
        files - changed,
        Spool(_diagnostic, map(_text, _all_said(config, store, said))),
        Spool(partial(_article, config), map("\n".join, plans)),
        workshop,
    )


def _made(text: str) -> Made:
    made, said, files = text.split("\n")
    return unpacked(made, said, tuple(loads(files)) if files else ())


def _article(config: Config, text: str) -> Article:
    key, rows = text.rsplit("\n", 1)
    return article_of(key, map(source_of, loads(rows)), config)


def _all_said(config: Config, store: Store, said: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    yield from said
    for (rows,) in store.ask("SELECT said FROM article WHERE said IS NOT NULL ORDER BY key"):
        yield from (_seen_from_here(config, diagnostic_of(row)) for row in loads(rows))


def _seen_from_here(config: Config, diagnostic: Diagnostic) -> Diagnostic:
    """An article's diagnostic with its path as whoever called the build can open it."""
    path = diagnostic.path
    return replace(diagnostic, path=config.path(path).as_posix()) if path and path != "." else diagnostic


def _text(diagnostic: Diagnostic) -> str:
    return json.dumps(diagnostic_row(diagnostic), default=str)


def _diagnostic(text: str) -> Diagnostic:
    return diagnostic_of(loads(text))


def _nothing_there(config: Config, store: Store) -> Iterator[Diagnostic]:
    if store.one("SELECT 1 FROM here WHERE place IS NULL LIMIT 1") is None:
        template = N_("there are no articles in this folder; known are {suffixes}")
        hint = N_("Name the folder that holds them, here or in the key “articles”.")
        values: dict[str, object] = {"suffixes": " ".join(formats.SUFFIXES)}
        yield Diagnostic("no-articles", "warning", template, values, config.root.as_posix(), hint=hint)


# -- the page round the articles ----------------------------------------------------------------------------


def _workshop(config: Config, chrome: Chrome) -> Workshop:
    decisions = config.path("decisions.json")
    if decisions.is_file():
        from bilingual_pub.merge.decisions import read_decisions  # noqa: PLC0415
    return Workshop(
        config,
        catalogs=chrome.catalogs,
        templates=translated(chrome.template, chrome.catalogs, config),
        decisions=read_decisions(decisions) if decisions.is_file() else {},
        system=_system(config),
    )


def _system(config: Config) -> str:
    """Whose convention Markdown pairs follow; only asked for where they are written."""
    if config.system or "markdown" not in config.outputs:
        return config.system or "plain"
    from bilingual_pub.systems import recognise  # noqa: PLC0415

    return recognise(config.root).name


def _chrome_files(config: Config, chrome: Chrome) -> list[Path]:
    pot = [config.path(config.locales) / f"{config.domain}.pot"] if chrome.template_changed else []
    updated = [result.path for result in chrome.updates if result.changed]
    return [*pot, *updated, *(result.path for result in chrome.compiled if result.changed)]
