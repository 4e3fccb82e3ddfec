"""When and where a case was: the most precise of the dates, and of the places, that most reports allow."""

from collections.abc import Hashable, Sequence
from datetime import date
from functools import lru_cache
from math import cos, hypot, radians
from typing import get_args

from dateline.link.choose import Bids, main_of_a_story, most, reviewed
from dateline.link.sources import folded
from dateline.model import Place, PlacePrecision

FINENESS: dict[PlacePrecision, int] = {name: rank for rank, name in enumerate(get_args(PlacePrecision))}
# How far from its point, in kilometres, a place still holds another; provinces and countries go by their names.
REACH: dict[PlacePrecision, float] = {"site": 5, "locality": 12, "district": 40, "region": 400}
KM_PER_DEGREE = 111.2


# ---- dates ---------------------------------------------------------------------------------------------------------
def with_a_date(bids: Bids) -> Bids:
    """A telling whose date is unknown has no say."""
    return [bid for bid in bids if bid.value.start is not None and bid.value.end is not None]


def days_that_most_allow(bids: Bids) -> Bids:
    """The dates that hold the days which most reports allow: a month allows each of its days."""
    days = {(bid.value.start, bid.value.end): set[str]() for bid in bids}
    for (start, end), channels in days.items():
        channels.update(b.channel for b in bids if b.value.start == start and b.value.end == end)
    support: dict[str, int] = {}
    for day in {start for start, _ in days if start}:
        holders = [held for (start, end), held in days.items() if start and end and start <= day <= end]
        support[day] = len(set[str]().union(*holders))
    if not support:
        return []
    best = max(support.values())
    chosen = [day for day, count in support.items() if count == best]
    return [b for b in bids if b.value.start and b.value.end and any(b.value.start <= d <= b.value.end for d in chosen)]


def fewest_days(bids: Bids) -> Bids:
    """The shortest of them."""
    return most(bids, lambda bid: -length(bid.value.start, bid.value.end))


def earliest_day(bids: Bids) -> Bids:
    """The earliest of them."""
    earliest = min((bid.value.start for bid in bids if bid.value.start), default=None)
    return [bid for bid in bids if bid.value.start == earliest]


@lru_cache(maxsize=20_000)
def length(start: str | None, end: str | None) -> int:
    """How many days an interval has; a very large number where it is open or unknown."""
    if start is None or end is None:
        return 10**6
    return (date.fromisoformat(end) - date.fromisoformat(start)).days + 1


DATE_RULES = (reviewed, with_a_date, days_that_most_allow, fewest_days, main_of_a_story, earliest_day)


# ---- places --------------------------------------------------------------------------------------------------------
def places_that_most_allow(bids: Bids) -> Bids:
    """The places that lie within what most reports name: a province allows each of its towns."""
    return most(bids, lambda bid: len({b.channel for b in bids if holds(b.value, bid.value)}))


def finest_place(bids: Bids) -> Bids:
    """The most precise of them: a site before a town, a town before a district, and so on to the country."""
    return most(bids, lambda bid: -FINENESS[bid.value.precision])


def named_most(bids: Bids) -> Bids:
    """The place that most agencies and outlets name."""
    tellers: dict[Hashable, set[str]] = {}
    for bid in bids:
        tellers.setdefault(place_key(bid.value), set()).add(bid.channel)
    return most(bids, lambda bid: len(tellers[place_key(bid.value)]))


PLACE_RULES = (reviewed, places_that_most_allow, finest_place, named_most, main_of_a_story)


def finest(places: Sequence[Place]) -> Place | None:
    """The most precise of the places that one telling names, the first of equals."""
    return min(places, key=lambda place: FINENESS[place.precision], default=None)


def leaves(places: Sequence[Place]) -> Sequence[Place]:
    """The places that one telling names, without those that hold a finer one of them ("Bulgaria" beside "Varna")."""
    if len(places) < 2:
        return places
    return [
        outer
        for outer in places
        if not any(FINENESS[inner.precision] < FINENESS[outer.precision] and holds(outer, inner) for inner in places)
    ]


def place_key(place: Place | None) -> Hashable:
    """What makes two places one: the gazetteer's id and precision, or the folded name in its country."""
    if place is None:
        return None
    return (place.geonameid or folded(place.name), place.country, place.precision)


def holds(outer: Place, inner: Place) -> bool:
    """True where the inner place lies within the outer one, as far as their records can say."""
    if FINENESS[outer.precision] < FINENESS[inner.precision]:
        return False
    if outer.country and inner.country and outer.country != inner.country:
        return False
    if outer.geonameid is not None and outer.geonameid == inner.geonameid:
        return True
    if folded(outer.name) == folded(inner.name):
        return True
    if outer.precision == "country":
        return outer.country is not None and outer.country == inner.country
    if outer.precision == "admin1" or (outer.precision == "region" and outer.admin1):
        return bool(inner.admin1) and folded(outer.admin1 or outer.name) == folded(inner.admin1 or "")
    apart = distance(outer, inner)
    return apart is not None and apart <= REACH.get(outer.precision, 0)


def distance(a: Place, b: Place) -> float | None:
    """How many kilometres two places are apart, well enough for near ones; null where a point is unknown."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    east = abs(a.lon - b.lon)
    east = min(east, 360 - east) * cos(radians((a.lat + b.lat) / 2))
    return hypot(a.lat - b.lat, east) * KM_PER_DEGREE
