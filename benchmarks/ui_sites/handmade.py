"""Sites from templates written for this benchmark: old and home-made ones, with Danish class names or none at all.

Usage: python handmade.py OUT [NAME ...]. Every string between the template's own quotes is the theme's.
"""

from __future__ import annotations

import html
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from content import PACKS, Article, articles, page_text, slug

Sites = Mapping[str, tuple[Callable[[str], dict[str, str]], str]]
"""The function that makes the pages of each site, and the pack of articles it makes them of."""

MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()


def day(article: Article) -> str:
    return f"{article.date.day}. {MONTHS[article.date.month - 1]} {article.date.year}"


def body(article: Article, *, soup: bool = False) -> str:
    form = {"heading": "<h3>{}</h3>", "item": "<li>{}</li>", "quote": "<blockquote>{}</blockquote>",
            "image": '<img src="p.jpg" alt="{0}"><div class="billedtekst">{0}</div>'}  # fmt: skip
    plain = "<div>{}</div>" if soup else "<p>{}</p>"
    return "\n".join(form.get(k, plain).format(html.escape(t, quote=False)) for k, t in article.blocks)


def magasin(pack: str) -> dict[str, str]:
    """A modern magazine with Danish class names, a cookie notice, a newsletter form and a rich footer."""
    data, found = PACKS[pack], articles(pack)
    page = """<!doctype html><html lang="da"><head><meta charset="utf-8"><title>{title}</title>
<meta name="description" content="{about}"></head><body>
<a class="spring-over" href="#indhold">Spring til indholdet</a>
<div class="samtykke" role="dialog" aria-label="Cookies"><p>Vi bruger cookies for at tælle vores læsere. Du bestemmer selv, om vi må.</p>
<button>Ja, det er fint</button><button>Kun de nødvendige</button></div>
<div class="sidehoved"><a class="logo" href="/">{site}</a><span class="motto">{tagline}</span>
<ul class="hovedmenu"><li><a href="/">Forside</a></li><li><a href="/arkiv.html">Arkiv</a></li><li><a href="/kalender.html">Det sker</a></li>
<li><a href="/annoncer.html">Annoncér hos os</a></li></ul>
<form class="soeg"><input type="search" placeholder="Hvad leder du efter?"><button aria-label="Søg">⌕</button></form></div>
<div id="indhold" class="{kind}">{main}</div>
<div class="sidepanel"><h2>Mest læste</h2><ol>{most}</ol><h2>Få det i indbakken</h2><p>Et brev hver fredag morgen. Gratis.</p>
<label for="m">Din e-mail</label><input id="m" placeholder="navn@eksempel.dk"><input type="submit" value="Tilmeld mig"></div>
<div class="sidefod"><h3>Redaktionen</h3><p>Har du et tip? Skriv til os, vi svarer altid.</p><ul><li><a href="/privat.html">Privatlivspolitik</a></li>
<li><a href="/klag.html">Klagevejledning</a></li></ul><p>Ansvarshavende redaktør: {author}</p><p>© {site}. Eftertryk kun efter aftale.</p></div>
</body></html>"""
    most = "".join(f'<li><a href="{a.slug}.html">{html.escape(a.title)}</a></li>' for a in found[3:8])
    fill = {
        "site": html.escape(data["site"]),
        "tagline": data["tagline"],
        "most": most,
        "author": data["authors"][0],
    }
    pages = {}
    for number, a in enumerate(found):
        after = found[(number + 1) % len(found)]
        comments = "".join(
            f'<div class="kommentar"><b class="hvem">{who}</b> <span class="naar">{day(a)}</span><p>{text}</p><a class="svar" href="#s">Svar på denne</a></div>'
            for who, text in a.comments
        )
        main = f"""<div class="artikel"><h1 class="rubrik">{a.title}</h1><div class="byline">Af <a href="/f/{slug(a.author)}.html">{a.author}</a>, {day(a)}</div>
<div class="broedtekst">{body(a)}</div><div class="emner">Emner: {", ".join(f'<a href="/e/{slug(t)}.html">{t}</a>' for t in a.tags)}</div>
<div class="deling"><span>Del artiklen</span><a href="#f" title="Del på Facebook">F</a><a href="#m" title="Send som mail">M</a></div>
<div class="naeste">Læs også: <a href="{after.slug}.html">{after.title}</a></div></div>
<div class="kommentarer"><h2>Hvad siger du?</h2>{comments or "<p>Ingen har skrevet noget endnu. Bliv den første!</p>"}
<form><label>Dit navn</label><input><label>Din kommentar</label><textarea placeholder="Tal pænt"></textarea><button>Smid en kommentar</button></form></div>"""
        pages[f"{a.slug}.html"] = page.format(
            title=f"{a.title} | {fill['site']}",
            about=a.blocks[0][1][:120],
            kind="artikelside",
            main=main,
            **fill,
        )
    for start in range(0, len(found), 8):
        cards = "".join(
            f'<div class="kort"><h2><a href="{a.slug}.html">{a.title}</a></h2><div class="dato">{day(a)}</div><p class="manchet">{a.blocks[0][1]}</p><a class="mere" href="{a.slug}.html">Læs det hele</a></div>'
            for a in found[start : start + 8]
        )
        number = start // 8 + 1
        steps = f'<div class="sideskift"><a href="#">Nyere</a> <span>Side {number} af 3</span> <a href="#">Ældre</a></div>'
        pages[f"arkiv{number}.html"] = page.format(
            title=f"Arkiv | {fill['site']}",
            about=data["tagline"],
            kind="liste",
            main=f"<h1>Arkiv</h1>{cards}{steps}",
            **fill,
        )
    pages["404.html"] = page.format(
        title=f"Her er ingenting | {fill['site']}",
        about=data["tagline"],
        kind="fejl",
        main="<h1>Her er ingenting</h1><p>Siden er flyttet, slettet eller har aldrig været her.</p><p>Prøv at søge efter den, eller gå til forsiden.</p>",
        **fill,
    )
    for title, _ in data["pages"]:
        pages[f"{slug(title)}.html"] = page.format(
            title=f"{title} | {fill['site']}",
            about=data["tagline"],
            kind="side",
            main=f'<div class="artikel"><h1 class="rubrik">{title}</h1><div class="broedtekst"><p>{page_text(pack, title)}</p></div></div>',
            **fill,
        )
    return pages


def tabeller(pack: str) -> dict[str, str]:
    """A site of 2003: tables, font tags, not one class name."""
    data, found = PACKS[pack], articles(pack)
    page = """<html><head><title>{title}</title></head><body bgcolor="#ffffff"><table width="760"><tr><td colspan="3"><font size="5"><b>{site}</b></font><br><i>{tagline}</i></td></tr>
<tr><td width="130" valign="top"><a href="index.html">Til forsiden</a><br><a href="gb.html">Gæstebog</a><br><a href="links.html">Gode links</a><br><br><b>Sidst opdateret</b><br>3. november 2026<br><br>Du er besøgende nr. 48211</td>
<td valign="top">{main}</td><td width="120" valign="top"><b>Nyt på siden</b><br>{news}<br><b>Afstemning</b><br>Skal vi have et forum?<br><input type="radio">Ja tak<br><input type="radio">Nej, helst ikke<br><input type="submit" value="Stem"></td></tr>
<tr><td colspan="3" align="center"><hr>Siden ses bedst i 1024 x 768. Skriv til <a href="mailto:web@example.dk">webmasteren</a>, hvis noget driller.</td></tr></table></body></html>"""
    news = "<br>".join(f'<a href="{a.slug}.htm">{a.title}</a>' for a in found[:4])
    fill = {"site": html.escape(data["site"]), "tagline": data["tagline"], "news": news}
    pages = {}
    for a in found:
        main = f'<h1>{a.title}</h1><font size="1">Skrevet af {a.author} den {day(a)}</font><br>{body(a)}<br><a href="#top">Til toppen</a> | <a href="print.htm">Printvenlig udgave</a>'
        pages[f"{a.slug}.htm.html"] = page.format(title=a.title, main=main, **fill)
    rows = "".join(
        f'<tr><td><a href="{a.slug}.htm">{a.title}</a></td><td>{day(a)}</td><td>{a.category}</td></tr>'
        for a in found
    )
    pages["index.html"] = page.format(
        title=fill["site"],
        main=f"<h2>Velkommen indenfor</h2><p>Her samler vi alt det, vi har skrevet gennem årene.</p><table><tr><th>Overskrift</th><th>Dato</th><th>Emne</th></tr>{rows}</table>",
        **fill,
    )
    pages["gb.html"] = page.format(
        title="Gæstebog",
        main="<h2>Gæstebog</h2><p>Skriv en hilsen, men brug et ordentligt sprog.</p><form>Navn: <input><br>Hilsen: <textarea></textarea><br><input type='submit' value='Send hilsen'></form>",
        **fill,
    )
    return pages


def divsuppe(pack: str) -> dict[str, str]:
    """A site of an app builder: divs with class names that mean nothing, English chrome round it all."""
    data, found = PACKS[pack], articles(pack)
    page = """<html lang="da"><head><title>{title}</title></head><body><div class="css-1x2f"><div class="css-9aa"><a class="css-k2" href="/">Forsiden</a><a class="css-k2" href="/alt">Alle artikler</a><a class="css-k2" href="/om">Om foreningen bag</a><div class="css-zz1">Menu</div></div>
<div class="css-77c">{main}</div><div class="css-b0b"><div class="css-t1">Støt os</div><div class="css-t2">Et årskort koster 200 kroner og giver os råd til at blive ved.</div><div class="css-k9" role="button">Bliv medlem</div><div class="css-t3">Følg os</div><a class="css-k2" href="https://example.org">Mastodon</a></div></div></body></html>"""
    pages = {}
    for a in found:
        more = "".join(
            f'<a class="css-m4" href="/{b.slug}"><div class="css-m5">{b.title}</div><div class="css-m6">{b.category}</div></a>'
            for b in found
            if b.category == a.category and b is not a
        )
        main = f'<div class="css-h1">{a.title}</div><div class="css-s1">{day(a)} · {a.author} · 4 min. læsning</div><div class="css-body1">{body(a, soup=True)}</div><div class="css-t1">Mere af samme slags</div>{more}<div class="css-k9" role="button">Gem til senere</div>'
        pages[f"{a.slug}.html"] = page.format(title=f"{a.title} – {html.escape(data['site'])}", main=main)
    cards = "".join(
        f'<a class="css-m4" href="/{b.slug}"><div class="css-m5">{b.title}</div><div class="css-m7">{b.blocks[0][1]}</div><div class="css-m8">Læs videre</div></a>'
        for b in found
    )
    pages["index.html"] = page.format(
        title=html.escape(data["site"]),
        main=f'<div class="css-h1">Alle artikler</div>{cards}<div class="css-k9" role="button">Vis flere</div>',
    )
    return pages


def bare(pack: str) -> dict[str, str]:
    """Fragments: an article's title and body, one link above, one line below, and nothing to go by."""
    found = articles(pack)
    pages = {}
    for a in found:
        head = f'<div><p><a href="/">Tilbage til listen</a></p><h1>{a.title}</h1><p><i>{a.author}, {day(a)}</i></p>'
        pages[f"{a.slug}.html"] = f"{head}{body(a)}<p>Skrevet til foreningens blad. Må gerne deles.</p></div>"
    return pages


def bodies(pack: str) -> dict[str, str]:
    """Article bodies alone, as a system exports them."""
    return {f"{a.slug}.html": f"<h1>{a.title}</h1>\n{body(a)}" for a in articles(pack)}


SITES = {
    "own-nøgen": (bare, "home"),
    "own-brødtekster": (bodies, "music"),
    "own-brødtekster-home": (bodies, "home"),
    "own-magasin": (magasin, "music"),
    "own-tabeller": (tabeller, "home"),
    "own-divsuppe": (divsuppe, "music"),
}


def write(sites: Sites, out: Path, names: list[str]) -> None:
    """Write the sites named, or all."""
    for name in names or sites:
        make, pack = sites[name]
        target = out / "sites" / name
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        pages = make(pack)
        for path, text in pages.items():
            (target / path).write_text(text, "utf-8")
        print(name, pack, len(pages), "pages")


if __name__ == "__main__":
    write(SITES, Path(sys.argv[1]).resolve(), sys.argv[2:])
