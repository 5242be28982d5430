"""A bilingual Danish/English content pipeline: detect, extract, translate, align, and publish in pairs.

    >>> import bilingual_pub as bp
    >>> bp.detect("Hop ned til bunden og smid en kommentar.").language
    'da'

The names below are loaded when they are first used, so that importing the package costs nothing.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bilingual_pub import formats as formats
    from bilingual_pub.align import align as align
    from bilingual_pub.align import align_many as align_many
    from bilingual_pub.catalog import compile as compile
    from bilingual_pub.catalog import statistics as statistics
    from bilingual_pub.catalog import update as update
    from bilingual_pub.check import check as check
    from bilingual_pub.detect import detect as detect
    from bilingual_pub.detect import detect_many as detect_many
    from bilingual_pub.detect import language_map as language_map
    from bilingual_pub.documents import parse as parse
    from bilingual_pub.documents import read as read
    from bilingual_pub.errors import BilingualPubError as BilingualPubError
    from bilingual_pub.errors import CatalogError as CatalogError
    from bilingual_pub.errors import ConfigError as ConfigError
    from bilingual_pub.errors import InputError as InputError
    from bilingual_pub.errors import OutputError as OutputError
    from bilingual_pub.errors import TranslationError as TranslationError
    from bilingual_pub.extract import extract as extract
    from bilingual_pub.merge import PairedArticle as PairedArticle
    from bilingual_pub.merge import merge as merge
    from bilingual_pub.model import Bead as Bead
    from bilingual_pub.model import Bitext as Bitext
    from bilingual_pub.model import Detection as Detection
    from bilingual_pub.model import Diagnostic as Diagnostic
    from bilingual_pub.model import Document as Document
    from bilingual_pub.model import Message as Message
    from bilingual_pub.model import Segment as Segment
    from bilingual_pub.model import Span as Span
    from bilingual_pub.pairing import find_pairs as find_pairs
    from bilingual_pub.site import BuildResult as BuildResult
    from bilingual_pub.site import build as build
    from bilingual_pub.splice import splice as splice
    from bilingual_pub.template import Template as Template
    from bilingual_pub.translate import translate as translate

__version__ = "0.1.0"

_HOMES = {
    "align": ("align", "align_many"),
    "catalog": ("compile", "statistics", "update"),
    "check": ("check",),
    "detect": ("detect", "detect_many", "language_map"),
    "documents": ("parse", "read"),
    "errors": (
        "BilingualPubError", "CatalogError", "ConfigError", "InputError", "OutputError", "TranslationError",
    ),
    "extract": ("extract",),
    "merge": ("PairedArticle", "merge"),
    "model": ("Bead", "Bitext", "Detection", "Diagnostic", "Document", "Message", "Segment", "Span"),
    "pairing": ("find_pairs",),
    "site": ("BuildResult", "build"),
    "splice": ("splice",),
    "template": ("Template",),
    "translate": ("translate",),
}  # fmt: skip
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Bead", "BilingualPubError", "Bitext", "BuildResult", "CatalogError", "ConfigError", "Detection",
    "Diagnostic", "Document", "InputError", "Message", "OutputError", "PairedArticle", "Segment", "Span",
    "Template", "TranslationError", "align", "align_many", "build", "check", "compile", "detect",
    "detect_many", "extract", "find_pairs", "formats", "language_map", "merge", "parse", "read", "splice",
    "statistics", "translate", "update",
]  # fmt: skip


class _Package(ModuleType):
    """Keeps `bp.detect` the function once the module `bilingual_pub.detect` has been imported by anyone."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    if name == "formats":
        return import_module("bilingual_pub.formats")
    if name not in _HOME:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(import_module(f"bilingual_pub.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*(name for name in globals() if name.startswith("__")), *__all__})
