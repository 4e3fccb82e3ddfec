"""A coded page taken apart into findings, and findings put together to records again.

A field of an incident, and each row of its lists, is one finding, so that a person can correct one alone. Ids of the
page ("i1", "c2") do not outlive a coding; findings speak of records by their lasting keys.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct, structs

from dateline.case import Finding
from dateline.ledger import canonical
from dateline.ledger.keys import Keys
from dateline.model import (
    Casualty,
    Claim,
    CodedPage,
    Count,
    DamagedObject,
    DateRange,
    Evidence,
    Incident,
    Participant,
    Place,
    Weapon,
)

NEAR = 4
"""Digits of a finding's id that are those of its reading."""

PAGE = "page"
"""The subject of findings about the page itself."""

ROWS: dict[str, tuple[str, type[Struct]]] = {
    "place": ("places", Place),
    "participant": ("participants", Participant),
    "casualty": ("casualties", Casualty),
    "weapon": ("weapons", Weapon),
    "object": ("objects", DamagedObject),
}
"""The lists of an incident: a property's name, the field, and the record of one row."""

FIELDS = ("told", "type", "status", "count", "date", "summary")
"""The properties of an incident that have one value."""

Values = dict[str, Any]


class Drawn(Struct, frozen=True):
    """A finding without its hash: what is said, about what, in which words."""

    subject: str
    property: str
    value: Values
    evidence: Evidence
    stage: str


def findings(coded: CodedPage, reading: str, keys: Keys) -> tuple[Finding, ...]:
    """All findings of a coded page, in the order of its records; equal ones once."""
    method = f"{coded.coded_by.model}/"
    made = (stored(drawn, reading, method + drawn.stage) for drawn in _drawn(coded, keys))
    return tuple({finding.id: finding for finding in made}.values())


def stored(drawn: Drawn, reading: str, method: str) -> Finding:
    """The finding with its content's hash as its id."""
    made = Finding("", reading, drawn.subject, drawn.property, canonical.encode(drawn.value), drawn.evidence, method)
    return structs.replace(made, id=content_hash(made))


def content_hash(finding: Finding) -> str:
    """What the id of a finding must be: four digits of its reading's, and sixty of its content's hash.

    So the values of a page lie together in the store's index, and a million pages are added as fast as the first.
    """
    content = (finding.reading, finding.subject, finding.property, finding.value, finding.evidence, finding.method)
    return finding.reading[:NEAR] + canonical.digest(*content)[NEAR:]


def _drawn(coded: CodedPage, keys: Keys) -> Iterator[Drawn]:
    yield from _page(coded)
    for report in coded.reports:
        yield _record(keys.reports[report.id], "report", report, "read", drop=("id",))
    for incident in coded.incidents:
        yield from _incident(incident, keys)
    for claim in coded.claims:
        about = {"about": keys.incidents.get(claim.about or "")}
        yield _record(keys.claims[claim.id], "claim", claim, "claims", drop=("id",), change=about)
    for link in coded.links:
        ends = {"to": keys.incidents[link.to]}
        yield _record(keys.incidents[link.from_], "link", link, "incidents", drop=("from",), change=ends)
    for statement in coded.statements:
        yield _record(PAGE, "statement", statement, "claims")
    for issue in coded.issues:
        yield _record(PAGE, "issue", issue, "issues")


def _page(coded: CodedPage) -> Iterator[Drawn]:
    page = coded.page
    masthead: Values = {
        "outlet": page.outlet,
        "agency": page.agency,
        "authors": page.authors,
        "section": page.section,
        "dateline": page.dateline,
        "language": page.language,
    }
    yield Drawn(PAGE, "masthead", masthead, (), "read")
    yield Drawn(PAGE, "headline", {"headline": page.headline, "standfirst": page.standfirst}, (), "read")
    yield _record(PAGE, "published", page.published, "read")
    yield Drawn(PAGE, "blocks", {"blocks": [[b.role, b.start, b.end] for b in page.blocks]}, (), "read")


def _incident(incident: Incident, keys: Keys) -> Iterator[Drawn]:
    key, report = keys.incidents[incident.id], keys.reports[incident.report]
    for property, value, evidence in incident_values(incident, report, keys.claims):
        yield Drawn(key, property, value, evidence, "incidents")


def incident_values(
    incident: Incident, report: str, claims: Mapping[str, str]
) -> Iterator[tuple[str, Values, Evidence]]:
    """The properties and rows of an incident, with lasting keys for its report and for the claims of its rows."""
    words = incident.evidence
    yield "told", {"report": report, "main": incident.main}, words
    yield "type", {"event_type": incident.event_type, "sub_event_type": incident.sub_event_type}, words
    yield "status", {"status": incident.status}, words
    yield "count", {"low": incident.count.low, "high": incident.count.high}, words
    yield "date", *taken(incident.date)
    yield "summary", {"summary": incident.summary}, words
    for property, (field, _) in ROWS.items():
        for row in getattr(incident, field):
            value, evidence = taken(row)
            if "claim" in value:
                value["claim"] = claims.get(value["claim"] or "")
            yield property, value, evidence


def _record(
    subject: str, property: str, record: Struct, stage: str, drop: tuple[str, ...] = (), change: Values | None = None
) -> Drawn:
    value, evidence = taken(record)
    for field in drop:
        value.pop(field, None)
    if change:
        value.update(change)
    return Drawn(subject, property, value, evidence, stage)


def taken(record: Struct) -> tuple[Values, Evidence]:
    """A record as a value without floats, and the evidence beside it."""
    value: Values = msgspec.to_builtins(record)
    evidence: Evidence = tuple(tuple(span) for span in value.pop("evidence", ()))
    for side in ("lat", "lon"):
        if side in value:
            value[side] = canonical.degrees(value[side])
    return value, evidence


# ---- and back --------------------------------------------------------------------------------------------------------
def row(property: str, finding: Finding) -> Struct:
    """The record of a list's row: a Place, Participant, Casualty, Weapon or DamagedObject."""
    value = value_of(finding)
    for side in ("lat", "lon"):
        if value.get(side) is not None:
            value[side] = float(value[side])
    made: Struct = msgspec.convert({**value, "evidence": finding.evidence}, ROWS[property][1])
    return made


def date(finding: Finding) -> DateRange:
    """The days of an incident."""
    return msgspec.convert({**value_of(finding), "evidence": finding.evidence}, DateRange)


def claim(finding: Finding) -> Claim:
    """A claim, under its lasting key."""
    return msgspec.convert({**value_of(finding), "id": finding.subject, "evidence": finding.evidence}, Claim)


def incident_of(finding: Finding) -> str | None:
    """The incident that a finding belongs to: its subject, or the one that its claim is about."""
    return value_of(finding)["about"] if finding.property == "claim" else finding.subject


def count(value: Mapping[str, Any]) -> Count:
    """How many acts an incident stands for."""
    return Count(value["low"], value["high"])


def value_of(finding: Finding) -> Values:
    """The value of a finding as plain objects."""
    value: Values = msgspec.json.decode(finding.value)
    return value
