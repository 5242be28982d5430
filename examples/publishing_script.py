"""A publisher's own script: one page of chrome and one article in two languages, from files to finished pages.

python examples/publishing_script.py OUT
"""

import sys
from pathlib import Path

import bilingual_pub as bp

MAGAZINE = Path(__file__).with_name("magazine")


def publish(out: Path) -> list[Path]:
    """Write catalogs and paired pages below `out`, and return what was written of the article."""
    # All of the template is chrome; on a finished page the library tells chrome and article apart itself.
    template = bp.extract([MAGAZINE / "_page.html"], source_language="da", ui=["html"])
    template.save(out / "locales/messages.pot")
    bp.update(out / "locales", template, languages=["en"])
    bp.compile(out / "locales")

    danish = bp.read(MAGAZINE / "articles/koret-i-kaelderen.da.md")
    english = bp.read(MAGAZINE / "articles/koret-i-kaelderen.en.md")
    article = bp.merge(danish, english, slug="koret-i-kaelderen")
    return article.write(out, outputs=("pages", "side-by-side", "tmx"))


if __name__ == "__main__":
    for path in publish(Path(sys.argv[1])):
        print(path)
