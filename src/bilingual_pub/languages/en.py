"""English: abbreviations after New Hart's Rules (10.2 to 10.4), months, function words, quotation marks."""

from __future__ import annotations

from bilingual_pub.languages.knowledge import Language

__all__ = ["LANGUAGE"]

_ABBREVIATIONS = """
adm al approx appx apt attn aug ave bldg blvd c ca capt cf ch col comdr corp cpl d.c dec dept diff dist div dr e.g ed eds
eg eng esp est et etc ex f feb ff fig figs fl ft fri gen gov hon i.e ibid ie illus incl inst int jan jr jul jun lat
lib lit lt ltd maj mar max messrs mfg min misc mlle mme mon mr mrs ms msgr mss mt mts n.b natl no nos nov nr o'c
oct op orig p p.s para par pl pp pres prof pt pub q.v rd rep rev sat sec sen sep sept ser sgt sing sir sr st ste
sun supt thu tr trans transl u.k u.s univ v viz vol vols vs w wed yr
"""

_FINAL = (
    "etc inc ltd co corp jr sr a.m p.m am pm u.s u.k u.s.a d.c b.c a.d e.u u.n al ph.d m.a b.a st ave rd ff"
)

_NUMBERING = "al approx max min no nos p pp fig figs ch vol vols sec art par para c ca nr pt op ed eq ser bk jan feb mar apr jun jul aug sep sept oct nov dec"

_WORDS_TOO = """
no fig max min sat sun ed op par art gen ill col est ex gov hon int lib lit mar pub rep rev sec sen ser sing sir sup wed
"""

_TITLES = "col ed gen gov hon rep rev sec sen sir"

_MONTHS = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
    "august aug", "september sep sept", "october oct", "november nov", "december dec",
)  # fmt: skip

_FUNCTION_WORDS = """
the of and to a in is that for it as was with be by on not he his but at are this have from or had an they which
one you were all her she there would their we him been has when who will no more if out so up what its about than
into them can only other time new some could these two may first then do any like my now over such our me even most
after also did many off before must through years where much your way down should because each just those how too
"""

LANGUAGE = Language(
    tag="en",
    abbreviations=frozenset(_ABBREVIATIONS.split()),
    final=frozenset(_FINAL.split()),
    numbering=frozenset(_NUMBERING.split()),
    words_too=frozenset(_WORDS_TOO.split()),
    titles=frozenset(_TITLES.split()),
    ordinal_dot=False,
    months={name: n for n, names in enumerate(_MONTHS, 1) for name in names.split()},
    weekdays=tuple("monday tuesday wednesday thursday friday saturday sunday".split()),
    function_words=frozenset(_FUNCTION_WORDS.split()),
    capital_words=frozenset({"I", "I'm", "I've", "I'll", "I'd", "Mr", "Mrs"}),
    quotes=(("“", "”"), ("‘", "’"), ('"', '"'), ("'", "'")),
)
"""Quotation marks: “…” and ‘…’ nest either way, British usage starting with the single ones."""
