"""Fuzz one reader with atheris, led by coverage: `python benchmarks/fuzz html -runs=1000000`.

`pip install atheris` first. The promises that are held are those of tests/promises.py, the seeds those in
tests/cases/hostile.json; what libFuzzer finds on its way is kept in benchmarks/data/fuzz/<format>, which git
does not know. Other arguments go to libFuzzer. `all` takes every format in turn.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
TESTS = HERE.parents[1] / "tests"
CORPUS = HERE.parent / "data" / "fuzz"


def seeds(name: str) -> Path:
    """Write each hostile shape, repeated three times, as a seed of its own; return the folder."""
    folder = CORPUS / name
    folder.mkdir(parents=True, exist_ok=True)
    shapes = json.loads((TESTS / "cases" / "hostile.json").read_text("utf-8"))
    for number, (head, unit, middle, closing, tail) in enumerate(shapes.get(name, [])):
        text = head + unit * 3 + middle + closing * 3 + tail
        (folder / f"seed-{number:03}").write_bytes(text.encode("utf-8", "surrogatepass"))
    return folder


# What is watched: instrumenting the whole package takes a minute, and what a reader never calls leads nowhere.
READERS = "html markdown blocks front_matter po mo wxr tmx xliff jsonl tsv php inline".split()
WATCHED = dict.fromkeys(READERS, ("formats",)) | {
    "config": ("config", "formats.safe_toml"),
    "sentences": ("sentences",),
    "slots": ("patterns",),
    "settings": ("systems.settings", "formats.safe_yaml"),
    "decisions": ("merge.decisions",),
    "update": ("catalog", "formats.po"),
    "check": ("check", "formats.po"),
    "documents": ("documents", "formats.html", "roles", "detect"),
}


def main() -> None:
    name, *arguments = sys.argv[1:] or ["all"]
    if name == "all":
        for each in json.loads((TESTS / "cases" / "hostile.json").read_text("utf-8")):
            subprocess.run([sys.executable, str(HERE), each, *arguments], check=False)
        return
    import atheris  # noqa: PLC0415 - asked for only where something is fuzzed

    sys.path.insert(0, str(TESTS))
    watched = [f"bilingual_pub.{part}" for part in WATCHED.get(name, ("",))]
    with atheris.instrument_imports(include=[part.rstrip(".") for part in watched]):
        import promises  # noqa: PLC0415 - after the path is set

        # All of them now: what is imported when it is first called would not be watched.
        for package in ("formats", "detect", "roles", "check"):
            top = importlib.import_module(f"bilingual_pub.{package}")
            for module in pkgutil.walk_packages(top.__path__, f"{top.__name__}."):
                if module.name != "bilingual_pub.detect.vector":  # asks for numpy, which is an extra
                    importlib.import_module(module.name)
    atheris.Setup([sys.argv[0], str(seeds(name)), *arguments], promises.PROMISES[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
