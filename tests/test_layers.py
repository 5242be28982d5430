"""A module imports only from its own floor and those below; importing the package loads next to nothing."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import bilingual_pub

SOURCE = Path(bilingual_pub.__file__).parent
FLOORS = [
    {"model", "errors", "splice", "files"},
    {"languages", "formats"},
    {
        "align", "catalog", "detect", "documents", "extract", "i18n", "interface_words", "memory", "pair_index", "pairing", "parallel",
        "patterns", "roles", "sentences", "template", "trace", "translate", "systems", "babel_plugin", "buildhook",
    },
    {"merge", "check", "outputs", "wordpress"},
    {"config", "init", "plugins", "preview", "report", "site"},
    {"cli", "__main__"},
]  # fmt: skip
FLOOR = {name: number for number, names in enumerate(FLOORS) for name in names}


def _unit(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            parts = node.module.split(".")
            if parts[0] == "bilingual_pub":
                found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("bilingual_pub.")}
    return found


def test_every_module_has_a_floor() -> None:
    units = {_unit(p) for p in SOURCE.rglob("*.py")} - {"__init__"}
    assert units <= FLOOR.keys(), f"give these a floor: {sorted(units - FLOOR.keys())}"


def test_imports_go_down() -> None:
    wrong = []
    for path in sorted(SOURCE.rglob("*.py")):
        unit = _unit(path)
        if unit == "__init__":
            continue
        wrong += [
            f"{path.relative_to(SOURCE)} imports {name}"
            for name in sorted(_imports(path) & FLOOR.keys())
            if FLOOR[name] > FLOOR[unit]
        ]
    assert not wrong, "\n".join(wrong)


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys; import bilingual_pub; print(*sorted(m for m in sys.modules if '.' not in m))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {
        "babel",
        "bs4",
        "click",
        "langdetect",
        "markdown_it",
        "nh3",
        "polib",
        "rapidfuzz",
        "ruamel",
        "turbohtml",
    }
    assert not heavy & set(loaded)


def test_public_names_are_there() -> None:
    for name in bilingual_pub.__all__:
        assert getattr(bilingual_pub, name) is not None
    importlib.import_module("bilingual_pub.detect")
    importlib.import_module("bilingual_pub.merge")
    assert callable(bilingual_pub.detect)
    assert callable(bilingual_pub.merge)
