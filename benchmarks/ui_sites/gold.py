"""The gold: what of a generated page is the theme's and what is the content's, known because the content is ours."""

from __future__ import annotations

import re

from content import PACKS, articles, page_text

SEARCHES = ("qwertyuiop", '"the"', "“the”")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_MONTH = (
    r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch|ts)?|apr(?:il)?|may|maj|june?|juni|july?|juli|aug(?:ust)?"
    r"|sep(?:tember)?|oct(?:ober)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:man|tirs|ons|tors|fre|lør|søn)dag|(?:mon|tue|wed|thu|fri|sat|sun)"
_DATE = re.compile(rf"\b(?:{_DAY}|{_MONTH}|st|nd|rd|th|den|kl|at|am|pm|utc|gmt|cet)\b\.?", re.IGNORECASE)
_MONTHS = re.compile(rf"\b{_MONTH}\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\w)(?!404)\d+")
_LOCALE = re.compile(r"[a-z]{2,3}(?:_[A-Z]{2})?|wp_die|None|\W*\w|https?://\S+")


class Gold:
    """Label texts of a site built from one pack: "ui", "article", "mixed" or "data" (numbers, dates, names)."""

    def __init__(
        self, name: str, also: tuple[str, ...] = (), seed: int = 1, *, sections: bool = False
    ) -> None:
        pack = PACKS[name]
        found = articles(name, seed)
        short = {
            pack["site"],
            *pack["authors"],
            *pack["commenters"],
            *pack["categories"],
            *pack["tags"],
            *also,
            *SEARCHES,
        }
        short |= {article.title for article in found} | {title for title, _ in pack["pages"]}
        long = {text for article in found for _, text in (*article.blocks, *article.comments)} | {
            page_text(name, title) for title, _ in pack["pages"]
        }
        pages = [title for title, _ in pack["pages"]]
        self.names = {_fold(t) for t in (pack["site"], *pack["authors"], *pack["commenters"], *pages)}
        if sections:  # headings of a menu without pages of their own: neither the theme's nor an article's
            self.names |= {_fold(t) for t in pack["categories"]}
        self.values = sorted({_fold(t) for t in short | long}, key=len, reverse=True)
        self.content = set(self.values)
        self.long = "\n".join(_fold(t) for t in sorted(long))

    def label(self, text: str) -> str:
        folded = _fold(text)
        if not _LETTERS.search(_DATE.sub(" ", folded)) or _LOCALE.fullmatch(_fold(text, case=True)):
            return "data"
        if folded in self.names:
            return "data"
        if folded in self.content or self._part(folded):
            return "article"
        rest = self._without(folded)
        if rest == folded:
            return "mixed" if _NUMBER.search(rest) or _MONTHS.search(rest) else "ui"
        if _LETTERS.search(_DATE.sub(" ", rest)):
            return "mixed"
        return "data" if any(name in folded for name in self.names) else "article"

    def _part(self, folded: str) -> bool:
        start = folded.rstrip(" .…[]→»")
        cut = folded.rstrip(" ]").endswith("…") and any(
            line.startswith(start) for line in self.long.split("\n")
        )
        return bool(start) and (cut or (len(start.split()) > 3 and start in self.long))

    def _without(self, folded: str) -> str:
        rest = folded
        for value in self.values:
            if value in rest:
                rest = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", " ", rest)
        for sentence in re.split(r"(?<=[.!?…“”»«])\s+", folded):
            if len(sentence.split()) > 3 and sentence.rstrip(" .…") in self.long:
                rest = rest.replace(sentence, " ")
        return rest if re.sub(r"\W+", "", rest) != re.sub(r"\W+", "", folded) else folded


def _fold(text: str, *, case: bool = False) -> str:
    text = re.sub(r"<[^<>]*>", " ", text)
    text = text.translate(
        str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "»": '"', "«": '"', "\xa0": " "})
    )
    text = " ".join(text.split()).rstrip("¶# ").strip()
    return text if case else text.casefold()
