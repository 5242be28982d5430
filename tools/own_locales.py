"""Bring the library's own catalogs up to its code: extract, update, and say what is left to translate.

python tools/own_locales.py            # writes locales/
python tools/own_locales.py --check    # exits with 1 where that would change something
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import bilingual_pub as bp
from bilingual_pub.formats import po
from bilingual_pub.site.chrome import would_change

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Extract and update."""
    check = "--check" in sys.argv
    os.chdir(ROOT)
    template = bp.extract(["src"], source_language="en", project="bilingual_pub")
    pot = Path("locales/messages.pot")
    changed = would_change(template, pot) if check else template.save(pot)
    updates = bp.update("locales", template, languages=["da", "en"], dry_run=check, force=True)
    if not check:
        _repeat(updates[1].path)
    for update in updates:
        print(
            update.path,
            f"new {update.new}, fuzzy {update.fuzzy}, kept {update.kept}, obsolete {update.obsolete}",
        )
    return int(check and (changed or any(u.changed for u in updates)))


def _repeat(path: Path) -> None:
    """English is what the messages are written in: its catalog says them again."""
    catalog = po.parse(path.read_bytes(), path=path)
    waiting = [entry for entry in catalog.entries if not entry.final]
    said = {e.key: (e.msgid, e.msgid_plural) if e.msgid_plural else (e.msgid,) for e in waiting}
    path.write_bytes(catalog.with_translations(said).to_bytes())


if __name__ == "__main__":
    sys.exit(main())
