"""The example package, really built: wheel and sdist hold the right files, and two builds are the same bytes."""

import gettext
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from bilingual_pub.buildhook.steps import Step, compile_step, extract_step, step
from bilingual_pub.errors import CatalogError, ConfigError

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "build_step"
MO = "byens_magasin/locales/en/LC_MESSAGES/messages.mo"
PO = MO.replace(".mo", ".po")


@pytest.fixture
def project(tmp_path):
    return copied(tmp_path / "project")


def copied(folder):
    return shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))


def run(project, code, *arguments):
    """Run Python in `project`, with our entry points registered as pyproject.toml has them, installed or not."""
    plugins = project.parent / "plugins"
    info = plugins / "bilingual_pub_here-0.dist-info"
    info.mkdir(parents=True, exist_ok=True)
    points = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    hatch = "".join(f"{name} = {value}\n" for name, value in points["hatch"].items())
    (info / "entry_points.txt").write_text(f"[hatch]\n{hatch}", encoding="utf-8")
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: bilingual-pub-here\nVersion: 0\n", encoding="utf-8"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(plugins), str(ROOT / "src")])}
    command = [sys.executable, "-W", "ignore", "-c", code, *arguments]
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)


def build(project, kind):
    code = f"import sys; from hatchling.build import build_{kind}; print(build_{kind}(sys.argv[1]))"
    result = run(project, code, str(project / "dist"))
    assert result.returncode == 0, result.stderr
    return project / "dist" / result.stdout.strip().splitlines()[-1]


def test_a_wheel_holds_compiled_catalogs_that_work(project):
    with zipfile.ZipFile(build(project, "wheel")) as wheel:
        assert {MO, PO} <= set(wheel.namelist())
        catalog = gettext.GNUTranslations(io.BytesIO(wheel.read(MO)))
    assert catalog.gettext("Velkommen til byens magasin") == "Welcome to the city magazine"
    assert catalog.ngettext("{n} gæst i dag", "{n} gæster i dag", 2) == "{n} guests today"
    assert catalog.gettext("Kommer snart") == "Kommer snart"


def test_an_sdist_holds_catalogs_and_template_and_nothing_compiled(project):
    build(project, "wheel")
    assert not list((project / "src").rglob("*.mo"))
    with tarfile.open(build(project, "sdist")) as sdist:
        names = {name.split("/", 1)[1] for name in sdist.getnames()}
    assert {f"src/{PO}", "src/byens_magasin/locales/messages.pot", "pyproject.toml"} <= names
    assert not [name for name in names if name.endswith(".mo")]


def test_a_stale_compiled_catalog_in_the_source_is_not_what_is_built(project):
    (project / "src" / MO).write_bytes(b"stale")
    with zipfile.ZipFile(build(project, "wheel")) as wheel:
        assert wheel.namelist().count(MO) == 1
        assert wheel.read(MO) != b"stale"


def test_two_builds_in_two_folders_are_the_same_bytes(tmp_path):
    first, second = (build(copied(tmp_path / name), "wheel").read_bytes() for name in ("a", "b"))
    assert first == second


def test_a_broken_entry_stops_the_build_and_is_named(project):
    path = project / "src" / PO
    path.write_text(path.read_text(encoding="utf-8").replace("{n} guests", "{m} guests"), encoding="utf-8")
    code = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    result = run(project, code, str(project / "dist"))
    assert result.returncode != 0
    assert "messages.po:" in result.stderr
    assert "{m}" in result.stderr
    with pytest.raises(CatalogError, match="placeholders"):
        compile_step(project, Step("src/byens_magasin/locales"))
    [left_out] = compile_step(project, Step("src/byens_magasin/locales", strict=False))
    assert left_out.messages == 1


def test_setuptools_builds_the_catalogs_too_and_leaves_the_source_alone(project):
    result = run(
        project,
        "import sys; sys.argv[0] = 'setup.py'; from setuptools import setup; setup()",
        "build_py",
        "-d",
        "out",
    )
    assert result.returncode == 0, result.stderr
    assert (project / "out" / MO).exists()
    assert (project / "out" / "byens_magasin" / "__init__.py").exists()
    assert not list((project / "src").rglob("*.mo"))


def test_the_example_package_greets_in_both_languages(project):
    compile_step(project, Step("src/byens_magasin/locales"))
    code = "import sys; sys.path.insert(0, 'src'); from byens_magasin import greeting; print(greeting('en', 1), greeting('da', 2), sep='|')"
    assert run(project, code).stdout.strip() == (
        "Welcome to the city magazine: 1 guest today|Velkommen til byens magasin: 2 gæster i dag"
    )


@pytest.mark.parametrize("table", [{"locale": "x"}, {"strict": "yes"}, {"extract": "*.html"}])
def test_a_setting_that_is_none_is_refused(table):
    with pytest.raises(ConfigError, match=r"pyproject\.toml"):
        step(table)


def test_hatchs_own_settings_are_let_be():
    assert step({"dependencies": [], "use-fuzzy": True, "extract": ["a.html"]}) == Step(
        use_fuzzy=True, extract=("a.html",)
    )


def test_without_patterns_nothing_is_extracted(project):
    assert extract_step(project, Step("src/byens_magasin/locales")) is False


def test_an_sdist_carries_a_template_that_is_up_to_date(project):
    settings = project / "pyproject.toml"
    table = '[tool.hatch.build.hooks.bilingual-pub]\nextract = ["src/byens_magasin/templates/*.html"]'
    text = settings.read_text(encoding="utf-8").replace("[tool.hatch.build.hooks.bilingual-pub]", table)
    settings.write_text(text, encoding="utf-8")
    page = project / "src/byens_magasin/templates/forside.html"
    page.write_text(
        page.read_text(encoding="utf-8").replace("</nav>", '<a href="/k">Kontakt os</a></nav>'),
        encoding="utf-8",
    )
    with tarfile.open(build(project, "sdist")) as sdist:
        member = next(name for name in sdist.getnames() if name.endswith("messages.pot"))
        template = sdist.extractfile(member).read().decode()
    assert 'msgid "Kontakt os"' in template


def test_pre_commit_hooks_and_makefile_call_commands_there_are():
    from ruamel.yaml import YAML

    from bilingual_pub.cli import _COMMANDS

    hooks = YAML(typ="safe").load(ROOT / ".pre-commit-hooks.yaml")
    assert {hook["language"] for hook in hooks} == {"python"}
    recipes = [
        line.strip()
        for line in (EXAMPLE / "Makefile").read_text(encoding="utf-8").splitlines()
        if line.startswith("\t")
    ]
    for command in [hook["entry"] for hook in hooks] + recipes:
        program, name, *_ = command.split()
        assert program == "bilingual-pub"
        assert name in _COMMANDS


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_compiles_the_catalogs(project):
    script = f'#!{sys.executable}\nimport sys; sys.path.insert(0, "{ROOT / "src"}")\nfrom bilingual_pub.cli import main; main()\n'
    program = project / "bin" / "bilingual-pub"
    program.parent.mkdir()
    program.write_text(script, encoding="utf-8")
    program.chmod(0o755)
    environment = os.environ | {"PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run(["make", "catalogs"], cwd=project, env=environment, check=True, capture_output=True)
    assert (project / "src" / MO).exists()
