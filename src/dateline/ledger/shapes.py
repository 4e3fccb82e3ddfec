"""What a value must be that a person states: its fields, its days, its numbers, its place on earth."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from dateline.ledger.findings import ROWS, Values
from dateline.model import Claim, Count, DateRange, EventType, Published, Status, SubEventType

DAY = re.compile(r"\d{4}-\d\d-\d\d")
TIME = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?")
MOST = 10**12
"""The highest number that a figure may have."""


class Told(Struct, forbid_unknown_fields=True):
    """That an incident is one, in which report, and whether it is what the report is about."""

    report: str
    main: bool


class Kind(Struct, forbid_unknown_fields=True):
    """An incident's type by ACLED's names."""

    event_type: EventType
    sub_event_type: SubEventType


class Standing(Struct, forbid_unknown_fields=True):
    """Whether an incident happened."""

    status: Status


class Summary(Struct, forbid_unknown_fields=True):
    """An incident in a sentence."""

    summary: str


SHAPES: dict[str, type[Struct]] = {
    "told": Told,
    "type": Kind,
    "status": Standing,
    "count": Count,
    "date": DateRange,
    "summary": Summary,
    "published": Published,
    "claim": Claim,
    **{property: record for property, (_, record) in ROWS.items()},
}
"""The record of each property that a person can state."""

TYPES: Mapping[str, frozenset[str]] = {
    "Battles": frozenset(("Government regains territory", "Non-state actor overtakes territory", "Armed clash")),
    "Protests": frozenset(("Excessive force against protesters", "Protest with intervention", "Peaceful protest")),
    "Riots": frozenset(("Violent demonstration", "Mob violence")),
    "Explosions/Remote violence": frozenset(
        (
            "Chemical weapon",
            "Air/drone strike",
            "Suicide bomb",
            "Shelling/artillery/missile attack",
            "Remote explosive/landmine/IED",
            "Grenade",
        )
    ),
    "Violence against civilians": frozenset(("Sexual violence", "Attack", "Abduction/forced disappearance")),
}
"""ACLED's sub-event types by event type (Codebook 2023, table 2); all others are Strategic developments."""


def check(property: str, value: Values) -> None:
    """Raises ValueError or TypeError, with the reason, where a value is not what its property can have."""
    shape = SHAPES.get(property)
    if shape is None:
        raise ValueError(f"a person can state one of {', '.join(SHAPES)}, not {property}")
    given = {"id": "", **value} if property == "claim" else value
    whole = {**given, **({"evidence": ()} if "evidence" in shape.__struct_fields__ else {})}
    unknown = sorted(set(whole) - set(shape.__struct_encode_fields__))
    if unknown:
        raise ValueError(f"it has no field {', '.join(unknown)}")
    for side, most in (("lat", 90), ("lon", 180)):
        if value.get(side) is not None:
            whole[side] = _degrees(side, value[side], most)
    try:
        msgspec.convert(whole, shape)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from None
    _numbers(value)
    if "start" in value:
        _days(value, minutes=property == "published")
    if property == "type":
        _types(value["event_type"], value["sub_event_type"])


def _degrees(side: str, value: Any, most: int) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise ValueError(f"{side} {value!r} is no number of degrees") from None
    if not -most <= number <= most:
        raise ValueError(f"{side} {value} is not on earth: give -{most} to {most}")
    return number


def _numbers(value: Values) -> None:
    low, high = value.get("low"), value.get("high")
    for number in (low, high, value.get("geonameid")):
        if number is not None and not 0 <= number <= MOST:
            raise ValueError(f"{number} is no number of people or things: give 0 to {MOST:,}")
    if low is not None and high is not None and low > high:
        raise ValueError(f"low {low} is above high {high}: give low ≤ high")


def _days(value: Values, *, minutes: bool) -> None:
    start, end = value["start"], value["end"]
    if start is None or end is None:
        if start is not None or end is not None or value["precision"] != "unknown":
            raise ValueError("give both start and end, or neither with the precision unknown")
        return
    for side in (start, end):
        if not (TIME if minutes else DAY).fullmatch(side) or not _is_time(side):
            raise ValueError(f"{side!r} is no {'time' if minutes else 'day'}; write it as 2024-03-31")
    if start > end:
        raise ValueError(f"the start {start} is after the end {end}")


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _types(event: str, sub_event: str) -> None:
    belongs = next((name for name, subs in TYPES.items() if sub_event in subs), "Strategic developments")
    if belongs != event:
        raise ValueError(f"{sub_event} is a type of {belongs}, not of {event}")
