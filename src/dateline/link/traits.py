"""Telling → Traits: what linking looks at, cut from an incident as one report tells it."""

from collections.abc import Iterable, Sequence
from datetime import date

from dateline.case import Telling, Traits
from dateline.link.words import folded, telling_words
from dateline.model import Casualty, CasualtyKind, Incident, Participant, Place, Published

REACH = {"site": 6.0, "locality": 12.0, "district": 18.0, "admin1": 120.0, "region": 300.0, "country": 1000.0}
"""Kilometres within which the words for a place may mean another point, by precision.

Two towns' reaches and the margin of `vetoes.too_far` stay within the 40 km that `block.py` covers.
"""
FINE = frozenset({"site", "locality", "district"})
MOST_SPOTS = 4
MOST_WORDS = 40
MOST_ROWS = 6
MANY_ACTS = 3
FEW_DAYS = 3


def traits(telling: Telling) -> Traits:
    """What linking looks at in a telling."""
    incident = telling.incident
    first, last = _days(incident)
    finest = _finest(incident.places)
    words, names = _words(telling)
    return Traits(
        key=telling.key,
        report=f"{telling.page} {incident.report}",
        published=published_day(telling.published),
        first=first,
        last=last,
        spots=_spots(finest),
        fine=bool(finest) and finest[0].precision in FINE,
        countries=tuple(sorted({p.country for p in incident.places if p.country})),
        admin1=tuple(sorted({folded(p.admin1) for p in finest if p.admin1})),
        places=_unique(folded(p.name) for p in finest),
        event_type=incident.event_type,
        sub_event_type=incident.sub_event_type,
        status=incident.status,
        series=is_series(incident),
        main=incident.main,
        doers=_parties(incident.participants, ("perpetrator",)),
        victims=_parties(incident.participants, ("target", "victim")),
        killed=figures(incident.casualties, "killed"),
        wounded=figures(incident.casualties, "wounded"),
        weapons=tuple(sorted({w.kind for w in incident.weapons})),
        words=words,
        names=names,
    )


def published_day(published: Published) -> int | None:
    """The ordinal of the last day on which a report may have been published, or null."""
    text = published.end or published.start
    return date.fromisoformat(text[:10]).toordinal() if text else None


def is_series(incident: Incident) -> bool:
    """Whether an incident stands for several acts: three or more are counted, or two or more on more than three days.

    Two raids of one day may well be what another report calls a raid; "at least 100 times since October" is no raid.
    """
    low = incident.count.low or 1
    first, last = _days(incident)
    return low >= MANY_ACTS or (low > 1 and first is not None and last is not None and last - first > FEW_DAYS)


def _days(incident: Incident) -> tuple[int | None, int | None]:
    start, end = incident.date.start, incident.date.end
    if not start or not end:
        return None, None
    return date.fromisoformat(start[:10]).toordinal(), date.fromisoformat(end[:10]).toordinal()


def _finest(places: Sequence[Place]) -> list[Place]:
    """The towns of an incident where it names some, else its provinces, else what there is."""
    for level in (FINE, {"admin1"}, {"region"}, {"country"}):
        found = [p for p in places if p.precision in level]
        if found:
            return found
    return []


def _spots(places: Sequence[Place]) -> tuple[tuple[float, float, float], ...]:
    points = [
        (p.lat, p.lon, REACH[p.precision])
        for p in places
        if p.lat is not None and p.lon is not None and p.precision not in ("country", "region")
    ]
    return tuple(dict.fromkeys(points))[:MOST_SPOTS]


def _parties(participants: Sequence[Participant], roles: tuple[str, ...]) -> tuple[str, ...]:
    """The parties in some roles: an actor by its id with a colon, others by the words of their names."""
    found: set[str] = set()
    for party in participants:
        if party.role not in roles:
            continue
        if party.actor:
            found.add(f":{party.actor}")
        else:
            found.update(telling_words([party.name])[0])
    return tuple(sorted(found))


def figures(rows: Iterable[Casualty], kind: CasualtyKind) -> tuple[tuple[int | None, int | None], ...]:
    """The figures of one kind that are totals as far as the page says, each once, in their order."""
    found = [(r.low, r.high) for r in rows if r.kind == kind and (r.low, r.high) != (None, None)]
    return tuple(dict.fromkeys(found))[:MOST_ROWS]


def _words(telling: Telling) -> tuple[tuple[str, ...], tuple[str, ...]]:
    incident = telling.incident
    texts = [p.name for p in incident.participants if not p.actor]
    texts += [o.name for o in incident.objects]
    texts += [w.name for w in incident.weapons]
    texts += [c.who for c in incident.casualties if c.who]
    if incident.main or telling.kind != "story":
        texts.append(telling.headline or "")
    return telling_words(texts, _place_words(incident), MOST_WORDS)


def _place_words(incident: Incident) -> list[str]:
    return [text for p in incident.places for text in (p.name, p.admin1 or "")]


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({item for item in items if item}))
