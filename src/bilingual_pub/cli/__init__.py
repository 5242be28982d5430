"""The command line: it parses, calls, prints and exits; everything it does is a function of the library.

Exit codes: 0 all is well, 1 something was found (or, with --check, would change), 2 the call can't go on.
"""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module

import click

from bilingual_pub.cli.click_texts import teach_click
from bilingual_pub.cli.console import FINDINGS, USAGE, err, show, tr
from bilingual_pub.errors import BilingualPubError
from bilingual_pub.model import N_

__all__ = ["main"]

teach_click(tr)

_COMMANDS = {
    "demo": "site",
    "init": "site",
    "build": "site",
    "report": "site",
    "review": "site",
    "epub": "site",
    "preview": "site",
    "detect": "articles",
    "align": "articles",
    "merge": "articles",
    "translate": "articles",
    "extract": "catalogs",
    "update": "catalogs",
    "compile": "catalogs",
    "check": "catalogs",
    "statistics": "catalogs",
    "trace": "tracing",
    "import-wordpress": "wordpress",
    "export-wordpress": "wordpress",
    "completion": "completion",
}
"""Command to the module that has it, in the order of the help; each is loaded when it is asked for."""


class _Group(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"bilingual_pub.cli.{_COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command


@click.command(
    cls=_Group,
    help=tr(N_("Publish in Danish and English: detect, extract, translate, align, and publish in pairs.")),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="bilingual-pub")
def _cli() -> None:
    pass


def main() -> None:
    """Run the command line and exit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Names of files and old encodings hold what is no text, and a terminal may lack half of Unicode.
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _cli.main(prog_name="bilingual-pub", standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except BilingualPubError as error:
        show([error.diagnostic])
        sys.exit(USAGE)
    except BrokenPipeError:
        # The reader of our output has gone; Python must not complain when it flushes what is left.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FINDINGS)
    except Exception as error:
        if os.environ.get("BILINGUAL_PUB_DEBUG"):
            raise
        err(
            N_(
                "This should not have happened: {error}. Please report it; BILINGUAL_PUB_DEBUG=1 shows where."
            ),
            error=f"{type(error).__name__}: {error}",
        )
        sys.exit(USAGE)
    sys.exit(code if isinstance(code, int) else 0)
