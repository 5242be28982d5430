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
    abonnement abonnent abonnenter accessibility add adgang admission adresse adressen adults afdeling
    afspil aktuelt anmeld anmeldelse anmeldelser annonce annoncen annoncer annoncering annoncér
    ansvarshavende apply arbejd arrangement arrangementer artiklen artiklerne ask attach attachment automatisk
    basket behandling bekræftelse bestil besøg besøgende betingelser bidrag billet billetter bladre book booking
    bookmark borgerservice browse brødkrumme brødkrummesti butik butikker buy byline call captions career careers
    carousel cart chat checkout chefredaktør citat citér closed compare confirm contrast cookiedeklaration
    cookiepolitik coupon cvr cvr-nr dagens dansk databehandling datapolitik delivery deltager detaljer
    discount discover dislike dit donate donation donér dpo drift e-avis efternavn eftertryk eksternt emne emneord
    empty enclosed engelsk english enlarge erhverv etik event events exhibitions explore failed fakta
    faktura faneblad faq favorit favoritter feedback filter filtrer filtrér findes flyttet forbeholdes forbeholdt
    forbudt forgot forgotten forkert forlad fornavn forældet foto fotograf fotos funktionelle fødselsdato følger
    følgere gallery gemt genvej genåbn gift gratis handelsbetingelser handlinger helpful hent
    hjemmeside hjemmesiden hjælpe hotline hours hovedindhold hovedmenu hovednavigation høring høringer impressum
    indlæs indsend indstilling information informationer invalid job jobs join journalist
    kalender katalog klag klage klager klagevejledning kolofon konkurrence kontakte kontaktperson
    konto kontrast korrektion kort kronik kronikker kunde kunder kundeservice kurser kursus købt
     ledig ledige like likes listen load loaded loading lukket lydfil lyst lyt læsbarhed
    læserbrev læserbreve mail mailadresse mailadressen mailliste maps marketing medarbejder medarbejdere meddelelse
    medlemmer medlemskab meld member members membership message mest methods minutter missing mobil mobilnummer
    moderation mute møder mørkt nav nedenfor nej newsroom no nyhed nyhederne nyhedsoverblik nødvendige
    offentlige offline ofte okay online opening opfølgning ophavsret oplev oplysninger oplæsning opret optional
    orders ordliste organisér organization originalen originalsprog oversat oversigt oversæt oversættelse partnere
    payment persondata persondatapolitik persondatapolitikken personlige phone pin podcast postcode praktisk presse
    presserum prices printvenlig pris priser proceed profil profile programmer prøv publicering quantity quiz
    rapporter rapportér ratings reception recover redaktion redaktionen redaktør refresh refund regler reklame
    rekruttering reload remove report ret retningslinjer retry rettelse rettelser rettighed returnering returns
    returret ring rubrik rådgivning samarbejdspartnere saml sending sent service
    shipping shop sidekort sidenavigation signin signout sikkerhed sitet skribent skriftstørrelse skærmlæser sociale
    sorter sorteret sortering sortér sponsor sponsorer sponsoreret spring spørg spørgsmål statement statistik
    statistiske status stikord stillinger stop studerende støtte støttet subscription subtotal success surname synes
    søgefelt søgefeltet søgeresultat søgningen tekst tekstet telefon telefonen thumbnail tickets tid tilbagekald
    tilbud tilføjet tilgængelighed tilgængelighedserklæring tillad tilmelding tilmeldt tilpas tip tjek tlf tlf-nr
       trailer transcript tredjepart trin tweet udbyder udforsk udfyld udfyldes udgaver
    udgiver udskrift udstilling udstillinger udvalgte ugens unmute upload useful valid varighed vat
    vedrørende vejledning vejret venligst venteliste verify videoer videresend vilkårene visit volunteer vores
    warning webshop websitet weekday wishlist workshop workshops ydelser yes zip zoom åbent åbningstid åbningstider
    årgang årskort ændret ændringer øjeblikket øverst
    ny nye fortsæt læsning læsningen opslag opslagsnavigation navigering heading headings image images disclaimer
    nyhedskilde nyhedskilder atom wordpress org prev indlægget afsendt trackback pingback pingbacks moderering
    markeret offentliggøres sendes brugernavnet e-mail-adresse besvar besvaret anonym glemt gentag valgfrit valgfri
    ugyldig ugyldigt gyldig forsøg lukker åbner vindue fane pdf downloads hentes tilbageknap fremad bagud zoome
    forstør formindsk kopieret delte vises skjules skjult indlæser indlæses arkiveret udgiv udgives filed tagged
    categorized
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

    >>> vocabulary_share(["læs", "mere"]), vocabulary_share(["rabarber"]), vocabulary_share(["rss-feed"])
    (1.0, 0.0, 1.0)
    """
    own = [word for word in words if word not in FUNCTION_WORDS]
    return sum(map(_is_known, own)) / len(own) if own else 0.0


def _is_known(word: str) -> bool:
    return word in _VOCABULARY or ("-" in word and _VOCABULARY.issuperset(word.split("-")))
