"""The documentation says what is: every key, command, option, rule, name and link in it is there, and its commands run."""

from __future__ import annotations

import ast
import importlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from dataclasses import fields
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

import bilingual_pub as bp
from bilingual_pub.buildhook.steps import step
from bilingual_pub.check.catalog import RULES
from bilingual_pub.check.output import as_full
from bilingual_pub.cli import _cli
from bilingual_pub.config import Config, Site, load
from bilingual_pub.formats import po
from bilingual_pub.i18n import translator
from bilingual_pub.outputs import OUTPUTS
from bilingual_pub.outputs.template_page import SLOTS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
EVERY = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *PAGES]
FENCE = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `([^`]+)` \| `([^`]*)` \|", re.MULTILINE)


def text(path):
    return path.read_text("utf-8")


def blocks(path, *languages):
    return [body for language, body in FENCE.findall(text(path)) if language in languages]


def page_name(path):
    return path.name


# -- configuration, command line, API -------------------------------------------------------------------------


def test_the_configuration_page_has_every_key_and_its_default():
    documented = {
        name: tomllib.loads(f"x = {value}")["x"]
        for name, value in ROW.findall(text(DOCS / "configuration.md"))
    }
    wanted = {}
    for kind in (Config, Site):
        instance = kind()
        for field in fields(kind):
            value = getattr(instance, field.name)
            wanted[field.name] = list(value) if isinstance(value, tuple) else value
    assert documented == {name: value for name, value in wanted.items() if name not in {"root", "site"}}


@pytest.mark.parametrize("path", [page for page in PAGES if blocks(page, "toml", "yaml")], ids=page_name)
def test_settings_that_a_page_shows_are_accepted(path, tmp_path):
    for block in blocks(path, "yaml"):
        assert YAML(typ="safe").load(block)
    for block in blocks(path, "toml"):
        table = tomllib.loads(block)
        tool = table.get("tool", {})
        if not table.keys() & {"tool", "build-system"}:
            (tmp_path / "bilingual-pub.toml").write_text(block, "utf-8")
            assert load(tmp_path).root == tmp_path
        step(tool.get("hatch", {}).get("build", {}).get("hooks", {}).get("bilingual-pub", {}))
        step(tool.get("bilingual-pub", {}).get("build", {}))


def test_the_configuration_page_has_every_slot_of_the_template():
    found = re.findall(r"`\{\{ (\w+) \}\}`", text(DOCS / "configuration.md"))
    assert set(found) == set(SLOTS)


def test_the_command_line_page_is_what_the_command_line_says(tmp_path):
    code = "import sys; sys.path.insert(0, sys.argv[1]); from command_line_page import page; sys.stdout.buffer.write(page().encode())"
    result = subprocess.run(
        [sys.executable, "-c", code, str(ROOT / "tools")],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env=os.environ | {"LC_ALL": "C", "LANGUAGE": ""},
    )
    assert text(DOCS / "command-line.md") == result.stdout.decode(), (
        "run: LC_ALL=C python tools/command_line_page.py"
    )


def _named(table_of):
    """The names in the first column of the tables below a heading of api.md."""
    section = re.search(rf"^## {table_of}\n(.*?)(?=^## |\Z)", text(DOCS / "api.md"), re.MULTILINE | re.DOTALL)
    assert section
    return re.findall(r"^\| `([\w.]+)[^`]*` \| \S", section[1], re.MULTILINE)


def test_the_api_page_has_every_public_name_once_with_a_line():
    assert sorted(_named("Public names")) == sorted(bp.__all__)


@pytest.mark.parametrize("name", sorted(bp.__all__))
def test_the_reference_has_every_public_name(name):
    if name != "formats":
        assert re.search(
            rf"^\.\. auto(function|class|exception):: {name}$", text(DOCS / "reference.rst"), re.MULTILINE
        )


def test_the_names_in_modules_that_the_api_page_promises_are_there():
    for name in _named("In modules"):
        module, _, attribute = name.rpartition(".")
        assert hasattr(importlib.import_module(f"bilingual_pub.{module}"), attribute), name


# -- architecture, outputs, rules -----------------------------------------------------------------------------


def test_the_architecture_page_has_the_floors_that_the_tests_hold():
    tree = ast.parse(text(ROOT / "tests" / "test_layers.py"))
    [floors] = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "FLOORS"
    ]
    rows = re.findall(r"^\| (\d) \| (.+?) \|", text(DOCS / "architecture.md"), re.MULTILINE)
    documented = {int(number): set(re.findall(r"`(\w+)`", names)) for number, names in rows}
    assert documented == {number: names - {"__main__"} for number, names in enumerate(floors)}


def test_every_output_is_named_where_one_chooses():
    named = set(re.findall(r"`([a-z0-9-]+)`", text(DOCS / "howto-layouts.md")))
    assert set(OUTPUTS) <= named


def test_the_rules_are_those_there_are_with_their_severity():
    rows = re.findall(r"^\| (`.+?`) \| ([a-z, ]+) \|", text(DOCS / "howto-check.md"), re.MULTILINE)
    documented = {name: severity for names, severity in rows for name in re.findall(r"`([\w-]+)`", names)}
    assert {rule.name: rule.severity for rule in RULES}.items() <= documented.items()
    source = "".join(text(path) for path in (ROOT / "src/bilingual_pub").rglob("*.py"))
    for name in documented:
        stem = name.removesuffix("-invalid")
        assert f'"{name}"' in source or (name != stem and "-invalid" in source), name


def test_the_dependencies_page_has_every_dependency():
    project = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dask"]]
    named = set(re.findall(r"`([\w.-]+)`", text(DOCS / "dependencies.md")))
    assert {re.split(r"[<>=!~\[; ]", requirement)[0] for requirement in wanted} <= named


# -- links, commands, catalogs, Sphinx ------------------------------------------------------------------------


def _anchors(path):
    headings = re.findall(r"^#+ (.+)$", text(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", EVERY, ids=page_name)
def test_links_lead_somewhere(path):
    for target in re.findall(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)", FENCE.sub("", text(path))):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        page = path.parent / name if name else path
        assert page.exists(), target
        assert not anchor or anchor in _anchors(page), target


def _calls(path):
    for block in blocks(path, "sh", "console", "yaml", "make", "text") + re.findall(
        r"^    .*$", text(path), re.MULTILINE
    ):
        for line in block.splitlines():
            call = re.sub(r"^(\$ |- run: )", "", line.strip())
            if call.startswith("bilingual-pub ") and "[OPTIONS]" not in call and "COMMAND" not in call:
                yield re.sub(r"\s+#.*", "", call)


def _command(name):
    return _cli.get_command(click.Context(_cli), name)


@pytest.mark.parametrize("path", EVERY, ids=page_name)
def test_every_command_and_option_that_a_page_shows_is_there(path):
    for call in _calls(path):
        _, name, *rest = shlex.split(call.replace("$(", "(").partition(";")[0])
        command = _command(name)
        if name.startswith("-"):
            continue
        assert command is not None, call
        options = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        given = rest[: rest.index("--")] if "--" in rest else rest
        assert {word for word in given if word.startswith("-") and word != "-"} <= options, call


def _sessions(path):
    """Commands of the console blocks of a page with what they print, in order."""
    for block in blocks(path, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            call, _, shown = part.partition("\n")
            yield call, shown.replace("...\n", "...", 1) if shown.startswith("...\n") else shown


CONSOLE = [path for path in PAGES if blocks(path, "console")]


@pytest.mark.parametrize("path", CONSOLE, ids=page_name)
def test_commands_of_a_page_print_what_it_shows(path, tmp_path, monkeypatch):
    site = shutil.copytree(
        ROOT / "examples" / "magazine", tmp_path / "magazine", ignore=shutil.ignore_patterns("public", "*.mo")
    )
    monkeypatch.chdir(site)
    for module in ("console", "catalogs", "site", "articles"):
        monkeypatch.setattr(f"bilingual_pub.cli.{module}.tr", str)
    for call, shown in _sessions(path):
        command = call.removesuffix("; echo $?")
        result = CliRunner().invoke(_cli, shlex.split(command)[1:], standalone_mode=False)
        assert result.exception is None, result.exception
        said = result.output + (f"{result.return_value}\n" if call.endswith("; echo $?") else "")
        assert OutputChecker().check_output(shown, said, ELLIPSIS), f"$ {call}\n{said}"


@pytest.mark.parametrize(("name", "language"), [("tutorial-translator.md", "en"), ("oversaetter.md", "da")])
def test_a_tutorial_shows_what_the_check_says_of_its_entries(name, language):
    header = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    found = FENCE.findall(text(DOCS / name))
    assert len([1 for kind, _ in found if kind == "po"]) > 4
    for (kind, entry), (following, said) in zip(found, [*found[1:], ("", "")], strict=True):
        if kind == "po":
            says = as_full(bp.check(po.parse(header + entry)), translator(language))
            assert re.sub(r"^:?\d+:? ?", "", says) == (said.rstrip() if following == "text" else ""), entry


def test_the_pages_build_without_a_warning(tmp_path):
    pytest.importorskip("furo")
    pytest.importorskip("myst_parser")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "--keep-going",
        "-q",
        "-b",
        "html",
        str(DOCS),
        str(tmp_path),
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "api.html").is_file()
