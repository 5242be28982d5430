"""The server: on 127.0.0.1 only, for this machine's browser only, and nothing outside the folder it was given.

A page from elsewhere can point its own name at 127.0.0.1 and so read a local server (DNS rebinding); such a request
carries that name in `Host`, and is refused.
"""

from __future__ import annotations

import json
import mimetypes
import os
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from bilingual_pub.files import utf8
from bilingual_pub.preview.changes import Changes
from bilingual_pub.preview.client import CLIENT
from bilingual_pub.report.markup import Markup, tag

__all__ = ["Server", "locate"]

_HEARTBEAT = 15.0
_HTML = (".html", ".htm", ".xhtml")


@dataclass(frozen=True)
class _Answer:
    status: HTTPStatus
    body: bytes
    kind: str = "text/plain; charset=utf-8"
    location: str = ""


class Server(ThreadingHTTPServer):
    """Serves `root` at `http://127.0.0.1:port/` (a free port for 0). `prepare` is what each HTML page goes through."""

    daemon_threads = True
    block_on_close = False

    def __init__(
        self, root: Path, changes: Changes, *, port: int = 0, prepare: Callable[[bytes], bytes]
    ) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.root: Path = root
        self.changes: Changes = changes
        self.prepare: Callable[[bytes], bytes] = prepare

    @property
    def hosts(self) -> frozenset[str]:
        """The `Host` headers that are answered."""
        port = self.server_address[1]
        # Browsers leave a scheme's own port out.
        return frozenset(
            f"{name}{end}"
            for name in ("127.0.0.1", "localhost")
            for end in (f":{port}", *[""] * (port == 80))
        )

    def handle_error(self, *_: object) -> None:
        """Say nothing: a browser that goes away in the middle of an answer is no error."""


def locate(root: Path, target: str) -> Path | None:
    """Return the file or folder below `root` that the request target names; None where there is none to be served.

    Refused: `..`, names with a leading dot, backslashes, colons (drives, streams), control characters, and links that
    lead out of `root`.

    >>> locate(Path("public"), "/../bilingual-pub.toml") is None
    True
    """
    pieces = [piece for piece in unquote(urlsplit(target).path, errors="surrogateescape").split("/") if piece]
    if any(piece[:1] == "." or any(c < " " or c in ":\\\x7f" for c in piece) for piece in pieces):
        return None
    base = root.resolve()
    try:
        path = base.joinpath(*pieces).resolve()
        return path if path.is_relative_to(base) and path.exists() else None
    except OSError:  # a name longer than names can be
        return None


class _Handler(BaseHTTPRequestHandler):
    server: Server
    server_version = "bilingual_pub"
    sys_version = ""

    def do_GET(self) -> None:
        if self.headers.get("Host", "").lower() not in self.server.hosts:
            self._send(
                _Answer(HTTPStatus.FORBIDDEN, b"This preview answers to 127.0.0.1 and localhost only.\n")
            )
        elif urlsplit(self.path).path == "/__bilingual/changes":
            self._events()
        else:
            self._send(self._answer())

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Print nothing below the command line."""

    def _answer(self) -> _Answer:
        if urlsplit(self.path).path == "/__bilingual/client.js":
            return _Answer(HTTPStatus.OK, CLIENT.encode(), "text/javascript; charset=utf-8")
        path = locate(self.server.root, self.path)
        if path is not None and path.is_dir():
            return self._folder(path)
        if path is None or not path.is_file():
            return _Answer(HTTPStatus.NOT_FOUND, b"Not found.\n")
        return self._file(path)

    def _folder(self, path: Path) -> _Answer:
        address = urlsplit(self.path).path
        if not address.endswith("/"):
            # Two slashes in front would be another machine's address.
            return _Answer(
                HTTPStatus.MOVED_PERMANENTLY, b"", location="/" + quote(unquote(address).strip("/")) + "/"
            )
        index = path / "index.html"
        if index.is_file():
            return self._file(index)
        return _Answer(HTTPStatus.OK, self.server.prepare(utf8(_listing(path))), "text/html; charset=utf-8")

    def _file(self, path: Path) -> _Answer:
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        try:
            body = path.read_bytes()
        except OSError:
            return _Answer(HTTPStatus.NOT_FOUND, b"Not found.\n")
        if path.name.lower().endswith(_HTML):
            return _Answer(HTTPStatus.OK, self.server.prepare(body), kind)
        return _Answer(HTTPStatus.OK, body, f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)

    def _send(self, answer: _Answer) -> None:
        self.send_response(answer.status)
        headers = {
            "Content-Type": answer.kind,
            "Content-Length": str(len(answer.body)),
            "Location": answer.location,
        }
        for name, value in (headers | _SAFE).items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _events(self) -> None:
        self.send_response(HTTPStatus.OK)
        for name, value in ({"Content-Type": "text/event-stream"} | _SAFE).items():
            self.send_header(name, value)
        self.end_headers()
        changes = self.server.changes
        seen, problem = changes.news
        self._event("problem", problem)
        while not changes.closed:
            news = changes.wait(seen, _HEARTBEAT)
            self._event("problem" if news.problem or news.version == seen else "reload", news.problem)
            seen = news.version

    def _event(self, name: str, text: str) -> None:
        self.wfile.write(f"event: {name}\ndata: {json.dumps(text)}\n\n".encode())
        self.wfile.flush()


_SAFE = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def _listing(folder: Path) -> str:
    names = sorted(f"{p.name}/" if p.is_dir() else p.name for p in folder.iterdir() if p.name[:1] != ".")
    shown = [name for name in names if name.endswith(("/", *_HTML))]
    items = [tag("li", tag("a", name, href=quote(os.fsencode(name)))) for name in shown]
    head = tag(
        "head",
        Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width">'),
        tag("title", folder.name),
    )
    body = tag("body", tag("h1", folder.name), tag("ul", *items))
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='')}"
