"""Rendering a site with marks: a generator's own command for gettext and Nikola, a plug-in for WordPress."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from bilingual_pub.errors import InputError
from bilingual_pub.files import StrPath, inside, read_bytes, write_bytes
from bilingual_pub.model import N_, Diagnostic
from bilingual_pub.trace import legend
from bilingual_pub.trace.legend import Source

__all__ = ["install_wordpress", "run_marked"]

_PLUGIN = "bilingual-pub-trace.php"


def run_marked(command: Sequence[str], *, folder: StrPath = ".") -> dict[int, Source]:
    """Run a generator's command in `folder` with every gettext message marked, and return the legend.

    For whatever is written in Python and takes its strings from gettext or Babel (Sphinx, Django, Flask and other Jinja2
    sites), or is Nikola or MkDocs with Material. The command is run as it is given, without a shell; let it build everything anew, into a folder of its own:
    `["sphinx-build", "-E", "-b", "html", ".", "marked"]`. Raises InputError where it fails, with its last words.
    """
    with tempfile.TemporaryDirectory() as scratch:
        log = Path(scratch, "legend.jsonl")
        log.touch()
        # Python imports a module of this name by itself when it starts, from the first folder that has one.
        write_bytes(Path(scratch, "sitecustomize.py"), (files(__package__) / "hook.py").read_bytes())
        paths = os.pathsep.join(filter(None, (scratch, os.environ.get("PYTHONPATH"))))
        environment = {**os.environ, "PYTHONPATH": paths, "BILINGUAL_PUB_TRACE": str(log)}
        _run(command, Path(folder), environment)
        return legend.parse(read_bytes(log).decode("utf-8").splitlines())


def _run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
    try:
        done = subprocess.run(  # noqa: S603  # the caller's own command, no shell
            list(command),
            cwd=folder,
            env=dict(environment),
            capture_output=True,
            text=True,
            check=False,
            errors="replace",
        )
        reason = (
            ""
            if done.returncode == 0
            else (done.stderr or done.stdout)[-500:].strip() or str(done.returncode)
        )
    except OSError as error:
        reason = str(error)
    if reason:
        template, hint = N_("the command failed: {reason}"), N_("Run it by itself first, in the same folder.")
        raise InputError(
            Diagnostic("trace-failed", "error", template, {"reason": reason}, folder.as_posix(), hint=hint)
        )


def install_wordpress(folder: StrPath) -> Path:
    """Put the tracing plug-in into a WordPress folder's `wp-content/mu-plugins` and return its path.

    Then read each page twice, as it is and with `?bilingual-pub-trace=1`: `legend.in_page` gives the legend. Take the
    plug-in away afterwards. Raises InputError where the folder is no WordPress.
    """
    if not Path(folder, "wp-content").is_dir():
        template, hint = N_("this is no WordPress folder"), N_("Give the folder that holds wp-content.")
        raise InputError(
            Diagnostic("no-wordpress", "error", template, {}, Path(folder).as_posix(), hint=hint)
        )
    path = inside(folder, "wp-content", "mu-plugins", _PLUGIN)
    write_bytes(path, (files(__package__) / _PLUGIN).read_bytes())
    return path
