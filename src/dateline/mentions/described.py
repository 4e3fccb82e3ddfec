"""Places that a page describes by its country: "the capital", "the Kenyan capital", "the country's east".

A bare "the capital" or "the country" is that of the country that the report speaks of most.
"""

import re
from collections import Counter
from collections.abc import Iterable

from dateline.codebook.gazetteer import Entry, Gazetteer
from dateline.mentions.parts import reach
from dateline.model import Document, Place, PlaceMention, PlacePrecision

SIDE = (
    r"(?:far |extreme )?(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?|centre|center|central|interior|heartland"
)
CAPITAL = re.compile(
    r"\b(?:the (?:country['’]s |nation['’]s )?|(?:the country|the nation)['’]s )capital(?: city)?\b", re.IGNORECASE
)
OWN_CAPITAL = re.compile(r"(?:['’]s?)? capital(?: city)?\b", re.IGNORECASE)
PART = re.compile(
    rf"\b(?:the )?(?P<a>{SIDE}) (?:part|parts|region|regions|areas?) of the country\b"
    rf"|\bthe country['’]s (?P<b>{SIDE})(?: (?:part|region|areas?))?\b"
    rf"|\bthe (?P<c>{SIDE}) of the country\b",
    re.IGNORECASE,
)
NO_CITY = re.compile(
    r"-|[ -](?:punishment|gains?|markets?|letters?|offen[cs]es?|crimes?|murder|expenditure|flows?|adequacy)"
    r"| of ",
    re.IGNORECASE,
)
NAMED_AFTER = re.compile(r",? (?:city |of )*$")
NAMED_BEFORE = re.compile(r",? (?:which is |is |was )?$")


def described_places(document: Document, known: Iterable[PlaceMention], gazetteer: Gazetteer) -> list[PlaceMention]:
    """Capitals and parts of a country that are described, not named; `known` are the places that are named."""
    text = document.page.text
    if "capital" not in text and "country" not in text and "CAPITAL" not in text:
        return []
    mentions = sorted(known, key=lambda m: m.start)
    home = _Home(document, mentions)
    found: list[PlaceMention] = []
    for sentence in document.sentences:
        near = [m for m in mentions if sentence.start <= m.start < sentence.end]
        for m in CAPITAL.finditer(text, sentence.start, sentence.end):
            country = home.of(sentence.report)
            if country and not _is_named(text, m.span(), near):
                found += _capital(text, m.span(), country, gazetteer)
        found += [
            c for n in near if n.adjective or n.place.precision == "country" for c in _owned(text, n, near, gazetteer)
        ]
        for m in PART.finditer(text, sentence.start, sentence.end):
            country = home.of(sentence.report)
            entry = gazetteer.country(country) if country else None
            if entry:
                found.append(_mention(text, m.span(), entry, "region", f"inferred: a part of {entry.name}"))
    return found


class _Home:
    """The country that a report, or else the page, speaks of most; of several the first."""

    def __init__(self, document: Document, mentions: list[PlaceMention]) -> None:
        self.reports: dict[str, Counter[str]] = {}
        self.page: Counter[str] = Counter()
        ends = [(s.start, s.end, s.report) for s in document.sentences]
        for m in mentions:
            report = next((r for start, end, r in ends if start <= m.start < end), "")
            if m.place.country:
                weight = 1 if m.adjective else 2
                self.reports.setdefault(report, Counter())[m.place.country] += weight
                self.page[m.place.country] += weight

    def of(self, report: str) -> str | None:
        """The country of a report by its id."""
        top = (self.reports.get(report) or self.page).most_common(1)
        return top[0][0] if top else None


def _is_named(text: str, span: tuple[int, int], near: list[PlaceMention]) -> bool:
    """Whether the words beside say the capital's name, or are of some other kind of capital."""
    if NO_CITY.match(text, span[1]):
        return True
    towns = [m for m in near if not m.adjective and m.place.precision != "country"]
    return any(
        (m.start >= span[1] and NAMED_AFTER.fullmatch(text, span[1], m.start))
        or (m.end <= span[0] and NAMED_BEFORE.fullmatch(text, m.end, span[0]))
        or (m.start < span[1] and m.end > span[0])
        for m in towns
    )


def _owned(text: str, m: PlaceMention, near: list[PlaceMention], gazetteer: Gazetteer) -> list[PlaceMention]:
    """The capital that is said to be a country's: "the Kenyan capital", "Kenya's capital"."""
    owned = OWN_CAPITAL.match(text, m.end)
    if owned is None or m.place.country is None or _is_named(text, (owned.start() + 1, owned.end()), near):
        return []
    begin = m.start - 4 if text[max(0, m.start - 4) : m.start].lower() == "the " else m.start
    return _capital(text, (begin, owned.end()), m.place.country, gazetteer)


def _capital(text: str, span: tuple[int, int], country: str, gazetteer: Gazetteer) -> list[PlaceMention]:
    entry = gazetteer.capital(country)
    if entry is None:
        return []
    around = reach(text, *span, entry)
    span = (around.start, around.end)
    return [_mention(text, span, entry, around.precision or "locality", f"inferred: the capital, {entry.name}")]


def _mention(text: str, span: tuple[int, int], entry: Entry, precision: PlacePrecision, basis: str) -> PlaceMention:
    place = Place(
        name=" ".join(text[slice(*span)].split()),
        country=entry.country,
        admin1=None,
        lat=entry.lat,
        lon=entry.lon,
        precision=precision,
        geonameid=entry.geonameid,
        evidence=(span,),
        basis=basis,
    )
    return PlaceMention(*span, place)
