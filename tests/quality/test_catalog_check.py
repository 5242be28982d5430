"""Floors for the checks of catalogs: of 28 seeded errors at least 27 are found, and hardly a correct pair is blamed."""

import json
from pathlib import Path

import pytest

from bilingual_pub.check import check_catalog
from bilingual_pub.formats import po

CASES = json.loads((Path(__file__).parents[1] / "cases" / "catalog_seeded.json").read_text(encoding="utf-8"))
HEADER = po.Entry(
    "",
    (
        "Language: en\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\nX-Source-Language: da\n",
    ),
)


def findings(case):
    msgstr = case["msgstr"] if isinstance(case["msgstr"], list) else [case["msgstr"]]
    head = f"#, {', '.join(case['flags'])}\n" if case.get("flags") else ""
    entry = po.Entry(case["msgid"], tuple(msgstr), None, case.get("msgid_plural"), head)
    catalog = po.Catalog().with_blocks([HEADER, entry])
    return check_catalog(po.parse(catalog.to_bytes()), glossary=case.get("glossary"))


def test_at_least_27_of_28_seeded_errors_are_found():
    missed = [case["what"] for case in CASES["errors"] if not findings(case)]
    assert len(CASES["errors"]) == 28
    assert len(missed) <= 1, missed


def test_at_most_one_correct_pair_is_blamed():
    blamed = {case["what"]: [str(d) for d in found] for case in CASES["correct"] if (found := findings(case))}
    assert len(blamed) <= 1, blamed


@pytest.mark.parametrize("case", CASES["correct"], ids=lambda case: case["what"])
def test_no_correct_pair_is_called_an_error(case):
    assert [d for d in findings(case) if d.severity == "error"] == []
