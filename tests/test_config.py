"""The configuration: found, defaulted, and wrong in a way that says what to do."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.config import Config, load
from bilingual_pub.errors import ConfigError


def test_a_folder_without_one_has_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path) == Config(tmp_path)


def test_its_own_file_comes_before_pyproject(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.bilingual-pub]\noutput = "a"\n')
    assert load(tmp_path).output == "a"
    (tmp_path / "bilingual-pub.toml").write_text(
        'output = "b"\n[site]\ntitle = "Blad"\nbase-url = "https://b.dk/"\n'
    )
    config = load(tmp_path)
    assert (config.output, config.site.title, config.site.base_url) == ("b", "Blad", "https://b.dk/")


def test_a_pyproject_of_somebody_else_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert load(tmp_path) == Config(tmp_path)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("languges = ['da']", 1, "there is no key “languges”"),
        ("\nfuzzy = 'yes'", 2, "“fuzzy” must be true or false"),
        ("languages = [1]", 1, "“languages” must be a list of texts"),
        ("\nlanguages = ['da']", 2, "“languages” must name two languages"),
        ("languages = ['dansk', 'engelsk']", 1, "“dansk” is no language tag"),
        ("source_language = 'da_DK'", 1, "“da_DK” is no language tag"),
        ("output = '.'", 1, "the output would be written over the articles"),
        ("articles = 'a/b'\noutput = 'a'", 2, "the output would be written over the articles"),
        ("[site]\nbase_url = 'blad.example'", 2, "“base_url” must be a web address"),
        ("missing = 'hide'", 1, "“missing” must be “source”, “omit”"),
        ("output = 3", 1, "“output” must be a text"),
        ("site = 'x'", 1, "“site” must be a table"),
        ("[site]\nurl = 'x'", 2, "there is no key “url”"),
        ("b = 1\na = ", 2, "this is not valid TOML"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    (tmp_path / "bilingual-pub.toml").write_text(text)
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    assert words in caught.value.diagnostic.message
    assert caught.value.diagnostic.line == line


def test_a_near_miss_is_recognised(tmp_path: Path) -> None:
    (tmp_path / "bilingual-pub.toml").write_text("languges = ['da']")
    with pytest.raises(ConfigError, match="Did you mean “languages”"):
        load(tmp_path)


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_anything_is_a_configuration_or_says_why_not(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("c") / "bilingual-pub.toml"
    path.write_bytes(data)
    with contextlib.suppress(ConfigError):
        assert isinstance(load(path), Config)


@pytest.mark.parametrize(
    "line",
    [
        'output = "../../ud"', 'output = "/etc"', 'output = "a\\u0000b"', 'locales = "../x"', 'articles = ["/etc"]',
        'articles = ["a", "a/../.."]', 'template = "/etc/passwd"', 'domain = "../../x"', 'domain = "a\\u0000"', 'domain = ".x"',
    ],
)  # fmt: skip
def test_nothing_outside_the_folder_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "bilingual-pub.toml").write_text(f"# x\n{line}\n", "utf-8")
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    assert caught.value.diagnostic.line == 2


def test_a_link_that_leads_out_is_no_output_folder(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "public").symlink_to(tmp_path)
    (site / "bilingual-pub.toml").write_text("", "utf-8")
    with pytest.raises(ConfigError):
        load(site)


def test_a_number_that_python_does_not_read_is_no_toml(tmp_path: Path) -> None:
    (tmp_path / "bilingual-pub.toml").write_text(f"x = {'9' * 5000}\n", "utf-8")
    with pytest.raises(ConfigError, match="not valid TOML"):
        load(tmp_path)
