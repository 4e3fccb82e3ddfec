"""Tellings in brief: what a case file says of one, the rest plain."""

from typing import Any

from dateline.case import Telling, Traits
from dateline.link import traits
from dateline.model import (
    Casualty,
    Count,
    DateRange,
    EventType,
    Incident,
    Participant,
    Place,
    Published,
    SubEventType,
    Weapon,
)

TYPES: dict[SubEventType, EventType] = {
    "Armed clash": "Battles",
    "Government regains territory": "Battles",
    "Air/drone strike": "Explosions/Remote violence",
    "Shelling/artillery/missile attack": "Explosions/Remote violence",
    "Suicide bomb": "Explosions/Remote violence",
    "Remote explosive/landmine/IED": "Explosions/Remote violence",
    "Attack": "Violence against civilians",
    "Peaceful protest": "Protests",
    "Violent demonstration": "Riots",
    "Arrests": "Strategic developments",
    "Other": "Strategic developments",
}
UNKNOWN = Published(None, None, "unknown", ())


def figure(value: Any) -> tuple[int | None, int | None]:
    """20 is 20 to 20, [20, "open"] is 20 to null."""
    low, high = value if isinstance(value, list) else (value, value)
    return (None if low == "open" else low), (None if high == "open" else high)


def places(told: dict[str, Any]) -> tuple[Place, ...]:
    if "place" not in told:
        return ()
    lat, lon = told.get("at", (None, None))
    country, precision = told.get("country", "XA"), told.get("as", "locality")
    return (Place(told["place"], country, told.get("province"), lat, lon, precision, None, ()),)


def telling(told: dict[str, Any], key: str = "a") -> Telling:
    """A telling of what a case file says."""
    rows = [(kind, *figure(told[kind])) for kind in ("killed", "wounded") if kind in told]
    parties = [("perpetrator", name) for name in told.get("by", [])] + [("victim", name) for name in told.get("on", [])]
    sub = told.get("type", "Attack")
    start = told.get("day")
    out = told.get("published")
    incident = Incident(
        id="i1",
        report=told.get("report", "r1"),
        main=told.get("main", True),
        summary="",
        event_type=TYPES[sub],
        sub_event_type=sub,
        status=told.get("status", "happened"),
        count=Count(*figure(told.get("acts", 1))),
        date=DateRange(start, told.get("until", start), "day" if start else "unknown", ()),
        places=places(told),
        participants=tuple(
            Participant(role, name.lstrip(":"), name[1:] if name[0] == ":" else None, None, None, ())  # type: ignore[arg-type]
            for role, name in parties
        ),
        casualties=tuple(Casualty(k, low, high, None, None, "unknown", None, ()) for k, low, high in rows),  # type: ignore[arg-type]
        weapons=tuple(Weapon(kind, kind, None, None, ()) for kind in told.get("with", [])),
        objects=(),
        evidence=(),
    )
    return Telling(
        key=key,
        page=told.get("page", key),
        reading=key,
        source=key,
        outlet=None,
        agency=None,
        headline=told.get("headline"),
        published=Published(out, out, "day", ()) if out else UNKNOWN,
        kind="story",
        incident=incident,
        claims=(),
        values=(),
    )


def brief(told: dict[str, Any], key: str = "a") -> Traits:
    """The traits of what a case file says."""
    return traits(telling(told, key))
