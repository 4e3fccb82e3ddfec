"""The fields of a case that must be one value: type, status, series, and summary; dates and places have their own file.

Each field takes one bid from every telling and narrows the bids by its ordered tuple of rules.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, get_args

from msgspec import structs

from dateline.case import Choice, Telling
from dateline.link.choose import ALONE, Bid, Bids, Key, Rule, main_of_a_story, most, most_reports, narrow, reviewed
from dateline.link.figures import REVIEWED
from dateline.link.sources import channel, published
from dateline.link.spans import DATE_RULES, PLACE_RULES, finest, leaves, place_key
from dateline.link.traits import is_series
from dateline.model import DateRange, EventType, Incident, Place, ReportKind, Status, SubEventType

# ACLED's codebook lists its sub-events from the highest to the lowest; the names of the format stand in that order.
ORDER: dict[SubEventType, int] = {name: rank for rank, name in enumerate(get_args(SubEventType))}
STATUSES: dict[Status, int] = {name: rank for rank, name in enumerate(get_args(Status))}
KINDS: dict[ReportKind, int] = {name: rank for rank, name in enumerate(get_args(ReportKind))}


class Told(NamedTuple):
    """A telling with what every bid of it needs: its channel, and for each field its finding and if it is reviewed."""

    telling: Telling
    channel: str
    main: bool
    findings: dict[str, str]
    reviewed: frozenset[str]

    def bid(self, field: str, value: Any, agrees: int = 0) -> Bid[Any]:
        """What this telling bids for a field."""
        finding = self.findings.get(field, "")
        return Bid(self.telling, value, finding, self.channel, field in self.reviewed, self.main, agrees)


class Fields(NamedTuple):
    """The chosen values of a case, and why each was chosen."""

    event_type: EventType
    sub_event_type: SubEventType
    status: Status
    series: bool
    date: DateRange
    place: Place | None
    summary: str
    choices: tuple[Choice, ...]


NOBODY: frozenset[str] = frozenset()


def told(telling: Telling) -> Told:
    """A telling with what its bids need; findings that a person rejected back no value."""
    findings: dict[str, str] = {}
    decided = []
    for value in telling.values:
        if value.standing in ("rejected", "replaced"):
            continue
        if value.standing in REVIEWED:
            decided.append(value.property)
            findings[value.property] = value.finding
        else:
            findings.setdefault(value.property, value.finding)
    main = telling.kind == "story" and telling.incident.main
    return Told(telling, channel(telling), main, findings, frozenset(decided) if decided else NOBODY)


Rules = Sequence[Rule[Bid[Any]]]
KeyOf = Key[Bid[Any]]


def choose_fields(tellings: Sequence[Told]) -> Fields:
    """The value of every single-valued field, with a choice for each."""
    if len(tellings) == 1:
        return _alone(tellings[0])
    choices: list[Choice] = []

    def choose(field: str, bids: Bids, rules: Rules, key: KeyOf = _value) -> Any:
        bid, by = narrow(bids, rules, key)
        choices.append(Choice(field, by, bid.telling.key, bid.finding))
        return bid.value

    types = [t.bid("type", (t.telling.incident.sub_event_type, t.telling.incident.event_type)) for t in tellings]
    sub_type, type_ = choose("sub_event_type", types, TYPE_RULES)
    choices.insert(0, structs.replace(choices[0], field="event_type"))
    status = choose("status", [t.bid("status", t.telling.incident.status) for t in tellings], STATUS_RULES)
    series = choose("series", [t.bid("count", is_series(t.telling.incident)) for t in tellings], SERIES_RULES)
    dates = [t.bid("date", t.telling.incident.date) for t in tellings]
    date = choose("date", dates, DATE_RULES, lambda b: (b.value.start, b.value.end))
    places = [t.bid("place", place) for t in tellings for place in leaves(t.telling.incident.places)]
    place = choose("place", places, PLACE_RULES, lambda b: place_key(b.value)) if places else None
    same = (sub_type, status, (date.start, date.end), place_key(place))
    texts = [t.bid("summary", t.telling.incident.summary, _agrees(t.telling.incident, same)) for t in tellings]
    summary = choose("summary", texts, SUMMARY_RULES)
    return Fields(type_, sub_type, status, series, date, place, summary, tuple(choices))


def _value(bid: Bid[Any]) -> Any:
    return bid.value


def _agrees(incident: Incident, same: tuple[Any, ...]) -> int:
    """In how many of type, status, date and place a telling is as the case."""
    sub_type, status, days, place = same
    return sum(
        (
            incident.sub_event_type == sub_type,
            incident.status == status,
            (incident.date.start, incident.date.end) == days,
            any(place_key(p) == place for p in incident.places),
        )
    )


def _alone(t: Told) -> Fields:
    """The fields of the one telling of a case."""
    incident, key, findings = t.telling.incident, t.telling.key, t.findings
    place = finest(incident.places)
    fields = ["event_type", "sub_event_type", "status", "series", "date", "place", "summary"]
    if place is None:
        fields.remove("place")
    names = {"series": "count", "event_type": "type", "sub_event_type": "type"}
    return Fields(
        incident.event_type,
        incident.sub_event_type,
        incident.status,
        is_series(incident),
        incident.date,
        place,
        incident.summary,
        tuple(Choice(f, ALONE, key, findings.get(names.get(f, f), "")) for f in fields),
    )


# ---- rules ---------------------------------------------------------------------------------------------------------
def highest_in_the_acled_order(bids: Bids) -> Bids:
    """Where tellings still differ, the type that stands higher in ACLED's order of event types."""
    return most(bids, lambda bid: -ORDER[bid.value[0]])


def happened_before_failed(bids: Bids) -> Bids:
    """What one report says happened stands before what another calls failed, and that before a threat."""
    return most(bids, lambda bid: -STATUSES[bid.value])


def story_before_teaser(bids: Bids) -> Bids:
    """A story stands before a teaser, and a teaser before a line of a ranking."""
    return most(bids, lambda bid: -KINDS[bid.telling.kind])


def agrees_with_most_fields(bids: Bids) -> Bids:
    """The telling whose type, status, date and place are most often those of the case."""
    return most(bids, lambda bid: bid.agrees)


def latest_telling(bids: Bids) -> Bids:
    """The telling published last."""
    return most(bids, lambda bid: published(bid.telling)[1])


TYPE_RULES = (reviewed, main_of_a_story, most_reports, highest_in_the_acled_order)
STATUS_RULES = (reviewed, main_of_a_story, most_reports, happened_before_failed)
SERIES_RULES = (reviewed, main_of_a_story, most_reports)
SUMMARY_RULES = (reviewed, main_of_a_story, story_before_teaser, agrees_with_most_fields, latest_telling)
