"""Each static site system builds, with its own tool, what we put where it keeps translations.

Runs where BILINGUAL_PUB_INTEGRATION is set, for each tool that is on the PATH. The tests of plug-ins want a host that
can import this library.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bilingual_pub import formats, systems
from bilingual_pub.systems import strings
from bilingual_pub.systems.headers import put_headers
from bilingual_pub.translate import translate

WANTED = bool(os.environ.get("BILINGUAL_PUB_INTEGRATION"))
BODY = "Kranen på kajen løfter sin *første båd* på lørdag.\n"
ENGLISH = {
    "Kranen": "The crane",
    "Kranen på kajen løfter sin <em>første båd</em> på lørdag.": "The crane on the quay lifts its <em>first boat</em> on Saturday.",
}
LAYOUT = '<!DOCTYPE html><html lang="{lang}"><body><nav><a href="/om">Om os</a></nav><main>{body}</main></body></html>\n'
CATALOG = 'msgid "Om os"\nmsgstr "About us"\n\nmsgid "Havneavisen"\nmsgstr "The Harbour Paper"\n'

SITES = {
    "hugo": {
        "hugo.toml": "baseURL = 'https://avis.example/'\ntitle = 'Avis'\ndefaultContentLanguage = 'da'\n[languages.da]\nweight = 1\n[languages.en]\nweight = 2\n",
        "content/post/kran.md": f"---\ntitle: Kranen\ndate: 2024-05-01\n---\n{BODY}",
        "layouts/_default/single.html": LAYOUT.format(lang="{{ .Lang }}", body="{{ .Content }}{{ range .Translations }}<a hreflang={{ .Lang }} href='{{ .RelPermalink }}'></a>{{ end }}<p>{{ i18n \"luk\" }}</p>"),
        "i18n/da.toml": "[luk]\nother = 'Luk'\n",
    },
    "jekyll": {
        "_config.yml": "title: Avis\nlang: da\n",
        "_posts/2024-05-01-kran.md": f"---\ntitle: Kranen\nlayout: post\n---\n{BODY}",
        "_layouts/post.html": LAYOUT.format(lang="{{ page.lang | default: 'da' }}", body="{{ content }}"),
    },
    "mkdocs": {
        "mkdocs.yml": "site_name: Havneavisen\nplugins:\n  - i18n:\n      docs_structure: suffix\n      languages:\n        - {locale: da, name: Dansk, default: true, build: true}\n        - {locale: en, name: English, build: true}\n",
        "docs/index.md": f"# Kranen\n\n{BODY}",
    },
    "pelican": {
        "pelicanconf.py": "SITENAME = 'Havneavisen'\nPATH = 'content'\nDEFAULT_LANG = 'da'\nTIMEZONE = 'Europe/Copenhagen'\nPLUGINS = []\n",
        "content/kran.md": f"Title: Kranen\nDate: 2024-05-01\n\n{BODY}",
    },
    "nikola": {
        "conf.py": "BLOG_AUTHOR = 'Ida'\nBLOG_TITLE = 'Havneavisen'\nSITE_URL = 'https://avis.example/'\nBLOG_EMAIL = 'a@avis.example'\nBLOG_DESCRIPTION = ''\n"
        "DEFAULT_LANG = 'da'\nTRANSLATIONS = {DEFAULT_LANG: '', 'en': './en'}\nNAVIGATION_LINKS = {'da': (), 'en': ()}\nTHEME = 'bootblog4'\n"
        "POSTS = (('posts/*.md', 'posts', 'post.tmpl'),)\nPAGES = (('pages/*.md', 'pages', 'page.tmpl'),)\n"
        "COMPILERS = {'markdown': ('.md',)}\nTIMEZONE = 'Europe/Copenhagen'\nFILTERS = {}\n",
        "posts/kran.md": f".. title: Kranen\n.. slug: kran\n.. date: 2024-05-01\n\n{BODY}",
    },
    "eleventy": {
        "eleventy.config.js": "module.exports = function (config) { config.addPassthroughCopy('x'); return { dir: { input: 'src' } }; };\n",
        "src/da/kran.md": f"---\ntitle: Kranen\n---\n{BODY}",
    },
    "lektor": {
        "avis.lektorproject": "[project]\nname = Avis\n[alternatives.da]\nname = Dansk\nprimary = yes\n[alternatives.en]\nname = English\nurl_prefix = /en/\n",
        "content/contents.lr": f"_model: page\n---\ntitle: Kranen\n---\nbody:\n\n{BODY}",
        "models/page.ini": "[model]\nname = Page\nlabel = {{ this.title }}\n[fields.title]\ntype = string\n[fields.body]\ntype = markdown\n",
        "templates/page.html": '<html lang="{{ this.alt }}"><body>{{ this.body }}</body></html>\n',
    },
}  # fmt: skip

BUILD = {
    "hugo": (["hugo", "--destination", "made"], "made/post/kran/index.html", "made/en/post/kran/index.html"),
    "jekyll": (["jekyll", "build", "--destination", "made"], "made/2024/05/01/kran.html", "made/en/2024/05/01/kran.html"),
    "mkdocs": (["mkdocs", "build", "--site-dir", "made"], "made/index.html", "made/en/index.html"),
    "pelican": (["pelican", "--output", "made"], "made/kranen.html", "made/kranen-en.html"),
    "nikola": (["nikola", "build", "--strict"], "output/posts/kran/index.html", "output/en/posts/kran/index.html"),
    "eleventy": (["eleventy", "--output=made"], "made/da/kran/index.html", "made/en/kran/index.html"),
    "lektor": (["lektor", "build", "--output-path", "made"], "made/index.html", "made/en/index.html"),
}  # fmt: skip


def tool(name):
    program = BUILD[name][0][0]
    if not WANTED:
        pytest.skip("set BILINGUAL_PUB_INTEGRATION=1 to build real sites")
    if not shutil.which(program):
        pytest.skip(f"{program} is not on the PATH")


def write(folder, files):
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def build(name, folder, **environment):
    environment = {**os.environ, "JEKYLL_NO_BUNDLER_REQUIRE": "true", "LC_ALL": "C.UTF-8", **environment}
    done = subprocess.run(
        BUILD[name][0], cwd=folder, capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def translate_site(folder):
    """Write what is missing in English where the system wants it; return the paths."""
    system = systems.recognise(folder)
    places = []
    for article in system.missing("en"):
        text = (folder / article.path).read_text("utf-8")
        if article.path.endswith(".lr"):
            new = text.replace("Kranen på kajen løfter sin *første båd* på lørdag.", "The crane on the quay lifts its *first boat* on Saturday.")  # fmt: skip
        else:
            new = translate(formats.parse(text, "markdown", path=article.path), ENGLISH, "en", role=None).text
        place = system.place(article, "en")
        write(folder, {place: put_headers(new, system.metadata(article, "en"))})
        places.append(place)
    return places


@pytest.mark.parametrize("name", sorted(SITES))
def test_the_tool_builds_both_languages(name, tmp_path):
    tool(name)
    write(tmp_path, SITES[name])
    assert systems.recognise(tmp_path).name == name
    assert len(translate_site(tmp_path)) == 1
    if name == "hugo":
        ui = strings.parse((tmp_path / "i18n/da.toml").read_bytes(), "hugo-toml")
        write(
            tmp_path,
            {"i18n/en.toml": strings.translated(ui, lambda message: {"Luk": ["Close"]}.get(message.msgid))},
        )
    build(name, tmp_path)
    danish, english = ((tmp_path / page).read_text("utf-8") for page in BUILD[name][1:])
    assert "løfter sin <em>første båd</em>" in danish
    assert "lifts its <em>first boat</em>" in english
    assert "båd" not in re.sub(r"<(nav|header|footer|aside).*?</\1>", "", english, flags=re.DOTALL)
    if name == "hugo":
        assert "<p>Close</p>" in english
        assert "hreflang=en" in danish
    assert systems.recognise(tmp_path).missing("en") == []


PLUGGED = {
    "pelican": ("pelicanconf.py", "PLUGINS = []", "PLUGINS = ['bilingual_pub.plugins.pelican']"),
    "mkdocs": ("mkdocs.yml", "plugins:\n", "plugins:\n  - bilingual-pub\n"),
    "nikola": ("conf.py", "FILTERS = {}", "from bilingual_pub.plugins.nikola import translate_with\nFILTERS = {'.html': [translate_with('locales')]}"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(PLUGGED))
def test_the_plug_in_puts_the_chrome_into_the_page_s_language(name, tmp_path):
    tool(name)
    interpreter = Path(shutil.which(name)).resolve().with_name("python")
    known = subprocess.run(
        [interpreter, "-c", "import bilingual_pub.plugins"], capture_output=True, check=False
    )
    if known.returncode:
        pytest.skip(f"the Python of {name} can't import bilingual_pub")
    write(tmp_path, {**SITES[name], "locales/en/LC_MESSAGES/messages.po": CATALOG})
    file, old, new = PLUGGED[name]
    write(tmp_path, {file: SITES[name][file].replace(old, new)})
    translate_site(tmp_path)
    build(name, tmp_path)
    danish, english = ((tmp_path / page).read_text("utf-8") for page in BUILD[name][1:])
    assert "Havneavisen" in danish
    assert "The Harbour Paper" not in danish
    assert "The Harbour Paper" in english
