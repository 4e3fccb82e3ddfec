"""Finding things in a ledger by the start of their names: cases, tellings, findings, entries, pages."""

from typing import Any

from sqlalchemy import Column, Connection, select

from dateline.errors import UsageError
from dateline.ledger import schema


class NotFound(UsageError):
    """Nothing in the ledger bears the name."""


LEAST = 4
"""Digits of a name that must be given."""

SHOWN = 5


def case_id(connection: Connection, name: str) -> str:
    """The case with this name, or the one that the telling with this name is in. Raises UsageError."""
    key = telling_key(connection, name, "case")
    found: str = connection.execute(select(schema.telling.c.case_id).where(schema.telling.c.key == key)).scalar_one()
    return found


def telling_key(connection: Connection, name: str, what: str = "telling") -> str:
    """The key of the telling whose name begins so; every case bears the name of one. Raises UsageError."""
    column = schema.telling.c.key
    prefix = _checked(name, what)
    rows = connection.execute(
        select(column).where(column >= prefix, column < prefix + "g").order_by(column).limit(SHOWN + 1)
    )
    return _only(list(rows.scalars()), name, what)


def digest(connection: Connection, column: Column[Any], name: str, what: str) -> str:
    """The one digest in a column that begins so. Raises UsageError."""
    prefix = _checked(name, what)
    rows = connection.execute(
        select(column)
        .where(column >= prefix.ljust(64, "0"), column <= prefix.ljust(64, "f"))
        .order_by(column)
        .limit(SHOWN + 1)
    )
    return _only(list(rows.scalars()), name, what)


def _checked(name: str, what: str) -> str:
    plain = name.strip().lower()
    if len(plain) < LEAST or len(plain) > 64 or set(plain) - set("0123456789abcdef"):
        raise UsageError(f"'{name}' is no name of a {what}: give at least {LEAST} of its hexadecimal digits")
    return plain


def _only(found: list[str], name: str, what: str) -> str:
    if not found:
        raise NotFound(f"the ledger has no {what} whose name begins with '{name}'; dateline cases lists what it has")
    if len(found) > 1:
        some = ", ".join(one[:16] for one in found[:SHOWN]) + (", …" if len(found) > SHOWN else "")
        raise UsageError(f"'{name}' is the beginning of several names ({some}); give more digits")
    return found[0]
