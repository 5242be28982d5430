"""Markdown files read and written again: `python benchmarks/markdown_files.py [FOLDER or Debian package ...]`.

Counts files that come back byte for byte, and files that say the same after every segment has been replaced by
its own text written anew. Peers, where installed: mdformat, marko, mistune (read and written by their own renderers).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from subprocess import run

from bilingual_pub.errors import TranslationError
from bilingual_pub.formats import markdown
from bilingual_pub.model import Document
from bilingual_pub.splice import splice

PACKAGES = ("nodejs",)


def files(places: Iterable[str]) -> list[bytes]:
    """Return the Markdown files below folders, or of Debian packages; each content once."""
    found: dict[bytes, None] = {}
    for place in places:
        if Path(place).is_dir():
            paths = sorted(Path(place).rglob("*.md"))
        else:
            listed = run(["dpkg", "-L", place], capture_output=True, text=True, check=False).stdout
            paths = [Path(line) for line in listed.split("\n") if line.endswith(".md")]
        found.update((path.read_bytes(), None) for path in paths if path.is_file())
    return list(found)


def says(document: Document) -> list[tuple[str, int, str]]:
    return [(s.kind, s.level, s.text) for s in document.segments if s.translate]


def into_itself(document: Document) -> tuple[bool, int]:
    """Write every segment anew; return whether the document says the same, and how many could not be written."""
    edits, refused, end = [], 0, 0
    for segment in document.segments:
        if segment.translate and segment.span.start >= end:
            end = segment.span.end
            try:
                edits.append((segment.span, markdown.render(segment, segment.text, document=document)))
            except TranslationError:
                refused += 1
    return says(markdown.parse(splice(document.text, edits))) == says(document), refused


def peers() -> dict[str, Callable[[str], str]]:
    found: dict[str, Callable[[str], str]] = {}
    if find_spec("mdformat"):
        import mdformat  # noqa: PLC0415

        found["mdformat"] = mdformat.text
    if find_spec("marko"):
        import marko  # noqa: PLC0415
        from marko.md_renderer import MarkdownRenderer  # noqa: PLC0415

        found["marko"] = marko.Markdown(renderer=MarkdownRenderer)
    if find_spec("mistune"):
        import mistune  # noqa: PLC0415
        from mistune.renderers.markdown import MarkdownRenderer as Renderer  # noqa: PLC0415

        found["mistune"] = mistune.create_markdown(renderer=Renderer())
    return found


def main() -> None:
    data = files(sys.argv[1:] or PACKAGES)
    size = sum(map(len, data))
    start = time.process_time()
    documents = [markdown.parse(each) for each in data]
    seconds = time.process_time() - start
    same = sum(document.to_bytes() == each for document, each in zip(documents, data, strict=True))
    segments = sum(len(document.segments) for document in documents)
    print(f"{len(data)} files, {size / 1e6:.1f} MB, {segments} segments")
    print(f"bilingual_pub  byte for byte {same / len(data):7.1%}   {size / 1e6 / seconds:5.2f} MB/s read")
    anew = [into_itself(document) for document in documents]
    print(
        f"               says the same when every segment is written anew: {sum(s for s, _ in anew)}, refused: {sum(r for _, r in anew)}"
    )
    for name, rewrite in peers().items():
        start, same = time.process_time(), 0
        for each in data:
            try:
                same += rewrite(each.decode()).encode() == each
            except Exception:  # noqa: BLE001 - a peer's failure is a file that did not come back
                continue
        print(
            f"{name:14} byte for byte {same / len(data):7.1%}   {size / 1e6 / (time.process_time() - start):5.2f} MB/s read and written"
        )


if __name__ == "__main__":
    main()
