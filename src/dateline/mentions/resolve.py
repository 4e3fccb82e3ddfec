"""Which of its namesakes a place name means: names of a page → records of the gazetteer, by the page's own context.

Each candidate gets a score: how many people live there, what kind of place it is, how the name stands for it; then
what the page says: containers beside the name ("Manbij, Aleppo province"), countries and divisions named anywhere on
the page, the dateline, and places that lie near. One name has one meaning on a page unless a container beside it
says otherwise. The weights were tuned on the LGL and GeoVirus collections.
"""

import math
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from dateline.codebook import gazetteer as gz
from dateline.codebook.gazetteer import Entry, Named


class Toponym(NamedTuple):
    """A name to resolve: its span, its key, what it may stand for, and the kinds that the words beside it ask for."""

    start: int
    end: int
    key: str
    named: tuple[Named, ...]
    kinds: frozenset[int] = frozenset()


class Choice(NamedTuple):
    """The record chosen for a toponym, how far it leads, and the runners-up.

    `support` is what the page's context adds to the choice; 0 means that population alone decided.
    """

    entry: Entry
    how: int
    support: float
    others: tuple[int, ...]


class Weights(NamedTuple):
    """What each kind of evidence counts for, in units of a tenfold population."""

    population: float = 2.0
    capital: float = 2.0
    seat: float = 0.3
    admin1: float = -0.4
    admin2: float = -2.5
    region: float = 8.0
    country: float = 1.0
    spelling: float = -0.8
    alternate: float = -1.7
    folded: float = -3.0
    beside: float = 6.0
    country_named: float = 1.5
    country_share: float = 5.0
    admin1_named: float = 1.0
    near: float = 4.0
    dateline: float = 4.5
    unbound: float = 15.0
    rival: float = -6.0


WEIGHTS = Weights()
NOBODY: Mapping[str, int] = MappingProxyType({})
MOST = 60  # candidates of one name that are weighed
NEAR_KM = 120.0
FAR_KM = 700.0
HYPHENS = ("-", "‐", "‑")
SAME_KM = 50.0
LARGE = 500_000
PART, LARGE_PART = 10, 4  # of a division's people: in its seat, in another town
SHOWN = 5
HOPELESS = 10.0  # behind by more than context makes good in practice
DEGREE_KM = 111.2

SMALL = (
    r"in|of|near|the|a|an|and|city|town|village|province|governorate|state|region|district|county|area|part|north|south|east|"
    r"west|northern|southern|eastern|western|central|north-?eastern|north-?western|south-?eastern|south-?western|outside|"
    r"neighbou?rhood|suburb|capital|port|border|restive|oblast|department|provincial|island|inside|within"
)
INSIDE = re.compile(
    rf"(?:['’]s)?(?:\s+(?:{SMALL}))*(?:,|\s\(|\s+in\b|\s+of\b)(?:\s*(?:{SMALL})\b)*[\s(]*", re.IGNORECASE
)
OWNS = re.compile(
    rf"(?:['’]s?|s)?(?:[\s-]+(?!and\b|or\b|in\b|from\b|to\b|by\b|with\b|on\b|at\b|for\b|said\b|but\b|as\b)[a-z]+){{0,3}}?"
    rf"(?:\s+(?!and\b|in\b)(?:{SMALL}))*\s+",
    re.IGNORECASE,
)


class _Name:
    """The candidates of one key and their scores."""

    __slots__ = ("best", "cands", "count", "explicit", "p", "prior", "score")

    def __init__(self, cands: list[Named], prior: list[float]) -> None:
        self.cands, self.prior = cands, prior
        self.count = 0
        self.explicit: list[float] = [0.0] * len(cands)
        self.score = list(prior)
        self.p: list[float] = []
        self.best = 0

    def settle(self) -> None:
        top = max(self.score)
        weights = [math.exp(1.5 * (s - top)) for s in self.score]
        total = sum(weights)
        self.p = [w / total for w in weights]
        self.best = self.score.index(top)


def distance_km(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Great-circle distance in kilometres between two points in degrees."""
    p, q = math.radians(a_lat), math.radians(b_lat)
    h = math.sin((p - q) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(a_lon - b_lon) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))


def _rough_km(a: Entry, b: Entry) -> float:
    x = (a.lon - b.lon + 540.0) % 360.0 - 180.0
    return DEGREE_KM * math.hypot(a.lat - b.lat, x * math.cos(math.radians((a.lat + b.lat) / 2)))


def within(a: Entry, b: Entry) -> bool:
    """Whether one record lies in another, as far as divisions and distance can tell."""
    if a.number == b.number:
        return False
    if b.kind == gz.COUNTRY:
        return a.country == b.country and a.kind != gz.COUNTRY
    if b.kind == gz.ADMIN1:
        return a.admin1 == b.number
    if b.kind == gz.ADMIN2:
        return a.admin2 == b.number
    if b.kind == gz.REGION:
        if b.country and a.country != b.country:
            return False
        return a.kind != gz.COUNTRY and _rough_km(a, b) < (400 if b.country else 1200)
    return a.kind == gz.PLACE and a.country == b.country and a.population < b.population and _rough_km(a, b) < 40


def _prior(named: Named, w: Weights) -> float:
    e = named.entry
    score = w.population * math.log10(e.population + 10)
    if e.kind == gz.COUNTRY:
        score += w.country
    elif e.kind == gz.ADMIN1:
        score += w.admin1
    elif e.kind == gz.ADMIN2:
        score += w.admin2
    elif e.kind == gz.REGION:
        score = w.region
    score += w.capital * e.capital + w.seat * e.seat
    if named.how == gz.SPELLING:
        score += w.spelling
    elif named.how == gz.ALTERNATE:
        score += w.alternate
    elif named.how == gz.FOLDED:
        score += w.folded
    return score


def resolve(
    toponyms: Sequence[Toponym],
    text: str,
    dateline: str | None = None,
    weights: Weights = WEIGHTS,
    actors: Mapping[str, int] = NOBODY,
) -> list[Choice | None]:
    """Choose a record for each toponym; null where it has no candidates. `dateline` is an ISO country, where known.

    `actors` has the countries of the page's actors, and how often it names them.
    """
    names = _names(toponyms, weights)
    pairs = _pairs(toponyms, text)
    own = [[0.0] * len(names[_id(t)].cands) if t.named else [] for t in toponyms]
    for name in names.values():
        name.settle()
    _weigh_pairs(toponyms, pairs, names, own, weights)
    for _ in range(2):
        _weigh_context(names, _page(names, dateline, actors), weights)
    return [_choose(names.get(_id(t)), own[i]) for i, t in enumerate(toponyms)]


def _id(t: Toponym) -> tuple[str, frozenset[int]]:
    return t.key, t.kinds


def _names(toponyms: Sequence[Toponym], w: Weights) -> dict[tuple[str, frozenset[int]], _Name]:
    names: dict[tuple[str, frozenset[int]], _Name] = {}
    for t in toponyms:
        if not t.named:
            continue
        if _id(t) not in names:
            asked = [n for n in t.named if n.entry.kind in t.kinds] if t.kinds else _without_shadows(t.named)
            known = max((n.entry.population for n in asked if n.how == gz.PRIMARY), default=0)
            scored = sorted(
                ((_prior(n, w) + w.rival * _outshone(n, known), n) for n in asked),
                key=lambda s: (-s[0], s[1].entry.number),
            )[:MOST]
            names[_id(t)] = _Name([n for _, n in scored], [s for s, _ in scored])
        names[_id(t)].count += 1
    return names


def _outshone(named: Named, known: int) -> bool:
    """Whether a name only also stands for a place, while a far larger one bears it as its own."""
    return named.how in (gz.SPELLING, gz.ALTERNATE) and known >= LARGE and named.entry.population * 5 < known


def _without_shadows(named: tuple[Named, ...]) -> list[Named]:
    """Candidates without divisions that share the name of a town in them: the bare name means the town.

    A first-order division goes only where the town holds a good part of its people.
    """
    if not any(n.entry.kind in (gz.ADMIN1, gz.ADMIN2) for n in named):
        return list(named)
    towns = [n.entry for n in named if n.entry.kind == gz.PLACE]
    return [n for n in named if not any(_shadows(t, n.entry) for t in towns)]


def _shadows(town: Entry, division: Entry) -> bool:
    if division.kind == gz.ADMIN2:
        return town.country == division.country and (
            town.admin2 == division.number or _rough_km(town, division) < SAME_KM
        )
    if division.kind == gz.ADMIN1:
        share = division.population / (PART if town.seat else LARGE_PART)
        return town.admin1 == division.number and town.population > share
    return False


def _pairs(toponyms: Sequence[Toponym], text: str) -> list[tuple[int, int]]:
    """(inner, outer): toponyms beside each other where the words let the first lie in the second, or the other way."""
    pairs = []
    for i in range(len(toponyms) - 1):
        a, b = toponyms[i], toponyms[i + 1]
        if not 0 < b.start - a.end <= 48 or not a.named or not b.named or a.key == b.key:
            continue
        if text[b.end : b.end + 1] in HYPHENS:
            continue  # "in the Russia-occupied east"
        gap = text[a.end : b.start]
        if gap == " ":  # the comma may be lost
            pairs.append((i, i + 1))
        if INSIDE.fullmatch(gap):
            pairs.append((i, i + 1))
            third = toponyms[i + 2] if i + 2 < len(toponyms) else None
            if third and third.named and re.fullmatch(r",\s*(?:in\s+)?", text[b.end : third.start]):
                pairs.append((i, i + 2))
        elif OWNS.fullmatch(gap):
            pairs.append((i + 1, i))
    return pairs


def _weigh_pairs(
    toponyms: Sequence[Toponym],
    pairs: list[tuple[int, int]],
    names: dict[tuple[str, frozenset[int]], _Name],
    own: list[list[float]],
    w: Weights,
) -> None:
    for inner, outer in pairs:
        a, b = names[_id(toponyms[inner])], names[_id(toponyms[outer])]
        for x, n in enumerate(a.cands):
            for y, m in enumerate(b.cands[:12]):
                if within(n.entry, m.entry):
                    own[inner][x] = max(own[inner][x], w.beside * max(b.p[y], 0.3))
                    own[outer][y] = max(own[outer][y], w.beside * max(a.p[x], 0.2))
    for i, t in enumerate(toponyms):
        if t.named:
            name = names[_id(t)]
            name.explicit = [max(e, o) for e, o in zip(name.explicit, own[i], strict=True)]
    for name in names.values():
        name.score = [s + 0.9 * e for s, e in zip(name.prior, name.explicit, strict=True)]
        name.settle()


class _Anchor(NamedTuple):
    """Where a name of the page is taken to lie, and how sure that is."""

    name: _Name
    country: str | None
    lat: float
    lon: float
    p: float


CELL = 5.0  # degrees


class _Page(NamedTuple):
    """What one round of weighing knows of the page: countries and divisions, and where its places lie."""

    mass: dict[str, float]
    total: float
    named: dict[str, float]
    divisions: dict[int, float]
    anchors: dict[tuple[int, int], list[_Anchor]]
    countries: list[_Anchor]
    home: str | None


def _page(names: dict[tuple[str, frozenset[int]], _Name], home: str | None, actors: Mapping[str, int]) -> _Page:
    mass: dict[str, float] = {iso: float(min(count, 3)) for iso, count in actors.items()}
    named: dict[str, float] = {}
    divisions: dict[int, float] = {}
    cells: dict[tuple[int, int], list[_Anchor]] = {}
    anchors: list[_Anchor] = []
    for name in names.values():
        best, p = name.cands[name.best].entry, name.p[name.best]
        for n, q in zip(name.cands[:12], name.p, strict=False):
            iso = n.entry.country
            if iso and q > 0.05:
                mass[iso] = mass.get(iso, 0.0) + q * min(name.count, 3)
                if n.entry.kind == gz.COUNTRY:
                    named[iso] = max(named.get(iso, 0.0), q)
                elif n.entry.kind == gz.ADMIN1:
                    divisions[n.entry.number] = max(divisions.get(n.entry.number, 0.0), q)
        if best.kind != gz.REGION and p > 0.3:
            anchors.append(_Anchor(name, best.country, best.lat, best.lon, p))
            if best.kind != gz.COUNTRY:
                cells.setdefault((int(best.lat // CELL), int(best.lon // CELL)), []).append(anchors[-1])
    return _Page(mass, sum(mass.values()), named, divisions, cells, anchors, home)


def _weigh_context(names: dict[tuple[str, frozenset[int]], _Name], page: _Page, w: Weights) -> None:
    """One round: what the page's other names say for each candidate."""
    for name in names.values():
        if len(name.cands) == 1 and name.cands[0].entry.kind == gz.COUNTRY:
            continue
        shares: dict[str | None, float] = {}
        for n, q in zip(name.cands[:12], name.p, strict=False):
            shares[n.entry.country] = shares.get(n.entry.country, 0.0) + q * min(name.count, 3)
        rest = max(0.0, page.total - min(name.count, 3)) + 1.0
        floor = max(p + 0.9 * e for p, e in zip(name.prior, name.explicit, strict=True)) - HOPELESS
        for i, n in enumerate(name.cands):
            base = name.prior[i] + 0.9 * name.explicit[i]
            iso = n.entry.country
            if not iso:
                base += w.unbound
            elif base >= floor:
                share = max(0.0, page.mass.get(iso, 0.0) - shares.get(iso, 0.0)) / rest
                base += _context(n.entry, name, share, page, w)
            name.score[i] = base
        name.settle()


def _context(e: Entry, name: _Name, share: float, page: _Page, w: Weights) -> float:
    """What the page says for one candidate: its country's share, its country and division named, places near it."""
    score = w.country_share * math.sqrt(share)
    if e.kind == gz.COUNTRY:
        score += w.near * min(_nearness(e, name, page.countries, FAR_KM), 1.5)
        return score + w.dateline * (page.home == e.country)
    score += w.country_named * page.named.get(e.country or "", 0.0)
    if e.admin1 is not None:
        score += w.admin1_named * page.divisions.get(e.admin1, 0.0)
    y, x = int(e.lat // CELL), int(e.lon // CELL)
    near = 0.0
    for cell in ((y + i, x + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
        if cell in page.anchors:
            near += _nearness(e, name, page.anchors[cell], NEAR_KM)
    score += w.near * min(near, 1.5)
    return score + w.dateline * (page.home == e.country)


def _nearness(e: Entry, name: _Name, anchors: list[_Anchor], scale: float) -> float:
    """How close other names' places lie, each counting less with its distance in kilometres."""
    shrink = math.cos(math.radians(e.lat))
    near = 0.0
    for a in anchors:
        if a.name is not name and (a.country == e.country or a.p > 0.8):
            dx, dy = (e.lon - a.lon) * shrink, e.lat - a.lat
            near += a.p * math.exp(-DEGREE_KM * math.sqrt(dx * dx + dy * dy) / scale)
    return near


def _choose(name: _Name | None, own: list[float]) -> Choice | None:
    if name is None:
        return None
    scores = name.score
    if any(own):  # words beside this very mention weigh more than those beside another
        scores = [s - 0.9 * e + o for s, o, e in zip(name.score, own, name.explicit, strict=True)]
    order = sorted(range(len(scores)), key=lambda i: (-scores[i], name.cands[i].entry.number))
    best = order[0]
    others = tuple(
        dict.fromkeys(name.cands[i].entry.geonameid or 0 for i in order[1 : SHOWN + 1] if name.cands[i].entry.geonameid)
    )
    chosen = name.cands[best]
    return Choice(chosen.entry, chosen.how, scores[best] - name.prior[best], others)
