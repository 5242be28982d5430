"""What the desk does with a translator: send a catalog, receive it filled, publish what is done.

python examples/translator/send_and_receive.py send OUT
python examples/translator/send_and_receive.py receive OUT
"""

import sys
from pathlib import Path

import bilingual_pub as bp

HERE = Path(__file__).parent
NAME = "saks-og-stilhed"
ARTICLE = HERE.with_name("magazine") / f"articles/{NAME}.en.md"


def send(out: Path) -> Path:
    """Write the catalog a translator gets: every block of the English interview, none of them in Danish yet."""
    template = bp.extract([ARTICLE], role="article", source_language="en")
    [made] = bp.update(out / "locales", template, languages=["da"], domain=f"articles/{NAME}")
    return made.path


def receive(out: Path, returned: Path = HERE / f"returned/{NAME}.po") -> list[str]:
    """Write the interview in both languages from what came back, and return what is still to be done."""
    catalog = bp.formats.po.parse(returned.read_bytes(), path=returned.name)
    article = bp.merge(bp.read(ARTICLE), catalog, slug=NAME)
    article.write(out, outputs=("pages", "side-by-side"))
    return [str(diagnostic) for diagnostic in article.diagnostics]


if __name__ == "__main__":
    result = {"send": send, "receive": receive}[sys.argv[1]](Path(sys.argv[2]))
    print(result if isinstance(result, Path) else "\n".join(result))
