"""The public data of the benchmarks: files of installed Debian packages, found through dpkg."""

from __future__ import annotations

import subprocess
from pathlib import Path


def files(package: str, *suffixes: str) -> list[Path]:
    """Return the files of an installed package whose names end so, sorted. Ends the run where it is not installed."""
    listed = subprocess.run(["dpkg", "-L", package], capture_output=True, text=True, check=False)
    if listed.returncode:
        raise SystemExit(f"install it first: apt-get install {package}")
    return sorted(
        path for path in map(Path, listed.stdout.splitlines()) if path.suffix in suffixes and path.is_file()
    )


def pages(package: str = "libreoffice-help-da") -> list[Path]:
    """Return the HTML pages of a manual.

    LibreOffice's help has 2,561 pages of 9.2 kB, 460 tokens, 51 segments.
    """
    return files(package, ".html", ".xhtml")
