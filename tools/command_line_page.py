"""Write docs/command-line.md from the command line itself: `LC_ALL=C python tools/command_line_page.py`.

A test compares the page with what this gives, so it can't fall behind.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bilingual_pub.cli import _cli

PAGE = Path(__file__).parents[1] / "docs" / "command-line.md"

HEAD = """\
# The command line

`bilingual-pub COMMAND --help` says the same as this page, in Danish when your locale is Danish. `-` stands for standard input.
Results go to standard output, what is wrong to standard error. Exit codes: 0 all is well, 1 something was found (or, with
`--check`, would change), 2 the call can't go on.

This page is written by `tools/command_line_page.py`.
"""

EXAMPLES = {
    "demo": "bilingual-pub demo magazine",
    "init": "bilingual-pub init",
    "build": "bilingual-pub build --check --strict",
    "report": "bilingual-pub report --language da",
    "review": "bilingual-pub review",
    "epub": "bilingual-pub epub --title Efterår",
    "preview": "bilingual-pub preview --port 8000",
    "detect": 'echo "Smid en kommentar" | bilingual-pub detect - --format jsonl',
    "align": "bilingual-pub align kor.da.md kor.en.md --format tsv",
    "merge": "bilingual-pub merge kor.da.md kor.en.md -o out --outputs pages,side-by-side,epub",
    "translate": "bilingual-pub translate side.html locales en -o side.en.html",
    "extract": "bilingual-pub extract public/da -o locales/messages.pot",
    "update": "bilingual-pub update locales --languages en",
    "compile": "bilingual-pub compile locales",
    "check": "bilingual-pub check locales --format github",
    "statistics": "bilingual-pub statistics locales --json",
    "trace": "bilingual-pub trace --plain public --marked marked -- nikola build",
    "import-wordpress": "bilingual-pub import-wordpress export.xml --language en",
    "export-wordpress": "bilingual-pub export-wordpress export.xml --output translations.xml",
    "completion": 'eval "$(bilingual-pub completion bash)"',
}
"""One line to begin with for each command; every command must have one."""

_KINDS = {"integer range": "number", "integer": "number"}


def page() -> str:
    """Return the whole page."""
    with click.Context(_cli, info_name="bilingual-pub") as context:
        names = _cli.list_commands(context)
        sections = [_section(name, _cli.get_command(context, name), context) for name in names]
    rows = [f"| [`{name}`](#{name}) | {_first(_cli.get_command(context, name))} |" for name in names]
    table = "\n".join(["| command | what it does |", "|---|---|", *rows])
    return "\n".join([HEAD, f"{table}\n", *sections])


def _first(command: click.Command | None) -> str:
    return _cell((command.help if command else None) or "")


def _section(name: str, command: click.Command | None, parent: click.Context) -> str:
    assert command is not None
    context = click.Context(command, info_name=name, parent=parent)
    usage = " ".join([f"bilingual-pub {name}", *command.collect_usage_pieces(context)])
    lines = [f"## {name}", "", command.help or "", "", "```text", usage, "```", ""]
    options = [_row(parameter) for parameter in command.params if isinstance(parameter, click.Option)]
    if options:
        lines += ["| option | what it does | default |", "|---|---|---|", *options, ""]
    return "\n".join([*lines, "```sh", EXAMPLES[name], "```", ""])


def _row(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in option.opts)
    return f"| {names}{_value(option)} | {_cell(option.help or '')} | {_default(option)} |"


def _value(option: click.Option) -> str:
    if option.is_flag:
        return ""
    if isinstance(option.type, click.Choice):
        return " " + ", ".join(f"`{choice}`" for choice in option.type.choices)
    return f" *{option.metavar or _KINDS.get(option.type.name, option.type.name)}*"


def _default(option: click.Option) -> str:
    default = option.default
    plain = isinstance(default, str | int | Path) and not isinstance(default, bool)
    return f"`{default}`" if plain and str(default) else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    text = page()
    if PAGE.is_file() and PAGE.read_text("utf-8") == text:
        sys.exit(0)
    PAGE.write_text(text, "utf-8")
    print(f"Wrote {PAGE.name}.")
