"""The words that interfaces are made of, in Danish and English: drawn up by hand from what buttons and menus say."""

from __future__ import annotations

import re

__all__ = ["FUNCTION_WORDS", "INTERFACE_WORDS", "tokens", "vocabulary_share"]

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
    password permalink please smid efterlad deltag debatten bunden toppen bliv medlem støt bladet magasinet politik populære populært post posted posts powered press previous primary print privacy
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

INTERFACE_WORDS = FUNCTION_WORDS | _VOCABULARY
"""A text of other words too has a `vocabulary_share` below 1."""

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
