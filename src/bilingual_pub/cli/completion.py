"""Shell completion: the script that a shell reads."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from bilingual_pub.cli.console import OK, tr
from bilingual_pub.model import N_

__all__ = ["completion"]


@click.command(
    help=tr(
        N_('Print the completion script of a shell; read it with: eval "$(bilingual-pub completion bash)".')
    )
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    """Print the script."""
    kind = get_completion_class(shell)
    assert kind is not None
    root = context.find_root().command
    click.echo(kind(root, {}, "bilingual-pub", "_BILINGUAL_PUB_COMPLETE").source())
    return OK
