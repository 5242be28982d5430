"""A bitext that holds what exchange formats stumble over, for their tests."""

from bilingual_pub.formats import markdown
from bilingual_pub.model import Bead, Bitext

DANISH = """# Sild & kartofler

Læs [hele *artiklen*](om.md) eller <br> se `kode`.

- =SUM(A1)
- -5 grader

"Nej," sagde hun; 3 < 4 og \\<b>.

Kun på dansk.
"""
ENGLISH = """# Herring & potatoes

Read the [whole *article*](about.md) <br> or see `kode`.

- =SUM(A1)
- -5 degrees

"No," she said.

3 < 4 and \\<b>.

Only in English.
"""


def bitext(**changes):
    source = markdown.parse(DANISH, path="artikel.da.md")
    target = markdown.parse(ENGLISH, path="artikel.en.md")
    da, en = source.segments, target.segments
    beads = [Bead((a,), (b,), confidence=0.99) for a, b in zip(da[:4], en[:4], strict=True)]
    beads += [
        Bead((da[4],), en[4:6], confidence=0.6, reasons=("position",)),
        Bead((da[5],), (), confidence=0.8),
        Bead((), (en[6],), confidence=0.8, moved=True),
    ]
    return Bitext(source, target, tuple(beads), "da", "en", **changes)


PAIRS = [
    ("Sild & kartofler", "Herring & potatoes"),
    (
        "Læs <a>hele <em>artiklen</em></a> eller <br/> se <code/>.",
        "Read the <a>whole <em>article</em></a> <br/> or see <code/>.",
    ),
    ("=SUM(A1)", "=SUM(A1)"),
    ("-5 grader", "-5 degrees"),
    ('"Nej," sagde hun; 3 < 4 og &lt;b>.', '"No," she said. 3 < 4 and &lt;b>.'),
]
