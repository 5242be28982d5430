"""Static sites: each recognised from its own configuration; a translation's place is read back as its translation."""

from pathlib import Path

import pytest

from bilingual_pub.errors import ConfigError
from bilingual_pub.systems import Article, UiFile, recognise

POST = "Title: Kranen vågner\nDate: 2024-05-01\n\nHej.\n"

SITES = {
    "nikola": {
        "conf.py": "BLOG_TITLE = 'Avis'\nDEFAULT_LANG = 'da'\nTRANSLATIONS = {DEFAULT_LANG: '', 'en': './en'}\n"
        "POSTS = (('posts/*.md', 'posts', 'post.tmpl'),)\nPAGES = (('pages/*.rst', '', 'page.tmpl'),)\n"
        "import os\nCACHE = os.getcwd()\n",
        "posts/kran.md": ".. title: Kranen\n.. slug: kran\n\nHej.\n",
        "posts/kran.en.md": ".. title: The crane\n.. slug: kran\n\nHi.\n",
        "pages/om.v2.rst": "Om os\n",
        "messages/messages_da.py": "MESSAGES = {'Read more': 'Læs mere'}\n",
    },
    "pelican": {
        "pelicanconf.py": "PATH = 'content'\nDEFAULT_LANG = 'da'\n",
        "content/kran.md": POST,
        "content/the-crane.md": "Title: The crane\nLang: en\nSlug: kranen-vagner\n\nHi.\n",
        "content/om.rst": "Om os\n#####\n\n:lang: da\n:slug: om\n\nHej.\n",
    },
    "hugo": {
        "hugo.toml": "defaultContentLanguage = 'da'\n[languages.da]\nweight = 1\n[languages.en]\nweight = 2\n",
        "content/post/kran.md": "+++\ntitle = 'Kranen'\n+++\nHej.\n",
        "content/post/kran.en.md": "+++\ntitle = 'The crane'\n+++\nHi.\n",
        "content/om.da.md": "---\ntitle: Om\n---\nHej.\n",
        "i18n/da.toml": "[luk]\nother = 'Luk'\n",
    },
    "jekyll": {
        "_config.yml": "title: Avis\nlang: da\nlanguages: [da, en]\ndefault_lang: da\nplugins: [jekyll-polyglot]\n",
        "_posts/2024-05-01-kran.md": "---\ntitle: Kranen\n---\nHej.\n",
        "_posts/en/2024-05-01-kran.md": "---\ntitle: The crane\nlang: en\n---\nHi.\n",
        "om.md": "---\ntitle: Om\npage_id: about\n---\nHej.\n",
        "README.md": "No front matter.\n",
        "_layouts/default.html": "---\n---\n",
        "_data/da/strings.yml": "luk: Luk\n",
    },
    "mkdocs": {
        "mkdocs.yml": "site_name: Avis\nmarkdown_extensions:\n  - x:\n      e: !!python/name:os.system\nplugins:\n  - search\n"
        "  - i18n:\n      docs_structure: suffix\n      languages:\n        - {locale: da, default: true}\n        - {locale: en}\n",
        "docs/kran.md": "# Kranen\n",
        "docs/kran.en.md": "# The crane\n",
        "docs/sub/om.md": "# Om\n",
    },
    "lektor": {
        "avis.lektorproject": "[project]\nname = Avis\n[alternatives.en]\nname = English\n[alternatives.da]\nprimary = yes\n",
        "content/kran/contents.lr": "title: Kranen\n",
        "content/kran/contents+en.lr": "title: The crane\n",
        "content/om/contents+da.lr": "title: Om\n",
    },
    "eleventy": {
        "eleventy.config.js": "export default function (c) {}\nexport const config = { dir: { input: 'src' } };\n",
        "src/da/kran.md": "# Kranen\n",
        "src/en/kran.md": "# The crane\n",
        "src/da/om.md": "# Om\n",
        "src/_data/i18n/da.json": "{}",
        "src/_includes/base.njk": "",
        "node_modules/x/README.md": "",
    },
    "plain": {"kran.da.md": "Hej", "kran.en.md": "Hi", "da/om.html": "<p>Hej</p>"},
}


@pytest.fixture(params=sorted(SITES))
def site(request, tmp_path):
    return request.param, write(tmp_path, SITES[request.param])


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_a_site_is_recognised_with_its_languages(site):
    name, folder = site
    system = recognise(folder)
    assert (system.name, system.languages) == (name, ("da", "en"))
    assert system.config in {*SITES[name], ""}


def test_an_article_and_its_translation_share_a_key(site):
    _, folder = site
    keys = {}
    for article in recognise(folder).articles():
        keys.setdefault(article.key, set()).add(article.language)
    assert sorted(map(sorted, keys.values())) == [["da"], ["da", "en"]]


def test_a_translation_put_in_its_place_is_read_as_the_translation(site):
    _, folder = site
    system = recognise(folder)
    (lonely,) = system.missing("en")
    before = set(system.articles())
    place = system.place(lonely, "en")
    assert not (folder / place).exists()
    lines = "".join(f"{name}: {value}\n" for name, value in system.metadata(lonely, "en").items())
    text = (
        f"---\ntitle: About\n{lines}---\nHi.\n"
        if system.name == "jekyll"
        else f"Title: About\n{lines}\nHi.\n"
    )
    suffix = place if system.name != "pelican" else str(Path(place).with_suffix(".md"))
    write(folder, {suffix: text})
    assert recognise(folder).missing("en") == []
    (new,) = {*recognise(folder).articles()} - before
    assert (new.language, new.key) == ("en", lonely.key)


def test_the_place_of_the_translation_that_is_there_is_where_it_is(site):
    name, folder = site
    system = recognise(folder)
    pairs = {}
    for article in system.articles():
        pairs.setdefault(article.key, {})[article.language] = article
    for pair in pairs.values():
        if len(pair) == 2 and name != "pelican":  # Pelican pairs by slug, whatever the names
            assert system.place(pair["da"], "en") == pair["en"].path
            assert name == "jekyll" or system.place(pair["en"], "da") == pair["da"].path


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("nikola", [UiFile("messages/messages_da.py", "da", "nikola")]),
        ("hugo", [UiFile("i18n/da.toml", "da", "hugo-toml")]),
        ("jekyll", [UiFile("_data/da/strings.yml", "da", "yaml")]),
        ("eleventy", [UiFile("src/_data/i18n/da.json", "da", "i18next")]),
        ("lektor", []),
    ],
)
def test_files_of_ui_strings_are_found(name, files, tmp_path):
    assert recognise(write(tmp_path, SITES[name])).catalogs() == files


def test_hugo_with_a_directory_for_each_language(tmp_path):
    config = "defaultContentLanguage: da\nlanguages:\n  da: {contentDir: content/da}\n  en: {contentDir: content/en}\n"
    write(tmp_path, {"hugo.yaml": config, "content/da/kran.md": "Hej", "content/en/kran.md": "Hi"})
    system = recognise(tmp_path)
    assert system.articles() == [
        Article("content/da/kran.md", "da", "kran.md"),
        Article("content/en/kran.md", "en", "kran.md"),
    ]
    assert system.place(system.articles()[0], "en") == "content/en/kran.md"


def test_hugo_with_languages_in_a_file_of_their_own_and_a_translation_key(tmp_path):
    write(
        tmp_path,
        {
            "config/_default/config.toml": "defaultContentLanguage = 'da'\n",
            "config/_default/languages.toml": "[da]\n[en]\n",
            "content/kran.md": "---\ntranslationKey: crane\n---\n",
            "content/the-crane.en.md": "---\ntranslationKey: crane\n---\n",
        },
    )
    assert [(a.language, a.key) for a in recognise(tmp_path).articles()] == [("da", "crane"), ("en", "crane")]


def test_mkdocs_with_a_folder_for_each_language(tmp_path):
    config = SITES["mkdocs"]["mkdocs.yml"].replace("suffix", "folder")
    write(tmp_path, {"mkdocs.yml": config, "docs/da/kran.md": "# Kranen\n"})
    system = recognise(tmp_path)
    assert system.articles() == [Article("docs/da/kran.md", "da", "kran.md")]
    assert system.place(system.articles()[0], "en") == "docs/en/kran.md"


def test_jekyll_without_polyglot_gives_a_translation_an_address_of_its_own(tmp_path):
    write(tmp_path, {"_config.yml": "lang: da-DK\n", "_posts/2024-05-01-kran.md": "---\ntitle: Kran\n---\n"})
    system = recognise(tmp_path)
    assert system.place(system.articles()[0], "en") == "en/_posts/2024-05-01-kran.md"


def test_nikola_with_a_pattern_of_its_own(tmp_path):
    conf = SITES["nikola"]["conf.py"] + "TRANSLATIONS_PATTERN = '{path}_{lang}.{ext}'\n"
    write(tmp_path, {"conf.py": conf, "posts/kran.md": "Hej", "posts/kran_en.md": "Hi"})
    system = recognise(tmp_path)
    assert [(a.language, a.key) for a in system.articles()] == [
        ("da", "posts/kran.md"),
        ("en", "posts/kran.md"),
    ]
    assert system.place(system.articles()[0], "en") == "posts/kran_en.md"


def test_a_bare_folder_keeps_to_the_manner_each_article_has(tmp_path):
    write(tmp_path, {"da/om.html": "Hej", "kran.da.md": "Hej", "note.md": "Hej", "locales/en.json": "{}"})
    system = recognise(tmp_path)
    places = {article.path: system.place(article, "en") for article in system.articles()}
    assert places == {"da/om.html": "en/om.html", "kran.da.md": "kran.en.md", "note.md": "note.en.md"}
    assert system.catalogs() == [UiFile("locales/en.json", "en", "i18next")]


def test_what_a_build_makes_is_no_article_but_a_section_of_that_name_is(tmp_path):
    made = {"public/x.md": "", "node_modules/x/y.md": "", ".git/x.md": "", "en/public/x.md": "", "x.md": ""}
    assert [article.path for article in recognise(write(tmp_path, made)).articles()] == [
        "en/public/x.md",
        "x.md",
    ]
    write(tmp_path, {"hugo.toml": "", "content/site/x.md": "", "content/node_modules/x.md": ""})
    assert [article.path for article in recognise(tmp_path).articles()] == ["content/site/x.md"]


def test_a_configuration_is_read_and_never_run(tmp_path):
    mark = tmp_path / "was-run"
    conf = f"import pathlib\npathlib.Path({str(mark)!r}).touch()\nBLOG_TITLE = 'Avis'\n"
    write(tmp_path, {"conf.py": conf})
    assert recognise(tmp_path).name == "nikola"
    assert not mark.exists()


@pytest.mark.parametrize(
    ("config", "text"),
    [
        ("mkdocs.yml", "a: [b\n"),
        ("hugo.toml", "a = \n"),
        ("pelicanconf.py", "DEFAULT_LANG = (\n"),
        ("a.lektorproject", "no section\n"),
        ("_config.yml", "a: b: c\n"),
    ],
)
def test_a_damaged_configuration_is_named_with_what_is_wrong(config, text, tmp_path):
    write(tmp_path, {config: text})
    with pytest.raises(ConfigError) as error:
        recognise(tmp_path)
    assert error.value.diagnostic.path == str(tmp_path / config)
    assert error.value.diagnostic.values["reason"]


def test_a_python_file_of_another_program_is_no_nikola_site(tmp_path):
    write(tmp_path, {"conf.py": "project = 'Sphinx'\n"})
    assert recognise(tmp_path).name == "plain"
