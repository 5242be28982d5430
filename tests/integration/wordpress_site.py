"""A real WordPress for a test: Debian's, on a database of its own behind a socket, on PHP's server on loopback."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path

SCRIPTS = Path(__file__).parent / "wordpress"
PLUGINS = ("polylang", "wordpress-importer")

CONFIG = """<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:{socket}' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'DISABLE_WP_CRON', true );
define( 'WP_HOME', '{address}' );
define( 'WP_SITEURL', '{address}' );
define( 'WP_DEBUG', false );
foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as $name ) {{
	define( $name . '_KEY', 'k' );
	define( $name . '_SALT', 's' );
}}
$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) {{ define( 'ABSPATH', __DIR__ . '/' ); }}
require_once ABSPATH . 'wp-settings.php';
"""


def missing() -> str:
    """Return why no WordPress can be started here, "" where one can."""
    if not os.environ.get("BILINGUAL_PUB_INTEGRATION"):
        return "set BILINGUAL_PUB_INTEGRATION=1 to run it: it takes a minute and starts servers on loopback"
    programs = [name for name in ("php", "mariadbd", "mariadb-install-db", "dpkg") if not shutil.which(name)]
    if programs:
        return f"not installed: {', '.join(programs)} (Debian: mariadb-server php-cli php-mysql php-xml)"
    return "" if source() else "not installed: Debian's wordpress and wordpress-l10n"


def source() -> Path | None:
    """Return the folder of a WordPress: BILINGUAL_PUB_WORDPRESS, else Debian's, None where it is not installed."""
    if given := os.environ.get("BILINGUAL_PUB_WORDPRESS"):
        return Path(given)
    listing = subprocess.run(["dpkg", "-L", "wordpress"], capture_output=True, text=True, check=False).stdout
    return next((Path(line).parent for line in listing.splitlines() if line.endswith("/wp-load.php")), None)


def plugins() -> list[str]:
    """Return the plug-ins of `PLUGINS` that BILINGUAL_PUB_WP_PLUGINS, a folder of plug-ins, holds."""
    folder = os.environ.get("BILINGUAL_PUB_WP_PLUGINS")
    return [name for name in PLUGINS if folder and (Path(folder) / name).is_dir()]


class Site:
    """A WordPress that is running; its scripts are those in `tests/integration/wordpress`."""

    def __init__(self, root: Path, address: str) -> None:
        self.root, self.address = root, address

    def run(self, script: str, *arguments: str) -> str:
        """Run one of the scripts on this site and return what it prints."""
        command = ["php", "-d", "error_reporting=E_ERROR", str(SCRIPTS / script), str(self.root), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=_environment(self))
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout

    def posts(self) -> list[dict]:
        return json.loads(self.run("report.php"))

    def page(self, path: str = "/") -> str:
        with urllib.request.urlopen(self.address + path, timeout=60) as answer:
            return answer.read().decode()


def _environment(site: Site) -> dict[str, str]:
    host = site.address.removeprefix("http://")
    return {
        **os.environ,
        "HTTP_HOST": host,
        "SERVER_NAME": "127.0.0.1",
        "REQUEST_URI": "/",
        "REQUEST_METHOD": "GET",
    }


@contextmanager
def running(folder: Path):
    """Start a WordPress in `folder` and yield it as a `Site`; both servers end with the block."""
    with ExitStack() as stack:
        door = _database(folder, stack)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"http://127.0.0.1:{free.getsockname()[1]}"
        root = folder / "site"
        shutil.copytree(source(), root, symlinks=False)
        for name in plugins():
            shutil.copytree(
                Path(os.environ["BILINGUAL_PUB_WP_PLUGINS"]) / name, root / "wp-content/plugins" / name
            )
        (root / "wp-config.php").write_text(CONFIG.format(socket=door, address=address))
        site = Site(root, address)
        site.log = site.run("install.php")
        server = [
            "php",
            "-d",
            "error_reporting=E_ERROR",
            "-S",
            address.removeprefix("http://"),
            "-t",
            str(root),
        ]
        _start([*server, str(SCRIPTS / "router.php")], folder / "php.log", stack)
        yield site


def _database(folder: Path, stack: ExitStack) -> Path:
    data, door = folder / "db", folder / "db.sock"
    common = ["--no-defaults", f"--datadir={data}"]
    install = ["mariadb-install-db", *common, "--auth-root-authentication-method=normal", "--user=root"]
    subprocess.run(install, check=True, capture_output=True)
    server = [
        "mariadbd",
        *common,
        f"--socket={door}",
        "--skip-networking",
        "--user=root",
        f"--pid-file={folder}/db.pid",
    ]
    _start(server, folder / "db.log", stack)
    client = ["mariadb", "--no-defaults", f"--socket={door}", "-u", "root", "-e"]
    for _ in range(100):
        made = subprocess.run([*client, "CREATE DATABASE wordpress"], capture_output=True, check=False)
        if made.returncode == 0:
            return door
        time.sleep(0.3)
    raise AssertionError(made.stderr.decode())


def _start(command: list[str], log: Path, stack: ExitStack) -> None:
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
    stack.callback(process.wait)
    stack.callback(process.terminate)
