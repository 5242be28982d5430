"""Exceptions for calls that can't go on. Each carries a `Diagnostic`: path, line, what is wrong, what to do."""

from __future__ import annotations

from bilingual_pub.model import Diagnostic

__all__ = [
    "BilingualPubError",
    "CatalogError",
    "ConfigError",
    "InputError",
    "OutputError",
    "TranslationError",
]


class BilingualPubError(Exception):
    """The root of the library's exceptions.

    >>> from bilingual_pub.model import Diagnostic
    >>> print(BilingualPubError(Diagnostic("not-found", "error", "no such file", path="a.html")))
    a.html: error: no such file [not-found]
    """

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic

    def __str__(self) -> str:
        return str(self.diagnostic)


class InputError(BilingualPubError):
    """An input can't be read at all: missing, unreadable, of an unknown format, outside what the call takes."""


class CatalogError(BilingualPubError):
    """A catalog can't be used: broken beyond its entries, or an update would lose translations."""


class ConfigError(BilingualPubError):
    """The configuration is wrong: an unknown key, a value of the wrong type, a folder that is not there."""


class OutputError(BilingualPubError):
    """An output can't be written: outside the output folder, no room, no permission, a directory in its place."""


class TranslationError(BilingualPubError):
    """A translation can't be put back into its document: its tags do not match, or it would become markup."""
