"""Made-up articles for the benchmark's sites: two packs, so that a held-out theme also holds held-out texts.

Mostly English articles with some Danish, as a Danish publisher of English articles has them. Everything a pack
can put on a page is known, so what a generated page shows besides is the theme's own: the gold of `gold.py`.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from content_more import MORE_PACKS

PLACES = [
    "Roskilde",
    "Aarhus",
    "Copenhagen",
    "Odense",
    "Aalborg",
    "Esbjerg",
    "Ribe",
    "Skagen",
    "Svendborg",
    "Samsø",
]
NUMBERS = ["three", "twelve", "forty", "1,200", "85", "seven", "19", "260"]

PACKS = {
    "music": {
        "site": "Nattens Toner",
        "tagline": "Musik, fester og folkene bag",
        "authors": ["Jonas Birk", "Maja Holm", "Ellen Frost"],
        "commenters": ["Karen", "Ole P.", "Søs", "William Ash", "Birgit"],
        "categories": ["Film", "Koncerter", "Portrætter", "Interviews"],
        "tags": ["festival", "jazz", "vinyl", "Vesterbro", "sommer", "live review", "debut"],
        "topics": [
            "the brass band",
            "the open-air stage",
            "the record shop",
            "the choir",
            "the sound engineer",
            "the late set",
            "the harbour party",
            "the tape archive",
            "the young drummer",
            "the poster artist",
        ],
        "titles": [
            ("en", "The summer's best parties"),
            ("en", "How the harbour got its stage"),
            ("en", "Seven records we still play"),
            ("en", "A night with the brass band"),
            ("en", "What is a live album worth?"),
            ("en", "The drummer who came back"),
            ("en", "Posters from the cellar"),
            ("en", "Read more than the lyrics"),
            ("en", "Quiet songs for loud rooms"),
            ("en", "An evening in Ribe"),
            ("en", "The archive opens its doors"),
            ("en", "Next stop: Samsø"),
            ("en", "Five questions for a choir"),
            ("en", "Search for a lost tape"),
            ("en", "The last bus from Skagen"),
            ("en", "Debut of the year"),
            ("en", "Jazz"),
            ("en", "Behind the mixing desk"),
            ("da", "Sommerens bedste fester"),
            ("da", "Trommeslageren der kom hjem"),
            ("da", "Plakater fra kælderen"),
            ("da", "En aften i Ribe"),
            ("da", "Stille sange til larmende rum"),
            ("da", "Arkivet åbner dørene"),
        ],
        "pages": [("Om os", "da"), ("Kontakt redaktionen", "da")],
        "en": [
            "Nobody had expected {topic} to draw {number} people to {place}.",
            "“We only wanted to play one more time,” she says and laughs.",
            "By the time {topic} was ready, the rain had stopped over {place}.",
            "The tickets cost less than a sandwich, and they were gone in an hour.",
            "You can hear {topic} from the other side of the water.",
            "It began with {number} chairs and a borrowed amplifier.",
            "There is a kind of patience in the way {topic} treats an old song.",
            "On a Sunday in {place} the streets belong to the musicians.",
            "His mother kept every programme in a blue box under the stairs.",
            "What comes next is anybody's guess, but {topic} has been booked again.",
            "The second half was slower, darker and a good deal better.",
            "I walked home with {number} friends and a ringing in both ears.",
            "Nothing about {topic} is as simple as the poster makes it look.",
            "The municipality of {place} has promised to pay for the lights.",
        ],
        "da": [
            "Ingen havde regnet med, at {number} mennesker ville tage til {place} den aften.",
            "»Vi ville bare spille en gang til,« siger hun og griner.",
            "Da scenen endelig stod klar, var regnen holdt op over {place}.",
            "Billetterne kostede mindre end en sandwich, og de blev revet væk på en time.",
            "Det begyndte med {number} klapstole og en lånt forstærker.",
            "Hans mor gemte hvert eneste program i en blå æske under trappen.",
            "Der er en særlig ro over den måde, koret går til en gammel sang på.",
            "Anden halvdel var langsommere, mørkere og en hel del bedre.",
            "Jeg gik hjem sammen med {number} venner og en hyletone i begge ører.",
            "Kommunen i {place} har lovet at betale for lyset.",
        ],
        "headings": {
            "en": [
                "Summary",
                "The set list",
                "What they say",
                "Getting there",
                "A slow start",
                "Rain, of course",
                "Afterwards",
            ],
            "da": ["Kort fortalt", "Sætlisten", "Sådan kommer du derhen", "En langsom start", "Bagefter"],
        },
        "items": [
            "Bring a raincoat",
            "Gates open at 16.00",
            "No dogs, sorry",
            "Two stages, one bar",
            "Cash only",
            "Free for children",
        ],
        "captions": [
            "The band before the storm",
            "Photo from the cellar",
            "Crowd at the harbour, by night",
            "An amplifier from 1968",
        ],
        "comments": [
            "What a lovely piece, thank you!",
            "I was there too, and it rained all night.",
            "Mere af det her, tak.",
            "Are the tapes for sale anywhere?",
            "Min far spillede med i 1974.",
        ],
    },
    "home": {
        "site": "Gården & Gryden",
        "tagline": "Fra havelåge til middagsbord",
        "authors": ["Asta Lind", "Peter Møllegaard", "Ruth Carver"],
        "commenters": ["Inge", "Tommy B", "Frederikke", "Old Gardener"],
        "categories": ["Køkkenhave", "Opskrifter", "Naboskab", "Vejr"],
        "tags": ["rabarber", "compost", "brød", "greenhouse", "bier", "winter", "kartofler"],
        "topics": [
            "the rhubarb bed",
            "the sourdough",
            "the old greenhouse",
            "the shared oven",
            "the apple press",
            "the compost heap",
            "the long table",
            "the rain barrel",
            "the beekeeper",
            "the seed swap",
        ],
        "titles": [
            ("en", "Potatoes before Easter"),
            ("en", "The oven we all share"),
            ("en", "A guide to lazy compost"),
            ("en", "Bread for forty neighbours"),
            ("en", "Rhubarb, three ways"),
            ("en", "When the bees moved in"),
            ("en", "Notes from a wet July"),
            ("en", "Contact with the soil"),
            ("en", "Small greenhouse, big plans"),
            ("en", "The apple press rides again"),
            ("en", "Ten jars of sunshine"),
            ("en", "Recent frost and how to live with it"),
            ("en", "Soup"),
            ("en", "Why we swap seeds"),
            ("en", "The table in the yard"),
            ("en", "Home, garden, kitchen"),
            ("da", "Kartofler før påske"),
            ("da", "Ovnen vi deles om"),
            ("da", "Rabarber på tre måder"),
            ("da", "Da bierne flyttede ind"),
            ("da", "Ti glas solskin"),
            ("da", "Bordet i gården"),
        ],
        "pages": [("Om foreningen", "da"), ("Find vej", "da")],
        "en": [
            "Give {topic} a week and it will surprise you.",
            "My neighbour in {place} swears by cold coffee and patience.",
            "We planted {number} rows and harvested most of them.",
            "There was frost on {topic} as late as the tenth of May.",
            "Stir the pot, cover it, and leave the kitchen.",
            "Nobody remembers who first brought {topic} to {place}.",
            "“If it smells right, it is right,” my grandmother used to say.",
            "The trick is to do nothing at all for {number} days.",
            "Children learn quickly that {topic} bites back.",
            "A good knife, a dry cloth and {topic}: that is all you need.",
            "Every autumn the whole street in {place} smells of apples.",
            "Some of it was eaten at once, and the rest became jam.",
            "You will need more salt than you think and less water than you fear.",
        ],
        "da": [
            "Giv det en uge, og så bliver du overrasket.",
            "Min nabo i {place} sværger til kold kaffe og tålmodighed.",
            "Vi såede {number} rækker og fik høstet de fleste.",
            "Der var frost i bedene helt hen til den tiende maj.",
            "Rør i gryden, læg låg på, og gå ud af køkkenet.",
            "»Hvis det dufter rigtigt, er det rigtigt,« sagde min mormor altid.",
            "Kunsten er slet ikke at gøre noget i {number} dage.",
            "Hvert efterår dufter hele gaden i {place} af æbler.",
            "Noget af det blev spist med det samme, og resten blev til syltetøj.",
        ],
        "headings": {
            "en": [
                "Ingredients",
                "Method",
                "Serves four",
                "What went wrong",
                "In the cold frame",
                "Tools",
                "Before you start",
            ],
            "da": ["Ingredienser", "Sådan gør du", "Det gik galt", "Redskaber", "Før du går i gang"],
        },
        "items": [
            "500 g of flour",
            "A pinch of salt",
            "Two onions",
            "Fresh thyme",
            "1 litre of stock",
            "Clean jars with lids",
        ],
        "captions": [
            "Rhubarb in its second year",
            "The oven on a Sunday",
            "Seeds, sorted by hand",
            "Neighbours at the long table",
        ],
        "comments": [
            "Tried it yesterday, and the family loved it.",
            "Kan man bruge honning i stedet?",
            "Our bees did the same thing!",
            "Tak for opskriften.",
            "How long does it keep?",
        ],
    },
    **MORE_PACKS,
}


@dataclass
class Article:
    """One generated article: `blocks` are (kind, text) in order, texts without markup."""

    title: str
    language: str
    slug: str
    author: str
    category: str
    tags: list[str]
    date: dt.date
    blocks: list[tuple[str, str]]
    comments: list[tuple[str, str]] = field(default_factory=list)


def slug(text: str) -> str:
    """Fold a title into a slug.

    >>> slug("Sommerens bedste fester!")
    'sommerens-bedste-fester'
    """
    folded = text.lower().translate(str.maketrans({"æ": "ae", "ø": "o", "å": "a"}))
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in folded).split())


def articles(name: str, seed: int = 1) -> list[Article]:
    """Write the pack's articles, the same ones for the same seed."""
    pack, dice = PACKS[name], random.Random(f"{name}-{seed}")
    titles = list(pack["titles"])
    return [_article(pack, dice, language, title, number) for number, (language, title) in enumerate(titles)]


def _article(pack, dice, language, title, number) -> Article:
    blocks = []
    for section in range(dice.randint(1, 4)):
        if section:
            blocks.append(("heading", dice.choice(pack["headings"][language])))
        blocks += [("paragraph", _paragraph(pack, dice, language)) for _ in range(dice.randint(1, 3))]
        extra = dice.choice(["list", "quote", "image", "none", "none"])
        if extra == "list":
            blocks += [("item", item) for item in dice.sample(pack["items"], 3)]
        elif extra == "quote":
            blocks.append(("quote", _sentence(pack, dice, language)))
        elif extra == "image":
            blocks.append(("image", dice.choice(pack["captions"])))
    return Article(
        title, language, slug(title) + ("-da" if language == "da" else ""), dice.choice(pack["authors"]),
        dice.choice(pack["categories"]), dice.sample(pack["tags"], dice.randint(1, 3)),
        dt.date(2024, 1, 15) + dt.timedelta(days=number * 23 + dice.randint(0, 9)), blocks,
        [(dice.choice(pack["commenters"]), text) for text in dice.sample(pack["comments"], dice.choice([0, 0, 1, 2, 3]))],
    )  # fmt: skip


def _paragraph(pack, dice, language) -> str:
    return " ".join(_sentence(pack, dice, language) for _ in range(dice.choice([1, 1, 2, 3, 4, 5])))


def _sentence(pack, dice, language) -> str:
    return dice.choice(pack[language]).format(
        topic=dice.choice(pack["topics"]), place=dice.choice(PLACES), number=dice.choice(NUMBERS)
    )


def page_text(name: str, title: str) -> str:
    """Return the one paragraph of the pack's own page called `title` ("Om os")."""
    sentences = PACKS[name]["da"]
    chosen = [sentences[len(title) % len(sentences)], sentences[len(title) * 3 % len(sentences)]]
    return " ".join(chosen).format(place="Ribe", number="ti", topic="koret")
