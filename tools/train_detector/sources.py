"""What the detector learns from: packages, and how each kind of file in them gives up its texts.

Every input is a Debian or PyPI package under a licence that allows it (`docs/detector.md` lists them with
versions). Kept for judging and never read here: WordPress, GNOME, GIMP's manual, the installation guides.
"""

from __future__ import annotations

import html
import io
import re
import struct
import subprocess
import tarfile
import zipfile
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

LANGUAGES = ("da", "en", "nb", "nn", "sv", "de", "nl", "is", "fr", "es", "fi")
"""The languages of the open table, in the order of its columns; "other" comes last."""

OTHERS = (
    "et pl tr lt lv it pt ca ro hu cs sk sl hr eu ga cy af eo br oc ast gl id vi gd kmr uz fy sq rm "
    "an az bs cak dsb ff fur gn hsb ia kab lij ltg ms sc son szl tl trs xh".split()
)
"""Languages of the background that have catalogs; `world` has more, with less text of each."""

_MOZILLA = {
    "nb": "nb-no",
    "nn": "nn-no",
    "sv": "sv-se",
    "es": "es-es",
    "en": "en-gb",
    "fy": "fy-nl",
    "ga": "ga-ie",
    "pt": "pt-pt",
}
_CHROMIUM = {"en": "en-GB", "es": "es", "pt": "pt-PT"}


def packages(language: str) -> list[str]:
    """Name the Debian packages that hold text in `language`; some may not exist."""
    mozilla = _MOZILLA.get(language, language)
    names = [f"firefox-esr-l10n-{mozilla}", f"libreoffice-l10n-{language}"]
    if language in LANGUAGES:
        names.append(f"thunderbird-l10n-{mozilla}")
    names.append("libreoffice-help-en-us" if language == "en" else f"libreoffice-help-{language}")
    return names


def download(folder: Path) -> None:
    """Fetch every package with `apt-get download` into `folder`, those already there excepted.

    The help in Norwegian is in no package but in the source of one: that needs a `deb-src` line.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not list(folder.glob(_HELP_SOURCE)):
        command = ["apt-get", "source", "--download-only", "-q", "libreoffice"]
        subprocess.run(command, cwd=folder, check=True)
    wanted = ["chromium-l10n", *(name for language in (*LANGUAGES, *OTHERS) for name in packages(language))]
    for name in wanted:
        if not list(folder.glob(f"{name}_*.deb")):
            subprocess.run(["apt-get", "download", "-q", name], cwd=folder, check=False)


def members(folder: Path, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of every regular file in package `name`, sorted by path; nothing when it is missing."""
    for deb in sorted(folder.glob(f"{name}_*.deb")):
        tar = subprocess.run(["dpkg-deb", "--fsys-tarfile", str(deb)], check=True, capture_output=True).stdout
        with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
            for member in sorted(archive.getmembers(), key=lambda m: m.name):
                data = archive.extractfile(member) if member.isfile() else None
                if data:
                    yield member.name, data.read()


def read_mo(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield msgid and msgstr of a compiled catalog, context and header off."""
    count, ids, strings = struct.unpack_from("<3I", data, 8)
    for i in range(count):
        pair = []
        for table in (ids, strings):
            length, offset = struct.unpack_from("<2I", data, table + 8 * i)
            pair.append(data[offset : offset + length].decode("utf-8", "replace").split("\0")[0])
        if pair[0]:
            yield pair[0].rpartition("\4")[2], pair[1]


_HELP = re.compile(r"<(h[1-6]|p|title)\b[^>]*>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


_HELP_SOURCE = "libreoffice_*.orig-translations.tar.xz"
_MSGSTR = re.compile(r'^msgstr ((?:".*"\n)+)', re.MULTILINE)


@cache
def help_sources(folder: Path) -> dict[str, list[str]]:
    """Return the help of LibreOffice's source in Bokmål and Nynorsk, which no package holds."""
    found: dict[str, list[str]] = {"nb": [], "nn": []}
    for path in sorted(folder.glob(_HELP_SOURCE)):
        with tarfile.open(path) as archive:
            for member in archive:
                match = re.search(r"/source/(nb|nn)/helpcontent2/.*\.po$", member.name)
                data = archive.extractfile(member) if match else None
                if match and data:
                    found[match[1]].extend(read_po(data.read().decode()))
    return {language: sorted(texts) for language, texts in found.items()}


def read_po(text: str) -> Iterator[str]:
    """Yield the translations of a catalog, tags off, the header left out."""
    for match in _MSGSTR.finditer(text):
        joined = "".join(line[1:-1] for line in match[1].splitlines())
        plain = joined.replace('\\"', '"').replace("\\n", " ").replace("\\t", " ")
        if "Project-Id-Version:" not in plain:
            yield " ".join(_TAG.sub(" ", plain).split())


def read_help(data: bytes) -> Iterator[str]:
    """Yield headings and paragraphs of a LibreOffice help page."""
    for match in _HELP.finditer(data.decode("utf-8", "replace")):
        yield " ".join(html.unescape(_TAG.sub("", match[2])).split())


_PROPERTY = re.compile(r"^\s*[\w.\-]+\s*=\s*(.+)$|^\s*<!ENTITY\s+\S+\s+[\"'](.*)[\"']>", re.MULTILINE)
_FLUENT = re.compile(r"^\s*(?:-?[\w.\-]+\s*=\s*|\*?\[\w+\]\s*)?([^#\s{}\[*.].*)$", re.MULTILINE)


def read_langpack(data: bytes) -> Iterator[str]:
    """Yield the strings of a Mozilla language pack: Fluent, properties and DTD files."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sorted(archive.namelist()):
            pattern = _FLUENT if name.endswith(".ftl") else _PROPERTY
            if name.endswith((".ftl", ".properties", ".dtd")):
                for match in pattern.finditer(archive.read(name).decode("utf-8", "replace")):
                    yield next(filter(None, match.groups()), "").strip()


def read_pak(data: bytes) -> Iterator[str]:
    """Yield the strings of a Chromium resource pack (version 5), texts only; of an empty one none."""
    if not data:
        return
    count = struct.unpack_from("<H", data, 8)[0]
    offsets = [struct.unpack_from("<HI", data, 12 + 6 * i)[1] for i in range(count + 1)]
    for start, end in pairwise(offsets):
        text = data[start:end].decode("utf-8", "replace")
        if "{" not in text and "<html" not in text and "function" not in text:
            yield " ".join(html.unescape(_TAG.sub(" ", text)).split())


@cache
def chromium(folder: Path) -> dict[str, bytes]:
    """Return Chromium's resource packs by its codes of languages; the package is large, and read once."""
    packs = ((Path(path), data) for path, data in members(folder, "chromium-l10n"))
    return {path.stem: data for path, data in packs if path.suffix == ".pak"}


def _package_texts(folder: Path, name: str) -> Iterator[str]:
    for path, data in members(folder, name):
        if path.endswith(".mo"):
            yield from (text for msgid, text in read_mo(data) if text != msgid)
        elif path.endswith(".html"):
            yield from read_help(data)
        elif path.endswith(".xpi"):
            yield from read_langpack(data)


def texts(folder: Path, language: str) -> Iterator[tuple[str, str]]:
    """Yield source and text for everything the packages hold in `language`."""
    for name in packages(language):
        kind = name.rpartition("-")[0].split("-l10n")[0]
        yield from ((kind, text) for text in _package_texts(folder, name))
    if language == "en":
        for path, data in members(folder, "libreoffice-l10n-da"):
            if path.endswith(".mo"):
                yield from (("libreoffice", msgid) for msgid, _ in read_mo(data))
    if language in ("nb", "nn"):
        yield from (("libreoffice-help", text) for text in help_sources(folder)[language])
    yield from (
        ("chromium", text) for text in read_pak(chromium(folder).get(_CHROMIUM.get(language, language), b""))
    )


def django_texts(language: str) -> Iterator[str]:
    """Yield the strings of Django's own catalogs (BSD); English are the msgids of the Danish ones."""
    import django

    root = Path(django.__file__).parent
    for path in sorted(root.glob(f"**/locale/{'da' if language == 'en' else language}/LC_MESSAGES/*.mo")):
        for msgid, msgstr in read_mo(path.read_bytes()):
            if language == "en":
                yield msgid
            elif msgid != msgstr:
                yield msgstr


def cldr_names(language: str) -> Iterator[str]:
    """Yield CLDR's names of languages and territories in `language`, from Babel."""
    from babel import Locale

    locale = Locale.parse(language)
    for names in (locale.languages, locale.territories):
        yield from (names[key] for key in sorted(names))
