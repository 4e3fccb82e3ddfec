"""Which cases a wide telling speaks of: a series ("at least 100 attacks since October"), or a vague mention.

Such a telling is joined to no case, since it fits many; it is related to each case that lies inside it.
"""

from collections.abc import Callable, Iterable

from msgspec import Struct

from dateline.case import Case, SpeaksOf, Telling
from dateline.link.sources import folded
from dateline.link.spans import FINENESS, finest, holds, length
from dateline.link.traits import is_series
from dateline.model import EventType, Participant, Place, Status, SubEventType

WIDE_DAYS = 3
ANY_VIOLENCE: frozenset[SubEventType] = frozenset({"Attack", "Other"})
VIOLENT: frozenset[EventType] = frozenset(
    {"Battles", "Riots", "Explosions/Remote violence", "Violence against civilians"}
)


class Scope(Struct, frozen=True):
    """What a wide telling covers, made once and held against many cases."""

    telling: str
    words: str
    start: str
    end: str
    places: tuple[Place, ...]
    event_type: EventType
    sub_event_type: SubEventType
    status: Status
    doers: frozenset[str]


def scope(telling: Telling) -> Scope | None:
    """What a telling covers, or null where it is no series and no vague mention, or has no dates."""
    incident = telling.incident
    start, end = incident.date.start, incident.date.end
    if start is None or end is None:
        return None
    series = is_series(incident)
    place = finest(incident.places)
    vague = place is None or FINENESS[place.precision] >= FINENESS["admin1"]
    if not series and length(start, end) <= WIDE_DAYS and not (vague and not incident.main):
        return None
    return Scope(
        telling=telling.key,
        words="a series" if series else "a vague mention",
        start=start,
        end=end,
        places=incident.places,
        event_type=incident.event_type,
        sub_event_type=incident.sub_event_type,
        status=incident.status,
        doers=_doers(incident.participants),
    )


def speaks_of(telling: Telling, cases: Iterable[Case]) -> tuple[SpeaksOf, ...]:
    """The cases that a wide telling covers, in order of their ids, with the reason; none where it is not wide."""
    wide = scope(telling)
    if wide is None:
        return ()
    found = [case for case in cases if telling.key not in case.tellings and all(rule(wide, case) for rule in COVERS)]
    return tuple(SpeaksOf(telling.key, case.id, _why(wide, case)) for case in sorted(found, key=lambda c: c.id))


def _doers(participants: Iterable[Participant]) -> frozenset[str]:
    return frozenset(p.actor or folded(p.name) for p in participants if p.role == "perpetrator")


# ---- every condition must hold -------------------------------------------------------------------------------------
def dates_inside(wide: Scope, case: Case) -> bool:
    """The days of the case lie within those of the telling."""
    start, end = case.date.start, case.date.end
    return start is not None and end is not None and wide.start <= start and end <= wide.end


def same_outcome(wide: Scope, case: Case) -> bool:
    """A threat speaks of threats only, and what happened or failed of no threat."""
    return (wide.status == "threatened") == (case.status == "threatened")


def compatible_type(wide: Scope, case: Case) -> bool:
    """The sub-event is the same, or the telling says "attacks" without saying which, and the case is violent."""
    if wide.sub_event_type == case.sub_event_type:
        return True
    return wide.sub_event_type in ANY_VIOLENCE and wide.event_type in VIOLENT and case.event_type in VIOLENT


def compatible_doer(wide: Scope, case: Case) -> bool:
    """One of the doers is the same, or the telling or the case names none."""
    doers = _doers(case.participants)
    return not wide.doers or not doers or not wide.doers.isdisjoint(doers)


def place_inside(wide: Scope, case: Case) -> bool:
    """The place of the case lies within a place of the telling; a telling without a place covers none."""
    place = case.place
    return place is not None and any(holds(outer, place) for outer in wide.places)


COVERS: tuple[Callable[[Scope, Case], bool], ...] = (
    dates_inside,
    same_outcome,
    compatible_type,
    compatible_doer,
    place_inside,
)


def _why(wide: Scope, case: Case) -> str:
    inside = next(outer for outer in wide.places if case.place is not None and holds(outer, case.place))
    doers = sorted(wide.doers & _doers(case.participants))
    by = f", by {' and '.join(doers)}" if doers else ""
    days = wide.start if wide.start == wide.end else f"{wide.start} to {wide.end}"
    return f"{wide.words} in {inside.name}, {days}{by}"
