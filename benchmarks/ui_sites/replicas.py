"""Sites in the manner of real ones, for measuring only: a WordPress magazine, a municipality, a museum, a union, a
university, a newspaper, a club. Danish furniture round English or Danish articles, and all the odds and ends of such pages.

Usage: python replicas.py OUT [NAME ...]. Every string between a template's own quotes is the site's, not an article's.
"""

from __future__ import annotations

import html
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from content import PACKS, Article, articles, page_text, slug
from handmade import body, day, write

Pages = dict[str, str]


def _kinds(found: list[Article]) -> list[str]:
    return sorted({a.category for a in found})


def _chunks(found: list[Article], size: int) -> Iterator[tuple[int, list[Article]]]:
    for start in range(0, len(found), size):
        yield start // size + 1, found[start : start + size]


def _links(rows: Iterable[tuple[str, str]], form: str = '<li><a href="{0}">{1}</a></li>') -> str:
    return "".join(form.format(href, html.escape(text, quote=False)) for href, text in rows)


def magasin(pack: str) -> Pages:
    """A WordPress web magazine: mega menu, advertisements and calls inside the article, an author's box, comments."""
    data, found = PACKS[pack], articles(pack)
    site, kinds = data["site"], _kinds(found)
    mega = "".join(
        f'<li class="menu-item menu-item-has-children"><a href="/kategori/{slug(k)}/">{k}</a><div class="td-mega-menu"><div class="td-mega-grid">'
        + "".join(f'<div class="td_module_mega"><a class="td-module-thumb" href="/{a.slug}/"><img src="{a.slug}.jpg" alt=""></a><h3 class="entry-title"><a href="/{a.slug}/">{a.title}</a></h3></div>' for a in [a for a in found if a.category == k][:4])
        + f'</div><a class="td-all" href="/kategori/{slug(k)}/">Vis alle</a></div></li>'
        for k in kinds
    )  # fmt: skip

    def page(title: str, classes: str, main: str) -> str:
        return f"""<!doctype html><html lang="da-DK"><head><meta charset="utf-8"><title>{title}</title><meta property="og:site_name" content="{site}">
<meta property="og:title" content="{title}"></head><body class="{classes}"><a class="screen-reader-text" href="#primary">Videre til indhold</a>
<div class="td-header-wrap"><div class="td-header-top"><ul class="top-header-menu"><li><a href="/om/">Hvem er vi?</a></li><li><a href="/annoncering/">Annoncering</a></li><li><a href="/stoet/">Støt med en skilling</a></li></ul></div>
<div class="td-logo"><a href="/">{site}</a><span class="td-tagline-text">{data["tagline"]}</span></div><ul class="sf-menu">{mega}</ul>
<div class="td-search"><form role="search"><input type="text" placeholder="Hvad vil du finde?"><button type="submit">Find</button></form></div></div>
<div class="td-a-rec"><span class="td-adspot-title">Annonce</span><img src="reklame.png" alt=""></div>
<div class="td-main-content-wrap">{main}<div class="td-pb-span4 td-main-sidebar"><aside class="td_block_template_1 widget"><h4 class="block-title">Mest kommenterede</h4><ul>{_links((f"/{a.slug}/", a.title) for a in found[2:6])}</ul></aside>
<aside class="widget widget_newsletterwidget"><h4 class="block-title">Ugebrevet</h4><p>Få ugens bedste historier hver søndag. Du kan altid melde dig fra igen.</p><input type="email" placeholder="Din mailadresse"><input type="submit" value="Ja tak"></aside>
<aside class="widget widget_tag_cloud"><h4 class="block-title">Stikord</h4><div class="tagcloud">{_links(((f"/emne/{slug(t)}/", t) for t in data["tags"]), '<a href="{0}">{1}</a> ')}</div></aside></div></div>
<div class="td-footer-wrapper"><div class="td-footer-container"><h4>Om magasinet</h4><p>Vi er et uafhængigt netmagasin, som laves af frivillige i hele landet. Skriv til redaktionen på red@example.dk.</p>
<h4>Følg med</h4><a href="#fb" title="Facebook"></a><a href="#ig" title="Instagram"></a></div><div class="td-sub-footer">© 2009–2026 Foreningen bag magasinet. Alt indhold må deles med tydelig kildeangivelse.<ul><li><a href="/cookies/">Cookies og persondata</a></li><li><a href="/etik/">Presseetik</a></li></ul></div></div>
<div id="cookie-law-info-bar"><span>Vi sætter cookies for at se, hvad I læser mest. De bliver aldrig solgt videre.</span> <a role="button">Det er i orden</a> <a role="button">Nej, ellers tak</a> <a href="/cookies/">Læs om vores cookies</a></div></body></html>"""

    pages: Pages = {}
    for n, a in enumerate(found):
        other, nxt = found[(n + 5) % len(found)], found[(n + 1) % len(found)]
        blocks = body(a).split("\n")
        blocks.insert(
            1,
            f'<p class="laes-ogsaa"><strong>Læs også: <a href="/{other.slug}/">{other.title}</a></strong></p>',
        )
        blocks.insert(
            len(blocks) // 2 + 1,
            '<div class="td-a-rec td-a-rec-id-content_inline"><span>Artiklen fortsætter under annoncen</span></div>',
        )
        comments = "".join(
            f'<li class="comment"><article><footer><cite>{who}</cite> <a class="comment-link" href="#c"><time>{day(a)} kl. 10:2{i}</time></a></footer><div class="comment-content"><p>{text}</p></div><a class="comment-reply-link" href="#r">Svar</a></article></li>'
            for i, (who, text) in enumerate(a.comments)
        )
        many = len(a.comments)
        heading = (
            "Ingen kommentarer endnu" if not many else "1 kommentar" if many == 1 else f"{many} kommentarer"
        )
        main = f"""<div class="td-ss-main-content"><div class="entry-crumbs"><a href="/">Forside</a> › <a href="/kategori/{slug(a.category)}/">{a.category}</a> › <span>{a.title}</span></div>
<article class="post type-post"><header><ul class="td-category"><li><a href="/kategori/{slug(a.category)}/">{a.category}</a></li></ul><h1 class="entry-title">{a.title}</h1><div class="td-module-meta-info"><div class="td-post-author-name">Af <a href="/forfatter/{slug(a.author)}/">{a.author}</a></div><span class="td-post-date"><time>{day(a)}</time></span><span class="td-read">Læsetid: {3 + n % 5} min.</span><span class="td-post-comments"><a href="#kommentarer">{heading}</a></span></div></header>
<div class="td-post-sharing"><span>Del denne artikel</span><a href="#s1" aria-label="Del på Facebook"></a><a href="#s2" aria-label="Send til en ven"></a></div>
<div class="td-post-featured-image"><figure><img src="{a.slug}.jpg" alt="{data["captions"][n % 4]}"><figcaption>Foto: {data["authors"][(n + 1) % 3]}</figcaption></figure></div>
<div class="td-post-content entry-content">{"".join(blocks)}<p>Hvad synes du? Hop ned til bunden og smid en kommentar.</p></div>
<footer><div class="td-post-source-tags"><span>Stikord</span><ul>{_links((f"/emne/{slug(t)}/", t) for t in a.tags)}</ul></div>
<div class="td-post-next-prev"><span>Forrige artikel</span><a href="/{found[n - 1].slug}/">{found[n - 1].title}</a><span>Næste artikel</span><a href="/{nxt.slug}/">{nxt.title}</a></div>
<div class="author-box-wrap"><a href="/forfatter/{slug(a.author)}/">{a.author}</a><div class="td-author-description">Skriver for magasinet i sin fritid. Har du et tip, så send det endelig.</div><a href="/forfatter/{slug(a.author)}/">Alle artikler fra samme skribent</a></div></footer></article>
<div class="td_block_related"><h4>Måske vil du også kunne lide</h4>{"".join(f'<div class="td_module"><h3 class="entry-title"><a href="/{b.slug}/">{b.title}</a></h3></div>' for b in found[n - 3 : n - 1])}</div>
<div class="comments" id="kommentarer"><h4 class="td-comments-title">{heading}</h4><ol class="comment-list">{comments}</ol><div id="respond" class="comment-respond"><h3>Smid en kommentar</h3><form><p>Din mailadresse bliver ikke vist. Felter med stjerne skal udfyldes.</p><textarea placeholder="Kommentar:"></textarea><input type="text" placeholder="Navn:*"><input type="text" placeholder="Mail:*"><label>Husk mig til næste gang</label><input type="submit" value="Send kommentaren"></form></div></div></div>"""
        pages[f"{a.slug}.html"] = page(f"{a.title} | {site}", "single single-post", main)

    def listing(title: str, intro: str, rows: list[Article], foot: str = "") -> str:
        cards = "".join(
            f'<div class="td_module_10"><h3 class="entry-title td-module-title"><a href="/{a.slug}/">{a.title}</a></h3><div class="td-module-meta-info"><span>{a.author}</span> - <time>{day(a)}</time></div><div class="td-excerpt">{a.blocks[0][1][:110]}…</div><a class="td-read-more" href="/{a.slug}/">Læs videre</a></div>'
            for a in rows
        )
        return f'<div class="td-ss-main-content"><h1 class="entry-title td-page-title">{title}</h1>{intro}{cards}{foot}</div>'

    for n, rows in _chunks(found, 6):
        steps = f'<div class="page-nav"><a href="/side/{n - 1}/">Forrige side</a><span class="pages">Side {n} af 4</span><a href="/side/{n + 1}/">Næste side</a></div>'
        pages[f"side-{n}.html"] = page(
            f"{site} - side {n}", "home blog", listing("Nyeste historier", "", rows, steps)
        )
    for k in kinds:
        rows = [a for a in found if a.category == k]
        pages[f"kategori-{slug(k)}.html"] = page(f"{k} - {site}", "archive category", listing(k, "", rows))
    for who in data["authors"]:
        rows = [a for a in found if a.author == who]
        pages[f"forfatter-{slug(who)}.html"] = page(
            f"Artikler af {who}", "archive author", listing(f"Artikler af {who}", "", rows)
        )
    for tag in data["tags"]:
        pages[f"emne-{slug(tag)}.html"] = page(
            f"Stikord: {tag}",
            "archive tag",
            listing(f"Stikord: {tag}", "", [a for a in found if tag in a.tags]),
        )
    pages["soeg.html"] = page(
        "Søgeresultater",
        "search search-no-results",
        '<div class="td-ss-main-content"><h1 class="td-page-title">Din søgning gav ingenting</h1><p>Måske skyldes det en tastefejl. Prøv med et enklere ord.</p></div>',
    )
    pages["404.html"] = page(
        f"Siden findes ikke - {site}",
        "error404",
        '<div class="td-404-title">Ups, den side er smuttet</div><div class="td-404-sub-title">Linket er måske gammelt, eller også har vi ryddet op.</div><a class="td-404-home" href="/">Tag mig til forsiden</a>',
    )
    for title, _ in data["pages"]:
        pages[f"{slug(title)}.html"] = page(
            f"{title} - {site}",
            "page",
            f'<div class="td-ss-main-content"><h1 class="entry-title td-page-title">{title}</h1><div class="td-page-content"><p>{page_text(pack, title)}</p></div></div>',
        )
    return pages


def kommune(pack: str) -> Pages:
    """A municipality: crumbs, contact box with opening hours, "was this page useful", reading aloud, declarations."""
    data, found = PACKS[pack], articles(pack)
    site, kinds = data["site"], _kinds(found)

    def page(title: str, crumbs: list[tuple[str, str]], main: str) -> str:
        way = _links([("/", "Forside"), *crumbs])
        return f"""<!DOCTYPE html><html lang="da"><head><title>{title} - {site}</title></head><body>
<a href="#main" class="visually-hidden-focusable">Gå til hovedindhold</a><section id="cookieinformation" aria-label="Samtykke til cookies"><h2>Må vi måle, hvordan siden bruges?</h2><p>Kommunen bruger cookies til statistik. Afviser du, virker siden stadig.</p><button>Tillad alle</button><button>Afvis</button><button>Vis detaljer</button></section>
<header class="site-header"><a href="/" aria-label="Til forsiden af hjemmesiden"><img src="vaaben.svg" alt="Kommunens byvåben"></a><nav aria-label="Hovednavigation"><ul><li><a href="/borger">Borger</a></li><li><a href="/erhverv">Erhverv</a></li><li><a href="/oplev">Oplev byen</a></li><li><a href="/politik">Politik og demokrati</a></li><li><a href="/job">Ledige stillinger</a></li></ul></nav>
<div class="tools"><button class="adgang">Læs siden højt</button><a href="/en" lang="en">In English</a><form action="/soeg"><label for="q">Søg på hjemmesiden</label><input id="q" type="search"><button aria-label="Start søgning"></button></form></div></header>
<nav class="breadcrumb" aria-label="Brødkrummesti"><span>Du er her:</span><ol>{way}</ol></nav><main id="main">{main}
<section class="feedback"><h2>Fandt du det, du søgte?</h2><button>Ja</button><button>Nej</button><p class="tak" hidden>Tak, fordi du tog dig tid til at svare.</p></section></main>
<aside class="kontaktboks"><h2>Kontakt Borgerservice</h2><p>Rådhuspladsen 1, 4444 Åby</p><p>Ring på 55 55 55 55</p><table><caption>Åbningstider</caption><tr><th>Mandag til onsdag</th><td>10-14</td></tr><tr><th>Torsdag</th><td>10-17</td></tr><tr><th>Fredag</th><td>Lukket</td></tr></table><a href="/tid">Bestil tid, før du kommer</a><a href="/post">Skriv sikkert via Digital Post</a></aside>
<footer><div><h2>Genveje</h2><ul><li><a href="/selv">Selvbetjening fra A til Å</a></li><li><a href="/hoering">Høringer og afgørelser</a></li><li><a href="/vagt">Akut hjælp</a></li></ul></div><p>CVR 11 22 33 44. Kommunens hovednummer har åbent alle hverdage.</p><a href="/was">Tilgængelighedserklæring</a><a href="/dpo">Sådan behandler vi dine oplysninger</a></footer></body></html>"""

    pages: Pages = {}
    for n, a in enumerate(found):
        news = "".join(
            f'<li><a href="/{b.slug}">{b.title}</a> <time>{day(b)}</time></li>' for b in found[n - 3 : n]
        )
        main = f"""<article><p class="type">Nyhed</p><h1>{a.title}</h1><p class="dato">Offentliggjort {day(a)}</p><div class="rich-text">{body(a)}</div>
<div class="faktaboks"><h2>Vil du vide mere?</h2><p>Kontakt {a.author} på kommunikation@example.dk.</p></div><p class="opdateret">Sidst opdateret: {day(found[(n + 1) % len(found)])}</p><button class="print">Udskriv siden</button></article><section><h2>Andre nyheder</h2><ul class="nyhedsliste">{news}</ul></section>"""
        pages[f"{a.slug}.html"] = page(
            a.title, [("/nyheder", "Nyheder"), (f"/{slug(a.category)}", a.category)], main
        )
    for k in kinds:
        rows = [a for a in found if a.category == k]
        cards = "".join(
            f'<li class="card"><h2><a href="/{a.slug}">{a.title}</a></h2><p>{a.blocks[0][1]}</p><span>{day(a)}</span></li>'
            for a in rows
        )
        shown = "Viser 1 nyhed" if len(rows) == 1 else f"Viser {len(rows)} nyheder"
        main = f'<h1>{k}</h1><p class="antal">{shown}</p><label for="sort">Vis først</label><select id="sort"><option>Nyeste</option><option>Ældste</option></select><ul>{cards}</ul>'
        pages[f"{slug(k)}.html"] = page(k, [("/nyheder", "Nyheder")], main)
    events = "".join(
        f'<li><span class="dag">{day(a)}</span> kl. 1{n % 8}.00 <a href="/{a.slug}">{a.title}</a><span class="gratis">Gratis adgang</span></li>'
        for n, a in enumerate(found[:8])
    )
    pages["kalender.html"] = page(
        "Det sker",
        [],
        f'<h1>Det sker</h1><p>Find arrangementer i hele kommunen, eller meld dit eget ind.</p><form class="filter"><label>Fra dato</label><input type="date"><label>Til dato</label><input type="date"><button>Vis arrangementer</button></form><ul class="events">{events}</ul><a class="flere" href="?p=2">Hent flere arrangementer</a>',
    )
    for n, rows in _chunks(found, 5):
        hits = "".join(
            f'<li><a href="/{a.slug}">{a.title}</a><p>{a.blocks[0][1][:90]}…</p></li>' for a in rows
        )
        pages[f"soeg-{n}.html"] = page(
            "Søgning",
            [],
            f'<h1>Søgning</h1><p>Resultat {n * 5 - 4} til {n * 5} af {len(found)}</p><ol>{hits}</ol><nav aria-label="Sidenavigation"><a href="?p={n - 1}">Forrige</a><a href="?p={n + 1}">Næste</a></nav>',
        )
    pages["404.html"] = page(
        "Siden er væk",
        [],
        "<h1>Siden er væk</h1><p>Vi har bygget hjemmesiden om, og ikke alle gamle links er kommet med.</p><p>Brug søgefeltet øverst, eller ring til os.</p>",
    )
    pages["was.html"] = page(
        "Tilgængelighedserklæring",
        [],
        "<h1>Tilgængelighedserklæring</h1><h2>Status for overholdelse</h2><p>Hjemmesiden overholder delvist loven om webtilgængelighed.</p><h2>Indhold, som ikke er tilgængeligt</h2><p>Enkelte ældre dokumenter kan ikke læses op. Giv os besked, hvis du møder et af dem.</p>",
    )
    for title, _ in data["pages"]:
        pages[f"{slug(title)}.html"] = page(
            title,
            [],
            f"<article><h1>{title}</h1><div class='rich-text'><p>{page_text(pack, title)}</p></div></article>",
        )
    return pages


def museum(pack: str) -> Pages:
    """A museum: opening hours and prices, exhibitions in cards, names of classes after BEM."""
    data, found = PACKS[pack], articles(pack)
    site = data["site"]

    def page(title: str, main: str) -> str:
        return f"""<!doctype html><html lang="da"><head><title>{title} — {site}</title><meta name="description" content="{data["tagline"]}"></head><body class="t-museum">
<div class="c-alert"><p class="c-alert__text">Museet holder lukket i juledagene.</p><button class="c-alert__close" aria-label="Luk beskeden">×</button></div>
<div class="c-masthead"><a class="c-masthead__logo" href="/">{site}</a><div class="c-masthead__nav"><a class="c-masthead__link" href="/besoeg">Besøg museet</a><a class="c-masthead__link" href="/udstillinger">Udstillinger</a><a class="c-masthead__link" href="/samling">Udforsk samlingen</a><a class="c-masthead__link" href="/boern">For børn og skoler</a></div><a class="c-btn c-btn--primary" href="/billet">Køb billet</a><div class="c-lang"><a href="/da">Dansk</a><a href="/en">English</a></div></div>
{main}
<div class="c-visit"><h2 class="c-visit__heading">Planlæg dit besøg</h2><dl class="c-hours"><dt>Tirsdag–søndag</dt><dd>Kl. 10–17</dd><dt>Mandag</dt><dd>Lukket</dd></dl><dl class="c-prices"><dt>Voksne</dt><dd>120 kr.</dd><dt>Under 18 år</dt><dd>Gratis</dd><dt>Med årskort</dt><dd>Gratis hele året</dd></dl><p class="c-visit__note">Sidste indgang er en halv time før lukketid.</p><a class="c-link" href="/kort">Vis vej</a></div>
<div class="c-newsletter"><p class="c-newsletter__lead">Få en mail, når vi åbner noget nyt</p><input class="c-newsletter__field" placeholder="Skriv din e-mail her"><button class="c-btn">Skriv mig op</button><small>Læs, hvordan vi passer på dine data.</small></div>
<div class="c-colophon"><p>Museet er støttet af Kulturministeriet og vores venneforening.</p><a href="/presse">Presserum</a><a href="/ledigt">Arbejd hos os</a></div></body></html>"""

    pages: Pages = {}
    for n, a in enumerate(found):
        near = "".join(
            f'<a class="c-card" href="/{b.slug}"><img src="{b.slug}.jpg" alt=""><span class="c-card__title">{b.title}</span><span class="c-card__cta">Se udstillingen</span></a>'
            for b in found[n - 4 : n - 1]
        )
        main = f"""<div class="c-hero"><span class="c-hero__kicker">Udstilling</span><h1 class="c-hero__title">{a.title}</h1><p class="c-hero__dates">Kan ses til {day(a)}</p></div>
<div class="c-prose">{body(a)}<figure class="c-figure"><img src="x.jpg" alt="{data["captions"][n % 4]}"><figcaption class="c-figure__caption">{data["captions"][n % 4]}. Foto: {data["authors"][n % 3]}</figcaption></figure></div>
<div class="c-audio"><span class="c-audio__label">Lyt til historien</span><button aria-label="Afspil lyd"></button><span>{2 + n % 6} min.</span></div><div class="c-more"><h2 class="c-more__heading">Oplev også</h2>{near}</div>"""
        pages[f"{a.slug}.html"] = page(a.title, main)
    cards = "".join(
        f'<a class="c-card" href="/{b.slug}"><img src="{b.slug}.jpg" alt=""><span class="c-card__title">{b.title}</span><span class="c-card__text">{b.blocks[0][1]}</span><span class="c-card__cta">Se udstillingen</span></a>'
        for b in found
    )
    pages["index.html"] = page(
        "Udstillinger",
        f'<h1 class="c-page__title">Udstillinger</h1><div class="c-filter"><button>Lige nu</button><button>Kommende</button><button>Arkiv</button></div>{cards}',
    )
    pages["404.html"] = page(
        "Ikke fundet",
        '<div class="c-lost"><h1>Her har vi intet udstillet</h1><p>Siden er enten pakket ned eller aldrig blevet hængt op.</p><a href="/">Tilbage til foyeren</a></div>',
    )
    for title, _ in data["pages"]:
        pages[f"{slug(title)}.html"] = page(
            title, f'<div class="c-prose"><h1>{title}</h1><p>{page_text(pack, title)}</p></div>'
        )
    return pages


def forbund(pack: str) -> Pages:
    """A trade union: logging in, becoming a member, questions and answers, chat; utility class names."""
    data, found = PACKS[pack], articles(pack)
    site, kinds = data["site"], _kinds(found)

    def page(title: str, main: str) -> str:
        return f"""<html lang="da"><head><title>{title} | {site}</title></head><body class="antialiased"><div class="flex justify-between px-4 bg-red-700"><a class="font-bold" href="/">{site}</a><div class="hidden lg:flex gap-6"><a class="text-white" href="/loen">Løn og vilkår</a><a class="text-white" href="/raad">Råd og hjælp</a><a class="text-white" href="/a-kasse">A-kasse</a><a class="text-white" href="/kurser">Kurser og møder</a></div><div class="flex gap-2"><a class="rounded border" href="/mit">Log ind på Mit Forbund</a><a class="rounded bg-white" href="/meld">Meld dig ind</a><button class="lg:hidden">Menu</button></div></div>
<div class="max-w-4xl mx-auto">{main}</div><div class="bg-gray-100 p-8"><p class="text-xl">Kan vi hjælpe dig?</p><p class="text-sm">Vi sidder klar ved telefonen hver dag fra 9 til 15.</p><a class="rounded" href="tel:33112233">Ring 33 11 22 33</a><button class="rounded">Chat med en rådgiver</button></div>
<div class="bg-black text-white p-8"><p>Du må gerne citere os, når du husker kilden.</p><div class="flex"><a href="/lokal">Find din lokale afdeling</a><a href="/tillid">For tillidsvalgte</a><a href="/privat">Privatliv og cookies</a></div></div></body></html>"""

    pages: Pages = {}
    for n, a in enumerate(found):
        many = n % 4
        likes = (
            "Vær den første, der synes om"
            if not many
            else "1 medlem synes om"
            if many == 1
            else f"{many} medlemmer synes om"
        )
        main = f"""<div class="text-xs"><a href="/">Start</a> / <a href="/{slug(a.category)}">{a.category}</a></div><h1 class="text-4xl">{a.title}</h1><p class="text-sm">{day(a)} · {a.author}</p><div class="prose prose-lg">{body(a)}</div>
<div class="border p-4"><p class="font-bold">Er du i tvivl om dine rettigheder?</p><p>Som medlem kan du altid få et svar fra en jurist.</p><a href="/jurist">Stil dit spørgsmål</a></div><p class="text-sm">{likes}</p><button>Synes godt om</button><button>Kopiér link</button><p class="font-bold">Fandt du en fejl? <a href="/ret">Ret os</a></p>"""
        pages[f"{a.slug}.html"] = page(a.title, main)
    for k in kinds:
        rows = "".join(
            f'<a class="block border-b" href="/{a.slug}"><span class="text-lg">{a.title}</span><span class="text-xs">{day(a)}</span></a>'
            for a in found
            if a.category == k
        )
        pages[f"{slug(k)}.html"] = page(
            k, f'<h1 class="text-4xl">{k}</h1>{rows}<button class="rounded">Indlæs flere</button>'
        )
    pages["404.html"] = page(
        "Fejl",
        '<h1 class="text-4xl">Den side kender vi ikke</h1><p>Prøv at gå tilbage, eller ring, så finder vi den sammen.</p>',
    )
    for title, _ in data["pages"]:
        pages[f"{slug(title)}.html"] = page(
            title,
            f'<h1 class="text-4xl">{title}</h1><div class="prose"><p>{page_text(pack, title)}</p></div>',
        )
    return pages


def universitet(pack: str) -> Pages:
    """A university on an old system: ids and table cells, Danish furniture round research news in English."""
    data, found = PACKS[pack], articles(pack)
    site = data["site"]

    def page(title: str, main: str, left: str) -> str:
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x"><html lang="da"><head><title>{title} : {site}</title></head><body>
<div id="accessibility"><a href="#content">Spring menuen over</a></div><div id="globalnav"><ul><li><a href="/stud">Studerende</a></li><li><a href="/ans">Medarbejdere</a></li><li><a href="/alum">Alumner</a></li><li><a href="/bib">Bibliotek</a></li></ul></div>
<div id="topsection"><div id="logo"><a href="/">{site}</a></div><div id="searchbox"><form><input name="q" value="" title="Søg i hele universitetet" /><input type="submit" value="Søg" /></form></div></div>
<table id="layout"><tr><td id="leftcol"><h2>Forskning</h2><ul>{left}</ul><h2>Find en forsker</h2><form><input title="Efternavn" /><input type="submit" value="Slå op" /></form></td><td id="content">{main}</td><td id="rightcol"><div class="box"><h2>Kontakt pressen</h2><p>Har du brug for en ekspert til en historie? Vi finder en på under en time.</p></div><div class="box"><h2>Kalender</h2><p>Ingen forsvar i denne uge.</p></div></td></tr></table>
<div id="siteinfo">Redaktør: Kommunikation. <a href="/fejl">Rapportér en fejl på siden</a> <a href="/cookie">Om cookies</a></div></body></html>"""

    left = "".join(f'<li><a href="/{slug(k)}">{k}</a></li>' for k in _kinds(found))
    pages: Pages = {}
    for n, a in enumerate(found):
        main = f"""<div id="path"><a href="/">Hjem</a> &raquo; <a href="/nyt">Nyt fra forskningen</a></div><h1>{a.title}</h1><div class="intro">{a.blocks[0][1]}</div><div class="text">{body(a)}</div>
<div class="fakta"><h2>Fakta</h2><p>Artiklen er skrevet af {a.author}</p><p>Udgivet {day(a)}</p></div><p class="emner">Emner: {", ".join(f'<a href="/e/{slug(t)}">{t}</a>' for t in a.tags)}</p><div class="revideret">Revideret {day(found[n - 1])}</div><div class="deling"><a href="#t">Del på LinkedIn</a> <a href="#m">Tip en kollega</a></div>"""
        pages[f"{a.slug}.html"] = page(a.title, main, left)
    rows = "".join(f'<tr><td>{day(a)}</td><td><a href="/{a.slug}">{a.title}</a></td></tr>' for a in found)
    pages["nyt.html"] = page(
        "Nyt fra forskningen",
        f'<div id="path"><a href="/">Hjem</a> &raquo; Nyt fra forskningen</div><h1>Nyt fra forskningen</h1><p>Abonnér på nyhederne, så får du dem, samme dag de kommer ud.</p><table><tr><th>Dato</th><th>Overskrift</th></tr>{rows}</table><a href="/rss">Hent som RSS</a>',
        left,
    )
    pages["404.html"] = page(
        "Fejl 404",
        "<h1>Siden kunne ikke vises</h1><p>Adressen kan være skrevet forkert, eller siden er taget ned.</p><ul><li>Kontrollér adressen</li><li>Begynd forfra på forsiden</li></ul>",
        left,
    )
    for title, _ in data["pages"]:
        pages[f"{slug(title)}.html"] = page(
            title, f'<h1>{title}</h1><div class="text"><p>{page_text(pack, title)}</p></div>', left
        )
    return pages


def avis(pack: str) -> Pages:
    """A newspaper: subscribers' articles, times of day, most read, a player, notes inside the text."""
    data, found = PACKS[pack], articles(pack)
    site, kinds = data["site"], _kinds(found)

    def page(title: str, main: str) -> str:
        menu = "".join(f'<a class="sektion" href="/{slug(k)}/">{k}</a>' for k in kinds)
        return f"""<html lang="da"><head><title>{title} | {site}</title></head><body><div class="topbjælke"><a href="/eavis">Dagens e-avis</a><a href="/kundeservice">Kundeservice</a><a href="/log-ind">Log ind</a><a class="koeb" href="/abonnement">Bliv abonnent</a></div>
<header><a class="logo" href="/">{site}</a><nav>{menu}<a class="sektion" href="/navne/">Navne</a><a class="sektion" href="/vejret/">Vejret</a></nav></header><main>{main}</main>
<section class="seneste"><h2>Seneste nyt</h2><ol>{"".join(f'<li><time>Kl. {9 + n}:0{n}</time> <a href="/{a.slug}">{a.title}</a></li>' for n, a in enumerate(found[:6]))}</ol></section><section class="mest"><h2>Det læser andre</h2><ol>{_links((f"/{a.slug}", a.title) for a in found[6:10])}</ol></section>
<footer><p>Ansvarshavende chefredaktør: {data["authors"][0]}</p><p>Vi følger de vejledende regler for god presseskik.</p><a href="/klag">Klag over omtale</a><a href="/bring">Udebliver avisen?</a><a href="/saml">Skift samtykke</a></footer></body></html>"""

    pages: Pages = {}
    for n, a in enumerate(found):
        blocks = body(a).split("\n")
        blocks.insert(
            1, '<div class="annonce" data-ad="1"><small>Artiklen fortsætter efter annoncen</small></div>'
        )
        blocks.insert(
            len(blocks),
            f'<aside class="indryk"><b>Læs også</b><a href="/{found[n - 2].slug}">{found[n - 2].title}</a></aside>',
        )
        wall = (
            '<div class="mur"><h3>Denne artikel er for abonnenter</h3><p>Prøv avisen i en måned for 49 kroner, og læs resten med det samme.</p><a href="/proev">Prøv nu</a></div>'
            if n % 3 == 0
            else ""
        )
        main = f"""<article><span class="etiket">{a.category}</span>{'<span class="etiket laast">For abonnenter</span>' if n % 3 == 0 else ""}<h1>{a.title}</h1><div class="signatur">Tekst: {a.author}</div><div class="tid">Publiceret {day(a)} kl. 0{6 + n % 3}:1{n % 10}</div><div class="lyd"><button>Lyt til artiklen</button> <span>{3 + n % 7} min.</span></div>
<figure><img src="x.jpg" alt=""><figcaption>{data["captions"][n % 4]}. (Foto: {data["authors"][(n + 1) % 3]})</figcaption></figure><div class="artikeltekst">{"".join(blocks)}</div>{wall}<div class="handling"><button>Gem artikel</button><button>Giv artiklen som gave</button><button>Skriv læserbrev</button></div></article>"""
        pages[f"{a.slug}.html"] = page(a.title, main)
    for k in kinds:
        cards = "".join(
            f'<div class="historie"><h2><a href="/{a.slug}">{a.title}</a></h2><p class="underrubrik">{a.blocks[0][1]}</p></div>'
            for a in found
            if a.category == k
        )
        pages[f"{slug(k)}.html"] = page(
            k,
            f'<h1>{k}</h1><button class="foelg">Følg emnet</button>{cards}<a class="arkiv" href="?side=2">Ældre artikler</a>',
        )
    pages["404.html"] = page(
        "Ikke her",
        "<h1>Her skulle der have stået noget</h1><p>Siden er flyttet til arkivet, eller adressen er forkert.</p>",
    )
    for title, _ in data["pages"]:
        pages[f"{slug(title)}.html"] = page(
            title,
            f'<article><h1>{title}</h1><div class="artikeltekst"><p>{page_text(pack, title)}</p></div></article>',
        )
    return pages


def klub(pack: str) -> Pages:
    """A club's site from a page builder: no landmarks, numbered class names, everything in divs."""
    data, found = PACKS[pack], articles(pack)
    site = data["site"]

    def page(title: str, main: str) -> str:
        return f"""<html><head><title>{title}</title></head><body><div id="SITE_CONTAINER"><div id="comp-k1" class="s_a1"><div class="s_t3"><p class="font_7">{site}</p></div><div class="s_t3"><p class="font_8">Hver onsdag i klubhuset</p></div></div>
<div id="comp-k2" class="s_m1"><a href="/"><p class="s_m2">Velkommen</p></a><a href="/nyt"><p class="s_m2">Nyt fra klubben</p></a><a href="/hold"><p class="s_m2">Hold og tider</p></a><a href="/meld"><p class="s_m2">Indmeldelse</p></a></div>{main}
<div id="comp-k9" class="s_f1"><p class="font_8">Klubhuset ligger bag svømmehallen. Ring på, hvis døren er låst.</p><p class="font_8">Formanden kan kontaktes på formand@example.dk</p></div></div></body></html>"""

    pages: Pages = {}
    for a in found:
        main = f'<div class="s_p1"><h1 class="font_2">{a.title}</h1><p class="font_9">Lagt op af {a.author} den {day(a)}</p>{body(a)}<p class="font_9"><a href="/nyt">Tilbage til alle nyheder</a></p><div class="s_c1"><p class="font_5">Skriv en hilsen</p><div class="s_c2"><textarea placeholder="Hvad har du på hjerte?"></textarea><button>Send hilsen</button></div></div></div>'
        pages[f"{a.slug}.html"] = page(a.title, main)
    for n, rows in _chunks(found, 7):
        cards = "".join(
            f'<div class="s_k1"><p class="font_4"><a href="/{a.slug}">{a.title}</a></p><p class="font_8">{a.blocks[0][1]}</p><p class="font_9"><a href="/{a.slug}">Læs resten</a></p></div>'
            for a in rows
        )
        pages[f"nyt-{n}.html"] = page(
            "Nyt fra klubben",
            f'<div class="s_p1"><h1 class="font_2">Nyt fra klubben</h1>{cards}<p class="font_9">Side {n} af 3</p></div>',
        )
    pages["meld.html"] = page(
        "Indmeldelse",
        '<div class="s_p1"><h1 class="font_2">Indmeldelse</h1><p class="font_8">Udfyld skemaet, så vender kassereren tilbage inden for en uge.</p><form><label>Fulde navn</label><input><label>Fødselsdato</label><input><label>Mobilnummer</label><input><button>Send indmeldelse</button></form></div>',
    )
    for title, _ in data["pages"]:
        pages[f"{slug(title)}.html"] = page(
            title,
            f'<div class="s_p1"><h1 class="font_2">{title}</h1><p class="font_8">{page_text(pack, title)}</p></div>',
        )
    return pages


SITES: dict[str, tuple[Callable[[str], Pages], str]] = {
    "replica-magasin": (magasin, "pride"),
    "replica-kommune": (kommune, "town"),
    "replica-museum": (museum, "town"),
    "replica-forbund": (forbund, "pride"),
    "replica-universitet": (universitet, "pride"),
    "replica-avis": (avis, "town"),
    "replica-klub": (klub, "pride"),
}


if __name__ == "__main__":
    write(SITES, Path(sys.argv[1]).resolve(), sys.argv[2:])
