"""Words that tell page furniture from articles: in class names, ids and roles, and in the strings themselves.

Danish and English side by side; drawn up by hand from what templates call their parts.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Literal

__all__ = ["FUNCTION_WORDS", "HINTS", "Hint", "hints_of", "tokens", "vocabulary_share"]

Hint = Literal["chrome", "body", "teaser", "headline", "facts", "terms", "comment", "hidden", "control"]
"""What a class name, an id or a role says of an element's content."""

_WORDS: dict[Hint, str] = {
    "chrome": """
        nav navbar navigation menu menubar submenu topmenu hovedmenu sidebar sidebjælke sidebjaelke sidepanel aside
        banner masthead topbar top bund sidehoved sidefod footer header bottom breadcrumb breadcrumbs brødkrumme
        broedkrumme pagination pager paginering sideskift bladring widget widgets toolbar social share sharing del
        deling cookie cookies consent samtykke modal dialog popup newsletter nyhedsbrev signup tilmelding search
        searchbox søg soeg søgning contentinfo complementary copyright colophon credits credit kolofon legal skip
        respond commentform comment-form kommentarformular login logind langswitch language sprog sprogvælger
        toggle dropdown related relbar poweredby powered rss feed toc sitemap tools theme-toggle offcanvas drawer
        notice error404 no-results not-found ingen-resultater
    """,
    "body": """
        entry-content post-content article-content article-body articlebody article-text content-body post-body
        entry-body e-content e-entry-content p-entry-content body-text bodytext brødtekst broedtekst artikeltekst
        artikelindhold postcontent documentwrapper rst-content md-content story story-body prose markdown-body
        wp-block-post-content wp-block-image page-content post-text entry-text tekst indlæg-tekst indlaeg-tekst
        bd-article markdown rich-text richtext
    """,
    "teaser": "excerpt summary teaser p-summary entry-summary lead lede manchet underrubrik resume resumé ingress snippet intro",
    "headline": """
        entry-title post-title p-name headline overskrift card-title article-title page-title posttitle title titel
        listtitle teaser-title rubrik wp-block-post-title p-entry-title
    """,
    "facts": """
        byline meta post-meta entry-meta metadata author vcard forfatter skribent dateline date dato published
        posted-on time tid reading-time posted-by fn p-author postinfo post-info article-info
    """,
    "terms": "tags tag tagcloud taglist cat-item category categories kategori kategorier emner emne p-category cat-links term terms keyword keywords",
    "comment": "comment-content comment-body comment-text comment-author commentlist comments-list kommentartekst comment comments kommentar kommentarer indlæg-kommentar gæstebog",
    "hidden": "sr-only screen-reader-text visually-hidden visuallyhidden screenreader assistive-text hidden",
    "control": "button btn knap input submit field felt more more-link readmore read-more læs-mere laes-mere read_more",
}

HINTS: dict[str, Hint] = {word: hint for hint, words in _WORDS.items() for word in words.split()}
"""Whole class names first, then their parts between hyphens and capitals, are looked up here."""

_PARTS = re.compile(r"[^\W\d_]+(?=[A-Z][a-zæøå])|[^\W\d_]+")


@lru_cache(maxsize=8192)
def hints_of(name: str) -> tuple[Hint, ...]:
    """Return what one class name, id or role hints at, each hint once.

    A whole name that is known is not taken apart: `comment-form` is no comment, `entry-title` is no chrome.

    >>> hints_of("entry-content"), hints_of("sidebarMenu"), hints_of("x12")
    (('body',), ('chrome',), ())
    """
    whole = HINTS.get(name.lower()) or HINTS.get(name.lower().replace("_", "-"))
    if whole:
        return (whole,)
    parts = [part.lower() for part in _PARTS.findall(name)]
    pairs = [f"{a}-{b}" for a, b in pairwise(parts)]
    found = [HINTS[part] for part in pairs if part in HINTS] or [
        HINTS[part] for part in parts if part in HINTS
    ]
    return tuple(dict.fromkeys(found))


FUNCTION_WORDS = frozenset(
    """
    a an and are as at be by can do for from have here how i if in is it no not of on or our out so some than that
    the there this to up was we what with you your us
    af alle at da de deg dem den denne der det dette din dit du efter eller en end er et for fra har hvis i ikke kan
    man med mere mig min når og om os på sig skal som til ud ved vi vil være å
    """.split()
)  # fmt: skip

_VOCABULARY = frozenset(
    """
    about accept accepter account active adgangskode afmeld afvis all alle allow anbefal andre annuller archive archives
    archived arkiv arkiver article articles artikel artikler author authors available back begynd besked bruger brugernavn
    brugt built by cancel categories category change choose clear click close code collapse color comment comments
    commented contact contents continue cookie cookies copy copyright created dark dato default dele del delete details
    dette documentation dokumentation download dropdown drevet e-mail e-mailadresse edit email emner enter entries entry
    error example expand facebook fandt feed fejl felt felter find found first follow flere fold footer forfatter forfattere
    forrige forside forsiden fortryd fuldskærm fundet følg gem generated generelt genveje go gå hide hjem hjælp home
    hop hurtig højreklik icon inactive indeks index indhold indholdet indholdsfortegnelse indlæg indstillinger instagram
    jump kapitel kategori kategorier kategorien kilde kildekode klik kode kommentar kommentarer kontakt kopier kopiér køres
    language languages last latest leave letter licens light link linkedin links list log logged login logind luk læs
    læsetid made main manage mastodon matched maybe menu meta min mode month months more mode måned måneder navigation
    navigér navn newer newsletter newest next nothing nulstil nyere nyeste nyheder nyhedsbrev næste nøgleord obligatorisk
    obligatoriske offentliggjort older oldest oldere open opens opslået oprindelig options order original other page pages
    password permalink please politik populære populært post posted posts powered press previous primary print privacy
    privatliv privatlivspolitik proudly published publiceret påkrævet påkrævede read recent recently redigér rediger
    register related relateret relaterede remember reply required reserved reset resources response responses result
    results resultat resultater rettigheder return rights rss ryd samtykke save say search searching secondary section
    see select send series settings share show showing shortcuts side sider sidebar sidefod sidehoved sidekilde sidst
    sign site sitemap skip skjul skriv skærm slet sprog social sorry source start subcategories subject submit subscribe
    svar switch system søg søgning søgefunktion søgeresultater søgeord table tag tags tema terms thanks theme tidligere
    tilbage tilføj tilgængelig tilmeld title toggle top topics try twitter type udgivet udskriv udvid unsubscribe
    up updated url user username username vælg vend version versions video view vilkår vis visning website websted
    welcome word words write year years yderligere your youtube åbn ældre ændr ønsker opdateret posten delt abonner
    abonnér tak mangler hold send sendt bekræft næsten kurv køb betaling rabat levering nyt senest seneste kommende
    """.split()
)  # fmt: skip

_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def tokens(text: str) -> list[str]:
    """Return the words of `text` in lower case.

    >>> tokens("Læs mere på side 3")
    ['læs', 'mere', 'på', 'side']
    """
    return _TOKEN.findall(text.lower())


def vocabulary_share(words: list[str]) -> float:
    """Return the share of `words` that interfaces are made of, 0 to 1; function words don't count either way.

    >>> vocabulary_share(["læs", "mere"]), vocabulary_share(["rabarber"])
    (1.0, 0.0)
    """
    own = [word for word in words if word not in FUNCTION_WORDS]
    return sum(word in _VOCABULARY for word in own) / len(own) if own else 0.0
