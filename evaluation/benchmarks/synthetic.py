"""Synthetic coded pages for measuring the ledger's speed: invented towns, doers and tolls, the same for a seed.

Events lie at a constant density of `A_DAY` tellings a day, so that more of them cover more years and not the same days
more thickly. An event is told by one to five pages, with tolls that rise and places that are sometimes coarser; one in
ten has a neighbour in the same town on the same day.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise

from msgspec import Struct

from dateline.case import StoredPage
from dateline.ledger import Intake
from dateline.model import (
    Block,
    Casualty,
    Claim,
    CodedBy,
    CodedPage,
    Count,
    DateRange,
    EventType,
    Evidence,
    Incident,
    Page,
    Participant,
    Place,
    Published,
    Report,
    Source,
    SubEventType,
)

A_DAY = 300
FIRST = date(1997, 1, 1)
COUNTRIES = 40
TOWNS = 60
KINDS: tuple[tuple[EventType, SubEventType, str], ...] = (
    ("Battles", "Armed clash", "clashed and killed"),
    ("Explosions/Remote violence", "Air/drone strike", "bombed and killed"),
    ("Explosions/Remote violence", "Remote explosive/landmine/IED", "blew up a mine and killed"),
    ("Explosions/Remote violence", "Shelling/artillery/missile attack", "shelled and killed"),
    ("Violence against civilians", "Attack", "shot and killed"),
    ("Violence against civilians", "Abduction/forced disappearance", "kidnapped and killed"),
)
SYLLABLES = "ka mo ri ta lu sen dor bei nak wa zul pe hri on gar mi tal vo".split()
BY = CodedBy("synthetic", "synthetic", "synthetic")


class Town(Struct, frozen=True):
    """An invented town."""

    name: str
    country: str
    admin1: str
    lat: float
    lon: float


class Happening(Struct, frozen=True):
    """An invented event, as it was."""

    number: int
    day: date
    town: Town
    kind: int
    doer: str
    killed: int


def towns() -> list[Town]:
    """The invented world, always the same."""
    chance = random.Random(1)
    made = []
    for c in range(COUNTRIES):
        code = chr(65 + c // 26) + chr(65 + c % 26)
        lat, lon = chance.uniform(-30, 50), chance.uniform(-100, 120)
        for t in range(TOWNS):
            name = "".join(chance.sample(SYLLABLES, 3)).capitalize()
            spot = round(lat + chance.uniform(-4, 4), 4), round(lon + chance.uniform(-4, 4), 4)
            made.append(Town(name, code, f"{code} {t % 8}", *spot))
    return made


def happenings(number: int, seed: int = 7) -> Iterator[tuple[Happening, int]]:
    """Events in the order of their days, each with the number of pages that tell it."""
    chance = random.Random(seed)
    world = towns()
    told = count = 0
    last: Happening | None = None
    while told < number:
        day = FIRST + timedelta(days=told // A_DAY)
        town = last.town if last is not None and last.day == day and chance.random() < 0.1 else chance.choice(world)
        doer = f"{town.country} {chance.choice('Front Army Brigade Movement Guard League'.split())}"
        last = Happening(
            count, day, town, chance.randrange(len(KINDS)), doer, chance.choice((1, 2, 3, 4, 6, 9, 15, 40))
        )
        pages = min(chance.choice((1, 1, 1, 2, 2, 3, 4, 5)), number - told)
        told += pages
        count += 1
        yield last, pages


def intakes(number: int, seed: int = 7) -> Iterator[tuple[Intake, tuple[int, ...]]]:
    """Pages with `number` incidents in all, two on most; with each, the numbers of the events that it tells."""
    chance = random.Random(seed + 1)
    waiting: list[Happening] = []
    for happening, pages in happenings(number, seed):
        waiting += [happening] * pages
        while len(waiting) > 40:
            yield _page(waiting, chance)
    while waiting:
        yield _page(waiting, chance)


def _page(waiting: list[Happening], chance: random.Random) -> tuple[Intake, tuple[int, ...]]:
    """A page that tells the next event, and in two of three one more."""
    main = waiting.pop(0)
    told = [main]
    other = next((i for i, one in enumerate(waiting) if one.number != main.number), None)
    if other is not None and chance.random() < 0.67:
        told.append(waiting.pop(other))
    return _coded(told, chance), tuple(one.number for one in told)


class _Writer:
    """Text with the spans of what is written."""

    def __init__(self) -> None:
        self.text = ""

    def put(self, words: str) -> Evidence:
        """Add words; gives their span."""
        start = len(self.text)
        self.text += words
        return ((start, len(self.text)),)


def _coded(told: list[Happening], chance: random.Random) -> Intake:
    page = _Writer()
    outlet = f"Outlet {chance.randrange(200)}"
    day = max(one.day for one in told) + timedelta(days=chance.choice((0, 0, 1)))
    headline = page.put(f"Violence in {told[0].town.name} ({chance.randrange(10**9)})")
    starts = [0, len(page.text)]
    incidents, claims = [], []
    for number, one in enumerate(told, 1):
        page.put("\n\n")
        incident, claim = _incident(page, one, number, chance)
        incidents.append(incident)
        claims.append(claim)
        starts.append(len(page.text))
    data = page.text.encode()
    id = sha256(data).hexdigest()
    published = Published(f"{day}T12:00", f"{day}T12:00", "minute", ())
    blocks = tuple(Block("headline" if a == 0 else "paragraph", a + 2 * (a > 0), b) for a, b in pairwise(starts))
    whole = Page(
        id, f"synthetic/{id[:12]}.txt", page.text, "en", published, (), page.text[: starts[1]], None, (), None, outlet,
        None, blocks,
    )  # fmt: skip
    report = Report("r1", "story", whole.headline, None, published, headline)
    coded = CodedPage("dateline/1", whole, (report,), tuple(incidents), tuple(claims), (), (), (), BY)
    return Intake(StoredPage(id, whole.source, None, None, None, data), coded)


def _incident(page: _Writer, one: Happening, number: int, chance: random.Random) -> tuple[Incident, Claim]:
    event, sub_event, verb = KINDS[one.kind]
    start = len(page.text)
    doer = page.put(one.doer)
    page.put(f" {verb} ")
    killed = one.killed + chance.choice((0, 0, 0, 0, 1))
    toll = page.put(f"{killed} people")
    page.put(" in ")
    coarse = chance.random() < 0.1
    place = page.put(one.town.admin1 if coarse else one.town.name)
    page.put(" on ")
    when = page.put(str(one.day))
    page.put(", ")
    source = page.put(chance.choice(("police", "a doctor", "residents", "the army")))
    said = page.put(" said")
    page.put(".")
    whole: Evidence = ((start, len(page.text)),)
    name = f"c{number}"
    spot = (round(one.town.lat), round(one.town.lon)) if coarse else (one.town.lat, one.town.lon)
    incident = Incident(
        id=f"i{number}",
        report="r1",
        main=number == 1,
        summary=f"{sub_event} in {one.town.name}",
        event_type=event,
        sub_event_type=sub_event,
        status="happened",
        count=Count(1, 1),
        date=DateRange(str(one.day), str(one.day), "day", when),
        places=(
            Place(
                one.town.admin1 if coarse else one.town.name, one.town.country, one.town.admin1, float(spot[0]),
                float(spot[1]), "admin1" if coarse else "locality", None, place,
            ),
        ),
        participants=(Participant("perpetrator", one.doer, None, "Rebel group", None, doer),),
        casualties=(Casualty("killed", killed, killed, f"{killed} people", "people", "unknown", name, toll),),
        weapons=(),
        objects=(),
        evidence=whole,
    )  # fmt: skip
    source_said = page.text[source[0][0] : source[0][1]]
    return incident, Claim(
        name,
        f"i{number}",
        "reports",
        Source(source_said, "police", False, source),
        None,
        whole,
        said,
        "indirect",
        whole,
    )
