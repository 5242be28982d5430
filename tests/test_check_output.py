"""Diagnostics in four forms, in English or in the reader's language."""

import json

import pytest

from bilingual_pub.check import FORMATS, format_diagnostics
from bilingual_pub.model import Diagnostic

FOUND = [
    Diagnostic(
        "end",
        "warning",
        "ends with {what}",
        {"what": "100%: a, b"},
        "a,b.po",
        3,
        5,
        hint="End it with {what}.",
    ),
    Diagnostic("tag", "error", "a tag is missing\nhere", path="C:\\magasin\\en.po", line=0),
    Diagnostic("note", "info", "nothing to see"),
]
DANISH = {
    "ends with {what}": "slutter med {what}",
    "End it with {what}.": "Slut med {what}.",
    "warning": "advarsel",
}


def danish(text):
    return DANISH.get(text, text)


def test_full_has_a_line_for_each_and_what_to_do():
    assert format_diagnostics(FOUND).splitlines() == [
        "a,b.po:3:5: warning: ends with 100%: a, b [end]",
        "    End it with 100%: a, b.",
        "C:\\magasin\\en.po:0: error: a tag is missing",
        "here [tag]",
        "info: nothing to see [note]",
    ]


def test_full_in_danish():
    assert format_diagnostics(FOUND[:1], translate=danish).splitlines() == [
        "a,b.po:3:5: advarsel: slutter med 100%: a, b [end]",
        "    Slut med 100%: a, b.",
    ]


def test_json_holds_every_field_and_severities_stay_english():
    first, second, third = json.loads(format_diagnostics(FOUND, "json", translate=danish))
    assert first == {
        "rule": "end", "severity": "warning", "message": "slutter med 100%: a, b", "hint": "Slut med 100%: a, b.",
        "path": "a,b.po", "line": 3, "column": 5, "values": {"what": "100%: a, b"},
    }  # fmt: skip
    assert (second["hint"], third["path"]) == ("", None)


def test_github_commands_are_escaped():
    assert format_diagnostics(FOUND, "github").splitlines() == [
        "::warning file=a%2Cb.po,line=3,col=5,title=end::ends with 100%25: a, b%0AEnd it with 100%25: a, b.",
        "::error file=C%3A\\magasin\\en.po,line=0,title=tag::a tag is missing%0Ahere",
        "::notice title=note::nothing to see",
    ]


def test_sarif_has_the_shape_the_standard_asks_for():
    log = json.loads(format_diagnostics(FOUND, "sarif"))
    [run] = log["runs"]
    assert (log["version"], run["tool"]["driver"]["name"]) == ("2.1.0", "bilingual-pub")
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["end", "note", "tag"]
    first, second, third = run["results"]
    assert (first["level"], second["level"], third["level"]) == ("warning", "error", "note")
    place = first["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "a,b.po"}, "region": {"startLine": 3, "startColumn": 5}}
    assert second["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert "locations" not in third


def test_a_path_is_an_uri_in_sarif():
    log = json.loads(format_diagnostics([Diagnostic("end", "info", "x", path="om os\\æ.po")], "sarif"))
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "om%20os/%C3%A6.po"


def test_an_unknown_form_is_an_error():
    with pytest.raises(KeyError):
        format_diagnostics(FOUND, "xml")


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found_is_no_error(name):
    assert isinstance(format_diagnostics([], name), str)
