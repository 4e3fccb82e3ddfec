"""Say the values of a coded page in plain words, the same in every view."""

from datetime import date, datetime

from msgspec import UNSET, UnsetType

from dateline.codebook.gazetteer import open_gazetteer
from dateline.errors import CodebookError
from dateline.model import (
    Casualty,
    Claim,
    Count,
    DateRange,
    Incident,
    Link,
    Participant,
    Place,
    Published,
    Weapon,
)

STANCES = {
    "reports": "reports",
    "confirms": "confirms",
    "blames": "blames",
    "claims_responsibility": "claims responsibility",
    "denies": "denies",
    "doubts": "doubts",
    "cannot_verify": "could not verify",
    "declines_comment": "gave no comment",
    "threatens": "threatens",
    "condemns": "condemns",
}
LINKS = {
    "retaliation_for": "is retaliation for",
    "follows": "follows",
    "part_of": "is part of",
    "same_as": "is the same event as",
}
CASUALTIES = {"killed_or_wounded": "killed or wounded"}
REPORTS = {"story": "Story", "teaser": "Teaser", "ranking": "Most-read list"}
UNKNOWN = "not stated"
ANYBODY = frozenset("person persons people others another dead wounded victims casualties".split())
"""Words for those who were harmed that say no more than that they were."""


def day(iso: str) -> str:
    """An ISO date or minute in words: "4 January 2024", "4 January 2024, 15:48".

    Text that is no ISO time comes back as it is.
    """
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    words = f"{moment.day} {moment:%B} {moment.year}"
    return f"{words}, {moment:%H:%M}" if "T" in iso else words


def span_of_days(start: str | None, end: str | None) -> str:
    """Two ISO bounds as one phrase: "1–31 December 2023", "3 May 2021 to 2 June 2022", "since 3 May 2021"."""
    if start is None and end is None:
        return UNKNOWN
    if start is None or end is None:
        return f"since {day(start)}" if start is not None else f"until {day(end or '')}"
    if start == end:
        return day(start)
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        return f"{day(start)} to {day(end)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(end)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} – {day(end)}"
    return f"{day(start)} – {day(end)}"


def when(value: DateRange) -> str:
    """The day or days of an incident; a single day with its weekday."""
    if value.start is not None and value.start == value.end:
        try:
            return f"{date.fromisoformat(value.start):%A} {day(value.start)}"
        except ValueError:
            return day(value.start)
    return span_of_days(value.start, value.end)


def published(value: Published) -> str:
    """The time of publication, or the bounds it lies between."""
    if value.start is None and value.end is None:
        return UNKNOWN
    same = value.start == value.end or value.start is None or value.end is None
    if not same and "T" in (value.start or ""):
        if (value.start or "")[:10] == (value.end or "")[:10]:
            return f"{day((value.start or '')[:10])}, {(value.start or '')[11:]}–{(value.end or '')[11:]}"
        return f"between {day(value.start or '')} and {day(value.end or '')}"
    return span_of_days(value.start, value.end)


def figure(low: int | None, high: int | None, words: str | None = None) -> str:
    """A range as a reader says it: "4", "at least 4", "up to 60", "10–15"; the page's words where it has no number."""
    if low is None and high is None:
        return f"“{words}”" if words else "number not given"
    if high is None:
        return f"at least {low:,}"
    if low is None:
        return f"up to {high:,}"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def casualty_kind(row: Casualty) -> str:
    """The kind of harm in words."""
    return CASUALTIES.get(row.kind, row.kind)


def series(count: Count) -> str | None:
    """How many acts an incident stands for, or nothing where it is one."""
    if (count.low, count.high) == (1, 1):
        return None
    return f"{figure(count.low, count.high)} acts"


def toll(incident: Incident) -> list[str]:
    """The casualties of an incident in short, rival figures of one kind side by side: "killed 27 / 31 soldiers"."""
    kinds: dict[str, list[str]] = {}
    for row in incident.casualties:
        told = figure(row.low, row.high, row.words)
        group = row.who if row.who and row.who.casefold() not in ANYBODY else None
        kinds.setdefault(casualty_kind(row), []).append(f"{told} {group}" if group else told)
    return [f"{kind} {' / '.join(dict.fromkeys(figures))}" for kind, figures in kinds.items()]


def country(iso: str | None) -> str | None:
    """The name of a country by its ISO code; the code itself where the gazetteer has no name for it."""
    try:
        known = open_gazetteer().country(iso) if iso else None
    except CodebookError:
        return iso
    return known.name if known else iso


def place_detail(place: Place) -> str:
    """What is known of a place beside its name: region, country, how precise, coordinates in degrees."""
    region = place.admin1 if place.admin1 and place.admin1 != place.name else None
    land = country(place.country)
    parts = [", ".join(x for x in (region, land if land != place.name else None) if x)]
    parts.append("country only" if place.precision == "country" else place.precision)
    if place.lat is not None and place.lon is not None and place.precision != "country":
        parts.append(f"{place.lat:.2f}, {place.lon:.2f}")
    return " · ".join(x for x in parts if x)


def who(row: Casualty) -> str:
    """Who was harmed, and whether the page calls them civilians or combatants."""
    group = row.who or "persons not described"
    return group if row.status == "unknown" else f"{group} ({row.status})"


def source_name(claim: Claim) -> str:
    """The voice of a claim; the page itself where no source is named."""
    return claim.source.name or "the page, in its own voice"


def claim_line(claim: Claim) -> str:
    """Stance and target of a claim: "blames US", "could not verify"."""
    words = f"▸ {STANCES.get(claim.stance, claim.stance)}"
    return f"{words} ▸ {claim.target}" if claim.target else words


def participant_detail(row: Participant) -> str:
    """The part somebody played, and what kind of actor they are."""
    return f"{row.role} · {row.kind}" if row.kind else row.role


def weapon(row: Weapon) -> str:
    """A weapon with its number: "drone (one-way attack drone), at least 2"."""
    name = row.kind if row.name.casefold() in (row.kind, f"{row.kind}s") else f"{row.name} ({row.kind})"
    return name if (row.low, row.high) == (None, None) else f"{name}, {figure(row.low, row.high)}"


def link_line(link: Link, titles: dict[str, str]) -> str:
    """A link as a sentence over two incidents, each with its short title."""
    kind = LINKS.get(link.kind, link.kind)
    return f"{named(link.from_, titles)} {kind} {named(link.to, titles)}"


def named(incident: str, titles: dict[str, str]) -> str:
    """An incident's id with its short title in brackets, where there is one."""
    return f"{incident} ({titles[incident]})" if titles.get(incident) else incident


def title(incident: Incident) -> str:
    """A short name for an incident: its sub-event type and its first place."""
    kind = incident.sub_event_type if incident.sub_event_type != "Other" else incident.event_type
    return f"{kind}, {incident.places[0].name}" if incident.places else kind


def in_short(incident: Incident) -> str:
    """An incident on one line of a list: title, day and toll."""
    return " · ".join((title(incident), span_of_days(incident.date.start, incident.date.end), *toll(incident)))


def basis(value: str | UnsetType) -> str | None:
    """The note that says from what a value was inferred, or nothing where the page says it outright."""
    return None if value is UNSET or not isinstance(value, str) else value


def no_incident(elsewhere: int) -> str:
    """That a story tells of no incident, and how many stand in the other reports of its page."""
    said = "No incident was coded in the story of this page"
    return f"{said}; {elsewhere:,} in other reports on it." if elsewhere else f"{said}."


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: "1 page", "2 pages"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
