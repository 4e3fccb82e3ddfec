"""How far a place name reaches with the words around it: "eastern Baghdad", "the outskirts of Kyiv", "Idlib province".

The words decide the precision: a part of a town is a district, a part of a country or province a region.
"""

import re
from typing import NamedTuple

from dateline.codebook import gazetteer as gz
from dateline.codebook.gazetteer import Entry
from dateline.model import PlacePrecision

COMPASS = r"(?:north|south|east|west)(?:ern|-?(?:east|west)(?:ern)?)?"
SIDE = rf"(?:far[ -]|mostly |upper |lower )?(?:{COMPASS}|central|downtown|outer|inner|rural|coastal|mountainous|urban)"
PREFIX = re.compile(rf"(?:{SIDE})(?:[ ,]+(?:and )?(?:{SIDE}))*[ \n]$", re.IGNORECASE)
OUTSKIRTS = (
    r"(?:out-?skirts?|suburbs|countryside|neighbou?rhoods|districts|edges?|fringes?|environs|vicinity|parts?|"
    r"quarters|slums?|centre|center|heart|hinterland)"
)
PART_OF = re.compile(
    rf"(?:(?:{SIDE})(?:[ -]+(?:{SIDE}))?[ ]+)?{OUTSKIRTS} of (?:the (?:capital|city|town)(?: of)?,? )?$|"
    rf"\bthe (?:far )?(?:north|south|east|west|centre|center)(?:-?(?:east|west))? of $",
    re.IGNORECASE,
)
OWNED_PART = re.compile(rf"['’]s (?:(?:{SIDE}) )?{OUTSKIRTS}\b| (?:{OUTSKIRTS})\b", re.IGNORECASE)
DIVISION = re.compile(
    r"[ -](?:province|governorate|oblast|region|state|department|prefecture|krai|emirate|canton|territory)\b",
    re.IGNORECASE,
)
DISTRICT = re.compile(
    r"[ -](?:(?:sub-?)?district|county|raion|parish|municipality|township|cercle|local government area|LGA)\b",
    re.IGNORECASE,
)
TOWN = re.compile(r" (?:city|town|village)\b(?! (?:of|council|hall))", re.IGNORECASE)
DISTANCE = re.compile(
    r"(?:about |around |some |roughly |nearly |just |over |more than )?(?P<figure>\d[\d,.]*|a few|several|[a-z]+)[ -]?"
    rf"(?P<unit>km|kilomet(?:re|er)s?|miles?|mi)s?\b(?: \([^)]{{1,24}}\))? (?:to the )?"
    rf"(?:{COMPASS}(?: and )?(?:{COMPASS})? )?"
    r"(?:of|from|outside|away from|off) (?:the )?(?:city of |town of |capital,? )?$",
    re.IGNORECASE,
)


NAMED = re.compile(r"suburb|neighbou?rhood|district|quarter|slum")
NAME_BEFORE = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][\w'’-]+ $")
BESIDE = re.compile(rf"(?<!the )\b(?:just |immediately |further |farther )?{COMPASS} of $", re.IGNORECASE)
FAR_KM = 30.0  # farther than this the words place something in the region, not about the town
UNIT = re.compile(r"km|kilom|mile|mi\b", re.IGNORECASE)
ENDINGS = ("of ", "of the ", "capital ", "capital, ", "city ", "town ")


class Reach(NamedTuple):
    """The span of a name with its qualifying words, their precision, and what the point was inferred from."""

    start: int
    end: int
    precision: PlacePrecision | None
    basis: str | None


def reach(text: str, start: int, end: int, entry: Entry) -> Reach:
    """Widen a name by the words that belong to it. Precision is null where the record's own is right."""
    part: PlacePrecision = "district" if entry.kind in (gz.PLACE, gz.ADMIN2) else "region"
    before = text[max(0, start - 72) : start]
    end, precision = _after(text, end, entry)
    for pattern, nearby in ((PART_OF, before), (PREFIX, before[-48:])):
        if pattern is PART_OF and not before.endswith(ENDINGS):
            continue
        m = pattern.search(nearby)
        if m and NAMED.match(m.group()) and NAME_BEFORE.search(nearby[: m.start()]):
            continue  # "the Old Mill slum of the city" is no slum without a name
        if m and (m.start() == 0 or not nearby[m.start() - 1].isalnum()):
            if "countryside" in m.group().lower() and entry.kind == gz.PLACE:
                part = "region"
            if owned := OWNED_PART.match(text, end):
                end = owned.end()
            return Reach(start - len(nearby) + m.start(), end, part, None)
    said, far = _away(before)
    if said:
        return Reach(
            start, end, "region" if far else part, f'inferred: "{said}" the place named; the point is that place'
        )
    m = OWNED_PART.match(text, end)
    if m and entry.kind != gz.COUNTRY:
        return Reach(start, m.end(), "region" if "countryside" in m.group().lower() else part, None)
    return Reach(start, end, precision, None)


def _away(before: str) -> tuple[str, bool]:
    """The words that put something at a distance from a place ("14 km north of"), and whether that is far."""
    m = DISTANCE.search(before) if UNIT.search(before) else None
    if m:
        digits = re.sub(r"\D.*", "", m["figure"].replace(",", ""))
        km = float(digits or 0) * (1.6 if m["unit"].lower().startswith("mi") else 1.0)
        return " ".join(before[m.start() :].split()), km > FAR_KM
    m = BESIDE.search(before)
    return (" ".join(before[m.start() :].split()), False) if m else ("", False)


def _after(text: str, end: int, entry: Entry) -> tuple[int, PlacePrecision | None]:
    """The end of a name with its class word ("Idlib province"), and the precision that the word gives."""
    if entry.kind in (gz.ADMIN1, gz.REGION, gz.ADMIN2):
        m = DIVISION.match(text, end) or DISTRICT.match(text, end)
        if m:
            return m.end(), None
    elif entry.kind == gz.PLACE:
        if m := DISTRICT.match(text, end):
            return m.end(), "district"
        if m := DIVISION.match(text, end):
            return m.end(), "region"
        if m := TOWN.match(text, end):
            return m.end(), None
    return end, None
