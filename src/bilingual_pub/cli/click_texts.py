"""Click's own texts ("Usage", "No such option") in the user's language."""

from __future__ import annotations

from click import core, decorators, exceptions, formatting, parser, termui, types

from bilingual_pub.i18n import Translate
from bilingual_pub.model import N_

__all__ = ["teach_click"]

# What our commands can make click 8.5 say; of an older click some stay English.
TEXTS = (
    N_("Usage:"), N_("Options"), N_("Commands"), N_("default: {default}"), N_("required"),
    N_("Show this message and exit."), N_("Show the version and exit."), N_("%(prog)s, version %(version)s"),
    N_("Error: {message}"), N_("Try '{command} {option}' for help."), N_("Aborted!"), N_("Missing command."),
    N_("No such option {name!r}."), N_("No such command {name!r}."), N_("Did you mean {possibility}?"),
    N_("(Did you mean one of: {possibilities}?)"), N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"), N_("Missing argument"), N_("Missing option"),
    N_("Choose from:\n\t{choices}"), N_("{value!r} is not {choice}."), N_("{value!r} is not one of {choices}."),
    N_("{value!r} is not a valid {number_type}."), N_("{value} is not in the range {range}."),
    N_("Got unexpected extra argument ({args})"), N_("Got unexpected extra arguments ({args})"),
    N_("Option {name!r} does not take a value."), N_("Option {name!r} requires an argument."),
    N_("Option {name!r} requires {nargs} arguments."), N_("Argument {name!r} takes {nargs} values."),
)  # fmt: skip
"""Msgids of click's, for the library's own catalog."""


def teach_click(translate: Translate) -> None:
    r"""Have click's own texts translated: its modules call `_` and `ngettext`, which else know compiled catalogs only.

    >>> teach_click({"Usage:": "Brug:"}.__getitem__)
    >>> help = formatting.HelpFormatter()
    >>> help.write_usage("bilingual-pub")
    >>> help.getvalue()
    'Brug: bilingual-pub\n'
    >>> teach_click(str)
    """

    def plural(one: str, many: str, count: int) -> str:
        return translate(one if count == 1 else many)

    for module in (core, decorators, exceptions, formatting, parser, termui, types):
        names = vars(module)
        names.update({name: said for name, said in (("_", translate), ("ngettext", plural)) if name in names})
