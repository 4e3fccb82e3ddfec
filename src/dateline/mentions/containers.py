"""A place that the words beside a name say it lies in is binding: "Kaya village, in the X district of Zamfara State".

What the words contain is never looked for elsewhere in the world: a namesake inside wins, and where there is none the
name is given up, so that it becomes an unknown place of its container.
"""

import re
from collections.abc import Sequence

from dateline.codebook import gazetteer as gz
from dateline.codebook.gazetteer import Entry
from dateline.mentions.resolve import HYPHENS, Choice, Toponym, distance_km, within

KINDS = r"village|town|city|hamlet|settlement|suburb|neighbou?rhood|area|port|camp|locality|commune"
UNITS = (
    r"(?:sub-?)?district|county|township|municipality|commune|prefecture|department|cercle|raion|"
    r"local government area|LGA|area|region|province|state|governorate"
)
COMPASS = r"(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?"
UPPER = r"[A-ZÀ-ÖØ-ÞĀŁŠŞŽİÇ][\w'’-]+"
STATED = re.compile(
    rf"(?: (?:{KINDS}))?(?P<comma>,)?(?P<apposed> an? (?:[a-z-]+ ){{0,3}}(?:{KINDS}))?"
    rf"(?: (?P<word>in|of)(?: the)?(?: (?:{UPPER}[ -]){{1,3}}(?:{UNITS})(?: of| in|,)(?: the)?)?"
    rf"(?: (?:{COMPASS}|central|country['’]s|[a-z]+ (?:{UNITS}) of))?)? $"
)
CLOSED = re.compile(r"\s*(?:[,.;:)\n]|$)|\s(?:on|after|when|last|early|late|where|with|in)\b")
LIST = re.compile(r"(?:,? and |, )[A-Z]")
REACH = 96
FAMOUS = 300_000
FAR_KM = 250.0


def bound(text: str, toponyms: Sequence[Toponym], choices: list[Choice | None]) -> list[Choice | None]:
    """The choices without those that lie outside the place in which the text puts them."""
    out = list(choices)
    for i in range(len(toponyms) - 1, -1, -1):
        choice, outer = out[i], _container(text, toponyms, out, i)
        if choice is None or outer is None or not _outside(choice.entry, outer):
            continue
        inside = [n for n in toponyms[i].named if n.how != gz.ADJECTIVE and within(n.entry, outer)]
        if inside:
            best = max(inside, key=lambda n: (n.entry.population, -n.entry.number))
            out[i] = Choice(best.entry, best.how, choice.support, choice.others)
        elif not _famous(choice.entry):
            out[i] = None
    return out


def _container(text: str, toponyms: Sequence[Toponym], choices: list[Choice | None], i: int) -> Entry | None:
    """The country or division that the words after a name say it lies in; the nearest that they name."""
    for j in range(i + 1, min(i + 3, len(toponyms))):
        start, end = toponyms[i].end, toponyms[j].start
        if not 0 < end - start <= REACH or text[toponyms[j].end : toponyms[j].end + 1] in HYPHENS:
            return None
        stated = STATED.fullmatch(text, start, end)
        other = choices[j]
        if stated and other and other.entry.kind in (gz.COUNTRY, gz.ADMIN1):
            if not stated["word"] and not (stated["comma"] and _closed(text, toponyms[j].end)):
                return None
            return other.entry
    return None


def _closed(text: str, end: int) -> bool:
    """Whether a name after a comma ends an address; a list goes on, or the name begins a clause of its own."""
    return bool(CLOSED.match(text, end)) and not LIST.match(text, end)


def _outside(inner: Entry, outer: Entry) -> bool:
    if inner.kind in (gz.COUNTRY, gz.REGION) or inner.country != outer.country:
        return inner.kind not in (gz.COUNTRY, gz.REGION)
    if outer.kind == gz.COUNTRY or within(inner, outer):
        return False
    return inner.kind == gz.PLACE and distance_km(inner.lat, inner.lon, outer.lat, outer.lon) > FAR_KM


def _famous(entry: Entry) -> bool:
    return entry.kind == gz.ADMIN1 or entry.capital or entry.population >= FAMOUS
