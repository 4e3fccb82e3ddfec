"""Invented coded pages from short tables, and what tests ask of a ledger's tables.

A page is a headline and one sentence for each incident that it tells; `finds` says what a coding makes of a sentence
where that is not what the sentence says, or leaves sentences out, so that a page can be coded anew in any way.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, get_args

from msgspec import Struct
from sqlalchemy import select

from dateline.case import StoredPage, Telling
from dateline.ledger import Intake, Ledger, journal, schema
from dateline.ledger.archive import entry as entry_of
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
    Span,
    SubEventType,
    Weapon,
)

V1, V2, V3 = (CodedBy(version, "book-1", "rules") for version in ("1.0", "2.0", "3.0"))
NOON = datetime(2021, 6, 1, 12, 0, tzinfo=UTC)
PLACES = {
    "Varna": ("BG", "Varna", 43.217, 27.911, "locality"),
    "Varna harbour": ("BG", "Varna", 43.193, 27.908, "site"),
    "Burgas": ("BG", "Burgas", 42.506, 27.468, "locality"),
    "Medellín": ("CO", "Antioquia", 6.25, -75.56, "locality"),
    "Medenine": ("TN", "Medenine", 33.354, 10.505, "locality"),
    "Al-Qa'im": ("IQ", "Anbar", 34.369, 41.094, "locality"),
    "Харків": ("UA", "Харківська область", 49.98, 36.25, "locality"),
}
EVENTS: dict[SubEventType, EventType] = {
    "Armed clash": "Battles",
    "Attack": "Violence against civilians",
    "Air/drone strike": "Explosions/Remote violence",
    "Remote explosive/landmine/IED": "Explosions/Remote violence",
    "Peaceful protest": "Protests",
}
assert set(EVENTS) <= set(get_args(SubEventType))


class Told(Struct, frozen=True, kw_only=True):
    """One incident as a sentence of a page tells it; what a test does not say is the same for all."""

    place: str | None = "Varna"
    day: str | None = "2021-05-02"
    last: str | None = None
    killed: tuple[int | None, int | None] | None = (9, 9)
    wounded: tuple[int | None, int | None] | None = None
    type: SubEventType = "Armed clash"
    doer: str = "Militants"
    actor: str | None = None
    weapon: bool = False
    by: str | None = "police"

    def sentence(self) -> str:
        """The words of the page."""
        parts = [f"{self.doer} struck {self.place or 'somewhere'} on {self.day or 'some day'} ({self.type})"]
        parts += [f"{figure(row)} {kind}" for kind, row in self.rows()]
        parts += ["with a mortar"] if self.weapon else []
        return ", ".join(parts) + (f", {self.by} said." if self.by else ".")

    def rows(self) -> list[tuple[Any, tuple[int | None, int | None]]]:
        """The figures by kind."""
        both = (("killed", self.killed), ("wounded", self.wounded))
        return [(kind, row) for kind, row in both if row is not None]


def figure(row: tuple[int | None, int | None]) -> str:
    """A figure in words."""
    low, high = row
    return f"{low}" if low == high else f"at least {low}" if high is None else f"{low} to {high}"


def page(
    *told: Told,
    name: str = "courier",
    finds: Mapping[int, Told] | None = None,
    by: CodedBy = V1,
    lead: str = "",
    published: str | None = "2021-05-03",
    source: str | None = None,
) -> Intake:
    """A page that tells some incidents, coded: each as its sentence says, or as `finds` has it by number.

    `lead` are words that this version's reader puts before the text: the page is the same, its reading another.
    """
    lines = [f"The {name}: news of the day", *(one.sentence() for one in told)]
    data = "\n".join(lines).encode()
    text, spans, blocks = lead, [], []
    for line in lines:
        spans.append((len(text), len(text) + len(line)))
        blocks.append(Block("paragraph" if len(blocks) else "headline", *spans[-1]))
        text += line + "\n"
    told_as = dict(enumerate(told)) if finds is None else finds
    incidents, claims = [], []
    for number, one in sorted(told_as.items()):
        incident, claim = _incident(number, one, text, spans[number + 1], main=not incidents)
        incidents.append(incident)
        claims += [claim] if claim else []
    when = Published(published, published, "day" if published else "unknown", ())
    id = sha256(data).hexdigest()
    source = source or f"{name}.txt"
    coded = CodedPage(
        schema="dateline/1",
        page=Page(id, source, text, "en", when, (), lines[0], None, (), None, name, None, tuple(blocks)),
        reports=(Report("r1", "story", lines[0], None, when, (spans[0],)),),
        incidents=tuple(incidents),
        claims=tuple(claims),
        links=(),
        statements=(),
        issues=(),
        coded_by=by,
    )
    return Intake(StoredPage(id, source, None, "2021-05-04T08:00:00Z", None, data), coded)


def _incident(number: int, one: Told, text: str, at: Span, *, main: bool) -> tuple[Incident, Claim | None]:
    def words(some: str) -> Evidence:
        """The place of some words in the sentence, or all of it."""
        start = text.find(some, *at)
        return ((start, start + len(some)),) if start >= 0 else (at,)

    id, claim = f"i{number + 1}", None
    if one.by:
        source = Source(one.by, "police", False, words(one.by))
        claim = Claim(f"c{number + 1}", id, "reports", source, None, (at,), words("said"), "indirect", (at,))
    last = one.last or one.day
    days = DateRange(one.day, last, "day" if one.day == last else "days", words(one.day or ""))
    if one.day is None:
        days = DateRange(None, None, "unknown", ())
    incident = Incident(
        id=id,
        report="r1",
        main=main,
        summary=one.sentence(),
        event_type=EVENTS[one.type],
        sub_event_type=one.type,
        status="happened",
        count=Count(1, 1),
        date=days,
        places=() if one.place is None else (place_of(one.place, words(one.place)),),
        participants=(Participant("perpetrator", one.doer, one.actor, "Rebel group", None, words(one.doer)),),
        casualties=tuple(
            Casualty(kind, *row, figure(row), None, "unknown", claim.id if claim else None, words(figure(row)))
            for kind, row in one.rows()
        ),
        weapons=(Weapon("mortar", "mortar", 1, 1, words("mortar")),) if one.weapon else (),
        objects=(),
        evidence=(at,),
    )
    return incident, claim


def place_of(name: str, evidence: Evidence) -> Place:
    """A place of the table, or a village of no coordinates."""
    country, admin1, lat, lon, precision = PLACES.get(name, ("BG", None, None, None, "locality"))
    return Place(name, country, admin1, lat, lon, precision, None, evidence)  # type: ignore[arg-type]


# ---- what tests ask of a ledger --------------------------------------------------------------------------------------
def only(ledger: Ledger) -> Telling:
    """The one telling of a ledger that has one."""
    (case,) = ledger.cases()
    (telling,) = ledger.tellings(case.id)
    return telling


def value(telling: Telling, property: str, number: int = 0) -> str:
    """The id of a telling's value that stands or was rejected, the first of its property."""
    return [one.finding for one in telling.values if one.property == property][number]


def killed(telling: Telling) -> list[tuple[int | None, int | None]]:
    """The figures of a telling."""
    return [(row.low, row.high) for row in telling.incident.casualties if row.kind == "killed"]


def groups(ledger: Ledger) -> set[tuple[str, ...]]:
    """The cases as the keys of their tellings."""
    with ledger.store.reading() as connection:
        rows = connection.execute(select(schema.telling.c.case_id, schema.telling.c.key)).all()
    found: dict[str, list[str]] = {}
    for case, key in rows:
        found.setdefault(case, []).append(key)
    return {tuple(sorted(keys)) for keys in found.values()}


def present(ledger: Ledger, *without: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the present state, table by table, sorted."""
    with ledger.store.reading() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in schema.PRESENT
            if table.name not in without
        }


def written(ledger: Ledger) -> dict[str, int]:
    """How many rows each append-only table has."""
    with ledger.store.reading() as connection:
        return {table.name: len(connection.execute(select(table)).all()) for table in schema.APPEND_ONLY}


def assert_chained(ledger: Ledger) -> None:
    """The entries are numbered without a gap, and each is hashed over the one before it."""
    with ledger.store.reading() as connection:
        rows = connection.execute(select(schema.entry).order_by(schema.entry.c.seq)).all()
    before = journal.FIRST
    for number, row in enumerate(rows, 1):
        entry = entry_of(row)
        assert entry.seq == number
        assert entry.id == journal.chained(before, entry)
        before = entry.id
