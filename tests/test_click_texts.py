"""Click's own texts in the user's language."""

from __future__ import annotations

import ast
from pathlib import Path

import click
import pytest

from bilingual_pub.cli.click_texts import TEXTS, teach_click
from bilingual_pub.i18n import translator


def test_every_text_is_one_that_click_says() -> None:
    nodes = (
        node
        for path in Path(click.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
    )
    said = {node.value for node in nodes if isinstance(node, ast.Constant)}
    assert set(TEXTS) <= said


def test_every_text_has_its_danish() -> None:
    danish = translator("da")
    assert [text for text in TEXTS if danish(text) == text and text.isalpha()] == []


def test_help_and_errors_are_translated() -> None:
    command = click.Command("build", params=[click.Argument(["pages"], nargs=2)])
    teach_click({"Usage:": "Brug:", "Argument {name!r} takes {nargs} values.": "{name!r}: {nargs}"}.get)  # type: ignore[arg-type]
    try:
        assert click.Context(command, info_name="build").get_usage().startswith("Brug: build")
        with pytest.raises(click.BadArgumentUsage, match="'pages': 2"):
            command.make_context("build", ["one"])
    finally:
        teach_click(str)
