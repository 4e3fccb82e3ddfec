"""Asking a ledger for cases: by day, place, type, actor, toll and state, a page of answers at a time."""

import re
from collections.abc import Iterator
from datetime import date
from typing import get_args

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from dateline.case import Case
from dateline.errors import UsageError
from dateline.ledger import archive, intake, present, schema
from dateline.model import EventType

MOST = 10_000
CODE = re.compile(r"[A-Za-z]{2}")
AFTER = re.compile(r"(\d{4}-\d\d-\d\d)?,[0-9a-f]{1,64}")


class Filter(Struct, frozen=True):
    """Which cases are wanted; a field that is null does not ask. Days are ISO dates, both included.

    `place` is a name or the start of one, `country` a code of two letters, `actor` a name or an id of the codebook,
    `killed_from` and `killed_to` bound the dead that are told of. `undated` asks for cases without a date. `after` is
    the last case of the page of answers before, as `day,id`.
    """

    since: str | None = None
    until: str | None = None
    undated: bool = False
    country: str | None = None
    admin1: str | None = None
    place: str | None = None
    type: str | None = None
    status: str | None = None
    actor: str | None = None
    killed_from: int | None = None
    killed_to: int | None = None
    reports_from: int | None = None
    grade: str | None = None
    stage: str | None = None
    assignee: str | None = None
    disputed: bool = False
    limit: int = 50
    after: str | None = None


def cases(connection: Connection, wanted: Filter) -> list[Case]:
    """The cases that are wanted, the latest first; cases without a date come last."""
    table = schema.casefile
    query = select(table.c.id).where(*_where(wanted))
    if wanted.after is not None:
        query = query.where(_later_page(wanted.after))
    query = query.order_by(table.c.first.desc().nulls_last(), table.c.id.desc())
    if not 0 < wanted.limit <= MOST:
        raise UsageError(f"{wanted.limit} cases at a time cannot be had; ask for 1 to {MOST:,}")
    ids = list(connection.execute(query.limit(wanted.limit)).scalars())  # from the index alone; then their records
    records = {}
    for some in archive.chunks(ids):
        for row in connection.execute(select(table.c.id, table.c.record).where(table.c.id.in_(some))):
            records[row.id] = present.case_of(row.record)
    return [records[id] for id in ids]


def all_cases(connection: Connection, wanted: Filter) -> Iterator[Case]:
    """All cases that are wanted, the latest first, however many; `limit` and `after` are not looked at."""
    table = schema.casefile
    query = select(table.c.record).where(*_where(wanted))
    ordered = query.order_by(table.c.first.desc().nulls_last(), table.c.id.desc())
    return (present.case_of(row.record) for row in archive.stream(connection, ordered, 1_000))


def count(connection: Connection, wanted: Filter) -> int:
    """How many cases are wanted in all."""
    query = select(func.count()).select_from(schema.casefile).where(*_where(wanted))
    found: int = connection.execute(query).scalar_one()
    return found


def checked(wanted: Filter) -> Filter:
    """The filter, if it makes sense. Raises UsageError."""
    for name in ("since", "until"):
        day = getattr(wanted, name)
        try:
            if day is not None:
                date.fromisoformat(day)
        except ValueError:
            raise UsageError(f"{name} '{day}' is no day; write it as 2024-03-31") from None
    if wanted.country is not None and not CODE.fullmatch(wanted.country):
        raise UsageError(f"country '{wanted.country}' is no code; give the two letters of ISO 3166, such as SO")
    for name in ("killed_from", "killed_to", "reports_from"):
        number = getattr(wanted, name)
        if number is not None and not 0 <= number <= present.MOST:
            raise UsageError(f"{name} {number} is no number that can be; give 0 or more")
    if wanted.after is not None and not AFTER.fullmatch(wanted.after):
        raise UsageError(f"'{wanted.after}' is no case to go on after; give what the page before ended with")
    for name in wanted.__struct_fields__:
        value = getattr(wanted, name)
        if isinstance(value, str) and intake.storable(value) != value:
            raise UsageError(f"{name} has a character that no ledger has (NUL, or half of a pair)")
    return wanted


def _where(wanted: Filter) -> list[ColumnElement[bool]]:
    table = schema.casefile.c
    exact = {
        table.country: wanted.country.upper() if wanted.country else None,
        table.admin1: present.folded(wanted.admin1) if wanted.admin1 else None,
        table.status: wanted.status,
        table.grade: wanted.grade,
        table.stage: wanted.stage,
        table.assignee: wanted.assignee,
    }
    checked(wanted)
    asked: list[ColumnElement[bool]] = [column == value for column, value in exact.items() if value is not None]
    if wanted.since:
        asked.append(or_(table.last >= wanted.since, and_(table.last.is_(None), table.first >= wanted.since)))
        asked.append(table.first.is_not(None))
    if wanted.until:
        asked.append(table.first <= wanted.until)
    if wanted.undated:
        asked.append(table.first.is_(None))
    if wanted.place:
        name = present.folded(wanted.place)
        asked.append(and_(table.place >= name, table.place < name + "\U0010ffff"))
    if wanted.type:
        column = table.event_type if wanted.type in get_args(EventType) else table.sub_event_type
        asked.append(column == wanted.type)
    if wanted.actor:
        names = (wanted.actor, present.folded(wanted.actor))
        asked.append(table.id.in_(select(schema.party.c.case_id).where(schema.party.c.name.in_(names))))
    if wanted.killed_from is not None:
        asked.append(table.killed_high >= wanted.killed_from)
    if wanted.killed_to is not None:
        asked.append(table.killed_low <= wanted.killed_to)
    if wanted.reports_from is not None:
        asked.append(table.reports >= wanted.reports_from)
    if wanted.disputed:
        asked.append(table.disputed == 1)
    return asked


def _later_page(after: str) -> ColumnElement[bool]:
    table = schema.casefile.c
    day, _, id = after.partition(",")
    if not day:
        return and_(table.first.is_(None), table.id < id)
    return or_(table.first < day, and_(table.first == day, table.id < id), table.first.is_(None))
