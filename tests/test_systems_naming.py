"""Languages in paths, by suffix or by folder: what is joined is split again, whatever the name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.systems.naming import join_folder, join_suffix, split_folder, split_suffix

LANGUAGES = ("da", "en", "en-GB")
names = st.from_regex(r"[a-zæøå0-9_-]{1,8}(\.[a-z0-9]{1,4})?\.(md|html)", fullmatch=True)
paths = st.lists(st.from_regex(r"[a-zæøå]{3,6}", fullmatch=True), max_size=3).flatmap(
    lambda folders: names.map(lambda name: "/".join([*folders, name]))
)


@given(paths.filter(lambda path: split_suffix(path, LANGUAGES)[1] is None), st.sampled_from(LANGUAGES))
def test_a_suffix_joined_is_split_again(path, language):
    assert split_suffix(join_suffix(path, language), LANGUAGES) == (path, language)
    assert join_suffix(path, None) == path


@given(paths, st.sampled_from(LANGUAGES), st.sampled_from(["", "docs", "src/pages"]))
def test_a_folder_joined_is_split_again(path, language, root):
    assert split_folder(join_folder(path, language, root), LANGUAGES, root) == (path, language)


@pytest.mark.parametrize("path", ["da.md", ".da.md", "data.md", "om.dansk.md", "en"])
def test_names_that_only_look_like_a_language(path):
    assert split_suffix(path, LANGUAGES) == (path, None)


@pytest.mark.parametrize("path", ["da", "danmark/om.md", "docs/da/om.md"])
def test_folders_that_only_look_like_a_language(path):
    assert split_folder(path, LANGUAGES) == (path, None)
