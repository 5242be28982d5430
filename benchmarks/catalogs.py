"""How well and how fast catalogs are updated and compiled, beside GNU gettext: `python benchmarks/catalogs.py`.

Processor seconds of whole processes, start-up included, on one machine in one run: read the ratios. The messages are the
paragraphs of a manual in Danish and English (Debian's libreoffice-help-da and -en-us); gettext does the peers' part.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random

from alignment_data import _read, files

from bilingual_pub.catalog import load, update
from bilingual_pub.check import check_catalog
from bilingual_pub.formats import mo, po
from bilingual_pub.formats.po import Catalog, Entry
from bilingual_pub.model import Message
from bilingual_pub.template import Template

ENTRIES, EDITS, STRANGERS = 46_000, 2_173, 300
HEADER = "Language: en\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
WORDS = "også nu hele den store ofte igen altid måske her gerne kun netop derfor".split()


def translations() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in files("libreoffice-help-da"):
        other = Path(str(path).replace("/da/", "/en-US/", 1))
        pair = _read(path, other) if other.exists() else None
        english = {name: unit.segment.text for unit in pair.en for name in unit.ids} if pair else {}
        for unit in pair.da if pair else ():
            for name in unit.ids & english.keys():
                found.setdefault(unit.segment.text, english[name])
        if len(found) >= ENTRIES:
            break
    return dict(list(found.items())[:ENTRIES])


def edit(text: str, random: Random) -> str:
    """What editors do to a text: a word more, fewer or other; an end; a capital."""
    words = text.split(" ")
    at = random.randrange(len(words))
    kind = random.choice(["more", "fewer", "other", "other", "end", "case"])
    if kind == "fewer" and len(words) > 2:
        return " ".join(words[:at] + words[at + 1 :])
    if kind == "other" and len(words) > 2:
        return " ".join([*words[:at], random.choice(WORDS), *words[at + 1 :]])
    if kind == "end":
        return text[:-1] if text.endswith((".", ":")) else f"{text}:"
    if kind == "case" and text.swapcase()[:1] != text[:1] and "<" not in text[:1]:
        return text[0].swapcase() + text[1:]
    return " ".join([*words[:at], random.choice(WORDS), *words[at:]])


def prepare(folder: Path) -> dict[str, str]:
    """Write the old catalog and the new template; return what each edited message was before."""
    random = Random(7)
    pairs = translations()
    texts = list(pairs)
    edited: dict[str, str] = {}
    for text in random.sample([t for t in texts if len(t) >= 12], EDITS):
        new = edit(text, random)
        if new not in pairs and new not in edited:
            edited[new] = text
    was = {old: new for new, old in edited.items()}
    strangers = set(random.sample([t for t in texts if t not in was], 2 * STRANGERS))
    gone = set(list(strangers)[:STRANGERS])
    entries = [Entry(t, (pairs[t],)) for t in texts if t not in strangers or t in gone]
    header = Entry("", (HEADER,))
    locale = folder / "en" / "LC_MESSAGES"
    locale.mkdir(parents=True)
    old = Catalog().with_blocks([replace(header, source=po.render(header).lstrip("\n")), *entries])
    (locale / "messages.po").write_bytes(old.to_bytes())
    Template(tuple(Message(was.get(t, t)) for t in texts if t not in gone)).save(folder / "messages.pot")
    return edited


def seconds(*command: str | Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def score(new: Catalog, old: Catalog, edited: dict[str, str]) -> tuple[int, int, int]:
    """How many edited messages have the translation of what they were, how many another's, how many new ones have one."""
    right = wrong = strangers = 0
    by_line = {entry.line: entry.msgid for entry in old.entries}
    live = {entry.msgid for entry in old.entries}
    for entry in new.entries:
        if entry.msgid in live or not any(entry.msgstr):
            continue
        before = entry.previous.msgid if entry.previous else by_line[entry.line]
        right += edited.get(entry.msgid) == before
        wrong += edited.get(entry.msgid, before) != before
        strangers += entry.msgid not in edited
    return right, wrong, strangers


def updates(folder: Path) -> None:
    edited = prepare(folder)
    path = folder / "en" / "LC_MESSAGES" / "messages.po"
    old = load(folder, "en")
    gnu = folder / "gnu.po"
    # In this process the entries still know their old lines, which tells where an adjusted one came from.
    [result] = update(folder, folder / "messages.pot", languages=["en"], dry_run=True)
    ours = "import sys; from bilingual_pub.catalog import update; update(sys.argv[1], sys.argv[2], languages=['en'])"
    theirs = seconds("msgmerge", "-q", "--previous", "-o", gnu, path, folder / "messages.pot")
    mine = seconds(sys.executable, "-c", ours, folder, folder / "messages.pot")
    print(f"update: {len(old.entries)} entries, {len(edited)} edited, {STRANGERS} new, {STRANGERS} gone")
    for name, catalog, time in (
        ("msgmerge", po.parse(gnu.read_bytes()), theirs),
        ("ours", result.catalog, mine),
    ):
        right, wrong, strangers = score(catalog, old, edited)
        print(
            f"  {name:9}{time:6.2f} s ({time / theirs:4.2f})  right {right}  wrong {wrong}  new ones matched {strangers}"
        )


def compilations(folder: Path) -> None:
    path = folder / "en" / "LC_MESSAGES" / "messages.po"
    ours = "import sys; from bilingual_pub.catalog import compile; compile(sys.argv[1])"
    theirs = min(seconds("msgfmt", "-o", folder / "gnu.mo", path) for _ in range(3))
    times = []
    for _ in range(3):
        path.with_suffix(".mo").unlink(missing_ok=True)
        times.append(seconds(sys.executable, "-c", ours, folder))
    same = subprocess.run(["msgunfmt", folder / "gnu.mo"], capture_output=True, check=True).stdout
    mine = subprocess.run(["msgunfmt", path.with_suffix(".mo")], capture_output=True, check=True).stdout
    bare = min(seconds(sys.executable, "-c", "import bilingual_pub.catalog") for _ in range(3))
    print(f"compile: {len(load(folder, 'en').entries)} entries; msgunfmt reads the same: {same == mine}")
    print(
        f"  msgfmt {theirs:.2f} s, ours {min(times):.2f} s ({min(times) / theirs:.2f}), of which start-up {bare:.2f} s"
    )


def checks() -> None:
    """What share of a professional translation is called wrong: WordPress's own Danish (Debian's wordpress-l10n)."""
    listing = subprocess.run(
        ["dpkg", "-L", "wordpress-l10n"], capture_output=True, text=True, check=False
    ).stdout
    paths = [Path(line) for line in listing.splitlines() if line.endswith("da_DK.mo")]
    entries = errors = warnings = 0
    for path in paths:
        catalog = mo.parse(path.read_bytes(), path=path)
        found = check_catalog(catalog, source_language="en")
        entries += len(catalog.entries)
        errors += len({d.values.get("msgid") for d in found if d.severity == "error"})
        warnings += len({d.values.get("msgid") for d in found if d.severity != "error"})
    if entries:
        print(
            f"check: {entries} entries of WordPress, errors {errors / entries:.2%}, warnings {warnings / entries:.2%}"
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        updates(Path(name))
        compilations(Path(name))
    checks()
