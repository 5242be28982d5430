"""Generate the benchmark's static sites: Nikola, Sphinx, MkDocs, Pelican and Hugo themes with their own Danish catalogs.

Usage: python statics.py OUT [--themes FOLDER] [NAME ...]. FOLDER may hold checkouts of the public collections
`nikola-themes` (its `v8`, as `nikola`) and `pelican-themes` (as `pelican`), and themes of Hugo (as `hugo`), which no package brings. Wants nikola, sphinx, mkdocs-material and pelican with their themes in the
running Python's environment; a theme that is not there is left out with a word.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from content import PACKS, Article, articles, page_text, slug

THEMES = Path("themes")
BIN = Path(sys.executable).parent


def markdown(article: Article) -> str:
    lines: list[str] = []
    for kind, text in article.blocks:
        form = {"heading": "## {}", "item": "- {}", "quote": "> {}", "image": "![{}](photo.jpg)"}.get(
            kind, "{}"
        )
        lines += [form.format(text)] if kind == "item" else ["", form.format(text), ""]
    return "\n".join(lines) + "\n"


def rst(article: Article) -> str:
    lines: list[str] = []
    for kind, text in article.blocks:
        if kind == "heading":
            lines += ["", text, "-" * len(text), ""]
        elif kind == "image":
            lines += ["", ".. figure:: photo.jpg", f"   :alt: {text}", "", f"   {text}", ""]
        else:
            form = {"item": "* {}", "quote": "    {}"}.get(kind, "{}")
            lines += [form.format(text)] if kind == "item" else ["", form.format(text), ""]
    return "\n".join(lines) + "\n"


def run(*command: str, cwd: Path) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout[-2000:], done.stderr[-2000:])
        raise SystemExit(f"{command[0]} failed in {cwd}")


def nikola(pack: str, theme: str, work: Path, out: Path) -> None:
    data = PACKS[pack]
    if (own := THEMES / "nikola" / theme).is_dir():
        shutil.copytree(own, work / "site" / "themes" / theme)
    run(str(BIN / "nikola"), "init", "-q", str(work / "site"), cwd=work)
    site = work / "site"
    conf = (site / "conf.py").read_text("utf-8")
    conf += f"""
BLOG_AUTHOR = "{data["authors"][0]}"; BLOG_TITLE = "{data["site"]}"; SITE_URL = "https://example.dk/"
BLOG_DESCRIPTION = "{data["tagline"]}"; DEFAULT_LANG = "da"; TRANSLATIONS = {{"da": ""}}
THEME = "{theme}"; INDEX_TEASERS = True; INDEX_DISPLAY_POST_COUNT = 6; SHOW_SOURCELINK = True
NAVIGATION_LINKS = {{"da": (("/archive.html", "Arkiv"), ("/categories/", "Nøgleord"), ("/rss.xml", "RSS-nyhedskilde"))}}
NAVIGATION_ALT_LINKS = {{"da": ()}}
POSTS = [("posts/*.md", "posts", "post.tmpl")]; PAGES = [("pages/*.md", "", "page.tmpl")]
COMMENT_SYSTEM = ""; DATE_FORMAT = "d. MMMM yyyy"; TIMEZONE = "Europe/Copenhagen"; GENERATE_ATOM = True
CONTENT_FOOTER = 'Indhold © {{date}} <a href="mailto:red@example.dk">{{author}}</a> - Drevet af <a href="https://getnikola.com">Nikola</a>'
CONTENT_FOOTER_FORMATS = {{"da": ((), {{"email": "x", "author": BLOG_AUTHOR, "date": 2026, "license": ""}})}}
"""
    (site / "conf.py").write_text(conf, "utf-8")
    for found in (site / "posts").glob("*"):
        found.unlink()
    for article in articles(pack):
        body = markdown(article).split("\n\n", 2)
        text = "\n\n".join([body[0], body[1], "<!-- TEASER_END -->", *body[2:]])
        head = f"<!--\n.. title: {article.title}\n.. slug: {article.slug}\n.. date: {article.date} 10:00:00 UTC+01:00\n"
        head += f".. tags: {', '.join(article.tags)}\n.. category: {article.category}\n.. author: {article.author}\n-->\n\n"
        (site / "posts" / f"{article.slug}.md").write_text(head + text, "utf-8")
    for title, _ in data["pages"]:
        (site / "pages").mkdir(exist_ok=True)
        text = f"<!--\n.. title: {title}\n.. slug: {slug(title)}\n-->\n\n{page_text(pack, title)}\n"
        (site / "pages" / f"{slug(title)}.md").write_text(text, "utf-8")
    run(str(BIN / "nikola"), "build", "-q", cwd=site)
    shutil.copytree(site / "output", out)


def sphinx(pack: str, theme: str, work: Path, out: Path) -> None:
    data = PACKS[pack]
    conf = f"project = {data['site']!r}\nauthor = {data['authors'][0]!r}\ncopyright = '2026, ' + author\nlanguage = 'da'\n"
    conf += f"html_theme = {theme!r}\nversion = release = '2.1'\nsource_suffix = '.rst'\nhtml_last_updated_fmt = ''\n"
    (work / "conf.py").write_text(conf, "utf-8")
    by_category: dict[str, list[str]] = {}
    for article in articles(pack):
        by_category.setdefault(article.category, []).append(article.slug)
        text = f"{article.title}\n{'=' * (len(article.title) + 2)}\n\n{rst(article)}"
        (work / f"{article.slug}.rst").write_text(text, "utf-8")
    index = [data["tagline"], "=" * 60, "", data["en"][0].format(topic="it", number=2, place="Ribe"), ""]
    for name, slugs in by_category.items():
        text = f"{name}\n{'=' * 30}\n\n.. toctree::\n\n" + "".join(f"   {s}\n" for s in slugs)
        (work / f"{slug(name)}.rst").write_text(text, "utf-8")
    index += [".. toctree::", "   :maxdepth: 2", "", *(f"   {slug(name)}" for name in by_category)]
    (work / "index.rst").write_text("\n".join(index) + "\n", "utf-8")
    run(str(BIN / "sphinx-build"), "-q", "-b", "html", ".", str(out), cwd=work)


def mkdocs(pack: str, theme: str, work: Path, out: Path) -> None:
    data = PACKS[pack]
    (work / "docs").mkdir()
    nav: dict[str, list[str]] = {}
    for article in articles(pack):
        nav.setdefault(article.category, []).append(f"{article.slug}.md")
        (work / "docs" / f"{article.slug}.md").write_text(
            f"# {article.title}\n\n{markdown(article)}", "utf-8"
        )
    (work / "docs" / "index.md").write_text(f"# {data['site']}\n\n{data['tagline']}\n", "utf-8")
    settings = {
        "name": theme,
        "language": "da",
        "features": ["navigation.footer", "navigation.top", "navigation.tabs"],
    }
    if theme == "material":
        settings["palette"] = [
            {
                "scheme": "default",
                "toggle": {"icon": "material/brightness-7", "name": "Skift til mørk visning"},
            }
        ]
    else:
        settings.pop("features")
        settings = {"name": theme, "locale": "en"}
    lines = [
        f"site_name: {data['site']}",
        "site_url: https://example.dk/",
        "repo_url: https://example.dk/kilde",
        "nav:",
        "  - index.md",
    ]
    lines = [line.replace("&", "&") for line in lines]

    lines[0] = f"site_name: {json.dumps(data['site'])}"
    for name, paths in nav.items():
        lines += [f"  - {name}:", *(f"    - {path}" for path in paths)]
    lines += [f"theme: {json.dumps(settings)}"]
    (work / "mkdocs.yml").write_text("\n".join(lines) + "\n", "utf-8")
    run(str(BIN / "mkdocs"), "build", "-q", "-d", str(out), cwd=work)


def pelican(pack: str, theme: str, work: Path, out: Path) -> None:
    data = PACKS[pack]
    conf = f"AUTHOR = {data['authors'][0]!r}\nSITENAME = {data['site']!r}\nSITESUBTITLE = {data['tagline']!r}\nSITEURL = ''\n"
    conf += "PATH = 'content'\nTIMEZONE = 'Europe/Copenhagen'\nDEFAULT_LANG = 'da'\nDEFAULT_PAGINATION = 6\n"
    conf += "LINKS = (('Musikrådet', 'https://example.org'),)\nSOCIAL = (('mastodon', 'https://example.org/@x'),)\n"
    path = THEMES / "pelican" / theme
    conf += f"THEME = {(str(path) if path.is_dir() else theme)!r}\nLOCALE = 'C.UTF-8'\nCC_LICENSE = None\nGITHUB_URL = None\nSITE_URL = None\n"
    (work / "pelicanconf.py").write_text(conf, "utf-8")
    (work / "content" / "pages").mkdir(parents=True)
    for article in articles(pack):
        head = f"Title: {article.title}\nDate: {article.date} 10:00\nCategory: {article.category}\nLang: da\n"
        head += f"Tags: {', '.join(article.tags)}\nSlug: {article.slug}\nAuthors: {article.author}\n\n"
        (work / "content" / f"{article.slug}.md").write_text(head + markdown(article), "utf-8")
    for title, _ in data["pages"]:
        (work / "content" / "pages" / f"{slug(title)}.md").write_text(
            f"Title: {title}\n\n{page_text(pack, title)}\n", "utf-8"
        )
    run(str(BIN / "pelican"), "content", "-o", str(out), "-s", "pelicanconf.py", "-q", cwd=work)


def hugo(pack: str, theme: str, work: Path, out: Path) -> None:
    data = PACKS[pack]
    shutil.copytree(THEMES / "hugo" / theme, work / "themes" / theme)
    menu = "".join(
        f'[[menu.main]]\nidentifier = "{url}"\nname = "{name}"\nurl = "/{url}/"\nweight = {n}\n'
        for n, (name, url) in enumerate((("Arkiv", "archives"), ("Emneord", "tags")), 1)
    )
    conf = f'baseURL = "https://example.dk/"\nlanguageCode = "da"\ndefaultContentLanguage = "da"\ntitle = {json.dumps(data["site"])}\n'
    conf += (
        f'theme = "{theme}"\npaginate = 6\n[taxonomies]\ncategory = "categories"\ntag = "tags"\n[params]\n'
    )
    conf += "ShowReadingTime = true\nShowShareButtons = true\nShowPostNavLinks = true\nShowBreadCrumbs = true\nShowCodeCopyButtons = true\nshowtoc = true\n"
    (work / "config.toml").write_text(conf + menu, "utf-8")
    (work / "content" / "posts").mkdir(parents=True)
    (work / "content" / "archives.md").write_text('---\ntitle: "Arkiv"\nlayout: "archives"\n---\n', "utf-8")
    for article in articles(pack):
        head = {
            "title": article.title, "date": f"{article.date}T10:00:00Z", "tags": article.tags, "categories": [article.category], "author": article.author,
        }  # fmt: skip
        text = f"{json.dumps(head, ensure_ascii=False)}\n\n{markdown(article)}"
        (work / "content" / "posts" / f"{article.slug}.md").write_text(text, "utf-8")
    for title, _ in data["pages"]:
        text = f"{json.dumps({'title': title}, ensure_ascii=False)}\n\n{page_text(pack, title)}\n"
        (work / "content" / f"{slug(title)}.md").write_text(text, "utf-8")
    run("hugo", "--quiet", "-d", str(out), cwd=work)


SITES = {
    "nikola-base": (nikola, "music", "base"),
    "nikola-bootblog4": (nikola, "home", "bootblog4"),
    "sphinx-alabaster": (sphinx, "music", "alabaster"),
    "sphinx-rtd": (sphinx, "home", "sphinx_rtd_theme"),
    "sphinx-book": (sphinx, "music", "sphinx_book_theme"),
    "sphinx-classic": (sphinx, "music", "classic"),
    "sphinx-furo": (sphinx, "home", "furo"),
    "sphinx-pydata": (sphinx, "home", "pydata_sphinx_theme"),
    "mkdocs-material": (mkdocs, "music", "material"),
    "mkdocs-readthedocs": (mkdocs, "music", "readthedocs"),
    "mkdocs-mkdocs": (mkdocs, "home", "mkdocs"),
    "pelican-reflex": (pelican, "music", "reflex"),
    "pelican-simple": (pelican, "home", "simple"),
    **{f"nikola-{t}": (nikola, "music", t) for t in ("bulma", "foundation6", "hemingway", "bnw")},
    **{f"nikola-{t}": (nikola, "home", t) for t in ("canterville", "hyde", "blogtxt")},
    **{
        f"pelican-{t}": (pelican, "music", t)
        for t in ("bootstrap2", "gum", "mnmlist", "tuxlite_tbs", "zurb-F5-basic", "waterspill-en")
    },
    **{f"pelican-{t}": (pelican, "home", t) for t in ("Just-Read", "cebong", "brownstone")},
    # Held back: see sites.py.
    "nikola-willy-theme": (nikola, "home", "willy-theme"),
    **{f"sphinx-{t}": (sphinx, "home", t) for t in ("haiku", "agogo")},
    **{
        f"pelican-{t}": (pelican, "home", t)
        for t in ("monospace", "notebook", "martyalchin", "new-bootstrap2")
    },
    # Never fitted on: see sites.py.
    "nikola-kiss": (nikola, "pride", "kiss"),
    **{f"pelican-{t}": (pelican, "pride", t) for t in ("SoMA2",)},
    **{
        f"pelican-{t}": (pelican, "town", t)
        for t in ("SOB", "Peli-Kiera", "built-texts", "lightweight", "photowall")
    },
    **{f"sphinx-{t}": (sphinx, "town", t) for t in ("piccolo_theme", "shibuya", "breeze", "scrolls")},
    **{f"mkdocs-{t}": (mkdocs, "pride", t) for t in ("cinder", "simple-blog", "ivory")},
    **{f"mkdocs-{t}": (mkdocs, "town", t) for t in ("windmill", "bootstrap4")},
    "hugo-PaperMod": (hugo, "pride", "PaperMod"),
}


def main(out: Path, names: list[str]) -> None:
    """Generate the sites named, or all."""
    for name in names or SITES:
        generate, pack, theme = SITES[name]
        work, target = out / "work" / name, out / "sites" / name
        shutil.rmtree(work, ignore_errors=True)
        shutil.rmtree(target, ignore_errors=True)
        work.mkdir(parents=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            generate(pack, theme, work, target)
        except SystemExit as error:
            print(f"{name}: left out ({error})")
            continue
        print(name, pack, len(list(target.rglob("*.html"))), "pages")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if "--themes" in arguments:
        at = arguments.index("--themes")
        THEMES = Path(arguments[at + 1]).resolve()
        del arguments[at : at + 2]
    main(Path(arguments[0]).resolve(), arguments[1:])
