"""How long it takes to read a manual of some thousand pages and to classify it, beside reading alone, in one run.

Usage: python benchmarks/ui_speed.py [PACKAGE]. The pages are those of an installed Debian package (libreoffice-help-da).
Processor time, one core; the last column is the time as a multiple of reading.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

from bilingual_pub.formats import html
from bilingual_pub.patterns import find
from bilingual_pub.roles import Classifier, collect


def main(package: str) -> None:
    listed = subprocess.run(
        ["dpkg", "-L", package], capture_output=True, text=True, check=True
    ).stdout.split()
    pages = [Path(path).read_bytes() for path in listed if path.endswith(".html")]
    gc.disable()  # all pages are held here, so that each pass can be timed alone; a site's are let go one by one
    marks = [("", time.process_time())]

    def lap(name: str) -> None:
        marks.append((name, time.process_time()))

    documents = [html.parse(page) for page in pages]
    lap("read")
    evidence = collect(documents)
    lap("first pass: count")
    patterns = find(evidence.sightings())
    lap("find strings with slots")
    classifier = Classifier(evidence, patterns=patterns)
    for document in documents:
        classifier.classify(document)
    lap("second pass: judge")
    spans = [(name, after - before) for (_, before), (name, after) in pairwise(marks)]
    whole = sum(seconds for _, seconds in spans)
    print(f"{len(pages)} pages of {package}: {len(pages) / whole:.0f} pages/s read and classified")
    for name, seconds in spans:
        print(f"{name:26} {1000 * seconds / len(pages):6.2f} ms/page {seconds / spans[0][1]:6.2f}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "libreoffice-help-da")
