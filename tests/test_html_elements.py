"""Elements are made when asked for, and are a tuple in all that matters."""

from __future__ import annotations

import copy
import pickle

import pytest

from bilingual_pub.formats import html
from bilingual_pub.formats.html import elements as module
from bilingual_pub.model import Document, Element

PAGE = "<html lang=da><title>Om os</title><body><p class=x>Hej <b>du</b><br></body></html>"


def made() -> Document:
    return html.parse(PAGE)


def test_they_are_a_tuple_in_all_that_matters() -> None:
    elements = made().elements
    names = ["html", "title", "body", "p", "b", "br"]
    assert [e.name for e in elements] == names
    assert len(elements) == len(names)
    assert elements[-1].name == "br"
    assert isinstance(elements[1:3], tuple)
    assert [e.name for e in elements[1:3]] == names[1:3]
    assert elements == tuple(elements)
    assert tuple(elements) == elements
    assert elements == made().elements
    assert elements != html.parse("<p>").elements
    assert repr(elements) == repr(tuple(elements))
    with pytest.raises(IndexError):
        elements[6]
    with pytest.raises(TypeError):
        hash(elements)


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda d: pickle.loads(pickle.dumps(d))])
def test_a_document_survives_being_copied_and_sent(again) -> None:
    document = made()
    assert again(document) == document == made()


def test_none_is_made_before_somebody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    count: list[str] = []

    def counted(name: str, *rest: object) -> Element:
        count.append(name)
        return Element(name, *rest)

    monkeypatch.setattr(module, "Element", counted)
    document = made()
    assert not count
    assert len(document.elements) == 6
    assert not count
    assert document.elements[3].name == "p"
    assert len(count) == 6


def test_a_page_without_elements_has_none() -> None:
    elements = html.parse("Hej").elements
    assert len(elements) == 0
    assert list(elements) == []
    assert elements == ()
