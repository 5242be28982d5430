"""What the parser knows of HTML's element and attribute names, by the HTML standard (living, November 2026)."""

from __future__ import annotations

from bilingual_pub.model import Kind

VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
"""No content and no end tag (13.1.2)."""

INLINE = frozenset(
    "a abbr acronym b bdi bdo big blink br cite code data del dfn em font i img ins kbd mark math nobr picture q "
    "rb rp rt ruby s samp small source span strike strong sub sup svg time tt u var wbr".split()
)
"""Phrasing content that may stand inside a sentence. Controls are left out: their text is a unit of its own."""

OPAQUE = frozenset("code kbd samp var svg math picture".split())
"""Inside a sentence one lone tag to the translator. Code is not language (ITS 2.0, 8.1 and its HTML defaults)."""

CODE = frozenset("code kbd samp var".split())

PICTURE_TEXTS = frozenset("title desc text tspan".split())
"""Elements of SVG whose text a reader sees or hears."""

HIDDEN = frozenset("script style iframe noembed noframes xmp plaintext object applet canvas".split())
"""Text in it is never for a reader, or only where a browser of the last century shows it."""

RAW = frozenset("script style title textarea xmp iframe noembed noframes plaintext".split())
"""Markup in it is text, until its end tag (13.1.2; `noscript` too, where scripts run: here none does)."""

TABLE_PARTS = frozenset("thead tbody tfoot".split())

CLOSES_P = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section summary table ul li dd dt".split()
)
"""A start tag of these ends an open `p` (13.2.6.4.7)."""

_CELLS = frozenset({"td", "th"})

CLOSED_BY: dict[str, frozenset[str]] = {
    **dict.fromkeys(CLOSES_P, frozenset({"p"})),
    **{name: frozenset({name}) for name in ("option", "button")},
    "li": frozenset({"p", "li"}),
    "optgroup": frozenset({"optgroup", "option"}),
    **dict.fromkeys(("dt", "dd"), frozenset({"p", "dt", "dd"})),
    **dict.fromkeys(_CELLS, _CELLS),
    "tr": _CELLS | {"tr"},
    **dict.fromkeys(TABLE_PARTS, _CELLS | TABLE_PARTS | {"tr"}),
}
"""A start tag of the first ends the innermost open block where it is one of the others."""

KINDS: dict[str, Kind] = {
    **{f"h{n}": "heading" for n in range(1, 7)},
    **dict.fromkeys(
        ("p", "div", "body", "article", "section", "main", "header", "footer", "address"), "paragraph"
    ),
    "li": "list item",
    "dd": "list item",
    "dt": "term",
    "td": "cell",
    "th": "cell",
    "caption": "caption",
    "figcaption": "caption",
    "blockquote": "quotation",
    "pre": "paragraph",
    "label": "label",
    "legend": "label",
    "button": "button",
    "option": "option",
    "optgroup": "option",
    "summary": "summary",
    "title": "title",
}

TEXT_ATTRIBUTES: dict[str, frozenset[str] | None] = {
    "title": None,
    "aria-label": None,
    "aria-description": None,
    "aria-placeholder": None,
    "aria-roledescription": None,
    "aria-valuetext": None,
    "aria-braillelabel": None,
    "placeholder": frozenset({"input", "textarea"}),
    "alt": frozenset({"img", "area", "input", "applet"}),
    "label": frozenset({"track", "option", "optgroup", "menuitem"}),
    "summary": frozenset({"table"}),
    "abbr": frozenset({"th"}),
    "value": frozenset({"input"}),
    "content": frozenset({"meta"}),
    "standby": frozenset({"object"}),
}
"""Attributes that hold text for a reader (the standard's "translatable attributes", 3.2.6.3), and on what."""

BUTTONS = frozenset({"submit", "button", "reset"})
"""Types of `input` whose `value` a reader sees."""

META_TEXTS = frozenset(
    "description og:title og:description og:site_name og:image:alt twitter:title twitter:description "
    "twitter:image:alt dc.title dc.description apple-mobile-web-app-title application-name".split()
)
"""`meta` names and properties whose content is text."""
