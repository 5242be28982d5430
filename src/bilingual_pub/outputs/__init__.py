"""Outputs: what publishers, readers, translators' tools and search engines need of a pairing, one module each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

from bilingual_pub.errors import OutputError
from bilingual_pub.files import StrPath, inside, utf8, write_bytes
from bilingual_pub.merge.pairing import Pairing
from bilingual_pub.model import N_, Diagnostic
from bilingual_pub.outputs.options import Options, Version, versions

__all__ = ["OUTPUTS", "Options", "Version", "render", "versions", "write"]

Files = Iterable[tuple[str, bytes]]
Writer = Callable[[Pairing, Options], Files]


def _pages(pairing: Pairing, options: Options) -> Files:
    from bilingual_pub.outputs.linked_pages import linked_pages  # noqa: PLC0415

    return linked_pages(pairing, options)


def _one_page(layout: str, suffix: str) -> Writer:
    def render_page(pairing: Pairing, options: Options) -> Files:
        from bilingual_pub.outputs.side_by_side import one_page  # noqa: PLC0415

        yield _name(pairing, f"{suffix}html"), utf8(one_page(pairing, options, layout=layout))

    return render_page


def _review(pairing: Pairing, options: Options) -> Files:
    from bilingual_pub.outputs.review import review_page  # noqa: PLC0415

    yield f"{pairing.slug}.review.html", utf8(review_page([pairing], options))


def _sitemap(pairing: Pairing, options: Options) -> Files:
    from bilingual_pub.outputs.sitemap import sitemap  # noqa: PLC0415

    yield "sitemap.xml", sitemap([pairing], options)


def _feed(kind: str) -> Writer:
    def render_feeds(pairing: Pairing, options: Options) -> Files:
        from bilingual_pub.outputs.feeds import feed  # noqa: PLC0415

        for language in pairing.languages:
            yield f"{kind}.{language}.xml", feed([pairing], language, options, kind=kind)

    return render_feeds


def _bitext(module: str, suffix: str, function: str = "write") -> Writer:
    """A format that takes the bitext and gives bytes."""

    def render_bitext(pairing: Pairing, options: Options) -> Files:  # noqa: ARG001
        writer = getattr(import_module(f"bilingual_pub.{module}"), function)
        yield _name(pairing, suffix), writer(pairing.bitext)

    return render_bitext


def _xliff(version: str, suffix: str) -> Writer:
    def render_xliff(pairing: Pairing, options: Options) -> Files:  # noqa: ARG001
        from bilingual_pub.formats import xliff  # noqa: PLC0415

        yield _name(pairing, suffix), xliff.write(pairing.bitext, version=version)

    return render_xliff


def _epub(pairing: Pairing, options: Options) -> Files:
    from bilingual_pub.outputs.epub import epub  # noqa: PLC0415

    yield _name(pairing, "epub"), epub([pairing], options, pictures=options.pictures)


def _markdown(pairing: Pairing, options: Options) -> Files:
    from bilingual_pub.outputs.markdown_pairs import markdown_pair  # noqa: PLC0415

    return markdown_pair(pairing, options.system)


OUTPUTS: dict[str, Writer] = {
    "pages": _pages,
    "side-by-side": _one_page("side-by-side", ""),
    "interleaved": _one_page("interleaved", "interleaved."),
    "toggle": _one_page("toggle", "toggle."),
    "review": _review,
    "sitemap": _sitemap,
    "atom": _feed("atom"),
    "rss": _feed("rss"),
    "tmx": _bitext("formats.tmx", "tmx"),
    "xliff": _xliff("1.2", "xlf"),
    "xliff2": _xliff("2.1", "2.xlf"),
    "jsonl": _bitext("formats.tabular", "jsonl", "write_jsonl"),
    "tsv": _bitext("formats.tabular", "tsv", "write_tsv"),
    "epub": _epub,
    "markdown": _markdown,
}
"""Name to writer: a pairing and options to paths below the output folder, and their bytes."""


def render(pairing: Pairing, name: str, options: Options | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield the files of one output, as paths below the output folder with their bytes; nothing is written.

    Raises OutputError for a name that is not in `OUTPUTS`.

    >>> from bilingual_pub.model import Bitext, Document
    >>> next(render(Pairing(Bitext(Document(""), Document("")), (), ("da", "en"), "da", ("", ""), "kim"), "pdf"))
    Traceback (most recent call last):
    bilingual_pub.errors.OutputError: error: there is no output “pdf” [unknown-output]
        Outputs: pages, side-by-side, interleaved, ...
    """
    if name not in OUTPUTS:
        values: dict[str, object] = {"name": name, "names": ", ".join(OUTPUTS)}
        template, hint = N_("there is no output “{name}”"), N_("Outputs: {names}.")
        raise OutputError(Diagnostic("unknown-output", "error", template, values, hint=hint))
    yield from OUTPUTS[name](pairing, options or Options())


def write(
    pairing: Pairing, folder: StrPath, names: Iterable[str], options: Options | None = None
) -> list[Path]:
    """Write outputs below `folder` and return their paths; a file that holds its bytes already is left alone.

    All are rendered before the first is written. Raises OutputError for an unknown name or an unsafe path.

    >>> import tempfile
    >>> from bilingual_pub.model import Bitext, Document
    >>> pair = Pairing(Bitext(Document("Hej"), Document("Hi")), (), ("da", "en"), "da", ("Hej", "Hi"), "hej")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in write(pair, folder, ["pages", "side-by-side"])]
    ['hej.da.html', 'hej.en.html', 'hej.da-en.html']
    """
    made = [file for name in names for file in render(pairing, name, options)]
    found = [(inside(folder, path), data) for path, data in made]
    for path, data in found:
        write_bytes(path, data)
    return [path for path, _ in found]


def _name(pairing: Pairing, suffix: str) -> str:
    return f"{pairing.slug}.{'-'.join(pairing.languages)}.{suffix}"
