"""A block's HTML made fit to stand on a page with others: ids that are unique, marks, media once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from turbohtml import Element, parse_fragment

from bilingual_pub.merge.media import sources

__all__ = ["combine_captions", "ids_in", "mark", "rename_ids", "unique_ids", "with_level", "without_media"]

# Attributes whose value is an id, or a list of them (HTML's index of attributes).
_REFERENCES = (
    "for", "headers", "list", "form", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns",
    "aria-details", "aria-flowto", "aria-activedescendant", "aria-errormessage", "itemref", "popovertarget",
    "commandfor",
)  # fmt: skip
_LINKS = ("href", "xlink:href", "usemap")


def ids_in(sources_of: Iterable[str]) -> set[str]:
    """Return the ids and names of anchors and maps in some HTML.

    >>> sorted(ids_in(['<p id="a">', '<a name="b">']))
    ['a', 'b']
    """
    trees = (parse_fragment(source) for source in sources_of)
    return {name for tree in trees for element in tree.iter_elements() for name in _names(element)}


def rename_ids(source: str, names: dict[str, str]) -> str:
    """Return `source` with ids renamed, and with them every link, label and description that points to one.

    A link to an id that is not in `names` stays as it is.

    >>> rename_ids('<p id="n1">Se <a href="#n1">her</a></p>', {"n1": "en-n1"})
    '<p id="en-n1">Se <a href="#en-n1">her</a></p>'
    """
    if not names:
        return source
    tree = parse_fragment(source)
    for element in tree.iter_elements():
        for name in ("id", "name"):
            if name == "id" or element.tag in {"a", "map"}:
                _rename(element, name, names)
        for name in _REFERENCES:
            _rename(element, name, names)
        for name in _LINKS:
            value = element.attr(name) or ""
            if value[:1] == "#" and value[1:] in names:
                element.attrs[name] = "#" + names[value[1:]]
    return tree.inner_html


def unique_ids(source: str, taken: set[str]) -> str:
    """Return `source` with every id that is in `taken` numbered, and put its ids into `taken`.

    Links go on to lead to the first of its name, as they do in a browser.

    >>> taken = {"a"}
    >>> unique_ids('<p id="a">Hej</p>', taken), sorted(taken)
    ('<p id="a-2">Hej</p>', ['a', 'a-2'])
    """
    if " id=" not in source:
        return source
    tree = parse_fragment(source)
    changed = False
    for element in tree.select("[id]"):
        name = wanted = element.attr("id") or ""
        number = 2
        while name in taken:
            name, number = f"{wanted}-{number}", number + 1
        taken.add(name)
        if name != wanted:
            element.attrs["id"] = name
            changed = True
    return tree.inner_html if changed else source


def with_level(source: str, level: int) -> str:
    """Return a heading at another level.

    >>> with_level('<h3 id="a">Hej</h3>', 2)
    '<h2 id="a">Hej</h2>'
    """
    return re.sub(r"\A<h[1-6]|(?<=</)h[1-6](?=>\Z)", lambda found: f"{found[0][:-1]}{level}", source)


def mark(source: str, **attributes: str) -> str:
    """Return `source` with attributes on its first tag, those it has already left alone; `_` is written `-`.

    >>> mark("<p>Hej</p>", id="b-1", data_stale="")
    '<p id="b-1" data-stale="">Hej</p>'
    """
    tree = parse_fragment(source)
    first = next(iter(tree.iter_elements()), None)
    if first is None:
        return source
    for name, value in attributes.items():
        first.attrs.setdefault(name.rstrip("_").replace("_", "-"), value)
    return tree.inner_html


def without_media(source: str, shown: set[str]) -> str:
    """Return `source` without media whose keys are in `shown`, and without what that leaves empty.

    >>> without_media('<p><a href="x"><img src="a.jpg"></a>Kim</p>', {"img /a.jpg"})
    '<p>Kim</p>'
    """
    tree = parse_fragment(source)
    found = [element for element, key in sources(tree) if key in shown]
    for element in found:
        parent = element.parent
        element.decompose()
        while isinstance(parent, Element) and parent is not tree and not _holds(parent):
            empty, parent = parent, parent.parent
            empty.decompose()
    return tree.inner_html if found else source


def combine_captions(source: str, target: str, languages: tuple[str, str]) -> str:
    """Return a figure both sides have, once, with the captions of both, each marked with its language.

    >>> figure = "<figure><img src=a.jpg alt=Kim><figcaption>{}</figcaption></figure>"
    >>> combine_captions(figure.format("Hej"), figure.format("Hi"), ("da", "en"))
    '<figure><img src="a.jpg" alt="Kim" lang="da"><figcaption><span lang="da">Hej</span> <span lang="en">Hi</span></figcaption></figure>'
    """
    tree, other = parse_fragment(source), parse_fragment(target)
    captions = tree.select_one("figcaption"), other.select_one("figcaption")
    for element in tree.select("img[alt], iframe[title], video, audio, form"):
        element.attrs.setdefault("lang", languages[0])
    texts = [caption.inner_html.strip() if caption else "" for caption in captions]
    parts = [
        f'<span lang="{code}">{text}</span>' for code, text in zip(languages, texts, strict=True) if text
    ]
    if captions[0]:
        captions[0].set_inner_html(" ".join(parts))
    elif parts and (figure := tree.select_one("figure")):
        figure.append(parse_fragment(f"<figcaption>{parts[0]}</figcaption>").children[0])
    return tree.inner_html


def _names(element: Element) -> list[str]:
    given = [element.attr("id"), element.attr("name") if element.tag in {"a", "map"} else None]
    return [name for name in given if name]


def _rename(element: Element, attribute: str, names: dict[str, str]) -> None:
    value = element.attr(attribute)
    if not value:
        return
    if attribute in {"id", "name"}:
        element.attrs[attribute] = names.get(value, value)
    elif any(part in names for part in value.split()):
        element.attrs[attribute] = " ".join(names.get(part, part) for part in value.split())


def _holds(element: Element) -> bool:
    return bool(element.text.strip()) or bool(
        element.select("img, video, audio, iframe, svg, object, embed, input, hr")
    )
