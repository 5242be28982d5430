"""A build command of setuptools: `[tool.setuptools.cmdclass]` with `build_py = "bilingual_pub.buildhook.setuptools.BuildPy"`.

The compiled catalogs go into the build, beside the package's own files; the source tree stays as it is. Settings stand in
`[tool.bilingual-pub.build]`, `locales` as a path from the project's folder.
"""

from __future__ import annotations

import tomllib
from pathlib import Path, PurePosixPath

from setuptools.command.build_py import build_py

from bilingual_pub.buildhook.steps import Step, compile_step, step

__all__ = ["BuildPy", "settings"]


def settings(pyproject: Path) -> Step:
    """Return `[tool.bilingual-pub.build]` of a pyproject.toml; the defaults where there is none.

    >>> settings(Path("nowhere/pyproject.toml")).locales
    'locales'
    """
    if not pyproject.exists():
        return Step()
    tool = tomllib.loads(pyproject.read_text(encoding="utf-8")).get("tool", {})
    return step(tool.get("bilingual-pub", {}).get("build", {}))


class BuildPy(build_py):  # type: ignore[misc]
    """Setuptools' own command, and then the catalogs."""

    def run(self) -> None:
        """Build the package's modules, then compile its catalogs to where the modules went."""
        super().run()
        options = settings(Path("pyproject.toml"))
        in_place = getattr(self, "editable_mode", False)
        compile_step(Path(), options, None if in_place else self._target(options))

    def _target(self, options: Step) -> Path:
        """`src/magasin/locales` is `magasin/locales` in the build, as `package_dir` says."""
        source = PurePosixPath(options.locales)
        root = PurePosixPath((self.distribution.package_dir or {}).get("", "."))
        inner = source.relative_to(root) if source.is_relative_to(root) else source
        return Path(self.build_lib, inner)
