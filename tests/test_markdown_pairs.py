import pytest

from bilingual_pub.errors import InputError, OutputError
from bilingual_pub.formats import html, markdown
from bilingual_pub.merge.pairing import Pairing
from bilingual_pub.model import Bitext
from bilingual_pub.outputs.markdown_pairs import CONVENTIONS, markdown_pair

DANISH = "---\r\n# vores\r\ntitle:  'Om os'   # kort\r\ntags: [a,  b]\r\nlang: da\r\n---\r\n\r\n# Om os  \r\n* et\r\n"
ENGLISH = "+++\ntitle = 'About us'\n[params]\nx = 1\n+++\n# About us\n"


def pair(source=DANISH, target=ENGLISH, original="da", read=markdown.parse):
    return Pairing(
        Bitext(read(source), read(target)), (), ("da", "en"), original, ("Om os", "About us"), "om-os"
    )


@pytest.mark.parametrize(
    ("system", "paths", "danish", "english"),
    [
        ("hugo", ("om-os.da.md", "om-os.en.md"), "translationKey: om-os\r\n", 'translationKey = "om-os"\n'),
        ("nikola", ("om-os.md", "om-os.en.md"), "", ""),
        ("pelican", ("om-os.md", "om-os-en.md"), "slug: om-os\r\n", 'lang = "en"\nslug = "om-os"\n'),
        ("jekyll", ("om-os.md", "en/om-os.md"), "page_id: om-os\r\n", 'lang = "en"\npage_id = "om-os"\n'),
        ("mkdocs", ("om-os.da.md", "om-os.en.md"), "", ""),
        ("eleventy", ("da/om-os.md", "en/om-os.md"), "", 'lang = "en"\n'),
        ("plain", ("om-os.da.md", "om-os.en.md"), "", 'lang = "en"\n'),
    ],
)
def test_nothing_changes_but_what_the_system_pairs_by(system, paths, danish, english):
    files = dict(markdown_pair(pair(), system))
    assert tuple(files) == paths
    assert files[paths[0]].decode() == DANISH.replace("lang: da\r\n", f"lang: da\r\n{danish}")
    assert files[paths[1]].decode() == ENGLISH.replace("[params]", f"{english}[params]")


def test_every_system_is_tried():
    marks = test_nothing_changes_but_what_the_system_pairs_by.pytestmark[0].args[1]
    assert {case[0] for case in marks} == set(CONVENTIONS)


def test_written_again_it_is_the_same():
    for system in CONVENTIONS:
        first = dict(markdown_pair(pair(), system))
        again = dict(markdown_pair(pair(*(data.decode() for data in first.values())), system))
        assert again == first


def test_a_wrong_language_is_put_right_where_it_stands():
    english = "Title: About us\nLang: da_DK\nLanguage: en_GB\n\nHi"
    files = dict(markdown_pair(pair(target=english), "nikola"))
    assert files["om-os.en.md"].decode() == english.replace("da_DK", "en")


def test_keys_are_spelled_as_they_stand():
    english = "---\nTranslationkey: old\nLang: da\n---\nHi"
    files = dict(markdown_pair(pair(target=english), "hugo"))
    assert files["om-os.en.md"].decode() == "---\nTranslationkey: om-os\nLang: en\n---\nHi"


def test_the_original_goes_first_whichever_side_it_is():
    assert list(dict(markdown_pair(pair(original="en"), "nikola"))) == ["om-os.md", "om-os.da.md"]


def test_what_is_refused():
    with pytest.raises(OutputError, match="no convention of “ghost”"):
        list(markdown_pair(pair(), "ghost"))
    with pytest.raises(OutputError, match="this article is html"):
        list(markdown_pair(pair(read=html.parse), "hugo"))
    with pytest.raises(InputError):
        list(markdown_pair(pair(source="---\na: [\n---\n"), "hugo"))


def test_bytes_that_are_no_text_come_through():
    data = b"\xef\xbb\xbf---\ntitle: Om os\n---\n\xff\xfe\n"
    document = markdown.parse(data)
    made = Pairing(Bitext(document, document), (), ("da", "en"), "da", ("", ""), "om")
    assert dict(markdown_pair(made, "hugo"))["om.da.md"] == data.replace(
        b"---\n\xff", b"translationKey: om\n---\n\xff"
    )
