"""Articles that tell one event each, as traits: for collections of articles that the rules code no incident from.

The stages of the package read the article (sentences, times, places, casualty figures); what an incident would hold is
taken from the sentences that tell of harm, else from the opening. Nothing of a collection's reference record is used.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from dateline.annotate import document
from dateline.case import Traits
from dateline.codebook import Codebook
from dateline.incidents.acts import find_deeds
from dateline.incidents.casualties import find_figures
from dateline.incidents.scene import Scene
from dateline.link.traits import FINE, MOST_SPOTS, REACH, figures
from dateline.link.words import folded, telling_words
from dateline.mentions import find
from dateline.model import Block, Mentions, Page, PageRead, Place, Published, Report, Said, TimeMention

OPENING = 8
"""Sentences of an article's body that open it."""
FEW_DAYS = 7
MOST_WORDS = 80
"""Words kept of an article: twice those of a telling, which holds a few fields only."""


def page_of(title: str, text: str, published: str | None) -> PageRead:
    """An article as a page of one story: its title, then a paragraph a line."""
    blocks, at = [Block("headline", 0, len(title))] if title else [], len(title)
    whole = title
    for line in filter(str.strip, text.split("\n")):
        whole += "\n\n" + line
        at = len(whole)
        blocks.append(Block("paragraph", at - len(line), at))
    when = Published(published, published, "day", ()) if published else Published(None, None, "unknown", ())
    page = Page("0", "benchmark", whole, "en", when, (), title or None, None, (), None, None, None, tuple(blocks))
    return PageRead(page, (Report("r1", "story", title or None, None, when, ()),), ("r1",) * len(blocks), ())


def article_traits(key: str, read: PageRead, book: Codebook) -> Traits:
    """The traits of the one event that an article tells."""
    doc = document(read)
    found = find(doc, book)
    scene = Scene(doc, found, Said((), (), ()), book)
    rows = [f for f in find_figures(scene) if f.sentence <= 2 * OPENING]
    core = {d.sentence for d in find_deeds(scene) if d.sentence <= 2 * OPENING}
    published = read.page.published.end
    day = date.fromisoformat(published).toordinal() if published else None
    first, last = _days([t for t in found.times if scene.sentence_at(t.start) in core], published)
    towns = _towns(scene, found)
    where = [text for p in found.places for text in (p.place.name, p.place.admin1 or "")]
    words, names = telling_words([doc.page.text], where, MOST_WORDS)
    points = [(p.lat, p.lon, REACH[p.precision]) for p in towns if p.lat is not None and p.lon is not None]
    casualties = [f.row for f in rows]
    return Traits(
        key=key, report=key, published=day, first=first, last=last,
        spots=tuple(dict.fromkeys(points)), fine=bool(towns) and towns[0].precision in FINE,
        countries=tuple(sorted({p.country for p in towns if p.country})),
        admin1=tuple(sorted({folded(p.admin1) for p in towns if p.admin1})),
        places=tuple(dict.fromkeys(folded(p.name) for p in towns)),
        event_type="Violence against civilians", sub_event_type="Attack", status="happened", series=False, main=True,
        doers=(), victims=(), killed=figures(casualties, "killed"), wounded=figures(casualties, "wounded"),
        weapons=(), words=words, names=names,
    )  # fmt: skip


def _days(times: Sequence[TimeMention], published: str | None) -> tuple[int | None, int | None]:
    """The days that the sentences with a deed name and that lie before publication; none where they lie far apart."""
    days: list[int] = []
    for t in times:
        if t.type in ("DATE", "TIME") and t.first and t.precision in ("minute", "hour", "day", "days"):
            first, last = t.first[:10], (t.last or t.first)[:10]
            if published is None or first <= published:
                days += [date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()]
    return (min(days), max(days)) if days and max(days) - min(days) <= FEW_DAYS else (None, None)


def _towns(scene: Scene, found: Mentions) -> list[Place]:
    """The towns that an article names most in the countries that it names most; provinces where it names no town.

    What its opening names counts twice.
    """
    times: Counter[tuple[str, int | None]] = Counter()
    places: dict[tuple[str, int | None], Place] = {}
    countries: Counter[str] = Counter()
    for mention in found.places:
        if not mention.place.country:
            continue
        weight = 2 if (scene.sentence_at(mention.start) or 0) <= OPENING else 1
        countries[mention.place.country] += weight
        if not mention.adjective and mention.place.precision != "country":
            name = (folded(mention.place.name), mention.place.geonameid)
            places.setdefault(name, mention.place)
            times[name] += weight
    if not countries:
        return []
    about = {c for c, n in countries.items() if 2 * n >= max(countries.values())}
    ranked = [places[n] for n, _ in sorted(times.items(), key=lambda i: (-i[1], i[0][0])) if places[n].country in about]
    return [p for p in ranked if p.precision in FINE][:MOST_SPOTS] or ranked[:MOST_SPOTS]
