"""What the last build knew, in one SQLite file in the output folder: safe to delete, ignored when anything is amiss.

Rows are written as work is done, so that a build that is killed goes on from there, and read as they are needed, so
that the size of a site costs disk and not memory.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from bilingual_pub.errors import OutputError
from bilingual_pub.files import OUTPUT_MARK
from bilingual_pub.model import N_, Diagnostic

__all__ = ["NAME", "Amiss", "Store", "loads", "opened", "packed", "unpacked"]

NAME = OUTPUT_MARK

_FORM = 2
"""Number of the tables' form; a file of another form is begun anew."""

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE source (
  path TEXT PRIMARY KEY, size INT, time INT, digest TEXT, language TEXT, key TEXT, slug TEXT, whole INT, original INT,
  declared INT, alternates TEXT, links TEXT, draw INT, spoken BLOB, strings BLOB, features BLOB,
  article TEXT, rank INT, there TEXT
);
CREATE INDEX source_article ON source (article, rank);
CREATE INDEX source_key ON source (key, path);
CREATE INDEX source_draw ON source (whole, draw);
CREATE TABLE asset (path TEXT PRIMARY KEY, place TEXT, size INT, time INT) WITHOUT ROWID;
CREATE TABLE pair (here TEXT PRIMARY KEY, there TEXT, digests TEXT, confidence REAL);
CREATE TABLE article (key TEXT PRIMARY KEY, inputs TEXT, day INT, slug TEXT, listed INT, made TEXT, plan TEXT, said TEXT);
CREATE INDEX newest ON article (listed, day, slug, key);
CREATE TABLE file (path TEXT, kind TEXT, owner TEXT, size INT, time INT, PRIMARY KEY (path, kind)) WITHOUT ROWID;
CREATE INDEX file_owner ON file (owner, kind);
"""

_OFTEN = 2.0
"""Seconds after which what is done is made fast: a build that is killed loses no more than that."""

_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_NO_WAY_IN = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}


class Amiss(Exception):  # noqa: N818  # not an error of the caller's: the build begins anew
    """The file is not what a build wrote."""


class Store:
    """The tables, and a few ways to them. `ask` gives rows as they are fetched; nothing holds a table in memory."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._fast = time.monotonic()

    def ask(self, sql: str, *values: Any) -> Iterator[Any]:
        """Yield the rows of a query. The tables it reads may not change meanwhile; temporary ones serve for that."""
        return self._database.execute(sql, values)

    def one(self, sql: str, *values: Any) -> Any:
        """Return the first row of a query, None where there is none."""
        return self._database.execute(sql, values).fetchone()

    def tell(self, sql: str, *values: Any) -> int:
        """Change rows; return how many."""
        return self._database.execute(sql, values).rowcount

    def fill(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Change a row for each of `rows`."""
        self._database.executemany(sql, rows)

    def get(self, name: str) -> Any:
        """Return a value by its name, None where there is none."""
        row = self.one("SELECT value FROM meta WHERE name = ?", name)
        return loads(row[0]) if row else None

    def set(self, name: str, value: Any) -> None:
        """Keep a value under a name; where it is kept already nothing is written."""
        text = json.dumps(value, default=str)
        if self.one("SELECT value FROM meta WHERE name = ?", name) != (text,):
            self.tell("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, text)

    def settle(self) -> None:
        """Make fast what was done, if the last time is some seconds ago."""
        if time.monotonic() - self._fast > _OFTEN:
            self.commit()

    def commit(self) -> None:
        """Make fast what was done."""
        self._database.commit()
        self._fast = time.monotonic()


@contextmanager
def opened(folder: Path, state: str, *, dry_run: bool = False, anew: bool = False) -> Iterator[Store]:
    """Open what is known in an output folder; nothing is, where it was made in another `state` (version, configuration).

    `dry_run`: work on a copy that goes away. `anew`: whatever is there counts for nothing. Raises Amiss for a file
    that is not what a build wrote, OutputError where it can't be written.

    >>> with opened(Path("nowhere"), "x", dry_run=True) as store:
    ...     store.set("a", 1)
    ...     store.get("a")
    1
    """
    path = folder / NAME
    with _said(path, _NO_ROOM | _NO_WAY_IN if anew else _NO_ROOM):
        with _said_of_files(path):
            if not dry_run:
                _cleared(path, anew=anew)
        with closing(_connected(path, dry_run=dry_run, anew=anew)) as database:
            _made_ready(database, state)
            store = Store(database)
            try:
                yield store
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    database.commit()  # each row says what is on the disk, also where the build ends here
                raise
            database.commit()


def _cleared(path: Path, *, anew: bool) -> None:
    """Take away what stands where the file is to be; a link is never followed, it may lead out of the folder."""
    for place in (path, path.with_name(f"{path.name}-journal")):
        if anew or place.is_symlink():
            place.unlink(missing_ok=True)


def _connected(path: Path, *, dry_run: bool, anew: bool) -> sqlite3.Connection:
    if not dry_run:
        return sqlite3.connect(path)
    database = sqlite3.connect("")
    if path.is_file() and not anew and not path.is_symlink():
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as there:
            there.backup(database)
    return database


def _made_ready(database: sqlite3.Connection, state: str) -> None:
    # Where the power fails, SQLite's journal brings back the last state that was made fast.
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("PRAGMA cache_size = -8000")
    (form,) = database.execute("PRAGMA user_version").fetchone()
    tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if form != _FORM and tables:
        raise Amiss
    if not tables:
        database.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {_FORM}; COMMIT;")
    known = database.execute("SELECT value FROM meta WHERE name = 'state'").fetchone()
    if known != (json.dumps(state),):
        for table in ("meta", "source", "asset", "pair", "article"):
            database.execute(f"DELETE FROM {table}")
        # Which files were written is still known, so that those nobody makes any more are taken away.
        database.execute("UPDATE file SET owner = ''")
        database.execute("INSERT INTO meta VALUES ('state', ?)", (json.dumps(state),))


@contextmanager
def _said(path: Path, errors: AbstractSet[int]) -> Iterator[None]:
    """What SQLite finds wrong, in our words: `errors` (its codes) are the user's to mend, anything else is amiss."""
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF not in errors:
            raise Amiss from error
        raise _cannot(path, str(error)) from error


@contextmanager
def _said_of_files(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _cannot(path, error.strerror or str(error)) from error


def _cannot(path: Path, reason: str) -> OutputError:
    template = N_("can't write this file: {reason}")
    return OutputError(Diagnostic("cannot-write", "error", template, {"reason": reason}, path.as_posix()))


def packed(value: Any) -> bytes:
    """Return a value as a row keeps what is long and says much the same as others.

    >>> unpacked(packed([1, "å"]))
    [1, 'å']
    """
    return zlib.compress(json.dumps(value, separators=(",", ":")).encode(), 1)


def unpacked(data: bytes) -> Any:
    """Return what `packed` gave; raises Amiss for what it can't have given."""
    try:
        return json.loads(zlib.decompress(data))
    except (zlib.error, ValueError, TypeError) as error:
        raise Amiss from error


def loads(text: str) -> Any:
    """Return what a row keeps as JSON; raises Amiss for what is none.

    >>> loads("[1]")
    [1]
    """
    try:
        return json.loads(text)
    except ValueError as error:
        raise Amiss from error
