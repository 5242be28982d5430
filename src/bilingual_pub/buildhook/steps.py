"""What a build does with catalogs, whatever builds: extract before the sdist, compile before the wheel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from bilingual_pub.catalog import CompiledCatalog
from bilingual_pub.catalog import compile as compile_catalogs
from bilingual_pub.errors import CatalogError, ConfigError
from bilingual_pub.files import StrPath
from bilingual_pub.model import N_, Diagnostic

__all__ = ["Step", "compile_step", "extract_step", "step"]


@dataclass(frozen=True, slots=True)
class Step:
    """The table of the build step in pyproject.toml, dashes for underscores.

    `locales`: the folder of the catalogs. `domain`: only this one. `extract`: patterns of the files whose messages go
    into the template when an sdist is built. `use_fuzzy`: compile fuzzy translations too. `strict`: an entry with an
    error fails the build; else it is left out.
    """

    locales: str = "locales"
    domain: str = "messages"
    extract: tuple[str, ...] = ()
    use_fuzzy: bool = False
    strict: bool = True


def step(config: Mapping[str, Any]) -> Step:
    """Return the step a table describes. Raises ConfigError for a key there is none of, or a wrong type.

    >>> step({"locales": "src/magasin/locales"}).strict
    True
    """
    known = {field.name.replace("_", "-"): type(field.default) for field in fields(Step)}
    ours = {name: value for name, value in config.items() if name not in _HATCHS_OWN}
    for name, value in ours.items():
        wanted = list if known.get(name) is tuple else known.get(name)
        if wanted is None or not isinstance(value, wanted):
            template = N_("{name} is no setting of the build step, or has the wrong type")
            hint = N_("Settings: {settings}.")
            values: dict[str, object] = {"name": name, "settings": ", ".join(known)}
            raise ConfigError(Diagnostic("config", "error", template, values, "pyproject.toml", hint=hint))
    options: dict[str, Any] = {name.replace("-", "_"): value for name, value in ours.items()}
    options["extract"] = tuple(options.get("extract", ()))
    return Step(**options)


# What hatch itself reads from a hook's table.
_HATCHS_OWN = frozenset(
    {"dependencies", "require-runtime-dependencies", "require-runtime-features", "enable-by-default"}
)


def compile_step(root: StrPath, settings: Step, output: StrPath | None = None) -> list[CompiledCatalog]:
    """Compile the catalogs below `root`, beside the .po files or into `output`.

    Raises CatalogError naming the first entry with an error, where the step is strict.

    >>> compile_step("nowhere", Step())
    []
    """
    folder = Path(root, settings.locales)
    results = compile_catalogs(folder, output=output, use_fuzzy=settings.use_fuzzy)
    errors = [found for result in results for found in result.diagnostics if found.severity == "error"]
    if errors and settings.strict:
        raise CatalogError(errors[0])
    return results


def extract_step(root: StrPath, settings: Step) -> bool:
    """Bring the template up to the files of `extract`; return whether it changed. No patterns, no change.

    >>> extract_step("nowhere", Step())
    False
    """
    if not settings.extract:
        return False
    from bilingual_pub.extract import extract  # noqa: PLC0415

    paths = sorted(path for pattern in settings.extract for path in Path(root).glob(pattern))
    return extract(paths).save(Path(root, settings.locales, f"{settings.domain}.pot"))
