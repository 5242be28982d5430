"""The build: what is there, which files make one article, the catalogs, and every article that changed.

The steps stand in `build` in their order; each is a function of what the ones before it returned.
"""

from __future__ import annotations

import contextlib
import json
import os
import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import bilingual_pub
from bilingual_pub import formats
from bilingual_pub.catalog import CatalogUpdate, CompiledCatalog, po_path
from bilingual_pub.config import Config, load
from bilingual_pub.errors import BilingualPubError
from bilingual_pub.files import inside, read_bytes, write_bytes
from bilingual_pub.model import N_, Diagnostic, Document
from bilingual_pub.outputs.twins import chrome_language
from bilingual_pub.parallel import run
from bilingual_pub.roles import Classifier, SiteEvidence, collect
from bilingual_pub.site import cache as caching
from bilingual_pub.site.articles import Article, group
from bilingual_pub.site.chrome import Chrome, prepare, translated
from bilingual_pub.site.finding import join_by_content
from bilingual_pub.site.indexes import indexes, newest
from bilingual_pub.site.learning import lexicon_for, lexicon_path
from bilingual_pub.site.leftovers import sweep
from bilingual_pub.site.lock import locked
from bilingual_pub.site.sources import Source, assets, digest, find, media_in, scan
from bilingual_pub.site.whole import menu_words, whole_page
from bilingual_pub.site.workshop import Made, Workshop, make_all, pair, paths_of

__all__ = ["BuildResult", "build"]

_IN_FEEDS = 20
"""Articles in a feed: what feed readers expect of a small magazine, and little enough to make anew each time."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build found and did.

    `written`: files that changed (with `dry_run`, that would). `unchanged`: how many did not. `plan`: which files
    make which article. `workshop`: what every article was made with.
    """

    config: Config
    articles: tuple[Made, ...] = ()
    updates: tuple[CatalogUpdate, ...] = ()
    compiled: tuple[CompiledCatalog, ...] = ()
    written: tuple[Path, ...] = ()
    unchanged: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    plan: tuple[Article, ...] = field(default=(), repr=False)
    workshop: Workshop = field(default_factory=lambda: Workshop(Config()), repr=False)

    @property
    def changed(self) -> bool:
        """Whether anything on the disk is not what it was."""
        return bool(self.written)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that are errors."""
        return tuple(d for d in self.diagnostics if d.severity == "error")


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the files say before anything is made of them."""

    sources: dict[str, tuple[int, int, Source]] = field(default_factory=dict)
    articles: tuple[Article, ...] = ()
    assets: dict[str, str] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    found: dict[str, Any] = field(default_factory=dict)


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
    with nullcontext(False) if dry_run else locked(output) as killed:
        if killed:
            sweep((output, config.path(config.locales)))
        state = digest(repr((bilingual_pub.__version__, asdict(config))).encode())
        cache = caching.load(output, state)
        plan = _plan(config, cache, executor)
        evidence = _evidence(config, plan, executor)
        classifier = Classifier(evidence, ui=config.ui, article=config.article) if evidence.pages else None
        pages = _pages(config, plan, classifier, menu_words(evidence))
        chrome = prepare(config, pages, dry_run=dry_run, force=force)
        workshop = _workshop(config, plan, chrome, dry_run=dry_run)
        workshop = replace(workshop, classifier=classifier, menu=menu_words(evidence))
        workshop = replace(workshop, lexicon=lexicon_for(workshop, plan.articles, executor))
        made, inputs = _make(workshop, plan, cache, executor, progress)
        written = _chrome_files(config, chrome)
        written += [output / path for m in made for path in m.changed]
        written += _write(output, _rest(workshop, plan, made), dry_run=dry_run)
        if not dry_run:
            written += _remove(output, cache, made)
            known = {m.key: caching.Known(inputs[m.key], replace(m, changed=())) for m in made}
            caching.save(output, caching.Cache(state, plan.sources, known, plan.found))
    return BuildResult(
        config,
        tuple(made),
        chrome.updates,
        chrome.compiled,
        tuple(dict.fromkeys(written)),
        sum(len(m.files) - len(m.changed) for m in made),
        (
            *plan.diagnostics,
            *chrome.diagnostics,
            *(_seen_from_here(config, d) for m in made for d in m.diagnostics),
        ),
        plan.articles,
        workshop,
    )


def _seen_from_here(config: Config, diagnostic: Diagnostic) -> Diagnostic:
    """An article's diagnostic with its path as whoever called the build can open it."""
    path = diagnostic.path
    return replace(diagnostic, path=config.path(path).as_posix()) if path and path != "." else diagnostic


# -- what is there ------------------------------------------------------------------------------------------


def _plan(config: Config, cache: caching.Cache, executor: Executor | None) -> _Plan:
    found: list[Diagnostic] = []
    status: dict[str, os.stat_result] = {}
    for path in find(config):
        with contextlib.suppress(OSError):  # vanished since it was listed
            status[path] = config.path(path).stat()
    known = {path: source for path, s in status.items() if (source := cache.source(path, s)) is not None}
    new = [path for path in status if path not in known]
    for path, result in zip(
        new, run(partial(_scan_all, config), new, executor=executor, size=64), strict=True
    ):
        if isinstance(result, Source):
            known[path] = result
        else:
            found.append(result)
    sources = {path: (s.st_size, s.st_mtime_ns, known[path]) for path, s in status.items() if path in known}
    articles, problems = group((row[2] for row in sources.values()), config.languages, config.source_language)
    if not status:
        found.append(_nothing_there(config))
    joined = join_by_content(config, articles, cache.chrome, _decided(config))
    return _Plan(
        sources, joined.articles, _placed(config), (*found, *problems, *joined.diagnostics), joined.known
    )


def _nothing_there(config: Config) -> Diagnostic:
    template = N_("there are no articles in this folder; known are {suffixes}")
    hint = N_("Name the folder that holds them, here or in the key “articles”.")
    values: dict[str, object] = {"suffixes": " ".join(formats.SUFFIXES)}
    return Diagnostic("no-articles", "warning", template, values, config.root.as_posix(), hint=hint)


def _decided(config: Config) -> dict[tuple[str, str], bool]:
    from bilingual_pub.merge.decisions import decided_pages, read_decisions  # noqa: PLC0415

    path = config.path("decisions.json")
    return decided_pages(read_decisions(path)) if path.is_file() else {}


def _scan_all(config: Config, paths: Sequence[str]) -> list[Source | Diagnostic]:
    return [_scan(config, path) for path in paths]


def _scan(config: Config, path: str) -> Source | Diagnostic:
    try:
        return scan(config, path)
    except BilingualPubError as error:
        return error.diagnostic


def _placed(config: Config) -> dict[str, str]:
    """Each file beside the articles and where it goes: its path without the folder of articles."""
    placed = {}
    for path in assets(config):
        top = next((t for t in config.articles if path.startswith(f"{t.rstrip('/')}/")), "")
        placed[path] = posixpath.relpath(path, top or ".")
    return placed


# -- the page round the articles ----------------------------------------------------------------------------


def _evidence(config: Config, plan: _Plan, executor: Executor | None) -> SiteEvidence:
    """What all whole pages say together about which strings are chrome."""
    whole = [path for path, row in plan.sources.items() if row[2].whole]
    evidence = SiteEvidence()
    for counted in run(partial(_collect, config), whole, executor=executor, size=64):
        evidence.merge(counted)
    return evidence


def _collect(config: Config, paths: Sequence[str]) -> list[SiteEvidence]:
    return [collect(_parse(config, path) for path in paths)]


def _parse(config: Config, path: str) -> Document:
    name = formats.format_of(path) or "html"
    return formats.parse(read_bytes(config.path(path)), name, path=path, linked_data=config.linked_data)


def _pages(
    config: Config, plan: _Plan, classifier: Classifier | None, menu: frozenset[str]
) -> Iterator[Document]:
    """The whole pages whose chrome is in the language of the msgids; one that has its own in another needs no catalog."""
    for path, row in plan.sources.items():
        if row[2].whole:
            page = whole_page(_parse(config, path), classifier, menu)
            if chrome_language(page) in {None, config.source_language}:
                yield page


def _workshop(config: Config, plan: _Plan, chrome: Chrome, *, dry_run: bool) -> Workshop:
    decisions = config.path("decisions.json")
    if decisions.is_file():
        from bilingual_pub.merge.decisions import read_decisions  # noqa: PLC0415
    return Workshop(
        config,
        catalogs=chrome.catalogs,
        templates=translated(chrome.template, chrome.catalogs, config),
        decisions=read_decisions(decisions) if decisions.is_file() else {},
        assets=plan.assets,
        twins={s.path: paths_of(a) for a in plan.articles for s in a.sources if s.whole},
        system=_system(config),
        dry_run=dry_run,
    )


def _system(config: Config) -> str:
    """Whose convention Markdown pairs follow; only asked for where they are written."""
    if config.system or "markdown" not in config.outputs:
        return config.system or "plain"
    from bilingual_pub.systems import recognise  # noqa: PLC0415

    return recognise(config.root).name


# -- the articles -------------------------------------------------------------------------------------------


def _make(
    workshop: Workshop,
    plan: _Plan,
    cache: caching.Cache,
    executor: Executor | None,
    progress: Callable[[int, int], None] | None,
) -> tuple[list[Made], dict[str, str]]:
    """Return every article, made now or known from before, and the digest of what went into each."""
    shared = _shared_digest(workshop)
    output = workshop.config.path(workshop.config.output)
    done: dict[str, Made] = {}
    for article in plan.articles:
        made = cache.made(article.key, _inputs(workshop, article, shared), output)
        if made is not None:
            done[article.key] = made
    todo = [article for article in plan.articles if article.key not in done]

    def tell(count: int) -> None:
        if progress:
            progress(len(done) + count, len(plan.articles))

    results = run(partial(make_all, workshop), todo, executor=executor, progress=tell)
    new = {article.key: made for article, made in zip(todo, results, strict=True)}
    everything = [new.get(article.key) or done[article.key] for article in plan.articles]
    return everything, {a.key: _inputs(workshop, a, shared) for a in plan.articles}


def _shared_digest(workshop: Workshop) -> str:
    """A digest of what goes into every article."""
    parts = [catalog.to_bytes() for _, catalog in sorted(workshop.catalogs.items())]
    parts += [template.to_bytes() for _, template in sorted(workshop.templates.items())]
    parts.append(json.dumps(workshop.twins, sort_keys=True).encode())
    config = workshop.config
    if config.template:
        beside = posixpath.dirname(config.template)
        names = media_in(read_bytes(config.path(config.template)))
        parts.append("\n".join(_there(workshop, beside, names)).encode())
    for path in (config.path("decisions.json"), lexicon_path(config)):
        parts.append(read_bytes(path) if path.is_file() else b"")
    return digest(b"\0".join(digest(part).encode() for part in parts))


def _there(workshop: Workshop, folder: str, names: Iterable[str]) -> Iterator[str]:
    """Which of these addresses lead to a file of the site: their links are made right, others stay as they are."""
    for name in names:
        places = (posixpath.normpath(posixpath.join(top, unquote(name))) for top in (folder, ""))
        yield from (f"{name}={workshop.assets[place]}" for place in places if place in workshop.assets)


def _inputs(workshop: Workshop, article: Article, shared: str) -> str:
    config = workshop.config
    parts = [shared, *(f"{s.path}:{s.digest}:{s.slug}:{s.language}" for s in article.sources)]
    for source in article.sources:
        parts += _there(workshop, posixpath.dirname(source.path), source.media)
    if not article.paired:
        for language in article.languages:
            # Making the article says what is wrong with its name.
            with contextlib.suppress(BilingualPubError):
                path = po_path(config.path(config.locales), language, f"articles/{article.slug}")
                parts.append(digest(read_bytes(path)) if path.is_file() else "")
    return digest("\n".join(parts).encode())


# -- what is left to write ----------------------------------------------------------------------------------


def _chrome_files(config: Config, chrome: Chrome) -> list[Path]:
    pot = [config.path(config.locales) / f"{config.domain}.pot"] if chrome.template_changed else []
    updated = [result.path for result in chrome.updates if result.changed]
    return [*pot, *updated, *(result.path for result in chrome.compiled if result.changed)]


def _rest(workshop: Workshop, plan: _Plan, made: Sequence[Made]) -> Iterator[tuple[str, bytes]]:
    """The pages about all articles, and the files beside them."""
    by_key = {article.key: article for article in plan.articles}
    latest = []
    if workshop.config.site.base_url:
        for one in newest(made)[:_IN_FEEDS]:
            with contextlib.suppress(BilingualPubError):
                latest.append(pair(workshop, by_key[one.key]))
    yield from indexes(workshop, made, latest)
    for path, place in plan.assets.items():
        with contextlib.suppress(BilingualPubError):
            yield place, read_bytes(workshop.config.path(path))


def _write(output: Path, files: Iterable[tuple[str, bytes]], *, dry_run: bool) -> list[Path]:
    written = []
    for path, data in files:
        place = inside(output, path)
        if write_bytes(place, data, dry_run=dry_run):
            written.append(place)
    return written


def _remove(output: Path, cache: caching.Cache, made: Sequence[Made]) -> list[Path]:
    """Take away what an earlier build wrote for articles that are gone, unless somebody has touched it since."""
    kept = {file[0] for m in made for file in m.files}
    removed = []
    for known in cache.articles.values():
        for path, size, time in known.made.files:
            if path in kept:
                continue
            place = output / path
            with contextlib.suppress(OSError):
                status = place.stat()
                if (status.st_size, status.st_mtime_ns) == (size, time):
                    place.unlink()
                    removed.append(place)
    return removed
