"""The first look: what is found in a folder, and a configuration that can be read back."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.config import load
from bilingual_pub.errors import ConfigError
from bilingual_pub.init import Findings, configuration, describe, init, look

DANISH = "Man skal gå ned ad ni trin og sige undskyld til en ladcykel, før man er i kælderen."
ENGLISH = "Go down nine steps and apologise to a cargo bike, and now you are in the basement."
MAGAZINE = Path(__file__).parents[1] / "examples/magazine"


def write(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_a_bare_folder_is_understood(tmp_path):
    write(tmp_path, tekster__kor_da_md=DANISH, tekster__kor_en_md=ENGLISH, tekster__brev_da_md=DANISH)
    found = look(tmp_path)
    assert (found.system, found.source, found.total) == ("plain", "tekster", 3)
    assert found.languages == ("da", "en")
    assert found.missing == {"da": (), "en": ("tekster/brev.da.md",)}


def test_a_language_nobody_named_is_read_out_of_the_text(tmp_path):
    write(tmp_path, saks_md=ENGLISH, brev_md=DANISH)
    assert look(tmp_path).articles == {"da": 1, "en": 1}


def test_danish_chrome_round_an_english_article_does_not_make_it_danish(tmp_path):
    page = "<html lang=da><body><nav><a href=/>Forside</a></nav><article><p>{}</p></article></body></html>"
    write(
        tmp_path,
        a_html=page.format(ENGLISH),
        b_html=page.format(DANISH),
        c_md=f"---\nlang: da\n---\n{ENGLISH}",
    )
    assert look(tmp_path).articles == {"da": 2, "en": 1}


def test_front_matter_joins_two_articles_with_different_names(tmp_path):
    write(
        tmp_path,
        guide_md=f"---\nlang: da\ntranslationKey: byen\n---\n{DANISH}\n",
        night_md=f"---\nlang: en\ntranslationKey: byen\n---\n{ENGLISH}\n",
    )
    assert look(tmp_path).missing == {"da": (), "en": ()}


def test_the_magazine_is_seen_as_it_is():
    found = look(MAGAZINE)
    assert (found.system, found.source, found.template) == ("plain", "articles", "_page.html")
    assert found.articles == {"da": 10, "en": 11}
    assert found.missing["en"] == ("articles/brev-til-min-nabo.da.md",)
    assert set(found.missing["da"]) == {"articles/gaest-fra-glasgow.md", "articles/saks-og-stilhed.en.md"}


def test_another_system_keeps_its_name_and_its_languages(tmp_path):
    write(tmp_path, hugo_toml='defaultContentLanguage = "da"\n[languages.da]\n[languages.en]\n')
    write(tmp_path, content__om_da_md=DANISH)
    found = look(tmp_path)
    assert (found.system, found.config, found.languages) == ("hugo", "hugo.toml", ("da", "en"))


def test_an_export_from_wordpress_is_seen(tmp_path):
    write(
        tmp_path,
        blad_xml='<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel/></rss>',
        andet_xml="<rss/>",
    )
    found = look(tmp_path)
    assert (found.system, found.exports) == ("wordpress", ("blad.xml",))


def test_a_page_with_a_slot_is_the_template_and_no_article(tmp_path):
    (tmp_path / "_page.html").write_text("<main>{{ content }}</main>", encoding="utf-8")
    found = look(tmp_path)
    assert (found.template, found.total) == ("_page.html", 0)


def test_what_is_written_can_be_read_and_says_what_was_found(tmp_path):
    write(tmp_path, tekster__kor_da_md=DANISH)
    path, found = init(tmp_path)
    config = load(tmp_path)
    assert path == tmp_path / "bilingual-pub.toml"
    assert config.articles == ("tekster",)
    assert config.languages == found.languages == ("da", "en")
    assert config.source_language == "da"


def test_every_line_that_only_shows_a_default_shows_the_right_one(tmp_path):
    path, _ = init(tmp_path)
    shown = [line.removeprefix("# ") for line in path.read_text("utf-8").splitlines() if " = " in line]
    table = tomllib.loads("\n".join(line for line in shown if not line.startswith(("title", "base_url"))))
    default = load(tmp_path)
    assert tuple(table["outputs"]) == default.outputs
    assert (table["locales"], table["output"], table["missing"]) == (
        default.locales,
        default.output,
        default.missing,
    )


def test_a_configuration_that_is_there_is_left_alone(tmp_path):
    (tmp_path / "bilingual-pub.toml").write_text("# mine\n")
    with pytest.raises(ConfigError, match="there is a configuration already"):
        init(tmp_path)
    assert (tmp_path / "bilingual-pub.toml").read_text() == "# mine\n"


def test_no_such_folder(tmp_path):
    with pytest.raises(ConfigError, match="no such folder"):
        look(tmp_path / "nowhere")


def test_comments_come_in_the_reader_s_language(tmp_path):
    text = configuration(look(tmp_path), translate=str.upper)
    assert "# WHERE TRANSLATORS FIND THEIR CATALOGS." in text


@given(name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12))
def test_any_name_of_a_folder_can_be_written(name):
    found = Findings(Path(), "plain", "", ("da", "en"), {}, {}, source=name)
    assert tomllib.loads(configuration(found))["articles"] == name


def test_describe_names_ten_and_counts_the_rest():
    found = Findings(
        Path("blad"),
        "plain",
        "",
        ("da", "en"),
        {"da": 12, "": 1},
        {"en": tuple(f"{n}.md" for n in range(12))},
    )
    lines = describe(found)
    assert lines[0] == "blad: a folder of articles"
    assert lines[1:4] == ["Danish: 12", "undecided: 1", "Not yet in English: 12"]
    assert lines[-1] == "  and 2 more"
    assert describe(Findings(Path("blad"), "plain", "", ("da",), {}, {}))[1] == "No articles were found."


def test_hugo_s_own_public_folder_is_left_to_hugo(tmp_path):
    write(tmp_path, hugo_toml='defaultContentLanguage = "da"', content__kor_da_md=DANISH)
    init(tmp_path)
    assert load(tmp_path).output == "bilingual"
