"""A build hook of hatchling: `[tool.hatch.build.hooks.bilingual-pub]` with `locales = "src/<package>/locales"`.

A wheel gets the compiled catalogs, an sdist a fresh template and no compiled ones. Whoever needs GNU's msgfmt for that
needs it no longer.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.plugin import hookimpl

from bilingual_pub.buildhook.steps import compile_step, extract_step, step

__all__ = ["BilingualPubBuildHook", "hatch_register_build_hook"]


class BilingualPubBuildHook(BuildHookInterface[BuilderConfig]):
    """Extract for an sdist, compile for everything else. Only an editable install writes into the source tree."""

    PLUGIN_NAME = "bilingual-pub"
    _folder: TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run before hatchling collects the files of the target."""
        settings = step(self.config)
        if self.target_name == "sdist":
            extract_step(self.root, settings)
        elif version == "editable":
            compile_step(self.root, settings)
        else:
            self._folder = TemporaryDirectory()
            output = Path(self._folder.name)
            for compiled in compile_step(self.root, settings, output):
                inner = f"{settings.locales}/{compiled.path.relative_to(output).as_posix()}"
                build_data["force_include"][str(compiled.path)] = self.build_config.get_distribution_path(
                    inner
                )

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Run when the target is built."""
        if self._folder is not None:
            self._folder.cleanup()


@hookimpl
def hatch_register_build_hook() -> type[BuildHookInterface[Any]]:
    """Tell hatchling of the hook."""
    return BilingualPubBuildHook
