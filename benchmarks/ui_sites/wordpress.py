"""Generate the benchmark's WordPress sites from a WordPress folder, with a throw-away MariaDB of the caller's.

Usage: python wordpress.py OUT WP_DIR DB_SOCKET [NAME ...]. WP_DIR is a copy of WordPress with its Danish catalogs
and themes (Debian: `wordpress`, `wordpress-l10n`, `wordpress-theme-*`); its wp-config.php is written here.
"""

from __future__ import annotations

import html
import json
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from content import PACKS, Article, articles, page_text

PORT = 8931
SITES = {
    "wordpress-2021": ("music", "twentytwentyone"),
    "wordpress-2023": ("music", "twentytwentythree"),
    "wordpress-2022": ("home", "twentytwentytwo"),
    "wordpress-2020": ("music", "twentytwenty"),
    "wordpress-2017": ("music", "twentyseventeen"),
    "wordpress-astra": ("music", "astra"),
    "wordpress-2019": ("home", "twentynineteen"),
    "wordpress-2016": ("home", "twentysixteen"),
    # Never fitted on: see sites.py.
    "wordpress-tracks": ("pride", "tracks"),
    "wordpress-oceanwp": ("town", "oceanwp"),
    "wordpress-responsive": ("pride", "responsive"),
    "wordpress-anarcho": ("town", "anarcho-notepad"),
    "wordpress-primer": ("pride", "primer"),
}
CONFIG = """<?php
define('DB_NAME', '%s'); define('DB_USER', 'root'); define('DB_PASSWORD', ''); define('DB_HOST', 'localhost:%s');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', ''); define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true); define('WPLANG', 'da_DK'); define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_HOME', 'http://localhost:%d'); define('WP_SITEURL', 'http://localhost:%d');
$table_prefix = 'wp_';
if (!defined('ABSPATH')) { define('ABSPATH', __DIR__ . '/'); }
require_once ABSPATH . 'wp-settings.php';
"""


def body(article: Article) -> str:
    form = {
        "heading": "<h2>{}</h2>", "item": "<ul><li>{}</li></ul>", "quote": "<blockquote><p>{}</p></blockquote>",
        "image": '<figure class="wp-block-image"><img src="/photo.jpg" alt="{0}"><figcaption>{0}</figcaption></figure>',
    }  # fmt: skip
    parts = [
        form.get(kind, "<p>{}</p>").format(html.escape(text, quote=False)) for kind, text in article.blocks
    ]
    return "\n".join([*parts[:1], "<!--more-->", *parts[1:]]).replace("</ul>\n<ul>", "\n")


def data(pack: str) -> dict[str, object]:
    found = [vars(a) | {"html": body(a), "date": a.date.isoformat()} for a in articles(pack)]
    pages = [(title, page_text(pack, title)) for title, _ in PACKS[pack]["pages"]]
    return {"site": PACKS[pack]["site"], "tagline": PACKS[pack]["tagline"], "articles": found, "pages": pages}


def generate(name: str, out: Path, wordpress: Path, socket: str) -> None:
    pack, theme = SITES[name]
    base = name.replace("-", "_")
    sql = f"drop database if exists {base}; create database {base} character set utf8mb4"
    subprocess.run(["mysql", "-uroot", "-S", socket, "-e", sql], check=True)
    (wordpress / "wp-config.php").write_text(CONFIG % (base, socket, PORT, PORT), "utf-8")
    facts = out / f"{name}.json"
    facts.write_text(json.dumps(data(pack)), "utf-8")
    seed = Path(__file__).with_name("seed.php")
    done = subprocess.run(["php", seed, wordpress, facts, theme], capture_output=True, text=True, check=True)
    urls = json.loads(done.stdout[done.stdout.rindex("[") :])
    server = subprocess.Popen(["php", "-S", f"localhost:{PORT}", "-t", wordpress], stderr=subprocess.DEVNULL)
    try:
        time.sleep(2)
        target = out / "sites" / name
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for number, url in enumerate(urls):
            (target / f"{number:03}.html").write_bytes(_get(f"http://localhost:{PORT}{url}"))
    finally:
        server.terminate()
        server.wait()
    print(name, pack, len(urls), "pages")


def _get(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return answer.read()
    except urllib.error.HTTPError as error:
        return error.read()


if __name__ == "__main__":
    folder, wordpress_dir, db = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), sys.argv[3]
    for wanted in sys.argv[4:] or SITES:
        generate(wanted, folder, wordpress_dir, db)
