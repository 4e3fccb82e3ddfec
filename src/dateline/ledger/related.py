"""Which cases a series or a vague mention speaks of, and which speak of a case: looked up when asked, never stored."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from dateline import link
from dateline.case import Case, Related, Telling
from dateline.ledger import present, schema
from dateline.model import Place

MOST = 500
"""Cases that are looked at, the latest first; more would tell nobody anything."""


def related(connection: Connection, case: Case) -> Related:
    """What a case speaks of, and what speaks of it."""
    own = present.tellings_of(connection, [case.id])[case.id]
    speaks = [one for telling in own for one in link.speaks_of(telling, _covered(connection, telling))]
    wide = present.tellings_of(connection, _covering(connection, case))
    spoken = [one for some in wide.values() for telling in some for one in link.speaks_of(telling, [case])]
    return Related(tuple(dict.fromkeys(speaks)), tuple(dict.fromkeys(spoken)))


def _covered(connection: Connection, telling: Telling) -> list[Case]:
    """The cases within the days and countries of a wide telling."""
    scope = link.scope(telling)
    if scope is None:
        return []
    table = schema.casefile.c
    asked = [table.first >= scope.start, table.first <= scope.end, *_inside(scope.places)]
    query = select(table.record).where(*asked).order_by(table.first.desc(), table.id).limit(MOST)
    return [present.case_of(record) for record in connection.execute(query).scalars()]


def _inside(places: tuple[Place, ...]) -> list[ColumnElement[bool]]:
    countries = {place.country for place in places if place.country}
    return [schema.casefile.c.country.in_(sorted(countries))] if countries else []


def _covering(connection: Connection, case: Case) -> list[str]:
    """The cases with a wide telling whose days and country may cover a case."""
    if case.date.start is None or case.date.end is None:
        return []
    table = schema.casefile.c
    country: Any = case.place.country if case.place else None
    query = (
        select(table.id)
        .where(table.wide == 1, or_(table.country == country, table.country.is_(None)))
        .where(table.first <= case.date.start, table.last >= case.date.end, table.id != case.id)
        .order_by(table.first.desc(), table.id)
        .limit(MOST)
    )
    return list(connection.execute(query).scalars())
