"""Words that tell no language: names of people and places, and words that Danish and English share."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from corpus import clean, collected, frequencies
from sources import members, read_mo, texts
from world import people

LOCALES = ("da_DK", "en_GB", "en_US", "sv_SE", "no_NO", "de_DE")


UNITS = """
    kr dkk usd eur gbp sek nok chf mio mia kl am pm nr pct mm cm dm km kg mg hg ml cl dl kw kwh mhz ghz khz hz px pt dpi
    ppi fps kb mb gb tb kib mib gib ca tlf rss cvr ean isbn issn doi url uri html css php xml json csv pdf svg png jpg gif
    https http www
"""
"""Units, currencies and abbreviations that stand beside numbers on pages of either language."""


BRANDS = """
    linkedin youtube tiktok bluesky mastodon mobilepay vimeo flickr whatsapp messenger snapchat pinterest spotify patreon
    substack github soundcloud twitter reddit tumblr
"""
"""What the foot of a page of either language links to."""

WEB = "faq podcast blog video"
"""Words of the web that both languages have taken over, which older lists of words hold in one only."""


def written_small(folder: Path) -> Counter[str]:
    """Count Danish and English words that occur without a capital, as names do not."""
    count: Counter[str] = Counter()
    for language in ("da", "en"):
        for text in {text for _, text in texts(folder, language)}:
            count.update({word for word in text.split() if word.isalpha() and word.islower()})
    return count


def names(folder: Path) -> list[str]:
    """Return names that are no common word of either language, sorted.

    A word that English uses eight times as much as German, Swedish and Norwegian do ("hope") is a word first.
    """
    small = written_small(folder)
    rate = {x: dict(frequencies(x, 320_000)) for x in ("en", "de", "sv", "nb")}

    def english(word: str) -> bool:
        return rate["en"].get(word, 0) > 8 * max(rate[x].get(word, 1e-8) for x in ("de", "sv", "nb"))

    found = {w for w in people(LOCALES) if len(w) > 1 and small[w] < 3 and not english(w)}
    return sorted(found | set(BRANDS.split()))


def translations(folder: Path) -> dict[str, set[str]]:
    """Return what one-word msgids of the Danish catalogs are translated by, all in lower case."""
    found: dict[str, set[str]] = defaultdict(set)
    for path, data in members(folder, "libreoffice-l10n-da"):
        for msgid, msgstr in read_mo(data) if path.endswith(".mo") else ():
            source = clean(msgid)
            if len(source) == 1:
                found[source[0]].add(" ".join(clean(msgstr)))
    return found


def shared(folder: Path) -> list[str]:
    """Return words that translate themselves and nothing else does, or that are as common in both languages."""
    danish, english = ({text[0] for text in collected(folder, x)[0] if len(text) == 1} for x in ("da", "en"))
    rate = {x: dict(frequencies(x, 320_000)) for x in ("da", "en")}
    found = {word for word, a in rate["da"].items() if a > 1e-5 and a / 2 < rate["en"].get(word, 0.0) < a * 2}
    found = (
        {word for word in found if (word in danish) == (word in english)}
        | set(UNITS.split())
        | set(WEB.split())
    )
    for word in danish & english:
        a, b = (rate[x].get(word, 0.0) for x in ("da", "en"))
        if a / 3 < b < a * 3 or (not a and b < 3e-7):
            found.add(word)
    for word, meant in translations(folder).items():
        limit = (10 if meant == {word} else 6) * rate["da"].get(word, 0.0)
        if word in meant and rate["en"].get(word, 0.0) < limit:
            found.add(word)
    return sorted(found)
