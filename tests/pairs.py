"""What the tests of merge and outputs share: an article of our own in both languages, and ways to pair it."""

from __future__ import annotations

from bilingual_pub import formats
from bilingual_pub.formats import po
from bilingual_pub.merge import PairedArticle, merge
from bilingual_pub.merge.region import article_segments
from bilingual_pub.model import Bead, Bitext, Document, Segment

DANISH = """---
title: "En nat på Øresundsbroen"
author: Mette Rask
date: 2026-05-03
---
# En nat på Øresundsbroen

Klokken er kvart over to, og vinden kommer fra Sverige[^1].

![Broen i april](/uploads/bro-300x200.jpg)

- en lygte med røde glas
- en spand fedt

Dette afsnit handler om danske skatteregler for pendlere.

## Hjem med det første tog

Læs også [om færgerne](https://eksempel.dk/faerger).

[^1]: Nummer 4 udkommer i juni.
"""

ENGLISH = """---
title: "A Night on the Øresund Bridge"
author: Mette Rask
date: 2026-05-03
---
# A Night on the Øresund Bridge

It is a quarter past two and the wind is coming from Sweden[^1].

![The bridge in April](/uploads/bro.jpg)

- a lamp with red glass
- a bucket of grease

## Home on the first train

Read also [about the ferries](https://eksempel.dk/ferries).

For readers abroad: the bridge opened on 1 July 2000.

[^1]: Issue 4 is out in June.
"""

PAGE = """<!DOCTYPE html>
<html lang="da" class='no-js'>
<head>
  <meta charset="utf-8">
  <title>{title} | Bladet</title>
  <meta property="og:title" content="{title}">
  <link rel="alternate" hreflang="sv" href="https://bladet.example/sv/bro">
</head>
<body>
<header><a href="/">Bladet</a></header>
<main>
<article>
{body}
</article>
<button>Smid en kommentar</button>
</main>
<footer>Trykt i Valby</footer>
</body>
</html>
"""


def page(title: str, body: str, *, path: str = "bro.html", ui: tuple[str, ...] = ()) -> Document:
    """A whole page of the site, what stands outside `<article>` in the role of chrome."""
    from dataclasses import replace

    document = formats.parse(PAGE.format(title=title, body=body), "html", path=path)
    start, end = document.text.index("<article>"), document.text.index("</article>")
    return replace(
        document,
        segments=tuple(
            replace(s, role="article" if start < s.span.start < end and s.text not in ui else "ui")
            for s in document.segments
        ),
    )


def running(document: Document) -> list[Segment]:
    return [s for s in article_segments(document) if s.attribute is None and s.kind != "title"]


def in_order(
    source: Document, target: Document, *, alone: tuple[str, ...] = (), confidence: float = 1.0
) -> Bitext:
    """Pair the running segments one by one; one whose text begins with a word of `alone` has no counterpart."""
    one, two = running(source), running(target)
    beads = []
    while one or two:
        if one and one[0].text.startswith(alone or ("\0",)):
            beads.append(Bead((one.pop(0),), (), confidence))
        elif two and two[0].text.startswith(alone or ("\0",)):
            beads.append(Bead((), (two.pop(0),), confidence))
        else:
            beads.append(Bead(tuple(one[:1]), tuple(two[:1]), confidence))
            del one[:1], two[:1]
    return Bitext(source, target, tuple(beads), "da", "en")


def bridge(**options: object) -> PairedArticle:
    """The article above, in Markdown, one paragraph of either side alone."""
    source = formats.parse(DANISH, "markdown", path="bro.da.md")
    target = formats.parse(ENGLISH, "markdown", path="bro.en.md")
    bitext = in_order(source, target, alone=("Dette afsnit", "For readers"))
    return merge(source, target, bitext=bitext, languages=("da", "en"), **options)


def catalog(**messages: str) -> po.Catalog:
    return po.parse("\n".join(f'msgid "{k}"\nmsgstr "{v}"\n' for k, v in messages.items()))


def of(*pairs: tuple[str, str]) -> po.Catalog:
    return catalog(**dict(pairs))
