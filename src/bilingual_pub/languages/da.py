"""Danish: abbreviations after Dansk Sprognævn's Retskrivningsordbogen (§ 43), months, function words, quotation marks."""

from __future__ import annotations

from bilingual_pub.languages.knowledge import Language

__all__ = ["LANGUAGE"]

_ABBREVIATIONS = """
adm adr afd afg afs alm ang ank anm arr art attn aut bd bearb begr bet beg bibl bidr bill bl bl.a brev bto c ca cand
d d.d dav dep dgl dim dir disp div dr dvs e.kr eds eks eksempl eksp ekskl el ell ent etabl etc evt ex f f.eks f.kr f.o.m
feb fhv fig fk foran forb fork forf form forts frk fsv fr fru gdr gl gnsn gns grdl gr h hhv hr hrs ibid if iflg
incl indb indl inkl ing inv istf jan jf jfr jr jvf k kal kand kap kapt kbh kgl kl kld kom komm kons konst kpt kr
kst kvt l lb lfn lign lok lrs ltr m m.a.o m.fl m.h.t m.m m.v m.v.h mag maks mangl max md mdl mdr medd medl mhp
mht mia mill min mio ml mr mrs ms mus n.br nb ndr nedenst nkr nl nom nr nto nuv o o.a o.l o.s.v obl obs odont off og
omg omkr omtr op opg opl opr org osfr ovenst overs p p.d p.g.a p.r p.t pag pass pct pens perf pga pgl phil pk pkt pl
plur pol polit pr pr.stk prc prof præs prsn pt q r rad rc ref reg regn rel rep rest s s.d s.m s.u sa saml sct sdr sek
sekr sen sg sign sing sj skr skt sm smst sml spec sp spec spm spr sr ss st stk str stud subj sup suppl sv s.å t t.eks
t.h t.o.m t.v tab td tdl tdr techn tek tekn telf temp th theol tidl tilf tilh tlf tv u u.å uafh ubf udb uddr udg uds
ugtl univ undt v v.h vedk vedr vejl vha vol vs æ ø ø.l å å.h årg årh
"""

_DEGREES = [
    f"{degree}.{field}"
    for degree in ("cand", "dr", "lic", "mag", "stud")
    for field in "agro arch art com it jur mag med merc negot oecon pharm phil polit psych pæd scient techn theol".split()
]

_FINAL = """
osv etc kr m.m m.v m.fl o.l o.a el.lign lign dgl mv mm fl a/s aps mio mia mill pct kg km stk st o.s.v ol oa
f.kr e.kr th tv pers
"""

_NUMBERING = """
nr s kap kl fig tab pkt tlf § art stk side bd vol årg afsn ca kr maks max min pr jf jfr d den str opg spm
man tir tirs ons tor tors fre lør søn dvs
"""

_WORDS_TOO = """
art bet brev dav el ent ex form ill kap kom mag max min mus op par pass pens rad regn rest sen tab fig inkl å ø æ
gen sal st mar jan dec
"""

_MONTHS = (
    "januar jan", "februar feb febr", "marts mar", "april apr", "maj", "juni jun", "juli jul",
    "august aug", "september sep sept", "oktober okt", "november nov", "december dec",
)  # fmt: skip

_FUNCTION_WORDS = """
og i at det er en til af på for med de den ikke der som et jeg har om vi var han men du kan fra så hun vil ud efter
blev skal sig eller når hvor dette også nu mig være være hvis min blive denne dem over ved havde mellem op ind hans
hendes sin sit sine vores jeres deres noget nogen nogle alle meget mere mange kun uden siden mod hvad hvordan
hvorfor hvilken hvilket hvilke skulle ville kunne måtte burde bliver blevet været have ham jer os dig
"""

LANGUAGE = Language(
    tag="da",
    abbreviations=frozenset(_ABBREVIATIONS.split()) | frozenset(_DEGREES),
    final=frozenset(_FINAL.split()),
    numbering=frozenset(_NUMBERING.split()),
    words_too=frozenset(_WORDS_TOO.split()),
    titles=frozenset(),
    ordinal_dot=True,
    months={name: n for n, names in enumerate(_MONTHS, 1) for name in names.split()},
    weekdays=tuple("mandag tirsdag onsdag torsdag fredag lørdag søndag".split()),
    function_words=frozenset(_FUNCTION_WORDS.split()),
    capital_words=frozenset({"I", "De", "Dem", "Deres"}),
    quotes=(("»", "«"), ("„", "“"), ("”", "”"), ("›", "‹"), ('"', '"'), ("'", "'")),
)
"""Quotation marks: Dansk Sprognævn allows »…«, „…“, ”…” and "…"; » opens here and « closes, unlike in French."""
