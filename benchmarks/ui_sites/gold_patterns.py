"""Strings with slots that the themes' own catalogs and templates name, by generator: the gold of patterns.

Slots stand as `{}`; inline tags are left out. What a site does not show at least three times is not asked of it.
"""

PATTERNS: dict[str, tuple[str, ...]] = {
    "nikola": (
        "Indlæg om {}", "Indlæg om {} | {}", "Posts by {}", "RSS for tag {}", "Atom for tag {}", "RSS for category {}", "Atom for category {}",
        "RSS for author {}", "Atom for author {}", "Indlæg for {}", "{} (gamle indlæg, side {}) | {}",
    ),
    "sphinx": ("Toggle navigation of {}", "Previous: {}", "Next: {}", "{} - {} {} dokumentation"),
    "mkdocs": ("Forrige: {}", "Næste: {}"),
    "pelican": (
        "Published: {}", "Page {} / {}", "Permalink to {}", "By {}", "Articles by {}", "Articles in the {} category", "Articles tagged with {}",
        "Category: {}", "Tags: {}",
    ),
    "wordpress": (
        "Reply to {}", "{} kl. {}", "Published {}", "{} til {}", "Tag: {}", "Category: {}", "{} comments", "{} responses to “{}”",
        "{} siger:", "{} ({} items)", "By {}",
    ),
    "own": ("Af {}, {}", "Emner: {}", "Læs også: {}", "Nyere Side {} af {} Ældre", "Skrevet af {} den {}", "{} · {} · {} min. læsning"),
    "hugo": ("{} min", "Indlæg om {}"),
    "replica-magasin": (
        "Læsetid: {} min.", "Foto: {}", "Læs også: {}", "Af {}", "{} kl. {}", "Side {} af {}", "Artikler af {}", "Stikord: {}", "{} kommentarer",
    ),
    "replica-kommune": (
        "Offentliggjort {}", "Kontakt {} på kommunikation@example.dk.", "Sidst opdateret: {}", "Viser {} nyheder", "Resultat {} til {} af {}",
    ),
    "replica-museum": ("Kan ses til {}", "{}. Foto: {}", "{} min."),
    "replica-forbund": ("{} medlemmer synes om",),
    "replica-universitet": ("Artiklen er skrevet af {}", "Udgivet {}", "Emner: {}", "Revideret {}"),
    "replica-avis": ("Tekst: {}", "Publiceret {} kl. {}", "{}. (Foto: {})", "Kl. {} {}"),
    "replica-klub": ("Lagt op af {} den {}", "Side {} af {}"),
}  # fmt: skip
