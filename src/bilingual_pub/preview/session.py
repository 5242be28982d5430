"""A preview while it runs: a thread that serves, and one that looks for saved files and rebuilds."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from bilingual_pub.errors import BilingualPubError, ConfigError
from bilingual_pub.formats import po
from bilingual_pub.formats.po import Catalog
from bilingual_pub.i18n import localise
from bilingual_pub.model import N_, Diagnostic
from bilingual_pub.preview.changes import Changes
from bilingual_pub.preview.server import Server
from bilingual_pub.preview.strings import instrument
from bilingual_pub.preview.watch import Snapshot, snapshot

__all__ = ["LABELS", "Preview"]

_EVERY = 0.1
"""Seconds between two looks, or five times what a look takes where that is more: a fifth of a core at most."""

LABELS = {
    "title": N_("Where a string comes from"),
    "inspect": N_("Show where strings come from"),
    "help": N_("Click a text to see its catalog entry. Turn this off to follow links."),
    "msgid": N_("Source"),
    "msgstr": N_("Translation"),
    "context": N_("Context"),
    "place": N_("Catalog"),
    "references": N_("Found in"),
    "translated": N_("translated"),
    "fuzzy": N_("to look at"),
    "missing": N_("missing"),
}


class Preview:
    """Serves the pages below `root` and rebuilds them when something below `watch` is saved.

    `locales`: the folder whose `.po` files the strings are looked up in. `rebuild` makes the pages anew, as
    `build` does; what is in its result's `errors`, or raised as BilingualPubError, is shown in the browser. `port` 0 takes a free one. `language` and
    `translate` are the panel's. Raises ConfigError where the port can't be had.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, Preview(folder) as preview:
    ...     preview.url.startswith("http://127.0.0.1:")
    True
    """

    def __init__(
        self,
        root: str | os.PathLike[str],
        *,
        locales: str | os.PathLike[str] | None = None,
        watch: Sequence[str | os.PathLike[str]] = (),
        rebuild: Callable[[], object] | None = None,
        port: int = 0,
        language: str = "en",
        translate: Callable[[str], str] = str,
    ) -> None:
        self.root: Path = Path(root)
        self.locales: Path | None = None if locales is None else Path(locales)
        self.watch: tuple[str | os.PathLike[str], ...] = tuple(watch) or tuple(filter(None, (self.locales,)))
        self.rebuild = rebuild
        self.changes: Changes = Changes()
        self._translate = translate
        self._labels = {name: translate(text) for name, text in LABELS.items()} | {"language": language}
        self._read: dict[Snapshot, list[Catalog]] = {}
        self._before: Snapshot = frozenset()
        self._server = self._listen(port)
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._serve, self._look)]

    @property
    def url(self) -> str:
        """Where the pages are."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def __enter__(self) -> Self:
        self._before = self._snapshot()
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.changes.close()
        self._server.shutdown()
        self._server.server_close()
        for thread in self._threads:
            thread.join()

    def _listen(self, port: int) -> Server:
        try:
            return Server(self.root, self.changes, port=port, prepare=self._prepare)
        except (OSError, OverflowError) as error:
            template, hint = N_("can't listen on port {port}: {reason}"), N_("Choose another port.")
            values: dict[str, object] = {
                "port": port,
                "reason": getattr(error, "strerror", None) or str(error),
            }
            raise ConfigError(Diagnostic("cannot-listen", "error", template, values, hint=hint)) from error

    def _serve(self) -> None:
        self._server.serve_forever(poll_interval=0.1)

    def _look(self) -> None:
        pause = _EVERY
        while not self.changes.closed:
            self.changes.wait(self.changes.news.version, pause)
            start = time.perf_counter()
            now = self._snapshot()
            pause = max(_EVERY, 5 * (time.perf_counter() - start))
            if now != self._before:
                # Noted before the rebuild, so that what is saved during it counts. What the rebuild itself writes among
                # the watched files makes it run once more, and then it writes nothing.
                self._before = now
                self.changes.post(self._rebuild())

    def _snapshot(self) -> Snapshot:
        return snapshot(self.watch, leave_out=[self.root])

    def _rebuild(self) -> str:
        try:
            result = self.rebuild() if self.rebuild is not None else None
        except BilingualPubError as error:
            return str(localise(error.diagnostic, self._translate))
        except Exception as error:  # noqa: BLE001 - the next save may mend it; a thread that ended would never see it
            return f"{type(error).__name__}: {error}"
        return "\n".join(str(localise(error, self._translate)) for error in getattr(result, "errors", ()))

    def _prepare(self, page: bytes) -> bytes:
        return instrument(page, self._catalogs(), self._labels)

    def _catalogs(self) -> list[Catalog]:
        if self.locales is None:
            return []
        now = frozenset(file for file in snapshot([self.locales]) if file[0].endswith(".po"))
        if now not in self._read:
            self._read = {now: [catalog for name, *_ in sorted(now) if (catalog := self._load(Path(name)))]}
        return self._read[now]

    def _load(self, path: Path) -> Catalog | None:
        assert self.locales is not None
        try:
            return po.parse(path.read_bytes(), path=path.relative_to(self.locales.parent).as_posix())
        except OSError:
            return None  # an editor is putting a new file in its place; the next look finds it
