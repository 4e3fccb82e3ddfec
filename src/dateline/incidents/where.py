"""The places of an incident: the finest that its clauses name; coarser ones that only contain them are dropped."""

import re

from msgspec.structs import replace

from dateline.incidents.drafts import Draft
from dateline.model import Place, PlaceMention

# "district" is two things in the news: a part of a town ("eastern Mosul"), finer than it, and a rural division
# ("Maradun district"), which holds towns and villages.
RURAL = 3
FINE: dict[str, int] = {"site": 0, "district": 1, "locality": 2, "admin1": 4, "region": 5, "country": 6}
DIVISION = re.compile(
    r"\b(?:district|township|county|municipality|sub-?district|raion|cercle|department|governorate|"
    r"local government area)\b",
    re.IGNORECASE,
)


def places_of(draft: Draft) -> tuple[Place, ...]:
    """The places told of a draft, each once with all its evidence, in the order of the text."""
    located: list[PlaceMention] = []
    for bout in draft.bouts:
        located += bout.places
    return merged([p.place for p in located])


def merged(places: list[Place]) -> tuple[Place, ...]:
    """Each place once; a place that contains another of the list is dropped."""
    kept: list[Place] = []
    for place in places:
        twin = next((i for i, k in enumerate(kept) if _same(k, place)), None)
        if twin is None:
            kept.append(place)
        else:
            finer = min(kept[twin], place, key=grain)
            evidence = tuple(dict.fromkeys((*kept[twin].evidence, *place.evidence)))
            kept[twin] = replace(finer, evidence=evidence)
    return tuple(p for p in kept if not any(_contains(p, q) for q in kept if q is not p))


def grain(place: Place) -> int:
    """How coarse a place is, the finest 0."""
    if place.precision == "district" and DIVISION.search(place.name):
        return RURAL
    return FINE[place.precision]


def _same(x: Place, y: Place) -> bool:
    if x.geonameid is not None and x.geonameid == y.geonameid:
        return {x.precision, y.precision} != {"site"} or x.name == y.name
    return x.name.lower() == y.name.lower() and x.country == y.country


def _contains(x: Place, y: Place) -> bool:
    """True where `x` is only the frame of the finer place `y`."""
    if grain(x) <= grain(y):
        return False
    if x.country is None:
        return x.precision == "region"
    if x.country != y.country:
        return False
    if x.precision in ("country", "region"):
        return True
    if x.precision == "admin1":
        return x.admin1 is None or y.admin1 is None or x.admin1 == y.admin1
    return x.lat is not None and y.lat is not None and abs(x.lat - y.lat) + abs((x.lon or 0) - (y.lon or 0)) < 0.6
